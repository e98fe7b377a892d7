//! Which component a container runs, told by the program it calls, not by its name or image.

use std::borrow::Cow;

use manifest::{Kind, Node};
use model::Container;

use crate::Component;
use crate::expand::Environment;

/// One word of a command line: where it stands, and what it is once variables are put in; `None` where they are not
/// known.
pub(crate) struct Word<'a> {
    pub node: Node<'a>,
    pub text: Option<Cow<'a, str>>,
}

/// A component that a container runs.
pub(crate) struct Program<'a> {
    pub component: Component,
    /// The word that names it.
    pub name: Node<'a>,
    /// The words behind it.
    pub arguments: Vec<Word<'a>>,
    /// The list to which further arguments are added.
    pub list: Node<'a>,
}

/// A component that is started by a script: its flags are put together when it runs.
#[derive(Clone, Copy)]
pub struct Hidden<'a> {
    /// The component.
    pub component: Component,
    /// The script.
    pub script: Node<'a>,
}

const SHELLS: [&str; 5] = ["sh", "bash", "ash", "dash", "busybox"];

/// Programs that do nothing but start another.
const WRAPPERS: [&str; 4] = ["go-runner", "tini", "dumb-init", "hyperkube"];

impl<'a> Program<'a> {
    /// The component that a container runs; cheap where it runs none.
    pub fn of(container: Container<'a>) -> Option<Program<'a>> {
        let first = first_word(container)?;
        let base = base_name(&first);
        if Component::of_name(base).is_none() && !WRAPPERS.contains(&base) {
            return None;
        }
        let environment = Environment::of(container.node());
        let mut words = words(container, environment).into_iter();
        let (component, name) = words.by_ref().find_map(|word| {
            let component = Component::of_name(base_name(word.text.as_deref()?))?;
            Some((component, word.node))
        })?;
        let arguments: Vec<Word<'a>> = words.collect();
        let list = arguments.last().map_or(name, |word| word.node).parent()?;
        (list.kind() == Kind::Sequence).then_some(Program { component, name, arguments, list })
    }
}

/// The component that a container starts by a script, which nobody can read flags from.
pub fn hidden<'a>(container: Container<'a>) -> Option<Hidden<'a>> {
    let first = first_word(container)?;
    if !SHELLS.contains(&base_name(&first)) {
        return None;
    }
    let environment = Environment::of(container.node());
    words(container, environment).into_iter().skip(1).find_map(|word| {
        let text = word.text?;
        let script = text.split(|c: char| c.is_whitespace() || ";&|(){}\"'".contains(c));
        let started = script.filter_map(|word| Component::of_name(base_name(word))).next()?;
        Some(Hidden { component: started, script: word.node })
    })
}

/// The program of a container. What an image runs by itself is not known.
fn first_word(container: Container<'_>) -> Option<Cow<'_, str>> {
    container.node().get("command")?.items().next()?.as_str()
}

fn words<'a>(container: Container<'a>, environment: Environment<'a>) -> Vec<Word<'a>> {
    let lists = ["command", "args"].into_iter().filter_map(|key| container.node().get(key));
    let items = lists.flat_map(Node::items);
    items.map(|node| Word { node, text: node.as_str().and_then(|text| environment.expand(text)) }).collect()
}

fn base_name(word: &str) -> &str {
    word.rsplit('/').next().unwrap_or(word)
}
