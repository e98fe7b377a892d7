//! Helm charts, by `helm template`.

use std::path::Path;

use finding::IncompleteReason;
use manifest::{Document, Limits, Node, Provenance, Source};

use super::{origin, process};
use crate::notes::Notes;
use crate::read::{self, Text, failed};
use crate::{Request, chart};

const INSTALL: &str = "charts are rendered by Helm, and `helm` is not on the PATH; install Helm 3 or 4";

/// Renders a folder.
pub(crate) fn chart(root: &Path, name: &str, request: &Request) -> Text {
    let marker = std::fs::read(root.join(chart::MARKER)).unwrap_or_default();
    if type_of(marker).is_some_and(|kind| kind == "library") {
        return Text::Aside(Notes::LIBRARY_CHART, name.to_owned());
    }
    template(root, name, request, |template| format!("{}{template}", prefix(name)))
}

/// A chart in `.` has templates `templates/web.yaml`, as the user would name them.
fn prefix(name: &str) -> String {
    if name == "." { String::new() } else { format!("{}/", name.trim_end_matches('/')) }
}

/// The word behind `type:`; `application` where there is none; `None` where the text is no chart's.
pub(super) fn type_of(marker: Vec<u8>) -> Option<String> {
    let limits = Limits { bytes: 1 << 20, depth: 100 };
    let source = Source::new(chart::MARKER, marker, limits).ok()?;
    let document = Document::parse(&source.into(), limits).ok()?;
    let kind = document.root().get("type").and_then(Node::as_str);
    Some(kind.map_or_else(|| "application".to_owned(), |kind| kind.into_owned()))
}

/// Renders a folder or an archive; `user_name` names a template as the user would.
pub(super) fn template(
    path: &Path,
    name: &str,
    request: &Request,
    user_name: impl Fn(&str) -> String,
) -> Text {
    match run(path, request) {
        Ok(output) => {
            let steps = origin::of_helm(&output, |template| {
                // The first component is the chart's own name, wherever the chart lies.
                user_name(template.split_once('/').map_or(template, |(_, inside)| inside))
            });
            read::source(name, output, Provenance::Rendered(steps), request.limits)
        }
        Err(failure) => {
            failed(IncompleteReason::Unrendered, name, format!("chart {}", failure.message("helm", INSTALL)))
        }
    }
}

fn run(path: &Path, request: &Request) -> Result<Vec<u8>, process::Failure> {
    let home = tempfile::tempdir().map_err(process::Failure::Broken)?;
    let rendering = &request.rendering;
    let mut command = process::command("helm", home.path());
    for place in ["HELM_CONFIG_HOME", "HELM_CACHE_HOME", "HELM_DATA_HOME", "HELM_PLUGINS"] {
        command.env(place, home.path());
    }
    command.env("HELM_NO_PLUGINS", "1");
    command.arg("template").arg(std::path::absolute(path).map_err(process::Failure::Broken)?);
    command.arg("--include-crds").arg("--kube-version").arg(request.options.version.to_string());
    if let Some(namespace) = &request.options.namespace {
        command.arg("--namespace").arg(&**namespace);
    }
    for values in &rendering.values {
        command.arg("--values").arg(std::path::absolute(values).map_err(process::Failure::Broken)?);
    }
    for set in &rendering.set {
        command.arg("--set").arg(set);
    }
    process::run(&mut command, rendering.limits())
}
