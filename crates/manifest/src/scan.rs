//! Text to tokens, as Go's YAML 1.1 scanner cuts them: indentation becomes block starts and ends, and a token
//! that turns out to be a simple key gets its `Key` put before it once the `:` is found.
//!
//! All offsets are bytes from the start of the source. The columns that decide anything stand after spaces
//! and indicators only, so bytes serve as columns.

mod block;
mod classes;
mod directive;
mod fetch;
mod flow;
mod key;
mod line;
mod token;

use std::collections::VecDeque;

use crate::Span;
pub(crate) use block::{Block, block_text};
pub(crate) use classes::{Bytes, forbidden};
pub(crate) use directive::{TagDirective, TagName};
pub(crate) use flow::{plain_text, quoted_text};
use key::SimpleKey;
pub(crate) use line::LineKey;
pub(crate) use token::{Fault, Placed, ScalarForm, Scan, Token, fault, span};

/// Cuts a text into tokens.
pub(crate) struct Scanner<'s> {
    bytes: Bytes<'s>,
    at: usize,
    /// Where the current line starts.
    line: usize,
    indent: i64,
    indents: Vec<i64>,
    flow: usize,
    depth: usize,
    /// Whether a key without `?`, or a dash, may stand here.
    key_allowed: bool,
    keys: Vec<SimpleKey>,
    queue: VecDeque<Placed>,
    taken: usize,
    /// Where the last token was looked for.
    token: usize,
    ended: bool,
    pub(crate) tags: VecDeque<TagName>,
    pub(crate) directives: VecDeque<TagDirective>,
    pub(crate) comments: Vec<Span>,
}

impl<'s> Scanner<'s> {
    /// Starts at `start`; `bytes` end where the document does; nesting deeper than `depth` is an error.
    pub(crate) fn new(bytes: Bytes<'s>, start: usize, depth: usize) -> Scanner<'s> {
        let mut scanner = Scanner {
            bytes,
            at: start,
            line: start,
            indent: -1,
            indents: Vec::with_capacity(16),
            flow: 0,
            depth,
            key_allowed: true,
            keys: vec![SimpleKey::default()],
            queue: VecDeque::new(),
            taken: 0,
            token: start,
            ended: false,
            tags: VecDeque::new(),
            directives: VecDeque::new(),
            comments: Vec::new(),
        };
        if scanner.bytes.starts_with(start, "\u{feff}") {
            scanner.at += 3;
            scanner.line = scanner.at;
        }
        scanner
    }

    /// The next token.
    pub(crate) fn peek(&mut self) -> Scan<Placed> {
        loop {
            if self.queue.is_empty() || self.head_may_be_key()? {
                self.fetch()?;
            } else if let Some(placed) = self.queue.front() {
                return Ok(*placed);
            }
        }
    }

    /// Up to where Go's reader has looked at the text by now. It takes 512 bytes at a time, less those of a
    /// character that they end in, and always wants four characters to tell a token.
    pub(crate) fn seen(&self, start: usize) -> usize {
        const BLOCK: usize = 512;
        let mut wanted = self.token;
        for _ in 0..3 {
            wanted += self.bytes.character_length(wanted);
        }
        let wanted = wanted.max(self.at);
        let mut end = start + BLOCK;
        while end <= wanted {
            end += BLOCK - self.bytes.unfinished(end);
        }
        end - self.bytes.unfinished(end)
    }

    /// Goes behind the token that [`peek`](Self::peek) gave.
    pub(crate) fn skip(&mut self) {
        self.queue.pop_front();
        self.taken += 1;
    }

    /// Goes over blanks, comments and line ends.
    fn skip_to_token(&mut self) {
        loop {
            while self.bytes.at(self.at) == b' '
                || (self.bytes.at(self.at) == b'\t' && (self.flow > 0 || !self.key_allowed))
            {
                self.at += 1;
            }
            if self.bytes.at(self.at) == b'#' {
                self.comment();
            }
            let length = self.bytes.break_length(self.at);
            if length == 0 {
                return;
            }
            self.next_line(length);
            if self.flow == 0 {
                self.key_allowed = true;
            }
        }
    }

    fn comment(&mut self) {
        let end = self.bytes.line_end(self.at);
        self.comments.push(span(self.at, end));
        self.at = end;
    }

    fn next_line(&mut self, length: usize) {
        self.at += length;
        self.line = self.at;
    }

    fn column(&self) -> i64 {
        column(self.at - self.line)
    }

    /// `---` or `...` at the start of a line, before a blank.
    fn document_indicator(&self) -> Option<Token> {
        if !self.bytes.is_blank_or_end(self.at + 3) {
            None
        } else if self.bytes.starts_with(self.at, "---") {
            Some(Token::DocumentStart)
        } else if self.bytes.starts_with(self.at, "...") {
            Some(Token::DocumentEnd)
        } else {
            None
        }
    }

    fn push(&mut self, token: Token, start: usize, end: usize) {
        self.queue.push_back(Placed { token, span: span(start, end) });
    }

    fn insert(&mut self, number: usize, token: Token, at: usize) {
        let placed = Placed { token, span: span(at, at) };
        match number.checked_sub(self.taken) {
            Some(index) if index < self.queue.len() => self.queue.insert(index, placed),
            _ => self.queue.push_back(placed),
        }
    }

    /// The number that the next token will have.
    fn next_number(&self) -> usize {
        self.taken + self.queue.len()
    }

    /// Opens a block collection if the column is deeper than the current one; `number` is where its start
    /// goes.
    fn roll(&mut self, column: i64, number: usize, token: Token, at: usize) -> Scan<()> {
        if self.flow > 0 || self.indent >= column {
            return Ok(());
        }
        self.indents.push(self.indent);
        self.indent = column;
        if self.indents.len() > self.depth {
            return self.too_deep();
        }
        self.insert(number, token, at);
        Ok(())
    }

    fn too_deep<T>(&self) -> Scan<T> {
        let message = format!("nested deeper than {} levels", self.depth);
        fault(span(self.at, self.at + 1), message)
    }

    /// Closes the block collections that are deeper than the column.
    fn unroll(&mut self, column: i64) {
        if self.flow > 0 {
            return;
        }
        while self.indent > column {
            self.push(Token::BlockEnd, self.at, self.at);
            self.indent = self.indents.pop().unwrap_or(-1);
        }
    }
}

fn column(bytes: usize) -> i64 {
    i64::try_from(bytes).unwrap_or(i64::MAX)
}
