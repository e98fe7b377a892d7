//! What the API server says of an object, and what we say of it, in words that can be compared.

use std::collections::BTreeSet;

use manifest::Node;
use schema::{Definitions, Fault};
use serde_json::Value;
use testkit::kube::Response;

use super::Kind;

/// Where objects of a kind are created, without keeping them, by the strict rules.
pub fn endpoint(kind: &Kind) -> String {
    let resource = schema::resource(&kind.group, &kind.version, &kind.kind);
    let resource = resource.unwrap_or_else(|| panic!("no resource of {kind:?}"));
    let root = match kind.group.as_str() {
        "" => format!("/api/{}", kind.version),
        group => format!("/apis/{group}/{}", kind.version),
    };
    let namespace = match resource.scope {
        model::Scope::Namespaced => "/namespaces/default",
        model::Scope::Cluster => "",
    };
    format!("{root}{namespace}/{}?dryRun=All&fieldValidation=Strict", resource.name)
}

/// What the API server says.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Theirs {
    /// It cannot decode the object: what it says of that.
    pub undecodable: Option<String>,
    /// The field that it names then, without indexes.
    pub undecodable_field: Option<String>,
    /// It cannot even find out the kind.
    pub has_no_kind: bool,
    /// The unknown fields and the keys that stand twice.
    pub unknown: BTreeSet<String>,
    /// What validation says: path and reason.
    pub causes: BTreeSet<(String, String)>,
    /// The messages of the causes that name the values that are supported.
    pub supported: Vec<(String, String)>,
    /// The HTTP status.
    pub status: u16,
}

impl Theirs {
    /// Reads an answer.
    pub fn of(response: &Response) -> Theirs {
        let mut theirs = Theirs { status: response.status, ..Theirs::default() };
        let body: Value = serde_json::from_str(&response.body).unwrap_or_default();
        let message = body["message"].as_str().unwrap_or_default();
        if response.status == 400 {
            if let Some((_, list)) = message.split_once("strict decoding error: ") {
                theirs.unknown = unknown(list);
            } else if message.contains("couldn't get version/kind") {
                theirs.has_no_kind = true;
            } else if message.contains(" cannot be handled as a ") {
                theirs.undecodable = Some(message.to_owned());
                theirs.undecodable_field = named_field(message);
            }
        }
        for cause in body["details"]["causes"].as_array().into_iter().flatten() {
            let text = |key: &str| cause[key].as_str().unwrap_or_default().to_owned();
            theirs.causes.insert((text("field"), text("reason")));
            if text("reason") == "FieldValueNotSupported" {
                theirs.supported.push((text("field"), text("message")));
            }
        }
        theirs
    }
}

impl Theirs {
    /// The verdict in a word or two.
    pub fn verdict(&self) -> String {
        match self.status {
            201 => "accepted".to_owned(),
            422 => "refused by validation".to_owned(),
            400 if self.undecodable.is_some() => "undecodable".to_owned(),
            400 if !self.unknown.is_empty() => "unknown or duplicate fields".to_owned(),
            0 => "no answer".to_owned(),
            status => format!("otherwise, status {status}"),
        }
    }

    /// Whether it came to look at the fields: no connection that ends, no resource that is not there, no request that
    /// is wrong otherwise.
    pub fn looked_at_fields(&self) -> bool {
        match self.status {
            400 => self.undecodable.is_some() || !self.unknown.is_empty(),
            status => status != 0 && status != 404,
        }
    }

    /// Whether validation says so too. Of a missing number or selector it says that the zero value is not valid.
    pub fn has(&self, cause: &(String, String)) -> bool {
        let (path, reason) = cause;
        self.causes.contains(cause)
            || (reason == "FieldValueRequired"
                && self.causes.contains(&(path.clone(), "FieldValueInvalid".to_owned())))
    }
}

