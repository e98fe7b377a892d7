//! ## What it does
//! Finds etcd that has a certificate and yet listens with `http://` for clients or members on addresses that are not
//! loopback. Where it has no certificate at all, ETC001 and ETC004 speak. `--listen-metrics-urls` is left alone.
//!
//! ## Why is this bad
//! The plain address is as good as no certificate: whoever reaches it is let in without one.
//!
//! ## Fix safety
//! Breaking: clients that use the plain address no longer connect.
//!
//! ```yaml,bad
//! apiVersion: v1
//! kind: Pod
//! metadata: {name: etcd, namespace: kube-system}
//! spec:
//!   containers:
//!   - name: etcd
//!     image: registry.k8s.io/etcd:3.7.0-0
//!     command:
//!     - etcd
//!     - --cert-file=/etc/etcd/server.crt
//!     - --listen-client-urls=https://10.0.0.4:2379,http://0.0.0.0:4001
//! ```
//!
//! ```yaml,good
//! apiVersion: v1
//! kind: Pod
//! metadata: {name: etcd, namespace: kube-system}
//! spec:
//!   containers:
//!   - name: etcd
//!     image: registry.k8s.io/etcd:3.7.0-0
//!     command:
//!     - etcd
//!     - --cert-file=/etc/etcd/server.crt
//!     - --listen-client-urls=https://10.0.0.4:2379,http://127.0.0.1:2381
//! ```

use crate::etcd::listen::{is_local, weigh};
use component::{Component, Settings};
use finding::{Rule, Safety, Severity, message};

use crate::check::{Check, Judge};
use crate::cite::*;
use crate::context::EVERYWHERE;
use crate::setting::give;
use crate::sink::Sink;

/// What is listened on, and the certificate for it.
const LISTENERS: [(&str, &str); 2] =
    [("listen-client-urls", "cert-file"), ("listen-peer-urls", "peer-cert-file")];

pub(crate) static CHECK: Check = Check {
    rule: Rule {
        id: "ETC008",
        name: "etcd-plain-listener",
        title: "etcd listens without TLS beside TLS",
        severity: Severity::High,
        fix: Some(Safety::Breaking),
        since: "0.1",
        frameworks: &[cis("2.1")],
        peers: &[],
    },
    parameters: &[],
    context: EVERYWHERE,
    judge: Judge::Settings(&[Component::Etcd], judge),
};

fn judge<'a>(settings: &Settings<'a>, sink: &mut Sink<'a>) {
    for (flag, certificate) in LISTENERS {
        if settings.get(certificate).is_none_or(|file| file.is_empty()) {
            continue;
        }
        let Some(listens) = settings.get(flag) else { continue };
        let is_plain = |url: &&str| url.starts_with("http://") && !is_local(url);
        if let Some(plain) = listens.items().find(is_plain) {
            let secure = listens.text().replace("http://", "https://");
            let said = sink
                .setting(settings, flag, &listens)
                .say(message!("etcd listens without TLS on {} although it has a certificate", plain))
                .fix("listen with https", give(settings, flag, &listens, &secure));
            weigh(said, settings, &listens);
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::fixture::check;

    #[test]
    fn found_and_not_found() {
        check(
            "ETC008",
            r"
apiVersion: v1
kind: Pod
metadata: {name: etcd, namespace: kube-system}
spec:
  containers:
  - name: etcd
    image: registry.k8s.io/etcd:3.7.0-0
    command:
    - etcd
    - --cert-file=/etc/etcd/server.crt
    - --listen-client-urls=https://10.0.0.4:2379,http://0.0.0.0:4001
#     ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ ETC008: etcd listens without TLS on http://0.0.0.0:4001 although it has a certificate
---
apiVersion: v1
kind: Pod
metadata: {name: etcd, namespace: kube-system}
spec:
  containers:
  - name: etcd
    image: registry.k8s.io/etcd:3.7.0-0
    command:
    - etcd
    - --cert-file=/etc/etcd/server.crt
    - --listen-client-urls=https://10.0.0.4:2379,http://127.0.0.1:2381
",
        );
    }
}
