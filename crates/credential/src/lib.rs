//! What looks like a credential: passwords, tokens, private keys.
//!
//! Two things make a text one: a name that says so (`DB_PASSWORD`) with a value that can be one, or its own shape (a
//! private key, a token of a well-known service, an address with a password). Files are read by their formats, so that
//! a name and its value are what the program will take for them. What is only doubtful is found too, and marked:
//! outputs hide it, nobody is told of it.
//!
//! | module | what it knows |
//! |---|---|
//! | `name`, `words` | names that call their value a secret |
//! | `value` | values that can be secrets under such a name |
//! | `shape`, `token` | secrets by their own shape |
//! | `line` | names and values in one line of any kind |
//! | `file` | names and values in files, by their format |

mod file;
mod line;
mod name;
mod shape;
mod token;
mod value;
mod words;

pub use file::in_file;
pub use line::{in_line, places_in_line};
pub use name::{Names, calls_secret};

pub use value::is_filled_later;
pub use words::WORDS;

use std::borrow::Cow;

/// A credential that was found.
#[derive(Clone, PartialEq, Eq)]
pub struct Found<'t> {
    /// The name that calls it one; empty where it has none.
    pub name: Cow<'t, str>,
    /// Why it is taken for one.
    pub evidence: Evidence,
    /// How sure that is.
    pub certainty: Certainty,
    /// The credential itself, without what stands around it.
    pub text: Cow<'t, str>,
}

/// Why a text is taken for a credential.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Evidence {
    /// Its name calls it one.
    Name,
    /// It is one by its shape: what it is.
    Shape(&'static str),
}

/// How sure it is that a text is a credential.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Certainty {
    /// It may be one: nobody is bothered with it, but it is not shown either.
    Doubtful,
    /// People should know of it.
    Certain,
}

/// Never the credential.
impl std::fmt::Debug for Found<'_> {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let mut shown = formatter.debug_struct("Found");
        shown.field("name", &self.name).field("evidence", &self.evidence).field("certainty", &self.certainty);
        shown.finish_non_exhaustive()
    }
}

/// What a value is that stands by itself under a name: an environment variable, an entry of a ConfigMap.
pub fn in_value<'t>(name: &'t str, value: &'t str, names: &Names) -> Option<Found<'t>> {
    if let Some(known) = shape::known_secret(value) {
        return Some(Found {
            name: Cow::Borrowed(name),
            evidence: Evidence::Shape(known.what),
            certainty: Certainty::Certain,
            text: Cow::Borrowed(&value[known.range]),
        });
    }
    let named = names.call(name)?;
    let certainty = value::judge(value, named, value::Written::Alone)?;
    Some(Found {
        name: Cow::Borrowed(name),
        evidence: Evidence::Name,
        certainty,
        text: Cow::Borrowed(value.trim()),
    })
}

/// Whether a text is meant to be known: a certificate or a public key, as it is or in base64.
pub fn is_public(text: &str) -> bool {
    let decoded = shape::decoded(text.trim().as_bytes().get(..64).unwrap_or_default());
    let starts = |start: &str| text.trim_start().starts_with(start) || decoded.starts_with(start.as_bytes());
    ["-----BEGIN CERTIFICATE", "-----BEGIN PUBLIC KEY", "ssh-rsa ", "ssh-ed25519 ", "ecdsa-sha2-"]
        .into_iter()
        .any(starts)
}
