//! The corpus that everything is measured on: applications as teams write them, from a seed, the same bytes on every
//! machine.

mod objects;
mod random;
mod workloads;

use std::fs;
use std::path::Path;

use crate::Failure;
use objects::Application;
use random::Random;

/// What a corpus consists of.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Size {
    /// Files written.
    pub files: usize,
    /// Objects, the items of Lists counted one by one.
    pub objects: usize,
    /// Bytes of all files together.
    pub bytes: usize,
}

/// One file of a corpus.
pub struct File {
    /// Its name, without folders.
    pub name: String,
    /// Its text.
    pub text: String,
    /// The objects in it.
    pub objects: usize,
}

/// The files of a corpus of at least so many bytes: one file for each application, endless variation from the seed.
pub fn files(seed: u64, bytes: usize) -> impl Iterator<Item = File> {
    let mut random = Random::new(seed);
    let mut written = 0;
    let mut number = 0;
    std::iter::from_fn(move || {
        if written >= bytes {
            return None;
        }
        let file = Application::draw(number, &mut random).file(&mut random);
        number += 1;
        written += file.text.len();
        Some(file)
    })
}

/// Writes a corpus into a folder that must be empty or not there.
pub fn write(folder: &Path, seed: u64, bytes: usize) -> Result<Size, Failure> {
    let failed = |error: std::io::Error| Failure::new(format!("{}: {error}", folder.display()));
    fs::create_dir_all(folder).map_err(failed)?;
    let mut size = Size::default();
    for file in files(seed, bytes) {
        fs::write(folder.join(&file.name), &file.text).map_err(failed)?;
        size.files += 1;
        size.objects += file.objects;
        size.bytes += file.text.len();
    }
    Ok(size)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_seed_gives_the_same_bytes() {
        let text = |seed| files(seed, 100_000).map(|file| file.text).collect::<String>();
        assert_eq!(text(7), text(7));
        assert_ne!(text(7), text(8));
    }

    #[test]
    fn objects_are_counted_as_they_are_written() {
        for file in files(1, 200_000) {
            let written = file.text.matches("kind: ").count();
            assert!(
                file.objects > 4 && file.objects <= written,
                "{}: {} of {written}",
                file.name,
                file.objects
            );
        }
    }
}
