//! Whether something that is referred to is there, as far as the input can say.

use crate::{Inventory, Object};

/// Whether something referred to is there.
#[derive(Clone, Copy)]
pub enum Presence<'a> {
    /// It is.
    Found(&'a Object),
    /// It is there without being written: Kubernetes makes it in every cluster, or an operator makes it from an object
    /// of the input (a Secret from a SealedSecret, an ExternalSecret, a Certificate).
    Implied,
    /// It is not, and the input is all there is.
    Missing,
    /// It is not in the input.
    NotInInput,
}

impl Inventory {
    /// The object of a kind by namespace and name, telling apart what cannot be there from what may be elsewhere.
    ///
    /// Where the namespace of either side is not known (`helm template` writes none, bindings always do), an object of
    /// that kind and name is taken to be the one that is meant.
    pub fn presence(&self, group: &str, kind: &str, namespace: Option<&str>, name: &str) -> Presence<'_> {
        if let Some(object) = self.find(group, kind, namespace, name) {
            return Presence::Found(object);
        }
        let is_made = (group, kind) == ("", "Secret") && self.made.may_have(namespace, name);
        if is_made || is_implied(group, kind, namespace, name) {
            return Presence::Implied;
        }
        let may_be_meant = |object: &&Object| namespace.is_none() || object.namespace().is_none();
        match self.find_anywhere(group, kind, name).find(may_be_meant) {
            Some(object) => Presence::Found(object),
            None if self.options().complete => Presence::Missing,
            None => Presence::NotInInput,
        }
    }
}

/// Whether Kubernetes itself makes the object in every cluster: its controllers in every namespace, its API server at
/// start (`pkg/controlplane`, `pkg/registry/rbac/rest`, `pkg/apis/scheduling`).
fn is_implied(group: &str, kind: &str, namespace: Option<&str>, name: &str) -> bool {
    match (group, kind) {
        ("", "ServiceAccount") => name == "default",
        ("", "ConfigMap") => name == "kube-root-ca.crt",
        ("", "Service") => name == "kubernetes" && namespace.is_none_or(|namespace| namespace == "default"),
        ("", "Namespace") => matches!(name, "default" | "kube-node-lease" | "kube-public" | "kube-system"),
        ("scheduling.k8s.io", "PriorityClass") => {
            matches!(name, "system-cluster-critical" | "system-node-critical")
        }
        ("rbac.authorization.k8s.io", "ClusterRole") => {
            matches!(name, "admin" | "cluster-admin" | "edit" | "view") || name.starts_with("system:")
        }
        ("rbac.authorization.k8s.io", "Role") => {
            matches!(namespace, Some("kube-public" | "kube-system")) && name.starts_with("system:")
                || namespace == Some("kube-system") && name == "extension-apiserver-authentication-reader"
        }
        _ => false,
    }
}
