//! ## What it does
//! Finds containers whose `preStop` hook sleeps as long as the pod has time to end (`terminationGracePeriodSeconds`, 30
//! by default), or longer.
//!
//! ## Why is this bad
//! The time runs from before the hook: when it is over, the container is killed. The program never gets the signal to
//! end, and what it was doing is lost.
//!
//! ## Fix safety
//! There is no fix: the period must be as long as the sleep and what the program needs after it.
//!
//! ```yaml,bad
//! apiVersion: v1
//! kind: Pod
//! metadata: {name: api, namespace: shop}
//! spec:
//!   containers:
//!   - name: api
//!     image: registry.example/api:1.4
//!     lifecycle: {preStop: {exec: {command: [sleep, "60"]}}}
//! ```
//!
//! ```yaml,good
//! apiVersion: v1
//! kind: Pod
//! metadata: {name: api, namespace: shop}
//! spec:
//!   terminationGracePeriodSeconds: 90
//!   containers:
//!   - name: api
//!     image: registry.example/api:1.4
//!     lifecycle: {preStop: {exec: {command: [sleep, "60"]}}}
//! ```

use finding::{Rule, Severity, message};
use manifest::Node;

use crate::check::{Check, Judge};
use crate::container::ContainerFields;
use crate::context::EVERYWHERE;
use crate::sink::Sink;

pub(crate) static CHECK: Check = Check {
    rule: Rule {
        id: "OPS041",
        name: "long-pre-stop",
        title: "Farewell that takes longer than there is time",
        severity: Severity::Low,
        fix: None,
        since: "0.1",
        frameworks: &[],
        peers: &[],
    },
    parameters: &[],
    context: EVERYWHERE,
    judge: Judge::Container(judge),
};

fn judge<'a>(container: &ContainerFields<'a>, sink: &mut Sink<'a>) {
    let Some(hook) = container.lifecycle.and_then(|lifecycle| lifecycle.get("preStop")) else { return };
    let Some((node, seconds)) = asleep(hook) else { return };
    let grace = container.pod().spec().get("terminationGracePeriodSeconds").and_then(Node::as_i64);
    let grace = grace.unwrap_or(30);
    if seconds >= grace {
        sink.at(node).say(message!(
            "container `{}` sleeps {} seconds before it ends and is killed after {}",
            container.name(),
            seconds,
            grace
        ));
    }
}

/// How long a hook sleeps: by itself, or by the command `sleep` and nothing else.
fn asleep(hook: Node<'_>) -> Option<(Node<'_>, i64)> {
    if let Some(seconds) = hook.path(&["sleep", "seconds"]) {
        return Some((seconds, seconds.as_i64()?));
    }
    let command = hook.path(&["exec", "command"])?;
    let last = command.items().last()?;
    let text = last.as_str()?;
    let words = match command.items().count() {
        2 if command.items().next()?.as_str()?.ends_with("sleep") => &*text,
        3 if command.items().nth(1)?.as_str()? == "-c" => text.trim().strip_prefix("sleep ")?,
        _ => return None,
    };
    Some((last, words.trim().parse().ok()?))
}

#[cfg(test)]
mod tests {
    use crate::fixture::check;

    #[test]
    fn as_long_as_the_period() {
        check(
            "OPS041",
            r#"
apiVersion: v1
kind: Pod
metadata: {name: api, namespace: shop}
spec:
  containers:
  - {name: a, lifecycle: {preStop: {exec: {command: [/bin/sh, -c, sleep 30]}}}}
#                                                                 ^^^^^^^^ OPS041: container `a` sleeps 30 seconds before it ends and is killed after 30
  - {name: b, lifecycle: {preStop: {sleep: {seconds: 31}}}}
#                                                    ^^ OPS041: container `b` sleeps 31 seconds before it ends and is killed after 30
  - {name: c, lifecycle: {preStop: {exec: {command: [sleep, "5"]}}}}
  - {name: d, lifecycle: {preStop: {exec: {command: [sh, -c, "sleep 99 & wait"]}}}}
"#,
        );
    }
}
