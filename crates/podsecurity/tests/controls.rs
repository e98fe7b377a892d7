//! What the controls say of pods, in the plugin's words, and the versions at which they begin and change.

use podsecurity::{Level, LevelVersion, Version, judge};

/// Judges a pod whose spec (and annotations) are given.
fn message(policy: &str, spec: &str) -> String {
    let (level, version) = policy.split_once(':').unwrap();
    let policy = LevelVersion { level: level.parse().unwrap(), version: version.parse().unwrap() };
    let yaml = if spec.contains("kind: Pod") {
        spec.to_owned()
    } else {
        format!("apiVersion: v1\nkind: Pod\nmetadata: {{name: p}}\nspec: {{{spec}}}\n")
    };
    let inventory = testkit::inventory(&yaml);
    judge(inventory.pods().next().unwrap(), policy.level, policy.version).message()
}

/// `(policy, spec, message)`, the message without what every bare container gets at the restricted level.
fn check(cases: &[(&str, &str, &str)]) {
    for (policy, spec, expected) in cases {
        assert_eq!(message(policy, spec), *expected, "{policy} {spec}");
    }
}

const COMPLIANT: &str = "securityContext: {runAsNonRoot: true, seccompProfile: {type: RuntimeDefault}}, containers: \
    [{name: a, securityContext: {allowPrivilegeEscalation: false, capabilities: {drop: [ALL]}}}]";

#[test]
fn the_privileged_level_allows_everything() {
    check(&[(
        "privileged:latest",
        "hostPID: true, containers: [{name: a, securityContext: {privileged: true}}]",
        "",
    )]);
}

#[test]
fn a_compliant_pod_is_allowed_at_every_version() {
    for minor in 0..=38 {
        for level in [Level::Baseline, Level::Restricted] {
            let policy = LevelVersion { level, version: Version::Minor(minor) };
            assert_eq!(message(&policy.to_string(), COMPLIANT), "");
        }
    }
}

#[test]
fn a_bare_pod_meets_the_controls_of_the_restricted_level_as_they_begin() {
    let escalation = r#"allowPrivilegeEscalation != false (container "a" must set securityContext.allowPrivilegeEscalation=false)"#;
    let capabilities =
        r#"unrestricted capabilities (container "a" must set securityContext.capabilities.drop=["ALL"])"#;
    let user = r#"runAsNonRoot != true (pod or container "a" must set securityContext.runAsNonRoot=true)"#;
    let seccomp = r#"seccompProfile (pod or container "a" must set securityContext.seccompProfile.type to "RuntimeDefault" or "Localhost")"#;
    let bare = "containers: [{name: a}]";
    check(&[
        ("baseline:latest", bare, ""),
        ("restricted:v1.7", bare, user),
        ("restricted:v1.8", bare, &format!("{escalation}, {user}")),
        ("restricted:v1.19", bare, &format!("{escalation}, {user}, {seccomp}")),
        ("restricted:v1.22", bare, &format!("{escalation}, {capabilities}, {user}, {seccomp}")),
        (
            "restricted:v1.24",
            &format!("os: {{name: windows}}, {bare}"),
            &format!("{escalation}, {capabilities}, {user}, {seccomp}"),
        ),
        ("restricted:v1.25", &format!("os: {{name: windows}}, {bare}"), user),
        (
            "restricted:v1.35",
            &format!("hostUsers: false, {bare}"),
            &format!("{escalation}, {capabilities}, {seccomp}"),
        ),
        (
            "restricted:v1.34",
            &format!("hostUsers: false, {bare}"),
            &format!("{escalation}, {capabilities}, {user}, {seccomp}"),
        ),
    ]);
}

#[test]
fn a_version_beyond_the_newest_is_judged_as_the_newest() {
    let pod = "securityContext: {sysctls: [{name: net.ipv4.tcp_notsent_lowat}]}";
    check(&[
        ("baseline:v1.36", pod, "forbidden sysctls (net.ipv4.tcp_notsent_lowat)"),
        ("baseline:v1.37", pod, ""),
        ("baseline:v1.9223372036854775807", pod, ""),
        ("baseline:latest", pod, ""),
    ]);
}

#[test]
fn init_main_and_ephemeral_containers_are_named_in_this_order() {
    let privileged = "securityContext: {privileged: true}";
    let spec = format!(
        "ephemeralContainers: [{{name: e, {privileged}}}], containers: [{{name: c, {privileged}}}, {{name: d}}], \
         initContainers: [{{name: i, {privileged}}}]"
    );
    check(&[(
        "baseline:latest",
        &spec,
        r#"privileged (containers "i", "c", "e" must not set securityContext.privileged=true)"#,
    )]);
}

