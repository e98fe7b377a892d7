//! Levels and versions of the standards, as they are written on labels and command lines.

use std::fmt;
use std::str::FromStr;

use model::KubernetesVersion;

/// A level of the standards.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Level {
    /// Everything is allowed.
    Privileged,
    /// Known privilege escalations are not.
    Baseline,
    /// Current hardening practice.
    Restricted,
}

/// A version of the standards.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Version {
    /// 1.x; above the newest known it is judged as the newest. As wide as the plugin's own number.
    Minor(u64),
    /// The newest.
    Latest,
}

/// What a namespace is held to: a level as of a version. Prints as the plugin does: `restricted:v1.36`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct LevelVersion {
    /// The level.
    pub level: Level,
    /// The version.
    pub version: Version,
}

/// A text that is no level or no version; prints in the plugin's words.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ParseError {
    /// Not a level.
    Level,
    /// Not a version.
    Version,
}

impl Version {
    /// Reads a version as people type it: `1.36` besides what labels may say (`v1.36`, `latest`).
    pub fn parse_lenient(text: &str) -> Result<Version, ParseError> {
        text.parse().or_else(|error| minor(text).map(Version::Minor).ok_or(error))
    }
}

impl Version {
    /// The version that an API server judges by: it knows no standards newer than its own, and its own are the latest.
    pub fn on(self, server: KubernetesVersion) -> Version {
        let newest = u64::from(server.minor);
        match self {
            Version::Minor(minor) => Version::Minor(minor.min(newest)),
            Version::Latest => Version::Minor(newest),
        }
    }
}

impl LevelVersion {
    /// What holds where nobody says anything: `privileged:latest`.
    pub const UNRESTRICTED: LevelVersion =
        LevelVersion { level: Level::Privileged, version: Version::Latest };
}

impl From<KubernetesVersion> for Version {
    fn from(version: KubernetesVersion) -> Version {
        Version::Minor(version.minor.into())
    }
}

impl FromStr for Level {
    type Err = ParseError;

    /// Reads a level as it stands on a label.
    fn from_str(text: &str) -> Result<Level, ParseError> {
        [Level::Privileged, Level::Baseline, Level::Restricted]
            .into_iter()
            .find(|level| level.as_str() == text)
            .ok_or(ParseError::Level)
    }
}

impl FromStr for Version {
    type Err = ParseError;

    /// Reads a version as it stands on a label: `v1.36` or `latest`.
    fn from_str(text: &str) -> Result<Version, ParseError> {
        if text == "latest" {
            return Ok(Version::Latest);
        }
        text.strip_prefix('v').and_then(minor).map(Version::Minor).ok_or(ParseError::Version)
    }
}

/// The x of `1.x`: digits without a leading zero, as large as Go's int.
fn minor(text: &str) -> Option<u64> {
    let digits = text.strip_prefix("1.")?;
    let plain =
        digits.bytes().all(|byte| byte.is_ascii_digit()) && (digits == "0" || !digits.starts_with('0'));
    let number = digits.parse().ok().filter(|number| i64::try_from(*number).is_ok())?;
    plain.then_some(number)
}

impl Level {
    /// `privileged`, `baseline` or `restricted`.
    pub fn as_str(self) -> &'static str {
        match self {
            Level::Privileged => "privileged",
            Level::Baseline => "baseline",
            Level::Restricted => "restricted",
        }
    }
}

impl fmt::Display for Level {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(self.as_str())
    }
}

impl fmt::Display for Version {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Version::Minor(minor) => write!(formatter, "v1.{minor}"),
            Version::Latest => formatter.write_str("latest"),
        }
    }
}

impl fmt::Display for LevelVersion {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{}:{}", self.level, self.version)
    }
}

impl fmt::Display for ParseError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(match self {
            ParseError::Level => "must be one of privileged, baseline, restricted",
            ParseError::Version => r#"must be "latest" or "v1.x""#,
        })
    }
}

impl std::error::Error for ParseError {}
