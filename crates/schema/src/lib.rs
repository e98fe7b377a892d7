//! What Kubernetes knows of its own API: lifecycle of versions, the catalogue of resources.

use model::Scope;

/// The scope of a group's kind where Kubernetes itself defines it, in any version.
pub fn scope(group: &str, kind: &str) -> Option<Scope> {
    match (group, kind) {
        ("", "Namespace" | "Node" | "PersistentVolume")
        | ("rbac.authorization.k8s.io", "ClusterRole" | "ClusterRoleBinding")
        | ("apiextensions.k8s.io", _) => Some(Scope::Cluster),
        (
            ""
            | "apps"
            | "batch"
            | "networking.k8s.io"
            | "policy"
            | "rbac.authorization.k8s.io"
            | "autoscaling",
            _,
        ) => Some(Scope::Namespaced),
        _ => None,
    }
}
