//! What is a secret by its shape, whatever it is called: private keys, tokens, addresses with a password.

use std::ops::Range;

use crate::token;

/// Something in a text that is certainly a secret.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Known {
    /// What it is, in messages.
    pub what: &'static str,
    /// The secret's bytes in the text.
    pub range: Range<usize>,
}

/// The first secret in a text.
pub(crate) fn known_secret(text: &str) -> Option<Known> {
    next(text, 0)
}

/// Every secret in a text.
pub(crate) fn known_secrets(text: &str) -> impl Iterator<Item = Known> + '_ {
    let mut from = 0;
    std::iter::from_fn(move || {
        let known = next(text, from)?;
        from = known.range.end;
        Some(known)
    })
}

/// What a byte may begin.
const COLON: u8 = 1;
const DASH: u8 = 2;
const LETTER: u8 = 4;

/// The first secret from a place on. Goes over the bytes once; most of them begin nothing.
fn next(text: &str, from: usize) -> Option<Known> {
    let bytes = text.as_bytes();
    let mut place = from;
    while let Some(length) = bytes.get(place..)?.iter().position(|byte| BEGINS[usize::from(*byte)] != 0) {
        place += length;
        let found = match BEGINS[usize::from(bytes[place])] {
            COLON if bytes.get(place + 1) != Some(&b'/') => None,
            COLON => password_of_address(text, place).or_else(|| webhook(text, place)),
            DASH => private_key(text, place),
            _ if place > 0 && is_word(bytes[place - 1]) => None,
            _ => token_at(text, place),
        };
        match found {
            Some(known) if known.range.start >= from => return Some(known),
            _ => place += 1,
        }
    }
    None
}

/// By byte: what it may begin, 0 for nothing.
static BEGINS: [u8; 256] = begins();

const fn begins() -> [u8; 256] {
    let mut table = [0; 256];
    let mut byte = 0;
    while byte < 128 {
        if token::may_begin(byte as u8) {
            table[byte] = LETTER;
        }
        byte += 1;
    }
    table[b':' as usize] = COLON;
    table[b'-' as usize] = DASH;
    table[b'e' as usize] = LETTER;
    table[b'L' as usize] = LETTER;
    table[b'B' as usize] = LETTER;
    table
}

fn is_word(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-' | b'.')
}

fn token_at(text: &str, place: usize) -> Option<Known> {
    let bytes = text.as_bytes();
    if let Some((range, what)) = token::at(bytes, place) {
        return Some(Known { what, range });
    }
    match bytes[place] {
        b'e' => web_token(bytes, place).map(|range| Known { what: "a JSON Web Token", range }),
        b'B' => header(text, place),
        b'L' => encoded_private_key(bytes, place).map(|range| Known { what: "a private key", range }),
        _ => None,
    }
}

/// What stands in a header `Authorization` behind the name of a scheme (RFC 6750, RFC 7617).
fn header(text: &str, place: usize) -> Option<Known> {
    let rest = text.get(place..)?;
    let (scheme, value) = rest.split_once(' ')?;
    let length = value.bytes().take_while(|byte| is_base64(*byte) || b"-._~".contains(byte)).count();
    let value = &value.as_bytes()[..length];
    let what = match scheme {
        "Bearer" if length >= LEAST_BEARER && is_mixed(value) => "a bearer token",
        "Basic" if length >= 8 && has_printed_pair(&decoded(value)) => "a user's password",
        _ => return None,
    };
    let start = place + scheme.len() + 1;
    (!token::is_example(value)).then_some(Known { what, range: start..start + length })
}

/// Characters of a bearer token below which it is a word.
const LEAST_BEARER: usize = 16;

fn is_mixed(value: &[u8]) -> bool {
    let has = |is: fn(&u8) -> bool| value.iter().any(is);
    has(u8::is_ascii_digit) && (has(u8::is_ascii_lowercase) || has(u8::is_ascii_uppercase))
}

/// Whether bytes are `user:password`.
fn has_printed_pair(bytes: &[u8]) -> bool {
    let is_printed = bytes.iter().all(|byte| byte.is_ascii_graphic() || *byte == b' ');
    is_printed && bytes.split(|byte| *byte == b':').nth(1).is_some_and(|password| !password.is_empty())
}

/// A signed JSON Web Token (RFC 7519): header, claims and signature, the first two of which are JSON objects.
fn web_token(bytes: &[u8], place: usize) -> Option<Range<usize>> {
    let rest = &bytes[place..];
    if !rest.starts_with(b"eyJ") {
        return None;
    }
    let length = rest.iter().take_while(|byte| is_word(**byte)).count();
    let mut parts = rest[..length].split(|byte| *byte == b'.');
    let (header, claims, signature) = (parts.next()?, parts.next()?, parts.next()?);
    let is_token = header.len() >= 12
        && claims.starts_with(b"eyJ")
        && signature.len() >= 20
        && parts.next().is_none()
        && !token::is_example(signature);
    is_token.then(|| place..place + length)
}

