//! The types of the fields of whole objects, all versions of a kind taken together (`k8s.io/api`).

use super::metadata::{LABEL_SELECTOR, OBJECT_META};
use super::network::{INGRESS_SPEC, NETWORK_POLICY_SPEC, SERVICE_SPEC};
use super::pod::{LOCAL_OBJECT_REFERENCE, POD_SPEC, POD_TEMPLATE_SPEC};
use super::volume::PERSISTENT_VOLUME_CLAIM;
use super::workload::{
    AUTOSCALER_SPEC, CRON_JOB_SPEC, DAEMON_SET_SPEC, DEPLOYMENT_SPEC, JOB_SPEC, REPLICATION_CONTROLLER_SPEC,
    STATEFUL_SET_SPEC,
};
use super::{Fields, STRINGS, Type};

/// The types of an object's fields; of kinds that are not listed only those that all objects share.
pub(super) fn fields(group: &str, kind: &str) -> Fields {
    match (group, kind) {
        ("", "ConfigMap") => CONFIG_MAP,
        ("", "Namespace") => NAMESPACE,
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

static NAMESPACE: Fields = &[
    ("apiVersion", Type::String),
    ("kind", Type::String),
    ("metadata", Type::Record(OBJECT_META)),
    ("spec", Type::Record(&[("finalizers", STRINGS)])),
];

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
    ("secrets", Type::List("a list of object references", OBJECT_REFERENCE)),
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
    ("spec", Type::Record(AUTOSCALER_SPEC)),
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

static POD_DISRUPTION_BUDGET_SPEC: Fields = &[
    ("maxUnavailable", Type::IntOrString),
    ("minAvailable", Type::IntOrString),
    ("selector", Type::Record(LABEL_SELECTOR)),
    ("unhealthyPodEvictionPolicy", Type::String),
];

static OBJECT_REFERENCE: Fields = &[
    ("apiVersion", Type::String),
    ("fieldPath", Type::String),
    ("kind", Type::String),
    ("name", Type::String),
    ("namespace", Type::String),
    ("resourceVersion", Type::String),
    ("uid", Type::String),
];
