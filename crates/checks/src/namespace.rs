//! `NSP`: namespaces.

pub(crate) mod no_pod_security_level;
