//! ## What it does
//! Finds containers that start a component of the cluster through a shell. What the shell makes of the script is not
//! guessed: no other check of the area NOD or ETC speaks of such a container.
//!
//! ## Why is this bad
//! Nobody can tell from the manifest what the component is told, neither people nor tools; what is found elsewhere is
//! not looked for here.
//!
//! ## Fix safety
//! There is no fix: name the program and its flags in `command`.
//!
//! ```yaml,bad
//! apiVersion: v1
//! kind: Pod
//! metadata: {name: kube-apiserver, namespace: kube-system}
//! spec:
//!   containers:
//!   - name: kube-apiserver
//!     image: registry.k8s.io/kube-apiserver:v1.37.1
//!     command: [sh, -c, exec kube-apiserver --anonymous-auth=false]
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
//!     - --anonymous-auth=false
//! ```

use finding::{Rule, Severity, message};
use model::PodView;

use crate::check::{Check, Judge};
use crate::context::EVERYWHERE;
use crate::sink::Sink;

pub(crate) static CHECK: Check = Check {
    rule: Rule {
        id: "NOD044",
        name: "flags-in-script",
        title: "Flags of a component are put together by a script",
        severity: Severity::Info,
        fix: None,
        since: "0.1",
        frameworks: &[],
        peers: &[],
    },
    parameters: &[],
    context: EVERYWHERE,
    judge: Judge::Pod(judge),
};

fn judge<'a>(pod: PodView<'a>, sink: &mut Sink<'a>) {
    for container in pod.containers() {
        if let Some(hidden) = component::hidden(container) {
            sink.at(hidden.script).say(message!(
                "container `{}` starts {} by a script, so its flags cannot be judged",
                container.name(),
                hidden.component.name()
            ));
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::fixture::check;

    #[test]
    fn found_and_not_found() {
        check(
            "NOD044",
            r#"
apiVersion: v1
kind: Pod
metadata: {name: kube-apiserver, namespace: kube-system}
spec:
  containers:
  - name: kube-apiserver
    image: registry.k8s.io/kube-apiserver:v1.37.1
    command: [sh, -c, exec kube-apiserver --anonymous-auth=false]
#                     ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ NOD044: container `kube-apiserver` starts kube-apiserver by a script, so its flags cannot be judged
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
    - --anonymous-auth=false
---
apiVersion: v1
kind: Pod
metadata: {name: watch, namespace: kube-system}
spec:
  containers:
  - name: watch
    image: registry.example/watch:1.4
    command: [sh, -c, "grep kube-apiserver-audit /var/log/messages"]
"#,
        );
    }
}
