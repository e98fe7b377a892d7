//! Where a finding is: in a source, in rendered text, in a live object, or in the mapping that lacks a field.

use std::sync::Arc;

use manifest::{Node, Provenance, Source, Span};

/// Which object a finding speaks of.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ObjectRef {
    /// `apps/v1`.
    pub api_version: String,
    /// `Deployment`.
    pub kind: String,
    /// The namespace, where known and where the kind has one.
    pub namespace: Option<String>,
    /// The name; empty where it has none yet (`generateName` stands with a trailing `*`).
    pub name: String,
}

/// Where a finding is.
#[derive(Clone, Debug)]
pub enum Location {
    /// A range of a file the user owns.
    Source {
        /// The file.
        source: Arc<Source>,
        /// The range.
        span: Span,
        /// Where the alias stands through which the range belongs to the object.
        alias: Option<Span>,
    },
    /// A range of rendered text; `Source::provenance` has the steps that made it.
    Rendered {
        /// The rendered text.
        source: Arc<Source>,
        /// The range in it.
        span: Span,
    },
    /// An object in a cluster.
    Live,
    /// The mapping that lacks the field.
    Absent {
        /// The file, or the rendered text, or the API's answer.
        source: Arc<Source>,
        /// The mapping.
        span: Span,
        /// Where the alias stands through which the mapping belongs to the object.
        alias: Option<Span>,
    },
}

impl Location {
    /// The place of a node that is there.
    pub fn of(node: Node<'_>) -> Location {
        let source = Arc::clone(node.document().source());
        let span = node.span();
        match source.provenance() {
            Provenance::File => Location::Source { source, span, alias: node.alias() },
            Provenance::Rendered(_) => Location::Rendered { source, span },
            Provenance::Live => Location::Live,
        }
    }

    /// The mapping (or the null, or the empty value in its place) that lacks a field.
    pub fn absent(mapping: Node<'_>) -> Location {
        let source = Arc::clone(mapping.document().source());
        Location::Absent { source, span: mapping.span(), alias: mapping.alias() }
    }

    /// A place that is no node, such as a comment.
    pub fn range(source: &Arc<Source>, span: Span) -> Location {
        let source = Arc::clone(source);
        match source.provenance() {
            Provenance::File => Location::Source { source, span, alias: None },
            Provenance::Rendered(_) => Location::Rendered { source, span },
            Provenance::Live => Location::Live,
        }
    }

    /// Where the alias stands through which the range belongs to the object, if there is one.
    pub fn alias(&self) -> Option<Span> {
        match self {
            Location::Source { alias, .. } | Location::Absent { alias, .. } => *alias,
            Location::Rendered { .. } | Location::Live => None,
        }
    }

    /// The source, unless the object is live.
    pub fn source(&self) -> Option<&Arc<Source>> {
        match self {
            Location::Source { source, .. }
            | Location::Rendered { source, .. }
            | Location::Absent { source, .. } => Some(source),
            Location::Live => None,
        }
    }

    /// The range, unless the object is live.
    pub fn span(&self) -> Option<Span> {
        match self {
            Location::Source { span, .. }
            | Location::Rendered { span, .. }
            | Location::Absent { span, .. } => Some(*span),
            Location::Live => None,
        }
    }
}
