//! Our Pod Security engine and the plugin inside a real API server: Pods that are refused or warned about, Deployments
//! that are warned about, labels that are refused, defaults and exemptions. Every sentence must be equal.
//!
//! The API server fills in defaults before it judges, so that what it gives back of a dry run is what is judged here.

use std::collections::BTreeMap;

use conformance::judgement::{Comparison, Subject};
use conformance::pods::Generator;
use conformance::random::Random;
use model::KubernetesVersion;
use podsecurity::admission::{
    Configuration, Mode, NamespacePolicy, Row, refused_namespace, rows, server_defaults,
};
use podsecurity::{Level, LevelVersion, Version, judge};
use serde_json::{Value, json};
use testkit::kube::{Client, Cluster, Parts, Response};
use testkit::oracle::Oracle;

const SUITE: &str = "Pod Security against a live API server";

/// API-valid pods to be judged.
const PODS: usize = 500;

/// Policies at which each is judged.
const POLICIES: usize = 2;

const STEPS: [u64; 13] = [0, 8, 19, 22, 23, 25, 27, 29, 31, 32, 34, 35, 37];

const CONFIGURATION: &str = r"
apiVersion: apiserver.config.k8s.io/v1
kind: AdmissionConfiguration
plugins:
- name: PodSecurity
  configuration:
    apiVersion: pod-security.admission.config.k8s.io/v1
    kind: PodSecurityConfiguration
    defaults: {audit: baseline, warn: restricted, warn-version: v1.30}
    exemptions:
      namespaces: [exempt]
      runtimeClasses: [sandbox]
";

#[test]
fn the_plugin_says_what_we_say() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("admission.yaml");
    std::fs::write(&file, CONFIGURATION).unwrap();
    let flags = vec![
        "--disable-admission-plugins=ServiceAccount".to_owned(),
        format!("--admission-control-config-file={}", file.display()),
    ];
    let Some(cluster) = Cluster::start(SUITE, &Parts { controllers: false, flags }) else { return };
    let plugin = Plugin::new(cluster.client());
    let samples = plugin.samples();
    pods_and_deployments(&plugin, &samples);
    the_oracle_agrees_on_defaulted_pods(&samples);
    defaults_are_foretold(&samples);
    labels(&plugin);
    defaults_and_exemptions(&plugin);
}

/// A pod that the API server accepts, as it was sent and as it was defaulted, alone and in a Deployment.
struct Sample {
    pod: Value,
    defaulted: String,
    deployment: Option<(Value, String)>,
}

struct Plugin<'c> {
    client: &'c Client,
    configuration: Configuration,
}

