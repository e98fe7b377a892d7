//! From what checks said to findings: severity, suppression, place, field, fingerprint, order.

use std::borrow::Cow;
use std::cmp::Ordering;
use std::sync::Arc;

use finding::{
    Adjustment, Finding, Fix, Location, ObjectRef, Related, Severity, Suppressed, fingerprint, numbered,
    push_step, stable_field_path,
};
use manifest::{Kind, Node, NodeId, Provenance};
use model::{Inventory, Object};
use rustc_hash::FxHashMap;

use crate::baseline::Baselines;
use crate::context::{Adjusted, Context};
use crate::exceptions::Exceptions;
use crate::inline::Inline;
use crate::registry;
use crate::secret::{Secret, hide, hide_in_message};
use crate::settings::Configuration;
use crate::sink::{Draft, Mending, Place, RelatedPlace};

/// What the passes over drafts need to know.
pub(crate) struct Finishing<'f> {
    pub inventory: &'f Inventory,
    pub configuration: &'f Configuration,
    pub context: &'f Context,
    pub exceptions: &'f Exceptions<'f>,
}

/// Puts the findings of all documents into one list, ordered by file, byte and id, each with a fingerprint of its own.
pub(crate) fn in_order(
    mut documents: Vec<(&[Object], Vec<Finding>)>,
    exceptions: &Exceptions<'_>,
) -> Vec<Finding> {
    documents.sort_by(|(one, _), (other, _)| document_order(one).cmp(&document_order(other)));
    let about_exceptions = exceptions.findings();
    let count: usize = documents.iter().map(|(_, findings)| findings.len()).sum();
    let mut findings = Vec::with_capacity(count + about_exceptions.len());
    for (_, found) in documents {
        findings.extend(found);
    }
    if !about_exceptions.is_empty() {
        findings.extend(about_exceptions);
        findings.sort_by(|one, other| file_order(one).cmp(&file_order(other)));
    }
    number_equal_fingerprints(&mut findings);
    findings
}

/// Files by name, live objects behind them; documents of a file as they stand in it.
fn document_order(objects: &[Object]) -> Option<(bool, &str, u32)> {
    let document = objects.first()?.document();
    let live = matches!(document.source().provenance(), Provenance::Live);
    Some((live, document.source().name(), document.span().start))
}

fn file_order(finding: &Finding) -> (bool, &str) {
    finding.location.source().map_or((true, ""), |source| (false, source.name()))
}

fn number_equal_fingerprints(findings: &mut [Finding]) {
    let mut counts: FxHashMap<u64, usize> = FxHashMap::default();
    counts.reserve(findings.len());
    for finding in findings {
        let count = counts.entry(finding.fingerprint).or_default();
        *count += 1;
        if *count > 1 {
            finding.fingerprint = numbered(finding.fingerprint, *count);
        }
    }
}

