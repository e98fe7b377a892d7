//! Which folders are Helm charts, and which files belong to them.

use std::collections::HashSet;
use std::path::{Path, PathBuf};

use ignore::WalkBuilder;

/// The file that makes a folder a chart.
pub(crate) const MARKER: &str = "Chart.yaml";

/// The folders of a chart whose files are never judged by themselves.
const FOLDERS: [&str; 3] = ["templates", "charts", "crds"];

/// The charts of the input; those under another's `charts/` are part of it.
#[derive(Debug, Default)]
pub(crate) struct Charts {
    roots: HashSet<PathBuf>,
}

impl Charts {
    /// Finds the charts that files belong to, also where only a part of a chart was named.
    pub fn among(files: &[&Path]) -> Charts {
        let marked = files
            .iter()
            .filter(|file| file.file_name().is_some_and(|name| name == MARKER))
            .map(|file| folder(file));
        let mut roots: HashSet<PathBuf> = marked.map(Path::to_owned).collect();
        let named_inside: HashSet<&Path> = files.iter().filter_map(|file| above_templates(file)).collect();
        roots.extend(named_inside.into_iter().filter(|root| root.join(MARKER).is_file()).map(Path::to_owned));
        let is_part = |root: &PathBuf| {
            root.ancestors().skip(1).any(|above| {
                above.file_name().is_some_and(|name| name == "charts") && roots.contains(folder(above))
            })
        };
        let parts: Vec<PathBuf> = roots.iter().filter(|root| is_part(root)).cloned().collect();
        parts.iter().for_each(|part| {
            roots.remove(part);
        });
        Charts { roots }
    }

    /// The chart that a file is part of.
    pub fn owner(&self, file: &Path) -> Option<&Path> {
        if self.roots.is_empty() {
            return None;
        }
        let root = file
            .ancestors()
            .skip(1)
            .find_map(|above| self.roots.get(above).filter(|root| owns(root, file)))?;
        Some(if root.as_os_str().is_empty() { Path::new(".") } else { root })
    }
}

/// A symbolic link of a chart that leads out of each of the named folders that hold the chart, or out of the chart itself
/// where none does. Helm follows links wherever they lead.
pub(crate) fn link_outside(root: &Path, folders: &[PathBuf]) -> Option<PathBuf> {
    let chart = root.canonicalize().ok()?;
    let folders = folders.iter().filter_map(|folder| folder.canonicalize().ok());
    let mut inside: Vec<PathBuf> = folders.filter(|folder| chart.starts_with(folder)).collect();
    inside.push(chart);
    let leaves = |path: &Path| {
        path.canonicalize().is_ok_and(|target| !inside.iter().any(|folder| target.starts_with(folder)))
    };
    let entries = WalkBuilder::new(root).standard_filters(false).follow_links(true).build().flatten();
    let mut links = entries.filter(|entry| entry.depth() > 0 && entry.path_is_symlink());
    links.find(|link| leaves(link.path())).map(|link| link.into_path())
}

/// The parent, empty for a bare name.
fn folder(path: &Path) -> &Path {
    path.parent().unwrap_or(Path::new(""))
}

/// The folder that holds the `templates` in which a file stands.
fn above_templates(file: &Path) -> Option<&Path> {
    let templates =
        file.ancestors().skip(1).find(|above| above.file_name().is_some_and(|name| name == "templates"))?;
    Some(folder(templates))
}

fn owns(root: &Path, file: &Path) -> bool {
    let Ok(inside) = file.strip_prefix(root) else { return false };
    let Some(first) = inside.components().next() else { return false };
    let first = first.as_os_str().to_string_lossy();
    match inside.components().count() {
        1 => first.starts_with("Chart.") || first.starts_with("values") || first.starts_with("requirements."),
        _ => FOLDERS.iter().any(|folder| first == *folder),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn charts(files: &[&'static str]) -> Charts {
        Charts::among(&files.iter().map(Path::new).collect::<Vec<_>>())
    }

    #[test]
    fn a_chart_owns_its_templates_values_and_subcharts() {
        let charts = charts(&["app/Chart.yaml", "app/charts/db/Chart.yaml", "other/Chart.yaml"]);
        let app = Some(Path::new("app"));
        assert_eq!(charts.owner(Path::new("app/templates/deep/web.yaml")), app);
        assert_eq!(charts.owner(Path::new("app/charts/db/templates/db.yaml")), app);
        assert_eq!(charts.owner(Path::new("app/charts/db/Chart.yaml")), app);
        assert_eq!(charts.owner(Path::new("app/values-production.yaml")), app);
        assert_eq!(charts.owner(Path::new("app/ci/namespace.yaml")), None);
        assert_eq!(charts.owner(Path::new("other/Chart.yaml")), Some(Path::new("other")));
        assert_eq!(charts.owner(Path::new("web.yaml")), None);
    }

    #[test]
    fn the_current_folder_can_be_a_chart() {
        let charts = charts(&["Chart.yaml", "templates/web.yaml"]);
        assert_eq!(charts.owner(Path::new("templates/web.yaml")), Some(Path::new(".")));
    }

    #[test]
    fn a_folder_called_charts_is_no_chart() {
        let charts = charts(&["charts/a/Chart.yaml", "charts/b/Chart.yaml"]);
        assert_eq!(charts.owner(Path::new("charts/a/Chart.yaml")), Some(Path::new("charts/a")));
        assert_eq!(charts.owner(Path::new("charts/b/values.yaml")), Some(Path::new("charts/b")));
    }
}
