//! Short names for what a check's metadata refers to: requirements of frameworks, and other tools' ids.

use finding::{Framework, Tool};

/// A control of the baseline Pod Security Standard, by its name in the Kubernetes documentation.
pub(crate) const fn pss_baseline(control: &'static str) -> Framework {
    Framework { framework: "pss-baseline", control }
}

/// A control of the restricted Pod Security Standard, by its name in the Kubernetes documentation.
pub(crate) const fn pss_restricted(control: &'static str) -> Framework {
    Framework { framework: "pss-restricted", control }
}

/// A section of the NSA/CISA Kubernetes Hardening Guidance (version 1.2).
pub(crate) const fn nsa_cisa(control: &'static str) -> Framework {
    Framework { framework: "nsa-cisa", control }
}

/// A technique of MITRE ATT&CK for containers.
pub(crate) const fn mitre(control: &'static str) -> Framework {
    Framework { framework: "mitre", control }
}

/// A recommendation of the CIS Kubernetes Benchmark v1.12.
pub(crate) const fn cis(control: &'static str) -> Framework {
    Framework { framework: "cis-1.12", control }
}

/// Checkov.
pub(crate) const fn checkov(id: &'static str) -> Tool {
    Tool { tool: "checkov", id }
}

/// krane.
pub(crate) const fn krane(id: &'static str) -> Tool {
    Tool { tool: "krane", id }
}

/// kube-linter.
pub(crate) const fn kube_linter(id: &'static str) -> Tool {
    Tool { tool: "kube-linter", id }
}

/// kube-score.
pub(crate) const fn kube_score(id: &'static str) -> Tool {
    Tool { tool: "kube-score", id }
}

/// kubeaudit.
pub(crate) const fn kubeaudit(id: &'static str) -> Tool {
    Tool { tool: "kubeaudit", id }
}

/// KubiScan.
pub(crate) const fn kubiscan(id: &'static str) -> Tool {
    Tool { tool: "KubiScan", id }
}

/// Kubescape.
pub(crate) const fn kubescape(id: &'static str) -> Tool {
    Tool { tool: "kubescape", id }
}

/// Polaris.
pub(crate) const fn polaris(id: &'static str) -> Tool {
    Tool { tool: "polaris", id }
}

/// popeye.
pub(crate) const fn popeye(id: &'static str) -> Tool {
    Tool { tool: "popeye", id }
}

/// rbac-police.
pub(crate) const fn rbac_police(id: &'static str) -> Tool {
    Tool { tool: "rbac-police", id }
}

/// rbac-tool.
pub(crate) const fn rbac_tool(id: &'static str) -> Tool {
    Tool { tool: "rbac-tool", id }
}

/// Trivy.
pub(crate) const fn trivy(id: &'static str) -> Tool {
    Tool { tool: "trivy", id }
}
