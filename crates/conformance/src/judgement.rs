//! Our Pod Security judgement beside that of the plugin's own evaluator (`kube/oracle/podsecurity`).

use std::collections::HashMap;

use podsecurity::{Level, LevelVersion, Version, Violation, Words, judge};
use serde_json::{Value, json};
use testkit::oracle::Oracle;

const LEVELS: [Level; 3] = [Level::Privileged, Level::Baseline, Level::Restricted];

/// The minor versions at which a control appears or changes.
const STEPS: [u64; 13] = [0, 8, 19, 22, 23, 25, 27, 29, 31, 32, 34, 35, 37];

/// Every level at every version from 1.0 to one beyond the newest, and at the latest.
pub fn all_policies() -> Vec<LevelVersion> {
    policies((0..=38).map(Version::Minor))
}

/// Every level at the versions on both sides of each step, and at the latest.
pub fn policies_around_steps() -> Vec<LevelVersion> {
    let mut minors: Vec<u64> = STEPS.iter().flat_map(|&step| [step.saturating_sub(1), step]).collect();
    minors.dedup();
    policies(minors.into_iter().map(Version::Minor))
}

fn policies(versions: impl Iterator<Item = Version>) -> Vec<LevelVersion> {
    let versions: Vec<Version> = versions.chain([Version::Latest]).collect();
    let at = |level| versions.iter().map(move |&version| LevelVersion { level, version });
    LEVELS.into_iter().flat_map(at).collect()
}

/// What the two say of many pods.
#[derive(Debug, Default)]
pub struct Comparison {
    /// Pods that both judged.
    pub pods: u64,
    /// Judgements compared: one per pod and policy.
    pub judgements: u64,
    /// Those of them that refuse the pod.
    pub refusals: u64,
    /// Where they differ, in words for people.
    pub differences: Vec<String>,
}

impl Comparison {
    /// Judges pods (each as YAML for us and as JSON for the oracle) at policies.
    pub fn of(
        oracle: &mut Oracle,
        pods: impl Iterator<Item = Subject> + Send,
        policies: &[LevelVersion],
    ) -> Comparison {
        let mut comparison = Comparison::default();
        let (sender, subjects) = std::sync::mpsc::channel();
        let questions = pods.map(move |subject| {
            let question = question(&subject.json, policies);
            let _ = sender.send(subject);
            question
        });
        oracle.ask_each(questions, |answer| {
            let subject =
                subjects.recv().unwrap_or_else(|_| panic!("an answer without a question: {answer}"));
            comparison.add(&subject, &answer, policies);
        });
        comparison
    }

    /// Fails with the first differences.
    ///
    /// # Panics
    /// When there are any, or nothing was compared, or nothing was ever refused.
    pub fn assert_equal(&self) {
        let shown: Vec<&str> = self.differences.iter().take(3).map(String::as_str).collect();
        let shown = shown.join("\n\n");
        assert!(self.differences.is_empty(), "{} differences, among them\n{shown}", self.differences.len());
        assert!(self.pods > 0 && self.refusals > 0, "nothing was compared");
    }

    fn add(&mut self, subject: &Subject, answer: &str, policies: &[LevelVersion]) {
        let theirs = match theirs(answer) {
            Ok(theirs) => theirs,
            Err(error) => {
                self.differences.push(format!("the oracle cannot read it: {error}\n{}", subject.json));
                return;
            }
        };
        let inventory = testkit::inventory(&subject.yaml);
        let Some(pod) = inventory.pods().next() else {
            self.differences.push(format!("we see no pod:\n{}", subject.yaml));
            return;
        };
        self.pods += 1;
        for policy in policies {
            let verdict = judge(pod, policy.level, policy.version);
            let ours = Judgement {
                detail: verdict.message(),
                allowed: verdict.allowed(),
                checks: verdict.violations().iter().map(reason_and_detail).collect(),
            };
            let theirs = &theirs[&policy.to_string()];
            self.judgements += 1;
            self.refusals += u64::from(!theirs.detail.is_empty());
            if ours != **theirs {
                let difference =
                    format!("{policy}\n  ours   {ours:?}\n  theirs {theirs:?}\n{}", subject.yaml);
                self.differences.push(difference);
            }
        }
    }
}

/// A pod for both.
#[derive(Clone, Debug)]
pub struct Subject {
    /// For us.
    pub yaml: String,
    /// For the oracle.
    pub json: String,
}

impl Subject {
    /// The same pod for both.
    pub fn new(pod: &Value) -> Subject {
        Subject { yaml: crate::pods::to_yaml(pod), json: pod.to_string() }
    }
}

#[derive(Debug, PartialEq, Eq)]
struct Judgement {
    allowed: bool,
    detail: String,
    checks: Vec<(String, String)>,
}

fn reason_and_detail(violation: &Violation<'_>) -> (String, String) {
    let Words { reason, detail } = violation.words();
    (reason.to_owned(), detail)
}

fn question(pod: &str, policies: &[LevelVersion]) -> String {
    let names = |name: fn(&LevelVersion) -> String| {
        let mut names: Vec<String> = policies.iter().map(name).collect();
        let mut seen = std::collections::HashSet::new();
        names.retain(|name| seen.insert(name.clone()));
        json!(names)
    };
    let levels = names(|policy| policy.level.to_string());
    let versions = names(|policy| policy.version.to_string());
    format!(r#"{{"pod":{pod},"levels":{levels},"versions":{versions},"grouped":true}}"#)
}

/// The oracle's judgements by policy.
fn theirs(answer: &str) -> Result<HashMap<String, std::rc::Rc<Judgement>>, String> {
    let answer: Value = serde_json::from_str(answer).map_err(|error| format!("{error}: {answer}"))?;
    let groups = answer["groups"].as_array().ok_or_else(|| answer.to_string())?;
    let mut judgements = HashMap::new();
    for group in groups {
        let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
        let checks = group["checks"].as_array().into_iter().flatten();
        let checks: Vec<_> = checks.map(|check| (text(&check["reason"]), text(&check["detail"]))).collect();
        if group["allowed"] != Value::Bool(checks.is_empty()) {
            return Err(format!("allowed and checks contradict each other: {group}"));
        }
        let judgement = std::rc::Rc::new(Judgement {
            allowed: checks.is_empty(),
            detail: text(&group["detail"]),
            checks,
        });
        for policy in group["policies"].as_array().into_iter().flatten() {
            judgements.insert(text(policy), judgement.clone());
        }
    }
    Ok(judgements)
}
