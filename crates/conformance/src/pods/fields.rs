//! Every field that the standards name, with values that are right, wrong, odd, empty and null.

use serde_json::{Map, Value, json};

use super::CONTAINERS;

/// One field set to one value.
#[derive(Clone, Debug)]
pub(super) struct Change {
    path: Vec<Step>,
    value: Value,
}

#[derive(Clone, Debug)]
enum Step {
    Key(String),
    Index(usize),
}

impl Change {
    /// The pod with the change; what is in the way of its path gives way.
    pub(super) fn applied(&self, mut pod: Value) -> Value {
        let mut place = &mut pod;
        for step in &self.path {
            place = match step {
                Step::Key(key) => {
                    if !place.is_object() {
                        *place = Value::Object(Map::new());
                    }
                    &mut place[key.as_str()]
                }
                Step::Index(index) => {
                    if !place.is_array() {
                        *place = json!([]);
                    }
                    if let Some(items) = place.as_array_mut()
                        && items.len() <= *index
                    {
                        items.resize(index + 1, json!({}));
                    }
                    &mut place[*index]
                }
            };
        }
        *place = self.value.clone();
        pod
    }
}

/// All changes.
pub(super) fn changes() -> Vec<Change> {
    let mut all = Changes(Vec::new());
    all.spec();
    all.volumes();
    all.annotations();
    all.security("spec/securityContext");
    all.sysctls();
    for (list, index, _) in CONTAINERS {
        let container = format!("spec/{list}/{index}");
        all.container(&container);
        all.security(&format!("{container}/securityContext"));
        all.container_security(&format!("{container}/securityContext"));
    }
    all.0
}

/// Every source of a volume, with a value that the API server accepts, and one that it does not know.
fn sources() -> Vec<(&'static str, Value)> {
    let claim =
        json!({"spec": {"accessModes": ["ReadWriteOnce"], "resources": {"requests": {"storage": "1Mi"}}}});
    vec![
        ("configMap", json!({"name": "c"})),
        ("csi", json!({"driver": "example.org"})),
        ("downwardAPI", json!({"items": []})),
        ("emptyDir", json!({"medium": "Memory"})),
        ("ephemeral", json!({"volumeClaimTemplate": claim})),
        ("image", json!({"reference": "example.org/data:1"})),
        ("persistentVolumeClaim", json!({"claimName": "c"})),
        ("projected", json!({"sources": []})),
        ("secret", json!({"secretName": "s"})),
        ("hostPath", json!({"path": "/var"})),
        ("gcePersistentDisk", json!({"pdName": "d"})),
        ("awsElasticBlockStore", json!({"volumeID": "d"})),
        ("gitRepo", json!({"repository": "https://example.org/r.git"})),
        ("nfs", json!({"server": "example.org", "path": "/"})),
        ("iscsi", json!({"targetPortal": "192.0.2.1", "iqn": "iqn.2001-04.com.example:a", "lun": 0})),
        ("glusterfs", json!({"endpoints": "e", "path": "p"})),
        ("rbd", json!({"monitors": ["192.0.2.1"], "image": "i"})),
        ("flexVolume", json!({"driver": "example.org/d"})),
        ("cinder", json!({"volumeID": "d"})),
        ("cephfs", json!({"monitors": ["192.0.2.1"]})),
        ("flocker", json!({"datasetName": "d"})),
        ("fc", json!({"targetWWNs": ["w"], "lun": 0})),
        ("azureFile", json!({"secretName": "s", "shareName": "d"})),
        ("vsphereVolume", json!({"volumePath": "/d"})),
        ("quobyte", json!({"registry": "example.org:1", "volume": "d"})),
        ("azureDisk", json!({"diskName": "d", "diskURI": "https://example.org/d", "kind": "Dedicated"})),
        ("photonPersistentDisk", json!({"pdID": "d"})),
        ("portworxVolume", json!({"volumeID": "d"})),
        ("scaleIO", json!({"gateway": "g", "system": "s", "secretRef": {"name": "s"}, "volumeName": "d"})),
        ("storageos", json!({"volumeName": "d"})),
        ("unheardOf", json!({})),
    ]
}

struct Changes(Vec<Change>);

impl Changes {
    /// `path` separates keys and indexes by `/`.
    fn set(&mut self, path: &str, value: Value) {
        self.set_key(path, None, value);
    }

    fn set_key(&mut self, path: &str, key: Option<&str>, value: Value) {
        let step = |text: &str| text.parse().map_or_else(|_| Step::Key(text.to_owned()), Step::Index);
        let key = key.map(|key| Step::Key(key.to_owned()));
        let path = path.split('/').map(step).chain(key).collect();
        self.0.push(Change { path, value });
    }

    fn each(&mut self, path: &str, values: impl IntoIterator<Item = Value>) {
        for value in values {
            self.set(path, value);
        }
    }

