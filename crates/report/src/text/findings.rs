//! One group of findings, like a compiler's diagnostic.

use std::io;

use annotate_snippets::{AnnotationKind, Group as Section, Level, Origin, Patch, Renderer, Snippet};
use finding::{Finding, Fix, Location, Safety};

use super::excerpt::{Excerpt, excerpt, excerpt_of_range};
use super::group::Group;
use super::mask::Mask;
use super::palette::Palette;
use super::{patch, table};
use crate::json::steps;
use crate::{Detail, TextStyle, visible, words};

/// Other places of a group that are listed before the rest is counted.
const MOST_PLACES: usize = 12;

/// Writes a group and an empty line.
pub(super) fn write(
    group: &Group<'_>,
    mask: &Mask,
    style: &TextStyle,
    out: &mut dyn io::Write,
) -> io::Result<()> {
    let finding = group.first;
    let renderer = renderer(finding, style);
    let mut sections = vec![diagnosis(group, mask, style)];
    sections.extend(related(finding, mask, style));
    if let Some(fix) = &finding.fix {
        sections.push(remedy(fix, is_secret(finding), mask));
    }
    writeln!(out, "{}", renderer.render(&sections))?;
    write_others(group, style, out)?;
    writeln!(out)
}

/// A renderer whose error level has the severity's colour. Excerpts are cut before, so its own limit is out of reach.
fn renderer(finding: &Finding, style: &TextStyle) -> Renderer {
    let renderer = if style.color { Renderer::styled().hyperlink(false) } else { Renderer::plain() };
    renderer.error(Palette::of(style).severity(finding.severity)).term_width(style.width.max(40) * 4)
}

/// What is wrong, where, and why it is as bad as it is said to be.
fn diagnosis<'a>(group: &Group<'a>, mask: &Mask, style: &TextStyle) -> Section<'a> {
    let finding = group.first;
    let title = Level::ERROR
        .with_name(finding.severity.as_str())
        .primary_title(title(group))
        .id(format!("{} {}", finding.rule.id, finding.rule.name));
    let mut section = Section::with_title(title);
    match excerpt(&finding.location, is_secret(finding), mask, style.width) {
        Some(excerpt) => {
            section = section.element(origin(&finding.location, &excerpt));
            section = section.element(snippet(&excerpt, label(finding, &excerpt)));
        }
        None => section = section.element(Origin::path(words::object(&finding.object))),
    }
    section.elements(remarks(finding, style).into_iter().map(|remark| Level::NOTE.no_name().message(remark)))
}

fn title(group: &Group<'_>) -> String {
    let message = visible::sentence(&group.first.message.text).into_owned();
    match group.others.len() {
        0 => message,
        others => format!("{message} ({} places)", words::count(others + 1)),
    }
}

fn origin<'a>(location: &Location, excerpt: &Excerpt) -> Origin<'a> {
    let file =
        location.source().map(|source| visible::sentence(source.name()).into_owned()).unwrap_or_default();
    Origin::path(file).line(excerpt.line).char_column(excerpt.column)
}

fn snippet<'a>(excerpt: &Excerpt, label: Option<String>) -> Snippet<'a, annotate_snippets::Annotation<'a>> {
    let mark = AnnotationKind::Primary.span(excerpt.caret.clone()).label(label);
    Snippet::source(excerpt.text.clone()).line_start(excerpt.line).annotation(mark)
}

/// What stands behind the caret: which field is not there.
fn label(finding: &Finding, excerpt: &Excerpt) -> Option<String> {
    let Location::Absent { .. } = finding.location else { return None };
    let missing = missing(&finding.field, excerpt)?;
    Some(format!("`{}` is not set here", visible::sentence(missing)))
}

/// The part of a path that lies below what the excerpt shows, else its last step.
fn missing<'f>(field: &'f str, excerpt: &Excerpt) -> Option<&'f str> {
    let shown = excerpt.text.get(excerpt.caret.clone()).unwrap_or_default();
    let item = shown.split_once(": ").map_or(shown, |(_, value)| value);
    let below = if excerpt.is_key {
        after(field, &format!("{shown}.")).or_else(|| {
            let list = field.rfind(&format!("{shown}["))?;
            field[list..].split_once("].").map(|(_, rest)| rest)
        })
    } else {
        after(field, &format!("={item}]."))
    };
    below.or_else(|| field.rsplit('.').next()).filter(|missing| !missing.is_empty())
}

fn after<'f>(field: &'f str, step: &str) -> Option<&'f str> {
    field.rfind(step).map(|place| &field[place + step.len()..])
}

