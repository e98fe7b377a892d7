//! Verdicts about nodes and the control plane that other tools are known to get wrong: where an absent flag is taken for
//! a safe one, a list for its presence, a word for a flag. Each test has the state that is judged wrongly and the one
//! beside it.
//!
//! Two of the known ones cannot be asked of files: modes of files below closed folders, and processes found by their
//! command line, of which only the part about containers is here.

use std::sync::Arc;

use checks::{Configuration, run};
use manifest::{Limits, Source, documents};
use model::{Builder, KubernetesVersion, Options};

/// The ids of what is found in files, of those asked for, in order, once each.
fn found_in(files: &[(&str, &str)], version: KubernetesVersion, ids: &[&str]) -> Vec<String> {
    let options = Options { namespace: None, complete: false, version, scope: schema::scope };
    let mut builder = Builder::new(options);
    for (name, text) in files {
        let source = Source::new(*name, text.as_bytes().to_vec(), Limits::default()).unwrap();
        for document in documents(&Arc::new(source)) {
            builder.add(Arc::new(document.unwrap()));
        }
    }
    let outcome = run(&builder.finish(), &Configuration::default());
    assert!(outcome.incomplete.is_empty(), "{:#?}", outcome.incomplete);
    let mut found: Vec<String> = outcome.findings.iter().map(|finding| finding.rule.id.to_owned()).collect();
    found.retain(|id| ids.contains(&id.as_str()));
    found.sort();
    found.dedup();
    found
}

fn found(text: &str, ids: &[&str]) -> Vec<String> {
    found_in(&[("node.yaml", text)], KubernetesVersion::NEWEST, ids)
}

/// A static Pod of a component, without a version in its image.
fn pod(component: &str, flags: &[&str]) -> String {
    let mut text = format!(
        "apiVersion: v1\nkind: Pod\nmetadata: {{name: {component}, namespace: kube-system}}\nspec:\n  containers:\n  \
         - name: {component}\n    image: registry.example/{component}\n    command:\n    - {component}\n"
    );
    for flag in flags {
        text.push_str(&format!("    - {flag}\n"));
    }
    text
}

fn kubelet(fields: &str) -> String {
    format!("apiVersion: kubelet.config.k8s.io/v1beta1\nkind: KubeletConfiguration\n{fields}\n")
}

fn encryption(blocks: &str) -> String {
    format!("apiVersion: apiserver.config.k8s.io/v1\nkind: EncryptionConfiguration\nresources:\n{blocks}\n")
}

#[test]
fn rights_to_secrets_are_asked_verb_by_verb() {
    let binding = "\
apiVersion: rbac.authorization.k8s.io/v1
kind: ClusterRole
metadata: {name: readers}
rules:
- {apiGroups: [''], resources: [secrets], verbs: [get, list, watch]}
---
apiVersion: rbac.authorization.k8s.io/v1
kind: ClusterRoleBinding
metadata: {name: readers}
roleRef: {apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: readers}
subjects:
- {apiGroup: rbac.authorization.k8s.io, kind: Group, name: 'system:authenticated'}
";
    let rules =
        checks::rules().iter().filter(|rule| rule.frameworks.iter().any(|own| own.control == "5.1.2"));
    let ids: Vec<&str> = rules.map(|rule| rule.id).collect();
    assert!(!found(binding, &ids).is_empty(), "one of {ids:?}");
}

#[test]
fn without_a_flag_controllers_and_scheduler_listen_on_all_addresses() {
    for component in ["kube-controller-manager", "kube-scheduler"] {
        assert_eq!(found(&pod(component, &[]), &["NOD037"]), ["NOD037"], "{component}");
        assert!(found(&pod(component, &["--bind-address=127.0.0.1"]), &["NOD037"]).is_empty());
    }
}

#[test]
fn the_first_provider_writes() {
    let first = "- resources: [secrets]\n  providers:\n  - identity: {}\n  - kms: {apiVersion: v2, name: a, endpoint: e}";
    let last = "- resources: [secrets]\n  providers:\n  - kms: {apiVersion: v2, name: a, endpoint: e}\n  - identity: {}";
    assert_eq!(found(&encryption(first), &["NOD028"]), ["NOD028"]);
    assert!(found(&encryption(last), &["NOD028"]).is_empty());
    // Of several blocks, the first that names the resource exactly; a wildcard never overrides it.
    let other = "- resources: [configmaps]\n  providers:\n  - identity: {}";
    assert!(found(&encryption(&format!("{last}\n{other}")), &["NOD028"]).is_empty());
    assert!(found(&encryption(&format!("{other}\n{last}")), &["NOD028"]).is_empty());
    let wild = "- resources: ['*.*']\n  providers:\n  - kms: {apiVersion: v2, name: a, endpoint: e}";
    assert_eq!(found(&encryption(&format!("{first}\n{wild}")), &["NOD028"]), ["NOD028"]);
    assert!(found(&encryption(&format!("{other}\n{wild}")), &["NOD028"]).is_empty());
}