    fn booleans(&mut self, path: &str) {
        self.each(path, [json!(null), json!(true), json!(false)]);
    }

    fn strings(&mut self, path: &str, values: &[&str]) {
        self.set(path, json!(null));
        self.each(path, values.iter().map(|value| json!(value)));
    }

    fn spec(&mut self) {
        for field in ["hostNetwork", "hostPID", "hostIPC", "hostUsers"] {
            self.booleans(&format!("spec/{field}"));
        }
        self.each("spec/os", [json!(null), json!({})]);
        self.strings("spec/os/name", &["windows", "linux", "Windows", ""]);
        self.each("spec/securityContext", [json!(null), json!({})]);
        for list in ["initContainers", "containers", "ephemeralContainers"] {
            self.each(&format!("spec/{list}"), [json!(null), json!([]), json!([null]), json!([{}, null])]);
        }
        self.each("metadata", [json!(null), json!({})]);
    }

    fn volumes(&mut self) {
        for (number, (source, valid)) in sources().into_iter().enumerate() {
            let place = format!("spec/volumes/{}", number % 4);
            let name = format!("v{number}");
            self.set(&place, json!({"name": name, source: valid}));
            self.set(&place, json!({"name": name, source: {}}));
            self.set(&place, json!({"name": name, source: null}));
            self.set(&place, json!({source: {}, "hostPath": {"path": "/"}}));
            self.set(&place, json!({"name": "two", source: {}, "nfs": {}}));
        }
        let odd = json!([null, {"name": null}, {"name": "same", "nfs": {}}, {"name": "same", "rbd": {}}]);
        self.each("spec/volumes", [json!(null), json!([]), odd]);
    }

    fn annotations(&mut self) {
        let values = [
            json!(null),
            json!(""),
            json!("runtime/default"),
            json!("docker/default"),
            json!("localhost/a"),
            json!("localhost/"),
            json!("localhost"),
            json!("unconfined"),
            json!("Runtime/Default"),
            json!("a\"b\\c"),
            json!("\t\n\r\u{7}\u{8}\u{b}\u{c}\u{0}\u{1b}\u{7f}"),
            json!(
                "\u{85}\u{a0}\u{ad}é€\u{200b}\u{2028}\u{e000}\u{feff}\u{fffd}\u{ffff}\u{378}\u{1acf}\u{301}'"
            ),
            json!("😀\u{1fadf}\u{10ffff}\u{e0001}\u{13460}"),
            json!("<&>"),
        ];
        let seccomp = "container.seccomp.security.alpha.kubernetes.io/";
        let apparmor = "container.apparmor.security.beta.kubernetes.io/";
        let mut keys = vec!["seccomp.security.alpha.kubernetes.io/pod".to_owned(), "unrelated".to_owned()];
        for prefix in [seccomp, apparmor] {
            for (_, _, name) in CONTAINERS {
                keys.push(format!("{prefix}{name}"));
            }
            keys.extend([
                format!("{prefix}absent"),
                prefix.to_owned(),
                prefix.trim_end_matches('/').to_owned(),
            ]);
        }
        for key in &keys {
            for value in &values {
                self.set_key("metadata/annotations", Some(key), value.clone());
            }
        }
        self.each("metadata/annotations", [json!(null), json!({})]);
    }

    /// What pods and containers have in common.
    fn security(&mut self, at: &str) {
        self.booleans(&format!("{at}/runAsNonRoot"));
        let users = [json!(null), json!(0), json!(1), json!(1000), json!(-1), json!(i64::MAX)];
        self.each(&format!("{at}/runAsUser"), users);
        for profile in ["seccompProfile", "appArmorProfile"] {
            let path = format!("{at}/{profile}");
            self.each(&path, [json!(null), json!({}), json!({"type": "Localhost", "localhostProfile": "a"})]);
            let types = [
                "",
                "RuntimeDefault",
                "Localhost",
                "Unconfined",
                "runtimedefault",
                "runtime/default",
                "Other",
            ];
            self.strings(&format!("{path}/type"), &types);
        }
        let path = format!("{at}/seLinuxOptions");
        self.each(&path, [json!(null), json!({}), json!({"level": "s0:c1"})]);
        self.set(&path, json!({"type": "spc_t", "user": "u", "role": "r"}));
        let types = [
            "",
            "container_t",
            "container_init_t",
            "container_kvm_t",
            "container_engine_t",
            "spc_t",
            "Container_t",
        ];
        self.strings(&format!("{path}/type"), &types);
        self.strings(&format!("{path}/user"), &["", "system_u"]);
        self.strings(&format!("{path}/role"), &["", "system_r"]);
        self.each(&format!("{at}/windowsOptions"), [json!(null), json!({})]);
        self.booleans(&format!("{at}/windowsOptions/hostProcess"));
        self.each(at, [json!(null), json!({})]);
        // Fields of the other one: unknown here, dropped.
        self.set(&format!("{at}/sysctls"), json!([{"name": "kernel.msgmax", "value": "1"}]));
        self.set(&format!("{at}/privileged"), json!(true));
    }

