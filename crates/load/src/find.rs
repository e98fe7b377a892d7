//! From the words of a request to the inputs they mean: files, charts, kustomizations.

use std::collections::HashSet;
use std::path::{Path, PathBuf};

use finding::{Incomplete, IncompleteReason};

use crate::chart::{self, Charts};
use crate::kustomization::{self, Graph};
use crate::notes::Notes;
use crate::patterns::{self, Patterns};
use crate::walk::{self, Entry, Walked};
use crate::{Request, RequestError, paths};

/// One thing to be read or rendered. Names are those of output.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Input {
    File {
        path: PathBuf,
        name: String,
    },
    Stdin,
    /// A folder that is a Helm chart.
    Chart {
        root: PathBuf,
        name: String,
    },
    /// A `.tgz`, which may hold a Helm chart.
    Archive {
        path: PathBuf,
        name: String,
    },
    Kustomization {
        root: PathBuf,
        name: String,
    },
}

/// What the words mean.
#[derive(Debug, Default)]
pub(crate) struct Found {
    pub inputs: Vec<Input>,
    pub incomplete: Vec<Incomplete>,
    pub notes: Notes,
}

/// A file that is read unless a chart or a kustomization owns it.
struct Candidate {
    path: PathBuf,
    linked: bool,
    /// Not where `--include` leaves it out: then it only tells what its folder is.
    wanted: bool,
}

/// Finds everything that a request names.
pub(crate) fn find(request: &Request) -> Result<Found, RequestError> {
    let mut search = Search {
        include: Patterns::new(&request.include)?,
        exclude: Patterns::new(&request.exclude)?,
        candidates: Vec::new(),
        folders: Vec::new(),
        stdin: false,
        found: Found::default(),
    };
    if request.paths.is_empty() {
        search.folder(Path::new("."));
    }
    for path in &request.paths {
        search.word(path)?;
    }
    Ok(search.finish())
}

struct Search {
    include: Patterns,
    exclude: Patterns,
    candidates: Vec<Candidate>,
    /// The folders that were named.
    folders: Vec<PathBuf>,
    stdin: bool,
    found: Found,
}

impl Search {
    fn word(&mut self, path: &Path) -> Result<(), RequestError> {
        let word = path.to_string_lossy();
        if word == "-" {
            self.stdin = true;
            return Ok(());
        }
        match path.symlink_metadata() {
            Ok(_) => self.named(path),
            Err(_) if paths::is_glob(&word) => self.glob(&word)?,
            Err(error) if error.kind() == std::io::ErrorKind::PermissionDenied => {
                self.unreadable(path, &error)
            }
            Err(_) => return Err(RequestError::NoMatch(word.into_owned())),
        }
        Ok(())
    }

    /// A path that the user wrote, whatever its extension.
    fn named(&mut self, path: &Path) {
        if self.exclude.match_path_or_parent(path) {
            return;
        }
        match path.metadata() {
            Ok(metadata) if metadata.is_dir() => self.folder(path),
            Ok(_) => self.candidates.push(Candidate { path: path.to_owned(), linked: false, wanted: true }),
            Err(error) => self.unreadable(path, &error),
        }
    }

    fn glob(&mut self, word: &str) -> Result<(), RequestError> {
        let matcher = patterns::word(word)?;
        let walked = self.walk(&paths::fixed_part(word));
        let mut any = false;
        for entry in walked.entries {
            if matcher.is_match(&entry.path) {
                any = true;
                self.named(&entry.path);
            }
        }
        if any { Ok(()) } else { Err(RequestError::NoMatch(word.to_owned())) }
    }

    fn folder(&mut self, root: &Path) {
        self.folders.push(root.to_owned());
        let walked = self.walk(root);
        self.found.incomplete.extend(walked.incomplete);
        for Entry { path, is_dir, linked } in walked.entries {
            let wanted = match self.include.is_empty() {
                true => walk::is_candidate(&path),
                false => self.include.match_in(root, &path),
            };
            if !is_dir && (wanted || is_marker(&path)) {
                self.candidates.push(Candidate { wanted: wanted || self.include.is_empty(), path, linked });
            }
        }
    }

