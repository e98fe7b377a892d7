//! Columns.

use std::io;

use crate::visible;

/// Spaces in front of a row and between its columns.
const INDENT: &str = "  ";

/// Writes rows with their columns aligned; the last column is cut where it would pass the width.
pub(crate) fn write(rows: &[Vec<String>], width: usize, out: &mut dyn io::Write) -> io::Result<()> {
    let columns = rows.iter().map(Vec::len).max().unwrap_or_default();
    let widths: Vec<usize> = (0..columns)
        .map(|column| {
            rows.iter().filter_map(|row| row.get(column)).map(|cell| measure(cell)).max().unwrap_or(0)
        })
        .collect();
    for row in rows {
        let mut line = String::from(INDENT);
        for (column, cell) in row.iter().enumerate() {
            line.push_str(cell);
            if column + 1 < row.len() {
                let padding = widths[column] - measure(cell);
                line.extend(std::iter::repeat_n(' ', padding));
                line.push_str(INDENT);
            }
        }
        writeln!(out, "{}", cut(line.trim_end(), width))?;
    }
    Ok(())
}

fn measure(cell: &str) -> usize {
    visible::width(cell)
}

/// A line of at most `width` columns.
pub(crate) fn cut(line: &str, width: usize) -> String {
    if measure(line) <= width {
        return line.to_owned();
    }
    format!("{}…", visible::start(line, width.saturating_sub(1)))
}
