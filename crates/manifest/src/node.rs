//! Cursors over the nodes of a document.

use std::borrow::Cow;

use crate::arena::{Cell, fingerprint};
use crate::number::Number;
use crate::resolve::{Tag, Value, literal};
use crate::scan::span;
use crate::{Document, Span};
use crate::{extent, write};

/// A node's place in its document's arena; documents order nodes as they are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct NodeId(pub u32);

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
    pub(crate) document: &'d Document,
    pub(crate) id: NodeId,
}

/// One entry of a mapping.
#[derive(Clone, Copy, Debug)]
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
    next: u32,
    end: u32,
}

/// Iterates over the items of a sequence.
#[derive(Clone)]
pub struct Items<'d> {
    node: Node<'d>,
    next: u32,
    end: u32,
}

impl Document {
    /// Whether a key has this name.
    #[inline]
    pub(crate) fn is_named(&self, key: u32, name: &str) -> bool {
        match self.plain_name(key) {
            Some(plain) => plain == name.as_bytes(),
            None => self.is_named_otherwise(key, name),
        }
    }

    #[cold]
    fn is_named_otherwise(&self, key: u32, name: &str) -> bool {
        let key = self.arena().cell(key);
        match self.simple_name(key) {
            Some(simple) => simple == name,
            None => self.context().name(key).as_ref() == name.as_bytes(),
        }
    }

    /// The name of a key that is written plainly and means nothing else.
    #[inline]
    fn plain_name(&self, key: u32) -> Option<&[u8]> {
        let span = self.arena().plain_name(key)?;
        self.source().text().as_bytes().get(span.start as usize..span.end as usize)
    }

    /// The name of a key whose text stands for itself, as nearly all do: what [`Context::name`] would find
    /// out slowly.
    fn simple_name(&self, key: Cell) -> Option<&str> {
        if !key.is_verbatim() || key.tag() != Tag::None {
            return None;
        }
        let (start, end) = (key.start as usize, key.span().end as usize);
        match key.style() {
            Style::Plain => {
                let text = self.source().text().get(start..end)?;
                literal(text.as_bytes()).is_none().then_some(text)
            }
            Style::SingleQuoted | Style::DoubleQuoted => {
                self.source().text().get(start + 1..end.checked_sub(1)?)
            }
            _ => None,
        }
    }
}

impl<'d> Node<'d> {
    fn cell(self) -> Cell {
        self.document.arena().cell(self.id.0)
    }

