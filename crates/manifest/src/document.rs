//! Documents, and cursors over their nodes.

use std::borrow::Cow;
use std::sync::{Arc, OnceLock};

use crate::arena::{self, Arena, Cell, Holder, fingerprint};
use crate::build::Builder;
use crate::comment;
use crate::extent;
use crate::json;
use crate::number::Number;
use crate::parse::Parser;
use crate::resolve::{Tag, Value, literal};
use crate::scalar::Context;
use crate::scan::{Fault, Scan, Scanner, forbidden, span};
use crate::split::Documents;
use crate::write;
use crate::{Limits, Source, Span};

/// A node's place in its document's arena; documents order nodes as they are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct NodeId(pub u32);

/// One YAML or JSON document.
#[derive(Debug)]
pub struct Document {
    source: Arc<Source>,
    span: Span,
    reading: Reading,
    arena: Arena,
    /// The collections, for the way up; found when it is asked for first.
    holders: OnceLock<Vec<Holder>>,
    duplicates: Vec<DuplicateKey>,
    comments: Vec<Span>,
}

/// What stands at an offset where JSON may.
pub(crate) enum Json {
    /// A value.
    Document(Document),
    /// A value that Kubernetes cannot use.
    Refused(SyntaxError),
    /// No JSON.
    None(SyntaxError),
}

/// How the text of a document is to be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Reading {
    /// YAML, as it stands.
    Whole,
    /// YAML, one of a stream: kubectl puts a line feed behind the last line.
    Chunk,
    /// JSON.
    Json,
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

/// Splits a source as kubectl does and parses each document; an error never ends the iteration. Documents that are
/// empty or null are left out.
pub fn documents(source: &Arc<Source>) -> impl Iterator<Item = Result<Document, SyntaxError>> + use<> {
    documents_with(source, Limits::default())
}

/// The same, within limits.
pub fn documents_with(
    source: &Arc<Source>,
    limits: Limits,
) -> impl Iterator<Item = Result<Document, SyntaxError>> + use<> {
    Documents::new(source, limits)
}

impl Document {
    /// Parses a whole source as one YAML document, without splitting it; what stands behind its first document is
    /// ignored. A source with nothing in it is null.
    pub fn parse(source: &Arc<Source>, limits: Limits) -> Result<Document, SyntaxError> {
        Document::read(source, 0, source.text().len(), limits, Reading::Whole)
    }

    /// Reads the JSON value at an offset of a source.
    pub(crate) fn read_json(source: &Arc<Source>, start: usize, limits: Limits) -> Json {
        let text = source.text();
        let context = Context { text, reading: Reading::Json };
        let mut builder = Builder::new(context, text.len() - start, limits.depth);
        let read = match json::read(text, start, &mut builder) {
            Ok(read) => read,
            Err(fault) => return Json::None(fault.in_document(start, text.len())),
        };
        let end = read.end;
        match read.wrong.or_else(|| check_invalid(source, start, end).err()) {
            Some(wrong) => Json::Refused(wrong.in_document(start, end)),
            None => {
                Json::Document(Document::of(source, span(start, end), Reading::Json, builder, Vec::new()))
            }
        }
    }

    /// Parses a part of a source as YAML.
    pub(crate) fn read(
        source: &Arc<Source>,
        start: usize,
        end: usize,
        limits: Limits,
        reading: Reading,
    ) -> Result<Document, SyntaxError> {
        let text = source.text().get(..end).unwrap_or_default();
        let context = Context { text, reading };
        let lost = |fault: Fault| fault.in_document(start, end);
        let builder = Builder::new(context, end - start, limits.depth);

        let mut parser = Parser::new(Scanner::new(context.bytes(), start, limits.depth), builder);
        let read = parser.document();
        check_characters(source, text, start, &parser.scanner, read).map_err(lost)?;
        let Parser { scanner, builder, .. } = parser;
        Ok(Document::of(source, span(start, end), reading, builder, scanner.comments))
    }

