//! Baselines of platforms: what is covered on a platform's own objects, and that nobody else passes for one.

use std::collections::{BTreeMap, BTreeSet};

use checks::{Configuration, run};
use finding::{Finding, Severity, SuppressedBy};

/// The name of each platform, its manifests, and its baseline.
const PLATFORMS: [(&str, &str, &str); 5] = [
    ("aks", include_str!("baseline/aks.yaml"), include_str!("../baselines/aks.toml")),
    ("eks", include_str!("baseline/eks.yaml"), include_str!("../baselines/eks.toml")),
    ("gke", include_str!("baseline/gke.yaml"), include_str!("../baselines/gke.toml")),
    ("kind", include_str!("baseline/kind.yaml"), include_str!("../baselines/kind.toml")),
    ("kubeadm", include_str!("baseline/kubeadm.yaml"), include_str!("../baselines/kubeadm.toml")),
];

fn configuration() -> Configuration {
    Configuration { today: "2026-01-31".to_owned(), ..Configuration::default() }
}

fn findings(yaml: &str) -> Vec<Finding> {
    let outcome = run(&testkit::inventory(yaml), &configuration());
    assert!(outcome.incomplete.is_empty());
    outcome.findings
}

fn is_covered(finding: &Finding) -> bool {
    finding.suppressed.as_ref().is_some_and(|suppressed| suppressed.by == SuppressedBy::Baseline)
}

fn manifest(platform: &str) -> &'static str {
    PLATFORMS.iter().find(|(name, ..)| *name == platform).unwrap().1
}

/// The ids of what is found on objects of a name, and not covered.
fn told(yaml: &str, name: &str) -> BTreeSet<&'static str> {
    let told =
        findings(yaml).into_iter().filter(|finding| finding.object.name == name && !is_covered(finding));
    told.map(|finding| finding.rule.id).collect()
}

#[test]
fn nothing_grave_is_left_of_what_platforms_ship() {
    for (platform, yaml, _) in PLATFORMS {
        let found = findings(yaml);
        let grave = found.iter().filter(|finding| !is_covered(finding) && finding.severity >= Severity::High);
        let grave: Vec<_> =
            grave.map(|finding| (finding.rule.id, &finding.object.name, &finding.field)).collect();
        assert!(grave.is_empty(), "{platform}: {grave:?}");
        let covered = found.iter().filter(|finding| is_covered(finding)).count();
        assert!(covered * 4 > found.len() * 3, "{platform}: {covered} of {}", found.len());
        assert!(
            !found.iter().any(|finding| finding.rule.id.starts_with("CFG")),
            "baselines are nobody's to tidy"
        );
    }
}

/// Every id of every entry covers something on a manifest of its platform: there is no data that nothing proves.
#[test]
fn every_id_of_every_entry_is_needed() {
    for (platform, yaml, baseline) in PLATFORMS {
        let mut covered: BTreeMap<(String, String), BTreeSet<&str>> = BTreeMap::new();
        let found = findings(yaml);
        for finding in found.iter().filter(|finding| is_covered(finding)) {
            let object = (finding.object.kind.clone(), finding.object.name.clone());
            covered.entry(object).or_default().insert(finding.rule.id);
        }
        let document: toml::Table = toml::from_str(baseline).unwrap();
        for object in document["object"].as_array().unwrap() {
            let key = (
                object["kind"].as_str().unwrap().to_owned(),
                object["names"][0].as_str().unwrap().to_owned(),
            );
            let lists = object["accept"].as_table().unwrap().values();
            let ids: BTreeSet<&str> =
                lists.flat_map(|ids| ids.as_array().unwrap()).map(|id| id.as_str().unwrap()).collect();
            assert_eq!(covered.get(&key), Some(&ids), "{platform}: {key:?}");
        }
    }
}

#[test]
fn a_reason_names_the_platform() {
    let found = findings(manifest("kind"));
    let of_network =
        found.iter().find(|finding| finding.object.name == "kindnet" && finding.rule.id == "POD003");
    let suppressed = of_network.and_then(|finding| finding.suppressed.as_deref()).unwrap();
    assert_eq!(suppressed.reason, "kind: it makes the network of its node");
}

