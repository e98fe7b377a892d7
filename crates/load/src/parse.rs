//! Documents of one text, and what becomes of those that do not parse.

use std::sync::Arc;

use finding::{Incomplete, IncompleteReason, Location};
use manifest::{Chunk, Document, Limits, Node, Provenance, Source, Span, SyntaxError};
use model::Builder;
use rayon::prelude::*;

use crate::RequestError;
use crate::notes::Notes;
use crate::read::Text;
use crate::recognise::looks_like_kubernetes;

/// One input, read and parsed.
pub(crate) enum Parsed {
    /// The documents of a text, and the errors of those that are lost.
    Documents { source: Arc<Source>, documents: Vec<Arc<Document>>, errors: Vec<SyntaxError> },
    /// Nothing, and that is no failure.
    Aside(&'static str, String),
    /// It could not be read.
    Failed(Incomplete),
    /// A snapshot of a cluster, told by its content.
    Snapshot(String),
}

/// Parses what was read.
pub(crate) fn parse(text: Text, limits: Limits) -> Parsed {
    let source = match text {
        Text::Source(source) => source,
        Text::Aside(kind, example) => return Parsed::Aside(kind, example),
        Text::Failed(incomplete) => return Parsed::Failed(incomplete),
    };
    // A large file is parsed by all processors; the order is that of the text.
    let chunks: Vec<Chunk> = manifest::chunks(&source, limits).collect();
    let parsed: Vec<_> = chunks.into_par_iter().filter_map(Chunk::parse).collect();
    let mut documents = Vec::with_capacity(parsed.len());
    let mut errors = Vec::new();
    for result in parsed {
        match result {
            Ok(document) if is_snapshot(&document) => return Parsed::Snapshot(source.name().to_string()),
            Ok(document) => documents.push(Arc::new(document)),
            Err(error) => errors.push(error),
        }
    }
    Parsed::Documents { source, documents, errors }
}

fn is_snapshot(document: &Document) -> bool {
    let schema = document.root().get("schema").and_then(Node::as_str);
    schema.is_some_and(|schema| schema.starts_with("seawall.snapshot/"))
}

impl Parsed {
    /// Hands the documents to the Inventory and says what is missing.
    pub fn join(
        self,
        builder: &mut Builder,
        sources: &mut Vec<Arc<Source>>,
        incomplete: &mut Vec<Incomplete>,
        notes: &mut Notes,
    ) -> Result<(), RequestError> {
        let (source, documents, errors) = match self {
            Parsed::Documents { source, documents, errors } => (source, documents, errors),
            Parsed::Aside(kind, example) => {
                notes.add(kind, example);
                return Ok(());
            }
            Parsed::Failed(failure) => {
                incomplete.push(failure);
                return Ok(());
            }
            Parsed::Snapshot(name) => return Err(RequestError::Snapshot(name)),
        };
        let stdin_is_empty = &**source.name() == "-" && documents.is_empty() && errors.is_empty();
        if stdin_is_empty {
            let message =
                "standard input holds no document; did the command before the pipe fail?".to_owned();
            let file = Some(source.name().clone());
            incomplete.push(Incomplete {
                reason: IncompleteReason::Unreadable,
                location: None,
                file,
                message,
            });
            return Ok(());
        }

        let mut strangers = Vec::new();
        let mut objects = 0;
        for document in documents {
            let span = document.span();
            match builder.add(document) {
                0 => strangers.push(span),
                count => objects += count,
            }
        }
        // A tool's output is Kubernetes', and so is each document of a file with any that looks like it: a cut-off file
        // ends in a document that does not.
        let ours = objects > 0
            || matches!(source.provenance(), Provenance::Rendered(_))
            || errors.iter().any(|error| looks_like_kubernetes(source.slice(error.document)));
        if !ours {
            notes.add(Notes::SKIPPED_FILE, &**source.name());
            return Ok(());
        }
        for span in strangers {
            let line = source.position(span.start).line;
            notes.add(Notes::SKIPPED_DOCUMENT, format!("{}:{line}", source.name()));
        }
        incomplete.extend(errors.into_iter().map(|error| unparsed(&source, error)));
        sources.push(source);
        Ok(())
    }
}

fn unparsed(source: &Arc<Source>, error: SyntaxError) -> Incomplete {
    let text = source.slice(error.document);
    let hint = match source.provenance() {
        Provenance::File if text.contains("{{") => "; is it a template? scan what is rendered from it",
        _ => "",
    };
    Incomplete {
        reason: IncompleteReason::Unparsed,
        location: Some(location(source, error.span)),
        file: None,
        message: format!("{}{hint}", error.message),
    }
}

fn location(source: &Arc<Source>, span: Span) -> Location {
    match source.provenance() {
        Provenance::Rendered(_) => Location::Rendered { source: source.clone(), span },
        _ => Location::Source { source: source.clone(), span, alias: None },
    }
}
