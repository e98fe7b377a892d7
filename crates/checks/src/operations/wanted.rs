//! Labels and annotations that users want on their workloads.

use manifest::Node;
use model::Object;

use crate::glob::matches;

/// Those of the wanted entries (`key`, or `key=glob`) that a part of an object's metadata lacks. What another object made
/// has what its template gives it.
pub(crate) fn missing<'w>(
    object: &Object,
    part: &str,
    wanted: &'w [String],
) -> impl Iterator<Item = &'w str> + use<'w> {
    let made = !wanted.is_empty() && object.owners().next().is_some();
    let own = object.metadata().and_then(|metadata| metadata.get(part));
    let lacking = |wanted: &&String| {
        let (key, glob) = wanted.split_once('=').map_or((&***wanted, None), |(key, glob)| (key, Some(glob)));
        let value = own.and_then(|own| own.get(key)).and_then(Node::as_str);
        !value.is_some_and(|value| glob.is_none_or(|glob| matches(glob, &value)))
    };
    let lacking: Vec<&'w str> =
        if made { Vec::new() } else { wanted.iter().filter(lacking).map(String::as_str).collect() };
    lacking.into_iter()
}
