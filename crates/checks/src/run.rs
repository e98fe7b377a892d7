//! Judging an Inventory: every selected check on what it looks at, then the passes over what they said.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;

use component::Settings;
use finding::{Finding, Incomplete, IncompleteReason, Location};
use model::{Inventory, Object, PodView};
use rayon::prelude::*;
use schema::{Definitions, Fault, Problem};

use crate::active::{Active, Dispatch};
use crate::api;
use crate::api::refused::Refused;
use crate::check::Judge;
use crate::container::ContainerFields;
use crate::context::Context;
use crate::dangling;
use crate::exceptions::Exceptions;
use crate::finish::{self, Finishing};
use crate::rbac::rights::Rights;
use crate::secret::{self, Exposed, Secret};
use crate::settings::Configuration;
use crate::sink::{Draft, Sink, Sinks};
use crate::standards;

/// What a run gives.
#[derive(Debug, Default)]
pub struct Outcome {
    /// All findings, suppressed ones marked, ordered by file, byte, id.
    pub findings: Vec<Finding>,
    /// What could not be judged.
    pub incomplete: Vec<Incomplete>,
    /// Every secret that stands in the input, by whatever check it is reported or not: no output may show one.
    pub secrets: Vec<Secret>,
}

/// Judges an Inventory: every selected check, then severity by context, then configuration and suppressions.
/// The order of the findings does not depend on threads.
pub fn run(inventory: &Inventory, configuration: &Configuration) -> Outcome {
    let dispatch = Dispatch::new(configuration);
    let rights = Rights::of(inventory);
    let (across, failures) = judge_inventory(&rights, &dispatch);
    let context = Context::of(&rights);
    let exceptions = Exceptions::read(configuration);
    let definitions = Definitions::of(inventory);
    let finishing = Finishing { inventory, configuration, context: &context, exceptions: &exceptions };
    // What is said of a document becomes findings at once, so that it never stands in memory beside all of them.
    let judged: Vec<_> = by_document(inventory.objects(), across)
        .into_par_iter()
        .map(|(objects, across)| {
            if let Some(first) = objects.first() {
                first.document().recall();
            }
            let Judged { drafts, secrets, mut failures } =
                judge_document(inventory, &dispatch, &definitions, objects, across);
            let finished =
                objects.first().map(|first| guarded(first, || finishing.document(objects, drafts, &secrets)));
            let findings = match finished {
                Some(Ok(findings)) => findings,
                Some(Err(failure)) => {
                    failures.push(failure);
                    Vec::new()
                }
                None => Vec::new(),
            };
            (objects, findings, secrets, failures)
        })
        .collect();

    let mut incomplete: Vec<Incomplete> = malformed(inventory).collect();
    let mut documents = Vec::with_capacity(judged.len());
    let mut secrets = Vec::new();
    for (objects, findings, found, failures) in judged {
        documents.push((objects, findings));
        secrets.extend(found);
        incomplete.extend(failures);
    }
    incomplete.extend(failures);
    Outcome { findings: finish::in_order(documents, &exceptions), incomplete, secrets }
}

/// What is said of the objects of one document.
#[derive(Default)]
struct Judged<'a> {
    drafts: Vec<Draft<'a>>,
    secrets: Vec<Secret>,
    failures: Vec<Incomplete>,
}

/// What the checks say that see all objects, by the object's place in the Inventory.
fn judge_inventory<'a>(
    rights: &Rights<'a>,
    dispatch: &'a Dispatch,
) -> (Vec<Vec<Draft<'a>>>, Vec<Incomplete>) {
    let results: Vec<_> =
        dispatch.inventory.par_iter().map(|&place| judge_across(rights, &dispatch.all[place])).collect();
    let mut drafts: Vec<_> = rights.inventory.objects().iter().map(|_| Vec::new()).collect();
    let mut failures = Vec::new();
    for result in results {
        match result {
            Ok(said) => {
                for draft in said {
                    drafts[draft.object.id().0 as usize].push(draft);
                }
            }
            Err(failure) => failures.push(failure),
        }
    }
    (drafts, failures)
}

/// The objects of each document with what was said of them, object by object.
fn by_document<'a>(
    objects: &'a [Object],
    drafts: Vec<Vec<Draft<'a>>>,
) -> Vec<(&'a [Object], Vec<Vec<Draft<'a>>>)> {
    let mut drafts = drafts.into_iter();
    let same = |one: &Object, other: &Object| Arc::ptr_eq(one.document(), other.document());
    objects.chunk_by(same).map(|objects| (objects, drafts.by_ref().take(objects.len()).collect())).collect()
}

