//! What etcd listens on.

use crate::node::loopback::is_loopback;

/// Why an etcd that listens on loopback addresses is a smaller matter.
pub(crate) const ONLY_LOCAL: &str = "it listens on loopback addresses only";

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
        assert!(
            is_local("http://127.0.0.1:2379")
                && is_local("unix://etcd.sock")
                && is_local("http://[::1]:2379/")
        );
        assert!(!is_local("https://10.0.0.4:2379") && !is_local("http://0.0.0.0:2379"));
    }
}
