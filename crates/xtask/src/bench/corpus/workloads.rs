//! The workloads of one application, as text.

use std::fmt::Write;

use super::objects::{Application, ROLES, WORDS};
use super::random::Random;

impl Application {
    pub(super) fn deployment(&self, random: &mut Random) -> String {
        let (name, replicas) = (&self.name, 1 + random.below(6));
        let mut text = self.head("apps/v1", "Deployment", "");
        let _ = write!(
            text,
            "spec:
  replicas: {replicas}
  revisionHistoryLimit: 5
  selector:
    matchLabels:
      app.kubernetes.io/name: {name}
      app.kubernetes.io/instance: {name}
  template:
"
        );
        self.template(&mut text, 4, random);
        text
    }

    pub(super) fn stateful_set(&self, random: &mut Random) -> String {
        let (name, storage) = (&self.name, 5 + random.below(200));
        let mut text = self.head("apps/v1", "StatefulSet", "-store");
        let _ = write!(
            text,
            "spec:
  serviceName: {name}
  replicas: {}
  selector:
    matchLabels:
      app.kubernetes.io/name: {name}
  volumeClaimTemplates:
  - metadata:
      name: data
    spec:
      accessModes: [ReadWriteOnce]
      resources:
        requests:
          storage: {storage}Gi
  template:
",
            1 + random.below(3)
        );
        self.template(&mut text, 4, random);
        text
    }

    pub(super) fn cron_job(&self, random: &mut Random) -> String {
        let mut text = self.head("batch/v1", "CronJob", "-nightly");
        let _ = write!(
            text,
            "spec:
  schedule: \"{} {} * * *\"
  concurrencyPolicy: Forbid
  jobTemplate:
    spec:
      template:
",
            random.below(60),
            random.below(24)
        );
        self.template(&mut text, 8, random);
        text.push_str("          restartPolicy: OnFailure\n");
        text
    }

    /// A pod template, its `metadata` and `spec` at this indentation.
    fn template(&self, text: &mut String, indent: usize, random: &mut Random) {
        let margin = " ".repeat(indent);
        let (name, version) = (&self.name, &self.version);
        let _ = write!(
            text,
            "{margin}metadata:
{margin}  labels:
{margin}    app.kubernetes.io/name: {name}
{margin}    app.kubernetes.io/instance: {name}
{margin}    app.kubernetes.io/version: \"{version}\"
{margin}  annotations:
{margin}    checksum/config: {}
{margin}    prometheus.io/scrape: \"true\"
{margin}    prometheus.io/port: \"{}\"
{margin}spec:
{margin}  serviceAccountName: {name}
",
            random.hex(64),
            self.port
        );
        if random.percent(self.care) {
            let _ = writeln!(text, "{margin}  automountServiceAccountToken: false");
        }
        if random.percent(self.care) {
            let _ = write!(
                text,
                "{margin}  securityContext:
{margin}    runAsNonRoot: true
{margin}    runAsUser: {}
{margin}    seccompProfile:
{margin}      type: RuntimeDefault
",
                1000 + random.below(9000)
            );
        }
        let _ = writeln!(text, "{margin}  containers:");
        self.container(text, &margin, "app", random);
        for sidecar in ["metrics", "proxy"] {
            if random.percent(45) {
                self.container(text, &margin, sidecar, random);
            }
        }
        let _ = write!(
            text,
            "{margin}  volumes:
{margin}  - name: tmp
{margin}    emptyDir: {{}}
{margin}  - name: config
{margin}    configMap:
{margin}      name: {name}
"
        );
        if !random.percent(self.care.max(85)) {
            let _ = writeln!(
                text,
                "{margin}  - name: logs\n{margin}    hostPath:\n{margin}      path: /var/log/{name}"
            );
        }
    }

    fn container(&self, text: &mut String, margin: &str, container: &str, random: &mut Random) {
        let (name, team, port) = (&self.name, self.team, self.port);
        let tag = if random.percent(self.care) { self.version.clone() } else { "latest".to_owned() };
        let digest =
            if random.percent(self.care / 2) { format!("@sha256:{}", random.hex(64)) } else { String::new() };
        let _ = writeln!(
            text,
            "{margin}  - name: {container}
{margin}    # {} of {name}; ask {team} before you change it.
{margin}    image: registry.shop.example/{team}/{container}:{tag}{digest}
{margin}    imagePullPolicy: IfNotPresent",
            random.pick(ROLES)
        );
        if container == "app" {
            let _ = writeln!(
                text,
                "{margin}    ports:\n{margin}    - name: http\n{margin}      containerPort: {port}"
            );
        }
        let _ = writeln!(text, "{margin}    env:");
        for number in 0..4 + random.below(16) {
            let (word, other) = (random.pick(WORDS).to_uppercase(), random.pick(ROLES).to_uppercase());
            let value = random.below(1000);
            let _ = writeln!(
                text,
                "{margin}    - name: {word}_{other}_{number}\n{margin}      value: \"{value}\""
            );
        }
        if random.percent(40) {
            let _ = write!(
                text,
                "{margin}    - name: PASSWORD
{margin}      valueFrom:
{margin}        secretKeyRef:
{margin}          name: {name}
{margin}          key: password
"
            );
        }
        if random.percent(self.care) {
            let _ = write!(
                text,
                "{margin}    resources:
{margin}      requests: {{cpu: {}m, memory: {}Mi}}
{margin}      limits: {{memory: {}Mi}}
",
                50 + random.below(950),
                64 + random.below(448),
                512 + random.below(1536)
            );
        }
        if container == "app" && random.percent(self.care) {
            for probe in ["livenessProbe", "readinessProbe"] {
                let _ = write!(
                    text,
                    "{margin}    {probe}:
{margin}      httpGet:
{margin}        path: /healthz
{margin}        port: http
{margin}      periodSeconds: {}
",
                    5 + random.below(25)
                );
            }
        }
        if random.percent(self.care) {
            let _ = write!(
                text,
                "{margin}    securityContext:
{margin}      allowPrivilegeEscalation: false
{margin}      readOnlyRootFilesystem: true
{margin}      capabilities:
{margin}        drop: [ALL]
"
            );
        } else if random.percent(8) {
            let _ = writeln!(text, "{margin}    securityContext:\n{margin}      privileged: true");
        }
        let _ = write!(
            text,
            "{margin}    volumeMounts:
{margin}    - name: tmp
{margin}      mountPath: /tmp
{margin}    - name: config
{margin}      mountPath: /etc/app
"
        );
    }
}
