//! The one reader of YAML and JSON.
//!
//! A [`Source`] is the text of one file. [`documents`] splits it as kubectl does and parses each part into a
//! [`Document`]: an arena of nodes with byte spans over the source, in document order. Aliases and merge keys
//! are expanded while parsing (within Go's own limits), so that every node has exactly one place in one tree;
//! where a node was reached through an alias is kept beside it ([`Node::alias`]). Scalars are resolved when
//! asked for, by the rules of the Go YAML reader that Kubernetes uses; every error is found while parsing.
//!
//! Where it does not follow `sigs.k8s.io/yaml` and kubectl:
//! - Collections nest [`Limits::depth`] deep at most; Go stops at 10,000.
//! - Bytes that are not UTF-8 make an error of their document; kubectl puts U+FFFD in their place.
//! - Of two keys with one name that Go takes for different (`1` and `"1"`) the last counts; Go lets chance
//!   decide.
//! - A byte order mark that is not the first character is a character; behind it Go's scanner may lose the
//!   first character of a line, depending on how its buffer was filled.
//! - Half a character at the very end of a text is an error; Go does not see it behind the end of the first
//!   document.
#![deny(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::string_slice
)]

mod arena;
mod build;
mod comment;
mod document;
pub mod edit;
mod encoding;
mod extent;
mod fields;
mod json;
mod node;
mod number;
mod parse;
mod resolve;
mod scalar;
mod scan;
mod source;
mod split;
mod timestamp;
mod write;

pub use document::{Document, DuplicateKey, SyntaxError, documents, documents_with};
pub use fields::{FieldNames, Fields, Named};
pub use node::{Entries, Entry, Items, Kind, Node, NodeId, Scalar, Style};
pub use source::{Limits, Position, Provenance, Source, SourceError, Span, Step, StepRole};
pub use split::{Chunk, chunks};
