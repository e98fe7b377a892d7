//! Another value in the place of a node.

use super::layout::{Layout, home, is_in_flow, span};
use super::render::{Blocks, Dialect, block, inline, is_filled, literal};
use super::{Edit, Value};
use crate::document::Reading;
use crate::{Kind, Node, Style};

/// See [`super::replace`].
pub(super) fn replace(node: Node<'_>, value: &Value) -> Edit {
    let node = home(node);
    let slot = Slot::of(node);
    if slot.dialect != Dialect::Block {
        return slot.put(inline(value, slot.dialect, node.style()));
    }
    if is_filled(value) { slot.put_block(value) } else { slot.put_inline(value) }
}

/// The dialect around a node.
pub(super) fn dialect(node: Node<'_>) -> Dialect {
    let is_json = node.document().context().reading == Reading::Json;
    if !is_json && !is_in_flow(node) {
        return Dialect::Block;
    }
    let around = std::iter::successors(Some(node), |node| node.parent());
    around.into_iter().find_map(json_dialect).unwrap_or(if is_json { Dialect::Json } else { Dialect::Flow })
}

/// The dialect of a mapping that looks like JSON.
pub(super) fn json_dialect(mapping: Node<'_>) -> Option<Dialect> {
    let entry = mapping.entries().next()?;
    if mapping.style() != Style::Flow || entry.key.style() != Style::DoubleQuoted {
        return None;
    }
    let behind = Layout::of(mapping).rest(entry.key.span().end as usize);
    let is_compact = behind.strip_prefix(':').is_some_and(|value| !value.starts_with(char::is_whitespace));
    Some(if is_compact { Dialect::CompactJson } else { Dialect::Json })
}

/// The place of a node.
struct Slot<'d> {
    node: Node<'d>,
    layout: Layout<'d>,
    dialect: Dialect,
    /// Behind the colon or the dash; for the root the start of the node.
    start: usize,
    /// What has to stand before a value where nothing is written, a colon included if there is none.
    lead: String,
}

