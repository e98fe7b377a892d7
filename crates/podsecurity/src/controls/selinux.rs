//! SELinux labels.

use std::borrow::Cow;

use manifest::Node;

use crate::controls::Complaint;
use crate::offenders::Offenders;
use crate::subject::{Container, Subject, mapping, text};
use crate::verdict::Cause;
use crate::words::{counted, sorted};

/// The version from which container engines may run inside containers.
const ENGINE_SINCE: u64 = 31;

/// A type beyond the confined ones, or any user or role, of the pod or a container.
pub(crate) fn options<'a>(pod: &Subject<'a>, minor: u64) -> Option<Complaint<'a>> {
    let mut labels = Labels::default();
    for (who, security) in pod.securities() {
        if let Some(options) = mapping(security.se_linux_options) {
            labels.judge(who, options, minor);
        }
    }
    let Labels { offenders, types, user, role } = labels;
    offenders.complaint(|who| {
        let types = sorted(types);
        let types = (!types.is_empty()).then(|| counted("type", "types", &types));
        let user = user.then(|| "user may not be set".to_owned());
        let role = role.then(|| "role may not be set".to_owned());
        let wrong: Vec<String> = [types, user, role].into_iter().flatten().collect();
        let setters = who.setters().join(" and ");
        let detail = format!("{setters} set forbidden securityContext.seLinuxOptions: {}", wrong.join("; "));
        ("seLinuxOptions", detail)
    })
}

fn is_confined(type_: &str, minor: u64) -> bool {
    matches!(type_, "" | "container_t" | "container_init_t" | "container_kvm_t")
        || (type_ == "container_engine_t" && minor >= ENGINE_SINCE)
}

/// What is wrong with the labels seen so far.
#[derive(Default)]
struct Labels<'a> {
    offenders: Offenders<'a>,
    types: Vec<Cow<'a, str>>,
    user: bool,
    role: bool,
}

impl<'a> Labels<'a> {
    fn judge(&mut self, who: Option<&Container<'a>>, options: Node<'a>, minor: u64) {
        if let Some(type_) = text(options.get("type")).filter(|type_| !is_confined(type_, minor)) {
            self.offenders.blame(who, Cause::at(options, &["type"]));
            self.types.push(type_);
        }
        let is_set = |key| text(options.get(key)).is_some_and(|value| !value.is_empty());
        if is_set("user") {
            self.offenders.blame(who, Cause::at(options, &["user"]));
            self.user = true;
        }
        if is_set("role") {
            self.offenders.blame(who, Cause::at(options, &["role"]));
            self.role = true;
        }
    }
}
