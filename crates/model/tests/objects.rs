//! What is an object, and what it is called.

use std::sync::Arc;

use model::{Draft, Inventory, Options, Scope};
use testkit::{documents, inventory, inventory_with, options};

fn names(inventory: &Inventory) -> Vec<String> {
    let name = |object: &model::Object| {
        let namespace = object.namespace().unwrap_or("-");
        format!("{} {} {namespace}/{}", object.gvk().api_version(), object.kind(), object.name())
    };
    inventory.objects().iter().map(name).collect()
}

#[test]
fn documents_without_string_api_version_and_kind_are_none_of_kubernetes() {
    for text in [
        "a: 1",
        "[1, 2]",
        "text",
        "kind: Pod",
        "apiVersion: v2\nname: chart",
        "apiVersion: null\nkind: Pod",
        "apiVersion: ''\nkind: Pod",
        "- hosts: all\n  tasks: []",
    ] {
        let inventory = inventory(text);
        assert!(inventory.objects().is_empty(), "{text}");
        assert!(inventory.malformed().is_empty(), "{text}");
        assert!(documents(text).into_iter().all(|document| Draft::read(document).is_none()), "{text}");
    }
}

#[test]
fn a_version_of_another_type_is_an_object_all_the_same() {
    let inventory = inventory("apiVersion: 1\nkind: Pod\nmetadata: {name: a}");
    assert_eq!(names(&inventory), [" Pod -/a"]);
}

#[test]
fn groups_versions_and_names() {
    let inventory = inventory(
        "
apiVersion: v1
kind: Service
metadata: {name: a, namespace: shop}
---
apiVersion: apps/v1
kind: Deployment
metadata: {generateName: web-}
---
apiVersion: batch/v1
kind: Job
---
apiVersion: batch/v1
kind: Job
metadata: {name: '', namespace: ''}
",
    );
    assert_eq!(
        names(&inventory),
        ["v1 Service shop/a", "apps/v1 Deployment -/web-*", "batch/v1 Job -/", "batch/v1 Job -/"]
    );
    let deployment = &inventory.objects()[1];
    assert!(deployment.is("apps", "Deployment") && !deployment.is("", "Deployment"));
    assert_eq!((deployment.group(), &*deployment.gvk().version), ("apps", "v1"));
}

#[test]
fn lists_are_their_items() {
    let inventory = inventory(
        "
apiVersion: v1
kind: List
items:
- {apiVersion: v1, kind: ConfigMap, metadata: {name: a}}
- null
- apiVersion: v1
  kind: List
  items:
  - {apiVersion: v1, kind: ConfigMap, metadata: {name: b}}
  - apiVersion: apps/v1
    kind: DeploymentList
    items:
    - {metadata: {name: c}}
    - {apiVersion: extensions/v1beta1, metadata: {name: d}}
- {apiVersion: v1, kind: ConfigMap, metadata: {name: e}}
",
    );
    let expected = [
        "v1 ConfigMap -/a",
        "v1 ConfigMap -/b",
        "apps/v1 Deployment -/c",
        "extensions/v1beta1 Deployment -/d",
        "v1 ConfigMap -/e",
    ];
    assert_eq!(names(&inventory), expected);
    assert!(inventory.malformed().is_empty());
    assert_eq!(inventory.of_kind("", "ConfigMap").map(|object| object.id().0).collect::<Vec<_>>(), [0, 1, 4]);
}

#[test]
fn an_empty_list_holds_nothing_and_is_still_kubernetes() {
    for text in [
        "apiVersion: v1\nkind: List\nitems: []",
        "apiVersion: v1\nkind: List",
        "apiVersion: v1\nkind: PodList\nitems:",
    ] {
        let drafts: Vec<_> = documents(text).into_iter().map(Draft::read).collect();
        assert!(matches!(drafts.as_slice(), [Some(draft)] if draft.is_empty()), "{text}");
    }
}

