//! The text of one file, and places in it.

use std::sync::{Arc, OnceLock};

use crate::encoding::{self, Decoded};

/// A range of bytes in a source: from 0, end exclusive.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Span {
    /// First byte.
    pub start: u32,
    /// One past the last byte.
    pub end: u32,
}

/// A place in a source as people and SARIF name it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Position {
    /// Byte offset, from 0.
    pub byte: u32,
    /// Line, from 1.
    pub line: u32,
    /// Column, from 1, counted in Unicode scalar values.
    pub column: u32,
}

/// What hostile input may cost before it becomes an error.
#[derive(Clone, Copy, Debug)]
pub struct Limits {
    /// Largest source in bytes.
    pub bytes: usize,
    /// Deepest nesting of collections.
    pub depth: usize,
}

/// What one step of a rendering contributed to a range of bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum StepRole {
    /// A template of a chart.
    Template,
    /// A values file.
    Values,
    /// A base of a kustomization.
    Base,
    /// A patch of a kustomization.
    Patch,
    /// A generator of a kustomization.
    Generator,
}

/// One step of the way by which a rendered range came about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Step {
    /// What the step is.
    pub role: StepRole,
    /// The file, as the user would name it.
    pub file: Arc<str>,
    /// The range in that file, where known.
    pub span: Option<Span>,
    /// The expression of the template, where known.
    pub expression: Option<Arc<str>>,
    /// The path in the values, where known.
    pub values_path: Option<Arc<str>>,
    /// Whether a second rendering has shown that this step decides the range.
    pub shown: bool,
}

/// Where the text of a source comes from; decides the kind of its locations.
#[derive(Clone, Debug, Default)]
pub enum Provenance {
    /// Read from a file or standard input; the user owns the bytes.
    #[default]
    File,
    /// Rendered by a tool: for ranges of the output (sorted, not overlapping) the steps that made them.
    Rendered(Vec<(Span, Arc<[Step]>)>),
    /// Read from a live cluster: objects have no range that a user could open.
    Live,
}

/// The text of one file, archive member, rendered output or API response.
#[derive(Debug)]
pub struct Source {
    name: Arc<str>,
    text: String,
    /// Offsets of bytes that were not UTF-8; in `text` each is a `?`, so that offsets stay true.
    invalid: Vec<u32>,
    provenance: Provenance,
    lines: OnceLock<Vec<u32>>,
}

/// Why bytes cannot be a source at all.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SourceError {
    /// Larger than [`Limits::bytes`].
    TooLarge {
        /// Size of the input in bytes.
        bytes: usize,
        /// The limit in bytes.
        limit: usize,
    },
}

impl Default for Limits {
    /// 512 MiB, 1,000 levels.
    fn default() -> Self {
        Limits { bytes: 512 << 20, depth: 1_000 }
    }
}

impl Source {
    /// Takes the bytes of a file the user owns. A UTF-16 file with a byte order mark is decoded (offsets are
    /// then those of the decoded text); bytes that are not UTF-8 make an error of the document they stand in,
    /// later.
    pub fn new(name: impl Into<Arc<str>>, bytes: Vec<u8>, limits: Limits) -> Result<Source, SourceError> {
        Source::with_provenance(name, bytes, Provenance::File, limits)
    }

    /// The same for text that was rendered or read from a cluster.
    pub fn with_provenance(
        name: impl Into<Arc<str>>,
        bytes: Vec<u8>,
        provenance: Provenance,
        limits: Limits,
    ) -> Result<Source, SourceError> {
        let limit = limits.bytes.min(LARGEST);
        if bytes.len() > limit {
            return Err(SourceError::TooLarge { bytes: bytes.len(), limit });
        }
        let Decoded { text, invalid } = encoding::decode(bytes);
        if text.len() > LARGEST {
            return Err(SourceError::TooLarge { bytes: text.len(), limit });
        }
        Ok(Source { name: name.into(), text, invalid, provenance, lines: OnceLock::new() })
    }

    /// The name, as given by the user, `/`-separated; `-` for standard input.
    pub fn name(&self) -> &Arc<str> {
        &self.name
    }

    /// The text. Byte order marks are part of it.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Offsets of bytes that were not UTF-8.
    pub fn invalid(&self) -> &[u32] {
        &self.invalid
    }

    /// Where the text comes from.
    pub fn provenance(&self) -> &Provenance {
        &self.provenance
    }

    /// The text of a span; empty where the span is not on character boundaries of the text.
    pub fn slice(&self, span: Span) -> &str {
        self.text.get(span.start as usize..span.end as usize).unwrap_or_default()
    }

    /// Line and column of a byte. Line ends are LF, CRLF or CR. A byte inside a character counts as its
    /// start, one past the end as the end.
    pub fn position(&self, byte: u32) -> Position {
        let byte = byte.min(offset(self.text.len()));
        let lines = self.lines();
        let line = lines.partition_point(|start| *start <= byte).max(1);
        let start = lines.get(line - 1).copied().unwrap_or_default();
        let before = self.text.as_bytes().get(start as usize..byte as usize).unwrap_or_default();
        let inside = !self.text.is_char_boundary(byte as usize);
        let characters = before.iter().filter(|byte| !is_continuation(**byte)).count() - usize::from(inside);
        Position { byte, line: offset(line), column: offset(characters + 1) }
    }

    /// The span of a line (from 1) without its line end; empty past the last.
    pub fn line(&self, line: u32) -> Span {
        let lines = self.lines();
        let end = offset(self.text.len());
        let Some(index) = (line as usize).checked_sub(1) else { return Span::default() };
        let Some(&start) = lines.get(index) else { return Span { start: end, end } };
        let next = lines.get(index + 1).copied().unwrap_or(end);
        let text = self.slice(Span { start, end: next });
        let text = text.strip_suffix('\n').unwrap_or(text);
        let text = text.strip_suffix('\r').unwrap_or(text);
        Span { start, end: start + offset(text.len()) }
    }

    /// The offsets at which lines start, found once.
    fn lines(&self) -> &[u32] {
        self.lines.get_or_init(|| {
            let bytes = self.text.as_bytes();
            let ends = || {
                memchr::memchr2_iter(b'\n', b'\r', bytes)
                    .filter(|end| bytes.get(*end) == Some(&b'\n') || bytes.get(end + 1) != Some(&b'\n'))
            };
            // Counted first, as they are many and stay.
            let mut lines = Vec::with_capacity(ends().count() + 1);
            lines.push(0);
            lines.extend(ends().map(|end| offset(end + 1)));
            lines
        })
    }
}

/// Spans are `u32`; [`Source::with_provenance`] refuses longer texts.
const LARGEST: usize = u32::MAX as usize - 1;

fn offset(length: usize) -> u32 {
    u32::try_from(length).unwrap_or(u32::MAX)
}

fn is_continuation(byte: u8) -> bool {
    byte & 0xC0 == 0x80
}
