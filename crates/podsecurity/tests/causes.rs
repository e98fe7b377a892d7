//! Where a pod is wrong: each cause of a violation points at the value at fault, or at the mapping that lacks it.

use manifest::Node;
use podsecurity::{Level, Version, judge};
use testkit::carets::{Expectation, expectations};

/// Judges the fixture's pod at the restricted level; every cause must have its caret, and every caret its cause. The
/// carets' id is the plugin's name of the check, their message says what is absent (`-` for a value that is there) and
/// whose it is. Of a range over several lines only the first is underlined.
fn check(fixture: &str) {
    let inventory = testkit::inventory(fixture);
    let pod = inventory.pods().next().unwrap();
    let verdict = judge(pod, Level::Restricted, Version::Latest);
    let mut found: Vec<Expectation> = Vec::new();
    for violation in &verdict.violations() {
        for cause in &violation.causes {
            assert_eq!(cause.absent, !cause.missing.is_empty());
            let what = if cause.absent { cause.missing.join(".") } else { "-".to_owned() };
            let whose =
                cause.container.as_ref().map_or_else(|| "pod".to_owned(), |name| format!("container {name}"));
            found.push(underline(cause.node, violation.check, format!("{what} of {whose}")));
        }
    }
    let key = |expected: &Expectation| {
        (expected.line, expected.first, expected.id.clone(), expected.message.clone())
    };
    let mut expected = expectations(fixture);
    expected.sort_by_key(key);
    found.sort_by_key(key);
    assert_eq!(found, expected);
}

fn underline(node: Node<'_>, id: &str, message: String) -> Expectation {
    let source = node.document().source();
    let (start, end) = (source.position(node.span().start), source.position(node.span().end));
    let last = if end.line == start.line {
        end.column - 1
    } else {
        let line = source.line(start.line);
        source.position(line.end).column - 1
    };
    Expectation {
        line: start.line,
        first: start.column,
        last: last.max(start.column),
        id: id.to_owned(),
        message,
    }
}

#[test]
fn values_are_pointed_at() {
    check(
        r#"
apiVersion: v1
kind: Pod
metadata:
  name: a
  annotations:
    container.apparmor.security.beta.kubernetes.io/a: unconfined
    #                                                 ^^^^^^^^^^ appArmorProfile: - of container a
spec:
  hostPID: true
  #        ^^^^ hostNamespaces: - of pod
  securityContext:
    runAsNonRoot: false
    #             ^^^^^ runAsNonRoot: - of pod
    seccompProfile: {type: Unconfined}
    #                      ^^^^^^^^^^ seccompProfile_restricted: - of pod
    sysctls:
    - {name: kernel.msgmax, value: "1"}
    #        ^^^^^^^^^^^^^ sysctls: - of pod
  volumes:
  - {name: host, hostPath: {path: /}}
  #                        ^^^^^^^^^ restrictedVolumes: - of pod
  - {name: odd}
  # ^^^^^^^^^^^ restrictedVolumes: - of pod
  containers:
  - name: a
    ports: [{hostPort: 80}]
    #                  ^^ hostPorts: - of container a
    livenessProbe: {tcpSocket: {host: example.org, port: 1}}
    #                                 ^^^^^^^^^^^ hostProbesAndHostLifecycle: - of container a
    securityContext:
      privileged: true
      #           ^^^^ privileged: - of container a
      allowPrivilegeEscalation: true
      #                         ^^^^ allowPrivilegeEscalation: - of container a
      runAsUser: 0
      #          ^ runAsUser: - of container a
      procMount: Unmasked
      #          ^^^^^^^^ procMount_restricted: - of container a
      capabilities: {add: [SYS_TIME, NET_BIND_SERVICE], drop: [NET_RAW]}
      #                    ^^^^^^^^ capabilities_restricted: - of container a
      #                                                       ^^^^^^^^^ capabilities_restricted: - of container a
      seLinuxOptions: {type: spc_t, role: r}
      #                      ^^^^^ seLinuxOptions: - of container a
      #                                   ^ seLinuxOptions: - of container a
      windowsOptions: {hostProcess: true}
      #                             ^^^^ windowsHostProcess: - of container a
"#,
    );
}

#[test]
fn what_is_absent_is_absent_from_the_innermost_mapping_that_is_there() {
    check(
        r#"
apiVersion: v1
kind: Pod
metadata: {name: a}
spec:
  containers:
  - {name: a}
  # ^^^^^^^^^ allowPrivilegeEscalation: securityContext.allowPrivilegeEscalation of container a
  # ^^^^^^^^^ capabilities_restricted: securityContext.capabilities.drop of container a
  # ^^^^^^^^^ runAsNonRoot: securityContext.runAsNonRoot of container a
  # ^^^^^^^^^ seccompProfile_restricted: securityContext.seccompProfile.type of container a
  - name: b
    securityContext: {runAsNonRoot: true, seccompProfile: {}, capabilities: null}
    #                ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ allowPrivilegeEscalation: allowPrivilegeEscalation of container b
    #                                                                       ^^^^ capabilities_restricted: drop of container b
    #                                                     ^^ seccompProfile_restricted: type of container b
"#,
    );
}

#[test]
fn an_explicit_null_is_pointed_at() {
    check(
        r#"
apiVersion: v1
kind: Pod
metadata: {name: a}
spec:
  securityContext: {runAsNonRoot: true, seccompProfile: {type: RuntimeDefault}}
  containers:
  - name: a
    securityContext: {allowPrivilegeEscalation: null, capabilities: {drop: [ALL]}}
    #                                           ^^^^ allowPrivilegeEscalation: - of container a
"#,
    );
}
