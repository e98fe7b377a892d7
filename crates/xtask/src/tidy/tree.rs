//! The tree that the rules look at.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use serde_json::Value;

use crate::{Failure, process};

/// A file that is committed or about to be.
#[derive(Clone, Debug)]
pub struct File {
    /// Its path from the root, `/`-separated.
    pub path: String,
    /// Its text; empty where it is not text.
    pub text: String,
}

/// A package of the workspace or one it depends on, as `cargo metadata` names it.
#[derive(Clone, Debug)]
pub struct Package {
    /// Its name.
    pub name: String,
    /// Its version.
    pub version: String,
    /// The SPDX expression of its licence, where it gives one.
    pub licence: Option<String>,
    /// Where it comes from; `None` for ours.
    pub source: Option<String>,
    /// The names of the packages it builds or runs with; dev-dependencies are left out.
    pub dependencies: Vec<String>,
    /// The names of the packages its tests need besides.
    pub dev_dependencies: Vec<String>,
}

/// The tree.
#[derive(Debug)]
pub struct Tree {
    root: PathBuf,
    files: Vec<File>,
    packages: Vec<Package>,
}

impl Tree {
    /// Reads the files that git knows or does not ignore, and cargo's metadata.
    pub fn read(root: &Path) -> Result<Tree, Failure> {
        let list = process::output(
            Command::new("git")
                .args(["ls-files", "-z", "--cached", "--others", "--exclude-standard"])
                .current_dir(root),
        )?;
        let files = list.split('\0').filter(|path| !path.is_empty()).filter_map(|path| {
            let bytes = fs::read(root.join(path)).ok()?;
            Some(File { path: path.to_owned(), text: String::from_utf8(bytes).unwrap_or_default() })
        });
        let metadata = process::output(
            process::cargo().args(["metadata", "--format-version=1", "--locked"]).current_dir(root),
        )?;
        let metadata: Value =
            serde_json::from_str(&metadata).map_err(|error| Failure::new(error.to_string()))?;
        Ok(Tree { root: root.to_path_buf(), files: files.collect(), packages: packages(&metadata) })
    }

    /// Puts a tree together by hand.
    pub fn of(root: &Path, files: Vec<File>, packages: Vec<Package>) -> Tree {
        Tree { root: root.to_path_buf(), files, packages }
    }

    /// The root.
    pub fn root(&self) -> &Path {
        &self.root
    }

    /// All files.
    pub fn files(&self) -> &[File] {
        &self.files
    }

    /// The Rust sources of a crate: what lies in its `src`.
    pub fn sources(&self, name: &str) -> impl Iterator<Item = &File> {
        let folder = format!("crates/{name}/src/");
        self.files.iter().filter(move |file| file.path.starts_with(&folder) && file.path.ends_with(".rs"))
    }

    /// The file of a path from the root.
    pub fn file(&self, path: &str) -> Option<&File> {
        self.files.iter().find(|file| file.path == path)
    }

    /// All packages.
    pub fn packages(&self) -> &[Package] {
        &self.packages
    }

    /// Our packages.
    pub fn crates(&self) -> impl Iterator<Item = &Package> {
        self.packages.iter().filter(|package| package.source.is_none())
    }

    /// All packages that a package reaches, itself included, without dev-dependencies.
    pub fn reach(&self, name: &str) -> Vec<&Package> {
        let mut reached: Vec<&Package> = Vec::new();
        let mut ahead = vec![name];
        while let Some(name) = ahead.pop() {
            for package in self.packages.iter().filter(|package| package.name == name) {
                if !reached.iter().any(|other| std::ptr::eq(*other, package)) {
                    reached.push(package);
                    ahead.extend(package.dependencies.iter().map(String::as_str));
                }
            }
        }
        reached
    }
}

fn packages(metadata: &Value) -> Vec<Package> {
    let list = metadata["packages"].as_array().into_iter().flatten();
    list.map(|package| {
        let text = |key: &str| package[key].as_str().map(str::to_owned);
        let dependencies = |dev: bool| {
            let all = package["dependencies"].as_array().into_iter().flatten();
            let wanted = all.filter(|dependency| (dependency["kind"] == "dev") == dev);
            wanted.filter_map(|dependency| dependency["name"].as_str().map(str::to_owned)).collect()
        };
        Package {
            name: text("name").unwrap_or_default(),
            version: text("version").unwrap_or_default(),
            licence: text("license"),
            source: text("source"),
            dependencies: dependencies(false),
            dev_dependencies: dependencies(true),
        }
    })
    .collect()
}
