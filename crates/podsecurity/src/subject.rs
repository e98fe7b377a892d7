//! The pod as the controls see it: what many of them ask for is looked up once, without allocating for any pod of
//! ordinary size.
//!
//! The functions at the end read fields as Go decodes them into `corev1.Pod`: null is absent, and so is (for us) what
//! cannot be decoded at all.

use std::borrow::Cow;

use manifest::{Kind, Node};
use model::{Container, PodView};

/// Pods with more containers than this cost one allocation.
const INLINE: usize = 8;

/// A pod that is being judged.
pub(crate) struct Subject<'a> {
    pub(crate) pod: PodView<'a>,
    pub(crate) spec: Node<'a>,
    /// The pod's own securityContext.
    pub(crate) security: Option<Node<'a>>,
    pub(crate) annotations: Option<Node<'a>>,
    inline: [Option<Member<'a>>; INLINE],
    rest: Vec<Member<'a>>,
}

/// A container of the pod.
#[derive(Clone, Copy)]
pub(crate) struct Member<'a> {
    /// Its place in the plugin's order. Names are no identity: the plugin counts two of one name twice.
    pub(crate) index: usize,
    pub(crate) node: Node<'a>,
    /// Its own securityContext.
    pub(crate) security: Option<Node<'a>>,
}

impl<'a> Subject<'a> {
    pub(crate) fn new(pod: PodView<'a>) -> Subject<'a> {
        let mut subject = Subject {
            pod,
            spec: pod.spec(),
            security: pod.security_context(),
            annotations: pod.annotations(),
            inline: [None; INLINE],
            rest: Vec::new(),
        };
        for (index, container) in pod.containers().enumerate() {
            let member = Member::new(index, container);
            match subject.inline.get_mut(index) {
                Some(slot) => *slot = Some(member),
                None => subject.rest.push(member),
            }
        }
        subject
    }

    /// Every container, in the plugin's order.
    pub(crate) fn containers(&self) -> impl Iterator<Item = Member<'a>> {
        self.inline.iter().map_while(|slot| *slot).chain(self.rest.iter().copied())
    }

    /// The containers that have a securityContext.
    pub(crate) fn container_securities(&self) -> impl Iterator<Item = (Member<'a>, Node<'a>)> {
        self.containers().filter_map(|member| Some((member, member.security?)))
    }

    /// The pod's and the containers' securityContexts, each with the container it belongs to.
    pub(crate) fn securities(&self) -> impl Iterator<Item = (Option<Member<'a>>, Node<'a>)> {
        let pod = self.security.map(|security| (None, security));
        let containers = self.container_securities().map(|(member, security)| (Some(member), security));
        pod.into_iter().chain(containers)
    }

    /// `spec.hostUsers: false`: the pod runs in a user namespace.
    pub(crate) fn has_user_namespace(&self) -> bool {
        boolean(self.spec, "hostUsers") == Some(false)
    }
}

impl<'a> Member<'a> {
    fn new(index: usize, container: Container<'a>) -> Member<'a> {
        Member { index, node: container.node(), security: container.security_context() }
    }

    pub(crate) fn name(self) -> Cow<'a, str> {
        text(self.node, "name").unwrap_or_default()
    }
}

/// A field that holds a mapping (a pointer to a struct in Go; `{}` is one too).
pub(crate) fn mapping<'a>(node: Node<'a>, key: &str) -> Option<Node<'a>> {
    node.get(key).filter(|value| value.kind() == Kind::Mapping)
}

/// A field that holds a boolean.
pub(crate) fn boolean(node: Node<'_>, key: &str) -> Option<bool> {
    node.get(key)?.as_bool()
}

/// A field that holds a string.
pub(crate) fn text<'a>(node: Node<'a>, key: &str) -> Option<Cow<'a, str>> {
    node.get(key)?.as_str()
}

/// The items of a list of structs: mappings, and nulls, which are empty ones.
pub(crate) fn structs<'a>(node: Node<'a>, key: &str) -> impl Iterator<Item = Node<'a>> {
    items(node, key).filter(|item| matches!(item.kind(), Kind::Mapping | Kind::Null))
}

/// The items of a field that holds a list.
pub(crate) fn items<'a>(node: Node<'a>, key: &str) -> impl Iterator<Item = Node<'a>> {
    node.get(key).into_iter().flat_map(Node::items)
}

/// An item of a list of strings, or a value of a map of strings: null is the empty string there.
pub(crate) fn string(node: Node<'_>) -> Option<Cow<'_, str>> {
    if node.is_null() { Some(Cow::Borrowed("")) } else { node.as_str() }
}