impl Finishing<'_> {
    /// Makes findings of what was said of one document's objects, and of its suppressions.
    /// What was said of an object holds none of its secrets.
    pub fn document<'a>(
        &self,
        objects: &'a [Object],
        drafts: Vec<Draft<'a>>,
        secrets: &[Secret],
    ) -> Vec<Finding>
    where
        Self: 'a,
    {
        let mut inline = None;
        if !self.configuration.no_inline_suppressions {
            inline = Some(Inline::read(self.inventory, objects, self.configuration));
        }
        let mut baselines = (!self.configuration.no_platform_baselines).then(Baselines::default);
        let mut references = References::new(objects, secrets);
        let mut findings = Vec::with_capacity(drafts.len());
        for draft in drafts {
            let container = || container_of(self.inventory, &draft);
            let by_source = inline.as_mut().and_then(|inline| inline.covering(&draft, &container));
            let by_configuration = self.exceptions.covering(&draft, &container);
            let suppressed = by_source
                .or(by_configuration)
                .or_else(|| baselines.as_mut()?.covering(self.inventory, &draft));
            findings.push(self.finding(draft, suppressed, &mut references));
        }
        for draft in inline.into_iter().flat_map(|inline| inline.into_problems(self.configuration)) {
            if self.configuration.selects(draft.rule) {
                let by_configuration = self.exceptions.covering(&draft, &|| None);
                findings.push(self.finding(draft, by_configuration, &mut references));
            }
        }
        findings.sort_by(by_place);
        findings
    }

    fn finding(
        &self,
        mut draft: Draft<'_>,
        suppressed: Option<Suppressed>,
        references: &mut References<'_>,
    ) -> Finding {
        let secrets = references.secrets_of(draft.object);
        hide_in_draft(&mut draft, secrets);
        let (severity, adjusted) = self.severity(&draft);
        let object = references.of(draft.object);
        let (field, stable) = references.fields(draft.object, &draft.place);
        let stable = stable.as_deref().unwrap_or(&field);
        Finding {
            rule: draft.rule,
            severity,
            adjusted: adjusted.map(Box::new),
            fingerprint: fingerprint(draft.rule.id, &object, stable, &draft.message.arguments),
            message: draft.message,
            object,
            field,
            location: location(&draft.place),
            fix: draft.fix.map(|mending| Box::new(fix(mending))),
            related: draft.related.into_iter().map(|place| related(place, references)).collect(),
            suppressed: suppressed.map(Box::new),
        }
    }

    /// The rule's severity, then what limits or moves it, then the user's, which is final.
    fn severity(&self, draft: &Draft<'_>) -> (Severity, Option<Adjustment>) {
        let rule = draft.rule;
        let (mut severity, mut adjusted) = (rule.severity, None);
        match draft.ceiling {
            Some((ceiling, why)) if ceiling < severity => {
                adjusted = Some(Adjustment { from: severity, why: vec![why.to_owned()] });
                severity = ceiling;
            }
            Some(_) => {}
            None => {
                let shifts = registry::check(rule).map_or(&[][..], |check| check.context);
                if let Some(Adjusted { severity: moved, adjustment }) =
                    self.context.judge(draft.object, severity, shifts)
                {
                    severity = moved;
                    adjusted = Some(adjustment);
                }
            }
        }
        match self.configuration.severity.get(rule.id) {
            Some(&own) => (own, None),
            None => (severity, adjusted),
        }
    }
}

/// The names of what stands in a document, each made once and only where it is needed: references to objects, and the
/// paths of collections, which several findings share.
struct References<'a> {
    objects: &'a [Object],
    secrets: &'a [Secret],
    made: Vec<Option<Arc<ObjectRef>>>,
    paths: FxHashMap<NodeId, String>,
}

impl<'a> References<'a> {
    fn new(objects: &'a [Object], secrets: &'a [Secret]) -> References<'a> {
        References { objects, secrets, made: vec![None; objects.len()], paths: FxHashMap::default() }
    }

    fn of(&mut self, object: &Object) -> Arc<ObjectRef> {
        match self.place(object) {
            Some(place) => Arc::clone(self.made[place].get_or_insert_with(|| reference(object))),
            None => reference(object),
        }
    }

    /// The place of an object among those of the document, which follow each other in the Inventory.
    fn place(&self, object: &Object) -> Option<usize> {
        let place = object.id().0.checked_sub(self.objects.first()?.id().0)? as usize;
        (place < self.objects.len()).then_some(place)
    }

    /// The secrets that stand in an object.
    fn secrets_of(&self, object: &Object) -> &'a [Secret] {
        let from = self.secrets.partition_point(|secret| secret.object < object.id());
        let rest = &self.secrets[from..];
        &rest[..rest.partition_point(|secret| secret.object == object.id())]
    }

    /// The field's path, and its path for fingerprints where that differs.
    fn fields(&mut self, object: &Object, place: &Place<'_>) -> (String, Option<String>) {
        let root = object.root();
        let (node, mut field) = match place {
            Place::Node(node) => (*node, self.path(root, *node)),
            Place::Absent(mapping, rest) => (*mapping, joined(&self.path(root, *mapping), rest)),
            Place::Range(..) => return (String::new(), None),
        };
        if field.capacity() - field.len() > 2 * STEP {
            field.shrink_to_fit();
        }
        let has_index =
            field.split('[').skip(1).any(|item| item.starts_with(|first: char| first.is_ascii_digit()));
        // Not even a hash may be made of a secret: items that hold one stand by their index.
        let stable =
            (has_index && !has_secret_item(self.secrets_of(object), root, node)).then(|| match place {
                Place::Absent(_, rest) => joined(&stable_field_path(root, node), rest),
                _ => stable_field_path(root, node),
            });
        (field, stable)
    }

    /// What `finding::field_path` gives, from the path of the collection that holds the node.
    fn path(&mut self, root: Node<'_>, node: Node<'_>) -> String {
        if let Some(known) = self.paths.get(&node.id()) {
            let mut path = String::with_capacity(known.len() + STEP);
            path.push_str(known);
            return path;
        }
        let Some(parent) = node.parent().filter(|_| node.id() != root.id()) else {
            return String::with_capacity(4 * STEP);
        };
        let mut path = self.path(root, parent);
        push_step(node, &mut path);
        if matches!(node.kind(), Kind::Mapping | Kind::Sequence) {
            self.paths.insert(node.id(), path.clone());
        }
        path
    }
}

