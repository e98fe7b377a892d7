//! A World of an Inventory.

use manifest::{Document, Node};
use model::{Inventory, KubernetesVersion, Object, ObjectId};
use rustc_hash::{FxHashMap, FxHashSet};

use crate::GROUP;
use crate::aggregate::{self, Candidate};
use crate::assumed;
use crate::request::{Space, service_account};
use crate::role::{
    Binding, BindingId, Identity, Role, RoleId, RoleKind, RoleReference, Subject, SubjectKind,
};
use crate::rule::{Rule, RuleId};
use crate::symbol::{Symbol, Symbols};
use crate::world::{Grant, World};

/// How a World is made.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Options {
    /// What fills ClusterRoles that have an aggregation rule.
    pub aggregation: Aggregation,
    /// The release whose own roles are taken to be there where the input does not define them; `None` for an input that
    /// lists all roles there are.
    pub assumed: Option<KubernetesVersion>,
}

/// What fills ClusterRoles that have an aggregation rule.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Aggregation {
    /// What the controller would: files are written without.
    Compute,
    /// What stands in them: a cluster's controller has done it.
    AsServed,
}

impl Options {
    /// For files: aggregated, with the roles of the Inventory's release.
    pub fn of_files(inventory: &Inventory) -> Options {
        Options { aggregation: Aggregation::Compute, assumed: Some(inventory.options().version) }
    }
}

impl World {
    /// The roles and bindings of an Inventory.
    pub fn of(inventory: &Inventory, options: Options) -> World {
        let mut builder = Builder {
            symbols: Symbols::new(),
            rules: Vec::new(),
            roles: Vec::new(),
            by_key: FxHashMap::default(),
        };
        let roles: Vec<RoleText<'_>> = role_objects(inventory).map(RoleText::of_object).collect();
        let documents = options.assumed.filter(|_| needs_assumed(inventory)).map(assumed::roles);
        let documents = documents.unwrap_or_default();
        let defined: FxHashSet<(Space<'_>, &str)> =
            roles.iter().map(|role| (role.space, &*role.name)).collect();
        let assumed: Vec<RoleText<'_>> = documents
            .iter()
            .filter_map(RoleText::of_document)
            .filter(|role| !defined.contains(&(role.space, &*role.name)))
            .collect();
        builder.add_roles(roles.into_iter().chain(assumed).collect(), options.aggregation);
        let bindings = inventory.of_kind(GROUP, "ClusterRoleBinding");
        let bindings = bindings.chain(inventory.of_kind(GROUP, "RoleBinding"));
        let bindings = bindings.map(|binding| builder.binding(binding)).collect();
        builder.finish(bindings, inventory.options().complete)
    }
}

/// By labels of this beginning the roles for people gather others.
const GATHERED: &str = "rbac.authorization.k8s.io/aggregate-to-";

fn role_objects(inventory: &Inventory) -> impl Iterator<Item = &Object> {
    inventory.of_kind(GROUP, "ClusterRole").chain(inventory.of_kind(GROUP, "Role"))
}

/// Whether a role that the input does not define can matter: where something is bound, or something gathered.
fn needs_assumed(inventory: &Inventory) -> bool {
    let bound = ["ClusterRoleBinding", "RoleBinding"];
    bound.into_iter().any(|kind| inventory.of_kind(GROUP, kind).next().is_some())
        || inventory.of_kind(GROUP, "ClusterRole").any(|role| {
            let labels = role.root().path(&["metadata", "labels"]).into_iter().flat_map(Node::entries);
            role.root().get("aggregationRule").is_some()
                || labels.into_iter().any(|label| label.name().starts_with(GATHERED))
        })
}

/// A role as it is written.
struct RoleText<'a> {
    kind: RoleKind,
    object: Option<ObjectId>,
    space: Space<'a>,
    name: std::borrow::Cow<'a, str>,
    root: Node<'a>,
}

