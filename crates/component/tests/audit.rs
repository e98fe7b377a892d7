//! Audit policies: the first rule that matches decides.

use std::sync::Arc;

use component::{Level, Request, Rules};
use manifest::{Document, Limits, Source, documents};

fn document(rules: &str) -> Document {
    let text = format!("apiVersion: audit.k8s.io/v1\nkind: Policy\nrules:\n{rules}");
    let source = Source::new("policy.yaml", text.into_bytes(), Limits::default()).unwrap();
    documents(&Arc::new(source)).next().unwrap().unwrap()
}

fn request(verb: &'static str, group: &'static str, resource: &'static str) -> Request {
    Request { verb, group, resource, namespaced: true }
}

/// In the manner of the policies that clusters come with: noise out, Secrets without bodies, the rest by request.
const USUAL: &str = "\
- {level: None, users: ['system:kube-proxy'], verbs: [watch], resources: [{group: '', resources: [endpoints, services]}]}
- {level: None, userGroups: ['system:nodes'], verbs: [get], resources: [{group: '', resources: [nodes, secrets]}]}
- {level: None, nonResourceURLs: ['/healthz*', /version]}
- {level: RequestResponse, namespaces: [kube-system], resources: [{group: '', resources: [configmaps]}]}
- {level: Metadata, resources: [{group: '', resources: [secrets, serviceaccounts/token]}]}
- {level: Request, resources: [{group: ''}, {group: apps}]}
- {level: Metadata}
";

#[test]
fn rules_for_some_leave_others_to_the_next() {
    let document = document(USUAL);
    let rules = Rules::of(document.root());
    let level =
        |verb, group, resource| rules.deciding(&request(verb, group, resource)).unwrap().level.unwrap();
    assert_eq!(level("get", "", "secrets"), Level::Metadata);
    assert_eq!(level("create", "", "serviceaccounts/token"), Level::Metadata);
    assert_eq!(level("create", "", "pods/exec"), Level::Request);
    assert_eq!(level("create", "apps", "deployments"), Level::Request);
    assert_eq!(level("create", "rbac.authorization.k8s.io", "rolebindings"), Level::Metadata);
    assert_eq!(
        level("update", "", "configmaps"),
        Level::Request,
        "only those of kube-system are recorded whole"
    );
    assert!(!rules.is_silent());
    assert_eq!(rules.shadowed().count(), 0);
}

#[test]
fn rules_that_may_record_a_request_end_with_the_one_that_decides() {
    let document = document(USUAL);
    let rules = Rules::of(document.root());
    let levels = |resource| -> Vec<Level> {
        rules.touching(request("get", "", resource)).filter_map(|rule| rule.level).collect()
    };
    assert_eq!(levels("secrets"), [Level::None, Level::Metadata]);
    assert_eq!(levels("configmaps"), [Level::RequestResponse, Level::Request]);
}

#[test]
fn resources_match_with_and_without_subresources() {
    let decides = |resources: &str, resource| {
        let rule = format!("- {{level: Metadata, resources: [{{group: '', resources: [{resources}]}}]}}\n");
        let document = document(&rule);
        Rules::of(document.root()).deciding(&request("get", "", resource)).is_some()
    };
    assert!(decides("pods", "pods") && !decides("pods", "pods/exec"));
    assert!(
        decides("'pods/*'", "pods/exec") && decides("'*/exec'", "pods/exec") && decides("'*'", "pods/exec")
    );
    assert!(!decides("'*/exec'", "pods") && !decides("nodes", "pods"));
}

#[test]
fn rules_behind_wider_ones_never_count() {
    let shadowed = |rules: &str| {
        let document = document(rules);
        Rules::of(document.root()).shadowed().count()
    };
    assert_eq!(shadowed("- {level: Metadata}\n- {level: None, users: [a]}\n"), 1);
    assert_eq!(shadowed("- {level: None, users: [a]}\n- {level: Metadata}\n"), 0);
    assert_eq!(shadowed("- {level: None, verbs: [get, list]}\n- {level: Request, verbs: [get]}\n"), 1);
    assert_eq!(shadowed("- {level: None, verbs: [get]}\n- {level: Request, verbs: [get, list]}\n"), 0);
    let secrets = "- {level: None, resources: [{group: '', resources: [secrets]}]}\n";
    assert_eq!(shadowed(&format!("{secrets}- {{level: Request, resources: [{{group: ''}}]}}\n")), 0);
    assert_eq!(shadowed(&format!("- {{level: Request, resources: [{{group: ''}}]}}\n{secrets}")), 1);
}
