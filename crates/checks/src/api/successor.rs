//! What takes the place of an API version.

use model::Object;
use schema::Lifecycle;

/// The `apiVersion` that an object can move to by changing that alone: the same group and kind in another version, or
/// the same kind in another group.
pub(crate) fn successor(life: &Lifecycle) -> Option<String> {
    let new = life.replacement.filter(|new| new.kind == life.kind)?;
    Some(if new.group.is_empty() { new.version.to_owned() } else { format!("{}/{}", new.group, new.version) })
}

/// What to do, as the end of a sentence.
pub(crate) fn advice(life: &Lifecycle) -> String {
    match (successor(life), life.replacement) {
        (Some(new), _) => format!(": use {new}"),
        (None, Some(new)) => format!(": use {} of {}/{}", new.kind, new.group, new.version),
        (None, None) => String::new(),
    }
}

/// `apps/v1`, as the object has it.
pub(crate) fn api_version(object: &Object) -> String {
    let kind = object.gvk();
    if kind.group.is_empty() { kind.version.to_string() } else { format!("{}/{}", kind.group, kind.version) }
}
