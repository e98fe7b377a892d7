//! `seawall scan`.

use clap::Args;
use finding::{Finding, Severity};
use load::Loaded;
use report::{Detail, Format, Scan, TextStyle};

use crate::configuration::{self, FailOn, Settings};
use crate::date::Date;
use crate::failure::Failure;
use crate::input::InputArguments;
use crate::message;
use crate::output::{self, Destination};
use crate::terminal::{self, Color};
use crate::verdict::{IncompleteArguments, Verdict};

const EXAMPLES: &str = "\
Examples:
  seawall scan                               the current folder
  seawall scan deploy/ chart/ 'env/*.yaml'   folders, charts, globs
  helm template chart | seawall scan -       what another tool writes
  seawall scan -o text -o sarif=out.sarif    text here, SARIF into a file
  seawall scan --select POD,IMG --fail-on medium

Exit codes: 0 nothing at or above --fail-on, 1 findings, 2 wrong usage or configuration, 3 incomplete";

/// Find what is wrong with manifests, how bad it is, where, and how to mend it
///
/// Reads .yaml, .yml and .json (also .gz), charts (folders and .tgz, rendered by the installed Helm) and
/// kustomizations (rendered by the installed Kustomize or kubectl). .gitignore and .seawallignore are respected.
/// Files without Kubernetes objects are left aside.
#[derive(Args, Clone, Debug)]
#[command(after_help = EXAMPLES)]
pub(crate) struct Arguments {
    #[command(flatten)]
    input: InputArguments,

    /// Only these checks: ids, names or areas, as in POD001,IMG
    #[arg(long, value_name = "CHECK", value_delimiter = ',', help_heading = "Checks")]
    select: Vec<String>,

    /// All but these checks: ids, names or areas
    #[arg(long, value_name = "CHECK", value_delimiter = ',', help_heading = "Checks")]
    ignore: Vec<String>,

    /// Do not heed annotations and comments that suppress findings
    #[arg(long, help_heading = "Checks")]
    no_inline_suppressions: bool,

    /// Judge what a platform puts into its clusters itself (kubeadm, kind, EKS, GKE, AKS) like any other object
    #[arg(long, help_heading = "Checks")]
    no_platform_baselines: bool,

    /// The day by which suppressions end [default: today in UTC]
    #[arg(long, value_name = "YYYY-MM-DD", value_parser = Date::parse, help_heading = "Checks")]
    today: Option<Date>,

    /// The least severity that makes the exit code 1: critical, high, medium, low, info or none [default: high]
    #[arg(long, value_name = "SEVERITY", value_parser = fail_on_parser(), hide_possible_values = true, help_heading = "Verdict")]
    fail_on: Option<String>,

    #[command(flatten)]
    incomplete: IncompleteArguments,

    /// Write text, json or sarif, to stdout or into a file (repeatable) [default: text]
    #[arg(short, long, value_name = "FORMAT[=FILE]", value_parser = Destination::<Format>::parse, help_heading = "Output")]
    output: Vec<Destination<Format>>,

    /// Hide findings below this severity and show all others; the exit code stays [default: info; text only counts
    /// low and info]
    #[arg(long, value_name = "SEVERITY", value_parser = severity_parser(), hide_possible_values = true, help_heading = "Output")]
    min_severity: Option<String>,

    /// One line per finding, and nothing else
    #[arg(short, long, conflicts_with = "verbose", help_heading = "Output")]
    quiet: bool,

    /// Every finding by itself, suppressed ones too
    #[arg(short, long, help_heading = "Output")]
    verbose: bool,

    /// When to use colours
    #[arg(
        long,
        value_name = "WHEN",
        value_enum,
        default_value_t,
        hide_possible_values = false,
        help_heading = "Output"
    )]
    color: Color,
}

fn fail_on_parser() -> clap::builder::PossibleValuesParser {
    FailOn::WORDS.into()
}

fn severity_parser() -> clap::builder::PossibleValuesParser {
    Severity::ALL.map(Severity::as_str).into()
}

