//! Our reader against Kubernetes' own (`kube/oracle`, program `yaml`): generated documents, and every
//! disagreement that was ever found (`data/yaml-regressions.txt`).
//!
//! `SEAWALL_YAML_SEED` and `SEAWALL_YAML_CASES` choose other and more cases.

mod generate;
mod oracle;
mod words;

use std::sync::Arc;

use generate::Generator;
use manifest::{Document, Limits, Source, documents};
use oracle::{Answer, Case, Mode, Oracle};

/// What we make of a case, in the words of the oracle.
fn ours(case: &Case) -> Answer {
    let source = Source::new("-", case.input.clone(), Limits::default()).expect("small enough");
    let source = Arc::new(source);
    match case.mode {
        Mode::Chunk => match Document::parse(&source, Limits::default()) {
            Ok(document) => {
                Answer::Chunk { json: Some(json(&document)), strict: document.duplicates().is_empty() }
            }
            Err(_) => Answer::Chunk { json: None, strict: false },
        },
        Mode::File => {
            let mut read = Vec::new();
            for document in documents(&source) {
                match document {
                    Ok(document) => read.push(json(&document)),
                    Err(_) => return Answer::File { documents: read, complete: false },
                }
            }
            Answer::File { documents: read, complete: true }
        }
    }
}

fn json(document: &Document) -> String {
    let mut json = String::new();
    document.root().write_json(&mut json);
    json
}

/// Cases on which the two disagree, in words.
fn disagreements(oracle: &mut Oracle, cases: &[Case]) -> Vec<String> {
    let theirs = oracle.ask(cases);
    assert_eq!(theirs.len(), cases.len(), "answers");
    let mut wrong = Vec::new();
    for (case, theirs) in cases.iter().zip(theirs) {
        let ours = ours(case);
        if !ours.agrees(&theirs) && !oracle.wavers(case, &ours) {
            wrong.push(format!("{}\n  ours   {ours:?}\n  theirs {theirs:?}", case.written()));
        }
    }
    wrong
}

fn report(wrong: &[String], count: usize) {
    let shown: Vec<&str> = wrong.iter().take(20).map(String::as_str).collect();
    assert!(wrong.is_empty(), "{} of {count} cases differ:\n{}", wrong.len(), shown.join("\n"));
}

#[test]
fn generated_documents() {
    let Some(mut oracle) = Oracle::start() else { return };
    let seed = number("SEAWALL_YAML_SEED", 1);
    let count = number("SEAWALL_YAML_CASES", 100_000);
    let mut generator = Generator::new(seed);
    let mut read = 0;
    let mut wrong = Vec::new();
    let mut left = usize::try_from(count).expect("a count");
    while left > 0 && wrong.len() < 20 {
        let batch: Vec<Case> = (0..left.min(50_000)).map(|_| generator.case()).collect();
        left -= batch.len();
        read += batch.len();
        wrong.extend(disagreements(&mut oracle, &batch));
    }
    report(&wrong, read);
    println!("{read} generated documents agree");
}

#[test]
fn regressions() {
    let Some(mut oracle) = Oracle::start() else { return };
    let text = include_str!("../../data/yaml-regressions.txt");
    let cases: Vec<Case> = text.lines().filter_map(Case::read).collect();
    assert!(!cases.is_empty(), "no cases");
    report(&disagreements(&mut oracle, &cases), cases.len());
    println!("{} recorded disagreements agree", cases.len());
}

fn number(variable: &str, otherwise: u64) -> u64 {
    std::env::var(variable).ok().and_then(|value| value.parse().ok()).unwrap_or(otherwise)
}
