//! Who is named in a message.

use crate::cause::{Cause, Culprit};
use crate::words::{counted, sorted};

/// The pod itself and containers, each once.
pub(crate) struct Culprits<'c> {
    pod: bool,
    containers: Vec<&'c str>,
}

impl<'c> Culprits<'c> {
    /// Those of causes; the causes of one container stand together.
    pub(crate) fn of<'a: 'c>(causes: impl IntoIterator<Item = &'c Cause<'a>>) -> Culprits<'c> {
        let mut culprits = Culprits { pod: false, containers: Vec::new() };
        let mut last = None;
        for cause in causes {
            match cause.culprit {
                Culprit::Pod => culprits.pod = true,
                Culprit::Container(index) => {
                    if last.replace(index) != Some(index) {
                        culprits.containers.push(cause.container.as_deref().unwrap_or_default());
                    }
                }
                Culprit::Volume(_) | Culprit::Annotation => {}
            }
        }
        culprits
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
    pub(crate) fn setters(&self) -> String {
        match (self.pod, self.containers.is_empty()) {
            (true, true) => "pod".to_owned(),
            (true, false) => format!("pod and {}", self.containers()),
            (false, true) => String::new(),
            (false, false) => self.containers(),
        }
    }

    /// The names of the containers, each once, sorted.
    pub(crate) fn distinct(&self) -> Vec<&'c str> {
        sorted(self.containers.iter().copied())
    }
}
