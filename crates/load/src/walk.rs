//! One folder: which files of it are candidates.

use std::io::ErrorKind;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex};

use finding::{Incomplete, IncompleteReason};
use ignore::{DirEntry, WalkBuilder};

use crate::notes::Notes;
use crate::paths;
use crate::patterns::Patterns;

/// A file or folder that a walk came by, under the name that the user would give it.
#[derive(Clone, Debug)]
pub(crate) struct Entry {
    pub path: PathBuf,
    pub is_dir: bool,
    /// Whether it was reached through a symbolic link.
    pub linked: bool,
}

/// What a walk gave.
#[derive(Debug, Default)]
pub(crate) struct Walked {
    /// Folders and regular files in order of their names, folders before what they hold.
    pub entries: Vec<Entry>,
    pub incomplete: Vec<Incomplete>,
}

/// Walks a folder: `.gitignore` and `.seawallignore` hold, symbolic links are followed as long as they stay inside,
/// pipes and devices are never opened.
pub(crate) fn walk(root: &Path, exclude: &Patterns, notes: &mut Notes) -> Walked {
    let outside = Arc::new(Mutex::new(Vec::new()));
    let mut walked = Walked::default();
    let mut linked_folders = Vec::new();
    for entry in builder(root, exclude, &outside).build() {
        match entry {
            Ok(entry) => walked.entries.extend(accept(root, entry, &mut linked_folders)),
            Err(error) => walked.incomplete.extend(failure(root, exclude, &error)),
        }
    }
    let outside = std::mem::take(&mut *outside.lock().unwrap_or_else(std::sync::PoisonError::into_inner));
    outside
        .into_iter()
        .for_each(|link: PathBuf| notes.add(Notes::OUTSIDE_LINK, paths::name(given(root, &link))));
    walked
}

fn builder(root: &Path, exclude: &Patterns, outside: &Arc<Mutex<Vec<PathBuf>>>) -> WalkBuilder {
    let mut builder = WalkBuilder::new(root);
    builder
        .hidden(false)
        .ignore(false)
        .git_global(false)
        .require_git(false)
        .add_custom_ignore_filename(".seawallignore")
        .follow_links(true)
        .sort_by_file_name(Ord::cmp);
    let (top, exclude, outside) = (root.to_owned(), exclude.clone(), outside.clone());
    let inside = root.canonicalize().unwrap_or_else(|_| root.to_owned());
    builder.filter_entry(move |entry| {
        if entry.depth() == 0 {
            return true;
        }
        if is_version_control(entry) || exclude.match_in(&top, entry.path()) {
            return false;
        }
        // A link to nowhere stays, to be named later.
        let stays = !entry.path_is_symlink()
            || entry.path().canonicalize().map_or(true, |target| target.starts_with(&inside));
        if !stays && (entry.path().is_dir() || is_candidate(entry.path())) {
            outside.lock().unwrap_or_else(std::sync::PoisonError::into_inner).push(entry.path().to_owned());
        }
        stays
    });
    builder
}

fn is_version_control(entry: &DirEntry) -> bool {
    entry.file_type().is_some_and(|kind| kind.is_dir())
        && [".git", ".hg", ".svn"].iter().any(|name| entry.file_name() == *name)
}

fn accept(root: &Path, entry: DirEntry, linked_folders: &mut Vec<PathBuf>) -> Option<Entry> {
    let kind = entry.file_type()?;
    if !kind.is_dir() && !kind.is_file() {
        return None;
    }
    if kind.is_dir() && entry.path_is_symlink() {
        linked_folders.push(entry.path().to_owned());
    }
    let linked =
        entry.path_is_symlink() || linked_folders.iter().any(|folder| entry.path().starts_with(folder));
    Some(Entry { path: given(root, entry.path()).to_owned(), is_dir: kind.is_dir(), linked })
}

/// The path without the `./` of a walk that began at `.`.
fn given<'p>(root: &Path, path: &'p Path) -> &'p Path {
    if root == Path::new(".") { path.strip_prefix(".").unwrap_or(path) } else { path }
}

/// A folder that cannot be listed may hold input; a link to nowhere is one if its name says so. Loops are no loss: what
/// they lead to is read where it is.
fn failure(root: &Path, exclude: &Patterns, error: &ignore::Error) -> Option<Incomplete> {
    let (path, cause) = cause(error)?;
    let is_link = path.symlink_metadata().is_ok_and(|metadata| metadata.is_symlink());
    let ours = if is_link { is_candidate(path) } else { true };
    if !ours || exclude.match_in(root, path) {
        return None;
    }
    let message = match is_link {
        true => format!("is a link that cannot be followed: {}", cause),
        false => format!("cannot be read: {}", cause),
    };
    let file = Some(paths::name(given(root, path)).into());
    Some(Incomplete { reason: IncompleteReason::Unreadable, location: None, file, message })
}

/// The path that an error speaks of, and its kind; `None` for loops and faulty lines of ignore files.
fn cause(error: &ignore::Error) -> Option<(&Path, ErrorKind)> {
    match error {
        ignore::Error::WithPath { path, err } => Some((path, kind(err)?)),
        ignore::Error::WithDepth { err, .. } | ignore::Error::WithLineNumber { err, .. } => cause(err),
        _ => None,
    }
}

fn kind(error: &ignore::Error) -> Option<ErrorKind> {
    match error {
        ignore::Error::Io(error) => Some(error.kind()),
        ignore::Error::WithPath { err, .. } | ignore::Error::WithDepth { err, .. } => kind(err),
        _ => None,
    }
}

/// Whether the name is one that input has. Emacs keeps locks as links to nowhere, `.#web.yaml`.
pub(crate) fn is_candidate(path: &Path) -> bool {
    has_extension(path) && !path.file_name().is_some_and(|name| name.as_encoded_bytes().starts_with(b".#"))
}

/// `.yaml .yml .json`, each also with `.gz`, and `.tgz`.
fn has_extension(path: &Path) -> bool {
    let name = path.file_name().unwrap_or_default().to_string_lossy().to_ascii_lowercase();
    let plain = name.strip_suffix(".gz").unwrap_or(&name);
    [".yaml", ".yml", ".json"].iter().any(|extension| plain.ends_with(extension)) || name.ends_with(".tgz")
}
