//! Texts to read: documents in all styles, heaps of indicators, near misses of numbers, and mutations of all
//! that.

use crate::oracle::{Case, Mode};
use crate::words::{TOKENS, WORDS};

/// SplitMix64: small, seeded, the same everywhere.
struct Random(u64);

impl Random {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut value = self.0;
        value = (value ^ (value >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        value = (value ^ (value >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        value ^ (value >> 31)
    }

    fn below(&mut self, limit: usize) -> usize {
        usize::try_from(self.next() % limit as u64).expect("below a usize")
    }

    fn one_in(&mut self, count: usize) -> bool {
        self.below(count) == 0
    }

    fn of<T: Copy>(&mut self, choices: &[T]) -> T {
        choices[self.below(choices.len())]
    }
}

const MANIFEST: &str = r#"# An application
apiVersion: apps/v1
kind: Deployment
metadata:
  name: web
  labels: {app: web, tier: 'front end'}
  annotations:
    note: "two words"
    checked:
spec:
  replicas: 3
  selector:
    matchLabels:
      app: web
  template:
    spec:
      # the only one
      containers:
      - name: web
        image: registry.example.com:5000/web@sha256:0123
        command: ["/bin/sh", -c, 'sleep 1']
        args:
          - --port=8080
          - "-v"
        env:
        - name: MODE
          value: yes
        - {name: EMPTY, value: ""}
        resources: {}
        securityContext:
          runAsNonRoot: true
          capabilities:
            drop: [ALL]
        livenessProbe:
          exec:
            command:
            - cat
            - /tmp/healthy
      volumes:
      - name: config
        configMap:
          name: web
      - emptyDir: {}
        name: scratch
  strategy:
    rollingUpdate: {maxSurge: 25%, maxUnavailable: 0}
data:
  run.sh: |
    #!/bin/sh
    exec web --fast

  text: >-
    folded
    lines
  last: plain
    text
"#;

/// Makes cases.
pub struct Generator {
    random: Random,
}

impl Generator {
    pub fn new(seed: u64) -> Generator {
        Generator { random: Random(seed) }
    }

    pub fn case(&mut self) -> Case {
        let mode = if self.random.one_in(4) { Mode::File } else { Mode::Chunk };
        let mut text = match self.random.below(12) {
            0..=2 => self.document(),
            3..=5 => self.heap(),
            6 | 7 => self.scalar_line(),
            8 => self.merges(),
            9 | 10 => self.manifest(),
            _ => self.stream(),
        };
        if self.random.one_in(3) {
            self.mutate(&mut text);
        }
        if self.random.one_in(10) {
            text = text.replace('\n', "\r\n");
        }
        // Behind a byte order mark that is not the first character, Go's scanner drops the first character of
        // lines, depending on how its buffer was filled; we do not follow it there.
        let marked = text.starts_with('\u{feff}');
        text = text.replace('\u{feff}', "");
        if marked {
            text.insert(0, '\u{feff}');
        }
        let mut input = text.into_bytes();
        if mode == Mode::Chunk && self.random.one_in(100) && input.len() > 4 {
            // Half a character at the very end is wrong for Go only if it looks there.
            let at = self.random.below(input.len() - 4);
            input[at] = self.random.of(&[0x00, 0x01, 0x7F, 0x80, 0xC0, 0xED, 0xFF, 0x1B]);
        }
        Case { input, mode }
    }

    /// A manifest of which some lines went wrong.
    fn manifest(&mut self) -> String {
        let mut lines: Vec<String> = MANIFEST.lines().map(str::to_owned).collect();
        let start = self.random.below(lines.len() / 2);
        lines.drain(..start);
        lines.truncate(1 + self.random.below(lines.len()));
        for _ in 0..self.random.below(4) {
            let at = self.random.below(lines.len());
            let line = lines[at].clone();
            match self.random.below(8) {
                0 => lines[at] = format!("{}{line}", self.random.of(&[" ", "  ", "\t", "    "])),
                1 => lines[at] = line.strip_prefix("  ").unwrap_or(&line).to_owned(),
                2 => lines[at]
                    .push_str(self.random.of(&[" # c", "  ", ":", " :", "#", "\t", "\r", " #", ": x", ","])),
                3 => lines.insert(at, line),
                4 if lines.len() > 1 => drop(lines.remove(at)),
                5 => lines.insert(
                    at,
                    self.random.of(&["", "  ", "# c", "      # c", "---", "\t", "-", "- a"]).to_owned(),
                ),
                6 => {
                    let other = self.random.below(lines.len());
                    lines.swap(at, other);
                }
                _ => {
                    let word = self.word();
                    lines[at] = line.replacen(": ", &format!(": {word}"), 1);
                }
            }
        }
        let mut text = lines.join("\n");
        if !self.random.one_in(5) {
            text.push('\n');
        }
        text
    }

    fn word(&mut self) -> String {
        self.random.of(WORDS).to_owned()
    }

    /// Indicators and words in no order.
    fn heap(&mut self) -> String {
        let count = 1 + self.random.below(12);
        (0..count).map(|_| self.random.of(TOKENS)).collect()
    }

    fn scalar_line(&mut self) -> String {
        const DIGITS: &[&str] = &[
            "0",
            "1",
            "7",
            "8",
            "9",
            "_",
            ".",
            "e",
            "E",
            "+",
            "-",
            "x",
            "X",
            "o",
            "b",
            "B",
            "f",
            "a",
            ":",
            "i",
            "n",
            "inf",
            "0x",
            "0b",
            "0o",
            "99999999",
            "e30",
            "e-7",
            "2001-01-02",
            "T",
            "t",
            "Z",
            "00:00:01",
            " ",
            "18446744073709551615",
        ];
        let count = 1 + self.random.below(6);
        let scalar: String = if self.random.one_in(4) {
            self.word()
        } else {
            (0..count).map(|_| self.random.of(DIGITS)).collect()
        };
        let tags = [
            "",
            "",
            "",
            "!!int ",
            "!!float ",
            "!!str ",
            "!!bool ",
            "!!null ",
            "!!timestamp ",
            "!!binary ",
            "! ",
            "!x ",
        ];
        let tag = self.random.of(&tags);
        let quote = self.random.of(&["", "", "", "\"", "'"]);
        let scalar = format!("{tag}{quote}{scalar}{quote}");
        match self.random.below(6) {
            0 => format!("{scalar}: 1"),
            1 => format!("- {scalar}\n- {scalar}"),
            2 => format!("[{scalar}, {scalar}]"),
            3 => format!("{{{scalar}: {scalar}}}"),
            4 => scalar,
            _ => format!("a: {scalar}"),
        }
    }

    fn merges(&mut self) -> String {
        let mut text = String::new();
        let entries = [
            "a: 1",
            "b: 2",
            "a: 3",
            "1: x",
            "'1': y",
            "yes: 1",
            "<<: *x",
            "<<: *y",
            "<<: [*x, *y]",
            "<<: {a: 5}",
            "<<: [{b: 6}, *x]",
            "z: *x",
            "z: *y",
            "*k : v",
            "k: &k w",
            "<<: *k",
            "n: .nan",
            "null: 1",
            "<<: &m {q: 1}",
            "w: *m",
        ];
        for name in ["x", "y", "r"] {
            let count = self.random.below(5);
            let anchor = if self.random.one_in(6) { String::new() } else { format!("&{name} ") };
            if self.random.one_in(2) {
                let body: Vec<&str> = (0..count).map(|_| self.random.of(&entries)).collect();
                text.push_str(&format!("{name}: {anchor}{{{}}}\n", body.join(", ")));
            } else {
                text.push_str(&format!("{name}: {anchor}\n"));
                for _ in 0..count {
                    text.push_str(&format!("  {}\n", self.random.of(&entries)));
                }
            }
        }
        text
    }

    fn stream(&mut self) -> String {
        const JSON: &[&str] = &[
            "{}",
            "{\"a\":1}",
            "{\"a\": [1, 2.0, true, null, \"x\\n\\u00e9\"]}",
            "{\"a\":1,\"a\":2}",
            "[1]",
            "null",
            "5",
            "{\"a\":}",
            "{a: 1}",
            "{\"a\":\"\\/\\ud83d\\ude00\"}",
            "{\"a\":18446744073709551615}",
            "{\"<<\":{\"b\":1}}",
        ];
        const SEPARATORS: &[&str] = &[
            "\n---\n",
            "\n---\n",
            "\n--- \n",
            "\n---# c\n",
            "\n--- # c\n",
            "\n---x\n",
            "\n-----END\n",
            "\n---",
            "\n...\n",
            "\n",
            " ",
            "",
            "\n\n",
            "\n---\n---\n",
            "\n--- |\n",
            "\n \n",
        ];
        let mut text = String::new();
        if self.random.one_in(8) {
            text.push_str(self.random.of(&["---\n", "\n", " ", "# c\n", "\u{feff}", "%YAML 1.1\n---\n"]));
        }
        let json = self.random.one_in(2);
        for _ in 0..1 + self.random.below(4) {
            if json || self.random.one_in(5) {
                text.push_str(self.random.of(JSON));
            } else if self.random.one_in(2) {
                text.push_str(&self.document());
            } else {
                text.push_str(&self.heap());
            }
            text.push_str(self.random.of(SEPARATORS));
        }
        text
    }

    fn document(&mut self) -> String {
        let mut text = String::new();
        if self.random.one_in(10) {
            text.push_str(self.random.of(&["---\n", "--- ", "# c\n", "\n", "%YAML 1.1\n---\n"]));
        }
        self.block(&mut text, 0, 0);
        if !text.ends_with('\n') && self.random.one_in(2) {
            text.push('\n');
        }
        text
    }

    fn properties(&mut self, text: &mut String) {
        if self.random.one_in(15) {
            text.push_str(self.random.of(&["&a ", "&b ", "!!str ", "!!int ", "!x ", "&a !!str ", "! &b "]));
        }
    }

    /// A node in block context, where the line has been indented already.
    fn block(&mut self, text: &mut String, indent: usize, depth: usize) {
        match self.random.below(if depth > 3 { 3 } else { 8 }) {
            0 | 1 => self.scalar(text, indent),
            2 => self.flow(text, depth + 1),
            3 | 4 => self.block_sequence(text, indent, depth),
            _ => self.block_mapping(text, indent, depth),
        }
    }

    fn new_line(&mut self, text: &mut String, indent: usize) {
        if self.random.one_in(12) {
            text.push_str(self.random.of(&[" # c", "  ", "\n", "\n# c", "\n    # c", " #"]));
        }
        text.push('\n');
        text.push_str(&" ".repeat(indent));
    }

    fn block_sequence(&mut self, text: &mut String, indent: usize, depth: usize) {
        for item in 0..1 + self.random.below(3) {
            if item > 0 {
                self.new_line(text, indent);
            }
            text.push('-');
            if self.random.one_in(12) {
                continue;
            }
            text.push(' ');
            self.properties(text);
            self.block(text, indent + 2, depth + 1);
        }
    }

    fn block_mapping(&mut self, text: &mut String, indent: usize, depth: usize) {
        for entry in 0..1 + self.random.below(4) {
            if entry > 0 {
                self.new_line(text, indent);
            }
            self.key(text, indent);
            self.value(text, indent, depth);
        }
    }

    fn key(&mut self, text: &mut String, indent: usize) {
        if self.random.one_in(25) {
            text.push_str("? ");
            self.scalar(text, indent + 2);
            self.new_line(text, indent);
        } else if self.random.one_in(30) {
            text.push_str("<<");
        } else if self.random.one_in(20) {
            text.push_str(self.random.of(&["*a ", "&a k", "!!str 1", "'q'", "\"q\\n\""]));
        } else {
            self.properties(text);
            text.push_str(
                self.random.of(&["a", "b", "c", "d e", "1", "yes", "k.io/x", "1.5", "'x'", "on", "e"]),
            );
        }
        text.push(':');
    }

    fn value(&mut self, text: &mut String, indent: usize, depth: usize) {
        match self.random.below(12) {
            0 => {}
            1 => text.push_str(" *a"),
            2..=4 if depth < 4 => {
                text.push(' ');
                self.properties(text);
                let step = self.random.of(&[1, 2, 2, 2, 4]);
                self.new_line(text, indent + step);
                self.block(text, indent + step, depth + 1);
            }
            5 if depth < 4 => {
                self.new_line(text, indent);
                self.block_sequence(text, indent, depth + 1);
            }
            6 => {
                text.push(' ');
                self.flow(text, depth + 1);
            }
            _ => {
                text.push(' ');
                self.properties(text);
                self.scalar(text, indent + 1);
            }
        }
    }

    /// A scalar; its further lines are indented by at least `indent`, mostly.
    fn scalar(&mut self, text: &mut String, indent: usize) {
        match self.random.below(9) {
            0 => self.block_scalar(text, indent),
            1 => self.quoted(text, indent, '\''),
            2 => self.quoted(text, indent, '"'),
            3 => {
                for line in 0..1 + self.random.below(3) {
                    if line > 0 {
                        self.new_line(text, indent);
                        if self.random.one_in(4) {
                            text.push_str(self.random.of(&["\n", "  ", "\t", "\r\n"]));
                            text.push_str(&" ".repeat(indent));
                        }
                    }
                    text.push_str(self.random.of(&[
                        "plain",
                        "more words",
                        "a b",
                        "x",
                        "1",
                        "#no",
                        "a: b",
                        "- z",
                    ]));
                }
            }
            _ => {
                let word = self.word();
                text.push_str(&word);
            }
        }
    }

    fn block_scalar(&mut self, text: &mut String, indent: usize) {
        text.push(self.random.of(&['|', '>']));
        text.push_str(self.random.of(&["", "", "-", "+", "2", "1", "2-", "+2", " # c", " "]));
        let extra = self.random.of(&[0, 1, 1, 2, 3]);
        for _ in 0..self.random.below(5) {
            text.push('\n');
            if self.random.one_in(5) {
                text.push_str(&" ".repeat(self.random.below(indent + 4)));
                continue;
            }
            text.push_str(&" ".repeat(indent + extra));
            text.push_str(self.random.of(&[
                "text",
                "more text here",
                " indented",
                "\ttab",
                "# no comment",
                "é",
                "a: b",
                "- x",
                "x ",
                "x\u{85}y",
                "x\u{2028}y",
                "---",
                "...",
            ]));
        }
        for _ in 0..self.random.below(3) {
            text.push('\n');
        }
    }

    fn quoted(&mut self, text: &mut String, indent: usize, quote: char) {
        const SINGLE: &[&str] = &["a", " ", "  ", "''", "\"", "\\", "é", ": ", " #", "word", "\t", "---"];
        const DOUBLE: &[&str] = &[
            "a",
            " ",
            "  ",
            "\\\"",
            "'",
            "\\\\",
            "é",
            ": ",
            " #",
            "\\n",
            "\\t",
            "\\x41",
            "\\u00e9",
            "\\U0001F600",
            "\\ud800",
            "\\q",
            "\\/",
            "\\0",
            "\\_",
            "\\N",
            "\\L",
            "\\e",
            "\t",
            "\\\t",
            "\\ ",
        ];
        text.push(quote);
        for _ in 0..self.random.below(6) {
            let parts = if quote == '"' { DOUBLE } else { SINGLE };
            text.push_str(self.random.of(parts));
            if self.random.one_in(6) {
                text.push_str(
                    self.random.of(&["\n", "\n\n", " \n", "\u{85}", "\u{2028}", "\\\n", "\r", "\n\t"]),
                );
                text.push_str(&" ".repeat(indent));
            }
        }
        text.push(quote);
    }

    fn flow(&mut self, text: &mut String, depth: usize) {
        if depth > 4 || self.random.one_in(3) {
            let style = self.random.below(6);
            match style {
                0 => self.quoted(text, 1, '\''),
                1 => self.quoted(text, 1, '"'),
                _ => {
                    let word = self.word();
                    text.push_str(&word);
                }
            }
            return;
        }
        let mapping = self.random.one_in(2);
        text.push(if mapping { '{' } else { '[' });
        for entry in 0..self.random.below(4) {
            if entry > 0 {
                text.push_str(self.random.of(&[",", ", ", " ,", ",\n  ", ", # c\n"]));
            }
            self.properties(text);
            if mapping || self.random.one_in(10) {
                text.push_str(
                    self.random.of(&["a: ", "b: ", "\"c\":", "c:", "? d : ", "1: ", "", "y: ", ": "]),
                );
            }
            self.flow(text, depth + 1);
        }
        if self.random.one_in(12) {
            text.push_str(self.random.of(&[",", " ", "\n", ",,"]));
        }
        text.push(if mapping { '}' } else { ']' });
    }

    /// A few small changes.
    fn mutate(&mut self, text: &mut String) {
        for _ in 0..1 + self.random.below(3) {
            let places: Vec<usize> = text.char_indices().map(|(at, _)| at).chain([text.len()]).collect();
            let at = self.random.of(&places);
            match self.random.below(4) {
                0 => text.insert_str(at, self.random.of(TOKENS)),
                1 if at < text.len() => {
                    text.remove(at);
                }
                2 => text.truncate(at),
                _ => {
                    let other = self.random.of(&places);
                    let part = text[at.min(other)..at.max(other)].to_owned();
                    let to = self.random.of(&places);
                    text.insert_str(to, &part);
                }
            }
        }
    }
}
