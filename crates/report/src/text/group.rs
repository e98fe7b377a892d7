//! Findings that say the same, taken together.

use std::cmp::Reverse;
use std::collections::HashMap;
use std::sync::Arc;

use finding::{Finding, Message, Severity};
use manifest::Span;

use crate::{Detail, Scan, TextStyle, words};

/// Findings of one rule and severity whose sentences differ in their arguments only.
pub(super) struct Group<'a> {
    /// The one whose excerpt is shown.
    pub(super) first: &'a Finding,
    /// The others, in their order.
    pub(super) others: Vec<&'a Finding>,
    /// What other rules say of the same places and of no others.
    pub(super) beside: Vec<Group<'a>>,
}

/// The groups of a scan: most severe first, then in the order of their first finding. When every finding is asked for,
/// each is a group of its own, suppressed ones too; else what is only counted is left out.
pub(super) fn groups<'a>(scan: &Scan<'a>, style: &TextStyle) -> Vec<Group<'a>> {
    let own = |finding| Group { first: finding, others: Vec::new(), beside: Vec::new() };
    let mut groups: Vec<Group<'a>> = Vec::new();
    if style.detail == Detail::Every {
        groups.extend(scan.shown().map(own));
    } else {
        let mut known: HashMap<(&str, Severity, String), usize> = HashMap::new();
        for finding in told(scan, style) {
            let key = (finding.rule.id, finding.severity, shape(&finding.message));
            let place = *known.entry(key).or_insert(groups.len());
            match groups.get_mut(place) {
                Some(group) => group.others.push(finding),
                None => groups.push(own(finding)),
            }
        }
    }
    groups.sort_by_key(|group| Reverse(group.first.severity));
    if style.detail == Detail::Every { groups } else { folded(groups) }
}

/// The findings that are told one by one or in groups; the others are only counted.
fn told<'a>(scan: &Scan<'a>, style: &TextStyle) -> impl Iterator<Item = &'a Finding> {
    let least = style.counted_below;
    scan.shown().filter(move |finding| finding.suppressed.is_none() && finding.severity >= least)
}

/// The bytes that a finding points at.
type Place = (usize, Span);

fn place(finding: &Finding) -> Option<Place> {
    let (source, span) = (finding.location.source()?, finding.location.span()?);
    Some((Arc::as_ptr(source).addr(), span))
}

/// Puts each group beside the first one that speaks of all its places: what several rules miss in one mapping, or
/// dislike about one value, reads as one.
fn folded(groups: Vec<Group<'_>>) -> Vec<Group<'_>> {
    let mut folded: Vec<Group<'_>> = Vec::with_capacity(groups.len());
    let mut speaking: HashMap<Place, Vec<usize>> = HashMap::new();
    for group in groups {
        let places: Option<Vec<Place>> = group.findings().map(place).collect();
        let Some(places) = places else {
            folded.push(group);
            continue;
        };
        let speaks_of_all = |candidate: &usize| {
            places.iter().all(|place| speaking.get(place).is_some_and(|groups| groups.contains(candidate)))
        };
        let first = places.first().and_then(|place| speaking.get(place));
        let wider = first.and_then(|groups| groups.iter().copied().find(speaks_of_all));
        match wider.and_then(|index| folded.get_mut(index)) {
            Some(wider) => wider.beside.push(group),
            None => {
                for place in places {
                    speaking.entry(place).or_default().push(folded.len());
                }
                folded.push(group);
            }
        }
    }
    folded
}

impl<'a> Group<'a> {
    /// All its findings.
    pub(super) fn findings(&self) -> impl Iterator<Item = &'a Finding> + use<'a, '_> {
        std::iter::once(self.first).chain(self.others.iter().copied())
    }

    /// Its first sentence, and at how many places it holds if that is more than one.
    pub(super) fn title(&self) -> String {
        let text = &self.first.message.text;
        match self.others.len() {
            0 => text.to_string(),
            others => format!("{text} ({} places)", words::count(others + 1)),
        }
    }

    /// The arguments of one of the findings that are not the same in all of them.
    pub(super) fn distinct<'f>(&self, finding: &'f Finding) -> Vec<&'f str> {
        let differs = |place: usize| {
            let first = self.first.message.arguments.iter().nth(place);
            self.others.iter().any(|other| other.message.arguments.iter().nth(place) != first)
        };
        let arguments = finding.message.arguments.iter().enumerate();
        arguments.filter(|(place, _)| differs(*place)).map(|(_, argument)| argument).collect()
    }
}

/// The sentence without its arguments.
fn shape(message: &Message) -> String {
    let mut rest = message.text.as_str();
    let mut shape = String::with_capacity(rest.len());
    for argument in message.arguments.iter().filter(|argument| !argument.is_empty()) {
        if let Some((before, after)) = rest.split_once(argument) {
            shape.push_str(before);
            shape.push('\0');
            rest = after;
        }
    }
    shape.push_str(rest);
    shape
}

#[cfg(test)]
mod tests {
    use super::shape;
    use finding::message;

    #[test]
    fn arguments_do_not_count() {
        let one = message!("container `{}` adds `{}`", "api", "NET_ADMIN");
        let two = message!("container `{}` adds `{}`", "container", "SYS_ADMIN");
        let other = message!("container `{}` drops `{}`", "api", "NET_ADMIN");
        assert_eq!(shape(&one), shape(&message!("container `{}` adds `{}`", "web", "SYS_TIME")));
        assert_ne!(shape(&one), shape(&other));
        assert_eq!(two.text, "container `container` adds `SYS_ADMIN`");
    }
}
