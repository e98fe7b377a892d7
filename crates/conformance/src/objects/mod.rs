//! Objects of every kind for differential tests, made from what was recorded of the types of the newest Kubernetes: not
//! from the table that is under test.

mod compare;
mod generate;
mod record;
mod sweep;
mod tree;
mod verdict;

pub use compare::{Difference, compare};
pub use generate::Generator;
pub use record::{Field, Kind, Record};
pub use sweep::{Probe, Question, probes};
pub use tree::Tree;
use verdict::without_indexes;
pub use verdict::{Ours, Theirs, endpoint};
