//! No committed file names a place of one machine, or the host of a package registry: names of packages are enough.

use super::tree::File;
use super::{Complaints, Tree};

/// In two parts, so that this file does not complain of itself.
const HOSTS: [&str; 6] = [
    concat!("crates", ".io/"),
    concat!("static.crates", ".io"),
    concat!("pypi", ".org"),
    concat!("registry.npmjs", ".org"),
    concat!("proxy.golang", ".org"),
    concat!("deb.debian", ".org"),
];

pub(super) fn check(tree: &Tree) -> Complaints {
    let mut wrong: Vec<String> = HOSTS.iter().map(|host| (*host).to_owned()).collect();
    let home = std::env::var("HOME").unwrap_or_default();
    wrong.extend((home.len() > 1).then(|| format!("{home}/")));
    wrong.push(format!("{}/", tree.root().display()));
    wrong.extend(tree.root().parent().map(|folder| folder.join("shared").display().to_string()));
    let checked = tree.files().iter().filter(|file| !is_lock(file));
    checked.flat_map(|file| lines_with(file, &wrong)).collect()
}

fn is_lock(file: &File) -> bool {
    [".lock", "go.sum", "package-lock.json"].iter().any(|end| file.path.ends_with(end))
}

fn lines_with(file: &File, wrong: &[String]) -> Complaints {
    let lines = file.text.lines().enumerate();
    lines
        .filter_map(|(number, line)| {
            let place = wrong.iter().find(|place| line.contains(place.as_str()))?;
            Some(format!("{}:{} names {place}", file.path, number + 1))
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::path::Path;

    fn complaints(files: &[(&str, &str)]) -> Complaints {
        let file = |(path, text): &(&str, &str)| File { path: (*path).to_owned(), text: (*text).to_owned() };
        check(&Tree::of(Path::new("/home/somebody/seawall"), files.iter().map(file).collect(), Vec::new()))
    }

    #[test]
    fn places_of_a_machine_and_hosts_are_found() {
        assert_eq!(complaints(&[("README.md", "see ../shared and /etc/passwd\n")]), Complaints::new());
        assert_eq!(complaints(&[("README.md", "\nsee /home/somebody/seawall/README.md\n")]).len(), 1);
        assert_eq!(complaints(&[("README.md", "/home/somebody/shared/vectors\n")]).len(), 1);
        assert_eq!(complaints(&[("README.md", concat!("from pypi", ".org\n"))]).len(), 1);
        assert_eq!(complaints(&[("Cargo.lock", concat!("from pypi", ".org\n"))]), Complaints::new());
    }
}
