//! Seawall beside its peers, on one corpus, in one run, on one machine: ratios are what counts.

use std::path::Path;

use super::measure::{Cost, cost};
use super::peers::{self, Tool};
use super::{BYTES, SEED, corpus, folder, release_binary};
use crate::setup::Cache;
use crate::{Failure, process, root, table};

const HEADS: [&str; 10] = [
    "tool",
    "CPU s",
    "wall s",
    "peak MB",
    "checks",
    "findings",
    "threads",
    "output",
    "CPU ratio",
    "peak ratio",
];

/// Measures every tool and prints the table, then what only concerns us.
pub fn run() -> Result<(), Failure> {
    let cache = Cache::find()?;
    let folder = folder()?;
    let corpus = folder.path().join("corpus");
    let size = corpus::write(&corpus, SEED, BYTES)?;
    println!(
        "corpus: {} files, {} objects, {:.1} MB, seed {SEED}",
        size.files,
        size.objects,
        size.bytes as f64 / 1e6
    );

    let binary = release_binary()?;
    let tools = [
        peers::seawall(&binary, &corpus)?,
        peers::kube_score(&cache, &corpus)?,
        peers::checkov(&cache, &corpus)?,
    ];
    let mut measured = Vec::new();
    for tool in &tools {
        eprintln!("measuring {} ({} runs)", tool.name, tool.runs);
        let (cost, output) = cost(&tool.program, &tool.arguments, tool.runs)?;
        measured.push((tool, cost, tool.findings(&output)?));
    }
    let ours = measured[0].1;
    let rows: Vec<Vec<String>> =
        measured.iter().map(|(tool, cost, found)| row(tool, *cost, *found, ours)).collect();
    print!("{}", table::lay_out(&HEADS, &rows));

    let (start, _) = cost(&binary, ["--version"], 100)?;
    let bytes = std::fs::metadata(&binary).map_err(|error| Failure::new(error.to_string()))?.len();
    println!("start-up: seawall --version takes {:.1} ms", start.wall * 1e3);
    println!("binary: {:.1} MB", bytes as f64 / 1e6);
    throughput()?;
    judgements(&corpus)
}

fn row(tool: &Tool, cost: Cost, findings: usize, ours: Cost) -> Vec<String> {
    vec![
        tool.name.clone(),
        format!("{:.3}", cost.cpu),
        format!("{:.3}", cost.wall),
        format!("{:.0}", cost.peak),
        tool.checks.to_string(),
        findings.to_string(),
        tool.threads.clone(),
        tool.output.to_owned(),
        format!("{:.1}", cost.cpu / ours.cpu),
        format!("{:.1}", cost.peak / ours.peak),
    ]
}

/// The reader alone, on one core.
fn throughput() -> Result<(), Failure> {
    let cargo = ["run", "--quiet", "--release", "--package", "manifest", "--example", "throughput"];
    let said = process::output(process::cargo().args(cargo).current_dir(root()))?;
    println!("manifest: {}", said.trim().replace('\n', "; "));
    Ok(())
}

/// Pod Security alone, on one core.
fn judgements(corpus: &Path) -> Result<(), Failure> {
    let cargo = ["run", "--quiet", "--release", "--package", "podsecurity", "--example", "judgements"];
    let said = process::output(process::cargo().args(cargo).arg("--").arg(corpus).current_dir(root()))?;
    println!("podsecurity: {}", said.trim().replace('\n', "; "));
    Ok(())
}
