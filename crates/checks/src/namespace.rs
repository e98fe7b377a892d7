//! `NSP`: namespaces.

pub(crate) mod default_namespace;
pub(crate) mod no_default_deny;
pub(crate) mod no_limits;
pub(crate) mod no_pod_security_level;
pub(crate) mod no_quota;
pub(crate) mod pinned_version;
pub(crate) mod system_namespace;
