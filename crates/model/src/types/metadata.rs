//! The types of the fields that objects of all kinds share (`k8s.io/apimachinery/pkg/apis/meta/v1`).

use super::{Fields, STRINGS, Type};

pub(super) static OBJECT_META: Fields = &[
    ("annotations", Type::StringMap),
    ("creationTimestamp", Type::Time),
    ("deletionGracePeriodSeconds", Type::Int64),
    ("deletionTimestamp", Type::Time),
    ("finalizers", STRINGS),
    ("generateName", Type::String),
    ("generation", Type::Int64),
    ("labels", Type::StringMap),
    ("managedFields", Type::List("a list of entries", &[])),
    ("name", Type::String),
    ("namespace", Type::String),
    ("ownerReferences", Type::List("a list of owner references", OWNER_REFERENCE)),
    ("resourceVersion", Type::String),
    ("selfLink", Type::String),
    ("uid", Type::String),
];

pub(super) static OWNER_REFERENCE: Fields = &[
    ("apiVersion", Type::String),
    ("blockOwnerDeletion", Type::Bool),
    ("controller", Type::Bool),
    ("kind", Type::String),
    ("name", Type::String),
    ("uid", Type::String),
];

pub(super) static LABEL_SELECTOR: Fields = &[
    ("matchExpressions", Type::List("a list of expressions", EXPRESSION)),
    ("matchLabels", Type::StringMap),
];

pub(super) static EXPRESSION: Fields =
    &[("key", Type::String), ("operator", Type::String), ("values", STRINGS)];
