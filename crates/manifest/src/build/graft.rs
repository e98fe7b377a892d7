//! Copies of nodes: what an alias stands for, and what a merge key merges.

use super::{Anchor, Builder, OpenKey, is_doubtful};
use crate::arena::{Alias, Cell, fingerprint};
use crate::scan::{Scan, fault};
use crate::{Kind, Span};

/// A node and all that it holds, out of the arena.
#[derive(Clone, Debug, Default)]
pub(super) struct Piece {
    /// The index of the first cell in the arena from which it was taken; links count from there.
    base: u32,
    cells: Vec<Cell>,
    aliases: Vec<Alias>,
    doubtful: Vec<u32>,
}

impl Piece {
    pub(super) fn of_scalar(cell: Cell) -> Piece {
        Piece { cells: vec![cell], ..Piece::default() }
    }

    fn root(&self) -> Option<Cell> {
        self.cells.first().copied()
    }

    pub(super) fn is_collection(&self) -> bool {
        self.root().is_some_and(Cell::is_collection)
    }

    pub(super) fn is_mapping(&self) -> bool {
        self.root().is_some_and(|cell| cell.kind() == Kind::Mapping)
    }

    fn end(&self) -> u32 {
        self.base + u32::try_from(self.cells.len()).unwrap_or_default()
    }

    /// The cell with an index of the arena it was taken from.
    fn cell(&self, index: u32) -> Option<Cell> {
        self.cells.get(index.checked_sub(self.base)? as usize).copied()
    }

    fn past(&self, index: u32) -> u32 {
        match self.cell(index) {
            Some(cell) if cell.is_collection() => cell.link,
            _ => index + 1,
        }
    }

    /// The part from one index up to another.
    fn part(&self, start: u32, end: u32) -> Piece {
        let within = |index: u32| index >= start && index < end;
        let range = (start - self.base) as usize..(end - self.base) as usize;
        Piece {
            base: start,
            cells: self.cells.get(range).unwrap_or_default().to_vec(),
            aliases: part_of_aliases(&self.aliases, start, end),
            doubtful: self.doubtful.iter().copied().filter(|node| within(*node)).collect(),
        }
    }
}

/// The aliases inside a range, with what is outside of it forgotten.
fn part_of_aliases(aliases: &[Alias], start: u32, end: u32) -> Vec<Alias> {
    let first = aliases.partition_point(|alias| alias.first < start);
    let inside = aliases.get(first..).unwrap_or_default().iter().take_while(|alias| alias.first < end);
    let first = u32::try_from(first).unwrap_or_default();
    inside
        .filter(|alias| alias.end <= end)
        .map(|alias| Alias { outer: alias.outer.and_then(|outer| outer.checked_sub(first)), ..*alias })
        .collect()
}