impl<'a> RoleText<'a> {
    fn of_object(object: &'a Object) -> RoleText<'a> {
        let (kind, space) = match object.kind() {
            "Role" => (RoleKind::Role, Space::of(object.namespace())),
            _ => (RoleKind::ClusterRole, Space::Cluster),
        };
        RoleText { kind, object: Some(object.id()), space, name: object.name().into(), root: object.root() }
    }

    /// A role of Kubernetes itself; all of those in namespaces are in `kube-system` or `kube-public`.
    fn of_document(document: &'a Document) -> Option<RoleText<'a>> {
        let root = document.root();
        let text = |keys: &[&str]| root.path(keys).and_then(Node::as_str);
        let kind = RoleKind::of(&text(&["kind"])?)?;
        let space = match text(&["metadata", "namespace"]).as_deref() {
            Some("kube-public") => Space::Namespace("kube-public"),
            Some("kube-system") => Space::Namespace("kube-system"),
            _ => Space::Cluster,
        };
        Some(RoleText { kind, object: None, space, name: text(&["metadata", "name"])?, root })
    }
}

struct Builder {
    symbols: Symbols,
    rules: Vec<Rule>,
    roles: Vec<Role>,
    by_key: FxHashMap<(Symbol, Symbol), Vec<RoleId>>,
}

impl Builder {
    fn add_roles(&mut self, texts: Vec<RoleText<'_>>, aggregation: Aggregation) {
        let mut candidates = Vec::new();
        let mut written = Vec::new();
        for (place, text) in (0u32..).zip(&texts) {
            let rules = self.read_rules(RoleId(place), text.root);
            if text.kind == RoleKind::ClusterRole && aggregation == Aggregation::Compute {
                candidates.push(Candidate {
                    name: text.name.clone().into_owned(),
                    labels: text.root.path(&["metadata", "labels"]),
                    selectors: aggregate::selectors(text.root),
                    rules,
                });
                written.push(None);
            } else {
                written.push(Some(rules));
            }
        }
        let mut gathered = aggregate::rules(&candidates).into_iter().zip(&candidates);
        for (text, written) in texts.iter().zip(written) {
            let (rules, aggregated) = match written {
                Some(rules) => (rules, false),
                None => gathered
                    .next()
                    .map_or_else(Default::default, |(rules, of)| (rules, of.selectors.is_some())),
            };
            self.add_role(text, rules, aggregated);
        }
    }

    fn read_rules(&mut self, role: RoleId, root: Node<'_>) -> Vec<RuleId> {
        let symbols = &mut self.symbols;
        let mut ids = Vec::new();
        for (index, node) in (0u32..).zip(root.get("rules").into_iter().flat_map(Node::items)) {
            ids.push(RuleId(u32::try_from(self.rules.len()).unwrap_or(u32::MAX)));
            self.rules.push(Rule::read(node, (role, index), &mut |text| symbols.intern(text)));
        }
        ids
    }

    fn add_role(&mut self, text: &RoleText<'_>, rules: Vec<RuleId>, aggregated: bool) {
        let (space, name) = (self.symbols.intern(text.space.key()), self.symbols.intern(&text.name));
        let id = RoleId(u32::try_from(self.roles.len()).unwrap_or(u32::MAX));
        self.by_key.entry((space, name)).or_default().push(id);
        let (kind, object) = (text.kind, text.object);
        self.roles.push(Role { kind, object, rules: rules.into(), aggregated, space, name });
    }

    fn binding(&mut self, object: &Object) -> Binding {
        let cluster_wide = object.kind() == "ClusterRoleBinding";
        let space = if cluster_wide { Space::Cluster } else { Space::of(object.namespace()) };
        let root = object.root();
        let text = |key| root.path(&["roleRef", key]).and_then(Node::as_str).unwrap_or_default();
        let reference =
            RoleReference { kind: RoleKind::of(&text("kind")), name: self.symbols.intern(&text("name")) };
        let subjects = root.get("subjects").into_iter().flat_map(Node::items);
        let subjects = subjects.map(|node| self.subject(node, space)).collect();
        let space = self.symbols.intern(space.key());
        let stands = match reference.kind {
            Some(RoleKind::ClusterRole) => Some(Symbol::EMPTY),
            Some(RoleKind::Role) if !cluster_wide => Some(space),
            Some(RoleKind::Role) | None => None,
        };
        let roles = stands.and_then(|stands| self.by_key.get(&(stands, reference.name)));
        let roles = roles.cloned().unwrap_or_default().into();
        Binding { object: object.id(), reference, roles, subjects, space }
    }

    fn subject(&mut self, node: Node<'_>, binding: Space<'_>) -> Subject {
        let text = |key| node.get(key).and_then(Node::as_str).unwrap_or_default();
        let (kind, name) = (SubjectKind::of(&text("kind")), text("name"));
        let symbol = self.symbols.intern(&name);
        let mut namespace = Symbol::UNKNOWN;
        let identity = match kind {
            Some(SubjectKind::User) => Some(Identity::User(symbol)),
            Some(SubjectKind::Group) => Some(Identity::Group(symbol)),
            Some(SubjectKind::ServiceAccount) => {
                let written = text("namespace");
                let meant = if written.is_empty() { binding.key() } else { &written };
                (!meant.is_empty()).then(|| {
                    namespace = self.symbols.intern(meant);
                    Identity::User(self.symbols.intern(&service_account(meant, &name)))
                })
            }
            None => None,
        };
        Subject { kind, name: symbol, namespace, identity }
    }

    fn finish(self, bindings: Vec<Binding>, complete: bool) -> World {
        let Builder { symbols, rules, roles, by_key: _ } = self;
        let mut by_resource: FxHashMap<Symbol, Vec<Grant>> = FxHashMap::default();
        let mut by_url = Vec::new();
        for (place, role) in (0u32..).zip(&roles) {
            for &rule in &role.rules {
                let grant = Grant { role: RoleId(place), rule };
                let written = &rules[rule.0 as usize];
                for resource in &written.resources {
                    let grants = by_resource.entry(resource.whole).or_default();
                    // A resource that a rule names twice is entered once.
                    if grants.last() != Some(&grant) {
                        grants.push(grant);
                    }
                }
                if !written.urls.is_empty() {
                    by_url.push(grant);
                }
            }
        }
        let mut by_subject: FxHashMap<Identity, Vec<(Symbol, BindingId)>> = FxHashMap::default();
        let mut by_role = vec![Vec::new(); roles.len()];
        for (place, binding) in (0u32..).zip(&bindings) {
            let id = BindingId(place);
            for identity in binding.subjects.iter().filter_map(|subject| subject.identity) {
                let held = by_subject.entry(identity).or_default();
                if held.last() != Some(&(binding.space, id)) {
                    held.push((binding.space, id));
                }
            }
            for role in &binding.roles {
                by_role[role.0 as usize].push(id);
            }
        }
        for held in by_subject.values_mut() {
            held.sort_unstable();
            held.dedup();
        }
        World { symbols, rules, roles, bindings, by_resource, by_url, by_subject, by_role, complete }
    }
}
