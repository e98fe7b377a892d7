//! The types of the fields of controllers and their autoscalers (`k8s.io/api/apps`, `batch`, `autoscaling`).

use super::metadata::{LABEL_SELECTOR, OBJECT_META};
use super::pod::{POD_RESOURCE_CLAIM, POD_TEMPLATE_SPEC};
use super::volume::PERSISTENT_VOLUME_CLAIM;
use super::{Fields, INTEGERS, Type};

pub(super) static REPLICATION_CONTROLLER_SPEC: Fields = &[
    ("minReadySeconds", Type::Int32),
    ("replicas", Type::Int32),
    ("selector", Type::StringMap),
    ("template", Type::Record(POD_TEMPLATE_SPEC)),
];

pub(super) static DEPLOYMENT_SPEC: Fields = &[
    ("minReadySeconds", Type::Int32),
    ("paused", Type::Bool),
    ("progressDeadlineSeconds", Type::Int32),
    ("replicas", Type::Int32),
    ("revisionHistoryLimit", Type::Int32),
    ("selector", Type::Record(LABEL_SELECTOR)),
    ("strategy", Type::Record(UPDATE_STRATEGY)),
    ("template", Type::Record(POD_TEMPLATE_SPEC)),
];

pub(super) static STATEFUL_SET_SPEC: Fields = &[
    ("minReadySeconds", Type::Int32),
    ("ordinals", Type::Record(ORDINALS)),
    ("persistentVolumeClaimRetentionPolicy", Type::Record(CLAIM_RETENTION_POLICY)),
    ("podManagementPolicy", Type::String),
    ("replicas", Type::Int32),
    ("revisionHistoryLimit", Type::Int32),
    ("selector", Type::Record(LABEL_SELECTOR)),
    ("serviceName", Type::String),
    ("template", Type::Record(POD_TEMPLATE_SPEC)),
    ("updateStrategy", Type::Record(UPDATE_STRATEGY)),
    ("volumeClaimTemplates", Type::List("a list of claims", PERSISTENT_VOLUME_CLAIM)),
];

pub(super) static CLAIM_RETENTION_POLICY: Fields =
    &[("whenDeleted", Type::String), ("whenScaled", Type::String)];

pub(super) static ORDINALS: Fields = &[("start", Type::Int32)];

pub(super) static DAEMON_SET_SPEC: Fields = &[
    ("minReadySeconds", Type::Int32),
    ("revisionHistoryLimit", Type::Int32),
    ("selector", Type::Record(LABEL_SELECTOR)),
    ("template", Type::Record(POD_TEMPLATE_SPEC)),
    ("updateStrategy", Type::Record(UPDATE_STRATEGY)),
];

pub(super) static UPDATE_STRATEGY: Fields =
    &[("rollingUpdate", Type::Record(ROLLING_UPDATE)), ("type", Type::String)];

pub(super) static ROLLING_UPDATE: Fields =
    &[("maxSurge", Type::IntOrString), ("maxUnavailable", Type::IntOrString), ("partition", Type::Int32)];

pub(super) static CRON_JOB_SPEC: Fields = &[
    ("concurrencyPolicy", Type::String),
    ("failedJobsHistoryLimit", Type::Int32),
    ("jobTemplate", Type::Record(JOB_TEMPLATE_SPEC)),
    ("schedule", Type::String),
    ("startingDeadlineSeconds", Type::Int64),
    ("successfulJobsHistoryLimit", Type::Int32),
    ("suspend", Type::Bool),
    ("timeZone", Type::String),
];

pub(super) static JOB_TEMPLATE_SPEC: Fields =
    &[("metadata", Type::Record(OBJECT_META)), ("spec", Type::Record(JOB_SPEC))];

pub(super) static JOB_SPEC: Fields = &[
    ("activeDeadlineSeconds", Type::Int64),
    ("backoffLimit", Type::Int32),
    ("backoffLimitPerIndex", Type::Int32),
    ("completionMode", Type::String),
    ("completions", Type::Int32),
    ("managedBy", Type::String),
    ("manualSelector", Type::Bool),
    ("maxFailedIndexes", Type::Int32),
    ("parallelism", Type::Int32),
    ("podFailurePolicy", Type::Record(POD_FAILURE_POLICY)),
    ("podReplacementPolicy", Type::String),
    ("scheduling", Type::Record(JOB_SCHEDULING_CONFIGURATION)),
    ("selector", Type::Record(LABEL_SELECTOR)),
    ("successPolicy", Type::Record(SUCCESS_POLICY)),
    ("suspend", Type::Bool),
    ("template", Type::Record(POD_TEMPLATE_SPEC)),
    ("ttlSecondsAfterFinished", Type::Int32),
];

pub(super) static POD_FAILURE_POLICY: Fields =
    &[("rules", Type::List("a list of rules", POD_FAILURE_POLICY_RULE))];

