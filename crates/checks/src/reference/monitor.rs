//! What the monitors of the Prometheus operator look at (`monitoring.coreos.com/v1`).

use manifest::Node;
use model::{Inventory, Object, PodView, Selector};
use rustc_hash::FxHashMap;

use crate::field::{is_true, items, strings, text};

/// Something that a monitor selects.
pub(crate) enum Target<'a> {
    /// By a ServiceMonitor.
    Service(&'a Object),
    /// By a PodMonitor.
    Pod(PodView<'a>),
}

impl<'a> Target<'a> {
    /// Whether it has a port of this name.
    pub fn has_port(&self, name: &str) -> bool {
        let named = |port| text(port, "name") == name;
        match self {
            Target::Service(service) => {
                service.root().get("spec").is_some_and(|spec| items(spec, "ports").any(named))
            }
            Target::Pod(pod) => {
                pod.containers().flat_map(|container| items(container.node(), "ports")).any(named)
            }
        }
    }

    /// The object that it is or belongs to.
    pub fn object(&self) -> &'a Object {
        match self {
            Target::Service(service) => service,
            Target::Pod(pod) => pod.object(),
        }
    }

    /// Where its ports would be.
    pub fn node(&self) -> Node<'a> {
        match self {
            Target::Service(service) => service.root().get("spec").unwrap_or(service.root()),
            Target::Pod(pod) => pod.spec(),
        }
    }
}

/// Objects by namespace and label (`key=value`).
type ByLabel<'a> = FxHashMap<(Option<&'a str>, String), Vec<&'a Object>>;

/// Looks up what monitors select.
pub(crate) struct Monitors<'a> {
    inventory: &'a Inventory,
    /// Services by label, and all of each namespace under no label; made when somebody asks.
    services: Option<ByLabel<'a>>,
    /// Every namespace of the input; likewise.
    namespaces: Option<Vec<Option<&'a str>>>,
}

impl<'a> Monitors<'a> {
    pub fn new(inventory: &'a Inventory) -> Monitors<'a> {
        Monitors { inventory, services: None, namespaces: None }
    }

    /// What a monitor selects; `None` where its selector is none.
    pub fn targets(&mut self, monitor: &'a Object) -> Option<Vec<Target<'a>>> {
        let spec = monitor.root().get("spec")?;
        let selector = Selector::read(spec.get("selector")?).ok()?;
        let is_service = monitor.kind() == "ServiceMonitor";
        let namespaces = self.namespaces(monitor, spec);
        let inventory = self.inventory;
        let mut targets = Vec::new();
        for namespace in namespaces {
            if is_service {
                targets.extend(self.services(namespace, &selector).map(Target::Service));
            } else {
                targets.extend(inventory.selected(namespace, &selector).map(Target::Pod));
            }
        }
        Some(targets)
    }

    fn namespaces(&mut self, monitor: &'a Object, spec: Node<'a>) -> Vec<Option<&'a str>> {
        let Some(selector) = spec.get("namespaceSelector") else { return vec![monitor.namespace()] };
        let inventory = self.inventory;
        if is_true(selector, "any") {
            return self.namespaces.get_or_insert_with(|| all_namespaces(inventory)).clone();
        }
        let named: Vec<_> = strings(selector, "matchNames").map(|(_, name)| name).collect();
        if named.is_empty() {
            return vec![monitor.namespace()];
        }
        let all = self.namespaces.get_or_insert_with(|| all_namespaces(inventory));
        all.iter().copied().filter(|own| named.iter().any(|name| Some(&**name) == *own)).collect()
    }

    fn services(
        &mut self,
        namespace: Option<&'a str>,
        selector: &Selector,
    ) -> impl Iterator<Item = &'a Object> {
        let inventory = self.inventory;
        let services = self.services.get_or_insert_with(|| by_label(inventory));
        let label = selector.certain_label().map(|(key, value)| written(key, value)).unwrap_or_default();
        let found = services.get(&(namespace, label)).map_or(&[][..], Vec::as_slice);
        found.iter().copied().filter(|service| selector.matches(service.root().path(&["metadata", "labels"])))
    }
}

fn all_namespaces(inventory: &Inventory) -> Vec<Option<&str>> {
    let mut all: Vec<_> = inventory.objects().iter().map(Object::namespace).collect();
    all.sort_unstable();
    all.dedup();
    all
}

fn by_label(inventory: &Inventory) -> ByLabel<'_> {
    let mut services = ByLabel::default();
    for service in inventory.of_kind("", "Service") {
        services.entry((service.namespace(), String::new())).or_default().push(service);
        let labels = service.root().path(&["metadata", "labels"]).into_iter().flat_map(Node::entries);
        for label in labels {
            if let Some(value) = label.value.as_str() {
                let label = written(&label.name(), &value);
                services.entry((service.namespace(), label)).or_default().push(service);
            }
        }
    }
    services
}

fn written(key: &str, value: &str) -> String {
    format!("{key}={value}")
}
