//! ## What it does
//! Finds names in `--enable-admission-plugins` and `--disable-admission-plugins` that are none of the admission plugins
//! of the API server's version. Versions of which they are not known are left alone.
//!
//! ## Why is this bad
//! The API server refuses to start. Names that were removed (PodSecurityPolicy in 1.25, SecurityContextDeny in 1.30)
//! promise a protection that is not there.
//!
//! ## Fix safety
//! Breaking: what the plugin was meant to do has to be done another way.
//!
//! ```yaml,bad
//! apiVersion: v1
//! kind: Pod
//! metadata: {name: kube-apiserver, namespace: kube-system}
//! spec:
//!   containers:
//!   - name: kube-apiserver
//!     image: registry.k8s.io/kube-apiserver:v1.37.1
//!     command:
//!     - kube-apiserver
//!     - --enable-admission-plugins=NodeRestriction,PodSecurityPolicy
//! ```
//!
//! ```yaml,good
//! apiVersion: v1
//! kind: Pod
//! metadata: {name: kube-apiserver, namespace: kube-system}
//! spec:
//!   containers:
//!   - name: kube-apiserver
//!     image: registry.k8s.io/kube-apiserver:v1.37.1
//!     command:
//!     - kube-apiserver
//!     - --enable-admission-plugins=NodeRestriction
//! ```

use component::{Component, Settings};
use finding::{Rule, Safety, Severity, message};

use crate::check::{Check, Judge};
use crate::context::EVERYWHERE;
use crate::setting::give;
use crate::sink::Sink;

pub(crate) static CHECK: Check = Check {
    rule: Rule {
        id: "NOD016",
        name: "unknown-admission-plugin",
        title: "Admission plugin that does not exist",
        severity: Severity::Medium,
        fix: Some(Safety::Breaking),
        since: "0.1",
        frameworks: &[],
        peers: &[],
    },
    parameters: &[],
    context: EVERYWHERE,
    judge: Judge::Settings(&[Component::ApiServer], judge),
};

fn judge<'a>(settings: &Settings<'a>, sink: &mut Sink<'a>) {
    if !component::is_recorded(settings.version) {
        return;
    }
    for flag in ["enable-admission-plugins", "disable-admission-plugins"] {
        let Some(named) = settings.get(flag) else { continue };
        let exists =
            |name: &str| component::admission_plugins(settings.version).any(|plugin| plugin.name() == name);
        let (known, unknown): (Vec<&str>, Vec<&str>) = named.items().partition(|name| exists(name));
        if !unknown.is_empty() {
            let change = give(settings, flag, &named, &known.join(","));
            sink.setting(settings, flag, &named)
                .say(message!(
                    "kube-apiserver {} has no admission plugin {}, so it does not start",
                    settings.version,
                    unknown.join(", ")
                ))
                .fix("name only plugins that exist", change);
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::fixture::check;

    #[test]
    fn found_and_not_found() {
        check(
            "NOD016",
            r"
apiVersion: v1
kind: Pod
metadata: {name: kube-apiserver, namespace: kube-system}
spec:
  containers:
  - name: kube-apiserver
    image: registry.k8s.io/kube-apiserver:v1.37.1
    command:
    - kube-apiserver
    - --enable-admission-plugins=NodeRestriction,PodSecurityPolicy
#     ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ NOD016: kube-apiserver v1.37 has no admission plugin PodSecurityPolicy, so it does not start
---
apiVersion: v1
kind: Pod
metadata: {name: kube-apiserver, namespace: kube-system}
spec:
  containers:
  - name: kube-apiserver
    image: registry.k8s.io/kube-apiserver:v1.37.1
    command:
    - kube-apiserver
    - --enable-admission-plugins=NodeRestriction
",
        );
    }
}
