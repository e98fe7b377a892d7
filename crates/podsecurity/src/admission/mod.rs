//! Pod Security as the admission plugin applies it: labels of the namespace, defaults and exemptions decide the level,
//! the kind decides who is refused and who is only warned (`k8s.io/pod-security-admission/admission`).

mod configuration;
mod defaults;
mod invalid;
mod labels;
mod review;

pub use configuration::{Configuration, Exemptions};
pub use defaults::{ServerDefault, server_defaults};
pub use invalid::Invalid;
pub use labels::{NamespacePolicy, refused_namespace};
pub use review::{Answers, Exemption, Mode, Reach, Row, Via, given, reach, review, rows};
