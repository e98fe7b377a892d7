//! `/proc` without the runtime's masks.

use crate::controls::Complaint;
use crate::offenders::Offenders;
use crate::subject::Subject;
use crate::verdict::Cause;
use crate::words::{quoted, sorted};

/// `securityContext.procMount` other than `Default`.
pub(crate) fn unmasked<'a>(pod: &Subject<'a>, _minor: u64) -> Option<Complaint<'a>> {
    let mut offenders = Offenders::default();
    let mut values = Vec::new();
    for (container, security) in pod.container_securities() {
        let Some(node) = security.proc_mount else { continue };
        if let Some(value) = node.as_str().filter(|value| value != "Default") {
            offenders.blame(Some(container), Cause::value(node));
            values.push(value);
        }
    }
    offenders.complaint(|who| {
        let values = quoted(&sorted(values));
        ("procMount", format!("{} must not set securityContext.procMount to {values}", who.containers()))
    })
}
