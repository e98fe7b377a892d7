//! The types of the fields of whole objects, all versions of a kind taken together (`k8s.io/api`).

use super::metadata::{LABEL_SELECTOR, OBJECT_META};
use super::pod::{LOCAL_OBJECT_REFERENCE, POD_SPEC, POD_TEMPLATE_SPEC, TYPED_LOCAL_OBJECT_REFERENCE};
use super::volume::PERSISTENT_VOLUME_CLAIM_SPEC;
use super::{Fields, STRINGS, Type};

/// The types of an object's fields; of kinds that are not listed only those that all objects share.
pub(super) fn fields(group: &str, kind: &str) -> Fields {
    match (group, kind) {
        ("", "ConfigMap") => CONFIG_MAP,
        ("", "PersistentVolumeClaim") => PERSISTENT_VOLUME_CLAIM,
        ("", "Pod") => POD,
        ("", "PodTemplate") => POD_TEMPLATE,
        ("", "ReplicationController") => REPLICATION_CONTROLLER,
        ("", "Secret") => SECRET,
        ("", "Service") => SERVICE,
        ("", "ServiceAccount") => SERVICE_ACCOUNT,
        ("apps" | "extensions", "DaemonSet") => DAEMON_SET,
        ("apps" | "extensions", "Deployment" | "ReplicaSet") => DEPLOYMENT,
        ("apps", "StatefulSet") => STATEFUL_SET,
        ("autoscaling", "HorizontalPodAutoscaler") => HORIZONTAL_POD_AUTOSCALER,
        ("batch", "CronJob") => CRON_JOB,
        ("batch", "Job") => JOB,
        ("networking.k8s.io" | "extensions", "Ingress") => INGRESS,
        ("networking.k8s.io" | "extensions", "NetworkPolicy") => NETWORK_POLICY,
        ("policy", "PodDisruptionBudget") => POD_DISRUPTION_BUDGET,
        ("rbac.authorization.k8s.io", "ClusterRole" | "Role") => ROLE,
        ("rbac.authorization.k8s.io", "ClusterRoleBinding" | "RoleBinding") => ROLE_BINDING,
        _ => ANY_OBJECT,
    }
}

static ANY_OBJECT: Fields =
    &[("apiVersion", Type::String), ("kind", Type::String), ("metadata", Type::Record(OBJECT_META))];

static CONFIG_MAP: Fields = &[
    ("apiVersion", Type::String),
    ("binaryData", Type::BytesMap),
    ("data", Type::StringMap),
    ("immutable", Type::Bool),
    ("kind", Type::String),
    ("metadata", Type::Record(OBJECT_META)),
];

static SECRET: Fields = &[
    ("apiVersion", Type::String),
    ("data", Type::BytesMap),
    ("immutable", Type::Bool),
    ("kind", Type::String),
    ("metadata", Type::Record(OBJECT_META)),
    ("stringData", Type::StringMap),
    ("type", Type::String),
];

static SERVICE_ACCOUNT: Fields = &[
    ("apiVersion", Type::String),
    ("automountServiceAccountToken", Type::Bool),
    ("imagePullSecrets", Type::List("a list of references with a name", LOCAL_OBJECT_REFERENCE)),
    ("kind", Type::String),
    ("metadata", Type::Record(OBJECT_META)),
    ("secrets", Type::List("a list of references with a name", LOCAL_OBJECT_REFERENCE)),
];

static POD: Fields = &[
    ("apiVersion", Type::String),
    ("kind", Type::String),
    ("metadata", Type::Record(OBJECT_META)),
    ("spec", Type::Record(POD_SPEC)),
];

static POD_TEMPLATE: Fields = &[
    ("apiVersion", Type::String),
    ("kind", Type::String),
    ("metadata", Type::Record(OBJECT_META)),
    ("template", Type::Record(POD_TEMPLATE_SPEC)),
];

