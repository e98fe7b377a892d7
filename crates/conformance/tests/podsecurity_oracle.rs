//! Our Pod Security engine against the admission plugin's own evaluator: generated pods, pods that people wrote, and
//! the plugin's fixtures. Verdict and message must be equal, byte for byte.

use std::fmt::Write;
use std::io::Read;
use std::path::{Path, PathBuf};

use conformance::judgement::{Comparison, Subject, all_policies, policies_around_steps};
use conformance::pods::{Generator, bases, one_by_one};
use podsecurity::{Level, Version, judge};
use serde_json::Value;
use sha2::{Digest, Sha256};
use testkit::oracle::Oracle;

const SUITE: &str = "Pod Security against its own evaluator";

/// How many random pods a full run judges at every level and version, beside the systematic ones.
const FULL: u64 = 100_000;

/// How many every test run judges at the versions around each step.
const SAMPLE: u64 = 1_500;

/// Up to how many changes a random pod has.
const CHANGES: usize = 12;

#[test]
fn a_sample_of_generated_pods() {
    let Some(mut oracle) = Oracle::start(SUITE, "podsecurity") else { return };
    let generator = Generator::new(1);
    let random = (0..SAMPLE).map(|index| generator.pod(index, CHANGES));
    let pods = bases().into_iter().chain(one_by_one().into_iter().step_by(3)).chain(random);
    let subjects = pods.map(|pod| Subject::new(&pod));
    Comparison::of(&mut oracle, subjects, &policies_around_steps()).assert_equal();
}

/// The full run takes minutes, so that it is made once per change of the engine, and recorded.
#[test]
fn the_full_run_was_made_of_this_engine() {
    let record = Path::new(env!("CARGO_MANIFEST_DIR")).join("recorded/podsecurity-full.txt");
    let engine = hash_of(&Path::new(env!("CARGO_MANIFEST_DIR")).join("../podsecurity/src"));
    if std::env::var_os("SEAWALL_FULL").is_none_or(|value| value != "1") {
        let recorded = std::fs::read_to_string(&record).unwrap_or_default();
        let line = format!("engine {engine}");
        assert!(
            recorded.lines().any(|recorded| recorded == line),
            "crates/podsecurity/src has changed since the last full run; repeat it: cargo xtask test --full"
        );
        return;
    }
    let Some(mut oracle) = Oracle::start(SUITE, "podsecurity") else { return };
    let generator = Generator::new(2);
    let random = (0..FULL).map(|index| generator.pod(index, CHANGES));
    let subjects = bases().into_iter().chain(one_by_one()).chain(random).map(|pod| Subject::new(&pod));
    let full = Comparison::of(&mut oracle, subjects, &all_policies());
    full.assert_equal();
    let text = format!(
        "# The last full run of tests/podsecurity_oracle.rs, written by it (cargo xtask test --full).\n\
         engine {engine}\npods {}\njudgements {}\nrefusals {}\ndifferences {}\n",
        full.pods,
        full.judgements,
        full.refusals,
        full.differences.len()
    );
    std::fs::write(&record, text).unwrap();
}

/// Every character, as the value of an annotation: Go and we must quote all alike.
#[test]
fn every_character_is_quoted_as_go_quotes_it() {
    let Some(mut oracle) = Oracle::start(SUITE, "podsecurity") else { return };
    let characters: Vec<char> = ('\0'..=char::MAX).collect();
    let subjects = characters.chunks(4096).map(|characters| {
        let mut pod = bases().swap_remove(0);
        let key = "container.apparmor.security.beta.kubernetes.io/main";
        pod["metadata"]["annotations"][key] = Value::String(characters.iter().collect());
        Subject::new(&pod)
    });
    let newest = podsecurity::LevelVersion { level: Level::Baseline, version: Version::Latest };
    Comparison::of(&mut oracle, subjects, &[newest]).assert_equal();
}