/// What is said of the objects of one document, with what was said `across` all of them behind each.
fn judge_document<'a>(
    inventory: &'a Inventory,
    dispatch: &'a Dispatch,
    definitions: &Definitions<'a>,
    objects: &'a [Object],
    across: Vec<Vec<Draft<'a>>>,
) -> Judged<'a> {
    let mut judged = Judged::default();
    for (object, across) in objects.iter().zip(across) {
        let exposed = guarded(object, || dispatch.detector.read(inventory, object));
        let exposed = exposed.unwrap_or_else(|failure| {
            judged.failures.push(failure);
            Vec::new()
        });
        judged.secrets.extend(secret::hidden(object, &exposed));
        let refused = guarded(object, || schema::problems(object, inventory.options().version, definitions));
        let refused = refused.unwrap_or_else(|failure| {
            judged.failures.push(failure);
            Vec::new()
        });
        judged.failures.extend(undecodable(object, &refused));
        match guarded(object, || judge_object(inventory, dispatch, object, &exposed, &refused)) {
            // Most documents hold one object.
            Ok(said) if judged.drafts.is_empty() => judged.drafts = said,
            Ok(said) => judged.drafts.extend(said),
            Err(failure) => judged.failures.push(failure),
        }
        judged.drafts.extend(across);
    }
    judged
}

/// What fails on one object, or on what was said of its document, never ends a run.
fn guarded<T>(object: &Object, work: impl FnOnce() -> T) -> Result<T, Incomplete> {
    catch_unwind(AssertUnwindSafe(work)).map_err(|_| Incomplete {
        reason: IncompleteReason::Failed,
        location: Some(Location::of(object.root())),
        file: None,
        message: format!(
            "judging {} `{}` failed: this is a defect of Seawall; please report it with the object",
            object.kind(),
            object.name()
        ),
    })
}

fn judge_object<'a>(
    inventory: &'a Inventory,
    dispatch: &'a Dispatch,
    object: &'a Object,
    exposed: &[Exposed<'a>],
    refused: &[Problem<'a>],
) -> Vec<Draft<'a>> {
    let Some(first) = dispatch.all.first() else { return Vec::new() };
    let mut sink = Sink::new(first.check, &first.parameters, object);
    let kind = object.gvk();
    for active in dispatch.of_kind(&kind.group, &kind.kind) {
        if let Judge::Object(_, judge) = active.check.judge {
            sink.turn_to(active.check, &active.parameters);
            judge(object, &mut sink);
        }
    }
    for secret in exposed {
        for active in dispatch.of_holder(secret.holder) {
            if let Judge::Secret(_, judge) = active.check.judge {
                sink.turn_to(active.check, &active.parameters);
                judge(secret, &mut sink);
            }
        }
    }
    for problem in refused {
        for active in dispatch.of_refused(Refused::by(&problem.fault)) {
            if let Judge::Fields(_, judge) = active.check.judge {
                sink.turn_to(active.check, &active.parameters);
                judge(problem, &mut sink);
            }
        }
    }
    for settings in component::of_object(inventory, object) {
        judge_settings(dispatch, &settings, &mut sink);
    }
    for pod in inventory.pods_of(object.id()) {
        judge_pod(inventory, dispatch, pod, &mut sink);
    }
    sink.into_drafts()
}

fn judge_pod<'a>(inventory: &'a Inventory, dispatch: &'a Dispatch, pod: PodView<'a>, sink: &mut Sink<'a>) {
    if !dispatch.controls.is_empty() {
        for violation in standards::violations(pod, inventory.options().version) {
            for active in dispatch.of_control(violation.check) {
                if let Judge::PodSecurity(_, judge) = active.check.judge {
                    sink.turn_to(active.check, &active.parameters);
                    judge(pod, &violation, sink);
                }
            }
        }
    }
    if !dispatch.references.is_empty() {
        for dangling in dangling::of(inventory, pod) {
            for active in dispatch.of_lacking(dangling.lacking()) {
                if let Judge::Reference(_, judge) = active.check.judge {
                    sink.turn_to(active.check, &active.parameters);
                    judge(pod, &dangling, sink);
                }
            }
        }
    }
    for &place in &dispatch.pods {
        let active = &dispatch.all[place];
        if let Judge::Pod(judge) = active.check.judge {
            sink.turn_to(active.check, &active.parameters);
            judge(pod, sink);
        }
    }
    if !dispatch.settings.is_empty() {
        for settings in component::of_pod(pod, inventory.options().version) {
            judge_settings(dispatch, &settings, sink);
        }
    }
    if !dispatch.containers.is_empty() {
        for container in pod.containers() {
            judge_container(dispatch, &ContainerFields::of(container), sink);
        }
    }
}

