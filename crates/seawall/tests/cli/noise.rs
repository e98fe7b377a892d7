//! What is read by nobody is a defect: applications that are made as well-known ones are get few lines.

use std::path::Path;

use crate::support::Folder;

/// Diagnostics for each workload, at most, in the text that people read.
const MOST: usize = 3;

#[test]
fn well_known_applications_get_few_lines() {
    let examples = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../examples").canonicalize().unwrap();
    for example in ["monitoring", "ingress-controller", "database-operator"] {
        let path = examples.join(example).to_str().unwrap().to_owned();
        let folder = Folder::new();
        let text = folder.run(&["scan", &path]);
        let pods = folder.run(&["pss", "--level", "privileged", "-o", "json", &path]).json();
        let given = pods["results"].as_array().unwrap().iter().filter(|row| row["mode"] == "given");
        let workloads = given.count();
        let lines = text.stdout().lines().filter(|line| is_diagnostic(line)).count();
        assert!(workloads > 0 && lines > 0, "{example}: {lines} lines, {workloads} workloads");
        assert!(
            lines <= MOST * workloads,
            "{example}: {lines} lines, {workloads} workloads\n{}",
            text.stdout()
        );
    }
}

fn is_diagnostic(line: &str) -> bool {
    ["critical[", "high[", "medium[", "low[", "info["].iter().any(|start| line.starts_with(start))
}
