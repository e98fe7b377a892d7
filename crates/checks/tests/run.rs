//! What a run promises as a whole: severities, order, fingerprints, what is incomplete.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use checks::{Configuration, Outcome, ParameterValue, run, validate};
use finding::{IncompleteReason, Severity};
use manifest::{Limits, Provenance, Source, documents};
use model::{Builder, Inventory, KubernetesVersion, Options};

/// An Inventory of several files.
fn inventory(files: &[(&str, &str)], complete: bool) -> Inventory {
    inventory_of(files, complete, || Provenance::File)
}

fn inventory_of(files: &[(&str, &str)], complete: bool, provenance: fn() -> Provenance) -> Inventory {
    let version = KubernetesVersion::NEWEST;
    let mut builder = Builder::new(Options { namespace: None, complete, version, scope: schema::scope });
    for (name, text) in files {
        let bytes = text.as_bytes().to_vec();
        let source = Source::with_provenance(*name, bytes, provenance(), Limits::default()).unwrap();
        for document in documents(&Arc::new(source)) {
            builder.add(Arc::new(document.unwrap()));
        }
    }
    builder.finish()
}

/// `id severity from why` of the findings of an id.
fn severities(inventory: &Inventory, configuration: &Configuration, id: &str) -> Vec<String> {
    let outcome = run(inventory, configuration);
    let of = outcome.findings.iter().filter(|finding| finding.rule.id == id);
    of.map(|finding| {
        let adjusted = finding
            .adjusted
            .as_ref()
            .map(|adjusted| format!(" from {} since {}", adjusted.from.as_str(), adjusted.why.join(", ")));
        format!("{}{}", finding.severity.as_str(), adjusted.unwrap_or_default())
    })
    .collect()
}

const WEB: &str = "
apiVersion: apps/v1
kind: Deployment
metadata: {name: web, namespace: shop}
spec:
  template:
    metadata: {labels: {app: web}}
    spec:
      hostPID: true
      containers: [{name: web}]
";

const SERVICE: &str = "
apiVersion: v1
kind: Service
metadata: {name: web, namespace: shop}
spec: {selector: {app: web}, ports: [{port: 80}]}
";

const INGRESS: &str = "
apiVersion: networking.k8s.io/v1
kind: Ingress
metadata: {name: front, namespace: shop}
spec: {defaultBackend: {service: {name: web, port: {number: 80}}}}
";

#[test]
fn what_strangers_reach_is_worse() {
    let alone = inventory(&[("web.yaml", WEB), ("service.yaml", SERVICE)], false);
    assert_eq!(severities(&alone, &Configuration::default(), "POD004"), ["high"]);
    let exposed =
        inventory(&[("web.yaml", WEB), ("service.yaml", SERVICE), ("ingress.yaml", INGRESS)], false);
    let expected = ["critical from high since reachable from Ingress shop/front"];
    assert_eq!(severities(&exposed, &Configuration::default(), "POD004"), expected);
}

#[test]
fn what_a_token_opens_makes_a_way_to_the_node_worse() {
    let pod = "apiVersion: v1\nkind: Pod\nmetadata: {name: agent, namespace: ops}\nspec:\n  serviceAccountName: agent\n  hostPID: true\n  containers: [{name: a, image: a}]\n";
    let binding = |role: &str| {
        format!(
            "apiVersion: rbac.authorization.k8s.io/v1\nkind: ClusterRoleBinding\nmetadata: {{name: agent}}\nroleRef: {{apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: {role}}}\nsubjects: [{{kind: ServiceAccount, name: agent, namespace: ops}}]\n"
        )
    };
    let configuration = Configuration::default();
    let severity = |role: &str| {
        let files = [("pod.yaml", pod), ("binding.yaml", &binding(role))];
        severities(&inventory(&files, false), &configuration, "POD004")
    };
    assert_eq!(severity("view"), ["high"]);
    let why = "holds the token of ServiceAccount agent, which does everything";
    assert_eq!(severity("cluster-admin"), [format!("critical from high since {why}")]);
}

#[test]
fn the_users_severity_is_final() {
    let exposed =
        inventory(&[("web.yaml", WEB), ("service.yaml", SERVICE), ("ingress.yaml", INGRESS)], false);
    let severity = BTreeMap::from([("POD004".to_owned(), Severity::Info)]);
    let configuration = Configuration { severity, ..Configuration::default() };
    assert_eq!(severities(&exposed, &configuration, "POD004"), ["info"]);
}

