//! Where pods are found, and what they hold.

use model::{ContainerRole, Inventory, PodView, ReferenceKind};
use testkit::inventory;

fn only(inventory: &Inventory) -> PodView<'_> {
    let pods: Vec<_> = inventory.pods().collect();
    assert_eq!(pods.len(), 1);
    pods[0]
}

fn container_names(pod: PodView<'_>) -> Vec<String> {
    pod.containers().map(|container| container.name().into_owned()).collect()
}

#[test]
fn every_built_in_kind_has_its_pod() {
    let template = "{metadata: {labels: {app: a}}, spec: {containers: [{name: c}]}}";
    let kinds = [
        ("v1", "Pod", "metadata: {labels: {app: a}}\nspec: {containers: [{name: c}]}".to_owned()),
        ("v1", "PodTemplate", format!("template: {template}")),
        ("v1", "ReplicationController", format!("spec: {{template: {template}}}")),
        ("apps/v1", "Deployment", format!("spec: {{template: {template}}}")),
        ("apps/v1beta2", "StatefulSet", format!("spec: {{template: {template}}}")),
        ("extensions/v1beta1", "DaemonSet", format!("spec: {{template: {template}}}")),
        ("apps/v1", "ReplicaSet", format!("spec: {{template: {template}}}")),
        ("batch/v1", "Job", format!("spec: {{template: {template}}}")),
        ("batch/v1beta1", "CronJob", format!("spec: {{jobTemplate: {{spec: {{template: {template}}}}}}}")),
    ];
    for (api_version, kind, body) in kinds {
        let inventory = inventory(&format!("apiVersion: {api_version}\nkind: {kind}\n{body}"));
        let pod = only(&inventory);
        assert_eq!(container_names(pod), ["c"], "{kind}");
        assert_eq!(
            pod.labels().and_then(|labels| labels.get("app")?.as_str()).as_deref(),
            Some("a"),
            "{kind}"
        );
        assert_eq!(pod.is_pod(), kind == "Pod");
        assert_eq!(inventory.pods_of(pod.object().id()).count(), 1);
    }
}

#[test]
fn built_in_kinds_without_a_pod_have_none() {
    let spec =
        "spec: {containers: [{name: c, image: i}], template: {spec: {containers: [{name: c, image: i}]}}}";
    for (api_version, kind) in
        [("v1", "ConfigMap"), ("apps/v1", "ControllerRevision"), ("policy/v1", "Deployment")]
    {
        let inventory = inventory(&format!("apiVersion: {api_version}\nkind: {kind}\n{spec}"));
        assert_eq!(inventory.pods().count(), 0, "{kind}");
    }
    for text in [
        "apiVersion: v1\nkind: Pod",
        "apiVersion: v1\nkind: Pod\nspec: null",
        "apiVersion: v1\nkind: Pod\nspec: 5",
    ] {
        assert_eq!(inventory(text).pods().count(), 0, "{text}");
    }
}

#[test]
fn other_kinds_carry_pods_by_structure() {
    let inventory = inventory(
        "
apiVersion: argoproj.io/v1alpha1
kind: Rollout
metadata: {name: rollout, labels: {own: x}}
spec:
  strategy: {canary: {steps: []}}
  template:
    metadata: {labels: {app: rollout}}
    spec: {containers: [{name: r, image: i}]}
---
apiVersion: serving.knative.dev/v1
kind: Service
metadata: {name: knative}
spec:
  template:
    spec: {containers: [{image: unnamed}]}
---
apiVersion: example.org/v1
kind: Several
metadata: {name: several}
spec:
  groups:
  - name: first
    template: {spec: {containers: [{name: a, env: []}]}}
  - template: {spec: {containers: [{name: b, ports: []}], nested: {containers: [{name: never, image: i}]}}}
  direct: {metadata: {labels: {not: mine}}, containers: [{name: c, command: [x]}]}
---
apiVersion: example.org/v1
kind: PodLike
metadata: {name: podlike, labels: {own: x}}
spec: {containers: [{name: d, resources: {}}]}
---
apiVersion: example.org/v1
kind: NoPods
spec:
  a: {containers: []}
  b: {containers: [{name: only}]}
  c: {containers: [{name: a, image: i}, text]}
  d: {containers: {name: a, image: i}}
  e: {containers: [{name: 5, env: []}]}
",
    );
    let found: Vec<_> = inventory
        .pods()
        .map(|pod| {
            let label = pod
                .labels()
                .and_then(|labels| labels.entries().next().map(|entry| entry.name().into_owned()));
            (pod.object().name().to_owned(), container_names(pod).concat(), label)
        })
        .collect();
    let row = |object: &str, containers: &str, label: Option<&str>| {
        (object.to_owned(), containers.to_owned(), label.map(str::to_owned))
    };
    let expected = [
        row("rollout", "r", Some("app")),
        row("knative", "", None),
        row("several", "a", None),
        row("several", "b", None),
        row("several", "c", None),
        row("podlike", "d", None),
    ];
    assert_eq!(found, expected);
    assert_eq!(inventory.pods_of(inventory.objects()[2].id()).count(), 3);
}

