//! The plugin's rules around the judgement: labels, defaults, exemptions, and which kinds it looks at.

use model::{KubernetesVersion, Options};
use podsecurity::admission::{
    Answers, Configuration, Exemption, Mode, NamespacePolicy, Row, ServerDefault, Via, given,
    refused_namespace, review, server_defaults,
};
use podsecurity::{Level, LevelVersion, Version};

fn policy(labels: &str) -> (NamespacePolicy, Vec<String>) {
    let yaml = format!("labels: {{{}}}", labels.replace("ps/", "pod-security.kubernetes.io/"));
    let document = testkit::documents(&yaml).remove(0);
    let labels = document.root().get("labels");
    let (policy, invalid) = NamespacePolicy::of_labels(labels, NamespacePolicy::default());
    (policy, invalid.iter().map(ToString::to_string).collect())
}

fn modes(labels: &str) -> [String; 3] {
    let (policy, invalid) = policy(labels);
    assert_eq!(invalid, Vec::<String>::new());
    [policy.enforce, policy.audit, policy.warn].map(|policy| policy.to_string())
}

#[test]
fn without_labels_everything_is_allowed() {
    assert_eq!(modes(""), ["privileged:latest", "privileged:latest", "privileged:latest"]);
}

#[test]
fn an_enforced_level_is_also_the_least_to_warn_by() {
    let labels = "ps/enforce: baseline, ps/enforce-version: v1.30";
    assert_eq!(modes(labels), ["baseline:v1.30", "privileged:latest", "baseline:v1.30"]);
    let labels = "ps/enforce: baseline, ps/enforce-version: v1.30, ps/warn-version: v1.20";
    assert_eq!(modes(labels), ["baseline:v1.30", "privileged:latest", "baseline:v1.20"]);
    let labels = "ps/enforce: restricted, ps/warn: privileged";
    assert_eq!(modes(labels), ["restricted:latest", "privileged:latest", "privileged:latest"]);
}

