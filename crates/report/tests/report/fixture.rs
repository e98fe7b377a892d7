//! Findings over small sources, made by hand.

use std::sync::Arc;

use checks::Secret;
use finding::{
    Adjustment, Finding, Fix, Framework, Incomplete, IncompleteReason, Location, Message, Note, ObjectRef,
    Related, Rule, Safety, Severity, SourceEdit, Suppressed, SuppressedBy, Tool, message,
};
use manifest::{Limits, Provenance, Source, Span, Step, StepRole, edit::Edit};
use model::KubernetesVersion;
use report::{Detail, Format, Scan, TextStyle, write_scan};

pub static PRIVILEGED: Rule = Rule {
    id: "POD001",
    name: "privileged-container",
    title: "Container is privileged",
    severity: Severity::High,
    fix: Some(Safety::Breaking),
    since: "0.1",
    frameworks: &[
        Framework { framework: "pss-baseline", control: "Privileged Containers" },
        Framework { framework: "nsa-cisa", control: "Pod security" },
        Framework { framework: "pss-baseline", control: "Second" },
    ],
    peers: &[Tool { tool: "trivy", id: "KSV-0017" }, Tool { tool: "trivy", id: "KSV-0018" }],
};

pub static MEMORY: Rule = Rule {
    id: "OPS001",
    name: "unlimited-memory",
    title: "Container has no memory limit",
    severity: Severity::Medium,
    fix: None,
    since: "0.1",
    frameworks: &[],
    peers: &[],
};

pub static SECRET: Rule = Rule {
    id: "SEC001",
    name: "secret-in-environment",
    title: "Environment variable holds a secret",
    severity: Severity::High,
    fix: None,
    since: "0.1",
    frameworks: &[],
    peers: &[],
};

pub fn source(name: &str, text: &str) -> Arc<Source> {
    Arc::new(Source::new(name, text.as_bytes().to_vec(), Limits::default()).unwrap())
}

pub fn rendered(name: &str, text: &str, provenance: Provenance) -> Arc<Source> {
    let bytes = text.as_bytes().to_vec();
    Arc::new(Source::with_provenance(name, bytes, provenance, Limits::default()).unwrap())
}

/// The span of the first occurrence of a text.
pub fn span(source: &Source, text: &str) -> Span {
    let start = source.text().find(text).unwrap_or_else(|| panic!("{text:?} is not in the source"));
    Span { start: start as u32, end: (start + text.len()) as u32 }
}

pub fn at(source: &Arc<Source>, text: &str) -> Location {
    Location::Source { source: Arc::clone(source), span: span(source, text), alias: None }
}

pub fn absent(source: &Arc<Source>, text: &str) -> Location {
    Location::Absent { source: Arc::clone(source), span: span(source, text), alias: None }
}

pub fn object(kind: &str, namespace: &str, name: &str) -> Arc<ObjectRef> {
    let namespace = (!namespace.is_empty()).then(|| namespace.to_owned());
    Arc::new(ObjectRef { api_version: "apps/v1".into(), kind: kind.into(), namespace, name: name.into() })
}

pub fn finding(rule: &'static Rule, message: Message, location: Location) -> Finding {
    Finding {
        rule,
        severity: rule.severity,
        adjusted: None,
        message,
        object: object("Deployment", "shop", "api"),
        field: String::new(),
        location,
        fix: None,
        related: Vec::new(),
        fingerprint: 0x0123_4567_89ab_cdef,
        suppressed: None,
    }
}

pub fn replace(source: &Arc<Source>, text: &str, replacement: &str) -> Fix {
    Fix {
        safety: Safety::Breaking,
        title: format!("set {replacement}").into(),
        needs: "".into(),
        edits: vec![SourceEdit {
            source: Arc::clone(source),
            edit: Edit { span: span(source, text), text: replacement.to_owned() },
        }],
    }
}

/// What a scan gives, owned.
pub struct Outcome {
    pub findings: Vec<Finding>,
    pub incomplete: Vec<Incomplete>,
    pub notes: Vec<Note>,
    pub secrets: Vec<Secret>,
    pub min_severity: Severity,
}

impl Outcome {
    pub fn of(findings: Vec<Finding>) -> Outcome {
        let (incomplete, notes, secrets) = (Vec::new(), Vec::new(), Vec::new());
        Outcome { findings, incomplete, notes, secrets, min_severity: Severity::Info }
    }

