//! What can be wrong with the fields of an object.

use std::borrow::Cow;

use manifest::Node;

/// Something that the API server refuses.
#[derive(Clone, Debug)]
pub struct Problem<'d> {
    /// Where: for an unknown field its key, for a missing field the mapping that lacks it, else the value.
    pub node: Node<'d>,
    /// What.
    pub fault: Fault<'d>,
}

/// What is wrong at a node.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Fault<'d> {
    /// The kind has no such field there.
    UnknownField(Option<Hint<'d>>),
    /// The value cannot be decoded; with what should stand there: `an integer`.
    WrongType(&'static str),
    /// The schema that the CRD gives wants another type; with what should stand there.
    NotOfSchema(&'static str),
    /// The field must be there.
    MissingField(Cow<'d, str>),
    /// The value is none of those that the field can have, all of them, and the one that was meant.
    UnknownValue {
        /// All values.
        allowed: Vec<Cow<'d, str>>,
        /// The nearest of them, where one is near.
        meant: Option<Cow<'d, str>>,
    },
    /// The group is Kubernetes' own, and has no such kind in that version.
    UnknownKind(KindHint),
}

/// Where a field that is not known here may belong.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Hint<'d> {
    /// It is misspelt.
    Misspelt(Cow<'d, str>),
    /// The field whose name is the nearest takes values of another type.
    Like(Cow<'d, str>),
    /// It belongs into the mapping of this name, beside it.
    Below(Cow<'d, str>),
    /// It belongs so many levels up.
    Above(usize),
    /// Other minors have it: from this one on, where there is one.
    OtherVersion(Option<u16>),
}

/// Where a kind that is not known in its version may be found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum KindHint {
    /// Under this apiVersion.
    Under(String),
    /// It is misspelt.
    Misspelt(&'static str),
    /// A later minor has it; the one that is judged by does not.
    Later,
    /// Nothing is near.
    None,
}
