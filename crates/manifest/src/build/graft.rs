//! Copies of nodes: what an alias stands for, and what a merge key merges.

use super::{Anchor, Builder, OpenKey, is_doubtful};
use crate::arena::{Arena, Cell, fingerprint};
use crate::scan::{Scan, fault};
use crate::{Kind, Span};

/// A node and all that it holds, out of the document's arena; its first node is node 0.
#[derive(Clone, Debug, Default)]
pub(super) struct Piece {
    nodes: Arena,
    doubtful: Vec<u32>,
}

impl Piece {
    pub(super) fn of_scalar(cell: Cell) -> Piece {
        let mut piece = Piece::default();
        piece.nodes.push(cell);
        piece
    }

    pub(super) fn is_collection(&self) -> bool {
        self.nodes.cell(0).is_collection()
    }

    pub(super) fn is_mapping(&self) -> bool {
        self.nodes.cell(0).kind() == Kind::Mapping
    }

    /// The part from one node up to another.
    fn part(&self, start: u32, end: u32) -> Piece {
        Piece { nodes: self.nodes.part(start, end), doubtful: part_of(&self.doubtful, start, end) }
    }
}

/// Of nodes in order those from one up to another, counted from there.
fn part_of(nodes: &[u32], start: u32, end: u32) -> Vec<u32> {
    let first = nodes.partition_point(|node| *node < start);
    let behind = nodes.get(first..).unwrap_or_default();
    behind.iter().take_while(|node| **node < end).map(|node| node - start).collect()
}

impl Builder<'_> {
    /// What an alias stands for, as if it came through the alias at `span`.
    pub(super) fn piece(&self, anchor: Anchor, span: Span) -> Piece {
        let mut piece = match anchor.piece.and_then(|piece| self.pieces.get(piece)) {
            Some(piece) => piece.part(anchor.node, piece.nodes.past(anchor.node)),
            None => self.copy(anchor.node, self.arena.past(anchor.node)),
        };
        piece.nodes.pass_through(span);
        piece
    }

    fn copy(&self, start: u32, end: u32) -> Piece {
        Piece { nodes: self.arena.part(start, end), doubtful: part_of(&self.doubtful, start, end) }
    }

    /// Puts a piece at the end of the arena, under the current collection.
    pub(super) fn graft(&mut self, piece: &Piece, as_key: bool) {
        let start = self.arena.len();
        self.arena.append(&piece.nodes);
        if piece.is_collection() {
            self.doubtful.extend(piece.doubtful.iter().map(|node| node + start));
        } else {
            self.graft_key_or_value(start, as_key);
        }
    }

    /// A key may have been copied from a value and a value from a key.
    fn graft_key_or_value(&mut self, node: u32, as_key: bool) {
        let cell = self.arena.cell(node);
        let aliases = std::mem::take(&mut self.arena.aliases);
        self.arena.pop();
        self.arena.aliases = aliases;
        let cell = cell.into_value();
        if as_key {
            let fingerprint = fingerprint(&self.context.name(cell));
            self.keys.push(OpenKey { fingerprint, node });
            self.arena.push_key(cell, fingerprint);
        } else {
            self.arena.push(cell);
        }
        if self.context.value(cell).is_ok_and(|value| is_doubtful(&value, as_key)) {
            self.doubtful.push(node);
        }
    }

    /// The value of a merge key is complete: its entries become entries of the mapping that has the key.
    pub(super) fn merge(&mut self, node: u32) -> Scan<()> {
        let piece = self.detach(node);
        if let Some(frame) = self.frames.last_mut() {
            frame.merge = None;
            frame.merged = true;
        }
        if piece.is_mapping() {
            self.merge_entries(&piece, 0);
            return Ok(());
        }
        let mut mappings = Vec::new();
        let mut item = 1;
        while item < piece.nodes.len() {
            let cell = piece.nodes.cell(item);
            if cell.kind() != Kind::Mapping {
                return fault(
                    Span { start: cell.start, end: cell.start },
                    "`<<` takes a mapping or a list of mappings; this item is something else",
                );
            }
            mappings.push(item);
            item = piece.nodes.past(item);
        }
        // The first mapping of the list wins, so it comes last.
        for mapping in mappings.into_iter().rev() {
            self.merge_entries(&piece, mapping);
        }
        Ok(())
    }

    /// Takes the nodes from one on out of the arena; anchors on them go with them.
    fn detach(&mut self, start: u32) -> Piece {
        let piece = self.copy(start, self.arena.len());
        self.arena.truncate(start);
        self.doubtful.truncate(self.doubtful.partition_point(|node| *node < start));
        let number = self.pieces.len();
        let mut is_anchored = false;
        while let Some((node, name)) = self.anchored.pop_if(|(node, _)| *node >= start) {
            let anchor =
                self.anchors.get_mut(name).filter(|anchor| anchor.node == node && anchor.piece.is_none());
            if let Some(anchor) = anchor {
                anchor.piece = Some(number);
                anchor.node -= start;
                is_anchored = true;
            }
        }
        if is_anchored {
            self.pieces.push(piece.clone());
        }
        piece
    }

    fn merge_entries(&mut self, piece: &Piece, mapping: u32) {
        let alias = piece.nodes.aliases(mapping).find(|alias| alias.first == mapping).map(|alias| alias.span);
        let end = piece.nodes.past(mapping);
        let mut key = mapping + 1;
        while key < end {
            let past = piece.nodes.past(key + 1);
            if !piece.nodes.cell(key).is_overridden() {
                self.merge_part(piece.part(key, key + 1), alias, true);
                self.merge_part(piece.part(key + 1, past), alias, false);
            }
            key = past;
        }
    }

    fn merge_part(&mut self, mut part: Piece, alias: Option<Span>, as_key: bool) {
        if let Some(alias) = alias {
            part.nodes.pass_through(alias);
        }
        self.graft(&part, as_key);
    }
}
