//! `seawall.toml`: one file, the nearest, never merged; flags win over it.

mod find;

use std::collections::BTreeMap;
use std::ops::Range;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use checks::{Configuration, Exception, ParameterValue};
use finding::Severity;
use manifest::{Limits, Source, Span};
use model::KubernetesVersion;
use serde::Deserialize;
use toml::{Spanned, Value};

use crate::failure::Failure;
use crate::input::version;

/// What the file says, checked.
#[derive(Debug, Default)]
pub(crate) struct Settings {
    /// Ids, names or areas.
    pub select: Vec<String>,
    /// Ids, names or areas.
    pub ignore: Vec<String>,
    /// Globs.
    pub exclude: Vec<String>,
    /// The severity at which a scan fails.
    pub fail_on: Option<FailOn>,
    /// The version to judge by.
    pub kubernetes_version: Option<KubernetesVersion>,
    /// The input is all there is.
    pub complete: bool,
    /// Whether the baselines of platforms are heeded, where the file says so.
    pub platform_baselines: Option<bool>,
    /// By id: the severity that is final.
    pub severity: BTreeMap<String, Severity>,
    /// By id and name: parameters of checks.
    pub parameters: BTreeMap<String, BTreeMap<String, ParameterValue>>,
    /// Exceptions.
    pub exceptions: Vec<Exception>,
    /// The file itself.
    pub source: Option<Arc<Source>>,
}

/// The least severity that fails a scan.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(try_from = "String")]
pub(crate) enum FailOn {
    /// This one and those above.
    Severity(Severity),
    /// Nothing does.
    None,
}

impl FailOn {
    /// The words there are.
    pub const WORDS: [&'static str; 6] = ["critical", "high", "medium", "low", "info", "none"];

    /// Reads a word.
    pub fn parse(word: &str) -> Result<FailOn, String> {
        match word {
            "none" => Ok(FailOn::None),
            _ => severity(word).map(FailOn::Severity),
        }
    }
}

/// Reads the word of a severity.
pub(crate) fn severity(word: &str) -> Result<Severity, String> {
    let words = Severity::ALL.map(Severity::as_str).join(", ");
    Severity::from_word(word).ok_or_else(|| format!("there is no severity `{word}`; there are {words}"))
}

impl TryFrom<String> for FailOn {
    type Error = String;
    fn try_from(word: String) -> Result<FailOn, String> {
        FailOn::parse(&word)
    }
}

/// A `seawall.toml` as it is written.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case", default)]
struct Document {
    select: Vec<Spanned<String>>,
    ignore: Vec<Spanned<String>>,
    exclude: Vec<String>,
    fail_on: Option<FailOn>,
    kubernetes_version: Option<Spanned<String>>,
    complete: bool,
    platform_baselines: Option<bool>,
    accept: Vec<Spanned<String>>,
    severity: BTreeMap<Spanned<String>, Spanned<String>>,
    check: BTreeMap<Spanned<String>, BTreeMap<Spanned<String>, Spanned<Value>>>,
    exception: Vec<Spanned<Entry>>,
}

/// An `[[exception]]`. Without a reason it is read, void, and a finding.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Entry {
    ids: Vec<Spanned<String>>,
    namespace: Option<String>,
    kind: Option<String>,
    name: Option<String>,
    container: Option<String>,
    #[serde(default)]
    reason: String,
    until: Option<String>,
}

impl Settings {
    /// Reads the file that was named, else the nearest; without either there is nothing to say.
    pub fn read(named: Option<&Path>) -> Result<Settings, Failure> {
        let Some(path) = named.map(Path::to_owned).or_else(find::nearest) else {
            return Ok(Settings::default());
        };
        let cannot = |error: std::io::Error| {
            Failure::new(format!(
                "cannot read the configuration `{}`: {}",
                path.display(),
                load::reason(&error)
            ))
        };
        let bytes = std::fs::read(&path).map_err(cannot)?;
        Settings::parse(&path, bytes)
    }

