//! What holds for a container: tables of pod, container and outcome.

use model::{Effective, EffectiveSecurity, Inventory, Profile, SetBy};
use testkit::inventory;

/// A pod whose spec has these fields, and a container `c` with this securityContext.
fn pod(annotations: &str, spec: &str, container: &str) -> Inventory {
    inventory(&format!(
        "apiVersion: v1\nkind: Pod\nmetadata: {{annotations: {annotations}}}\nspec:\n  {spec}\n  containers: [{{name: c, securityContext: {container}}}]"
    ))
}

fn effective(inventory: &Inventory) -> EffectiveSecurity<'_> {
    inventory.pods().next().unwrap().containers().next().unwrap().effective()
}

fn value<T>(effective: &Effective<'_, T>) -> (T, SetBy)
where
    T: Clone,
{
    assert_eq!(effective.node.is_none(), effective.by == SetBy::Default);
    (effective.value.clone(), effective.by)
}

#[test]
fn the_container_wins_over_the_pod_field_by_field() {
    use SetBy::{Container, Default, Pod};
    let table = [
        ("null", "null", (None, Default), (None, Default)),
        ("{runAsUser: 1}", "null", (Some(1), Pod), (None, Default)),
        ("{runAsUser: 1, runAsNonRoot: true}", "{runAsUser: 0}", (Some(0), Container), (Some(true), Pod)),
        (
            "{runAsUser: 1, runAsNonRoot: true}",
            "{runAsNonRoot: false}",
            (Some(1), Pod),
            (Some(false), Container),
        ),
        ("{runAsUser: 1}", "{runAsUser: null}", (Some(1), Pod), (None, Default)),
        ("{runAsUser: 1}", "{runAsUser: x}", (Some(1), Pod), (None, Default)),
        ("5", "[]", (None, Default), (None, Default)),
    ];
    for (spec, container, user, non_root) in table {
        let inventory = pod("{}", &format!("securityContext: {spec}"), container);
        let effective = effective(&inventory);
        assert_eq!(value(&effective.run_as_user), user, "{spec} {container}");
        assert_eq!(value(&effective.run_as_non_root), non_root, "{spec} {container}");
    }
}

#[test]
fn escalation_is_allowed_unless_refused() {
    use SetBy::{Container, Default};
    let table = [
        ("{}", (true, Default)),
        ("{allowPrivilegeEscalation: true}", (true, Container)),
        ("{allowPrivilegeEscalation: false}", (false, Container)),
        ("{privileged: true}", (true, Container)),
        ("{privileged: true, allowPrivilegeEscalation: false}", (true, Container)),
        ("{privileged: false, allowPrivilegeEscalation: false}", (false, Container)),
        ("{allowPrivilegeEscalation: false, capabilities: {add: [CAP_SYS_ADMIN]}}", (true, Container)),
        ("{allowPrivilegeEscalation: false, capabilities: {add: [SYS_ADMIN]}}", (false, Container)),
    ];
    for (container, expected) in table {
        let inventory = pod("{}", "securityContext: {allowPrivilegeEscalation: false}", container);
        assert_eq!(value(&effective(&inventory).allow_privilege_escalation), expected, "{container}");
    }
}

#[test]
fn profiles() {
    use Profile::{Localhost, RuntimeDefault, Unconfined, Unknown};
    use SetBy::{Container, Default, Pod};
    let table = [
        ("null", "null", (None, Default)),
        ("{type: RuntimeDefault}", "null", (Some(RuntimeDefault), Pod)),
        ("{type: RuntimeDefault}", "{type: Unconfined}", (Some(Unconfined), Container)),
        ("null", "{type: Localhost, localhostProfile: p}", (Some(Localhost), Container)),
        ("{type: RuntimeDefault}", "{}", (Some(Unknown), Container)),
        ("{type: RuntimeDefault}", "5", (Some(RuntimeDefault), Pod)),
    ];
    for (spec, container, expected) in table {
        let with = |field: &str| {
            pod("{}", &format!("securityContext: {{{field}: {spec}}}"), &format!("{{{field}: {container}}}"))
        };
        let (seccomp, app_armor) = (with("seccompProfile"), with("appArmorProfile"));
        assert_eq!(value(&effective(&seccomp).seccomp), expected, "{spec} {container}");
        assert_eq!(value(&effective(&app_armor).app_armor), expected, "{spec} {container}");
    }
}

#[test]
fn the_annotation_of_app_armor_stands_between_container_and_pod() {
    use Profile::{Localhost, RuntimeDefault, Unconfined};
    let key = "container.apparmor.security.beta.kubernetes.io";
    let table = [
        (format!("{{{key}/c: unconfined}}"), "{}", (Some(Unconfined), SetBy::Container)),
        (format!("{{{key}/c: runtime/default}}"), "{}", (Some(RuntimeDefault), SetBy::Container)),
        (format!("{{{key}/c: localhost/p}}"), "{}", (Some(Localhost), SetBy::Container)),
        (format!("{{{key}/other: unconfined}}"), "{}", (Some(RuntimeDefault), SetBy::Pod)),
        (format!("{{{key}/c: nonsense}}"), "{}", (Some(RuntimeDefault), SetBy::Pod)),
        (
            format!("{{{key}/c: unconfined}}"),
            "{appArmorProfile: {type: Localhost}}",
            (Some(Localhost), SetBy::Container),
        ),
    ];
    for (annotations, container, expected) in table {
        let inventory =
            pod(&annotations, "securityContext: {appArmorProfile: {type: RuntimeDefault}}", container);
        assert_eq!(value(&effective(&inventory).app_armor), expected, "{annotations} {container}");
    }
}

#[test]
fn seccomp_annotations_are_history() {
    let annotations = "{seccomp.security.alpha.kubernetes.io/pod: unconfined}";
    assert_eq!(value(&effective(&pod(annotations, "hostname: h", "{}")).seccomp), (None, SetBy::Default));
}

#[test]
fn windows_options_merge_one_by_one() {
    let inventory = pod(
        "{}",
        "os: {name: windows}\n  securityContext: {windowsOptions: {runAsUserName: pod, hostProcess: true}}",
        "{windowsOptions: {runAsUserName: container}}",
    );
    let effective = effective(&inventory);
    assert!(effective.windows);
    assert_eq!(effective.run_as_user_name.value.as_deref(), Some("container"));
    assert_eq!(value(&effective.host_process), (true, SetBy::Pod));
}

#[test]
fn user_namespaces_need_host_users_false() {
    for (spec, expected) in [
        ("hostUsers: false", (true, SetBy::Pod)),
        ("hostUsers: true", (false, SetBy::Pod)),
        ("hostUsers: null", (false, SetBy::Default)),
        ("hostname: h", (false, SetBy::Default)),
    ] {
        assert_eq!(value(&effective(&pod("{}", spec, "{}")).user_namespace), expected, "{spec}");
    }
}

#[test]
fn capabilities_that_are_held() {
    // NET_RAW is one of the runtime's defaults, SYS_TIME is not.
    let table = [
        ("{}", [true, false]),
        ("{capabilities: {drop: [ALL]}}", [false, false]),
        ("{capabilities: {drop: [all], add: [NET_RAW]}}", [true, false]),
        ("{capabilities: {drop: [NET_RAW], add: [NET_RAW, SYS_TIME]}}", [false, true]),
        ("{capabilities: {add: [ALL]}}", [true, true]),
        ("{capabilities: {add: [ALL], drop: [net_raw]}}", [false, true]),
        ("{capabilities: {add: [ALL], drop: [ALL]}}", [false, false]),
        ("{capabilities: {drop: [CAP_NET_RAW], add: [cap_sys_time]}}", [false, true]),
        ("{privileged: true, capabilities: {drop: [ALL]}}", [true, true]),
        ("{capabilities: {drop: ALL, add: [5, null]}}", [true, false]),
    ];
    for (container, expected) in table {
        let inventory = pod("{}", "hostname: h", container);
        let capabilities = effective(&inventory).capabilities;
        assert_eq!(["NET_RAW", "SYS_TIME"].map(|name| capabilities.holds(name)), expected, "{container}");
    }
}
