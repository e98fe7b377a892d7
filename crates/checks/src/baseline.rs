//! Baselines of platforms: findings that are the nature of what kubeadm, kind or a cloud puts into a cluster itself. The
//! data and its rules are in `crates/checks/baselines`.

mod table;

use finding::{Suppressed, SuppressedBy};
use manifest::Node;
use model::{Inventory, Object, ObjectId, PodView};

use crate::glob;
use crate::image::name::{ImageName, with_registry};
use crate::sink::Draft;

/// A platform, and what it puts into a cluster.
pub(crate) struct Platform {
    name: &'static str,
    /// Hosts and folders below which its images are; `*` stands for characters of one part.
    registries: &'static [&'static str],
    objects: &'static [PlatformObject],
}

/// An object of a platform, and by what it is known: a name is no proof.
struct PlatformObject {
    kind: &'static str,
    namespace: Option<&'static str>,
    /// Globs.
    names: &'static [&'static str],
    /// Every image of its pods is one of these, below one of the platform's registries.
    images: &'static [&'static str],
    /// The paths of its node that it mounts; a finding about another one is not accepted.
    host_paths: &'static [&'static str],
    /// Fields of the object that are exactly so, as JSON.
    fields: &'static [(&'static str, &'static str)],
    accepted: &'static [Accepted],
}

/// Findings that are the nature of an object.
struct Accepted {
    ids: &'static [&'static str],
    reason: &'static str,
}

/// What the baselines say of findings, which come object by object.
#[derive(Default)]
pub(crate) struct Baselines {
    last: Option<(ObjectId, Option<Known>)>,
}

/// An object that is a platform's own.
#[derive(Clone, Copy)]
struct Known {
    platform: &'static Platform,
    object: &'static PlatformObject,
}

impl Baselines {
    /// Whether what was said is the nature of a platform's own object.
    pub fn covering(&mut self, inventory: &Inventory, draft: &Draft<'_>) -> Option<Suppressed> {
        let id = draft.object.id();
        let known = match self.last {
            Some((last, known)) if last == id => known,
            _ => {
                let known = known(inventory, draft.object);
                self.last = Some((id, known));
                known
            }
        };
        let Known { platform, object } = known?;
        let accepted = object.accepted.iter().find(|accepted| accepted.ids.contains(&draft.rule.id))?;
        let is_strange = |pod: PodView<'_>| object.is_about_strange_path(pod, draft);
        if inventory.pods_of(id).any(is_strange) {
            return None;
        }
        let reason = format!("{}: {}", platform.name, accepted.reason);
        Some(Suppressed { by: SuppressedBy::Baseline, reason, until: None })
    }
}

/// The platform that an object is of.
fn known(inventory: &Inventory, object: &Object) -> Option<Known> {
    let all = table::PLATFORMS
        .iter()
        .flat_map(|platform| platform.objects.iter().map(move |object| Known { platform, object }));
    all.into_iter().find(|known| known.object.is(known.platform, inventory, object))
}

impl PlatformObject {
    fn is(&self, platform: &Platform, inventory: &Inventory, object: &Object) -> bool {
        self.kind == object.kind()
            && self.namespace == object.namespace()
            && self.names.iter().any(|name| glob::matches(name, object.name()))
            && self.fields.iter().all(|(key, value)| is_json(object.root().get(key), value))
            && (self.images.is_empty() || self.runs_only_known_images(platform, inventory, object))
    }

    fn runs_only_known_images(&self, platform: &Platform, inventory: &Inventory, object: &Object) -> bool {
        let mut images = inventory
            .pods_of(object.id())
            .flat_map(|pod| pod.containers())
            .map(|container| container.node().get("image").and_then(Node::as_str).unwrap_or_default())
            .peekable();
        images.peek().is_some() && images.all(|image| self.has_image(platform, &image))
    }

    fn has_image(&self, platform: &Platform, image: &str) -> bool {
        let name = with_registry(ImageName::read(image).name);
        platform
            .registries
            .iter()
            .any(|registry| below(&name, registry).is_some_and(|path| self.images.contains(&path)))
    }

    /// Whether a finding is about a path of the node that this object has no business with.
    fn is_about_strange_path(&self, pod: PodView<'_>, draft: &Draft<'_>) -> bool {
        let Some(node) = draft.place.node() else { return false };
        let is_about = |volume: Node<'_>| volume.contains(node);
        let mount = pod
            .containers()
            .flat_map(|container| container.node().get("volumeMounts").into_iter().flat_map(Node::items))
            .find(|mount| mount.contains(node))
            .and_then(|mount| mount.get("name")?.as_str());
        let mut about = pod.volumes().filter(|volume| {
            is_about(volume.node) || mount.as_ref().is_some_and(|name| *name == volume.name())
        });
        about.any(|volume| {
            let path = volume.node.path(&["hostPath", "path"]).and_then(Node::as_str);
            path.is_some_and(|path| !self.host_paths.contains(&path.trim_end_matches('/')))
        })
    }
}

/// What stands behind a registry in an image's name.
fn below<'n>(name: &'n str, registry: &str) -> Option<&'n str> {
    registry.split('/').try_fold(name, |rest, part| {
        let (first, rest) = rest.split_once('/')?;
        glob::matches(part, first).then_some(rest)
    })
}

fn is_json(node: Option<Node<'_>>, json: &str) -> bool {
    let mut text = String::new();
    node.inspect(|node| node.write_json(&mut text));
    text == json
}
