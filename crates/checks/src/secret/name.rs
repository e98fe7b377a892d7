//! Names that call their value a secret.

/// Words by which a name calls its value a secret, where configuration names no others. `_` stands for any separator
/// or none.
pub(crate) const WORDS: &[&str] = &[
    "password",
    "passwd",
    "pwd",
    "passphrase",
    "secret",
    "token",
    "api_key",
    "access_key",
    "private_key",
    "secret_key",
    "signing_key",
    "encryption_key",
    "credential",
    "credentials",
];

/// Ends of names whose value is about a secret, not one.
const HARMLESS_ENDS: [&str; 24] = [
    "algorithm",
    "count",
    "enabled",
    "endpoint",
    "expiration",
    "expiry",
    "file",
    "format",
    "header",
    "host",
    "id",
    "length",
    "lifetime",
    "name",
    "path",
    "policy",
    "ref",
    "required",
    "ttl",
    "type",
    "uri",
    "url",
    "version",
    "class",
];

/// Words of names that call their value a secret, taken together once for a run. Every variable of every container is
/// asked for its name, so that nothing is copied: letters are compared in place, without regard to case.
#[derive(Debug, Default)]
pub(crate) struct Names {
    words: Vec<Box<str>>,
    /// A bit for each letter with which a word begins.
    starts: u32,
}

impl Names {
    /// Takes words together; in lower case, their parts joined by `_`.
    pub fn new<'w>(words: impl IntoIterator<Item = &'w str>) -> Names {
        let mut words: Vec<Box<str>> = words.into_iter().map(Box::from).collect();
        words.sort_unstable();
        words.dedup();
        let starts =
            words.iter().filter_map(|word| word.bytes().next()).fold(0, |bits, byte| bits | letter(byte));
        Names { words, starts }
    }

    /// Whether a name calls its value a secret: one of the words is a part of it, and its end does not say otherwise.
    pub fn call_secret(&self, name: &str) -> bool {
        let name = name.as_bytes();
        let begins = |place: &usize| self.starts & letter(name[*place]) != 0;
        let mut places = (0..name.len()).filter(begins);
        places.any(|place| self.words.iter().any(|word| has_word(name, place, word)))
            && !has_harmless_end(name)
    }
}

/// The same for words that were not taken together, for names of which few are asked for.
pub(crate) fn calls_secret(name: &str, words: &[String]) -> bool {
    let name = name.as_bytes();
    let has = |word: &String| (0..name.len()).any(|place| has_word(name, place, word));
    words.iter().any(has) && !has_harmless_end(name)
}

/// The bit of a letter, without regard to case; nothing for what is no letter.
fn letter(byte: u8) -> u32 {
    if byte.is_ascii_alphabetic() { 1 << (byte.to_ascii_lowercase() - b'a') } else { 1 << 31 }
}

/// Whether a word stands at this place as a whole part of the name or several; long words also as the end of a part
/// (`dbpassword`).
fn has_word(name: &[u8], place: usize, word: &str) -> bool {
    let Some(end) = end_of_word(name, place, word.as_bytes()) else { return false };
    ends_part(name, end) && (word.len() > 4 || begins_part(name, place))
}

/// Where a word ends that begins at this place.
fn end_of_word(name: &[u8], place: usize, word: &[u8]) -> Option<usize> {
    let mut at = place;
    for &wanted in word {
        let found = name.get(at).copied();
        match wanted {
            b'_' if found.is_some_and(is_separator) => at += 1,
            b'_' => {}
            _ if found.is_some_and(|found| found.eq_ignore_ascii_case(&wanted)) => at += 1,
            _ => return None,
        }
    }
    Some(at)
}

/// Whether a part of a name begins at this place: behind a separator, or with a capital in `camelCase`.
fn begins_part(name: &[u8], place: usize) -> bool {
    let Some(&before) = place.checked_sub(1).and_then(|before| name.get(before)) else { return true };
    is_separator(before)
        || !before.is_ascii_uppercase() && name.get(place).is_some_and(u8::is_ascii_uppercase)
}

/// Whether a part of a name ends before this place. A number behind it belongs to it (`password2`).
fn ends_part(name: &[u8], place: usize) -> bool {
    let digits = name[place..].iter().take_while(|byte| byte.is_ascii_digit()).count();
    place + digits >= name.len() || begins_part(name, place + digits) || is_separator(name[place + digits])
}

fn is_separator(byte: u8) -> bool {
    matches!(byte, b'_' | b'-' | b'.' | b'/' | b' ' | b':')
}

fn has_harmless_end(name: &[u8]) -> bool {
    HARMLESS_ENDS.iter().any(|end| {
        let Some(place) = name.len().checked_sub(end.len()) else { return false };
        name[place..].eq_ignore_ascii_case(end.as_bytes()) && begins_part(name, place)
    })
}

#[cfg(test)]
mod tests {
    use super::{Names, WORDS, calls_secret};

    #[test]
    fn names_by_their_parts() {
        let names = Names::new(WORDS.iter().copied());
        let words: Vec<String> = WORDS.iter().map(|&word| word.to_owned()).collect();
        for name in [
            "DB_PASSWORD",
            "db-password",
            "DBPASSWORD",
            "dbPassword",
            "dbPwd",
            "TOKEN",
            "GITHUB_TOKEN",
            "MY_API_KEY",
            "myApiKey",
            "apikey",
            "PGPASSWORD",
            "PASSWORD2",
            "SA_PWD",
            "spring.datasource.password",
            "clientSecret",
            "aws-secret-access-key",
        ] {
            assert!(names.call_secret(name), "{name}");
            assert!(calls_secret(name, &words), "{name}");
        }
        for name in [
            "PASSWORD_FILE",
            "TOKEN_TTL",
            "API_KEY_ID",
            "PWDX",
            "KEYBOARD",
            "TOKEN_URL",
            "tokenUrl",
            "PASS",
            "secretName",
            "TOKENIZER",
            "max_tokens",
            "SECRETARY",
            "",
        ] {
            assert!(!names.call_secret(name), "{name}");
            assert!(!calls_secret(name, &words), "{name}");
        }
    }
}