#[test]
fn agents_of_the_cluster_are_expected_to_reach_the_node() {
    let system = WEB.replace("namespace: shop", "namespace: kube-system");
    let inventory = inventory(&[("web.yaml", &system)], false);
    let expected = ["medium from high since in kube-system, among the cluster's own components"];
    assert_eq!(severities(&inventory, &Configuration::default(), "POD004"), expected);
}

#[test]
fn what_is_missing_weighs_more_where_the_input_is_complete() {
    let partial = inventory(&[("service.yaml", SERVICE)], false);
    let [shown] = severities(&partial, &Configuration::default(), "REF005").try_into().unwrap();
    assert!(shown.starts_with("low from medium since it may be elsewhere"), "{shown}");
    let complete = inventory(&[("service.yaml", SERVICE)], true);
    assert_eq!(severities(&complete, &Configuration::default(), "REF005"), ["medium"]);
}

#[test]
fn findings_are_ordered_by_file_byte_and_id() {
    let inventory = inventory(&[("b.yaml", WEB), ("a.yaml", INGRESS)], false);
    let outcome = run(&inventory, &Configuration::default());
    let order: Vec<(String, u32, &str)> = outcome
        .findings
        .iter()
        .map(|finding| {
            let (source, span) = (finding.location.source().unwrap(), finding.location.span().unwrap());
            (source.name().to_string(), span.start, finding.rule.id)
        })
        .collect();
    assert!(order.is_sorted(), "{order:#?}");
    assert_eq!(order.iter().map(|(file, ..)| file.as_str()).collect::<BTreeSet<_>>().len(), 2);
}

fn text(outcome: &Outcome) -> String {
    format!("{outcome:?}")
}

#[test]
fn threads_change_nothing() {
    let many: String = (0..200)
        .map(|number| format!("{}---", WEB.replace("name: web,", &format!("name: web-{number},"))))
        .collect();
    let inventory = inventory(&[("many.yaml", &many), ("service.yaml", SERVICE)], false);
    let judged = |threads| {
        let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().unwrap();
        pool.install(|| text(&run(&inventory, &Configuration::default())))
    };
    assert!(judged(1) == judged(7));
}

#[test]
fn fingerprints_survive_moves_and_tell_apart() {
    let prints = |text: &str| -> BTreeSet<u64> {
        // That the same object stands there twice is not said of one.
        let configuration = Configuration { ignore: vec!["OPS050".to_owned()], ..Configuration::default() };
        let outcome = run(&inventory(&[("a.yaml", text)], false), &configuration);
        let prints: BTreeSet<u64> = outcome.findings.iter().map(|finding| finding.fingerprint).collect();
        assert_eq!(prints.len(), outcome.findings.len(), "each finding has its own");
        prints
    };
    let twice = format!("{WEB}---{WEB}");
    assert_eq!(prints(&twice).len(), 2 * prints(WEB).len(), "equal ones get a counter");
    let moved = format!("# a comment\n---{SERVICE}---\n# another{WEB}");
    assert!(prints(&moved).is_superset(&prints(WEB)), "lines and neighbours do not matter");
}

#[test]
fn fields_begin_at_the_object_and_name_what_is_missing() {
    let list = format!("apiVersion: v1\nkind: List\nitems:\n-{}", WEB.replace('\n', "\n  ").trim_end());
    for text in [WEB, &list] {
        let outcome = run(&inventory(&[("a.yaml", text)], false), &Configuration::default());
        let field =
            |id| outcome.findings.iter().find(|finding| finding.rule.id == id).map(|finding| &*finding.field);
        assert_eq!(field("POD004"), Some("spec.template.spec.hostPID"));
        assert_eq!(field("OPS001"), Some("spec.template.spec.containers[name=web].resources.limits.memory"));
        assert_eq!(
            field("POD016"),
            Some("spec.template.spec.containers[name=web].securityContext.allowPrivilegeEscalation")
        );
        assert_eq!(field("NET001"), Some("spec.template.metadata.labels"));
    }
}

#[test]
fn what_kubernetes_cannot_decode_is_incomplete() {
    let text = "apiVersion: v1\nkind: Pod\nmetadata: {name: api}\nspec:\n  hostPID: true\n  containers: 5\n";
    let outcome = run(&inventory(&[("a.yaml", text)], false), &Configuration::default());
    let [incomplete] = &outcome.incomplete[..] else { panic!("{:?}", outcome.incomplete) };
    assert_eq!(incomplete.reason, IncompleteReason::Malformed);
    assert!(
        incomplete.message.starts_with("Kubernetes cannot decode Pod `api` (API004)"),
        "{}",
        incomplete.message
    );
    assert!(
        outcome.findings.iter().any(|finding| finding.rule.id == "API004"),
        "what should stand there is said"
    );
    assert!(outcome.findings.iter().any(|finding| finding.rule.id == "POD004"), "the rest is judged");
}

