//! Documents, and cursors over their nodes.

use std::borrow::Cow;
use std::sync::Arc;

use crate::{Limits, Source, Span};

/// A node's place in its document's arena; documents order nodes as they are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct NodeId(pub u32);

/// One YAML or JSON document.
#[derive(Debug)]
pub struct Document {
    source: Arc<Source>,
}

/// A document that could not be parsed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SyntaxError {
    /// Where it went wrong.
    pub span: Span,
    /// What was found and what was expected instead, in words for people.
    pub message: String,
    /// The whole text of the document that is lost.
    pub document: Span,
}

/// A key that stands twice in one mapping, or overrides one that was merged in (`<<`): the last wins, and the strict
/// API server refuses it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct DuplicateKey {
    /// The key that does not count.
    pub overridden: Span,
    /// The key that does.
    pub key: Span,
    /// The value that counts.
    pub value: NodeId,
}

/// What a node is, after resolution by Go's rules (`yes` is a boolean).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Null, also when nothing is written.
    Null,
    /// A boolean.
    Bool,
    /// An integer or a float.
    Number,
    /// A string.
    String,
    /// A sequence.
    Sequence,
    /// A mapping.
    Mapping,
}

/// How a node is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Style {
    /// A plain scalar, or nothing.
    Plain,
    /// `'…'`.
    SingleQuoted,
    /// `"…"`.
    DoubleQuoted,
    /// `|`.
    Literal,
    /// `>`.
    Folded,
    /// `- …` or `key: …` over lines.
    Block,
    /// `[…]` or `{…}`.
    Flow,
}

/// The value of a scalar as it stands in Kubernetes' JSON.
#[derive(Clone, Debug, PartialEq)]
pub enum Scalar<'d> {
    /// Null.
    Null,
    /// A boolean.
    Bool(bool),
    /// An integer that fits `i64`.
    Int(i64),
    /// An integer above `i64::MAX`.
    Uint(u64),
    /// Any other number; finite.
    Float(f64),
    /// A string.
    String(Cow<'d, str>),
}

/// A cursor on a node. Copies freely; lives as long as its document.
#[derive(Clone, Copy)]
pub struct Node<'d> {
    document: &'d Document,
    id: NodeId,
}

/// One entry of a mapping.
#[derive(Clone, Copy)]
pub struct Entry<'d> {
    /// The key as a node (its span is where it is written).
    pub key: Node<'d>,
    /// The value.
    pub value: Node<'d>,
}

/// Iterates over the entries that count: neither overridden nor hidden by a merge.
#[derive(Clone)]
pub struct Entries<'d> {
    node: Node<'d>,
}

/// Iterates over the items of a sequence.
#[derive(Clone)]
pub struct Items<'d> {
    node: Node<'d>,
}

/// Splits a source as kubectl does and parses each document; an error never ends the iteration. Documents that are
/// empty or null are left out.
pub fn documents(source: &Arc<Source>) -> impl Iterator<Item = Result<Document, SyntaxError>> + use<> {
    documents_with(source, Limits::default())
}

/// The same, within limits.
pub fn documents_with(source: &Arc<Source>, limits: Limits) -> impl Iterator<Item = Result<Document, SyntaxError>> + use<> {
    let _ = (source, limits);
    std::iter::empty()
}

impl Document {
    /// Parses a whole source as one document, without splitting it.
    pub fn parse(source: &Arc<Source>, limits: Limits) -> Result<Document, SyntaxError> {
        let _ = (source, limits);
        unimplemented!()
    }

    /// The source.
    pub fn source(&self) -> &Arc<Source> {
        &self.source
    }

    /// The part of the source that is this document.
    pub fn span(&self) -> Span {
        unimplemented!()
    }

