//! How fast manifests are read on one core, and what their documents take: `cargo run --release --example
//! throughput`.
//!
//! The text is made up here, so that the figure can be taken anywhere: 50 MB of workloads, services,
//! configuration and roles, as one stream. The first argument is the number of runs, of which the best
//! counts.

#![expect(clippy::print_stdout, reason = "it prints its figures")]

use std::fmt::Write;
use std::sync::Arc;

use manifest::{Limits, Source};

const SIZE: usize = 50_000_000;

fn main() {
    let runs = runs();
    let text = manifests();
    let source = Arc::new(Source::new("-", text.into_bytes(), Limits::default()).unwrap_or_else(|error| {
        unreachable!("50 MB are within the limits: {error:?}");
    }));
    let megabytes = source.text().len() as f64 / 1e6;
    let mut best = f64::INFINITY;
    let (mut documents, mut memory, mut largest) = (0, 0, 0);
    for _ in 0..runs {
        (documents, memory, largest) = (0, 0, 0);
        let start = seconds();
        for document in manifest::documents(&source).flatten() {
            documents += 1;
            memory += document.size();
            largest = largest.max(document.size());
        }
        best = best.min(seconds() - start);
    }
    println!("{megabytes:.1} MB, {documents} documents");
    println!("{:.0} MB/s, {best:.3} s", megabytes / best);
    println!(
        "{:.2} bytes of arena per byte of input, largest document {largest} bytes",
        memory as f64 / 1e6 / megabytes
    );
}

/// The time this thread has had on a processor, where the system tells it, so that other programs do not
/// count; else the time that has passed.
#[expect(clippy::disallowed_methods, reason = "it measures time")]
fn seconds() -> f64 {
    static START: std::sync::LazyLock<std::time::Instant> = std::sync::LazyLock::new(std::time::Instant::now);
    let used = std::fs::read_to_string("/proc/thread-self/schedstat").ok();
    let used = used.and_then(|used| used.split(' ').next()?.parse::<f64>().ok());
    used.map_or_else(|| START.elapsed().as_secs_f64(), |nanoseconds| nanoseconds / 1e9)
}

#[expect(clippy::disallowed_methods, reason = "it is a program of its own")]
fn runs() -> usize {
    std::env::args().nth(1).and_then(|count| count.parse().ok()).unwrap_or(5)
}

/// Manifests as teams write them and as tools render them.
fn manifests() -> String {
    let mut text = String::with_capacity(SIZE + 10_000);
    let mut number = 0;
    while text.len() < SIZE {
        // Writing into a `String` cannot fail.
        let _ = match number % 6 {
            0 | 1 => write!(text, "{}", DEPLOYMENT.replace("NUMBER", &number.to_string())),
            2 => write!(text, "{}", SERVICE.replace("NUMBER", &number.to_string())),
            3 => write!(text, "{}", CONFIG.replace("NUMBER", &number.to_string())),
            4 => write!(text, "{}", ROLE.replace("NUMBER", &number.to_string())),
            _ => write!(text, "{}", POLICY.replace("NUMBER", &number.to_string())),
        };
        number += 1;
    }
    text
}

const DEPLOYMENT: &str = r#"---
# Source: shop/templates/deployment.yaml
apiVersion: apps/v1
kind: Deployment
metadata:
  name: frontend-NUMBER
  namespace: shop
  labels:
    app.kubernetes.io/name: frontend
    app.kubernetes.io/instance: release-NUMBER
    app.kubernetes.io/version: "1.16.0"
    helm.sh/chart: shop-0.1.0
  annotations:
    prometheus.io/scrape: "true"
    checksum/config: 7f83b1657ff1fc53b92dc18148a1d65dfc2d4b1fa3d677284addd200126d9069
