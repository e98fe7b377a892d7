//! A real Kubernetes: etcd and kube-apiserver (and its controllers, where asked for) of `kube/cluster`, on free ports
//! of the loopback interface, in a folder that is thrown away.

mod client;
mod process;

use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::{Duration, Instant};

pub use client::{Client, Response};
use process::Process;

use crate::cache::built;

/// How long the control plane may take to be ready; it takes three seconds on an idle machine.
const PATIENCE: Duration = Duration::from_secs(120);

/// A running control plane. Stopped when dropped, and when the test's process ends in any other way.
#[derive(Debug)]
pub struct Cluster {
    // Dropped in this order: the last started first, then the folder.
    processes: Vec<Process>,
    client: Client,
    folder: tempfile::TempDir,
}

/// What to start besides etcd and kube-apiserver, and how.
#[derive(Clone, Debug, Default)]
pub struct Parts {
    /// kube-controller-manager: service accounts, the Pods of controllers, aggregated roles.
    pub controllers: bool,
    /// Flags of kube-apiserver: `--disable-admission-plugins=ServiceAccount`.
    pub flags: Vec<String>,
}

impl Cluster {
    /// Starts one and waits until it is ready. The first time, builds it (minutes). Says that the suite is not run
    /// where that cannot be done or is left out.
    ///
    /// # Panics
    /// When it was built and does not become ready; shows the end of its logs.
    pub fn start(suite: &str, parts: &Parts) -> Option<Cluster> {
        if crate::kubernetes_left_out(suite) {
            return None;
        }
        match built("cluster", "kube") {
            Ok(program) => Some(Cluster::run(&program, parts).unwrap_or_else(|error| panic!("{error}"))),
            Err(why) => {
                crate::not_run(suite, &why);
                None
            }
        }
    }

    /// Sends requests as a member of `system:masters`.
    pub fn client(&self) -> &Client {
        &self.client
    }

    /// A kubeconfig of the same user, for programs.
    pub fn kubeconfig(&self) -> PathBuf {
        self.folder.path().join("admin.kubeconfig")
    }

    fn run(kube: &Path, parts: &Parts) -> Result<Cluster, String> {
        let folder =
            tempfile::Builder::new().prefix("seawall-kube-").tempdir().map_err(|error| error.to_string())?;
        let dir = folder.path();
        let ports = output(Command::new(kube).args(["ports", "3"]))?;
        let ports: Vec<&str> = ports.lines().collect();
        let &[store, peer, secure] = ports.as_slice() else {
            return Err(format!("three ports, not {ports:?}"));
        };
        let server = format!("https://127.0.0.1:{secure}");
        output(Command::new(kube).arg("certs").arg(dir).arg(&server))?;

        let etcd = Process::start(kube, dir, "etcd", etcd_flags(dir, store, peer))?;
        let mut flags = apiserver_flags(dir, store, secure);
        flags.extend(parts.flags.iter().cloned());
        let apiserver = Process::start(kube, dir, "kube-apiserver", flags)?;
        let mut processes = vec![apiserver, etcd];
        if parts.controllers {
            processes.insert(0, Process::start(kube, dir, "kube-controller-manager", controller_flags(dir))?);
        }
        let mut cluster = Cluster { processes, client: Client::new(&server, dir)?, folder };
        cluster.wait(parts)?;
        Ok(cluster)
    }

    fn wait(&mut self, parts: &Parts) -> Result<(), String> {
        let mut paths = vec!["/readyz", "/api/v1/namespaces/default"];
        if parts.controllers {
            paths.push("/api/v1/namespaces/default/serviceaccounts/default");
        }
        let start = Instant::now();
        while !paths.iter().all(|path| self.client.get(path).is_ok_and(|response| response.status == 200)) {
            for process in &mut self.processes {
                if process.has_ended() {
                    return Err(format!("{} ended:\n{}", process.name(), process.log()));
                }
            }
            if start.elapsed() > PATIENCE {
                let logs: Vec<String> = self.processes.iter().map(Process::log).collect();
                return Err(format!(
                    "the control plane is not ready after {PATIENCE:?}:\n{}",
                    logs.join("\n")
                ));
            }
            std::thread::sleep(Duration::from_millis(50));
        }
        Ok(())
    }
}

fn output(command: &mut Command) -> Result<String, String> {
    let output = command.output().map_err(|error| format!("{command:?}: {error}"))?;
    let text = |bytes: Vec<u8>| String::from_utf8_lossy(&bytes).into_owned();
    if output.status.success() { Ok(text(output.stdout)) } else { Err(text(output.stderr)) }
}

fn etcd_flags(dir: &Path, store: &str, peer: &str) -> Vec<String> {
    vec![
        "--name=kube".to_owned(),
        format!("--data-dir={}", dir.join("etcd").display()),
        "--unsafe-no-fsync".to_owned(),
        "--log-level=error".to_owned(),
        format!("--listen-client-urls=http://127.0.0.1:{store}"),
        format!("--advertise-client-urls=http://127.0.0.1:{store}"),
        format!("--listen-peer-urls=http://127.0.0.1:{peer}"),
        format!("--initial-advertise-peer-urls=http://127.0.0.1:{peer}"),
        format!("--initial-cluster=kube=http://127.0.0.1:{peer}"),
    ]
}

fn apiserver_flags(dir: &Path, store: &str, secure: &str) -> Vec<String> {
    let file = |flag: &str, name: &str| format!("--{flag}={}", dir.join(name).display());
    vec![
        format!("--etcd-servers=http://127.0.0.1:{store}"),
        "--bind-address=127.0.0.1".to_owned(),
        format!("--secure-port={secure}"),
        "--advertise-address=192.0.2.1".to_owned(),
        "--endpoint-reconciler-type=none".to_owned(),
        "--service-cluster-ip-range=10.0.0.0/24".to_owned(),
        "--authorization-mode=Node,RBAC".to_owned(),
        "--allow-privileged=true".to_owned(),
        "--service-account-issuer=https://kubernetes.default.svc".to_owned(),
        file("cert-dir", ""),
        file("tls-cert-file", "serving.crt"),
        file("tls-private-key-file", "serving.key"),
        file("client-ca-file", "ca.crt"),
        file("token-auth-file", "tokens.csv"),
        file("service-account-key-file", "sa.pub"),
        file("service-account-signing-key-file", "sa.key"),
    ]
}

fn controller_flags(dir: &Path) -> Vec<String> {
    let file = |flag: &str, name: &str| format!("--{flag}={}", dir.join(name).display());
    vec![
        "--use-service-account-credentials".to_owned(),
        "--kube-api-qps=1000".to_owned(),
        "--kube-api-burst=2000".to_owned(),
        "--secure-port=0".to_owned(),
        "--leader-elect=false".to_owned(),
        file("kubeconfig", "controller-manager.kubeconfig"),
        file("service-account-private-key-file", "sa.key"),
        file("root-ca-file", "ca.crt"),
        file("cluster-signing-cert-file", "ca.crt"),
        file("cluster-signing-key-file", "ca.key"),
    ]
}
