//! The one pass that finds secrets: every object is read once, whatever checks are selected, since no output may show a
//! secret. The checks about secrets translate what it found.

use std::borrow::Cow;

use credential::{Certainty, Found, Names, WORDS, calls_secret, in_file, in_line, in_value};
use manifest::{Kind, Node};
use model::{Container, Inventory, Object, PodView};

use crate::settings::{Configuration, ParameterValue};

/// What holds a secret: each check about secrets is about one of these.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Holder {
    /// The value of an environment variable.
    Environment,
    /// An item of `command` or `args`, or the command of a probe or hook.
    Argument,
    /// An annotation.
    Annotation,
    /// A value of a ConfigMap.
    ConfigMap,
    /// A value of a Secret, whatever it is.
    Secret,
    /// A key of an EncryptionConfiguration.
    EncryptionKey,
}

/// Why a value is taken for a secret.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Evidence {
    /// Its name calls it one.
    Name,
    /// It is one by its shape: what it is.
    Shape(&'static str),
    /// Where it stands: all that is there is kept secret.
    Holder,
}

/// A secret, where it stands.
#[derive(Clone)]
pub(crate) struct Exposed<'a> {
    /// What holds it.
    pub holder: Holder,
    /// Why it is taken for one.
    pub evidence: Evidence,
    /// How sure that is: what is doubtful is hidden, and nobody is told of it.
    pub certainty: Certainty,
    /// What may be pointed at: the name of the variable, the key of the entry, the argument.
    pub place: Node<'a>,
    /// The name of the variable or the key of the entry; empty for an argument.
    pub entry: Cow<'a, str>,
    /// The name that calls it a secret: the entry's, or one in its text; empty where it has none.
    pub name: Cow<'a, str>,
    /// The container it stands in.
    pub container: Option<Container<'a>>,
    /// The scalar that holds it.
    pub node: Node<'a>,
    /// The secret itself, the whole value of the scalar or a part of it.
    pub text: Cow<'a, str>,
}

/// The annotation in which `kubectl apply` keeps the whole object.
pub(crate) const LAST_APPLIED: &str = "kubectl.kubernetes.io/last-applied-configuration";

/// Finds secrets.
#[derive(Debug)]
pub(crate) struct Detector {
    names: Names,
}

/// A scalar that may hold secrets, and what is known of it before it is read.
struct Scalar<'a> {
    holder: Holder,
    place: Node<'a>,
    entry: Cow<'a, str>,
    container: Option<Container<'a>>,
    node: Node<'a>,
}

impl<'a> Scalar<'a> {
    fn found(&self, found: Found<'_>) -> Exposed<'a> {
        let evidence = match found.evidence {
            credential::Evidence::Name => Evidence::Name,
            credential::Evidence::Shape(what) => Evidence::Shape(what),
        };
        let (name, text) = (Cow::Owned(found.name.into_owned()), Cow::Owned(found.text.into_owned()));
        self.exposed(evidence, found.certainty, name, text)
    }

    fn exposed(
        &self,
        evidence: Evidence,
        certainty: Certainty,
        name: Cow<'a, str>,
        text: Cow<'a, str>,
    ) -> Exposed<'a> {
        let Scalar { holder, place, ref entry, container, node } = *self;
        Exposed { holder, evidence, certainty, place, entry: entry.clone(), name, container, node, text }
    }
}

impl Exposed<'_> {
    /// Whether people should be told of it, by a check that knows these words.
    pub fn is_told(&self, words: &[String]) -> bool {
        let by_evidence = match self.evidence {
            Evidence::Shape(_) => true,
            Evidence::Name => calls_secret(&self.name, words),
            Evidence::Holder => false,
        };
        by_evidence && self.certainty == Certainty::Certain
    }

    /// What it is, in messages.
    pub fn what(&self) -> Cow<'static, str> {
        match self.evidence {
            Evidence::Shape(what) => Cow::Borrowed(what),
            Evidence::Name if !self.name.is_empty() && self.name != self.entry => {
                Cow::Owned(format!("`{}`, a secret by its name", self.name))
            }
            Evidence::Name | Evidence::Holder => Cow::Borrowed("a secret by its name"),
        }
    }
}

