//! What of the input is used by name: by pods, by other objects, or in the texts of containers.

use std::borrow::Cow;

use manifest::Node;
use model::{Inventory, Object};
use rustc_hash::{FxHashMap, FxHashSet};

use crate::field::{items, strings, text};
use crate::reference::gateway::{GATEWAY, certificates};

/// An object as others name it: kind, namespace, name.
type Name<'a> = (Cow<'a, str>, Option<Cow<'a, str>>, Cow<'a, str>);

/// What is used.
pub(crate) struct Usage<'a> {
    /// Objects, each with the keys that are used of it; `None` where it is used as a whole.
    objects: FxHashMap<Name<'a>, Option<FxHashSet<Cow<'a, str>>>>,
    /// Names in arguments and variables of containers and in the fields of custom resources.
    words: FxHashSet<Cow<'a, str>>,
    /// Custom resources by namespace and name: operators call what belongs to them after them.
    resources: FxHashSet<(Option<&'a str>, &'a str)>,
}

impl<'a> Usage<'a> {
    /// That of all objects of the input.
    pub fn of(inventory: &'a Inventory) -> Usage<'a> {
        let mut usage = Usage {
            objects: FxHashMap::default(),
            words: FxHashSet::default(),
            resources: FxHashSet::default(),
        };
        for pod in inventory.pods() {
            let namespace = pod.object().namespace();
            for reference in pod.references() {
                let key = reference.key.map(|(key, _)| key);
                usage.enter(reference.kind.kind().into(), namespace, reference.name, key);
            }
            for container in pod.containers() {
                usage.enter_words(container.node());
            }
        }
        for object in inventory.objects() {
            for link in inventory.links(object) {
                usage.objects.insert((link.kind, link.namespace, link.name), None);
            }
            // Nobody knows which field of a custom resource names what.
            if (inventory.options().scope)(object.group(), object.kind()).is_none() {
                let own = |key: &str| matches!(key, "apiVersion" | "kind" | "metadata");
                let fields = object.root().entries().filter(|entry| !own(&entry.name()));
                fields.for_each(|entry| usage.enter_texts(entry.value));
                usage.resources.insert((object.namespace(), object.name()));
            }
        }
        for gateway in inventory.of_kind(GATEWAY, "Gateway") {
            for certificate in certificates(gateway) {
                usage.objects.insert((certificate.kind, certificate.namespace, certificate.name), None);
            }
        }
        for volume in inventory.of_kind("", "PersistentVolume") {
            if let Some(claim) = volume.root().path(&["spec", "claimRef"]) {
                let namespace = text(claim, "namespace");
                usage
                    .objects
                    .insert(("PersistentVolumeClaim".into(), Some(namespace), text(claim, "name")), None);
            }
        }
        for account in inventory.of_kind("", "ServiceAccount") {
            for secret in items(account.root(), "secrets") {
                usage.enter("Secret".into(), account.namespace(), text(secret, "name"), None);
            }
        }
        usage
    }

    /// Whether an object is used, or something has a word that may mean it.
    pub fn has(&self, object: &'a Object) -> bool {
        self.objects.contains_key(&name(object))
            || self.words.contains(object.name())
            || self.is_called_after_resource(object)
    }

    /// Whether a custom resource's name begins or ends the object's.
    fn is_called_after_resource(&self, object: &'a Object) -> bool {
        let name = object.name();
        let parts = name.match_indices('-').flat_map(|(at, _)| [&name[..at], &name[at + 1..]]);
        parts.chain([name]).any(|part| self.resources.contains(&(object.namespace(), part)))
    }

    /// The keys that are used of a ConfigMap or Secret; `None` where it is not used, or as a whole.
    pub fn keys(&self, object: &'a Object) -> Option<&FxHashSet<Cow<'a, str>>> {
        if self.words.contains(object.name()) {
            return None;
        }
        self.objects.get(&name(object))?.as_ref()
    }

    fn enter(
        &mut self,
        kind: Cow<'a, str>,
        namespace: Option<&'a str>,
        name: Cow<'a, str>,
        key: Option<Cow<'a, str>>,
    ) {
        let keys = self
            .objects
            .entry((kind, namespace.map(Cow::Borrowed), name))
            .or_insert_with(|| Some(FxHashSet::default()));
        match (keys.as_mut(), key) {
            (Some(keys), Some(key)) => {
                keys.insert(key);
            }
            (_, None) => *keys = None,
            (None, Some(_)) => {}
        }
    }

    fn enter_words(&mut self, container: Node<'a>) {
        let arguments = ["args", "command"].into_iter().flat_map(|key| strings(container, key));
        let variables = items(container, "env").filter_map(|variable| {
            let value = variable.get("value")?;
            Some((value, value.as_str()?))
        });
        for (_, text) in arguments.chain(variables) {
            self.words.extend(words(&text).map(|word| Cow::Owned(word.to_owned())));
        }
    }

    fn enter_texts(&mut self, node: Node<'a>) {
        let mut ahead = vec![node];
        while let Some(node) = ahead.pop() {
            ahead.extend(node.entries().map(|entry| entry.value).chain(node.items()));
            self.words.extend(node.as_str());
        }
    }
}

fn name(object: &Object) -> Name<'_> {
    (object.kind().into(), object.namespace().map(Cow::Borrowed), object.name().into())
}

/// What could be a name in a text.
fn words(text: &str) -> impl Iterator<Item = &str> {
    let is_part = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || matches!(c, '-' | '.');
    text.split(move |c| !is_part(c)).map(|word| word.trim_matches(['-', '.'])).filter(|word| !word.is_empty())
}
