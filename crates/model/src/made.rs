//! Objects that others make: the Secret behind a SealedSecret, an ExternalSecret, a Certificate.

use std::borrow::Cow;
use std::sync::Arc;

use manifest::Node;

use crate::Object;
use crate::object::text;
use crate::pod::mappings;

/// The Secrets that operators make from objects of the input, ordered by name.
#[derive(Debug, Default)]
pub(crate) struct MadeSecrets {
    names: Vec<(Box<str>, Option<Arc<str>>)>,
}

/// Where an object says how its Secret is to be called; where it does not, the Secret is called as the object.
struct Maker {
    group: &'static str,
    kind: &'static str,
    path: &'static [&'static str],
}

const MAKERS: [Maker; 8] = [
    Maker { group: "bitnami.com", kind: "SealedSecret", path: &["spec", "template", "metadata", "name"] },
    Maker { group: "cert-manager.io", kind: "Certificate", path: &["spec", "secretName"] },
    Maker { group: "external-secrets.io", kind: "ExternalSecret", path: &["spec", "target", "name"] },
    Maker { group: "kubernetes-client.io", kind: "ExternalSecret", path: &["metadata", "name"] },
    Maker { group: "onepassword.com", kind: "OnePasswordItem", path: &["metadata", "name"] },
    Maker {
        group: "secrets.hashicorp.com",
        kind: "VaultDynamicSecret",
        path: &["spec", "destination", "name"],
    },
    Maker { group: "secrets.hashicorp.com", kind: "VaultPKISecret", path: &["spec", "destination", "name"] },
    Maker {
        group: "secrets.hashicorp.com",
        kind: "VaultStaticSecret",
        path: &["spec", "destination", "name"],
    },
];

/// The annotations by which cert-manager is asked for the certificates of an Ingress.
const ISSUERS: [&str; 3] =
    ["cert-manager.io/cluster-issuer", "cert-manager.io/issuer", "kubernetes.io/tls-acme"];

impl MadeSecrets {
    pub(crate) fn of(objects: &[Object]) -> MadeSecrets {
        let mut names = Vec::new();
        for object in objects {
            let namespace = || object.namespace.clone();
            names.extend(secrets(object).into_iter().map(|name| (name, namespace())));
        }
        names.sort_unstable();
        MadeSecrets { names }
    }

    /// Whether an object makes a Secret of this name there, or in a namespace that may be the one.
    pub(crate) fn may_have(&self, namespace: Option<&str>, name: &str) -> bool {
        let from = self.names.partition_point(|(other, _)| &**other < name);
        let there =
            self.names.get(from..).unwrap_or_default().iter().take_while(|(other, _)| &**other == name);
        there
            .into_iter()
            .any(|(_, other)| namespace.is_none() || other.is_none() || other.as_deref() == namespace)
    }
}

/// The names of the Secrets that come of an object.
fn secrets(object: &Object) -> Vec<Box<str>> {
    let root = object.root();
    if object.is("networking.k8s.io", "Ingress") {
        let asks = ISSUERS.iter().any(|issuer| object.annotation(issuer).is_some());
        let tls = root.get("spec").filter(|_| asks).into_iter().flat_map(|spec| mappings(spec, "tls"));
        return names(tls.map(|tls| text(tls, "secretName")));
    }
    if object.is("secrets-store.csi.x-k8s.io", "SecretProviderClass") {
        let copies = root.get("spec").into_iter().flat_map(|spec| mappings(spec, "secretObjects"));
        return names(copies.map(|copy| text(copy, "secretName")));
    }
    let maker = MAKERS.iter().find(|maker| object.is(maker.group, maker.kind));
    let written = |maker: &Maker| root.path(maker.path).and_then(Node::as_str);
    let name = maker.map(|maker| written(maker).unwrap_or_else(|| object.name().into()));
    names(name.into_iter())
}

fn names<'a>(found: impl Iterator<Item = Cow<'a, str>>) -> Vec<Box<str>> {
    found.filter(|name| !name.is_empty()).map(Box::from).collect()
}
