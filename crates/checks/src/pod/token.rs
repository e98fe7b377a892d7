//! Whether a pod gets the token of its ServiceAccount, and whether that may do anything.

use manifest::Node;
use model::{Inventory, PodView};
use rustc_hash::FxHashSet;

/// The field that decides, of pods and of ServiceAccounts.
pub(crate) const FIELD: &str = "automountServiceAccountToken";

/// Whether the token is mounted: the pod's word counts, then the ServiceAccount's, then the default, which is true
/// (`ServiceAccount` admission of Kubernetes).
pub(crate) fn token_is_mounted(inventory: &Inventory, pod: PodView<'_>) -> bool {
    if let Some(own) = pod.spec().get(FIELD).and_then(Node::as_bool) {
        return own;
    }
    let account = inventory.find("", "ServiceAccount", pod.object().namespace(), &pod.service_account());
    account.and_then(|account| account.root().get(FIELD)).and_then(Node::as_bool).unwrap_or(true)
}

/// The ServiceAccounts to which some binding grants something.
pub(crate) struct BoundAccounts(FxHashSet<(Option<String>, String)>);

impl BoundAccounts {
    /// Those that a binding of the input names.
    pub fn of(inventory: &Inventory) -> BoundAccounts {
        let mut bound = FxHashSet::default();
        for kind in ["RoleBinding", "ClusterRoleBinding"] {
            for binding in inventory.of_kind("rbac.authorization.k8s.io", kind) {
                for subject in binding.root().get("subjects").into_iter().flat_map(Node::items) {
                    let text = |key| subject.get(key).and_then(Node::as_str);
                    if text("kind").as_deref() != Some("ServiceAccount") {
                        continue;
                    }
                    let namespace = text("namespace").map_or_else(
                        || binding.namespace().map(str::to_owned),
                        |namespace| Some(namespace.into_owned()),
                    );
                    bound.insert((namespace, text("name").unwrap_or_default().into_owned()));
                }
            }
        }
        BoundAccounts(bound)
    }

    /// Whether one of them is this one.
    pub fn contains(&self, namespace: Option<&str>, name: &str) -> bool {
        self.0.contains(&(namespace.map(str::to_owned), name.to_owned()))
    }
}
