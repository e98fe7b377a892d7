//! The identity of a finding across versions, files, lines and order (`docs/contract.md`, Findings).

use sha2::{Digest as _, Sha256};

use crate::{Arguments, ObjectRef};

/// The fingerprint: the first 8 bytes of SHA-256 over the NUL-joined id, group, kind, namespace, name, field and the
/// message's arguments. `field` is the path of [`crate::stable_field_path`].
pub fn fingerprint(id: &str, object: &ObjectRef, field: &str, arguments: &Arguments) -> u64 {
    let group = object.api_version.split_once('/').map_or("", |(group, _)| group);
    let namespace = object.namespace.as_deref().unwrap_or_default();
    let fixed = [id, group, &object.kind, namespace, &object.name, field];
    digest(fixed.into_iter().chain(arguments.joined()))
}

/// The fingerprint of the `count`th finding (from 2) whose own one is the same as that of others.
pub fn numbered(fingerprint: u64, count: usize) -> u64 {
    digest([format!("{fingerprint:016x}").as_str(), count.to_string().as_str()])
}

/// The first 8 bytes, as a big-endian number, of SHA-256 over NUL-joined parts.
pub(crate) fn digest<'a>(parts: impl IntoIterator<Item = &'a str>) -> u64 {
    let mut hasher = Sha256::new();
    for (index, part) in parts.into_iter().enumerate() {
        if index > 0 {
            hasher.update([0]);
        }
        hasher.update(part);
    }
    let hash = hasher.finalize();
    hash.iter().take(8).fold(0, |number, byte| number << 8 | u64::from(*byte))
}
