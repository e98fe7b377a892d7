//! What the components of a cluster are told by flags and configuration files, and what they do untold.
//!
//! A [`Settings`] is one component as one place of the input tells it what to do: a container that runs it, an entry of
//! kubeadm's configuration, a configuration file of its own. Asked for a flag, it answers with the *effective* value:
//! the flag, else the file, else the default of that minor; and with nothing where what decides is not in the input.
//!
//! Flags are read as Go reads them (`pflag`; etcd: `flag`), by tables of every flag's type and default that were
//! recorded from the components themselves (`kube/components`).

mod audit;
mod catalogue;
mod encryption;
mod expand;
mod file;
mod flags;
mod generated;
mod go;
mod kubeadm;
mod kubelet;
mod program;
mod setting;
mod settings;

pub use audit::{Level, Request, Rule, Rules};
pub use catalogue::{
    AdmissionPlugin, Component, Flag, FlagType, admission_plugins, flag, is_recorded, oldest_recorded,
};
pub use encryption::{Encryption, Key, Provider, ProviderKind, Writer};
pub use file::FileKind;
pub use flags::{Given, Refusal, Why, Written};
pub use go::duration;
pub use program::{Hidden, hidden};
pub use setting::{By, Setting};
pub use settings::{Place, Settings, of_object, of_pod};
