//! A World through its public surface: aggregation, the roles of Kubernetes, subjects, questions backwards.

use authz::{Action, Aggregation, By, Options, Request, Space, SubjectKind, User, World};
use model::KubernetesVersion;

fn world(yaml: &str) -> World {
    let inventory = testkit::inventory(yaml);
    World::of(&inventory, Options::of_files(&inventory))
}

fn allows(world: &World, user: &User<'_>, action: Action<'_>, space: Space<'_>) -> bool {
    world.decide(&Request { user, action, space }).allowed
}

fn binding(kind: &str, namespace: &str, role: &str, subjects: &str) -> String {
    format!(
        "apiVersion: rbac.authorization.k8s.io/v1\nkind: {kind}\nmetadata: {{name: b, namespace: \"{namespace}\"}}\n\
         roleRef: {{apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: {role}}}\nsubjects: {subjects}\n---\n"
    )
}

const DEPLOYER: &str = "[{kind: ServiceAccount, name: deployer, namespace: ci}]";

#[test]
fn what_kubernetes_defines_is_assumed_and_aggregated() {
    let world = world(&binding("RoleBinding", "shop", "edit", DEPLOYER));
    let deployer = User::service_account(Some("ci"), "deployer");
    let shop = Space::Namespace("shop");
    let read = Action::on("get", "", "secrets");
    assert!(allows(&world, &deployer, read, shop));
    // `edit` has it of `view`, which has it of `system:aggregate-to-view`.
    assert!(allows(&world, &deployer, Action::on("get", "apps", "deployments/scale"), shop));
    assert!(!allows(&world, &deployer, read, Space::Namespace("ci")));
    assert!(!allows(&world, &deployer, read, Space::Cluster));
    let decision = world.decide(&Request { user: &deployer, action: read, space: shop });
    let Some(By::Rule(grounds)) = decision.by else { panic!("{decision:?}") };
    let role = world.role(grounds.role);
    assert!(role.object.is_none() && role.aggregated);
    assert_eq!(world.role_name(grounds.role), "edit");
    assert_eq!(world.role_name(world.rule(grounds.rule).role), "system:aggregate-to-edit");
}

#[test]
fn every_recorded_release_has_its_roles() {
    let yaml = binding("ClusterRoleBinding", "", "cluster-admin", DEPLOYER);
    for minor in [1, 29, 30, 31, 32, 33, 34, 35, 36, 37, 99] {
        let inventory = testkit::inventory(&yaml);
        let assumed = Some(KubernetesVersion { major: 1, minor });
        let world = World::of(&inventory, Options { aggregation: Aggregation::Compute, assumed });
        let names: Vec<&str> = world.roles().map(|(id, _)| world.role_name(id)).collect();
        for name in ["admin", "cluster-admin", "system:node", "extension-apiserver-authentication-reader"] {
            assert_eq!(names.iter().filter(|other| **other == name).count(), 1, "{name} in 1.{minor}");
        }
        let deployer = User::service_account(Some("ci"), "deployer");
        assert!(allows(&world, &deployer, Action::on("drain", "made.up", "things"), Space::Cluster));
        assert!(allows(&world, &deployer, Action::Url { verb: "get", path: "/metrics" }, Space::Cluster));
    }
}

#[test]
fn a_definition_in_the_input_takes_the_place_of_the_assumed_one() {
    let role =
        "apiVersion: rbac.authorization.k8s.io/v1\nkind: ClusterRole\nmetadata: {name: view}\nrules: []\n";
    let world = world(&(binding("ClusterRoleBinding", "", "view", DEPLOYER) + role));
    let deployer = User::service_account(Some("ci"), "deployer");
    assert!(!allows(&world, &deployer, Action::on("get", "", "pods"), Space::Cluster));
}

#[test]
fn an_aggregated_role_loses_what_it_is_written_with_and_gains_what_others_add() {
    let world = world(
        r#"
apiVersion: rbac.authorization.k8s.io/v1
kind: ClusterRole
metadata: {name: monitoring}
aggregationRule:
  clusterRoleSelectors:
  - matchLabels: {tier: one}
  - matchExpressions: [{key: tier, operator: In, values: [two]}]
rules: [{apiGroups: [""], resources: [secrets], verbs: [get]}]
---
apiVersion: rbac.authorization.k8s.io/v1
kind: ClusterRole
metadata: {name: one, labels: {tier: one}}
aggregationRule: {clusterRoleSelectors: [{matchLabels: {tier: two}}]}
---
apiVersion: rbac.authorization.k8s.io/v1
kind: ClusterRole
metadata: {name: two, labels: {tier: two, rbac.authorization.k8s.io/aggregate-to-view: "true"}}
rules: [{apiGroups: [example.com], resources: [widgets], verbs: [get]}]
---
apiVersion: rbac.authorization.k8s.io/v1
kind: ClusterRoleBinding
metadata: {name: b}
roleRef: {kind: ClusterRole, name: monitoring}
subjects: [{kind: User, name: ada}]
---
apiVersion: rbac.authorization.k8s.io/v1
kind: ClusterRoleBinding
metadata: {name: c}
roleRef: {kind: ClusterRole, name: admin}
subjects: [{kind: User, name: grace}]
"#,
    );
    let user = |name: &'static str| User { name: name.into(), groups: Vec::new() };
    let widgets = Action::on("get", "example.com", "widgets");
    assert!(allows(&world, &user("ada"), widgets, Space::Cluster));
    assert!(!allows(&world, &user("ada"), Action::on("get", "", "secrets"), Space::Cluster));
    assert!(
        allows(&world, &user("grace"), widgets, Space::Cluster),
        "admin has edit, which has view, which has two"
    );
    let holders = world.who_can(widgets, Space::Namespace("shop"));
    let subjects = holders.iter().flat_map(|grounds| &world.binding(grounds.binding).subjects);
    let mut names: Vec<&str> = subjects.map(|subject| world.name(subject.name)).collect();
    names.dedup();
    assert_eq!(names, ["ada", "grace"]);
}

