//! The grammar of the plugin's messages.

/// The form of a word for a count.
pub(crate) fn plural<'w>(one: &'w str, many: &'w str, count: usize) -> &'w str {
    if count == 1 { one } else { many }
}

/// `volume "a"`, `volumes "a", "b"`.
pub(crate) fn counted(one: &str, many: &str, names: &[impl AsRef<str>]) -> String {
    format!("{} {}", plural(one, many, names.len()), quoted(names))
}

/// `"a", "b"`: quoted without any escaping, as the plugin does it.
pub(crate) fn quoted(items: &[impl AsRef<str>]) -> String {
    let items: Vec<String> = items.iter().map(|item| format!("\"{}\"", item.as_ref())).collect();
    items.join(", ")
}

/// A set as the plugin lists it: each once, in the order of bytes.
pub(crate) fn sorted<T: Ord>(items: impl IntoIterator<Item = T>) -> Vec<T> {
    let mut list: Vec<T> = items.into_iter().collect();
    list.sort_unstable();
    list.dedup();
    list
}
