//! Root inside the container.

use std::ops::ControlFlow;

use crate::cause::{Cause, Faults};
use crate::controls::Judge;
use crate::culprits::Culprits;
use crate::subject::{Security, SecurityField, Subject, boolean};
use crate::words::Words;

/// `runAsNonRoot` other than true. An explicit false is wrong anywhere; nothing at all is wrong only where the pod
/// does not say anything either. The plugin's words leave out the silent ones where anyone says false; the causes do
/// not.
pub(crate) const NON_ROOT: Judge = Judge { find: non_root, words: non_root_words };

/// `runAsUser: 0`, of the pod or a container.
pub(crate) const ROOT: Judge = Judge { find: root, words: root_words };

fn non_root<'a>(pod: &Subject<'a>, _minor: u64, faults: &mut Faults<'a>) -> ControlFlow<()> {
    for (who, node) in pod.securities(SecurityField::RunAsNonRoot) {
        if node.as_bool() == Some(false) {
            faults.add(|| Cause::value(node).of(who))?;
        }
    }
    if says_something(&pod.security) {
        return ControlFlow::Continue(());
    }
    for container in pod.containers().filter(|container| !says_something(&container.security)) {
        faults.add(|| Cause::omitted(container, &["securityContext", "runAsNonRoot"]))?;
    }
    ControlFlow::Continue(())
}

fn says_something(security: &Option<Security<'_>>) -> bool {
    security.as_ref().is_some_and(|security| boolean(security.get(SecurityField::RunAsNonRoot)).is_some())
}

fn non_root_words(causes: &[Cause<'_>]) -> Words {
    // Those who say false were found first.
    let (refusing, silent) = causes.split_at(causes.partition_point(|cause| !cause.is_omission));
    let detail = if refusing.is_empty() {
        format!("pod or {} must set securityContext.runAsNonRoot=true", Culprits::of(silent).containers())
    } else {
        format!("{} must not set securityContext.runAsNonRoot=false", Culprits::of(refusing).setters())
    };
    Words { reason: "runAsNonRoot != true", detail }
}

fn root<'a>(pod: &Subject<'a>, _minor: u64, faults: &mut Faults<'a>) -> ControlFlow<()> {
    for (who, user) in pod.securities(SecurityField::RunAsUser) {
        if user.as_i64() == Some(0) {
            faults.add(|| Cause::value(user).of(who))?;
        }
    }
    ControlFlow::Continue(())
}

fn root_words(causes: &[Cause<'_>]) -> Words {
    let detail = format!("{} must not set runAsUser=0", Culprits::of(causes).setters());
    Words { reason: "runAsUser=0", detail }
}