impl Detector {
    /// A detector that knows every word that any check takes for one: what one of them does not report is hidden
    /// nevertheless.
    pub fn new(configuration: &Configuration) -> Detector {
        let set = configuration.parameters.iter().filter(|(id, _)| id.starts_with("SEC"));
        let own = set.filter_map(|(_, parameters)| match parameters.get("names") {
            Some(ParameterValue::List(words)) => Some(words),
            _ => None,
        });
        let own = own.flatten().map(String::as_str).filter(|word| !word.is_empty());
        Detector { names: Names::new(WORDS.iter().copied().chain(own)) }
    }

    /// Every secret of an object.
    pub fn read<'a>(&self, inventory: &'a Inventory, object: &'a Object) -> Vec<Exposed<'a>> {
        let mut found = Vec::new();
        if object.is("", "Secret") {
            read_secret(object, &mut found);
        } else if object.is("", "ConfigMap") {
            self.read_config_map(object, &mut found);
        } else if object.is("apiserver.config.k8s.io", "EncryptionConfiguration") {
            read_encryption(object, &mut found);
        }
        for pod in inventory.pods_of(object.id()) {
            self.read_pod(pod, &mut found);
        }
        let annotations = object.root().path(&["metadata", "annotations"]);
        self.read_annotations(annotations, &mut found);
        found
    }

    fn read_pod<'a>(&self, pod: PodView<'a>, found: &mut Vec<Exposed<'a>>) {
        for container in pod.containers() {
            for variable in items(container.node(), "env") {
                self.read_variable(container, variable, found);
            }
            for list in ["command", "args"] {
                self.read_arguments(container, container.node(), list, found);
            }
            for field in ["livenessProbe", "readinessProbe", "startupProbe", "lifecycle"] {
                if let Some(field) = container.node().get(field) {
                    self.read_commands(container, field, found);
                }
            }
        }
        if !pod.is_pod() {
            self.read_annotations(pod.annotations(), found);
        }
    }

    /// Commands of probes and hooks.
    fn read_commands<'a>(&self, container: Container<'a>, field: Node<'a>, found: &mut Vec<Exposed<'a>>) {
        if let Some(exec) = field.get("exec") {
            self.read_arguments(container, exec, "command", found);
        }
        for hook in ["postStart", "preStop"].into_iter().filter_map(|hook| field.path(&[hook, "exec"])) {
            self.read_arguments(container, hook, "command", found);
        }
    }

    fn read_variable<'a>(&self, container: Container<'a>, variable: Node<'a>, found: &mut Vec<Exposed<'a>>) {
        let Some(node) = variable.get("value") else { return };
        let (Some(place), Some(value)) = (variable.get("name"), node.as_str()) else { return };
        let Some(entry) = place.as_str() else { return };
        let scalar = Scalar { holder: Holder::Environment, place, entry, container: Some(container), node };
        self.read_value(&scalar, &value, found);
    }

    /// A value that stands under a name: the secret itself, or a text with secrets in it.
    fn read_value<'a>(&self, scalar: &Scalar<'a>, value: &str, found: &mut Vec<Exposed<'a>>) {
        if let Some(secret) = in_value(&scalar.entry, value, &self.names) {
            found.push(scalar.found(secret));
        } else if value.contains(['=', ' ', '\n', '{']) {
            found.extend(
                in_file(&scalar.entry, value, &self.names).into_iter().map(|secret| scalar.found(secret)),
            );
        }
    }

    fn read_arguments<'a>(
        &self,
        container: Container<'a>,
        holder: Node<'a>,
        list: &str,
        found: &mut Vec<Exposed<'a>>,
    ) {
        let mut flag: Option<Cow<'a, str>> = None;
        for node in items(holder, list) {
            let Some(text) = node.as_str() else { continue };
            let entry = Cow::Borrowed("");
            let scalar =
                Scalar { holder: Holder::Argument, place: node, entry, container: Some(container), node };
            // `--password` and its value as two arguments.
            let named = flag.take().filter(|_| !text.starts_with('-'));
            let named =
                named.as_deref().and_then(|flag| in_value(flag.trim_start_matches('-'), &text, &self.names));
            match named {
                Some(secret) => found.push(scalar.found(secret)),
                None if text.contains('\n') => {
                    found.extend(
                        in_file(".sh", &text, &self.names).into_iter().map(|secret| scalar.found(secret)),
                    );
                }
                None => found.extend(in_line(&text, &self.names).map(|secret| scalar.found(secret))),
            }
            flag = Some(text).filter(|text| text.starts_with('-') && !text.contains('='));
        }
    }

    fn read_config_map<'a>(&self, map: &'a Object, found: &mut Vec<Exposed<'a>>) {
        for entry in map.root().get("data").into_iter().flat_map(Node::entries) {
            let Some(value) = entry.value.as_str() else { continue };
            let (holder, place, node) = (Holder::ConfigMap, entry.key, entry.value);
            let scalar = Scalar { holder, place, entry: entry.name(), container: None, node };
            if value.trim_end().contains('\n') {
                let secrets = in_file(&scalar.entry, &value, &self.names);
                found.extend(secrets.into_iter().map(|secret| scalar.found(secret)));
            } else {
                self.read_value(&scalar, &value, found);
            }
        }
    }

    fn read_annotations<'a>(&self, annotations: Option<Node<'a>>, found: &mut Vec<Exposed<'a>>) {
        for annotation in annotations.into_iter().flat_map(Node::entries) {
            let Some(value) = annotation.value.as_str() else { continue };
            let (holder, place, node) = (Holder::Annotation, annotation.key, annotation.value);
            let scalar = Scalar { holder, place, entry: annotation.name(), container: None, node };
            if scalar.entry == LAST_APPLIED {
                self.read_last_applied(&scalar, value, found);
            } else {
                self.read_value(&scalar, &value, found);
            }
        }
    }

    /// What `kubectl apply` keeps repeats the object: it is hidden as a whole, and of the secrets in it only those are
    /// told that do not stand in the object itself.
    fn read_last_applied<'a>(&self, scalar: &Scalar<'a>, value: Cow<'a, str>, found: &mut Vec<Exposed<'a>>) {
        let mut lingering = in_file(".json", &value, &self.names);
        let is_secret = found.iter().any(|known| known.holder == Holder::Secret);
        lingering.retain(|secret| !is_secret && !found.iter().any(|known| known.text == secret.text));
        let secrets: Vec<_> = lingering.into_iter().map(|secret| scalar.found(secret)).collect();
        found.extend(secrets);
        let whole = scalar.exposed(Evidence::Holder, Certainty::Doubtful, Cow::Borrowed(""), value);
        found.push(whole);
    }
}

