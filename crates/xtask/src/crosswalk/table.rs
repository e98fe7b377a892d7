//! The table of a crosswalk: one line for each tool.

use std::collections::BTreeMap;

use super::{Crosswalk, Reason, Row, Verdict};
use crate::table::lay_out;

/// How many rows of a tool are covered, excused (by reason) and neither.
#[derive(Clone, Debug, Default)]
struct Counts {
    covered: usize,
    excused: BTreeMap<Reason, usize>,
    neither: usize,
}

impl Counts {
    fn add(&mut self, verdict: Verdict<'_>) {
        match verdict {
            Verdict::Covered(_) => self.covered += 1,
            Verdict::Excused(excuse) => *self.excused.entry(excuse.reason).or_default() += 1,
            Verdict::Neither => self.neither += 1,
        }
    }

    fn cells(&self, name: &str) -> Vec<String> {
        let excused = Reason::ALL.map(|reason| self.excused.get(&reason).copied().unwrap_or_default());
        let rows = self.covered + excused.iter().sum::<usize>() + self.neither;
        let numbers = [rows, self.covered].into_iter().chain(excused).chain([self.neither]);
        std::iter::once(name.to_owned()).chain(numbers.map(|number| number.to_string())).collect()
    }
}

/// The table with a last line for all tools.
pub(super) fn text(rows: &[&Row], crosswalk: &Crosswalk) -> String {
    let mut by_tool: BTreeMap<&str, Counts> = BTreeMap::new();
    let mut all = Counts::default();
    for row in rows {
        let verdict = crosswalk.verdict(&row.key);
        by_tool.entry(&row.key.0).or_default().add(verdict);
        all.add(verdict);
    }
    let mut lines: Vec<Vec<String>> = by_tool.iter().map(|(tool, counts)| counts.cells(tool)).collect();
    lines.push(all.cells("all"));
    let reasons = Reason::ALL.map(Reason::as_str);
    let heads: Vec<&str> =
        ["tool", "rows", "covered"].into_iter().chain(reasons).chain(["neither"]).collect();
    lay_out(&heads, &lines)
}
