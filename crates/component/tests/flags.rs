//! Command lines are read as the components read them.

use component::{Component, Refusal, Settings, Why, flag};
use model::{Inventory, KubernetesVersion};

/// Asks the first component that an object of the text runs.
fn with<T>(text: &str, ask: impl FnOnce(&Settings<'_>) -> T) -> T {
    let inventory: Inventory = testkit::inventory(text);
    let object = &inventory.objects()[0];
    let mut all: Vec<Settings<'_>> = component::of_object(&inventory, object);
    all.extend(inventory.pods().flat_map(|pod| component::of_pod(pod, KubernetesVersion::NEWEST)));
    ask(all.first().expect("a component"))
}

fn container(command: &str, rest: &str) -> String {
    format!(
        "apiVersion: v1\nkind: Pod\nmetadata: {{name: p}}\nspec:\n  containers:\n  - name: c\n    command: {command}\n{rest}"
    )
}

/// The effective value of a flag, with commas between several.
fn value(text: &str, name: &'static str) -> Option<String> {
    with(text, |settings| settings.get(name).map(|setting| setting.items().collect::<Vec<_>>().join(",")))
}

fn of(command: &str, name: &'static str) -> Option<String> {
    value(&container(command, ""), name)
}

#[test]
fn both_ways_to_write_a_value() {
    assert_eq!(of("[kube-apiserver, --secure-port=7443]", "secure-port").unwrap(), "7443");
    assert_eq!(of("[kube-apiserver, --secure-port, '7443']", "secure-port").unwrap(), "7443");
    assert_eq!(of("[kube-apiserver, --secure_port=7443]", "secure-port").unwrap(), "7443");
    assert_eq!(of("[kube-apiserver]", "secure-port").unwrap(), "6443");
}

#[test]
fn a_boolean_takes_no_word_behind_it() {
    assert_eq!(of("[kube-apiserver, --profiling, 'false']", "profiling").unwrap(), "true");
    assert_eq!(of("[kube-apiserver, --profiling=false]", "profiling").unwrap(), "false");
    assert_eq!(of("[kube-apiserver, --profiling=0, --profiling]", "profiling").unwrap(), "true");
}

#[test]
fn a_value_may_look_like_a_flag() {
    let command = "[kube-apiserver, --audit-log-path, '-', --profiling=false]";
    assert_eq!(of(command, "audit-log-path").unwrap(), "-");
    assert_eq!(of("[kube-apiserver, --token-auth-file, --profiling=false]", "profiling").unwrap(), "true");
}

#[test]
fn scalars_are_replaced_and_lists_add_up() {
    assert_eq!(of("[kube-apiserver, --secure-port=1, --secure-port=2]", "secure-port").unwrap(), "2");
    let modes = "[kube-apiserver, '--authorization-mode=Node,RBAC', --authorization-mode=Webhook]";
    assert_eq!(of(modes, "authorization-mode").unwrap(), "Node,RBAC,Webhook");
    let gates = "[kube-apiserver, --feature-gates=A=true, '--feature-gates=B=false,A=false']";
    with(&container(gates, ""), |settings| {
        let gates = settings.get("feature-gates").unwrap();
        assert_eq!((gates.of_key("A"), gates.of_key("B")), (Some("false"), Some("false")));
    });
}

#[test]
fn two_dashes_end_the_flags() {
    assert_eq!(of("[kube-apiserver, --, --profiling=false]", "profiling").unwrap(), "true");
}

#[test]
fn etcd_reads_one_dash_and_its_environment() {
    assert_eq!(of("[etcd, -client-cert-auth]", "client-cert-auth").unwrap(), "true");
    assert_eq!(of("[etcd, -cert-file, /a]", "cert-file").unwrap(), "/a");
    assert_eq!(
        of("[etcd, first, --client-cert-auth]", "client-cert-auth").unwrap(),
        "false",
        "it stops at a word"
    );
    let env = "    env: [{name: ETCD_CERT_FILE, value: /b}]\n";
    assert_eq!(value(&container("[etcd]", env), "cert-file").unwrap(), "/b");
    assert_eq!(value(&container("[etcd, --cert-file=/a]", env), "cert-file").unwrap(), "/a", "a flag wins");
    let file = "    env: [{name: ETCD_CONFIG_FILE, value: /etc/etcd.yaml}]\n";
    assert_eq!(value(&container("[etcd, --cert-file=/a]", file), "cert-file"), None, "a file replaces all");
    assert_eq!(of("[etcd, --config-file=/etc/etcd.yaml, --cert-file=/a]", "cert-file"), None);
}

#[test]
fn variables_are_put_in_where_they_are_known() {
    let env =
        "    env: [{name: PORT, value: '7443'}, {name: S, valueFrom: {secretKeyRef: {name: s, key: k}}}]\n";
    let port = |command: &str| value(&container(command, env), "secure-port");
    assert_eq!(port("[kube-apiserver, --secure-port=$(PORT)]").unwrap(), "7443");
    assert_eq!(port("[kube-apiserver, --secure-port=$(S)]"), None, "known to the cluster only");
    assert_eq!(port("[kube-apiserver, $(S)]"), None, "it may be any flag");
    assert_eq!(port("[kube-apiserver, --token-auth-file=$(S)]").unwrap(), "6443");
    let token = |command: &str| value(&container(command, env), "token-auth-file");
    assert_eq!(token("[kube-apiserver, --token-auth-file=$(NO)]").unwrap(), "$(NO)");
    assert_eq!(token("[kube-apiserver, --token-auth-file=$$(PORT)]").unwrap(), "$(PORT)");
}

#[test]
fn the_program_counts_not_its_path_or_list() {
    assert_eq!(of("[/usr/local/bin/kube-scheduler, --profiling=false]", "profiling").unwrap(), "false");
    let args = "    args: [--profiling=false]\n";
    assert_eq!(value(&container("[kube-scheduler]", args), "profiling").unwrap(), "false");
    let hyperkube = "[/hyperkube, kube-controller-manager, --profiling=false]";
    assert_eq!(of(hyperkube, "profiling").unwrap(), "false");
}

fn refusals(command: &str) -> Vec<String> {
    let word = |refusal: &Refusal<'_>| {
        let why = match &refusal.why {
            Why::NoSuchFlag => "no such flag".to_owned(),
            Why::Value(value, expected) => format!("{value} is not {expected}"),
            Why::NoValue => "no value".to_owned(),
            Why::NoFlag => "no flag".to_owned(),
        };
        format!("{}: {why}", refusal.flag)
    };
    with(&container(command, ""), |settings| settings.refused().iter().map(word).collect())
}

