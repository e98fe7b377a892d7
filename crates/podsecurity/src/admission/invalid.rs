//! Values that the plugin refuses to take as configuration.

use std::fmt;

use manifest::Span;

use crate::go_quote::go_quote;

/// A field with a value that is not one of those allowed; prints as the API server's errors do
/// (`field.Invalid` of apimachinery).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Invalid {
    /// The field: `metadata.labels[pod-security.kubernetes.io/enforce]`.
    pub field: String,
    /// What stands there.
    pub value: String,
    /// What should: `must be one of privileged, baseline, restricted`.
    pub problem: String,
    /// Where it stands.
    pub span: Span,
}

impl fmt::Display for Invalid {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{}: Invalid value: {}: {}", self.field, go_quote(&self.value), self.problem)
    }
}
