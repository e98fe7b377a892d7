//! What was recorded of the types of the newest minor (`kube/recorded/types-*.tsv`), and plausible values for them.

use std::collections::BTreeMap;

use super::Tree;

/// The minor whose API server answers.
const NEWEST: u32 = 37;

/// The recorded types.
#[derive(Debug)]
pub struct Record {
    kinds: Vec<Kind>,
    fields: BTreeMap<String, Vec<Field>>,
    values: BTreeMap<String, Vec<String>>,
}

/// A kind that objects can be created of.
#[derive(Clone, Debug)]
pub struct Kind {
    /// Empty for the core group.
    pub group: String,
    /// The version of the group.
    pub version: String,
    /// The kind.
    pub kind: String,
    /// The struct it is decoded into.
    pub structure: String,
}

/// A field of a struct.
#[derive(Clone, Debug)]
pub struct Field {
    /// Its name.
    pub name: String,
    /// What it is decoded into: `list struct core/v1.Container`.
    pub shape: String,
    /// The sources call it required.
    pub required: bool,
}

impl Record {
    /// What was recorded of the newest minor.
    pub fn read() -> Record {
        Record::of_minor(NEWEST)
    }

    /// What was recorded of a minor.
    pub fn of_minor(minor: u32) -> Record {
        let mut fields: BTreeMap<String, Vec<Field>> = BTreeMap::new();
        for [of, name, shape, minors, required] in rows("types-fields.tsv") {
            if has(&minors, minor) {
                fields.entry(of).or_default().push(Field { name, shape, required: has(&required, minor) });
            }
        }
        let mut values: BTreeMap<String, Vec<String>> = BTreeMap::new();
        for [of, value, minors] in rows("types-enums.tsv") {
            if has(&minors, minor) {
                values.entry(of).or_default().push(value);
            }
        }
        let mut kinds = Vec::new();
        for [group, version, kind, structure, minors] in rows("types-kinds.tsv") {
            let resource = schema::resource(&group, &version, &kind);
            if has(&minors, minor) && resource.is_some_and(is_creatable) {
                kinds.push(Kind { group, version, kind, structure });
            }
        }
        Record { kinds, fields, values }
    }

    /// The kinds that objects can be created of.
    pub fn kinds(&self) -> &[Kind] {
        &self.kinds
    }

    /// The structs that have fields.
    pub fn structures(&self) -> impl Iterator<Item = &str> {
        self.fields.keys().map(String::as_str)
    }

    /// The fields of a struct.
    pub fn fields(&self, structure: &str) -> &[Field] {
        self.fields.get(structure).map_or(&[], Vec::as_slice)
    }

    /// The constants of a string type.
    pub fn values(&self, of: &str) -> &[String] {
        self.values.get(of).map_or(&[], Vec::as_slice)
    }

    /// Whether a path leads below a field in which anything may stand.
    pub fn is_within_anything(&self, kind: &Kind, path: &str) -> bool {
        let path = super::without_indexes(path);
        let mut shape = format!("struct {}", kind.structure);
        for step in path.split('.') {
            shape = match shape.split_once(' ') {
                Some(("struct", of)) => match self.fields(of).iter().find(|field| field.name == step) {
                    Some(field) => field.shape.clone(),
                    None => return false,
                },
                Some(("map", of)) => of.to_owned(),
                _ => return matches!(shape.as_str(), "any" | "schemaorbool" | "schemaorlist"),
            };
            while let Some(("list", of)) = shape.split_once(' ') {
                shape = of.to_owned();
            }
        }
        false
    }

    /// A struct with the fields that are called required and nothing else.
    pub fn smallest(&self, structure: &str) -> Tree {
        let required = self.fields(structure).iter().filter(|field| field.required);
        Tree::Map(required.map(|field| (field.name.clone(), self.plausible(field))).collect())
    }

