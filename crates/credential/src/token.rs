//! Tokens that their issuers let begin with letters of their own, as the issuers document them: so that scanners can tell
//! them from all else.

use std::ops::Range;

/// A kind of token.
struct Token {
    /// How it begins, also in what it stands in.
    start: &'static str,
    /// How many characters follow at least.
    least: usize,
    /// Which characters follow.
    alphabet: Alphabet,
    /// What it is, in messages.
    what: &'static str,
}

/// Characters of tokens.
#[derive(Clone, Copy)]
enum Alphabet {
    /// `0-9a-f`.
    Hexadecimal,
    /// `A-Z2-7`.
    Base32,
    /// `0-9A-Za-z`.
    Alphanumeric,
    /// `0-9A-Za-z_-`.
    Base64Url,
    /// `0-9A-Za-z_.-`.
    Dotted,
    /// `0-9A-Za-z+/=_.-`.
    Base64,
}

use Alphabet::{Alphanumeric, Base32, Base64, Base64Url, Dotted, Hexadecimal};

const fn token(start: &'static str, least: usize, alphabet: Alphabet, what: &'static str) -> Token {
    Token { start, least, alphabet, what }
}

/// In the order of their beginnings.
static TOKENS: &[Token] = &[
    token("AGE-SECRET-KEY-1", 50, Alphanumeric, "a private key of age"),
    token("AIza", 35, Base64Url, "an API key of Google"),
    token("AKIA", 16, Base32, "an access key of AWS"),
    token("ASIA", 16, Base32, "an access key of AWS"),
    token("ATATT3", 50, Base64, "a token of Atlassian"),
    token("GOCSPX-", 24, Base64Url, "a client secret of Google"),
    token("NRAK-", 27, Alphanumeric, "a key of New Relic"),
    token("SG.", 60, Dotted, "a key of SendGrid"),
    token("dapi", 32, Hexadecimal, "a token of Databricks"),
    token("dckr_oat_", 20, Base64Url, "a token of Docker Hub"),
    token("dckr_pat_", 20, Base64Url, "a token of Docker Hub"),
    token("doo_v1_", 64, Hexadecimal, "a token of DigitalOcean"),
    token("dop_v1_", 64, Hexadecimal, "a token of DigitalOcean"),
    token("dor_v1_", 64, Hexadecimal, "a token of DigitalOcean"),
    token("dp.pt.", 40, Alphanumeric, "a token of Doppler"),
    token("dp.st.", 40, Dotted, "a token of Doppler"),
    token("figd_", 40, Base64Url, "a token of Figma"),
    token("ghp_", 36, Alphanumeric, "a token of GitHub"),
    token("gho_", 36, Alphanumeric, "a token of GitHub"),
    token("ghr_", 36, Alphanumeric, "a token of GitHub"),
    token("ghs_", 36, Alphanumeric, "a token of GitHub"),
    token("ghu_", 36, Alphanumeric, "a token of GitHub"),
    token("github_pat_", 60, Base64Url, "a token of GitHub"),
    token("glagent-", 40, Base64Url, "a token of GitLab"),
    token("glc_eyJ", 40, Base64, "a token of Grafana Cloud"),
    token("glcbt-", 20, Base64Url, "a token of GitLab"),
    token("gldt-", 20, Base64Url, "a token of GitLab"),
    token("glpat-", 20, Dotted, "a token of GitLab"),
    token("glptt-", 40, Base64Url, "a token of GitLab"),
    token("glrt-", 20, Dotted, "a token of GitLab"),
    token("glsa_", 40, Base64Url, "a token of Grafana"),
    token("glsoat-", 20, Base64Url, "a token of GitLab"),
    token("hf_", 34, Alphanumeric, "a token of Hugging Face"),
    token("hvb.", 24, Base64Url, "a token of Vault"),
    token("hvs.", 24, Base64Url, "a token of Vault"),
    token("lin_api_", 40, Alphanumeric, "a key of Linear"),
    token("npm_", 36, Alphanumeric, "a token of npm"),
    token("pscale_tkn_", 32, Dotted, "a token of PlanetScale"),
    token("pul-", 40, Hexadecimal, "a token of Pulumi"),
    token("pypi-AgEI", 50, Base64Url, "a token of PyPI"),
    token("rk_live_", 20, Alphanumeric, "a key of Stripe"),
    token("rubygems_", 48, Hexadecimal, "a key of RubyGems"),
    token("shpat_", 32, Hexadecimal, "a token of Shopify"),
    token("shpss_", 32, Hexadecimal, "a secret of Shopify"),
    token("sk-ant-", 40, Base64Url, "a key of Anthropic"),
    token("sk-proj-", 40, Base64Url, "a key of OpenAI"),
    token("sk_live_", 20, Alphanumeric, "a key of Stripe"),
    token("sk_test_", 20, Alphanumeric, "a key of Stripe"),
    token("sntrys_eyJ", 40, Base64, "a token of Sentry"),
    token("sq0atp-", 22, Base64Url, "a token of Square"),
    token("sq0csp-", 40, Base64Url, "a secret of Square"),
    token("tskey-", 20, Base64Url, "a key of Tailscale"),
    token("whsec_", 24, Base64, "a webhook secret of Stripe"),
    token("xapp-1-", 40, Base64Url, "a token of Slack"),
    token("xoxa-", 24, Base64Url, "a token of Slack"),
    token("xoxb-", 24, Base64Url, "a token of Slack"),
    token("xoxe-", 24, Base64Url, "a token of Slack"),
    token("xoxp-", 24, Base64Url, "a token of Slack"),
    token("xoxr-", 24, Base64Url, "a token of Slack"),
];

