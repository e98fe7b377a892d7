//! How many Pods workloads have: as written, or as an autoscaler keeps them.

use manifest::Node;
use model::{Inventory, Object, ObjectId};
use rustc_hash::FxHashMap;

use crate::field::text;

/// A number of replicas, and where it stands.
#[derive(Clone, Copy)]
pub(crate) struct Replicas<'a> {
    pub number: i64,
    /// The workload or its autoscaler.
    pub object: &'a Object,
    /// The node that holds the number; the specification where it is the default.
    pub node: Node<'a>,
}

/// The workloads whose Pods are interchangeable or ordered, not one for each node.
pub(crate) fn workloads(inventory: &Inventory) -> impl Iterator<Item = &Object> {
    ["Deployment", "StatefulSet"].into_iter().flat_map(|kind| inventory.of_kind("apps", kind))
}

/// What scales workloads by load.
pub(crate) fn autoscalers(inventory: &Inventory) -> impl Iterator<Item = &Object> {
    let own = inventory.of_kind("autoscaling", "HorizontalPodAutoscaler");
    own.chain(inventory.of_kind("keda.sh", "ScaledObject"))
}

/// The workload that an autoscaler of the input scales, where the input has it.
pub(crate) fn target<'a>(inventory: &'a Inventory, autoscaler: &Object) -> Option<&'a Object> {
    let reference = autoscaler.root().path(&["spec", "scaleTargetRef"])?;
    let or = |key, other: &str| {
        let written = text(reference, key);
        if written.is_empty() { other.to_owned() } else { written.into_owned() }
    };
    // A ScaledObject need not say that it means a Deployment.
    let api_version = or("apiVersion", "apps/v1");
    let group = api_version.split_once('/').map_or("", |(group, _)| group);
    inventory.find(group, &or("kind", "Deployment"), autoscaler.namespace(), &text(reference, "name"))
}

/// The autoscaler of each workload that has one.
pub(crate) struct Scaling<'a> {
    autoscalers: FxHashMap<ObjectId, &'a Object>,
}

impl<'a> Scaling<'a> {
    /// That of the input.
    pub fn of(inventory: &'a Inventory) -> Scaling<'a> {
        let scaled = |autoscaler| Some((target(inventory, autoscaler)?.id(), autoscaler));
        Scaling { autoscalers: autoscalers(inventory).filter_map(scaled).collect() }
    }

    /// The least number of Pods that a Deployment, StatefulSet or ReplicaSet has; `None` for other kinds and for what is
    /// no number.
    pub fn least(&self, workload: &'a Object) -> Option<Replicas<'a>> {
        if !matches!(workload.kind(), "Deployment" | "StatefulSet" | "ReplicaSet") {
            return None;
        }
        let (object, field, default) = match self.autoscalers.get(&workload.id()) {
            Some(scaled) if scaled.kind() == "ScaledObject" => (*scaled, "minReplicaCount", 0),
            Some(autoscaler) => (*autoscaler, "minReplicas", 1),
            None => (workload, "replicas", 1),
        };
        let spec = object.root().get("spec")?;
        Some(match spec.get(field).filter(|node| !node.is_null()) {
            None => Replicas { number: default, object, node: spec },
            Some(node) => Replicas { number: node.as_i64()?, object, node },
        })
    }
}
