//! Where things stand in the text of a document, and how it is indented.

use crate::{Document, Kind, Node, NodeId, Span, Style};

/// A document's text, to find one's way around a node.
#[derive(Clone, Copy)]
pub(super) struct Layout<'d> {
    pub(super) document: &'d Document,
    pub(super) text: &'d str,
}

/// The properties (anchor, tag) and comments between two tokens.
#[derive(Default)]
pub(super) struct Between<'d> {
    pub(super) anchor: Option<&'d str>,
    pub(super) tagged: bool,
    /// From the first comment to the end of the last.
    pub(super) comments: Option<&'d str>,
}

impl<'d> Layout<'d> {
    pub(super) fn of(node: Node<'d>) -> Layout<'d> {
        let document = node.document();
        Layout { document, text: document.context().text }
    }

    pub(super) fn slice(self, start: usize, end: usize) -> &'d str {
        self.text.get(start..end).unwrap_or_default()
    }

    pub(super) fn rest(self, at: usize) -> &'d str {
        self.text.get(at..).unwrap_or_default()
    }

    pub(super) fn line_start(self, at: usize) -> usize {
        memchr::memrchr2(b'\n', b'\r', self.slice(0, at).as_bytes()).map_or(0, |end| end + 1)
    }

    /// Where the line ends, before its break.
    pub(super) fn line_end(self, at: usize) -> usize {
        memchr::memchr2(b'\n', b'\r', self.rest(at).as_bytes()).map_or(self.text.len(), |length| at + length)
    }

    /// Where the next line starts.
    pub(super) fn next_line(self, at: usize) -> usize {
        let end = self.line_end(at);
        let rest = self.rest(end);
        end + if rest.starts_with("\r\n") { 2 } else { usize::from(!rest.is_empty()) }
    }

    pub(super) fn column(self, at: usize) -> usize {
        let line = self.slice(self.line_start(at), at);
        line.strip_prefix('\u{feff}').unwrap_or(line).len()
    }

    /// Whether only blanks stand before a place on its line.
    pub(super) fn starts_line(self, at: usize) -> bool {
        let line = self.slice(self.line_start(at), at);
        line.strip_prefix('\u{feff}').unwrap_or(line).chars().all(is_blank)
    }

    /// The line break that the document uses.
    pub(super) fn line_break(self) -> &'static str {
        match memchr::memchr(b'\n', self.text.as_bytes()) {
            Some(end) if self.slice(0, end).ends_with('\r') => "\r\n",
            _ => "\n",
        }
    }

    /// Where the first line starts that is not empty.
    pub(super) fn skip_empty_lines(self, from: usize) -> usize {
        let mut at = from;
        while at < self.text.len() && self.slice(at, self.line_end(at)).trim().is_empty() {
            at = self.next_line(at);
        }
        at
    }

    /// Whether empty lines behind a node are part of it (`|+`).
    pub(super) fn keeps_breaks(self, node: Node<'d>) -> bool {
        let start = node.start() as usize;
        let header = self.slice(start, self.line_end(start));
        let indicators = header.split('#').next().unwrap_or_default();
        matches!(node.style(), Style::Literal | Style::Folded) && indicators.contains('+')
    }

    /// The next place behind blanks, line breaks and comments.
    pub(super) fn skip_space(self, from: usize) -> usize {
        let mut at = from;
        loop {
            let rest = self.rest(at);
            let token = rest.trim_start();
            at += rest.len() - token.len();
            if !token.starts_with('#') {
                return at;
            }
            at = self.line_end(at);
        }
    }

    /// What stands between two tokens.
    pub(super) fn between(self, start: usize, end: usize) -> Between<'d> {
        let mut between = Between::default();
        let mut comment = None;
        let mut at = start;
        while at < end {
            let rest = self.slice(at, end);
            let token = rest.trim_start();
            at += rest.len() - token.len();
            let mut length = token.find(char::is_whitespace).unwrap_or(token.len()).max(1);
            match token.chars().next() {
                Some('#') => {
                    length = token.find(['\n', '\r']).unwrap_or(token.len());
                    comment = Some((comment.map_or(at, |(first, _)| first), at + length));
                }
                Some('&') => between.anchor = token.get(..length),
                Some('!') => between.tagged = true,
                _ => {}
            }
            at += length;
        }
        between.comments = comment.map(|(first, last)| self.slice(first, last));
        between
    }

    /// The comment behind something on the same line.
    pub(super) fn comment_behind(self, at: usize) -> Option<&'d str> {
        let rest = self.slice(at, self.line_end(at)).trim();
        rest.starts_with('#').then_some(rest)
    }

    /// The anchors, tags and `?` before a node on its line.
    pub(super) fn with_properties(self, start: usize) -> usize {
        let mut first = start;
        loop {
            let before = self.slice(self.line_start(first), first).trim_end_matches(is_blank);
            let word = before.rfind(|character: char| is_blank(character) || "[{,".contains(character));
            let word = before.get(word.map_or(0, |at| at + 1)..).unwrap_or_default();
            if !(word.starts_with(['&', '!']) || word == "?") {
                return first;
            }
            first = self.line_start(first) + before.len() - word.len();
        }
    }

    /// Where the dash of an item stands.
    pub(super) fn dash(self, item: Node<'d>) -> usize {
        let sequence = item.parent().map_or(0, |parent| parent.start() as usize);
        let before = previous(item).map_or(sequence, |item| end_in(item, item.parent()));
        self.skip_space(before)
    }

    /// How many columns a nested mapping is indented by.
    pub(super) fn mapping_step(self, near: Node<'d>) -> usize {
        let nested = |node: Node<'d>| {
            let holder = node.key()?.parent()?;
            let is_block = node.kind() == Kind::Mapping && node.style() == Style::Block;
            if !is_block || holder.style() != Style::Block {
                return None;
            }
            let step = self.column(node.start() as usize).checked_sub(self.column(holder.start() as usize));
            step.filter(|step| *step > 0)
        };
        let ancestors = std::iter::successors(Some(near), |node| node.parent());
        ancestors.chain(self.nodes()).find_map(nested).unwrap_or(2)
    }

    /// How many columns the dashes of a sequence are indented by below its key.
    pub(super) fn sequence_step(self) -> usize {
        let nested = |node: Node<'d>| {
            let holder = node.key()?.parent()?;
            let is_block = node.kind() == Kind::Sequence && node.style() == Style::Block;
            if !is_block || holder.style() != Style::Block {
                return None;
            }
            self.column(node.start() as usize).checked_sub(self.column(holder.start() as usize))
        };
        self.nodes().find_map(nested).unwrap_or(2)
    }

    /// The nodes that are written where they stand.
    fn nodes(self) -> impl Iterator<Item = Node<'d>> {
        let arena = self.document.arena();
        let count = arena.len();
        let document = self.document;
        let collections = (0..count).filter(|index| arena.cell(*index).is_collection());
        collections
            .filter(|index| arena.aliases(*index).next().is_none())
            .map(move |index| document.node(NodeId(index)))
    }
}

