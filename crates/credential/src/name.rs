//! Names that call their value a secret.

use std::ops::Range;

use crate::words::{DIGESTS, HARMLESS_ENDS, MADE_UP, NAMED_SECRETS, OTHER_ENDS, WORDS};

/// What a name says of its value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Named {
    pub(crate) role: Role,
    /// Whether the word ends the name, so that the value is the secret itself and not something about it.
    pub(crate) is_end: bool,
}

impl Named {
    /// The same, where only what a program made is taken for a secret.
    pub(crate) fn generated(self) -> Named {
        Named { role: Role::Generated, ..self }
    }

    /// What a word says that takes nothing but a password.
    pub(crate) const CERTAIN: Named = Named { role: Role::MadeUp, is_end: true };
}

/// How secrets of a name come about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Role {
    /// People make them up, long or short.
    MadeUp,
    /// A program generates them.
    Generated,
}

/// Words of names that call their value a secret, taken together once for a run. Every variable of every container is
/// asked for its name, so that nothing is copied: letters are compared in place, without regard to case.
#[derive(Debug)]
pub struct Names {
    /// Long ones first, as they say more; those with one first letter together.
    words: Vec<Word>,
    /// By the first letter, the words that begin with it.
    by_letter: [Range<usize>; LETTERS],
    /// By the first letter, a bit for each second letter: nearly no place of a text begins as a word does.
    pairs: [u32; LETTERS],
}

/// Those of the alphabet, and one for all else.
const LETTERS: usize = 27;

/// What is no letter.
const OTHER: usize = LETTERS - 1;

#[derive(Debug)]
struct Word {
    text: Box<str>,
    role: Role,
}

impl Names {
    /// Takes words together; in lower case, their parts joined by `_`.
    pub fn new<'w>(words: impl IntoIterator<Item = &'w str>) -> Names {
        let ours = |word: &str| WORDS.contains(&word) && !MADE_UP.contains(&word);
        // Of words that nobody here knows, anything may be the value.
        let role = |word: &str| if ours(word) { Role::Generated } else { Role::MadeUp };
        let given = words.into_iter().map(|word| Word { text: word.into(), role: role(word) });
        let mut words: Vec<Word> = given.collect();
        if words.iter().any(|word| &*word.text == "secret") {
            let more = MADE_UP.iter().filter(|word| word.ends_with("_secret"));
            words.extend(more.map(|&word| Word { text: word.into(), role: Role::MadeUp }));
        }
        let first = |word: &Word| word.text.bytes().next().map_or(OTHER, letter);
        let by_length = |word: &Word| std::cmp::Reverse(word.text.len());
        words.sort_by(|one, other| {
            (first(one), by_length(one), &one.text).cmp(&(first(other), by_length(other), &other.text))
        });
        words.dedup_by(|one, other| one.text == other.text);
        let mut pairs = [0; LETTERS];
        for word in &words {
            // A separator may be left out, so that any letter may follow.
            let seconds = match word.text.as_bytes().get(1) {
                None | Some(b'_') => u32::MAX,
                Some(second) => 1 << letter(*second),
            };
            pairs[first(word)] |= seconds;
        }
        let by_letter = std::array::from_fn(|letter| {
            let before = |limit: usize| words.partition_point(|word| first(word) < limit);
            before(letter)..before(letter + 1)
        });
        Names { words, by_letter, pairs }
    }

    /// The places of a text at which words may begin, and those words. Each letter is looked at once.
    #[inline]
    fn beginnings<'n>(&'n self, text: &'n [u8]) -> impl Iterator<Item = (usize, &'n [Word])> {
        let mut ahead = text.first().map_or(OTHER, |byte| letter(*byte));
        (0..text.len()).filter_map(move |place| {
            let first =
                std::mem::replace(&mut ahead, text.get(place + 1).map_or(OTHER, |byte| letter(*byte)));
            let may_begin = self.pairs[first] >> ahead & 1 == 1;
            may_begin.then(|| (place, &self.words[self.by_letter[first].clone()]))
        })
    }

    /// What a name says of its value, if it calls it a secret.
    pub fn call(&self, name: &str) -> Option<Named> {
        let name = name.as_bytes();
        let mut named: Option<Named> = None;
        for (place, words) in self.beginnings(name) {
            let word = words.iter().find_map(|word| Some((word, end_of_word(name, place, &word.text)?)));
            let Some((word, end)) = word else { continue };
            let is_end = is_harmless(&name[end..]);
            if named.is_none_or(|named| is_end || !named.is_end) {
                named = Some(Named { role: word.role, is_end });
            }
            if is_end {
                break;
            }
        }
        named.filter(|_| !is_about_secret(name))
    }

    /// Whether a word occurs in a text at all: most texts need not be read for names.
    pub fn occur_in(&self, text: &str) -> bool {
        let bytes = text.as_bytes();
        let is_word = |place, word: &Word| matched(bytes, place, word.text.as_bytes()).is_some();
        self.beginnings(bytes).any(|(place, words)| words.iter().any(|word| is_word(place, word)))
    }
}

/// Whether a name calls its value a secret, by words that were not taken together: for names of which few are asked for.
pub fn calls_secret(name: &str, words: &[String]) -> bool {
    let name = name.as_bytes();
    let has = |word: &String| (0..name.len()).any(|place| end_of_word(name, place, word).is_some());
    words.iter().any(has) && !is_about_secret(name)
}

/// The place of a letter in the alphabet, without regard to case; one for all that is no letter.
#[inline]
fn letter(byte: u8) -> usize {
    usize::from((byte | 0x20).wrapping_sub(b'a')).min(OTHER)
}

