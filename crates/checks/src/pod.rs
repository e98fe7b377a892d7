//! `POD`: what a pod and its containers may do.

pub(crate) mod added_capability;
pub(crate) mod apparmor;
pub(crate) mod dangerous_capability;
pub(crate) mod host_ipc;
pub(crate) mod host_network;
pub(crate) mod host_path;
pub(crate) mod host_pid;
pub(crate) mod host_port;
pub(crate) mod host_process;
pub(crate) mod privilege_escalation;
pub(crate) mod privileged;
pub(crate) mod probe_host;
pub(crate) mod proc_mount;
pub(crate) mod readded_capability;
pub(crate) mod restricted_proc_mount;
pub(crate) mod run_as_root_allowed;
pub(crate) mod run_as_user_root;
pub(crate) mod seccomp_unconfined;
pub(crate) mod seccomp_unset;
pub(crate) mod selinux;
pub(crate) mod sysctls;
pub(crate) mod undropped_capabilities;
pub(crate) mod volume_type;