#[test]
fn pods_that_people_wrote() {
    let Some(folder) = testkit::vectors("Pod Security of pods that people wrote", "admission") else {
        return;
    };
    let Some(mut oracle) = Oracle::start(SUITE, "podsecurity") else { return };
    let golden = read_json(&folder.join("k8s134-cel-golden-objects.json.gz"));
    let reviews = read_json(&folder.join("gatekeeper-inputs-242.json.gz"));
    let reviewed =
        reviews.as_array().into_iter().flatten().map(|row| row["input"]["review"]["object"].clone());
    let objects: Vec<Value> = golden.as_array().into_iter().flatten().cloned().chain(reviewed).collect();
    let pods: Vec<Subject> = objects.iter().filter_map(subject_of).collect();
    assert!(pods.len() > 300, "{} pods", pods.len());
    Comparison::of(&mut oracle, pods.into_iter(), &all_policies()).assert_equal();
}

/// The plugin's fixtures: which level and version refuses a pod is said by the folder it lies in.
#[test]
fn fixtures_of_the_plugin() {
    let suite = "Pod Security fixtures of the plugin";
    let Some(module) = testkit::oracle::module(suite, "k8s.io/pod-security-admission") else { return };
    let folder = module.join("test/testdata");
    let mut judged = 0;
    let mut wrong = String::new();
    for level in [Level::Baseline, Level::Restricted] {
        for version in entries(&folder.join(level.as_str())) {
            let name = version.file_name().unwrap().to_str().unwrap().to_owned();
            let parsed: Version = name.parse().unwrap();
            for (expected, side) in [(true, "pass"), (false, "fail")] {
                for fixture in entries(&version.join(side)) {
                    let yaml = std::fs::read_to_string(&fixture).unwrap();
                    // These are meant for an API server, which makes a volume without a source an emptyDir.
                    let yaml =
                        yaml.replace("\n  - name: volume0\n", "\n  - name: volume0\n    emptyDir: {}\n");
                    let inventory = testkit::inventory(&yaml);
                    let verdict = judge(inventory.pods().next().unwrap(), level, parsed);
                    judged += 1;
                    let stem =
                        fixture.file_stem().unwrap().to_str().unwrap().trim_end_matches(char::is_numeric);
                    let named = verdict.violations().iter().any(|broken| stands_for(broken.check, stem));
                    if verdict.allowed() != expected || (!expected && !named) {
                        writeln!(wrong, "{}: {}", fixture.display(), verdict.message()).unwrap();
                    }
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong}");
    assert!(judged > 4_000, "only {judged} fixtures");
}

/// Whether a check is the one that a fixture is named after, or the stricter one in its place.
fn stands_for(check: &str, stem: &str) -> bool {
    let family = |name: &str| name.split('_').next().unwrap().to_lowercase();
    family(check) == family(stem) || (check, stem) == ("restrictedVolumes", "hostpathvolumes")
}

fn subject_of(object: &Value) -> Option<Subject> {
    let template = match object["kind"].as_str()? {
        "Pod" => object,
        "Deployment" => &object["spec"]["template"],
        _ => return None,
    };
    let mut pod = template.clone();
    pod["apiVersion"] = "v1".into();
    pod["kind"] = "Pod".into();
    // For us the object as its author wrote it, so that templates are found where they stand.
    Some(Subject { yaml: object.to_string(), json: pod.to_string() })
}

fn read_json(path: &Path) -> Value {
    let mut text = String::new();
    let file = std::fs::File::open(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    flate2::read::GzDecoder::new(file).read_to_string(&mut text).unwrap();
    serde_json::from_str(&text).unwrap()
}

/// SHA-256 over the names and bytes of a folder's files, in the order of names.
fn hash_of(folder: &Path) -> String {
    let mut hash = Sha256::new();
    let mut pending = vec![folder.to_path_buf()];
    while let Some(path) = pending.pop() {
        if path.is_dir() {
            pending.extend(entries(&path).into_iter().rev());
        } else {
            hash.update(path.strip_prefix(folder).unwrap().to_str().unwrap().replace('\\', "/"));
            hash.update(std::fs::read(&path).unwrap());
        }
    }
    hash.finalize().iter().fold(String::new(), |hex, byte| hex + &format!("{byte:02x}"))
}

fn entries(folder: &Path) -> Vec<PathBuf> {
    let read = std::fs::read_dir(folder).unwrap_or_else(|error| panic!("{}: {error}", folder.display()));
    let mut paths: Vec<PathBuf> = read.map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    paths
}
