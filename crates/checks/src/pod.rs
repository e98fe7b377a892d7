//! `POD`: what a pod and its containers may do.

pub(crate) mod privileged;
