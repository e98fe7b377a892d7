//! Checks that say of something that the API server refuses it are right: it refuses their bad examples, as invalid, and
//! takes their good ones.

use checks::{documentation, rule};
use model::{Object, Scope};
use testkit::kube::{Client, Cluster, Parts, Response};

/// Those that say so of everything that they find.
const REFUSED: [&str; 13] = [
    "IMG007", "OPS008", "OPS011", "OPS012", "OPS013", "OPS015", "OPS016", "OPS020", "OPS021", "OPS023",
    "OPS047", "OPS048", "POD042",
];

#[test]
fn what_checks_call_refused_is_refused() {
    let flags = vec!["--disable-admission-plugins=ServiceAccount".to_owned()];
    let parts = Parts { controllers: false, flags };
    let Some(cluster) = Cluster::start("What checks call refused, against the API server", &parts) else {
        return;
    };
    let namespace = r#"{"apiVersion":"v1","kind":"Namespace","metadata":{"name":"shop"}}"#;
    cluster.client().create("/api/v1/namespaces", namespace).expect("an answer");

    let mut wrong = Vec::new();
    for id in REFUSED {
        let rule = rule(id).unwrap_or_else(|| panic!("there is no check {id}"));
        for (bad, text) in examples(documentation(rule)) {
            let answers = answers(cluster.client(), &text);
            let expected = if bad { 422 } else { 201 };
            // A good example may have several objects, and all are taken; a bad one has one that is not.
            let holds = if bad {
                answers.iter().any(|answer| answer.status == expected)
            } else {
                answers.iter().all(|answer| answer.status == expected)
            };
            if !holds {
                let said: Vec<String> =
                    answers.iter().map(|answer| format!("{} {}", answer.status, answer.body)).collect();
                wrong.push(format!("{id}, expected {expected}:\n{text}\n{}", said.join("\n")));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n\n"));
}

/// The examples of a documentation, and whether they are bad.
fn examples(documentation: &str) -> Vec<(bool, String)> {
    let mut found = Vec::new();
    let mut lines = documentation.lines();
    while let Some(line) = lines.next() {
        let Some(word) = line.strip_prefix("```yaml,") else { continue };
        let text: Vec<&str> = lines.by_ref().take_while(|line| *line != "```").collect();
        found.push((word.starts_with("bad"), text.join("\n") + "\n"));
    }
    assert!(found.len() >= 2, "no examples in\n{documentation}");
    found
}

/// What the API server says to the objects of a text.
fn answers(client: &Client, text: &str) -> Vec<Response> {
    let inventory = testkit::inventory(text);
    let objects = inventory.objects().iter();
    objects
        .map(|object| {
            let mut json = String::new();
            object.root().write_json(&mut json);
            let path = endpoint(object);
            client.create(&path, &json).expect("an answer")
        })
        .collect()
}

/// Where objects of a kind are created in the namespace of the examples, without keeping them.
fn endpoint(object: &Object) -> String {
    let kind = object.gvk();
    let resource = schema::resource(&kind.group, &kind.version, &kind.kind);
    let resource = resource.unwrap_or_else(|| panic!("no resource of {kind:?}"));
    let root = if kind.group.is_empty() { "api" } else { "apis" };
    let namespace = if resource.scope == Scope::Namespaced { "/namespaces/shop" } else { "" };
    format!("/{root}/{}{namespace}/{}?dryRun=All", kind.api_version(), resource.name)
}