#[test]
fn what_cannot_be_read_is_enforced_strictly_and_warned_about_never() {
    let (policy, invalid) =
        policy("ps/enforce: strict, ps/audit: strict, ps/warn: strict, ps/warn-version: '1.2'");
    let names = [policy.enforce, policy.audit, policy.warn].map(|policy| policy.to_string());
    assert_eq!(names, ["restricted:latest", "privileged:latest", "privileged:latest"]);
    let levels = "must be one of privileged, baseline, restricted";
    assert_eq!(
        invalid,
        [
            format!(r#"metadata.labels[pod-security.kubernetes.io/enforce]: Invalid value: "strict": {levels}"#),
            format!(r#"metadata.labels[pod-security.kubernetes.io/audit]: Invalid value: "strict": {levels}"#),
            format!(r#"metadata.labels[pod-security.kubernetes.io/warn]: Invalid value: "strict": {levels}"#),
            r#"metadata.labels[pod-security.kubernetes.io/warn-version]: Invalid value: "1.2": must be "latest" or "v1.x""#
                .to_owned(),
        ]
    );
}

#[test]
fn a_namespace_with_wrong_labels_is_refused_in_one_sentence() {
    assert_eq!(refused_namespace("shop", &[]), None);
    let document = testkit::documents("{pod-security.kubernetes.io/enforce: x}").remove(0);
    let (_, invalid) = NamespacePolicy::of_labels(Some(document.root()), NamespacePolicy::default());
    let sentence = refused_namespace("shop", &invalid).unwrap();
    assert!(
        sentence.starts_with(r#"Namespace "shop" is invalid: metadata.labels[pod-security"#),
        "{sentence}"
    );
}

const SHOP: &str = "
apiVersion: v1
kind: Namespace
metadata: {name: shop, labels: {pod-security.kubernetes.io/enforce: baseline, pod-security.kubernetes.io/audit: restricted}}
---
apiVersion: v1
kind: Pod
metadata: {name: pod, namespace: shop}
spec: {hostPID: true, containers: [{name: a}]}
---
apiVersion: apps/v1
kind: Deployment
metadata: {name: controller, namespace: shop}
spec: {template: {spec: {hostPID: true, containers: [{name: a}]}}}
---
apiVersion: argoproj.io/v1alpha1
kind: Rollout
metadata: {name: custom, namespace: shop}
spec: {template: {spec: {hostPID: true, containers: [{name: a, image: b}]}}}
---
apiVersion: v1
kind: Pod
metadata: {name: elsewhere, namespace: other}
spec: {hostPID: true, runtimeClassName: sandbox, containers: [{name: a}]}
";

fn rows(answers: &Answers, yaml: &str, name: &str) -> Vec<(Mode, Option<Via>, bool)> {
    let inventory = testkit::inventory(yaml);
    let of = |row: &&Row| inventory.object(row.object).is_some_and(|object| object.name() == name);
    answers.rows.iter().filter(of).map(|row| (row.mode, row.via, row.allowed)).collect()
}

#[test]
fn pods_are_refused_controllers_only_warned_about_and_other_kinds_not_seen() {
    let answers = review(&testkit::inventory(SHOP), None);
    let all = [(Mode::Enforce, None, false), (Mode::Warn, None, false), (Mode::Audit, None, false)];
    assert_eq!(rows(&answers, SHOP, "pod"), all);
    let via = (Mode::Enforce, Some(Via::Pods), false);
    assert_eq!(rows(&answers, SHOP, "controller"), [via, all[1], all[2]]);
    assert_eq!(rows(&answers, SHOP, "custom"), [via]);
}

#[test]
fn a_namespace_that_is_not_in_the_input_has_the_defaults_of_the_configuration() {
    let inventory = testkit::inventory(SHOP);
    let answers = review(&inventory, None);
    let unknown: Vec<&str> = answers.unknown.iter().map(|id| inventory.object(*id).unwrap().name()).collect();
    assert_eq!(unknown, ["elsewhere"]);

    let baseline = LevelVersion { level: Level::Baseline, version: Version::Latest };
    let defaults = NamespacePolicy { enforce: baseline, ..NamespacePolicy::default() };
    let answers = review(&inventory, Some(&Configuration { defaults, ..Configuration::default() }));
    assert_eq!(answers.unknown, []);
    let expected = [(Mode::Enforce, None, false), (Mode::Warn, None, true), (Mode::Audit, None, true)];
    assert_eq!(rows(&answers, SHOP, "elsewhere"), expected);
}

#[test]
fn who_is_exempt_passes_in_every_mode() {
    let mut configuration = read(
        "
        defaults: {enforce: baseline, warn: baseline}
        exemptions: {namespaces: [shop], runtimeClasses: [sandbox], usernames: ['system:serviceaccount:ci:deployer']}",
    )
    .unwrap();
    let answers = review(&testkit::inventory(SHOP), Some(&configuration));
    assert!(answers.rows.iter().all(|row| row.allowed && row.message.is_empty()));
    let reasons: Vec<Option<Exemption>> = answers.rows.iter().map(|row| row.exempt).collect();
    assert_eq!(reasons.first(), Some(&Some(Exemption::Namespace)));
    assert_eq!(reasons.last(), Some(&Some(Exemption::RuntimeClass)));

    configuration.exemptions.runtime_classes.clear();
    let answers = review(&testkit::inventory(SHOP), Some(&configuration));
    assert_eq!(answers.rows.last().unwrap().exempt, None);
    assert!(answers.rows.iter().any(|row| !row.allowed));
}

fn read(configuration: &str) -> Result<Configuration, Vec<String>> {
    let header = "apiVersion: pod-security.admission.config.k8s.io/v1\nkind: PodSecurityConfiguration\n";
    let lines: Vec<&str> = configuration.lines().map(str::trim).collect();
    let document = testkit::documents(&format!("{header}{}", lines.join("\n"))).remove(0);
    Configuration::read(document.root()).map_err(|errors| errors.iter().map(ToString::to_string).collect())
}

#[test]
fn a_configuration_without_anything_allows_everything() {
    assert_eq!(read(""), Ok(Configuration::default()));
    assert_eq!(read("defaults: {enforce: ''}\nexemptions: null"), Ok(Configuration::default()));
}

#[test]
fn a_configuration_may_stand_inside_that_of_the_api_server() {
    let yaml = "
apiVersion: apiserver.config.k8s.io/v1
kind: AdmissionConfiguration
plugins:
- name: EventRateLimit
  path: elsewhere.yaml
- name: PodSecurity
  configuration:
    apiVersion: pod-security.admission.config.k8s.io/v1beta1
    kind: PodSecurityConfiguration
    defaults: {enforce: restricted, enforce-version: v1.36}
";
    let document = testkit::documents(yaml).remove(0);
    let configuration = Configuration::read(document.root()).unwrap();
    assert_eq!(configuration.defaults.enforce.to_string(), "restricted:v1.36");
}

#[test]
fn a_configuration_is_read_strictly() {
    let errors = read(
        "defaults: {enforce: strict, warn-version: '1.36', wran: baseline}\nexemptions: {namespaces: [a, a, '']}",
    );
    let errors = errors.unwrap_err();
    let fields: Vec<&str> = errors.iter().map(|error| error.split(": ").next().unwrap()).collect();
    let expected = [
        "defaults.wran",
        "defaults.enforce",
        "defaults.warn-version",
        "exemptions.namespaces[1]",
        "exemptions.namespaces[2]",
    ];
    assert_eq!(fields, expected);
    let document = testkit::documents("apiVersion: v1\nkind: Pod").remove(0);
    assert!(Configuration::read(document.root()).is_err());
}

const REFUSED: &str = r#"privileged (container "a" must not set securityContext.privileged=true)"#;

#[test]
fn sentences_are_those_that_kubectl_shows() {
    let yaml = "
apiVersion: v1
kind: Pod
metadata: {name: p}
spec: {containers: [{name: a, securityContext: {privileged: true}}]}
";
    let inventory = testkit::inventory(yaml);
    let policy = LevelVersion { level: Level::Baseline, version: Version::Minor(36) };
    let mut row = given(inventory.pods().next().unwrap(), policy, KubernetesVersion::NEWEST);
    let violates = format!(r#"violate PodSecurity "baseline:v1.36": {REFUSED}"#);
    let violates_now = violates.replacen("violate ", "violates ", 1);
    assert_eq!(row.sentence("p").unwrap(), format!(r#"pods "p" is forbidden: {violates_now}"#));
    row.mode = Mode::Warn;
    assert_eq!(row.sentence("p").unwrap(), format!("Warning: would {violates}"));
    row.mode = Mode::Audit;
    assert_eq!(row.sentence("p").unwrap(), format!("would {violates}"));
    row.allowed = true;
    assert_eq!(row.sentence("p"), None);
}

#[test]
fn an_api_server_knows_no_standards_newer_than_its_own() {
    let yaml = "
apiVersion: v1
kind: Pod
metadata: {name: p, namespace: shop}
spec: {securityContext: {sysctls: [{name: net.ipv4.tcp_rmem, value: '1'}]}, containers: [{name: a}]}
---
apiVersion: v1
kind: Namespace
metadata: {name: shop, labels: {pod-security.kubernetes.io/enforce: baseline}}
";
    // The parameter is safe from 1.32 on.
    for (server, asked, allowed) in [
        (31, Version::Latest, false),
        (32, Version::Latest, true),
        (31, Version::Minor(36), false),
        (37, Version::Minor(31), false),
        (37, Version::Minor(36), true),
    ] {
        let version = KubernetesVersion { major: 1, minor: server };
        let inventory = testkit::inventory_with(yaml, Options { version, ..testkit::options() });
        let policy = LevelVersion { level: Level::Baseline, version: asked };
        let row = given(inventory.pods().next().unwrap(), policy, version);
        assert_eq!((row.allowed, row.policy), (allowed, policy), "{asked} at {version}");
        if asked == Version::Latest {
            assert_eq!(review(&inventory, None).rows[0].allowed, allowed, "by label at {version}");
        }
    }
}

fn defaults_of(yaml: &str) -> Vec<ServerDefault> {
    let inventory = testkit::inventory(yaml);
    server_defaults(inventory.pods().next().unwrap())
}

#[test]
fn defaults_of_the_api_server_are_foretold_where_they_change_the_answer() {
    let pod = |metadata: &str, spec: &str| {
        defaults_of(&format!(
            "apiVersion: v1\nkind: Pod\nmetadata: {{name: a, {metadata}}}\nspec: {{{spec}}}"
        ))
    };
    let port = "containers: [{name: a, ports: [{containerPort: 80}]}]";
    assert_eq!(pod("", &format!("hostNetwork: true, {port}")), [ServerDefault::HostPorts]);
    assert_eq!(pod("", port), []);
    assert_eq!(pod("", "containers: [{name: a}], volumes: [{name: v}]"), [ServerDefault::EmptyDir]);
    assert_eq!(pod("", "containers: [{name: a}], volumes: [{name: v, nfs: {}}]"), []);
    let annotated = "annotations: {container.apparmor.security.beta.kubernetes.io/a: unconfined}";
    assert_eq!(pod(annotated, "containers: [{name: a}]"), [ServerDefault::AppArmorField]);
    assert_eq!(pod(annotated, "containers: [{name: b}]"), []);
    assert_eq!(pod(annotated, "os: {name: windows}, containers: [{name: a}]"), []);
    let by_pod = "securityContext: {appArmorProfile: {type: Unconfined}}, containers: [{name: a}]";
    assert_eq!(pod(annotated, by_pod), []);
}

#[test]
fn templates_keep_their_ports_and_annotations_but_not_their_empty_volumes() {
    let deployment = "
apiVersion: apps/v1
kind: Deployment
metadata: {name: a}
spec:
  template:
    metadata: {annotations: {container.apparmor.security.beta.kubernetes.io/a: unconfined}}
    spec:
      hostNetwork: true
      containers: [{name: a, ports: [{containerPort: 80}]}]
      volumes: [{name: v}]
";
    assert_eq!(defaults_of(deployment), [ServerDefault::EmptyDir]);
}
