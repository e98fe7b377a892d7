//! `REF`: references to what is not there.

pub(crate) mod autoscaler_target;
mod backend;
pub(crate) mod binding_role;
pub(crate) mod budget_without_pods;
pub(crate) mod ingress_backend;
pub(crate) mod ingress_port;
pub(crate) mod missing_claim;
pub(crate) mod missing_config_map;
pub(crate) mod missing_key;
pub(crate) mod missing_secret;
pub(crate) mod missing_service_account;
pub(crate) mod network_policy_without_pods;
pub(crate) mod service_without_pods;
