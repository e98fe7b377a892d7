//! What a comment speaks of.

use crate::{Document, Kind, Node, Span, Style};

/// The bytes below a comment on a line of its own, as [`Document::below`] says.
pub(crate) fn below(document: &Document, comment: Span) -> Option<Span> {
    let text = document.context().text;
    let column = column_of_first(text, comment.start as usize)?;
    let next = next_token(text, comment.end as usize)?;
    let target = target(document, next)?;
    if column > column_of_first(text, next)? && !target.first {
        return None;
    }
    Some(target.span)
}

/// What begins at a place.
struct Target {
    span: Span,
    /// Whether nothing of the same collection stands before it.
    first: bool,
}

/// How far an offset is from the start of its line, if only blanks lie between.
fn column_of_first(text: &str, at: usize) -> Option<usize> {
    let before = text.get(..at)?;
    let line = before.rfind(['\n', '\r']).map_or(0, |end| end + 1);
    let indent = before.get(line..)?;
    let indent = indent.strip_prefix('\u{feff}').unwrap_or(indent);
    indent.chars().all(|character| matches!(character, ' ' | '\t')).then_some(indent.len())
}

/// The first character that is neither blank nor part of a comment or a `---`.
fn next_token(text: &str, from: usize) -> Option<usize> {
    let mut at = from;
    loop {
        let rest = text.get(at..)?;
        let token = rest.trim_start();
        at += rest.len() - token.len();
        let is_separator = token
            .strip_prefix("---")
            .is_some_and(|tail| tail.is_empty() || tail.starts_with(char::is_whitespace));
        if token.starts_with('#') {
            at += token.find(['\n', '\r']).unwrap_or(token.len());
        } else if is_separator && column_of_first(text, at) == Some(0) {
            at += 3;
        } else {
            return (!token.is_empty()).then_some(at);
        }
    }
}

fn target(document: &Document, at: usize) -> Option<Target> {
    let node = first_node(document, at)?;
    let starts_here = node.span().start as usize == at;
    let is_dash = document.context().text.get(at..)?.starts_with('-')
        && (!starts_here || node.kind() == Kind::Sequence);
    if is_dash { item(node, at) } else { entry(document, node) }
}

/// The first node that is written at an offset or behind it.
fn first_node(document: &Document, at: usize) -> Option<Node<'_>> {
    let arena = document.arena();
    let is_behind = |index: u32| arena.cell(index).start as usize >= at;
    let count = arena.len();
    let index = if arena.aliases.is_empty() {
        arena.first_from(u32::try_from(at).ok()?)
    } else {
        (0..count)
            .filter(|index| is_behind(*index) && arena.aliases(*index).next().is_none())
            .min_by_key(|index| arena.cell(*index).start)?
    };
    (index < count).then(|| document.node(crate::NodeId(index)))
}

/// The item whose dash stands at an offset.
fn item(node: Node<'_>, at: usize) -> Option<Target> {
    let mut item = node;
    if node.kind() == Kind::Sequence && node.span().start as usize == at {
        item = node.items().next()?;
    } else {
        while let Some(parent) = item.parent()
            && parent.span().start as usize > at
        {
            item = parent;
        }
    }
    let sequence = item.parent()?;
    let first = sequence.span().start as usize == at;
    Some(Target { span: Span { start: u32::try_from(at).ok()?, end: item.written().end }, first })
}

/// The entry whose key a node is or begins with; the document for its first key; else the node.
fn entry(document: &Document, node: Node<'_>) -> Option<Target> {
    let mut key = node;
    if node.kind() == Kind::Mapping && node.style() == Style::Block {
        key = document.node(crate::NodeId(node.id().0 + 1));
    }
    if !key.is_key() {
        let first =
            node.parent().is_none_or(|parent| parent.id().0 + 1 == node.id().0 || node.key().is_some());
        let span = if node.parent().is_none() { document.span() } else { node.written() };
        return Some(Target { span, first });
    }
    let mapping = key.parent()?;
    let first = mapping.id().0 + 1 == key.id().0;
    if first && mapping.parent().is_none() {
        return Some(Target { span: document.span(), first });
    }
    let value = document.node(crate::NodeId(key.id().0 + 1));
    Some(Target { span: Span { start: key.written().start, end: value.written().end }, first })
}