impl<'c> Plugin<'c> {
    fn new(client: &'c Client) -> Plugin<'c> {
        let document = testkit::documents(CONFIGURATION).remove(0);
        let plugin = Plugin { client, configuration: Configuration::read(document.root()).unwrap() };
        plugin.namespace("open", &json!({"pod-security.kubernetes.io/warn": "privileged"}));
        for policy in policies() {
            plugin.namespace(&namespace(policy, Mode::Enforce), &labels_of(policy, "enforce"));
            plugin.namespace(&namespace(policy, Mode::Warn), &labels_of(policy, "warn"));
        }
        plugin
    }

    fn namespace(&self, name: &str, labels: &Value) {
        let body =
            json!({"apiVersion": "v1", "kind": "Namespace", "metadata": {"name": name, "labels": labels}});
        let response = self.client.create("/api/v1/namespaces", &body.to_string()).unwrap();
        assert_eq!(response.status, 201, "{}", response.body);
    }

    fn dry_run(&self, namespace: &str, object: &Value) -> Response {
        let path = match object["kind"].as_str() {
            Some("Deployment") => format!("/apis/apps/v1/namespaces/{namespace}/deployments"),
            _ => format!("/api/v1/namespaces/{namespace}/pods"),
        };
        self.client.create(&format!("{path}?dryRun=All"), &object.to_string()).unwrap()
    }

    /// Generated pods that pass validation in a namespace that allows everything, and one that is rare among them.
    fn samples(&self) -> Vec<Sample> {
        let generator = Generator::new(3);
        let mut samples = Vec::new();
        let container =
            json!({"name": "main", "image": "example.org/app:1", "ports": [{"containerPort": 80}]});
        let spec = json!({"hostNetwork": true, "containers": [container]});
        let host_ports =
            json!({"apiVersion": "v1", "kind": "Pod", "metadata": {"name": "subject"}, "spec": spec});
        let generated = (0..).map(|index| generator.pod(index, 4));
        for (index, mut pod) in std::iter::once(host_ports).chain(generated).enumerate() {
            if let Some(spec) = pod["spec"].as_object_mut() {
                spec.remove("ephemeralContainers"); // only ever added to running Pods
            }
            let accepted = self.dry_run("open", &pod);
            if accepted.status != 201 {
                continue;
            }
            let deployment = deployment(&pod);
            let answer = self.dry_run("open", &deployment);
            let deployment = (answer.status == 201).then_some((deployment, answer.body));
            samples.push(Sample { pod, defaulted: accepted.body, deployment });
            if samples.len() == PODS {
                break;
            }
            assert!(index < 20_000, "only {} of {index} pods are valid", samples.len());
        }
        samples
    }
}

fn pods_and_deployments(plugin: &Plugin<'_>, samples: &[Sample]) {
    let policies = policies();
    let mut random = Random::new(4, 0);
    let mut seen: BTreeMap<(&str, bool), usize> = BTreeMap::new();
    let mut differences = Vec::new();
    for sample in samples {
        for _ in 0..POLICIES {
            let policy = *random.choose(&policies);
            let (enforce, warn) = (namespace(policy, Mode::Enforce), namespace(policy, Mode::Warn));
            let mut compare = |what, ours: Option<String>, theirs: Option<String>| {
                *seen.entry((what, theirs.is_some())).or_default() += 1;
                if ours != theirs {
                    differences.push(format!("{what} at {policy}\n  ours   {ours:?}\n  theirs {theirs:?}"));
                }
            };
            let refused = refusal(&plugin.dry_run(&enforce, &sample.pod));
            compare("Pod refused", ours(&sample.defaulted, policy, Mode::Enforce), refused);
            let warned = warning(&plugin.dry_run(&warn, &sample.pod));
            compare("Pod warned about", ours(&sample.defaulted, policy, Mode::Warn), warned);
            if let Some((deployment, defaulted)) = &sample.deployment {
                let warned = warning(&plugin.dry_run(&warn, deployment));
                compare("Deployment warned about", ours(defaulted, policy, Mode::Warn), warned);
                let accepted = plugin.dry_run(&enforce, deployment);
                assert_eq!(accepted.status, 201, "{}", accepted.body);
            }
        }
    }
    assert!(differences.is_empty(), "{} differences:\n{}", differences.len(), first(&differences));
    assert!(seen.len() == 6 && seen.values().all(|&count| count >= 50), "{seen:?}");
}

fn the_oracle_agrees_on_defaulted_pods(samples: &[Sample]) {
    let Some(mut oracle) = Oracle::start(SUITE, "podsecurity") else { return };
    let subjects = samples.iter().map(|sample| Subject {
        yaml: sample.defaulted.clone(),
        json: sample.defaulted.trim_end().to_owned(),
    });
    Comparison::of(&mut oracle, subjects, &policies()).assert_equal();
}

/// Where we say nothing of the API server's defaults, a pod as it was written is judged as it is after them.
fn defaults_are_foretold(samples: &[Sample]) {
    let mut foretold = BTreeMap::new();
    for sample in samples {
        let written = testkit::inventory(&sample.pod.to_string());
        let defaulted = testkit::inventory(&sample.defaulted);
        let (written, defaulted) = (written.pods().next().unwrap(), defaulted.pods().next().unwrap());
        let defaults = server_defaults(written);
        if defaults.is_empty() {
            for policy in policies() {
                let [before, after] =
                    [written, defaulted].map(|pod| judge(pod, policy.level, policy.version).message());
                assert_eq!(before, after, "{policy} {}", sample.pod);
            }
        }
        defaults.into_iter().for_each(|default| *foretold.entry(default).or_insert(0) += 1);
    }
    assert_eq!(foretold.len(), 3, "{foretold:?}");
}

/// Labels that cannot be read are refused, in the words that we have for it.
fn labels(plugin: &Plugin<'_>) {
    let cases = [
        json!({"enforce": "strict"}),
        json!({"enforce": "", "warn": "Baseline"}),
        json!({"enforce-version": "1.36"}),
        json!({"audit": "privileged", "audit-version": "v1.01", "warn-version": "v2.0", "enforce": "none"}),
        json!({"enforce": "baseline", "enforce-version": "v1.99999"}),
    ];
    for case in cases {
        let labels: serde_json::Map<String, Value> = case
            .as_object()
            .unwrap()
            .iter()
            .map(|(key, value)| (format!("pod-security.kubernetes.io/{key}"), value.clone()))
            .collect();
        let body = json!({"apiVersion": "v1", "kind": "Namespace", "metadata": {"name": "labels", "labels": labels}});
        let answer = plugin.client.create("/api/v1/namespaces?dryRun=All", &body.to_string()).unwrap();
        let theirs = (answer.status != 201).then(|| message(&answer));
        let document = testkit::documents(&body.to_string()).remove(0);
        let labels = document.root().path(&["metadata", "labels"]);
        let (_, invalid) = NamespacePolicy::of_labels(labels, NamespacePolicy::default());
        assert_eq!(refused_namespace("labels", &invalid), theirs, "{case}");
    }
}

/// A namespace without labels has the defaults of the configuration; a label overrides its own part of them; exempt
/// namespaces and runtime classes are not judged.
fn defaults_and_exemptions(plugin: &Plugin<'_>) {
    let class = json!({"apiVersion": "node.k8s.io/v1", "kind": "RuntimeClass", "metadata": {"name": "sandbox"}, "handler": "s"});
    let made = plugin.client.create("/apis/node.k8s.io/v1/runtimeclasses", &class.to_string()).unwrap();
    assert_eq!(made.status, 201, "{}", made.body);
    let namespaces = [
        ("silent", json!({})),
        ("exempt", json!({"pod-security.kubernetes.io/enforce": "restricted"})),
        ("version", json!({"pod-security.kubernetes.io/warn-version": "v1.7"})),
        (
            "raised",
            json!({"pod-security.kubernetes.io/enforce": "baseline", "pod-security.kubernetes.io/warn": "baseline"}),
        ),
        (
            "lowered",
            json!({"pod-security.kubernetes.io/enforce": "baseline", "pod-security.kubernetes.io/enforce-version": "v1.33"}),
        ),
    ];
    let pod = |change: &dyn Fn(&mut Value)| {
        let mut pod = json!({"apiVersion": "v1", "kind": "Pod", "metadata": {"name": "p"}, "spec": {"containers": [{"name": "c", "image": "i"}]}});
        change(&mut pod);
        pod
    };
    let pods = [
        pod(&|_| ()),
        pod(&|pod| pod["spec"]["hostPID"] = json!(true)),
        pod(&|pod| {
            pod["spec"]["hostPID"] = json!(true);
            pod["spec"]["runtimeClassName"] = json!("sandbox");
        }),
    ];
    for (name, labels) in namespaces {
        plugin.namespace(name, &labels);
        let namespace =
            json!({"apiVersion": "v1", "kind": "Namespace", "metadata": {"name": name, "labels": labels}});
        let namespace = testkit::documents(&namespace.to_string()).remove(0);
        let labels = namespace.root().path(&["metadata", "labels"]);
        let (policy, invalid) = NamespacePolicy::of_labels(labels, plugin.configuration.defaults);
        assert!(invalid.is_empty());
        for pod in &pods {
            for object in [pod.clone(), deployment(pod)] {
                let answer = plugin.dry_run(name, &object);
                let inventory = testkit::inventory(&{
                    let mut placed = object.clone();
                    placed["metadata"]["namespace"] = json!(name);
                    placed.to_string()
                });
                let rows = rows(
                    inventory.pods().next().unwrap(),
                    policy,
                    &plugin.configuration.exemptions,
                    KubernetesVersion::NEWEST,
                );
                let theirs = refusal(&answer).or_else(|| warning(&answer));
                assert_eq!(said(&rows), theirs, "{name} {object}");
            }
        }
    }
}

/// What the sender gets to read: a refusal, else a warning.
fn said(rows: &[Row]) -> Option<String> {
    let sentence = |mode| rows.iter().find(|row| row.mode == mode && row.via.is_none())?.sentence("p");
    sentence(Mode::Enforce).or_else(|| sentence(Mode::Warn))
}

/// What we say of an object in a namespace that has a policy for one mode.
fn ours(object: &str, policy: LevelVersion, mode: Mode) -> Option<String> {
    let inventory = testkit::inventory(object);
    let policy = match mode {
        Mode::Enforce => NamespacePolicy { enforce: policy, ..NamespacePolicy::default() },
        _ => NamespacePolicy { warn: policy, ..NamespacePolicy::default() },
    };
    let rows = rows(
        inventory.pods().next().unwrap(),
        policy,
        &Configuration::default().exemptions,
        KubernetesVersion::NEWEST,
    );
    rows.iter().find(|row| row.mode == mode)?.sentence("subject")
}

fn refusal(response: &Response) -> Option<String> {
    match response.status {
        201 => None,
        403 => Some(message(response)),
        _ => panic!("{} {}", response.status, response.body),
    }
}

fn warning(response: &Response) -> Option<String> {
    let ours = |text: &&String| text.starts_with("would violate PodSecurity");
    response.warnings.iter().find(ours).map(|text| format!("Warning: {text}"))
}

fn message(response: &Response) -> String {
    let status: Value = serde_json::from_str(&response.body).unwrap();
    status["message"].as_str().unwrap().to_owned()
}

fn deployment(pod: &Value) -> Value {
    let mut template = json!({"metadata": pod["metadata"], "spec": pod["spec"]});
    if let Some(metadata) = template["metadata"].as_object_mut() {
        metadata.remove("name");
    }
    template["metadata"]["labels"] = json!({"app": "subject"});
    let selector = json!({"matchLabels": {"app": "subject"}});
    let spec = json!({"selector": selector, "template": template});
    json!({"apiVersion": "apps/v1", "kind": "Deployment", "metadata": {"name": "subject"}, "spec": spec})
}

fn policies() -> Vec<LevelVersion> {
    let versions = STEPS.iter().map(|&step| Version::Minor(step)).chain([Version::Latest]);
    versions
        .flat_map(|version| [Level::Baseline, Level::Restricted].map(|level| LevelVersion { level, version }))
        .collect()
}

fn namespace(policy: LevelVersion, mode: Mode) -> String {
    format!("{}-{}-{}", mode.as_str(), policy.level, policy.version.to_string().replace('.', "-"))
}

/// Labels that hold a namespace to a policy in one mode, and to nothing in the others.
fn labels_of(policy: LevelVersion, mode: &str) -> Value {
    let label = |name: &str| format!("pod-security.kubernetes.io/{name}");
    let mut labels =
        json!({label("enforce"): "privileged", label("warn"): "privileged", label("audit"): "privileged"});
    labels[label(mode)] = json!(policy.level.as_str());
    labels[label(&format!("{mode}-version"))] = json!(policy.version.to_string());
    labels
}

fn first(differences: &[String]) -> String {
    differences.iter().take(10).cloned().collect::<Vec<_>>().join("\n")
}
