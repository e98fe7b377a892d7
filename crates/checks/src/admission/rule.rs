//! Which resources the rules of webhooks and admission policies match (`admissionregistration/v1.Rule`).

use manifest::Node;

use crate::field::strings;

/// A resource of a group.
pub(crate) struct Matched {
    pub group: &'static str,
    pub resource: &'static str,
}

/// Whether a rule matches one of several resources.
pub(crate) fn matches_any(rule: Node<'_>, wanted: &[Matched]) -> bool {
    wanted.iter().any(|matched| {
        strings(rule, "apiGroups").any(|(_, group)| group == "*" || group == matched.group)
            && strings(rule, "resources")
                .any(|(_, resource)| matches!(&*resource, "*" | "*/*") || resource == matched.resource)
    })
}
