//! Rules: what findings are instances of.

use crate::Safety;

/// How bad it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// Worth knowing.
    Info,
    /// Good practice.
    Low,
    /// A weakness that needs another one to hurt.
    Medium,
    /// A weakness that hurts by itself.
    High,
    /// Gives away the node or the cluster.
    Critical,
}

/// The first part of an id (`docs/contract.md`, Ids).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Area {
    /// `POD`: pods and containers.
    Pod,
    /// `IMG`: image references.
    Image,
    /// `SEC`: secrets.
    Secret,
    /// `REF`: references to what is not there.
    Reference,
    /// `API`: versions and schemas.
    Api,
    /// `RBA`: rights.
    Rbac,
    /// `NET`: network.
    Network,
    /// `NSP`: namespaces.
    Namespace,
    /// `ADM`: admission and webhooks.
    Admission,
    /// `NOD`: nodes and the control plane.
    Node,
    /// `ETC`: etcd.
    Etcd,
    /// `SUP`: supply chain.
    Supply,
    /// `OPS`: good practice.
    Operations,
    /// `PTH`: attack paths.
    Path,
    /// `SYN`: syntax.
    Syntax,
    /// `CFG`: Seawall's own configuration.
    Configuration,
}

/// A requirement of a published framework that a rule speaks to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Framework {
    /// The framework's word in output, such as `pss-restricted`.
    pub framework: &'static str,
    /// The requirement's number or name there.
    pub control: &'static str,
}

/// The id of a check of another tool that looks for the same thing (`shared/peers/checks.tsv`).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Tool {
    /// The tool, as in the first column.
    pub tool: &'static str,
    /// The id, as in the second column.
    pub id: &'static str,
}

/// What a check looks for; the metadata of its file.
#[derive(Debug)]
pub struct Rule {
    /// `POD001`; never reused.
    pub id: &'static str,
    /// Reads after "allow": `privileged-container`.
    pub name: &'static str,
    /// One line for lists.
    pub title: &'static str,
    /// Severity without context.
    pub severity: Severity,
    /// The best safety class of its fix; `None` where there is no fix.
    pub fix: Option<Safety>,
    /// The version of Seawall in which it appeared.
    pub since: &'static str,
    /// Frameworks.
    pub frameworks: &'static [Framework],
    /// The same check in other tools.
    pub peers: &'static [Tool],
}

impl Severity {
    /// All, most severe first.
    pub const ALL: [Severity; 5] =
        [Severity::Critical, Severity::High, Severity::Medium, Severity::Low, Severity::Info];

    /// The word in every output and in configuration.
    pub fn as_str(self) -> &'static str {
        match self {
            Severity::Critical => "critical",
            Severity::High => "high",
            Severity::Medium => "medium",
            Severity::Low => "low",
            Severity::Info => "info",
        }
    }

    /// The severity of a word.
    pub fn from_word(word: &str) -> Option<Severity> {
        Severity::ALL.into_iter().find(|severity| severity.as_str() == word)
    }
}

impl Area {
    /// All areas.
    pub const ALL: [Area; 16] = [
        Area::Pod,
        Area::Image,
        Area::Secret,
        Area::Reference,
        Area::Api,
        Area::Rbac,
        Area::Network,
        Area::Namespace,
        Area::Admission,
        Area::Node,
        Area::Etcd,
        Area::Supply,
        Area::Operations,
        Area::Path,
        Area::Syntax,
        Area::Configuration,
    ];

    /// The letters that begin its ids.
    pub fn prefix(self) -> &'static str {
        match self {
            Area::Pod => "POD",
            Area::Image => "IMG",
            Area::Secret => "SEC",
            Area::Reference => "REF",
            Area::Api => "API",
            Area::Rbac => "RBA",
            Area::Network => "NET",
            Area::Namespace => "NSP",
            Area::Admission => "ADM",
            Area::Node => "NOD",
            Area::Etcd => "ETC",
            Area::Supply => "SUP",
            Area::Operations => "OPS",
            Area::Path => "PTH",
            Area::Syntax => "SYN",
            Area::Configuration => "CFG",
        }
    }
}

impl Rule {
    /// The area of the id.
    pub fn area(&self) -> Option<Area> {
        Area::ALL.into_iter().find(|area| self.id.starts_with(area.prefix()))
    }
}