static REPLICATION_CONTROLLER: Fields = &[
    ("apiVersion", Type::String),
    ("kind", Type::String),
    ("metadata", Type::Record(OBJECT_META)),
    ("spec", Type::Record(REPLICATION_CONTROLLER_SPEC)),
];

static DEPLOYMENT: Fields = &[
    ("apiVersion", Type::String),
    ("kind", Type::String),
    ("metadata", Type::Record(OBJECT_META)),
    ("spec", Type::Record(DEPLOYMENT_SPEC)),
];

static STATEFUL_SET: Fields = &[
    ("apiVersion", Type::String),
    ("kind", Type::String),
    ("metadata", Type::Record(OBJECT_META)),
    ("spec", Type::Record(STATEFUL_SET_SPEC)),
];

static DAEMON_SET: Fields = &[
    ("apiVersion", Type::String),
    ("kind", Type::String),
    ("metadata", Type::Record(OBJECT_META)),
    ("spec", Type::Record(DAEMON_SET_SPEC)),
];

static JOB: Fields = &[
    ("apiVersion", Type::String),
    ("kind", Type::String),
    ("metadata", Type::Record(OBJECT_META)),
    ("spec", Type::Record(JOB_SPEC)),
];

static CRON_JOB: Fields = &[
    ("apiVersion", Type::String),
    ("kind", Type::String),
    ("metadata", Type::Record(OBJECT_META)),
    ("spec", Type::Record(CRON_JOB_SPEC)),
];

static SERVICE: Fields = &[
    ("apiVersion", Type::String),
    ("kind", Type::String),
    ("metadata", Type::Record(OBJECT_META)),
    ("spec", Type::Record(SERVICE_SPEC)),
];

static INGRESS: Fields = &[
    ("apiVersion", Type::String),
    ("kind", Type::String),
    ("metadata", Type::Record(OBJECT_META)),
    ("spec", Type::Record(INGRESS_SPEC)),
];

static NETWORK_POLICY: Fields = &[
    ("apiVersion", Type::String),
    ("kind", Type::String),
    ("metadata", Type::Record(OBJECT_META)),
    ("spec", Type::Record(NETWORK_POLICY_SPEC)),
];

static HORIZONTAL_POD_AUTOSCALER: Fields = &[
    ("apiVersion", Type::String),
    ("kind", Type::String),
    ("metadata", Type::Record(OBJECT_META)),
    ("spec", Type::Record(HORIZONTAL_POD_AUTOSCALER_SPEC)),
];

static POD_DISRUPTION_BUDGET: Fields = &[
    ("apiVersion", Type::String),
    ("kind", Type::String),
    ("metadata", Type::Record(OBJECT_META)),
    ("spec", Type::Record(POD_DISRUPTION_BUDGET_SPEC)),
];

static ROLE: Fields = &[
    ("aggregationRule", Type::Record(AGGREGATION_RULE)),
    ("apiVersion", Type::String),
    ("kind", Type::String),
    ("metadata", Type::Record(OBJECT_META)),
    ("rules", Type::List("a list of rules", POLICY_RULE)),
];

static ROLE_BINDING: Fields = &[
    ("apiVersion", Type::String),
    ("kind", Type::String),
    ("metadata", Type::Record(OBJECT_META)),
    ("roleRef", Type::Record(ROLE_REF)),
    ("subjects", Type::List("a list of subjects", SUBJECT)),
];

static AGGREGATION_RULE: Fields =
    &[("clusterRoleSelectors", Type::List("a list of label selectors", LABEL_SELECTOR))];

static REPLICATION_CONTROLLER_SPEC: Fields = &[
    ("minReadySeconds", Type::Int32),
    ("replicas", Type::Int32),
    ("selector", Type::StringMap),
    ("template", Type::Record(POD_TEMPLATE_SPEC)),
];

