//! RBAC: our decisions beside those of a recorded API server and of Kubernetes' own authorizer.

mod live;
mod oracle;
mod vectors;

use authz::{Action, Aggregation, Options, Request, Space, User, World};
use model::Inventory;
use serde_json::Value;

/// Roles and bindings as they are served, and nothing else.
const AS_SERVED: Options = Options { aggregation: Aggregation::AsServed, assumed: None };

/// The lists of a world, with the kind of their objects.
const LISTS: [(&str, &str); 4] = [
    ("clusterroles", "ClusterRole"),
    ("clusterrolebindings", "ClusterRoleBinding"),
    ("roles", "Role"),
    ("rolebindings", "RoleBinding"),
];

/// The objects of lists without their kinds, with them.
fn inventory(world: &Value) -> Inventory {
    let mut items = Vec::new();
    for (list, kind) in LISTS {
        for object in world[list].as_array().into_iter().flatten() {
            let mut object = object.clone();
            object["apiVersion"] = "rbac.authorization.k8s.io/v1".into();
            object["kind"] = kind.into();
            items.push(object);
        }
    }
    testkit::inventory(&serde_json::json!({"apiVersion": "v1", "kind": "List", "items": items}).to_string())
}

fn user<'a>(name: &'a Value, groups: &'a Value) -> User<'a> {
    let text = |value: &'a Value| value.as_str().unwrap_or_default().into();
    User { name: text(name), groups: groups.as_array().into_iter().flatten().map(text).collect() }
}

fn space(namespace: &str) -> Space<'_> {
    if namespace.is_empty() { Space::Cluster } else { Space::Namespace(namespace) }
}

/// Whether a world allows what attributes ask: with a path, about a URL.
fn allows(world: &World, user: &User<'_>, attributes: &Value) -> bool {
    let text = |key: &str| attributes[key].as_str().unwrap_or_default();
    let verb = text("verb");
    let action = match attributes.get("path").and_then(Value::as_str) {
        Some(path) => Action::Url { verb, path },
        None => Action::Resource {
            verb,
            group: text("group"),
            resource: text("resource"),
            subresource: text("subresource"),
            name: text("name"),
        },
    };
    let decision = world.decide(&Request { user, action, space: space(text("namespace")) });
    assert_eq!(decision.allowed, decision.by.is_some());
    decision.allowed
}
