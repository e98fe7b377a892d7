//! Cuts a stream into documents as kubectl does (`NewYAMLOrJSONDecoder` of k8s.io/apimachinery/pkg/util/yaml,
//! with the buffer of 4,096 bytes that cli-runtime asks for).

use std::ops::Range;
use std::sync::Arc;

use crate::document::{Json, Reading};
use crate::scan::{Fault, span};
use crate::{Document, Limits, Source, Span, SyntaxError};

/// How far kubectl looks for the `{` that makes a stream JSON, in bytes.
const SNIFF: usize = 4096;

/// Iterates over the documents of a source.
pub(crate) struct Documents(Chunks);

impl Documents {
    pub(crate) fn new(source: &Arc<Source>, limits: Limits) -> Documents {
        Documents(Chunks::new(source, limits))
    }
}

impl Iterator for Documents {
    type Item = Result<Document, SyntaxError>;

    fn next(&mut self) -> Option<Result<Document, SyntaxError>> {
        self.0.find_map(Chunk::parse)
    }
}

/// Splits a source as [`crate::documents_with`] does and leaves the parsing for later: chunks may be parsed
/// in any order and on any thread. (JSON has to be read to be split, and is.)
pub fn chunks(source: &Arc<Source>, limits: Limits) -> impl Iterator<Item = Chunk> + use<> {
    Chunks::new(source, limits)
}

/// The part of a source that one document stands in.
pub struct Chunk(State);

enum State {
    Unread { source: Arc<Source>, start: usize, end: usize, limits: Limits },
    Read(Result<Document, SyntaxError>),
}

impl Chunk {
    /// Parses it; `None` where the document is empty or null.
    pub fn parse(self) -> Option<Result<Document, SyntaxError>> {
        let read = match self.0 {
            State::Unread { source, start, end, limits } => {
                Document::read(&source, start, end, limits, Reading::Chunk)
            }
            State::Read(read) => read,
        };
        match read {
            Ok(document) if document.root().is_null() => None,
            other => Some(other),
        }
    }

    fn read(read: Result<Document, SyntaxError>) -> Chunk {
        Chunk(State::Read(read))
    }
}

/// Iterates over the chunks of a source.
struct Chunks {
    source: Arc<Source>,
    limits: Limits,
    at: usize,
    /// While the stream is read as JSON, how many documents it gave.
    json: Option<usize>,
}

impl Chunks {
    fn new(source: &Arc<Source>, limits: Limits) -> Chunks {
        // kubectl drops a byte order mark before it looks at the text.
        let at = if source.text().starts_with('\u{feff}') { 3 } else { 0 };
        let json = starts_with_brace(source.text().get(at..).unwrap_or_default()).then_some(0);
        Chunks { source: Arc::clone(source), limits, at, json }
    }

    fn next_json(&mut self, count: usize) -> Option<Chunk> {
        let source = Arc::clone(&self.source);
        let text = source.text();
        let start = crate::json::skip_blanks(text, self.at);
        if start >= text.len() {
            return None;
        }
        match Document::read_json(&self.source, start, self.limits) {
            Json::Document(document) => {
                self.at = document.span().end as usize;
                self.json = Some(count + 1);
                Some(Chunk::read(Ok(document)))
            }
            Json::Refused(error) => {
                self.at = error.document.end as usize;
                self.json = Some(count + 1);
                Some(Chunk::read(Err(error)))
            }
            Json::None(error) => {
                self.json = None;
                // kubectl takes the stream for YAML after all, unless it gave two JSON documents already.
                if count <= 1
                    && let Some(at) = yaml_start(text, self.at)
                {
                    self.at = at;
                    return self.next_yaml();
                }
                Some(Chunk::read(Err(self.lose(start, error))))
            }
        }
    }

    /// The rest up to the next separator cannot be read.
    fn lose(&mut self, start: usize, mut error: SyntaxError) -> SyntaxError {
        let text = self.source.text();
        let mut at =
            text.get(start..).and_then(|rest| rest.find('\n')).map_or(text.len(), |end| start + end + 1);
        while let Some(line) = line_at(text, at) {
            if is_separator(line) {
                break;
            }
            at += line.len();
        }
        self.at = at;
        error.document = span(start, at);
        error
    }