    fn of(
        source: &Arc<Source>,
        span: Span,
        reading: Reading,
        builder: Builder<'_>,
        comments: Vec<Span>,
    ) -> Document {
        let Builder { mut arena, duplicates, .. } = builder;
        if arena.len() == 0 {
            let at = Span { start: span.start, end: span.start };
            arena.push(Cell::scalar(at, Style::Plain, Tag::None).verbatim(true));
        }
        arena.shrink();
        Document {
            source: Arc::clone(source),
            span,
            reading,
            arena,
            holders: OnceLock::new(),
            duplicates,
            comments,
        }
    }

    pub(crate) fn arena(&self) -> &Arena {
        &self.arena
    }

    pub(crate) fn context(&self) -> Context<'_> {
        Context {
            text: self.source.text().get(..self.span.end as usize).unwrap_or_default(),
            reading: self.reading,
        }
    }

    /// The source.
    pub fn source(&self) -> &Arc<Source> {
        &self.source
    }

    /// The part of the source that is this document.
    pub fn span(&self) -> Span {
        self.span
    }

    /// The memory that the document takes beside its source, in bytes.
    pub fn size(&self) -> usize {
        size_of::<Document>()
            + self.arena.size()
            + self.holders.get().map_or(0, |holders| size_of_val(holders.as_slice()))
            + size_of_val(self.duplicates.as_slice())
            + size_of_val(self.comments.as_slice())
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
        &self.duplicates
    }

    /// The spans of all comments, each from its `#` to the end of the line.
    pub fn comments(&self) -> &[Span] {
        &self.comments
    }

    /// The bytes that a comment on a line of its own speaks of: the entry (key and value) or the item (with its dash)
    /// that begins on the next lines; the whole document for a comment above its first key. `None` for a comment behind
    /// something, and for one below which its own block ends.
    pub fn below(&self, comment: Span) -> Option<Span> {
        comment::below(self, comment)
    }
}

/// What reading gave, unless a character that YAML does not allow, or a byte that is none, comes before that. Go's reader
/// does not see what is wrong far behind the end of the first document, so neither is it wrong here.
fn check_characters(
    source: &Source,
    text: &str,
    start: usize,
    scanner: &Scanner<'_>,
    read: Scan<()>,
) -> Scan<()> {
    let wrong = [check_invalid(source, start, text.len()).err(), forbidden_character(text, start)];
    match (wrong.into_iter().flatten().min_by_key(|wrong| wrong.span), read) {
        (Some(wrong), Ok(())) if (wrong.span.start as usize) < scanner.seen(start) => Err(wrong),
        (Some(wrong), Err(fault)) if wrong.span <= fault.span => Err(wrong),
        (_, read) => read,
    }
}

fn forbidden_character(text: &str, start: usize) -> Option<Fault> {
    let at = start + forbidden(text.as_bytes().get(start..)?)?;
    let character = text.get(at..)?.chars().next()?;
    let message = format!("YAML does not allow the character {}", character.escape_unicode());
    Some(Fault { span: span(at, at + character.len_utf8()), message })
}

fn check_invalid(source: &Source, start: usize, end: usize) -> Scan<()> {
    let first = source.invalid().partition_point(|at| (*at as usize) < start);
    match source.invalid().get(first) {
        Some(at) if (*at as usize) < end => {
            let span = Span { start: *at, end: at + 1 };
            Err(Fault { span, message: "this byte is not UTF-8; expected UTF-8 text".into() })
        }
        _ => Ok(()),
    }
}

impl Fault {
    pub(crate) fn in_document(self, start: usize, end: usize) -> SyntaxError {
        SyntaxError { span: self.span, message: self.message, document: span(start, end) }
    }
}

impl Document {
    /// Whether a key has this name.
    fn is_named(&self, key: Cell, name: &str) -> bool {
        match self.simple_name(key) {
            Some(simple) => simple == name,
            None => self.context().name(key).as_ref() == name.as_bytes(),
        }
    }

