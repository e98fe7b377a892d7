//! The rights that the roles and bindings of the input give, read once for all checks about them.

use authz::{BindingId, Options, RoleId, RoleKind, Rule, RuleId, User, World};
use manifest::Node;
use model::{Inventory, Object};
use rustc_hash::FxHashSet;

use crate::check::{Check, Judge};
use crate::generated::CHECKS;
use crate::rbac::power::{Grant, Power, Powers, is_grave};

/// How many powers are named at once.
const PHRASES: usize = 4;

/// The rights of an input.
pub(crate) struct Rights<'a> {
    /// The input.
    pub inventory: &'a Inventory,
    /// What the API server would decide.
    pub world: World,
    powers: Vec<(&'static Check, &'static Power)>,
    grave: Powers,
    /// The powers that each rule grants.
    of_rules: Vec<Powers>,
    /// The rules that people wrote.
    written: Vec<(&'a Object, Node<'a>, RuleId)>,
}

/// A rule that people wrote, with what it grants.
pub(crate) struct Written<'a, 'r> {
    /// The role it is written in.
    pub role: &'a Object,
    /// The rule.
    pub node: Node<'a>,
    /// The same, as the authorizer has it.
    pub rule: &'r Rule,
    /// The powers it grants.
    pub powers: Powers,
}

impl<'a> Rights<'a> {
    /// Reads the roles and bindings.
    pub fn of(inventory: &'a Inventory) -> Rights<'a> {
        let world = World::of(inventory, Options::of_files(inventory));
        let powers: Vec<(&Check, &Power)> = CHECKS
            .iter()
            .filter_map(|check| match check.judge {
                Judge::Power(power, _) => Some((*check, power)),
                _ => None,
            })
            .collect();
        let grave = (0..powers.len()).filter(|place| is_grave(powers[*place].0)).map(Powers::one);
        let grave = grave.fold(Powers::default(), Powers::with);
        let mut of_rules = vec![Powers::default(); world.rules().len()];
        if !of_rules.is_empty() {
            for (place, (_, power)) in powers.iter().enumerate() {
                enter(inventory, &world, power, Powers::one(place), &mut of_rules);
            }
        }
        let written = written(inventory, &world);
        Rights { inventory, world, powers, grave, of_rules, written }
    }

    /// Every rule of the input that people wrote and that is granted as it stands: none of the roles that Kubernetes makes
    /// and keeps as they are, and none of a role whose rules an aggregation rule replaces.
    pub fn written(&self) -> impl Iterator<Item = Written<'a, '_>> {
        self.written.iter().map(|&(role, node, rule)| Written {
            role,
            node,
            rule: self.world.rule(rule),
            powers: self.of_rules[rule.index()],
        })
    }

    /// Every role that grants a check's power by naming the resource: what `*` grants is said of the `*`.
    pub fn granted(&self, check: &Check) -> Vec<Grant<'a>> {
        let Some(place) = self.powers.iter().position(|(other, _)| other.rule.id == check.rule.id) else {
            return Vec::new();
        };
        let (power, one) = (self.powers[place].1, Powers::one(place));
        let rules = self.written().filter(|written| !written.powers.within(one).is_empty());
        let mut grants: Vec<Grant<'a>> = Vec::new();
        for grant in rules.filter_map(|written| grant(power, &written, &self.world)) {
            match grants.last_mut().filter(|last| last.role.id() == grant.role.id()) {
                Some(same) => same.join(grant),
                None => grants.push(grant),
            }
        }
        grants
    }

    /// What the holder of powers does, in words; a few stand for many.
    pub fn phrases(&self, powers: Powers) -> String {
        if !self.grave.is_empty() && self.grave.without(powers).is_empty() {
            return "does everything".to_owned();
        }
        let mut phrases: Vec<&str> = powers.places().map(|place| self.powers[place].1.phrase).collect();
        if phrases.len() > PHRASES {
            phrases.truncate(PHRASES - 1);
            phrases.push("does more");
        }
        match phrases.split_last() {
            None => String::new(),
            Some((only, [])) => (*only).to_owned(),
            Some((last, others)) => format!("{} and {last}", others.join(", ")),
        }
    }

