//! One entry or item more.

use super::layout::{Layout, children, end_in, home};
use super::render::{Blocks, Dialect, block, block_entry, entry, inline};
use super::replace::{dialect, json_dialect, replace};
use super::{Edit, Value};
use crate::{Kind, Node, Span, Style};

/// See [`super::insert_entry`].
pub(super) fn insert_entry(mapping: Node<'_>, key: &str, value: &Value) -> Edit {
    let mapping = home(mapping);
    let Some(last) = children(mapping).last().filter(|_| mapping.kind() == Kind::Mapping) else {
        return replace(mapping, &Value::Mapping(vec![(key.to_owned(), value.clone())]));
    };
    let layout = Layout::of(mapping);
    if mapping.style() == Style::Block {
        let column = layout.column(mapping.start() as usize);
        let text = block_entry(key, value, column, Blocks { layout, near: mapping });
        return add_line(layout, mapping, last, column, text);
    }
    add_to_flow(layout, mapping, last, entry(key, value, flow_dialect(mapping)))
}

/// See [`super::insert_item`].
pub(super) fn insert_item(sequence: Node<'_>, value: &Value) -> Edit {
    let sequence = home(sequence);
    let Some(last) = children(sequence).last().filter(|_| sequence.kind() == Kind::Sequence) else {
        return replace(sequence, &Value::Sequence(vec![value.clone()]));
    };
    let layout = Layout::of(sequence);
    if sequence.style() == Style::Block {
        let column = layout.column(sequence.start() as usize);
        let text = format!("- {}", block(value, column + 2, Blocks { layout, near: sequence }));
        return add_line(layout, sequence, last, column, text);
    }
    add_to_flow(layout, sequence, last, inline(value, flow_dialect(sequence), Style::Plain))
}

fn flow_dialect(collection: Node<'_>) -> Dialect {
    match dialect(collection) {
        Dialect::Block => json_dialect(collection).unwrap_or(Dialect::Flow),
        inside => inside,
    }
}

/// Puts a line behind the last one of a block collection.
fn add_line(layout: Layout<'_>, holder: Node<'_>, last: Node<'_>, column: usize, text: String) -> Edit {
    let (line_break, indent) = (layout.line_break(), " ".repeat(column));
    if let Some(at) = behind_kept_breaks(layout, last) {
        // These line breaks are part of the last value.
        let missing = if layout.slice(0, at).ends_with(['\n', '\r']) { "" } else { line_break };
        let text = format!("{missing}{indent}{text}{line_break}");
        return Edit { span: super::layout::span(at, at), text };
    }
    let at = layout.line_end(end_in(last, Some(holder)));
    Edit { span: super::layout::span(at, at), text: format!("{line_break}{indent}{text}") }
}

/// Where the line breaks end that a block scalar keeps (`|+`), if a node ends in one.
fn behind_kept_breaks(layout: Layout<'_>, node: Node<'_>) -> Option<usize> {
    let document = node.document();
    let last = document.arena().past(node.id().0).checked_sub(1)?;
    let scalar = document.node(crate::NodeId(last));
    if !layout.keeps_breaks(scalar) || scalar.alias() != node.parent()?.alias() {
        return None;
    }
    Some(layout.skip_empty_lines(layout.next_line(scalar.span().end as usize)))
}

/// Puts something behind the last entry of a flow collection.
fn add_to_flow(layout: Layout<'_>, holder: Node<'_>, last: Node<'_>, text: String) -> Edit {
    let end = end_in(last, Some(holder));
    let at = Span { start: crate::scan::span(end, end).start, end: crate::scan::span(end, end).end };
    let first = match holder.kind() {
        Kind::Mapping => last.key().unwrap_or(last),
        _ => last,
    };
    let start = layout.with_properties(first.start() as usize);
    let is_empty = last.span().start == last.span().end;
    let lead = if is_empty && last.key().is_some() { " " } else { "" };
    if layout.starts_line(start) && start > holder.start() as usize && !super::layout::is_alias(first) {
        let indent = layout.slice(layout.line_start(start), start);
        return Edit { span: at, text: format!("{lead},{}{indent}{text}", layout.line_break()) };
    }
    let comma = if comma_is_tight(layout, holder) { "," } else { ", " };
    Edit { span: at, text: format!("{lead}{comma}{text}") }
}

/// Whether nothing stands behind the commas.
fn comma_is_tight(layout: Layout<'_>, holder: Node<'_>) -> bool {
    let mut values = children(holder);
    match (values.next(), values.next()) {
        (Some(first), Some(_)) => {
            let end = end_in(first, Some(holder));
            layout.rest(end).strip_prefix(',').is_some_and(|rest| !rest.starts_with([' ', '\t', '\n', '\r']))
        }
        _ => json_dialect(holder) == Some(Dialect::CompactJson),
    }
}
