//! One token more: what the next characters are.

use super::classes::{self, is_blank};
use super::key::SimpleKey;
use super::{Scan, Scanner, Token, column, fault, span};
use crate::Style;

impl Scanner<'_> {
    pub(super) fn fetch(&mut self) -> Scan<()> {
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
}
