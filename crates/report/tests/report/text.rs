//! Text for people.

use finding::{
    Adjustment, Incomplete, IncompleteReason, Note, Related, Severity, Suppressed, SuppressedBy, message,
};

use crate::fixture::*;

const API: &str = "\
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

#[test]
fn show() {
    let api = source("shop/api.yaml", API);
    let mut privileged =
        finding(&PRIVILEGED, message!("container `{}` is privileged", "api"), at(&api, "true"));
    privileged.field = "spec.template.spec.containers[name=api].securityContext.privileged".into();
    privileged.fix = Some(replace(&api, "true", "false"));
    privileged.adjusted =
        Some(Adjustment { from: Severity::Medium, why: vec!["reachable from Ingress shop/web".into()] });
    privileged.related.push(Related {
        message: "the image that runs".into(),
        object: None,
        location: at(&api, "api:1"),
    });
    let mut memory =
        finding(&MEMORY, message!("container `{}` has no memory limit", "api"), absent(&api, "cpu: 1"));
    memory.field = "spec.template.spec.containers[name=api].resources.limits.memory".into();
    let mut outcome = Outcome::of(vec![memory.clone(), privileged.clone()]);
    for name in ["web", "worker-with-a-long-name", "cron"] {
        let mut other = privileged.clone();
        other.message = message!("container `{}` is privileged", name);
        other.object = object("Deployment", "shop", name);
        outcome.findings.push(other);
    }
    outcome.findings[0].suppressed = Some(Suppressed {
        by: SuppressedBy::Comment,
        reason: "batch job".into(),
        until: Some("2027-01-31".into()),
    });
    memory.location = absent(&api, "name: api\n        image");
    outcome.findings.push(memory);
    outcome.notes.push(Note { kind: "skipped-file", count: 3, examples: vec!["ci.yaml".into()] });
    outcome.incomplete.push(Incomplete {
        reason: IncompleteReason::Unparsed,
        location: Some(at(&api, "limits:")),
        file: None,
        message: "found `:`, expected a value".into(),
    });
    println!("{}", outcome.text());
    println!("=====\n{}", outcome.every());
    let color = report::TextStyle { color: true, ..Default::default() };
    println!("=====\n{}", outcome.write(report::Format::Text, &color));
    let lines = report::TextStyle { detail: report::Detail::Lines, ..Default::default() };
    println!("=====\n{}", outcome.write(report::Format::Text, &lines));
    println!("=====\n{}", outcome.write(report::Format::Json, &lines));
    println!("=====\n{}", outcome.write(report::Format::Sarif, &lines));
}
