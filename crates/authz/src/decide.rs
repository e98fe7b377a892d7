//! Decisions, and the same questions backwards: who may, and what may somebody.

use std::borrow::Cow;

use crate::MASTERS;
use crate::request::{Action, Request, Space, User};
use crate::role::{BindingId, Identity, RoleId};
use crate::rule::RuleId;
use crate::symbol::Symbol;
use crate::world::World;

/// The answer to a request.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Decision {
    /// Whether RBAC allows it. If not, RBAC has no opinion: it never denies.
    pub allowed: bool,
    /// Why it is allowed.
    pub by: Option<By>,
    /// Where it is not allowed: bindings of the user to roles that are not there. They grant nothing.
    pub missing: Vec<BindingId>,
    /// Where it is not allowed: that one of the missing roles may be elsewhere, and allow it.
    pub unknown: bool,
}

/// Why something is allowed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum By {
    /// The user is in `system:masters`.
    Masters,
    /// A rule says so.
    Rule(Grounds),
}

/// A rule, the role that has it, and the binding that grants the role.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Grounds {
    /// The binding.
    pub binding: BindingId,
    /// The role that it grants.
    pub role: RoleId,
    /// The rule.
    pub rule: RuleId,
}

impl World {
    /// What the API server decides by RBAC (`RBACAuthorizer.Authorize`): all ClusterRoleBindings of the user and of its
    /// groups, then the RoleBindings of the request's namespace.
    pub fn decide(&self, request: &Request<'_>) -> Decision {
        let decision = |by| Decision { allowed: true, by: Some(by), missing: Vec::new(), unknown: false };
        if request.user.groups.iter().any(|group| group == MASTERS) {
            return decision(By::Masters);
        }
        let sought = self.sought(request.action);
        let mut missing = Vec::new();
        for binding in self.held_in(request.user, request.space) {
            let roles = &self.binding(binding).roles;
            for &role in roles {
                if let Some(grant) = self.granting(role, &sought).next() {
                    return decision(By::Rule(Grounds { binding, role, rule: grant.rule }));
                }
            }
            if roles.is_empty() {
                missing.push(binding);
            }
        }
        let unknown = !missing.is_empty() && !self.complete;
        Decision { allowed: false, by: None, missing, unknown }
    }

    /// Every way in which somebody may do it; who is bound stands in the bindings. `system:masters` may do everything.
    pub fn who_can(&self, action: Action<'_>, space: Space<'_>) -> Vec<Grounds> {
        let sought = self.sought(action);
        let space = self.symbols.find(space.key());
        let mut found = Vec::new();
        for grant in sought.rules().into_iter().flatten() {
            if !sought.allowed_by(self.rule(grant.rule)) {
                continue;
            }
            for &binding in self.bindings_of(grant.role) {
                let stands = self.binding(binding).space;
                if stands == Symbol::EMPTY || stands == space {
                    found.push(Grounds { binding, role: grant.role, rule: grant.rule });
                }
            }
        }
        found.sort_unstable_by_key(|grounds| (grounds.binding, grounds.role, grounds.rule));
        found.dedup();
        found
    }

    /// Every rule that holds for a user in a namespace (`VisitRulesFor`).
    pub fn rights_of(&self, user: &User<'_>, space: Space<'_>) -> impl Iterator<Item = Grounds> {
        self.held_in(user, space).flat_map(move |binding| {
            let roles = self.binding(binding).roles.iter();
            roles.flat_map(move |&role| {
                self.role(role).rules.iter().map(move |&rule| Grounds { binding, role, rule })
            })
        })
    }

    /// Every binding of a user or one of its groups, in any namespace.
    pub fn bindings_held(&self, user: &User<'_>) -> impl Iterator<Item = BindingId> {
        self.identities(user).flat_map(move |identity| {
            self.by_subject.get(&identity).into_iter().flatten().map(|(_, binding)| *binding)
        })
    }

    /// The bindings that count for a request in a namespace.
    fn held_in(&self, user: &User<'_>, space: Space<'_>) -> impl Iterator<Item = BindingId> {
        let space = self.symbols.find(space.key());
        let spaces = [Some(Symbol::EMPTY), Some(space).filter(|space| *space != Symbol::EMPTY)];
        spaces.into_iter().flatten().flat_map(move |space| {
            self.identities(user).flat_map(move |identity| {
                let held = self.by_subject.get(&identity).map_or(&[][..], Vec::as_slice);
                let from = held.partition_point(|(other, _)| *other < space);
                let there = held[from..].iter().take_while(move |(other, _)| *other == space);
                there.map(|(_, binding)| *binding)
            })
        })
    }

    fn identities(&self, user: &User<'_>) -> impl Iterator<Item = Identity> {
        let find = |name: &Cow<'_, str>| self.symbols.find(name);
        let groups: Vec<Symbol> = user.groups.iter().map(find).collect();
        let user = Identity::User(find(&user.name));
        std::iter::once(user).chain(groups.into_iter().map(Identity::Group))
    }
}
