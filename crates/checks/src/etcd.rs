//! `ETC`: etcd.

pub(crate) mod auto_tls;
mod listen;
pub(crate) mod no_certificate;
pub(crate) mod no_client_authentication;
pub(crate) mod no_peer_authentication;
pub(crate) mod no_peer_certificate;
pub(crate) mod peer_auto_tls;
pub(crate) mod plain_listener;
pub(crate) mod shared_authority;
