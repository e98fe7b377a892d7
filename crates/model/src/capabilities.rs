//! Linux capabilities of a container: what the runtime grants, what the container adds and drops.

use manifest::Node;

/// What containerd and Docker grant to a container that says nothing (CRI-O grants fewer).
pub const DEFAULT_CAPABILITIES: [&str; 14] = [
    "AUDIT_WRITE",
    "CHOWN",
    "DAC_OVERRIDE",
    "FOWNER",
    "FSETID",
    "KILL",
    "MKNOD",
    "NET_BIND_SERVICE",
    "NET_RAW",
    "SETFCAP",
    "SETGID",
    "SETPCAP",
    "SETUID",
    "SYS_CHROOT",
];

/// The capabilities of one container.
#[derive(Clone)]
pub struct Capabilities<'a> {
    /// The items of `capabilities.add` that are strings.
    pub add: Vec<Node<'a>>,
    /// The items of `capabilities.drop` that are strings.
    pub drop: Vec<Node<'a>>,
    privileged: bool,
}

impl<'a> Capabilities<'a> {
    /// Those of a securityContext.
    pub(crate) fn of(context: Option<Node<'a>>, privileged: bool) -> Capabilities<'a> {
        let list = |key| {
            let items = context.and_then(|context| context.path(&["capabilities", key])).into_iter();
            items.flat_map(Node::items).filter(|item| item.as_str().is_some()).collect()
        };
        Capabilities { add: list("add"), drop: list("drop"), privileged }
    }

    /// Whether the container holds a capability, named as the API names them: `NET_RAW`. Single names win over `ALL`,
    /// drop over add; upper or lower case is the same, and a prefix `CAP_` too (containerd's `WithCapabilities`, except
    /// that containerd does not start a container whose capabilities have the prefix). Privileged containers hold all.
    pub fn holds(&self, name: &str) -> bool {
        let named = |list: &[Node<'_>], name: &str| list.iter().any(|item| is_named(*item, name));
        if self.privileged {
            true
        } else if named(&self.drop, name) {
            false
        } else if named(&self.add, name) {
            true
        } else if named(&self.drop, "ALL") {
            false
        } else {
            named(&self.add, "ALL") || DEFAULT_CAPABILITIES.contains(&name)
        }
    }
}

fn is_named(item: Node<'_>, name: &str) -> bool {
    item.as_str().is_some_and(|item| {
        let bare = item.get(..4).filter(|prefix| prefix.eq_ignore_ascii_case("CAP_")).and(item.get(4..));
        bare.unwrap_or(&item).eq_ignore_ascii_case(name)
    })
}
