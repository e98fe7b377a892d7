//! The roles that a real control plane makes, its controllers running, beside those that we assume and aggregate.

use std::time::{Duration, Instant};

use authz::{Action, Options, RoleId, Space, World};
use serde_json::{Value, json};
use testkit::kube::{Client, Cluster, Parts};

use crate::{AS_SERVED, inventory};

const SUITE: &str = "the roles of a real Kubernetes";

/// Until the controllers have filled the roles that gather others.
const PATIENCE: Duration = Duration::from_secs(60);

fn list(client: &Client, resource: &str) -> Value {
    let response = client.get(&format!("/apis/rbac.authorization.k8s.io/v1/{resource}")).unwrap();
    let list: Value = serde_json::from_str(&response.body).expect("JSON");
    list["items"].clone()
}

/// A gathering role that nobody else has, and one that it gathers, to see the controller at work on ours too.
fn ours() -> [Value; 2] {
    let role = |name: &str, labels: Value| json!({"apiVersion": "rbac.authorization.k8s.io/v1", "kind": "ClusterRole", "metadata": {"name": name, "labels": labels}});
    let mut gathering = role("gathering", json!({}));
    gathering["aggregationRule"] = json!({"clusterRoleSelectors": [{"matchLabels": {"gathered": "yes"}},
        {"matchExpressions": [{"key": "rbac.authorization.k8s.io/aggregate-to-view", "operator": "Exists"}]}]});
    let mut gathered =
        role("gathered", json!({"gathered": "yes", "rbac.authorization.k8s.io/aggregate-to-edit": "true"}));
    gathered["rules"] =
        json!([{"apiGroups": ["example.com"], "resources": ["widgets"], "verbs": ["get", "frob"]}]);
    [gathering, gathered]
}

fn served(client: &Client) -> Value {
    let begun = Instant::now();
    loop {
        let roles = list(client, "clusterroles");
        let has_widgets = |name: &str| {
            let role = roles.as_array().into_iter().flatten().find(|role| role["metadata"]["name"] == name);
            role.is_some_and(|role| role["rules"].to_string().contains("widgets"))
        };
        if ["gathering", "edit", "admin"].into_iter().all(has_widgets) {
            return json!({"clusterroles": roles, "roles": list(client, "roles")});
        }
        assert!(begun.elapsed() < PATIENCE, "the controllers do not gather: {roles}");
        std::thread::sleep(Duration::from_millis(200));
    }
}

/// Every action on every resource that the API server serves, and on what only rules know.
fn actions() -> Vec<Action<'static>> {
    const VERBS: [&str; 14] = [
        "get",
        "list",
        "watch",
        "create",
        "update",
        "patch",
        "delete",
        "deletecollection",
        "bind",
        "escalate",
        "impersonate",
        "approve",
        "sign",
        "frob",
    ];
    let served = schema::resources().iter().flat_map(|resource| {
        let subresources = resource.subresources.iter().map(move |subresource| (resource, subresource.name));
        std::iter::once((resource, "")).chain(subresources)
    });
    let mut all: Vec<(&str, &str, &str)> =
        served.map(|(resource, subresource)| (resource.group, resource.name, subresource)).collect();
    all.extend([
        ("", "users", ""),
        ("", "groups", ""),
        ("certificates.k8s.io", "signers", ""),
        ("example.com", "widgets", ""),
        ("metrics.k8s.io", "pods", ""),
    ]);
    let on = |(group, resource, subresource)| {
        VERBS.into_iter().map(move |verb| Action::Resource { verb, group, resource, subresource, name: "" })
    };
    let urls = ["/metrics", "/healthz/etcd", "/openapi/v3", "/api", "/logs/x"];
    all.into_iter().flat_map(on).chain(urls.map(|path| Action::Url { verb: "get", path })).collect()
}

fn named<'w>(world: &'w World) -> Vec<(Space<'w>, &'w str, RoleId)> {
    let mut roles: Vec<_> =
        world.roles().map(|(id, _)| (world.role_space(id), world.role_name(id), id)).collect();
    roles.sort_unstable();
    roles
}

#[test]
fn the_roles_of_a_real_control_plane() {
    let Some(cluster) = Cluster::start(SUITE, &Parts { controllers: true, ..Parts::default() }) else {
        return;
    };
    let client = cluster.client();
    for role in ours() {
        let created =
            client.create("/apis/rbac.authorization.k8s.io/v1/clusterroles", &role.to_string()).unwrap();
        assert_eq!(created.status, 201, "{}", created.body);
    }
    let theirs = World::of(&inventory(&served(client)), AS_SERVED);
    let of_files = inventory(&json!({"clusterroles": ours()}));
    let ours = World::of(&of_files, Options::of_files(&of_files));

    let (theirs_named, ours_named) = (named(&theirs), named(&ours));
    let names = |roles: &[(Space<'_>, &str, RoleId)]| -> Vec<String> {
        roles.iter().map(|(space, name, _)| format!("{space:?} {name}")).collect()
    };
    assert_eq!(names(&ours_named), names(&theirs_named));
    let mut compared = 0_u64;
    for ((_, name, own), (_, _, their)) in ours_named.iter().zip(&theirs_named) {
        for action in actions() {
            compared += 1;
            let allowed = |world: &World, role| !world.rules_that_allow(role, action).is_empty();
            assert_eq!(allowed(&ours, *own), allowed(&theirs, *their), "{name}: {action:?}");
        }
    }
    assert!(compared > 150_000, "{compared} say little");
}
