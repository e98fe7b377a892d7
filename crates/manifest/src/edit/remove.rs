//! One entry or item less.

use super::layout::{Layout, children, end_in, following, home, is_alias, is_blank, previous, span};
use super::replace::replace;
use super::{Edit, Value};
use crate::{Kind, Node, NodeId, Style};

/// See [`super::remove`].
pub(super) fn remove(node: Node<'_>) -> Edit {
    let node = if node.key().map_or_else(|| !is_alias(node), |key| is_alias(key) || !is_alias(node)) {
        home(node)
    } else {
        node
    };
    let Some(holder) = node.parent() else { return replace(node, &Value::Null) };
    if children(holder).nth(1).is_none() {
        let empty = if holder.kind() == Kind::Mapping {
            Value::Mapping(Vec::new())
        } else {
            Value::Sequence(Vec::new())
        };
        return replace(holder, &empty);
    }
    let layout = Layout::of(node);
    if holder.style() == Style::Block {
        remove_lines(layout, holder, node)
    } else {
        remove_part(layout, holder, node)
    }
}

/// Where an entry or an item starts.
fn start_of<'d>(layout: Layout<'d>, node: Node<'d>) -> usize {
    match node.key() {
        Some(key) => layout.with_properties(key.written().start as usize),
        None if node.parent().is_some_and(|parent| parent.style() == Style::Block) => layout.dash(node),
        None => layout.with_properties(node.written().start as usize),
    }
}

/// Removes an entry or an item of a block collection.
fn remove_lines<'d>(layout: Layout<'d>, holder: Node<'d>, node: Node<'d>) -> Edit {
    let start = start_of(layout, node);
    let end = end_in(node, Some(holder));
    let behind = behind_value(layout, node, end);
    if !layout.starts_line(start) {
        // Behind a dash: what follows moves up.
        let next = layout.rest(behind);
        let next = behind + next.len() - next.trim_start().len();
        return Edit { span: span(start, next), text: String::new() };
    }
    let is_first = previous(node).is_none();
    let first = if is_first && holder.parent().is_none() { start } else { first_comment(layout, start) };
    let line = layout.line_start(first);
    let unended = behind == layout.text.len() && !layout.text.ends_with(['\n', '\r']);
    if unended && !layout.keeps_breaks(node_before(node)) {
        // The last line has no end; then the line before gets none either.
        let before = layout.slice(0, line);
        let before = before.strip_suffix('\n').unwrap_or(before);
        let before = before.strip_suffix('\r').unwrap_or(before);
        return Edit { span: span(before.len(), behind), text: String::new() };
    }
    Edit { span: span(line, behind), text: String::new() }
}

/// Where the lines of a value end; those that `|+` keeps belong to it, and none may be left behind to a `|+`
/// before it.
fn behind_value(layout: Layout<'_>, node: Node<'_>, end: usize) -> usize {
    let at = layout.next_line(end);
    let document = node.document();
    let last = document.node(NodeId(document.arena().past(node.id().0).saturating_sub(1)));
    let kept = layout.keeps_breaks(last) || layout.keeps_breaks(node_before(node));
    if kept { layout.skip_empty_lines(at) } else { at }
}

/// The node that is written before an entry or an item.
fn node_before(node: Node<'_>) -> Node<'_> {
    let first = node.key().unwrap_or(node).id().0;
    node.document().node(NodeId(first.saturating_sub(1)))
}

/// Where the comments start that stand directly above something, in the same column.
fn first_comment(layout: Layout<'_>, start: usize) -> usize {
    let column = layout.column(start);
    let mut first = start;
    loop {
        let line = layout.line_start(first);
        if line == 0 {
            return first;
        }
        let above = layout.line_start(layout.slice(0, line).trim_end_matches(['\n', '\r']).len());
        let text = layout.slice(above, layout.line_end(above));
        let blanks = text.len() - text.trim_start_matches(is_blank).len();
        let adjacent = layout.next_line(above) == line;
        if !(adjacent && blanks == column && text.trim_start_matches(is_blank).starts_with('#')) {
            return first;
        }
        first = above + blanks;
    }
}

/// Removes an entry or an item of a flow collection, with a comma.
fn remove_part<'d>(layout: Layout<'d>, holder: Node<'d>, node: Node<'d>) -> Edit {
    let start = start_of(layout, node);
    let end = end_in(node, Some(holder));
    if following(node).is_some() {
        let comma = layout.skip_space(end) + 1;
        let rest = layout.slice(comma, layout.line_end(comma)).trim_start_matches(is_blank);
        let line_ends = rest.is_empty() || rest.starts_with('#');
        if line_ends && layout.starts_line(start) {
            return Edit {
                span: span(layout.line_start(start), layout.next_line(comma)),
                text: String::new(),
            };
        }
        let next = if line_ends { layout.next_line(comma) } else { layout.line_end(comma) - rest.len() };
        return Edit { span: span(start, next), text: String::new() };
    }
    // The last one: the comma before it goes, comments between stay.
    let before = previous(node).map_or(start, |before| end_in(before, Some(holder)));
    let kept = layout.slice(before, start).replacen(',', "", 1);
    Edit { span: span(before, end), text: kept.trim_end().to_owned() }
}
