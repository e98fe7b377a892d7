//! Asks the real reader.

use serde_json::{Number, Value};

/// How a case is read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mode {
    /// As one document, by `sigs.k8s.io/yaml`.
    Chunk,
    /// As kubectl reads a file.
    File,
}

/// A text to read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Case {
    pub input: Vec<u8>,
    pub mode: Mode,
}

/// What a reader made of a case.
#[derive(Clone, Debug, PartialEq)]
pub enum Answer {
    Chunk {
        /// The JSON, unless there was an error.
        json: Option<String>,
        /// Whether the strict reader takes it too.
        strict: bool,
    },
    File {
        /// The documents up to the first error.
        documents: Vec<String>,
        /// Whether there was none.
        complete: bool,
    },
}

impl Case {
    /// One line: the mode and the input with escapes.
    pub fn written(&self) -> String {
        let mode = match self.mode {
            Mode::Chunk => "chunk",
            Mode::File => "file",
        };
        format!("{mode} {}", self.input.escape_ascii())
    }

    /// Reads what [`Case::written`] wrote; nothing for an empty line or a comment.
    pub fn read(line: &str) -> Option<Case> {
        let (mode, text) = line.split_once(' ')?;
        let mode = match mode {
            "chunk" => Mode::Chunk,
            "file" => Mode::File,
            _ => return None,
        };
        let mut input = Vec::new();
        let mut bytes = text.bytes();
        while let Some(byte) = bytes.next() {
            if byte != b'\\' {
                input.push(byte);
                continue;
            }
            input.push(match bytes.next()? {
                b'n' => b'\n',
                b'r' => b'\r',
                b't' => b'\t',
                b'x' => {
                    let digits = [bytes.next()?, bytes.next()?];
                    u8::from_str_radix(std::str::from_utf8(&digits).ok()?, 16).ok()?
                }
                other => other,
            });
        }
        Some(Case { input, mode })
    }
}

impl Answer {
    /// Whether two readers say the same. Of JSON documents kubectl hands on the text as it is, so their
    /// values are compared.
    pub fn agrees(&self, theirs: &Answer) -> bool {
        match (self, theirs) {
            (Answer::File { documents: ours, complete }, Answer::File { documents, complete: whole }) => {
                complete == whole
                    && ours.len() == documents.len()
                    && ours
                        .iter()
                        .zip(documents)
                        .all(|(ours, theirs)| ours == theirs || same_value(ours, theirs))
            }
            _ => self == theirs,
        }
    }
}

fn same_value(ours: &str, theirs: &str) -> bool {
    let ours: Value = serde_json::from_str(ours).expect("our JSON is JSON");
    match serde_json::from_str(theirs) {
        Ok(theirs) => same(&ours, &theirs),
        // Halves of surrogate pairs, which Go takes.
        Err(_) => theirs.contains("\\u"),
    }
}

fn same(one: &Value, other: &Value) -> bool {
    match (one, other) {
        (Value::Number(one), Value::Number(other)) => one == other || close(one, other),
        (Value::Array(one), Value::Array(other)) => {
            one.len() == other.len() && one.iter().zip(other).all(|(one, other)| same(one, other))
        }
        (Value::Object(one), Value::Object(other)) => {
            one.len() == other.len()
                && one.iter().all(|(key, value)| other.get(key).is_some_and(|other| same(value, other)))
        }
        _ => one == other,
    }
}

/// Whether two numbers are the same as floats, but for what reading them here loses.
fn close(one: &Number, other: &Number) -> bool {
    match (one.as_f64(), other.as_f64()) {
        (Some(one), Some(other)) => (one - other).abs() <= 1e-14 * one.abs(),
        _ => false,
    }
}

/// The real reader, ready to be asked.
pub struct Oracle(testkit::oracle::Oracle);

impl Oracle {
    /// Starts it; where it cannot be, says that the suite is not run.
    pub fn start() -> Option<Oracle> {
        testkit::oracle::Oracle::start("YAML against Kubernetes", "yaml").map(Oracle)
    }

    /// The real reader's answers, in order.
    pub fn ask(&mut self, cases: &[Case]) -> Vec<Answer> {
        let answers = self.0.ask_all(cases.iter().map(question));
        answers.iter().zip(cases).map(|(line, case)| answer(line, case.mode)).collect()
    }

    /// Whether the real reader says now this and now that: where two keys get one name (`1` and `"1"`), the
    /// order of a Go map decides, and ours must be among its answers.
    pub fn wavers(&mut self, case: &Case, ours: &Answer) -> bool {
        self.ask(&vec![case.clone(); 400]).iter().any(|theirs| ours.agrees(theirs))
    }
}

fn question(case: &Case) -> String {
    let mode = match case.mode {
        Mode::Chunk => "chunk",
        Mode::File => "file",
    };
    format!("{{\"mode\":\"{mode}\",\"input\":\"{}\"}}", base64(&case.input))
}

fn answer(line: &str, mode: Mode) -> Answer {
    let line: Value = serde_json::from_str(line).expect("an answer is JSON");
    match mode {
        Mode::Chunk => Answer::Chunk {
            json: line["lenient"]["json"].as_str().map(str::to_owned),
            strict: line["strict"]["json"].is_string(),
        },
        Mode::File => {
            let documents = line["documents"].as_array().map(Vec::as_slice).unwrap_or_default().iter();
            let documents = documents.map(|document| document.as_str().unwrap_or_default().to_owned());
            let count = documents.len();
            // kubectl splits JSON before it looks at the numbers in it, and fails then.
            let documents: Vec<String> =
                documents.take_while(|json| !has_number_out_of_range(json)).collect();
            let failed =
                line.get("error").is_some() || line.get("panic").is_some() || documents.len() < count;
            Answer::File { documents, complete: !failed }
        }
    }
}

fn has_number_out_of_range(json: &str) -> bool {
    serde_json::from_str::<Value>(json).is_err_and(|error| error.to_string().contains("number out of range"))
}

fn base64(bytes: &[u8]) -> String {
    const DIGITS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut text = String::new();
    for group in bytes.chunks(3) {
        let bits =
            group.iter().fold(0_u32, |bits, byte| bits << 8 | u32::from(*byte)) << (8 * (3 - group.len()));
        for digit in 0..4 {
            let index = bits >> (18 - 6 * digit) & 63;
            text.push(if digit <= group.len() { char::from(DIGITS[index as usize]) } else { '=' });
        }
    }
    text
}
