//! Markdown for a terminal: headings bold, paragraphs filled, code indented.

use std::io;

use anstyle::Style;

use super::blocks::{Block, blocks};
use crate::TextStyle;
use crate::text::{Palette, table};

/// Widest line of running text: longer ones are hard to read on any screen.
const WIDEST: usize = 100;

/// A word, and how it is written.
struct Word {
    text: String,
    style: Style,
}

/// What stands above a block, which decides whether an empty line parts them.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Above {
    Heading,
    Item,
    Other,
}

/// Writes a document, with an empty line in front of it.
pub(crate) fn write(markdown: &str, style: &TextStyle, out: &mut dyn io::Write) -> io::Result<()> {
    let palette = Palette::of(style);
    let width = style.width.min(WIDEST);
    let mut rows = Vec::new();
    let mut above = Above::Other;
    for block in blocks(markdown) {
        if let Block::Row(cells) = block {
            rows.push(cells);
            continue;
        }
        if !rows.is_empty() {
            write_rows(&mut rows, width, out)?;
            above = Above::Other;
        }
        let here = Above::of(&block);
        if above == Above::Other || above != here && above == Above::Item {
            writeln!(out)?;
        }
        above = here;
        write_block(block, palette, width, out)?;
    }
    write_rows(&mut rows, width, out)
}

impl Above {
    fn of(block: &Block) -> Above {
        match block {
            Block::Heading(_) => Above::Heading,
            Block::Item { .. } => Above::Item,
            Block::Paragraph(_) | Block::Row(_) | Block::Code { .. } => Above::Other,
        }
    }
}

fn write_block(block: Block, palette: Palette, width: usize, out: &mut dyn io::Write) -> io::Result<()> {
    match block {
        Block::Heading(text) => {
            let strong = palette.strong();
            writeln!(out, "{strong}{text}{strong:#}")
        }
        Block::Paragraph(text) => fill(&words(&text, palette), "", "", width, out),
        Block::Item { mark, text } => {
            let hanging = " ".repeat(mark.len() + 3);
            fill(&words(&text, palette), &format!("  {mark} "), &hanging, width, out)
        }
        Block::Code { info, lines } => {
            if let Some(caption) = caption(&info) {
                writeln!(out, "{caption}\n")?;
            }
            lines.iter().try_for_each(|line| writeln!(out, "{}", format!("    {line}").trim_end()))
        }
        Block::Row(cells) => table::write(&[cells], width, out),
    }
}

/// What the examples of a check show; other code speaks for itself.
fn caption(info: &str) -> Option<&'static str> {
    match info.split_once(',')?.1 {
        "bad" => Some("This is found:"),
        "bad,complete" => Some("This is found where the input is all there is:"),
        "good" | "good,complete" => Some("This is not:"),
        _ => None,
    }
}

fn write_rows(rows: &mut Vec<Vec<String>>, width: usize, out: &mut dyn io::Write) -> io::Result<()> {
    let rows = std::mem::take(rows);
    if !rows.is_empty() {
        writeln!(out)?;
    }
    table::write(&rows, width, out)
}

/// Writes words on lines of at most `width` columns.
fn fill(words: &[Word], first: &str, hanging: &str, width: usize, out: &mut dyn io::Write) -> io::Result<()> {
    write!(out, "{first}")?;
    let mut column = first.chars().count();
    let mut at_start = true;
    for Word { text, style } in words {
        let length = text.chars().count();
        if !at_start && column + 1 + length > width {
            write!(out, "\n{hanging}")?;
            column = hanging.len();
            at_start = true;
        }
        if !at_start {
            write!(out, " ")?;
            column += 1;
        }
        write!(out, "{style}{text}{style:#}")?;
        column += length;
        at_start = false;
    }
    writeln!(out)
}

/// The words of running text. Code keeps its marks where there is no colour to tell it by.
fn words(text: &str, palette: Palette) -> Vec<Word> {
    let mut words: Vec<Word> = Vec::new();
    let mut style = Style::new();
    for word in without_links(text).split_whitespace() {
        let (starts_code, starts_strong) = (word.starts_with('`'), word.starts_with("**"));
        if style == Style::new() && starts_code {
            style = palette.code();
        } else if style == Style::new() && starts_strong {
            style = palette.strong();
        }
        words.push(Word { text: word.replace("**", ""), style });
        let bare = word.trim_end_matches(|mark: char| ".,;:!?)".contains(mark));
        if bare.ends_with('`')
            || bare.ends_with("**")
            || !(starts_code || starts_strong || style != Style::new())
        {
            style = Style::new();
        }
    }
    words
}

/// Every `[text](target)` as `text (target)`.
fn without_links(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, after)) = rest.split_once("](") {
        match before.rsplit_once('[') {
            Some((before, text)) => plain.extend([before, text, " ("]),
            None => plain.extend([before, "]("]),
        }
        rest = after;
    }
    plain + rest
}
