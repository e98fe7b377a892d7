//! What is built once and kept outside the tree.

use std::path::PathBuf;
use std::process::Command;

use crate::left_out::not_run;
use crate::shared::repository;

/// The folder for what is built or installed once: `$SEAWALL_CACHE`, else `seawall` in the user's cache folder. It may
/// not be there yet.
///
/// # Errors
/// Where the environment names neither.
pub fn cache() -> Result<PathBuf, String> {
    let variable = |name: &str| std::env::var_os(name).filter(|value| !value.is_empty()).map(PathBuf::from);
    variable("SEAWALL_CACHE")
        .or_else(|| Some(variable("XDG_CACHE_HOME")?.join("seawall")))
        .or_else(|| Some(variable("HOME")?.join(".cache/seawall")))
        .or_else(|| Some(variable("LOCALAPPDATA")?.join("seawall")))
        .ok_or_else(|| "no cache folder: set SEAWALL_CACHE to a folder that may be written".to_owned())
}

/// A program that `cargo xtask setup` installs into the cache, by its path in there; `None`, and the suite is said not to
/// run, where it is not there.
///
/// # Panics
/// As [`not_run`] does.
pub fn installed(suite: &str, program: &str) -> Option<PathBuf> {
    match cache().map(|cache| cache.join(program)) {
        Ok(path) if path.exists() => return Some(path),
        Ok(path) => not_run(suite, &format!("{} is not there: cargo xtask setup", path.display())),
        Err(error) => not_run(suite, &error),
    }
    None
}

/// A program of a folder under `kube/`, built by the `build.sh` there if these sources are new.
///
/// # Errors
/// With what the build said, where it failed.
pub fn built(folder_of_sources: &str, program: &str) -> Result<PathBuf, String> {
    let sources = repository().join("kube").join(folder_of_sources);
    let script = sources.join("build.sh");
    let run = |argument: &std::ffi::OsStr| {
        let output = Command::new("sh").arg(&script).arg(argument).output();
        let output = output.map_err(|error| format!("sh {}: {error}", script.display()))?;
        let error = String::from_utf8_lossy(&output.stderr).into_owned();
        if output.status.success() {
            Ok(output.stdout)
        } else {
            Err(format!("{}: {error}", script.display()))
        }
    };
    let key = run("--key".as_ref())?;
    let name = match folder_of_sources {
        "cluster" => "kube",
        other => other,
    };
    let folder = cache()?.join(format!("{name}-{}", String::from_utf8_lossy(&key).trim()));
    let executable = format!("{program}{}", std::env::consts::EXE_SUFFIX);
    if !folder.join(&executable).is_file() {
        run(folder.as_os_str())?;
    }
    Ok(folder.join(executable))
}
