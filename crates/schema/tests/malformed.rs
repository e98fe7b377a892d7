//! Values of types that Kubernetes cannot decode.

use model::KubernetesVersion;
use schema::{Definitions, Fault, problems};
use testkit::inventory;

/// What is malformed in an object, as `written: expectation`.
fn malformed(text: &str) -> Vec<String> {
    let inventory = inventory(text);
    let version = KubernetesVersion::NEWEST;
    let definitions = Definitions::default();
    let mut found = Vec::new();
    for object in inventory.objects() {
        for problem in problems(object, version, &definitions) {
            if let Fault::WrongType(expected) = problem.fault {
                let written = object.document().source().slice(problem.node.span());
                found.push(format!("{written}: {expected}"));
            }
        }
    }
    found
}

fn pod(spec: &str) -> Vec<String> {
    malformed(&format!("apiVersion: v1\nkind: Pod\nmetadata: {{name: a}}\nspec: {spec}"))
}

#[test]
fn fields_of_a_pod() {
    let table = [
        ("{containers: 5}", vec!["5: a list of mappings"]),
        ("{containers: {a: b}}", vec!["{a: b}: a list of mappings"]),
        ("5", vec!["5: a mapping"]),
        ("[]", vec!["[]: a mapping"]),
        ("{containers: [5, a]}", vec!["5: a mapping", "a: a mapping"]),
        ("{containers: [{name: 5, image: 3}]}", vec!["5: a string", "3: a string"]),
        ("{containers: [{env: {}}]}", vec!["{}: a list of mappings"]),
        (
            "{containers: [{env: [{name: A, value: 1}, {name: B, value: yes}]}]}",
            vec!["1: a string", "yes: a string"],
        ),
        ("{containers: [{command: run}]}", vec!["run: a list of strings"]),
        ("{containers: [{args: [1, a, [b]]}]}", vec!["1: a string", "[b]: a string"]),
        ("{containers: [{ports: [{containerPort: http}]}]}", vec!["http: an integer"]),
        ("{containers: [{livenessProbe: {httpGet: {port: [1]}}}]}", vec!["[1]: an integer or a string"]),
        (
            "{containers: [{resources: {limits: {cpu: 1, memory: 1 GB}}}]}",
            vec!["1 GB: a quantity such as 100m or 1Gi"],
        ),
        ("{containers: [{resources: {limits: 5}}]}", vec!["5: a map of quantities"]),
        (
            "{securityContext: {runAsUser: \"x\", runAsNonRoot: \"true\"}}",
            vec!["\"x\": an integer", "\"true\": true or false"],
        ),
        ("{securityContext: {runAsUser: 1.5}}", vec!["1.5: an integer"]),
        ("{priority: 3000000000}", vec!["3000000000: an integer"]),
        ("{terminationGracePeriodSeconds: 3000000000}", vec![]),
        ("{securityContext: {runAsUser: 1.0, supplementalGroups: [1, a]}}", vec!["a: an integer"]),
        ("{containers: [{securityContext: {capabilities: {drop: ALL}}}]}", vec!["ALL: a list of strings"]),
        ("{volumes: [{hostPath: /x}]}", vec!["/x: a mapping"]),
        ("{nodeSelector: {a: 1}}", vec!["1: a string"]),
        ("{unknown: 5, containers: [{unknown: {}}]}", vec![]),
    ];
    for (spec, expected) in table {
        assert_eq!(pod(spec), expected, "{spec}");
    }
}

#[test]
fn null_is_the_zero_value_of_every_type() {
    let nulls = "
containers: [null, {name: null, image: null, env: null, command: [null], securityContext: null, ports: [null]}]
initContainers: null
volumes: [null, {name: null, secret: null}]
nodeSelector: {a: null}
securityContext: {runAsUser: null, sysctls: [null]}
";
    let body = nulls.replace('\n', "\n  ");
    assert_eq!(
        malformed(&format!("apiVersion: v1\nkind: Pod\nmetadata: null\nspec:{body}")),
        Vec::<String>::new()
    );
    assert_eq!(pod("null"), Vec::<String>::new());
}

#[test]
fn metadata_of_every_kind() {
    for header in ["apiVersion: v1\nkind: Namespace", "apiVersion: example.org/v1\nkind: Widget"] {
        let metadata = |value: &str| malformed(&format!("{header}\nmetadata: {value}"));
        assert_eq!(metadata("[]"), ["[]: a mapping"]);
        assert_eq!(metadata("{name: 5, namespace: true}"), ["5: a string", "true: a string"]);
        assert_eq!(metadata("{labels: {a: 1, b: x, c: null, d: {}}}"), ["1: a string", "{}: a string"]);
        assert_eq!(metadata("{annotations: []}"), ["[]: a map of strings"]);
        assert_eq!(metadata("{ownerReferences: [{controller: 1}]}"), ["1: true or false"]);
    }
}

#[test]
fn templates_and_selectors() {
    let deployment = "
apiVersion: apps/v1
kind: Deployment
spec:
  replicas: three
  selector: {matchLabels: {a: 1}, matchExpressions: {}}
  template: {metadata: {labels: [a]}, spec: {containers: [{image: [x]}]}}
";
    let expected = [
        "three: an integer",
        "1: a string",
        "{}: a list of mappings",
        "[a]: a map of strings",
        "[x]: a string",
    ];
    assert_eq!(malformed(deployment), expected);
    let cron = "apiVersion: batch/v1\nkind: CronJob\nspec: {jobTemplate: {spec: {template: {spec: {hostPID: 'yes'}}}}}";
    assert_eq!(malformed(cron), ["'yes': true or false"]);
    assert_eq!(malformed("apiVersion: v1\nkind: Service\nspec: {selector: app}"), ["app: a map of strings"]);
    assert_eq!(
        malformed("apiVersion: v1\nkind: Secret\ndata: {a: YQ==, b: plain!, c: 5}"),
        ["plain!: base64", "5: base64"]
    );
}

#[test]
fn what_a_crd_carries_is_its_own_business() {
    let rollout = "
apiVersion: argoproj.io/v1alpha1
kind: Rollout
spec: {template: {spec: {containers: [{name: a, image: i, env: {}}]}}}
";
    assert_eq!(malformed(rollout), Vec::<String>::new());
}
