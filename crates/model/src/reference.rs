//! What a pod refers to by name: ConfigMaps, Secrets, claims, its ServiceAccount.

use std::borrow::Cow;

use manifest::Node;

use crate::pod::mappings;
use crate::{Container, PodView, Volume};

/// What a reference points at.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ReferenceKind {
    /// A ConfigMap.
    ConfigMap,
    /// A Secret.
    Secret,
    /// A PersistentVolumeClaim.
    PersistentVolumeClaim,
    /// A ServiceAccount.
    ServiceAccount,
}

/// A name in a pod that stands for another object of its namespace.
#[derive(Clone)]
pub struct Reference<'a> {
    /// The kind of the other object.
    pub kind: ReferenceKind,
    /// Its name.
    pub name: Cow<'a, str>,
    /// The key that is used of it, with the node that names it, where one is named. A volume that names several keys
    /// makes several references, all with the same `node`.
    pub key: Option<(Cow<'a, str>, Node<'a>)>,
    /// Whether the pod is written to start without it.
    pub optional: bool,
    /// The node that holds the name.
    pub node: Node<'a>,
}

/// An environment variable that comes from elsewhere.
pub type EnvironmentReference<'a> = Reference<'a>;

impl ReferenceKind {
    /// The kind as the API spells it; all are of the core group.
    pub fn kind(self) -> &'static str {
        match self {
            ReferenceKind::ConfigMap => "ConfigMap",
            ReferenceKind::Secret => "Secret",
            ReferenceKind::PersistentVolumeClaim => "PersistentVolumeClaim",
            ReferenceKind::ServiceAccount => "ServiceAccount",
        }
    }
}

impl<'a> PodView<'a> {
    /// Everything it refers to by name: environment, volumes (projected too), image pull secrets, ServiceAccount. Empty
    /// names refer to nothing.
    pub fn references(self) -> Vec<Reference<'a>> {
        let mut found = Vec::new();
        for container in self.containers() {
            container.collect_references(&mut found);
        }
        for volume in self.volumes() {
            volume.collect_references(&mut found);
        }
        for secret in mappings(self.spec(), "imagePullSecrets") {
            found.extend(reference(ReferenceKind::Secret, secret, "name"));
        }
        if let Some(node) = self.service_account_node() {
            let (kind, name) = (ReferenceKind::ServiceAccount, self.service_account());
            found.push(Reference { kind, name, key: None, optional: false, node });
        }
        found
    }
}

impl<'a> Container<'a> {
    /// What its environment comes from.
    pub fn references(self) -> Vec<EnvironmentReference<'a>> {
        let mut found = Vec::new();
        self.collect_references(&mut found);
        found
    }

    fn collect_references(self, found: &mut Vec<Reference<'a>>) {
        for source in mappings(self.node(), "envFrom") {
            let whole = |key, kind| reference(kind, source.get(key)?, "name");
            found.extend(whole("configMapRef", ReferenceKind::ConfigMap));
            found.extend(whole("secretRef", ReferenceKind::Secret));
        }
        for variable in mappings(self.node(), "env") {
            let Some(source) = variable.get("valueFrom") else { continue };
            let one = |key, kind| keyed(kind, source.get(key)?);
            found.extend(one("configMapKeyRef", ReferenceKind::ConfigMap));
            found.extend(one("secretKeyRef", ReferenceKind::Secret));
        }
    }
}

impl<'a> Volume<'a> {
    /// What it is made of, where that has a name in the pod's namespace.
    pub fn references(self) -> Vec<Reference<'a>> {
        let mut found = Vec::new();
        self.collect_references(&mut found);
        found
    }

    fn collect_references(self, found: &mut Vec<Reference<'a>>) {
        self.source("configMap", |source| items(ReferenceKind::ConfigMap, source, "name", found));
        self.source("secret", |source| items(ReferenceKind::Secret, source, "secretName", found));
        self.source("persistentVolumeClaim", |source| {
            found.extend(reference(ReferenceKind::PersistentVolumeClaim, source, "claimName"));
        });
        self.source("projected", |projected| {
            for source in mappings(projected, "sources") {
                let of = |key, kind, found: &mut _| {
                    if let Some(source) = source.get(key) {
                        items(kind, source, "name", found);
                    }
                };
                of("configMap", ReferenceKind::ConfigMap, found);
                of("secret", ReferenceKind::Secret, found);
            }
        });
        self.source("azureFile", |source| {
            found.extend(reference(ReferenceKind::Secret, source, "secretName"))
        });
        for (source, key) in SECRETS_OF_DRIVERS {
            self.source(source, |source| {
                found.extend(
                    source.get(key).and_then(|secret| reference(ReferenceKind::Secret, secret, "name")),
                );
            });
        }
    }

    fn source(self, key: &str, then: impl FnOnce(Node<'a>)) {
        if let Some(source) = self.node.get(key) {
            then(source);
        }
    }
}

/// Volume sources that log in with a Secret of the pod's namespace, and the field that names it.
const SECRETS_OF_DRIVERS: [(&str, &str); 7] = [
    ("cephfs", "secretRef"),
    ("csi", "nodePublishSecretRef"),
    ("flexVolume", "secretRef"),
    ("iscsi", "secretRef"),
    ("rbd", "secretRef"),
    ("scaleIO", "secretRef"),
    ("storageos", "secretRef"),
];

/// The reference whose name stands under a key; `None` where there is no name.
fn reference<'a>(kind: ReferenceKind, source: Node<'a>, key: &str) -> Option<Reference<'a>> {
    let node = source.get(key)?;
    let name = node.as_str().filter(|name| !name.is_empty())?;
    let optional = source.get("optional").and_then(Node::as_bool).unwrap_or_default();
    Some(Reference { kind, name, key: None, optional, node })
}

/// A reference to one key (`SecretKeySelector`, `KeyToPath` once its `name` is known).
fn keyed<'a>(kind: ReferenceKind, source: Node<'a>) -> Option<Reference<'a>> {
    let whole = reference(kind, source, "name")?;
    Some(Reference { key: key_of(source), ..whole })
}

fn key_of<'a>(source: Node<'a>) -> Option<(Cow<'a, str>, Node<'a>)> {
    let node = source.get("key")?;
    Some((node.as_str()?, node))
}

/// A volume of some keys (`items`), or of all.
fn items<'a>(kind: ReferenceKind, source: Node<'a>, name: &str, found: &mut Vec<Reference<'a>>) {
    let Some(whole) = reference(kind, source, name) else { return };
    let keys: Vec<_> = mappings(source, "items").filter_map(key_of).collect();
    if keys.is_empty() {
        found.push(whole);
    } else {
        found.extend(keys.into_iter().map(|key| Reference { key: Some(key), ..whole.clone() }));
    }
}
