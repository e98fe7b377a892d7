//! Which pods some network policy isolates, whatever its dialect: Kubernetes' own, the cluster-wide ones of
//! `policy.networking.k8s.io`, Cilium's, Calico's, Antrea's. By selection only: what a rule allows does not matter here.
//! A selector of another dialect that cannot be judged counts as selecting.

use manifest::{Node, NodeId};
use model::{Inventory, Object, ObjectId, PodView, Selector};
use rustc_hash::FxHashMap;

use crate::field::{items, strings, text};
use crate::network::direction::{Direction, isolates, policies};

/// In which directions something is isolated.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Coverage {
    pub ingress: bool,
    pub egress: bool,
}

impl Coverage {
    fn add(&mut self, other: Coverage) {
        self.ingress |= other.ingress;
        self.egress |= other.egress;
    }
}

/// The pods that policies can isolate, each with its coverage, in the order of the input. Pods in the network of their
/// node are left out: no policy holds them.
pub(crate) fn of_pods(inventory: &Inventory) -> impl Iterator<Item = (PodView<'_>, Coverage)> {
    let others = by_others(inventory);
    let pods =
        inventory.pods().filter(|pod| pod.spec().get("hostNetwork").and_then(Node::as_bool) != Some(true));
    pods.map(move |pod| {
        let mut coverage = others.get(&key(pod)).copied().unwrap_or_default();
        for policy in inventory.selecting(pod).filter(|object| object.kind() == "NetworkPolicy") {
            coverage.add(of_policy(policy));
        }
        (pod, coverage)
    })
}

/// The coverage of a pod by other dialects than Kubernetes' own.
pub(crate) fn by_others(inventory: &Inventory) -> FxHashMap<(ObjectId, NodeId), Coverage> {
    let mut covered: FxHashMap<_, Coverage> = FxHashMap::default();
    for policy in others(inventory) {
        let mut cover = |pod: PodView<'_>| covered.entry(key(pod)).or_default().add(policy.coverage);
        match (&policy.namespaces, &policy.pods) {
            (Namespaces::Own(namespace), pods) => {
                inventory.selected(*namespace, pods).for_each(&mut cover);
            }
            (namespaces, pods) => {
                let there = |pod: &PodView<'_>| namespaces.has(inventory, pod.object().namespace());
                inventory.pods().filter(|pod| there(pod) && pods.matches(pod.labels())).for_each(&mut cover);
            }
        }
    }
    covered
}

/// What identifies a pod of an Inventory.
pub(crate) fn key(pod: PodView<'_>) -> (ObjectId, NodeId) {
    (pod.object().id(), pod.spec().id())
}

/// The namespaces of the input, each with the directions in which all its pods are isolated, those to come too.
pub(crate) fn default_of_namespaces(inventory: &Inventory) -> impl Iterator<Item = (&Object, Coverage)> {
    let mut own: FxHashMap<Option<&str>, Coverage> = FxHashMap::default();
    for policy in policies(inventory) {
        if matches!(policy.pod_selector(), Ok(Some(selector)) if selector.is_empty()) {
            own.entry(policy.namespace()).or_default().add(of_policy(policy));
        }
    }
    let others: Vec<_> = others(inventory).into_iter().filter(|policy| policy.pods.is_empty()).collect();
    inventory.of_kind("", "Namespace").map(move |namespace| {
        let name = Some(namespace.name());
        let mut coverage = own.get(&name).copied().unwrap_or_default();
        for policy in others.iter().filter(|policy| policy.namespaces.has(inventory, name)) {
            coverage.add(policy.coverage);
        }
        (namespace, coverage)
    })
}

/// In which directions a NetworkPolicy isolates what it selects.
pub(crate) fn of_policy(policy: &Object) -> Coverage {
    Coverage { ingress: isolates(policy, Direction::Ingress), egress: isolates(policy, Direction::Egress) }
}

/// A policy of another dialect.
struct OtherPolicy<'a> {
    namespaces: Namespaces<'a>,
    pods: Selector,
    coverage: Coverage,
}

/// The namespaces in which a policy selects pods.
enum Namespaces<'a> {
    /// Its own.
    Own(Option<&'a str>),
    /// Those with certain labels.
    Labelled(Selector),
    /// All, or nobody can say which.
    All,
}

impl Namespaces<'_> {
    fn has(&self, inventory: &Inventory, name: Option<&str>) -> bool {
        match self {
            Namespaces::Own(own) => *own == name,
            Namespaces::All => true,
            Namespaces::Labelled(selector) => {
                let Some(name) = name else { return true };
                let object = inventory.find("", "Namespace", None, name);
                let labels = object.and_then(|object| object.root().path(&["metadata", "labels"]));
                selector.matches_namespace(name, labels)
            }
        }
    }
}

