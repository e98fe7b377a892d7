//! Messages whose arguments are kept apart, since fingerprints are made of them.

/// A sentence, and the values that stand in it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Message {
    /// The whole sentence.
    pub text: String,
    /// The values, in order; never a secret.
    pub arguments: Vec<String>,
}

impl Message {
    /// A sentence without arguments.
    pub fn fixed(text: &str) -> Message {
        Message { text: text.to_owned(), arguments: Vec::new() }
    }
}

/// Formats a [`Message`] and keeps its arguments: `message!("container `{}` is privileged", name)`.
#[macro_export]
macro_rules! message {
    ($format:literal $(, $argument:expr)* $(,)?) => {
        $crate::Message {
            text: format!($format $(, $argument)*),
            arguments: vec![$(($argument).to_string()),*],
        }
    };
}
