//! The types of the fields of Services, Ingresses and NetworkPolicies (`k8s.io/api/core`, `networking`).

use super::metadata::LABEL_SELECTOR;
use super::pod::TYPED_LOCAL_OBJECT_REFERENCE;
use super::{Fields, STRINGS, Type};

pub(super) static SERVICE_SPEC: Fields = &[
    ("allocateLoadBalancerNodePorts", Type::Bool),
    ("clusterIP", Type::String),
    ("clusterIPs", STRINGS),
    ("externalIPs", STRINGS),
    ("externalName", Type::String),
    ("externalTrafficPolicy", Type::String),
    ("healthCheckNodePort", Type::Int32),
    ("internalTrafficPolicy", Type::String),
    ("ipFamilies", STRINGS),
    ("ipFamilyPolicy", Type::String),
    ("loadBalancerClass", Type::String),
    ("loadBalancerIP", Type::String),
    ("loadBalancerSourceRanges", STRINGS),
    ("ports", Type::List("a list of ports", SERVICE_PORT)),
    ("publishNotReadyAddresses", Type::Bool),
    ("selector", Type::StringMap),
    ("sessionAffinity", Type::String),
    ("sessionAffinityConfig", Type::Record(SESSION_AFFINITY_CONFIG)),
    ("trafficDistribution", Type::String),
    ("type", Type::String),
];

pub(super) static SERVICE_PORT: Fields = &[
    ("appProtocol", Type::String),
    ("name", Type::String),
    ("nodePort", Type::Int32),
    ("port", Type::Int32),
    ("protocol", Type::String),
    ("targetPort", Type::IntOrString),
];

pub(super) static SESSION_AFFINITY_CONFIG: Fields = &[("clientIP", Type::Record(CLIENT_IP_CONFIG))];

pub(super) static CLIENT_IP_CONFIG: Fields = &[("timeoutSeconds", Type::Int32)];

pub(super) static INGRESS_SPEC: Fields = &[
    ("backend", Type::Record(INGRESS_BACKEND)),
    ("defaultBackend", Type::Record(INGRESS_BACKEND)),
    ("ingressClassName", Type::String),
    ("rules", Type::List("a list of rules", INGRESS_RULE)),
    ("tls", Type::List("a list of TLS hosts and secrets", INGRESS_TLS)),
];

pub(super) static INGRESS_RULE: Fields =
    &[("host", Type::String), ("http", Type::Record(HTTP_INGRESS_RULE_VALUE))];

pub(super) static INGRESS_TLS: Fields = &[("hosts", STRINGS), ("secretName", Type::String)];

pub(super) static HTTP_INGRESS_RULE_VALUE: Fields =
    &[("paths", Type::List("a list of paths", HTTP_INGRESS_PATH))];

pub(super) static HTTP_INGRESS_PATH: Fields =
    &[("backend", Type::Record(INGRESS_BACKEND)), ("path", Type::String), ("pathType", Type::String)];

pub(super) static INGRESS_BACKEND: Fields = &[
    ("resource", Type::Record(TYPED_LOCAL_OBJECT_REFERENCE)),
    ("service", Type::Record(INGRESS_SERVICE_BACKEND)),
    ("serviceName", Type::String),
    ("servicePort", Type::IntOrString),
];

pub(super) static INGRESS_SERVICE_BACKEND: Fields =
    &[("name", Type::String), ("port", Type::Record(SERVICE_BACKEND_PORT))];

pub(super) static SERVICE_BACKEND_PORT: Fields = &[("name", Type::String), ("number", Type::Int32)];

pub(super) static NETWORK_POLICY_SPEC: Fields = &[
    ("egress", Type::List("a list of rules", NETWORK_RULE)),
    ("ingress", Type::List("a list of rules", NETWORK_RULE)),
    ("podSelector", Type::Record(LABEL_SELECTOR)),
    ("policyTypes", STRINGS),
];

pub(super) static NETWORK_RULE: Fields = &[
    ("from", Type::List("a list of peers", NETWORK_POLICY_PEER)),
    ("ports", Type::List("a list of ports", NETWORK_POLICY_PORT)),
    ("to", Type::List("a list of peers", NETWORK_POLICY_PEER)),
];

pub(super) static NETWORK_POLICY_PEER: Fields = &[
    ("ipBlock", Type::Record(IP_BLOCK)),
    ("namespaceSelector", Type::Record(LABEL_SELECTOR)),
    ("podSelector", Type::Record(LABEL_SELECTOR)),
];

pub(super) static NETWORK_POLICY_PORT: Fields =
    &[("endPort", Type::Int32), ("port", Type::IntOrString), ("protocol", Type::String)];

pub(super) static IP_BLOCK: Fields = &[("cidr", Type::String), ("except", STRINGS)];