#[test]
fn what_a_component_refuses() {
    assert_eq!(refusals("[kube-apiserver, --insecure-port=0]"), ["--insecure-port: no such flag"]);
    assert_eq!(refusals("[kube-apiserver, --profiling=yes]"), ["--profiling: yes is not true or false"]);
    assert_eq!(refusals("[kube-apiserver, --secure-port]"), ["--secure-port: no value"]);
    assert_eq!(refusals("[kube-scheduler, -profiling=false]"), ["-profiling: no such flag"]);
    assert_eq!(refusals("[kube-scheduler, --profiling, 'false']"), ["false: no flag"]);
    assert!(refusals("[kube-scheduler, -v=2, -v, '4', --profiling=F]").is_empty());
}

#[test]
fn the_version_is_that_of_the_image() {
    let image = |tag: &str| {
        let rest = format!("    image: registry.k8s.io/kube-apiserver:{tag}\n");
        with(&container("[kube-apiserver, --no-such-flag=1]", &rest), |settings| {
            (settings.version.minor, settings.refused().len())
        })
    };
    assert_eq!(image("v1.37.1"), (37, 1));
    assert_eq!(image("v1.19.3@sha256:abc"), (19, 0), "its flags are not known");
}

#[test]
fn defaults_are_those_of_the_minor() {
    let default = |minor| {
        flag(Component::ApiServer, "audit-log-maxage", KubernetesVersion { major: 1, minor })
            .unwrap()
            .default()
    };
    assert_eq!((default(35), default(37)), ("0", "366"));
}

/// Every flag that is recorded has a default that its own type accepts: what the table says is what the parser reads.
#[test]
fn recorded_defaults_are_values() {
    for component in Component::ALL {
        for name in ["profiling", "v", "help", "version"] {
            if let Some(flag) = flag(component, name, KubernetesVersion::NEWEST) {
                assert_eq!(flag.name(), name);
            }
        }
    }
    let settings = container("[kube-apiserver]", "");
    for name in ["profiling", "anonymous-auth", "service-account-lookup"] {
        assert!(with(&settings, |settings| settings.get(name).unwrap().boolean()).is_some(), "{name}");
    }
}
