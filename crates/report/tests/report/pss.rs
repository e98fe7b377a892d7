//! Pod Security's answers.

use report::{ListFormat, PodSecurity, PodSecurityRow, TextStyle, write_pss};
use serde_json::{Value, json};

use crate::fixture::{everything, object};

pub fn rows() -> Vec<PodSecurityRow> {
    let row = |kind: &str, mode, via_pods, message: &str| PodSecurityRow {
        file: "shop/api.yaml".into(),
        object: object(kind, "shop", "api"),
        mode,
        via_pods,
        level: "restricted",
        version: "v1.36".into(),
        allowed: message.is_empty(),
        message: message.into(),
    };
    vec![
        row(
            "Pod",
            "given",
            false,
            "privileged (container \"api\" must not set securityContext.privileged=true)",
        ),
        row("Deployment", "warn", false, "host namespaces (hostPID=true)"),
        row("Deployment", "audit", false, "host namespaces (hostPID=true)"),
        row("Deployment", "enforce", true, "host namespaces (hostPID=true)"),
        row("Pod", "enforce", false, ""),
    ]
}

fn write(rows: &[PodSecurityRow], format: ListFormat) -> String {
    let mut out = Vec::new();
    let answers = PodSecurity { rows, incomplete: &[], notes: &[] };
    write_pss(&answers, format, &TextStyle::default(), &mut out).unwrap();
    String::from_utf8(out).unwrap()
}

#[test]
fn refusals_are_told_in_the_words_of_the_api_server() {
    let expected = r#"shop/api.yaml: pods "api" is forbidden: violates PodSecurity "restricted:v1.36": privileged (container "api" must not set securityContext.privileged=true)
shop/api.yaml: Deployment shop/api: Warning: would violate PodSecurity "restricted:v1.36": host namespaces (hostPID=true)
shop/api.yaml: Deployment shop/api: audit: would violate PodSecurity "restricted:v1.36": host namespaces (hostPID=true)
shop/api.yaml: Deployment shop/api: its pods are forbidden: violates PodSecurity "restricted:v1.36": host namespaces (hostPID=true)

3 pods judged by Pod Security: 1 admitted, 2 refused, 1 warned about, 1 noted for the audit
"#;
    assert_eq!(write(&rows(), ListFormat::Text), expected);
    assert_eq!(
        write(&rows()[4..], ListFormat::Text),
        "1 pod judged by Pod Security: 1 admitted, 0 refused\n"
    );
    assert_eq!(write(&[], ListFormat::Text), "no Pod or pod template was judged\n");
}

#[test]
fn rows_are_as_the_contract_has_them() {
    let document: Value = serde_json::from_str(&write(&rows(), ListFormat::Json)).unwrap();
    let object = json!({"apiVersion": "apps/v1", "kind": "Deployment", "namespace": "shop", "name": "api"});
    let expected = json!({
        "file": "shop/api.yaml",
        "object": object,
        "mode": "enforce",
        "via": "pods",
        "level": "restricted",
        "version": "v1.36",
        "allowed": false,
        "message": "host namespaces (hostPID=true)",
    });
    assert_eq!(document["schema"], "seawall.pss/v1");
    assert_eq!(document["results"][3], expected);
    assert_eq!(
        (&document["results"][4]["allowed"], &document["results"][4]["message"]),
        (&json!(true), &json!(""))
    );
    assert_eq!(document["results"][4].get("via"), None);
}

#[test]
fn what_is_incomplete_is_part_of_the_answer() {
    let outcome = everything();
    let answers = PodSecurity { rows: &[], incomplete: &outcome.incomplete, notes: &outcome.notes };
    let mut out = Vec::new();
    write_pss(&answers, ListFormat::Text, &TextStyle::default(), &mut out).unwrap();
    let text = String::from_utf8(out).unwrap();
    assert!(text.contains("incomplete[unreadable]: permission denied\n --> locked.yaml\n"), "{text}");
    assert!(
        text.contains("note: 7 files without a Kubernetes object skipped: ci.yaml, play.yaml, …\n"),
        "{text}"
    );
}
