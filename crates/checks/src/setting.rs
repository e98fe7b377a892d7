//! Speaking of what a component of the cluster is told, and telling it something else, wherever that is written.

use component::{Place, Setting, Settings, Written};
use manifest::Node;
use manifest::edit::Value;

use crate::change::Change;
use crate::sink::{At, Sink};

impl<'a> Sink<'a> {
    /// Speaks of a flag: where it is written, else where it would be.
    pub fn setting(&mut self, settings: &Settings<'a>, flag: &str, setting: &Setting<'a>) -> At<'_, 'a> {
        match (setting.written(), settings.place, settings.field(flag)) {
            (Some(written), ..) => self.at(written.node()),
            (None, Place::Command { name, .. }, _) => self.at(name),
            (None, _, Some((root, path))) => self.absent(root, path),
            (None, Place::Kubeadm { root, .. } | Place::File { root, .. }, None) => self.at(root),
        }
    }
}

/// How a value came about, to stand behind a verb.
pub(crate) fn by_default(setting: &Setting<'_>) -> &'static str {
    if setting.written().is_some() { "" } else { " by default" }
}

/// What giving a flag a value is called where it is written.
pub(crate) fn title(settings: &Settings<'_>, flag: &str, value: &str) -> String {
    match (settings.place, settings.field(flag)) {
        (Place::File { .. }, Some((_, path))) => format!("set {path}: {value}"),
        _ => format!("set --{flag}={value}"),
    }
}

/// Gives a flag a value, in the form that its place asks for.
pub(crate) fn give<'a>(
    settings: &Settings<'a>,
    flag: &'static str,
    setting: &Setting<'a>,
    value: &str,
) -> Option<Change<'a>> {
    let text = || Value::String(value.to_owned());
    let word = || Value::String(format!("--{flag}={value}"));
    Some(match (setting.written(), settings.place) {
        (Some(Written::Word(node)), _) => Change::Replace(node, word()),
        (Some(Written::Words(_, node) | Written::Entry(node)), _) => Change::Replace(node, text()),
        (Some(Written::Item(item)), _) => Change::set(item, "value", text()),
        (Some(Written::Variable(item)), _) => Change::set(item, "value", text()),
        (Some(Written::Field(node)), _) => Change::Replace(node, typed(value)),
        (None, Place::Command { list, .. }) => Change::Append(list, word()),
        (None, Place::Kubeadm { root, arguments, is_list }) => added(root, arguments, is_list, flag, text()),
        (None, Place::File { root, .. }) => Change::set(root, settings.field(flag)?.1, typed(value)),
    })
}

/// Takes a flag away, everywhere it is given.
pub(crate) fn withdraw<'a>(settings: &Settings<'a>, flag: &str) -> Vec<Change<'a>> {
    let given = settings.all_given().iter().filter(|given| given.name == flag);
    given.flat_map(|given| removed(given.written)).collect()
}

/// Takes what is written away.
pub(crate) fn removed(written: Written<'_>) -> Vec<Change<'_>> {
    match written {
        Written::Words(name, value) => vec![Change::Remove(name), Change::Remove(value)],
        // kubeadm's item holds the name beside the value.
        Written::Entry(value) => {
            let item = value.parent().filter(|parent| is_argument(*parent));
            vec![Change::Remove(item.unwrap_or(value))]
        }
        Written::Word(node) | Written::Item(node) | Written::Field(node) | Written::Variable(node) => {
            vec![Change::Remove(node)]
        }
    }
}

/// Whether a node is an item of kubeadm's `extraArgs` as a list.
fn is_argument(node: Node<'_>) -> bool {
    node.parent().is_some_and(|list| list.kind() == manifest::Kind::Sequence)
}

/// A further argument of kubeadm's, where there may be none yet.
fn added<'a>(
    root: Node<'a>,
    arguments: &'static str,
    is_list: bool,
    flag: &'static str,
    value: Value,
) -> Change<'a> {
    let there = arguments.split('.').try_fold(root, |node, key| node.get(key)).filter(|node| !node.is_null());
    let item = |value| {
        let name = ("name".to_owned(), Value::String(flag.to_owned()));
        Value::Mapping(vec![name, ("value".to_owned(), value)])
    };
    match (there, is_list) {
        (Some(list), true) => Change::Append(list, item(value)),
        (Some(mapping), false) => Change::Insert(mapping, flag, value),
        (None, true) => Change::set(root, arguments, Value::Sequence(vec![item(value)])),
        (None, false) => Change::set(root, arguments, Value::Mapping(vec![(flag.to_owned(), value)])),
    }
}

/// A flag's value as a configuration file writes it.
fn typed(value: &str) -> Value {
    match (value.parse::<bool>(), value.parse::<i64>()) {
        (Ok(value), _) => Value::Bool(value),
        (_, Ok(value)) => Value::Int(value),
        _ => Value::String(value.to_owned()),
    }
}