#[test]
fn baseline_controls_come_first_and_overridden_ones_not_at_all() {
    let spec = format!("hostIPC: true, volumes: [{{name: v, hostPath: {{}}}}], {COMPLIANT}");
    check(&[
        ("baseline:latest", &spec, r#"host namespaces (hostIPC=true), hostPath volumes (volume "v")"#),
        (
            "restricted:latest",
            &spec,
            r#"host namespaces (hostIPC=true), restricted volume types (volume "v" uses restricted volume type "hostPath")"#,
        ),
    ]);
}

#[test]
fn volumes() {
    let volumes = |list: &str| format!("volumes: [{list}], {COMPLIANT}");
    check(&[
        ("restricted:latest", &volumes("{name: v, image: {}}, {name: w, emptyDir: {}}"), ""),
        // One harmless source excuses what stands beside it.
        ("restricted:latest", &volumes("{name: v, emptyDir: {}, nfs: {}}"), ""),
        (
            "restricted:latest",
            &volumes(
                "{name: v, nfs: {}}, {name: w, hostPath: {}}, {name: x, nfs: {}}, {name: u, mystery: {}}",
            ),
            r#"restricted volume types (volumes "v", "w", "x", "u" use restricted volume types "hostPath", "nfs", "unknown")"#,
        ),
    ]);
}

#[test]
fn host_ports_are_sorted_as_text_and_zero_is_none() {
    let spec = "containers: [{name: a, ports: [{hostPort: 9}, {hostPort: 10}, {hostPort: 9}]}, {name: b, ports: [{hostPort: 0}]}]";
    check(&[("baseline:latest", spec, r#"hostPort (container "a" uses hostPorts 10, 9)"#)]);
}

#[test]
fn capabilities_are_compared_as_written() {
    let spec =
        "containers: [{name: a, securityContext: {capabilities: {add: [chown, CAP_CHOWN, CHOWN, chown]}}}]";
    check(&[(
        "baseline:latest",
        spec,
        r#"non-default capabilities (container "a" must not include "CAP_CHOWN", "chown" in securityContext.capabilities.add)"#,
    )]);
}

#[test]
fn an_explicit_false_of_anyone_is_refused_and_silences_the_rest() {
    let spec = "containers: [{name: a, securityContext: {runAsNonRoot: false}}, {name: b}]";
    let said = r#"runAsNonRoot != true (container "a" must not set securityContext.runAsNonRoot=false)"#;
    let by_pod = "securityContext: {runAsNonRoot: false}, containers: [{name: a, securityContext: {runAsNonRoot: true}}]";
    let said_by_pod = "runAsNonRoot != true (pod must not set securityContext.runAsNonRoot=false)";
    check(&[("restricted:v1.7", spec, said), ("restricted:v1.7", by_pod, said_by_pod)]);
}

#[test]
fn seccomp_is_read_from_annotations_before_1_19_and_from_fields_since() {
    let pod = r#"
apiVersion: v1
kind: Pod
metadata:
  annotations:
    seccomp.security.alpha.kubernetes.io/pod: "un\tconfined"
    container.seccomp.security.alpha.kubernetes.io/a: ""
    container.seccomp.security.alpha.kubernetes.io/absent: unconfined
spec:
  securityContext: {seccompProfile: {type: Unconfined}}
  containers: [{name: a, securityContext: {seccompProfile: {}}}]
"#;
    check(&[
        (
            "baseline:v1.18",
            pod,
            r#"seccompProfile (forbidden annotations container.seccomp.security.alpha.kubernetes.io/a="", seccomp.security.alpha.kubernetes.io/pod="un\tconfined")"#,
        ),
        (
            "baseline:v1.19",
            pod,
            r#"seccompProfile (pod and container "a" must not set securityContext.seccompProfile.type to "", "Unconfined")"#,
        ),
    ]);
}

#[test]
fn apparmor_is_read_from_both_at_every_version() {
    let pod = r#"
apiVersion: v1
kind: Pod
metadata:
  annotations:
    container.apparmor.security.beta.kubernetes.io/absent: unconfined
    container.apparmor.security.beta.kubernetes.io/a: ""
spec:
  securityContext: {appArmorProfile: {type: Unconfined}}
  containers: [{name: a, securityContext: {appArmorProfile: {type: Localhost}}}]
"#;
    let said = r#"forbidden AppArmor profiles (pod and annotation must not set AppArmor profile type to "Unconfined", "container.apparmor.security.beta.kubernetes.io/absent="unconfined"")"#;
    check(&[("baseline:v1.0", pod, said), ("baseline:latest", pod, said)]);
}

#[test]
fn selinux() {
    let engine = "containers: [{name: a, securityContext: {seLinuxOptions: {type: container_engine_t}}}]";
    let all = "securityContext: {seLinuxOptions: {type: spc_t, user: u, role: r}}, \
               containers: [{name: a, securityContext: {seLinuxOptions: {type: x_t}}}]";
    check(&[
        (
            "baseline:v1.30",
            engine,
            r#"seLinuxOptions (container "a" set forbidden securityContext.seLinuxOptions: type "container_engine_t")"#,
        ),
        ("baseline:v1.31", engine, ""),
        (
            "baseline:latest",
            all,
            r#"seLinuxOptions (pod and container "a" set forbidden securityContext.seLinuxOptions: types "spc_t", "x_t"; user may not be set; role may not be set)"#,
        ),
    ]);
}

#[test]
fn probe_hosts_name_each_container_once_in_order_of_names() {
    let spec = "containers: [{name: z, livenessProbe: {httpGet: {host: b}}, lifecycle: {preStop: {tcpSocket: {host: a}}}}, \
                {name: u, startupProbe: {tcpSocket: {host: b}}}, {name: x, readinessProbe: {httpGet: {host: ''}}}]";
    check(&[
        ("baseline:v1.33", spec, ""),
        (
            "baseline:v1.34",
            spec,
            r#"probe or lifecycle host (containers "u", "z" use probe or lifecycle hosts "a", "b")"#,
        ),
    ]);
}

#[test]
fn proc_mount_is_free_in_a_user_namespace_but_not_at_the_restricted_level() {
    let spec = format!("hostUsers: false, {}", COMPLIANT.replace("ALL]}", "ALL]}, procMount: Unmasked"));
    let said = r#"procMount (container "a" must not set securityContext.procMount to "Unmasked")"#;
    check(&[
        ("baseline:v1.34", &spec, said),
        ("baseline:v1.35", &spec, ""),
        ("restricted:v1.35", &spec, said),
    ]);
}

#[test]
fn root_and_host_process() {
    let root = format!("{COMPLIANT}, hostUsers: true")
        .replace("runAsNonRoot: true", "runAsNonRoot: true, runAsUser: 0");
    let host = "securityContext: {windowsOptions: {hostProcess: true}}, \
                containers: [{name: a, securityContext: {windowsOptions: {hostProcess: true}}}]";
    check(&[
        ("restricted:v1.22", &root, ""),
        ("restricted:v1.23", &root, "runAsUser=0 (pod must not set runAsUser=0)"),
        (
            "baseline:v1.0",
            host,
            r#"hostProcess (pod and container "a" must not set securityContext.windowsOptions.hostProcess=true)"#,
        ),
    ]);
}

// Found by comparing with the plugin's evaluator.

#[test]
fn a_detail_that_is_empty_leaves_out_its_parentheses() {
    check(&[("baseline:latest", "securityContext: {sysctls: [{value: a}]}", "forbidden sysctls")]);
}

#[test]
fn null_is_an_empty_item_of_a_list_but_no_value() {
    let spec = "containers: [null, {name: a, securityContext: {capabilities: {add: [null]}, procMount: null}}], volumes: [null]";
    check(&[
        (
            "baseline:latest",
            spec,
            r#"non-default capabilities (container "a" must not include "" in securityContext.capabilities.add)"#,
        ),
        (
            "restricted:v1.0",
            spec,
            r#"non-default capabilities (container "a" must not include "" in securityContext.capabilities.add), restricted volume types (volume "" uses restricted volume type "unknown"), runAsNonRoot != true (pod or containers "", "a" must set securityContext.runAsNonRoot=true)"#,
        ),
    ]);
}

#[test]
fn two_containers_of_one_name_are_two() {
    let spec = "containers: [{name: a, securityContext: {privileged: true}}, {name: a, securityContext: {privileged: true}}]";
    check(&[(
        "baseline:latest",
        spec,
        r#"privileged (containers "a", "a" must not set securityContext.privileged=true)"#,
    )]);
}
