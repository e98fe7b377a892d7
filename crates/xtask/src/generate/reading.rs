//! Reads what check files say of themselves: the comment at their head and the metadata in them. They are all of one
//! shape (`CONTRIBUTING.md`), so that text is enough and a check that does not compile yet can be listed.

use std::fs;
use std::path::{Path, PathBuf};

use super::parameters::{self, Parameter};

/// The folder of the checks' sources.
const SOURCES: &str = "crates/checks/src";

/// What makes a file a check.
const DECLARATION: &str = "pub(crate) static CHECK: Check";

/// What a check's file says.
pub struct CheckFile {
    /// `pod::privileged`.
    pub module: String,
    /// `POD001`.
    pub id: String,
    /// Reads after "allow".
    pub name: String,
    /// One line.
    pub title: String,
    /// In lower case.
    pub severity: String,
    /// `safe`, `needs-evidence`, `breaking`, or nothing.
    pub fix: Option<String>,
    /// Framework and control.
    pub frameworks: Vec<(String, String)>,
    /// Tool and id.
    pub peers: Vec<(String, String)>,
    /// What users may set.
    pub parameters: Vec<Parameter>,
    /// Markdown.
    pub documentation: String,
}

/// All checks, ordered by id.
pub fn all(root: &Path) -> Result<Vec<CheckFile>, String> {
    let sources = root.join(SOURCES);
    let mut checks = Vec::new();
    for file in files(&sources, "rs") {
        let text = fs::read_to_string(&file).map_err(|error| format!("{}: {error}", file.display()))?;
        if !text.contains(DECLARATION) {
            continue;
        }
        let place = file.strip_prefix(&sources).unwrap_or(&file).with_extension("");
        let parts: Vec<String> = place.iter().map(|part| part.to_string_lossy().into_owned()).collect();
        let check = read(parts.join("::"), &text);
        checks.push(check.map_err(|problem| format!("{}: {problem}", file.display()))?);
    }
    checks.sort_by(|one, other| one.id.cmp(&other.id));
    Ok(checks)
}

/// All files below a folder with an extension, sorted.
pub fn files(folder: &Path, extension: &str) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        let path = entry.path();
        if path.is_dir() {
            found.extend(files(&path, extension));
        } else if path.extension().is_some_and(|own| own == extension) {
            found.push(path);
        }
    }
    found.sort();
    found
}

fn read(module: String, text: &str) -> Result<CheckFile, String> {
    let (_, metadata) = text.split_once(DECLARATION).ok_or("there is no check")?;
    let (metadata, _) = metadata.split_once("\n};").ok_or("the check has no end")?;
    Ok(CheckFile {
        module,
        id: string(metadata, "id")?,
        name: string(metadata, "name")?,
        title: string(metadata, "title")?,
        severity: after(metadata, "severity: Severity::")?.to_lowercase(),
        fix: safety(metadata)?,
        frameworks: citations(list(metadata, "frameworks")?, framework)?,
        peers: citations(list(metadata, "peers")?, tool)?,
        parameters: parameters::read(metadata)?,
        documentation: documentation(text),
    })
}

fn documentation(text: &str) -> String {
    let lines = text.lines().map_while(|line| line.strip_prefix("//!"));
    let lines: Vec<&str> = lines.map(|line| line.strip_prefix(' ').unwrap_or(line)).collect();
    lines.join("\n") + "\n"
}

fn string(metadata: &str, field: &str) -> Result<String, String> {
    let start = format!(" {field}: \"");
    let (_, rest) =
        metadata.split_once(&start).ok_or(format!("`{field}` is not a string literal on its line"))?;
    let (value, _) =
        rest.split_once("\",\n").ok_or(format!("`{field}` is not a string literal on its line"))?;
    Ok(value.to_owned())
}

fn after<'t>(metadata: &'t str, start: &str) -> Result<&'t str, String> {
    let (_, rest) = metadata.split_once(start).ok_or(format!("`{start}` is missing"))?;
    Ok(rest.split(|c: char| !c.is_ascii_alphanumeric()).next().unwrap_or_default())
}

fn safety(metadata: &str) -> Result<Option<String>, String> {
    if metadata.contains(" fix: None,") {
        return Ok(None);
    }
    let word = match after(metadata, "fix: Some(Safety::")? {
        "Safe" => "safe",
        "NeedsEvidence" => "needs-evidence",
        "Breaking" => "breaking",
        other => return Err(format!("there is no safety class `{other}`")),
    };
    Ok(Some(word.to_owned()))
}

fn list<'t>(metadata: &'t str, field: &str) -> Result<&'t str, String> {
    let (_, rest) = metadata.split_once(&format!("{field}: &[")).ok_or(format!("`{field}` is missing"))?;
    rest.split_once("],\n").map(|(list, _)| list).ok_or(format!("`{field}` has no end"))
}

/// Reads `trivy("KSV-0017"), …`.
fn citations(list: &str, word: fn(&str) -> Option<&'static str>) -> Result<Vec<(String, String)>, String> {
    let mut found = Vec::new();
    let mut rest = list;
    while let Some((function, after)) = rest.split_once("(\"") {
        let (value, after) = after.split_once("\")").ok_or("a citation has no end")?;
        let function = function.trim_matches(|c: char| c == ',' || c.is_whitespace());
        let word = word(function).ok_or(format!("there is no `{function}` in cite.rs"))?;
        found.push((word.to_owned(), value.to_owned()));
        rest = after;
    }
    Ok(found)
}

fn framework(function: &str) -> Option<&'static str> {
    Some(match function {
        "pss_baseline" => "pss-baseline",
        "pss_restricted" => "pss-restricted",
        "nsa_cisa" => "nsa-cisa",
        "mitre" => "mitre",
        "cis" => "cis-1.12",
        _ => return None,
    })
}

fn tool(function: &str) -> Option<&'static str> {
    Some(match function {
        "checkov" => "checkov",
        "krane" => "krane",
        "kube_linter" => "kube-linter",
        "kube_score" => "kube-score",
        "kubeaudit" => "kubeaudit",
        "kubiscan" => "KubiScan",
        "kubescape" => "kubescape",
        "polaris" => "polaris",
        "popeye" => "popeye",
        "rbac_police" => "rbac-police",
        "rbac_tool" => "rbac-tool",
        "trivy" => "trivy",
        _ => return None,
    })
}