    fn at(self, index: u32) -> Node<'d> {
        Node { document: self.document, id: NodeId(index) }
    }

    fn value(self) -> Option<Value<'d>> {
        let cell = self.cell();
        if cell.is_collection() { None } else { self.document.context().value(cell).ok() }
    }

    /// Whether it is a key of a mapping.
    pub(crate) fn is_key(self) -> bool {
        self.cell().is_key()
    }

    /// Where the node, or the outermost alias that stands for it, is written.
    pub(crate) fn written(self) -> Span {
        self.document.arena().aliases(self.id.0).last().map_or(self.span(), |alias| alias.span)
    }

    /// The document.
    pub fn document(self) -> &'d Document {
        self.document
    }

    /// The place in the arena.
    pub fn id(self) -> NodeId {
        self.id
    }

    /// What the node is.
    #[inline]
    pub fn kind(self) -> Kind {
        self.document.arena().kind(self.id.0)
    }

    /// How it is written.
    pub fn style(self) -> Style {
        self.cell().style()
    }

    /// Where it is written: for a scalar with its quotes, for a block collection from its first key or dash
    /// to the end of its last value; where it was reached through an alias, the range of the alias's target.
    /// An empty value has an empty span just behind its key's colon or its dash.
    pub fn span(self) -> Span {
        let cell = self.cell();
        if cell.is_collection() {
            let start = cell.start as usize;
            return span(start, extent::end(self.document, self.id.0));
        }
        cell.span()
    }

    /// Where its span starts; cheaper than the span, whose end has to be looked for in collections.
    #[inline]
    pub(crate) fn start(self) -> u32 {
        self.document.arena().start(self.id.0)
    }

    /// Where the alias (`*name`) stands through which this node came, if it did: the innermost one.
    pub fn alias(self) -> Option<Span> {
        self.document.arena().aliases(self.id.0).next().map(|alias| alias.span)
    }

    /// The key of this node, if it is a value of a mapping.
    pub fn key(self) -> Option<Node<'d>> {
        let before = self.at(self.id.0.checked_sub(1)?);
        before.cell().is_key().then_some(before)
    }

    /// The collection that holds this node.
    pub fn parent(self) -> Option<Node<'d>> {
        let document = self.document;
        document.holder_of(self.id).map(|holder| document.node(holder))
    }

    /// Whether `other` is this node or inside it.
    pub fn contains(self, other: Node<'d>) -> bool {
        std::ptr::eq(self.document, other.document)
            && self.id <= other.id
            && other.id.0 < self.document.arena().past(self.id.0)
    }

    /// The value of an entry that counts; `None` for anything but a mapping. A null value is returned as a
    /// node.
    #[inline]
    pub fn get(self, key: &str) -> Option<Node<'d>> {
        self.find(key, fingerprint(key.as_bytes()))
    }

    /// The same; where the key is a constant, so is its fingerprint.
    fn find(self, key: &str, fingerprint: u32) -> Option<Node<'d>> {
        if self.kind() != Kind::Mapping {
            return None;
        }
        let arena = self.document.arena();
        let past = arena.past_value(self.id.0);
        let mut from = self.id.0 + 1;
        loop {
            let found = arena.find_key(from, past, fingerprint)?;
            if self.document.is_named(found, key) {
                return Some(self.at(found + 1));
            }
            from = arena.past_value(found + 1);
        }
    }

    /// The index past what a collection of this kind holds; 0 for all else.
    #[inline]
    fn end_of(self, kind: Kind) -> u32 {
        if self.kind() == kind { self.document.arena().past_value(self.id.0) } else { 0 }
    }

    /// Follows keys; `None` as soon as one is not there.
    pub fn path(self, keys: &[&str]) -> Option<Node<'d>> {
        keys.iter().try_fold(self, |node, key| node.get(key))
    }

    /// The entries of a mapping; nothing for all else.
    pub fn entries(self) -> Entries<'d> {
        Entries { node: self, next: self.id.0 + 1, end: self.end_of(Kind::Mapping) }
    }

    /// The items of a sequence; nothing for all else.
    pub fn items(self) -> Items<'d> {
        Items { node: self, next: self.id.0 + 1, end: self.end_of(Kind::Sequence) }
    }

    /// The value of a scalar; `None` for collections. What `!!binary` holds is text as far as it is UTF-8,
    /// with U+FFFD for each byte that is not, as in Kubernetes' JSON.
    pub fn scalar(self) -> Option<Scalar<'d>> {
        Some(match self.value()? {
            Value::Null => Scalar::Null,
            Value::Bool(value) => Scalar::Bool(value),
            Value::Number(Number::Int(value)) => Scalar::Int(value),
            Value::Number(Number::Uint(value)) => Scalar::Uint(value),
            Value::Number(Number::Float(value)) => Scalar::Float(value),
            Value::Text(text) => Scalar::String(text),
            Value::Bytes(bytes) => Scalar::String(Cow::Owned(lossy(&bytes))),
        })
    }

    /// The value, if it is a string.
    #[inline]
    pub fn as_str(self) -> Option<Cow<'d, str>> {
        if self.kind() != Kind::String {
            return None;
        }
        match self.document.arena().simple_text(self.id.0) {
            Some(span) => Some(Cow::Borrowed(self.document.source().slice(span))),
            None => self.resolved(),
        }
    }

    fn resolved(self) -> Option<Cow<'d, str>> {
        match self.scalar()? {
            Scalar::String(text) => Some(text),
            _ => None,
        }
    }

    /// The value, if it is a boolean.
    pub fn as_bool(self) -> Option<bool> {
        match self.scalar()? {
            Scalar::Bool(value) => Some(value),
            _ => None,
        }
    }

    /// The value, if it is a number with an integer value that fits (`1.0` is 1).
    pub fn as_i64(self) -> Option<i64> {
        match self.scalar()? {
            Scalar::Int(value) => Some(value),
            Scalar::Float(value) => {
                let integer = value as i64;
                // `i64::MAX` as a float is one too large.
                (integer as f64 == value && integer != i64::MAX).then_some(integer)
            }
            _ => None,
        }
    }

    /// Whether it is null.
    pub fn is_null(self) -> bool {
        self.kind() == Kind::Null
    }

    /// Appends the node as JSON, byte for byte as Kubernetes' Go reader converts it (keys sorted, `<` as
    /// `\u003c`).
    pub fn write_json(self, out: &mut String) {
        write::write_json(self.document, self.id, out);
    }
}

/// Bytes as text, with one U+FFFD for each byte that is none.
fn lossy(bytes: &[u8]) -> String {
    let mut text = String::new();
    for chunk in bytes.utf8_chunks() {
        text.push_str(chunk.valid());
        text.extend(chunk.invalid().iter().map(|_| char::REPLACEMENT_CHARACTER));
    }
    text
}

impl<'d> Entry<'d> {
    /// The key as a string, after Go's conversion (`yes` is `true`, `1.0` is `1`).
    #[inline]
    pub fn name(&self) -> Cow<'d, str> {
        let document = self.key.document;
        let plain = document.arena().plain_name(self.key.id.0).map(|span| document.source().slice(span));
        plain.map_or_else(|| self.name_otherwise(), Cow::Borrowed)
    }

    #[cold]
    fn name_otherwise(&self) -> Cow<'d, str> {
        if let Some(name) = self.key.document.simple_name(self.key.cell()) {
            return Cow::Borrowed(name);
        }
        match self.key.document.context().name(self.key.cell()) {
            Cow::Borrowed(name) => match std::str::from_utf8(name) {
                Ok(name) => Cow::Borrowed(name),
                Err(_) => Cow::Owned(lossy(name)),
            },
            Cow::Owned(name) => {
                Cow::Owned(String::from_utf8(name).unwrap_or_else(|error| lossy(error.as_bytes())))
            }
        }
    }
}

impl<'d> Iterator for Entries<'d> {
    type Item = Entry<'d>;

    fn next(&mut self) -> Option<Entry<'d>> {
        let arena = self.node.document.arena();
        while self.next < self.end {
            let key = self.next;
            self.next = arena.past_value(key + 1);
            if arena.counts(key) {
                return Some(Entry { key: self.node.at(key), value: self.node.at(key + 1) });
            }
        }
        None
    }
}

impl<'d> Iterator for Items<'d> {
    type Item = Node<'d>;

    fn next(&mut self) -> Option<Node<'d>> {
        let arena = self.node.document.arena();
        if self.next >= self.end {
            return None;
        }
        let item = self.next;
        self.next = arena.past_value(item);
        Some(self.node.at(item))
    }
}

impl std::fmt::Debug for Node<'_> {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let mut json = String::new();
        self.write_json(&mut json);
        formatter.write_str(&json)
    }
}
