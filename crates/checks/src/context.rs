//! Severity by context: a pass of its own after the checks. What surrounds an object raises or lowers the severity of
//! those rules whose file says so; a check's judgement knows nothing of it.

use finding::{Adjustment, Severity};
use manifest::Node;
use model::{Inventory, Object, ObjectId};
use rustc_hash::FxHashMap;

/// Something that holds for an object because of what surrounds it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Circumstance {
    /// An Ingress, a route of a Gateway, or a Service that is reachable from outside leads to its Pods.
    Exposed,
    /// It is in `kube-system`.
    ClusterComponent,
    /// It is a ClusterRole that a ClusterRoleBinding grants.
    ClusterWide,
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
    pub fn of(inventory: &Inventory) -> Context {
        let mut context = Context { circumstances: FxHashMap::default() };
        context.enter_system_workloads(inventory);
        context.enter_exposed(inventory);
        context.enter_cluster_wide_roles(inventory);
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

    fn enter_cluster_wide_roles(&mut self, inventory: &Inventory) {
        for binding in inventory.of_kind(RBAC, "ClusterRoleBinding") {
            let Some(name) = binding.root().path(&["roleRef", "name"]).and_then(Node::as_str) else {
                continue;
            };
            if let Some(role) = inventory.find(RBAC, "ClusterRole", None, &name) {
                let why = format!("granted in every namespace by {}", named(binding));
                self.enter(role.id(), Circumstance::ClusterWide, why);
            }
        }
    }
}

const RBAC: &str = "rbac.authorization.k8s.io";

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
