//! Fixes as data: what would be written where.

use std::borrow::Cow;
use std::sync::Arc;

use manifest::Source;
use manifest::edit::Edit;

/// What a fix may do to a working Pod.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Safety {
    /// Cannot change its behaviour.
    Safe,
    /// Is safe when something is known that the input does not say.
    NeedsEvidence,
    /// May stop it from working.
    Breaking,
}

impl Safety {
    /// The word in every output.
    pub fn as_str(self) -> &'static str {
        match self {
            Safety::Safe => "safe",
            Safety::NeedsEvidence => "needs-evidence",
            Safety::Breaking => "breaking",
        }
    }
}

/// How a finding can be mended.
#[derive(Clone, Debug)]
pub struct Fix {
    /// What it may break.
    pub safety: Safety,
    /// What it does: `set privileged: false`.
    pub title: Cow<'static, str>,
    /// What must be known before it is safe; empty unless `safety` is [`Safety::NeedsEvidence`].
    pub needs: Cow<'static, str>,
    /// The edits; empty where the user does not own the bytes or where only a person can choose.
    pub edits: Vec<SourceEdit>,
}

/// An edit of a file that the user owns.
#[derive(Clone, Debug)]
pub struct SourceEdit {
    /// The file.
    pub source: Arc<Source>,
    /// The bytes and what replaces them.
    pub edit: Edit,
}
