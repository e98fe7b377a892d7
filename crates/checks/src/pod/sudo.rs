//! ## What it does
//! Finds containers whose command calls `sudo`.
//!
//! ## Why is this bad
//! The program is meant to run without the rights of root and then takes them: whoever gets into it has them. With
//! `allowPrivilegeEscalation: false` it does not even start.
//!
//! ## Fix safety
//! There is no fix: what needs those rights has to be done when the image is built.
//!
//! ```yaml,bad
//! apiVersion: v1
//! kind: Pod
//! metadata: {name: api, namespace: shop}
//! spec:
//!   containers:
//!   - name: api
//!     image: registry.example/api:1.4
//!     command: [sudo, /bin/api]
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
//!     command: [/bin/api]
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
        id: "POD035",
        name: "sudo",
        title: "Command that begins with sudo",
        severity: Severity::Low,
        fix: None,
        since: "0.1",
        frameworks: &[],
        peers: &[kubescape("C-0062")],
    },
    parameters: &[],
    context: EVERYWHERE,
    judge: Judge::Container(judge),
};

fn judge<'a>(container: &ContainerFields<'a>, sink: &mut Sink<'a>) {
    let words = [container.command, container.args].into_iter().flatten().flat_map(Node::items);
    for node in words {
        if node.as_str().is_some_and(|text| calls_sudo(&text)) {
            sink.at(node).say(message!("container `{}` gains the rights of root by sudo", container.name()));
        }
    }
}

/// Whether a word is `sudo`, or a script that calls it first in a line or a command.
fn calls_sudo(text: &str) -> bool {
    let commands = text.split(['\n', ';', '&', '|']).filter_map(|command| command.split_whitespace().next());
    text.contains("sudo") && commands.into_iter().any(|word| word == "sudo" || word.ends_with("/sudo"))
}

#[cfg(test)]
mod tests {
    use crate::fixture::check;

    #[test]
    fn words_and_scripts() {
        check(
            "POD035",
            r#"
apiVersion: v1
kind: Pod
metadata: {name: api, namespace: shop}
spec:
  containers:
  - name: api
    command: [/usr/bin/sudo, /bin/api]
#             ^^^^^^^^^^^^^ POD035: container `api` gains the rights of root by sudo
  - name: script
    command: [sh, -c]
    args: ["mkdir /a; sudo chown 1 /a"]
#          ^^^^^^^^^^^^^^^^^^^^^^^^^^^ POD035: container `script` gains the rights of root by sudo
  - name: word
    args: ["--no-sudo", "a pseudo word"]
"#,
        );
    }
}
