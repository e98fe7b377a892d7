//! `NET`: who may talk to whom.

pub(crate) mod external_ips;
pub(crate) mod ingress_snippet;
pub(crate) mod ingress_without_tls;
pub(crate) mod unprotected_pod;
