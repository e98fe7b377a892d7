//! One question for each field that is called required and each string type with constants, in several places: does the
//! API server insist on it?

use std::collections::{BTreeMap, BTreeSet, VecDeque};

use super::record::{Field, Kind, Record};
use super::{Tree, endpoint};

/// What is asked of a field.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Question {
    /// It is left out.
    Required,
    /// It has a value that is none of the constants.
    Values,
}

/// One object, wrong in one place.
#[derive(Clone, Debug)]
pub struct Probe {
    /// The struct.
    pub structure: String,
    /// The field.
    pub field: String,
    /// What is asked.
    pub question: Question,
    /// Where the object is to be sent.
    pub endpoint: String,
    /// The object.
    pub object: Tree,
    /// Where the API server would find it, as it writes paths.
    pub path: String,
}

/// The value that no field has.
pub const BOGUS: &str = "Seawall-Bogus";

/// In how many places of how many kinds each question is asked.
const PLACES: usize = 10;

/// A way from a kind to a struct: the fields on it.
#[derive(Clone, Debug)]
struct Way {
    kind: Kind,
    fields: Vec<Field>,
}

/// The struct that the server looks at in an object's own metadata only, not in those of its templates: the shortest
/// way to it, which is the one that is asked about, does not tell.
const NOT_IN_TEMPLATES: &str = "meta/v1.OwnerReference";

/// Every question.
pub fn probes(record: &Record) -> Vec<Probe> {
    let mut probes = Vec::new();
    for (structure, ways) in ways(record) {
        if structure == NOT_IN_TEMPLATES {
            continue;
        }
        for field in record.fields(&structure) {
            let is_enum = field.shape.contains("enum ");
            for way in &ways {
                if field.required {
                    probes.push(probe(record, &structure, way, field, Question::Required));
                }
                if is_enum {
                    probes.push(probe(record, &structure, way, field, Question::Values));
                }
            }
        }
    }
    probes
}

/// The shortest ways to each struct, of several kinds. What the server writes itself is no way.
fn ways(record: &Record) -> BTreeMap<String, Vec<Way>> {
    let mut found: BTreeMap<String, Vec<Way>> = BTreeMap::new();
    for kind in record.kinds() {
        let mut seen = BTreeSet::new();
        let mut ahead = VecDeque::from([(kind.structure.clone(), Vec::new())]);
        while let Some((structure, fields)) = ahead.pop_front() {
            if !seen.insert(structure.clone()) {
                continue;
            }
            for field in record.fields(&structure) {
                let written_by_server = fields.is_empty() && field.name == "status";
                if let Some((_, of)) = format!(" {}", field.shape).split_once(" struct ")
                    && !written_by_server
                    && field.name != "managedFields"
                {
                    let mut fields: Vec<Field> = fields.clone();
                    fields.push(field.clone());
                    ahead.push_back((of.to_owned(), fields));
                }
            }
            found.entry(structure).or_default().push(Way { kind: kind.clone(), fields });
        }
    }
    for ways in found.values_mut() {
        ways.sort_by_key(|way| way.fields.len());
        // From the shortest to the longest: a struct may be looked at in one place and not in another.
        let all = ways.len();
        if all > PLACES {
            *ways = (0..PLACES).map(|place| ways[place * (all - 1) / (PLACES - 1)].clone()).collect();
        }
    }
    found
}

fn probe(record: &Record, structure: &str, way: &Way, field: &Field, question: Question) -> Probe {
    let mut innermost =
        if way.fields.is_empty() { record.smallest_object(&way.kind) } else { record.smallest(structure) };
    match question {
        Question::Required => {
            if let Tree::Map(entries) = &mut innermost {
                entries.retain(|(name, _)| *name != field.name);
            }
        }
        Question::Values => innermost.set(&field.name, wrapped(&field.shape, Tree::string(BOGUS))),
    }
    let mut path = vec![path_of(field, question)];
    for (depth, step) in way.fields.iter().enumerate().rev() {
        let value = wrapped(&step.shape, innermost);
        innermost = match depth.checked_sub(1).and_then(|above| way.fields.get(above)) {
            None => record.smallest_object(&way.kind),
            Some(above) => record.smallest(structure_of(&above.shape)),
        };
        if step.name == "metadata" && depth == 0 {
            let mut metadata = value;
            metadata.set("name", Tree::string("subject"));
            innermost.set(&step.name, metadata);
        } else {
            innermost.set(&step.name, value);
        }
        path.push(step.name.clone() + brackets(&step.shape));
    }
    path.reverse();
    Probe {
        structure: structure.to_owned(),
        field: field.name.clone(),
        question,
        endpoint: endpoint(&way.kind),
        object: innermost,
        path: path.join("."),
    }
}

fn path_of(field: &Field, question: Question) -> String {
    match question {
        Question::Required => field.name.clone(),
        Question::Values => field.name.clone() + brackets(&field.shape),
    }
}

fn structure_of(shape: &str) -> &str {
    shape.rsplit(' ').next().unwrap_or(shape)
}

/// A value within the lists and maps of a shape.
fn wrapped(shape: &str, value: Tree) -> Tree {
    match shape.split_once(' ') {
        Some(("list", of)) => Tree::List(vec![wrapped(of, value)]),
        Some(("map", of)) => Tree::Map(vec![("a".to_owned(), wrapped(of, value))]),
        _ => value,
    }
}

fn brackets(shape: &str) -> &'static str {
    match shape.split_once(' ') {
        Some(("list", _)) => "[0]",
        Some(("map", _)) => "[a]",
        _ => "",
    }
}
