//! `cargo xtask crosswalk`: what becomes of every check that other tools have. Each is covered by checks of ours (their
//! `peers` name it) or excused, with a reason, in `crates/checks/crosswalk`; a row that is neither is a gap.

mod excuse;
mod rows;
mod table;

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

pub use excuse::{Excuse, FOLDER, Reason};
pub use rows::{Row, read as rows};

use crate::generate::reading::{self, CheckFile};
use crate::{Failure, root};

/// A tool and its id of a check.
pub type Key = (String, String);

/// What becomes of a row.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict<'c> {
    /// These checks of ours look for it, by id.
    Covered(&'c [String]),
    /// It cannot or need not be covered.
    Excused(&'c Excuse),
    /// A gap.
    Neither,
}

/// What becomes of other tools' checks.
#[derive(Debug, Default)]
pub struct Crosswalk {
    covered: BTreeMap<Key, Vec<String>>,
    excused: BTreeMap<Key, Excuse>,
    problems: Vec<String>,
}

impl Crosswalk {
    /// Reads what the checks and the excuses of a tree say. Excuses that cannot be read are problems.
    pub fn read(root: &Path) -> Result<Crosswalk, String> {
        Ok(Crosswalk::of(&reading::all(root)?, root))
    }

    /// The same for checks that were read before.
    pub(crate) fn of(checks: &[CheckFile], root: &Path) -> Crosswalk {
        let mut crosswalk = Crosswalk::default();
        for check in checks {
            for peer in &check.peers {
                crosswalk.covered.entry(peer.clone()).or_default().push(check.id.clone());
            }
        }
        for excuse in excuse::all(root) {
            match excuse {
                Ok(excuse) => crosswalk.enter(excuse),
                Err(problem) => crosswalk.problems.push(problem),
            }
        }
        crosswalk
    }

    fn enter(&mut self, excuse: Excuse) {
        let key = excuse.key.clone();
        let (tool, id) = &key;
        if let Some(checks) = self.covered.get(&key) {
            let checks = checks.join(", ");
            self.problems
                .push(format!("{}: {tool} {id} is covered by {checks}: remove the line", excuse.place));
        }
        if let Some(other) = self.excused.insert(key.clone(), excuse) {
            self.problems.push(format!("{}: {tool} {id} is excused twice", other.place));
        }
    }

    /// What becomes of a row.
    pub fn verdict(&self, key: &Key) -> Verdict<'_> {
        match (self.covered.get(key), self.excused.get(key)) {
            (Some(checks), _) => Verdict::Covered(checks),
            (None, Some(excuse)) => Verdict::Excused(excuse),
            (None, None) => Verdict::Neither,
        }
    }

    /// Every id that is covered or excused, tool by tool.
    pub fn keys(&self) -> BTreeSet<&Key> {
        self.covered.keys().chain(self.excused.keys()).collect()
    }

    /// What is wrong with the data itself; with the rows of the peers, also names that they do not have.
    pub fn problems(&self, rows: Option<&[Row]>) -> Vec<String> {
        let mut problems = self.problems.clone();
        if let Some(rows) = rows {
            let known: BTreeSet<&Key> = rows.iter().map(|row| &row.key).collect();
            for key in self.keys().into_iter().filter(|key| !known.contains(key)) {
                let who = match self.verdict(key) {
                    Verdict::Covered(checks) => checks.join(", "),
                    Verdict::Excused(excuse) => excuse.place.clone(),
                    Verdict::Neither => String::new(),
                };
                problems.push(format!("{who}: {} has no check {}", key.0, key.1));
            }
        }
        problems
    }
}

