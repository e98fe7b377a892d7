//! The types of the fields that place a Pod (`k8s.io/api/core/v1`).

use super::metadata::{EXPRESSION, LABEL_SELECTOR};
use super::{Fields, STRINGS, Type};

pub(super) static AFFINITY: Fields = &[
    ("nodeAffinity", Type::Record(NODE_AFFINITY)),
    ("podAffinity", Type::Record(POD_AFFINITY)),
    ("podAntiAffinity", Type::Record(POD_AFFINITY)),
];

pub(super) static NODE_AFFINITY: Fields = &[
    (
        "preferredDuringSchedulingIgnoredDuringExecution",
        Type::List("a list of weighted terms", PREFERRED_SCHEDULING_TERM),
    ),
    ("requiredDuringSchedulingIgnoredDuringExecution", Type::Record(NODE_SELECTOR)),
];

pub(super) static NODE_SELECTOR: Fields =
    &[("nodeSelectorTerms", Type::List("a list of node selector terms", NODE_SELECTOR_TERM))];

pub(super) static NODE_SELECTOR_TERM: Fields = &[
    ("matchExpressions", Type::List("a list of expressions", EXPRESSION)),
    ("matchFields", Type::List("a list of expressions", EXPRESSION)),
];

pub(super) static PREFERRED_SCHEDULING_TERM: Fields =
    &[("preference", Type::Record(NODE_SELECTOR_TERM)), ("weight", Type::Int32)];

pub(super) static POD_AFFINITY: Fields = &[
    (
        "preferredDuringSchedulingIgnoredDuringExecution",
        Type::List("a list of weighted terms", WEIGHTED_POD_AFFINITY_TERM),
    ),
    (
        "requiredDuringSchedulingIgnoredDuringExecution",
        Type::List("a list of pod affinity terms", POD_AFFINITY_TERM),
    ),
];

pub(super) static POD_AFFINITY_TERM: Fields = &[
    ("labelSelector", Type::Record(LABEL_SELECTOR)),
    ("matchLabelKeys", STRINGS),
    ("mismatchLabelKeys", STRINGS),
    ("namespaceSelector", Type::Record(LABEL_SELECTOR)),
    ("namespaces", STRINGS),
    ("topologyKey", Type::String),
];

pub(super) static WEIGHTED_POD_AFFINITY_TERM: Fields =
    &[("podAffinityTerm", Type::Record(POD_AFFINITY_TERM)), ("weight", Type::Int32)];

pub(super) static TOLERATION: Fields = &[
    ("effect", Type::String),
    ("key", Type::String),
    ("operator", Type::String),
    ("tolerationSeconds", Type::Int64),
    ("value", Type::String),
];

pub(super) static TOPOLOGY_SPREAD_CONSTRAINT: Fields = &[
    ("labelSelector", Type::Record(LABEL_SELECTOR)),
    ("matchLabelKeys", STRINGS),
    ("maxSkew", Type::Int32),
    ("minDomains", Type::Int32),
    ("nodeAffinityPolicy", Type::String),
    ("nodeTaintsPolicy", Type::String),
    ("topologyKey", Type::String),
    ("whenUnsatisfiable", Type::String),
];