/// Bytes that a step of a path seldom has more of.
const STEP: usize = 24;

/// Whether one of the list items without a merge key on the way to a node holds a secret.
fn has_secret_item(secrets: &[Secret], root: Node<'_>, node: Node<'_>) -> bool {
    let mut way = std::iter::successors(Some(node), |node| node.parent().filter(|_| node.id() != root.id()));
    let holds = |item: Node<'_>| secrets.iter().any(|secret| secret.touches(item));
    !secrets.is_empty() && way.any(|node| is_unnamed_item(node) && holds(node))
}

fn is_unnamed_item(node: Node<'_>) -> bool {
    let mut step = String::new();
    if node.key().is_none() {
        push_step(node, &mut step);
    }
    step.strip_prefix('[').is_some_and(|step| step.starts_with(|first: char| first.is_ascii_digit()))
}

/// What was said of an object holds no secret.
fn hide_in_draft(draft: &mut Draft<'_>, secrets: &[Secret]) {
    if secrets.is_empty() {
        return;
    }
    hide_in_message(&mut draft.message, secrets);
    draft.related.iter_mut().for_each(|related| hide(&mut related.message, secrets));
    if let Some(Mending { title: Cow::Owned(title), .. }) = &mut draft.fix {
        hide(title, secrets);
    }
}

/// A path and the rest of it below.
fn joined(path: &str, rest: &str) -> String {
    let dot = if path.is_empty() || rest.starts_with('[') { "" } else { "." };
    [path, dot, rest].concat()
}

fn reference(object: &Object) -> Arc<ObjectRef> {
    let kind = object.gvk();
    Arc::new(ObjectRef {
        api_version: kind.api_version().into_owned(),
        kind: kind.kind.to_string(),
        namespace: object.namespace().map(str::to_owned),
        name: object.name().to_owned(),
    })
}

/// By byte and id; live objects, which have no bytes, by object and field.
fn by_place(one: &Finding, other: &Finding) -> Ordering {
    let start = |finding: &Finding| finding.location.span().map(|span| span.start);
    match (start(one), start(other)) {
        (None, None) => {
            (&one.object, &one.field, one.rule.id).cmp(&(&other.object, &other.field, other.rule.id))
        }
        (one_start, other_start) => one_start
            .cmp(&other_start)
            .then_with(|| (one.rule.id, &one.field).cmp(&(other.rule.id, &other.field))),
    }
}

/// The name of the container that a finding stands in.
fn container_of(inventory: &Inventory, draft: &Draft<'_>) -> Option<String> {
    let node = draft.place.node()?;
    let pods = inventory.pods_of(draft.object.id());
    let mut containers = pods.flat_map(|pod| pod.containers());
    containers
        .find(|container| container.node().contains(node))
        .map(|container| container.name().into_owned())
}

fn location(place: &Place<'_>) -> Location {
    match place {
        Place::Node(node) => Location::of(*node),
        Place::Absent(mapping, _) => Location::absent(*mapping),
        Place::Range(source, span) => Location::range(source, *span),
    }
}

fn fix(mending: Mending<'_>) -> Fix {
    // One change alone is no fix: either all of them can be written, or none is.
    let edits: Option<Vec<_>> = mending.changes.iter().map(|change| change.edit()).collect();
    Fix {
        safety: mending.safety,
        title: mending.title,
        needs: mending.needs,
        edits: edits.unwrap_or_default(),
    }
}

fn related(place: RelatedPlace<'_>, references: &mut References<'_>) -> Related {
    Related {
        message: place.message,
        object: place.object.map(|object| references.of(object)),
        location: Location::of(place.node),
    }
}