    /// The name of a key whose text stands for itself, as nearly all do: what [`Context::name`] would find out slowly.
    fn simple_name(&self, key: Cell) -> Option<&str> {
        if !key.is_verbatim() || key.tag() != Tag::None {
            return None;
        }
        let (start, end) = (key.start as usize, key.span().end as usize);
        match key.style() {
            Style::Plain => {
                let text = self.source.text().get(start..end)?;
                literal(text.as_bytes()).is_none().then_some(text)
            }
            Style::SingleQuoted | Style::DoubleQuoted => {
                self.source.text().get(start + 1..end.checked_sub(1)?)
            }
            _ => None,
        }
    }
}

impl<'d> Node<'d> {
    fn cell(self) -> Cell {
        self.document.arena.cell(self.id.0)
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
        self.document.arena.aliases(self.id.0).last().map_or(self.span(), |alias| alias.span)
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
    pub fn kind(self) -> Kind {
        self.cell().kind()
    }

    /// How it is written.
    pub fn style(self) -> Style {
        self.cell().style()
    }

    /// Where it is written: for a scalar with its quotes, for a block collection from its first key or dash to the end
    /// of its last value; where it was reached through an alias, the range of the alias's target. An empty value has
    /// an empty span just behind its key's colon or its dash.
    pub fn span(self) -> Span {
        let cell = self.cell();
        if cell.is_collection() {
            let start = cell.start as usize;
            return span(start, extent::end(self.document, self.id.0));
        }
        cell.span()
    }

    /// Where the alias (`*name`) stands through which this node came, if it did: the innermost one.
    pub fn alias(self) -> Option<Span> {
        self.document.arena.aliases(self.id.0).next().map(|alias| alias.span)
    }

    /// The key of this node, if it is a value of a mapping.
    pub fn key(self) -> Option<Node<'d>> {
        let before = self.at(self.id.0.checked_sub(1)?);
        before.cell().is_key().then_some(before)
    }

    /// The collection that holds this node.
    pub fn parent(self) -> Option<Node<'d>> {
        let document = self.document;
        let holders = document.holders.get_or_init(|| document.arena.holders());
        arena::parent(holders, self.id.0).map(|parent| self.at(parent))
    }

    /// Whether `other` is this node or inside it.
    pub fn contains(self, other: Node<'d>) -> bool {
        std::ptr::eq(self.document, other.document)
            && self.id <= other.id
            && other.id.0 < self.document.arena.past(self.id.0)
    }

    /// The value of an entry that counts; `None` for anything but a mapping. A null value is returned as a node.
    pub fn get(self, key: &str) -> Option<Node<'d>> {
        if self.kind() != Kind::Mapping {
            return None;
        }
        let fingerprint = fingerprint(key.as_bytes());
        let arena = &self.document.arena;
        let past = arena.past(self.id.0);
        let mut from = self.id.0 + 1;
        loop {
            let found = arena.find_key(from, past, fingerprint)?;
            if self.document.is_named(arena.cell(found), key) {
                return Some(self.at(found + 1));
            }
            from = arena.past(found + 1);
        }
    }

    /// The index past what a collection of this kind holds; 0 for all else.
    fn end_of(self, kind: Kind) -> u32 {
        if self.kind() == kind { self.document.arena.past(self.id.0) } else { 0 }
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

    /// The value of a scalar; `None` for collections. What `!!binary` holds is text as far as it is UTF-8, with U+FFFD
    /// for each byte that is not, as in Kubernetes' JSON.
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
    pub fn as_str(self) -> Option<Cow<'d, str>> {
        if self.kind() != Kind::String {
            return None;
        }
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

    /// Appends the node as JSON, byte for byte as Kubernetes' Go reader converts it (keys sorted, `<` as `\u003c`).
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
    pub fn name(&self) -> Cow<'d, str> {
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
        let arena = &self.node.document.arena;
        while self.next < self.end {
            let key = self.next;
            self.next = arena.past(key + 1);
            if !arena.cell(key).is_shadowed() {
                return Some(Entry { key: self.node.at(key), value: self.node.at(key + 1) });
            }
        }
        None
    }
}

impl<'d> Iterator for Items<'d> {
    type Item = Node<'d>;

    fn next(&mut self) -> Option<Node<'d>> {
        let arena = &self.node.document.arena;
        if self.next >= self.end {
            return None;
        }
        let item = self.next;
        self.next = arena.past(item);
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
