//! Draws what stands in the slots of templates.

/// A source of repeatable chance.
pub(super) struct Draw {
    state: u64,
    /// Whether slots for secrets hold one.
    pub(super) leaks: bool,
}

const SMALL: &[u8] = b"abcdefghijklmnopqrstuvwxyz";
const HEXADECIMAL: &[u8] = b"0123456789abcdef";
const ALPHANUMERIC: &[u8] = b"0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
const BASE32: &[u8] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
const PRINTED: &[u8] = b"0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz!*+.~^_-";

const WORDS: &[&str] = &[
    "order", "cart", "billing", "search", "catalog", "worker", "gateway", "mailer", "report", "ledger",
    "profile", "stock", "image", "video", "audit", "notify", "export", "import", "session", "metrics",
];

const WEAK: &[&str] = &[
    "changeme",
    "admin",
    "postgres",
    "password",
    "hunter2",
    "letmein",
    "s3cret",
    "P@ssw0rd",
    "root",
    "qwerty123",
    "minioadmin",
    "supersecret",
    "toor",
    "guest",
    "welcome1",
];

impl Draw {
    pub(super) fn new(seed: u64) -> Draw {
        Draw { state: seed, leaks: false }
    }

    /// SplitMix64 (Steele, Lea and Flood, 2014).
    fn next(&mut self) -> u64 {
        self.state = self.state.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.state;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    pub(super) fn below(&mut self, end: usize) -> usize {
        (self.next() % end as u64) as usize
    }

    pub(super) fn one_of<'t, T>(&mut self, all: &'t [T]) -> &'t T {
        &all[self.below(all.len())]
    }

    fn text(&mut self, letters: &[u8], length: usize) -> String {
        (0..length).map(|_| char::from(*self.one_of(letters))).collect()
    }

    /// A template with all its slots filled; secrets go into the list too.
    pub(super) fn fill(&mut self, template: &str, secrets: &mut Vec<String>) -> String {
        let mut text = String::with_capacity(template.len());
        for (index, part) in template.split('@').enumerate() {
            match index % 2 {
                0 => text.push_str(part),
                _ => text.push_str(&self.slot(part, secrets)),
            }
        }
        text
    }

    fn slot(&mut self, slot: &str, secrets: &mut Vec<String>) -> String {
        if let Some(plain) = self.plain(slot) {
            return plain;
        }
        if !self.leaks || self.below(3) == 0 {
            return self.instead(slot);
        }
        let secret = self.secret(slot);
        secrets.push(secret.clone());
        secret
    }

    /// What is no secret.
    fn plain(&mut self, slot: &str) -> Option<String> {
        Some(match slot {
            "" => "@".to_owned(),
            "word" => (*self.one_of(WORDS)).to_owned(),
            "name" => format!("{}-{}", self.one_of(WORDS), self.one_of(WORDS)),
            "host" => format!("{}.{}.svc.cluster.local", self.one_of(WORDS), self.one_of(WORDS)),
            "domain" => format!("{}.example.com", self.one_of(WORDS)),
            "number" => self.below(65_000).to_string(),
            "small" => (1 + self.below(99)).to_string(),
            "bool" => (*self.one_of(&["true", "false"])).to_owned(),
            "time" => format!(
                "20{:02}-{:02}-{:02}T12:30:45Z",
                20 + self.below(7),
                1 + self.below(12),
                1 + self.below(28)
            ),
            "sha1" => self.text(HEXADECIMAL, 40),
            "sha256" => self.text(HEXADECIMAL, 64),
            "short" => self.text(HEXADECIMAL, 7),
            "uuid" => self.uuid(),
            "id" => self.text(ALPHANUMERIC, 12),
            "certificate" => self.block("CERTIFICATE"),
            "public" => format!("ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAI{} ci", self.text(ALPHANUMERIC, 43)),
            "version" => format!("{}.{}.{}", self.below(9), self.below(20), self.below(20)),
            _ => return None,
        })
    }

    /// What stands where a secret would, if it is elsewhere.
    fn instead(&mut self, slot: &str) -> String {
        let name = self.text(SMALL, 6).to_uppercase();
        let ways =
            [format!("${{{name}}}"), format!("$({name})"), format!("/run/secrets/{}", name.to_lowercase())];
        match slot {
            "pem" | "pgpassword" => String::new(),
            "basic" => "<set by the operator>".to_owned(),
            _ => self.one_of(&ways).clone(),
        }
    }

    fn secret(&mut self, slot: &str) -> String {
        match slot {
            "password" | "pgpassword" => self.password(),
            "urlpassword" => self.text(ALPHANUMERIC, 14),
            "token" => {
                let length = 20 + self.below(40);
                match self.below(4) {
                    0 => self.text(HEXADECIMAL, 32),
                    1 => self.uuid(),
                    _ => self.text(ALPHANUMERIC, length),
                }
            }
            "base64" => format!("{}=", self.text(ALPHANUMERIC, 43)),
            "github" => format!("ghp_{}", self.text(ALPHANUMERIC, 36)),
            "gitlab" => format!("glpat-{}", self.text(ALPHANUMERIC, 20)),
            "slack" => format!(
                "xoxb-{}-{}-{}",
                self.text(b"123456789", 12),
                self.text(b"123456789", 12),
                self.text(ALPHANUMERIC, 24)
            ),
            "stripe" => format!("sk_live_{}", self.text(ALPHANUMERIC, 24)),
            "npm" => format!("npm_{}", self.text(ALPHANUMERIC, 36)),
            "aws" => self.text(ALPHANUMERIC, 40),
            "awsid" => format!("AKIA{}", self.text(BASE32, 16)),
            "azure" => format!("{}==", self.text(ALPHANUMERIC, 86)),
            "jwt" => format!(
                "eyJhbGciOiJIUzI1NiJ9.eyJ{}.{}",
                self.text(ALPHANUMERIC, 40),
                self.text(ALPHANUMERIC, 43)
            ),
            "hook" => format!(
                "https://hooks.slack.com/services/T{}/B{}/{}",
                self.text(BASE32, 8),
                self.text(BASE32, 8),
                self.text(ALPHANUMERIC, 24)
            ),
            "basic" => format!("Basic {}", ["YXBwOmh1bnRlcjI=", "Y2k6czNjcmV0LXRva2Vu"][self.below(2)]),
            "auth" => ["YXBwOmh1bnRlcjI=", "Y2k6czNjcmV0LXRva2Vu"][self.below(2)].to_owned(),
            "pem" => self.block("PRIVATE KEY"),
            other => unreachable!("no slot is called `{other}`"),
        }
    }

    fn password(&mut self) -> String {
        match self.below(5) {
            0 => (*self.one_of(WEAK)).to_owned(),
            1 => format!("{}-{}-{}", self.one_of(WORDS), self.one_of(WORDS), self.one_of(WORDS)),
            2 => format!("Summer{}!", 2000 + self.below(30)),
            3 => self.text(ALPHANUMERIC, 16),
            _ => format!("{}{}", self.text(ALPHANUMERIC, 1), self.text(PRINTED, 18)),
        }
    }

    fn uuid(&mut self) -> String {
        let parts = [8, 4, 4, 4, 12].map(|length| self.text(HEXADECIMAL, length));
        parts.join("-")
    }

    fn block(&mut self, label: &str) -> String {
        let lines: Vec<String> = (0..6).map(|_| self.text(ALPHANUMERIC, 64)).collect();
        format!("-----BEGIN {label}-----\n{}\n-----END {label}-----", lines.join("\n"))
    }
}
