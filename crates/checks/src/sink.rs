//! Where checks say what they found. A sink knows the object, the check and its parameters; it knows nothing of
//! selection, severity or suppressions, which act later on the drafts it collects.

use std::borrow::Cow;
use std::sync::Arc;

use finding::{Message, Rule, Safety, Severity};
use manifest::{Node, Source, Span};
use model::{Object, Presence};
use podsecurity::Cause;

use crate::change::{self, Change, Missing};
use crate::check::Check;
use crate::settings::Parameters;

/// Why a finding about something that is not in the input has a low severity.
pub(crate) const NOT_IN_INPUT: &str =
    "it may be elsewhere: the input is not said to be all there is (--complete)";

/// Collects what one check says of one object.
pub(crate) struct Sink<'a> {
    rule: &'static Rule,
    parameters: &'a Parameters,
    object: &'a Object,
    drafts: Vec<Draft<'a>>,
}

/// Collects what a check says that sees all objects: one sink for each object it speaks of.
pub(crate) struct Sinks<'a> {
    check: &'static Check,
    parameters: &'a Parameters,
    sink: Option<Sink<'a>>,
}

/// What a check said, before severity by context, configuration and suppressions.
pub(crate) struct Draft<'a> {
    /// What it breaks.
    pub rule: &'static Rule,
    /// The object it is about.
    pub object: &'a Object,
    /// Where.
    pub place: Place<'a>,
    /// What is wrong.
    pub message: Message,
    /// How to mend it.
    pub fix: Option<Mending<'a>>,
    /// Other places that belong to the evidence.
    pub related: Vec<RelatedPlace<'a>>,
    /// The severity it cannot exceed since the input may not be all there is, with the reason.
    pub ceiling: Option<(Severity, &'static str)>,
}

/// Where a finding is, in terms of the document.
#[derive(Clone)]
pub(crate) enum Place<'a> {
    /// At a node that is there.
    Node(Node<'a>),
    /// In a mapping that lacks the field at a dotted path below it.
    Absent(Node<'a>, Cow<'static, str>),
    /// At bytes that are no node, such as a comment.
    Range(Arc<Source>, Span),
}

/// A fix, in terms of the document.
pub(crate) struct Mending<'a> {
    pub safety: Safety,
    pub title: Cow<'static, str>,
    pub needs: Cow<'static, str>,
    pub changes: Vec<Change<'a>>,
}

/// A further place that belongs to a finding.
pub(crate) struct RelatedPlace<'a> {
    pub message: String,
    pub object: Option<&'a Object>,
    pub node: Node<'a>,
}

/// A place about which something is to be said.
pub(crate) struct At<'s, 'a> {
    sink: &'s mut Sink<'a>,
    place: Place<'a>,
}

/// Something that was said; more may be added to it.
pub(crate) struct Said<'s, 'a> {
    draft: &'s mut Draft<'a>,
}

/// What is said of one object seldom takes more places.
const USUAL: usize = 16;

impl<'a> Sink<'a> {
    /// A sink for what a check says of an object.
    pub fn new(check: &'static Check, parameters: &'a Parameters, object: &'a Object) -> Sink<'a> {
        Sink { rule: &check.rule, parameters, object, drafts: Vec::with_capacity(USUAL) }
    }

    /// The same object for another check; what was said stays.
    pub fn turn_to(&mut self, check: &'static Check, parameters: &'a Parameters) {
        self.rule = &check.rule;
        self.parameters = parameters;
    }

    /// Everything that was said.
    pub fn into_drafts(self) -> Vec<Draft<'a>> {
        self.drafts
    }

