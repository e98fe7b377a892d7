//! The one pass that finds secrets: every object is read once, whatever checks are selected, since no output may show a
//! secret. The checks about secrets translate what it found.

use std::borrow::Cow;

use manifest::{Kind, Node};
use model::{Container, Inventory, Object, PodView};

use super::line::secrets_in;
use super::name::{Names, WORDS};
use super::shape::known_secret;
use super::value::may_be_secret;
use crate::settings::{Configuration, ParameterValue};

/// What holds a secret: each check about secrets is about one of these.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Holder {
    /// The value of an environment variable.
    Environment,
    /// An item of `command` or `args`.
    Argument,
    /// An annotation.
    Annotation,
    /// A value of a ConfigMap.
    ConfigMap,
    /// A value of a Secret, whatever it is.
    Secret,
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
    /// What may be pointed at: the name of the variable, the key of the entry, the argument.
    pub place: Node<'a>,
    /// The name that belongs to it; empty where it has none.
    pub name: Cow<'a, str>,
    /// The container it stands in.
    pub container: Option<Container<'a>>,
    /// The scalar that holds it.
    pub node: Node<'a>,
    /// The secret itself, the whole value of the scalar or a part of it.
    pub text: Cow<'a, str>,
}

/// The annotation in which `kubectl apply` keeps the whole object.
const LAST_APPLIED: &str = "kubectl.kubernetes.io/last-applied-configuration";

/// Finds secrets.
#[derive(Debug)]
pub(crate) struct Detector {
    names: Names,
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
        }
        let annotations = object.root().path(&["metadata", "annotations"]);
        self.read_annotations(annotations, &mut found);
        for pod in inventory.pods_of(object.id()) {
            self.read_pod(pod, &mut found);
        }
        found
    }

    fn read_pod<'a>(&self, pod: PodView<'a>, found: &mut Vec<Exposed<'a>>) {
        if !pod.is_pod() {
            self.read_annotations(pod.annotations(), found);
        }
        for container in pod.containers() {
            for variable in items(container, "env") {
                self.read_variable(container, variable, found);
            }
            for list in ["command", "args"] {
                self.read_arguments(container, list, found);
            }
        }
    }

    fn read_variable<'a>(&self, container: Container<'a>, variable: Node<'a>, found: &mut Vec<Exposed<'a>>) {
        let Some(node) = variable.get("value") else { return };
        let (Some(place), Some(value)) = (variable.get("name"), node.as_str()) else { return };
        let Some(name) = place.as_str() else { return };
        let container = Some(container);
        let exposed = |evidence, text| {
            let name = name.clone();
            Exposed { holder: Holder::Environment, evidence, place, name, container, node, text }
        };
        found.extend(self.judge(&name, &value).map(|(evidence, text)| exposed(evidence, text)));
    }

    /// What a value is that stands by itself under a name.
    fn judge<'a>(&self, name: &str, value: &Cow<'a, str>) -> Option<(Evidence, Cow<'a, str>)> {
        if let Some(known) = known_secret(value) {
            return Some((Evidence::Shape(known.what), part(value, known.range)));
        }
        (self.names.call_secret(name) && may_be_secret(value)).then(|| (Evidence::Name, value.clone()))
    }

    fn read_arguments<'a>(&self, container: Container<'a>, list: &str, found: &mut Vec<Exposed<'a>>) {
        let mut flag: Option<Cow<'a, str>> = None;
        for node in items(container, list) {
            let Some(text) = node.as_str() else { continue };
            let exposed = |evidence, name, text| Exposed {
                holder: Holder::Argument,
                evidence,
                place: node,
                name,
                container: Some(container),
                node,
                text,
            };
            // `--password` and its value as two arguments.
            let named = flag.take().filter(|name| self.names.call_secret(name) && may_be_secret(&text));
            if let Some(name) = named.filter(|_| !text.starts_with('-')) {
                found.push(exposed(Evidence::Name, name, text.clone()));
            } else {
                for secret in secrets_in(&text, &self.names) {
                    let evidence = secret.what.map_or(Evidence::Name, Evidence::Shape);
                    let name = part(&text, secret.name);
                    found.push(exposed(evidence, name, part(&text, secret.value)));
                }
            }
            flag = text.starts_with('-').then_some(text);
        }
    }

    fn read_config_map<'a>(&self, map: &'a Object, found: &mut Vec<Exposed<'a>>) {
        for entry in map.root().get("data").into_iter().flat_map(Node::entries) {
            let (Some(value), name) = (entry.value.as_str(), entry.name()) else { continue };
            let exposed = |evidence, text| Exposed {
                holder: Holder::ConfigMap,
                evidence,
                place: entry.key,
                name: name.clone(),
                container: None,
                node: entry.value,
                text,
            };
            let single = !value.trim().contains(['\n', ' ']);
            match self.judge(&name, &value) {
                Some((Evidence::Name, _)) if !single => {}
                Some((evidence, text)) => found.push(exposed(evidence, text)),
                None => {}
            }
        }
    }

    fn read_annotations<'a>(&self, annotations: Option<Node<'a>>, found: &mut Vec<Exposed<'a>>) {
        for entry in annotations.into_iter().flat_map(Node::entries) {
            let Some(value) = entry.value.as_str() else { continue };
            let name = entry.name();
            let judged = if name == LAST_APPLIED {
                Some((Evidence::Holder, value))
            } else {
                self.judge(&name, &value)
            };
            if let Some((evidence, text)) = judged {
                let (place, node) = (entry.key, entry.value);
                let holder = Holder::Annotation;
                found.push(Exposed { holder, evidence, place, name, container: None, node, text });
            }
        }
    }
}

/// Every value of a Secret.
fn read_secret<'a>(secret: &'a Object, found: &mut Vec<Exposed<'a>>) {
    let fields = ["data", "stringData"].into_iter().filter_map(|field| secret.root().get(field));
    for entry in fields.flat_map(Node::entries) {
        let text = entry.value.as_str().unwrap_or_default();
        found.push(Exposed {
            holder: Holder::Secret,
            evidence: Evidence::Holder,
            place: entry.key,
            name: entry.name(),
            container: None,
            node: entry.value,
            text,
        });
    }
}

fn items<'a>(container: Container<'a>, list: &str) -> impl Iterator<Item = Node<'a>> + use<'a> {
    container.node().get(list).filter(|list| list.kind() == Kind::Sequence).into_iter().flat_map(Node::items)
}

/// A part of a text, borrowed where the text is.
fn part<'a>(text: &Cow<'a, str>, range: std::ops::Range<usize>) -> Cow<'a, str> {
    match text {
        Cow::Borrowed(text) => Cow::Borrowed(text.get(range).unwrap_or_default()),
        Cow::Owned(text) => Cow::Owned(text.get(range).unwrap_or_default().to_owned()),
    }
}
