//! ## What it does
//! Finds Windows containers whose `runAsUserName` is `ContainerAdministrator` or an account of the same rights.
//!
//! ## Why is this bad
//! It is the root of Windows containers: more of the container and of the kernel that it shares with its node is open
//! to whoever gets in. (HostProcess containers are another check.)
//!
//! ## Fix safety
//! There is no fix: what the program needs of those rights only trying it as `ContainerUser` says.
//!
//! ```yaml,bad
//! apiVersion: v1
//! kind: Pod
//! metadata: {name: api, namespace: shop}
//! spec:
//!   os: {name: windows}
//!   containers:
//!   - name: api
//!     image: registry.example/api:1.4
//!     securityContext:
//!       windowsOptions: {runAsUserName: ContainerAdministrator}
//! ```
//!
//! ```yaml,good
//! apiVersion: v1
//! kind: Pod
//! metadata: {name: api, namespace: shop}
//! spec:
//!   os: {name: windows}
//!   containers:
//!   - name: api
//!     image: registry.example/api:1.4
//!     securityContext:
//!       windowsOptions: {runAsUserName: ContainerUser}
//! ```

use finding::{Rule, Severity, message};

use crate::check::{Check, Judge};
use crate::container::ContainerFields;
use crate::context::EVERYWHERE;
use crate::sink::Sink;

pub(crate) static CHECK: Check = Check {
    rule: Rule {
        id: "POD038",
        name: "windows-administrator",
        title: "Windows container run by an administrator",
        severity: Severity::Medium,
        fix: None,
        since: "0.1",
        frameworks: &[],
        peers: &[],
    },
    parameters: &[],
    context: EVERYWHERE,
    judge: Judge::Container(judge),
};

fn judge<'a>(container: &ContainerFields<'a>, sink: &mut Sink<'a>) {
    let levels = [container.container().security_context(), container.pod().security_context()];
    if !levels.into_iter().flatten().any(|context| context.get("windowsOptions").is_some()) {
        return;
    }
    let effective = container.container().effective();
    let (Some(name), Some(node)) = (effective.run_as_user_name.value, effective.run_as_user_name.node) else {
        return;
    };
    let account = name.rsplit('\\').next().unwrap_or(&name);
    let administrator = ["ContainerAdministrator", "Administrator", "SYSTEM", "Local System"];
    if administrator.iter().any(|known| account.eq_ignore_ascii_case(known)) && !effective.host_process.value
    {
        sink.at(node).say(message!(
            "container `{}` runs as `{}`, which may do everything inside of it",
            container.name(),
            name
        ));
    }
}

#[cfg(test)]
mod tests {
    use crate::fixture::check;

    #[test]
    fn with_and_without_a_domain() {
        check(
            "POD038",
            r#"
apiVersion: v1
kind: Pod
metadata: {name: api, namespace: shop}
spec:
  os: {name: windows}
  securityContext: {windowsOptions: {runAsUserName: "User Manager\\ContainerAdministrator"}}
#                                                   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ POD038: container `api` runs as `User Manager\ContainerAdministrator`, which may do everything inside of it
  containers:
  - {name: api}
  - {name: user, securityContext: {windowsOptions: {runAsUserName: ContainerUser}}}
"#,
        );
    }
}
