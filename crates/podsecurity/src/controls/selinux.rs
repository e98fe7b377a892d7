//! SELinux labels.

use std::borrow::Cow;
use std::ops::ControlFlow;

use crate::cause::{Cause, Faults};
use crate::controls::Judge;
use crate::culprits::Culprits;
use crate::subject::{SecurityField, Subject, text};
use crate::words::{Words, counted, sorted};

/// The version from which container engines may run inside containers.
const ENGINE_SINCE: u64 = 31;

/// A type beyond the confined ones, or any user or role, of the pod or a container.
pub(crate) const OPTIONS: Judge = Judge { find: options, words };

fn options<'a>(pod: &Subject<'a>, minor: u64, faults: &mut Faults<'a>) -> ControlFlow<()> {
    for (who, options) in pod.securities(SecurityField::SeLinuxOptions) {
        if text(options.get("type")).is_some_and(|type_| !is_confined(&type_, minor)) {
            faults.add(|| Cause::at(options, &["type"]).of(who))?;
        }
        for (key, path) in [("user", &["user"]), ("role", &["role"])] {
            if text(options.get(key)).is_some_and(|value| !value.is_empty()) {
                faults.add(|| Cause::at(options, path).of(who))?;
            }
        }
    }
    ControlFlow::Continue(())
}

fn is_confined(type_: &str, minor: u64) -> bool {
    matches!(type_, "" | "container_t" | "container_init_t" | "container_kvm_t")
        || (type_ == "container_engine_t" && minor >= ENGINE_SINCE)
}

fn words(causes: &[Cause<'_>]) -> Words {
    let of_field = |name: &'static str| causes.iter().filter(move |cause| cause.field() == name);
    let types: Vec<Cow<'_, str>> = sorted(of_field("type").map(Cause::text));
    let types = (!types.is_empty()).then(|| counted("type", "types", &types));
    let user = of_field("user").next().map(|_| "user may not be set".to_owned());
    let role = of_field("role").next().map(|_| "role may not be set".to_owned());
    let wrong: Vec<String> = [types, user, role].into_iter().flatten().collect();
    let setters = Culprits::of(causes).setters();
    Words {
        reason: "seLinuxOptions",
        detail: format!("{setters} set forbidden securityContext.seLinuxOptions: {}", wrong.join("; ")),
    }
}