    /// The check's parameters.
    pub fn parameters(&self) -> &'a Parameters {
        self.parameters
    }

    /// Speaks of a node that is there.
    pub fn at(&mut self, node: Node<'a>) -> At<'_, 'a> {
        At { sink: self, place: Place::Node(node) }
    }

    /// Speaks of a field that is not there, by its dotted path below a mapping. The location is the deepest mapping
    /// that lacks it; where the field is there as a null, the null.
    pub fn absent(&mut self, mapping: Node<'a>, path: &'static str) -> At<'_, 'a> {
        let place = match change::missing(mapping, path) {
            Ok(Missing { mapping, path }) => Place::Absent(mapping, Cow::Borrowed(path)),
            Err(node) => Place::Node(node),
        };
        At { sink: self, place }
    }

    /// Speaks of the field that breaks a control of the Pod Security Standards.
    pub fn cause(&mut self, cause: &Cause<'a>) -> At<'_, 'a> {
        let place = if cause.absent {
            Place::Absent(cause.node, Cow::Owned(cause.missing.join(".")))
        } else {
            Place::Node(cause.node)
        };
        At { sink: self, place }
    }

    /// Speaks of a field that is not there, by its name alone.
    pub fn lacking(&mut self, mapping: Node<'a>, field: &str) -> At<'_, 'a> {
        At { sink: self, place: Place::Absent(mapping, Cow::Owned(field.to_owned())) }
    }

    /// Speaks of an entry that is not there, such as a label; the key is taken as it is, dots and all.
    pub fn absent_key(&mut self, mapping: Node<'a>, key: &str) -> At<'_, 'a> {
        At { sink: self, place: Place::Absent(mapping, Cow::Owned(format!("[\"{key}\"]"))) }
    }
}

impl<'a> Sinks<'a> {
    /// Sinks for what a check says of an Inventory.
    pub fn new(check: &'static Check, parameters: &'a Parameters) -> Sinks<'a> {
        Sinks { check, parameters, sink: None }
    }

    /// The check's parameters.
    pub fn parameters(&self) -> &'a Parameters {
        self.parameters
    }

    /// The sink for an object.
    pub fn of(&mut self, object: &'a Object) -> &mut Sink<'a> {
        let sink = self.sink.get_or_insert_with(|| Sink::new(self.check, self.parameters, object));
        sink.object = object;
        sink
    }

    /// Everything that was said.
    pub fn into_drafts(self) -> Vec<Draft<'a>> {
        self.sink.map(Sink::into_drafts).unwrap_or_default()
    }
}

impl<'s, 'a> At<'s, 'a> {
    /// Says what is wrong there.
    pub fn say(self, message: Message) -> Said<'s, 'a> {
        let At { sink, place } = self;
        sink.drafts.push(Draft {
            rule: sink.rule,
            object: sink.object,
            place,
            message,
            fix: None,
            related: Vec::new(),
            ceiling: None,
        });
        let place = sink.drafts.len() - 1;
        Said { draft: &mut sink.drafts[place] }
    }
}

impl<'a> Said<'_, 'a> {
    /// How to mend it, with the safety that the rule declares.
    pub fn fix(
        self,
        title: impl Into<Cow<'static, str>>,
        changes: impl IntoIterator<Item = Change<'a>>,
    ) -> Self {
        let safety = self.draft.rule.fix.unwrap_or(Safety::Breaking);
        let changes = changes.into_iter().collect();
        self.draft.fix = Some(Mending { safety, title: title.into(), needs: Cow::Borrowed(""), changes });
        self
    }

    /// Here the fix cannot change what works, whatever its rule declares.
    pub fn safe(self) -> Self {
        if let Some(fix) = &mut self.draft.fix {
            fix.safety = Safety::Safe;
        }
        self
    }

    /// What must be known before the fix is safe.
    pub fn needs(self, evidence: &'static str) -> Self {
        if let Some(fix) = &mut self.draft.fix {
            fix.safety = Safety::NeedsEvidence;
            fix.needs = Cow::Borrowed(evidence);
        }
        self
    }

    /// A further place that belongs to the evidence.
    pub fn related(self, message: impl Into<String>, object: &'a Object, node: Node<'a>) -> Self {
        self.draft.related.push(RelatedPlace { message: message.into(), object: Some(object), node });
        self
    }

    /// It rests on something not being there: certain where the input is all there is, else of low severity.
    pub fn weighed_by(self, presence: Presence<'_>) -> Self {
        match presence {
            Presence::NotInInput => self.at_most(Severity::Low, NOT_IN_INPUT),
            Presence::Found(_) | Presence::Implied | Presence::Missing => self,
        }
    }

    /// It rests on something not being in the input, and the input is not said to be all there is.
    pub fn at_most(self, severity: Severity, why: &'static str) -> Self {
        self.draft.ceiling = Some((severity, why));
        self
    }
}

impl<'a> Place<'a> {
    /// The node it speaks of, where it is one.
    pub fn node(&self) -> Option<Node<'a>> {
        match self {
            Place::Node(node) | Place::Absent(node, _) => Some(*node),
            Place::Range(..) => None,
        }
    }
}
