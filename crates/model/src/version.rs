//! Versions of Kubernetes.

/// A minor version, such as 1.37; patch levels do not matter to any rule.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct KubernetesVersion {
    /// 1.
    pub major: u16,
    /// 37.
    pub minor: u16,
}

impl KubernetesVersion {
    /// The newest minor that this build knows: 1.37.
    pub const NEWEST: KubernetesVersion = KubernetesVersion { major: 1, minor: 37 };

    /// Reads `1.37`, `v1.37`, `1.37.1` and vendors' `v1.37.1+k3s1`.
    pub fn parse(text: &str) -> Option<KubernetesVersion> {
        let mut parts = text.strip_prefix('v').unwrap_or(text).split('.');
        let major = parts.next()?.parse().ok()?;
        let minor = parts.next()?;
        let digits = minor.find(|c: char| !c.is_ascii_digit()).unwrap_or(minor.len());
        let minor = minor.get(..digits)?.parse().ok()?;
        Some(KubernetesVersion { major, minor })
    }
}

impl std::fmt::Display for KubernetesVersion {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(formatter, "v{}.{}", self.major, self.minor)
    }
}
