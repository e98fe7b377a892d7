//! Suppressions that stand in the source: annotations of an object or its pod template, and comments.

use std::sync::Arc;

use finding::suppression::{Comment, Key, LONGEST_KEY_NAME, Standing, Terms};
use finding::{Message, Suppressed, SuppressedBy, message};
use manifest::{Node, Span};
use model::{Inventory, Object, ObjectId};

use crate::check::Check;
use crate::configuration::{
    expired_suppression, suppression_without_reason, unknown_suppressed_id, unmatched_suppression,
    unreadable_suppression,
};
use crate::registry;
use crate::settings::Configuration;
use crate::sink::{Draft, Place};

/// The suppressions that stand in one document.
pub(crate) struct Inline<'a> {
    entries: Vec<Entry<'a>>,
    /// Those that speak to Seawall and do not apply.
    problems: Vec<Draft<'a>>,
}

/// One id of one suppression.
struct Entry<'a> {
    id: String,
    by: SuppressedBy,
    terms: Terms,
    scope: Scope,
    object: &'a Object,
    place: Place<'a>,
    used: bool,
}

/// What a suppression covers.
enum Scope {
    /// An object, or one container of it.
    Object(ObjectId, Option<String>),
    /// What begins on a line.
    Line(u32),
    /// What is within a range.
    Range(Span),
}

