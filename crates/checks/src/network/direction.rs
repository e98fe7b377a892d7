//! How NetworkPolicies are read: directions, defaults, ports, blocks of addresses (`networking/v1`).

use std::net::Ipv4Addr;

use manifest::Node;
use model::{Inventory, Object};

use crate::field::{items, strings, text};

/// A direction of traffic, as seen from the Pod that a policy selects.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Direction {
    /// To the Pod.
    Ingress,
    /// From the Pod.
    Egress,
}

impl Direction {
    pub const BOTH: [Direction; 2] = [Direction::Ingress, Direction::Egress];

    /// As `policyTypes` has it.
    pub fn policy_type(self) -> &'static str {
        match self {
            Direction::Ingress => "Ingress",
            Direction::Egress => "Egress",
        }
    }

    /// The field that holds the rules.
    pub fn rules(self) -> &'static str {
        match self {
            Direction::Ingress => "ingress",
            Direction::Egress => "egress",
        }
    }

    /// The field of a rule that holds the peers.
    pub fn peers(self) -> &'static str {
        match self {
            Direction::Ingress => "from",
            Direction::Egress => "to",
        }
    }
}

/// The NetworkPolicies of the input, in every group that has had them.
pub(crate) fn policies(inventory: &Inventory) -> impl Iterator<Item = &Object> {
    ["networking.k8s.io", "extensions"]
        .into_iter()
        .flat_map(|group| inventory.of_kind(group, "NetworkPolicy"))
}

/// Whether a policy isolates its Pods in a direction (`SetDefaults_NetworkPolicy`: always for ingress, and for egress
/// where it has such rules, unless it says for which).
pub(crate) fn isolates(policy: &Object, direction: Direction) -> bool {
    let Some(spec) = policy.root().get("spec") else { return direction == Direction::Ingress };
    let mut types = strings(spec, "policyTypes").peekable();
    if types.peek().is_some() {
        return types.any(|(_, own)| own == direction.policy_type());
    }
    direction == Direction::Ingress || items(spec, "egress").next().is_some()
}

/// The rules of a policy that count in a direction.
pub(crate) fn rules(policy: &Object, direction: Direction) -> impl Iterator<Item = Node<'_>> {
    let spec = policy.root().get("spec").filter(|_| isolates(policy, direction));
    spec.into_iter().flat_map(move |spec| items(spec, direction.rules()))
}

/// Whether a rule lets a port of a protocol through; one without ports lets all through.
pub(crate) fn lets_through(rule: Node<'_>, protocol: &str, number: i64) -> bool {
    let mut ports = items(rule, "ports").peekable();
    ports.peek().is_none()
        || ports.any(|port| {
            let own = text(port, "protocol");
            let same = own == protocol || own.is_empty() && protocol == "TCP";
            same && match port.get("port").filter(|port| !port.is_null()) {
                None => true,
                Some(first) => {
                    let last = port.get("endPort").unwrap_or(first);
                    let (first, last) = (first.as_i64(), last.as_i64());
                    first.is_some_and(|first| first <= number) && last.is_some_and(|last| number <= last)
                }
            }
        })
}

/// A block of IPv4 addresses.
#[derive(Clone, Copy)]
pub(crate) struct Block {
    first: u32,
    last: u32,
}

impl Block {
    /// Reads `10.0.0.0/8`; bits of the host do not count.
    pub fn read(cidr: &str) -> Option<Block> {
        let (address, length) = cidr.split_once('/')?;
        let address = u32::from(address.parse::<Ipv4Addr>().ok()?);
        let length: u32 = length.parse().ok().filter(|length| *length <= 32)?;
        let host = u32::MAX.checked_shr(length).unwrap_or_default();
        Some(Block { first: address & !host, last: address | host })
    }

    /// Whether an address is in it.
    pub fn has(self, address: Ipv4Addr) -> bool {
        (self.first..=self.last).contains(&u32::from(address))
    }

    /// Whether it contains another block and more.
    pub fn is_larger(self, other: Block) -> bool {
        self.first <= other.first
            && other.last <= self.last
            && other.last - other.first < self.last - self.first
    }

    /// Whether it holds private addresses only (RFC 1918, RFC 6598).
    pub fn is_private(self) -> bool {
        const PRIVATE: [&str; 4] = ["10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "100.64.0.0/10"];
        PRIVATE
            .iter()
            .filter_map(|cidr| Block::read(cidr))
            .any(|private| private.first <= self.first && self.last <= private.last)
    }
}

/// Whether a CIDR is all addresses of its family.
pub(crate) fn is_everywhere(cidr: &str) -> bool {
    cidr.ends_with("/0")
}

#[cfg(test)]
mod tests {
    use super::Block;

    #[test]
    fn blocks_of_addresses() {
        let has = |cidr: &str, address: &str| {
            Block::read(cidr).is_some_and(|block| block.has(address.parse().unwrap()))
        };
        assert!(has("0.0.0.0/0", "169.254.169.254"));
        assert!(has("169.254.0.1/16", "169.254.169.254"), "bits of the host do not count");
        assert!(has("169.254.169.254/32", "169.254.169.254"));
        assert!(!has("169.254.0.0/24", "169.254.169.254"));
        assert!(Block::read("::/0").is_none() && Block::read("10.0.0.0/33").is_none());
        assert!(Block::read("10.1.0.0/16").is_some_and(Block::is_private));
        assert!(!Block::read("0.0.0.0/0").is_some_and(Block::is_private));
    }
}