    fn walk(&mut self, root: &Path) -> Walked {
        walk::walk(root, &self.exclude, &mut self.found.notes)
    }

    fn unreadable(&mut self, path: &Path, error: &std::io::Error) {
        self.found.incomplete.push(Incomplete {
            reason: IncompleteReason::Unreadable,
            location: None,
            file: Some(paths::name(path).into()),
            message: format!("cannot be read: {}", crate::read::reason(error)),
        });
    }

    /// Puts charts and kustomizations in the place of the files that they own.
    fn finish(self) -> Found {
        let Search { candidates, folders, stdin, mut found, .. } = self;
        let candidates = without_repetitions(candidates);
        let files: Vec<&Path> = candidates.iter().map(|candidate| candidate.path.as_path()).collect();
        let charts = Charts::among(&files);
        let kustomizations = Graph::among(files.iter().copied().filter(|path| charts.owner(path).is_none()));

        let mut rendered = HashSet::new();
        found.inputs.extend(stdin.then_some(Input::Stdin));
        for Candidate { path, .. } in candidates.iter().filter(|candidate| candidate.wanted) {
            if let Some(root) = charts.owner(path) {
                if rendered.insert(root) {
                    match chart::link_outside(root, &folders) {
                        Some(link) => found.incomplete.push(unrendered(root, &link)),
                        None => found.inputs.push(chart_at(root)),
                    }
                }
            } else if let Some(root) = kustomizations.root_at(path) {
                found.inputs.push(Input::Kustomization { name: paths::name(root), root: root.to_owned() });
            } else if !kustomizations.owns(path) {
                found.inputs.push(plain(path));
            }
        }
        for component in kustomizations.unused_components() {
            found.notes.add(Notes::UNUSED_COMPONENT, paths::name(component));
        }
        found
    }
}

fn chart_at(root: &Path) -> Input {
    Input::Chart { name: paths::name(root), root: root.to_owned() }
}

fn unrendered(chart: &Path, link: &Path) -> Incomplete {
    let link = paths::name(link);
    Incomplete {
        reason: IncompleteReason::Unrendered,
        location: None,
        file: Some(paths::name(chart).into()),
        message: format!(
            "chart was not rendered: Helm would follow `{link}` out of the folder that was named; \
             name one that holds both"
        ),
    }
}

fn plain(path: &Path) -> Input {
    let name = paths::name(path);
    match path.extension().is_some_and(|extension| extension.eq_ignore_ascii_case("tgz")) {
        true => Input::Archive { path: path.to_owned(), name },
        false => Input::File { path: path.to_owned(), name },
    }
}

/// Files that say what their folder is, whatever the patterns say.
fn is_marker(path: &Path) -> bool {
    path.file_name().is_some_and(|name| {
        name == chart::MARKER || kustomization::MARKERS.iter().any(|marker| name == *marker)
    })
}

/// Leaves out a file that stands under another name already. What names lead to decides, and a name without a link
/// wins; that is asked of the system only where two names can lead to one file.
fn without_repetitions(candidates: Vec<Candidate>) -> Vec<Candidate> {
    let mut seen = HashSet::new();
    let mut unique: Vec<Candidate> =
        candidates.into_iter().filter(|candidate| seen.insert(paths::normal(&candidate.path))).collect();
    if !unique.iter().any(|candidate| candidate.linked) {
        return unique;
    }
    let real =
        |candidate: &Candidate| candidate.path.canonicalize().unwrap_or_else(|_| candidate.path.clone());
    let mut taken: HashSet<PathBuf> = unique.iter().filter(|candidate| !candidate.linked).map(real).collect();
    unique.retain(|candidate| !candidate.linked || taken.insert(real(candidate)));
    unique
}