#[test]
fn certificates_are_not_rotated_by_default() {
    assert_eq!(found(&kubelet(""), &["NOD059"]), ["NOD059"]);
    assert_eq!(found(&pod("kubelet", &[]), &["NOD059"]), ["NOD059"]);
    assert!(found(&kubelet("rotateCertificates: true"), &["NOD059"]).is_empty());
}

#[test]
fn zero_seconds_is_zero_on_the_command_line_and_the_default_in_a_file() {
    for flag in ["0", "0s", "0h0m"] {
        let flag = format!("--streaming-connection-idle-timeout={flag}");
        assert_eq!(found(&pod("kubelet", &[&flag]), &["NOD054"]), ["NOD054"], "{flag}");
    }
    assert!(found(&kubelet("streamingConnectionIdleTimeout: 0s"), &["NOD054"]).is_empty());
    assert!(found(&pod("kubelet", &["--streaming-connection-idle-timeout=4h"]), &["NOD054"]).is_empty());
}

#[test]
fn the_defaults_of_a_kubelet_depend_on_whether_it_has_a_file() {
    let ids = ["NOD050", "NOD051", "NOD053"];
    assert_eq!(found(&pod("kubelet", &[]), &ids), ids);
    assert!(found(&kubelet(""), &ids).is_empty());
    // The file is not in the input: what it says is not guessed, what a flag says overrides it.
    assert!(found(&pod("kubelet", &["--config=/var/lib/kubelet/config.yaml"]), &ids).is_empty());
    let overridden = pod("kubelet", &["--config=/var/lib/kubelet/config.yaml", "--anonymous-auth"]);
    assert_eq!(found(&overridden, &ids), ["NOD050"]);
}

#[test]
fn files_decide_about_authentication_and_authorization() {
    let ids = ["NOD001", "NOD007", "NOD008", "NOD009"];
    let by_files =
        pod("kube-apiserver", &["--authorization-config=/etc/a.yaml", "--authentication-config=/etc/b.yaml"]);
    assert!(found(&by_files, &ids).is_empty());
    assert_eq!(
        found(&pod("kube-apiserver", &[]), &ids),
        ["NOD007"],
        "with everything allowed, nobody is anonymous"
    );
    let authorizers = |list: &str| {
        format!(
            "apiVersion: apiserver.config.k8s.io/v1\nkind: AuthorizationConfiguration\nauthorizers: [{list}]\n"
        )
    };
    assert!(found(&authorizers("{type: Node, name: n}, {type: RBAC, name: r}"), &ids).is_empty());
    assert_eq!(found(&authorizers("{type: Webhook, name: w}"), &ids), ["NOD008", "NOD009"]);
    let anonymous = |conditions: &str| {
        format!(
            "apiVersion: apiserver.config.k8s.io/v1\nkind: AuthenticationConfiguration\nanonymous:\n  enabled: true\n{conditions}"
        )
    };
    assert_eq!(found(&anonymous(""), &ids), ["NOD001"]);
    assert!(found(&anonymous("  conditions: [{path: /livez}]\n"), &ids).is_empty());
}

#[test]
fn an_audit_log_is_kept_by_default() {
    let log = "--audit-log-path=/var/log/audit.log";
    let at = |minor, flags: &[&str]| {
        let version = KubernetesVersion { major: 1, minor };
        found_in(&[("node.yaml", &pod("kube-apiserver", flags))], version, &["NOD019"])
    };
    assert!(at(37, &[log]).is_empty(), "366 days, 100 files");
    assert!(at(35, &[log]).is_empty(), "no limit");
    assert_eq!(at(37, &[log, "--audit-log-maxage=7"]), ["NOD019"]);
    assert_eq!(
        at(37, &[log, "--audit-log-maxage=100", "--audit-log-maxage=7"]),
        ["NOD019"],
        "the last one wins"
    );
}