pub(super) static POD_FAILURE_POLICY_RULE: Fields = &[
    ("action", Type::String),
    ("onExitCodes", Type::Record(ON_EXIT_CODES)),
    ("onPodConditions", Type::List("a list of conditions", ON_POD_CONDITIONS)),
];

pub(super) static ON_EXIT_CODES: Fields =
    &[("containerName", Type::String), ("operator", Type::String), ("values", INTEGERS)];

pub(super) static ON_POD_CONDITIONS: Fields = &[("status", Type::String), ("type", Type::String)];

pub(super) static SUCCESS_POLICY: Fields = &[("rules", Type::List("a list of rules", SUCCESS_POLICY_RULE))];

pub(super) static SUCCESS_POLICY_RULE: Fields =
    &[("succeededCount", Type::Int32), ("succeededIndexes", Type::String)];

pub(super) static JOB_SCHEDULING_CONFIGURATION: Fields = &[
    ("disruptionMode", Type::Record(POD_GROUP_DISRUPTION_MODE)),
    ("resourceClaims", Type::List("a list of resource claims", POD_RESOURCE_CLAIM)),
    ("schedulingConstraints", Type::Record(POD_GROUP_SCHEDULING_CONSTRAINTS)),
    ("schedulingPolicy", Type::Record(POD_GROUP_SCHEDULING_POLICY)),
];

pub(super) static POD_GROUP_SCHEDULING_POLICY: Fields =
    &[("basic", Type::Record(&[])), ("gang", Type::Record(GANG))];

pub(super) static GANG: Fields = &[("minCount", Type::Int32)];

pub(super) static POD_GROUP_SCHEDULING_CONSTRAINTS: Fields =
    &[("topology", Type::List("a list of topology constraints", TOPOLOGY_CONSTRAINT))];

pub(super) static TOPOLOGY_CONSTRAINT: Fields = &[("key", Type::String)];

pub(super) static POD_GROUP_DISRUPTION_MODE: Fields =
    &[("all", Type::Record(&[])), ("single", Type::Record(&[]))];

pub(super) static AUTOSCALER_SPEC: Fields = &[
    ("behavior", Type::Record(SCALING_BEHAVIOR)),
    ("maxReplicas", Type::Int32),
    ("metrics", Type::List("a list of metrics", METRIC_SPEC)),
    ("minReplicas", Type::Int32),
    ("scaleTargetRef", Type::Record(CROSS_VERSION_OBJECT_REFERENCE)),
];

pub(super) static CROSS_VERSION_OBJECT_REFERENCE: Fields =
    &[("apiVersion", Type::String), ("kind", Type::String), ("name", Type::String)];

pub(super) static SCALING_BEHAVIOR: Fields =
    &[("scaleDown", Type::Record(SCALING_RULES)), ("scaleUp", Type::Record(SCALING_RULES))];

pub(super) static SCALING_RULES: Fields = &[
    ("policies", Type::List("a list of policies", SCALING_POLICY)),
    ("selectPolicy", Type::String),
    ("stabilizationWindowSeconds", Type::Int32),
    ("tolerance", Type::Quantity),
];

pub(super) static SCALING_POLICY: Fields =
    &[("periodSeconds", Type::Int32), ("type", Type::String), ("value", Type::Int32)];

pub(super) static METRIC_SPEC: Fields = &[
    ("containerResource", Type::Record(CONTAINER_RESOURCE_METRIC)),
    ("external", Type::Record(PODS_METRIC)),
    ("object", Type::Record(OBJECT_METRIC)),
    ("pods", Type::Record(PODS_METRIC)),
    ("resource", Type::Record(RESOURCE_METRIC)),
    ("type", Type::String),
];

pub(super) static RESOURCE_METRIC: Fields =
    &[("name", Type::String), ("target", Type::Record(METRIC_TARGET))];

pub(super) static CONTAINER_RESOURCE_METRIC: Fields =
    &[("container", Type::String), ("name", Type::String), ("target", Type::Record(METRIC_TARGET))];

pub(super) static PODS_METRIC: Fields =
    &[("metric", Type::Record(METRIC_IDENTIFIER)), ("target", Type::Record(METRIC_TARGET))];

pub(super) static OBJECT_METRIC: Fields = &[
    ("describedObject", Type::Record(CROSS_VERSION_OBJECT_REFERENCE)),
    ("metric", Type::Record(METRIC_IDENTIFIER)),
    ("target", Type::Record(METRIC_TARGET)),
];

pub(super) static METRIC_TARGET: Fields = &[
    ("averageUtilization", Type::Int32),
    ("averageValue", Type::Quantity),
    ("type", Type::String),
    ("value", Type::Quantity),
];

pub(super) static METRIC_IDENTIFIER: Fields =
    &[("name", Type::String), ("selector", Type::Record(LABEL_SELECTOR))];
