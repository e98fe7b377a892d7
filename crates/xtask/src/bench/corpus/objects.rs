//! The objects of one application, as text.

use std::fmt::Write;

use super::File;
use super::random::Random;

/// What the objects of one application share.
pub struct Application {
    pub(super) name: String,
    namespace: String,
    pub(super) team: &'static str,
    pub(super) version: String,
    pub(super) port: u64,
    /// How much care its authors took, in percent: how likely each good habit is.
    pub(super) care: u64,
}

/// Writes one object of an application.
type Writer = fn(&Application, &mut Random) -> String;

pub(super) const WORDS: &[&str] = &[
    "account", "audit", "basket", "billing", "catalog", "checkout", "content", "delivery", "feed", "gateway",
    "image", "invoice", "ledger", "login", "mail", "media", "order", "partner", "price", "profile", "query",
    "report", "search", "session", "stock", "tax", "ticket", "video", "voucher", "webhook",
];
pub(super) const ROLES: &[&str] = &["api", "worker", "ui", "sync", "proxy", "engine", "store"];
const TEAMS: &[&str] = &["payments", "growth", "platform", "data", "core", "mobile"];

impl Application {
    /// Draws the application of a number; its name is unique by it.
    pub fn draw(number: usize, random: &mut Random) -> Application {
        Application {
            name: format!("{}-{}-{number}", random.pick(WORDS), random.pick(ROLES)),
            namespace: format!("team-{}", random.below(24)),
            team: random.pick(TEAMS),
            version: format!("{}.{}.{}", random.below(9), random.below(40), random.below(20)),
            port: 8000 + random.below(1000),
            care: 20 + random.below(80),
        }
    }

    /// Writes its objects: mostly a stream of documents, sometimes a List.
    pub fn file(&self, random: &mut Random) -> File {
        let mut objects =
            vec![self.account(), self.configuration(random), self.deployment(random), self.service()];
        if random.percent(35) {
            objects.extend([self.role(random), self.binding()]);
        }
        let optional: [(u64, Writer); 8] = [
            (35, Application::network_policy),
            (30, Application::secret),
            (30, Application::ingress),
            (25, Application::autoscaler),
            (20, Application::disruption_budget),
            (45, Application::cron_job),
            (30, Application::stateful_set),
            (75, Application::configuration_files),
        ];
        for (percent, write) in optional {
            if random.percent(percent) {
                objects.push(write(self, random));
            }
        }
        let count = objects.len();
        let text = if random.percent(6) { list(&objects) } else { stream(&self.name, &objects) };
        File { name: format!("{}.yaml", self.name), text, objects: count }
    }

    pub(super) fn head(&self, api_version: &str, kind: &str, suffix: &str) -> String {
        let Application { name, namespace, team, version, .. } = self;
        format!(
            "apiVersion: {api_version}
kind: {kind}
metadata:
  name: {name}{suffix}
  namespace: {namespace}
  labels:
    app.kubernetes.io/name: {name}
    app.kubernetes.io/instance: {name}
    app.kubernetes.io/version: \"{version}\"
    app.kubernetes.io/managed-by: Helm
    helm.sh/chart: {team}-service-{version}
  annotations:
    example.com/owner: {team}@shop.example
    meta.helm.sh/release-name: {name}
"
        )
    }

    fn account(&self) -> String {
        self.head("v1", "ServiceAccount", "") + "automountServiceAccountToken: false\n"
    }

    fn configuration(&self, random: &mut Random) -> String {
        let mut text = self.head("v1", "ConfigMap", "") + "data:\n";
        for number in 0..16 + random.below(44) {
            let (word, other) = (random.pick(WORDS).to_uppercase(), random.pick(ROLES).to_uppercase());
            let _ = writeln!(text, "  {word}_{other}_{number}: \"{}\"", random.below(100_000));
        }
        text
    }

    fn configuration_files(&self, random: &mut Random) -> String {
        let mut text = self.head("v1", "ConfigMap", "-files") + "data:\n  application.yaml: |\n";
        for section in 0..10 + random.below(30) {
            let _ = writeln!(text, "    {}-{section}:", random.pick(WORDS));
            for _ in 0..2 + random.below(6) {
                let _ = writeln!(
                    text,
                    "      {}: {} # {}",
                    random.pick(ROLES),
                    random.below(5000),
                    random.pick(TEAMS)
                );
            }
        }
        text.push_str("  start.sh: |\n    #!/bin/sh\n    set -eu\n    exec /app/server --config /etc/app/application.yaml\n");
        text
    }