    pub fn scan(&self) -> Scan<'_> {
        Scan {
            findings: &self.findings,
            incomplete: &self.incomplete,
            notes: &self.notes,
            secrets: &self.secrets,
            objects: 3,
            seawall_version: "0.1.0",
            kubernetes_version: KubernetesVersion { major: 1, minor: 37 },
            min_severity: self.min_severity,
        }
    }

    pub fn write(&self, format: Format, style: &TextStyle) -> String {
        let mut out = Vec::new();
        write_scan(&self.scan(), format, style, &mut out).unwrap();
        String::from_utf8(out).unwrap()
    }

    pub fn text(&self) -> String {
        self.write(Format::Text, &TextStyle::default())
    }

    pub fn every(&self) -> String {
        self.write(Format::Text, &TextStyle { detail: Detail::Every, ..TextStyle::default() })
    }

    pub fn json(&self) -> serde_json::Value {
        serde_json::from_str(&self.write(Format::Json, &TextStyle::default())).unwrap()
    }

    pub fn sarif(&self) -> serde_json::Value {
        serde_json::from_str(&self.write(Format::Sarif, &TextStyle::default())).unwrap()
    }
}

pub const API: &str = "\
apiVersion: apps/v1
kind: Deployment
metadata: {name: api, namespace: shop}
spec:
  template:
    spec:
      containers:
      - name: api
        image: api:1
        resources:
          limits:
            cpu: 1
        securityContext:
          privileged: true
";

/// A finding of each kind of location, with all that a finding can carry, and a remark of each kind.
pub fn everything() -> Outcome {
    let api = source("shop/api v2.yaml", API);
    let mut privileged =
        finding(&PRIVILEGED, message!("container `{}` is privileged", "api"), at(&api, "true"));
    privileged.field = "spec.template.spec.containers[name=api].securityContext.privileged".into();
    privileged.fix = Some(Box::new(replace(&api, "true", "false")));
    privileged.adjusted = Some(Box::new(Adjustment {
        from: Severity::Medium,
        why: vec!["reachable from Ingress shop/web".into()],
    }));
    privileged.related = vec![
        related("the image that runs", None, at(&api, "api:1")),
        related("exposed by", Some(object("Service", "shop", "api")), Location::Live),
    ];

    let mut memory =
        finding(&MEMORY, message!("container `{}` has no memory limit", "api"), absent(&api, "cpu: 1"));
    memory.field = "spec.template.spec.containers[name=api].resources.limits.memory".into();
    memory.suppressed = Some(Box::new(Suppressed {
        by: SuppressedBy::Comment,
        reason: "a batch job".into(),
        until: Some("2027-01-31".into()),
    }));

    let anchors = source("anchors.yaml", "a: &x\n  privileged: true\nb: *x\n");
    let alias = Some(span(&anchors, "*x"));
    let location = Location::Source { span: span(&anchors, "true"), source: Arc::clone(&anchors), alias };
    let mut aliased = finding(&PRIVILEGED, message!("container `{}` is privileged", "b"), location);
    aliased.suppressed =
        Some(Box::new(Suppressed { by: SuppressedBy::Exception, reason: "legacy".into(), until: None }));

    let text = "image: api\nprivileged: true\n";
    let step = Step {
        role: StepRole::Template,
        file: "chart/templates/api.yaml".into(),
        span: Some(Span { start: 40, end: 62 }),
        expression: Some(".Values.privileged".into()),
        values_path: Some("privileged".into()),
        shown: true,
    };
    let provenance = Provenance::Rendered(vec![(Span { start: 11, end: 28 }, Arc::from([step]))]);
    let chart = rendered("chart", text, provenance);
    let location = Location::Rendered { span: span(&chart, "true"), source: chart };
    let from_chart = finding(&PRIVILEGED, message!("container `{}` is privileged", "chart"), location);

    let mut live =
        finding(&PRIVILEGED, message!("container `{}` is privileged", "[x](y) {0}"), Location::Live);
    live.object = object("Node", "", "worker 1");
    live.field = "spec.unschedulable".into();

    let mut outcome = Outcome::of(vec![aliased, from_chart, memory, privileged, live]);
    outcome.incomplete = vec![
        Incomplete {
            reason: IncompleteReason::Unparsed,
            location: Some(at(&api, "limits:")),
            file: None,
            message: "found `:`, expected a value".into(),
        },
        Incomplete {
            reason: IncompleteReason::Unreadable,
            location: None,
            file: Some("locked.yaml".into()),
            message: "permission denied".into(),
        },
    ];
    outcome.notes =
        vec![Note { kind: "skipped-file", count: 7, examples: vec!["ci.yaml".into(), "play.yaml".into()] }];
    outcome
}

pub fn related(message: &str, object: Option<Arc<ObjectRef>>, location: Location) -> Related {
    Related { message: message.into(), object, location }
}

/// The version that the fixtures are judged for.
pub const KUBERNETES: &str = "v1.37";
