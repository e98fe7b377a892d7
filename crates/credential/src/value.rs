//! Whether a value can be a secret, where its name calls it one.

use crate::Certainty;
use crate::name::{Named, Role};
use crate::shape;
use crate::token::is_example;

/// Where a value stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Written {
    /// By itself, as the whole value of a variable or a key.
    Alone,
    /// In a file, which may also be a program, a template or a table of texts.
    InFile,
}

/// The shortest password that is one.
const SHORTEST: usize = 3;

/// The shortest token that a program makes.
const SHORTEST_GENERATED: usize = 8;

/// A length from which even small letters alone are no word.
const LONG: usize = 20;

/// Words of a sentence.
const SENTENCE: usize = 4;

/// How sure it is that a value is a secret; `None` where it cannot be one.
pub(crate) fn judge(value: &str, named: Named, written: Written) -> Option<Certainty> {
    let value = value.trim();
    if !may_be(value) {
        return None;
    }
    let doubtful = !named.is_end
        || is_placeholder(value)
        || is_setting(value)
        || is_code(value)
        || is_name_of_secret(value)
        || named.role == Role::Generated && !looks_generated(value)
        || match written {
            Written::Alone => value.split_ascii_whitespace().count() >= SENTENCE || value.contains('\n'),
            Written::InFile => is_prose(value),
        };
    Some(if doubtful { Certainty::Doubtful } else { Certainty::Certain })
}

/// Whether a value can be a secret at all.
pub(crate) fn may_be(value: &str) -> bool {
    let cannot_be = value.len() < SHORTEST
        || is_switch(value)
        || is_quantity(value)
        || is_path(value)
        || is_filled_later(value)
        || is_reference(value)
        || is_link(value);
    !cannot_be
}

/// Whether a value is put there by something else before it is used: `$(X)`, `${X}`, `{{ x }}`, `<x>`.
pub fn is_filled_later(value: &str) -> bool {
    let expands = |(place, _): (usize, &str)| {
        let next = value.as_bytes().get(place + 1).copied();
        next.is_some_and(|next| {
            matches!(next, b'(' | b'{' | b'_') || next.is_ascii_alphabetic() && place == 0
        })
    };
    let is_between =
        |open: &str, close: &str| value.len() > 2 && value.starts_with(open) && value.ends_with(close);
    value.match_indices('$').any(expands)
        || value.contains("{{")
        || value.contains("<%")
        || value.contains("%{")
        || value.starts_with('<')
        || [("%", "%"), ("__", "__"), ("@", "@"), ("#{", "}"), ("{", "}")]
            .iter()
            .any(|(open, close)| is_between(open, close))
}

fn is_switch(value: &str) -> bool {
    let words = [
        "true",
        "false",
        "yes",
        "no",
        "on",
        "off",
        "none",
        "null",
        "nil",
        "undefined",
        "enabled",
        "disabled",
        "auto",
        "always",
        "never",
        "required",
        "optional",
        "prompt",
        "unset",
        "empty",
        "include",
    ];
    words.iter().any(|word| word.eq_ignore_ascii_case(value))
}

/// A number of a few digits, or such a number with a unit.
fn is_quantity(value: &str) -> bool {
    let digits = value.bytes().take_while(|byte| byte.is_ascii_digit() || *byte == b'.').count();
    let unit = &value[digits..];
    let is_unit = unit.len() <= 2 && unit.bytes().all(|byte| byte.is_ascii_alphabetic() || byte == b'%');
    digits > 0 && (unit.is_empty() && digits <= 5 || !unit.is_empty() && value.len() <= 6 && is_unit)
}

fn is_path(value: &str) -> bool {
    ["/", "./", "../", "~/", "C:\\"].iter().any(|start| value.starts_with(start)) && !value.ends_with('=')
}

/// An address without a password.
fn is_link(value: &str) -> bool {
    value.contains("://") && shape::known_secret(value).is_none()
}