static DEPLOYMENT_SPEC: Fields = &[
    ("minReadySeconds", Type::Int32),
    ("paused", Type::Bool),
    ("progressDeadlineSeconds", Type::Int32),
    ("replicas", Type::Int32),
    ("revisionHistoryLimit", Type::Int32),
    ("selector", Type::Record(LABEL_SELECTOR)),
    ("strategy", Type::Record(UPDATE_STRATEGY)),
    ("template", Type::Record(POD_TEMPLATE_SPEC)),
];

static STATEFUL_SET_SPEC: Fields = &[
    ("minReadySeconds", Type::Int32),
    ("ordinals", Type::Record(&[])),
    ("persistentVolumeClaimRetentionPolicy", Type::Record(&[])),
    ("podManagementPolicy", Type::String),
    ("replicas", Type::Int32),
    ("revisionHistoryLimit", Type::Int32),
    ("selector", Type::Record(LABEL_SELECTOR)),
    ("serviceName", Type::String),
    ("template", Type::Record(POD_TEMPLATE_SPEC)),
    ("updateStrategy", Type::Record(UPDATE_STRATEGY)),
    ("volumeClaimTemplates", Type::List("a list of claims", PERSISTENT_VOLUME_CLAIM)),
];

static DAEMON_SET_SPEC: Fields = &[
    ("minReadySeconds", Type::Int32),
    ("revisionHistoryLimit", Type::Int32),
    ("selector", Type::Record(LABEL_SELECTOR)),
    ("template", Type::Record(POD_TEMPLATE_SPEC)),
    ("updateStrategy", Type::Record(UPDATE_STRATEGY)),
];

static UPDATE_STRATEGY: Fields = &[("rollingUpdate", Type::Record(ROLLING_UPDATE)), ("type", Type::String)];

static ROLLING_UPDATE: Fields = &[("maxSurge", Type::IntOrString), ("maxUnavailable", Type::IntOrString)];

static JOB_SPEC: Fields = &[
    ("activeDeadlineSeconds", Type::Int64),
    ("backoffLimit", Type::Int32),
    ("backoffLimitPerIndex", Type::Int32),
    ("completionMode", Type::String),
    ("completions", Type::Int32),
    ("managedBy", Type::String),
    ("manualSelector", Type::Bool),
    ("maxFailedIndexes", Type::Int32),
    ("parallelism", Type::Int32),
    ("podFailurePolicy", Type::Record(&[])),
    ("podReplacementPolicy", Type::String),
    ("scheduling", Type::Record(&[])),
    ("selector", Type::Record(LABEL_SELECTOR)),
    ("successPolicy", Type::Record(&[])),
    ("suspend", Type::Bool),
    ("template", Type::Record(POD_TEMPLATE_SPEC)),
    ("ttlSecondsAfterFinished", Type::Int32),
];

static CRON_JOB_SPEC: Fields = &[
    ("concurrencyPolicy", Type::String),
    ("failedJobsHistoryLimit", Type::Int32),
    ("jobTemplate", Type::Record(JOB_TEMPLATE_SPEC)),
    ("schedule", Type::String),
    ("startingDeadlineSeconds", Type::Int64),
    ("successfulJobsHistoryLimit", Type::Int32),
    ("suspend", Type::Bool),
    ("timeZone", Type::String),
];

static JOB_TEMPLATE_SPEC: Fields =
    &[("metadata", Type::Record(OBJECT_META)), ("spec", Type::Record(JOB_SPEC))];

static PERSISTENT_VOLUME_CLAIM: Fields = &[
    ("apiVersion", Type::String),
    ("kind", Type::String),
    ("metadata", Type::Record(OBJECT_META)),
    ("spec", Type::Record(PERSISTENT_VOLUME_CLAIM_SPEC)),
];

static SERVICE_SPEC: Fields = &[
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
    ("sessionAffinityConfig", Type::Record(&[])),
    ("trafficDistribution", Type::String),
    ("type", Type::String),
];

static SERVICE_PORT: Fields = &[
    ("appProtocol", Type::String),
    ("name", Type::String),
    ("nodePort", Type::Int32),
    ("port", Type::Int32),
    ("protocol", Type::String),
    ("targetPort", Type::IntOrString),
];

