//! `$(NAME)` in commands and arguments, as the kubelet expands it from the container's environment.

use std::borrow::Cow;

use manifest::Node;

/// The environment of a container, as far as the manifest says it.
#[derive(Clone, Copy)]
pub(crate) struct Environment<'a> {
    container: Node<'a>,
}

/// The value of a variable.
pub(crate) enum Variable<'a> {
    /// This text, and the item that says so.
    Known(Cow<'a, str>, Node<'a>),
    /// From somewhere that the manifest only names, or made of other variables.
    Unknown,
    /// There is no such variable.
    Absent,
}

impl<'a> Environment<'a> {
    /// That of a container.
    pub fn of(container: Node<'a>) -> Environment<'a> {
        Environment { container }
    }

    /// A variable; the last item of a name counts.
    pub fn get(self, name: &str) -> Variable<'a> {
        let items = self.container.get("env").into_iter().flat_map(Node::items);
        let named = |item: &Node<'a>| item.get("name").and_then(Node::as_str).is_some_and(|own| own == name);
        match items.filter(named).last() {
            Some(item) if item.get("valueFrom").is_some_and(|from| !from.is_null()) => Variable::Unknown,
            Some(item) => match item.get("value").map(Node::as_str) {
                Some(Some(value)) if value.contains("$(") => Variable::Unknown,
                Some(Some(value)) => Variable::Known(value, item),
                Some(None) => Variable::Unknown,
                None => Variable::Known(Cow::Borrowed(""), item),
            },
            None if self.is_open() => Variable::Unknown,
            None => Variable::Absent,
        }
    }

    /// Whether variables come from ConfigMaps or Secrets as a whole.
    fn is_open(self) -> bool {
        self.container.get("envFrom").is_some_and(|sources| sources.items().next().is_some())
    }

    /// The text with its variables put in; `None` where one of them is not known. `$$` is a dollar sign, and the name of
    /// a variable that is not there stays as it is.
    pub fn expand(self, text: Cow<'a, str>) -> Option<Cow<'a, str>> {
        if !text.contains('$') {
            return Some(text);
        }
        let mut out = String::with_capacity(text.len());
        let mut rest = &*text;
        while let Some((before, after)) = rest.split_once('$') {
            out.push_str(before);
            let name = after.strip_prefix('(').and_then(|inner| inner.split_once(')'));
            rest = match (after.strip_prefix('$'), name) {
                (Some(behind), _) => {
                    out.push('$');
                    behind
                }
                (None, Some((name, behind))) => {
                    match self.get(name) {
                        Variable::Known(value, _) => out.push_str(&value),
                        Variable::Absent => {
                            out.push_str("$(");
                            out.push_str(name);
                            out.push(')');
                        }
                        Variable::Unknown => return None,
                    }
                    behind
                }
                (None, None) => {
                    out.push('$');
                    after
                }
            };
        }
        out.push_str(rest);
        Some(Cow::Owned(out))
    }
}