/// By first letter: where the tokens that begin with it stand.
static BY_LETTER: [(u8, u8); 128] = by_letter();

const fn by_letter() -> [(u8, u8); 128] {
    let mut table = [(0, 0); 128];
    let mut place = 0;
    while place < TOKENS.len() {
        let letter = TOKENS[place].start.as_bytes()[0] as usize;
        if table[letter].1 == 0 {
            table[letter] = (place as u8, place as u8);
        }
        table[letter].1 += 1;
        place += 1;
    }
    table
}

/// Whether a token may begin with this letter.
pub(crate) const fn may_begin(byte: u8) -> bool {
    let (from, to) = by_letter()[byte as usize & 127];
    from != to && byte < 128
}

/// The token that begins at this place of a text, where a word begins.
pub(crate) fn at(text: &[u8], place: usize) -> Option<(Range<usize>, &'static str)> {
    let (from, to) = *BY_LETTER.get(text[place] as usize)?;
    let rest = &text[place..];
    let known = &TOKENS[from as usize..to as usize];
    // Nearly no word shares its second letter with a token, so that is asked first.
    let second = rest.get(1)?;
    let begins =
        |token: &&Token| token.start.as_bytes()[1] == *second && rest.starts_with(token.start.as_bytes());
    let token = known.iter().find(begins)?;
    let body = &rest[token.start.len()..];
    let length = body.iter().take_while(|byte| token.alphabet.has(**byte)).count();
    let ends = body.get(length).is_none_or(|next| !next.is_ascii_alphanumeric());
    let body = &body[..length];
    let is_token = length >= token.least && ends && !is_example(body);
    is_token.then(|| (place..place + token.start.len() + length, token.what))
}

/// Whether the characters of a token say that it is none: `ghp_xxxx…`, AWS's `…EXAMPLE`.
pub(crate) fn is_example(body: &[u8]) -> bool {
    let same = body.first().is_some_and(|first| body.iter().all(|byte| byte == first));
    let is_word = |part: &[u8]| {
        matches!(part[0] | 0x20, b'e' | b'x')
            && (part.eq_ignore_ascii_case(b"EXAMPLE") || part.eq_ignore_ascii_case(b"XXXXXXX"))
    };
    same || body.windows(7).any(is_word)
}

impl Alphabet {
    fn has(self, byte: u8) -> bool {
        match self {
            Hexadecimal => matches!(byte, b'0'..=b'9' | b'a'..=b'f'),
            Base32 => matches!(byte, b'A'..=b'Z' | b'2'..=b'7'),
            Alphanumeric => byte.is_ascii_alphanumeric(),
            Base64Url => byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-'),
            Dotted => byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-' | b'.'),
            Base64 => byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-' | b'.' | b'+' | b'/' | b'='),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{TOKENS, at, may_begin};

    /// A body of a token: letters of its alphabet, no two neighbours alike.
    fn sample(token: &super::Token) -> String {
        let letters = match token.alphabet {
            super::Hexadecimal => "0d9c1a7f3e5b2846",
            super::Base32 => "Q7LZ2KVM4XRT6YAD",
            _ => "k3Zq8Lw1Vt6Xr9Yp",
        };
        token.start.chars().chain(letters.chars().cycle().take(token.least)).collect()
    }

    #[test]
    fn each_kind_is_known_by_its_beginning_alphabet_and_length() {
        assert!(TOKENS.is_sorted_by_key(|token| token.start.as_bytes()[0]), "by_letter rests on the order");
        for token in TOKENS {
            let text = sample(token);
            assert!(may_begin(text.as_bytes()[0]));
            assert_eq!(at(text.as_bytes(), 0), Some((0..text.len(), token.what)), "{text}");
            assert_eq!(at(&text.as_bytes()[..text.len() - 1], 0), None, "one letter less: {text}");
            let example = format!("{}{}", token.start, "x".repeat(token.least));
            assert_eq!(at(example.as_bytes(), 0), None, "{example}");
        }
        assert_eq!(at(b"AKIAIOSFODNN7EXAMPLE", 0), None, "the example of AWS' documentation");
    }
}