impl Builder<'_> {
    /// What an alias stands for, as if it came through the alias at `span`.
    pub(super) fn piece(&self, anchor: Anchor, span: Span) -> Piece {
        let mut piece = match anchor.piece.and_then(|piece| self.pieces.get(piece)) {
            Some(piece) => piece.part(anchor.node, piece.past(anchor.node)),
            None => self.copy(anchor.node, self.arena.past(anchor.node)),
        };
        for alias in &mut piece.aliases {
            alias.outer = Some(alias.outer.map_or(0, |outer| outer + 1));
        }
        let end = piece.end();
        piece.aliases.insert(0, Alias { first: piece.base, end, span, outer: None });
        piece
    }

    fn copy(&self, start: u32, end: u32) -> Piece {
        Piece {
            base: start,
            cells: self.arena.cells.get(start as usize..end as usize).unwrap_or_default().to_vec(),
            aliases: part_of_aliases(&self.arena.aliases, start, end),
            doubtful: self.doubtful.iter().copied().filter(|node| *node >= start && *node < end).collect(),
        }
    }

    /// Puts a piece at the end of the arena, under the current collection.
    pub(super) fn graft(&mut self, piece: &Piece, as_key: bool) {
        let parent = self.frames.last().map_or(0, |frame| frame.node);
        let start = self.next();
        let moved = |index: u32| index - piece.base + start;
        for (index, cell) in (piece.base..).zip(&piece.cells) {
            let mut cell = *cell;
            cell.link = if cell.is_collection() || index > piece.base { moved(cell.link) } else { parent };
            self.arena.cells.push(cell);
        }
        let aliases = u32::try_from(self.arena.aliases.len()).unwrap_or_default();
        self.arena.aliases.extend(piece.aliases.iter().map(|alias| Alias {
            first: moved(alias.first),
            end: moved(alias.end),
            span: alias.span,
            outer: alias.outer.map(|outer| outer + aliases),
        }));
        self.doubtful.extend(piece.doubtful.iter().map(|node| moved(*node)));
        self.graft_key_or_value(start, as_key);
    }

    /// A key may have been copied from a value and a value from a key.
    fn graft_key_or_value(&mut self, node: u32, as_key: bool) {
        let cell = self.arena.cell(node);
        if cell.is_collection() || (!as_key && !cell.is_key()) {
            return;
        }
        let plain = cell.into_value();
        let cell = if as_key {
            let fingerprint = fingerprint(&self.context.name(plain));
            self.keys.push(OpenKey { fingerprint, node });
            plain.into_key(fingerprint)
        } else {
            plain
        };
        if let Some(place) = self.arena.cells.get_mut(node as usize) {
            *place = cell;
        }
        self.doubtful.retain(|doubtful| *doubtful != node);
        if self.context.value(plain).is_ok_and(|value| is_doubtful(&value, as_key)) {
            self.doubtful.push(node);
        }
    }

    /// The value of a merge key is complete: its entries become entries of the mapping that has the key.
    pub(super) fn merge(&mut self, node: u32) -> Scan<()> {
        let end = self.next();
        let piece = self.detach(node, end);
        if let Some(frame) = self.frames.last_mut() {
            frame.merge = None;
        }
        let Some(root) = piece.root() else { return Ok(()) };
        if root.kind() == Kind::Mapping {
            self.merge_entries(&piece, node);
            return Ok(());
        }
        let mut mappings = Vec::new();
        let mut item = node + 1;
        while item < end {
            match piece.cell(item) {
                Some(cell) if cell.kind() == Kind::Mapping => mappings.push(item),
                other => {
                    let span = other.map_or(root.span(), Cell::span);
                    return fault(
                        span,
                        "`<<` takes a mapping or a list of mappings; this item is something else",
                    );
                }
            }
            item = piece.past(item);
        }
        // The first mapping of the list wins, so it comes last.
        for mapping in mappings.into_iter().rev() {
            self.merge_entries(&piece, mapping);
        }
        Ok(())
    }

    /// Takes the nodes from an index on out of the arena; anchors on them go with them.
    fn detach(&mut self, start: u32, end: u32) -> Piece {
        let piece = self.copy(start, end);
        self.arena.cells.truncate(start as usize);
        self.arena.aliases.retain(|alias| alias.first < start);
        self.doubtful.retain(|node| *node < start);
        let number = self.pieces.len();
        let mut anchored = false;
        for anchor in self.anchors.values_mut() {
            if anchor.piece.is_none() && !anchor.open && anchor.node >= start {
                anchor.piece = Some(number);
                anchored = true;
            }
        }
        if anchored {
            self.pieces.push(piece.clone());
        }
        piece
    }

    fn merge_entries(&mut self, piece: &Piece, mapping: u32) {
        let alias = piece.aliases.iter().find(|alias| alias.first == mapping).copied();
        let end = piece.past(mapping);
        let mut key = mapping + 1;
        while key < end {
            let past = piece.past(key + 1);
            if piece.cell(key).is_some_and(|cell| !cell.is_shadowed()) {
                self.merge_part(piece.part(key, key + 1), alias, true);
                self.merge_part(piece.part(key + 1, past), alias, false);
            }
            key = past;
        }
    }

    fn merge_part(&mut self, mut part: Piece, through: Option<Alias>, as_key: bool) {
        if let Some(alias) = through {
            for inner in &mut part.aliases {
                inner.outer = Some(inner.outer.map_or(0, |outer| outer + 1));
            }
            let (first, end) = (part.base, part.end());
            part.aliases.insert(0, Alias { first, end, span: alias.span, outer: None });
        }
        self.graft(&part, as_key);
    }
}
