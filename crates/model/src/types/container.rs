//! The types of a container's fields (`k8s.io/api/core/v1`).

use super::{Fields, INTEGERS, STRINGS, Type};

pub(super) static CONTAINER: Fields = &[
    ("args", STRINGS),
    ("command", STRINGS),
    ("env", Type::List("a list of environment variables", ENV_VAR)),
    ("envFrom", Type::List("a list of sources of environment variables", ENV_FROM_SOURCE)),
    ("image", Type::String),
    ("imagePullPolicy", Type::String),
    ("lifecycle", Type::Record(LIFECYCLE)),
    ("livenessProbe", Type::Record(PROBE)),
    ("name", Type::String),
    ("ports", Type::List("a list of ports", CONTAINER_PORT)),
    ("readinessProbe", Type::Record(PROBE)),
    ("resizePolicy", Type::List("a list of resize policies", CONTAINER_RESIZE_POLICY)),
    ("resources", Type::Record(RESOURCE_REQUIREMENTS)),
    ("restartPolicy", Type::String),
    ("restartPolicyRules", Type::List("a list of restart rules", CONTAINER_RESTART_RULE)),
    ("securityContext", Type::Record(SECURITY_CONTEXT)),
    ("startupProbe", Type::Record(PROBE)),
    ("stdin", Type::Bool),
    ("stdinOnce", Type::Bool),
    ("targetContainerName", Type::String),
    ("terminationMessagePath", Type::String),
    ("terminationMessagePolicy", Type::String),
    ("tty", Type::Bool),
    ("volumeDevices", Type::List("a list of volume devices", VOLUME_DEVICE)),
    ("volumeMounts", Type::List("a list of volume mounts", VOLUME_MOUNT)),
    ("workingDir", Type::String),
];

pub(super) static CONTAINER_PORT: Fields = &[
    ("containerPort", Type::Int32),
    ("hostIP", Type::String),
    ("hostPort", Type::Int32),
    ("name", Type::String),
    ("protocol", Type::String),
];

pub(super) static CONTAINER_RESIZE_POLICY: Fields =
    &[("resourceName", Type::String), ("restartPolicy", Type::String)];

pub(super) static CONTAINER_RESTART_RULE: Fields =
    &[("action", Type::String), ("exitCodes", Type::Record(RESTART_ON_EXIT_CODES))];

pub(super) static RESTART_ON_EXIT_CODES: Fields = &[("operator", Type::String), ("values", INTEGERS)];

pub(super) static ENV_FROM_SOURCE: Fields = &[
    ("configMapRef", Type::Record(OPTIONAL_NAME)),
    ("prefix", Type::String),
    ("secretRef", Type::Record(OPTIONAL_NAME)),
];

pub(super) static ENV_VAR: Fields =
    &[("name", Type::String), ("value", Type::String), ("valueFrom", Type::Record(ENV_VAR_SOURCE))];

pub(super) static ENV_VAR_SOURCE: Fields = &[
    ("configMapKeyRef", Type::Record(OPTIONAL_KEY)),
    ("fieldRef", Type::Record(OBJECT_FIELD_SELECTOR)),
    ("fileKeyRef", Type::Record(FILE_KEY_SELECTOR)),
    ("resourceFieldRef", Type::Record(RESOURCE_FIELD_SELECTOR)),
    ("secretKeyRef", Type::Record(OPTIONAL_KEY)),
];

pub(super) static OPTIONAL_NAME: Fields = &[("name", Type::String), ("optional", Type::Bool)];

pub(super) static OPTIONAL_KEY: Fields =
    &[("key", Type::String), ("name", Type::String), ("optional", Type::Bool)];

pub(super) static OBJECT_FIELD_SELECTOR: Fields =
    &[("apiVersion", Type::String), ("fieldPath", Type::String)];

pub(super) static RESOURCE_FIELD_SELECTOR: Fields =
    &[("containerName", Type::String), ("divisor", Type::Quantity), ("resource", Type::String)];

pub(super) static FILE_KEY_SELECTOR: Fields =
    &[("key", Type::String), ("optional", Type::Bool), ("path", Type::String), ("volumeName", Type::String)];

pub(super) static RESOURCE_REQUIREMENTS: Fields = &[
    ("claims", Type::List("a list of resource claims", RESOURCE_CLAIM)),
    ("limits", Type::QuantityMap),
    ("requests", Type::QuantityMap),
];

