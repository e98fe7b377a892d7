//! Field paths: `spec.containers[name=api].image`.

use std::borrow::Cow;
use std::fmt::Write as _;

use manifest::{Kind, Node, Scalar};

use crate::fingerprint::digest;

/// How an item without a merge key stands in a path.
#[derive(Clone, Copy)]
enum Unnamed {
    /// By its place in the list: `[3]`.
    Index,
    /// By a hash of its canonical JSON, so that items before it may come and go.
    Hash,
}

/// The path from an object's root to a node inside it: `spec.containers[name=api].image`. List items stand by their
/// merge key where they have one (`name`; ports by `containerPort` and so on, as the API declares), else by index;
/// keys outside `[A-Za-z0-9_-]` as `["a.b/c"]`.
pub fn field_path(root: Node<'_>, node: Node<'_>) -> String {
    let mut path = String::new();
    write_path(root, node, Unnamed::Index, &mut path);
    path
}

/// The same path for fingerprints: items without a merge key stand by a hash of their canonical JSON.
pub fn stable_field_path(root: Node<'_>, node: Node<'_>) -> String {
    let mut path = String::new();
    write_path(root, node, Unnamed::Hash, &mut path);
    path
}

/// Adds the last step of a node's path to the path of the collection that holds it: for callers that name many nodes
/// of the same collections. `field_path` is all steps from the root, one after the other.
pub fn push_step(node: Node<'_>, path: &mut String) {
    if let Some(parent) = node.parent() {
        write_step(parent, node, Unnamed::Index, path);
    }
}

fn write_path(root: Node<'_>, node: Node<'_>, unnamed: Unnamed, path: &mut String) {
    if node.id() == root.id() {
        return;
    }
    let Some(parent) = node.parent() else { return };
    write_path(root, parent, unnamed, path);
    write_step(parent, node, unnamed, path);
}

fn write_step(parent: Node<'_>, node: Node<'_>, unnamed: Unnamed, path: &mut String) {
    match (node.key(), parent.kind()) {
        (Some(key), _) => write_key(&key_text(key), path),
        (None, Kind::Sequence) => write_item(parent, node, unnamed, path),
        // A key stands for its entry.
        (None, _) => write_key(&key_text(node), path),
    }
}

fn write_key(key: &str, path: &mut String) {
    let plain = !key.is_empty()
        && key.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'_' || byte == b'-');
    if !plain {
        path.push('[');
        write_quoted(key, path);
        path.push(']');
        return;
    }
    if !path.is_empty() {
        path.push('.');
    }
    path.push_str(key);
}

fn write_item(list: Node<'_>, item: Node<'_>, unnamed: Unnamed, path: &mut String) {
    if let Some((key, value)) = merge_key(list, item) {
        path.push('[');
        path.push_str(key);
        path.push('=');
        if value.chars().any(|c| c.is_control() || matches!(c, ']' | '"' | ',')) {
            write_quoted(&value, path);
        } else {
            path.push_str(&value);
        }
        if let Some(protocol) = other_protocol(key, item) {
            let _ = write!(path, ",protocol={protocol}");
        }
        path.push(']');
        return;
    }
    match unnamed {
        Unnamed::Index => {
            let index = list.items().take_while(|other| other.id() != item.id()).count();
            let _ = write!(path, "[{index}]");
        }
        Unnamed::Hash => {
            let mut json = String::new();
            item.write_json(&mut json);
            let _ = write!(path, "[#{:016x}]", digest([json.as_str()]));
        }
    }
}

/// The key that tells the items of a list apart, by the list's field: `x-kubernetes-list-map-keys` and
/// `x-kubernetes-patch-merge-key` of the API's OpenAPI document.
fn merge_key<'d>(list: Node<'d>, item: Node<'d>) -> Option<(&'static str, Cow<'d, str>)> {
    let field = key_text(list.key()?);
    let key = match &*field {
        "containers"
        | "initContainers"
        | "ephemeralContainers"
        | "volumes"
        | "env"
        | "imagePullSecrets"
        | "resourceClaims"
        | "schedulingGates"
        | "claims"
        | "webhooks"
        | "matchConditions"
        | "secrets" => "name",
        "volumeMounts" => "mountPath",
        "volumeDevices" => "devicePath",
        "hostAliases" | "podIPs" | "hostIPs" => "ip",
        "topologySpreadConstraints" => "topologyKey",
        "ownerReferences" => "uid",
        "conditions" => "type",
        "ports" if item.get("containerPort").is_some() => "containerPort",
        // A Service's; the `ports` of NetworkPolicies stand in an item of a list and have no key.
        "ports" if list.parent().is_some_and(|owner| owner.key().is_some()) => "port",
        _ => return None,
    };
    Some((key, scalar_text(item.get(key)?)?))
}

/// One port number may be used by several protocols: the protocol belongs to the key, and TCP goes without saying.
fn other_protocol<'d>(key: &str, item: Node<'d>) -> Option<Cow<'d, str>> {
    if !matches!(key, "containerPort" | "port") {
        return None;
    }
    scalar_text(item.get("protocol")?).filter(|protocol| protocol != "TCP")
}

fn key_text(key: Node<'_>) -> Cow<'_, str> {
    scalar_text(key).unwrap_or_default()
}

fn scalar_text(node: Node<'_>) -> Option<Cow<'_, str>> {
    Some(match node.scalar()? {
        Scalar::Null => return None,
        Scalar::Bool(value) => Cow::Owned(value.to_string()),
        Scalar::Int(value) => Cow::Owned(value.to_string()),
        Scalar::Uint(value) => Cow::Owned(value.to_string()),
        Scalar::Float(value) => Cow::Owned(value.to_string()),
        Scalar::String(value) => value,
    })
}

fn write_quoted(text: &str, path: &mut String) {
    path.push('"');
    for character in text.chars() {
        match character {
            '"' => path.push_str("\\\""),
            '\\' => path.push_str("\\\\"),
            control if control.is_control() => {
                let _ = write!(path, "\\u{:04x}", u32::from(control));
            }
            other => path.push(other),
        }
    }
    path.push('"');
}
