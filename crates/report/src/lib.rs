//! Every output format, and nothing else: plain data in, bytes out.
//!
//! | output | module | schema |
//! |---|---|---|
//! | findings as JSON | [`json`](self) | `docs/schema/findings.v1.json` |
//! | findings as SARIF 2.1.0 | `sarif` | OASIS' |
//! | findings for people | `text` | none: it may change |
//! | the list of checks | `checks` | `docs/schema/checks.v1.json` |
//! | Pod Security's answers | `pss` | `docs/schema/pss.v1.json` |
//!
//! Writers stream: no format is built in memory as a whole. A secret is never written: `mask` says how.

mod alias;
mod checks;
mod format;
mod json;
mod markdown;
mod mask;
mod pss;
mod sarif;
mod scan;
mod style;
mod summary;
mod text;
mod visible;
mod words;

pub use checks::{write_checks, write_explain};
pub use format::{Format, ListFormat};
pub use pss::{PodSecurity, PodSecurityRow, write_pss};
pub use scan::{Scan, write_scan};
pub use style::{Detail, TextStyle};