    fn parse(path: &Path, bytes: Vec<u8>) -> Result<Settings, Failure> {
        let file = File::new(path, bytes)?;
        let document: Document =
            toml::from_str(file.text()).map_err(|error| file.wrong(error.span(), error.message()))?;
        for id in &document.accept {
            if checks::rule(id.get_ref()).is_none() {
                let message = format!(
                    "accept: there is no check `{}`; `seawall checks` lists those there are",
                    id.get_ref()
                );
                return Err(file.wrong(Some(id.span()), &message));
            }
        }
        Ok(Settings {
            select: file.words(document.select)?,
            ignore: file.words(document.ignore)?,
            exclude: document.exclude,
            fail_on: document.fail_on,
            kubernetes_version: document.kubernetes_version.map(|text| file.version(&text)).transpose()?,
            complete: document.complete,
            platform_baselines: document.platform_baselines,
            severity: file.severities(document.severity)?,
            parameters: file.parameters(document.check)?,
            exceptions: document
                .exception
                .into_iter()
                .map(|entry| file.exception(entry))
                .collect::<Result<_, Failure>>()?,
            source: Some(file.source),
        })
    }
}

/// The text of the file, for errors that say where.
struct File {
    path: PathBuf,
    source: Arc<Source>,
}

impl File {
    fn new(path: &Path, bytes: Vec<u8>) -> Result<File, Failure> {
        let name = path.display().to_string();
        let limits = Limits { bytes: 16 << 20, ..Limits::default() };
        match Source::new(name.clone(), bytes, limits) {
            Ok(source) if source.invalid().is_empty() => {
                Ok(File { path: path.to_owned(), source: Arc::new(source) })
            }
            Ok(_) => Err(Failure::new(format!("{name} is not UTF-8"))),
            Err(_) => Err(Failure::new(format!("{name} is larger than 16 MiB"))),
        }
    }

    fn text(&self) -> &str {
        self.source.text().trim_start_matches('\u{feff}')
    }

    /// An error as `file:line:column: message`.
    fn wrong(&self, span: Option<Range<usize>>, message: &str) -> Failure {
        let before = self.source.text().len() - self.text().len();
        let place = span.map(|span| self.source.position(offset(span.start + before)));
        let place = place.map(|place| format!(":{}:{}", place.line, place.column)).unwrap_or_default();
        Failure::new(format!("{}{place}: {}", self.path.display(), message.trim_end().replace('\n', " ")))
    }

    /// Lets `checks` judge one part of the configuration, so that it is known which one is wrong.
    fn validate(&self, part: Configuration, span: Range<usize>) -> Result<(), Failure> {
        checks::validate(&part).map_err(|error| self.wrong(Some(span), &error.message))
    }

    /// Ids, names and areas.
    fn words(&self, words: Vec<Spanned<String>>) -> Result<Vec<String>, Failure> {
        let words = words.into_iter().map(|word| {
            let (span, word) = (word.span(), word.into_inner());
            self.validate(Configuration { select: vec![word.clone()], ..Default::default() }, span)?;
            Ok(word)
        });
        words.collect()
    }

    fn severities(
        &self,
        severities: BTreeMap<Spanned<String>, Spanned<String>>,
    ) -> Result<BTreeMap<String, Severity>, Failure> {
        let severities = severities.into_iter().map(|(id, word)| {
            let severity =
                severity(word.get_ref()).map_err(|message| self.wrong(Some(word.span()), &message))?;
            let (span, id) = (id.span(), id.into_inner());
            let part = [(id.clone(), severity)].into();
            self.validate(Configuration { severity: part, ..Default::default() }, span)?;
            Ok((id, severity))
        });
        severities.collect()
    }

    fn parameters(
        &self,
        checks: BTreeMap<Spanned<String>, BTreeMap<Spanned<String>, Spanned<Value>>>,
    ) -> Result<BTreeMap<String, BTreeMap<String, ParameterValue>>, Failure> {
        let checks = checks.into_iter().map(|(id, parameters)| {
            let (span, id) = (id.span(), id.into_inner());
            let part = |parameters| Configuration {
                parameters: [(id.clone(), parameters)].into(),
                ..Default::default()
            };
            self.validate(part(BTreeMap::new()), span)?;
            let parameters = parameters.into_iter().map(|(name, value)| {
                let (span, name, value) = (name.span(), name.into_inner(), self.parameter(value)?);
                self.validate(part([(name.clone(), value.clone())].into()), span)?;
                Ok((name, value))
            });
            let parameters = parameters.collect::<Result<_, Failure>>()?;
            Ok((id, parameters))
        });
        checks.collect()
    }

