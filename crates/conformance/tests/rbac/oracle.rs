//! Random worlds and requests, answered by Kubernetes' own authorizer (`kube/authorization`).

use authz::World;
use conformance::random::Random;
use serde_json::{Value, json};
use testkit::oracle::Oracle;

use crate::{AS_SERVED, LISTS, allows, inventory, space, user};

const SUITE: &str = "RBAC against its own authorizer";

const WORLDS: u64 = 240;
const REQUESTS: usize = 500;
const WRITES: usize = 40;

const VERBS: &[&str] = &[
    "get",
    "list",
    "watch",
    "create",
    "update",
    "delete",
    "deletecollection",
    "bind",
    "escalate",
    "impersonate",
    "GET",
    "*",
];
const GROUPS: &[&str] = &["", "apps", "rbac.authorization.k8s.io", "example.com", "*"];
const RESOURCES: &[&str] = &[
    "pods",
    "pods/exec",
    "pods/*",
    "*/exec",
    "*/*",
    "*",
    "*/scale",
    "deployments",
    "deployments/scale",
    "secrets",
    "Pods",
    "roles",
    "clusterroles",
    "namespaces",
    "pods/exec/extra",
    "*/exec/extra",
    "exec",
    "*exec",
    "",
    "/",
    "*/",
    "pods/",
];
const ASKED: &[&str] = &[
    "pods",
    "deployments",
    "secrets",
    "roles",
    "clusterroles",
    "namespaces",
    "*",
    "Pods",
    "pods/exec",
    "",
    "exec",
];
const SUBRESOURCES: &[&str] = &["", "", "", "exec", "scale", "exec/extra", "*", "/"];
const NAMES: &[&str] = &["", "a", "b", "*", "cluster-admin"];
const URLS: &[&str] =
    &["*", "/*", "/healthz", "/healthz/*", "/healthz*", "/metrics**", "/api/*/x", "", "/healthz/etcd", "**"];
const PATHS: &[&str] =
    &["/", "/healthz", "/healthz/", "/healthz/etcd", "/metrics", "/metricsx", "/api/a/x", "*", "/healthz/*"];
const NAMESPACES: &[&str] = &["n0", "n1", "n2"];
const USERS: &[&str] = &[
    "u0",
    "u1",
    "system:serviceaccount:n0:s0",
    "system:serviceaccount:n1:s0",
    "system:serviceaccount:n0:s1",
];
const MEMBERSHIPS: &[&str] =
    &["g0", "g1", "system:authenticated", "system:serviceaccounts", "system:serviceaccounts:n0"];

/// Some of several; now and then none.
fn some(random: &mut Random, from: &[&str]) -> Vec<String> {
    let count = [1, 2, 3, 4, 5, 6, 4, 3, 2, 0][random.below(10)];
    (0..count).map(|_| (*random.choose(from)).to_owned()).collect()
}

fn rules(random: &mut Random) -> Value {
    let rule = |random: &mut Random| {
        let mut rule = json!({"verbs": some(random, VERBS)});
        if random.below(6) > 0 {
            rule["apiGroups"] = some(random, GROUPS).into();
            rule["resources"] = some(random, RESOURCES).into();
        }
        if random.below(3) == 0 {
            rule["resourceNames"] = some(random, NAMES).into();
        }
        if random.below(4) == 0 {
            rule["nonResourceURLs"] = some(random, URLS).into();
        }
        rule
    };
    (0..random.below(6)).map(|_| rule(random)).collect()
}

fn role(random: &mut Random, index: usize, namespace: Option<&str>) -> Value {
    let mut role = json!({"metadata": {"name": format!("r{index}")}, "rules": rules(random)});
    if let Some(namespace) = namespace {
        role["metadata"]["namespace"] = namespace.into();
    }
    role
}

fn subject(random: &mut Random) -> Value {
    match random.below(5) {
        0 | 1 => json!({"kind": "User", "name": random.choose(USERS)}),
        2 => json!({"kind": "Group", "name": random.choose(MEMBERSHIPS)}),
        3 => json!({"kind": "ServiceAccount", "name": random.choose(&["s0", "s1"])}),
        _ => json!({"kind": random.choose(&["ServiceAccount", "ServiceAccount", "Robot"]),
            "namespace": random.choose(NAMESPACES), "name": random.choose(&["s0", "s1"])}),
    }
}

fn binding(random: &mut Random, index: usize, namespace: Option<&str>) -> Value {
    let kind = random.choose(&["ClusterRole", "ClusterRole", "Role", "Thing"]);
    let subjects: Vec<Value> = (0..random.below(5)).map(|_| subject(random)).collect();
    let mut binding = json!({"metadata": {"name": format!("b{index}")}, "subjects": subjects,
        "roleRef": {"kind": kind, "name": format!("r{}", random.below(6))}});
    if let Some(namespace) = namespace {
        binding["metadata"]["namespace"] = namespace.into();
    }
    binding
}

/// A world in which a good part of what is asked is allowed.
fn world(random: &mut Random) -> Value {
    let mut roles = Vec::new();
    let mut bindings = Vec::new();
    for namespace in NAMESPACES {
        roles.extend((0..3).map(|index| role(random, index, Some(namespace))));
        bindings.extend((0..6).map(|index| binding(random, index, Some(namespace))));
    }
    let cluster_roles: Vec<Value> = (0..6).map(|index| role(random, index, None)).collect();
    let cluster_bindings: Vec<Value> = (0..4).map(|index| binding(random, index, None)).collect();
    json!({"clusterroles": cluster_roles, "clusterrolebindings": cluster_bindings, "roles": roles, "rolebindings": bindings})
}

