//! Findings that say the same, taken together.

use std::cmp::Reverse;
use std::collections::HashMap;

use finding::{Finding, Message, Severity};

use crate::{Detail, Scan};

/// Findings of one rule and severity whose sentences differ in their arguments only.
pub(super) struct Group<'a> {
    /// The one whose excerpt is shown.
    pub(super) first: &'a Finding,
    /// The others, in their order.
    pub(super) others: Vec<&'a Finding>,
}

/// The groups of a scan: most severe first, then in the order of their first finding. Suppressed findings are part only
/// when every finding is asked for, and each finding is then a group of its own.
pub(super) fn groups<'a>(scan: &Scan<'a>, detail: Detail) -> Vec<Group<'a>> {
    let every = detail == Detail::Every;
    let mut groups: Vec<Group<'a>> = Vec::new();
    let mut known: HashMap<(&str, Severity, String), usize> = HashMap::new();
    for finding in scan.shown().filter(|finding| every || finding.suppressed.is_none()) {
        let new = Group { first: finding, others: Vec::new() };
        if every {
            groups.push(new);
            continue;
        }
        let key = (finding.rule.id, finding.severity, shape(&finding.message));
        let place = *known.entry(key).or_insert(groups.len());
        match groups.get_mut(place) {
            Some(group) => group.others.push(finding),
            None => groups.push(new),
        }
    }
    groups.sort_by_key(|group| Reverse(group.first.severity));
    groups
}

impl<'a> Group<'a> {
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