pub(super) fn is_blank(character: char) -> bool {
    matches!(character, ' ' | '\t')
}

/// The node that is written where an aliased one only appears.
pub(super) fn home(node: Node<'_>) -> Node<'_> {
    let document = node.document();
    let arena = document.arena();
    if arena.aliases(node.id().0).next().is_none() {
        return node;
    }
    let cell = arena.cell(node.id().0);
    let count = arena.len();
    let is_home = |index: &u32| {
        let other = arena.cell(*index);
        document.node(NodeId(*index)).span() == node.span()
            && other.is_key() == cell.is_key()
            && other.kind() == cell.kind()
            && arena.aliases(*index).next().is_none()
    };
    (0..count).find(is_home).map_or(node, |index| document.node(NodeId(index)))
}

/// Where a node ends as it is written inside a collection: an alias that stands there ends itself.
pub(super) fn end_in(node: Node<'_>, holder: Option<Node<'_>>) -> usize {
    let inside = holder.map_or(0, |holder| holder.id().0 + 1);
    let aliases = node.document().arena().aliases(node.id().0);
    let alias = aliases.take_while(|alias| alias.first >= inside).last();
    alias.map_or(node.span(), |alias| alias.span).end as usize
}

/// Whether a node is an alias, or came by a merge key, in the collection that holds it.
pub(super) fn is_alias(node: Node<'_>) -> bool {
    let aliases = |node: Node<'_>| node.document().arena().aliases(node.id().0).count();
    aliases(node) > node.parent().map_or(0, aliases)
}

/// All children of a collection, keys left out.
pub(super) fn children(holder: Node<'_>) -> impl Iterator<Item = Node<'_>> {
    let document = holder.document();
    let arena = document.arena();
    let first = holder.id().0 + 1;
    let end = arena.past(holder.id().0);
    let mapping = u32::from(holder.kind() == Kind::Mapping);
    let next = move |index: u32| (index < end).then_some(index);
    let indices =
        std::iter::successors(next(first + mapping), move |index| next(arena.past(*index) + mapping));
    indices.map(move |index| document.node(NodeId(index)))
}

/// The child before one.
pub(super) fn previous(child: Node<'_>) -> Option<Node<'_>> {
    children(child.parent()?).take_while(|other| other.id() < child.id()).last()
}

/// The child behind one.
pub(super) fn following(child: Node<'_>) -> Option<Node<'_>> {
    children(child.parent()?).find(|other| other.id() > child.id())
}

/// Whether a node stands inside `[…]` or `{…}`.
pub(super) fn is_in_flow(node: Node<'_>) -> bool {
    std::iter::successors(node.parent(), |node| node.parent()).any(|node| node.style() == Style::Flow)
}

pub(super) fn span(start: usize, end: usize) -> Span {
    crate::scan::span(start, end)
}
