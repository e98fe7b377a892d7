//! ## What it does
//! Finds containers of git-sync whose flag `--git` or variable `GITSYNC_GIT` names the program that it runs as git.
//!
//! ## Why is this bad
//! Whoever may set them, in values or by a patch, runs any command with the rights and the credentials of the Pod.
//!
//! ## Fix safety
//! There is no fix: if it must be another git, put it into an image of your own, on its path.
//!
//! ```yaml,bad
//! apiVersion: v1
//! kind: Pod
//! metadata: {name: api, namespace: shop}
//! spec:
//!   containers:
//!   - name: sync
//!     image: registry.k8s.io/git-sync/git-sync:v4.4.0
//!     env:
//!     - {name: GITSYNC_GIT, value: /tmp/git}
//! ```
//!
//! ```yaml,good
//! apiVersion: v1
//! kind: Pod
//! metadata: {name: api, namespace: shop}
//! spec:
//!   containers:
//!   - name: sync
//!     image: registry.k8s.io/git-sync/git-sync:v4.4.0
//!     env:
//!     - {name: GITSYNC_REPO, value: "https://git.example/shop"}
//! ```

use finding::{Rule, Severity, message};
use manifest::Node;

use crate::check::{Check, Judge};
use crate::cite::*;
use crate::container::ContainerFields;
use crate::context::EVERYWHERE;
use crate::sink::Sink;

pub(crate) static CHECK: Check = Check {
    rule: Rule {
        id: "POD036",
        name: "git-sync-program",
        title: "git-sync told to run another program",
        severity: Severity::Medium,
        fix: None,
        since: "0.1",
        frameworks: &[],
        peers: &[checkov("CKV_K8S_159")],
    },
    parameters: &[],
    context: EVERYWHERE,
    judge: Judge::Container(judge),
};

fn judge<'a>(container: &ContainerFields<'a>, sink: &mut Sink<'a>) {
    let is_git_sync = container.image.and_then(Node::as_str).is_some_and(|image| image.contains("git-sync"));
    if !is_git_sync {
        return;
    }
    let words = [container.command, container.args].into_iter().flatten().flat_map(Node::items);
    let flag = words.into_iter().find(|node| node.as_str().is_some_and(|text| is_flag(&text)));
    let variables = container.env.into_iter().flat_map(Node::items).filter_map(|item| item.get("name"));
    let variable = variables
        .into_iter()
        .find(|node| node.as_str().is_some_and(|name| matches!(&*name, "GITSYNC_GIT" | "GIT_SYNC_GIT")));
    for node in [flag, variable].into_iter().flatten() {
        sink.at(node).say(message!(
            "container `{}` of git-sync runs a program of somebody's choice in the place of git",
            container.name()
        ));
    }
}

fn is_flag(text: &str) -> bool {
    let name = text.trim_start_matches('-');
    text.starts_with('-') && (name == "git" || name.starts_with("git="))
}

#[cfg(test)]
mod tests {
    use crate::fixture::check;

    #[test]
    fn flag_and_variable() {
        check(
            "POD036",
            r"
apiVersion: v1
kind: Pod
metadata: {name: api, namespace: shop}
spec:
  containers:
  - {name: sync, image: git-sync:v4, args: [--repo=https://git.example/a, --git=/tmp/x]}
#                                                                         ^^^^^^^^^^^^ POD036: container `sync` of git-sync runs a program of somebody's choice in the place of git
  - {name: variable, image: git-sync:v4, env: [{name: GITSYNC_GIT, value: /tmp/x}]}
#                                                     ^^^^^^^^^^^ POD036: container `variable` of git-sync runs a program of somebody's choice in the place of git
  - {name: other, image: api:1, args: [--git=/tmp/x]}
",
        );
    }
}
