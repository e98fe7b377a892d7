//! What gives a container the rights of the node, or lets it gain rights.

use std::ops::ControlFlow;

use crate::cause::{Cause, Faults};
use crate::controls::Judge;
use crate::culprits::Culprits;
use crate::subject::{SecurityField, Subject, boolean, is_true};
use crate::words::Words;

/// `securityContext.privileged: true`.
pub(crate) const PRIVILEGED: Judge = Judge { find: privileged, words: privileged_words };

/// `securityContext.allowPrivilegeEscalation` other than false, which is also its default.
pub(crate) const ESCALATION: Judge = Judge { find: escalation, words: escalation_words };

/// `securityContext.windowsOptions.hostProcess: true`, of the pod or a container.
pub(crate) const HOST_PROCESS: Judge = Judge { find: host_process, words: host_process_words };

fn privileged<'a>(pod: &Subject<'a>, _minor: u64, faults: &mut Faults<'a>) -> ControlFlow<()> {
    for (container, node) in pod.container_securities(SecurityField::Privileged) {
        if is_true(&node) {
            faults.add(|| Cause::value(node).of(container))?;
        }
    }
    ControlFlow::Continue(())
}

fn privileged_words(causes: &[Cause<'_>]) -> Words {
    let containers = Culprits::of(causes).containers();
    let detail = format!("{containers} must not set securityContext.privileged=true");
    Words { reason: "privileged", detail }
}

fn escalation<'a>(pod: &Subject<'a>, _minor: u64, faults: &mut Faults<'a>) -> ControlFlow<()> {
    for container in pod.containers() {
        if boolean(container.security(SecurityField::AllowPrivilegeEscalation)) != Some(false) {
            faults.add(|| Cause::omitted(container, &["securityContext", "allowPrivilegeEscalation"]))?;
        }
    }
    ControlFlow::Continue(())
}

fn escalation_words(causes: &[Cause<'_>]) -> Words {
    let containers = Culprits::of(causes).containers();
    let detail = format!("{containers} must set securityContext.allowPrivilegeEscalation=false");
    Words { reason: "allowPrivilegeEscalation != false", detail }
}

fn host_process<'a>(pod: &Subject<'a>, _minor: u64, faults: &mut Faults<'a>) -> ControlFlow<()> {
    for (who, options) in pod.securities(SecurityField::WindowsOptions) {
        if let Some(node) = options.get("hostProcess").filter(is_true) {
            faults.add(|| Cause::value(node).of(who))?;
        }
    }
    ControlFlow::Continue(())
}

fn host_process_words(causes: &[Cause<'_>]) -> Words {
    let setters = Culprits::of(causes).setters();
    let detail = format!("{setters} must not set securityContext.windowsOptions.hostProcess=true");
    Words { reason: "hostProcess", detail }
}
