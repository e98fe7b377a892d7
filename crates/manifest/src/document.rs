//! Documents: parts of a source, parsed.

use std::sync::{Arc, OnceLock};

use crate::arena::{self, Arena, Cell, Holder};
use crate::build::Builder;
use crate::parse::Parser;
use crate::resolve::Tag;
use crate::scalar::Context;
use crate::scan::{Fault, Scan, Scanner, forbidden, span};
use crate::split::Documents;
use crate::{Limits, Node, NodeId, Source, Span, Style};
use crate::{comment, json};

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

/// Bytes that a processor fetches at once.
const CACHE_LINE: usize = 64;

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

/// A key that stands twice in one mapping, or overrides one that was merged in (`<<`): the last wins, and the
/// strict API server refuses it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct DuplicateKey {
    /// The key that does not count.
    pub overridden: Span,
    /// The key that does.
    pub key: Span,
    /// The value that counts.
    pub value: NodeId,
}

/// Splits a source as kubectl does and parses each document; an error never ends the iteration. Documents
/// that are empty or null are left out.
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
    /// Parses a whole source as one YAML document, without splitting it; what stands behind its first
    /// document is ignored. A source with nothing in it is null.
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

    /// The collection that holds a node.
    pub(crate) fn holder_of(&self, node: NodeId) -> Option<NodeId> {
        let holders = self.holders.get_or_init(|| self.arena.holders());
        arena::parent(holders, node.0).map(NodeId)
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

    /// Goes over the text and the nodes once, from front to back, so that the processor has them at hand: who judges a
    /// document jumps about in it, and many documents may have been read since.
    pub fn recall(&self) {
        let text = self.source.slice(self.span).as_bytes();
        let lines = text.iter().step_by(CACHE_LINE).fold(0, |all, byte| all ^ byte);
        std::hint::black_box((lines, self.arena.sum(CACHE_LINE)));
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

    /// Keys that only lenient readers accept, in document order; empty where the strict API server finds
    /// none.
    pub fn duplicates(&self) -> &[DuplicateKey] {
        &self.duplicates
    }

    /// The spans of all comments, each from its `#` to the end of the line.
    pub fn comments(&self) -> &[Span] {
        &self.comments
    }

    /// The bytes that a comment on a line of its own speaks of: the entry (key and value) or the item (with
    /// its dash) that begins on the next lines; the whole document for a comment above its first key. `None`
    /// for a comment behind something, and for one below which its own block ends.
    pub fn below(&self, comment: Span) -> Option<Span> {
        comment::below(self, comment)
    }
}

/// What reading gave, unless a character that YAML does not allow, or a byte that is none, comes before that.
/// Go's reader does not see what is wrong far behind the end of the first document, so neither is it wrong
/// here.
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
