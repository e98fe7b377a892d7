//! `ADM`: what the API server asks before it takes a change.

pub(crate) mod every_request;
pub(crate) mod exact_match;
pub(crate) mod fails_open;
pub(crate) mod kube_system;
pub(crate) mod missing_policy;
pub(crate) mod no_authority;
pub(crate) mod not_denying;
pub(crate) mod outside_webhook;
pub(crate) mod own_namespace;
pub(crate) mod parameters;
mod reach;
pub(crate) mod refused_webhook;
mod rule;
pub(crate) mod slow_webhook;
pub(crate) mod unbound_policy;
pub(crate) mod unverified_server;