#[test]
fn roles_that_gather_each_other_come_to_an_end() {
    let world = world(
        r#"
apiVersion: rbac.authorization.k8s.io/v1
kind: ClusterRole
metadata: {name: a, labels: {in: b}}
aggregationRule: {clusterRoleSelectors: [{matchLabels: {in: a}}]}
---
apiVersion: rbac.authorization.k8s.io/v1
kind: ClusterRole
metadata: {name: b, labels: {in: a}}
aggregationRule: {clusterRoleSelectors: [{matchLabels: {in: b}}]}
---
apiVersion: rbac.authorization.k8s.io/v1
kind: ClusterRole
metadata: {name: c, labels: {in: a}}
rules: [{apiGroups: [""], resources: [pods], verbs: [get]}]
"#,
    );
    let rules = |name: &str| {
        let (_, role) = world.roles().find(|(id, _)| world.role_name(*id) == name).unwrap();
        role.rules.len()
    };
    assert_eq!((rules("a"), rules("b")), (1, 1));
}

#[test]
fn who_is_not_named_by_a_subject_is_not_bound() {
    let subjects =
        "[{kind: ServiceAccount, name: deployer}, {kind: Robot, name: ada}, {kind: Group, name: ops}]";
    let world = world(&binding("ClusterRoleBinding", "", "cluster-admin", subjects));
    let pods = Action::on("get", "", "pods");
    assert!(!allows(&world, &User::service_account(Some("ci"), "deployer"), pods, Space::Cluster));
    assert!(!allows(&world, &User { name: "ada".into(), groups: Vec::new() }, pods, Space::Cluster));
    assert!(allows(&world, &User { name: "x".into(), groups: vec!["ops".into()] }, pods, Space::Cluster));
    let masters = User { name: "y".into(), groups: vec!["system:masters".into()] };
    let decision = world.decide(&Request { user: &masters, action: pods, space: Space::Cluster });
    assert_eq!(decision.by, Some(By::Masters));
    let kinds: Vec<Option<SubjectKind>> =
        world.bindings().flat_map(|(_, binding)| &binding.subjects).map(|subject| subject.kind).collect();
    assert_eq!(kinds, [Some(SubjectKind::ServiceAccount), None, Some(SubjectKind::Group)]);
}

#[test]
fn manifests_without_a_namespace_are_in_one_that_no_name_means() {
    let world = world(
        r#"
apiVersion: rbac.authorization.k8s.io/v1
kind: Role
metadata: {name: reader}
rules: [{apiGroups: [""], resources: [configmaps], verbs: [get]}]
---
apiVersion: rbac.authorization.k8s.io/v1
kind: RoleBinding
metadata: {name: reader}
roleRef: {kind: Role, name: reader}
subjects: [{kind: ServiceAccount, name: api}]
"#,
    );
    let read = Action::on("get", "", "configmaps");
    let here = User::service_account(None, "api");
    assert!(allows(&world, &here, read, Space::Unwritten));
    assert!(!allows(&world, &here, read, Space::Cluster));
    assert!(!allows(&world, &User::service_account(Some("shop"), "api"), read, Space::Unwritten));
    assert_eq!(world.bindings_held(&here).count(), 1);
}

#[test]
fn a_missing_role_grants_nothing_and_leaves_the_answer_open() {
    let yaml = binding("ClusterRoleBinding", "", "made-elsewhere", DEPLOYER);
    let user = User::service_account(Some("ci"), "deployer");
    let ask = |complete: bool| {
        let inventory = testkit::inventory_with(&yaml, model::Options { complete, ..testkit::options() });
        let world = World::of(&inventory, Options::of_files(&inventory));
        let action = Action::on("get", "", "pods");
        world.decide(&Request { user: &user, action, space: Space::Cluster })
    };
    let (open, closed) = (ask(false), ask(true));
    assert!(!open.allowed && open.unknown && open.missing.len() == 1);
    assert!(!closed.allowed && !closed.unknown && closed.missing.len() == 1);
}
