//! What a role may let its holder do that others have to fear.

use authz::{Action, RoleKind};
use finding::{Message, Severity};
use manifest::Node;
use model::Object;

use crate::check::Check;
use crate::sink::{Said, Sink};

/// Something dangerous that roles may grant, as one check knows it.
pub(crate) struct Power {
    /// Any of these is enough.
    pub rights: &'static [Right],
    /// What its holder does: `reads Secrets`.
    pub phrase: &'static str,
    /// Roles that it need not be feared in, for what else they say.
    pub spares: fn(&Object) -> bool,
}

/// A right: any of some verbs on a resource of a group (`pods/exec` for a subresource).
pub(crate) struct Right {
    /// The API group; empty for the core group.
    pub group: &'static str,
    /// The resource, perhaps with its subresource.
    pub resource: &'static str,
    /// The verbs.
    pub verbs: &'static [&'static str],
    /// The names of objects for which alone it is dangerous, too.
    names: &'static [&'static str],
    /// Where a role must be for it to hold.
    reach: Reach,
}

/// In which roles a right means anything.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Reach {
    /// In both kinds.
    Everywhere,
    /// Only in ClusterRoles: a Role grants nothing that is in no namespace.
    Cluster,
}

/// A power that a role of the input grants: by the rule that says most, and by others.
pub(crate) struct Grant<'a> {
    /// The role.
    pub role: &'a Object,
    /// The rule.
    pub rule: Node<'a>,
    /// The resource as the rule names it.
    pub node: Node<'a>,
    /// The resource.
    pub resource: &'static str,
    /// The place of the right in its power: what comes first is worst.
    pub right: usize,
    /// The resources by which other rules of the role grant the power.
    pub others: Vec<Node<'a>>,
}

impl<'a> Grant<'a> {
    /// Says it once for the role, where the worst of its rules stands.
    pub fn tell<'s>(&self, sink: &'s mut Sink<'a>, message: Message) -> Said<'s, 'a> {
        let said = sink.at(self.node).say(message);
        self.others.iter().fold(said, |said, other| said.related("by this rule, too", self.role, *other))
    }

    /// Takes what another rule of the same role grants.
    pub fn join(&mut self, mut other: Grant<'a>) {
        if other.right < self.right {
            std::mem::swap(self, &mut other);
            self.others = std::mem::take(&mut other.others);
        }
        self.others.push(other.node);
    }
}

/// Powers in the order of their checks, as bits.
#[derive(Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Powers(u64);

/// A right on what is in namespaces.
pub(crate) const fn in_namespaces(
    group: &'static str,
    resource: &'static str,
    verbs: &'static [&'static str],
) -> Right {
    Right { group, resource, verbs, names: &[], reach: Reach::Everywhere }
}

/// A right on what is in none.
pub(crate) const fn of_the_cluster(
    group: &'static str,
    resource: &'static str,
    verbs: &'static [&'static str],
) -> Right {
    Right { group, resource, verbs, names: &[], reach: Reach::Cluster }
}

impl Right {
    /// The same, dangerous for these objects alone, too.
    pub const fn also_named(self, names: &'static [&'static str]) -> Right {
        Right { names, ..self }
    }

    /// Whether it means anything in a role of this kind.
    pub fn holds_in(&self, kind: RoleKind) -> bool {
        self.reach == Reach::Everywhere || kind == RoleKind::ClusterRole
    }

    /// Each action that it stands for: its verbs on no object in particular, and on those that have a name.
    pub fn actions(&self) -> impl Iterator<Item = Action<'static>> + use<> {
        let (group, resource, names) = (self.group, self.resource, self.names);
        self.verbs.iter().flat_map(move |verb| {
            let action = Action::on(verb, group, resource);
            std::iter::once(action).chain(names.iter().map(move |name| action.named(name)))
        })
    }

    /// Whether a rule names it by this text, apart from `*`.
    pub fn is_named_by(&self, text: &str) -> bool {
        let any = || {
            let subresource = self.resource.split_once('/').map(|(_, subresource)| subresource);
            subresource.is_some() && text.strip_prefix("*/") == subresource
        };
        text == self.resource || any()
    }
}

impl Powers {
    /// The power at a place.
    pub fn one(place: usize) -> Powers {
        Powers(1 << place)
    }

    /// The powers of both.
    pub fn with(self, other: Powers) -> Powers {
        Powers(self.0 | other.0)
    }

    /// Those that are not in the other.
    pub fn without(self, other: Powers) -> Powers {
        Powers(self.0 & !other.0)
    }

    /// Those that are in the other, too.
    pub fn within(self, other: Powers) -> Powers {
        Powers(self.0 & other.0)
    }

    /// Whether there is none.
    pub fn is_empty(self) -> bool {
        self.0 == 0
    }

    /// The places of the powers.
    pub fn places(self) -> impl Iterator<Item = usize> {
        (0..64).filter(move |place| self.0 & (1 << place) != 0)
    }
}

/// Whether a check's power is one that rights are judged by where only bindings are seen.
pub(crate) fn is_grave(check: &Check) -> bool {
    check.rule.severity >= Severity::Medium
}
