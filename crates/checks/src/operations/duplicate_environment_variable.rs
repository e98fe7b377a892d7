//! ## What it does
//! Finds containers whose `env` names a variable twice.
//!
//! ## Why is this bad
//! The last one wins, without a word: whoever reads the first believes in a value that the program never sees. A
//! server-side apply refuses the object.
//!
//! ## Fix safety
//! Safe: the entry that does not count is removed; the program sees what it saw before. Where an entry between the two
//! uses the first by `$(NAME)`, there is no fix.
//!
//! ```yaml,bad
//! apiVersion: v1
//! kind: Pod
//! metadata: {name: api, namespace: shop}
//! spec:
//!   containers:
//!   - name: api
//!     image: registry.example/api:1.4
//!     env:
//!     - {name: MODE, value: fast}
//!     - {name: MODE, value: slow}
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
//!     env:
//!     - {name: MODE, value: slow}
//! ```

use std::borrow::Cow;

use finding::{Rule, Safety, Severity, message};
use manifest::Node;
use model::PodView;
use rustc_hash::FxHashMap;

use crate::change::Change;
use crate::check::{Check, Judge};
use crate::cite::*;
use crate::context::EVERYWHERE;
use crate::sink::Sink;

pub(crate) static CHECK: Check = Check {
    rule: Rule {
        id: "OPS007",
        name: "duplicate-environment-variable",
        title: "Environment variable set twice",
        severity: Severity::Low,
        fix: Some(Safety::Safe),
        since: "0.1",
        frameworks: &[],
        peers: &[
            kube_linter("duplicate-env-var"),
            kube_score("environment-variable-key-duplication"),
            kubescape("C-0295"),
        ],
    },
    parameters: &[],
    context: EVERYWHERE,
    judge: Judge::Pod(judge),
};

fn judge<'a>(pod: PodView<'a>, sink: &mut Sink<'a>) {
    for container in pod.containers() {
        let variables: Vec<Node<'a>> =
            container.node().get("env").into_iter().flat_map(Node::items).collect();
        if variables.len() < 2 {
            continue;
        }
        let names: Vec<Option<Cow<'a, str>>> =
            variables.iter().map(|variable| variable.get("name").and_then(Node::as_str)).collect();
        let last: FxHashMap<&str, usize> =
            names.iter().enumerate().filter_map(|(place, name)| Some((name.as_deref()?, place))).collect();
        for (place, &variable) in variables.iter().enumerate() {
            let Some(name) = names[place].as_deref() else { continue };
            let winner = last[name];
            if winner == place {
                continue;
            }
            let said = sink
                .at(variable)
                .say(message!(
                    "container `{}` sets the variable `{}` again later, so this value does not count",
                    container.name(),
                    name
                ))
                .related("this one counts", pod.object(), variables[winner]);
            if !variables[place + 1..].iter().any(|other| uses(*other, name)) {
                said.fix(format!("remove the first `{name}`"), [Change::Remove(variable)]);
            }
        }
    }
}

fn uses(variable: Node<'_>, name: &str) -> bool {
    let value = variable.get("value").and_then(Node::as_str);
    value.is_some_and(|value| value.contains(&format!("$({name})")))
}

#[cfg(test)]
mod tests {
    use crate::fixture::check;

    #[test]
    fn the_last_one_counts() {
        check(
            "OPS007",
            r"
apiVersion: v1
kind: Pod
metadata: {name: api, namespace: shop}
spec:
  containers:
  - name: api
    env:
    - {name: MODE, value: fast}
#     ^^^^^^^^^^^^^^^^^^^^^^^^^ OPS007: container `api` sets the variable `MODE` again later, so this value does not count
    - {name: LEVEL, value: info}
    - {name: MODE, value: slow}
  - name: other
    env: [{name: MODE, value: slow}]
",
        );
    }
}
