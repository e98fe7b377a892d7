//! How roles and bindings are written.

use std::borrow::Cow;

use manifest::Node;
use model::Object;

use crate::check::Visits;
use crate::field::{items, strings, text};

/// The group of roles and bindings.
pub(crate) const GROUP: &str = authz::GROUP;

/// Bindings of both scopes.
pub(crate) const BINDINGS: Visits = Visits::Kinds(&[(GROUP, "RoleBinding"), (GROUP, "ClusterRoleBinding")]);

/// Roles of both scopes.
pub(crate) const ROLES: Visits = Visits::Kinds(&[(GROUP, "Role"), (GROUP, "ClusterRole")]);

/// The item of a rule's list that is `*`.
pub(crate) fn wildcard<'a>(rule: Node<'a>, field: &str) -> Option<Node<'a>> {
    strings(rule, field).find(|(_, text)| text == "*").map(|(node, _)| node)
}

/// Whether all API groups of a rule are those of custom resources: none of them holds Secrets, workloads or rights.
pub(crate) fn has_only_custom_groups(rule: Node<'_>) -> bool {
    let mut groups = strings(rule, "apiGroups").peekable();
    groups.peek().is_some() && groups.all(|(_, group)| group.contains('.') && !group.ends_with(".k8s.io"))
}

/// A subject of a binding.
pub(crate) struct Subject<'a> {
    /// The node that holds its name.
    pub node: Node<'a>,
    /// `User`, `Group` or `ServiceAccount`.
    pub kind: Cow<'a, str>,
    /// Its name.
    pub name: Cow<'a, str>,
}

/// The subjects of a binding.
pub(crate) fn subjects(binding: &Object) -> impl Iterator<Item = Subject<'_>> {
    items(binding.root(), "subjects").filter_map(|subject| {
        let node = subject.get("name")?;
        Some(Subject { node, kind: subject.get("kind")?.as_str()?, name: node.as_str()? })
    })
}

/// The role of a binding, as messages name it: kind and name.
pub(crate) fn role_of(binding: &Object) -> (Cow<'_, str>, Cow<'_, str>) {
    let of = |key| binding.root().get("roleRef").map(|reference| text(reference, key)).unwrap_or_default();
    (of("kind"), of("name"))
}
