//! ConfigMaps as teams write them, with and without secrets in them, and what is one.
//!
//! Everything is made up; seeds make it repeatable. The texts of files are in `templates`: what stands between `@` in
//! them is drawn anew for each ConfigMap. Slots for secrets (`@password@`, `@token@` …) hold one in some of the
//! ConfigMaps, and in the others what careful people write there: a variable, a path, nothing.

mod draw;
mod templates;

use draw::Draw;

/// A ConfigMap and what is a secret in it.
#[derive(Clone, Debug)]
pub struct ConfigMap {
    /// Keys and values of `data`.
    pub data: Vec<(String, String)>,
    /// The secrets, as a program would read them.
    pub secrets: Vec<String>,
    /// How many values there are: entries, and lines of files that have a name and a value.
    pub values: usize,
}

/// So many ConfigMaps.
pub fn config_maps(seed: u64, count: usize) -> Vec<ConfigMap> {
    let mut draw = Draw::new(seed);
    (0..count).map(|_| config_map(&mut draw)).collect()
}

impl ConfigMap {
    /// The manifest, as JSON, which is YAML too.
    pub fn manifest(&self, name: &str) -> String {
        let data: serde_json::Map<String, serde_json::Value> =
            self.data.iter().map(|(key, value)| (key.clone(), value.clone().into())).collect();
        let map = serde_json::json!({
            "apiVersion": "v1",
            "kind": "ConfigMap",
            "metadata": {"name": name, "namespace": "shop"},
            "data": data,
        });
        serde_json::to_string_pretty(&map).expect("it is plain data")
    }
}

/// Entries as they are, or one to three files.
fn config_map(draw: &mut Draw) -> ConfigMap {
    // One of three has secrets, as far as its files have slots for them.
    draw.leaks = draw.below(3) == 0;
    let mut map = ConfigMap { data: Vec::new(), secrets: Vec::new(), values: 0 };
    if draw.below(3) == 0 {
        add_entries(&mut map, draw);
    } else {
        for _ in 0..=draw.below(3) {
            let (name, text) = *draw.one_of(templates::FILES);
            if map.data.iter().all(|(key, _)| key != name) {
                add_file(&mut map, name, text, draw);
            }
        }
    }
    map
}

fn add_entries(map: &mut ConfigMap, draw: &mut Draw) {
    for _ in 0..4 + draw.below(16) {
        let (name, value) = *draw.one_of(templates::ENTRIES);
        if map.data.iter().all(|(key, _)| key != name) {
            add_file(map, name, value, draw);
        }
    }
    if draw.leaks {
        let (name, value) = *draw.one_of(templates::LEAKS);
        add_file(map, name, value, draw);
    }
}

fn add_file(map: &mut ConfigMap, name: &str, template: &str, draw: &mut Draw) {
    let text = draw.fill(template, &mut map.secrets);
    let is_value = |line: &&str| line.contains(['=', ':', ' ']) && !line.trim().is_empty();
    map.values += text.lines().filter(is_value).count().max(1);
    map.data.push((name.to_owned(), text));
}
