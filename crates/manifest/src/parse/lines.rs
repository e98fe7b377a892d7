//! The lines that most manifests are made of (`key: value`, `key:`, `- item`), read without tokens. Each step
//! leaves scanner, parser and builder as the tokens of the same text would, so that these can take over at
//! any line.

use super::{Parser, State};
use crate::arena::Cell;
use crate::build::Properties;
use crate::resolve::Tag;
use crate::scan::{LineKey, Scan, span};
use crate::{Kind, Style};

impl Parser<'_> {
    /// Starts the document if it is a mapping whose first key is on a line as most are; gives whether it did.
    pub(super) fn first_line(&mut self) -> Scan<bool> {
        let start = self.scanner.line_start();
        match start.and_then(|(at, _)| self.scanner.line_key(at)) {
            Some(key) => self.mapping_of(key).map(|()| true),
            None => Ok(false),
        }
    }

    /// Reads lines while they are such; gives whether there was one.
    pub(super) fn lines(&mut self) -> Scan<bool> {
        let mut any = false;
        while self.line()? {
            any = true;
        }
        Ok(any)
    }

    fn line(&mut self) -> Scan<bool> {
        if !self.scanner.is_between_tokens() {
            return Ok(false);
        }
        let Some((at, column)) = self.scanner.line_start() else { return self.end_of_text() };
        let is_dash = self.scanner.is_dash(at);
        loop {
            let indent = self.scanner.indent();
            match self.states.last() {
                Some(State::IndentlessItem) if indent != column || !is_dash => {}
                Some(State::BlockKey | State::BlockItem) if indent > column => self.scanner.rise(),
                Some(State::BlockKey) if indent == column => return self.entry(at),
                Some(State::BlockItem | State::IndentlessItem) if indent == column && is_dash => {
                    return self.item(at);
                }
                _ => return Ok(false),
            }
            self.states.pop();
            self.builder.close(None)?;
        }
    }

    /// At the end of the text all collections end.
    fn end_of_text(&mut self) -> Scan<bool> {
        if !self.scanner.is_at_end() || self.states.contains(&State::BlockValue) {
            return Ok(false);
        }
        let any = !self.states.is_empty();
        while self.states.pop().is_some() {
            self.builder.close(None)?;
        }
        self.scanner.end();
        Ok(any)
    }

    fn entry(&mut self, at: usize) -> Scan<bool> {
        match self.scanner.line_key(at) {
            Some(key) => self.entry_of(key).map(|()| true),
            None => Ok(false),
        }
    }

    /// An entry of the current mapping, and the first ones of the mappings that start in it; the scanner is
    /// at its key.
    fn entry_of(&mut self, mut key: LineKey) -> Scan<()> {
        loop {
            let cell = Cell::scalar(span(key.start, key.end), key.style, Tag::None).verbatim(true);
            self.builder.line_scalar(cell)?;
            self.end = span(key.value, key.value).end;
            let at = self.scanner.skip_spaces(key.value);
            if !self.scanner.ends_line(at) {
                if self.scalar_on_line(at)? {
                    return Ok(());
                }
                self.scanner.go_on(key.value);
                return self.block_key_or_value();
            }
            self.scanner.go_on(at);
            match self.value_below()? {
                Some(first) => key = first,
                None => return Ok(()),
            }
        }
    }

    /// The value of a key behind which its line ends. If it is a mapping, that is opened, and its first key
    /// given.
    fn value_below(&mut self) -> Scan<Option<LineKey>> {
        let Some((at, column)) = self.scanner.line_start() else { return self.nothing().map(|()| None) };
        let indent = self.scanner.indent();
        if self.scanner.is_dash(at) && column >= indent {
            let state = if column == indent { State::IndentlessItem } else { State::BlockItem };
            if column > indent {
                self.scanner.deepen(at)?;
            }
            let start = span(at, at).start;
            return self
                .open(Kind::Sequence, Style::Block, start, Properties::default(), state)
                .map(|()| None);
        }
        match self.scanner.line_key(at) {
            Some(key) if column > indent => self.open_mapping(key).map(|()| Some(key)),
            None if column >= indent => self.block_key_or_value().map(|()| None),
            _ => self.nothing().map(|()| None),
        }
    }

    /// Opens a mapping that starts with a key at the scanner's place.
    fn open_mapping(&mut self, key: LineKey) -> Scan<()> {
        self.scanner.deepen(key.start)?;
        let start = span(key.start, key.end).start;
        self.open(Kind::Mapping, Style::Block, start, Properties::default(), State::BlockKey)
    }

    /// A mapping that starts with a key at the scanner's place, and its first entry.
    fn mapping_of(&mut self, key: LineKey) -> Scan<()> {
        self.open_mapping(key)?;
        self.entry_of(key)
    }

    /// An item of the current sequence; the scanner is at its dash.
    fn item(&mut self, dash: usize) -> Scan<bool> {
        let at = self.scanner.skip_spaces(dash + 1);
        if self.scanner.ends_line(at) {
            return Ok(false);
        }
        if self.scanner.is_dash(at) {
            self.scanner.go_to_token(at);
            self.scanner.deepen(at)?;
            let start = span(at, at).start;
            self.open(Kind::Sequence, Style::Block, start, Properties::default(), State::BlockItem)?;
            return Ok(true);
        }
        if let Some(key) = self.scanner.line_key(at) {
            self.scanner.go_to_token(at);
            return self.mapping_of(key).map(|()| true);
        }
        let quote = self.scanner.byte(at);
        if quote == b'"' || quote == b'\'' {
            let Some(end) = self.scanner.quoted_line(at, quote) else { return Ok(false) };
            if !self.scanner.ends_line(self.scanner.skip_spaces(end)) {
                return Ok(false);
            }
        } else if quote == b'|' || quote == b'>' {
            return Ok(false);
        }
        self.scalar_on_line(at)
    }

    /// A list of simple scalars in brackets.
    fn flow_on_line(&mut self, start: usize) -> Scan<bool> {
        let Some(end) = self.scanner.flow_line(start) else { return Ok(false) };
        self.builder.open(Kind::Sequence, Style::Flow, span(start, end).start, Properties::default())?;
        let mut at = self.scanner.skip_spaces(start + 1);
        while let Some(end) = self.scanner.flow_item(at) {
            let style = match self.scanner.byte(at) {
                b'"' => Style::DoubleQuoted,
                b'\'' => Style::SingleQuoted,
                _ => Style::Plain,
            };
            self.builder.line_scalar(Cell::scalar(span(at, end), style, Tag::None).verbatim(true))?;
            at = self.scanner.skip_spaces(self.scanner.skip_spaces(end) + 1);
        }
        self.end = span(end, end).end;
        self.scanner.go_on(end);
        self.builder.close(Some(self.end)).map(|()| true)
    }

    /// A scalar that starts on the current line; false if it is none that can be read here.
    fn scalar_on_line(&mut self, at: usize) -> Scan<bool> {
        let cell = match self.scanner.byte(at) {
            b'[' => return self.flow_on_line(at),
            b'"' | b'\'' => {
                let (form, end) = self.scanner.quoted_scalar(at)?;
                Cell::scalar(span(at, end), form.style, Tag::None).verbatim(form.verbatim)
            }
            byte @ (b'|' | b'>') => {
                let style = if byte == b'|' { Style::Literal } else { Style::Folded };
                let (form, end) = self.scanner.block_scalar(at, style)?;
                Cell::scalar(span(at, end), style, Tag::None).indented(form.indent)
            }
            _ => match self.scanner.plain_line(at) {
                Some(end) => Cell::scalar(span(at, end), Style::Plain, Tag::None).verbatim(true),
                None => return Ok(false),
            },
        };
        self.end = cell.span().end;
        self.builder.line_scalar(cell)?;
        Ok(true)
    }
}
