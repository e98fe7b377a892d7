//! What the rules of a role grant (`rbac/v1.PolicyRule`; matching as in `pkg/apis/rbac/v1/evaluation_helpers.go`).

use std::borrow::Cow;

use manifest::Node;
use model::Object;

use crate::check::Visits;

/// The group of roles and bindings.
pub(crate) const GROUP: &str = "rbac.authorization.k8s.io";

/// Roles of both scopes.
pub(crate) const ROLES: Visits = Visits::Kinds(&[(GROUP, "Role"), (GROUP, "ClusterRole")]);

/// Bindings of both scopes.
pub(crate) const BINDINGS: Visits = Visits::Kinds(&[(GROUP, "RoleBinding"), (GROUP, "ClusterRoleBinding")]);

/// A right: any of some verbs on a resource of a group (`pods/exec` for a subresource).
pub(crate) struct Right {
    pub group: &'static str,
    pub resource: &'static str,
    pub verbs: &'static [&'static str],
}

/// A rule of a role.
#[derive(Clone, Copy)]
pub(crate) struct PolicyRule<'a>(pub Node<'a>);

/// The rules of a role that people wrote; none of those that Kubernetes makes and keeps as they are.
pub(crate) fn rules(role: &Object) -> impl Iterator<Item = PolicyRule<'_>> {
    let own = role.label("kubernetes.io/bootstrapping").is_none();
    role.root().get("rules").filter(|_| own).into_iter().flat_map(Node::items).map(PolicyRule)
}

impl<'a> PolicyRule<'a> {
    /// The item of a list that is `*`.
    pub fn wildcard(self, field: &str) -> Option<Node<'a>> {
        self.items(field).find(|(_, text)| text == "*").map(|(node, _)| node)
    }

    /// The resource, as named in the rule, by which it grants a right; nothing where it does so by `*`, which is a
    /// matter of its own, or only for named objects and verbs that take one.
    pub fn grants(self, right: &Right) -> Option<Node<'a>> {
        let subresource = right.resource.split_once('/').map(|(_, subresource)| subresource);
        let names = |text: &str| {
            text == right.resource || subresource.is_some() && text.strip_prefix("*/") == subresource
        };
        let (node, _) = self.items("resources").find(|(_, text)| names(text))?;
        let group = self.items("apiGroups").any(|(_, group)| group == "*" || group == right.group);
        // A rule for named objects holds for verbs that name one.
        let named = self.0.get("resourceNames").is_some_and(|names| names.items().next().is_some());
        let counts = |verb: &str| !named || matches!(verb, "*" | "list" | "watch");
        let verb = self
            .items("verbs")
            .any(|(_, verb)| (verb == "*" || right.verbs.contains(&&*verb)) && counts(&verb));
        (group && verb).then_some(node)
    }

    /// The first of several rights that the rule grants, with the resource as named.
    pub fn grants_any(self, rights: &'static [Right]) -> Option<(&'static Right, Node<'a>)> {
        rights.iter().find_map(|right| Some((right, self.grants(right)?)))
    }

    fn items(self, field: &str) -> impl Iterator<Item = (Node<'a>, Cow<'a, str>)> {
        self.0.get(field).into_iter().flat_map(Node::items).filter_map(|node| Some((node, node.as_str()?)))
    }
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
    binding.root().get("subjects").into_iter().flat_map(Node::items).filter_map(|subject| {
        let node = subject.get("name")?;
        Some(Subject { node, kind: subject.get("kind")?.as_str()?, name: node.as_str()? })
    })
}

/// The role of a binding, as messages name it: kind and name.
pub(crate) fn role_of(binding: &Object) -> (Cow<'_, str>, Cow<'_, str>) {
    let text = |key| binding.root().path(&["roleRef", key]).and_then(Node::as_str).unwrap_or_default();
    (text("kind"), text("name"))
}
