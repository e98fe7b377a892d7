//! `seawall pss`.

mod notes;

use std::collections::HashSet;
use std::path::PathBuf;
use std::sync::Arc;

use clap::Args;
use clap::builder::{PossibleValuesParser, TypedValueParser};
use finding::{Incomplete, IncompleteReason, Location, ObjectRef};
use load::Loaded;
use manifest::{Document, Limits, Source};
use model::{Inventory, Object, ObjectId};
use podsecurity::admission::{self, Configuration, Mode, Row};
use podsecurity::{Level, LevelVersion, Version};
use report::{ListFormat, PodSecurity, PodSecurityRow};
use schema::{Definitions, Fault};

use crate::configuration::Settings;
use crate::failure::Failure;
use crate::input::InputArguments;
use crate::message;
use crate::output::{self, Destination};
use crate::terminal::{self, Color};
use crate::verdict::{IncompleteArguments, Verdict};

const EXAMPLES: &str = "\
Examples:
  seawall pss                                              restricted, newest version
  seawall pss --level baseline --policy-version 1.36 deploy/
  seawall pss --namespaces deploy/                         as their labels say
  seawall pss --namespaces --admission-config psa.yaml .   with a cluster's defaults and exemptions

Exit codes: 0 admitted, 1 refused (rows of warn and audit never count), 2 wrong usage, 3 incomplete";

/// Say what Pod Security admission would say, in its own words
///
/// Judges Pods and pod templates at one level and version, or by the labels of the Namespace objects of the input.
#[derive(Args, Clone, Debug)]
#[command(after_help = EXAMPLES)]
pub(crate) struct Arguments {
    #[command(flatten)]
    input: InputArguments,

    /// The level: privileged, baseline or restricted [default: restricted]
    #[arg(long, value_name = "LEVEL", value_parser = level_parser(), hide_possible_values = true, help_heading = "Policy", conflicts_with = "namespaces")]
    level: Option<Level>,

    /// The version of the standards: 1.36, v1.36 or latest, which is that of --kubernetes-version [default: latest]
    #[arg(long, value_name = "VERSION", help_heading = "Policy", conflicts_with = "namespaces", value_parser = policy_version)]
    policy_version: Option<Version>,

    /// The labels of the Namespace objects decide, as in a cluster
    #[arg(long, help_heading = "Policy")]
    namespaces: bool,

    /// A PodSecurityConfiguration with the cluster's defaults and exemptions
    #[arg(long, value_name = "FILE", help_heading = "Policy", requires = "namespaces")]
    admission_config: Option<PathBuf>,

    #[command(flatten)]
    incomplete: IncompleteArguments,

    /// Write text or json, to stdout or into a file (repeatable) [default: text]
    #[arg(short, long, value_name = "FORMAT[=FILE]", value_parser = Destination::<ListFormat>::parse, help_heading = "Output")]
    output: Vec<Destination<ListFormat>>,

    /// When to use colours
    #[arg(long, value_name = "WHEN", value_enum, default_value_t, help_heading = "Output")]
    color: Color,
}

fn level_parser() -> impl TypedValueParser<Value = Level> {
    PossibleValuesParser::new(["privileged", "baseline", "restricted"]).try_map(|word| word.parse::<Level>())
}

fn policy_version(text: &str) -> Result<Version, String> {
    Version::parse_lenient(text).map_err(|_| "write a version as 1.36, v1.36 or latest".to_owned())
}

/// Reads, asks the engine, reports.
pub(crate) fn run(arguments: &Arguments) -> Result<Verdict, Failure> {
    let destinations = output::destinations(&arguments.output)?;
    let settings = Settings::read(arguments.input.config.as_deref())?;
    let configuration = arguments.admission_config.as_ref().map(read_configuration).transpose()?;
    let Loaded { inventory, mut incomplete, mut notes, .. } = arguments.input.load(&settings)?;

    let answers = arguments.answers(&inventory, configuration.as_ref(), &mut incomplete);
    notes.extend(notes::all(&inventory, configuration.as_ref(), &answers));
    let refused = answers.iter().any(|row| !row.allowed && matches!(row.mode, Mode::Given | Mode::Enforce));
    let verdict = if refused { Verdict::No } else { Verdict::Yes };

    let rows: Vec<PodSecurityRow> =
        answers.into_iter().filter_map(|row| report_row(&inventory, row)).collect();
    ::checks::hide_in_incomplete(&mut incomplete, &[]);
    let answers = PodSecurity { rows: &rows, incomplete: &incomplete, notes: &notes };
    for Destination { format, file } in &destinations {
        let style = match file {
            Some(_) => terminal::file_style(),
            None => terminal::stdout_style(arguments.color),
        };
        output::write(file.as_deref(), |out| report::write_pss(&answers, *format, &style, out))?;
    }
    if destinations.iter().all(|destination| destination.format != ListFormat::Text) {
        message::incomplete(&incomplete);
    }
    Ok(verdict.or_incomplete(!incomplete.is_empty(), &arguments.incomplete))
}

