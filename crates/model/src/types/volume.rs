//! The types of a volume's fields (`k8s.io/api/core/v1`).

use super::container::{OBJECT_FIELD_SELECTOR, RESOURCE_FIELD_SELECTOR};
use super::metadata::{LABEL_SELECTOR, OBJECT_META};
use super::pod::{LOCAL_OBJECT_REFERENCE, TYPED_LOCAL_OBJECT_REFERENCE};
use super::{Fields, STRINGS, Type};

pub(super) static VOLUME: Fields = &[
    ("awsElasticBlockStore", Type::Record(AWS_ELASTIC_BLOCK_STORE_VOLUME_SOURCE)),
    ("azureDisk", Type::Record(AZURE_DISK_VOLUME_SOURCE)),
    ("azureFile", Type::Record(AZURE_FILE_VOLUME_SOURCE)),
    ("cephfs", Type::Record(CEPH_FS_VOLUME_SOURCE)),
    ("cinder", Type::Record(CINDER_VOLUME_SOURCE)),
    ("configMap", Type::Record(CONFIG_MAP_VOLUME_SOURCE)),
    ("csi", Type::Record(CSI_VOLUME_SOURCE)),
    ("downwardAPI", Type::Record(DOWNWARD_API_VOLUME_SOURCE)),
    ("emptyDir", Type::Record(EMPTY_DIR_VOLUME_SOURCE)),
    ("ephemeral", Type::Record(EPHEMERAL_VOLUME_SOURCE)),
    ("fc", Type::Record(FC_VOLUME_SOURCE)),
    ("flexVolume", Type::Record(FLEX_VOLUME_SOURCE)),
    ("flocker", Type::Record(FLOCKER_VOLUME_SOURCE)),
    ("gcePersistentDisk", Type::Record(GCE_PERSISTENT_DISK_VOLUME_SOURCE)),
    ("gitRepo", Type::Record(GIT_REPO_VOLUME_SOURCE)),
    ("glusterfs", Type::Record(GLUSTERFS_VOLUME_SOURCE)),
    ("hostPath", Type::Record(HOST_PATH_VOLUME_SOURCE)),
    ("image", Type::Record(IMAGE_VOLUME_SOURCE)),
    ("iscsi", Type::Record(ISCSI_VOLUME_SOURCE)),
    ("name", Type::String),
    ("nfs", Type::Record(NFS_VOLUME_SOURCE)),
    ("persistentVolumeClaim", Type::Record(PERSISTENT_VOLUME_CLAIM_VOLUME_SOURCE)),
    ("photonPersistentDisk", Type::Record(PHOTON_PERSISTENT_DISK_VOLUME_SOURCE)),
    ("portworxVolume", Type::Record(PORTWORX_VOLUME_SOURCE)),
    ("projected", Type::Record(PROJECTED_VOLUME_SOURCE)),
    ("quobyte", Type::Record(QUOBYTE_VOLUME_SOURCE)),
    ("rbd", Type::Record(RBD_VOLUME_SOURCE)),
    ("scaleIO", Type::Record(SCALE_IO_VOLUME_SOURCE)),
    ("secret", Type::Record(SECRET_VOLUME_SOURCE)),
    ("storageos", Type::Record(STORAGE_OS_VOLUME_SOURCE)),
    ("vsphereVolume", Type::Record(VSPHERE_VIRTUAL_DISK_VOLUME_SOURCE)),
];

pub(super) static AWS_ELASTIC_BLOCK_STORE_VOLUME_SOURCE: Fields = &[
    ("fsType", Type::String),
    ("partition", Type::Int32),
    ("readOnly", Type::Bool),
    ("volumeID", Type::String),
];

pub(super) static AZURE_DISK_VOLUME_SOURCE: Fields = &[
    ("cachingMode", Type::String),
    ("diskName", Type::String),
    ("diskURI", Type::String),
    ("fsType", Type::String),
    ("kind", Type::String),
    ("readOnly", Type::Bool),
];

pub(super) static AZURE_FILE_VOLUME_SOURCE: Fields =
    &[("readOnly", Type::Bool), ("secretName", Type::String), ("shareName", Type::String)];

pub(super) static CSI_VOLUME_SOURCE: Fields = &[
    ("driver", Type::String),
    ("fsType", Type::String),
    ("nodePublishSecretRef", Type::Record(LOCAL_OBJECT_REFERENCE)),
    ("readOnly", Type::Bool),
    ("volumeAttributes", Type::StringMap),
];

pub(super) static CEPH_FS_VOLUME_SOURCE: Fields = &[
    ("monitors", STRINGS),
    ("path", Type::String),
    ("readOnly", Type::Bool),
    ("secretFile", Type::String),
    ("secretRef", Type::Record(LOCAL_OBJECT_REFERENCE)),
    ("user", Type::String),
];

pub(super) static CINDER_VOLUME_SOURCE: Fields = &[
    ("fsType", Type::String),
    ("readOnly", Type::Bool),
    ("secretRef", Type::Record(LOCAL_OBJECT_REFERENCE)),
    ("volumeID", Type::String),
];

