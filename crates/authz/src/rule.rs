//! The rules of roles, and what they allow (`pkg/apis/rbac/v1/evaluation_helpers.go`).

use std::borrow::Cow;

use manifest::Node;

use crate::role::RoleId;
use crate::symbol::Symbol;

/// A rule's place in its World.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct RuleId(pub(crate) u32);

/// A rule of a role.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rule {
    /// The role that it is written in; an aggregated ClusterRole has the rules of others.
    pub role: RoleId,
    /// Its place in that role's list.
    pub index: u32,
    pub(crate) verbs: Box<[Symbol]>,
    pub(crate) groups: Box<[Symbol]>,
    pub(crate) resources: Box<[Resource]>,
    pub(crate) names: Box<[Symbol]>,
    pub(crate) urls: Box<[Box<str>]>,
}

/// A resource as a rule writes it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Resource {
    /// All of it: `pods`, `pods/exec`, `*`, `*/scale`.
    pub whole: Symbol,
    /// `*/exec` for `pods/exec`; unknown for what has no subresource.
    pub any: Symbol,
}

/// An action on a resource, in symbols.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Wanted {
    pub verb: Symbol,
    pub group: Symbol,
    /// What a rule may name: `*`, the whole, `*/subresource`.
    pub resources: [Symbol; 3],
    pub name: Symbol,
}

impl RuleId {
    /// Its place among [`crate::World::rules`].
    pub fn index(self) -> usize {
        self.0 as usize
    }
}

impl Rule {
    /// Reads a `PolicyRule`. What is not a string, Kubernetes would not have accepted; it is left out.
    pub(crate) fn read(
        node: Node<'_>,
        (role, index): (RoleId, u32),
        symbol: &mut impl FnMut(&str) -> Symbol,
    ) -> Rule {
        let resources = strings(node, "resources").map(|whole| Resource {
            whole: symbol(&whole),
            any: match whole.split_once('/') {
                Some((_, subresource)) => symbol(&format!("*/{subresource}")),
                None => Symbol::UNKNOWN,
            },
        });
        let resources = resources.collect();
        let mut symbols = |key| strings(node, key).map(|text| symbol(&text)).collect();
        Rule {
            role,
            index,
            verbs: symbols("verbs"),
            groups: symbols("apiGroups"),
            resources,
            names: symbols("resourceNames"),
            urls: strings(node, "nonResourceURLs").map(Box::from).collect(),
        }
    }

    /// Whether it is limited to objects by name.
    pub fn is_named(&self) -> bool {
        !self.names.is_empty()
    }

    /// Whether it grants every verb.
    pub fn has_all_verbs(&self) -> bool {
        self.verbs.contains(&Symbol::STAR)
    }

    /// Whether it holds for every group.
    pub fn has_all_groups(&self) -> bool {
        self.groups.contains(&Symbol::STAR)
    }

    /// Whether it holds for every resource of its groups.
    pub fn has_all_resources(&self) -> bool {
        self.resources.iter().any(|resource| resource.whole == Symbol::STAR)
    }

    /// Whether it grants everything there is.
    pub fn is_everything(&self) -> bool {
        self.has_all_verbs() && self.has_all_groups() && self.has_all_resources() && !self.is_named()
    }

    /// Whether it allows the action, apart from its resource, by which it was found.
    pub(crate) fn allows_but_for_resource(&self, wanted: &Wanted) -> bool {
        self.has_verb(wanted.verb)
            && (self.groups.contains(&Symbol::STAR) || self.groups.contains(&wanted.group))
            && (self.names.is_empty() || self.names.contains(&wanted.name))
    }

    /// Whether it allows the action.
    pub(crate) fn allows(&self, wanted: &Wanted) -> bool {
        self.resources.iter().any(|resource| wanted.resources.contains(&resource.whole))
            && self.allows_but_for_resource(wanted)
    }

    pub(crate) fn has_verb(&self, verb: Symbol) -> bool {
        self.verbs.contains(&Symbol::STAR) || self.verbs.contains(&verb)
    }

    /// Whether it names the URL: exactly, or by a prefix before its stars.
    pub(crate) fn has_url(&self, path: &str) -> bool {
        self.urls.iter().any(|url| url_covers(url, path))
    }
}

pub(crate) fn url_covers(pattern: &str, path: &str) -> bool {
    pattern == path || pattern.ends_with('*') && path.starts_with(pattern.trim_end_matches('*'))
}

/// The strings of a list; a null is the empty string, as Go decodes it.
pub(crate) fn strings<'a>(node: Node<'a>, key: &str) -> impl Iterator<Item = Cow<'a, str>> + use<'a> {
    let items = node.get(key).into_iter().flat_map(Node::items);
    items.filter_map(|item| if item.is_null() { Some(Cow::Borrowed("")) } else { item.as_str() })
}
