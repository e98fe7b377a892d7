//! One group of findings, like a compiler's diagnostic.

use std::io;
use std::sync::Arc;

use finding::{Finding, Fix, Location, ObjectRef, Safety};

use super::diagram::{Diagram, digits, margin};
use super::excerpt::{Excerpt, Frame};
use super::group::Group;
use super::missing::missing;
use super::palette::Palette;
use super::patch::{self, Piece};
use super::shown::{self, place};
use super::table;
use crate::json::steps;
use crate::mask::{Content, Mask};
use crate::{Detail, TextStyle, visible, words};

/// Objects with other places of a group that are listed before the rest is only counted.
const MOST_OBJECTS: usize = 8;

/// Digits of line numbers for which room is kept when lines are cut.
const USUAL_DIGITS: usize = 5;

/// A further place of a finding.
struct Further {
    message: String,
    place: Option<String>,
    excerpt: Option<Excerpt>,
}

/// Writes a group and an empty line.
pub(super) fn write(
    group: &Group<'_>,
    mask: &Mask<'_>,
    style: &TextStyle,
    out: &mut dyn io::Write,
) -> io::Result<()> {
    let finding = group.first;
    let width = style.width.saturating_sub(margin(USUAL_DIGITS)).max(20);
    let frame = Frame { mask, content: content(&finding.object), width };
    let excerpt = frame.excerpt(&finding.location);
    let further = further(finding, frame);
    let pieces = finding.fix.as_ref().map(|fix| patch::pieces(fix, frame)).unwrap_or_default();
    let palette = Palette::of(style);
    let mut diagram = Diagram::new(out, palette, widest(&excerpt, &further, &pieces));

    let color = palette.severity(finding.severity);
    let id = format!("{} {}", finding.rule.id, finding.rule.name);
    diagram.heading(color, finding.severity.as_str(), &id, &group.title())?;
    diagram.place(&place(finding))?;
    if let Some(excerpt) = &excerpt {
        diagram.excerpt(excerpt, color, &label(finding, excerpt))?;
        diagram.ruler()?;
    }
    remarks(finding, style).iter().try_for_each(|remark| diagram.remark(remark))?;
    group.beside.iter().try_for_each(|other| diagram.remark(&beside(other)))?;
    further.iter().try_for_each(|further| write_further(further, &mut diagram, palette))?;
    if let Some(fix) = &finding.fix {
        diagram.heading(palette.help(), "help", "", &remedy(fix))?;
        pieces.iter().try_for_each(|piece| diagram.piece(piece))?;
    }
    for fix in group.beside.iter().filter_map(|other| other.first.fix.as_ref()) {
        diagram.heading(palette.help(), "help", "", &remedy(fix))?;
    }
    write_others(group, style, out)?;
    writeln!(out)
}

/// The digits of the highest line number.
fn widest(excerpt: &Option<Excerpt>, further: &[Further], pieces: &[Piece]) -> usize {
    let excerpts = excerpt.iter().chain(further.iter().filter_map(|further| further.excerpt.as_ref()));
    let rows = pieces.iter().flat_map(|piece| &piece.rows);
    excerpts.map(|excerpt| excerpt.line).chain(rows.map(patch::Row::line)).map(digits).max().unwrap_or(1)
}

/// What another rule says of the same places.
fn beside(group: &Group<'_>) -> String {
    let rule = group.first.rule;
    let title = group.title();
    format!(
        "also {} [{} {}]: {}",
        group.first.severity.as_str(),
        rule.id,
        rule.name,
        visible::sentence(&title)
    )
}

/// What stands behind the carets: which field is not there.
fn label(finding: &Finding, excerpt: &Excerpt) -> String {
    match finding.location {
        Location::Absent { .. } => missing(&finding.field, excerpt)
            .map(|field| format!("`{}` is not set here", visible::sentence(field)))
            .unwrap_or_default(),
        _ => String::new(),
    }
}

/// Lines under the excerpt: the object and field, what rendered them, why the severity is another.
fn remarks(finding: &Finding, style: &TextStyle) -> Vec<String> {
    let mut remarks = Vec::new();
    let object = words::object(&finding.object);
    let field = visible::sentence(&finding.field);
    let parts: Vec<&str> = [object.as_str(), &field].into_iter().filter(|part| !part.is_empty()).collect();
    if !parts.is_empty() {
        remarks.push(format!("in {}", parts.join(", ")));
    }
    remarks.extend(rendered_from(&finding.location));
    if let Some(adjusted) = &finding.adjusted {
        let direction = if finding.severity > adjusted.from { "raised" } else { "lowered" };
        let why = adjusted.why.join("; ");
        remarks.push(format!("{direction} from {}: {}", adjusted.from.as_str(), visible::sentence(&why)));
    }
    if let (Some(suppressed), Detail::Every) = (&finding.suppressed, style.detail) {
        let by = words::suppressed_by(suppressed.by);
        let until = suppressed.until.as_ref().map(|day| format!(" (until {day})")).unwrap_or_default();
        remarks.push(format!("suppressed by {by}: {}{until}", visible::sentence(&suppressed.reason)));
    }
    remarks
}