impl<'d> Slot<'d> {
    fn of(node: Node<'d>) -> Slot<'d> {
        let layout = Layout::of(node);
        let mut dialect = dialect(node);
        let at = node.start() as usize;
        let mut slot = Slot { node, layout, dialect, start: at, lead: String::new() };
        if let Some(key) = node.key() {
            let end = super::layout::end_in(key, key.parent());
            let colon = layout.skip_space(end);
            slot.start =
                if layout.rest(colon).starts_with(':') && colon < at.max(end + 1) { colon + 1 } else { end };
            slot.lead = match (slot.start > end, dialect) {
                (true, _) => " ".into(),
                (false, Dialect::Block) => {
                    let column = layout.column(node.parent().map_or(0, |parent| parent.start() as usize));
                    format!("{}{}: ", layout.line_break(), " ".repeat(column))
                }
                (false, _) => ": ".into(),
            };
        } else if node.parent().is_some_and(|parent| parent.style() == Style::Block) {
            slot.start = layout.dash(node) + 1;
            slot.lead = " ".into();
        } else if dialect == Dialect::Block && !layout.starts_line(at) {
            // On the line of `---` no block collection can start.
            dialect = Dialect::Flow;
        }
        slot.dialect = dialect;
        slot
    }

    fn is_empty(&self) -> bool {
        let span = self.node.span();
        span.start == span.end
    }

    fn is_block_collection(&self) -> bool {
        self.node.style() == Style::Block
    }

    fn end(&self) -> usize {
        self.node.span().end as usize
    }

    /// Puts a text in the place of the node and of its tag.
    fn put(&self, text: String) -> Edit {
        let node = self.node.span();
        let between = self.layout.between(self.start, node.start as usize);
        if !between.tagged && !self.is_empty() {
            return Edit { span: node, text };
        }
        if !between.tagged {
            let lead = if between.anchor.is_some() { " " } else { &self.lead };
            return Edit { span: node, text: format!("{lead}{text}") };
        }
        let anchor = between.anchor.map_or(String::new(), |anchor| format!("{anchor} "));
        let lead = if self.start == node.start as usize { "" } else { " " };
        Edit { span: span(self.start, self.end()), text: format!("{lead}{anchor}{text}") }
    }

    fn put_inline(&self, value: &Value) -> Edit {
        let kind = self.node.kind();
        if self.is_block_collection() {
            let text = inline(value, Dialect::Block, Style::Plain);
            if self.node.parent().is_none() {
                return Edit { span: self.node.span(), text };
            }
            let between = self.layout.between(self.start, self.node.start() as usize);
            let anchor = between.anchor.map_or(String::new(), |anchor| format!("{anchor} "));
            let comments = between.comments.map_or(String::new(), |comments| format!(" {comments}"));
            return Edit { span: span(self.start, self.end()), text: format!(" {anchor}{text}{comments}") };
        }
        let style = self.node.style();
        if matches!(style, Style::Literal | Style::Folded) && kind == Kind::String {
            return self.put(self.instead_of_block_scalar(value));
        }
        self.put(inline(value, Dialect::Block, style))
    }

    fn instead_of_block_scalar(&self, value: &Value) -> String {
        let column = self.node.parent().map_or(0, |parent| self.layout.column(parent.start() as usize));
        if let Value::String(text) = value
            && text.contains('\n')
            && let Some(text) = literal(text, column + 2, self.layout.line_break())
        {
            return text;
        }
        let text = inline(value, Dialect::Block, Style::Plain);
        let header = self.node.start() as usize;
        let header = self.layout.slice(header, self.layout.line_end(header));
        match header.find('#').and_then(|comment| header.get(comment..)) {
            Some(comment) => format!("{text} {comment}"),
            None => text,
        }
    }

    fn put_block(&self, value: &Value) -> Edit {
        let blocks = Blocks { layout: self.layout, near: self.node };
        let start = self.node.start() as usize;
        let between = self.layout.between(self.start, start);
        if self.node.key().is_none() {
            return self.put_block_item(value, blocks);
        }
        let holder = self.node.parent().map_or(0, |parent| self.layout.column(parent.start() as usize));
        if self.is_block_collection() {
            let column = self.layout.column(start);
            if column > holder || matches!(value, Value::Sequence(_)) {
                return Edit { span: self.node.span(), text: block(value, column, blocks) };
            }
            let step = blocks.step(value);
            let text = format!("{}{}", " ".repeat(step), block(value, column + step, blocks));
            return Edit { span: self.node.span(), text };
        }
        let column = holder + blocks.step(value);
        let mut text = String::new();
        if self.layout.slice(self.start.saturating_sub(1), self.start) != ":" {
            text.push_str(self.lead.trim_end());
        }
        if let Some(anchor) = between.anchor {
            text.push(' ');
            text.push_str(anchor);
        }
        let mut end = self.end();
        let behind = match self.node.style() {
            Style::Literal | Style::Folded => None,
            _ => self.layout.comment_behind(end),
        };
        if behind.is_some() {
            end = self.layout.line_end(end);
        }
        for comment in between.comments.into_iter().chain(behind) {
            text.push(' ');
            text.push_str(comment);
        }
        text.push_str(blocks.line_break());
        text.push_str(&" ".repeat(column));
        text.push_str(&block(value, column, blocks));
        Edit { span: span(self.start, end), text }
    }

    /// An item or the root, whose place is also that of a collection.
    fn put_block_item(&self, value: &Value, blocks: Blocks<'_>) -> Edit {
        let start = self.node.start() as usize;
        let between = self.layout.between(self.start, start);
        let column = match between.tagged || self.is_empty() {
            true => self.layout.column(self.start) + 1,
            false => self.layout.column(start),
        };
        match between.anchor {
            // Behind an anchor on its own line the anchor would be the first key's.
            Some(anchor) if !self.is_block_collection() => {
                let column = self.layout.column(self.start) + 1;
                let (line_break, indent) = (blocks.line_break(), " ".repeat(column));
                let text = format!(" {anchor}{line_break}{indent}{}", block(value, column, blocks));
                Edit { span: span(self.start, self.end()), text }
            }
            _ => self.put(block(value, column, blocks)),
        }
    }
}
