//! What the API server refuses of an object, sorted by the check that speaks of it.

use schema::Fault;

/// Why the API server refuses a field or an object.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Refused {
    /// There is no such kind.
    UnknownKind,
    /// There is no such field.
    UnknownField,
    /// The value is of another type.
    WrongType,
    /// A field is missing.
    MissingField,
    /// The value is none of those that the field can have.
    UnknownValue,
}

impl Refused {
    /// The reason behind a fault.
    pub fn by(fault: &Fault<'_>) -> Refused {
        match fault {
            Fault::UnknownKind(_) => Refused::UnknownKind,
            Fault::UnknownField(_) => Refused::UnknownField,
            Fault::WrongType(_) | Fault::NotOfSchema(_) => Refused::WrongType,
            Fault::MissingField(_) => Refused::MissingField,
            Fault::UnknownValue { .. } => Refused::UnknownValue,
        }
    }
}