/// The fields of `unknown field "spec.a", duplicate field "spec.b"`.
fn unknown(list: &str) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    for word in ["unknown", "duplicate"] {
        for part in list.split(&format!("{word} field \"")).skip(1) {
            // Quotes within keys are escaped.
            let end = part.replace("\\\"", "\\'").find('"').unwrap_or(part.len());
            found.insert(format!("{word} {}", part[..end].replace("\\\"", "\"")));
        }
    }
    found
}

/// The field of `json: cannot unmarshal string into Go struct field Pod.spec.priority of type int32`.
fn named_field(message: &str) -> Option<String> {
    let (_, rest) = message.split_once("Go struct field ")?;
    let (path, _) = rest.split_once(" of type")?;
    // Structs that are embedded have no name in JSON.
    let fields =
        path.split('.').skip(1).filter(|field| !field.starts_with(|first: char| first.is_ascii_uppercase()));
    Some(fields.collect::<Vec<_>>().join("."))
}

/// What we say.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Ours {
    /// The fields that cannot be decoded, without indexes, in the order of the text.
    pub undecodable: Vec<String>,
    /// The unknown fields and the keys that stand twice.
    pub unknown: BTreeSet<String>,
    /// Missing fields and values that are not supported.
    pub causes: BTreeSet<(String, String)>,
}

impl Ours {
    /// Judges the text of an object.
    pub fn of(json: &str) -> Ours {
        let inventory = testkit::inventory(json);
        let mut ours = Ours::default();
        let Some(object) = inventory.objects().first() else { return ours };
        let version = model::KubernetesVersion::NEWEST;
        let mut wrong = Vec::new();
        for problem in schema::problems(object, version, &Definitions::default()) {
            let path = path(problem.node);
            match problem.fault {
                Fault::WrongType(_) => wrong.push((problem.node.id(), without_indexes(&path))),
                Fault::UnknownField(_) => {
                    ours.unknown.insert(format!("unknown {path}"));
                }
                Fault::MissingField(name) => {
                    let full = if path.is_empty() { name.into_owned() } else { format!("{path}.{name}") };
                    ours.causes.insert((full, "FieldValueRequired".to_owned()));
                }
                Fault::UnknownValue { .. } => {
                    ours.causes.insert((path, "FieldValueNotSupported".to_owned()));
                }
                Fault::UnknownKind(_) | Fault::NotOfSchema(_) => {
                    ours.unknown.insert(format!("kind {path}"));
                }
            }
        }
        wrong.sort();
        ours.undecodable = wrong.into_iter().map(|(_, path)| path).collect();
        let document = object.document();
        for duplicate in document.duplicates() {
            let path = path(document.node(duplicate.value));
            // What stands in an unknown field is passed over.
            let is_passed_over = ours.unknown.iter().any(|unknown| {
                let within = unknown.strip_prefix("unknown ").and_then(|unknown| path.strip_prefix(unknown));
                within.is_some_and(|rest| rest.is_empty() || rest.starts_with(['.', '[']))
            });
            if !is_passed_over {
                ours.unknown.insert(format!("duplicate {path}"));
            }
        }
        ours
    }
}

/// As the API server writes paths: `spec.containers[0].name`.
fn path(node: Node<'_>) -> String {
    let mut steps = Vec::new();
    let mut at = node;
    while let Some(parent) = at.parent() {
        let step = match (at.key(), parent.kind()) {
            (Some(key), _) => format!(".{}", key.as_str().unwrap_or_default()),
            (None, manifest::Kind::Sequence) => {
                let index = parent.items().position(|item| item.id() == at.id());
                format!("[{}]", index.unwrap_or_default())
            }
            (None, _) => format!(".{}", at.as_str().unwrap_or_default()),
        };
        steps.push(step);
        at = parent;
    }
    steps.reverse();
    steps.concat().trim_start_matches('.').to_owned()
}

/// A path without the places in lists.
pub(super) fn without_indexes(path: &str) -> String {
    let mut parts = path.split('[');
    let first = parts.next().unwrap_or_default().to_owned();
    parts.fold(first, |path, part| path + part.split_once(']').map_or("", |(_, rest)| rest))
}