/// A name is no proof, whatever the image calls itself.
#[test]
fn an_image_of_somebody_else_is_not_the_platforms() {
    let (eks, kubeadm) = (manifest("eks"), manifest("kubeadm"));
    let account = "602401143452.dkr.ecr.eu-central-1.amazonaws.com";
    for other in [
        "111122223333.dkr.ecr.eu-central-1.amazonaws.com",
        "602401143452.dkr.ecr.evil.example",
        "evil.example/602401143452.dkr.ecr.eu-central-1.amazonaws.com",
        "602401143452.dkr.ecr.evil.example/x.amazonaws.com",
        "docker.io/eks",
    ] {
        let told = told(&eks.replace(account, other), "aws-node");
        assert!(told.contains("POD001") && told.contains("POD003"), "{other}: {told:?}");
    }
    for other in ["registry.k8s.io.evil.example", "evil/registry.k8s.io", "registry.k8s.io/evil", "evil"] {
        let told = told(&kubeadm.replace("registry.k8s.io/", &format!("{other}/")), "kube-proxy");
        assert!(told.contains("POD001"), "{other}: {told:?}");
    }
    assert!(!told(eks, "aws-node").contains("POD001"));
}

#[test]
fn one_foreign_container_is_enough() {
    let beside = "      initContainers:\n      - {name: x, image: evil.example/x}\n      containers:\n      - name: kube-proxy";
    let yaml = manifest("kubeadm").replace("      containers:\n      - name: kube-proxy", beside);
    assert!(told(&yaml, "kube-proxy").contains("POD001"));
}

#[test]
fn another_namespace_is_not_the_platforms() {
    let yaml = manifest("kubeadm").replace("namespace: kube-system", "namespace: shop");
    assert!(told(&yaml, "kube-proxy").contains("POD001"));
}

/// What the platform does not ship like that is told, and so is what somebody mounts beside its own paths.
#[test]
fn what_was_changed_is_told() {
    let yaml = manifest("kubeadm");
    let privileged = yaml.replace(
        "          readOnlyRootFilesystem: true\n      dnsPolicy",
        "          privileged: true\n      dnsPolicy",
    );
    assert_ne!(privileged, yaml);
    assert!(told(&privileged, "coredns").contains("POD001"));

    let rooted = yaml.replace("path: /lib/modules", "path: /");
    let found = findings(&rooted);
    let of_paths =
        found.iter().filter(|finding| finding.object.name == "kube-proxy" && finding.rule.id == "POD006");
    let covered: Vec<bool> = of_paths.map(is_covered).collect();
    assert_eq!(covered, [true, false], "its lock is its own, the node's root is not");
    assert!(!told(&rooted, "kube-proxy").contains("POD001"));
}

/// Without an image an object is known by what it says.
#[test]
fn rights_are_the_platforms_only_as_they_are_written() {
    let yaml = manifest("kubeadm");
    assert!(!told(yaml, "kubeadm:cluster-admins").contains("RBA004"));
    let group = "- {apiGroup: rbac.authorization.k8s.io, kind: Group, name: \"kubeadm:cluster-admins\"}";
    let more =
        yaml.replace(group, &format!("{group}\n- {{kind: ServiceAccount, name: evil, namespace: shop}}"));
    assert_ne!(more, yaml);
    assert!(told(&more, "kubeadm:cluster-admins").contains("RBA004"));
}

#[test]
fn flags_of_the_control_plane_are_never_covered() {
    let told = told(manifest("kubeadm"), "kube-apiserver");
    assert!(told.contains("NOD018") && told.contains("NOD027"), "{told:?}");
    assert!(!told.contains("POD006"), "{told:?}");
}

#[test]
fn baselines_can_be_left_out() {
    let inventory = testkit::inventory(manifest("kind"));
    let configuration = Configuration { no_platform_baselines: true, ..configuration() };
    assert!(!run(&inventory, &configuration).findings.iter().any(is_covered));
}

#[test]
fn what_the_user_says_comes_first() {
    let annotated = manifest("kind").replacen(
        "  labels: {app: kindnet, k8s-app: kindnet, tier: node}",
        "  labels: {app: kindnet, k8s-app: kindnet, tier: node}\n  annotations: {seawall/ignore.POD003: our network}",
        1,
    );
    let found = findings(&annotated);
    let own =
        found.iter().find(|finding| finding.object.name == "kindnet" && finding.rule.id == "POD003").unwrap();
    assert_eq!(own.suppressed.as_ref().map(|suppressed| suppressed.by), Some(SuppressedBy::Annotation));
}
