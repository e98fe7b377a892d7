//! How often people are told of what is no secret, and how many secrets are found: on ConfigMaps of which both are known.

use std::collections::BTreeMap;

use credential::{Certainty, Found, Names, WORDS, in_file, in_value};
use testkit::{ConfigMap, config_maps};

/// Values for which one finding may be false.
const PER_FALSE: usize = 500;

/// Of a hundred secrets, how many are found.
const FOUND_OF_HUNDRED: usize = 95;

/// What of a ConfigMap people are told.
fn told<'m>(map: &'m ConfigMap, names: &Names) -> Vec<(&'m str, Found<'m>)> {
    let found = map.data.iter().flat_map(|(key, value)| {
        let alone = (!value.trim_end().contains('\n')).then(|| in_value(key, value, names)).flatten();
        let found = alone.map_or_else(|| in_file(key, value, names), |found| vec![found]);
        found.into_iter().map(move |found| (key.as_str(), found))
    });
    found.filter(|(_, found)| found.certainty == Certainty::Certain).collect()
}

/// Whether a finding is of this secret: its password, for an address.
fn is_of(found: &Found<'_>, secret: &str) -> bool {
    found.text == secret
        || !found.text.is_empty() && secret.contains(&*found.text)
        || found.text.contains(secret)
}

#[test]
fn few_false_findings_and_few_secrets_missed() {
    let names = Names::new(WORDS.iter().copied());
    let maps = config_maps(20_261_121, 1_000);
    let (mut values, mut secrets, mut found_secrets) = (0, 0, 0);
    let (mut wrong, mut missed): (BTreeMap<String, usize>, BTreeMap<String, usize>) = Default::default();
    for map in &maps {
        let told = told(map, &names);
        values += map.values;
        secrets += map.secrets.len();
        for secret in &map.secrets {
            if told.iter().any(|(_, found)| is_of(found, secret)) {
                found_secrets += 1;
            } else {
                let key = map.data.iter().find(|(_, value)| value.contains(&secret[..secret.len().min(20)]));
                let key = key.map(|(key, _)| key.as_str()).unwrap_or_default();
                *missed.entry(format!("{key}: {secret}")).or_default() += 1;
            }
        }
        for (key, found) in &told {
            if !map.secrets.iter().any(|secret| is_of(found, secret)) {
                *wrong.entry(format!("{key}: {} = {}", found.name, found.text)).or_default() += 1;
            }
        }
    }
    let false_findings: usize = wrong.values().sum();
    println!("{values} values, {secrets} secrets: {found_secrets} found, {false_findings} false findings");
    assert!(secrets > 500 && values > 20_000, "the ConfigMaps are worth a test: {secrets} in {values}");
    assert!(false_findings * PER_FALSE <= values, "{false_findings} in {values}: {wrong:#?}");
    if !missed.is_empty() {
        println!("missed: {:?}", missed.keys().collect::<Vec<_>>());
    }
    assert!(found_secrets * 100 >= secrets * FOUND_OF_HUNDRED, "{found_secrets} of {secrets}: {missed:#?}");
}
