//! `PodSecurityConfiguration`: what holds where namespaces say nothing, and who is exempt.

use std::str::FromStr;

use manifest::{Kind, Node};

use crate::admission::{Invalid, NamespacePolicy};
use crate::{LevelVersion, ParseError};

const GROUP: &str = "pod-security.admission.config.k8s.io/";

/// The plugin's configuration. The default is what an API server without any has: everything is allowed, nobody exempt.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Configuration {
    /// What holds where a namespace has no label for it.
    pub defaults: NamespacePolicy,
    /// Who is not judged.
    pub exemptions: Exemptions,
}

/// Who is not judged: no mode looks at them. Names are compared as written.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Exemptions {
    /// Users who create or change pods and controllers.
    pub usernames: Vec<String>,
    /// Namespaces.
    pub namespaces: Vec<String>,
    /// `spec.runtimeClassName` of pods and templates.
    pub runtime_classes: Vec<String>,
}

impl Configuration {
    /// Reads a `PodSecurityConfiguration`, or the one inside the API server's `AdmissionConfiguration`
    /// (`--admission-control-config-file`). As strict as the API server: unknown keys and values are errors.
    pub fn read(root: Node<'_>) -> Result<Configuration, Vec<Invalid>> {
        let mut reader = Reader::default();
        let configuration = reader.document(root);
        if reader.invalid.is_empty() { Ok(configuration) } else { Err(reader.invalid) }
    }
}

#[derive(Default)]
struct Reader {
    invalid: Vec<Invalid>,
}

impl Reader {
    fn document(&mut self, root: Node<'_>) -> Configuration {
        let is_outer = says(root, "kind", "AdmissionConfiguration")
            && says(root, "apiVersion", "apiserver.config.k8s.io/v1");
        if !is_outer {
            return self.configuration(root);
        }
        self.known_keys(root, "", &["apiVersion", "kind", "plugins"]);
        let mut plugins = root.get("plugins").into_iter().flat_map(Node::items);
        match plugins.find(|plugin| says(*plugin, "name", "PodSecurity")) {
            Some(plugin) => self.plugin(plugin),
            None => Configuration::default(),
        }
    }

    fn plugin(&mut self, plugin: Node<'_>) -> Configuration {
        if let Some(path) =
            plugin.get("path").filter(|path| path.as_str().is_some_and(|path| !path.is_empty()))
        {
            self.refuse("plugins[PodSecurity].path", path, "give that file itself, it is not read from here");
        }
        match plugin.get("configuration").filter(|configuration| !configuration.is_null()) {
            Some(configuration) => self.configuration(configuration),
            None => Configuration::default(),
        }
    }

    fn configuration(&mut self, root: Node<'_>) -> Configuration {
        let versions = ["v1", "v1beta1", "v1alpha1"].map(|version| format!("{GROUP}{version}"));
        let is_known = versions.iter().any(|version| says(root, "apiVersion", version));
        if !is_known || !says(root, "kind", "PodSecurityConfiguration") {
            let problem = format!(
                "must be a PodSecurityConfiguration of {GROUP}v1, alone or in an AdmissionConfiguration"
            );
            self.refuse("kind", root.get("kind").unwrap_or(root), problem);
            return Configuration::default();
        }
        self.known_keys(root, "", &["apiVersion", "kind", "defaults", "exemptions"]);
        Configuration {
            defaults: self.defaults(root.get("defaults")),
            exemptions: self.exemptions(root.get("exemptions")),
        }
    }

    fn defaults(&mut self, node: Option<Node<'_>>) -> NamespacePolicy {
        let mut policy = NamespacePolicy::default();
        let Some(node) = node.filter(|node| !node.is_null()) else { return policy };
        let keys = ["enforce", "enforce-version", "audit", "audit-version", "warn", "warn-version"];
        self.known_keys(node, "defaults", &keys);
        self.level_version(node, ["enforce", "enforce-version"], &mut policy.enforce);
        self.level_version(node, ["audit", "audit-version"], &mut policy.audit);
        self.level_version(node, ["warn", "warn-version"], &mut policy.warn);
        policy
    }

    fn level_version(&mut self, defaults: Node<'_>, [level, version]: [&str; 2], into: &mut LevelVersion) {
        if let Some(level) = self.value(defaults, level) {
            into.level = level;
        }
        if let Some(version) = self.value(defaults, version) {
            into.version = version;
        }
    }

    /// A level or version; the empty string counts as not there, as Go's defaulting has it.
    fn value<T: FromStr<Err = ParseError>>(&mut self, defaults: Node<'_>, key: &str) -> Option<T> {
        let node = defaults.get(key).filter(|node| !node.is_null())?;
        let text = node.as_str();
        if text.as_deref() == Some("") {
            return None;
        }
        let parsed = text.as_deref().map_or(Err("must be a string".to_owned()), |text| {
            text.parse().map_err(|problem: ParseError| problem.to_string())
        });
        parsed.map_err(|problem| self.refuse(&format!("defaults.{key}"), node, problem)).ok()
    }

    fn exemptions(&mut self, node: Option<Node<'_>>) -> Exemptions {
        let Some(node) = node.filter(|node| !node.is_null()) else { return Exemptions::default() };
        self.known_keys(node, "exemptions", &["usernames", "namespaces", "runtimeClasses"]);
        Exemptions {
            usernames: self.names(node, "usernames"),
            namespaces: self.names(node, "namespaces"),
            runtime_classes: self.names(node, "runtimeClasses"),
        }
    }

    fn names(&mut self, exemptions: Node<'_>, key: &str) -> Vec<String> {
        let Some(list) = exemptions.get(key).filter(|list| !list.is_null()) else { return Vec::new() };
        if list.kind() != Kind::Sequence {
            self.refuse(&format!("exemptions.{key}"), list, "must be a list of names");
        }
        let mut names: Vec<String> = Vec::new();
        for (index, item) in list.items().enumerate() {
            let field = format!("exemptions.{key}[{index}]");
            match item.as_str().filter(|name| !name.is_empty()) {
                None => self.refuse(&field, item, "must be a name"),
                Some(name) if names.iter().any(|known| *known == *name) => {
                    self.refuse(&field, item, "must not be there twice");
                }
                Some(name) => names.push(name.into_owned()),
            }
        }
        names
    }

    fn known_keys(&mut self, node: Node<'_>, field: &str, known: &[&str]) {
        for entry in node.entries() {
            let name = entry.name();
            if !known.contains(&&*name) {
                let dot = if field.is_empty() { "" } else { "." };
                let problem = format!("unknown key; known are {}", known.join(", "));
                self.refuse(&format!("{field}{dot}{name}"), entry.key, problem);
            }
        }
    }

    fn refuse(&mut self, field: &str, node: Node<'_>, problem: impl Into<String>) {
        let value = node.as_str().map(|text| text.into_owned()).unwrap_or_else(|| {
            let mut json = String::new();
            node.write_json(&mut json);
            json
        });
        let invalid = Invalid { field: field.to_owned(), value, problem: problem.into(), span: node.span() };
        self.invalid.push(invalid);
    }
}

fn says(node: Node<'_>, key: &str, value: &str) -> bool {
    node.get(key).and_then(Node::as_str).as_deref() == Some(value)
}
