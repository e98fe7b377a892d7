//! EncryptionConfiguration: which provider writes a resource into etcd, and which keys stand in the file
//! (`k8s.io/apiserver`, `pkg/server/options/encryptionconfig`).

use std::borrow::Cow;

use manifest::Node;

/// An EncryptionConfiguration.
#[derive(Clone, Copy)]
pub struct Encryption<'a> {
    root: Node<'a>,
}

/// What a provider does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ProviderKind {
    /// Nothing: plain text.
    Identity,
    /// AES-CBC with a key of the file.
    AesCbc,
    /// AES-GCM with a key of the file.
    AesGcm,
    /// XSalsa20 and Poly1305 with a key of the file.
    Secretbox,
    /// A key management service, by its first protocol.
    KmsV1,
    /// A key management service, by its second protocol.
    KmsV2,
}

/// An item of `providers`.
#[derive(Clone, Copy)]
pub struct Provider<'a> {
    /// The item.
    pub node: Node<'a>,
    /// What it does.
    pub kind: ProviderKind,
}

/// A key that stands in the file.
#[derive(Clone)]
pub struct Key<'a> {
    /// The node of its value, which must never be shown.
    pub secret: Node<'a>,
    /// Its name.
    pub name: Cow<'a, str>,
}

/// Who writes a resource.
#[derive(Clone, Copy)]
pub enum Writer<'a> {
    /// This provider, the first of the block; the second node is the list of providers.
    Provider(Provider<'a>, Node<'a>),
    /// No block names it: it is written as plain text.
    Nobody,
    /// What stands there is no provider that is known.
    Unknown,
}

const KINDS: [(&str, ProviderKind); 4] = [
    ("identity", ProviderKind::Identity),
    ("aescbc", ProviderKind::AesCbc),
    ("aesgcm", ProviderKind::AesGcm),
    ("secretbox", ProviderKind::Secretbox),
];

impl ProviderKind {
    /// As the file names it.
    pub fn name(self) -> &'static str {
        match self {
            ProviderKind::Identity => "identity",
            ProviderKind::AesCbc => "aescbc",
            ProviderKind::AesGcm => "aesgcm",
            ProviderKind::Secretbox => "secretbox",
            ProviderKind::KmsV1 | ProviderKind::KmsV2 => "kms",
        }
    }
}

impl<'a> Encryption<'a> {
    /// Of a document of that kind.
    pub fn of(root: Node<'a>) -> Encryption<'a> {
        Encryption { root }
    }

    /// The `resources` list; `None` where there is none.
    pub fn blocks(self) -> Option<Node<'a>> {
        self.root.get("resources")
    }

    /// Who writes a resource of a group (`""`: the core group): the first provider of the first block that names it,
    /// exactly before `*.GROUP` before `*.*`.
    pub fn writer(self, group: &str, resource: &str) -> Writer<'a> {
        let exact = if group.is_empty() { resource.to_owned() } else { format!("{resource}.{group}") };
        let names = [exact, format!("*.{group}"), "*.*".to_owned()];
        let blocks = || self.blocks().into_iter().flat_map(Node::items);
        let block = names.iter().find_map(|name| blocks().find(|block| names_resource(*block, name)));
        let Some(providers) = block.and_then(|block| block.get("providers")) else {
            return if block.is_some() { Writer::Unknown } else { Writer::Nobody };
        };
        match providers.items().next().map(provider) {
            Some(Some(provider)) => Writer::Provider(provider, providers),
            _ => Writer::Unknown,
        }
    }

    /// Every provider, in the file's order.
    pub fn providers(self) -> impl Iterator<Item = Provider<'a>> {
        let blocks = self.blocks().into_iter().flat_map(Node::items);
        let lists = blocks.filter_map(|block| block.get("providers"));
        lists.flat_map(Node::items).filter_map(provider)
    }

    /// Every key that stands in the file.
    pub fn keys(self) -> impl Iterator<Item = Key<'a>> {
        self.providers().flat_map(|provider| {
            let keys = provider.node.path(&[provider.kind.name(), "keys"]);
            keys.into_iter().flat_map(Node::items).filter_map(|key| {
                let secret = key
                    .get("secret")
                    .filter(|secret| secret.as_str().is_some_and(|text| !text.is_empty()))?;
                Some(Key { secret, name: key.get("name").and_then(Node::as_str).unwrap_or_default() })
            })
        })
    }
}

fn names_resource(block: Node<'_>, name: &str) -> bool {
    let mut resources = block.get("resources").into_iter().flat_map(Node::items);
    resources.any(|resource| resource.as_str().is_some_and(|own| own == name))
}

fn provider(node: Node<'_>) -> Option<Provider<'_>> {
    let is_set = |key: &str| node.get(key).is_some_and(|value| !value.is_null());
    let kind = KINDS.into_iter().find(|(name, _)| is_set(name)).map(|(_, kind)| kind);
    let kms = || {
        let kms = node.get("kms").filter(|kms| !kms.is_null())?;
        let version = kms.get("apiVersion").and_then(Node::as_str);
        Some(if version.is_some_and(|version| version == "v2") {
            ProviderKind::KmsV2
        } else {
            ProviderKind::KmsV1
        })
    };
    Some(Provider { node, kind: kind.or_else(kms)? })
}