#[test]
fn only_files_of_the_user_are_edited() {
    for (provenance, editable) in [
        ((|| Provenance::File) as fn() -> Provenance, true),
        (|| Provenance::Rendered(Vec::new()), false),
        (|| Provenance::Live, false),
    ] {
        let outcome = run(&inventory_of(&[("a", WEB)], false, provenance), &Configuration::default());
        let fix = outcome
            .findings
            .iter()
            .find_map(|finding| finding.fix.as_ref().filter(|_| finding.rule.id == "POD004"));
        assert_eq!(!fix.expect("a fix").edits.is_empty(), editable);
    }
}

#[test]
fn selection_by_id_name_and_area() {
    let ids = |select: &[&str], ignore: &[&str]| -> BTreeSet<&'static str> {
        let words = |words: &[&str]| words.iter().map(|&word| word.to_owned()).collect();
        let configuration =
            Configuration { select: words(select), ignore: words(ignore), ..Configuration::default() };
        let outcome = run(&inventory(&[("a.yaml", WEB)], false), &configuration);
        outcome.findings.iter().map(|finding| finding.rule.id).collect()
    };
    assert_eq!(ids(&["POD004"], &[]), BTreeSet::from(["POD004"]));
    assert_eq!(ids(&["host-pid", "OPS001"], &[]), BTreeSet::from(["OPS001", "POD004"]));
    assert!(ids(&["POD"], &["POD004"]).iter().all(|id| id.starts_with("POD") && *id != "POD004"));
}

#[test]
fn parameters_reach_their_check() {
    let text = "apiVersion: v1\nkind: Pod\nmetadata: {name: p}\nspec: {containers: [{name: a, image: 'a:stable'}]}\n";
    let tags = ParameterValue::List(vec!["stable".to_owned()]);
    let parameters = BTreeMap::from([("IMG001".to_owned(), BTreeMap::from([("tags".to_owned(), tags)]))]);
    let configuration = Configuration { parameters, ..Configuration::default() };
    assert_eq!(validate(&configuration), Ok(()));
    let inventory = inventory(&[("a.yaml", text)], false);
    assert_eq!(severities(&inventory, &configuration, "IMG001"), ["medium"]);
    assert_eq!(severities(&inventory, &Configuration::default(), "IMG001"), [""; 0]);
}

#[test]
fn wrong_configuration_is_refused_with_what_would_be_right() {
    let refused = |configuration: Configuration| validate(&configuration).expect_err("refused").message;
    let select = Configuration { select: vec!["POD999".to_owned()], ..Configuration::default() };
    assert!(refused(select).contains("`POD999`"));
    let severity = BTreeMap::from([("host-pid".to_owned(), Severity::Low)]);
    assert!(
        refused(Configuration { severity, ..Configuration::default() })
            .contains("no check with the id `host-pid`")
    );
    let parameter = |name: &str, value| {
        let own = BTreeMap::from([(name.to_owned(), value)]);
        Configuration { parameters: BTreeMap::from([("IMG001".to_owned(), own)]), ..Configuration::default() }
    };
    assert!(refused(parameter("tag", ParameterValue::Bool(true))).contains("it has tags"));
    assert!(refused(parameter("tags", ParameterValue::Bool(true))).contains("takes a list of strings"));
}

#[test]
fn values_of_secrets_are_nowhere() {
    let text = "apiVersion: v1\nkind: Pod\nmetadata: {name: p}\nspec:\n  containers:\n  - name: a\n    env:\n    \
                - {name: DB_PASSWORD, value: correct-horse}\n";
    let outcome = run(&inventory(&[("a.yaml", text)], false), &Configuration::default());
    let finding = outcome.findings.iter().find(|finding| finding.rule.id == "SEC001").expect("a finding");
    assert!(
        !finding.message.text.contains("horse")
            && !finding.message.arguments.iter().any(|argument| argument.contains("horse"))
    );
    assert_eq!(finding.location.source().unwrap().slice(finding.location.span().unwrap()), "DB_PASSWORD");
}