fn request(random: &mut Random) -> Value {
    let (name, groups) = (random.choose(USERS), some(random, MEMBERSHIPS));
    let mut request = json!({"user": name, "groups": groups, "verb": random.choose(VERBS)});
    if random.below(8) == 0 {
        request["path"] = (*random.choose(PATHS)).into();
        return request;
    }
    request["group"] = (*random.choose(GROUPS)).into();
    request["resource"] = (*random.choose(ASKED)).into();
    request["subresource"] = (*random.choose(SUBRESOURCES)).into();
    request["name"] = (*random.choose(NAMES)).into();
    request["namespace"] = (*random.choose(&["", "n0", "n1", "n2", "n3"])).into();
    request
}

/// A write of a role: who writes it, where, and the rules.
fn write(random: &mut Random) -> Value {
    let namespace = *random.choose(&["", "n0", "n1"]);
    json!({"user": random.choose(USERS), "groups": some(random, MEMBERSHIPS), "namespace": namespace, "rules": rules(random)})
}

/// Its question whether `escalate` is held.
fn escalates(write: &Value) -> Value {
    let resource = if write["namespace"] == "" { "clusterroles" } else { "roles" };
    json!({"user": write["user"], "groups": write["groups"], "verb": "escalate", "namespace": write["namespace"],
        "group": "rbac.authorization.k8s.io", "resource": resource})
}

/// All rules that the writer holds where it writes, found the slow way: every binding, subject by subject.
fn held(world: &Value, write: &Value) -> Vec<Value> {
    let mut held = Vec::new();
    for (bindings, cluster_wide) in [("clusterrolebindings", true), ("rolebindings", false)] {
        for binding in world[bindings].as_array().into_iter().flatten() {
            let namespace = &binding["metadata"]["namespace"];
            if !cluster_wide && *namespace != write["namespace"] {
                continue;
            }
            let is = |subject: &Value| match subject["kind"].as_str() {
                Some("User") => subject["name"] == write["user"],
                Some("Group") => {
                    write["groups"].as_array().is_some_and(|groups| groups.contains(&subject["name"]))
                }
                Some("ServiceAccount") => {
                    let there = subject["namespace"].as_str().or(namespace.as_str()).unwrap_or_default();
                    let name = subject["name"].as_str().unwrap_or_default();
                    !there.is_empty() && write["user"] == format!("system:serviceaccount:{there}:{name}")
                }
                _ => false,
            };
            if !binding["subjects"].as_array().is_some_and(|subjects| subjects.iter().any(is)) {
                continue;
            }
            let roles = match (binding["roleRef"]["kind"].as_str(), cluster_wide) {
                (Some("ClusterRole"), _) => "clusterroles",
                (Some("Role"), false) => "roles",
                _ => continue,
            };
            let named = world[roles].as_array().into_iter().flatten().find(|role| {
                role["metadata"]["name"] == binding["roleRef"]["name"]
                    && (roles == "clusterroles" || role["metadata"]["namespace"] == *namespace)
            });
            held.extend(
                named.into_iter().flat_map(|role| role["rules"].as_array().cloned().unwrap_or_default()),
            );
        }
    }
    held
}

struct Case {
    world: Value,
    requests: Vec<Value>,
    writes: Vec<Value>,
}

impl Case {
    fn new(index: u64) -> Case {
        let random = &mut Random::new(7, index);
        let world = world(random);
        let requests = (0..REQUESTS).map(|_| request(random)).collect();
        let writes = (0..WRITES).map(|_| write(random)).collect();
        Case { world, requests, writes }
    }

    fn question(&self) -> String {
        let covers = self
            .writes
            .iter()
            .map(|write| json!({"owner": held(&self.world, write), "servant": write["rules"]}));
        let requests = self.requests.iter().cloned().chain(self.writes.iter().map(escalates));
        let mut question = self.world.clone();
        for (list, _) in LISTS {
            assert!(question[list].is_array());
        }
        question["requests"] = requests.collect();
        question["covers"] = covers.collect();
        question.to_string()
    }
}

#[test]
fn random_worlds() {
    let Some(mut oracle) = Oracle::start_from(SUITE, "authorization", "rbac") else { return };
    let (mut asked, mut allowed, mut writes, mut differences) = (0, 0, 0, Vec::new());
    for index in 0..WORLDS {
        let case = Case::new(index);
        let answer: Value = serde_json::from_str(&oracle.ask(&case.question())).expect("JSON");
        let digits = |key: &str| {
            answer[key].as_str().unwrap_or_else(|| panic!("{answer}")).bytes().map(|digit| digit == b'1')
        };
        let decided: Vec<bool> = digits("allowed").collect();
        let ours = World::of(&inventory(&case.world), AS_SERVED);
        for (request, theirs) in case.requests.iter().zip(&decided) {
            asked += 1;
            allowed += usize::from(*theirs);
            if allows(&ours, &user(&request["user"], &request["groups"]), request) != *theirs {
                differences.push(format!("world {index}: {request} is allowed: {theirs}"));
            }
        }
        let escalate = decided[case.requests.len()..].iter();
        for ((write, covered), escalate) in case.writes.iter().zip(digits("covered")).zip(escalate) {
            writes += 1;
            let document = testkit::documents(&json!({"rules": write["rules"]}).to_string()).remove(0);
            let there = space(write["namespace"].as_str().unwrap_or_default());
            let may = ours.may_write_role(&user(&write["user"], &write["groups"]), there, document.root());
            if may != (covered || *escalate) {
                differences.push(format!("world {index}: {write} may be written: {}", covered || *escalate));
            }
        }
    }
    assert!(asked >= 100_000 && writes >= 9_000, "{asked} requests, {writes} writes");
    assert!((asked / 20..asked).contains(&allowed), "{allowed} of {asked} allowed say little");
    assert!(differences.is_empty(), "{} differences:\n{}", differences.len(), differences.join("\n"));
}
