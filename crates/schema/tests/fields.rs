//! What the API server refuses of fields, and what was meant instead.

use model::KubernetesVersion;
use schema::{Definitions, Fault, Hint, KindHint, problems};
use testkit::inventory;

/// What is refused in the objects of a text by a minor, in short.
fn refused(minor: u16, text: &str) -> Vec<String> {
    let inventory = inventory(text);
    let version = KubernetesVersion { major: 1, minor };
    let definitions = Definitions::of(&inventory);
    let mut found = Vec::new();
    for object in inventory.objects() {
        for problem in problems(object, version, &definitions) {
            let written = object.document().source().slice(problem.node.span());
            found.push(match problem.fault {
                Fault::UnknownField(hint) => format!("{written}: {}", said(hint.as_ref())),
                Fault::WrongType(expected) => format!("{written} should be {expected}"),
                Fault::NotOfSchema(expected) => format!("{written} should by its CRD be {expected}"),
                Fault::MissingField(name) => format!("{name} is missing"),
                Fault::UnknownValue { allowed, meant } => {
                    format!("{written}: {meant:?} of {}", allowed.join(" "))
                }
                Fault::UnknownKind(hint) => format!("{written}: {}", said_of_kind(&hint)),
            });
        }
    }
    found
}

fn said(hint: Option<&Hint<'_>>) -> String {
    match hint {
        Some(Hint::Misspelt(meant)) => format!("meant {meant}"),
        Some(Hint::Like(near)) => format!("like {near}"),
        Some(Hint::Below(field)) => format!("in {field}"),
        Some(Hint::Above(levels)) => format!("{levels} up"),
        Some(Hint::OtherVersion(minor)) => format!("from {minor:?}"),
        None => "unknown".to_owned(),
    }
}

fn said_of_kind(hint: &KindHint) -> String {
    match hint {
        KindHint::Under(api_version) => format!("under {api_version}"),
        KindHint::Misspelt(kind) => format!("meant {kind}"),
        KindHint::Later => "later".to_owned(),
        KindHint::None => "unknown".to_owned(),
    }
}

fn pod(spec: &str) -> String {
    format!("apiVersion: v1\nkind: Pod\nmetadata: {{name: a}}\nspec: {spec}\n")
}

#[test]
fn a_field_is_known_from_its_minor_on() {
    let text = pod("{containers: [{name: a, restartPolicyRules: []}]}");
    assert_eq!(refused(33, &text), ["restartPolicyRules: from Some(34)"]);
    assert_eq!(refused(34, &text), Vec::<String>::new());
    assert_eq!(refused(20, &text), ["restartPolicyRules: from Some(34)"]);
}

#[test]
fn of_a_minor_that_is_not_known_yet_nothing_is_unknown() {
    let text = pod("{containers: [{name: a, newField: 1}], dnsPolicy: New, hostPID: 5}");
    assert_eq!(refused(38, &text), ["5 should be true or false"]);
    assert_eq!(refused(38, "apiVersion: apps/v3\nkind: New\nmetadata: {name: a}"), Vec::<String>::new());
}

#[test]
fn names_are_of_their_own_case() {
    assert_eq!(refused(37, &pod("{containers: [], hostpid: true}")), ["hostpid: meant hostPID"]);
    assert_eq!(refused(37, &pod("{containers: [], hostpid: 1}")), ["hostpid: like hostPID"]);
    assert_eq!(refused(37, &pod("{containers: [], hostpid: true, hostPID: true}")), ["hostpid: unknown"]);
}

#[test]
fn what_an_object_is_kept_by() {
    let name = |text: &str| refused(37, &format!("apiVersion: v1\nkind: ServiceAccount\n{text}"));
    assert_eq!(name("metadata: {generateName: a-}"), Vec::<String>::new());
    assert_eq!(name("metadata: {namespace: b}"), ["name is missing"]);
    assert_eq!(name("metadata: {name: ''}"), ["name is missing"]);
    assert_eq!(name(""), ["metadata.name is missing"]);
    let review = "apiVersion: authorization.k8s.io/v1\nkind: SelfSubjectAccessReview\nspec: {}";
    assert_eq!(refused(37, review), Vec::<String>::new());
}

#[test]
fn kinds_of_kubernetes_own_groups() {
    let kind = |minor, header: &str| refused(minor, &format!("{header}\nmetadata: {{name: a}}"));
    assert_eq!(kind(37, "apiVersion: apps/v2\nkind: Deployment"), ["Deployment: under apps/v1"]);
    assert_eq!(kind(37, "apiVersion: v1\nkind: Servise"), ["Servise: meant Service"]);
    let policy = "apiVersion: admissionregistration.k8s.io/v1\nkind: ValidatingAdmissionPolicy";
    assert_eq!(kind(29, policy), ["admissionregistration.k8s.io/v1: later"]);
    assert_eq!(kind(30, policy), Vec::<String>::new());
    for header in ["apiVersion: v1\nkind: Config", "apiVersion: example.org/v1\nkind: Widget"] {
        assert_eq!(kind(37, header), Vec::<String>::new());
    }
}

#[test]
fn custom_resources_by_their_definitions() {
    let definition = "
apiVersion: apiextensions.k8s.io/v1
kind: CustomResourceDefinition
metadata: {name: widgets.example.org}
spec:
  group: example.org
  names: {kind: Widget, plural: widgets}
  scope: Namespaced
  versions:
  - name: v1
    served: true
    storage: true
    schema:
      openAPIV3Schema:
        type: object
        required: [spec]
        properties:
          spec:
            type: object
            required: [size, colour, mode]
            properties:
              size: {type: integer}
              colour: {type: string, enum: [red, green]}
              mode: {type: string, default: fast}
              port: {x-kubernetes-int-or-string: true}
              labels: {type: object, additionalProperties: {type: string}}
              parts: {type: array, items: {type: object, properties: {name: {type: string}}}}
              template: {type: object, x-kubernetes-embedded-resource: true, x-kubernetes-preserve-unknown-fields: true}
              free: {}
---
";
    let widget = |spec: &str| {
        let object =
            format!("apiVersion: example.org/v1\nkind: Widget\nmetadata: {{name: a}}\nspec: {spec}\n");
        refused(37, &(definition.to_owned() + &object))
    };
    let fine = "{size: 1, colour: red, port: http, labels: {a: b}, parts: [{name: a}], template: {x: 1}, free: {y: [1]}}";
    assert_eq!(widget(fine), Vec::<String>::new());
    assert_eq!(
        widget("{size: big, colour: blue}"),
        ["big should by its CRD be an integer", "blue: None of red green"]
    );
    assert_eq!(
        widget("{size: 1, colour: Red, parts: {}}"),
        ["Red: Some(\"red\") of red green", "{} should by its CRD be a list"]
    );
    assert_eq!(
        widget("{colour: red, parts: [{nmae: a}], labels: {a: 1}, port: true}"),
        [
            "nmae: meant name",
            "1 should by its CRD be a string",
            "true should by its CRD be an integer or a string",
            "size is missing",
        ]
    );
    assert_eq!(widget("null"), Vec::<String>::new());
}
