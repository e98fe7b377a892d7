//! Severity by context: a pass of its own after the checks. What surrounds an object raises or lowers the severity of
//! those rules whose file says so; a check's judgement knows nothing of it.

use authz::RoleId;
use finding::{Adjustment, Severity};
use manifest::Node;
use model::{Inventory, Object, ObjectId};
use rustc_hash::FxHashMap;

use crate::pod::token::token_is_mounted;
use crate::rbac::power::Powers;
use crate::rbac::rights::Rights;

/// Something that holds for an object because of what surrounds it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Circumstance {
    /// An Ingress, a route of a Gateway, or a Service that is reachable from outside leads to its Pods.
    Exposed,
    /// It is in `kube-system`.
    ClusterComponent,
    /// It is a ClusterRole that a ClusterRoleBinding grants.
    ClusterWide,
    /// Its Pods have the token of a ServiceAccount that others have to fear.
    HoldsRights,
}

/// How a circumstance moves a rule's severity.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Shift {
    when: Circumstance,
    steps: i8,
}

/// For rules whose severity is the same everywhere.
pub(crate) const EVERYWHERE: &[Shift] = &[];

/// For rules about ways from a container to its node: worse where strangers can reach the container, expected of
/// the agents that make a cluster of nodes.
pub(crate) const WAY_TO_THE_NODE: &[Shift] = &[
    Shift { when: Circumstance::Exposed, steps: 1 },
    Shift { when: Circumstance::HoldsRights, steps: 1 },
    Shift { when: Circumstance::ClusterComponent, steps: -1 },
];

/// For rights in roles: worse where they hold in every namespace.
pub(crate) const RIGHTS: &[Shift] = &[Shift { when: Circumstance::ClusterWide, steps: 1 }];

/// How many reasons of one kind are worth naming.
const REASONS: usize = 3;

/// The circumstances of every object that has any.
pub(crate) struct Context {
    circumstances: FxHashMap<ObjectId, Vec<(Circumstance, String)>>,
}

impl Context {
    /// Looks around every object.
    pub fn of(rights: &Rights<'_>) -> Context {
        let inventory = rights.inventory;
        let mut context = Context { circumstances: FxHashMap::default() };
        context.enter_system_workloads(inventory);
        context.enter_exposed(inventory);
        context.enter_cluster_wide_roles(rights);
        context.enter_holders(rights);
        context
    }

    /// The severity in context, from the one given, and the reasons where it differs.
    pub fn judge(&self, object: &Object, from: Severity, shifts: &[Shift]) -> Option<Adjusted> {
        let circumstances = self.circumstances.get(&object.id())?;
        let mut steps = 0;
        let mut why = Vec::new();
        for shift in shifts {
            let reasons = circumstances.iter().filter(|(circumstance, _)| *circumstance == shift.when);
            let before = why.len();
            why.extend(reasons.take(REASONS).map(|(_, reason)| reason.clone()));
            if why.len() > before {
                steps += shift.steps;
            }
        }
        let severity = moved(from, steps);
        (severity != from).then_some(Adjusted { severity, adjustment: Adjustment { from, why } })
    }

    fn enter(&mut self, object: ObjectId, circumstance: Circumstance, why: String) {
        let known = self.circumstances.entry(object).or_default();
        if !known.iter().any(|(_, other)| *other == why) {
            known.push((circumstance, why));
        }
    }

    fn enter_system_workloads(&mut self, inventory: &Inventory) {
        for pod in inventory.pods() {
            if pod.object().namespace() == Some("kube-system") {
                let why = "in kube-system, among the cluster's own components".to_owned();
                self.enter(pod.object().id(), Circumstance::ClusterComponent, why);
            }
        }
    }

    fn enter_exposed(&mut self, inventory: &Inventory) {
        for service in inventory.of_kind("", "Service") {
            if is_external(service) {
                self.enter_backend(inventory, service, service);
            }
        }
        for (group, kind) in ENTRANCES {
            for entrance in inventory.of_kind(group, kind) {
                visit_backends(entrance.root(), &mut |name| {
                    if let Some(service) = inventory.find("", "Service", entrance.namespace(), name) {
                        self.enter_backend(inventory, entrance, service);
                    }
                });
            }
        }
    }

    fn enter_backend(&mut self, inventory: &Inventory, entrance: &Object, service: &Object) {
        for pod in inventory.selected_by(service) {
            self.enter(
                pod.object().id(),
                Circumstance::Exposed,
                format!("reachable from {}", named(entrance)),
            );
        }
    }

