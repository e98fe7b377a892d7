//! What suppressions say.

use finding::suppression::{Comment, Key, Standing, Terms, Until, is_day};

#[test]
fn keys_of_annotations() {
    let key = Key::read("seawall/ignore.POD001").unwrap();
    assert_eq!((key.id, key.container, key.too_long), ("POD001", None, false));
    let key = Key::read("seawall/ignore.POD001.api").unwrap();
    assert_eq!((key.id, key.container), ("POD001", Some("api")));
    assert_eq!(Key::read("example.com/ignore.POD001"), None);
    // The name part is what stands behind the slash: `ignore.POD001.` and the container.
    let fits = format!("seawall/ignore.POD001.{}", "a".repeat(63 - "ignore.POD001.".len()));
    assert!(!Key::read(&fits).unwrap().too_long);
    assert!(Key::read(&format!("{fits}a")).unwrap().too_long);
}

#[test]
fn reasons_and_days() {
    let read = |text| {
        let Terms { reason, until } = Terms::read(text);
        (reason, until)
    };
    let day = |day: &str| Until::Day(day.to_owned());
    assert_eq!(read("needs the device"), ("needs the device".to_owned(), Until::Forever));
    assert_eq!(read("device; until 2027-01-31 "), ("device".to_owned(), day("2027-01-31")));
    assert_eq!(read("first; second; until 2027-01-31"), ("first; second".to_owned(), day("2027-01-31")));
    assert_eq!(read("wait; untilled soil"), ("wait; untilled soil".to_owned(), Until::Forever));
    assert_eq!(read("device; until soon"), ("device".to_owned(), Until::Unreadable("soon".to_owned())));
    assert_eq!(read("device; until"), ("device".to_owned(), Until::Unreadable(String::new())));
    assert_eq!(read("until 2027-01-31"), (String::new(), day("2027-01-31")));
    assert_eq!(read("  "), (String::new(), Until::Forever));
}

#[test]
fn the_last_day_counts() {
    let standing = |text, today| Terms::read(text).standing(today);
    assert_eq!(standing("device; until 2027-01-31", "2027-01-31"), Standing::Valid);
    assert_eq!(standing("device; until 2027-01-31", "2027-02-01"), Standing::Expired);
    assert_eq!(standing("device", "2027-02-01"), Standing::Valid);
    assert_eq!(standing("until 2027-01-31", "2026-01-01"), Standing::NoReason);
    assert_eq!(standing("device; until 2027-02-30", "2026-01-01"), Standing::NoDay);
}

#[test]
fn days_of_the_calendar() {
    for day in ["2026-01-31", "2024-02-29", "2000-02-29", "9999-12-31"] {
        assert!(is_day(day), "{day}");
    }
    for day in [
        "2026-02-29",
        "1900-02-29",
        "2026-13-01",
        "2026-04-31",
        "2026-1-1",
        "26-01-01",
        "2026-01-00",
        "2026/01/01",
        "+026-01-01",
    ] {
        assert!(!is_day(day), "{day}");
    }
}

#[test]
fn comments() {
    let read =
        |text| Comment::read(text).map(|read| read.map(|comment| (comment.ids, comment.terms.reason)).ok());
    let ids = |ids: &[&str]| ids.iter().map(|&id| id.to_owned()).collect::<Vec<String>>();
    assert_eq!(read("# seawall: ignore[POD001] device"), Some(Some((ids(&["POD001"]), "device".to_owned()))));
    let several = "#seawall:ignore[POD001, POD002]  device; until 2027-01-31";
    assert_eq!(read(several), Some(Some((ids(&["POD001", "POD002"]), "device".to_owned()))));
    assert_eq!(read("# seawall: ignore[POD001]"), Some(Some((ids(&["POD001"]), String::new()))));
    for unreadable in [
        "# seawall: ignore POD001",
        "# seawall: ignore[]",
        "# seawall: ignore[POD001 device",
        "# seawall: skip",
    ] {
        assert_eq!(read(unreadable), Some(None), "{unreadable}");
    }
    for other in ["# a seawall: ignore[POD001]", "# ignore[POD001]", "# seawalls"] {
        assert_eq!(read(other), None, "{other}");
    }
}
