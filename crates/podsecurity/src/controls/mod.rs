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

use std::ops::ControlFlow;
use std::sync::LazyLock;

use crate::cause::{Cause, Faults};
use crate::subject::Subject;
use crate::words::Words;
use crate::{Level, Version, Violation};

/// The newest version at which any control changes; later ones are judged as this one.
const NEWEST: u64 = 37;

/// A control of the standards.
pub(crate) struct Control {
    /// The plugin's name of it.
    name: &'static str,
    level: Level,
    /// The minor version from which it is in force.
    since: u64,
    /// The control of the baseline that it takes the place of at the restricted level.
    overrides: Option<&'static str>,
    exempt: Option<Exemption>,
    judge: Judge,
}

/// What a control asks of a pod, and how the plugin says that it is not so.
pub(crate) struct Judge {
    /// Finds what is at fault by the rules of a minor version; stops where [`Faults`] want no more.
    find: for<'a> fn(&Subject<'a>, u64, &mut Faults<'a>) -> ControlFlow<()>,
    /// Says it; there is at least one cause.
    words: fn(&[Cause<'_>]) -> Words,
}

/// Pods that a control lets pass, from a minor version on.
enum Exemption {
    /// `spec.os.name: windows`: the fields do not exist there (KEP-2802).
    Windows(u64),
    /// `spec.hostUsers: false`: root in the pod is nobody outside (KEP-127).
    UserNamespace(u64),
}

/// Controls, as a bit for each place in the table.
#[derive(Clone, Copy, Default)]
pub(crate) struct ControlSet(u32);

/// All controls in the order of the plugin's messages: the baseline's by name, then the restricted level's by name.
static CONTROLS: [Control; 19] = [
    baseline("appArmorProfile", 0, apparmor::PROFILE),
    baseline("capabilities_baseline", 0, capabilities::BASELINE),
    baseline("hostNamespaces", 0, host::NAMESPACES),
    baseline("hostPathVolumes", 0, volumes::HOST_PATH),
    baseline("hostPorts", 0, host::PORTS),
    baseline("hostProbesAndHostLifecycle", 34, probes::HOSTS),
    baseline("privileged", 0, privilege::PRIVILEGED),
    baseline("procMount", 0, proc_mount::UNMASKED).exempt(Exemption::UserNamespace(35)),
    baseline("seLinuxOptions", 0, selinux::OPTIONS),
    baseline("seccompProfile_baseline", 0, seccomp::BASELINE),
    baseline("sysctls", 0, sysctls::FORBIDDEN),
    baseline("windowsHostProcess", 0, privilege::HOST_PROCESS),
    restricted("allowPrivilegeEscalation", 8, privilege::ESCALATION).exempt(Exemption::Windows(25)),
    restricted("capabilities_restricted", 22, capabilities::RESTRICTED)
        .overrides_baseline("capabilities_baseline")
        .exempt(Exemption::Windows(25)),
    restricted("procMount_restricted", 35, proc_mount::UNMASKED).overrides_baseline("procMount"),
    restricted("restrictedVolumes", 0, volumes::RESTRICTED).overrides_baseline("hostPathVolumes"),
    restricted("runAsNonRoot", 0, users::NON_ROOT).exempt(Exemption::UserNamespace(35)),
    restricted("runAsUser", 23, users::ROOT).exempt(Exemption::UserNamespace(35)),
    restricted("seccompProfile_restricted", 19, seccomp::RESTRICTED)
        .overrides_baseline("seccompProfile_baseline")
        .exempt(Exemption::Windows(25)),
];

const fn baseline(name: &'static str, since: u64, judge: Judge) -> Control {
    Control { name, level: Level::Baseline, since, overrides: None, exempt: None, judge }
}

const fn restricted(name: &'static str, since: u64, judge: Judge) -> Control {
    Control { name, level: Level::Restricted, since, overrides: None, exempt: None, judge }
}

/// The controls that a level and version hold a pod to.
pub(crate) fn in_force(level: Level, version: Version) -> ControlSet {
    static BY_VERSION: LazyLock<[[ControlSet; 2]; NEWEST as usize + 1]> = LazyLock::new(|| {
        std::array::from_fn(|minor| {
            [Level::Baseline, Level::Restricted].map(|level| find_in_force(level, minor as u64))
        })
    });
    let [baseline, restricted] = BY_VERSION[minor(version) as usize];
    match level {
        Level::Privileged => ControlSet::default(),
        Level::Baseline => baseline,
        Level::Restricted => restricted,
    }
}

fn find_in_force(level: Level, minor: u64) -> ControlSet {
    let applies = |control: &Control| control.level <= level && control.since <= minor;
    let is_overridden = |control: &Control| {
        CONTROLS.iter().any(|other| applies(other) && other.overrides == Some(control.name))
    };
    ControlSet::of(|control| applies(control) && !is_overridden(control))
}

/// The controls in force at a version, at whichever level, in the order of the plugin's messages.
pub(crate) fn at_any_level(version: Version) -> impl Iterator<Item = &'static Control> {
    let minor = minor(version);
    CONTROLS.iter().filter(move |control| control.since <= minor)
}

/// The minor version whose rules are those of a version.
fn minor(version: Version) -> u64 {
    match version {
        Version::Minor(minor) => minor.min(NEWEST),
        Version::Latest => NEWEST,
    }
}

impl ControlSet {
    fn of(contains: impl Fn(&'static Control) -> bool) -> ControlSet {
        let bits = CONTROLS.iter().enumerate().filter(|(_, control)| contains(control));
        ControlSet(bits.fold(0, |set, (place, _)| set | 1 << place))
    }

    /// Whether there is none.
    pub(crate) fn is_empty(self) -> bool {
        self.0 == 0
    }

    /// Those of them that a pod breaks.
    pub(crate) fn broken_by(self, pod: &Subject<'_>, version: Version) -> ControlSet {
        let minor = minor(version);
        self.places().fold(ControlSet::default(), |ControlSet(broken), place| {
            ControlSet(broken | u32::from(CONTROLS[place].is_broken_by(pod, minor)) << place)
        })
    }

    /// In the order of the plugin's messages.
    pub(crate) fn iter(self) -> impl Iterator<Item = &'static Control> {
        self.places().map(|place| &CONTROLS[place])
    }

