//! What GitHub's code scanning takes of one file ("SARIF results exceed limits" in its documentation): a file above the
//! hard limits is refused as a whole, so we cut it ourselves, the least severe first, and say so.

use std::cmp::Reverse;

use finding::{Finding, Note};

use crate::words;

/// Results per run above which a file is refused.
const RESULTS_ACCEPTED: usize = 25_000;

/// Results per run of which GitHub keeps only this many, by severity.
const RESULTS_SHOWN: usize = 5_000;

/// Tags per rule that are shown; 20 would be accepted.
pub(super) const TAGS_SHOWN: usize = 10;

/// The findings that stay within the limits, and what there is to say of the others.
pub(super) struct Cut<'a> {
    /// In their order.
    pub(super) kept: Vec<&'a Finding>,
    /// One for each limit that was met; its example says it in words.
    pub(super) notes: Vec<Note>,
}

impl<'a> Cut<'a> {
    /// Leaves out suppressed findings first, then the least severe.
    pub(super) fn to_limits(findings: impl Iterator<Item = &'a Finding>) -> Cut<'a> {
        Cut::to(RESULTS_ACCEPTED, RESULTS_SHOWN, findings)
    }

    fn to(accepted: usize, shown: usize, findings: impl Iterator<Item = &'a Finding>) -> Cut<'a> {
        let mut kept: Vec<(usize, &Finding)> = findings.enumerate().collect();
        let total = kept.len();
        if total > accepted {
            kept.sort_by_key(|(_, finding)| (finding.suppressed.is_some(), Reverse(finding.severity)));
            kept.truncate(accepted);
            kept.sort_by_key(|(index, _)| *index);
        }
        let note = |kind, limit: usize, said: &str| {
            let count = total.saturating_sub(limit);
            let said = format!("{} {said}", words::counted(count, "result"));
            Note { kind, count, examples: vec![said] }
        };
        let mut notes = vec![
            note(
                "sarif-results-left-out",
                accepted,
                "left out of the SARIF file, since code scanning refuses more than 25,000",
            ),
            note(
                "sarif-results-not-shown",
                shown,
                "in the SARIF file are less severe than the 5,000 that code scanning shows",
            ),
        ];
        notes.retain(|note| note.count > 0);
        Cut { kept: kept.into_iter().map(|(_, finding)| finding).collect(), notes }
    }
}
