//! What etcd listens on, and whose it is.

use component::{Setting, Settings};
use finding::Severity;

use crate::loopback::is_loopback;
use crate::sink::Said;

const ONLY_LOCAL: &str = "it listens on loopback addresses only";
const AN_APPLICATIONS: &str =
    "it runs outside kube-system, so it may hold an application's data and not the cluster";

/// An etcd that only its own machine reaches is a small matter, one that is an application's a smaller one than the
/// cluster's.
pub(crate) fn weigh(said: Said<'_, '_>, settings: &Settings<'_>, listens: &Setting<'_>) {
    if listens.items().all(is_local) {
        said.at_most(Severity::Low, ONLY_LOCAL);
    } else if !settings.is_of_the_cluster() {
        said.at_most(Severity::Medium, AN_APPLICATIONS);
    }
}

/// Whether only the machine itself reaches a URL.
pub(crate) fn is_local(url: &str) -> bool {
    let (scheme, address) = url.split_once("://").unwrap_or(("", url));
    let host = address.split('/').next().unwrap_or(address);
    scheme.starts_with("unix") || (!host.is_empty() && is_loopback(host))
}

#[cfg(test)]
mod tests {
    use super::is_local;

    #[test]
    fn urls() {
        let local = ["http://127.0.0.1:2379", "unix://etcd.sock", "http://[::1]:2379/"];
        assert!(local.into_iter().all(is_local));
        assert!(!is_local("https://10.0.0.4:2379") && !is_local("http://0.0.0.0:2379"));
    }
}
