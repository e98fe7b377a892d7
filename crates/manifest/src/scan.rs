//! Text to tokens, as Go's YAML 1.1 scanner cuts them: indentation becomes block starts and ends, and a token that turns
//! out to be a simple key gets its `Key` put before it once the `:` is found.
//!
//! All offsets are bytes from the start of the source. The columns that decide anything stand after spaces and
//! indicators only, so bytes serve as columns.

mod block;
mod classes;
mod directive;
mod flow;
mod line;

use std::collections::VecDeque;

use crate::{Span, Style};
pub(crate) use block::{Block, block_text};
use classes::is_blank;
pub(crate) use classes::{Bytes, forbidden};
pub(crate) use directive::{TagDirective, TagName};
pub(crate) use flow::{plain_text, quoted_text};
pub(crate) use line::LineKey;

/// What a token is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Token {
    StreamEnd,
    DocumentStart,
    DocumentEnd,
    /// `%YAML` with its version.
    Version(u8, u8),
    /// `%TAG`; the directive is in [`Scanner::directives`].
    TagDirective,
    BlockSequenceStart,
    BlockMappingStart,
    BlockEnd,
    FlowSequenceStart,
    FlowSequenceEnd,
    FlowMappingStart,
    FlowMappingEnd,
    BlockEntry,
    FlowEntry,
    Key,
    Value,
    Alias,
    Anchor,
    /// A tag; the name is in [`Scanner::tags`], oldest first.
    Tag,
    Scalar(ScalarForm),
}

/// How a scalar is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct ScalarForm {
    pub(crate) style: Style,
    /// The text between the quotes, if any, is the value.
    pub(crate) verbatim: bool,
    /// For block scalars, the column of the content.
    pub(crate) indent: u32,
}

/// A token and where it stands.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Placed {
    pub(crate) token: Token,
    pub(crate) span: Span,
}

/// A place where the text is not YAML.
#[derive(Debug)]
pub(crate) struct Fault {
    pub(crate) span: Span,
    pub(crate) message: String,
}

/// The result of a step that may find that the text is not YAML.
pub(crate) type Scan<T> = Result<T, Fault>;

pub(crate) fn fault<T>(span: Span, message: impl Into<String>) -> Scan<T> {
    Err(Fault { span, message: message.into() })
}

/// A token that may turn out to be a key without `?`.
#[derive(Clone, Copy, Default)]
struct SimpleKey {
    possible: bool,
    /// The block mapping cannot go on with anything but this key.
    required: bool,
    /// Whether tokens are held back until it is known whether this is a key.
    awaited: bool,
    token: usize,
    at: usize,
    line: usize,
}

impl SimpleKey {
    fn awaits(&self, token: usize) -> bool {
        self.possible && self.awaited && self.token == token
    }
}

