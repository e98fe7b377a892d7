//! `NSP`: namespaces.

pub(crate) mod default_namespace;
pub(crate) mod no_pod_security_level;
