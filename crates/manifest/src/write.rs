//! Nodes as JSON, byte for byte as Go's `encoding/json` writes them.

use std::borrow::Cow;
use std::fmt::Write;

use crate::number;
use crate::resolve::Value;
use crate::{Document, Kind, NodeId};

/// What is still to be written, last first.
enum Task<'d> {
    Node(u32),
    Text(&'static str),
    Name(Cow<'d, [u8]>),
}

/// Appends a node; deep trees cost no stack.
pub(crate) fn write_json(document: &Document, node: NodeId, out: &mut String) {
    let mut tasks = vec![Task::Node(node.0)];
    while let Some(task) = tasks.pop() {
        match task {
            Task::Text(text) => out.push_str(text),
            Task::Name(name) => write_bytes(&name, out),
            Task::Node(index) => write_node(document, index, out, &mut tasks),
        }
    }
}

fn write_node<'d>(document: &'d Document, index: u32, out: &mut String, tasks: &mut Vec<Task<'d>>) {
    let cell = document.arena().cell(index);
    match cell.kind() {
        Kind::Mapping => {
            let mut entries: Vec<(Cow<'d, [u8]>, u32)> = document
                .node(NodeId(index))
                .entries()
                .map(|entry| {
                    (document.context().name(document.arena().cell(entry.key.id().0)), entry.value.id().0)
                })
                .collect();
            entries.sort();
            out.push('{');
            tasks.push(Task::Text("}"));
            for (position, (name, value)) in entries.into_iter().enumerate().rev() {
                tasks.extend([Task::Node(value), Task::Text(":"), Task::Name(name)]);
                tasks.push(Task::Text(if position > 0 { "," } else { "" }));
            }
        }
        Kind::Sequence => {
            out.push('[');
            let items: Vec<u32> = document.node(NodeId(index)).items().map(|item| item.id().0).collect();
            tasks.push(Task::Text("]"));
            for (position, item) in items.into_iter().enumerate().rev() {
                tasks.extend([Task::Node(item), Task::Text(if position > 0 { "," } else { "" })]);
            }
        }
        _ => match document.context().value(cell) {
            Ok(Value::Bool(value)) => out.push_str(if value { "true" } else { "false" }),
            Ok(Value::Number(value)) => number::write_json(value, out),
            Ok(Value::Text(text)) => write_string(&text, out),
            Ok(Value::Bytes(bytes)) => write_bytes(&bytes, out),
            Ok(Value::Null) | Err(_) => out.push_str("null"),
        },
    }
}

fn write_bytes(bytes: &[u8], out: &mut String) {
    out.push('"');
    for chunk in bytes.utf8_chunks() {
        write_escaped(chunk.valid(), out);
        for _ in chunk.invalid() {
            out.push_str("\\ufffd");
        }
    }
    out.push('"');
}

fn write_string(text: &str, out: &mut String) {
    out.push('"');
    write_escaped(text, out);
    out.push('"');
}

fn write_escaped(text: &str, out: &mut String) {
    let mut rest = text;
    while let Some(at) = rest.find(needs_escape) {
        let (clean, tail) = rest.split_at_checked(at).unwrap_or((rest, ""));
        out.push_str(clean);
        let mut characters = tail.chars();
        if let Some(character) = characters.next() {
            write_escape(character, out);
        }
        rest = characters.as_str();
    }
    out.push_str(rest);
}

fn needs_escape(character: char) -> bool {
    character < ' ' || matches!(character, '"' | '\\' | '<' | '>' | '&' | '\u{2028}' | '\u{2029}')
}

fn write_escape(character: char, out: &mut String) {
    match character {
        '"' => out.push_str("\\\""),
        '\\' => out.push_str("\\\\"),
        '\n' => out.push_str("\\n"),
        '\r' => out.push_str("\\r"),
        '\t' => out.push_str("\\t"),
        '\u{8}' => out.push_str("\\b"),
        '\u{c}' => out.push_str("\\f"),
        other => {
            // Writing into a `String` cannot fail.
            let _ = write!(out, "\\u{:04x}", u32::from(other));
        }
    }
}