/// How values begin that say where the secret is, that are encrypted, or from which it cannot be read.
const REFERENCES: [&str; 34] = [
    // Places of secrets.
    "vault:",
    "ref+",
    "op://",
    "arn:",
    "sm://",
    "ssm:",
    "awssm:",
    "azurekeyvault",
    "@Microsoft.KeyVault",
    "projects/",
    "env:",
    "ENV:",
    "env.",
    "file:",
    "secret:",
    "secretref:",
    "keyring:",
    "kms:",
    "!vault",
    // Encrypted ones.
    "ENC[",
    "ENC(",
    "{cipher}",
    "$ANSIBLE_VAULT",
    "-----BEGIN PGP MESSAGE",
    // Hashes.
    "$1$",
    "$2a$",
    "$2b$",
    "$2y$",
    "$5$",
    "$6$",
    "$apr1$",
    "{SSHA",
    "{SHA",
    "SCRAM-SHA-256$",
];

fn is_reference(value: &str) -> bool {
    REFERENCES.iter().any(|start| value.starts_with(start))
        || value.starts_with("$argon2")
        || value.starts_with("pbkdf2")
}

/// A text in the place of a secret that somebody is to put there. `changeme` is a password: it works.
fn is_placeholder(value: &str) -> bool {
    const PARTS: [&str; 10] = [
        "redacted",
        "placeholder",
        "todo",
        "fixme",
        "replace",
        "insert",
        "your-",
        "your_",
        "yourpass",
        "yoursecret",
    ];
    let begins = |part: &str| value.get(..part.len()).is_some_and(|start| start.eq_ignore_ascii_case(part));
    let ends = |part: &str| {
        let from = value.len().checked_sub(part.len());
        from.and_then(|from| value.get(from..)).is_some_and(|end| end.eq_ignore_ascii_case(part))
    };
    // The token in kubeadm's own examples and defaults.
    value == "abcdef.0123456789abcdef"
        || value.contains("...")
        || value.contains('…')
        || value.contains("***")
        || is_example(value.as_bytes())
        || value.starts_with('[') && value.ends_with(']')
        || PARTS.iter().any(|part| begins(part) || ends(part))
        || ["set-me", "set_me", "setme", "your "].iter().any(|part| begins(part))
}

/// A word that chooses how secrets are handled.
fn is_setting(value: &str) -> bool {
    const WORDS: [&str; 20] = [
        "bearer",
        "basic",
        "jwt",
        "opaque",
        "env",
        "environment",
        "file",
        "vault",
        "kubernetes",
        "oauth",
        "oauth2",
        "oidc",
        "hmac",
        "scram",
        "plain",
        "bcrypt",
        "header",
        "cookie",
        "query",
        "changeit",
    ];
    WORDS.iter().any(|word| word.eq_ignore_ascii_case(value))
        || (value.starts_with("X-") || value.starts_with("x-"))
            && value.bytes().all(|byte| byte.is_ascii_alphabetic() || byte == b'-')
}

/// An expression of a program, a pattern, a name in one.
fn is_code(value: &str) -> bool {
    const PARTS: [&str; 13] =
        ["(", ")", "=>", "::", "->", "\\d", "\\w", "\\s", "\\S", "[a-z", "[^", ".*", ".+"];
    let is_identifier =
        |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_alphabetic() || byte == b'_');
    if !value.bytes().any(|byte| b"()=:-\\[.;{".contains(&byte)) {
        return false;
    }
    let value = value.trim_end_matches([',', ';']);
    PARTS.iter().any(|part| value.contains(part)) && !value.ends_with('=')
        || value.contains('.') && value.split('.').all(is_identifier)
        || value.split_once('[').is_some_and(|(name, _)| name.split('.').all(is_identifier))
        || value.ends_with([';', '{'])
}

/// The name of a Secret, or of a key in one.
fn is_name_of_secret(value: &str) -> bool {
    const LAST: [&str; 10] =
        ["secret", "secrets", "credential", "credentials", "creds", "tls", "cert", "certs", "auth", "keys"];
    let is_name =
        value.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || b"-.".contains(&byte));
    let mut parts = value.rsplit(['-', '.']);
    let last = parts.next().unwrap_or_default();
    is_name && parts.next().is_some() && LAST.contains(&last)
}

