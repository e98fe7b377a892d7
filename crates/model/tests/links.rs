//! What objects refer to, and whether it is there.

use model::{Inventory, Object, Options, Port, Presence};
use testkit::{inventory, inventory_with, options};

fn object<'a>(inventory: &'a Inventory, kind: &str) -> &'a Object {
    inventory.objects().iter().find(|object| object.kind() == kind).unwrap()
}

fn links(inventory: &Inventory, kind: &str) -> Vec<String> {
    let object = object(inventory, kind);
    let describe = |link: model::Link<'_>| {
        assert_eq!(link.node.as_str(), Some(link.name.clone()));
        format!("{}/{} {}/{}", link.group, link.kind, link.namespace.as_deref().unwrap_or("-"), link.name)
    };
    inventory.links(object).into_iter().map(describe).collect()
}

fn name(presence: Presence<'_>) -> &'static str {
    match presence {
        Presence::Found(_) => "found",
        Presence::Implied => "implied",
        Presence::Missing => "missing",
        Presence::NotInInput => "not in input",
    }
}

#[test]
fn an_ingress_refers_to_services_and_certificates() {
    let inventory = inventory(
        "
apiVersion: networking.k8s.io/v1
kind: Ingress
metadata: {name: i, namespace: shop}
spec:
  defaultBackend: {service: {name: default, port: {number: 80}}}
  tls: [{secretName: cert, hosts: [a]}, {hosts: [b]}]
  rules:
  - host: a
    http:
      paths:
      - {path: /, backend: {service: {name: web, port: {name: http}}}}
      - {path: /files, backend: {resource: {apiGroup: example.org, kind: Bucket, name: b}}}
  - host: b
---
apiVersion: v1
kind: Service
metadata: {name: web, namespace: shop}
spec: {ports: [{name: http, port: 8080}]}
",
    );
    assert_eq!(
        links(&inventory, "Ingress"),
        ["/Service shop/default", "/Service shop/web", "example.org/Bucket shop/b", "/Secret shop/cert"]
    );
    let service = object(&inventory, "Service");
    let ports: Vec<Option<bool>> = inventory
        .links(object(&inventory, "Ingress"))
        .into_iter()
        .map(|link| match link.purpose {
            model::Purpose::Backend(port) => port.map(|port: Port<'_>| port.is_of(service)),
            _ => None,
        })
        .collect();
    assert_eq!(ports, [Some(false), Some(true), None, None]);
}

#[test]
fn ingresses_of_old_too() {
    let inventory = inventory(
        "
apiVersion: extensions/v1beta1
kind: Ingress
metadata: {name: i}
spec:
  backend: {serviceName: default, servicePort: 80}
  rules: [{http: {paths: [{backend: {serviceName: web, servicePort: http}}]}}]
",
    );
    assert_eq!(links(&inventory, "Ingress"), ["/Service -/default", "/Service -/web"]);
}

#[test]
fn autoscalers_bindings_accounts_sets_and_webhooks() {
    let inventory = inventory(
        "
apiVersion: autoscaling/v2
kind: HorizontalPodAutoscaler
metadata: {name: h, namespace: shop}
spec: {scaleTargetRef: {apiVersion: apps/v1, kind: Deployment, name: web}}
---
apiVersion: rbac.authorization.k8s.io/v1
kind: RoleBinding
metadata: {name: r, namespace: shop}
roleRef: {kind: ClusterRole, name: view}
subjects:
- {kind: User, name: alice}
- {kind: ServiceAccount, name: robot, namespace: other}
---
apiVersion: v1
kind: ServiceAccount
metadata: {name: s, namespace: shop}
imagePullSecrets: [{name: pull}, {}]
---
apiVersion: apps/v1
kind: StatefulSet
metadata: {name: db, namespace: shop}
spec: {serviceName: db-headless}
---
apiVersion: admissionregistration.k8s.io/v1
kind: ValidatingWebhookConfiguration
metadata: {name: w}
webhooks: [{clientConfig: {service: {namespace: hooks, name: hook}}}, {clientConfig: {url: https://x}}]
---
apiVersion: apps/v1
kind: ReplicaSet
metadata: {name: web-1, namespace: shop, ownerReferences: [{apiVersion: apps/v1, kind: Deployment, name: web}, {apiVersion: v1, kind: Node, name: node}]}
",
    );
    assert_eq!(links(&inventory, "HorizontalPodAutoscaler"), ["apps/Deployment shop/web"]);
    let role = "rbac.authorization.k8s.io/ClusterRole -/view";
    assert_eq!(links(&inventory, "RoleBinding"), [role, "/ServiceAccount other/robot"]);
    assert_eq!(links(&inventory, "ServiceAccount"), ["/Secret shop/pull"]);
    assert_eq!(links(&inventory, "StatefulSet"), ["/Service shop/db-headless"]);
    assert_eq!(links(&inventory, "ValidatingWebhookConfiguration"), ["/Service hooks/hook"]);
    assert_eq!(links(&inventory, "ReplicaSet"), ["apps/Deployment shop/web", "/Node -/node"]);
}

const WORLD: &str = "
apiVersion: v1
kind: Secret
metadata: {name: written, namespace: shop}
---
apiVersion: v1
kind: Secret
metadata: {name: unwritten}
---
apiVersion: v1
kind: Pod
metadata: {name: p, namespace: shop}
spec: {serviceAccountName: robot, imagePullSecrets: [{name: written}]}
";

#[test]
fn what_is_not_there_is_missing_only_where_that_is_certain() {
    let loose = inventory(WORLD);
    let complete = inventory_with(WORLD, Options { complete: true, ..options() });
    let table = [
        ("Secret", Some("shop"), "written", "found", "found"),
        ("Secret", None, "unwritten", "found", "found"),
        ("Secret", Some("other"), "written", "not in input", "missing"),
        ("Secret", Some("shop"), "nowhere", "not in input", "missing"),
        // The Secret may be meant for that namespace; the Pod may be.
        ("Secret", Some("shop"), "unwritten", "found", "found"),
        ("Secret", None, "written", "found", "found"),
        ("Secret", None, "nowhere", "not in input", "missing"),
        ("ConfigMap", Some("shop"), "written", "not in input", "missing"),
        ("ConfigMap", Some("shop"), "kube-root-ca.crt", "implied", "implied"),
        ("ServiceAccount", Some("any"), "default", "implied", "implied"),
        ("Service", Some("default"), "kubernetes", "implied", "implied"),
        ("Service", Some("shop"), "kubernetes", "not in input", "missing"),
        ("Namespace", None, "kube-system", "implied", "implied"),
        ("Namespace", None, "shop", "not in input", "missing"),
    ];
    for (kind, namespace, object, without, with) in table {
        assert_eq!(
            name(loose.presence("", kind, namespace, object)),
            without,
            "{kind} {namespace:?} {object}"
        );
        assert_eq!(
            name(complete.presence("", kind, namespace, object)),
            with,
            "{kind} {namespace:?} {object}"
        );
    }
    let role = |name| complete.presence("rbac.authorization.k8s.io", "ClusterRole", None, name);
    assert_eq!(
        ["cluster-admin", "system:node", "mine"].map(|it| name(role(it))),
        ["implied", "implied", "missing"]
    );
    let pod = complete.pods().next().unwrap();
    assert_eq!(name(complete.service_account(pod)), "missing");
    let references = pod.references();
    let resolved: Vec<_> =
        references.iter().map(|reference| name(complete.resolve(pod, reference))).collect();
    assert_eq!(resolved, ["found", "missing"]);
}

const SELECTIONS: &str = "
apiVersion: v1
kind: Service
metadata: {name: web, namespace: shop}
spec: {selector: {app: web}}
---
apiVersion: v1
kind: Service
metadata: {name: none, namespace: shop}
spec: {}
---
apiVersion: v1
kind: Service
metadata: {name: external, namespace: shop}
spec: {type: ExternalName, selector: {app: web}}
---
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: {name: all, namespace: shop}
spec: {podSelector: {}}
---
apiVersion: policy/v1
kind: PodDisruptionBudget
metadata: {name: budget, namespace: shop}
spec: {selector: {matchExpressions: [{key: app, operator: In, values: [db, cache]}]}}
---
apiVersion: policy/v1beta1
kind: PodDisruptionBudget
metadata: {name: nothing, namespace: shop}
spec: {selector: {}}
---
apiVersion: policy/v1
kind: PodDisruptionBudget
metadata: {name: invalid, namespace: shop}
spec: {selector: {matchLabels: {app: 5}}}
---
apiVersion: apps/v1
kind: Deployment
metadata: {name: web, namespace: shop}
spec: {selector: {matchLabels: {app: web}}, template: {metadata: {labels: {app: web}}, spec: {}}}
---
apiVersion: v1
kind: Pod
metadata: {name: db, namespace: shop, labels: {app: db}}
spec: {}
---
apiVersion: v1
kind: Pod
metadata: {name: elsewhere, namespace: other, labels: {app: web}}
spec: {}
---
apiVersion: v1
kind: Pod
metadata: {name: bare, namespace: shop}
spec: {}
";

#[test]
fn selections_go_both_ways() {
    let inventory = inventory(SELECTIONS);
    let selected = |kind: &str, name: &str| -> Vec<String> {
        let object =
            inventory.objects().iter().find(|object| object.kind() == kind && object.name() == name).unwrap();
        inventory.selected_by(object).into_iter().map(|pod| pod.object().name().to_owned()).collect()
    };
    assert_eq!(selected("Service", "web"), ["web"]);
    assert_eq!(selected("Service", "none"), Vec::<String>::new());
    assert_eq!(selected("Service", "external"), Vec::<String>::new());
    assert_eq!(selected("NetworkPolicy", "all"), ["web", "db", "bare"]);
    assert_eq!(selected("PodDisruptionBudget", "budget"), ["db"]);
    assert_eq!(selected("PodDisruptionBudget", "nothing"), Vec::<String>::new());
    assert_eq!(selected("PodDisruptionBudget", "invalid"), Vec::<String>::new());
    assert_eq!(selected("Deployment", "web"), ["web"]);

    let selecting: Vec<Vec<String>> = inventory
        .pods()
        .map(|pod| {
            inventory.selecting(pod).map(|object| format!("{} {}", object.kind(), object.name())).collect()
        })
        .collect();
    let nothing: Vec<String> = Vec::new();
    let expected = [
        vec!["Service web".to_owned(), "NetworkPolicy all".to_owned()],
        vec!["NetworkPolicy all".to_owned(), "PodDisruptionBudget budget".to_owned()],
        nothing,
        vec!["NetworkPolicy all".to_owned()],
    ];
    assert_eq!(selecting, expected);
}

#[test]
fn a_policy_without_a_selector_selects_all_a_budget_without_one_nothing() {
    let selector =
        |text: &str| inventory(text).objects()[0].pod_selector().unwrap().map(|selector| selector.is_empty());
    assert_eq!(selector("apiVersion: networking.k8s.io/v1\nkind: NetworkPolicy\nspec: {}"), Some(true));
    assert_eq!(selector("apiVersion: policy/v1\nkind: PodDisruptionBudget\nspec: {}"), None);
    assert_eq!(
        selector("apiVersion: policy/v1\nkind: PodDisruptionBudget\nspec: {selector: {}}"),
        Some(true)
    );
    assert_eq!(selector("apiVersion: v1\nkind: ConfigMap"), None);
}

#[test]
fn the_same_name_twice_is_found_twice() {
    let text = "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: a}\ndata: {v: '1'}";
    let inventory = inventory(&format!("{text}\n---\n{text}"));
    assert_eq!(
        inventory.find_all("", "ConfigMap", None, "a").map(|object| object.id().0).collect::<Vec<_>>(),
        [0, 1]
    );
    assert_eq!(inventory.find("", "ConfigMap", None, "a").map(|object| object.id().0), Some(0));
    assert!(inventory.find("apps", "ConfigMap", None, "a").is_none());
}

#[test]
fn secrets_that_operators_make_are_not_missing() {
    let text = "
apiVersion: bitnami.com/v1alpha1
kind: SealedSecret
metadata: {name: sealed, namespace: shop}
spec: {template: {metadata: {labels: {a: b}}}}
---
apiVersion: external-secrets.io/v1
kind: ExternalSecret
metadata: {name: external, namespace: shop}
spec: {target: {name: target}}
---
apiVersion: cert-manager.io/v1
kind: Certificate
metadata: {name: certificate, namespace: shop}
spec: {secretName: tls}
---
apiVersion: networking.k8s.io/v1
kind: Ingress
metadata: {name: i, namespace: shop, annotations: {cert-manager.io/issuer: x}}
spec: {tls: [{secretName: asked}]}
---
apiVersion: secrets-store.csi.x-k8s.io/v1
kind: SecretProviderClass
metadata: {name: p, namespace: shop}
spec: {secretObjects: [{secretName: copied}]}
";
    let inventory = inventory_with(text, Options { complete: true, ..options() });
    let secret = |namespace, secret| name(inventory.presence("", "Secret", namespace, secret));
    for made in ["sealed", "target", "tls", "asked", "copied"] {
        assert_eq!(secret(Some("shop"), made), "implied", "{made}");
        assert_eq!(secret(Some("other"), made), "missing", "{made}");
    }
    assert_eq!(secret(Some("shop"), "external"), "missing");
    assert_eq!(secret(None, "tls"), "implied");
    assert_eq!(name(inventory.presence("", "ConfigMap", Some("shop"), "tls")), "missing");
}