/// How far a key may stand before its `:`, in characters (YAML 1.1, 9.1.3 and libyaml).
const SIMPLE_KEY_REACH: usize = 1024;

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

    /// Up to where Go's reader has looked at the text by now. It takes 512 bytes at a time, less those of a character that
    /// they end in, and always wants four characters to tell a token.
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

    fn head_may_be_key(&mut self) -> Scan<bool> {
        let taken = self.taken;
        let pending = self.keys.iter().rposition(|key| key.token < taken || key.awaits(taken));
        match pending {
            Some(index) if self.keys.get(index).is_some_and(|key| key.awaits(taken)) => {
                self.is_key_valid(index)
            }
            _ => Ok(false),
        }
    }

    /// Whether the `:` of a possible key may still come.
    fn is_key_valid(&mut self, index: usize) -> Scan<bool> {
        let (line, at) = (self.line, self.at);
        let Some(key) = self.keys.get_mut(index) else { return Ok(false) };
        if !key.possible {
            return Ok(false);
        }
        if key.line == line && !self.bytes.is_longer(key.at, at, SIMPLE_KEY_REACH) {
            return Ok(true);
        }
        if key.required {
            let key = *key;
            return Err(self.missing_colon(key));
        }
        key.possible = false;
        Ok(false)
    }

    fn missing_colon(&self, key: SimpleKey) -> Fault {
        let end = self.bytes.line_end(key.at);
        let message = if key.line == self.line && self.at > key.at + SIMPLE_KEY_REACH {
            "this key is longer than 1,024 characters; expected `:` before that"
        } else {
            "expected `:` after this key, on the same line"
        };
        Fault { span: span(key.at, end), message: message.into() }
    }

    fn fetch(&mut self) -> Scan<()> {
        self.skip_to_token();
        self.token = self.at;
        self.unroll(self.column());
        let (byte, next) = (self.bytes.at(self.at), self.bytes.at(self.at + 1));
        let blank_next = self.bytes.is_blank_or_end(self.at + 1);
        if self.bytes.is_end(self.at) {
            return self.fetch_end();
        }
        if self.at == self.line {
            if byte == b'%' {
                return self.fetch_directive();
            }
            if let Some(token) = self.document_indicator() {
                return self.fetch_document_indicator(token);
            }
        }
        let in_flow = self.flow > 0;
        match byte {
            b'[' => self.fetch_flow_start(Token::FlowSequenceStart),
            b'{' => self.fetch_flow_start(Token::FlowMappingStart),
            b']' => self.fetch_flow_end(Token::FlowSequenceEnd),
            b'}' => self.fetch_flow_end(Token::FlowMappingEnd),
            b',' => self.fetch_flow_entry(),
            b'-' if blank_next => self.fetch_block_entry(),
            b'?' if in_flow || blank_next => self.fetch_key(),
            b':' if in_flow || blank_next => self.fetch_value(),
            b'*' => self.fetch_name(Token::Alias),
            b'&' => self.fetch_name(Token::Anchor),
            b'!' => self.fetch_tag(),
            b'|' if !in_flow => self.fetch_block_scalar(Style::Literal),
            b'>' if !in_flow => self.fetch_block_scalar(Style::Folded),
            b'\'' | b'"' => self.fetch_quoted(),
            b'-' if !is_blank(next) => self.fetch_plain(),
            b'?' | b':' if !in_flow => self.fetch_plain(),
            b'-' | b'?' | b':' | b'#' | b'|' | b'>' | b'%' | b'@' | b'`' | b'\t' => self.cannot_start(byte),
            _ => self.fetch_plain(),
        }
    }

    fn cannot_start<T>(&self, byte: u8) -> Scan<T> {
        let message = match byte {
            b'\t' => {
                "a tab stands where a value or a key is expected; YAML allows only spaces to indent".into()
            }
            b'|' | b'>' => format!(
                "`{}` cannot start a block of text inside `[…]` or `{{…}}`; quote it",
                char::from(byte)
            ),
            _ => format!("`{}` cannot start a value; put the value in quotes", char::from(byte)),
        };
        fault(span(self.at, self.at + 1), message)
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

    /// Opens a block collection if the column is deeper than the current one; `number` is where its start goes.
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

    /// Notes that a key may start here.
    fn save_key(&mut self) -> Scan<()> {
        if !self.key_allowed {
            return Ok(());
        }
        self.remove_key()?;
        let key = SimpleKey {
            possible: true,
            awaited: true,
            required: self.flow == 0 && self.indent == self.column(),
            token: self.next_number(),
            at: self.at,
            line: self.line,
        };
        if let Some(last) = self.keys.last_mut() {
            *last = key;
        }
        Ok(())
    }

    fn remove_key(&mut self) -> Scan<()> {
        let Some(key) = self.keys.last_mut() else { return Ok(()) };
        if key.possible && key.required {
            let key = *key;
            return Err(self.missing_colon(key));
        }
        key.possible = false;
        Ok(())
    }

    fn fetch_end(&mut self) -> Scan<()> {
        if self.ended {
            self.push(Token::StreamEnd, self.at, self.at);
            return Ok(());
        }
        self.ended = true;
        if self.column() != 0 {
            self.line = self.at;
        }
        self.unroll(-1);
        self.remove_key()?;
        self.key_allowed = false;
        self.push(Token::StreamEnd, self.at, self.at);
        Ok(())
    }

    fn fetch_document_indicator(&mut self, token: Token) -> Scan<()> {
        self.unroll(-1);
        self.remove_key()?;
        self.key_allowed = false;
        self.indicator(token, 3);
        Ok(())
    }

    fn indicator(&mut self, token: Token, length: usize) {
        self.push(token, self.at, self.at + length);
        self.at += length;
    }

    fn fetch_flow_start(&mut self, token: Token) -> Scan<()> {
        self.save_key()?;
        self.keys.push(SimpleKey { token: self.next_number(), ..SimpleKey::default() });
        self.flow += 1;
        if self.flow > self.depth {
            return self.too_deep();
        }
        self.key_allowed = true;
        self.indicator(token, 1);
        Ok(())
    }

    fn fetch_flow_end(&mut self, token: Token) -> Scan<()> {
        self.remove_key()?;
        if self.flow > 0 {
            self.flow -= 1;
            let inner = self.keys.pop();
            // Go forgets about the collection as a key if nothing in it could be one: `[]: x` is `[]`.
            if let (Some(inner), Some(outer)) = (inner, self.keys.last_mut()) {
                outer.awaited &= outer.token != inner.token;
            }
        }
        self.key_allowed = false;
        self.indicator(token, 1);
        Ok(())
    }

    fn fetch_flow_entry(&mut self) -> Scan<()> {
        self.remove_key()?;
        self.key_allowed = true;
        self.indicator(Token::FlowEntry, 1);
        Ok(())
    }

    fn fetch_block_entry(&mut self) -> Scan<()> {
        if self.flow == 0 {
            if !self.key_allowed {
                return fault(
                    span(self.at, self.at + 1),
                    "a list item cannot start here; put `-` on a line of its own, or quote the value",
                );
            }
            self.roll(self.column(), self.next_number(), Token::BlockSequenceStart, self.at)?;
        }
        self.remove_key()?;
        self.key_allowed = true;
        self.indicator(Token::BlockEntry, 1);
        Ok(())
    }

    fn fetch_key(&mut self) -> Scan<()> {
        if self.flow == 0 {
            if !self.key_allowed {
                return fault(
                    span(self.at, self.at + 1),
                    "a key (`?`) cannot start here; put it on a line of its own",
                );
            }
            self.roll(self.column(), self.next_number(), Token::BlockMappingStart, self.at)?;
        }
        self.remove_key()?;
        self.key_allowed = self.flow == 0;
        self.indicator(Token::Key, 1);
        Ok(())
    }

    fn fetch_value(&mut self) -> Scan<()> {
        let last = self.keys.len().saturating_sub(1);
        if self.is_key_valid(last)?
            && let Some(key) = self.keys.get_mut(last)
        {
            key.possible = false;
            let key = *key;
            self.insert(key.token, Token::Key, key.at);
            self.roll(column(key.at - key.line), key.token, Token::BlockMappingStart, key.at)?;
            self.key_allowed = false;
        } else {
            if self.flow == 0 {
                if !self.key_allowed {
                    return fault(
                        span(self.at, self.at + 1),
                        "`:` cannot stand here; a value that contains `: ` must be in quotes",
                    );
                }
                self.roll(self.column(), self.next_number(), Token::BlockMappingStart, self.at)?;
            }
            self.key_allowed = self.flow == 0;
        }
        self.indicator(Token::Value, 1);
        Ok(())
    }

    /// `&name` or `*name`.
    fn fetch_name(&mut self, token: Token) -> Scan<()> {
        self.save_key()?;
        self.key_allowed = false;
        let start = self.at;
        let end = self.bytes.skip_while(start + 1, classes::is_word);
        let follows = self.bytes.is_blank_or_end(end)
            || matches!(self.bytes.at(end), b'?' | b':' | b',' | b']' | b'}' | b'%' | b'@' | b'`');
        if end == start + 1 || !follows {
            let what = if token == Token::Alias { "an alias (`*name`)" } else { "an anchor (`&name`)" };
            return fault(
                span(start, end + 1),
                format!("expected letters, digits, `-` or `_` and then a blank in the name of {what}"),
            );
        }
        self.at = end;
        self.push(token, start, end);
        Ok(())
    }

    fn fetch_scalar(&mut self, form: ScalarForm, start: usize, end: usize) {
        self.push(Token::Scalar(form), start, end);
    }
}

fn column(bytes: usize) -> i64 {
    i64::try_from(bytes).unwrap_or(i64::MAX)
}

/// A span from two offsets in a source.
pub(crate) fn span(start: usize, end: usize) -> Span {
    let short = |offset| u32::try_from(offset).unwrap_or(u32::MAX);
    Span { start: short(start), end: short(end) }
}
