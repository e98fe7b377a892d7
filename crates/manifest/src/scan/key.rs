//! Keys without `?`: known to be keys only when their `:` is found.

use super::{Fault, Scan, Scanner, span};

/// A token that may turn out to be a key without `?`.
#[derive(Clone, Copy, Default)]
pub(super) struct SimpleKey {
    pub(super) possible: bool,
    /// The block mapping cannot go on with anything but this key.
    pub(super) required: bool,
    /// Whether tokens are held back until it is known whether this is a key.
    pub(super) awaited: bool,
    pub(super) token: usize,
    pub(super) at: usize,
    pub(super) line: usize,
}

impl SimpleKey {
    fn awaits(&self, token: usize) -> bool {
        self.possible && self.awaited && self.token == token
    }
}

/// How far a key may stand before its `:`, in characters (YAML 1.1, 9.1.3 and libyaml).
pub(super) const SIMPLE_KEY_REACH: usize = 1024;

impl Scanner<'_> {
    pub(super) fn head_may_be_key(&mut self) -> Scan<bool> {
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
    pub(super) fn is_key_valid(&mut self, index: usize) -> Scan<bool> {
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

    /// Notes that a key may start here.
    pub(super) fn save_key(&mut self) -> Scan<()> {
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

    pub(super) fn remove_key(&mut self) -> Scan<()> {
        let Some(key) = self.keys.last_mut() else { return Ok(()) };
        if key.possible && key.required {
            let key = *key;
            return Err(self.missing_colon(key));
        }
        key.possible = false;
        Ok(())
    }
}
