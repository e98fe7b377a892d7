//! SPDX licence expressions, as far as packages use them: names, `AND`, `OR` (also written `/`), parentheses.

/// Whether an expression can be met with these licences alone. `A WITH exception` needs to be allowed as `A` or whole.
pub(super) fn met(expression: &str, allowed: &[&str]) -> bool {
    let spaced = expression.replace('(', " ( ").replace(')', " ) ").replace('/', " OR ");
    let words: Vec<&str> = spaced.split_whitespace().collect();
    let mut reader = Reader { words: &words, allowed };
    reader.either() && reader.words.is_empty()
}

struct Reader<'a> {
    words: &'a [&'a str],
    allowed: &'a [&'a str],
}

impl Reader<'_> {
    fn either(&mut self) -> bool {
        let mut met = self.both();
        while self.take("OR") {
            met |= self.both();
        }
        met
    }

    fn both(&mut self) -> bool {
        let mut met = self.one();
        while self.take("AND") {
            met &= self.one();
        }
        met
    }

    fn one(&mut self) -> bool {
        if self.take("(") {
            let met = self.either();
            return self.take(")") && met;
        }
        let Some((name, rest)) = self.words.split_first() else { return false };
        self.words = rest;
        if self.take("WITH") {
            self.words = self.words.get(1..).unwrap_or_default();
        }
        self.allowed.contains(name)
    }

    fn take(&mut self, word: &str) -> bool {
        let found = self.words.first() == Some(&word);
        if found {
            self.words = &self.words[1..];
        }
        found
    }
}

#[cfg(test)]
mod tests {
    use super::met;

    #[test]
    fn expressions_are_met_by_what_is_allowed() {
        let allowed = ["MIT", "Apache-2.0", "Unicode-3.0"];
        assert!(met("MIT", &allowed));
        assert!(met("Unlicense/MIT", &allowed));
        assert!(met("(MIT OR Apache-2.0) AND Unicode-3.0", &allowed));
        assert!(met("Apache-2.0 WITH LLVM-exception OR GPL-3.0", &allowed));
        assert!(!met("GPL-3.0", &allowed));
        assert!(!met("MIT AND GPL-3.0", &allowed));
        assert!(!met("(MIT OR GPL-3.0", &allowed));
        assert!(!met("", &allowed));
    }
}
