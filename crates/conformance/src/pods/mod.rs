//! Pods for differential tests: compliant ones, and every field that the Pod Security Standards name changed one by
//! one and at random.

mod fields;
mod yaml;

use serde_json::{Map, Value, json};

use crate::random::Random;
use fields::{Change, changes};
pub use yaml::to_yaml;

/// The containers of every base: one of each list, two main ones.
const CONTAINERS: [(&str, usize, &str); 4] = [
    ("initContainers", 0, "first"),
    ("containers", 0, "main"),
    ("containers", 1, "side"),
    ("ephemeralContainers", 0, "debug"),
];

/// The pods that changes start from.
pub fn bases() -> Vec<Value> {
    let bare = pod(json!({}), &json!({}));
    let compliant = pod(
        json!({"runAsNonRoot": true, "seccompProfile": {"type": "RuntimeDefault"}}),
        &json!({"allowPrivilegeEscalation": false, "capabilities": {"drop": ["ALL"]}}),
    );
    let with = |key: &str, value: Value| {
        let mut pod = compliant.clone();
        pod["spec"][key] = value;
        pod
    };
    let windows = with("os", json!({"name": "windows"}));
    let namespaced = with("hostUsers", json!(false));
    vec![compliant, bare, windows, namespaced]
}

/// Every change, alone, on every base.
pub fn one_by_one() -> Vec<Value> {
    let changes = changes();
    let apply =
        |base: Value| changes.iter().map(move |change| change.applied(base.clone())).collect::<Vec<_>>();
    bases().into_iter().flat_map(apply).collect()
}

/// Pods with up to a dozen changes each: the one of an index is always the same.
#[derive(Debug)]
pub struct Generator {
    seed: u64,
    bases: Vec<Value>,
    changes: Vec<Change>,
}

impl Generator {
    /// The pods of a seed.
    pub fn new(seed: u64) -> Generator {
        Generator { seed, bases: bases(), changes: changes() }
    }

    /// One pod, with at least one and at most `most` changes.
    pub fn pod(&self, index: u64, most: usize) -> Value {
        let mut random = Random::new(self.seed, index);
        let mut pod = random.choose(&self.bases).clone();
        for _ in 0..=random.below(most) {
            pod = random.choose(&self.changes).applied(pod);
        }
        pod
    }
}

fn pod(security: Value, container_security: &Value) -> Value {
    let mut spec = Map::new();
    spec.insert("securityContext".to_owned(), security);
    for (list, _, name) in CONTAINERS {
        let container =
            json!({"name": name, "image": "example.org/app:1", "securityContext": container_security});
        let containers = spec.entry(list).or_insert_with(|| json!([]));
        containers.as_array_mut().into_iter().for_each(|containers| containers.push(container.clone()));
    }
    json!({"apiVersion": "v1", "kind": "Pod", "metadata": {"name": "subject"}, "spec": spec})
}
