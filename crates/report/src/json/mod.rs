//! The JSON documents of Seawall: the shapes of `docs/contract.md`, written member by member.
//! Optional members are left out when empty; null is never written.

mod checks;
mod document;
mod findings;
mod place;
mod pss;
mod remark;
mod row;

pub(crate) use document::Document;
pub(crate) use place::steps;

pub(crate) use checks::write_checks;
pub(crate) use findings::write_findings;
pub(crate) use pss::write_pss;
