//! Nothing that parses makes the model panic: random values stand where Kubernetes has its own.

use model::{Inventory, Options, Selector};
use proptest::prelude::*;
use testkit::{inventory_with, options};

/// The words of the API that the model reads; any of them may hold any value.
const KEYS: &[&str] = &[
    "add",
    "allowPrivilegeEscalation",
    "annotations",
    "apiGroup",
    "apiVersion",
    "appArmorProfile",
    "azureFile",
    "backend",
    "capabilities",
    "claimName",
    "clientConfig",
    "configMap",
    "configMapKeyRef",
    "containers",
    "controller",
    "data",
    "defaultBackend",
    "drop",
    "env",
    "envFrom",
    "ephemeralContainers",
    "generateName",
    "group",
    "hostUsers",
    "http",
    "image",
    "imagePullSecrets",
    "initContainers",
    "items",
    "jobTemplate",
    "key",
    "kind",
    "labels",
    "limits",
    "matchExpressions",
    "matchLabels",
    "metadata",
    "name",
    "names",
    "namespace",
    "number",
    "operator",
    "optional",
    "os",
    "ownerReferences",
    "paths",
    "persistentVolumeClaim",
    "podSelector",
    "port",
    "ports",
    "privileged",
    "projected",
    "resources",
    "restartPolicy",
    "roleRef",
    "rules",
    "runAsUser",
    "scaleTargetRef",
    "scope",
    "seccompProfile",
    "secret",
    "secretKeyRef",
    "secretName",
    "secretRef",
    "securityContext",
    "selector",
    "service",
    "serviceAccountName",
    "serviceName",
    "servicePort",
    "sources",
    "spec",
    "subjects",
    "template",
    "tls",
    "type",
    "valueFrom",
    "values",
    "volumes",
    "webhooks",
    "windowsOptions",
];

const KINDS: &[(&str, &str)] = &[
    ("v1", "Pod"),
    ("v1", "List"),
    ("v1", "PodList"),
    ("v1", "Service"),
    ("v1", "ServiceAccount"),
    ("apps/v1", "Deployment"),
    ("apps/v1", "StatefulSet"),
    ("batch/v1", "CronJob"),
    ("networking.k8s.io/v1", "Ingress"),
    ("networking.k8s.io/v1", "NetworkPolicy"),
    ("policy/v1beta1", "PodDisruptionBudget"),
    ("autoscaling/v2", "HorizontalPodAutoscaler"),
    ("rbac.authorization.k8s.io/v1", "RoleBinding"),
    ("admissionregistration.k8s.io/v1", "MutatingWebhookConfiguration"),
    ("apiextensions.k8s.io/v1", "CustomResourceDefinition"),
    ("example.org/v1", "Anything"),
    ("a/b/c", "List"),
];

fn value() -> impl Strategy<Value = String> {
    let text =
        prop::sample::select(vec!["a", "", "List", "Always", "ServiceAccount", "Namespaced", "In", "ä\\n"]);
    let scalar = prop_oneof![
        Just("null".to_owned()),
        any::<bool>().prop_map(|value| value.to_string()),
        any::<i64>().prop_map(|value| value.to_string()),
        any::<u64>().prop_map(|value| value.to_string()),
        Just("1.5e300".to_owned()),
        text.prop_map(|value| format!("\"{value}\"")),
    ];
    scalar.prop_recursive(8, 96, 6, |inner| {
        prop_oneof![
            1 => prop::collection::vec(inner.clone(), 0..4).prop_map(|items| format!("[{}]", items.join(", "))),
            3 => prop::collection::vec((prop::sample::select(KEYS), inner), 0..7).prop_map(mapping),
        ]
    })
}

fn mapping(entries: Vec<(&str, String)>) -> String {
    let entries: Vec<String> =
        entries.into_iter().map(|(key, value)| format!("\"{key}\": {value}")).collect();
    format!("{{{}}}", entries.join(", "))
}

/// What belongs there, or anything.
fn mostly(plausible: impl Strategy<Value = String> + 'static) -> impl Strategy<Value = String> {
    prop_oneof![9 => plausible, 1 => value()]
}

fn one_of(texts: &'static [&'static str]) -> impl Strategy<Value = String> {
    mostly(prop::sample::select(texts).prop_map(str::to_owned))
}

fn list(item: impl Strategy<Value = String> + 'static) -> impl Strategy<Value = String> {
    mostly(prop::collection::vec(item, 0..4).prop_map(|items| format!("[{}]", items.join(", "))))
}

fn container() -> impl Strategy<Value = String> {
    let sources = one_of(&[
        "[{name: A, valueFrom: {secretKeyRef: {name: a, key: k}}}]",
        "[{name: A, valueFrom: {configMapKeyRef: {name: [], key: k}}}]",
        "[{name: A, value: a}, null]",
    ]);
    let context = one_of(&[
        "{privileged: true}",
        "{runAsUser: 5, capabilities: {add: [ALL, null], drop: [CAP_X, ä, CA]}}",
        "{seccompProfile: {type: Localhost}, windowsOptions: {hostProcess: true}}",
    ]);
    let restart = one_of(&["Always", "Never"]);
    let fields = (one_of(&["a", "b"]), sources, list(one_of(&["{secretRef: {name: a}}"])), context, restart);
    mostly(fields.prop_map(|(name, env, env_from, context, restart)| {
        format!(
            "{{name: {name}, image: i, env: {env}, envFrom: {env_from}, securityContext: {context}, restartPolicy: {restart}}}"
        )
    }))
}