    fn places(self) -> impl Iterator<Item = usize> {
        let mut rest = self.0;
        std::iter::from_fn(move || {
            let place = (rest != 0).then(|| rest.trailing_zeros() as usize)?;
            rest &= rest - 1;
            Some(place)
        })
    }
}

impl Control {
    const fn overrides_baseline(self, name: &'static str) -> Control {
        Control { overrides: Some(name), ..self }
    }

    const fn exempt(self, exemption: Exemption) -> Control {
        Control { exempt: Some(exemption), ..self }
    }

    /// The name of the baseline control that it takes the place of at the restricted level.
    pub(crate) fn overrides(&self) -> Option<&'static str> {
        self.overrides
    }

    fn is_broken_by(&self, pod: &Subject<'_>, minor: u64) -> bool {
        !self.lets_pass(pod, minor) && (self.judge.find)(pod, minor, &mut Faults::default()).is_break()
    }

    /// What is wrong with a pod by this control at a version.
    pub(crate) fn violation<'a>(&'static self, pod: &Subject<'a>, version: Version) -> Option<Violation<'a>> {
        let minor = minor(version);
        if self.lets_pass(pod, minor) {
            return None;
        }
        let mut faults = Faults::all();
        let _ = (self.judge.find)(pod, minor, &mut faults);
        let causes = faults.into_causes();
        (!causes.is_empty()).then_some(Violation { check: self.name, causes, control: self })
    }

    /// What the plugin says of causes.
    pub(crate) fn words(&self, causes: &[Cause<'_>]) -> Words {
        (self.judge.words)(causes)
    }

    fn lets_pass(&self, pod: &Subject<'_>, minor: u64) -> bool {
        match self.exempt {
            None => false,
            Some(Exemption::Windows(since)) => since <= minor && pod.is_windows(),
            Some(Exemption::UserNamespace(since)) => since <= minor && pod.has_user_namespace(),
        }
    }
}