    fn secret(&self, random: &mut Random) -> String {
        // The letters of hexadecimal digits are valid base64 in groups of four.
        let (key, password) = (random.hex(48), random.hex(24));
        self.head("v1", "Secret", "")
            + &format!("type: Opaque\ndata:\n  key: {key}\n  password: {password}\n")
    }

    fn service(&self) -> String {
        let Application { name, port, .. } = self;
        self.head("v1", "Service", "")
            + &format!(
                "spec:
  type: ClusterIP
  selector:
    app.kubernetes.io/name: {name}
    app.kubernetes.io/instance: {name}
  ports:
  - name: http
    port: {port}
    targetPort: http
    protocol: TCP
"
            )
    }

    fn role(&self, random: &mut Random) -> String {
        let mut text = self.head("rbac.authorization.k8s.io/v1", "Role", "") + "rules:\n";
        for _ in 0..1 + random.below(3) {
            let resource = random.pick(&["pods", "configmaps", "secrets", "endpoints", "events"]);
            let verbs = if random.percent(self.care) { "[get, list, watch]" } else { "[\"*\"]" };
            let _ = writeln!(text, "- apiGroups: [\"\"]\n  resources: [{resource}]\n  verbs: {verbs}");
        }
        text
    }

    fn binding(&self) -> String {
        let Application { name, namespace, .. } = self;
        self.head("rbac.authorization.k8s.io/v1", "RoleBinding", "")
            + &format!(
                "roleRef:
  apiGroup: rbac.authorization.k8s.io
  kind: Role
  name: {name}
subjects:
- kind: ServiceAccount
  name: {name}
  namespace: {namespace}
"
            )
    }

    fn network_policy(&self, random: &mut Random) -> String {
        let (name, port, peer) = (&self.name, self.port, random.pick(TEAMS));
        self.head("networking.k8s.io/v1", "NetworkPolicy", "")
            + &format!(
                "spec:
  podSelector:
    matchLabels:
      app.kubernetes.io/name: {name}
  policyTypes: [Ingress, Egress]
  ingress:
  - from:
    - namespaceSelector:
        matchLabels:
          team: {peer}
      podSelector:
        matchExpressions:
        - {{key: tier, operator: In, values: [web, api]}}
    ports:
    - {{protocol: TCP, port: {port}}}
  egress:
  - to:
    - namespaceSelector: {{}}
    ports:
    - {{protocol: UDP, port: 53}}
"
            )
    }

    fn ingress(&self, random: &mut Random) -> String {
        let (name, team) = (&self.name, self.team);
        let mut text = self.head("networking.k8s.io/v1", "Ingress", "");
        if random.percent(self.care) {
            let _ = writeln!(
                text,
                "spec:\n  tls:\n  - hosts: [{name}.shop.example]\n    secretName: {team}-tls\n  rules:"
            );
        } else {
            text.push_str("spec:\n  rules:\n");
        }
        let _ = write!(
            text,
            "  - host: {name}.shop.example
    http:
      paths:
      - path: /
        pathType: Prefix
        backend:
          service:
            name: {name}
            port:
              name: http
"
        );
        text
    }

    fn autoscaler(&self, random: &mut Random) -> String {
        let (name, most) = (&self.name, 4 + random.below(20));
        self.head("autoscaling/v2", "HorizontalPodAutoscaler", "")
            + &format!(
                "spec:
  scaleTargetRef:
    apiVersion: apps/v1
    kind: Deployment
    name: {name}
  minReplicas: 2
  maxReplicas: {most}
  metrics:
  - type: Resource
    resource:
      name: cpu
      target: {{type: Utilization, averageUtilization: 75}}
"
            )
    }

    fn disruption_budget(&self, _: &mut Random) -> String {
        let name = &self.name;
        self.head("policy/v1", "PodDisruptionBudget", "")
            + &format!(
                "spec:\n  maxUnavailable: 1\n  selector:\n    matchLabels:\n      app.kubernetes.io/name: {name}\n"
            )
    }
}

/// Documents as `helm template` separates them.
fn stream(name: &str, objects: &[String]) -> String {
    let documents = objects.iter().enumerate();
    documents
        .map(|(number, object)| format!("---\n# Source: {name}/templates/{number}.yaml\n{object}"))
        .collect()
}

/// One `kind: List`.
fn list(objects: &[String]) -> String {
    let mut text = "apiVersion: v1\nkind: List\nitems:\n".to_owned();
    for object in objects {
        for (number, line) in object.lines().enumerate() {
            let margin = if number == 0 { "- " } else { "  " };
            let _ = writeln!(text, "{margin}{line}");
        }
    }
    text
}