    /// The powers of a role, its own and those that it gathers.
    pub fn of_role(&self, role: RoleId) -> Powers {
        let rules = self.world.role(role).rules.iter();
        rules.map(|rule| self.of_rules[rule.index()]).fold(Powers::default(), Powers::with)
    }

    /// Those powers among some that are grave.
    pub fn grave(&self, powers: Powers) -> Powers {
        powers.within(self.grave)
    }

    /// The grave powers that a ServiceAccount holds somewhere.
    pub fn of_account(&self, namespace: Option<&str>, name: &str) -> Powers {
        let user = User::service_account(namespace, name);
        let roles = self.world.bindings_held(&user).flat_map(|binding| &self.world.binding(binding).roles);
        self.grave(roles.map(|role| self.of_role(*role)).fold(Powers::default(), Powers::with))
    }

    /// Whether a binding gives a ServiceAccount anything, beyond what everybody has who is logged in. A role that is not in
    /// the input counts.
    pub fn gives_anything(&self, namespace: Option<&str>, name: &str) -> bool {
        let mut user = User::service_account(namespace, name);
        user.groups.retain(|group| group != "system:authenticated");
        self.world.bindings_held(&user).any(|binding| {
            let roles = &self.world.binding(binding).roles;
            roles.is_empty() || roles.iter().any(|role| !self.world.role(*role).rules.is_empty())
        })
    }

    /// The object of a binding.
    pub fn binding(&self, binding: BindingId) -> Option<&'a Object> {
        self.inventory.object(self.world.binding(binding).object)
    }

    /// The object of a role that the input defines.
    pub fn role(&self, role: RoleId) -> Option<&'a Object> {
        self.inventory.object(self.world.role(role).object?)
    }
}

fn written<'a>(inventory: &'a Inventory, world: &World) -> Vec<(&'a Object, Node<'a>, RuleId)> {
    let mut written = Vec::new();
    for (_, role) in world.roles().filter(|(_, role)| !role.aggregated) {
        let object = role.object.and_then(|object| inventory.object(object)).filter(|role| is_own(role));
        if let Some(object) = object {
            let nodes = object.root().get("rules").into_iter().flat_map(Node::items);
            written.extend(nodes.zip(&role.rules).map(|(node, rule)| (object, node, *rule)));
        }
    }
    written
}

/// Whether people wrote a role: Kubernetes labels its own.
pub(crate) fn is_own(role: &Object) -> bool {
    role.label("kubernetes.io/bootstrapping").is_none()
}

/// Enters a power for the rules that grant it.
fn enter(inventory: &Inventory, world: &World, power: &Power, one: Powers, of_rules: &mut [Powers]) {
    let objects = world.roles().filter_map(|(id, role)| Some((id, inventory.object(role.object?)?)));
    let spared = objects.filter(|(_, object)| (power.spares)(object)).map(|(id, _)| id);
    let spared: FxHashSet<RoleId> = spared.collect();
    for right in power.rights {
        for action in right.actions() {
            for rule in world.rules_allowing(action) {
                if right.holds_in(kind_of(world, rule)) && !spared.contains(&world.rule(rule).role) {
                    of_rules[rule.index()] = of_rules[rule.index()].with(one);
                }
            }
        }
    }
}

fn kind_of(world: &World, rule: RuleId) -> RoleKind {
    world.role(world.rule(rule).role).kind
}

/// The first right of a power that a rule grants by a resource that it names.
fn grant<'a>(power: &Power, written: &Written<'a, '_>, world: &World) -> Option<Grant<'a>> {
    if written.rule.has_all_resources() {
        return None;
    }
    let resources = || written.node.get("resources").into_iter().flat_map(Node::items);
    let kind = world.role(written.rule.role).kind;
    let rights = power.rights.iter().enumerate().filter(|(_, right)| right.holds_in(kind));
    let (role, rule) = (written.role, written.node);
    rights.into_iter().find_map(|(place, right)| {
        let node = resources().find(|node| node.as_str().is_some_and(|text| right.is_named_by(&text)))?;
        let granted = right.actions().any(|action| world.allows(written.rule, action));
        granted.then(|| Grant {
            role,
            rule,
            node,
            resource: right.resource,
            right: place,
            others: Vec::new(),
        })
    })
}