/// Where a word ends that stands at this place as a whole part of the name or several; long words also as the end of a
/// part (`dbpassword`).
fn end_of_word(name: &[u8], place: usize, word: &str) -> Option<usize> {
    let end = matched(name, place, word.as_bytes())?;
    let is_part = ends_part(name, end) && (word.len() > 4 || begins_part(name, place));
    is_part.then_some(end)
}

/// Where a word's letters end that begin at this place.
fn matched(name: &[u8], place: usize, word: &[u8]) -> Option<usize> {
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
    (at > place).then_some(at)
}

/// Whether a part of a name begins at this place: behind a separator, or with a capital in `camelCase`.
fn begins_part(name: &[u8], place: usize) -> bool {
    let Some(&before) = place.checked_sub(1).and_then(|before| name.get(before)) else { return true };
    is_separator(before)
        || !before.is_ascii_uppercase() && name.get(place).is_some_and(u8::is_ascii_uppercase)
}

/// Whether a part of a name ends before this place. A number behind it belongs to it (`password2`).
fn ends_part(name: &[u8], place: usize) -> bool {
    let place = place + name[place..].iter().take_while(|byte| byte.is_ascii_digit()).count();
    name.get(place).is_none_or(|next| is_separator(*next)) || begins_part(name, place)
}

fn is_separator(byte: u8) -> bool {
    matches!(byte, b'_' | b'-' | b'.' | b'/' | b' ' | b':' | b'[' | b']')
}

/// Whether what stands behind the word changes nothing: a number, or a word such as `_prod`.
fn is_harmless(rest: &[u8]) -> bool {
    let rest = rest.trim_ascii_start();
    let from =
        rest.iter().position(|byte| !is_separator(*byte) && !byte.is_ascii_digit()).unwrap_or(rest.len());
    let rest = &rest[from..];
    rest.is_empty() || HARMLESS_ENDS.iter().any(|end| rest.eq_ignore_ascii_case(end.as_bytes()))
}

/// Whether the name is of something about a secret, or of a Secret.
fn is_about_secret(name: &[u8]) -> bool {
    let ends = |end: &str| {
        let place = name.len().checked_sub(end.len());
        place.filter(|place| name[*place..].eq_ignore_ascii_case(end.as_bytes()) && begins_part(name, *place))
    };
    let key = OTHER_ENDS
        .iter()
        .any(|end| ends(end).is_some_and(|place| *end != "key" || !is_secret_key(name, place)));
    let named = ends("secret").is_some_and(|place| {
        let before = &name[..place];
        NAMED_SECRETS.iter().any(|word| {
            let length = before.len() - usize::from(before.last().copied().is_some_and(is_separator));
            length
                .checked_sub(word.len())
                .is_some_and(|from| before[from..length].eq_ignore_ascii_case(word.as_bytes()))
        })
    });
    key || named || is_digest(name)
}

fn is_digest(name: &[u8]) -> bool {
    let is_part = |from: usize, word: &&str| {
        matched(name, from, word.as_bytes()).is_some_and(|end| ends_part(name, end))
    };
    let mut parts = (0..name.len()).filter(|place| begins_part(name, *place));
    parts.any(|from| DIGESTS.iter().any(|word| is_part(from, word)))
}

/// Whether the `key` at this place is a secret itself (`api_key`), not the key of one (`password_key`).
fn is_secret_key(name: &[u8], place: usize) -> bool {
    let words = WORDS.iter().filter(|word| word.ends_with("key"));
    words.clone().any(|word| (0..place).any(|from| matched(name, from, word.as_bytes()) == Some(name.len())))
}

#[cfg(test)]
mod tests {
    use super::{Names, Role, WORDS, calls_secret};

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
            "DB_PASS",
            "TOKEN",
            "GITHUB_TOKEN",
            "MY_API_KEY",
            "myApiKey",
            "apikey",
            "PGPASSWORD",
            "PASSWORD2",
            "PASSWORD_PROD",
            "SA_PWD",
            "spring.datasource.password",
            "clientSecret",
            "aws-secret-access-key",
            "SECRET_KEY_BASE",
        ] {
            assert!(names.call(name).is_some_and(|named| named.is_end), "{name}");
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
            "BYPASS",
            "COMPASS",
            "secretName",
            "existingSecret",
            "imagePullSecret",
            "passwordKey",
            "passwordHash",
            "checksum/secret",
            "TOKENIZER",
            "max_tokens",
            "SECRETARY",
            "",
        ] {
            assert!(names.call(name).is_none(), "{name}");
            assert!(!calls_secret(name, &words), "{name}");
        }
        for name in ["PASSWORD_HASHER", "token_store", "secret-backend"] {
            assert!(names.call(name).is_some_and(|named| !named.is_end), "{name}");
        }
    }

    #[test]
    fn who_makes_a_secret() {
        let names = Names::new(WORDS.iter().copied());
        assert_eq!(names.call("DB_PASSWORD").unwrap().role, Role::MadeUp);
        assert_eq!(names.call("jwt.secret").unwrap().role, Role::MadeUp);
        assert_eq!(names.call("API_TOKEN").unwrap().role, Role::Generated);
        assert_eq!(Names::new(["pin"]).call("SIM_PIN").unwrap().role, Role::MadeUp);
    }

    #[test]
    fn texts_without_a_word_need_not_be_read() {
        let names = Names::new(WORDS.iter().copied());
        assert!(names.occur_in("a: 1\nDb.Api-Key: x"));
        assert!(!names.occur_in("a: 1\nhost: db\n"));
    }
}