#[test]
fn drop_ins_are_merged_in_the_order_of_their_names() {
    let judge =
        |files: &[(&str, &str)]| found_in(files, KubernetesVersion::NEWEST, &["NOD050", "NOD053", "NOD059"]);
    let base = kubelet("rotateCertificates: true\nauthentication: {anonymous: {enabled: true}}");
    let closed = kubelet("authentication: {anonymous: {enabled: false}}");
    let open = kubelet("readOnlyPort: 10255");
    let removed = kubelet("authentication: {anonymous: null}");
    let file = ("etc/kubelet/config.yaml", base.as_str());
    assert_eq!(judge(&[file]), ["NOD050"]);
    assert!(judge(&[file, ("etc/kubelet/conf.d/10-closed.conf", &closed)]).is_empty());
    assert!(judge(&[file, ("etc/kubelet/conf.d/10-closed.conf", &removed)]).is_empty(), "null removes");
    let both = [file, ("etc/kubelet/conf.d/20.conf", &base), ("etc/kubelet/conf.d/10.conf", &closed)];
    assert_eq!(judge(&both), ["NOD050"], "the later name wins, whatever the order of the input");
    assert_eq!(judge(&[file, ("etc/kubelet/conf.d/sub/1.conf", &open)]), ["NOD050", "NOD053"]);
    assert_eq!(judge(&[("conf.d/1.conf", &open)]), ["NOD053"], "what the file behind it says is not guessed");
}

#[test]
fn four_hours_pass() {
    assert!(found(&kubelet("streamingConnectionIdleTimeout: 4h0m0s"), &["NOD054"]).is_empty());
}

#[test]
fn a_component_is_what_is_run_not_what_is_named() {
    let ids = ["NOD001", "NOD007", "NOD044"];
    let tenant = |command: &str| {
        format!(
            "apiVersion: v1\nkind: Pod\nmetadata: {{name: kube-apiserver, namespace: kube-system}}\nspec:\n  containers:\n  \
             - name: kube-apiserver\n    image: registry.k8s.io/kube-apiserver:v1.37.1\n    command: {command}\n"
        )
    };
    assert!(found(&tenant("[grep, kube-apiserver, --anonymous-auth=true]"), &ids).is_empty());
    assert!(found(&tenant("[sleep, infinity]"), &ids).is_empty());
    assert_eq!(found(&tenant("[/usr/local/bin/kube-apiserver]"), &ids), ["NOD007"]);
    let wrapped =
        "[/go-runner, --log-file=/var/log/a.log, /usr/local/bin/kube-apiserver, --authorization-mode=RBAC]";
    assert_eq!(found(&tenant(wrapped), &ids), ["NOD001"]);
    assert_eq!(found(&tenant("[sh, -c, 'exec kube-apiserver $FLAGS']"), &ids), ["NOD044"], "never guessed");
}

#[test]
fn an_application_s_etcd_is_not_the_cluster_s() {
    let severity = |namespace: &str, listen: &str| {
        let flag = format!("--listen-client-urls=http://{listen}:2379");
        let text = pod("etcd", &[&flag]).replace("kube-system", namespace);
        let outcome = run(&testkit::inventory(&text), &Configuration::default());
        let found = outcome.findings.iter().find(|finding| finding.rule.id == "ETC001");
        found.map(|finding| finding.severity.as_str())
    };
    assert_eq!(severity("kube-system", "0.0.0.0"), Some("high"));
    assert_eq!(severity("shop", "0.0.0.0"), Some("medium"));
    assert_eq!(severity("kube-system", "127.0.0.1"), Some("low"));
}

#[test]
fn kubeadm_s_own_flags_count() {
    let cluster = |rest: &str| {
        format!(
            "apiVersion: kubeadm.k8s.io/v1beta4\nkind: ClusterConfiguration\nkubernetesVersion: v1.37.1\n{rest}"
        )
    };
    let ids = ["NOD003", "NOD005", "NOD007", "NOD014", "NOD033", "NOD037", "ETC001", "ETC002"];
    assert!(found(&cluster(""), &ids).is_empty());
    let list = "apiServer:\n  extraArgs:\n  - {name: enable-admission-plugins, value: EventRateLimit}\n  - {name: basic-auth-file, value: a}\n";
    assert_eq!(
        found(&cluster(list), &ids),
        ["NOD003", "NOD014"],
        "what is added replaces what kubeadm gives"
    );
    let mapping = "\
apiVersion: kubeadm.k8s.io/v1beta3
kind: ClusterConfiguration
kubernetesVersion: v1.34.0
scheduler: {extraArgs: {bind-address: 0.0.0.0}}
etcd: {local: {extraArgs: {client-cert-auth: 'false'}}}
";
    assert_eq!(found(mapping, &ids), ["ETC002", "NOD037"]);
    let external = "etcd: {external: {endpoints: ['https://10.0.0.4:2379'], caFile: /ca.crt}}\n";
    assert_eq!(found(&cluster(external), &["NOD023", "NOD024", "ETC001"]), ["NOD023"]);
}
