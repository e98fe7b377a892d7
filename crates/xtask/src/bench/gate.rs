//! The gate: counts of fixed workloads beside those in `bench/gates.toml`. Times are noise on shared machines; counts
//! are not.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use toml::{Table, Value};

use super::valgrind::{self, Counts};
use super::{SEED, corpus, folder, release_binary};
use crate::{Failure, process, root, table};

/// How far a count may be from the recorded one, in percent, in either direction: a gain is recorded, not lost again.
const TOLERANCE: f64 = 3.0;

/// The part of the corpus that the gate reads: small, since valgrind is slow.
const BYTES: usize = 1_000_000;

/// A command line whose cost is watched; `CORPUS` stands for the corpus' folder.
struct Workload {
    name: &'static str,
    arguments: &'static [&'static str],
}

const WORKLOADS: [Workload; 5] = [
    Workload { name: "start", arguments: &["--version"] },
    Workload { name: "scan-shop-text", arguments: &["scan", "examples/shop", "--today", "2026-01-01"] },
    Workload {
        name: "scan-corpus-json",
        arguments: &["scan", "CORPUS", "-o", "json", "--today", "2026-01-01"],
    },
    Workload {
        name: "scan-corpus-sarif",
        arguments: &["scan", "CORPUS", "-o", "sarif", "--today", "2026-01-01"],
    },
    Workload {
        name: "pss-corpus-json",
        arguments: &["pss", "CORPUS", "--level", "restricted", "-o", "json"],
    },
];

/// Measures and fails where a count has moved, or where the machine counts differently.
pub fn compare() -> Result<(), Failure> {
    let text =
        fs::read_to_string(file()).map_err(|error| Failure::new(format!("{}: {error}", file().display())))?;
    let recorded: Table = toml::from_str(&text).map_err(|error| Failure::new(error.to_string()))?;
    let pinned = conditions()?;
    if recorded.get("conditions") != Some(&Value::Table(pinned.clone())) {
        return Err(Failure::new(format!(
            "{} was recorded under other conditions than these, so that nothing can be compared:\n{pinned}\
             record it here before a change with: cargo xtask bench --record",
            file().display()
        )));
    }
    let mut rows = Vec::new();
    let mut moved = Vec::new();
    for (name, counts) in measure()? {
        for (count, now) in members(counts) {
            let before = recorded
                .get(name)
                .and_then(|table| table.get(count))
                .and_then(Value::as_integer)
                .unwrap_or(0);
            let percent = (now as f64 / before as f64 - 1.0) * 100.0;
            rows.push(vec![
                format!("{name} {count}"),
                before.to_string(),
                now.to_string(),
                format!("{percent:+.2} %"),
            ]);
            if before == 0 || percent.abs() > TOLERANCE {
                moved.push(format!("{name}: {count} went from {before} to {now} ({percent:+.1} %)"));
            }
        }
    }
    print!("{}", table::lay_out(&["workload", "recorded", "now", "change"], &rows));
    if moved.is_empty() {
        return Ok(());
    }
    Err(Failure::new(format!(
        "counts moved by more than {TOLERANCE} %:\n{}\nif that is meant: cargo xtask bench --record, and say why",
        moved.join("\n")
    )))
}

/// Measures and writes the file.
pub fn record() -> Result<(), Failure> {
    let mut text = format!(
        "# Counts of fixed workloads, written by `cargo xtask bench --record`; `cargo xtask bench --gate` fails when one\n\
         # moves by more than {TOLERANCE} %. One thread; {BYTES} bytes of the corpus of seed {SEED}.\n\n[conditions]\n{}",
        conditions()?
    );
    for (name, counts) in measure()? {
        text.push_str(&format!("\n[{name}]\n"));
        for (count, now) in members(counts) {
            text.push_str(&format!("{count} = {now}\n"));
        }
    }
    print!("{text}");
    fs::create_dir_all(root().join("bench")).map_err(|error| Failure::new(error.to_string()))?;
    fs::write(file(), text).map_err(|error| Failure::new(format!("{}: {error}", file().display())))
}

fn file() -> PathBuf {
    root().join("bench/gates.toml")
}

fn members(counts: Counts) -> [(&'static str, u64); 3] {
    [
        ("instructions", counts.instructions),
        ("allocations", counts.allocations),
        ("peak-bytes", counts.peak_bytes),
    ]
}

fn measure() -> Result<Vec<(&'static str, Counts)>, Failure> {
    let folder = folder()?;
    let corpus = folder.path().join("corpus");
    corpus::write(&corpus, SEED, BYTES)?;
    let binary = release_binary()?;
    WORKLOADS
        .iter()
        .map(|workload| Ok((workload.name, workload.count(&binary, &corpus, folder.path())?)))
        .collect()
}

impl Workload {
    fn count(&self, binary: &Path, corpus: &Path, folder: &Path) -> Result<Counts, Failure> {
        eprintln!("counting {}", self.name);
        let corpus = corpus.display().to_string();
        let shop = root().join("examples/shop").display().to_string();
        let replaced = self.arguments.iter().map(|word| match *word {
            "CORPUS" => corpus.as_str(),
            "examples/shop" => shop.as_str(),
            word => word,
        });
        valgrind::count(binary, &replaced.collect::<Vec<_>>(), folder)
    }
}

/// What counts depend on besides the code.
fn conditions() -> Result<Table, Failure> {
    let rustc = process::output(Command::new("rustc").arg("-vV"))?;
    let line = |key: &str| {
        rustc.lines().find_map(|line| line.strip_prefix(key)).unwrap_or_default().trim().to_owned()
    };
    let libc = process::output(Command::new("getconf").arg("GNU_LIBC_VERSION")).unwrap_or_default();
    let flags = std::env::var("RUSTFLAGS").unwrap_or_default();
    let features = if flags.is_empty() { "those of the target".to_owned() } else { flags };
    let pairs = [
        ("valgrind", valgrind::version()?),
        ("rustc", line("release:")),
        ("target", line("host:")),
        ("target-features", features),
        ("allocator", libc.trim().to_owned()),
    ];
    Ok(pairs.into_iter().map(|(key, value)| (key.to_owned(), Value::String(value))).collect())
}