fn pod_spec() -> impl Strategy<Value = String> {
    let volumes = list(one_of(&[
        "{name: a, secret: {secretName: a, items: [{key: k}, null]}}",
        "{name: a, projected: {sources: [{configMap: {name: a}}, {secret: 5}, null]}}",
        "{name: a, csi: {nodePublishSecretRef: {name: a}}}",
        "null",
    ]));
    let fields = (
        list(container()),
        list(container()),
        volumes,
        one_of(&["robot", "''"]),
        one_of(&["{name: windows}"]),
    );
    mostly(fields.prop_map(|(init, containers, volumes, account, os)| {
        format!(
            "{{initContainers: {init}, containers: {containers}, volumes: {volumes}, serviceAccountName: {account}, os: {os}}}"
        )
    }))
}

/// An object whose fields are those of its kind, in the main.
fn object() -> impl Strategy<Value = String> {
    let labels = || one_of(&["{a: b}", "{a: null}", "{}"]);
    let metadata = labels().prop_map(|labels| {
        format!("{{name: a, labels: {labels}, ownerReferences: [{{kind: Pod, name: a}}]}}")
    });
    let template = (labels(), pod_spec())
        .prop_map(|(labels, spec)| format!("{{metadata: {{labels: {labels}}}, spec: {spec}}}"));
    let selector =
        || one_of(&["{matchLabels: {a: b}}", "{a: b}", "{matchExpressions: [{key: a, operator: Exists}]}"]);
    let workload = (selector(), mostly(template)).prop_map(|(selector, template)| {
        format!(
            "{{selector: {selector}, template: {template}, jobTemplate: {{spec: {{template: {template}}}}}}}"
        )
    });
    let other = one_of(&[
        "{rules: [{http: {paths: [{backend: {service: {name: a, port: {number: 1}}}}, {backend: 5}]}}], tls: [{secretName: a}]}",
        "{scaleTargetRef: {apiVersion: v1, kind: Pod, name: a}}",
        "{group: example.org, scope: Cluster, names: {kind: Anything}}",
    ]);
    let spec = prop_oneof![3 => workload, 2 => pod_spec(), 1 => selector().prop_map(|it| format!("{{selector: {it}}}")), 1 => other];
    (prop::sample::select(KINDS), mostly(metadata), mostly(spec), list(value())).prop_map(
        |((api_version, kind), metadata, spec, items)| {
            let list = if kind.ends_with("List") { format!(", items: {items}") } else { String::new() };
            format!("{{apiVersion: {api_version}, kind: {kind}, metadata: {metadata}, spec: {spec}{list}}}")
        },
    )
}

/// Fields of an object at random places.
fn scrambled() -> impl Strategy<Value = String> {
    let object =
        (prop::sample::select(KINDS), prop::collection::vec((prop::sample::select(KEYS), value()), 0..8));
    object.prop_map(|((api_version, kind), mut entries)| {
        entries.extend([("apiVersion", format!("\"{api_version}\"")), ("kind", format!("\"{kind}\""))]);
        mapping(entries)
    })
}

fn document() -> impl Strategy<Value = String> {
    prop_oneof![6 => object(), 2 => scrambled(), 1 => value()]
}

/// Asks everything that can be asked.
fn ask(inventory: &Inventory) -> usize {
    let mut answers = inventory.malformed().len();
    for object in inventory.objects() {
        let name = (object.kind().len(), object.namespace(), object.name(), object.gvk().api_version());
        assert!(
            inventory
                .find_all(object.group(), object.kind(), object.namespace(), object.name())
                .any(|it| it.id() == object.id()),
            "{name:?}"
        );
        assert!(
            inventory.of_kind(object.group(), object.kind()).any(|it| it.id() == object.id()),
            "{name:?}"
        );
        answers += object.owners().count() + usize::from(object.label("a").is_some());
        answers += inventory
            .links(object)
            .iter()
            .filter(|link| inventory.find(&link.group, &link.kind, None, &link.name).is_some())
            .count();
        for link in inventory.links(object) {
            let _ = inventory.follow(&link);
            if let model::Purpose::Backend(Some(port)) = link.purpose {
                answers += usize::from(port.is_of(object));
            }
        }
        answers += inventory.selected_by(object).len();
        if let Some(selector) = object.root().get("spec").and_then(|spec| Selector::read(spec).ok()) {
            answers += inventory.selected(object.namespace(), &selector).count();
        }
    }
    for pod in inventory.pods() {
        answers += inventory.selecting(pod).count() + pod.service_account().len();
        answers += pod.references().iter().map(|reference| reference.name.len()).sum::<usize>();
        answers += pod.volumes().map(|volume| volume.name().len() + volume.references().len()).sum::<usize>();
        let _ = inventory.service_account(pod);
        for container in pod.containers() {
            let effective = container.effective();
            assert!(!effective.privileged.value || effective.allow_privilege_escalation.value);
            answers += usize::from(effective.capabilities.holds("NET_RAW")) + container.name().len();
        }
    }
    answers
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1_500))]

    #[test]
    fn every_question_has_an_answer_whatever_stands_in_a_document(texts in prop::collection::vec(document(), 1..4), complete: bool) {
        let text = texts.join("\n---\n");
        let inventory = inventory_with(&text, Options { complete, ..options() });
        ask(&inventory);
    }
}