/// What a private key's first line ends with (RFC 7468 and its forerunners).
const PRIVATE_KEY: &str = "PRIVATE KEY";

/// Characters of a key below which what stands there is a place for one.
const LEAST_KEY: usize = 24;

/// A private key in PEM: from its first line to its last, or to where its text ends.
fn private_key(text: &str, place: usize) -> Option<Known> {
    let rest = text.get(place..)?.strip_prefix("-----BEGIN ")?;
    let (label, body) = rest.split_once("-----")?;
    if label.len() > 32 || !label.trim_end_matches(" BLOCK").ends_with(PRIVATE_KEY) {
        return None;
    }
    let body = body.find("-----END").map_or(body, |end| &body[..end]);
    // In JSON and in quotes the lines end with `\n`, two characters.
    let letters = body.replace("\\n", "").bytes().filter(|byte| is_base64(*byte)).count();
    let end = text.len() - rest.len() + label.len() + "-----".len() + body.len();
    (letters >= LEAST_KEY && !body.contains("..."))
        .then_some(Known { what: "a private key", range: place..end })
}

/// `-----BEGIN ` in base64.
const ENCODED_BEGIN: &[u8] = b"LS0tLS1CRUdJTi";

/// The same in base64 once more, as kubeconfigs hold it.
fn encoded_private_key(bytes: &[u8], place: usize) -> Option<Range<usize>> {
    let rest = &bytes[place..];
    if !rest.starts_with(ENCODED_BEGIN) {
        return None;
    }
    let length = rest.iter().take_while(|byte| is_base64(**byte)).count();
    let start = decoded(rest.get(..64)?);
    let first = start.split(|byte| *byte == b'\n').next()?;
    let is_key = first.windows(PRIVATE_KEY.len()).any(|part| part == PRIVATE_KEY.as_bytes());
    is_key.then(|| place..place + length)
}

fn is_base64(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || matches!(byte, b'+' | b'/' | b'=')
}

/// What whole groups of four characters of base64 hold (RFC 4648, section 4).
pub(crate) fn decoded(text: &[u8]) -> Vec<u8> {
    let value = |byte: u8| match byte {
        b'A'..=b'Z' => byte - b'A',
        b'a'..=b'z' => byte - b'a' + 26,
        b'0'..=b'9' => byte - b'0' + 52,
        b'+' | b'-' => 62,
        b'/' | b'_' => 63,
        _ => 0,
    };
    let group = |four: &[u8]| {
        let bits = four.iter().fold(0u32, |bits, byte| bits << 6 | u32::from(value(*byte)));
        let padding = four.iter().filter(|byte| **byte == b'=').count();
        let [_, bytes @ ..] = bits.to_be_bytes();
        bytes.into_iter().take(3usize.saturating_sub(padding))
    };
    text.chunks_exact(4).flat_map(group).collect()
}

/// The password of an address `scheme://user:password@host` (RFC 3986, 3.2.1) whose colon stands at this place, unless
/// it is filled in later.
fn password_of_address(text: &str, place: usize) -> Option<Known> {
    let rest = text.get(place..)?.strip_prefix("://")?;
    let ends = |byte: u8| {
        byte.is_ascii_whitespace()
            || matches!(byte, b'/' | b'?' | b'#' | b'"' | b'\'' | b'<' | b'>' | b',' | b'`')
    };
    let authority = &rest[..rest.bytes().position(ends).unwrap_or(rest.len())];
    let (user, _) = authority.rsplit_once('@')?;
    let scheme = text[..place].bytes().rev().take_while(|byte| is_word(*byte) || *byte == b'+').count();
    let (name, password) = user.split_once(':')?;
    let filled_later = crate::value::is_filled_later(password);
    let start = place + "://".len() + name.len() + ":".len();
    (scheme > 0 && !password.is_empty() && !filled_later)
        .then(|| Known { what: "an address with a password", range: start..start + password.len() })
}

/// Addresses to which everybody may post who knows them, up to the part that is secret.
const WEBHOOKS: [(&str, &str); 4] = [
    ("hooks.slack.com/services/T", "a webhook of Slack"),
    ("hooks.slack.com/workflows/T", "a webhook of Slack"),
    ("discord.com/api/webhooks/", "a webhook of Discord"),
    ("discordapp.com/api/webhooks/", "a webhook of Discord"),
];

