//! Findings as plain data: what is wrong, where, why, and how to mend it; and what speaks against reporting it.
#![deny(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::string_slice
)]

mod field;
mod fingerprint;
mod fix;
mod location;
mod message;
mod rule;
pub mod suppression;

pub use field::{field_path, push_step, stable_field_path};
pub use fingerprint::{fingerprint, numbered};
pub use fix::{Fix, Safety, SourceEdit};
pub use location::{Location, ObjectRef};
pub use message::{Arguments, Message};
pub use rule::{Area, Framework, Rule, Severity, Tool};

use std::sync::Arc;

/// One thing that is wrong with one object. There may be many of them: what few have is boxed.
#[derive(Clone, Debug)]
pub struct Finding {
    /// What it breaks; carries the id, the name, the frameworks and the peers' ids.
    pub rule: &'static Rule,
    /// The severity that counts: the rule's, then context, then the user's configuration.
    pub severity: Severity,
    /// How context changed the severity, if it did.
    pub adjusted: Option<Box<Adjustment>>,
    /// What is wrong, in one sentence without a full stop.
    pub message: Message,
    /// The object.
    pub object: Arc<ObjectRef>,
    /// The path from the object (`spec.containers[name=api].image`); empty for the object itself.
    pub field: String,
    /// Where.
    pub location: Location,
    /// How to mend it.
    pub fix: Option<Box<Fix>>,
    /// Other places that belong to the evidence.
    pub related: Vec<Related>,
    /// Identity across versions, files, lines and order (`docs/contract.md`).
    pub fingerprint: u64,
    /// Why it does not count, if it does not.
    pub suppressed: Option<Box<Suppressed>>,
}

/// A severity changed by what surrounds the object.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Adjustment {
    /// The severity before.
    pub from: Severity,
    /// The reasons, each a short phrase.
    pub why: Vec<String>,
}

/// A further place that belongs to a finding.
#[derive(Clone, Debug)]
pub struct Related {
    /// What is to be seen there.
    pub message: String,
    /// The object, where it is one.
    pub object: Option<Arc<ObjectRef>>,
    /// Where.
    pub location: Location,
}

/// A finding that somebody decided to live with.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Suppressed {
    /// What says so.
    pub by: SuppressedBy,
    /// Why.
    pub reason: String,
    /// The last day on which it holds, `YYYY-MM-DD`.
    pub until: Option<String>,
}

/// Where a suppression stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SuppressedBy {
    /// An annotation of the object or its pod template.
    Annotation,
    /// A comment in the source.
    Comment,
    /// An `[[exception]]` of the configuration.
    Exception,
    /// A shipped baseline: it is the nature of an object that is a platform's own.
    Baseline,
}

/// Something that looks like input and could not be judged.
#[derive(Clone, Debug)]
pub struct Incomplete {
    /// What kind of failure.
    pub reason: IncompleteReason,
    /// Where, as far as known.
    pub location: Option<Location>,
    /// The file, where there is no location.
    pub file: Option<Arc<str>>,
    /// What happened and what to do.
    pub message: String,
}

/// Why something could not be judged.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum IncompleteReason {
    /// The file could not be opened or read.
    Unreadable,
    /// The document does not parse.
    Unparsed,
    /// A field has a type that Kubernetes cannot decode.
    Malformed,
    /// A chart or kustomization did not render.
    Unrendered,
    /// The live server refused.
    Forbidden,
    /// The question stayed unknown.
    Unknown,
    /// A check failed on an object (a defect of ours).
    Failed,
}

/// Something that was left aside and is none of the user's worries.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Note {
    /// A stable word for the kind of note, such as `skipped-file`.
    pub kind: &'static str,
    /// How often.
    pub count: usize,
    /// The first few, sorted.
    pub examples: Vec<String>,
}
