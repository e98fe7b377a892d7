//! The real Kubernetes that other suites ask: it starts, answers and leaves nothing behind.

use testkit::kube::{Cluster, Parts};

#[test]
fn a_cluster_starts_and_answers() {
    let Some(cluster) = Cluster::start("a real Kubernetes", &Parts::default()) else { return };
    let version = cluster.client().get("/version").unwrap();
    assert_eq!(version.status, 200, "{}", version.body);
    assert!(version.body.contains("\"v1.37.1\""), "{}", version.body);
    let missing = cluster.client().get("/api/v1/namespaces/absent").unwrap();
    assert_eq!(missing.status, 404);
}
