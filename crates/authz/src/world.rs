//! The World: roles, bindings and their indexes.

use rustc_hash::FxHashMap;

use crate::request::{Action, Space};
use crate::role::{Binding, BindingId, Identity, Role, RoleId};
use crate::rule::{Rule, RuleId, Wanted};
use crate::symbol::{Symbol, Symbols};

/// All roles and bindings of an input, ready to be asked.
#[derive(Debug)]
pub struct World {
    pub(crate) symbols: Symbols,
    pub(crate) rules: Vec<Rule>,
    pub(crate) roles: Vec<Role>,
    pub(crate) bindings: Vec<Binding>,
    /// By a resource as rules write it, ordered by role.
    pub(crate) by_resource: FxHashMap<Symbol, Vec<Grant>>,
    /// The rules with URLs, ordered by role.
    pub(crate) by_url: Vec<Grant>,
    /// A subject's bindings, by the namespace they are in; those of the cluster come first.
    pub(crate) by_subject: FxHashMap<Identity, Vec<(Symbol, BindingId)>>,
    /// The bindings of each role.
    pub(crate) by_role: Vec<Vec<BindingId>>,
    /// Whether a role that is not there grants nothing for certain.
    pub(crate) complete: bool,
}

/// A rule as one of a role's, which need not be the one that it is written in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Grant {
    pub role: RoleId,
    pub rule: RuleId,
}

impl World {
    /// Every role, those that are assumed last.
    pub fn roles(&self) -> impl Iterator<Item = (RoleId, &Role)> {
        (0u32..).map(RoleId).zip(&self.roles)
    }

    /// Every binding, ClusterRoleBindings first.
    pub fn bindings(&self) -> impl Iterator<Item = (BindingId, &Binding)> {
        (0u32..).map(BindingId).zip(&self.bindings)
    }

    /// A role of this World.
    pub fn role(&self, id: RoleId) -> &Role {
        &self.roles[id.0 as usize]
    }

    /// A binding of this World.
    pub fn binding(&self, id: BindingId) -> &Binding {
        &self.bindings[id.0 as usize]
    }

    /// A rule of this World.
    pub fn rule(&self, id: RuleId) -> &Rule {
        &self.rules[id.0 as usize]
    }

    /// Every rule as it is written, role by role.
    pub fn rules(&self) -> &[Rule] {
        &self.rules
    }

    /// Every rule that allows an action, once for each role that has it.
    pub fn rules_allowing(&self, action: Action<'_>) -> Vec<RuleId> {
        let sought = self.sought(action);
        let grants = sought.rules().into_iter().flatten();
        grants.map(|grant| grant.rule).filter(|rule| sought.allowed_by(self.rule(*rule))).collect()
    }

    /// The bindings of a role.
    pub fn bindings_of(&self, role: RoleId) -> &[BindingId] {
        &self.by_role[role.0 as usize]
    }

    /// The text of a name.
    pub fn name(&self, symbol: Symbol) -> &str {
        self.symbols.name(symbol)
    }

    /// The name of a role.
    pub fn role_name(&self, role: RoleId) -> &str {
        self.name(self.role(role).name)
    }

    /// Where a role stands.
    pub fn role_space(&self, role: RoleId) -> Space<'_> {
        self.space(self.role(role).space)
    }

    /// Where a binding stands.
    pub fn binding_space(&self, binding: BindingId) -> Space<'_> {
        self.space(self.binding(binding).space)
    }

    fn space(&self, key: Symbol) -> Space<'_> {
        match self.name(key) {
            "" => Space::Cluster,
            "\0" => Space::Unwritten,
            namespace => Space::Namespace(namespace),
        }
    }

    /// Whether a rule of this World allows an action, wherever it is granted.
    pub fn allows(&self, rule: &Rule, action: Action<'_>) -> bool {
        match action {
            Action::Resource { .. } => rule.allows(&self.wanted(action)),
            Action::Url { verb, path } => rule.has_verb(self.symbols.find(verb)) && rule.has_url(path),
        }
    }

    /// The rules of a role that allow an action.
    pub fn rules_that_allow(&self, role: RoleId, action: Action<'_>) -> Vec<RuleId> {
        self.granting(role, &self.sought(action)).map(|grant| grant.rule).collect()
    }

    pub(crate) fn wanted(&self, action: Action<'_>) -> Wanted {
        let Action::Resource { verb, group, resource, subresource, name } = action else {
            let unknown = Symbol::UNKNOWN;
            return Wanted { verb: unknown, group: unknown, resources: [unknown; 3], name: unknown };
        };
        let find = |text: &str| self.symbols.find(text);
        let resources = if subresource.is_empty() {
            [Symbol::STAR, find(resource), Symbol::UNKNOWN]
        } else {
            let whole = find(&[resource, "/", subresource].concat());
            [Symbol::STAR, whole, find(&["*/", subresource].concat())]
        };
        Wanted { verb: find(verb), group: find(group), resources, name: find(name) }
    }

    /// What is looked for, with the rules that may allow it.
    pub(crate) fn sought<'w, 'a>(&'w self, action: Action<'a>) -> Sought<'w, 'a> {
        match action {
            Action::Resource { .. } => {
                let wanted = self.wanted(action);
                let rules = wanted.resources.map(|resource| match self.by_resource.get(&resource) {
                    Some(grants) => grants.as_slice(),
                    None => &[],
                });
                Sought::Resource { wanted, rules }
            }
            Action::Url { verb, path } => {
                Sought::Url { verb: self.symbols.find(verb), path, rules: &self.by_url }
            }
        }
    }

    /// The rules of a role that allow what is sought.
    pub(crate) fn granting<'w>(
        &'w self,
        role: RoleId,
        sought: &Sought<'w, '_>,
    ) -> impl Iterator<Item = Grant> {
        sought
            .rules()
            .into_iter()
            .flat_map(move |grants| of_role(grants, role))
            .copied()
            .filter(move |grant| sought.allowed_by(self.rule(grant.rule)))
    }
}

/// What is looked for, in symbols, with the rules that may allow it.
pub(crate) enum Sought<'w, 'a> {
    Resource { wanted: Wanted, rules: [&'w [Grant]; 3] },
    Url { verb: Symbol, path: &'a str, rules: &'w [Grant] },
}

impl<'w> Sought<'w, '_> {
    pub fn rules(&self) -> [&'w [Grant]; 3] {
        match self {
            Sought::Resource { rules, .. } => *rules,
            Sought::Url { rules, .. } => [rules, &[], &[]],
        }
    }

    /// Whether a rule that was found allows it.
    pub fn allowed_by(&self, rule: &Rule) -> bool {
        match self {
            Sought::Resource { wanted, .. } => rule.allows_but_for_resource(wanted),
            Sought::Url { verb, path, .. } => rule.has_verb(*verb) && rule.has_url(path),
        }
    }
}

/// The grants of one role among those ordered by role.
fn of_role(grants: &[Grant], role: RoleId) -> &[Grant] {
    let from = grants.partition_point(|grant| grant.role < role);
    let length = grants[from..].iter().take_while(|grant| grant.role == role).count();
    &grants[from..from + length]
}
