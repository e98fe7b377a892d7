//! The counts that every format agrees on.

use finding::Severity;

use crate::Scan;

/// How many findings count, by severity, and how many do not.
#[derive(Clone, Debug, Default)]
pub(crate) struct Summary {
    counts: [usize; Severity::ALL.len()],
    /// Findings that were suppressed; in no other count.
    pub(crate) suppressed: usize,
}

impl Summary {
    /// Counts what the scan shows.
    pub(crate) fn of(scan: &Scan<'_>) -> Summary {
        let mut summary = Summary::default();
        for finding in scan.shown() {
            match finding.suppressed {
                Some(_) => summary.suppressed += 1,
                None => summary.counts[finding.severity as usize] += 1,
            }
        }
        summary
    }

    /// How many have this severity.
    pub(crate) fn count(&self, severity: Severity) -> usize {
        self.counts[severity as usize]
    }

    /// How many there are.
    pub(crate) fn total(&self) -> usize {
        self.counts.iter().sum()
    }
}
