//! Command lines, read as the component reads them: `pflag` for those of Kubernetes, Go's `flag` for etcd.

use std::borrow::Cow;

use manifest::Node;
use model::KubernetesVersion;

use crate::catalogue::{Component, Flag, FlagType, flag};
use crate::go;
use crate::program::Word;

/// A flag that is given, once.
#[derive(Clone, Debug)]
pub struct Given<'a> {
    /// Its name, without dashes, `_` as `-`.
    pub name: Cow<'a, str>,
    /// Its value; `None` where it depends on a variable that is not known.
    pub value: Option<Cow<'a, str>>,
    /// Where.
    pub written: Written<'a>,
}

/// Where a value is written, and in which form.
#[derive(Clone, Copy, Debug)]
pub enum Written<'a> {
    /// `--name=value`, or `--name` alone.
    Word(Node<'a>),
    /// `--name` and `value` as two items of a list.
    Words(Node<'a>, Node<'a>),
    /// The value of an entry of kubeadm's `extraArgs` (v1beta3).
    Entry(Node<'a>),
    /// An item of kubeadm's `extraArgs` (v1beta4).
    Item(Node<'a>),
    /// A field of a configuration file.
    Field(Node<'a>),
    /// An item of a container's `env`.
    Variable(Node<'a>),
}

/// Something on a command line for which the component refuses to start.
#[derive(Clone, Debug)]
pub struct Refusal<'a> {
    /// Where.
    pub node: Node<'a>,
    /// The flag it concerns, with its dashes, or the word.
    pub flag: String,
    /// Why.
    pub why: Why<'a>,
}

/// Why a component refuses to start.
#[derive(Clone, Debug)]
pub enum Why<'a> {
    /// It has no flag of the name.
    NoSuchFlag,
    /// The value is none of the flag's type.
    Value(Cow<'a, str>, &'static str),
    /// The flag needs a value and has none.
    NoValue,
    /// The word is no flag: it stands behind a boolean, or behind `--`.
    NoFlag,
}

impl<'a> Written<'a> {
    /// The node to point at.
    pub fn node(self) -> Node<'a> {
        match self {
            Written::Word(node) | Written::Entry(node) | Written::Item(node) | Written::Field(node) => node,
            Written::Words(_, value) => value,
            Written::Variable(item) => item.get("value").unwrap_or(item),
        }
    }
}

/// What a command line gives, in its order, and what the component refuses.
pub(crate) struct CommandLine<'a> {
    pub given: Vec<Given<'a>>,
    pub refused: Vec<Refusal<'a>>,
    /// Whether a word could not be read, so that flags may be given that are not known.
    pub open: bool,
}

/// Reads the words behind a program's name.
pub(crate) fn read<'a>(
    component: Component,
    version: KubernetesVersion,
    words: Vec<Word<'a>>,
) -> CommandLine<'a> {
    let mut line = CommandLine { given: Vec::new(), refused: Vec::new(), open: false };
    let mut words = words.into_iter();
    while let Some(word) = words.next() {
        let Some(text) = word.text else {
            line.take_unknown(component, version, word.node);
            continue;
        };
        if text == "--" {
            words.for_each(|word| line.refuse_word(component, word));
            break;
        }
        let Some(argument) = Argument::split(&text, component) else {
            line.refuse_word(component, Word { node: word.node, text: Some(text) });
            // Go's own package stops at the first word that is no flag.
            if component == Component::Etcd {
                break;
            }
            continue;
        };
        let Some(name) = argument.name else {
            line.refuse(word.node, argument.written, Why::NoSuchFlag);
            continue;
        };
        let known = flag(component, &name, version);
        let name = Cow::Owned(name);
        match (argument.value, known) {
            (Some(value), _) => {
                line.push(word.node, name, Cow::Owned(value), Written::Word(word.node), known)
            }
            (None, Some(known)) => match known.bare() {
                Some(bare) => {
                    line.given.push(Given {
                        name,
                        value: Some(Cow::Borrowed(bare)),
                        written: Written::Word(word.node),
                    });
                }
                None => match words.next() {
                    Some(value) => {
                        let written = Written::Words(word.node, value.node);
                        match value.text {
                            Some(text) => line.push(word.node, name, text, written, Some(known)),
                            None => line.given.push(Given { name, value: None, written }),
                        }
                    }
                    None => line.refuse(word.node, argument.written, Why::NoValue),
                },
            },
            (None, None) => line.refuse(word.node, argument.written, Why::NoSuchFlag),
        }
    }
    line
}

