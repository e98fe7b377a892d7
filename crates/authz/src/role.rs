//! Roles and bindings of a World.

use model::ObjectId;

use crate::rule::RuleId;
use crate::symbol::Symbol;

/// A role's place in its World.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct RoleId(pub(crate) u32);

/// A binding's place in its World.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct BindingId(pub(crate) u32);

/// Which of the two kinds of role.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum RoleKind {
    /// In a namespace.
    Role,
    /// In none.
    ClusterRole,
}

/// A Role or ClusterRole.
#[derive(Clone, Debug)]
pub struct Role {
    /// Which of the two.
    pub kind: RoleKind,
    /// The object; `None` for a role of Kubernetes itself that the input does not define, which is assumed.
    pub object: Option<ObjectId>,
    /// What it grants: its own rules, or those of the ClusterRoles that it aggregates.
    pub rules: Box<[RuleId]>,
    /// Whether an aggregation rule fills it.
    pub aggregated: bool,
    pub(crate) space: Symbol,
    pub(crate) name: Symbol,
}

/// A RoleBinding or ClusterRoleBinding.
#[derive(Clone, Debug)]
pub struct Binding {
    /// The object.
    pub object: ObjectId,
    /// The role that it names.
    pub reference: RoleReference,
    /// The roles of that name: none where there is none, several where the input has variants of it.
    pub roles: Box<[RoleId]>,
    /// Who is bound, one for each item of its list.
    pub subjects: Box<[Subject]>,
    pub(crate) space: Symbol,
}

/// The role that a binding names.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct RoleReference {
    /// Which kind; `None` for another word, which the API server does not accept.
    pub kind: Option<RoleKind>,
    /// The name.
    pub name: Symbol,
}

/// A subject of a binding.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Subject {
    /// What it is; `None` for another word: it applies to nobody.
    pub kind: Option<SubjectKind>,
    /// The name.
    pub name: Symbol,
    /// A ServiceAccount's namespace, as written or else the binding's; unknown for other kinds, and for a ServiceAccount
    /// without one in a ClusterRoleBinding, which applies to nobody.
    pub namespace: Symbol,
    /// By which it is found.
    pub(crate) identity: Option<Identity>,
}

/// The kinds of subject.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum SubjectKind {
    /// By the user's name; the user may be a ServiceAccount.
    User,
    /// By membership.
    Group,
    /// By namespace and name.
    ServiceAccount,
}

/// What a subject is told by: a user's name (those of ServiceAccounts too) or a group.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Identity {
    User(Symbol),
    Group(Symbol),
}

impl RoleKind {
    /// The kind as the API spells it.
    pub fn word(self) -> &'static str {
        match self {
            RoleKind::Role => "Role",
            RoleKind::ClusterRole => "ClusterRole",
        }
    }

    pub(crate) fn of(word: &str) -> Option<RoleKind> {
        match word {
            "Role" => Some(RoleKind::Role),
            "ClusterRole" => Some(RoleKind::ClusterRole),
            _ => None,
        }
    }
}

impl SubjectKind {
    /// The kind as the API spells it.
    pub fn word(self) -> &'static str {
        match self {
            SubjectKind::User => "User",
            SubjectKind::Group => "Group",
            SubjectKind::ServiceAccount => "ServiceAccount",
        }
    }

    pub(crate) fn of(word: &str) -> Option<SubjectKind> {
        match word {
            "User" => Some(SubjectKind::User),
            "Group" => Some(SubjectKind::Group),
            "ServiceAccount" => Some(SubjectKind::ServiceAccount),
            _ => None,
        }
    }
}

impl Binding {
    /// Whether it is a ClusterRoleBinding: what it grants holds in every namespace.
    pub fn is_cluster_wide(&self) -> bool {
        self.space == Symbol::EMPTY
    }
}
