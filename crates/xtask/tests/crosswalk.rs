//! Every check of the peers is covered or excused (`cargo xtask crosswalk`), and what says so is in order.

use xtask::crosswalk::{Crosswalk, Row, Verdict, rows};

fn crosswalk() -> Crosswalk {
    Crosswalk::read(&xtask::root()).expect("checks that can be read")
}

#[test]
fn excuses_are_in_order() {
    let problems = crosswalk().problems(None);
    assert!(problems.is_empty(), "{}", problems.join("\n"));
}

#[test]
fn every_check_of_the_peers_is_covered_or_excused() {
    let Some(shared) = testkit::shared() else {
        return testkit::not_run("the crosswalk", "no vectors");
    };
    let rows = rows(&shared).expect("the peers' lists");
    assert!(rows.len() > 900, "the lists are cut short: {} rows", rows.len());
    let crosswalk = crosswalk();
    let problems = crosswalk.problems(Some(&rows));
    assert!(problems.is_empty(), "{}", problems.join("\n"));
    let gaps: Vec<String> = rows
        .iter()
        .filter(|row| crosswalk.verdict(&row.key) == Verdict::Neither)
        .map(|Row { key, title }| format!("{} {} {title}", key.0, key.1))
        .collect();
    assert!(gaps.is_empty(), "neither covered nor excused:\n{}", gaps.join("\n"));
}
