//! What is recorded of the fields of each minor against the OpenAPI that the API server of that minor serves, as the
//! Python package kubernetes-validate brings it.

use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;

use conformance::objects::{Field, Record};
use serde_json::Value;

const SUITE: &str = "Types of fields against the OpenAPI of each minor";

const MINORS: std::ops::RangeInclusive<u32> = 29..=37;

/// Where the two differ, and why.
const DIFFERENCES: [(&str, &str); 7] = [
    (
        "apiserverinternal/v1alpha1.StorageVersionCondition",
        "became required between v1.29.0 and the patch that is recorded",
    ),
    ("networking/v1alpha1.IPAddressSpec", "became required between v1.29.0 and the patch that is recorded"),
    ("networking/v1alpha1.ParentReference", "became required between v1.29.0 and the patch that is recorded"),
    ("1.30 core/v1.HostAlias", "became required between v1.30.0 and the patch that is recorded"),
    ("1.30 core/v1.HostIP", "became required between v1.30.0 and the patch that is recorded"),
    ("1.30 core/v1.PodIP", "became required between v1.30.0 and the patch that is recorded"),
    ("admissionregistration/v1alpha1", "MatchCondition stands for that of v1: the same fields"),
];

#[test]
fn every_field_of_every_minor() {
    let Some(folder) = definitions() else { return };
    let mut compared = 0;
    let mut differences = BTreeSet::new();
    for minor in MINORS {
        let file = folder.join(format!("v1.{minor}.0-local/_definitions.json"));
        let text =
            std::fs::read_to_string(&file).unwrap_or_else(|error| panic!("{}: {error}", file.display()));
        let definitions: Value = serde_json::from_str(&text).unwrap();
        let served = served(&definitions);
        let record = Record::of_minor(minor);
        let known: BTreeSet<&str> = record.structures().collect();
        for kind in
            served.iter().filter(|(name, schema)| is_kind(name, schema)).map(|(name, _)| name.as_str())
        {
            if !known.contains(kind) {
                differences.insert(format!("1.{minor} {kind}: only they have it"));
            }
        }
        for structure in record.structures() {
            let Some(schema) = served.get(structure) else { continue };
            let (theirs, ours) = (fields_of(schema), record.fields(structure));
            compared += theirs.len();
            let ours: BTreeMap<String, String> =
                ours.iter().map(|field| (field.name.clone(), described(field))).collect();
            if ours != theirs {
                let only = |one: &BTreeMap<String, String>, other: &BTreeMap<String, String>| {
                    let differ = one.iter().filter(|(name, text)| other.get(*name) != Some(text));
                    differ.map(|(name, text)| format!("{name}: {text}")).collect::<Vec<_>>()
                };
                differences.insert(format!(
                    "1.{minor} {structure}: we {:?}, they {:?}",
                    only(&ours, &theirs),
                    only(&theirs, &ours)
                ));
            }
        }
    }
    differences.retain(|text| !DIFFERENCES.iter().any(|(structure, _)| text.contains(structure)));
    assert!(differences.is_empty(), "{}", differences.into_iter().collect::<Vec<_>>().join("\n"));
    assert!(compared > 22_000, "{compared} fields");
}

/// The folder of the package, where it is installed.
fn definitions() -> Option<PathBuf> {
    let root = testkit::cache().ok()?.join("kubernetes-validate/lib");
    let python = std::fs::read_dir(root).into_iter().flatten().flatten().map(|entry| entry.path());
    let folder = python
        .map(|python| python.join("site-packages/kubernetes_validate/kubernetes-json-schema"))
        .find(|folder| folder.is_dir());
    if folder.is_none() {
        testkit::not_run(SUITE, "kubernetes-validate is not installed: cargo xtask setup");
    }
    folder
}

/// Whether a schema is that of objects, not of lists or the options of requests.
fn is_kind(name: &str, schema: &Value) -> bool {
    let is_object = !schema["properties"]["kind"].is_null() && !schema["properties"]["metadata"].is_null();
    is_object && !name.starts_with("meta/") && !name.ends_with("List")
}

/// Schemas by the names that the record has for structs.
fn served(definitions: &Value) -> BTreeMap<String, &Value> {
    let schemas = definitions["$defs"].as_object().unwrap().iter();
    schemas.filter_map(|(name, schema)| Some((recorded_name(name)?, schema))).collect()
}

/// `core/v1.Container` for `io.k8s.api.core.v1.Container`.
fn recorded_name(name: &str) -> Option<String> {
    let parts: Vec<&str> = name.split('.').collect();
    let is_api = name.starts_with("io.k8s.api.") || name.contains(".pkg.apis.");
    let [.., group, version, kind] = parts[..] else { return None };
    is_api.then(|| format!("{group}/{version}.{kind}"))
}

/// Each field as `described` says it.
fn fields_of(schema: &Value) -> BTreeMap<String, String> {
    let required: BTreeSet<&str> =
        schema["required"].as_array().into_iter().flatten().filter_map(Value::as_str).collect();
    let fields = schema["properties"].as_object().into_iter().flatten();
    fields
        .map(|(name, schema)| {
            let required = if required.contains(name.as_str()) { ", required" } else { "" };
            (name.clone(), shape(schema) + required)
        })
        .collect()
}

/// The shape of a field in the words of the record.
fn shape(schema: &Value) -> String {
    if let Some(reference) = schema["$ref"].as_str() {
        let name = reference.rsplit('/').next().unwrap_or_default();
        let last = name.rsplit('.').next().unwrap_or_default();
        return match last {
            "Quantity" => "quantity".to_owned(),
            "IntOrString" => "intorstring".to_owned(),
            "Time" => "time".to_owned(),
            "MicroTime" => "microtime".to_owned(),
            "RawExtension" | "FieldsV1" | "JSON" | "JSONSchemaPropsOrStringArray" => "any".to_owned(),
            "JSONSchemaPropsOrBool" => "schemaorbool".to_owned(),
            "JSONSchemaPropsOrArray" => "schemaorlist".to_owned(),
            _ => format!("struct {}", recorded_name(name).unwrap_or_default()),
        };
    }
    let kinds = schema["type"].as_array().into_iter().flatten().filter_map(Value::as_str);
    let kind = schema["type"].as_str().or_else(|| kinds.clone().find(|kind| *kind != "null"));
    match (kind, schema["format"].as_str()) {
        (Some("array"), _) => format!("list {}", shape(&schema["items"])),
        (Some("object"), _) => format!("map {}", shape(&schema["additionalProperties"])),
        (Some("boolean"), _) => "bool".to_owned(),
        (Some("string"), Some("byte")) => "bytes".to_owned(),
        (Some("string"), _) => "string".to_owned(),
        (Some("integer"), format) => format.unwrap_or_default().to_owned(),
        (Some("number"), _) => "float".to_owned(),
        (kind, format) => format!("{kind:?} {format:?}"),
    }
}

/// What is recorded of a field: OpenAPI knows constants as strings.
fn described(field: &Field) -> String {
    let shape = match field.shape.split_once("enum ") {
        Some((outer, _)) => format!("{outer}string"),
        None => field.shape.clone(),
    };
    shape + if field.required { ", required" } else { "" }
}