pub(super) static CONFIG_MAP_VOLUME_SOURCE: Fields = &[
    ("defaultMode", Type::Int32),
    ("defaultUser", Type::Int64),
    ("items", Type::List("a list of keys and paths", KEY_TO_PATH)),
    ("name", Type::String),
    ("optional", Type::Bool),
];

pub(super) static DOWNWARD_API_VOLUME_SOURCE: Fields = &[
    ("defaultMode", Type::Int32),
    ("defaultUser", Type::Int64),
    ("items", Type::List("a list of files", DOWNWARD_API_VOLUME_FILE)),
];

pub(super) static EMPTY_DIR_VOLUME_SOURCE: Fields =
    &[("medium", Type::String), ("mode", Type::Int32), ("sizeLimit", Type::Quantity)];

pub(super) static EPHEMERAL_VOLUME_SOURCE: Fields =
    &[("volumeClaimTemplate", Type::Record(PERSISTENT_VOLUME_CLAIM_TEMPLATE))];

pub(super) static FC_VOLUME_SOURCE: Fields = &[
    ("fsType", Type::String),
    ("lun", Type::Int32),
    ("readOnly", Type::Bool),
    ("targetWWNs", STRINGS),
    ("wwids", STRINGS),
];

pub(super) static FLEX_VOLUME_SOURCE: Fields = &[
    ("driver", Type::String),
    ("fsType", Type::String),
    ("options", Type::StringMap),
    ("readOnly", Type::Bool),
    ("secretRef", Type::Record(LOCAL_OBJECT_REFERENCE)),
];

pub(super) static FLOCKER_VOLUME_SOURCE: Fields =
    &[("datasetName", Type::String), ("datasetUUID", Type::String)];

pub(super) static GCE_PERSISTENT_DISK_VOLUME_SOURCE: Fields = &[
    ("fsType", Type::String),
    ("partition", Type::Int32),
    ("pdName", Type::String),
    ("readOnly", Type::Bool),
];

pub(super) static GIT_REPO_VOLUME_SOURCE: Fields =
    &[("directory", Type::String), ("repository", Type::String), ("revision", Type::String)];

pub(super) static GLUSTERFS_VOLUME_SOURCE: Fields =
    &[("endpoints", Type::String), ("path", Type::String), ("readOnly", Type::Bool)];

pub(super) static HOST_PATH_VOLUME_SOURCE: Fields = &[("path", Type::String), ("type", Type::String)];

pub(super) static ISCSI_VOLUME_SOURCE: Fields = &[
    ("chapAuthDiscovery", Type::Bool),
    ("chapAuthSession", Type::Bool),
    ("fsType", Type::String),
    ("initiatorName", Type::String),
    ("iqn", Type::String),
    ("iscsiInterface", Type::String),
    ("lun", Type::Int32),
    ("portals", STRINGS),
    ("readOnly", Type::Bool),
    ("secretRef", Type::Record(LOCAL_OBJECT_REFERENCE)),
    ("targetPortal", Type::String),
];

pub(super) static IMAGE_VOLUME_SOURCE: Fields = &[("pullPolicy", Type::String), ("reference", Type::String)];

pub(super) static NFS_VOLUME_SOURCE: Fields =
    &[("path", Type::String), ("readOnly", Type::Bool), ("server", Type::String)];

pub(super) static PERSISTENT_VOLUME_CLAIM_VOLUME_SOURCE: Fields =
    &[("claimName", Type::String), ("readOnly", Type::Bool)];

pub(super) static PHOTON_PERSISTENT_DISK_VOLUME_SOURCE: Fields =
    &[("fsType", Type::String), ("pdID", Type::String)];

pub(super) static PORTWORX_VOLUME_SOURCE: Fields =
    &[("fsType", Type::String), ("readOnly", Type::Bool), ("volumeID", Type::String)];

pub(super) static PROJECTED_VOLUME_SOURCE: Fields = &[
    ("defaultMode", Type::Int32),
    ("defaultUser", Type::Int64),
    ("sources", Type::List("a list of projected sources", VOLUME_PROJECTION)),
];

pub(super) static QUOBYTE_VOLUME_SOURCE: Fields = &[
    ("group", Type::String),
    ("readOnly", Type::Bool),
    ("registry", Type::String),
    ("tenant", Type::String),
    ("user", Type::String),
    ("volume", Type::String),
];

pub(super) static RBD_VOLUME_SOURCE: Fields = &[
    ("fsType", Type::String),
    ("image", Type::String),
    ("keyring", Type::String),
    ("monitors", STRINGS),
    ("pool", Type::String),
    ("readOnly", Type::Bool),
    ("secretRef", Type::Record(LOCAL_OBJECT_REFERENCE)),
    ("user", Type::String),
];

pub(super) static SCALE_IO_VOLUME_SOURCE: Fields = &[
    ("fsType", Type::String),
    ("gateway", Type::String),
    ("protectionDomain", Type::String),
    ("readOnly", Type::Bool),
    ("secretRef", Type::Record(LOCAL_OBJECT_REFERENCE)),
    ("sslEnabled", Type::Bool),
    ("storageMode", Type::String),
    ("storagePool", Type::String),
    ("system", Type::String),
    ("volumeName", Type::String),
];