    /// An object with what every object has and what is called required.
    pub fn smallest_object(&self, kind: &Kind) -> Tree {
        let mut object = self.smallest(&kind.structure);
        if self.fields(&kind.structure).iter().any(|field| field.name == "metadata") {
            object.set("metadata", Tree::Map(vec![("name".to_owned(), Tree::string("subject"))]));
        }
        let version = if kind.group.is_empty() {
            kind.version.clone()
        } else {
            format!("{}/{}", kind.group, kind.version)
        };
        object.set("apiVersion", Tree::string(&version));
        object.set("kind", Tree::string(&kind.kind));
        object
    }

    /// A value for a field that may pass.
    pub fn plausible(&self, field: &Field) -> Tree {
        self.of_shape(&field.shape, &field.name)
    }

    /// A value of a shape, for a field of that name.
    pub fn of_shape(&self, shape: &str, name: &str) -> Tree {
        let (word, of) = shape.split_once(' ').unwrap_or((shape, ""));
        match word {
            "list" => Tree::List(vec![self.of_shape(of, name)]),
            "map" => Tree::Map(vec![("a".to_owned(), self.of_shape(of, name))]),
            "struct" => self.smallest(of),
            "enum" => {
                Tree::string(self.values(of).iter().find(|value| !value.is_empty()).map_or("", |value| value))
            }
            "bool" => Tree::Scalar("true".to_owned()),
            "int32" | "int64" | "float" => Tree::Scalar("1".to_owned()),
            "intorstring" => Tree::Scalar("80".to_owned()),
            "quantity" => Tree::string("1"),
            "bytes" => Tree::string("YQ=="),
            "time" => Tree::string("2026-01-31T12:00:00Z"),
            "microtime" => Tree::string("2026-01-31T12:00:00.000000Z"),
            "duration" => Tree::string("1s"),
            "schemaorbool" => Tree::Scalar("true".to_owned()),
            "any" | "schemaorlist" => Tree::Map(Vec::new()),
            _ => Tree::string(word_for(name)),
        }
    }
}

/// A string that suits a field's name.
fn word_for(name: &str) -> &'static str {
    let lower = name.to_ascii_lowercase();
    let ends = |end: &str| lower.ends_with(end);
    match name {
        "apiGroup" => "rbac.authorization.k8s.io",
        "apiVersion" => "v1",
        "kind" => "Pod",
        "namespace" => "default",
        "schedule" => "* * * * *",
        _ if ends("path") => "/a",
        _ if ends("ip") || ends("ips") || ends("address") || ends("addresses") => "10.0.0.1",
        _ if ends("cidr") || ends("cidrs") => "10.0.0.0/8",
        _ if ends("expression") => "true",
        _ => "a",
    }
}

/// Whether objects can be posted to where they are listed, with all versions but no feature gate switched on.
fn is_creatable(resource: &schema::Resource) -> bool {
    resource.verbs.contains(&"create") && resource.availability != schema::Availability::FeatureGate
}

/// The lines of a recorded file below the names of its columns.
fn rows<const N: usize>(name: &str) -> Vec<[String; N]> {
    let text = testkit::recorded(name);
    let lines = text.lines().filter(|line| !line.starts_with('#')).skip(1);
    let columns = |line: &str| -> Vec<String> { line.split('\t').map(str::to_owned).collect() };
    lines
        .map(|line| columns(line).try_into().unwrap_or_else(|_| panic!("{name}: not {N} columns: {line}")))
        .collect()
}

/// Whether `29-31,33` holds a minor.
fn has(minors: &str, minor: u32) -> bool {
    minors.split(',').filter(|range| !range.is_empty()).any(|range| {
        let (first, last) = range.split_once('-').unwrap_or((range, range));
        let number = |text: &str| text.parse::<u32>().unwrap_or_else(|_| panic!("not minors: {minors}"));
        (number(first)..=number(last)).contains(&minor)
    })
}
