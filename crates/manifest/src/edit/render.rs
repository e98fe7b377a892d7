//! Values as text.

use std::fmt::Write;

use super::Value;
use super::layout::Layout;
use crate::resolve;
use crate::{Node, Style};

/// What a text is written in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Dialect {
    /// YAML outside of brackets.
    Block,
    /// YAML inside of brackets.
    Flow,
    /// JSON, or YAML that is written as JSON.
    Json,
    /// The same without blanks.
    CompactJson,
}

/// How block collections are written near a node; looked for in the document only where a value needs it.
#[derive(Clone, Copy)]
pub(super) struct Blocks<'d> {
    pub(super) layout: Layout<'d>,
    pub(super) near: Node<'d>,
}

impl Blocks<'_> {
    pub(super) fn line_break(self) -> &'static str {
        self.layout.line_break()
    }

    /// How many columns a collection is indented by below its key.
    pub(super) fn step(self, value: &Value) -> usize {
        match value {
            Value::Sequence(_) => self.layout.sequence_step(),
            _ => self.layout.mapping_step(self.near),
        }
    }
}

/// Whether a value is a collection with something in it.
pub(super) fn is_filled(value: &Value) -> bool {
    match value {
        Value::Sequence(items) => !items.is_empty(),
        Value::Mapping(entries) => !entries.is_empty(),
        _ => false,
    }
}

/// A value on one line; `style` is how a string is quoted if it can be.
pub(super) fn inline(value: &Value, dialect: Dialect, style: Style) -> String {
    match value {
        Value::Null => "null".into(),
        Value::Bool(value) => value.to_string(),
        Value::Int(value) => value.to_string(),
        Value::String(text) => string(text, dialect, style),
        Value::Sequence(items) => {
            let items: Vec<String> =
                items.iter().map(|item| inline(item, inner(dialect), Style::Plain)).collect();
            format!("[{}]", items.join(comma(dialect)))
        }
        Value::Mapping(entries) => {
            let entries: Vec<String> =
                entries.iter().map(|(key, value)| entry(key, value, inner(dialect))).collect();
            format!("{{{}}}", entries.join(comma(dialect)))
        }
    }
}

/// An entry of a flow mapping.
pub(super) fn entry(key: &str, value: &Value, dialect: Dialect) -> String {
    let key = string(key, dialect, Style::Plain);
    let colon = if dialect == Dialect::CompactJson { ":" } else { ": " };
    format!("{key}{colon}{}", inline(value, dialect, Style::Plain))
}

fn comma(dialect: Dialect) -> &'static str {
    if dialect == Dialect::CompactJson { "," } else { ", " }
}

fn inner(dialect: Dialect) -> Dialect {
    if dialect == Dialect::Block { Dialect::Flow } else { dialect }
}

/// A collection over lines; the first line is not indented, the others are by `indent` columns at least.
pub(super) fn block(value: &Value, indent: usize, blocks: Blocks<'_>) -> String {
    let lines: Vec<String> = match value {
        Value::Mapping(entries) if !entries.is_empty() => {
            entries.iter().map(|(key, value)| block_entry(key, value, indent, blocks)).collect()
        }
        Value::Sequence(items) if !items.is_empty() => {
            items.iter().map(|item| format!("- {}", block(item, indent + 2, blocks))).collect()
        }
        scalar => return inline(scalar, Dialect::Block, Style::Plain),
    };
    if let [line] = lines.as_slice() {
        return line.clone();
    }
    lines.join(&format!("{}{}", blocks.line_break(), " ".repeat(indent)))
}

/// An entry of a block mapping.
pub(super) fn block_entry(key: &str, value: &Value, indent: usize, blocks: Blocks<'_>) -> String {
    let key = string(key, Dialect::Block, Style::Plain);
    if !is_filled(value) {
        return format!("{key}: {}", inline(value, Dialect::Block, Style::Plain));
    }
    let indent = indent + blocks.step(value);
    format!("{key}:{}{}{}", blocks.line_break(), " ".repeat(indent), block(value, indent, blocks))
}

/// A string, quoted when it must be to stay one.
fn string(text: &str, dialect: Dialect, style: Style) -> String {
    match style {
        _ if matches!(dialect, Dialect::Json | Dialect::CompactJson) => double_quoted(text),
        Style::SingleQuoted if is_printable(text) => format!("'{}'", text.replace('\'', "''")),
        Style::DoubleQuoted => double_quoted(text),
        _ if is_plain(text, dialect) => text.to_owned(),
        _ => double_quoted(text),
    }
}

/// Whether a string is itself when nothing stands around it, to Go and to readers of YAML 1.2.
fn is_plain(text: &str, dialect: Dialect) -> bool {
    let Some(first) = text.chars().next() else { return false };
    if text.bytes().all(|byte| byte.is_ascii_alphabetic()) {
        return resolve::literal(text.as_bytes()).is_none();
    }
    let could_be_number = text.chars().all(|character| "0123456789+-.:_eExXoObBTtZz ".contains(character))
        && text.contains(|character: char| character.is_ascii_digit());
    let indicates = "-?:,[]{}#&*!|>'\"%@`=".contains(first) || text.starts_with("...") || text == "<<";
    let ends = text.contains(": ") || text.contains(" #") || text.ends_with(':');
    let in_flow = dialect == Dialect::Flow && text.contains([',', '[', ']', '{', '}', '?', ':']);
    is_printable(text)
        && text.trim() == text
        && !text.contains('\t')
        && !(could_be_number || indicates || ends || in_flow)
        && resolve::literal(text.as_bytes()).is_none()
}

/// Whether all characters may stand in one line of YAML as they are.
fn is_printable(text: &str) -> bool {
    !text.contains(|character: char| {
        character.is_control()
            || matches!(character, '\u{2028}' | '\u{2029}' | '\u{feff}' | '\u{fffe}' | '\u{ffff}')
    })
}

/// Double quotes that YAML and JSON read alike.
fn double_quoted(text: &str) -> String {
    let mut out = String::from('"');
    for character in text.chars() {
        let code = u32::from(character);
        // Writing into a `String` cannot fail.
        let _ = match character {
            '"' | '\\' => write!(out, "\\{character}"),
            '\n' => write!(out, "\\n"),
            '\t' => write!(out, "\\t"),
            '\r' => write!(out, "\\r"),
            _ if !is_printable(character.encode_utf8(&mut [0; 4])) => write!(out, "\\u{code:04x}"),
            other => write!(out, "{other}"),
        };
    }
    out.push('"');
    out
}

/// A text of several lines as a literal block (`|`) whose lines are indented by some columns, where one can
/// hold it.
pub(super) fn literal(text: &str, indent: usize, line_break: &str) -> Option<String> {
    let body = text.strip_suffix('\n').unwrap_or(text);
    let clean = body.lines().all(is_printable) && !body.contains('\r');
    let first = body.chars().next()?;
    if !clean || first.is_whitespace() || body.ends_with('\n') {
        return None;
    }
    let mut out = String::from(if body.len() < text.len() { "|" } else { "|-" });
    for line in body.split('\n') {
        out.push_str(line_break);
        if !line.is_empty() {
            out.push_str(&" ".repeat(indent));
            out.push_str(line);
        }
    }
    Some(out)
}
