//! The types of a PodSpec's fields, without those of its containers and volumes (`k8s.io/api/core/v1`).

use super::container::{
    CONTAINER, PROFILE, RESOURCE_REQUIREMENTS, SE_LINUX_OPTIONS, WINDOWS_SECURITY_CONTEXT_OPTIONS,
};
use super::metadata::OBJECT_META;
use super::scheduling::{AFFINITY, TOLERATION, TOPOLOGY_SPREAD_CONSTRAINT};
use super::volume::VOLUME;
use super::{Fields, INTEGERS, STRINGS, Type};

pub(super) static POD_TEMPLATE_SPEC: Fields =
    &[("metadata", Type::Record(OBJECT_META)), ("spec", Type::Record(POD_SPEC))];

pub(super) static POD_SPEC: Fields = &[
    ("activeDeadlineSeconds", Type::Int64),
    ("affinity", Type::Record(AFFINITY)),
    ("automountServiceAccountToken", Type::Bool),
    ("containers", Type::List("a list of containers", CONTAINER)),
    ("dnsConfig", Type::Record(POD_DNS_CONFIG)),
    ("dnsPolicy", Type::String),
    ("enableServiceLinks", Type::Bool),
    ("ephemeralContainers", Type::List("a list of containers", CONTAINER)),
    ("evictionResponders", Type::List("a list of responders", EVICTION_RESPONDER)),
    ("hostAliases", Type::List("a list of host aliases", HOST_ALIAS)),
    ("hostIPC", Type::Bool),
    ("hostNetwork", Type::Bool),
    ("hostPID", Type::Bool),
    ("hostUsers", Type::Bool),
    ("hostname", Type::String),
    ("hostnameOverride", Type::String),
    ("imagePullSecrets", Type::List("a list of references with a name", LOCAL_OBJECT_REFERENCE)),
    ("initContainers", Type::List("a list of containers", CONTAINER)),
    ("nodeName", Type::String),
    ("nodeSelector", Type::StringMap),
    ("os", Type::Record(POD_OS)),
    ("overhead", Type::QuantityMap),
    ("preemptionPolicy", Type::String),
    ("priority", Type::Int32),
    ("priorityClassName", Type::String),
    ("readinessGates", Type::List("a list of readiness gates", POD_READINESS_GATE)),
    ("resourceClaims", Type::List("a list of resource claims", POD_RESOURCE_CLAIM)),
    ("resources", Type::Record(RESOURCE_REQUIREMENTS)),
    ("restartPolicy", Type::String),
    ("runtimeClassName", Type::String),
    ("schedulerName", Type::String),
    ("schedulingGates", Type::List("a list of scheduling gates", POD_SCHEDULING_GATE)),
    ("schedulingGroup", Type::Record(POD_SCHEDULING_GROUP)),
    ("securityContext", Type::Record(POD_SECURITY_CONTEXT)),
    ("serviceAccount", Type::String),
    ("serviceAccountName", Type::String),
    ("setHostnameAsFQDN", Type::Bool),
    ("shareProcessNamespace", Type::Bool),
    ("subdomain", Type::String),
    ("terminationGracePeriodSeconds", Type::Int64),
    ("tolerations", Type::List("a list of tolerations", TOLERATION)),
    ("topologySpreadConstraints", Type::List("a list of spread constraints", TOPOLOGY_SPREAD_CONSTRAINT)),
    ("volumes", Type::List("a list of volumes", VOLUME)),
];

pub(super) static POD_SECURITY_CONTEXT: Fields = &[
    ("appArmorProfile", Type::Record(PROFILE)),
    ("fsGroup", Type::Int64),
    ("fsGroupChangePolicy", Type::String),
    ("runAsGroup", Type::Int64),
    ("runAsNonRoot", Type::Bool),
    ("runAsUser", Type::Int64),
    ("seLinuxChangePolicy", Type::String),
    ("seLinuxOptions", Type::Record(SE_LINUX_OPTIONS)),
    ("seccompProfile", Type::Record(PROFILE)),
    ("supplementalGroups", INTEGERS),
    ("supplementalGroupsPolicy", Type::String),
    ("sysctls", Type::List("a list of sysctls", SYSCTL)),
    ("windowsOptions", Type::Record(WINDOWS_SECURITY_CONTEXT_OPTIONS)),
];

pub(super) static SYSCTL: Fields = &[("name", Type::String), ("value", Type::String)];

pub(super) static LOCAL_OBJECT_REFERENCE: Fields = &[("name", Type::String)];

pub(super) static TYPED_LOCAL_OBJECT_REFERENCE: Fields =
    &[("apiGroup", Type::String), ("kind", Type::String), ("name", Type::String)];

pub(super) static HOST_ALIAS: Fields = &[("hostnames", STRINGS), ("ip", Type::String)];

pub(super) static POD_DNS_CONFIG: Fields = &[
    ("nameservers", STRINGS),
    ("options", Type::List("a list of options", POD_DNS_CONFIG_OPTION)),
    ("searches", STRINGS),
];

pub(super) static POD_DNS_CONFIG_OPTION: Fields = &[("name", Type::String), ("value", Type::String)];

pub(super) static POD_READINESS_GATE: Fields = &[("conditionType", Type::String)];

pub(super) static POD_OS: Fields = &[("name", Type::String)];

pub(super) static POD_SCHEDULING_GATE: Fields = &[("name", Type::String)];

pub(super) static POD_RESOURCE_CLAIM: Fields = &[
    ("name", Type::String),
    ("resourceClaimName", Type::String),
    ("resourceClaimTemplateName", Type::String),
];

pub(super) static POD_SCHEDULING_GROUP: Fields = &[("podGroupName", Type::String)];

pub(super) static EVICTION_RESPONDER: Fields = &[("name", Type::String), ("priority", Type::Int32)];