impl<'a> Inline<'a> {
    /// Reads the suppressions of a document; `objects` are all that stand in it.
    pub fn read(
        inventory: &'a Inventory,
        objects: &'a [Object],
        configuration: &Configuration,
    ) -> Inline<'a> {
        let mut inline = Inline { entries: Vec::new(), problems: Vec::new() };
        for object in objects {
            inline.read_annotations(object, object.root().path(&["metadata", "annotations"]), configuration);
            for pod in inventory.pods_of(object.id()).filter(|pod| !pod.is_pod()) {
                inline.read_annotations(object, pod.annotations(), configuration);
            }
        }
        inline.read_comments(objects, configuration);
        inline
    }

    /// The suppression that covers what was said. `container` is asked only where one is for a container.
    pub fn covering(
        &mut self,
        draft: &Draft<'a>,
        container: &dyn Fn() -> Option<String>,
    ) -> Option<Suppressed> {
        let mut found = None;
        for entry in &mut self.entries {
            if entry.id == draft.rule.id && entry.scope.covers(draft, container) {
                entry.used = true;
                found.get_or_insert_with(|| Suppressed {
                    by: entry.by,
                    reason: entry.terms.reason.clone(),
                    until: entry.terms.until.day().map(str::to_owned),
                });
            }
        }
        found
    }

    /// What is wrong with the suppressions themselves; to be asked after everything else of the document.
    pub fn into_problems(self, configuration: &Configuration) -> Vec<Draft<'a>> {
        let mut problems = self.problems;
        for entry in self.entries {
            let judged = registry::rule(&entry.id).is_some_and(|rule| configuration.selects(rule));
            if !entry.used && judged {
                let message = message!("the suppression of {} covers no finding", entry.id);
                problems.push(draft(&unmatched_suppression::CHECK, entry.object, entry.place, message));
            }
        }
        problems
    }

    fn read_annotations(
        &mut self,
        object: &'a Object,
        annotations: Option<Node<'a>>,
        configuration: &Configuration,
    ) {
        for entry in annotations.into_iter().flat_map(Node::entries) {
            let name = entry.name();
            let Some(key) = Key::read(&name) else { continue };
            let place = Place::Node(entry.value);
            if key.too_long {
                let message = message!(
                    "the name part of `{}` is longer than {} characters, which the API server refuses: \
                     use a comment or an exception",
                    name,
                    LONGEST_KEY_NAME
                );
                self.problems.push(draft(&unreadable_suppression::CHECK, object, place, message));
                continue;
            }
            let terms = Terms::read(&entry.value.as_str().unwrap_or_default());
            let scope = Scope::Object(object.id(), key.container.map(str::to_owned));
            let id = key.id.to_owned();
            let by = SuppressedBy::Annotation;
            self.enter(Entry { id, by, terms, scope, object, place, used: false }, configuration);
        }
    }

    fn read_comments(&mut self, objects: &'a [Object], configuration: &Configuration) {
        let Some(first) = objects.first() else { return };
        let document = first.document();
        let source = document.source();
        for &span in document.comments() {
            let Some(comment) = Comment::read(source.slice(span)) else { continue };
            let object = objects.iter().find(|object| surrounds(object.root().span(), span)).unwrap_or(first);
            let place = Place::Range(Arc::clone(source), span);
            let Ok(comment) = comment else {
                let message = Message::fixed(
                    "this comment speaks to Seawall but is not of the form `seawall: ignore[ID,…] reason`, so it does nothing",
                );
                self.problems.push(draft(&unreadable_suppression::CHECK, object, place, message));
                continue;
            };
            let start = source.position(span.start);
            let line = source.line(start.line);
            let own_line = source.slice(Span { start: line.start, end: span.start }).trim().is_empty();
            let range = document.below(span).filter(|_| own_line);
            for id in comment.ids {
                let scope = range.map_or(Scope::Line(start.line), Scope::Range);
                let terms = comment.terms.clone();
                let by = SuppressedBy::Comment;
                self.enter(
                    Entry { id, by, terms, scope, object, place: place.clone(), used: false },
                    configuration,
                );
            }
        }
    }

    /// Takes a suppression that applies; of one that does not, says why.
    fn enter(&mut self, entry: Entry<'a>, configuration: &Configuration) {
        if registry::rules().iter().all(|rule| rule.id != entry.id) {
            let message = message!("there is no check `{}`, so its suppression does nothing", entry.id);
            self.problems.push(draft(&unknown_suppressed_id::CHECK, entry.object, entry.place, message));
            return;
        }
        let (check, message): (&'static Check, Message) = match entry.terms.standing(&configuration.today) {
            Standing::Valid => return self.entries.push(entry),
            Standing::NoReason => (
                &suppression_without_reason::CHECK,
                message!("the suppression of {} has no reason, so it does not apply", entry.id),
            ),
            Standing::NoDay => (
                &unreadable_suppression::CHECK,
                message!(
                    "the suppression of {} has an `until` that is no day (YYYY-MM-DD), so it does not apply",
                    entry.id
                ),
            ),
            Standing::Expired => (
                &expired_suppression::CHECK,
                message!(
                    "the suppression of {} ended on {} and does not apply any more",
                    entry.id,
                    entry.terms.until.day().unwrap_or_default()
                ),
            ),
        };
        self.problems.push(draft(check, entry.object, entry.place, message));
    }
}

impl Scope {
    fn covers(&self, draft: &Draft<'_>, container: &dyn Fn() -> Option<String>) -> bool {
        match self {
            Scope::Object(object, None) => draft.object.id() == *object,
            Scope::Object(object, Some(name)) => {
                draft.object.id() == *object && container().as_deref() == Some(name.as_str())
            }
            Scope::Line(line) => draft.place.node().is_some_and(|node| {
                let source = node.document().source();
                [Some(node.span()), node.alias()]
                    .into_iter()
                    .flatten()
                    .any(|span| source.position(span.start).line == *line)
            }),
            Scope::Range(range) => draft.place.node().is_some_and(|node| {
                [Some(node.span()), node.alias()].into_iter().flatten().any(|span| surrounds(*range, span))
            }),
        }
    }
}

fn surrounds(outer: Span, inner: Span) -> bool {
    outer.start <= inner.start && inner.end <= outer.end
}

fn draft<'a>(check: &'static Check, object: &'a Object, place: Place<'a>, message: Message) -> Draft<'a> {
    Draft { rule: &check.rule, object, place, message, fix: None, related: Vec::new(), ceiling: None }
}
