//! The labels by which a namespace says what it holds its pods to.

use manifest::Node;

use crate::admission::Invalid;
use crate::subject::string;
use crate::{Level, LevelVersion, ParseError};

const PREFIX: &str = "pod-security.kubernetes.io/";

/// What a namespace holds its pods to, by mode.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NamespacePolicy {
    /// Pods that break it are refused.
    pub enforce: LevelVersion,
    /// What breaks it is noted in the audit log.
    pub audit: LevelVersion,
    /// Who sends what breaks it is warned.
    pub warn: LevelVersion,
}

impl Default for NamespacePolicy {
    /// The plugin's own: everything is allowed.
    fn default() -> NamespacePolicy {
        let all = LevelVersion::UNRESTRICTED;
        NamespacePolicy { enforce: all, audit: all, warn: all }
    }
}

impl NamespacePolicy {
    /// What the labels of a namespace say, over defaults. A policy always comes of it, as in the plugin: where a label
    /// cannot be read, `enforce` falls closed (restricted), `audit` and `warn` fall open, and versions fall to latest.
    /// The API server would not have taken such labels; they are returned as invalid. (`api.PolicyToEvaluate`)
    pub fn of_labels(labels: Option<Node<'_>>, defaults: NamespacePolicy) -> (NamespacePolicy, Vec<Invalid>) {
        let mut reader = Reader { labels, invalid: Vec::new() };
        let mut policy = defaults;
        let enforce = reader.level("enforce", Level::Restricted, &mut policy.enforce);
        reader.version("enforce-version", &mut policy.enforce);
        reader.level("audit", Level::Privileged, &mut policy.audit);
        reader.version("audit-version", &mut policy.audit);
        let warn = reader.level("warn", Level::Privileged, &mut policy.warn);
        let warn_version = reader.version("warn-version", &mut policy.warn);

        // Who is refused should have been warned: an enforced level is the least to warn by.
        if enforce == Label::Read && warn == Label::Absent && policy.enforce.level > policy.warn.level {
            policy.warn.level = policy.enforce.level;
            if warn_version == Label::Absent {
                policy.warn.version = policy.enforce.version;
            }
        }
        (policy, reader.invalid)
    }
}

/// What the API server answers to a namespace whose labels it cannot read; `None` where it can.
pub fn refused_namespace(name: &str, invalid: &[Invalid]) -> Option<String> {
    let errors = match invalid {
        [] => return None,
        [one] => one.to_string(),
        many => format!("[{}]", many.iter().map(Invalid::to_string).collect::<Vec<_>>().join(", ")),
    };
    Some(format!("Namespace \"{name}\" is invalid: {errors}"))
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Label {
    Absent,
    Read,
    Invalid,
}

struct Reader<'a> {
    labels: Option<Node<'a>>,
    invalid: Vec<Invalid>,
}

impl Reader<'_> {
    fn level(&mut self, name: &str, fallback: Level, policy: &mut LevelVersion) -> Label {
        self.read(name, |text| text.parse(), fallback, &mut policy.level)
    }

    fn version(&mut self, name: &str, policy: &mut LevelVersion) -> Label {
        self.read(name, |text| text.parse(), crate::Version::Latest, &mut policy.version)
    }

    fn read<T>(
        &mut self,
        name: &str,
        parse: impl FnOnce(&str) -> Result<T, ParseError>,
        fallback: T,
        into: &mut T,
    ) -> Label {
        let key = format!("{PREFIX}{name}");
        let Some(node) = self.labels.and_then(|labels| labels.get(&key)) else { return Label::Absent };
        let Some(value) = string(node) else { return Label::Absent };
        match parse(&value) {
            Ok(parsed) => {
                *into = parsed;
                Label::Read
            }
            Err(problem) => {
                *into = fallback;
                self.invalid.push(Invalid {
                    field: format!("metadata.labels[{key}]"),
                    value: value.into_owned(),
                    problem: problem.to_string(),
                    span: node.span(),
                });
                Label::Invalid
            }
        }
    }
}
