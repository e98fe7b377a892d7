//! Levels and versions as labels and command lines write them.

use podsecurity::{Level, LevelVersion, ParseError, Version};

#[test]
fn labels_say_versions_with_a_v() {
    let read = |text: &str| text.parse::<Version>();
    assert_eq!(read("v1.36"), Ok(Version::Minor(36)));
    assert_eq!(read("v1.0"), Ok(Version::Minor(0)));
    assert_eq!(read("latest"), Ok(Version::Latest));
    assert_eq!(read("v1.9223372036854775807"), Ok(Version::Minor(i64::MAX as u64)));
    for wrong in [
        "1.36",
        "v1",
        "v1.",
        "v1.01",
        "v1.00",
        "v2.1",
        "v1.36.1",
        "V1.36",
        "v1.+1",
        "v1.9223372036854775808",
        "",
        " v1.1",
        "v1.-1",
    ] {
        assert_eq!(read(wrong), Err(ParseError::Version), "{wrong}");
    }
}

#[test]
fn people_may_leave_the_v_out() {
    assert_eq!(Version::parse_lenient("1.36"), Ok(Version::Minor(36)));
    assert_eq!(Version::parse_lenient("v1.36"), Ok(Version::Minor(36)));
    assert_eq!(Version::parse_lenient("latest"), Ok(Version::Latest));
    assert_eq!(Version::parse_lenient("2.0"), Err(ParseError::Version));
}

#[test]
fn levels_are_ordered_by_strictness() {
    assert!(Level::Privileged < Level::Baseline && Level::Baseline < Level::Restricted);
    assert_eq!("baseline".parse(), Ok(Level::Baseline));
    assert_eq!("Baseline".parse::<Level>(), Err(ParseError::Level));
}

#[test]
fn policies_print_as_the_plugin_prints_them() {
    let policy = LevelVersion { level: Level::Restricted, version: Version::Minor(36) };
    assert_eq!(policy.to_string(), "restricted:v1.36");
    assert_eq!(LevelVersion::UNRESTRICTED.to_string(), "privileged:latest");
}