#[test]
fn policies_only_describe_pods() {
    let policy =
        "spec: {rules: [{validate: {pattern: {spec: {containers: [{name: a, image: '!*:latest'}]}}}}]}";
    for api_version in ["kyverno.io/v1", "policies.kyverno.io/v1", "mutations.gatekeeper.sh/v1"] {
        assert_eq!(
            inventory(&format!("apiVersion: {api_version}\nkind: Policy\n{policy}")).pods().count(),
            0
        );
    }
}

#[test]
fn containers_come_in_the_order_of_pod_security() {
    let inventory = inventory(
        "
apiVersion: v1
kind: Pod
spec:
  ephemeralContainers: [{name: debug}]
  containers: [{name: main}, null, {image: unnamed}, 5]
  initContainers: [{name: init}, {name: side, restartPolicy: Always}, {name: other, restartPolicy: Never}]
",
    );
    let pod = only(&inventory);
    let found: Vec<_> =
        pod.containers().map(|container| (container.name().into_owned(), container.role())).collect();
    let expected = [
        ("init", ContainerRole::Init),
        ("side", ContainerRole::Sidecar),
        ("other", ContainerRole::Init),
        ("main", ContainerRole::Main),
        ("", ContainerRole::Main),
        ("", ContainerRole::Main),
        ("debug", ContainerRole::Ephemeral),
    ];
    assert_eq!(found, expected.map(|(name, role)| (name.to_owned(), role)));
}

#[test]
fn service_accounts_have_a_deprecated_name_and_a_default() {
    let account = |spec: &str| {
        let inventory = inventory(&format!("apiVersion: v1\nkind: Pod\nspec: {spec}"));
        only(&inventory).service_account().into_owned()
    };
    assert_eq!(account("{}"), "default");
    assert_eq!(account("{serviceAccount: old}"), "old");
    assert_eq!(account("{serviceAccount: old, serviceAccountName: new}"), "new");
    assert_eq!(account("{serviceAccount: old, serviceAccountName: ''}"), "old");
    assert_eq!(account("{serviceAccountName: null}"), "default");
    assert_eq!(account("{serviceAccountName: 5}"), "default");
}

#[test]
fn references_name_key_and_whether_they_are_optional() {
    let inventory = inventory(
        "
apiVersion: v1
kind: Pod
spec:
  serviceAccountName: robot
  imagePullSecrets: [{name: pull}, {name: ''}, {}, null]
  containers:
  - name: c
    envFrom:
    - configMapRef: {name: all}
    - secretRef: {name: everything, optional: true}
    env:
    - {name: A, valueFrom: {configMapKeyRef: {name: some, key: a}}}
    - {name: B, valueFrom: {secretKeyRef: {name: word, key: b, optional: true}}}
    - {name: C, valueFrom: {fieldRef: {fieldPath: spec.nodeName}}}
    - {name: D, value: plain}
    - {name: E, valueFrom: {secretKeyRef: {name: 5, key: b}}}
  volumes:
  - {name: one, configMap: {name: files, items: [{key: x, path: x}, {key: w, path: w}]}}
  - {name: two, secret: {secretName: hidden, optional: true}}
  - {name: three, persistentVolumeClaim: {claimName: disk}}
  - name: four
    projected:
      sources:
      - configMap: {name: seen}
      - secret: {name: unseen, items: [{key: z, path: z}]}
      - serviceAccountToken: {path: token}
  - {name: five, csi: {driver: d, nodePublishSecretRef: {name: login}}}
  - {name: six, azureFile: {secretName: azure, shareName: s}}
  - {name: seven, emptyDir: {}}
",
    );
    let pod = only(&inventory);
    let found: Vec<_> = pod
        .references()
        .into_iter()
        .map(|reference| {
            let key = reference.key.map(|(key, _)| key.into_owned()).unwrap_or_default();
            assert_eq!(reference.node.as_str(), Some(reference.name.clone()));
            (reference.kind, reference.name.into_owned(), key, reference.optional)
        })
        .collect();
    let expected = [
        (ReferenceKind::ConfigMap, "all", "", false),
        (ReferenceKind::Secret, "everything", "", true),
        (ReferenceKind::ConfigMap, "some", "a", false),
        (ReferenceKind::Secret, "word", "b", true),
        (ReferenceKind::ConfigMap, "files", "x", false),
        (ReferenceKind::ConfigMap, "files", "w", false),
        (ReferenceKind::Secret, "hidden", "", true),
        (ReferenceKind::PersistentVolumeClaim, "disk", "", false),
        (ReferenceKind::ConfigMap, "seen", "", false),
        (ReferenceKind::Secret, "unseen", "z", false),
        (ReferenceKind::Secret, "login", "", false),
        (ReferenceKind::Secret, "azure", "", false),
        (ReferenceKind::Secret, "pull", "", false),
        (ReferenceKind::ServiceAccount, "robot", "", false),
    ];
    assert_eq!(
        found,
        expected.map(|(kind, name, key, optional)| (kind, name.to_owned(), key.to_owned(), optional))
    );
}
