//! The checks that name Pod Security find something exactly where the engine denies, control by control.

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::sync::Arc;

use checks::{Configuration, run};
use manifest::{Limits, Source, documents};
use model::{Builder, Inventory, KubernetesVersion, Options};
use podsecurity::{Level, Version, judge};

/// The checks of each control of the plugin.
const CONTROLS: [(&str, &[&str]); 19] = [
    ("allowPrivilegeEscalation", &["POD016"]),
    ("appArmorProfile", &["POD012"]),
    ("capabilities_baseline", &["POD008", "POD009"]),
    ("capabilities_restricted", &["POD020", "POD021"]),
    ("hostNamespaces", &["POD003", "POD004", "POD005"]),
    ("hostPathVolumes", &["POD006"]),
    ("hostPorts", &["POD007"]),
    ("hostProbesAndHostLifecycle", &["POD015"]),
    ("privileged", &["POD001"]),
    ("procMount", &["POD010"]),
    ("procMount_restricted", &["POD023"]),
    ("restrictedVolumes", &["POD022"]),
    ("runAsNonRoot", &["POD017"]),
    ("runAsUser", &["POD018"]),
    ("seLinuxOptions", &["POD013"]),
    ("seccompProfile_baseline", &["POD011"]),
    ("seccompProfile_restricted", &["POD019"]),
    ("sysctls", &["POD014"]),
    ("windowsHostProcess", &["POD002"]),
];

/// Restricted controls that repeat a baseline one: what both object to is found once, as the baseline's.
const REPEATING: [(&str, &str); 4] = [
    ("capabilities_restricted", "capabilities_baseline"),
    ("procMount_restricted", "procMount"),
    ("restrictedVolumes", "hostPathVolumes"),
    ("seccompProfile_restricted", "seccompProfile_baseline"),
];

/// Fields of the pod, one of which (or none) each pod has of each row.
const POD: [&[&str]; 9] = [
    &["hostNetwork: true", "hostPID: true", "hostIPC: true", "hostPID: false"],
    &["hostUsers: false", "hostUsers: true"],
    &["os: {name: windows}", "os: {name: linux}"],
    &[
        "volumes: [{name: v, hostPath: {path: /x}}]",
        "volumes: [{name: v, nfs: {path: /x}}, {name: w, emptyDir: {}}]",
    ],
    &["volumes: [{name: v}]"],
    &["securityContext: {runAsNonRoot: true, seccompProfile: {type: RuntimeDefault}}"],
    &["securityContext: {runAsNonRoot: false, runAsUser: 0, seccompProfile: {type: Unconfined}}"],
    &["securityContext: {sysctls: [{name: kernel.msgmax, value: '1'}], seLinuxOptions: {type: spc_t}}"],
    &["securityContext: {appArmorProfile: {type: Unconfined}, windowsOptions: {hostProcess: true}}"],
];

/// Fields of a container's securityContext.
const SECURITY: [&[&str]; 10] = [
    &["privileged: true", "privileged: false"],
    &["allowPrivilegeEscalation: false", "allowPrivilegeEscalation: true"],
    &["runAsNonRoot: true", "runAsNonRoot: false"],
    &["runAsUser: 0", "runAsUser: 1"],
    &["seccompProfile: {type: RuntimeDefault}", "seccompProfile: {type: Unconfined}", "seccompProfile: {}"],
    &[
        "capabilities: {drop: [ALL]}",
        "capabilities: {add: [NET_RAW, SYS_ADMIN, CHOWN]}",
        "capabilities: {drop: [ALL], add: [CHOWN]}",
    ],
    &["procMount: Unmasked", "procMount: Default"],
    &["seLinuxOptions: {user: u}", "seLinuxOptions: {level: l}"],
    &["appArmorProfile: {type: Unconfined}", "appArmorProfile: {type: RuntimeDefault}"],
    &["windowsOptions: {hostProcess: true}"],
];

/// Other fields of a container.
const CONTAINER: [&[&str]; 2] = [
    &["ports: [{containerPort: 1, hostPort: 2}]", "ports: [{containerPort: 1, hostPort: 0}]"],
    &[
        "livenessProbe: {httpGet: {host: h, port: 1}}",
        "lifecycle: {preStop: {tcpSocket: {host: h, port: 1}}}",
    ],
];

/// A sequence that looks random and is the same every time (a linear congruential generator).
struct Choices(u64);

