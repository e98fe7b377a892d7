//! The JSON Schema of `seawall.toml` and the binary agree on what a configuration is.

use std::path::Path;
use std::process::Command;

use crate::support::{Folder, HARMLESS};

/// Configurations that hold.
const RIGHT: [&str; 4] = [
    "",
    "select = ['POD', 'latest-tag', 'OPS001']\nignore = []\nexclude = ['vendor/**']\nfail-on = 'none'\n\
     kubernetes-version = 'v1.36.2'\ncomplete = true\naccept = ['POD001']\n",
    "[severity]\nPOD001 = 'critical'\n[check.IMG001]\ntags = ['latest', 'main']\n",
    "[[exception]]\nids = ['POD']\nnamespace = 'a'\nkind = 'Pod'\nname = 'b*'\ncontainer = 'c'\nreason = 'd'\nuntil = '2027-01-31'\n",
];

/// Configurations that are refused.
const WRONG: [&str; 12] = [
    "colour = true\n",
    "select = 'POD'\n",
    "select = ['XYZ']\n",
    "fail-on = 'loud'\n",
    "kubernetes-version = 'new'\n",
    "complete = 'yes'\n",
    "accept = ['XYZ001']\n",
    "[severity]\nPOD001 = 'bad'\n",
    "[severity]\nXYZ001 = 'low'\n",
    "[check.IMG001]\ntags = 'latest'\n",
    "[check.IMG001]\ntgas = ['latest']\n",
    "[[exception]]\nids = ['POD001']\nreason = 'a'\nwho = 'b'\n",
];

#[test]
fn the_schema_and_the_binary_agree() {
    let folder = Folder::with("a.yaml", HARMLESS);
    let examples = documented();
    assert!(!examples.is_empty());
    for (text, holds) in RIGHT
        .iter()
        .map(|text| (*text, true))
        .chain(examples.iter().map(|text| (text.as_str(), true)))
        .chain(WRONG.iter().map(|text| (*text, false)))
    {
        folder.file("seawall.toml", text);
        let run = folder.run(&["scan"]);
        assert_eq!(run.code() != 2, holds, "{text}\n{}", run.stderr());
        let Some(valid) = is_valid(&folder, text) else { return };
        assert_eq!(valid, holds, "the schema: {text}");
    }
}

/// What the binary tells once it is too late, an editor tells while it is written.
#[test]
fn an_exception_needs_a_reason() {
    let folder = Folder::new();
    let valid = is_valid(&folder, "[[exception]]\nids = ['POD001']\n");
    assert!(valid.is_none_or(|valid| !valid));
}

/// The blocks of TOML in the documentation that begin with the name of the file.
fn documented() -> Vec<String> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let texts = ["docs/commands/scan.md", "docs/ci.md", "docs/configuration.md"]
        .map(|file| std::fs::read_to_string(root.join(file)).unwrap());
    let blocks = texts.iter().flat_map(|text| text.split("```toml\n").skip(1));
    blocks.filter_map(|rest| Some(rest.split_once("```")?.0.to_owned())).collect()
}

/// Whether the schema accepts a configuration; `None` where there is no validator.
fn is_valid(folder: &Folder, text: &str) -> Option<bool> {
    let program = testkit::installed("JSON Schema configuration.json", "python/bin/jsonschema")?;
    let value: toml::Value = toml::from_str(text).unwrap();
    let instance = folder.file("instance.txt", serde_json::to_string(&value).unwrap());
    let schema = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/schema/configuration.json");
    let output = Command::new(program).arg("--instance").arg(instance).arg(schema).output().unwrap();
    Some(output.status.success())
}
