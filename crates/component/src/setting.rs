//! The effective value of a flag, and what decided it.

use std::borrow::Cow;

use manifest::{Kind, Node, Scalar};

use crate::flags::Written;
use crate::go;

/// The effective value of a flag.
#[derive(Clone, Debug)]
pub struct Setting<'a> {
    /// In the order given: several only where the flag adds up.
    values: Vec<Cow<'a, str>>,
    /// What decided it.
    pub by: By<'a>,
}

/// What decides a value.
#[derive(Clone, Copy, Debug)]
pub enum By<'a> {
    /// The input, here (for a flag that adds up: the last time).
    Written(Written<'a>),
    /// kubeadm, which gives the flag unless it is told otherwise.
    Kubeadm,
    /// The component's own default.
    Default,
}

impl<'a> Setting<'a> {
    pub(crate) fn new(values: Vec<Cow<'a, str>>, by: By<'a>) -> Setting<'a> {
        Setting { values, by }
    }

    pub(crate) fn single(value: impl Into<Cow<'a, str>>, by: By<'a>) -> Setting<'a> {
        Setting { values: vec![value.into()], by }
    }

    /// A value as a configuration file holds it: lists with commas between their items, mappings as `key=value`.
    /// `None` for a null.
    pub(crate) fn of_field(node: Node<'a>) -> Option<Setting<'a>> {
        let by = By::Written(Written::Field(node));
        Some(match node.kind() {
            Kind::Null => return None,
            Kind::Sequence => Setting::new(node.items().filter_map(text).collect(), by),
            Kind::Mapping => {
                let pair = |name: Cow<'a, str>, value| format!("{name}={}", text(value).unwrap_or_default());
                let pairs = node.entries().map(|entry| Cow::Owned(pair(entry.name(), entry.value)));
                Setting::new(pairs.collect(), by)
            }
            _ => Setting::single(text(node)?, by),
        })
    }

    /// The value as text; the last one where there are several; empty where there is none.
    pub fn text(&self) -> &str {
        self.values.last().map_or("", |value| value)
    }

    /// Whether nothing is set.
    pub fn is_empty(&self) -> bool {
        self.values.iter().all(|value| value.is_empty())
    }

    /// The value of a boolean flag; `None` for what Go takes for none.
    pub fn boolean(&self) -> Option<bool> {
        go::boolean(self.text())
    }

    /// The value of a number's flag.
    pub fn integer(&self) -> Option<i64> {
        go::integer(self.text())
    }

    /// The value of a duration's flag, in nanoseconds.
    pub fn duration(&self) -> Option<i64> {
        go::duration(self.text())
    }

    /// The items of a list: of all values, split at commas, without empty ones.
    pub fn items(&self) -> impl Iterator<Item = &str> {
        self.values.iter().flat_map(|value| value.split(',')).map(str::trim).filter(|item| !item.is_empty())
    }

    /// Whether a list has an item.
    pub fn has(&self, item: &str) -> bool {
        self.items().any(|own| own == item)
    }

    /// The value of a key of a map; the last one counts.
    pub fn of_key(&self, key: &str) -> Option<&str> {
        self.items()
            .filter_map(|pair| pair.split_once('='))
            .filter(|(own, _)| *own == key)
            .map(|(_, value)| value)
            .last()
    }

    /// Where the input decides it.
    pub fn written(&self) -> Option<Written<'a>> {
        match self.by {
            By::Written(written) => Some(written),
            By::Kubeadm | By::Default => None,
        }
    }
}

/// A scalar as a command line would hold it.
pub(crate) fn text(node: Node<'_>) -> Option<Cow<'_, str>> {
    Some(match node.scalar()? {
        Scalar::Null => return None,
        Scalar::Bool(value) => Cow::Borrowed(if value { "true" } else { "false" }),
        Scalar::Int(value) => Cow::Owned(value.to_string()),
        Scalar::Uint(value) => Cow::Owned(value.to_string()),
        Scalar::Float(value) => Cow::Owned(value.to_string()),
        Scalar::String(text) => text,
    })
}