    /// Those that a ClusterRoleBinding grants, itself or by a ClusterRole that gathers them.
    fn enter_cluster_wide_roles(&mut self, rights: &Rights<'_>) {
        let world = &rights.world;
        for (id, binding) in world.bindings().filter(|(_, binding)| binding.is_cluster_wide()) {
            let Some(object) = rights.binding(id) else { continue };
            let rules = binding.roles.iter().flat_map(|role| &world.role(*role).rules);
            let mut roles: Vec<RoleId> = rules.map(|rule| world.rule(*rule).role).collect();
            roles.extend(&binding.roles);
            roles.sort_unstable();
            roles.dedup();
            for role in roles.into_iter().filter_map(|role| rights.role(role)) {
                let why = format!("granted in every namespace by {}", named(object));
                self.enter(role.id(), Circumstance::ClusterWide, why);
            }
        }
    }

    /// Pods whose token opens more than it should. What is the same for many Pods is found once.
    fn enter_holders(&mut self, rights: &Rights<'_>) {
        if rights.world.bindings().next().is_none() {
            return;
        }
        let mut accounts: FxHashMap<(Option<&str>, String), Powers> = FxHashMap::default();
        for pod in rights.inventory.pods() {
            let (namespace, account) = (pod.object().namespace(), pod.service_account().into_owned());
            let powers = *accounts
                .entry((namespace, account.clone()))
                .or_insert_with(|| rights.of_account(namespace, &account));
            if !powers.is_empty() && token_is_mounted(rights.inventory, pod) {
                let why =
                    format!("holds the token of ServiceAccount {account}, which {}", rights.phrases(powers));
                self.enter(pod.object().id(), Circumstance::HoldsRights, why);
            }
        }
    }
}

/// `Ingress shop/web`.
fn named(object: &Object) -> String {
    let namespace = object.namespace().map_or(String::new(), |namespace| format!("{namespace}/"));
    format!("{} {namespace}{}", object.kind(), object.name())
}

/// A severity in context.
pub(crate) struct Adjusted {
    pub severity: Severity,
    pub adjustment: Adjustment,
}

/// Kinds that lead requests from outside to Services.
const ENTRANCES: [(&str, &str); 6] = [
    ("networking.k8s.io", "Ingress"),
    ("extensions", "Ingress"),
    ("gateway.networking.k8s.io", "HTTPRoute"),
    ("gateway.networking.k8s.io", "GRPCRoute"),
    ("gateway.networking.k8s.io", "TLSRoute"),
    ("gateway.networking.k8s.io", "TCPRoute"),
];

fn is_external(service: &Object) -> bool {
    let Some(spec) = service.root().get("spec") else { return false };
    let kind = spec.get("type").and_then(Node::as_str);
    matches!(kind.as_deref(), Some("LoadBalancer" | "NodePort"))
        || spec.get("externalIPs").is_some_and(|addresses| addresses.items().next().is_some())
}

/// Calls back with the name of every Service of the entrance's own namespace that it leads to.
fn visit_backends(entrance: Node<'_>, visit: &mut dyn FnMut(&str)) {
    let Some(spec) = entrance.get("spec") else { return };
    let mut backend = |backend: Node<'_>| {
        let name =
            backend.path(&["service", "name"]).or_else(|| backend.get("serviceName")).and_then(Node::as_str);
        if let Some(name) = name {
            visit(&name);
        }
    };
    for key in ["defaultBackend", "backend"] {
        spec.get(key).into_iter().for_each(&mut backend);
    }
    let rules = || spec.get("rules").into_iter().flat_map(Node::items);
    for path in rules().filter_map(|rule| rule.path(&["http", "paths"])).flat_map(Node::items) {
        path.get("backend").into_iter().for_each(&mut backend);
    }
    for reference in rules().filter_map(|rule| rule.get("backendRefs")).flat_map(Node::items) {
        let elsewhere = reference.get("namespace").is_some();
        let name = reference.get("name").and_then(Node::as_str).filter(|_| !elsewhere);
        if let Some(name) = name {
            visit(&name);
        }
    }
}

fn moved(severity: Severity, steps: i8) -> Severity {
    let place = Severity::ALL.iter().position(|other| *other == severity).unwrap_or_default();
    // ALL begins with the most severe.
    let place = place.saturating_add_signed(-isize::from(steps)).min(Severity::ALL.len() - 1);
    Severity::ALL[place]
}