pub(super) static RESOURCE_CLAIM: Fields = &[("name", Type::String), ("request", Type::String)];

pub(super) static VOLUME_MOUNT: Fields = &[
    ("bindMountOptions", STRINGS),
    ("mountPath", Type::String),
    ("mountPropagation", Type::String),
    ("name", Type::String),
    ("readOnly", Type::Bool),
    ("recursiveReadOnly", Type::String),
    ("subPath", Type::String),
    ("subPathExpr", Type::String),
];

pub(super) static VOLUME_DEVICE: Fields = &[("devicePath", Type::String), ("name", Type::String)];

pub(super) static LIFECYCLE: Fields = &[
    ("postStart", Type::Record(LIFECYCLE_HANDLER)),
    ("preStop", Type::Record(LIFECYCLE_HANDLER)),
    ("stopSignal", Type::String),
];

pub(super) static LIFECYCLE_HANDLER: Fields = &[
    ("exec", Type::Record(EXEC_ACTION)),
    ("httpGet", Type::Record(HTTP_GET_ACTION)),
    ("sleep", Type::Record(SLEEP_ACTION)),
    ("tcpSocket", Type::Record(TCP_SOCKET_ACTION)),
];

pub(super) static PROBE: Fields = &[
    ("exec", Type::Record(EXEC_ACTION)),
    ("failureThreshold", Type::Int32),
    ("grpc", Type::Record(GRPC_ACTION)),
    ("httpGet", Type::Record(HTTP_GET_ACTION)),
    ("initialDelaySeconds", Type::Int32),
    ("periodSeconds", Type::Int32),
    ("successThreshold", Type::Int32),
    ("tcpSocket", Type::Record(TCP_SOCKET_ACTION)),
    ("terminationGracePeriodSeconds", Type::Int64),
    ("timeoutSeconds", Type::Int32),
];

pub(super) static EXEC_ACTION: Fields = &[("command", STRINGS)];

pub(super) static HTTP_GET_ACTION: Fields = &[
    ("host", Type::String),
    ("httpHeaders", Type::List("a list of headers", HTTP_HEADER)),
    ("path", Type::String),
    ("port", Type::IntOrString),
    ("protocol", Type::String),
    ("scheme", Type::String),
];

pub(super) static HTTP_HEADER: Fields = &[("name", Type::String), ("value", Type::String)];

pub(super) static TCP_SOCKET_ACTION: Fields = &[("host", Type::String), ("port", Type::IntOrString)];

pub(super) static GRPC_ACTION: Fields =
    &[("mode", Type::String), ("port", Type::Int32), ("service", Type::String)];

pub(super) static SLEEP_ACTION: Fields = &[("seconds", Type::Int64)];

pub(super) static SECURITY_CONTEXT: Fields = &[
    ("allowPrivilegeEscalation", Type::Bool),
    ("appArmorProfile", Type::Record(PROFILE)),
    ("capabilities", Type::Record(CAPABILITIES)),
    ("privileged", Type::Bool),
    ("procMount", Type::String),
    ("readOnlyRootFilesystem", Type::Bool),
    ("runAsGroup", Type::Int64),
    ("runAsNonRoot", Type::Bool),
    ("runAsUser", Type::Int64),
    ("seLinuxOptions", Type::Record(SE_LINUX_OPTIONS)),
    ("seccompProfile", Type::Record(PROFILE)),
    ("windowsOptions", Type::Record(WINDOWS_SECURITY_CONTEXT_OPTIONS)),
];

pub(super) static CAPABILITIES: Fields = &[("add", STRINGS), ("drop", STRINGS)];

pub(super) static SE_LINUX_OPTIONS: Fields =
    &[("level", Type::String), ("role", Type::String), ("type", Type::String), ("user", Type::String)];

pub(super) static WINDOWS_SECURITY_CONTEXT_OPTIONS: Fields = &[
    ("gmsaCredentialSpec", Type::String),
    ("gmsaCredentialSpecName", Type::String),
    ("hostProcess", Type::Bool),
    ("runAsUserName", Type::String),
];

pub(super) static PROFILE: Fields = &[("localhostProfile", Type::String), ("type", Type::String)];
