//! JSON and YAML: what is read is what the program reads.

use std::borrow::Cow;
use std::sync::Arc;

use manifest::{Kind, Limits, Node, Source, documents};

use super::{access, keyed};
use crate::name::Names;
use crate::shape;
use crate::value::{Written, judge};
use crate::{Certainty, Evidence, Found};

/// Reads a text; `None` where it is neither JSON nor YAML.
pub(super) fn read<'t>(text: &'t str, names: &Names) -> Option<Vec<Found<'t>>> {
    let limits = Limits { depth: 64, ..Limits::default() };
    let source = Arc::new(Source::new("", text.as_bytes().to_vec(), limits).ok()?);
    let mut found = Vec::new();
    for document in documents(&source) {
        let document = document.ok()?;
        let root = document.root();
        if !matches!(root.kind(), Kind::Mapping | Kind::Sequence) {
            return None;
        }
        read_node("", root, names, &mut found);
    }
    Some(found)
}

fn read_node(name: &str, node: Node<'_>, names: &Names, found: &mut Vec<Found<'static>>) {
    match node.kind() {
        Kind::Mapping => read_mapping(node, names, found),
        Kind::Sequence => node.items().for_each(|item| read_node(name, item, names, found)),
        Kind::String => {
            if let Some(text) = node.as_str() {
                read_text(name, &text, names, found);
            }
        }
        Kind::Number => {
            let text = node.document().source().slice(node.span()).to_owned();
            read_value(name, &text, names, found);
        }
        Kind::Null | Kind::Bool => {}
    }
}

/// The entries of a mapping; one with a `name` and a `value` is an entry itself.
fn read_mapping(mapping: Node<'_>, names: &Names, found: &mut Vec<Found<'static>>) {
    let named = ["name", "key"].into_iter().find_map(|key| mapping.get(key)).and_then(Node::as_str);
    for entry in mapping.entries() {
        let name = entry.name();
        match &named {
            Some(named) if name == "value" => read_node(named, entry.value, names, found),
            _ => read_node(&name, entry.value, names, found),
        }
    }
}

/// A text, which may be a file itself.
fn read_text(name: &str, text: &str, names: &Names, found: &mut Vec<Found<'static>>) {
    if text.trim_end().contains('\n') {
        found.extend(keyed::read(text, names).into_iter().map(owned));
        return;
    }
    if access::is_registry_access(name, text) {
        found.push(Found {
            name: Cow::Owned(name.to_owned()),
            evidence: Evidence::Shape("access to a registry"),
            certainty: Certainty::Certain,
            text: Cow::Owned(text.to_owned()),
        });
        return;
    }
    read_value(name, text, names, found);
}

fn read_value(name: &str, text: &str, names: &Names, found: &mut Vec<Found<'static>>) {
    let known: Vec<_> = shape::known_secrets(text).collect();
    let named = if known.is_empty() { names.call(name) } else { None };
    let certainty = named.and_then(|named| judge(text, named, Written::InFile));
    found.extend(known.into_iter().map(|known| Found {
        name: Cow::Owned(name.to_owned()),
        evidence: Evidence::Shape(known.what),
        certainty: Certainty::Certain,
        text: Cow::Owned(text[known.range].to_owned()),
    }));
    found.extend(certainty.map(|certainty| Found {
        name: Cow::Owned(name.to_owned()),
        evidence: Evidence::Name,
        certainty,
        text: Cow::Owned(text.trim().to_owned()),
    }));
    if names.call(name).is_none() && (text.contains('=') || text.contains(" -")) {
        let in_line = keyed::read(text, names).into_iter();
        found.extend(in_line.filter(|found| !found.name.is_empty()).map(owned));
    }
}

fn owned(found: Found<'_>) -> Found<'static> {
    Found {
        name: Cow::Owned(found.name.into_owned()),
        text: Cow::Owned(found.text.into_owned()),
        evidence: found.evidence,
        certainty: found.certainty,
    }
}
