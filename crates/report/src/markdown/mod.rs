//! The little Markdown that the checks' documentation uses: headings, paragraphs, lists, tables, fenced code; in running
//! text `code`, **strong** words and [links](target).

mod blocks;
mod terminal;

pub(crate) use terminal::write;

use blocks::{Block, blocks};

/// The first paragraph on one line, else the fallback.
pub(crate) fn first_paragraph(markdown: &str, fallback: &str) -> String {
    let paragraph = blocks(markdown).into_iter().find_map(|block| match block {
        Block::Paragraph(text) => Some(text),
        _ => None,
    });
    paragraph.unwrap_or_else(|| fallback.to_owned())
}

/// All of it as plain text for readers that know no Markdown, else the fallback.
pub(crate) fn plain(markdown: &str, fallback: &str) -> String {
    if markdown.trim().is_empty() {
        return fallback.to_owned();
    }
    let texts = blocks(markdown).into_iter().map(|block| match block {
        Block::Heading(text) | Block::Paragraph(text) => text,
        Block::Item { mark, text } => format!("{mark} {text}"),
        Block::Row(cells) => cells.join(" | "),
        Block::Code { lines, .. } => {
            lines.iter().map(|line| format!("    {line}")).collect::<Vec<_>>().join("\n")
        }
    });
    texts.collect::<Vec<_>>().join("\n\n")
}