/// Prints the table, then every row that is a gap; gaps and problems are a failure. With tools, only theirs.
pub fn run(tools: &[&str]) -> Result<(), Failure> {
    let Some(shared) = testkit::shared() else {
        return Err(Failure::new("the peers' lists are not there: ../shared/peers/checks.tsv"));
    };
    let rows = rows(&shared).map_err(Failure::new)?;
    let crosswalk = Crosswalk::read(&root()).map_err(Failure::new)?;
    if let Some(tool) = tools.iter().find(|tool| !rows.iter().any(|row| row.key.0 == **tool)) {
        let known: BTreeSet<&str> = rows.iter().map(|row| &*row.key.0).collect();
        let known: Vec<&str> = known.into_iter().collect();
        return Err(Failure::usage(format!("there is no tool `{tool}`: {}", known.join(", "))));
    }
    let asked = |row: &&Row| tools.is_empty() || tools.contains(&&*row.key.0);
    let asked: Vec<&Row> = rows.iter().filter(asked).collect();
    print!("{}", table::text(&asked, &crosswalk));
    let gaps: Vec<&&Row> =
        asked.iter().filter(|row| crosswalk.verdict(&row.key) == Verdict::Neither).collect();
    if !gaps.is_empty() {
        println!("\nneither:");
    }
    for row in &gaps {
        println!("{}\t{}\t{}", row.key.0, row.key.1, row.title);
    }
    let problems = crosswalk.problems(Some(&rows));
    for problem in &problems {
        println!("{problem}");
    }
    match (gaps.len(), problems.len()) {
        (0, 0) => Ok(()),
        (gaps, 0) => {
            Err(Failure::new(format!("{gaps} checks of other tools are neither covered nor excused")))
        }
        (_, problems) => Err(Failure::new(format!("the crosswalk has {problems} mistakes"))),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(id: &str, peers: &[(&str, &str)]) -> CheckFile {
        CheckFile {
            module: String::new(),
            id: id.to_owned(),
            name: String::new(),
            title: String::new(),
            severity: String::new(),
            fix: None,
            frameworks: Vec::new(),
            peers: peers.iter().map(|(tool, id)| ((*tool).to_owned(), (*id).to_owned())).collect(),
            parameters: Vec::new(),
            documentation: String::new(),
        }
    }

    fn key(tool: &str, id: &str) -> Key {
        (tool.to_owned(), id.to_owned())
    }

    fn tree(excuses: &str) -> tempfile::TempDir {
        let tree = tempfile::tempdir().unwrap();
        let folder = tree.path().join(FOLDER);
        std::fs::create_dir_all(&folder).unwrap();
        std::fs::write(folder.join("a.tsv"), format!("tool\tid\treason\tnote\n{excuses}")).unwrap();
        tree
    }

    #[test]
    fn a_row_is_covered_excused_or_neither() {
        let tree = tree("trivy\tKSV-2\tlive-state\tsees Nodes\n");
        let checks = [check("POD001", &[("trivy", "KSV-1")]), check("POD002", &[("trivy", "KSV-1")])];
        let crosswalk = Crosswalk::of(&checks, tree.path());
        assert_eq!(crosswalk.problems(None), Vec::<String>::new());
        let both = ["POD001".to_owned(), "POD002".to_owned()];
        assert_eq!(crosswalk.verdict(&key("trivy", "KSV-1")), Verdict::Covered(&both));
        let Verdict::Excused(excuse) = crosswalk.verdict(&key("trivy", "KSV-2")) else { panic!("excused") };
        assert_eq!((excuse.reason, &*excuse.note), (Reason::LiveState, "sees Nodes"));
        assert_eq!(crosswalk.verdict(&key("trivy", "KSV-3")), Verdict::Neither);
    }

    #[test]
    fn what_contradicts_itself_is_a_problem() {
        let problems = |excuses: &str| {
            let rows = [Row { key: key("trivy", "KSV-1"), title: String::new() }];
            let tree = tree(excuses);
            let crosswalk = Crosswalk::of(&[check("POD001", &[("trivy", "KSV-1")])], tree.path());
            crosswalk.problems(Some(&rows)).join("\n")
        };
        assert_eq!(problems(""), "");
        assert!(
            problems("trivy\tKSV-1\tlive-state\twhy\n").contains("a.tsv:2: trivy KSV-1 is covered by POD001")
        );
        assert!(problems("trivy\tKSV-9\tlive-state\twhy\n").contains("trivy has no check KSV-9"));
        let twice = "trivy\tKSV-9\tlive-state\twhy\ntrivy\tKSV-9\tlive-state\twhy\n";
        assert!(problems(twice).contains("a.tsv:2: trivy KSV-9 is excused twice"));
        assert!(problems("trivy\tKSV-9\tlazy\twhy\n").contains("a.tsv:2: there is no reason `lazy`"));
        assert!(problems("trivy\tKSV-9\tsuperseded\t\n").contains("a.tsv:2: the note is empty"));
        assert!(problems("trivy\tKSV-9\n").contains("a.tsv:2: not four columns"));
    }
}
