//! Texts that are looked for everywhere: one pass over a text, however many there are.

use std::collections::HashMap;
use std::ops::Range;

/// Bytes by which texts are told apart at first sight; none is shorter.
const START: usize = 4;

/// Lines of a text of several lines that are too short to be looked for by themselves.
const SHORT_LINE: usize = 12;

/// Texts to look for.
#[derive(Default)]
pub(super) struct Texts<'s> {
    /// By their first bytes, long ones first.
    by_start: HashMap<[u8; START], Vec<&'s str>>,
    /// Which first bytes there are.
    first: Vec<bool>,
}

impl<'s> Texts<'s> {
    /// Takes texts; each line of one that has several, since text of the input is shown line by line.
    pub(super) fn of(texts: impl Iterator<Item = &'s str>) -> Texts<'s> {
        let mut all = Texts { by_start: HashMap::new(), first: vec![false; 256] };
        for text in texts {
            let several = text.contains('\n');
            let lines = text.lines().map(str::trim).filter(|line| !several || line.len() >= SHORT_LINE);
            lines.for_each(|line| all.insert(line));
        }
        for texts in all.by_start.values_mut() {
            texts.sort_unstable_by_key(|text| std::cmp::Reverse(text.len()));
            texts.dedup();
        }
        all
    }

    fn insert(&mut self, text: &'s str) {
        let is_frame = text.starts_with("-----");
        if let Some(start) = text.as_bytes().first_chunk().filter(|_| !is_frame) {
            self.first[usize::from(start[0])] = true;
            self.by_start.entry(*start).or_default().push(text);
        }
    }

    /// Where they stand in a text; do not overlap.
    pub(super) fn find(&self, text: &str) -> impl Iterator<Item = Range<usize>> {
        let bytes = text.as_bytes();
        let mut from = if self.by_start.is_empty() { bytes.len() } else { 0 };
        std::iter::from_fn(move || {
            while let Some(byte) = bytes.get(from) {
                if self.first[usize::from(*byte)]
                    && let Some(length) = self.at(&bytes[from..])
                {
                    let found = from..from + length;
                    from = found.end;
                    return Some(found);
                }
                from += 1;
            }
            None
        })
    }

    /// The length of the longest text that begins here.
    fn at(&self, rest: &[u8]) -> Option<usize> {
        let texts = self.by_start.get(rest.first_chunk()?)?;
        texts.iter().find(|text| rest.starts_with(text.as_bytes())).map(|text| text.len())
    }
}

#[cfg(test)]
mod tests {
    use super::Texts;

    #[test]
    fn finds_each_and_the_longest_first() {
        let texts = Texts::of(["hunter2", "hunter22", "-----BEGIN X-----\nMIIEpAIBAAKC\nQ==\n"].into_iter());
        let found =
            |text: &str| -> Vec<String> { texts.find(text).map(|range| text[range].to_owned()).collect() };
        assert_eq!(found("a hunter22 and hunter2hunter2"), ["hunter22", "hunter2", "hunter2"]);
        assert_eq!(found("line MIIEpAIBAAKC"), ["MIIEpAIBAAKC"]);
        assert_eq!(found("-----BEGIN X----- Q== hunter"), [""; 0]);
        assert_eq!(Texts::default().find("hunter2").count(), 0);
    }
}
