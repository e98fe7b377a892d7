//! The controls: one table that says when each is in force, and one file per group that says what breaks it.

mod apparmor;
mod capabilities;
mod host;
mod privilege;
mod probes;
mod proc_mount;
mod seccomp;
mod selinux;
mod sysctls;
mod users;
mod volumes;

pub(crate) use apparmor::is_annotation_of as is_app_armor_annotation_of;
pub(crate) use volumes::has_known_source;

use crate::subject::Subject;
use crate::verdict::{Cause, Violation};
use crate::{Level, Version};

/// The newest version at which any control changes; later ones are judged as this one.
const NEWEST: u64 = 37;

/// A control of the standards.
pub(crate) struct Control {
    /// The plugin's name of it.
    name: &'static str,
    level: Level,
    /// The minor version from which it is in force.
    since: u64,
    /// The minor version from which the restricted level has a stricter control in its place.
    replaced: Option<u64>,
    exempt: Option<Exemption>,
    /// Judges a pod by the rules of a minor version.
    judge: Judge,
}

/// What is wrong with a pod by the rules of a minor version.
type Judge = for<'a> fn(&Subject<'a>, u64) -> Option<Complaint<'a>>;

/// Pods that a control lets pass, from a minor version on.
enum Exemption {
    /// `spec.os.name: windows`: the fields do not exist there (KEP-2802).
    Windows(u64),
    /// `spec.hostUsers: false`: root in the pod is nobody outside (KEP-127).
    UserNamespace(u64),
}

/// What is wrong with a pod, by one control.
pub(crate) struct Complaint<'a> {
    pub(crate) reason: String,
    pub(crate) detail: String,
    pub(crate) causes: Vec<Cause<'a>>,
}

/// All controls in the order of the plugin's messages: the baseline's by name, then the restricted level's by name.
static CONTROLS: [Control; 19] = [
    baseline("appArmorProfile", 0, apparmor::profile),
    baseline("capabilities_baseline", 0, capabilities::baseline).replaced(22),
    baseline("hostNamespaces", 0, host::namespaces),
    baseline("hostPathVolumes", 0, volumes::host_path).replaced(0),
    baseline("hostPorts", 0, host::ports),
    baseline("hostProbesAndHostLifecycle", 34, probes::hosts),
    baseline("privileged", 0, privilege::privileged),
    baseline("procMount", 0, proc_mount::unmasked).replaced(35).exempt(Exemption::UserNamespace(35)),
    baseline("seLinuxOptions", 0, selinux::options),
    baseline("seccompProfile_baseline", 0, seccomp::baseline).replaced(19),
    baseline("sysctls", 0, sysctls::forbidden),
    baseline("windowsHostProcess", 0, privilege::host_process),
    restricted("allowPrivilegeEscalation", 8, privilege::escalation).exempt(Exemption::Windows(25)),
    restricted("capabilities_restricted", 22, capabilities::restricted).exempt(Exemption::Windows(25)),
    restricted("procMount_restricted", 35, proc_mount::unmasked),
    restricted("restrictedVolumes", 0, volumes::restricted),
    restricted("runAsNonRoot", 0, users::non_root).exempt(Exemption::UserNamespace(35)),
    restricted("runAsUser", 23, users::root).exempt(Exemption::UserNamespace(35)),
    restricted("seccompProfile_restricted", 19, seccomp::restricted).exempt(Exemption::Windows(25)),
];

const fn baseline(name: &'static str, since: u64, judge: Judge) -> Control {
    Control { name, level: Level::Baseline, since, replaced: None, exempt: None, judge }
}

const fn restricted(name: &'static str, since: u64, judge: Judge) -> Control {
    Control { level: Level::Restricted, ..baseline(name, since, judge) }
}

/// The controls that a level and version hold a pod to, in the order of the plugin's messages.
pub(crate) fn in_force(level: Level, version: Version) -> impl Iterator<Item = &'static Control> {
    let minor = minor(version);
    let reached = move |step: u64| step <= minor;
    CONTROLS.iter().filter(move |control| {
        let is_replaced = level == Level::Restricted && control.replaced.is_some_and(reached);
        control.level <= level && reached(control.since) && !is_replaced
    })
}

/// The minor version whose rules are those of a version.
fn minor(version: Version) -> u64 {
    match version {
        Version::Minor(minor) => minor.min(NEWEST),
        Version::Latest => NEWEST,
    }
}

impl Control {
    const fn replaced(self, since: u64) -> Control {
        Control { replaced: Some(since), ..self }
    }

    const fn exempt(self, exemption: Exemption) -> Control {
        Control { exempt: Some(exemption), ..self }
    }

    /// What is wrong with a pod by this control at a version.
    pub(crate) fn judge<'a>(&self, pod: &Subject<'a>, version: Version) -> Option<Violation<'a>> {
        let minor = minor(version);
        if self.exempt.as_ref().is_some_and(|exemption| exemption.holds(pod, minor)) {
            return None;
        }
        let Complaint { reason, detail, causes } = (self.judge)(pod, minor)?;
        Some(Violation { check: self.name, reason, detail, causes })
    }
}

impl Exemption {
    fn holds(&self, pod: &Subject<'_>, minor: u64) -> bool {
        match *self {
            Exemption::Windows(since) => since <= minor && pod.is_windows(),
            Exemption::UserNamespace(since) => since <= minor && pod.has_user_namespace(),
        }
    }
}