impl Arguments {
    /// The rows, without those of objects that no API server would decode: these are incomplete instead.
    fn answers(
        &self,
        inventory: &Inventory,
        configuration: Option<&Configuration>,
        incomplete: &mut Vec<Incomplete>,
    ) -> Vec<Row> {
        let mut undecodable = HashSet::new();
        let version = inventory.options().version;
        for object in inventory.objects() {
            let refused = schema::problems(object, version, &Definitions::default());
            let wrong = refused.iter().filter_map(|problem| match problem.fault {
                Fault::WrongType(expected) => Some((problem.node, expected)),
                _ => None,
            });
            let lists = inventory.malformed().iter().filter(|malformed| malformed.object == object.id());
            let lists = lists.map(|malformed| (object.document().node(malformed.node), malformed.expected));
            for (node, expected) in wrong.chain(lists) {
                undecodable.insert(object.id());
                incomplete.push(Incomplete {
                    reason: IncompleteReason::Malformed,
                    location: Some(Location::of(node)),
                    file: None,
                    message: format!("{} cannot be decoded: expected {expected}", title(object)),
                });
            }
        }
        let mut rows = if self.namespaces {
            let answers = admission::review(inventory, configuration);
            incomplete.extend(answers.unknown.iter().filter_map(|id| unknown_namespace(inventory, *id)));
            for (id, invalid) in &answers.refused {
                incomplete.extend(inventory.object(*id).and_then(|object| {
                    let message = admission::refused_namespace(object.name(), invalid)?;
                    Some(about(object, IncompleteReason::Malformed, message))
                }));
            }
            answers.rows
        } else {
            let level = self.level.unwrap_or(Level::Restricted);
            let version = self.policy_version.unwrap_or(Version::Latest);
            let (policy, server) = (LevelVersion { level, version }, inventory.options().version);
            inventory.pods().map(|pod| admission::given(pod, policy, server)).collect()
        };
        rows.retain(|row| !undecodable.contains(&row.object));
        rows
    }
}

fn unknown_namespace(inventory: &Inventory, id: ObjectId) -> Option<Incomplete> {
    let object = inventory.object(id)?;
    let message = match object.namespace() {
        Some(namespace) => format!(
            "{}: Namespace \"{namespace}\" is not in the input; add it, or give the cluster's defaults with --admission-config",
            title(object)
        ),
        None => format!(
            "{} names no namespace; say with -n which one it is in, or give the cluster's defaults with --admission-config",
            title(object)
        ),
    };
    Some(about(object, IncompleteReason::Unknown, message))
}

fn about(object: &Object, reason: IncompleteReason, message: String) -> Incomplete {
    Incomplete { reason, location: Some(Location::of(object.root())), file: None, message }
}

/// `Deployment shop/web`.
fn title(object: &Object) -> String {
    let namespace = object.namespace().map(|namespace| format!("{namespace}/")).unwrap_or_default();
    format!("{} {namespace}{}", object.kind(), object.name())
}

fn report_row(inventory: &Inventory, row: Row) -> Option<PodSecurityRow> {
    let object = inventory.object(row.object)?;
    Some(PodSecurityRow {
        file: object.document().source().name().clone(),
        object: reference(object),
        mode: row.mode.as_str(),
        via_pods: row.via.is_some(),
        level: row.policy.level.as_str(),
        version: row.policy.version.to_string(),
        allowed: row.allowed,
        message: row.message,
    })
}

fn reference(object: &Object) -> Arc<ObjectRef> {
    let gvk = object.gvk();
    let api_version =
        if gvk.group.is_empty() { gvk.version.to_string() } else { format!("{}/{}", gvk.group, gvk.version) };
    Arc::new(ObjectRef {
        api_version,
        kind: object.kind().to_owned(),
        namespace: object.namespace().map(str::to_owned),
        name: object.name().to_owned(),
    })
}

/// Reads an admission configuration; what the API server would refuse is refused.
fn read_configuration(path: &PathBuf) -> Result<Configuration, Failure> {
    let name = path.display().to_string();
    let limits = Limits { bytes: 16 << 20, ..Limits::default() };
    let bytes = std::fs::read(path)
        .map_err(|error| Failure::new(format!("cannot read `{name}`: {}", load::reason(&error))))?;
    let source = Source::new(name.clone(), bytes, limits)
        .map_err(|_| Failure::new(format!("{name} is larger than 16 MiB")))?;
    let source = Arc::new(source);
    let at = |byte: u32| format!("{name}:{}", source.position(byte).line);
    let document = Document::parse(&source, limits)
        .map_err(|error| Failure::new(format!("{}: {}", at(error.span.start), error.message)))?;
    Configuration::read(document.root()).map_err(|invalid| {
        let lines: Vec<String> =
            invalid.iter().map(|invalid| format!("{}: {invalid}", at(invalid.span.start))).collect();
        Failure::new(lines.join("\n"))
    })
}
