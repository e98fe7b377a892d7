//! ## What it does
//! Finds ServiceAccounts whose `imagePullSecrets` or `secrets` name a Secret that does not exist.
//!
//! ## Why is this bad
//! Pods of the ServiceAccount pull no private image. Whoever may create a Secret of that name decides as whom they log
//! in. Where the input is not said to be all there is (`--complete`, a snapshot, a live cluster), it may stand
//! elsewhere, and the severity is low.
//!
//! ## Fix safety
//! There is no fix: only a person knows what was meant.
//!
//! ```yaml,bad
//! apiVersion: v1
//! kind: ServiceAccount
//! metadata: {name: api, namespace: shop}
//! imagePullSecrets: [{name: registry}]
//! ```
//!
//! ```yaml,good
//! apiVersion: v1
//! kind: ServiceAccount
//! metadata: {name: api, namespace: shop}
//! imagePullSecrets: [{name: registry}]
//! ---
//! apiVersion: v1
//! kind: Secret
//! type: kubernetes.io/dockerconfigjson
//! metadata: {name: registry, namespace: shop}
//! ```

use finding::{Rule, Severity, message};
use model::{Inventory, Presence};

use crate::check::{Check, Judge};
use crate::cite::*;
use crate::context::EVERYWHERE;
use crate::field::items;
use crate::sink::Sinks;

pub(crate) static CHECK: Check = Check {
    rule: Rule {
        id: "REF030",
        name: "missing-service-account-secret",
        title: "ServiceAccount with a Secret that is not there",
        severity: Severity::Medium,
        fix: None,
        since: "0.1",
        frameworks: &[],
        peers: &[popeye("POP-304"), popeye("POP-305")],
    },
    parameters: &[],
    context: EVERYWHERE,
    judge: Judge::Inventory(judge),
};

fn judge<'a>(inventory: &'a Inventory, sinks: &mut Sinks<'a>) {
    for account in inventory.of_kind("", "ServiceAccount") {
        let secrets = ["imagePullSecrets", "secrets"].into_iter().flat_map(|key| items(account.root(), key));
        for node in secrets.filter_map(|secret| secret.get("name")) {
            let Some(name) = node.as_str().filter(|name| !name.is_empty()) else { continue };
            let presence = inventory.presence("", "Secret", account.namespace(), &name);
            let message = match presence {
                Presence::Found(_) | Presence::Implied => continue,
                Presence::Missing => message!("Secret `{}` of the ServiceAccount does not exist", name),
                Presence::NotInInput => {
                    message!("Secret `{}` of the ServiceAccount is not in the input", name)
                }
            };
            sinks.of(account).at(node).say(message).weighed_by(presence);
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::fixture::{check, check_complete};

    #[test]
    fn both_lists() {
        check(
            "REF030",
            r"
apiVersion: v1
kind: ServiceAccount
metadata: {name: api, namespace: shop}
imagePullSecrets: [{name: registry}]
#                         ^^^^^^^^ REF030: Secret `registry` of the ServiceAccount is not in the input
secrets: [{name: there}]
---
apiVersion: v1
kind: Secret
metadata: {name: there, namespace: shop}
",
        );
    }

    #[test]
    fn certain() {
        check_complete(
            "REF030",
            r"
apiVersion: v1
kind: ServiceAccount
metadata: {name: api, namespace: shop}
imagePullSecrets: [{name: registry}]
#                         ^^^^^^^^ REF030: Secret `registry` of the ServiceAccount does not exist
",
        );
    }
}
