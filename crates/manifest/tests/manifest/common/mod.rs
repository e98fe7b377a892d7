//! Documents for tests, in all styles.

pub mod invariants;

use std::sync::Arc;

use manifest::{Document, Limits, Source};

/// SplitMix64: small, seeded, the same everywhere.
pub struct Random(pub u64);

impl Random {
    pub fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut value = self.0;
        value = (value ^ (value >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        value = (value ^ (value >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        value ^ (value >> 31)
    }

    pub fn below(&mut self, limit: usize) -> usize {
        usize::try_from(self.next() % limit as u64).expect("below a usize")
    }

    pub fn of(&mut self, choices: &[&'static str]) -> &'static str {
        choices[self.below(choices.len())]
    }

    pub fn pick<'t, T>(&mut self, choices: &'t [T]) -> &'t T {
        &choices[self.below(choices.len())]
    }

    fn one_in(&mut self, count: usize) -> bool {
        self.below(count) == 0
    }
}

pub fn parse(text: &str) -> Arc<Source> {
    Arc::new(Source::new("test.yaml", text.as_bytes().to_vec(), Limits::default()).expect("small enough"))
}

/// The documents of a text that has no errors.
pub fn parse_all(text: &str) -> Vec<Document> {
    manifest::documents(&parse(text))
        .map(|document| document.unwrap_or_else(|error| panic!("{error:?}\n{text}")))
        .collect()
}

/// A document that can be read.
pub fn document(random: &mut Random) -> String {
    let mut writer = Writer {
        text: String::new(),
        indentless: random.one_in(2),
        step: 2 + random.below(2) * 2,
        comments: 0,
    };
    match random.below(8) {
        0 => writer.json(random, 0, true),
        1 => writer.json(random, 0, false),
        2 => writer.flow(random, 0),
        3 => writer.sequence(random, 0, 0),
        _ => {
            if random.one_in(3) {
                writer.own_comment(0);
            }
            writer.mapping(random, 0, 0);
        }
    }
    let mut text = writer.text;
    if !random.one_in(6) {
        text.push('\n');
    }
    if random.one_in(6) {
        text = text.replace('\n', "\r\n");
    }
    text
}

struct Writer {
    text: String,
    indentless: bool,
    step: usize,
    comments: usize,
}

impl Writer {
    fn comment(&mut self) -> String {
        self.comments += 1;
        format!("# comment {}.", self.comments)
    }

    fn own_comment(&mut self, indent: usize) {
        let comment = self.comment();
        self.text.push_str(&format!("{comment}\n{}", " ".repeat(indent)));
    }

    fn end_comment(&mut self, random: &mut Random) {
        if random.one_in(6) {
            let comment = self.comment();
            self.text.push_str(&format!(" {comment}"));
        }
    }

    fn new_line(&mut self, random: &mut Random, indent: usize) {
        self.text.push('\n');
        if random.one_in(12) {
            self.text.push('\n');
        }
        self.text.push_str(&" ".repeat(indent));
        if random.one_in(6) {
            self.own_comment(indent);
        }
    }

    fn mapping(&mut self, random: &mut Random, indent: usize, depth: usize) {
        let keys = ["name", "image", "'quoted'", "\"double\"", "k.io/x", "a b", "yes", "17"];
        for entry in 0..1 + random.below(4) {
            if entry > 0 {
                self.new_line(random, indent);
            }
            let key = random.of(&keys);
            let key = match key.chars().last() {
                Some(quote @ ('\'' | '"')) => format!("{quote}{}{entry}{quote}", key.trim_matches(quote)),
                _ => format!("{key}{entry}"),
            };
            self.text.push_str(&format!("{key}:"));
            self.value(random, indent, depth);
        }
    }

    fn value(&mut self, random: &mut Random, indent: usize, depth: usize) {
        let nested = indent + self.step;
        match random.below(if depth > 2 { 7 } else { 12 }) {
            0 => self.end_comment(random),
            1 => {
                self.text.push(' ');
                self.flow(random, depth + 1);
                self.end_comment(random);
            }
            2 => self.block_scalar(random, indent),
            3 => {
                self.text.push_str(&format!("\n{}", " ".repeat(nested)));
                self.own_comment(nested);
                self.text.push_str("value");
            }
            4..=6 => {
                self.text.push(' ');
                self.scalar(random);
                self.end_comment(random);
            }
            7 | 8 => {
                let indent = if self.indentless { indent } else { nested };
                self.end_comment(random);
                self.new_line(random, indent);
                self.sequence(random, indent, depth + 1);
            }
            _ => {
                if random.one_in(8) {
                    self.text.push_str(&format!(" &anchor{}", self.text.len()));
                }
                self.end_comment(random);
                self.new_line(random, nested);
                self.mapping(random, nested, depth + 1);
            }
        }
    }

    fn sequence(&mut self, random: &mut Random, indent: usize, depth: usize) {
        for item in 0..1 + random.below(3) {
            if item > 0 {
                self.new_line(random, indent);
            }
            self.text.push('-');
            match random.below(if depth > 2 { 4 } else { 7 }) {
                0 => self.end_comment(random),
                1..=3 => {
                    self.text.push(' ');
                    self.scalar(random);
                    self.end_comment(random);
                }
                4 => {
                    self.text.push(' ');
                    self.sequence(random, indent + 2, depth + 1);
                }
                _ => {
                    self.text.push(' ');
                    self.mapping(random, indent + 2, depth + 1);
                }
            }
        }
    }

    fn scalar(&mut self, random: &mut Random) {
        let scalars = [
            "plain",
            "two words",
            "true",
            "17",
            "1.5",
            "~",
            "null",
            "'single'",
            "\"double\"",
            "'it''s'",
            "\"a\\n\"",
            "!!str 5",
            "é",
            "''",
            "100m",
            "{}",
            "[]",
            "&a x",
            "!x y",
        ];
        let scalar = random.of(&scalars).replace("&a", &format!("&a{}", self.text.len()));
        self.text.push_str(&scalar);
    }

    fn block_scalar(&mut self, random: &mut Random, indent: usize) {
        let header = random.of(&[" |", " |-", " |+", " >", " >-"]);
        self.text.push_str(header);
        self.end_comment(random);
        for _ in 0..1 + random.below(3) {
            let line = random.of(&["text", "more # no comment", "  deeper", "- x"]);
            self.text.push_str(&format!("\n{}t{line}", " ".repeat(indent + 2)));
            if random.one_in(5) {
                self.text.push('\n');
            }
        }
    }

    fn flow(&mut self, random: &mut Random, depth: usize) {
        if random.one_in(2) {
            self.text.push('[');
            for item in 0..random.below(4) {
                if item > 0 {
                    self.text.push_str(random.of(&[", ", ",", " , "]));
                }
                self.flow_value(random, depth);
            }
            self.text.push(']');
        } else {
            self.text.push('{');
            for entry in 0..random.below(4) {
                if entry > 0 {
                    self.text.push_str(random.of(&[", ", ","]));
                }
                self.text.push_str(&format!("k{entry}: "));
                self.flow_value(random, depth);
            }
            self.text.push('}');
        }
    }

    fn flow_value(&mut self, random: &mut Random, depth: usize) {
        if depth < 3 && random.one_in(4) {
            self.flow(random, depth + 1);
        } else {
            self.text.push_str(random.of(&["a", "1", "'x'", "\"y\"", "true", "~", "two words"]));
        }
    }

    fn json(&mut self, random: &mut Random, depth: usize, pretty: bool) {
        let newline = |depth: usize| if pretty { format!("\n{}", "  ".repeat(depth)) } else { String::new() };
        let count = 1 + random.below(3);
        self.text.push('{');
        for entry in 0..count {
            if entry > 0 {
                self.text.push(',');
            }
            self.text.push_str(&newline(depth + 1));
            self.text.push_str(&format!("\"k{entry}\":{}", if pretty { " " } else { "" }));
            if depth < 3 && random.one_in(3) {
                self.json(random, depth + 1, pretty);
            } else {
                self.text.push_str(random.of(&[
                    "1",
                    "\"x\"",
                    "true",
                    "null",
                    "[]",
                    "{}",
                    "[1,2]",
                    "\"a\\n\"",
                    "[{\"a\":1}]",
                ]));
            }
        }
        self.text.push_str(&newline(depth));
        self.text.push('}');
    }
}