/// Values that do not come from a command line, such as those of kubeadm's `extraArgs`.
pub(crate) fn check<'a>(
    component: Component,
    version: KubernetesVersion,
    given: Vec<Given<'a>>,
) -> CommandLine<'a> {
    let mut line = CommandLine { given: Vec::new(), refused: Vec::new(), open: false };
    for given in given {
        let known = flag(component, &given.name, version);
        match given.value {
            Some(value) => line.push(given.written.node(), given.name, value, given.written, known),
            None => line.given.push(given),
        }
    }
    line
}

impl<'a> CommandLine<'a> {
    fn push(
        &mut self,
        node: Node<'a>,
        name: Cow<'a, str>,
        value: Cow<'a, str>,
        written: Written<'a>,
        known: Option<Flag>,
    ) {
        match known {
            None => self.refuse(node, format!("--{name}"), Why::NoSuchFlag),
            Some(known) => {
                if let Some(expected) = misfit(known.kind(), &value) {
                    let why = Why::Value(value.clone(), expected);
                    self.refuse(written.node(), format!("--{name}"), why);
                }
            }
        }
        self.given.push(Given { name, value: Some(value), written });
    }

    /// The kubelet and etcd take no words at all, the others empty ones.
    fn refuse_word(&mut self, component: Component, word: Word<'a>) {
        let Some(text) = word.text else { return };
        if !text.is_empty() || matches!(component, Component::Kubelet | Component::Etcd) {
            self.refuse(word.node, text.into_owned(), Why::NoFlag);
        }
    }

    fn refuse(&mut self, node: Node<'a>, flag: String, why: Why<'a>) {
        self.refused.push(Refusal { node, flag, why });
    }

    /// A word with a variable that is not known: what is in front of the variable may still name the flag.
    fn take_unknown(&mut self, component: Component, version: KubernetesVersion, node: Node<'a>) {
        let text = node.as_str().unwrap_or_default();
        let named = text.split_once('=').and_then(|(name, _)| Argument::split(name, component)?.name);
        match named.filter(|name| flag(component, name, version).is_some()) {
            Some(name) => {
                self.given.push(Given { name: Cow::Owned(name), value: None, written: Written::Word(node) })
            }
            None => self.open = true,
        }
    }
}

/// A word that is a flag.
struct Argument {
    /// Without dashes; `None` for a short one that no component of Kubernetes has.
    name: Option<String>,
    /// With its dashes.
    written: String,
    value: Option<String>,
}

impl Argument {
    fn split(word: &str, component: Component) -> Option<Argument> {
        let (written, value) = word.split_once('=').map_or((word, None), |(name, value)| (name, Some(value)));
        let long = match component {
            Component::Etcd => written.strip_prefix("--").or_else(|| written.strip_prefix('-')),
            _ => written.strip_prefix("--"),
        };
        let (name, value) = match long {
            Some(name) if component == Component::Etcd => (Some(name.to_owned()), value.map(str::to_owned)),
            Some(name) => (Some(name.replace('_', "-")), value.map(str::to_owned)),
            None => shorthand(word.strip_prefix('-').filter(|rest| !rest.is_empty())?),
        };
        Some(Argument { name, written: written.to_owned(), value })
    }
}

/// `-v=2`, `-v2`, `-v` and `-h`: there are no others.
fn shorthand(rest: &str) -> (Option<String>, Option<String>) {
    let name = |name: &str| Some(name.to_owned());
    match rest.strip_prefix('v') {
        Some("") => (name("v"), None),
        Some(value) if value.starts_with(|c: char| c == '=' || c.is_ascii_digit()) => {
            (name("v"), Some(value.strip_prefix('=').unwrap_or(value).to_owned()))
        }
        _ if rest == "h" => (name("help"), None),
        _ => (None, None),
    }
}

/// What a flag of this type should be, where the value is something else.
fn misfit(kind: FlagType, value: &str) -> Option<&'static str> {
    let (fits, expected) = match kind {
        FlagType::Bool => (go::boolean(value).is_some(), "true or false"),
        FlagType::Integer => (go::integer(value).is_some(), "an integer"),
        FlagType::Unsigned => (go::unsigned(value).is_some(), "an integer that is not negative"),
        FlagType::Duration => (go::duration(value).is_some(), "a duration such as 4h or 30s"),
        FlagType::Text | FlagType::List | FlagType::Array | FlagType::Map => (true, ""),
    };
    (!fits).then_some(expected)
}
