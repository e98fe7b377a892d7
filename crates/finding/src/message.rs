//! Messages whose arguments are kept apart, since fingerprints are made of them.

use std::fmt::{Display, Write as _};

/// A sentence, and the values that stand in it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Message {
    /// The whole sentence.
    pub text: String,
    /// The values, in order; never a secret.
    pub arguments: Arguments,
}

/// The values in a message, joined by NUL, as fingerprints take them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Arguments {
    joined: String,
    count: usize,
}

impl Message {
    /// A sentence without arguments.
    pub fn fixed(text: &str) -> Message {
        Message { text: text.to_owned(), arguments: Arguments::default() }
    }
}

impl Arguments {
    /// The same with one more.
    #[must_use]
    pub fn with(mut self, argument: &dyn Display) -> Arguments {
        if self.count > 0 {
            self.joined.push('\0');
        }
        self.count += 1;
        // Writing to a string cannot fail.
        let _ = write!(self.joined, "{argument}");
        self
    }

    /// Each of them.
    pub fn iter(&self) -> impl Iterator<Item = &str> {
        self.joined.split('\0').take(self.count)
    }

    /// All of them, joined by NUL; `None` where there is none.
    pub(crate) fn joined(&self) -> Option<&str> {
        (self.count > 0).then_some(self.joined.as_str())
    }
}

/// Formats a [`Message`] and keeps its arguments: `message!("container `{}` is privileged", name)`.
#[macro_export]
macro_rules! message {
    ($format:literal $(, $argument:expr)* $(,)?) => {
        $crate::Message {
            text: format!($format $(, $argument)*),
            arguments: $crate::Arguments::default()$(.with(&$argument))*,
        }
    };
}
