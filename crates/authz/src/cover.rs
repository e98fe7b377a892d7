//! Whether somebody may hand on rights (`component-helpers/auth/rbac/validation`, `pkg/registry/rbac/escalation_check.go`).

use manifest::Node;

use crate::request::{Action, Request, Space, User};
use crate::role::RoleId;
use crate::rule::{Resource, Rule, url_covers};
use crate::symbol::Symbol;
use crate::world::World;
use crate::{GROUP, MASTERS};

impl World {
    /// Whether a user may create a role with these rules (the mapping of a role): with `escalate`, or holding all of
    /// them there. Whether the user may create roles at all is another question.
    pub fn may_write_role(&self, user: &User<'_>, space: Space<'_>, role: Node<'_>) -> bool {
        let resource = if space == Space::Cluster { "clusterroles" } else { "roles" };
        let action = Action::on("escalate", GROUP, resource);
        if self.decide(&Request { user, action, space }).allowed {
            return true;
        }
        let rules = role.get("rules").into_iter().flat_map(Node::items);
        let mut find = |text: &str| self.symbols.find(text);
        let rules: Vec<Rule> = rules.map(|rule| Rule::read(rule, (RoleId(0), 0), &mut find)).collect();
        let selectors = role.path(&["aggregationRule", "clusterRoleSelectors"]);
        let gathers = selectors.is_some_and(|selectors| selectors.items().next().is_some());
        self.covers(user, space, rules.iter()) && (!gathers || self.covers(user, space, everything().iter()))
    }

    /// Whether a user may bind a role in a namespace: with `bind` on it, or holding all its rules there. `None` where the
    /// role is not there, and the user may not bind it unseen.
    pub fn may_bind(&self, user: &User<'_>, space: Space<'_>, kind: &str, name: &str) -> Option<bool> {
        let resource = match kind {
            "Role" => "roles",
            "ClusterRole" => "clusterroles",
            _ => return None,
        };
        let action = Action::on("bind", GROUP, resource).named(name);
        if self.decide(&Request { user, action, space }).allowed {
            return Some(true);
        }
        let stands = if kind == "Role" { space } else { Space::Cluster };
        let key = (self.symbols.find(stands.key()), self.symbols.find(name));
        let (_, role) = self.roles().find(|(_, role)| (role.space, role.name) == key)?;
        Some(self.covers(user, space, role.rules.iter().map(|rule| self.rule(*rule))))
    }

    /// Whether a user holds everything that some rules grant, there.
    fn covers<'r>(&self, user: &User<'_>, space: Space<'_>, rules: impl Iterator<Item = &'r Rule>) -> bool {
        let held: Vec<&Rule> = self.rights_of(user, space).map(|grounds| self.rule(grounds.rule)).collect();
        user.groups.iter().any(|group| group == MASTERS) || covers(&held, rules)
    }
}

/// Everything there is, as an aggregation rule may gather anything.
fn everything() -> [Rule; 2] {
    let star = || vec![Symbol::STAR].into_boxed_slice();
    let resource = Resource { whole: Symbol::STAR, any: Symbol::UNKNOWN };
    let (role, index, none) = (RoleId(0), 0, Box::default);
    let all = Rule {
        role,
        index,
        verbs: star(),
        groups: star(),
        resources: [resource].into(),
        names: none(),
        urls: Box::default(),
    };
    let urls = Rule { groups: none(), resources: Box::default(), urls: ["*".into()].into(), ..all.clone() };
    [all, urls]
}

/// Whether every verb on every resource of every group, and every URL, of some rules is covered by one rule held.
pub(crate) fn covers<'r>(held: &[&Rule], rules: impl Iterator<Item = &'r Rule>) -> bool {
    rules.into_iter().all(|rule| covers_resources(held, rule) && covers_urls(held, rule))
}

fn covers_resources(held: &[&Rule], rule: &Rule) -> bool {
    let any = [Symbol::UNKNOWN];
    let (names, named): (&[Symbol], bool) = if rule.is_named() { (&rule.names, true) } else { (&any, false) };
    rule.groups.iter().all(|group| {
        rule.resources.iter().all(|resource| {
            rule.verbs.iter().all(|verb| {
                names.iter().all(|name| {
                    let holds = |held: &&Rule| {
                        held.has_verb(*verb)
                            && (held.groups.contains(&Symbol::STAR) || held.groups.contains(group))
                            && names_resource(held, *resource)
                            && (held.names.is_empty() || named && held.names.contains(name))
                    };
                    held.iter().any(holds)
                })
            })
        })
    })
}

fn names_resource(held: &Rule, resource: Resource) -> bool {
    let names = |symbol| held.resources.iter().any(|held| held.whole == symbol);
    names(Symbol::STAR) || names(resource.whole) || names(resource.any)
}

fn covers_urls(held: &[&Rule], rule: &Rule) -> bool {
    rule.urls.iter().all(|url| {
        rule.verbs.iter().all(|verb| {
            held.iter().any(|held| {
                held.has_verb(*verb)
                    && held.names.is_empty()
                    && held.urls.iter().any(|own| url_covers(own, url))
            })
        })
    })
}
