//! The configuration's exceptions: which findings they cover, and which of them cover nothing.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use finding::suppression::{Standing, Terms, Until};
use finding::{Finding, Location, Message, ObjectRef, Rule, Suppressed, SuppressedBy, fingerprint, message};

use crate::configuration::{
    expired_suppression, suppression_without_reason, unmatched_suppression, unreadable_suppression,
};
use crate::glob;
use crate::registry;
use crate::settings::{Configuration, Exception, names};
use crate::sink::Draft;

/// The exceptions of a configuration, and which of them have covered something.
pub(crate) struct Exceptions<'c> {
    configuration: &'c Configuration,
    entries: Vec<Entry<'c>>,
}

struct Entry<'c> {
    exception: &'c Exception,
    terms: Terms,
    used: AtomicBool,
}

impl<'c> Exceptions<'c> {
    /// Takes the exceptions of a configuration.
    pub fn read(configuration: &'c Configuration) -> Exceptions<'c> {
        let entry = |exception: &'c Exception| Entry {
            exception,
            terms: Terms {
                reason: exception.reason.trim().to_owned(),
                until: exception.until.as_deref().map_or(Until::Forever, Until::read),
            },
            used: AtomicBool::new(false),
        };
        Exceptions { configuration, entries: configuration.exceptions.iter().map(entry).collect() }
    }

    /// The first exception that covers what was said. `container` is asked only where an exception names one.
    pub fn covering(&self, draft: &Draft<'_>, container: &dyn Fn() -> Option<String>) -> Option<Suppressed> {
        let mut found = None;
        for entry in &self.entries {
            if entry.terms.standing(&self.configuration.today) != Standing::Valid {
                continue;
            }
            if !entry.exception.covers(draft, container) {
                continue;
            }
            entry.used.store(true, Ordering::Relaxed);
            found.get_or_insert_with(|| Suppressed {
                by: SuppressedBy::Exception,
                reason: entry.terms.reason.clone(),
                until: entry.terms.until.day().map(str::to_owned),
            });
        }
        found
    }

    /// Findings about exceptions that do not apply or cover nothing; to be asked after all findings are known.
    pub fn findings(&self) -> Vec<Finding> {
        self.entries.iter().filter_map(|entry| self.finding(entry)).collect()
    }

    fn finding(&self, entry: &Entry<'_>) -> Option<Finding> {
        let ids = entry.exception.ids.join(", ");
        let (rule, message): (&'static Rule, Message) = match entry.terms.standing(&self.configuration.today)
        {
            Standing::NoReason => (
                &suppression_without_reason::CHECK.rule,
                message!("the exception for {} has no reason, so it does not apply", ids),
            ),
            Standing::NoDay => (
                &unreadable_suppression::CHECK.rule,
                message!(
                    "the exception for {} has an `until` that is no day (YYYY-MM-DD), so it does not apply",
                    ids
                ),
            ),
            Standing::Expired => (
                &expired_suppression::CHECK.rule,
                message!(
                    "the exception for {} ended on {} and does not apply any more",
                    ids,
                    entry.terms.until.day().unwrap_or_default()
                ),
            ),
            Standing::Valid if entry.used.load(Ordering::Relaxed) || !self.judged(entry.exception) => {
                return None;
            }
            Standing::Valid => {
                (&unmatched_suppression::CHECK.rule, message!("the exception for {} covers no finding", ids))
            }
        };
        self.configuration.selects(rule).then(|| self.build(rule, message, entry.exception))
    }

    /// Whether a rule that the exception names took part at all.
    fn judged(&self, exception: &Exception) -> bool {
        let selected = |rule: &&&'static Rule| self.configuration.selects(rule);
        registry::rules()
            .iter()
            .filter(selected)
            .any(|rule| exception.ids.iter().any(|word| names(word, rule)))
    }

    fn build(&self, rule: &'static Rule, message: Message, exception: &Exception) -> Finding {
        let source = self.configuration.source.as_ref();
        let object = Arc::new(ObjectRef {
            api_version: "seawall/v1".to_owned(),
            kind: "Configuration".to_owned(),
            namespace: None,
            name: source.map_or("seawall.toml", |source| source.name()).to_owned(),
        });
        Finding {
            rule,
            severity: self.configuration.severity.get(rule.id).copied().unwrap_or(rule.severity),
            adjusted: None,
            fingerprint: fingerprint(rule.id, &object, "exception", &message.arguments),
            message,
            object,
            field: "exception".to_owned(),
            location: source.map_or(Location::Live, |source| Location::range(source, exception.span)),
            fix: None,
            related: Vec::new(),
            suppressed: None,
        }
    }
}

impl Exception {
    fn covers(&self, draft: &Draft<'_>, container: &dyn Fn() -> Option<String>) -> bool {
        let matches = |glob: &Option<String>, value: Option<&str>| match glob {
            None => true,
            Some(glob) => value.is_some_and(|value| glob::matches(glob, value)),
        };
        self.ids.iter().any(|word| names(word, draft.rule))
            && matches(&self.namespace, draft.object.namespace())
            && matches(&self.kind, Some(draft.object.kind()))
            && matches(&self.name, Some(draft.object.name()))
            && (self.container.is_none() || matches(&self.container, container().as_deref()))
    }
}
