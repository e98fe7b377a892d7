//! The grammar of the plugin's messages.

use std::fmt::Write;

/// What the plugin says of one control.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Words {
    /// The reason, such as `allowPrivilegeEscalation != false`.
    pub reason: &'static str,
    /// The detail, such as `container "a" must set securityContext.allowPrivilegeEscalation=false`.
    pub detail: String,
}

/// The form of a word for a count.
pub(crate) fn plural<'w>(one: &'w str, many: &'w str, count: usize) -> &'w str {
    if count == 1 { one } else { many }
}

/// `volume "a"`, `volumes "a", "b"`.
pub(crate) fn counted(one: &str, many: &str, names: &[impl AsRef<str>]) -> String {
    let mut counted = plural(one, many, names.len()).to_owned();
    counted.push(' ');
    push_quoted(&mut counted, names);
    counted
}

/// `"a", "b"`: quoted without any escaping, as the plugin does it.
pub(crate) fn quoted(items: &[impl AsRef<str>]) -> String {
    let mut quoted = String::new();
    push_quoted(&mut quoted, items);
    quoted
}

fn push_quoted(text: &mut String, items: &[impl AsRef<str>]) {
    for (index, item) in items.iter().enumerate() {
        let comma = if index == 0 { "" } else { ", " };
        // Writing into a `String` cannot fail.
        let _ = write!(text, "{comma}\"{}\"", item.as_ref());
    }
}

/// A set as the plugin lists it: each once, in the order of bytes.
pub(crate) fn sorted<T: Ord>(items: impl IntoIterator<Item = T>) -> Vec<T> {
    let mut list: Vec<T> = items.into_iter().collect();
    list.sort_unstable();
    list.dedup();
    list
}