impl Choices {
    fn below(&mut self, bound: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) as usize % bound
    }

    fn pick(&mut self, row: &'static [&'static str]) -> Option<&'static str> {
        // Most fields are left out, so that most pods break few controls.
        (self.below(4) == 0).then(|| row[self.below(row.len())])
    }
}

fn container(choices: &mut Choices, name: usize) -> String {
    let security: Vec<&str> = SECURITY.iter().filter_map(|row| choices.pick(row)).collect();
    let mut text = format!("  - name: c{name}\n");
    if choices.below(4) > 0 {
        let _ = writeln!(text, "    securityContext: {{{}}}", security.join(", "));
    }
    for field in CONTAINER.iter().filter_map(|row| choices.pick(row)) {
        let _ = writeln!(text, "    {field}");
    }
    text
}

fn pod(choices: &mut Choices) -> String {
    let mut text = "apiVersion: v1\nkind: Pod\nmetadata: {name: p}\nspec:\n".to_owned();
    let mut keys = BTreeSet::new();
    for field in POD.iter().filter_map(|row| choices.pick(row)) {
        if keys.insert(field.split(':').next()) {
            let _ = writeln!(text, "  {field}");
        }
    }
    if choices.below(3) == 0 {
        let _ = write!(text, "  initContainers:\n{}", container(choices, 0));
    }
    text.push_str("  containers:\n");
    for name in 0..=choices.below(2) {
        text.push_str(&container(choices, name + 1));
    }
    text
}

fn inventory(text: &str, version: KubernetesVersion) -> Inventory {
    let source = Arc::new(Source::new("p.yaml", text.as_bytes().to_vec(), Limits::default()).unwrap());
    let mut builder =
        Builder::new(Options { namespace: None, complete: false, version, scope: schema::scope });
    for document in documents(&source) {
        builder.add(Arc::new(document.unwrap_or_else(|error| panic!("{}\n{text}", error.message))));
    }
    builder.finish()
}

/// The controls for which something was found.
fn found(inventory: &Inventory) -> BTreeSet<&'static str> {
    let configuration = Configuration { select: vec!["POD".to_owned()], ..Configuration::default() };
    let outcome = run(inventory, &configuration);
    assert!(outcome.incomplete.is_empty());
    let ids: BTreeSet<&str> = outcome.findings.iter().map(|finding| finding.rule.id).collect();
    CONTROLS
        .iter()
        .filter(|(_, own)| own.iter().any(|id| ids.contains(id)))
        .map(|(control, _)| *control)
        .collect()
}

/// The controls that the engine says are broken, as far as a check of its own is to say so.
fn broken(inventory: &Inventory, version: Version) -> BTreeSet<&'static str> {
    let pod = inventory.pods().next().expect("a pod");
    let baseline = judge(pod, Level::Baseline, version).violations();
    let restricted = judge(pod, Level::Restricted, version).violations();
    let own_matter = |violation: &&podsecurity::Violation<'_>| {
        let repeated = REPEATING.iter().find(|(control, _)| *control == violation.check);
        let Some(other) = repeated.and_then(|(_, other)| baseline.iter().find(|known| known.check == *other))
        else {
            return true;
        };
        violation.causes.iter().any(|cause| {
            !other
                .causes
                .iter()
                .any(|known| known.node.id() == cause.node.id() && known.absent == cause.absent)
        })
    };
    baseline.iter().chain(restricted.iter().filter(own_matter)).map(|violation| violation.check).collect()
}

#[test]
fn a_finding_exactly_where_the_engine_denies() {
    let mut choices = Choices(20_261_121);
    let mut seen = BTreeSet::new();
    for minor in [18, 22, 24, 31, 33, 35, 37] {
        let version = KubernetesVersion { major: 1, minor };
        for _ in 0..400 {
            let text = pod(&mut choices);
            let inventory = inventory(&text, version);
            let broken = broken(&inventory, Version::Minor(minor.into()));
            assert_eq!(found(&inventory), broken, "at {version}:\n{text}");
            // Not the restricted level alone: it lets Windows pods pass with profiles that baseline refuses.
            let admitted = [Level::Baseline, Level::Restricted].into_iter().all(|level| {
                let pod = inventory.pods().next().expect("a pod");
                judge(pod, level, Version::Minor(minor.into())).allowed()
            });
            assert_eq!(broken.is_empty(), admitted, "at {version}:\n{text}");
            seen.extend(broken);
        }
    }
    let all: BTreeSet<&str> = CONTROLS.iter().map(|(control, _)| *control).collect();
    assert_eq!(seen, all, "the pods break every control at least once");
}