#[test]
fn what_cannot_be_an_item_makes_the_list_malformed() {
    let inventory = inventory(
        "
apiVersion: v1
kind: List
items:
- {apiVersion: v1, kind: ConfigMap, metadata: {name: a}}
- {metadata: {name: b}}
- 5
---
apiVersion: v1
kind: List
items: 5
",
    );
    assert_eq!(names(&inventory), ["v1 ConfigMap -/a", "v1 List -/", "v1 List -/"]);
    let expected: Vec<_> =
        inventory.malformed().iter().map(|wrong| (wrong.object.0, wrong.expected)).collect();
    let item = "an object with apiVersion and kind";
    assert_eq!(expected, [(1, item), (1, item), (2, "a list of objects")]);
}

#[test]
fn a_kind_that_only_ends_in_list_is_itself() {
    let inventory = inventory(
        "apiVersion: example.org/v1\nkind: AllowList\nspec: {}\n---\napiVersion: example.org/v1\nkind: AllowList\nitems: {a: b}",
    );
    assert_eq!(names(&inventory), ["example.org/v1 AllowList -/", "example.org/v1 AllowList -/"]);
}

#[test]
fn namespaces_are_as_written_or_as_the_user_says_or_unknown() {
    let text = "
apiVersion: v1
kind: ConfigMap
metadata: {name: written, namespace: a}
---
apiVersion: v1
kind: ConfigMap
metadata: {name: unwritten}
---
apiVersion: v1
kind: Namespace
metadata: {name: cluster, namespace: ignored}
---
apiVersion: example.org/v1
kind: Wide
metadata: {name: wide, namespace: ignored}
---
apiVersion: example.org/v1
kind: Narrow
metadata: {name: narrow}
---
apiVersion: example.org/v1
kind: Unknown
metadata: {name: written, namespace: b}
---
apiVersion: example.org/v1
kind: Unknown
metadata: {name: unwritten}
---
apiVersion: apiextensions.k8s.io/v1
kind: CustomResourceDefinition
metadata: {name: wides.example.org}
spec: {group: example.org, scope: Cluster, names: {kind: Wide}}
---
apiVersion: apiextensions.k8s.io/v1
kind: CustomResourceDefinition
metadata: {name: narrows.example.org}
spec: {group: example.org, scope: Namespaced, names: {kind: Narrow}}
";
    let namespaces = |options: Options| -> Vec<Option<String>> {
        let inventory = inventory_with(text, options);
        inventory.objects().iter().take(7).map(|object| object.namespace().map(str::to_owned)).collect()
    };
    let known = |name: &str| Some(name.to_owned());
    assert_eq!(namespaces(options()), [known("a"), None, None, None, None, known("b"), None]);
    let named = Options { namespace: Some(Arc::from("user")), ..options() };
    assert_eq!(namespaces(named), [known("a"), known("user"), None, None, known("user"), known("b"), None]);
    assert_eq!(inventory(text).scope("example.org", "Wide"), Some(Scope::Cluster));
    assert_eq!(inventory(text).scope("example.org", "Unknown"), None);
}

#[test]
fn owners() {
    let inventory = inventory(
        "
apiVersion: v1
kind: Pod
metadata:
  name: a
  ownerReferences:
  - {apiVersion: apps/v1, kind: ReplicaSet, name: web-1, controller: true}
  - {kind: Other}
  - null
",
    );
    let owners: Vec<_> =
        inventory.objects()[0].owners().map(|owner| (owner.kind.into_owned(), owner.controller)).collect();
    assert_eq!(
        owners,
        [("ReplicaSet".to_owned(), true), ("Other".to_owned(), false), (String::new(), false)]
    );
}

#[test]
fn lists_may_be_nested_as_deeply_as_the_reader_allows() {
    let depth = 400;
    let object = "{apiVersion: v1, kind: ConfigMap, metadata: {name: a}}";
    let text = "{apiVersion: v1, kind: List, items: [".repeat(depth) + object + &"]}".repeat(depth);
    assert_eq!(names(&inventory(&text)), ["v1 ConfigMap -/a"]);
    let wide = "{a: [".repeat(depth) + "{containers: [{image: i}]}" + &"]}".repeat(depth);
    let carrier = inventory(&format!("apiVersion: example.org/v1\nkind: Carrier\nspec: {wide}"));
    assert_eq!(carrier.pods().count(), 1);
}