    fn version(&self, text: &Spanned<String>) -> Result<KubernetesVersion, Failure> {
        version(text.get_ref())
            .map_err(|message| self.wrong(Some(text.span()), &format!("kubernetes-version: {message}")))
    }

    fn parameter(&self, value: Spanned<Value>) -> Result<ParameterValue, Failure> {
        let span = value.span();
        let wrong = || {
            self.wrong(Some(span), "a parameter is true or false, an integer, a string, or a list of strings")
        };
        match value.into_inner() {
            Value::Boolean(value) => Ok(ParameterValue::Bool(value)),
            Value::Integer(value) => Ok(ParameterValue::Int(value)),
            Value::String(value) => Ok(ParameterValue::String(value)),
            Value::Array(values) => {
                let texts = values.into_iter().map(|value| match value {
                    Value::String(text) => Some(text),
                    _ => None,
                });
                texts.collect::<Option<_>>().map(ParameterValue::List).ok_or_else(wrong)
            }
            _ => Err(wrong()),
        }
    }

    fn exception(&self, entry: Spanned<Entry>) -> Result<Exception, Failure> {
        let span = entry.span();
        let Entry { ids, namespace, kind, name, container, reason, until } = entry.into_inner();
        let ids = self.words(ids)?;
        let span = Span { start: offset(span.start), end: offset(span.end) };
        Ok(Exception { ids, namespace, kind, name, container, reason, until, span })
    }
}

/// The file is far smaller than 4 GiB.
fn offset(byte: usize) -> u32 {
    u32::try_from(byte).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parse(text: &str) -> Result<Settings, String> {
        Settings::parse(Path::new("seawall.toml"), text.as_bytes().to_vec())
            .map_err(|failure| failure.to_string())
    }

    #[test]
    fn every_key_of_the_contract_is_read() {
        let settings = parse(
            "select = ['POD']\nignore = ['POD001']\nexclude = ['vendor']\nfail-on = 'none'\n\
             kubernetes-version = '1.30'\ncomplete = true\naccept = []\n[severity]\nPOD001 = 'low'\n\
             [check.IMG001]\ntags = ['a', 'b']\n\
             [[exception]]\nids = ['POD001']\nnamespace = 'kube-*'\nreason = 'they must'\nuntil = '2027-01-31'\n",
        )
        .unwrap();
        assert_eq!(settings.fail_on, Some(FailOn::None));
        assert_eq!(settings.kubernetes_version, KubernetesVersion::parse("1.30"));
        assert_eq!(settings.severity["POD001"], Severity::Low);
        assert_eq!(settings.parameters["IMG001"]["tags"], ParameterValue::List(vec!["a".into(), "b".into()]));
        let exception = &settings.exceptions[0];
        assert_eq!(exception.until.as_deref(), Some("2027-01-31"));
        let text = settings.source.as_ref().unwrap().slice(exception.span);
        assert!(text.starts_with("[[exception]]"), "{text}");
    }

    #[test]
    fn what_is_wrong_is_named_with_its_line() {
        let wrong = |text: &str| parse(text).unwrap_err();
        assert!(wrong("select = []\nselct = []\n").starts_with("seawall.toml:2:1: unknown field `selct`"));
        assert!(
            wrong("\n[[exception]]\nids = []\nwho = 'x'\n")
                .starts_with("seawall.toml:4:1: unknown field `who`")
        );
        assert!(wrong("fail-on = 'loud'\n").starts_with("seawall.toml:1:11: there is no severity `loud`"));
        assert!(
            wrong("[severity]\n\nPOD001 = 'x'\n").starts_with("seawall.toml:3:10: there is no severity `x`")
        );
        assert!(
            wrong("[check.POD001]\nwhen = 2027-01-01\n").starts_with("seawall.toml:2:8: a parameter is ")
        );
        assert!(
            wrong("accept = ['XYZ999']\n")
                .starts_with("seawall.toml:1:11: accept: there is no check `XYZ999`")
        );
        assert!(wrong("a = \n").starts_with("seawall.toml:1:"));
    }
}
