//! `REF`: references to what is not there.

pub(crate) mod autoscaler_target;
pub(crate) mod backend;
pub(crate) mod binding_role;
pub(crate) mod binding_subject;
pub(crate) mod budget_without_pods;
pub(crate) mod called;
mod gateway;
pub(crate) mod governing_service;
pub(crate) mod incomplete_certificate;
pub(crate) mod ingress_backend;
pub(crate) mod ingress_port;
pub(crate) mod missing_called_port;
pub(crate) mod missing_called_service;
pub(crate) mod missing_certificate;
pub(crate) mod missing_claim;
pub(crate) mod missing_config_map;
pub(crate) mod missing_gateway;
pub(crate) mod missing_gateway_certificate;
pub(crate) mod missing_key;
pub(crate) mod missing_reference_grant;
pub(crate) mod missing_route_backend;
pub(crate) mod missing_route_port;
pub(crate) mod missing_secret;
pub(crate) mod missing_service_account;
pub(crate) mod network_policy_without_pods;
pub(crate) mod service_target_port;
pub(crate) mod service_without_pods;