    fn sysctls(&mut self) {
        let names = [
            "kernel.shm_rmid_forced",
            "net.ipv4.ip_local_port_range",
            "net.ipv4.tcp_syncookies",
            "net.ipv4.ping_group_range",
            "net.ipv4.ip_unprivileged_port_start",
            "net.ipv4.ip_local_reserved_ports",
            "net.ipv4.tcp_keepalive_time",
            "net.ipv4.tcp_fin_timeout",
            "net.ipv4.tcp_keepalive_intvl",
            "net.ipv4.tcp_keepalive_probes",
            "net.ipv4.tcp_rmem",
            "net.ipv4.tcp_wmem",
            "net.ipv4.tcp_slow_start_after_idle",
            "net.ipv4.tcp_notsent_lowat",
            "kernel.msgmax",
            "net/ipv4/tcp_rmem",
            "NET.IPV4.TCP_RMEM",
            "",
        ];
        for (number, name) in names.into_iter().enumerate() {
            self.set(
                &format!("spec/securityContext/sysctls/{}", number % 3),
                json!({"name": name, "value": "1"}),
            );
        }
        self.each(
            "spec/securityContext/sysctls",
            [json!(null), json!([]), json!([null]), json!([{"name": null}])],
        );
        self.set("spec/securityContext/sysctls", json!([{"name": "b"}, {"name": "a"}, {"name": "b"}]));
    }

    fn container(&mut self, at: &str) {
        self.set(at, json!(null));
        self.strings(&format!("{at}/name"), &["", "main", "a\"b", "ü", "other"]);
        self.each(
            &format!("{at}/ports"),
            [json!(null), json!([]), json!([null]), json!([{"hostPort": null}])],
        );
        for port in [0, 9, 10, 80, 8080, 65535, -1] {
            self.set(&format!("{at}/ports/0"), json!({"containerPort": 80, "hostPort": port}));
            self.set(&format!("{at}/ports/1/hostPort"), json!(port));
        }
        for handler in
            ["livenessProbe", "readinessProbe", "startupProbe", "lifecycle/postStart", "lifecycle/preStop"]
        {
            self.each(
                &format!("{at}/{handler}"),
                [json!(null), json!({}), json!({"exec": {"command": ["true"]}})],
            );
            for action in ["httpGet", "tcpSocket"] {
                self.set(&format!("{at}/{handler}/{action}"), json!(null));
                let hosts = ["", "127.0.0.1", "::1", "example.org", "a\"b"];
                self.strings(&format!("{at}/{handler}/{action}/host"), &hosts);
                self.set(&format!("{at}/{handler}"), json!({action: {"port": 80, "host": "192.0.2.1"}}));
                self.set(&format!("{at}/{handler}"), json!({action: {"port": 80, "host": "example.org"}}));
            }
            self.set(&format!("{at}/{handler}/grpc"), json!({"port": 1, "host": "unknown field"}));
        }
        self.set(&format!("{at}/lifecycle"), json!(null));
    }

    /// What only containers have.
    fn container_security(&mut self, at: &str) {
        self.booleans(&format!("{at}/privileged"));
        self.booleans(&format!("{at}/allowPrivilegeEscalation"));
        self.strings(&format!("{at}/procMount"), &["", "Default", "Unmasked", "default", "Other"]);
        self.each(&format!("{at}/capabilities"), [json!(null), json!({})]);
        let lists = [
            json!(null),
            json!([]),
            json!([null]),
            json!([""]),
            json!(["ALL"]),
            json!(["all"]),
            json!(["CAP_ALL"]),
            json!(["NET_RAW"]),
            json!(["NET_RAW", "ALL"]),
            json!(["SYS_TIME", "SYS_ADMIN", "SYS_TIME"]),
            json!(["CHOWN", "SYS_ADMIN"]),
            json!(["NET_BIND_SERVICE"]),
            json!(["net_bind_service"]),
        ];
        let defaults = [
            "AUDIT_WRITE",
            "CHOWN",
            "DAC_OVERRIDE",
            "FOWNER",
            "FSETID",
            "KILL",
            "MKNOD",
            "NET_BIND_SERVICE",
            "SETFCAP",
            "SETGID",
            "SETPCAP",
            "SETUID",
            "SYS_CHROOT",
        ];
        for list in ["add", "drop"] {
            self.each(&format!("{at}/capabilities/{list}"), lists.iter().cloned());
        }
        for name in defaults {
            self.set(&format!("{at}/capabilities/add/0"), json!(name));
        }
        self.set(&format!("{at}/capabilities/add"), json!(defaults));
    }
}
