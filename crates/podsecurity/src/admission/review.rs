//! What the plugin answers to one object.

use std::collections::HashMap;

use model::{Inventory, KubernetesVersion, Object, ObjectId, PodView};

use crate::admission::{Configuration, Exemptions, Invalid, NamespacePolicy};
use crate::subject::text;
use crate::{LevelVersion, judge};

/// What an answer is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Mode {
    /// The level and version were given by the user; no namespace was asked.
    Given,
    /// Pods are refused.
    Enforce,
    /// The sender is warned.
    Warn,
    /// The audit log is told.
    Audit,
}

/// Whom an answer is about, where it is not the object itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Via {
    /// The Pods that come of its template.
    Pods,
}

/// Why nothing was judged.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Exemption {
    /// The namespace is exempt.
    Namespace,
    /// The runtime class is exempt.
    RuntimeClass,
}

/// One answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    /// The Pod, or the object that holds the template.
    pub object: ObjectId,
    /// What the answer is for.
    pub mode: Mode,
    /// Whom it is about, where it is not the object itself.
    pub via: Option<Via>,
    /// What it was held to, as it is written; the version may be newer than the API server's.
    pub policy: LevelVersion,
    /// Why it was let pass unjudged, if it was.
    pub exempt: Option<Exemption>,
    /// The answer.
    pub allowed: bool,
    /// The plugin's aggregated detail; empty when allowed.
    pub message: String,
}

/// Whom the plugin looks at when an object is sent.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reach {
    /// A Pod: it is refused, warned and audited.
    Pod,
    /// One of the eight kinds with a template: warned and audited.
    Controller,
    /// Any other kind that carries a PodSpec: the plugin does not look inside.
    None,
}

/// What Pod Security admission says to a set of objects.
#[derive(Clone, Debug, Default)]
pub struct Answers {
    /// One row per pod or pod template and mode; a template gets one for the Pods it makes, too.
    pub rows: Vec<Row>,
    /// Pods and templates of a namespace that is not known: neither its labels nor the defaults of the cluster are.
    pub unknown: Vec<ObjectId>,
    /// Namespaces with labels that the API server refuses.
    pub refused: Vec<(ObjectId, Vec<Invalid>)>,
}

/// Judges every pod and pod template by the Namespace objects of the input. Namespaces that are not in it are held to
/// the defaults of the configuration, if there is one. Nobody knows who will send the objects, so that exempt users
/// are no reason to pass.
pub fn review(inventory: &Inventory, configuration: Option<&Configuration>) -> Answers {
    let fallback = Configuration::default();
    let known = configuration.unwrap_or(&fallback);
    let mut answers = Answers::default();
    let mut policies = HashMap::new();
    for namespace in inventory.of_kind("", "Namespace") {
        let labels = namespace.metadata().and_then(|metadata| metadata.get("labels"));
        let (policy, invalid) = NamespacePolicy::of_labels(labels, known.defaults);
        if !invalid.is_empty() {
            answers.refused.push((namespace.id(), invalid));
        }
        policies.insert(namespace.name(), policy);
    }
    let server = inventory.options().version;
    for pod in inventory.pods() {
        let namespace = pod.object().namespace();
        let labelled = namespace.and_then(|name| policies.get(name).copied());
        let policy = labelled.or_else(|| configuration.map(|configuration| configuration.defaults));
        match policy {
            Some(policy) => answers.rows.extend(rows(pod, policy, &known.exemptions, server)),
            None => answers.unknown.push(pod.object().id()),
        }
    }
    answers
}

/// Judges a pod at a level and version that the user gave, as an API server of a version does.
pub fn given(pod: PodView<'_>, policy: LevelVersion, server: KubernetesVersion) -> Row {
    row(pod, Mode::Given, None, policy, None, server)
}

/// What the plugin of an API server says to one pod or template in a namespace of this policy.
pub fn rows(
    pod: PodView<'_>,
    policy: NamespacePolicy,
    exemptions: &Exemptions,
    server: KubernetesVersion,
) -> Vec<Row> {
    let exempt = exemptions.of(pod);
    let row = |mode, via, policy| row(pod, mode, via, policy, exempt, server);
    match reach(pod.object()) {
        Reach::Pod => vec![
            row(Mode::Enforce, None, policy.enforce),
            row(Mode::Warn, None, policy.warn),
            row(Mode::Audit, None, policy.audit),
        ],
        Reach::Controller => vec![
            row(Mode::Enforce, Some(Via::Pods), policy.enforce),
            row(Mode::Warn, None, policy.warn),
            row(Mode::Audit, None, policy.audit),
        ],
        Reach::None => vec![row(Mode::Enforce, Some(Via::Pods), policy.enforce)],
    }
}

fn row(
    pod: PodView<'_>,
    mode: Mode,
    via: Option<Via>,
    policy: LevelVersion,
    exempt: Option<Exemption>,
    server: KubernetesVersion,
) -> Row {
    let (allowed, message) = match exempt {
        Some(_) => (true, String::new()),
        None => {
            let verdict = judge(pod, policy.level, policy.version.on(server));
            (verdict.allowed(), verdict.message())
        }
    };
    Row { object: pod.object().id(), mode, via, policy, exempt, allowed, message }
}

/// Whom the plugin looks at when an object of this kind is sent; the version of its API does not matter.
pub fn reach(object: &Object) -> Reach {
    match (&*object.gvk().group, object.kind()) {
        ("", "Pod") => Reach::Pod,
        ("", "PodTemplate" | "ReplicationController")
        | ("apps", "DaemonSet" | "Deployment" | "ReplicaSet" | "StatefulSet")
        | ("batch", "CronJob" | "Job") => Reach::Controller,
        _ => Reach::None,
    }
}

impl Exemptions {
    /// Why a pod or template passes unjudged.
    fn of(&self, pod: PodView<'_>) -> Option<Exemption> {
        let holds =
            |names: &[String], name: &str| !name.is_empty() && names.iter().any(|exempt| exempt == name);
        if pod.object().namespace().is_some_and(|name| holds(&self.namespaces, name)) {
            return Some(Exemption::Namespace);
        }
        let class = text(pod.spec().get("runtimeClassName"));
        class.filter(|class| holds(&self.runtime_classes, class)).map(|_| Exemption::RuntimeClass)
    }
}

impl Row {
    /// The whole sentence that the plugin's answer becomes for people, given the name of the Pod; `None` when allowed.
    /// kubectl prints it behind `Error from server (Forbidden): ` or as it stands (warnings).
    pub fn sentence(&self, pod: &str) -> Option<String> {
        let Row { mode, policy, message, .. } = self;
        (!self.allowed).then(|| match mode {
            Mode::Given | Mode::Enforce => {
                format!("pods \"{pod}\" is forbidden: violates PodSecurity \"{policy}\": {message}")
            }
            Mode::Warn => format!("Warning: would violate PodSecurity \"{policy}\": {message}"),
            Mode::Audit => format!("would violate PodSecurity \"{policy}\": {message}"),
        })
    }
}

impl Mode {
    /// `given`, `enforce`, `warn` or `audit`.
    pub fn as_str(self) -> &'static str {
        match self {
            Mode::Given => "given",
            Mode::Enforce => "enforce",
            Mode::Warn => "warn",
            Mode::Audit => "audit",
        }
    }
}