/// Whether a value is more than words and numbers: a program made it.
fn looks_generated(value: &str) -> bool {
    let value = value.strip_prefix("Bearer ").or_else(|| value.strip_prefix("Basic ")).unwrap_or(value);
    let has = |is: fn(&u8) -> bool| value.bytes().any(|byte| is(&byte));
    let kinds =
        [u8::is_ascii_lowercase, u8::is_ascii_uppercase, u8::is_ascii_digit].map(|is| has(is)).into_iter();
    let is_word = |part: &str| {
        part.bytes().all(|byte| byte.is_ascii_lowercase()) && part.len() <= 12
            || part.bytes().all(|byte| byte.is_ascii_digit()) && part.len() <= 4
            || part.strip_prefix('v').is_some_and(|rest| rest.bytes().all(|byte| byte.is_ascii_digit()))
    };
    let is_upper_name = value.bytes().all(|byte| byte.is_ascii_uppercase() || byte == b'_');
    value.len() >= SHORTEST_GENERATED
        && !value.contains(' ')
        && !is_upper_name
        && (kinds.filter(|has| *has).count() >= 2 || value.len() >= LONG)
        && !value.split(['-', '_', '.', '/', ':']).all(is_word)
}

/// Words for people: several of them, one with a capital, or of another alphabet.
fn is_prose(value: &str) -> bool {
    let mut letters = value.trim_end_matches([':', '*', '?', '!', '.']).chars();
    let is_label = letters.next().is_some_and(|first| first.is_uppercase())
        && letters.all(|letter| letter.is_alphabetic() && letter.is_lowercase());
    let is_header = value.starts_with("Bearer ") || value.starts_with("Basic ");
    let is_pattern = value.starts_with(['|', '^', '*', '&', ',']);
    is_label || is_pattern || !value.is_ascii() || value.contains(' ') && !is_header
}

#[cfg(test)]
mod tests {
    use super::{Certainty, Written, judge};
    use crate::{Names, WORDS};

    fn verdict(name: &str, value: &str, written: Written) -> Option<Certainty> {
        let names = Names::new(WORDS.iter().copied());
        judge(value, names.call(name).expect("the name calls it a secret"), written)
    }

    #[test]
    fn values_that_cannot_be_secrets() {
        for value in [
            "",
            "true",
            "3600",
            "30s",
            "10m",
            "1.5h",
            "24h",
            "/run/secrets/db",
            "https://issuer.example",
            "$(DB_PASSWORD)",
            "${DB_PASSWORD}",
            "$DB_PASSWORD",
            "%PASSWORD%",
            "__PASSWORD__",
            "<set me>",
            "{{ .x }}",
            "vault:secret/data/db#password",
            "ENC[AES256_GCM,data:k3Zq]",
            "$2y$10$k3Zq8Lw1Vt6Xr9Yp",
        ] {
            assert_eq!(verdict("PASSWORD", value, Written::Alone), None, "{value}");
        }
    }

    #[test]
    fn passwords_that_people_make_up() {
        for value in
            ["hunter2", "123456", "changeme", "pa$$word", "5up3rs", "postgres", "Hunter2!", "correct horse"]
        {
            assert_eq!(verdict("PASSWORD", value, Written::Alone), Some(Certainty::Certain), "{value}");
        }
        for value in [
            "db-credentials",
            "xxxxxxxx",
            "your-password-here",
            "REPLACE_ME",
            "********",
            "config.password",
            "os.environ[\"X\"]",
            "getpass()",
            "At least eight letters please",
        ] {
            assert_eq!(verdict("PASSWORD", value, Written::Alone), Some(Certainty::Doubtful), "{value}");
        }
        for value in ["Passwort", "Mot de passe", "пароль", "Password:"] {
            assert_eq!(verdict("PASSWORD", value, Written::InFile), Some(Certainty::Doubtful), "{value}");
        }
    }

    #[test]
    fn tokens_that_programs_make() {
        for value in ["k3Zq8Lw1Vt6X", "8b1a9953-c461-4c7d-9b0f-3c9e0f7a1d52", "Bearer k3Zq8Lw1Vt6X"] {
            assert_eq!(verdict("API_TOKEN", value, Written::Alone), Some(Certainty::Certain), "{value}");
        }
        for value in ["my-app-token-2", "bearer", "X-CSRF-Token", "ACCESS_TOKEN", "short1"] {
            assert_eq!(verdict("API_TOKEN", value, Written::Alone), Some(Certainty::Doubtful), "{value}");
        }
        assert_eq!(verdict("token_store", "k3Zq8Lw1Vt6X", Written::Alone), Some(Certainty::Doubtful));
    }
}
