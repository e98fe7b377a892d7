//! Words that several formats use.

use finding::{IncompleteReason, Note, ObjectRef, SuppressedBy};

use crate::visible;

/// The word for why something could not be judged.
pub(crate) fn incomplete(reason: IncompleteReason) -> &'static str {
    match reason {
        IncompleteReason::Unreadable => "unreadable",
        IncompleteReason::Unparsed => "unparsed",
        IncompleteReason::Malformed => "malformed",
        IncompleteReason::Unrendered => "unrendered",
        IncompleteReason::Forbidden => "forbidden",
        IncompleteReason::Unknown => "unknown",
        IncompleteReason::Failed => "failed",
    }
}

/// The word for what suppresses a finding.
pub(crate) fn suppressed_by(by: SuppressedBy) -> &'static str {
    match by {
        SuppressedBy::Annotation => "annotation",
        SuppressedBy::Comment => "comment",
        SuppressedBy::Exception => "exception",
        SuppressedBy::Baseline => "baseline",
    }
}

/// An object as people name it: `Deployment shop/api`.
pub(crate) fn object(object: &ObjectRef) -> String {
    let name = match &object.namespace {
        Some(namespace) => format!("{} {namespace}/{}", object.kind, object.name),
        None => format!("{} {}", object.kind, object.name),
    };
    visible::sentence(name.trim()).into_owned()
}

/// What a note says, as a sentence without a full stop.
pub(crate) fn note(note: &Note) -> String {
    match note.kind {
        "skipped-file" => format!("{} without a Kubernetes object skipped", counted(note.count, "file")),
        "skipped-document" => {
            format!("{} that are none of Kubernetes' skipped", counted(note.count, "document"))
        }
        "link-leads-outside" => {
            format!("{} not followed, out of the folder that was named", counted(note.count, "symbolic link"))
        }
        "library-chart" => {
            format!("{} not rendered, only lent to others", counted(note.count, "library chart"))
        }
        "unused-component" => {
            format!("{} of Kustomize that nothing in the input uses", counted(note.count, "Component"))
        }
        "host-ports-defaulted" => format!(
            "{} on the host's network without host ports: the API server fills these in before Pod Security looks, and \
             its words are then others",
            counted(note.count, "Pod")
        ),
        "volumes-defaulted" => format!(
            "{} with a volume without a source: the API server makes it an emptyDir before Pod Security looks",
            counted(note.count, "Pod")
        ),
        "apparmor-defaulted" => format!(
            "{} with AppArmor annotations: the API server copies them into fields before Pod Security looks, and its \
             words are then others",
            counted(note.count, "Pod")
        ),
        "exempt-pods" => format!(
            "{} not judged: the admission configuration exempts the namespace or runtime class",
            counted(note.count, "Pod")
        ),
        "exempt-users" => format!(
            "{} exempt by the admission configuration: who will send these objects is not known, and nothing was let \
             pass for it",
            counted(note.count, "user")
        ),
        "newer-policy-version" => format!(
            "{} of the standards newer than the API server's, which judges by its own",
            counted(note.count, "version")
        ),
        "newer-kubernetes-version" => "judged by the newest version of Kubernetes that is known".to_owned(),
        kind => format!("{}: {}", kind.replace('-', " "), count(note.count)),
    }
}

/// A number with its thousands set apart: `12,345`.
pub(crate) fn count(number: usize) -> String {
    let digits = number.to_string();
    let mut grouped = String::with_capacity(digits.len() + digits.len() / 3);
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            grouped.push(',');
        }
        grouped.push(digit);
    }
    grouped
}

/// A number and its noun: `1 object`, `2 objects`.
pub(crate) fn counted(number: usize, noun: &str) -> String {
    let plural = if number == 1 { "" } else { "s" };
    format!("{} {noun}{plural}", count(number))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn thousands_are_set_apart() {
        assert_eq!(count(7), "7");
        assert_eq!(count(1_000), "1,000");
        assert_eq!(count(1_234_567), "1,234,567");
    }
}
