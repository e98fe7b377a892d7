//! Who breaks a control, and by which fields.

use crate::controls::Complaint;
use crate::subject::Container;
use crate::verdict::Cause;
use crate::words::{counted, sorted};

/// The pod itself, containers, and every field of theirs that is at fault.
#[derive(Default)]
pub(crate) struct Offenders<'a> {
    pod: bool,
    containers: Vec<String>,
    last: Option<usize>,
    causes: Vec<Cause<'a>>,
}

impl<'a> Offenders<'a> {
    /// Blames a container, or the pod itself, for one field. Containers must come in the plugin's order.
    pub(crate) fn blame(&mut self, who: Option<&Container<'a>>, mut cause: Cause<'a>) {
        match who {
            None => self.pod = true,
            Some(container) => {
                let name = container.name().into_owned();
                if self.last.replace(container.index) != Some(container.index) {
                    self.containers.push(name.clone());
                }
                cause.container = Some(name);
            }
        }
        self.causes.push(cause);
    }

    /// The complaint about them; `None`, and no text made, when nobody is to blame.
    pub(crate) fn complaint<R: Into<String>>(
        self,
        words: impl FnOnce(&Offenders<'a>) -> (R, String),
    ) -> Option<Complaint<'a>> {
        if self.is_empty() {
            return None;
        }
        let (reason, detail) = words(&self);
        Some(Complaint { reason: reason.into(), detail, causes: self.causes })
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.causes.is_empty()
    }

    /// Every field at fault.
    pub(crate) fn into_causes(self) -> Vec<Cause<'a>> {
        self.causes
    }

    /// Adds the causes of others, but not their names.
    pub(crate) fn absorb(&mut self, others: Offenders<'a>) {
        self.causes.extend(others.causes);
    }

    /// How many containers there are.
    pub(crate) fn count(&self) -> usize {
        self.containers.len()
    }

    /// `container "a"`, `containers "a", "b"`.
    pub(crate) fn containers(&self) -> String {
        counted("container", "containers", &self.containers)
    }

    /// `pod`, `container "a"`, `pod and containers "a", "b"`: those who set a value.
    pub(crate) fn setters(&self) -> Vec<String> {
        let pod = self.pod.then(|| "pod".to_owned());
        let containers = (!self.containers.is_empty()).then(|| self.containers());
        pod.into_iter().chain(containers).collect()
    }

    /// The names of the containers, each once, sorted.
    pub(crate) fn distinct(&self) -> Vec<&str> {
        sorted(self.containers.iter().map(String::as_str))
    }
}