pub(super) static SECRET_VOLUME_SOURCE: Fields = &[
    ("defaultMode", Type::Int32),
    ("defaultUser", Type::Int64),
    ("items", Type::List("a list of keys and paths", KEY_TO_PATH)),
    ("optional", Type::Bool),
    ("secretName", Type::String),
];

pub(super) static STORAGE_OS_VOLUME_SOURCE: Fields = &[
    ("fsType", Type::String),
    ("readOnly", Type::Bool),
    ("secretRef", Type::Record(LOCAL_OBJECT_REFERENCE)),
    ("volumeName", Type::String),
    ("volumeNamespace", Type::String),
];

pub(super) static VSPHERE_VIRTUAL_DISK_VOLUME_SOURCE: Fields = &[
    ("fsType", Type::String),
    ("storagePolicyID", Type::String),
    ("storagePolicyName", Type::String),
    ("volumePath", Type::String),
];

pub(super) static KEY_TO_PATH: Fields =
    &[("key", Type::String), ("mode", Type::Int32), ("path", Type::String), ("user", Type::Int64)];

pub(super) static DOWNWARD_API_VOLUME_FILE: Fields = &[
    ("fieldRef", Type::Record(OBJECT_FIELD_SELECTOR)),
    ("mode", Type::Int32),
    ("path", Type::String),
    ("resourceFieldRef", Type::Record(RESOURCE_FIELD_SELECTOR)),
    ("user", Type::Int64),
];

pub(super) static VOLUME_PROJECTION: Fields = &[
    ("clusterTrustBundle", Type::Record(CLUSTER_TRUST_BUNDLE_PROJECTION)),
    ("configMap", Type::Record(PROJECTED_KEYS)),
    ("downwardAPI", Type::Record(DOWNWARD_API_PROJECTION)),
    ("podCertificate", Type::Record(POD_CERTIFICATE_PROJECTION)),
    ("secret", Type::Record(PROJECTED_KEYS)),
    ("serviceAccountToken", Type::Record(SERVICE_ACCOUNT_TOKEN_PROJECTION)),
];

pub(super) static PROJECTED_KEYS: Fields = &[
    ("items", Type::List("a list of keys and paths", KEY_TO_PATH)),
    ("name", Type::String),
    ("optional", Type::Bool),
];

pub(super) static DOWNWARD_API_PROJECTION: Fields =
    &[("items", Type::List("a list of files", DOWNWARD_API_VOLUME_FILE))];

pub(super) static SERVICE_ACCOUNT_TOKEN_PROJECTION: Fields = &[
    ("audience", Type::String),
    ("expirationSeconds", Type::Int64),
    ("path", Type::String),
    ("user", Type::Int64),
];

pub(super) static CLUSTER_TRUST_BUNDLE_PROJECTION: Fields = &[
    ("labelSelector", Type::Record(LABEL_SELECTOR)),
    ("name", Type::String),
    ("optional", Type::Bool),
    ("path", Type::String),
    ("signerName", Type::String),
    ("user", Type::Int64),
];

pub(super) static POD_CERTIFICATE_PROJECTION: Fields = &[
    ("certificateChainPath", Type::String),
    ("credentialBundlePath", Type::String),
    ("keyPath", Type::String),
    ("keyType", Type::String),
    ("maxExpirationSeconds", Type::Int32),
    ("signerName", Type::String),
    ("user", Type::Int64),
    ("userAnnotations", Type::StringMap),
];

pub(super) static PERSISTENT_VOLUME_CLAIM_TEMPLATE: Fields =
    &[("metadata", Type::Record(OBJECT_META)), ("spec", Type::Record(PERSISTENT_VOLUME_CLAIM_SPEC))];

pub(super) static PERSISTENT_VOLUME_CLAIM: Fields = &[
    ("apiVersion", Type::String),
    ("kind", Type::String),
    ("metadata", Type::Record(OBJECT_META)),
    ("spec", Type::Record(PERSISTENT_VOLUME_CLAIM_SPEC)),
];

pub(super) static PERSISTENT_VOLUME_CLAIM_SPEC: Fields = &[
    ("accessModes", STRINGS),
    ("dataSource", Type::Record(TYPED_LOCAL_OBJECT_REFERENCE)),
    ("dataSourceRef", Type::Record(TYPED_OBJECT_REFERENCE)),
    ("resources", Type::Record(VOLUME_RESOURCE_REQUIREMENTS)),
    ("selector", Type::Record(LABEL_SELECTOR)),
    ("storageClassName", Type::String),
    ("volumeAttributesClassName", Type::String),
    ("volumeMode", Type::String),
    ("volumeName", Type::String),
];

pub(super) static VOLUME_RESOURCE_REQUIREMENTS: Fields =
    &[("limits", Type::QuantityMap), ("requests", Type::QuantityMap)];

pub(super) static TYPED_OBJECT_REFERENCE: Fields = &[
    ("apiGroup", Type::String),
    ("kind", Type::String),
    ("name", Type::String),
    ("namespace", Type::String),
];
