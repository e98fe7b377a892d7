//! ## What it does
//! Finds images of software whose project has ended: Tiller (the server of Helm 2), Kubernetes Dashboard, Ingress NGINX
//! of the Kubernetes project.
//!
//! ## Why is this bad
//! A weakness that is found in it stays. And these three hold much: Tiller and the dashboard act on the cluster for
//! whoever reaches them, the Ingress controller reads the TLS keys of all namespaces.
//!
//! ## Fix safety
//! There is no fix: moving to what took its place is work.
//!
//! ```yaml,bad
//! apiVersion: v1
//! kind: Pod
//! metadata: {name: api, namespace: shop}
//! spec:
//!   containers:
//!   - name: api
//!     image: registry.k8s.io/ingress-nginx/controller:v1.12.1
//! ```
//!
//! ```yaml,good
//! apiVersion: v1
//! kind: Pod
//! metadata: {name: api, namespace: shop}
//! spec:
//!   containers:
//!   - name: api
//!     image: registry.example/api:1.4
//! ```

use finding::{Rule, Severity, message};

use crate::check::{Check, Judge};
use crate::cite::*;
use crate::container::ContainerFields;
use crate::context::EVERYWHERE;
use crate::image::name::ImageName;
use crate::sink::Sink;

pub(crate) static CHECK: Check = Check {
    rule: Rule {
        id: "IMG006",
        name: "retired-software",
        title: "Software that nobody mends any more",
        severity: Severity::Medium,
        fix: None,
        since: "0.1",
        frameworks: &[nsa_cisa("Upgrading and application security practices")],
        peers: &[
            checkov("CKV_K8S_33"),
            checkov("CKV_K8S_34"),
            checkov("CKV_K8S_45"),
            kubescape("C-0014"),
            kubescape("C-0292"),
            trivy("KSV-0102"),
        ],
    },
    parameters: &[],
    context: EVERYWHERE,
    judge: Judge::Container(judge),
};

/// The ends of the names of images, without tag, and what became of the software.
const RETIRED: [(&str, &str); 7] = [
    ("kubernetes-helm/tiller", "Tiller ended with Helm 2 in November 2020; Helm 3 needs no server"),
    ("helm/tiller", "Tiller ended with Helm 2 in November 2020; Helm 3 needs no server"),
    ("kubernetesui/dashboard", "Kubernetes Dashboard was archived in January 2026; Headlamp takes its place"),
    (
        "kubernetesui/dashboard-api",
        "Kubernetes Dashboard was archived in January 2026; Headlamp takes its place",
    ),
    (
        "kubernetes-dashboard-amd64",
        "Kubernetes Dashboard was archived in January 2026; Headlamp takes its place",
    ),
    (
        "ingress-nginx/controller",
        "Ingress NGINX was retired in March 2026; a Gateway or another controller takes its place",
    ),
    ("nginx-ingress-controller/nginx-ingress-controller", "this name of Ingress NGINX was left in 2020"),
];

fn judge<'a>(container: &ContainerFields<'a>, sink: &mut Sink<'a>) {
    let Some(node) = container.image else { return };
    let Some(text) = node.as_str() else { return };
    let Some(fate) = fate(ImageName::read(&text).name) else { return };
    sink.at(node).say(message!(
        "container `{}` runs image `{}`, which gets no fixes any more: {}",
        container.name(),
        text,
        fate
    ));
}

fn fate(name: &str) -> Option<&'static str> {
    let is =
        |end: &str| name.strip_suffix(end).is_some_and(|before| before.is_empty() || before.ends_with('/'));
    RETIRED.iter().find(|(end, _)| is(end)).map(|(_, fate)| *fate)
}

#[cfg(test)]
mod tests {
    use crate::fixture::check;

    #[test]
    fn by_the_end_of_the_name() {
        check(
            "IMG006",
            r#"
apiVersion: apps/v1
kind: Deployment
metadata: {name: api, namespace: shop}
spec:
  template:
    spec:
      containers:
      - {name: tiller, image: "ghcr.io/helm/tiller:v2.17.0"}
#                             ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ IMG006: container `tiller` runs image `ghcr.io/helm/tiller:v2.17.0`, which gets no fixes any more: Tiller ended with Helm 2 in November 2020; Helm 3 needs no server
      - {name: own, image: "registry.example/my-helm/tiller-watcher:1"}
"#,
        );
    }
}