static INGRESS_SPEC: Fields = &[
    ("defaultBackend", Type::Record(INGRESS_BACKEND)),
    ("ingressClassName", Type::String),
    ("rules", Type::List("a list of rules", INGRESS_RULE)),
    ("tls", Type::List("a list of TLS hosts and secrets", INGRESS_TLS)),
];

static INGRESS_RULE: Fields = &[("host", Type::String), ("http", Type::Record(HTTP_INGRESS_RULE_VALUE))];

static INGRESS_TLS: Fields = &[("hosts", STRINGS), ("secretName", Type::String)];

static HTTP_INGRESS_RULE_VALUE: Fields = &[("paths", Type::List("a list of paths", HTTP_INGRESS_PATH))];

static HTTP_INGRESS_PATH: Fields =
    &[("backend", Type::Record(INGRESS_BACKEND)), ("path", Type::String), ("pathType", Type::String)];

static INGRESS_BACKEND: Fields = &[
    ("resource", Type::Record(TYPED_LOCAL_OBJECT_REFERENCE)),
    ("service", Type::Record(INGRESS_SERVICE_BACKEND)),
];

static INGRESS_SERVICE_BACKEND: Fields =
    &[("name", Type::String), ("port", Type::Record(SERVICE_BACKEND_PORT))];

static SERVICE_BACKEND_PORT: Fields = &[("name", Type::String), ("number", Type::Int32)];

static NETWORK_POLICY_SPEC: Fields = &[
    ("egress", Type::List("a list of rules", NETWORK_RULE)),
    ("ingress", Type::List("a list of rules", NETWORK_RULE)),
    ("podSelector", Type::Record(LABEL_SELECTOR)),
    ("policyTypes", STRINGS),
];

static NETWORK_RULE: Fields = &[
    ("from", Type::List("a list of peers", NETWORK_POLICY_PEER)),
    ("ports", Type::List("a list of ports", NETWORK_POLICY_PORT)),
];

static NETWORK_POLICY_PEER: Fields = &[
    ("ipBlock", Type::Record(IP_BLOCK)),
    ("namespaceSelector", Type::Record(LABEL_SELECTOR)),
    ("podSelector", Type::Record(LABEL_SELECTOR)),
];

static NETWORK_POLICY_PORT: Fields =
    &[("endPort", Type::Int32), ("port", Type::IntOrString), ("protocol", Type::String)];

static IP_BLOCK: Fields = &[("cidr", Type::String), ("except", STRINGS)];

static POLICY_RULE: Fields = &[
    ("apiGroups", STRINGS),
    ("nonResourceURLs", STRINGS),
    ("resourceNames", STRINGS),
    ("resources", STRINGS),
    ("verbs", STRINGS),
];

static ROLE_REF: Fields = &[("apiGroup", Type::String), ("kind", Type::String), ("name", Type::String)];

static SUBJECT: Fields = &[
    ("apiGroup", Type::String),
    ("kind", Type::String),
    ("name", Type::String),
    ("namespace", Type::String),
];

static HORIZONTAL_POD_AUTOSCALER_SPEC: Fields = &[
    ("behavior", Type::Record(&[])),
    ("maxReplicas", Type::Int32),
    ("metrics", Type::List("a list of metrics", &[])),
    ("minReplicas", Type::Int32),
    ("scaleTargetRef", Type::Record(CROSS_VERSION_OBJECT_REFERENCE)),
];

static CROSS_VERSION_OBJECT_REFERENCE: Fields =
    &[("apiVersion", Type::String), ("kind", Type::String), ("name", Type::String)];

static POD_DISRUPTION_BUDGET_SPEC: Fields = &[
    ("maxUnavailable", Type::IntOrString),
    ("minAvailable", Type::IntOrString),
    ("selector", Type::Record(LABEL_SELECTOR)),
    ("unhealthyPodEvictionPolicy", Type::String),
];
