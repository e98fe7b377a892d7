//! Documents of one text.

use std::sync::Arc;

use finding::Incomplete;
use manifest::{Chunk, Limits, Node, Source, Span, SyntaxError};
use model::Draft;
use rayon::prelude::*;

use crate::read::Text;

/// One input, read and parsed.
pub(crate) enum Parsed {
    /// The parts of a text, in its order.
    Parts(Arc<Source>, Vec<Part>),
    /// Nothing, and that is no failure: the kind of note and the example.
    Aside(&'static str, String),
    /// It could not be read.
    Failed(Incomplete),
}

/// What one document of a text is.
pub(crate) enum Part {
    /// Objects of Kubernetes (none, for an empty list).
    Objects(Draft),
    /// Something else.
    Stranger(Span),
    /// A snapshot of a cluster, told by its content.
    Snapshot,
    /// It does not parse.
    Broken(SyntaxError),
}

/// Parses what was read. The documents of one text are parsed on all processors.
pub(crate) fn parse(text: Text, limits: Limits) -> Parsed {
    match text {
        Text::Source(source) => {
            let chunks: Vec<Chunk> = manifest::chunks(&source, limits).collect();
            let parts = chunks.into_par_iter().filter_map(part).collect();
            Parsed::Parts(source, parts)
        }
        Text::Aside(kind, example) => Parsed::Aside(kind, example),
        Text::Failed(incomplete) => Parsed::Failed(incomplete),
    }
}

fn part(chunk: Chunk) -> Option<Part> {
    let document = match chunk.parse()? {
        Ok(document) => Arc::new(document),
        Err(error) => return Some(Part::Broken(error)),
    };
    let schema = document.root().get("schema").and_then(Node::as_str);
    if schema.is_some_and(|schema| schema.starts_with("seawall.snapshot/")) {
        return Some(Part::Snapshot);
    }
    let span = document.span();
    Some(Draft::read(document).map_or(Part::Stranger(span), Part::Objects))
}