    fn next_yaml(&mut self) -> Option<Chunk> {
        let source = Arc::clone(&self.source);
        let text = source.text();
        let start = self.at;
        let mut wrong: Option<Span> = None;
        let end = loop {
            let Some((at, line)) = dashes(text, self.at) else { break text.len() };
            if !is_separator(line) {
                wrong.get_or_insert(span(at, at + line.trim_end().len()));
            } else if at > start && !is_preface(text, start..at, at + line.len()) {
                break at;
            }
            self.at = at + line.len();
        };
        if end == start {
            return None;
        }
        self.at = end;
        // A separator belongs to no document unless one begins with it.
        self.at += line_at(text, end).map_or(0, str::len);
        if let Some(span) = wrong {
            let message =
                "a line that starts with `---` separates documents; expected nothing or a comment behind it";
            let fault = Fault { span, message: message.into() };
            return Some(Chunk::read(Err(fault.in_document(start, end))));
        }
        Some(Chunk(State::Unread { source, start, end, limits: self.limits }))
    }
}

impl Iterator for Chunks {
    type Item = Chunk;

    fn next(&mut self) -> Option<Chunk> {
        match self.json {
            Some(count) => self.next_json(count),
            None => self.next_yaml(),
        }
    }
}

fn starts_with_brace(text: &str) -> bool {
    let head = text.char_indices().take_while(|(at, character)| at + character.len_utf8() <= SNIFF);
    let mut head = head.map(|(_, character)| character);
    head.find(|character| !character.is_whitespace()) == Some('{')
}

/// The line at an offset, with its line feed; `None` at the end of the text.
fn line_at(text: &str, at: usize) -> Option<&str> {
    let rest = text.get(at..).filter(|rest| !rest.is_empty())?;
    let length = memchr::memchr(b'\n', rest.as_bytes()).map_or(rest.len(), |end| end + 1);
    rest.get(..length)
}

/// The next line that starts with `---`, given the start of a line, and its offset.
fn dashes(text: &str, line: usize) -> Option<(usize, &str)> {
    let rest = text.as_bytes().get(line..)?;
    let at = match rest.starts_with(b"---") {
        true => line,
        false => line + memchr::memmem::find(rest, b"\n---")? + 1,
    };
    Some((at, line_at(text, at)?))
}

/// Whether a part of a text is comments and nothing else, above a document that reads the same with them. It is no
/// document of its own then, but belongs to that one, as people mean it.
fn is_preface(text: &str, part: Range<usize>, behind: usize) -> bool {
    // All that ends a line in YAML 1.1 ends a comment.
    let is_break = |letter| matches!(letter, '\n' | '\r' | '\u{85}' | '\u{2028}' | '\u{2029}');
    // `---#` separates for kubectl and is a word in YAML.
    let line = text.get(part.end..behind).and_then(|line| line.strip_prefix("---")).unwrap_or_default();
    if !line.is_empty() && !line.starts_with([' ', '\t', '\n', '\r']) {
        return false;
    }
    let Some(part) = text.get(part).filter(|part| part.contains('#')) else { return false };
    let mut lines = part.split(is_break).map(|line| line.trim_matches(' '));
    let is_remark = lines.all(|line| line.is_empty() || line.starts_with('#'));
    // Directives and ends of documents mean another thing behind a separator than at the start.
    let next = dashes(text, behind).map_or(text.len(), |(at, _)| at);
    let mut next = text.get(behind..next).unwrap_or_default().split(is_break);
    is_remark
        && !next.any(|line| line.starts_with('%') || line.starts_with("...") || line.starts_with('\u{feff}'))
}

fn is_separator(line: &str) -> bool {
    line.strip_prefix("---").is_some_and(|rest| {
        let rest = rest.trim();
        rest.is_empty() || rest.starts_with('#')
    })
}

/// Where kubectl goes on with YAML after JSON that it could not read: behind blanks, at most one line of
/// them; it gives up when fewer than 4 bytes are left.
fn yaml_start(text: &str, start: usize) -> Option<usize> {
    let mut at = start;
    loop {
        let rest = text.get(at..)?;
        if rest.len() < 4 {
            return None;
        }
        match rest.chars().next()? {
            '\n' => return Some(at + 1),
            char::REPLACEMENT_CHARACTER => return None,
            blank if blank.is_whitespace() => at += blank.len_utf8(),
            _ => return Some(at),
        }
    }
}
