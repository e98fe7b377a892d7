//! The alias (`*name`) through which a place belongs to an object: evidence that every format shows.

use finding::Location;
use manifest::{Source, Span};

/// What is to be seen at the alias.
pub(crate) const MESSAGE: &str = "used here through an alias";

/// Where the alias stands, if there is one.
pub(crate) fn of(location: &Location) -> Option<(&Source, Span)> {
    match location {
        Location::Source { source, alias, .. } | Location::Absent { source, alias, .. } => {
            alias.map(|span| (&**source, span))
        }
        Location::Rendered { .. } | Location::Live => None,
    }
}
