//! The answers of a real API server (`rbac/README.md` of the shared vectors).

use std::io::Read;
use std::path::Path;

use authz::World;
use serde_json::{Value, json};

use crate::{AS_SERVED, allows, inventory, space, user};

const SUITE: &str = "RBAC vectors";

fn world(folder: &Path) -> Value {
    let text = std::fs::read_to_string(folder.join("world.json")).expect("the world");
    serde_json::from_str(&text).expect("JSON")
}

fn rows(file: &Path) -> Vec<Value> {
    let mut text = String::new();
    let file = std::fs::File::open(file).expect("the rows");
    flate2::read::GzDecoder::new(file).read_to_string(&mut text).expect("gzip");
    text.lines().map(|line| serde_json::from_str(line).expect("JSON")).collect()
}

#[test]
fn decisions() {
    let Some(folder) = testkit::vectors(SUITE, "rbac") else { return };
    let world = World::of(&inventory(&world(&folder)), AS_SERVED);
    let rows = rows(&folder.join("sar.jsonl.gz"));
    assert_eq!(rows.len(), 28_119, "rows");
    let mut wrong = Vec::new();
    for row in &rows {
        let spec = &row["spec"];
        let attributes = spec.get("resourceAttributes").unwrap_or(&spec["nonResourceAttributes"]);
        let allowed = allows(&world, &user(&spec["user"], &spec["groups"]), attributes);
        if row["allowed"] != allowed {
            wrong.push(format!("{spec} is allowed: {allowed}"));
        }
    }
    assert!(wrong.is_empty(), "{} of {} rows:\n{}", wrong.len(), rows.len(), wrong.join("\n"));
}

/// What is answered to somebody who creates a role or binding, in the order in which the server decides.
fn status(world: &World, row: &Value) -> u16 {
    let user = user(&row["user"], &row["groups"]);
    let (path, object) = (row["path"].as_str().unwrap_or_default(), &row["object"]);
    let namespace = path.split("/namespaces/").nth(1).and_then(|rest| rest.split('/').next());
    let space = space(namespace.unwrap_or_default());
    let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
    let kind = text(&object["kind"]);
    if kind.ends_with("Role") {
        let document = testkit::documents(&object.to_string()).remove(0);
        let has_urls = object["rules"]
            .as_array()
            .into_iter()
            .flatten()
            .any(|rule| rule["nonResourceURLs"].as_array().is_some_and(|urls| !urls.is_empty()));
        return match world.may_write_role(&user, space, document.root()) {
            false => 403,
            true if kind == "Role" && has_urls => 422,
            true => 201,
        };
    }
    let reference = &object["roleRef"];
    match world.may_bind(&user, space, &text(&reference["kind"]), &text(&reference["name"])) {
        Some(true) => 201,
        Some(false) => 403,
        None => 404,
    }
}

#[test]
fn writes_of_roles_and_bindings() {
    let Some(folder) = testkit::vectors(SUITE, "rbac") else { return };
    let mut world = world(&folder);
    let group = "rbac.authorization.k8s.io";
    let kinds = ["roles", "clusterroles", "rolebindings", "clusterrolebindings"];
    let add = |world: &mut Value, list: &str, object: Value| {
        world[list].as_array_mut().expect("a list").push(object);
    };
    let writer = json!({"metadata": {"name": "rbac-writer"},
        "rules": [{"verbs": ["create"], "apiGroups": [group], "resources": kinds}]});
    add(&mut world, "clusterroles", writer);
    let binding = json!({"metadata": {"name": "rbac-writer"},
        "roleRef": {"apiGroup": group, "kind": "ClusterRole", "name": "rbac-writer"},
        "subjects": [{"apiGroup": group, "kind": "Group", "name": "system:authenticated"}]});
    add(&mut world, "clusterrolebindings", binding);
    let world = World::of(&inventory(&world), AS_SERVED);
    let rows = rows(&folder.join("escalation.jsonl.gz"));
    assert_eq!(rows.len(), 5_598, "rows");
    let wrong: Vec<String> = rows
        .iter()
        .filter(|row| row["status"] != status(&world, row))
        .map(|row| format!("{row} gives {}", status(&world, row)))
        .collect();
    assert!(wrong.is_empty(), "{} of {} rows:\n{}", wrong.len(), rows.len(), wrong.join("\n"));
}
