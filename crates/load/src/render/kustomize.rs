//! Kustomizations, by `kustomize build` or `kubectl kustomize`.
//!
//! Built twice: as it lies there, which is the truth, and through a wrapper that makes kustomize write into each object
//! which file it came from. The two are matched by identity; where the second fails, the origin is not known.

use std::collections::HashMap;
use std::path::Path;
use std::process::Command;
use std::sync::Arc;

use finding::IncompleteReason;
use manifest::{Document, Node, Provenance, Source, Span, StepRole};

use super::origin::{Steps, step};
use super::process;
use crate::kustomization::remote_reference;
use crate::read::{self, Text, failed};
use crate::{Request, paths};

const INSTALL: &str = "kustomizations are rendered by Kustomize, and neither `kustomize` nor `kubectl` is on the PATH; install one of them";

/// Renders a folder.
pub(crate) fn kustomization(root: &Path, name: &str, request: &Request) -> Text {
    let unrendered = |message: String| failed(IncompleteReason::Unrendered, name, message);
    if let Some(remote) = remote_reference(root) {
        return unrendered(format!(
            "kustomization was not rendered: it needs `{remote}`, and nothing is fetched from the network; keep a copy beside it"
        ));
    }
    let (plain, origins) =
        rayon::join(|| build(root, request), || origins(root, request).unwrap_or_default());
    match plain {
        Ok(output) => {
            let steps = steps(&output, &origins, request);
            read::source(name, output, Provenance::Rendered(steps), request.limits)
        }
        Err(failure) => unrendered(format!("kustomization {}", failure.message("kustomize", INSTALL))),
    }
}

/// Tries the tools in turn.
fn build(root: &Path, request: &Request) -> Result<Vec<u8>, process::Failure> {
    let home = tempfile::tempdir().map_err(process::Failure::Broken)?;
    let root = std::path::absolute(root).map_err(process::Failure::Broken)?;
    let run = |mut command: Command| process::run(command.arg(&root), request.rendering.limits());
    let with = |program: &str, verb: &str| {
        let mut command = process::command(program, home.path());
        command.arg(verb);
        run(command)
    };
    match with("kustomize", "build") {
        Err(process::Failure::NotInstalled) => with("kubectl", "kustomize"),
        other => other,
    }
}

/// What tells an object of a build from all others.
type Identity = [String; 4];

/// The origin of each object: its role and the file, as the user would name it.
type Origins = HashMap<Identity, (StepRole, String)>;

/// Where kustomize writes the origin.
const ANNOTATION: &str = "config.kubernetes.io/origin";

fn origins(root: &Path, request: &Request) -> Option<Origins> {
    let wrapper = tempfile::tempdir().ok()?;
    let folder = wrapper.path().canonicalize().ok()?;
    let absolute = root.canonicalize().ok()?;
    let resource = paths::name(&paths::relative(&folder, &absolute)?);
    let text = format!("resources: [{resource:?}]\nbuildMetadata: [originAnnotations]\n");
    std::fs::write(folder.join("kustomization.yaml"), text).ok()?;
    let output = build(&folder, request).ok()?;

    let mut origins = Origins::new();
    let source = Source::new("wrapper", output, request.limits).ok()?;
    for document in manifest::documents_with(&Arc::new(source), request.limits).flatten() {
        let object = document.root();
        let annotation = object.path(&["metadata", "annotations", ANNOTATION]).and_then(Node::as_str);
        if let Some(origin) = annotation.and_then(|text| origin(&text, request)) {
            let (role, path) = origin;
            let file = user_name(root, &absolute, &paths::normal(&folder.join(path)));
            origins.insert(identity(object), (role, file));
        }
    }
    Some(origins)
}

/// Reads the annotation's text: `path: base/web.yaml`, or `configuredIn: kustomization.yaml` for what was generated.
fn origin(text: &str, request: &Request) -> Option<(StepRole, String)> {
    let source = Source::new("origin", text.as_bytes().to_vec(), request.limits).ok()?;
    let document = Document::parse(&Arc::new(source), request.limits).ok()?;
    let word = |key: &str| document.root().get(key).and_then(Node::as_str).map(|text| text.into_owned());
    let written = word("path").map(|path| (StepRole::Base, path));
    written.or_else(|| word("configuredIn").map(|path| (StepRole::Generator, path)))
}

/// An absolute path as seen from the root that the user named.
fn user_name(root: &Path, absolute: &Path, file: &Path) -> String {
    let seen = paths::relative(absolute, file).map_or_else(|| file.to_owned(), |way| root.join(way));
    paths::name(&paths::normal(&seen))
}

fn identity(object: Node<'_>) -> Identity {
    let word = |keys: &[&str]| object.path(keys).and_then(Node::as_str).unwrap_or_default().into_owned();
    [word(&["apiVersion"]), word(&["kind"]), word(&["metadata", "namespace"]), word(&["metadata", "name"])]
}

/// The ranges of the true output and their origins.
fn steps(output: &[u8], origins: &Origins, request: &Request) -> Steps {
    if origins.is_empty() {
        return Steps::new();
    }
    let Ok(source) = Source::new("output", output.to_vec(), request.limits) else { return Steps::new() };
    let documents = manifest::documents_with(&Arc::new(source), request.limits).flatten();
    documents
        .filter_map(|document| {
            let (role, file) = origins.get(&identity(document.root()))?;
            let span: Span = document.span();
            Some((span, Arc::from([step(*role, file.clone())])))
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn origins_are_named_from_the_users_root() {
        let name =
            |root: &str, file: &str| user_name(Path::new(root), Path::new("/w/app/prod"), Path::new(file));
        assert_eq!(name("app/prod", "/w/app/prod/web.yaml"), "app/prod/web.yaml");
        assert_eq!(name("app/prod", "/w/app/base/web.yaml"), "app/base/web.yaml");
        assert_eq!(name(".", "/w/app/base/web.yaml"), "../base/web.yaml");
    }
}