/// The policies of other dialects that isolate something.
fn others(inventory: &Inventory) -> Vec<OtherPolicy<'_>> {
    let mut found = Vec::new();
    for kind in ["CiliumNetworkPolicy", "CiliumClusterwideNetworkPolicy"] {
        for policy in inventory.of_kind("cilium.io", kind) {
            let specs = policy.root().get("spec").into_iter().chain(items(policy.root(), "specs"));
            found.extend(specs.filter_map(|spec| cilium(policy, spec)));
        }
    }
    for group in ["projectcalico.org", "crd.projectcalico.org"] {
        for kind in ["NetworkPolicy", "GlobalNetworkPolicy"] {
            found.extend(inventory.of_kind(group, kind).filter_map(calico));
        }
    }
    for kind in ["AdminNetworkPolicy", "BaselineAdminNetworkPolicy", "ClusterNetworkPolicy"] {
        found.extend(inventory.of_kind("policy.networking.k8s.io", kind).filter_map(admin));
    }
    for kind in ["NetworkPolicy", "ClusterNetworkPolicy"] {
        found.extend(inventory.of_kind("crd.antrea.io", kind).flat_map(antrea));
    }
    found.retain(|policy| policy.coverage != Coverage::default());
    found
}

/// A rule isolates in the directions of which it has a section, unless it says otherwise.
fn cilium<'a>(policy: &'a Object, spec: Node<'a>) -> Option<OtherPolicy<'a>> {
    let selector = spec.get("endpointSelector")?;
    let denies = |direction: &str| {
        spec.path(&["enableDefaultDeny", direction]).and_then(Node::as_bool) != Some(false)
            && (spec.get(direction).is_some() || spec.get(&format!("{direction}Deny")).is_some())
    };
    let coverage = Coverage { ingress: denies("ingress"), egress: denies("egress") };
    let namespaced = policy.kind() == "CiliumNetworkPolicy";
    let namespaces = if namespaced { Namespaces::Own(policy.namespace()) } else { Namespaces::All };
    Some(OtherPolicy { namespaces, pods: Selector::read(selector).unwrap_or_default(), coverage })
}

fn calico(policy: &Object) -> Option<OtherPolicy<'_>> {
    let spec = policy.root().get("spec")?;
    let mut types = strings(spec, "types").peekable();
    let has = |direction: Direction| items(spec, direction.rules()).next().is_some();
    let coverage = if types.peek().is_some() {
        let named: Vec<_> = types.map(|(_, own)| own).collect();
        let covers = |direction: Direction| named.iter().any(|own| own == direction.policy_type());
        Coverage { ingress: covers(Direction::Ingress), egress: covers(Direction::Egress) }
    } else {
        let egress = has(Direction::Egress);
        Coverage { ingress: has(Direction::Ingress) || !egress, egress }
    };
    let namespaced = policy.kind() == "NetworkPolicy";
    let namespaces = if namespaced { Namespaces::Own(policy.namespace()) } else { Namespaces::All };
    let exact = text(spec, "serviceAccountSelector").is_empty() && text(spec, "namespaceSelector").is_empty();
    let written = spec.get("selector").filter(|_| exact);
    let pods = written.and_then(|selector| calico_selector(selector)).unwrap_or_default();
    Some(OtherPolicy { namespaces, pods, coverage })
}

/// Calico's selectors are a language; only an equation is read of it, the rest counts as selecting everything.
fn calico_selector(node: Node<'_>) -> Option<Selector> {
    let written = node.as_str()?;
    let (key, value) = written.split_once("==")?;
    let value = value.trim();
    let quote = value.chars().next().filter(|quote| matches!(quote, '\'' | '"'))?;
    let value = value.strip_prefix(quote)?.strip_suffix(quote)?;
    Selector::equal(key.trim(), value)
}

/// Only what is denied isolates: these policies allow what nobody denies.
fn admin(policy: &Object) -> Option<OtherPolicy<'_>> {
    let spec = policy.root().get("spec")?;
    let denies =
        |direction: Direction| items(spec, direction.rules()).any(|rule| text(rule, "action") == "Deny");
    let coverage = Coverage { ingress: denies(Direction::Ingress), egress: denies(Direction::Egress) };
    let subject = spec.get("subject")?;
    let read = |node: Option<Node<'_>>| node.map(Selector::read).and_then(Result::ok).unwrap_or_default();
    let pods = subject.get("pods");
    let namespaces = pods.and_then(|pods| pods.get("namespaceSelector")).or(subject.get("namespaces"));
    Some(OtherPolicy {
        namespaces: Namespaces::Labelled(read(namespaces)),
        pods: read(pods.and_then(|pods| pods.get("podSelector"))),
        coverage,
    })
}

/// One for each item of `appliedTo`.
fn antrea(policy: &Object) -> Vec<OtherPolicy<'_>> {
    let Some(spec) = policy.root().get("spec") else { return Vec::new() };
    let denies = |direction: Direction| {
        items(spec, direction.rules()).any(|rule| matches!(&*text(rule, "action"), "Drop" | "Reject"))
    };
    let coverage = Coverage { ingress: denies(Direction::Ingress), egress: denies(Direction::Egress) };
    let namespaces = || match policy.kind() {
        "NetworkPolicy" => Namespaces::Own(policy.namespace()),
        _ => Namespaces::All,
    };
    let read = |node: Option<Node<'_>>| node.map(Selector::read).and_then(Result::ok).unwrap_or_default();
    let mut found: Vec<_> = items(spec, "appliedTo")
        .map(|peer| OtherPolicy {
            namespaces: match peer.get("namespaceSelector").map(Selector::read) {
                Some(Ok(selector)) => Namespaces::Labelled(selector),
                _ => namespaces(),
            },
            pods: read(peer.get("podSelector")),
            coverage,
        })
        .collect();
    if found.is_empty() {
        found.push(OtherPolicy { namespaces: namespaces(), pods: Selector::default(), coverage });
    }
    found
}