/// Reads, judges, reports.
pub(crate) fn run(arguments: &Arguments) -> Result<Verdict, Failure> {
    let destinations = output::destinations(&arguments.output)?;
    let settings = Settings::read(arguments.input.config.as_deref())?;
    let fail_on = arguments.fail_on(&settings)?;
    let configuration = arguments.configuration(&settings);
    ::checks::validate(&configuration).map_err(|error| Failure::new(error.message))?;

    let Loaded { inventory, mut incomplete, notes, .. } = arguments.input.load(&settings)?;
    let outcome = ::checks::run(&inventory, &configuration);
    incomplete.extend(outcome.incomplete);
    ::checks::hide_in_incomplete(&mut incomplete, &outcome.secrets);
    let verdict =
        verdict(&outcome.findings, fail_on).or_incomplete(!incomplete.is_empty(), &arguments.incomplete);

    let scan = Scan {
        findings: &outcome.findings,
        incomplete: &incomplete,
        notes: &notes,
        secrets: &outcome.secrets,
        objects: inventory.objects().len(),
        seawall_version: env!("CARGO_PKG_VERSION"),
        kubernetes_version: inventory.options().version,
        min_severity: arguments.min_severity()?,
    };
    for destination in &destinations {
        arguments.write(&scan, fail_on, destination)?;
    }
    if !arguments.quiet && destinations.iter().all(|destination| destination.format != Format::Text) {
        message::incomplete(&incomplete);
    }
    // The process ends next: what the system takes back at once need not be taken apart piece by piece.
    std::mem::forget((inventory, outcome.findings));
    Ok(verdict)
}

/// Suppressed findings never count; what is hidden does.
fn verdict(findings: &[Finding], fail_on: FailOn) -> Verdict {
    let FailOn::Severity(least) = fail_on else { return Verdict::Yes };
    let counts = |finding: &Finding| finding.suppressed.is_none() && finding.severity >= least;
    if findings.iter().any(counts) { Verdict::No } else { Verdict::Yes }
}

impl Arguments {
    /// Flags win, as a whole: `--select` is not added to what the file selects.
    fn configuration(&self, settings: &Settings) -> ::checks::Configuration {
        let chosen =
            |flags: &[String], file: &[String]| if flags.is_empty() { file.to_vec() } else { flags.to_vec() };
        ::checks::Configuration {
            select: chosen(&self.select, &settings.select),
            ignore: chosen(&self.ignore, &settings.ignore),
            severity: settings.severity.clone(),
            parameters: settings.parameters.clone(),
            exceptions: settings.exceptions.clone(),
            no_inline_suppressions: self.no_inline_suppressions,
            no_platform_baselines: self.no_platform_baselines || settings.platform_baselines == Some(false),
            today: self.today.clone().unwrap_or_else(Date::today).as_str().to_owned(),
            source: settings.source.clone(),
        }
    }

    fn fail_on(&self, settings: &Settings) -> Result<FailOn, Failure> {
        let flag = self.fail_on.as_deref().map(FailOn::parse).transpose().map_err(Failure::new)?;
        Ok(flag.or(settings.fail_on).unwrap_or(FailOn::Severity(Severity::High)))
    }

    fn min_severity(&self) -> Result<Severity, Failure> {
        let word = self.min_severity.as_deref();
        Ok(word.map(configuration::severity).transpose().map_err(Failure::new)?.unwrap_or(Severity::Info))
    }

    fn write(
        &self,
        scan: &Scan<'_>,
        fail_on: FailOn,
        destination: &Destination<Format>,
    ) -> Result<(), Failure> {
        let style = TextStyle { counted_below: self.counted_below(fail_on), ..self.style(destination) };
        let mut cut = Vec::new();
        output::write(destination.file.as_deref(), |out| {
            cut = report::write_scan(scan, destination.format, &style, out)?;
            Ok(())
        })?;
        for note in cut {
            message::warning(&note.examples.join("; "));
        }
        Ok(())
    }

    /// What text only counts: what is less than medium and fails nothing, unless the user says what to show.
    fn counted_below(&self, fail_on: FailOn) -> Severity {
        if self.min_severity.is_some() || !self.select.is_empty() {
            return Severity::Info;
        }
        match fail_on {
            FailOn::Severity(least) => least.min(Severity::Medium),
            FailOn::None => Severity::Medium,
        }
    }

    fn style(&self, destination: &Destination<Format>) -> TextStyle {
        let style = match &destination.file {
            Some(_) => terminal::file_style(),
            None => terminal::stdout_style(self.color),
        };
        let detail = match (self.quiet, self.verbose) {
            (true, _) => Detail::Lines,
            (_, true) => Detail::Every,
            _ => Detail::Grouped,
        };
        TextStyle { detail, ..style }
    }
}