/// Every value of a Secret.
fn read_secret<'a>(secret: &'a Object, found: &mut Vec<Exposed<'a>>) {
    let fields = ["data", "stringData"].into_iter().filter_map(|field| secret.root().get(field));
    for entry in fields.flat_map(Node::entries) {
        let (holder, place, node) = (Holder::Secret, entry.key, entry.value);
        let scalar = Scalar { holder, place, entry: entry.name(), container: None, node };
        let text = entry.value.as_str().unwrap_or_default();
        found.push(scalar.exposed(Evidence::Holder, Certainty::Certain, entry.name(), text));
    }
}

/// Every key of an EncryptionConfiguration.
fn read_encryption<'a>(configuration: &'a Object, found: &mut Vec<Exposed<'a>>) {
    for key in component::Encryption::of(configuration.root()).keys() {
        let text = key.secret.as_str().unwrap_or_default();
        found.push(Exposed {
            holder: Holder::EncryptionKey,
            certainty: Certainty::Certain,
            evidence: Evidence::Shape("an encryption key"),
            place: key.secret.parent().and_then(|item| item.get("name")).unwrap_or(key.secret),
            entry: key.name.clone(),
            name: key.name,
            container: None,
            node: key.secret,
            text,
        });
    }
}

fn items<'a>(holder: Node<'a>, list: &str) -> impl Iterator<Item = Node<'a>> + use<'a> {
    holder.get(list).filter(|list| list.kind() == Kind::Sequence).into_iter().flat_map(Node::items)
}
