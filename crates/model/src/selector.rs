//! Label selectors (apimachinery `metav1.LabelSelector`, `labels.NewRequirement`).

use std::borrow::Cow;

use manifest::{Kind, Node, NodeId};

use crate::label::{is_label_key, is_label_value};
use crate::object::text;

/// A selector over labels; the one matcher of the project.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Selector {
    /// All must hold.
    requirements: Vec<Requirement>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
struct Requirement {
    key: Box<str>,
    operator: Operator,
    values: Vec<Box<str>>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Operator {
    In,
    NotIn,
    Exists,
    DoesNotExist,
}

/// Why a selector is not one that the API server accepts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SelectorError {
    /// The node that is wrong.
    pub node: NodeId,
    /// What is wrong, and what would be right.
    pub message: String,
}

impl Selector {
    /// Reads a `LabelSelector` (`matchLabels`, `matchExpressions`); an empty one selects everything. A null one selects
    /// nothing or everything, depending on the API it stands in: that is the caller's business.
    pub fn read(node: Node<'_>) -> Result<Selector, SelectorError> {
        expect(node, Kind::Mapping, "a label selector")?;
        let mut selector = match node.get("matchLabels") {
            Some(labels) => Selector::of_labels(labels)?,
            None => Selector::default(),
        };
        if let Some(expressions) = node.get("matchExpressions") {
            expect(expressions, Kind::Sequence, "a list of expressions")?;
            for expression in expressions.items() {
                selector.requirements.push(requirement(expression)?);
            }
        }
        Ok(selector)
    }

    /// Reads a plain map of labels, as Services have it; an empty one selects everything (Services without a selector
    /// are the caller's business).
    pub fn of_labels(node: Node<'_>) -> Result<Selector, SelectorError> {
        expect(node, Kind::Mapping, "a map of labels")?;
        let requirements = node.entries().map(|entry| {
            let value = string(entry.value)?;
            checked_key(entry.key, &entry.name())?;
            checked_value(entry.value, &value)?;
            Ok(Requirement { key: entry.name().into(), operator: Operator::In, values: vec![value.into()] })
        });
        Ok(Selector { requirements: requirements.collect::<Result<_, _>>()? })
    }

    /// Selects what has a label with a value; `None` where they are no label's.
    pub fn equal(key: &str, value: &str) -> Option<Selector> {
        let valid = is_label_key(key) && is_label_value(value);
        let requirement =
            || Requirement { key: key.into(), operator: Operator::In, values: vec![value.into()] };
        valid.then(|| Selector { requirements: vec![requirement()] })
    }

    /// Whether it has no requirement, and so selects everything.
    pub fn is_empty(&self) -> bool {
        self.requirements.is_empty()
    }

    /// A label and the value that everything it selects has, where there is one.
    pub fn certain_label(&self) -> Option<(&str, &str)> {
        self.requirements.iter().find_map(|requirement| {
            match (requirement.operator, requirement.values.as_slice()) {
                (Operator::In, [value]) => Some((&*requirement.key, &**value)),
                _ => None,
            }
        })
    }

    /// Whether it selects what has these labels (a mapping, or `None` for no labels).
    pub fn matches(&self, labels: Option<Node<'_>>) -> bool {
        self.holds_for(|key| labels.and_then(|labels| labels.get(key)).and_then(label_value))
    }

    /// Whether it selects the namespace of a name with these labels: the API server adds `kubernetes.io/metadata.name`
    /// to those that are written.
    pub fn matches_namespace(&self, name: &str, labels: Option<Node<'_>>) -> bool {
        self.holds_for(|key| match key {
            "kubernetes.io/metadata.name" => Some(Cow::Borrowed(name)),
            _ => labels.and_then(|labels| labels.get(key)).and_then(label_value),
        })
    }

    /// The labels that it asks about.
    pub fn keys(&self) -> impl Iterator<Item = &str> {
        self.requirements.iter().map(|requirement| &*requirement.key)
    }

    fn holds_for<'l>(&self, value_of: impl Fn(&str) -> Option<Cow<'l, str>>) -> bool {
        self.requirements.iter().all(|requirement| requirement.holds(value_of(&requirement.key).as_deref()))
    }
}

/// The value of a label as Go decodes it into a map of strings: null is the empty string.
pub(crate) fn label_value(node: Node<'_>) -> Option<Cow<'_, str>> {
    if node.is_null() { Some(Cow::Borrowed("")) } else { node.as_str() }
}

impl Requirement {
    fn holds(&self, value: Option<&str>) -> bool {
        let listed = || value.is_some_and(|value| self.values.iter().any(|one| &**one == value));
        match self.operator {
            Operator::In => listed(),
            Operator::NotIn => !listed(),
            Operator::Exists => value.is_some(),
            Operator::DoesNotExist => value.is_none(),
        }
    }
}

fn requirement(node: Node<'_>) -> Result<Requirement, SelectorError> {
    expect(node, Kind::Mapping, "an expression with key, operator and values")?;
    let key = text(node, "key");
    checked_key(node.get("key").unwrap_or(node), &key)?;
    let named = text(node, "operator");
    let operator = match &*named {
        "In" => Operator::In,
        "NotIn" => Operator::NotIn,
        "Exists" => Operator::Exists,
        "DoesNotExist" => Operator::DoesNotExist,
        _ => {
            let message = format!("`{named}` is no operator: expected In, NotIn, Exists or DoesNotExist");
            return Err(error(node.get("operator").unwrap_or(node), message));
        }
    };
    let values = values(node)?;
    let place = node.get("values").unwrap_or(node);
    match operator {
        Operator::In | Operator::NotIn if values.is_empty() => {
            Err(error(place, format!("`{named}` needs at least one value")))
        }
        Operator::Exists | Operator::DoesNotExist if !values.is_empty() => {
            Err(error(place, format!("`{named}` takes no values")))
        }
        _ => Ok(Requirement { key: key.into(), operator, values }),
    }
}

fn values(node: Node<'_>) -> Result<Vec<Box<str>>, SelectorError> {
    let Some(list) = node.get("values") else { return Ok(Vec::new()) };
    expect(list, Kind::Sequence, "a list of values")?;
    let value = |item| {
        let value = string(item)?;
        checked_value(item, &value)?;
        Ok(value.into())
    };
    list.items().map(value).collect()
}

/// Null is the zero value of any type.
fn expect(node: Node<'_>, kind: Kind, what: &str) -> Result<(), SelectorError> {
    if node.kind() == kind || node.is_null() { Ok(()) } else { Err(error(node, format!("expected {what}"))) }
}

fn string(node: Node<'_>) -> Result<Cow<'_, str>, SelectorError> {
    label_value(node).ok_or_else(|| error(node, "expected a string".to_owned()))
}

fn checked_key(node: Node<'_>, key: &str) -> Result<(), SelectorError> {
    if is_label_key(key) {
        return Ok(());
    }
    let right =
        "expected a name of at most 63 letters, digits, `-`, `_` and `.`, perhaps behind a domain and `/`";
    Err(error(node, format!("`{key}` is no label's name: {right}")))
}

fn checked_value(node: Node<'_>, value: &str) -> Result<(), SelectorError> {
    if is_label_value(value) {
        return Ok(());
    }
    let right = "expected at most 63 letters, digits, `-`, `_` and `.`, with a letter or digit at both ends";
    Err(error(node, format!("`{value}` is no label's value: {right}")))
}

fn error(node: Node<'_>, message: String) -> SelectorError {
    SelectorError { node: node.id(), message }
}
