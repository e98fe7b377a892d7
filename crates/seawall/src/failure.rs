//! Why a command gives no answer: exit code 2, one sentence on stderr.

/// The exit code of wrong usage and configuration.
pub(crate) const USAGE: u8 = 2;

/// A sentence that says what is wrong and what to do.
#[derive(Debug)]
pub(crate) struct Failure(String);

impl Failure {
    /// Makes one of a sentence.
    pub fn new(message: impl Into<String>) -> Failure {
        Failure(message.into())
    }
}

impl std::fmt::Display for Failure {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.write_str(&self.0)
    }
}

impl From<load::RequestError> for Failure {
    fn from(error: load::RequestError) -> Failure {
        Failure(error.to_string())
    }
}

impl From<load::WriteError> for Failure {
    fn from(error: load::WriteError) -> Failure {
        Failure(error.to_string())
    }
}
