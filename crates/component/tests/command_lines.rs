//! Made-up command lines, right and wrong ones: what is read of each is what the component itself read
//! (`kube/components`, `recorded/command-lines.jsonl`).

use std::fmt::Write as _;
use std::path::Path;
use std::sync::Arc;

use component::{FlagType, Settings, flag};
use manifest::{Limits, Node, Source, documents};
use model::KubernetesVersion;

#[test]
fn what_is_read_is_what_the_component_read() {
    let recorded = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../kube/recorded/command-lines.jsonl");
    #[expect(clippy::disallowed_methods, reason = "a test reads its vectors")]
    let text = std::fs::read_to_string(recorded).expect("what was recorded");
    let mut wrong = String::new();
    let mut lines = 0;
    for line in text.lines() {
        let source = Source::new("line.json", line.as_bytes().to_vec(), Limits::default()).unwrap();
        let document = documents(&Arc::new(source)).next().unwrap().unwrap();
        if let Err(difference) = compare(document.root()) {
            let _ = writeln!(wrong, "{line}\n  {difference}");
        }
        lines += 1;
    }
    assert!(lines > 1000, "only {lines} lines are recorded");
    assert!(wrong.is_empty(), "{wrong}");
}

fn compare(line: Node<'_>) -> Result<(), String> {
    let component = line.get("component").unwrap().as_str().unwrap();
    let mut command = String::new();
    line.get("args").unwrap().write_json(&mut command);
    let command = command.replacen('[', &format!("[{component:?},"), 1).replace(",]", "]");
    let pod = format!(
        "{{\"apiVersion\":\"v1\",\"kind\":\"Pod\",\"metadata\":{{\"name\":\"p\"}},\"spec\":{{\"containers\":[{{\"name\":\"c\",\
         \"image\":\"registry.k8s.io/{component}:{}\",\"command\":{command}}}]}}}}",
        if component == "etcd" { "3.7.0-0" } else { "v1.37.1" },
    );
    let inventory = testkit::inventory(&pod);
    let view = inventory.pods().next().unwrap();
    let settings = component::of_pod(view, KubernetesVersion::NEWEST).next().expect("a component");
    let refused = line.get("refused").unwrap().as_bool().unwrap();
    if refused == settings.refused().is_empty() {
        return Err(format!("refused here: {:?}", settings.refused()));
    }
    if refused {
        return Ok(());
    }
    let values = line.get("values").into_iter().flat_map(Node::entries);
    for entry in values {
        let (name, theirs) = (entry.name(), entry.value.as_str().unwrap());
        same_value(&settings, &name, &theirs)?;
    }
    Ok(())
}

/// Compares values as their type means them: Go prints `0s` for `0`, lists in brackets, maps in order.
fn same_value(settings: &Settings<'_>, name: &str, theirs: &str) -> Result<(), String> {
    let known = flag(settings.component, name, settings.version).ok_or(format!("{name} is not known"))?;
    let setting = settings.get(known.name()).ok_or(format!("{name} is unknown here"))?;
    let same = match known.kind() {
        FlagType::Bool => setting.boolean().is_some_and(|ours| ours.to_string() == theirs),
        FlagType::Integer | FlagType::Unsigned => {
            setting.integer().is_some_and(|ours| ours.to_string() == theirs)
        }
        FlagType::Duration => setting.duration() == component::duration(theirs),
        FlagType::Text => setting.text() == theirs,
        FlagType::List | FlagType::Array => {
            // Go quotes an item with a comma; both sides are compared split.
            let theirs = theirs.replace('"', "");
            let theirs = theirs.strip_prefix('[').and_then(|list| list.strip_suffix(']')).unwrap_or(&theirs);
            setting.items().eq(theirs.split(',').filter(|item| !item.is_empty()))
        }
        FlagType::Map => {
            let of_theirs =
                |pair: &str| pair.split_once('=').map(|(key, value)| setting.of_key(key) == Some(value));
            theirs.split(',').filter(|pair| !pair.is_empty()).all(|pair| of_theirs(pair) == Some(true))
        }
    };
    if same { Ok(()) } else { Err(format!("{name}: {:?} here", setting)) }
}