/// A webhook's address whose colon stands at this place.
fn webhook(text: &str, place: usize) -> Option<Known> {
    let rest = text.get(place..)?.strip_prefix("://")?;
    let (host, what) = WEBHOOKS.iter().find(|(host, _)| rest.starts_with(host))?;
    let path = &rest[host.len()..];
    let length = path.bytes().take_while(|byte| is_word(*byte) || *byte == b'/').count();
    let secret = path[..length].rsplit('/').next()?;
    let end = place + "://".len() + host.len() + length;
    (secret.len() >= 20 && !token::is_example(secret.as_bytes()))
        .then(|| Known { what, range: end - secret.len()..end })
}

#[cfg(test)]
mod tests {
    use super::{decoded, known_secret, known_secrets};

    fn found(text: &str) -> Option<(&str, &'static str)> {
        known_secret(text).map(|known| (&text[known.range], known.what))
    }

    #[test]
    fn values_that_are_secrets_whatever_they_are_called() {
        assert_eq!(
            found("postgres://app:s3cret@db:5432/app"),
            Some(("s3cret", "an address with a password"))
        );
        let key = "-----BEGIN RSA PRIVATE KEY-----\nMIIEpAIBAAKCAQEAz9kXq3mVt8";
        assert_eq!(
            found(&format!("{key}\n-----END RSA PRIVATE KEY-----\n")).map(|(_, what)| what),
            Some("a private key")
        );
        let token = "ghp_k3Zq8Lw1Vt6Xr9Ypk3Zq8Lw1Vt6Xr9Ypk3Zq";
        assert_eq!(
            found(&format!("curl -H 'Authorization: token {token}'")),
            Some((token, "a token of GitHub"))
        );
        let web = "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJhcGkifQ.k3Zq8Lw1Vt6Xr9Ypk3Zq8Lw1Vt6";
        assert_eq!(found(web), Some((web, "a JSON Web Token")));
        let encoded = "LS0tLS1CRUdJTiBSU0EgUFJJVkFURSBLRVktLS0tLQpNSUlFcEFJQkFBS0NBUUVBejlrWHEzbVZ0OA==";
        assert_eq!(found(encoded), Some((encoded, "a private key")));
    }

    #[test]
    fn headers() {
        assert_eq!(
            found("-H 'Authorization: Bearer k3Zq8Lw1Vt6Xr9Yp'"),
            Some(("k3Zq8Lw1Vt6Xr9Yp", "a bearer token"))
        );
        assert_eq!(
            found("Authorization: Basic YXBwOmh1bnRlcjI="),
            Some(("YXBwOmh1bnRlcjI=", "a user's password"))
        );
        for value in ["Bearer authentication-is-required", "Bearer $TOKEN", "Basic Auth is on", "Basic usage"]
        {
            assert_eq!(found(value), None, "{value}");
        }
    }

    #[test]
    fn values_that_only_look_like_secrets() {
        for value in [
            "",
            "postgres://app@db/x",
            "postgres://app:$(PASSWORD)@db/x",
            "postgres://app:${PASSWORD}@db/x",
            "http://[::1]:8080/a@b",
            "registry.example:5000/app@sha256:0d9c",
            "ghp_short",
            "AKIA is a prefix",
            "AKIAIOSFODNN7EXAMPLE",
            "-----BEGIN CERTIFICATE-----\nMIIEpAIBAAKCAQEAz9kXq3mVt8q3mVt8q3mVt8\n-----END CERTIFICATE-----",
            "-----BEGIN PRIVATE KEY-----\n...\n-----END PRIVATE KEY-----",
            "-----BEGIN PUBLIC KEY-----\nMIIEpAIBAAKCAQEAz9kXq3mVt8q3mVt8q3mVt8",
            "LS0tLS1CRUdJTiBDRVJUSUZJQ0FURS0tLS0tCk1JSUVwQUlCQUFLQ0FRRUF6OWtYcTNtVnQ4",
            "eyJhbGciOiJIUzI1NiJ9",
        ] {
            assert_eq!(known_secret(value), None, "{value}");
        }
    }

    #[test]
    fn webhooks() {
        let hook = "https://hooks.slack.com/services/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";
        assert_eq!(found(hook), Some(("k3Zq8Lw1Vt6Xr9Ypk3Zq8Lw1", "a webhook of Slack")));
        assert_eq!(found("https://hooks.slack.com/services/T000/B000/XXXXXXXXXXXXXXXXXXXXXXXX"), None);
    }

    #[test]
    fn several_in_one_text() {
        let text = "a: amqp://u:one@h b: redis://:two@h";
        let all: Vec<&str> = known_secrets(text).map(|known| &text[known.range]).collect();
        assert_eq!(all, ["one", "two"]);
    }

    #[test]
    fn base64() {
        assert_eq!(decoded(b"aHVudGVyMg=="), b"hunter2");
    }
}