    /// The root.
    pub fn root(&self) -> Node<'_> {
        self.node(NodeId(0))
    }

    /// The node of an id that came from this document.
    pub fn node(&self, id: NodeId) -> Node<'_> {
        Node { document: self, id }
    }

    /// Keys that only lenient readers accept, in document order; empty where the strict API server finds none.
    pub fn duplicates(&self) -> &[DuplicateKey] {
        unimplemented!()
    }

    /// The spans of all comments, each from its `#` to the end of the line.
    pub fn comments(&self) -> &[Span] {
        unimplemented!()
    }

    /// The bytes that a comment on a line of its own speaks of: the entry (key and value) or item that begins on the
    /// next lines; the whole document for a comment above its first key.
    pub fn below(&self, comment: Span) -> Option<Span> {
        let _ = comment;
        unimplemented!()
    }
}

impl<'d> Node<'d> {
    /// The document.
    pub fn document(self) -> &'d Document {
        self.document
    }

    /// The place in the arena.
    pub fn id(self) -> NodeId {
        self.id
    }

    /// What the node is.
    pub fn kind(self) -> Kind {
        unimplemented!()
    }

    /// How it is written.
    pub fn style(self) -> Style {
        unimplemented!()
    }

    /// Where it is written: for a scalar with its quotes, for a block collection from its first key or dash to the end
    /// of its last value; where it was reached through an alias, the range of the alias's target. An empty value has
    /// an empty span just behind its key's colon or its dash.
    pub fn span(self) -> Span {
        unimplemented!()
    }

    /// Where the alias (`*name`) stands through which this node came, if it did: the innermost one.
    pub fn alias(self) -> Option<Span> {
        unimplemented!()
    }

    /// The key of this node, if it is a value of a mapping.
    pub fn key(self) -> Option<Node<'d>> {
        unimplemented!()
    }

    /// The collection that holds this node.
    pub fn parent(self) -> Option<Node<'d>> {
        unimplemented!()
    }

    /// Whether `other` is this node or inside it.
    pub fn contains(self, other: Node<'d>) -> bool {
        let _ = other;
        unimplemented!()
    }

    /// The value of an entry that counts; `None` for anything but a mapping. A null value is returned as a node.
    pub fn get(self, key: &str) -> Option<Node<'d>> {
        let _ = key;
        unimplemented!()
    }

    /// Follows keys; `None` as soon as one is not there.
    pub fn path(self, keys: &[&str]) -> Option<Node<'d>> {
        keys.iter().try_fold(self, |node, key| node.get(key))
    }

    /// The entries of a mapping; nothing for all else.
    pub fn entries(self) -> Entries<'d> {
        Entries { node: self }
    }

    /// The items of a sequence; nothing for all else.
    pub fn items(self) -> Items<'d> {
        Items { node: self }
    }

    /// The value of a scalar; `None` for collections.
    pub fn scalar(self) -> Option<Scalar<'d>> {
        unimplemented!()
    }

    /// The value, if it is a string.
    pub fn as_str(self) -> Option<Cow<'d, str>> {
        unimplemented!()
    }

    /// The value, if it is a boolean.
    pub fn as_bool(self) -> Option<bool> {
        unimplemented!()
    }

    /// The value, if it is a number with an integer value that fits (`1.0` is 1).
    pub fn as_i64(self) -> Option<i64> {
        unimplemented!()
    }

    /// Whether it is null.
    pub fn is_null(self) -> bool {
        self.kind() == Kind::Null
    }

    /// Appends the node as JSON, byte for byte as Kubernetes' Go reader converts it (keys sorted, `<` as `\u003c`).
    pub fn write_json(self, out: &mut String) {
        let _ = out;
        unimplemented!()
    }
}

impl<'d> Entry<'d> {
    /// The key as a string, after Go's conversion (`yes` is `true`, `1.0` is `1`).
    pub fn name(&self) -> Cow<'d, str> {
        unimplemented!()
    }
}

impl<'d> Iterator for Entries<'d> {
    type Item = Entry<'d>;
    fn next(&mut self) -> Option<Entry<'d>> {
        let _ = self.node;
        unimplemented!()
    }
}

impl<'d> Iterator for Items<'d> {
    type Item = Node<'d>;
    fn next(&mut self) -> Option<Node<'d>> {
        let _ = self.node;
        unimplemented!()
    }
}
