//! Paths as words: names for output, globs, and lexical normal forms.

use std::path::{Component, Path, PathBuf};

/// The name of a path in output: as given, `/`-separated.
pub(crate) fn name(path: &Path) -> String {
    let name = path.to_string_lossy();
    if cfg!(windows) { name.replace('\\', "/") } else { name.into_owned() }
}

/// Whether a word has characters that only globs have.
pub(crate) fn is_glob(word: &str) -> bool {
    word.contains(['*', '?', '[', '{'])
}

/// The leading part of a glob without any such character, and never its last component.
pub(crate) fn fixed_part(glob: &str) -> PathBuf {
    let path = Path::new(glob);
    let parents: Vec<Component<'_>> =
        path.parent().map(|parent| parent.components().collect()).unwrap_or_default();
    let fixed: PathBuf = parents
        .into_iter()
        .take_while(|component| !is_glob(&component.as_os_str().to_string_lossy()))
        .collect();
    if fixed.as_os_str().is_empty() { PathBuf::from(".") } else { fixed }
}

/// The path without `.` and with `..` resolved by its letters alone; `.` for an empty one.
pub(crate) fn normal(path: &Path) -> PathBuf {
    let mut normal = PathBuf::new();
    for component in path.components() {
        match component {
            Component::CurDir => {}
            Component::ParentDir if matches!(normal.components().next_back(), Some(Component::Normal(_))) => {
                normal.pop();
            }
            other => normal.push(other),
        }
    }
    if normal.as_os_str().is_empty() { PathBuf::from(".") } else { normal }
}

/// The way from one absolute folder to another path; `None` where there is none (two drives).
pub(crate) fn relative(from: &Path, to: &Path) -> Option<PathBuf> {
    let from: Vec<Component<'_>> = from.components().collect();
    let to: Vec<Component<'_>> = to.components().collect();
    let shared = from.iter().zip(&to).take_while(|(left, right)| left == right).count();
    if shared == 0 {
        return None;
    }
    let up = from.iter().skip(shared).map(|_| Component::ParentDir);
    Some(up.chain(to.iter().skip(shared).copied()).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_globs_fixed_part_is_where_the_walk_begins() {
        assert_eq!(fixed_part("*.yaml"), Path::new("."));
        assert_eq!(fixed_part("deploy/*/web.yaml"), Path::new("deploy"));
        assert_eq!(fixed_part("a/b/c[0-9].yaml"), Path::new("a/b"));
        assert_eq!(fixed_part("../x/**"), Path::new("../x"));
    }

    #[test]
    fn normal_paths_have_no_detours() {
        assert_eq!(normal(Path::new("./a/./b/../c")), Path::new("a/c"));
        assert_eq!(normal(Path::new("a/..")), Path::new("."));
        assert_eq!(normal(Path::new("../../a")), Path::new("../../a"));
        assert_eq!(normal(Path::new("/a/../b")), Path::new("/b"));
    }

    #[test]
    fn the_relative_way_goes_up_and_down() {
        assert_eq!(
            relative(Path::new("/tmp/x"), Path::new("/home/me/app")),
            Some("../../home/me/app".into())
        );
        assert_eq!(relative(Path::new("/a/b"), Path::new("/a/b/c")), Some("c".into()));
    }
}
