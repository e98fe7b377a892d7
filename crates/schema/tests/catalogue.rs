//! The catalogue of resources and the lifecycle of versions, asked as their users ask.

use model::{KubernetesVersion, Scope};
use schema::{Availability, State, lifecycle, resource, resource_by_name, resources, scope};

fn minor(minor: u16) -> KubernetesVersion {
    KubernetesVersion { major: 1, minor }
}

#[test]
fn every_resource_is_found_by_its_kind_and_by_its_names() {
    for expected in resources() {
        assert_eq!(resource(expected.group, expected.version, expected.kind), Some(expected));
        assert_eq!(scope(expected.group, expected.kind), Some(expected.scope));
        let words = [expected.name.to_owned(), expected.singular(), expected.kind.to_owned()];
        for word in words.into_iter().chain(expected.short_names.iter().map(|name| (*name).to_owned())) {
            let full = format!("{word}.{}.{}", expected.version, expected.group);
            assert_eq!(resource_by_name(full.trim_end_matches('.')), Some(expected), "{full}");
        }
        assert!(expected.verbs.is_sorted() && !expected.verbs.is_empty(), "{}", expected.name);
    }
}

#[test]
fn a_word_means_what_kubectl_takes_it_for() {
    let meant = |word| resource_by_name(word).map(|found| (found.group, found.version, found.name));
    assert_eq!(meant("deploy"), Some(("apps", "v1", "deployments")));
    assert_eq!(meant("Deployments.apps"), Some(("apps", "v1", "deployments")));
    assert_eq!(meant("po"), Some(("", "v1", "pods")));
    assert_eq!(meant("events"), Some(("", "v1", "events")));
    assert_eq!(meant("events.events.k8s.io"), Some(("events.k8s.io", "v1", "events")));
    assert_eq!(meant("hpa"), Some(("autoscaling", "v2", "horizontalpodautoscalers")));
    assert_eq!(meant("hpa.v1.autoscaling"), Some(("autoscaling", "v1", "horizontalpodautoscalers")));
    assert_eq!(meant("deviceclasses"), Some(("resource.k8s.io", "v1", "deviceclasses")));
    assert_eq!(meant("endpoints"), Some(("", "v1", "endpoints")));
    assert_eq!(meant("pods.apps"), None);
    assert_eq!(meant("widgets"), None);
    assert_eq!(meant(""), None);
    assert_eq!(meant("."), None);
}

#[test]
fn resources_know_their_subresources_and_when_they_are_served() {
    let pods = resource_by_name("pods").unwrap();
    assert_eq!(pods.subresource("exec").map(|exec| exec.verbs), Some(["create", "get"].as_slice()));
    assert_eq!(pods.subresource("scale"), None);
    assert_eq!(pods.availability, Availability::Default);
    let alpha = resource("resource.k8s.io", "v1beta1", "DeviceClass").unwrap();
    assert_eq!(alpha.availability, Availability::RuntimeConfig);
}

#[test]
fn scopes_of_kinds_that_are_gone_are_still_known() {
    assert_eq!(scope("extensions", "Deployment"), Some(Scope::Namespaced));
    assert_eq!(scope("extensions", "Ingress"), Some(Scope::Namespaced));
    assert_eq!(scope("policy", "PodSecurityPolicy"), Some(Scope::Cluster));
    assert_eq!(scope("extensions", "PodSecurityPolicy"), Some(Scope::Cluster));
    assert_eq!(scope("batch", "ScheduledJob"), Some(Scope::Namespaced));
    assert_eq!(scope("resource.k8s.io", "ResourceClass"), Some(Scope::Cluster));
    assert_eq!(scope("extensions", "ThirdPartyResource"), Some(Scope::Cluster));
    assert_eq!(scope("example.org", "Widget"), None);
    assert_eq!(scope("", "Deployment"), None);
}

#[test]
fn versions_come_and_go() {
    let states = |group, version, kind, minors: &[u16]| -> Vec<State> {
        let life = lifecycle(group, version, kind).unwrap();
        minors.iter().map(|at| life.state_at(minor(*at))).collect()
    };
    assert_eq!(
        states("extensions", "v1beta1", "Ingress", &[0, 1, 13, 14, 21, 22, 37]),
        [
            State::NotYet,
            State::Served,
            State::Served,
            State::Deprecated,
            State::Deprecated,
            State::Removed,
            State::Removed,
        ]
    );
    assert_eq!(
        states("apps", "v1", "Deployment", &[8, 9, 37]),
        [State::NotYet, State::Served, State::Served]
    );
    assert_eq!(
        states("", "v1", "Endpoints", &[32, 33, 37]),
        [State::Served, State::Deprecated, State::Deprecated]
    );
    assert_eq!(states("batch", "v1beta1", "CronJob", &[24, 25]), [State::Deprecated, State::Removed]);
    assert_eq!(lifecycle("example.org", "v1", "Widget"), None);
    assert_eq!(lifecycle("apps", "v1", "Ingress"), None);
}

#[test]
fn replacements_are_there_to_be_used() {
    let replacement = |group, version, kind| {
        let replacement = lifecycle(group, version, kind)?.replacement?;
        Some((replacement.api_version(), replacement.kind))
    };
    assert_eq!(
        replacement("extensions", "v1beta1", "Deployment"),
        Some(("apps/v1".to_owned(), "Deployment"))
    );
    assert_eq!(replacement("batch", "v1beta1", "CronJob"), Some(("batch/v1".to_owned(), "CronJob")));
    assert_eq!(replacement("policy", "v1beta1", "PodSecurityPolicy"), None);
    assert_eq!(replacement("apps", "v1", "Deployment"), None);
    for old in ["v1alpha1", "v1beta1"] {
        let policy = replacement("admissionregistration.k8s.io", old, "ValidatingAdmissionPolicy");
        assert_eq!(policy, Some(("admissionregistration.k8s.io/v1".to_owned(), "ValidatingAdmissionPolicy")));
    }
}

#[test]
fn a_successor_is_what_that_kubernetes_has() {
    let successor = |group, version, kind, at| {
        let next = lifecycle(group, version, kind).unwrap().successor_at(minor(at));
        next.map(|life| (life.api_version(), life.kind))
    };
    let flow = |version, at| {
        successor("flowcontrol.apiserver.k8s.io", version, "FlowSchema", at).map(|(version, _)| version)
    };
    assert_eq!(
        flow("v1beta1", 37).as_deref(),
        Some("flowcontrol.apiserver.k8s.io/v1"),
        "v1beta3 is gone, too"
    );
    assert_eq!(flow("v1beta1", 27).as_deref(), Some("flowcontrol.apiserver.k8s.io/v1beta3"));
    assert_eq!(flow("v1", 37), None);
    let ingress = |at| successor("extensions", "v1beta1", "Ingress", at).map(|(version, _)| version);
    assert_eq!(ingress(16).as_deref(), Some("networking.k8s.io/v1beta1"), "v1 is not there yet");
    assert_eq!(ingress(25).as_deref(), Some("networking.k8s.io/v1"));
    let endpoints = successor("", "v1", "Endpoints", 37);
    assert_eq!(endpoints, Some(("discovery.k8s.io/v1".to_owned(), "EndpointSlice")));
    assert_eq!(successor("apps", "v1beta1", "DeploymentRollback", 37), None, "what it names never was");
    assert_eq!(successor("policy", "v1beta1", "PodSecurityPolicy", 37), None);
}
