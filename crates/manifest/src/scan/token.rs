//! Tokens, and what is said where there is none.

use crate::{Span, Style};

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

/// A span from two offsets in a source.
pub(crate) fn span(start: usize, end: usize) -> Span {
    let short = |offset| u32::try_from(offset).unwrap_or(u32::MAX);
    Span { start: short(start), end: short(end) }
}