fn rendered_from(location: &Location) -> Option<String> {
    let (source, span) = (location.source()?, location.span()?);
    let step = steps(source, span).first()?;
    let place = visible::sentence(&step.file);
    Some(match &step.values_path {
        Some(path) => format!("rendered from {place}, value `{}`", visible::sentence(path)),
        None => format!("rendered from {place}"),
    })
}

/// Further places that belong to the evidence, the alias first.
fn further(finding: &Finding, frame: Frame<'_>) -> Vec<Further> {
    let alias = crate::alias::of(&finding.location).map(|(source, span)| Further {
        message: crate::alias::MESSAGE.to_owned(),
        place: Some(shown::range(source, span)),
        excerpt: Some(frame.excerpt_of_range(source, span)),
    });
    let related = finding.related.iter().map(|related| {
        let object = related.object.as_deref();
        let content = object.map_or(frame.content, content);
        Further {
            message: related.message.clone(),
            place: shown::location(&related.location).or_else(|| object.map(words::object)),
            excerpt: Frame { content, ..frame }.excerpt(&related.location),
        }
    });
    alias.into_iter().chain(related).collect()
}

fn write_further(further: &Further, diagram: &mut Diagram<'_>, palette: Palette) -> io::Result<()> {
    diagram.heading(palette.note(), "note", "", &further.message)?;
    if let Some(place) = &further.place {
        diagram.place(place)?;
    }
    match &further.excerpt {
        Some(excerpt) => diagram.excerpt(excerpt, palette.note(), ""),
        None => Ok(()),
    }
}

/// What would mend it, and how safe that is.
fn remedy(fix: &Fix) -> String {
    let title = &fix.title;
    match (fix.safety, &*fix.needs) {
        (Safety::Safe, _) => format!("{title} (safe)"),
        (Safety::NeedsEvidence, "") => format!("{title} (needs evidence that it is safe)"),
        (Safety::NeedsEvidence, needs) => {
            format!("{title} (safe if {})", needs.strip_prefix("that ").unwrap_or(needs))
        }
        (Safety::Breaking, _) => format!("{title} (may break what works now)"),
    }
}

/// The places of the group's other findings, in columns.
fn write_others(group: &Group<'_>, style: &TextStyle, out: &mut dyn io::Write) -> io::Result<()> {
    if group.others.is_empty() {
        return Ok(());
    }
    let palette = Palette::of(style);
    let of_one_object = |one: &&Finding, two: &&Finding| {
        one.object == two.object
            && one.location.source().map(Arc::as_ptr) == two.location.source().map(Arc::as_ptr)
    };
    let objects: Vec<&[&Finding]> = group.others.chunk_by(of_one_object).collect();
    let shown = objects.len().min(MOST_OBJECTS);
    let rows: Vec<Vec<String>> =
        objects[..shown].iter().filter_map(|findings| row(group, findings)).collect();
    Diagram::new(out, palette, 0).heading(palette.note(), "also", "", &counted(group.others.len()))?;
    table::write(&rows, style.width, out)?;
    match objects[shown..].iter().map(|findings| findings.len()).sum() {
        0 => Ok(()),
        rest => writeln!(out, "  … and {} more: --verbose shows each", words::count(rest)),
    }
}

/// The findings of one object: the place of the first, the object, and what is different in each.
fn row(group: &Group<'_>, findings: &[&Finding]) -> Option<Vec<String>> {
    let first = findings.first()?;
    let object = if first.location.span().is_some() { words::object(&first.object) } else { String::new() };
    let mut different = different(findings.iter().map(|finding| group.distinct(finding)));
    if different == first.object.name && !object.is_empty() {
        // It stands beside it already.
        different.clear();
    }
    Some(vec![place(first), object, visible::sentence(&different).into_owned()])
}

/// What is different in each: `agent NET_RAW, SYS_ADMIN, init SYS_ADMIN`.
fn different<'f>(findings: impl Iterator<Item = Vec<&'f str>>) -> String {
    let mut told: Vec<String> = Vec::new();
    let mut before: Vec<&str> = Vec::new();
    for arguments in findings {
        let is_known = arguments.len() > 1 && arguments.first() == before.first();
        let new = if is_known { &arguments[1..] } else { &arguments[..] };
        if arguments != before {
            told.push(new.join(" "));
        }
        before = arguments;
    }
    told.join(", ")
}

fn counted(others: usize) -> String {
    if others == 1 {
        "in another place".to_owned()
    } else {
        format!("in {} other places", words::count(others))
    }
}

fn content(object: &ObjectRef) -> Content {
    if object.kind == "Secret" { Content::Secret } else { Content::Judged }
}
