//! ## What it does
//! Finds what in a rule grants nothing, as the API server reads it: `pods/*` (only `*` and `*/exec` are wildcards), words in
//! capitals, `*` among `resourceNames`, names on verbs whose requests name nothing, and in a Role what is in no namespace: URLs
//! and resources of the cluster.
//!
//! ## Why is this bad
//! Whoever wrote it meant something by it. The program does not get the right, the next who looks gives it a greater one, and who
//! reviews the role is misled.
//!
//! ## Fix safety
//! There is no fix: only a person knows what was meant.
//!
//! ```yaml,bad
//! apiVersion: rbac.authorization.k8s.io/v1
//! kind: Role
//! metadata: {name: operator, namespace: shop}
//! rules:
//! - {apiGroups: [""], resources: ["pods/*"], verbs: [get]}
//! ```
//!
//! ```yaml,good
//! apiVersion: rbac.authorization.k8s.io/v1
//! kind: Role
//! metadata: {name: operator, namespace: shop}
//! rules:
//! - {apiGroups: [""], resources: [pods/log, "*/scale"], verbs: [get]}
//! ```

use finding::{Rule, Severity, message};
use manifest::Node;
use model::{Object, Scope};

use crate::check::{Check, Judge};
use crate::context::EVERYWHERE;
use crate::field::{items, strings};
use crate::rbac::grant::ROLES;
use crate::rbac::rights::is_own;
use crate::sink::Sink;

pub(crate) static CHECK: Check = Check {
    rule: Rule {
        id: "RBA036",
        name: "ineffective-rule",
        title: "Rule that grants nothing",
        severity: Severity::Low,
        fix: None,
        since: "0.1",
        frameworks: &[],
        peers: &[],
    },
    parameters: &[],
    context: EVERYWHERE,
    judge: Judge::Object(ROLES, judge),
};

fn judge<'a>(role: &'a Object, sink: &mut Sink<'a>) {
    if !is_own(role) {
        return;
    }
    for rule in items(role.root(), "rules") {
        judge_words(rule, sink);
        judge_names(rule, sink);
        if role.kind() == "Role" {
            judge_scope(rule, sink);
        }
    }
}

fn judge_words<'a>(rule: Node<'a>, sink: &mut Sink<'a>) {
    for (node, resource) in strings(rule, "resources") {
        if resource.ends_with("/*") {
            sink.at(node).say(message!(
                "`{}` matches nothing: name each subresource, or all of one name by `*/NAME`",
                resource
            ));
        }
    }
    for field in ["resources", "verbs"] {
        let words = strings(rule, field);
        for (node, word) in words.filter(|(_, word)| word.bytes().any(|byte| byte.is_ascii_uppercase())) {
            sink.at(node).say(message!("`{}` matches nothing: {} are in lower case", word, field));
        }
    }
}

fn judge_names<'a>(rule: Node<'a>, sink: &mut Sink<'a>) {
    let Some(names) = rule.get("resourceNames").filter(|names| names.items().next().is_some()) else {
        return;
    };
    if let Some((star, _)) = strings(rule, "resourceNames").find(|(_, name)| name == "*") {
        sink.at(star)
            .say(message!("among resourceNames `{}` is a name like others, which no object has", "*"));
    }
    let mut verbs = strings(rule, "verbs").peekable();
    let nameless = verbs.peek().is_some()
        && verbs.all(|(_, verb)| matches!(&*verb, "create" | "deletecollection"))
        && !strings(rule, "resources").any(|(_, resource)| resource.contains('/') || resource == "*");
    if nameless {
        sink.at(names).say(message!(
            "requests to {} name no object: with resourceNames none is allowed",
            "create or to delete in bulk"
        ));
    }
}

fn judge_scope<'a>(rule: Node<'a>, sink: &mut Sink<'a>) {
    if let Some(urls) = rule.get("nonResourceURLs").filter(|urls| urls.items().next().is_some()) {
        sink.at(urls).say(message!("a Role cannot grant URLs: {} must be a ClusterRole", "it"));
    }
    for (node, resource) in strings(rule, "resources") {
        let plural = resource.split('/').next().unwrap_or_default();
        // A request about a Namespace is made in it.
        if plural != "namespaces" && is_of_the_cluster(rule, plural) {
            sink.at(node).say(message!("a Role grants nothing on `{}`: it is in no namespace", resource));
        }
    }
}

/// Whether each group of the rule that has a resource of this name has it in no namespace.
fn is_of_the_cluster(rule: Node<'_>, plural: &str) -> bool {
    let mut scopes = strings(rule, "apiGroups").flat_map(|(_, group)| {
        let known = schema::resources().iter();
        known.filter(move |known| known.name == plural && known.group == group).map(|known| known.scope)
    });
    scopes.next() == Some(Scope::Cluster) && scopes.all(|scope| scope == Scope::Cluster)
}

#[cfg(test)]
mod tests {
    use crate::fixture::check;

    #[test]
    fn words_names_and_scope() {
        check(
            "RBA036",
            r#"
apiVersion: rbac.authorization.k8s.io/v1
kind: Role
metadata: {name: operator, namespace: shop}
rules:
- apiGroups: [""]
  resources:
  - pods/*
#   ^^^^^^ RBA036: `pods/*` matches nothing: name each subresource, or all of one name by `*/NAME`
  - Pods
#   ^^^^ RBA036: `Pods` matches nothing: resources are in lower case
  - nodes
#   ^^^^^ RBA036: a Role grants nothing on `nodes`: it is in no namespace
  - namespaces
  - "*/scale"
  verbs:
  - GET
#   ^^^ RBA036: `GET` matches nothing: verbs are in lower case
- {apiGroups: [""], resources: [pods], verbs: [get], resourceNames: ["*"]}
#                                                                    ^^^ RBA036: among resourceNames `*` is a name like others, which no object has
- {apiGroups: [""], resources: [pods], verbs: [create], resourceNames: [a]}
#                                                                      ^^^ RBA036: requests to create or to delete in bulk name no object: with resourceNames none is allowed
- {apiGroups: [""], resources: [pods/exec], verbs: [create], resourceNames: [a]}
- {nonResourceURLs: [/metrics], verbs: [get]}
#                   ^^^^^^^^^^ RBA036: a Role cannot grant URLs: it must be a ClusterRole
---
apiVersion: rbac.authorization.k8s.io/v1
kind: ClusterRole
metadata: {name: operator}
rules:
- {apiGroups: [""], resources: [nodes], verbs: [get]}
- {nonResourceURLs: [/metrics], verbs: [get]}
"#,
        );
    }
}
