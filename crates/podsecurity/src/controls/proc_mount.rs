//! `/proc` without the runtime's masks.

use std::ops::ControlFlow;

use crate::cause::{Cause, Faults};
use crate::controls::Judge;
use crate::culprits::Culprits;
use crate::subject::{SecurityField, Subject};
use crate::words::{Words, quoted, sorted};

/// `securityContext.procMount` other than `Default`.
pub(crate) const UNMASKED: Judge = Judge { find: unmasked, words };

fn unmasked<'a>(pod: &Subject<'a>, _minor: u64, faults: &mut Faults<'a>) -> ControlFlow<()> {
    for (container, node) in pod.container_securities(SecurityField::ProcMount) {
        if node.as_str().is_some_and(|value| value != "Default") {
            faults.add(|| Cause::value(node).of(container))?;
        }
    }
    ControlFlow::Continue(())
}

fn words(causes: &[Cause<'_>]) -> Words {
    let values = quoted(&sorted(causes.iter().map(Cause::text)));
    let containers = Culprits::of(causes).containers();
    Words {
        reason: "procMount",
        detail: format!("{containers} must not set securityContext.procMount to {values}"),
    }
}
