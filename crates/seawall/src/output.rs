//! Where results go: to stdout and to files, and what becomes of a stdout that nobody reads any more.

use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};

use report::{Format, ListFormat};

use crate::failure::Failure;

/// `FORMAT` or `FORMAT=FILE`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Destination<F> {
    /// What is written.
    pub format: F,
    /// Where; stdout where there is none.
    pub file: Option<PathBuf>,
}

/// A set of words for formats.
pub(crate) trait Words: Copy + Default {
    /// The format of a word.
    fn of_word(word: &str) -> Option<Self>;
    /// All words, for messages.
    fn words() -> Vec<&'static str>;
}

impl Words for Format {
    fn of_word(word: &str) -> Option<Format> {
        Format::from_word(word)
    }
    fn words() -> Vec<&'static str> {
        Format::ALL.iter().map(|format| format.as_str()).collect()
    }
}

impl Words for ListFormat {
    fn of_word(word: &str) -> Option<ListFormat> {
        ListFormat::from_word(word)
    }
    fn words() -> Vec<&'static str> {
        ListFormat::ALL.iter().map(|format| format.as_str()).collect()
    }
}

impl<F: Words> Destination<F> {
    /// Reads the word behind `-o`.
    pub fn parse(word: &str) -> Result<Destination<F>, String> {
        let (format, file) = match word.split_once('=') {
            Some((_, "")) => return Err("there is no file behind `=`".to_owned()),
            Some((format, file)) => (format, Some(PathBuf::from(file))),
            None => (word, None),
        };
        match F::of_word(format) {
            Some(format) => Ok(Destination { format, file }),
            None => Err(format!("there is no format `{format}`; there are {}", F::words().join(", "))),
        }
    }
}

/// The destinations of a command: what the user asked for, else the default format on stdout.
pub(crate) fn destinations<F: Words + PartialEq>(
    asked: &[Destination<F>],
) -> Result<Vec<Destination<F>>, Failure> {
    if asked.is_empty() {
        return Ok(vec![Destination { format: F::default(), file: None }]);
    }
    let mut asked = asked.to_vec();
    let to_stdout = asked.iter().filter(|destination| destination.file.is_none()).count();
    if to_stdout > 1 {
        return Err(Failure::new("only one -o can go to stdout; give the others a file: -o FORMAT=FILE"));
    }
    for (index, destination) in asked.iter().enumerate() {
        let twice = asked.iter().skip(index + 1).any(|other| other.file == destination.file);
        if let (Some(file), true) = (&destination.file, twice) {
            return Err(Failure::new(format!(
                "two outputs go to `{}`; give each its own file",
                file.display()
            )));
        }
    }
    // Files first: whoever closes stdout still gets them.
    asked.sort_by_key(|destination| destination.file.is_none());
    Ok(asked)
}

/// Writes one result to where it goes.
pub(crate) fn write(
    file: Option<&Path>,
    write: impl FnOnce(&mut dyn Write) -> io::Result<()>,
) -> Result<(), Failure> {
    match file {
        Some(file) => Ok(load::write_file(file, write)?),
        None => write_to_stdout(write),
    }
}

/// A reader that has gone (`| head`) has seen enough, which is no error.
fn write_to_stdout(write: impl FnOnce(&mut dyn Write) -> io::Result<()>) -> Result<(), Failure> {
    let mut out = BufWriter::with_capacity(1 << 16, io::stdout().lock());
    let written = write(&mut out).and_then(|()| out.flush());
    match written {
        Err(error) if error.kind() != io::ErrorKind::BrokenPipe => {
            Err(Failure::new(format!("cannot write to stdout: {}", load::reason(&error))))
        }
        _ => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_is_a_format_and_perhaps_a_file() {
        let parse = Destination::<Format>::parse;
        assert_eq!(parse("json"), Ok(Destination { format: Format::Json, file: None }));
        assert_eq!(parse("sarif=a=b"), Ok(Destination { format: Format::Sarif, file: Some("a=b".into()) }));
        assert!(parse("json=").is_err());
        assert_eq!(parse("xml").unwrap_err(), "there is no format `xml`; there are text, json, sarif");
    }

    #[test]
    fn files_are_written_before_stdout() {
        let parse = |word| Destination::<Format>::parse(word).unwrap();
        let order = destinations(&[parse("text"), parse("json=a")]).unwrap();
        assert_eq!(order[0].format, Format::Json);
        assert!(destinations(&[parse("text"), parse("json")]).is_err());
        assert!(destinations(&[parse("text=a"), parse("json=a")]).is_err());
    }
}
