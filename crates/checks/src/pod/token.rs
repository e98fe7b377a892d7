//! Whether a pod gets the token of its ServiceAccount.

use manifest::Node;
use model::{Inventory, PodView};

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
