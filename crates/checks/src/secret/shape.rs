//! What looks like a secret: by name, and by shape. Careful rather than complete, since each miss costs less than
//! people who no longer look.

/// Whether a value that stands under a name that calls it secret can be one: not a switch, a number, a path, a name of
/// something else, or a place that is filled later.
pub(crate) fn may_be_secret(value: &str) -> bool {
    let value = value.trim();
    let switch = matches!(
        value.to_ascii_lowercase().as_str(),
        "true" | "false" | "yes" | "no" | "on" | "off" | "none" | "null"
    );
    let duration = value.len() <= 6
        && value.starts_with(|first: char| first.is_ascii_digit())
        && value.ends_with(['s', 'm', 'h', 'd']);
    let number = value.len() <= 5 && value.bytes().all(|byte| byte.is_ascii_digit());
    let path = value.starts_with('/') || value.starts_with("./");
    let link = value.split_once(':').is_some_and(|(_, rest)| rest.starts_with("//")) && !has_password(value);
    let filled_later =
        value.contains("$(") || value.contains("${") || value.contains("{{") || value.starts_with('<');
    !(value.len() < 3 || switch || duration || number || path || link || filled_later)
}

/// Whether a name calls its value a secret: one of the words is a part of it, and none of its endings says otherwise.
/// `words` are in lower case, parts joined by `_`. Works on bytes, since it is asked of every variable there is.
pub(crate) fn is_secret_name(name: &str, words: &[String]) -> bool {
    let plain: Vec<u8> = name
        .bytes()
        .map(|byte| if byte == b'-' || byte == b'.' { b'_' } else { byte.to_ascii_lowercase() })
        .collect();
    has_word(&plain, words) && !HARMLESS_ENDINGS.iter().any(|ending| plain.ends_with(ending.as_bytes()))
}

/// Endings of names whose value is about a secret, not one.
const HARMLESS_ENDINGS: [&str; 22] = [
    "_algorithm",
    "_count",
    "_enabled",
    "_endpoint",
    "_expiration",
    "_expiry",
    "_file",
    "_format",
    "_header",
    "_host",
    "_id",
    "_key_id",
    "_length",
    "_lifetime",
    "_name",
    "_path",
    "_policy",
    "_required",
    "_ttl",
    "_type",
    "_url",
    "_version",
];

/// Whether a text has a word as one or several whole parts between `_`; long words also as the beginning or end of a
/// part (`dbpassword`).
fn has_word(name: &[u8], words: &[String]) -> bool {
    let mut rest = name;
    loop {
        let part = rest.iter().position(|byte| *byte == b'_').unwrap_or(rest.len());
        let (first, last) = (rest.first(), rest[..part].last());
        let is = |word: &String| {
            let word = word.as_bytes();
            let begins = first == word.first() && rest.starts_with(word);
            let whole = begins && rest.get(word.len()).is_none_or(|next| *next == b'_');
            let long = word.len() > 4 && word.len() <= part;
            whole || long && (begins || last == word.last() && rest[..part].ends_with(word))
        };
        if words.iter().any(is) {
            return true;
        }
        match rest.get(part + 1..) {
            Some(after) => rest = after,
            None => return false,
        }
    }
}

/// The end of the line that begins a private key (RFC 7468 and its forerunners).
const PRIVATE_KEY: &str = "PRIVATE KEY-----";

/// What a value certainly is, by its shape alone.
pub(crate) fn known_secret(value: &str) -> Option<&'static str> {
    let value = value.trim();
    if value.len() > PRIVATE_KEY.len() && value.contains(PRIVATE_KEY) {
        return Some("a private key");
    }
    if has_password(value) {
        return Some("an address with a password");
    }
    TOKENS.iter().find(|token| token.matches(value)).map(|token| token.what)
}

/// Tokens that their issuers begin with letters of their own.
struct Token {
    start: &'static str,
    least: usize,
    what: &'static str,
}

const TOKENS: [Token; 10] = [
    Token { start: "AKIA", least: 20, what: "an access key of AWS" },
    Token { start: "ghp_", least: 40, what: "a token of GitHub" },
    Token { start: "gho_", least: 40, what: "a token of GitHub" },
    Token { start: "ghs_", least: 40, what: "a token of GitHub" },
    Token { start: "github_pat_", least: 40, what: "a token of GitHub" },
    Token { start: "glpat-", least: 26, what: "a token of GitLab" },
    Token { start: "sk_live_", least: 24, what: "a key of Stripe" },
    Token { start: "xoxb-", least: 24, what: "a token of Slack" },
    Token { start: "xoxp-", least: 24, what: "a token of Slack" },
    Token { start: "eyJhbGciOi", least: 60, what: "a JSON Web Token" },
];

impl Token {
    fn matches(&self, value: &str) -> bool {
        let plain = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-' | b'.');
        value.starts_with(self.start) && value.len() >= self.least && value.bytes().all(plain)
    }
}

/// Whether a text is an address with a user and a password that is written out: `scheme://user:password@host`.
fn has_password(value: &str) -> bool {
    // By a single character first: most values are no addresses, and this is asked of every one.
    let Some((scheme, rest)) = value.split_once(':') else { return false };
    let Some(rest) = rest.strip_prefix("//") else { return false };
    let authority = rest.split(['/', '?', '#']).next().unwrap_or_default();
    let Some((user, _)) = authority.rsplit_once('@') else { return false };
    let plain_scheme = !scheme.is_empty()
        && scheme.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"+-.".contains(&byte));
    let password = user.split_once(':').map(|(_, password)| password).unwrap_or_default();
    plain_scheme && !password.is_empty() && !password.starts_with(['$', '{', '<'])
}

#[cfg(test)]
mod tests {
    use super::{is_secret_name, known_secret, may_be_secret};

    #[test]
    fn names_by_their_parts() {
        let words: Vec<String> = ["password", "token", "api_key", "pwd"].map(str::to_owned).to_vec();
        for name in [
            "DB_PASSWORD",
            "db-password",
            "DBPASSWORD",
            "TOKEN",
            "GITHUB_TOKEN",
            "MY_API_KEY",
            "PGPASSWORD",
            "SA_PWD",
        ] {
            assert!(is_secret_name(name, &words), "{name}");
        }
        for name in ["PASSWORD_FILE", "TOKEN_TTL", "API_KEY_ID", "PWDX", "KEYBOARD", "TOKEN_URL", "PASS"] {
            assert!(!is_secret_name(name, &words), "{name}");
        }
    }

    #[test]
    fn values_that_cannot_be_secrets() {
        for value in [
            "",
            "true",
            "3600",
            "30s",
            "/run/secrets/db",
            "https://issuer.example",
            "$(DB_PASSWORD)",
            "<set me>",
            "{{ .x }}",
        ] {
            assert!(!may_be_secret(value), "{value}");
        }
        for value in ["hunter2", "postgres://u:p@db/x", "123456", "changeme"] {
            assert!(may_be_secret(value), "{value}");
        }
    }

    #[test]
    fn values_that_are_secrets_whatever_they_are_called() {
        assert_eq!(known_secret("postgres://app:s3cret@db:5432/app"), Some("an address with a password"));
        assert_eq!(known_secret("-----BEGIN RSA PRIVATE KEY-----\nMII"), Some("a private key"));
        assert_eq!(known_secret(&format!("ghp_{}", "a".repeat(36))), Some("a token of GitHub"));
        for value in
            ["postgres://app@db/x", "postgres://app:$(PASSWORD)@db/x", "ghp_short", "AKIA is a prefix", ""]
        {
            assert_eq!(known_secret(value), None, "{value}");
        }
    }
}