/// Lines under the excerpt.
fn remarks(finding: &Finding, style: &TextStyle) -> Vec<String> {
    let mut remarks = Vec::new();
    let object = words::object(&finding.object);
    match (object.is_empty(), finding.field.is_empty()) {
        (true, _) => {}
        (false, true) => remarks.push(format!("in {object}")),
        (false, false) => remarks.push(format!("in {object}, {}", visible::sentence(&finding.field))),
    }
    remarks.extend(from(&finding.location));
    if let Some(adjusted) = &finding.adjusted {
        let direction = if finding.severity > adjusted.from { "raised" } else { "lowered" };
        let why = adjusted.why.join("; ");
        let why = visible::sentence(&why);
        remarks.push(format!("{direction} from {}: {why}", adjusted.from.as_str()));
    }
    if let (Some(suppressed), Detail::Every) = (&finding.suppressed, style.detail) {
        let by = words::suppressed_by(suppressed.by);
        let until = suppressed.until.as_ref().map(|day| format!(" (until {day})")).unwrap_or_default();
        remarks.push(format!("suppressed by {by}: {}{until}", visible::sentence(&suppressed.reason)));
    }
    remarks
}

/// What rendered the text.
fn from(location: &Location) -> Option<String> {
    let (source, span) = (location.source()?, location.span()?);
    let step = steps(source, span).first()?;
    let place = visible::sentence(&step.file).into_owned();
    Some(match &step.values_path {
        Some(path) => format!("rendered from {place}, value `{}`", visible::sentence(path)),
        None => format!("rendered from {place}"),
    })
}

/// Further places that belong to the evidence, the alias first.
fn related<'a>(finding: &'a Finding, mask: &Mask, style: &TextStyle) -> Vec<Section<'a>> {
    let alias = crate::alias::of(&finding.location).map(|(source, span)| {
        let excerpt = excerpt_of_range(source, span, is_secret(finding), mask, style.width);
        Section::with_title(Level::NOTE.secondary_title(crate::alias::MESSAGE))
            .element(origin(&finding.location, &excerpt))
            .element(snippet(&excerpt, None))
    });
    let others = finding.related.iter().map(|related| {
        let section = Section::with_title(
            Level::NOTE.secondary_title(visible::sentence(&related.message).into_owned()),
        );
        let in_secret =
            related.object.as_ref().map_or_else(|| is_secret(finding), |object| object.kind == "Secret");
        match (excerpt(&related.location, in_secret, mask, style.width), &related.object) {
            (Some(excerpt), _) => {
                section.element(origin(&related.location, &excerpt)).element(snippet(&excerpt, None))
            }
            (None, Some(object)) => section.element(Origin::path(words::object(object))),
            (None, None) => section,
        }
    });
    alias.into_iter().chain(others).collect()
}

/// What would mend it, and how.
fn remedy<'a>(fix: &'a Fix, in_secret: bool, mask: &Mask) -> Section<'a> {
    let title = visible::sentence(&fix.title);
    let needs = visible::sentence(&fix.needs);
    let title = match fix.safety {
        Safety::Safe => format!("{title} (safe)"),
        Safety::NeedsEvidence if needs.is_empty() => format!("{title} (safe only with evidence)"),
        Safety::NeedsEvidence => format!("{title} (safe only if {needs})"),
        Safety::Breaking => format!("{title} (may break what works now)"),
    };
    let section = Section::with_title(Level::HELP.secondary_title(title));
    section.elements(patch::pieces(fix, in_secret, mask).into_iter().map(|piece| {
        let patches = piece.replacements.into_iter().map(|(range, text)| Patch::new(range, text));
        Snippet::source(piece.text).line_start(piece.line).patches(patches)
    }))
}

/// The places of the group's other findings, in columns.
fn write_others(group: &Group<'_>, style: &TextStyle, out: &mut dyn io::Write) -> io::Result<()> {
    if group.others.is_empty() {
        return Ok(());
    }
    let faint = Palette::of(style).faint();
    let differs = group.differs();
    let rows = group.others.iter().take(MOST_PLACES).map(|finding| {
        let arguments = if differs { finding.message.arguments.join(", ") } else { String::new() };
        let object =
            if finding.location.span().is_some() { words::object(&finding.object) } else { String::new() };
        vec![words::place(finding), object, visible::sentence(&arguments).into_owned()]
    });
    writeln!(out, "{faint}also{faint:#}")?;
    table::write(&rows.collect::<Vec<_>>(), style.width, out)?;
    if let Some(rest) = group.others.len().checked_sub(MOST_PLACES + 1) {
        writeln!(out, "  … and {} more; --verbose shows each", words::count(rest + 1))?;
    }
    Ok(())
}

fn is_secret(finding: &Finding) -> bool {
    finding.object.kind == "Secret"
}
