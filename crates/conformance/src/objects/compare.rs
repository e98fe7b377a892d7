//! Where our judgement of an object differs from the API server's, and why where we know.

use super::{Kind, Ours, Record, Theirs};

/// A difference.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Difference {
    /// Why, where it is one that we know and leave so.
    pub name: Option<&'static str>,
    /// What each says.
    pub text: String,
}

/// Go reads a value that a later one of the same key overrides, and refuses what is wrong in it; we judge what counts.
const OVERRIDDEN: &str = "within a value that a later one overrides";

/// `KIND` beside `kind` keeps the server from finding out the kind, before it looks at fields; we say unknown field.
const OTHER_CASE: &str = "apiVersion or kind a second time in another case";

/// Where anything may stand, the server does not look for keys that stand twice; as YAML, kubectl does.
const ANYTHING: &str = "a key twice where anything may stand";

/// One of several alternatives is refused as a whole, and its fields are not looked at.
const FORBIDDEN: &str = "within an alternative that is refused as a whole";

/// Its template is not looked at then.
const SELECTOR: &str = "in a StatefulSet whose selector is refused";

/// The server puts the volumes of the claims before those of the template, and counts them.
const VOLUMES: &str = "a volume of a StatefulSet, behind those of its claims";

/// Of a few kinds validation asks for no name; only keeping the object does, which a dry run leaves out, and kubectl.
const NAMELESS: &str = "a name, without which nothing is kept";

/// The difference, if there is one. Nothing is compared where the server did not come to look at the fields.
pub fn compare(record: &Record, kind: &Kind, ours: &Ours, theirs: &Theirs) -> Option<Difference> {
    if theirs.has_no_kind {
        let text = "the server cannot find out the kind".to_owned();
        let is_ours = ours.unknown.iter().any(|unknown| {
            ["unknown apiversion", "unknown kind"].contains(&unknown.to_ascii_lowercase().as_str())
        });
        return Some(Difference { name: is_ours.then_some(OTHER_CASE), text });
    }
    if !theirs.looked_at_fields() {
        return None;
    }
    let overrides: Vec<&str> =
        ours.unknown.iter().filter_map(|unknown| unknown.strip_prefix("duplicate ")).collect();
    if let Some(message) = &theirs.undecodable {
        return undecodable(message, &overrides, ours, theirs);
    }
    if !ours.undecodable.is_empty() {
        let text = format!(
            "we cannot decode {:?}, they can: {} {:?}",
            ours.undecodable, theirs.status, theirs.unknown
        );
        return Some(Difference { name: None, text });
    }
    if ours.unknown != theirs.unknown {
        let mut more = ours.unknown.difference(&theirs.unknown);
        let mut less = theirs.unknown.difference(&ours.unknown);
        let is_overridden = |unknown: &String| {
            let path = unknown.split_once(' ').map_or("", |(_, path)| path);
            overrides.iter().any(|of| is_within(path, of))
        };
        let is_anything = |unknown: &String| {
            unknown.strip_prefix("duplicate ").is_some_and(|path| record.is_within_anything(kind, path))
        };
        let text = format!(
            "only we: {:?}, only they: {:?}",
            more.clone().collect::<Vec<_>>(),
            less.clone().collect::<Vec<_>>()
        );
        let name = match (more.clone().next(), less.clone().next()) {
            (None, Some(_)) if less.all(is_overridden) => Some(OVERRIDDEN),
            (Some(_), None) if more.all(is_anything) => Some(ANYTHING),
            _ => None,
        };
        return Some(Difference { name, text });
    }
    let decoded = theirs.unknown.is_empty() && matches!(theirs.status, 201 | 422);
    let mut missed = ours.causes.iter().filter(|cause| decoded && !theirs.has(cause)).peekable();
    missed.peek()?;
    let text = format!(
        "only we: {:?}, they: {} {:?}",
        missed.clone().collect::<Vec<_>>(),
        theirs.status,
        theirs.causes
    );
    let is_forbidden = |(path, _): &(String, String)| {
        theirs.causes.iter().any(|(above, reason)| {
            let is_refused = reason == "FieldValueForbidden" || reason == "FieldValueInvalid";
            is_refused && above != path && is_within(&path.to_ascii_lowercase(), &above.to_ascii_lowercase())
        })
    };
    let is_refused = |above: &str| theirs.causes.iter().any(|(path, _)| is_within(path, above));
    let of_stateful_set =
        |below: &str| kind.kind == "StatefulSet" && missed.clone().all(|(path, _)| path.starts_with(below));
    let volumes = "spec.template.spec.volumes";
    let name = if missed.clone().all(|(path, _)| path == "metadata.name") {
        Some(NAMELESS)
    } else if of_stateful_set(volumes) && is_refused(volumes) {
        Some(VOLUMES)
    } else if of_stateful_set("spec.template.") && is_refused("spec.selector") {
        Some(SELECTOR)
    } else {
        missed.all(is_forbidden).then_some(FORBIDDEN)
    };
    Some(Difference { name, text })
}

fn undecodable(message: &str, overrides: &[&str], ours: &Ours, theirs: &Theirs) -> Option<Difference> {
    // The server names one field of those that it cannot decode, most often the first.
    let is_ours = match &theirs.undecodable_field {
        Some(field) => ours.undecodable.iter().any(|own| is_named(own, field)),
        None => !ours.undecodable.is_empty(),
    };
    if is_ours {
        return None;
    }
    let is_overridden = match &theirs.undecodable_field {
        Some(field) => overrides.iter().any(|of| {
            let of = super::without_indexes(of);
            is_within(field, &of) || is_named(&of, field)
        }),
        None => !overrides.is_empty(),
    };
    let text = format!("they cannot decode: {message}; we {:?}", ours.undecodable);
    Some(Difference { name: is_overridden.then_some(OVERRIDDEN), text })
}

/// Whether the server may mean a path by a field: it leaves out the keys of maps.
fn is_named(path: &str, field: &str) -> bool {
    let mut steps = path.split('.');
    field.split('.').all(|name| steps.any(|step| step == name))
}

/// Whether a path is another or below it.
fn is_within(path: &str, other: &str) -> bool {
    path.strip_prefix(other).is_some_and(|rest| rest.is_empty() || rest.starts_with(['.', '[']))
}
