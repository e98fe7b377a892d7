//! How many judgements one core makes in a second: `cargo run --release --package podsecurity --example judgements
//! FOLDER`, over every pod and pod template in the YAML and JSON files of a folder (`cargo xtask bench --corpus FOLDER`
//! writes one).
//!
//! A judgement is one pod at one level and version, from the parsed document to the verdict. The best of several runs
//! counts.

#![expect(clippy::print_stdout, reason = "it prints its figures")]
#![expect(clippy::disallowed_methods, reason = "it is a program of its own")]

use std::path::Path;
use std::sync::LazyLock;
use std::time::Instant;

use model::{Inventory, PodView};
use podsecurity::{Level, Version, judge};

/// Many short runs: on a busy machine one of them is left alone.
const RUNS: usize = 100;
const JUDGEMENTS: usize = 10_000;

fn main() {
    let Some(folder) = std::env::args().nth(1) else {
        println!("give the folder whose pods are to be judged");
        return;
    };
    let inventories = read(Path::new(&folder));
    let pods: Vec<PodView<'_>> = inventories.iter().flat_map(Inventory::pods).collect();
    println!("{} pods and templates", pods.len());
    for level in [Level::Baseline, Level::Restricted] {
        let refused = pods.iter().filter(|pod| !judge(**pod, level, Version::Latest).allowed()).count();
        let verdicts = rate(&pods, |pod| judge(pod, level, Version::Latest).allowed().into());
        let messages = rate(&pods, |pod| judge(pod, level, Version::Latest).message().len());
        println!(
            "{level}: {verdicts:.2} M verdicts/s, {messages:.2} M with their messages ({refused} refused)"
        );
    }
}

/// Millions of judgements in a second of one core.
fn rate(pods: &[PodView<'_>], judge: impl Fn(PodView<'_>) -> usize) -> f64 {
    let rounds = JUDGEMENTS.div_ceil(pods.len().max(1));
    let mut best = f64::INFINITY;
    for _ in 0..RUNS {
        let start = seconds();
        let mut sum = 0;
        for _ in 0..rounds {
            sum += pods.iter().map(|pod| judge(*pod)).sum::<usize>();
        }
        std::hint::black_box(sum);
        best = best.min(seconds() - start);
    }
    (rounds * pods.len()) as f64 / best / 1e6
}

/// The time this thread has had on a processor, where the system tells it, so that other programs do not count; else
/// the time that has passed.
fn seconds() -> f64 {
    static START: LazyLock<Instant> = LazyLock::new(Instant::now);
    let used = std::fs::read_to_string("/proc/thread-self/schedstat").ok();
    let used = used.and_then(|used| used.split(' ').next()?.parse::<f64>().ok());
    used.map_or_else(|| START.elapsed().as_secs_f64(), |nanoseconds| nanoseconds / 1e9)
}

/// The Inventory of each file.
fn read(folder: &Path) -> Vec<Inventory> {
    let entries = std::fs::read_dir(folder).unwrap_or_else(|error| panic!("{}: {error}", folder.display()));
    let mut paths: Vec<_> = entries.flatten().map(|entry| entry.path()).collect();
    paths.sort();
    let inventory = |path: &std::path::PathBuf| {
        if path.is_dir() {
            return read(path);
        }
        let text =
            std::fs::read_to_string(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
        vec![testkit::inventory(&text)]
    };
    paths.iter().flat_map(inventory).collect()
}
