//! What all inputs give together, in their order.

use std::sync::Arc;

use finding::{Incomplete, IncompleteReason, Location};
use manifest::{Provenance, Source, Span, SyntaxError};
use model::Builder;

use crate::notes::Notes;
use crate::parse::{Parsed, Part};
use crate::recognise::looks_like_kubernetes;
use crate::{Loaded, RequestError};

/// What was gathered so far.
pub(crate) struct Gathering {
    builder: Builder,
    incomplete: Vec<Incomplete>,
    notes: Notes,
    sources: Vec<Arc<Source>>,
}

impl Gathering {
    /// Begins with what was said before anything was read.
    pub fn new(builder: Builder, incomplete: Vec<Incomplete>, notes: Notes) -> Gathering {
        Gathering { builder, incomplete, notes, sources: Vec::new() }
    }

    /// Takes the next input.
    pub fn take(&mut self, parsed: Parsed) -> Result<(), RequestError> {
        match parsed {
            Parsed::Parts(source, parts) => self.parts(source, parts)?,
            Parsed::Aside(kind, example) => self.notes.add(kind, example),
            Parsed::Failed(failure) => self.incomplete.push(failure),
        }
        Ok(())
    }

    /// Indexes what was taken.
    pub fn finish(self) -> Loaded {
        let Gathering { builder, incomplete, notes, sources } = self;
        Loaded { inventory: builder.finish(), incomplete, notes: notes.finish(), sources }
    }

    /// A tool's output is Kubernetes', and so is each document of a file with any that looks like it: a cut-off file
    /// ends in a document that does not.
    fn parts(&mut self, source: Arc<Source>, parts: Vec<Part>) -> Result<(), RequestError> {
        if parts.is_empty() && &**source.name() == "-" {
            self.incomplete.push(empty(&source));
            return Ok(());
        }
        let rendered = matches!(source.provenance(), Provenance::Rendered(_));
        if !rendered && !parts.iter().any(|part| is_ours(&source, part)) {
            self.notes.add(Notes::SKIPPED_FILE, &**source.name());
            return Ok(());
        }
        for part in parts {
            match part {
                Part::Objects(draft) => {
                    self.builder.insert(draft);
                }
                Part::Stranger(span) => {
                    let line = source.position(span.start).line;
                    self.notes.add(Notes::SKIPPED_DOCUMENT, format!("{}:{line}", source.name()));
                }
                Part::Snapshot => return Err(RequestError::Snapshot(source.name().to_string())),
                Part::Broken(error) => self.incomplete.push(unparsed(&source, error)),
            }
        }
        self.sources.push(source);
        Ok(())
    }
}

fn is_ours(source: &Source, part: &Part) -> bool {
    match part {
        Part::Objects(_) | Part::Snapshot => true,
        Part::Stranger(_) => false,
        Part::Broken(error) => looks_like_kubernetes(source.slice(error.document)),
    }
}

fn empty(source: &Source) -> Incomplete {
    let message = "standard input holds no document; did the command before the pipe fail?".to_owned();
    let file = Some(source.name().clone());
    Incomplete { reason: IncompleteReason::Unreadable, location: None, file, message }
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
