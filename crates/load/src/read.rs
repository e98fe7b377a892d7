//! The bytes of one file or of standard input, within limits.

use std::fs::File;
use std::io::{self, Read};
use std::path::Path;
use std::sync::Arc;

use finding::{Incomplete, IncompleteReason};
use flate2::read::MultiGzDecoder;
use manifest::{Limits, Provenance, Source};

use crate::recognise::Signs;
use crate::render::origin;

/// Up to this size a file is simply read; a larger one is looked through first, so that a file that is none of our
/// business never costs its size in memory.
const SMALL: usize = 16 << 20;

/// What reading or rendering one input gave.
pub(crate) enum Text {
    /// A text to be parsed.
    Source(Arc<Source>),
    /// Nothing, and that is no failure: the kind of note and the example.
    Aside(&'static str, String),
    /// It could not be read.
    Failed(Incomplete),
}

/// A failure that concerns a whole file.
pub(crate) fn failed(reason: IncompleteReason, name: &str, message: String) -> Text {
    Text::Failed(Incomplete { reason, location: None, file: Some(name.into()), message })
}

/// Reads a file; one whose name ends in `.gz` is decompressed.
pub(crate) fn file(path: &Path, name: &str, limits: Limits) -> Text {
    match read(path, limits) {
        Ok(Content::Whole(bytes)) => source(name, bytes, Provenance::File, limits),
        Ok(Content::NotOurs) => Text::Aside(crate::notes::Notes::SKIPPED_FILE, name.to_owned()),
        Ok(Content::TooLarge) => too_large(name, limits),
        Err(error) => {
            failed(IncompleteReason::Unreadable, name, format!("cannot be read: {}", reason(&error)))
        }
    }
}

/// Reads standard input. What `helm template` wrote (it says of each document which template it is from) counts as
/// rendered: nobody can edit it, but its origin is known.
pub(crate) fn stdin(limits: Limits) -> Text {
    let mut bytes = Vec::new();
    let limit = limits.bytes as u64;
    if let Err(error) = io::stdin().lock().take(limit + 1).read_to_end(&mut bytes) {
        return failed(
            IncompleteReason::Unreadable,
            "-",
            format!("standard input cannot be read: {}", reason(&error)),
        );
    }
    if bytes.len() > limits.bytes {
        return too_large("-", limits);
    }
    let steps = origin::of_helm(&bytes, |template| template.to_owned());
    let provenance = if steps.is_empty() { Provenance::File } else { Provenance::Rendered(steps) };
    source("-", bytes, provenance, limits)
}

/// Makes a source of bytes.
pub(crate) fn source(name: &str, bytes: Vec<u8>, provenance: Provenance, limits: Limits) -> Text {
    match Source::with_provenance(name, bytes, provenance, limits) {
        Ok(source) => Text::Source(Arc::new(source)),
        Err(_) => too_large(name, limits),
    }
}

enum Content {
    Whole(Vec<u8>),
    /// Large, and without any sign of Kubernetes.
    NotOurs,
    TooLarge,
}

fn read(path: &Path, limits: Limits) -> io::Result<Content> {
    let mut opened = Opened::at(path)?;
    // A pipe that the user names, `<(helm template …)`, can be read once only.
    let small = if opened.is_regular { SMALL.min(limits.bytes) } else { limits.bytes };
    let mut bytes = Vec::with_capacity(opened.expected.map_or(0, |size| size.min(small) + 1));
    opened.reader.by_ref().take(small as u64 + 1).read_to_end(&mut bytes)?;
    if bytes.len() > limits.bytes && small == limits.bytes {
        return Ok(Content::TooLarge);
    }
    if bytes.len() <= small {
        bytes.shrink_to_fit();
        return Ok(Content::Whole(bytes));
    }
    drop(bytes);
    match look_through(path, limits)? {
        Large::NotOurs => Ok(Content::NotOurs),
        Large::OverLimit => Ok(Content::TooLarge),
        Large::Candidate { size } => {
            let mut bytes = Vec::with_capacity(size);
            Opened::at(path)?.reader.take(limits.bytes as u64).read_to_end(&mut bytes)?;
            Ok(Content::Whole(bytes))
        }
    }
}

/// What looking through a large file shows.
enum Large {
    NotOurs,
    OverLimit,
    Candidate { size: usize },
}

/// A file is looked through for signs of Kubernetes up to this many times the limit.
const RATIO: usize = 4;

fn look_through(path: &Path, limits: Limits) -> io::Result<Large> {
    let mut signs = Signs::default();
    let mut size: usize = 0;
    let mut reader = Opened::at(path)?.reader;
    let mut piece = vec![0; 1 << 16];
    while size / RATIO <= limits.bytes {
        let count = reader.read(&mut piece)?;
        if count == 0 {
            break;
        }
        size = size.saturating_add(count);
        signs.take(piece.get(..count).unwrap_or_default());
        if size > limits.bytes && signs.likely() {
            return Ok(Large::OverLimit);
        }
    }
    Ok(if size <= limits.bytes && signs.possible() { Large::Candidate { size } } else { Large::NotOurs })
}

struct Opened {
    reader: Box<dyn Read>,
    is_regular: bool,
    /// The size of what will be read in bytes, where it is known.
    expected: Option<usize>,
}

impl Opened {
    fn at(path: &Path) -> io::Result<Opened> {
        let file = File::open(path)?;
        let metadata = file.metadata()?;
        if metadata.is_dir() {
            return Err(io::Error::from(io::ErrorKind::IsADirectory));
        }
        let is_regular = metadata.is_file();
        if path.extension().is_some_and(|extension| extension.eq_ignore_ascii_case("gz")) {
            let reader = Box::new(MultiGzDecoder::new(io::BufReader::new(file)));
            return Ok(Opened { reader, is_regular, expected: None });
        }
        let expected = usize::try_from(metadata.len()).ok().filter(|_| is_regular);
        Ok(Opened { reader: Box::new(file), is_regular, expected })
    }
}

fn too_large(name: &str, limits: Limits) -> Text {
    let limit = limits.bytes >> 20;
    failed(
        IncompleteReason::Unreadable,
        name,
        format!("is larger than the limit of {limit} MiB; split it into smaller files"),
    )
}

/// The system's words for an error, without its number: as they stand in a sentence.
pub fn reason(error: &io::Error) -> String {
    let text = error.to_string();
    match text.find(" (os error") {
        Some(end) => text.get(..end).unwrap_or(&text).to_lowercase(),
        None => text,
    }
}
