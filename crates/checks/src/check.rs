//! The shape of a check: what its file consists of.

use component::{Component, Settings};
use finding::Rule;
use model::{Inventory, Object, PodView};
use podsecurity::Violation;
use schema::Problem;

use crate::api::refused::Refused;
use crate::container::ContainerFields;
use crate::context::Shift;
use crate::dangling::{Dangling, Lacking};
use crate::rbac::power::{Grant, Power};
use crate::rbac::rights::Rights;
use crate::secret::{Exposed, Holder};
use crate::sink::{Sink, Sinks};

/// A check: its metadata, its parameters and its judgement. Its documentation is the comment of its file.
pub(crate) struct Check {
    /// Id, name, severity, frameworks, peers.
    pub rule: Rule,
    /// What users may set in `[check.ID]`.
    pub parameters: &'static [Parameter],
    /// How circumstances move its severity.
    pub context: &'static [Shift],
    /// What it looks at, and the function that judges it.
    pub judge: Judge,
}

/// A parameter of a check.
#[derive(Debug)]
pub struct Parameter {
    /// Its name in configuration.
    pub name: &'static str,
    /// What it means, in one sentence.
    pub description: &'static str,
    /// The value where configuration has none; also its type.
    pub default: DefaultValue,
}

/// The value of a parameter that nobody set.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DefaultValue {
    /// A boolean.
    Bool(bool),
    /// An integer.
    Int(i64),
    /// A string.
    String(&'static str),
    /// A list of strings.
    List(&'static [&'static str]),
}

/// What a check sees, and how it judges it.
#[derive(Clone, Copy)]
pub(crate) enum Judge {
    /// Objects of certain kinds, one by one.
    Object(Visits, for<'a> fn(&'a Object, &mut Sink<'a>)),
    /// Pods and pod templates of every kind, one by one.
    Pod(for<'a> fn(PodView<'a>, &mut Sink<'a>)),
    /// What components of the cluster are told, by flags and configuration files: each is read once for all checks.
    Settings(&'static [Component], for<'a> fn(&Settings<'a>, &mut Sink<'a>)),
    /// Containers of those pods, one by one: their fields are read once for all checks.
    Container(for<'a> fn(&ContainerFields<'a>, &mut Sink<'a>)),
    /// What the Pod Security Standards say of a pod, by the plugin's name of the control: the engine judges each pod
    /// once, and the checks translate its answer.
    PodSecurity(&'static str, for<'a> fn(PodView<'a>, &Violation<'a>, &mut Sink<'a>)),
    /// Names in a pod for which something is not there: the pod is read once, and each check has its share.
    Reference(Lacking, for<'a> fn(PodView<'a>, &Dangling<'a>, &mut Sink<'a>)),
    /// Secrets that stand where they should not, by what holds them: every object is read for them once, and each check
    /// has its share.
    Secret(Holder, for<'a> fn(&Exposed<'a>, &mut Sink<'a>)),
    /// What the API server refuses of the fields of an object: each object is compared with its kind's types once, and
    /// each check has its share.
    Fields(Refused, for<'a> fn(&Problem<'a>, &mut Sink<'a>)),
    /// What roles let their holders do: the rights of the input are read once, and each check has its share.
    Power(&'static Power, for<'a> fn(&Grant<'a>, &mut Sink<'a>)),
    /// The rights of the input as a whole: roles, bindings, and who holds what.
    Rights(for<'a> fn(&Rights<'a>, &mut Sinks<'a>)),
    /// All objects at once, for what only several of them together can tell.
    Inventory(for<'a> fn(&'a Inventory, &mut Sinks<'a>)),
    /// Nothing: the pass that applies suppressions finds it.
    Suppression,
}

/// The kinds of object that a check visits.
#[derive(Clone, Copy)]
pub(crate) enum Visits {
    /// Every object.
    All,
    /// These: group and kind.
    Kinds(&'static [(&'static str, &'static str)]),
}
