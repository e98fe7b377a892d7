//! Random objects of every kind, and what people get wrong in them.

use super::record::{Kind, Record};
use super::{Tree, sweep::BOGUS};
use crate::random::Random;

/// How deep structs nest before only what is called required is written.
const DEPTH: usize = 7;

/// Makes objects: the one of an index is always the same.
#[derive(Debug)]
pub struct Generator {
    seed: u64,
    record: Record,
}

impl Generator {
    /// One with a seed.
    pub fn new(seed: u64) -> Generator {
        Generator { seed, record: Record::read() }
    }

    /// What the objects are made from.
    pub fn record(&self) -> &Record {
        &self.record
    }

    /// An object, and its kind. One in four is left as it is, the others have up to three things wrong.
    pub fn object(&self, index: u64) -> (&Kind, Tree) {
        let mut random = Random::new(self.seed, index);
        let kind = &self.record.kinds()[index as usize % self.record.kinds().len()];
        let mut object = self.record.smallest_object(kind);
        self.grow(&mut object, &kind.structure, DEPTH, &mut random);
        let named = ["apiVersion", "kind"].map(|key| (key.to_owned(), object.get(key).cloned()));
        for _ in 0..random.below(4) {
            spoil(&mut object, &mut random);
        }
        if let Tree::Map(entries) = &mut object {
            // What names the kind stays, or the server would not know what to compare with.
            entries.retain(|(key, _)| !matches!(key.as_str(), "apiVersion" | "kind"));
            entries.extend(named.into_iter().filter_map(|(key, value)| Some((key, value?))));
        }
        (kind, object)
    }

    /// Adds optional fields to what is there, fewer the deeper it goes.
    fn grow(&self, tree: &mut Tree, structure: &str, depth: usize, random: &mut Random) {
        for field in self.record.fields(structure) {
            if matches!(field.name.as_str(), "apiVersion" | "kind" | "status") {
                continue;
            }
            let is_there = tree.get(&field.name).is_some();
            if !is_there && (depth == 0 || random.below(DEPTH + 3) >= depth.min(4)) {
                continue;
            }
            let mut value = match tree.get(&field.name) {
                Some(value) => value.clone(),
                None => self.record.plausible(field),
            };
            if let Some(of) = field.shape.rsplit("struct ").next().filter(|_| field.shape.contains("struct "))
                && depth > 0
            {
                self.grow_within(&mut value, &field.shape, of, depth - 1, random);
            }
            tree.set(&field.name, value);
        }
    }

    fn grow_within(&self, value: &mut Tree, shape: &str, of: &str, depth: usize, random: &mut Random) {
        match (shape.split_once(' '), value) {
            (Some(("list" | "map", inner)), Tree::List(items)) => {
                items.iter_mut().for_each(|item| self.grow_within(item, inner, of, depth, random));
            }
            (Some(("list" | "map", inner)), Tree::Map(entries)) => {
                entries.iter_mut().for_each(|(_, item)| self.grow_within(item, inner, of, depth, random));
            }
            (_, value) => self.grow(value, of, depth, random),
        }
    }
}

/// Makes one thing wrong.
fn spoil(object: &mut Tree, random: &mut Random) {
    let mappings: Vec<usize> = (0..object.size())
        .filter(|place| matches!(object.at(*place), Some(Tree::Map(entries)) if !entries.is_empty()))
        .collect();
    let place = *random.choose(&mappings);
    if let Some(Tree::Map(entries)) = object.at(place) {
        let at = random.below(entries.len());
        spoil_entry(entries, at, random);
    }
}

fn spoil_entry(entries: &mut Vec<(String, Tree)>, at: usize, random: &mut Random) {
    match random.below(12) {
        0 | 1 => entries[at].0 = misspelt(&entries[at].0, random),
        2 => {
            let copy = entries[at].clone();
            entries.push(copy);
        }
        3 | 4 => {
            entries.remove(at);
        }
        5 => entries[at].1 = Tree::Scalar("null".to_owned()),
        6 => entries.push((misspelt(&entries[at].0.clone(), random), another(random))),
        7 | 8 => move_entry(entries, at),
        9 | 10 => match &mut entries[at].1 {
            Tree::Scalar(scalar) if scalar.starts_with('"') => *scalar = format!("{BOGUS:?}"),
            value => *value = another(random),
        },
        _ => entries[at].1 = another(random),
    }
}

/// Into a mapping beside it, or to the end.
fn move_entry(entries: &mut Vec<(String, Tree)>, at: usize) {
    let (name, value) = entries.remove(at);
    let beside = entries.iter_mut().find_map(|(_, other)| match other {
        Tree::Map(inner) => Some(inner),
        _ => None,
    });
    match beside {
        Some(inner) => inner.push((name, value)),
        None => entries.push((name, value)),
    }
}

fn misspelt(name: &str, random: &mut Random) -> String {
    let mut letters: Vec<char> = name.chars().collect();
    let at = random.below(letters.len().max(1));
    match random.below(4) {
        0 if letters.len() > 1 => {
            letters.remove(at);
        }
        1 if at + 1 < letters.len() => letters.swap(at, at + 1),
        2 => return name.to_ascii_lowercase() + "s",
        _ => return name.to_ascii_uppercase(),
    }
    letters.into_iter().collect()
}

/// A value of any type.
fn another(random: &mut Random) -> Tree {
    let scalars =
        ["1", "-1", "1.5", "3000000000", "true", "null", "\"x\"", "\"1\"", "\"\"", "\"5Gi\"", "\"1h\""];
    match random.below(scalars.len() + 3) {
        0 => Tree::List(Vec::new()),
        1 => Tree::Map(Vec::new()),
        2 => Tree::List(vec![Tree::Scalar((*random.choose(&scalars)).to_owned())]),
        _ => Tree::Scalar((*random.choose(&scalars)).to_owned()),
    }
}
