//! Which fields are at fault.

use std::borrow::Cow;
use std::ops::ControlFlow;

use manifest::Node;
use model::Volume;

use crate::subject::Container;

/// One way in which one field breaks a control.
#[derive(Clone)]
pub struct Cause<'a> {
    /// The offending value, or the mapping that lacks the field (a null counts as one that lacks everything).
    pub node: Node<'a>,
    /// Whether the field is absent from `node`.
    pub absent: bool,
    /// The keys below `node` that lead to the absent field: `["securityContext", "runAsNonRoot"]` for a container
    /// without a securityContext. Empty where nothing is absent.
    pub missing: &'static [&'static str],
    /// The container's name, where a container is at fault.
    pub container: Option<Cow<'a, str>>,
    pub(crate) culprit: Culprit<'a>,
    /// Whether something required is not there, and not something there that is forbidden.
    pub(crate) is_omission: bool,
}

/// Who is at fault.
#[derive(Clone, Copy)]
pub(crate) enum Culprit<'a> {
    /// The pod itself.
    Pod,
    /// A container, by its place in the plugin's order. Names are no identity: the plugin counts two of one name twice.
    Container(usize),
    /// A volume of the pod.
    Volume(Volume<'a>),
    /// An annotation, of the pod or for a container.
    Annotation,
}

/// What a control finds at fault: every cause, or only whether there is one.
#[derive(Default)]
pub(crate) struct Faults<'a> {
    /// `None` where the first cause settles it.
    all: Option<Vec<Cause<'a>>>,
}

impl<'a> Faults<'a> {
    /// Collects every cause.
    pub(crate) fn all() -> Faults<'a> {
        Faults { all: Some(Vec::new()) }
    }

    /// Takes a cause; breaks where no more are wanted. The cause is only made where it is kept.
    pub(crate) fn add(&mut self, cause: impl FnOnce() -> Cause<'a>) -> ControlFlow<()> {
        match &mut self.all {
            Some(all) => {
                all.push(cause());
                ControlFlow::Continue(())
            }
            None => ControlFlow::Break(()),
        }
    }

    /// The causes, in the order in which they were found.
    pub(crate) fn into_causes(self) -> Vec<Cause<'a>> {
        self.all.unwrap_or_default()
    }
}

impl<'a> Cause<'a> {
    /// A value that is there and wrong, of the pod.
    pub(crate) fn value(node: Node<'a>) -> Cause<'a> {
        let culprit = Culprit::Pod;
        Cause { node, absent: false, missing: &[], container: None, culprit, is_omission: false }
    }

    /// What stands at `path` below `node`; where the path ends early, the absence of the rest.
    pub(crate) fn at(node: Node<'a>, path: &'static [&'static str]) -> Cause<'a> {
        let mut reached = node;
        for (depth, key) in path.iter().enumerate() {
            match reached.get(key) {
                Some(next) => reached = next,
                None => return Cause { absent: true, missing: &path[depth..], ..Cause::value(reached) },
            }
        }
        Cause::value(reached)
    }

    /// What a container should have at `path`.
    pub(crate) fn omitted(container: &Container<'a>, path: &'static [&'static str]) -> Cause<'a> {
        Cause { is_omission: true, ..Cause::at(container.node, path).of(container) }
    }

    /// The same of a container, or of the pod itself.
    pub(crate) fn of<'c>(self, who: impl Into<Option<&'c Container<'a>>>) -> Cause<'a>
    where
        'a: 'c,
    {
        match who.into() {
            None => self,
            Some(container) => {
                let culprit = Culprit::Container(container.index);
                Cause { container: Some(container.name()), culprit, ..self }
            }
        }
    }

    /// What the value says; empty where it is absent or no string.
    pub(crate) fn text(&self) -> Cow<'a, str> {
        if self.absent { Cow::Borrowed("") } else { self.node.as_str().unwrap_or_default() }
    }

    /// The name of the field that has the value; empty for an item of a list.
    pub(crate) fn field(&self) -> Cow<'a, str> {
        self.node.key().and_then(Node::as_str).unwrap_or_default()
    }

    /// Whether it is about the same field.
    pub(crate) fn is_same_field(&self, other: &Cause<'_>) -> bool {
        self.node.id() == other.node.id() && self.absent == other.absent
    }
}
