//! Findings over small sources, made by hand.

use std::sync::Arc;

use finding::{
    Finding, Fix, Framework, Incomplete, Location, Message, Note, ObjectRef, Rule, Safety, Severity,
    SourceEdit, Tool,
};
use manifest::{Limits, Provenance, Source, Span, edit::Edit};
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
        title: format!("set {replacement}"),
        needs: String::new(),
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
    pub min_severity: Severity,
}

impl Outcome {
    pub fn of(findings: Vec<Finding>) -> Outcome {
        Outcome { findings, incomplete: Vec::new(), notes: Vec::new(), min_severity: Severity::Info }
    }

    pub fn scan(&self) -> Scan<'_> {
        Scan {
            findings: &self.findings,
            incomplete: &self.incomplete,
            notes: &self.notes,
            objects: 3,
            seawall_version: "0.1.0",
            kubernetes_version: KubernetesVersion::NEWEST,
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
