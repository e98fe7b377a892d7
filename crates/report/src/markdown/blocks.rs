//! Markdown as a list of blocks.

/// A block of a document.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Block {
    /// A heading of any level.
    Heading(String),
    /// A paragraph, its lines joined.
    Paragraph(String),
    /// An item of a list, its lines joined.
    Item {
        /// `-`, or the number with its dot.
        mark: String,
        /// What the item says.
        text: String,
    },
    /// A row of a table; the rule under its head is left out.
    Row(Vec<String>),
    /// The lines between two fences.
    Code {
        /// What stands behind the first fence: `yaml,bad`.
        info: String,
        /// The lines as they are.
        lines: Vec<String>,
    },
}

/// Splits a document into blocks.
pub(super) fn blocks(markdown: &str) -> Vec<Block> {
    let mut blocks = Vec::new();
    let mut lines = markdown.lines();
    let mut is_open = false;
    while let Some(line) = lines.next() {
        let text = line.trim();
        let continues = is_open && !text.is_empty();
        is_open = false;
        if let Some(fence) = fence(text) {
            let code = lines.by_ref().take_while(|line| !line.trim_start().starts_with(fence));
            let info = text.trim_start_matches(['`', '~']).trim().to_owned();
            blocks.push(Block::Code { info, lines: code.map(str::to_owned).collect() });
        } else if let Some(heading) = heading(text) {
            blocks.push(Block::Heading(heading.to_owned()));
        } else if let Some(cells) = row(text) {
            if !cells.iter().all(|cell| cell.bytes().all(|byte| b"-: ".contains(&byte))) {
                blocks.push(Block::Row(cells));
            }
        } else if let Some((mark, item)) = item(text) {
            blocks.push(Block::Item { mark: mark.to_owned(), text: item.to_owned() });
            is_open = true;
        } else if !text.is_empty() {
            match blocks.last_mut() {
                Some(Block::Paragraph(open) | Block::Item { text: open, .. }) if continues => {
                    open.push(' ');
                    open.push_str(text);
                }
                _ => blocks.push(Block::Paragraph(text.to_owned())),
            }
            is_open = true;
        }
    }
    blocks
}

fn fence(line: &str) -> Option<&'static str> {
    ["```", "~~~"].into_iter().find(|fence| line.starts_with(fence))
}

fn heading(line: &str) -> Option<&str> {
    let text = line.trim_start_matches('#');
    (text.len() < line.len()).then(|| text.strip_prefix(' ')).flatten()
}

fn row(line: &str) -> Option<Vec<String>> {
    let cells = line.strip_prefix('|')?.strip_suffix('|')?;
    Some(cells.split('|').map(|cell| cell.trim().to_owned()).collect())
}

fn item(line: &str) -> Option<(&str, &str)> {
    let (mark, text) = line.split_once(' ')?;
    let is_number = mark.strip_suffix('.').is_some_and(|number| number.parse::<u16>().is_ok());
    (matches!(mark, "-" | "*" | "+") || is_number).then(|| (mark, text.trim_start()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_what_documentation_is_made_of() {
        let text = "## Why\nOne\ntwo.\n\n- first\n  goes on\n- second\n\n| a | b |\n|---|---|\n| 1 | 2 |\n```yaml\na: 1\n\n```\nend";
        let item = |text: &str| Block::Item { mark: "-".into(), text: text.into() };
        let row = |one: &str, two: &str| Block::Row(vec![one.into(), two.into()]);
        let expected = [
            Block::Heading("Why".into()),
            Block::Paragraph("One two.".into()),
            item("first goes on"),
            item("second"),
            row("a", "b"),
            row("1", "2"),
            Block::Code { info: "yaml".into(), lines: vec!["a: 1".into(), String::new()] },
            Block::Paragraph("end".into()),
        ];
        assert_eq!(blocks(text), expected);
    }
}
