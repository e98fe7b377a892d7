//! Where collections end. That is not kept; the last node in them, and the text behind it, tell.

use crate::{Document, Kind, Style};

/// What decides where a node ends.
enum End {
    /// It ends there.
    At(usize),
    /// It has nothing in it; the closing bracket decides.
    Empty,
    /// Its last child, and a closing bracket if it has one.
    Child(u32),
}

/// The offset behind a collection.
pub(crate) fn end(document: &Document, collection: u32) -> usize {
    let mut open = Vec::new();
    let mut node = collection;
    let mut end = loop {
        match decided(document, node, collection) {
            End::At(end) => break end,
            End::Empty => {
                open.push(node);
                break document.arena().cell(node).start as usize + 1;
            }
            End::Child(child) => open.push(std::mem::replace(&mut node, child)),
        }
    };
    while let Some(node) = open.pop() {
        end = behind_bracket(document, node, end);
    }
    end
}

fn decided(document: &Document, node: u32, outermost: u32) -> End {
    let arena = document.arena();
    if let Some(alias) = arena.aliases(node).take_while(|alias| alias.first > outermost).last() {
        return End::At(alias.span.end as usize);
    }
    let cell = arena.cell(node);
    if !cell.is_collection() {
        return End::At(cell.span().end as usize);
    }
    if let Some(end) = cell.end() {
        return End::At(end as usize);
    }
    let past = arena.past(node);
    let to_value = u32::from(cell.kind() == Kind::Mapping);
    let mut child = node + 1;
    if child >= past {
        return End::Empty;
    }
    loop {
        let value = child + to_value;
        child = arena.past(value);
        if child >= past {
            return End::Child(value);
        }
    }
}

/// Where a collection ends whose last child ends at `end`.
fn behind_bracket(document: &Document, node: u32, end: usize) -> usize {
    let cell = document.arena().cell(node);
    let text = document.context().text.as_bytes();
    let bracket = match text.get(cell.start as usize) {
        _ if cell.style() != Style::Flow => return end,
        Some(b'[') => b']',
        Some(b'{') => b'}',
        // A mapping of one entry without braces.
        _ => return end,
    };
    let mut at = end;
    loop {
        match text.get(at) {
            Some(byte) if *byte == bracket => return at + 1,
            Some(b'#') => {
                let rest = text.get(at..).unwrap_or_default();
                at += memchr::memchr2(b'\n', b'\r', rest).unwrap_or(rest.len());
            }
            Some(_) => at += 1,
            None => return end,
        }
    }
}
