//! JSON in which a key may stand twice.

use std::fmt::Write as _;

/// A value.
#[derive(Clone, Debug, PartialEq)]
pub enum Tree {
    /// A scalar, as JSON writes it.
    Scalar(String),
    /// A list.
    List(Vec<Tree>),
    /// A mapping, in the order in which it is written.
    Map(Vec<(String, Tree)>),
}

impl Tree {
    /// A string.
    pub fn string(text: &str) -> Tree {
        Tree::Scalar(serde_json::Value::from(text).to_string())
    }

    /// The value under a key of a mapping.
    pub fn get(&self, key: &str) -> Option<&Tree> {
        let Tree::Map(entries) = self else { return None };
        entries.iter().find(|(own, _)| own == key).map(|(_, value)| value)
    }

    /// Gives a key of a mapping a value.
    pub fn set(&mut self, key: &str, value: Tree) {
        let Tree::Map(entries) = self else { return };
        match entries.iter_mut().find(|(own, _)| own == key) {
            Some((_, old)) => *old = value,
            None => entries.push((key.to_owned(), value)),
        }
    }

    /// How many nodes it has, itself among them.
    pub fn size(&self) -> usize {
        1 + match self {
            Tree::Scalar(_) => 0,
            Tree::List(items) => items.iter().map(Tree::size).sum(),
            Tree::Map(entries) => entries.iter().map(|(_, value)| value.size()).sum(),
        }
    }

    /// The node of a place in the order of the text, from 0.
    pub fn at(&mut self, place: usize) -> Option<&mut Tree> {
        let mut left = place;
        self.find(&mut left)
    }

    fn find(&mut self, left: &mut usize) -> Option<&mut Tree> {
        if *left == 0 {
            return Some(self);
        }
        *left -= 1;
        match self {
            Tree::Scalar(_) => None,
            Tree::List(items) => items.iter_mut().find_map(|item| item.find(left)),
            Tree::Map(entries) => entries.iter_mut().find_map(|(_, value)| value.find(left)),
        }
    }

    /// As text.
    pub fn to_json(&self) -> String {
        let mut text = String::new();
        self.write(&mut text);
        text
    }

    fn write(&self, text: &mut String) {
        match self {
            Tree::Scalar(scalar) => text.push_str(scalar),
            Tree::List(items) => {
                for (index, item) in items.iter().enumerate() {
                    text.push(if index == 0 { '[' } else { ',' });
                    item.write(text);
                }
                text.push_str(if items.is_empty() { "[]" } else { "]" });
            }
            Tree::Map(entries) => {
                for (index, (key, value)) in entries.iter().enumerate() {
                    text.push(if index == 0 { '{' } else { ',' });
                    let _ = write!(text, "{}:", serde_json::Value::from(key.as_str()));
                    value.write(text);
                }
                text.push_str(if entries.is_empty() { "{}" } else { "}" });
            }
        }
    }
}