spec:
  replicas: 3
  strategy:
    type: RollingUpdate
    rollingUpdate:
      maxUnavailable: 25%
      maxSurge: 1
  selector:
    matchLabels:
      app.kubernetes.io/name: frontend
      app.kubernetes.io/instance: release-NUMBER
  template:
    metadata:
      labels:
        app.kubernetes.io/name: frontend
        app.kubernetes.io/instance: release-NUMBER
    spec:
      serviceAccountName: frontend
      automountServiceAccountToken: false
      securityContext:
        runAsNonRoot: true
        runAsUser: 1000
        fsGroup: 2000
        seccompProfile:
          type: RuntimeDefault
      initContainers:
      - name: migrate
        image: registry.example.com/shop/migrate:v1.16.0
        command: ["/bin/sh", "-c", "migrate --up"]
        resources: {}
      containers:
      - name: frontend
        image: registry.example.com/shop/frontend@sha256:7f83b1657ff1fc53b92dc18148a1d65dfc2d4b1fa3d677284addd200126d9069
        imagePullPolicy: IfNotPresent
        args:
        - --port=8080
        - --log-level=info
        ports:
        - name: http
          containerPort: 8080
          protocol: TCP
        env:
        - name: DATABASE_HOST
          value: postgres.shop.svc.cluster.local
        - name: DATABASE_PASSWORD
          valueFrom:
            secretKeyRef:
              name: database
              key: password
        livenessProbe:
          httpGet:
            path: /healthz
            port: http
          initialDelaySeconds: 10
          periodSeconds: 15
        readinessProbe:
          httpGet:
            path: /ready
            port: http
        securityContext:
          allowPrivilegeEscalation: false
          readOnlyRootFilesystem: true
          capabilities:
            drop: [ALL]
        resources:
          limits:
            cpu: 500m
            memory: 256Mi
          requests:
            cpu: 100m
            memory: 128Mi
        volumeMounts:
        - name: config
          mountPath: /etc/frontend
          readOnly: true
      volumes:
      - name: config
        configMap:
          name: frontend-NUMBER
"#;

const SERVICE: &str = r#"---
apiVersion: v1
kind: Service
metadata:
  name: frontend-NUMBER
  namespace: shop
spec:
  type: ClusterIP
  selector:
    app.kubernetes.io/name: frontend
  ports:
    - name: http
      port: 80
      targetPort: http
      protocol: TCP
"#;

const CONFIG: &str = r#"---
apiVersion: v1
kind: ConfigMap
metadata:
  name: frontend-NUMBER
  namespace: shop
data:
  LOG_LEVEL: 'info'
  FEATURES: "search,cart,checkout"
  application.properties: |
    server.port=8080
    server.shutdown=graceful
    spring.datasource.url=jdbc:postgresql://postgres.shop.svc.cluster.local:5432/shop
    spring.datasource.hikari.maximum-pool-size=10

    management.endpoints.web.exposure.include=health,info,prometheus
    logging.level.root=INFO
  nginx.conf: |
    worker_processes auto;
    events { worker_connections 1024; }
    http {
      server {
        listen 8080;
        location / { proxy_pass http://localhost:3000; }
      }
    }
"#;

const ROLE: &str = r#"---
apiVersion: rbac.authorization.k8s.io/v1
kind: Role
metadata:
  name: reader-NUMBER
  namespace: shop
rules:
  - apiGroups: [""]
    resources: ["pods", "pods/log", "services"]
    verbs: ["get", "list", "watch"]
  - apiGroups: ["apps"]
    resources: ["deployments"]
    verbs: ["get", "list"] # never write
"#;

const POLICY: &str = r#"---
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata:
  name: frontend-NUMBER
  namespace: shop
spec:
  podSelector:
    matchLabels:
      app.kubernetes.io/name: frontend
  policyTypes:
    - Ingress
    - Egress
  ingress:
    - from:
        - namespaceSelector:
            matchLabels:
              kubernetes.io/metadata.name: ingress
      ports:
        - protocol: TCP
          port: 8080
"#;