fn judge_settings<'a>(dispatch: &'a Dispatch, settings: &Settings<'a>, sink: &mut Sink<'a>) {
    for active in dispatch.of_component(settings.component) {
        if let Judge::Settings(_, judge) = active.check.judge {
            sink.turn_to(active.check, &active.parameters);
            judge(settings, sink);
        }
    }
}

fn judge_container<'a>(dispatch: &'a Dispatch, container: &ContainerFields<'a>, sink: &mut Sink<'a>) {
    for &place in &dispatch.containers {
        let active = &dispatch.all[place];
        if let Judge::Container(judge) = active.check.judge {
            sink.turn_to(active.check, &active.parameters);
            judge(container, sink);
        }
    }
}

fn judge_across<'a>(rights: &Rights<'a>, active: &'a Active) -> Result<Vec<Draft<'a>>, Incomplete> {
    let judge = || {
        let mut sinks = Sinks::new(active.check, &active.parameters);
        match active.check.judge {
            Judge::Inventory(judge) => judge(rights.inventory, &mut sinks),
            Judge::Rights(judge) => judge(rights, &mut sinks),
            Judge::Power(_, judge) => {
                for grant in rights.granted(active.check) {
                    judge(&grant, sinks.of(grant.role));
                }
            }
            _ => {}
        }
        sinks.into_drafts()
    };
    catch_unwind(AssertUnwindSafe(judge)).map_err(|_| Incomplete {
        reason: IncompleteReason::Failed,
        location: None,
        file: None,
        message: format!(
            "the check {} failed: this is a defect of Seawall; please report it with the input",
            active.check.rule.id
        ),
    })
}

/// What of the lists of the input can be no object.
fn malformed(inventory: &Inventory) -> impl Iterator<Item = Incomplete> {
    inventory.malformed().iter().filter_map(|malformed| {
        let list = inventory.object(malformed.object)?;
        let node = list.document().node(malformed.node);
        let field = finding::field_path(list.root(), node);
        Some(Incomplete {
            reason: IncompleteReason::Malformed,
            location: Some(Location::of(node)),
            file: None,
            message: format!("`{field}` of a {} should be {}", list.kind(), malformed.expected),
        })
    })
}

/// That an object has fields which Kubernetes cannot decode, once; what should stand there is the check's to say.
fn undecodable(object: &Object, refused: &[Problem<'_>]) -> Option<Incomplete> {
    let first = refused.iter().find(|problem| matches!(problem.fault, Fault::WrongType(_)))?;
    Some(Incomplete {
        reason: IncompleteReason::Malformed,
        location: Some(Location::of(first.node)),
        file: None,
        message: format!(
            "Kubernetes cannot decode {} `{}` ({}): what was found in it may not be all",
            object.kind(),
            object.name(),
            api::wrong_type::CHECK.rule.id
        ),
    })
}

#[cfg(test)]
mod tests {
    use finding::{IncompleteReason, Rule, Severity};
    use model::Object;

    use super::{guarded, judge_across};
    use crate::active::Active;
    use crate::check::{Check, Judge};
    use crate::context::EVERYWHERE;
    use crate::rbac::rights::Rights;
    use crate::settings::Parameters;

    static FAILING: Check = Check {
        rule: Rule {
            id: "OPS999",
            name: "failing",
            title: "A check that fails",
            severity: Severity::Info,
            fix: None,
            since: "0.1",
            frameworks: &[],
            peers: &[],
        },
        parameters: &[],
        context: EVERYWHERE,
        judge: Judge::Inventory(|_, _| panic!("as the test wants")),
    };

    #[test]
    fn a_check_that_fails_is_reported_and_ends_nothing() {
        let inventory = testkit::inventory("apiVersion: v1\nkind: Pod\nmetadata: {name: api}\n");
        let object: &Object = &inventory.objects()[0];
        let failure = guarded(object, || -> () { panic!("as the test wants") }).expect_err("it fails");
        assert_eq!(failure.reason, IncompleteReason::Failed);
        assert!(failure.message.contains("Pod `api`") && failure.location.is_some());

        let active = Active { check: &FAILING, parameters: Parameters::default() };
        let Err(failure) = judge_across(&Rights::of(&inventory), &active) else { panic!("it did not fail") };
        assert_eq!(failure.reason, IncompleteReason::Failed);
        assert!(failure.message.contains("OPS999"));
    }
}
