//! Builds a document's arena: expands aliases and merge keys, finds keys that stand twice, and finds the
//! scalars that Kubernetes' Go reader refuses.

mod graft;
mod keys;

use rustc_hash::FxHashMap;

use crate::arena::{Arena, Cell, fingerprint};
use crate::number::Number;
use crate::resolve::{self, Mismatch, Tag, Value};
use crate::scalar::Context;
use crate::scan::{Fault, Scan, fault};
use crate::{DuplicateKey, Kind, Span, Style};
use graft::Piece;

/// How many collections and keys are open at a time in most documents.
const NESTED: usize = 32;

/// From how many nodes on the end of a collection is noted.
const MANY: u32 = 256;

/// What stands before a node: an anchor and a tag.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Properties {
    /// The anchor with its `&`.
    pub(crate) anchor: Option<Span>,
    pub(crate) tag: Tag,
    /// Whether any of the two stands there.
    pub(crate) written: bool,
}

/// A node that aliases may name.
#[derive(Clone, Copy, Debug)]
struct Anchor {
    node: u32,
    /// The detached piece that holds the node, if a merge key has taken it out of the arena.
    piece: Option<usize>,
    /// Whether the node is still being read.
    open: bool,
    operations: usize,
    height: usize,
}

/// A collection that is being read.
#[derive(Debug)]
struct Frame<'s> {
    node: u32,
    mapping: bool,
    /// Whether the next node is a key.
    key_next: bool,
    /// The node where the value of a merge key starts.
    merge: Option<u32>,
    /// Whether a merge key was in it.
    merged: bool,
    /// Where its keys start in [`Builder::keys`].
    keys: usize,
    anchor: Option<&'s str>,
    operations: usize,
    height: usize,
}

/// A key of a mapping that is being read.
#[derive(Clone, Copy, Debug)]
struct OpenKey {
    fingerprint: u32,
    node: u32,
}

/// Builds one document.
pub(crate) struct Builder<'s> {
    context: Context<'s>,
    depth: usize,
    pub(crate) arena: Arena,
    pub(crate) duplicates: Vec<DuplicateKey>,
    frames: Vec<Frame<'s>>,
    keys: Vec<OpenKey>,
    anchors: FxHashMap<&'s str, Anchor>,
    /// The anchors by the node that they were put on, as far as that is in the arena.
    anchored: Vec<(u32, &'s str)>,
    pieces: Vec<Piece>,
    /// Nodes that are wrong only if nothing overrides them.
    doubtful: Vec<u32>,
    /// Where what was read last ends.
    end: u32,
    /// What Go's decoder counts: nodes decoded, and those of them decoded through aliases.
    operations: usize,
    alias_operations: usize,
}

impl<'s> Builder<'s> {
    pub(crate) fn new(context: Context<'s>, length: usize, depth: usize) -> Builder<'s> {
        Builder {
            context,
            depth,
            arena: Arena::with_capacity(length / 10),
            duplicates: Vec::new(),
            frames: Vec::with_capacity(NESTED),
            keys: Vec::with_capacity(NESTED),
            anchors: FxHashMap::default(),
            anchored: Vec::new(),
            pieces: Vec::new(),
            doubtful: Vec::new(),
            end: 0,
            operations: 1,
            alias_operations: 0,
        }
    }

    fn next(&self) -> u32 {
        self.arena.len()
    }

    fn text(&self, span: Span) -> &'s str {
        self.context.text.get(span.start as usize..span.end as usize).unwrap_or_default()
    }

    /// Counts a step of Go's decoder, and stops where it does: when too much of a document comes from
    /// aliases.
    #[inline]
    fn count(&mut self, at: Span, steps: usize, through_alias: usize) -> Scan<()> {
        self.operations += steps;
        self.alias_operations += through_alias;
        if self.alias_operations > 100 && self.operations > 1_000 && self.has_excessive_aliases() {
            return fault(
                at,
                "too much of this document comes from aliases (`*name`); write some of them out",
            );
        }
        Ok(())
    }

    /// Go's limit: 99 % of a small document, falling evenly to 10 % of a large one.
    fn has_excessive_aliases(&self) -> bool {
        const SMALL: usize = 400_000;
        const LARGE: usize = 4_000_000;
        let allowed = match self.operations {
            ..=SMALL => 0.99,
            LARGE.. => 0.10,
            between => 0.99 - 0.89 * ((between - SMALL) as f64 / (LARGE - SMALL) as f64),
        };
        self.alias_operations as f64 / self.operations as f64 > allowed
    }

    /// Adds a scalar.
    pub(crate) fn scalar(&mut self, cell: Cell, anchor: Option<Span>) -> Scan<()> {
        self.end = cell.span().end;
        let value = self.context.value(cell).map_err(|mismatch| self.mismatch(cell, mismatch))?;
        let is_key = self.frames.last().is_some_and(|frame| frame.key_next);
        if is_key && self.is_merge_key(cell, &value) {
            if let Some(frame) = self.frames.last_mut() {
                frame.key_next = false;
                frame.merge = Some(self.arena.len());
            }
            return self.anchor_scalar(cell, anchor);
        }
        if self.is_merged() {
            return fault(cell.span(), "`<<` takes a mapping or a list of mappings");
        }
        self.count(cell.span(), 1, 0)?;
        let kind = kind_of(&value);
        let doubtful = is_doubtful(&value, is_key);
        let fingerprint = match (&value, is_key) {
            (_, false) => 0,
            (Value::Text(text), true) => fingerprint(text.as_bytes()),
            (_, true) => fingerprint(&self.context.name(cell)),
        };
        if doubtful {
            self.doubtful.push(self.next());
        }
        let cell = cell.of_kind(kind);
        self.anchor_scalar(cell, anchor)?;
        self.push_scalar(cell, is_key.then_some(fingerprint));
        Ok(())
    }

    /// Adds a scalar without tag and anchor; most are strings that stand there as they are.
    #[inline]
    pub(crate) fn line_scalar(&mut self, cell: Cell) -> Scan<()> {
        let text = self.context.written_bytes(cell);
        let literal = if cell.style() == Style::Plain { resolve::literal(text) } else { None };
        let is_usual = cell.is_verbatim()
            && text != b"<<"
            && literal.as_ref().is_none_or(|value| !is_doubtful(value, false));
        let Some(frame) = self
            .frames
            .last_mut()
            .filter(|frame| is_usual && frame.merge.is_none() && !(frame.key_next && literal.is_some()))
        else {
            return self.scalar(cell, None);
        };
        let cell = cell.of_kind(literal.as_ref().map_or(Kind::String, kind_of));
        self.end = cell.span().end;
        if frame.key_next {
            frame.key_next = false;
            let fingerprint = fingerprint(text);
            self.keys.push(OpenKey { fingerprint, node: self.arena.len() });
            self.arena.push_key(cell, fingerprint);
        } else {
            frame.key_next = frame.mapping;
            self.arena.push(cell);
        }
        self.count(cell.span(), 1, 0)
    }

    /// An alias can name a scalar as soon as it is read; a merge key with an anchor is kept aside.
    fn anchor_scalar(&mut self, cell: Cell, anchor: Option<Span>) -> Scan<()> {
        let Some(anchor) = anchor else { return Ok(()) };
        let (node, piece) = if self.is_merged() {
            self.pieces.push(Piece::of_scalar(cell.of_kind(Kind::String)));
            (0, Some(self.pieces.len() - 1))
        } else {
            (self.next(), None)
        };
        let name = self.anchor_name(anchor);
        self.anchors.insert(name, Anchor { node, piece, open: false, operations: 1, height: 0 });
        if piece.is_none() {
            self.anchored.push((node, name));
        }
        Ok(())
    }

    fn anchor_name(&self, span: Span) -> &'s str {
        self.text(span).get(1..).unwrap_or_default()
    }

    fn push_scalar(&mut self, cell: Cell, key: Option<u32>) {
        match key {
            Some(fingerprint) => {
                self.keys.push(OpenKey { fingerprint, node: self.arena.len() });
                self.arena.push_key(cell, fingerprint);
                if let Some(frame) = self.frames.last_mut() {
                    frame.key_next = false;
                }
            }
            None => {
                self.arena.push(cell);
                self.value_done(0);
            }
        }
    }

    /// The current collection got a node of some height.
    fn value_done(&mut self, height: usize) {
        if let Some(frame) = self.frames.last_mut() {
            frame.height = frame.height.max(height);
            frame.key_next = frame.mapping;
        }
    }

    /// Whether the next node is the value of a merge key.
    #[inline]
    fn is_merged(&self) -> bool {
        self.frames.last().is_some_and(|frame| frame.merge.is_some())
    }

    fn is_merge_key(&self, cell: Cell, value: &Value<'_>) -> bool {
        let implicit = cell.tag() == Tag::Local || (cell.tag() == Tag::None && cell.style() == Style::Plain);
        (implicit || cell.tag() == Tag::Merge) && matches!(value, Value::Text(text) if text == "<<")
    }

    fn mismatch(&self, cell: Cell, mismatch: Mismatch) -> Fault {
        let message = match mismatch {
            Mismatch::Base64 => "`!!binary` must be followed by base64".to_owned(),
            Mismatch::Tag(tag) => {
                let wanted = match tag {
                    Tag::Bool => "a boolean",
                    Tag::Int => "an integer",
                    Tag::Float => "a number",
                    Tag::Null => "null",
                    _ => "a date or a time",
                };
                format!("the tag before this value promises {wanted}, which it is not")
            }
        };
        Fault { span: cell.span(), message }
    }

    /// Opens a collection that starts at an offset.
    pub(crate) fn open(&mut self, kind: Kind, style: Style, start: u32, properties: Properties) -> Scan<()> {
        let span = Span { start, end: start + 1 };
        if self.frames.last().is_some_and(|frame| frame.key_next) {
            return fault(span, "a list or a mapping cannot be a key; expected a scalar");
        }
        if self.frames.len() >= self.depth {
            return fault(span, format!("nested deeper than {} levels", self.depth));
        }
        let node = self.next();
        let operations = self.operations;
        // Go decodes the items of a list that is merged, not the list.
        let counted = !(kind == Kind::Sequence && self.is_merged());
        self.count(span, usize::from(counted), 0)?;
        let anchor = properties.anchor.map(|anchor| self.anchor_name(anchor));
        if let Some(name) = anchor {
            self.anchors.insert(name, Anchor { node, piece: None, open: true, operations: 0, height: 0 });
            self.anchored.push((node, name));
        }
        let mapping = kind == Kind::Mapping;
        self.arena.push(Cell::collection(start, kind, style));
        self.frames.push(Frame {
            node,
            mapping,
            key_next: mapping,
            merge: None,
            merged: false,
            keys: self.keys.len(),
            anchor,
            operations,
            height: 0,
        });
        Ok(())
    }

    /// Closes the current collection; `end` is where it ends if it has a closing bracket.
    pub(crate) fn close(&mut self, end: Option<u32>) -> Scan<()> {
        let Some(frame) = self.frames.pop() else { return Ok(()) };
        self.end = end.unwrap_or(self.end);
        // Where most collections end is found by their last node; not where looking for that takes long or
        // leads astray.
        let is_noted = frame.merged || self.arena.len() - frame.node > MANY;
        self.arena.close(frame.node, is_noted.then_some(self.end));
        if frame.mapping {
            self.settle_keys(frame.keys);
        }
        let height = frame.height + 1;
        if let Some(anchor) = frame.anchor.and_then(|name| self.anchors.get_mut(name))
            && anchor.node == frame.node
            && anchor.piece.is_none()
        {
            anchor.open = false;
            anchor.operations = self.operations - frame.operations;
            anchor.height = height;
        }
        self.finish_value(frame.node, height)
    }

    /// A collection is complete: it is a value, or what a merge key merges.
    fn finish_value(&mut self, node: u32, height: usize) -> Scan<()> {
        let merge = self.frames.last().and_then(|frame| frame.merge);
        self.value_done(height);
        match merge {
            Some(start) if start == node => self.merge(node),
            _ => Ok(()),
        }
    }

    /// Expands an alias.
    pub(crate) fn alias(&mut self, span: Span) -> Scan<()> {
        let name = self.anchor_name(span);
        let Some(anchor) = self.anchors.get(name).copied() else {
            return fault(span, format!("no anchor `&{name}` stands before this alias"));
        };
        if anchor.open {
            return fault(span, format!("this alias is inside the value of its own anchor `&{name}`"));
        }
        self.end = span.end;
        let is_key = self.frames.last().is_some_and(|frame| frame.key_next);
        let piece = self.piece(anchor, span);
        if is_key && piece.is_collection() {
            return fault(span, "a list or a mapping cannot be a key; this alias stands for one");
        }
        if self.frames.len() + anchor.height > self.depth {
            return fault(span, format!("this alias makes the document deeper than {} levels", self.depth));
        }
        self.count(span, 1 + anchor.operations, anchor.operations)?;
        let node = self.next();
        if self.is_merged() && !piece.is_mapping() {
            return fault(
                span,
                "`<<` takes a mapping or a list of mappings; this alias stands for something else",
            );
        }
        self.graft(&piece, is_key);
        if is_key {
            if let Some(frame) = self.frames.last_mut() {
                frame.key_next = false;
            }
            return Ok(());
        }
        self.finish_value(node, anchor.height)
    }

    /// All is read: what nothing overrides must be right.
    pub(crate) fn finish(&mut self) -> Scan<()> {
        self.settle_duplicates();
        let mut doubtful = std::mem::take(&mut self.doubtful);
        doubtful.sort_unstable();
        let mut doubtful = doubtful.into_iter().peekable();
        let mut node = 0;
        while let Some(next) = doubtful.peek().copied() {
            let cell = self.arena.cell(node);
            let past = self.arena.past(node + 1);
            if cell.is_key() && cell.is_overridden() && next < past {
                while doubtful.next_if(|doubtful| *doubtful < past).is_some() {}
                node = past;
            } else if next == node {
                return fault(cell.span(), self.doubt(node));
            } else {
                node += 1;
            }
        }
        Ok(())
    }

    fn doubt(&self, node: u32) -> &'static str {
        let cell = self.arena.cell(node);
        match (cell.is_key(), cell.kind()) {
            (true, Kind::Null) => "null cannot be a key; put it in quotes if a text is meant",
            (true, _) => "this number is too large for a key; put it in quotes",
            _ => {
                "infinity and not-a-number have no place in Kubernetes' JSON; put the value in quotes if a text is meant"
            }
        }
    }
}

/// Whether Go's conversion to JSON refuses a scalar.
fn is_doubtful(value: &Value<'_>, is_key: bool) -> bool {
    match value {
        Value::Null | Value::Number(Number::Uint(_)) => is_key,
        Value::Number(Number::Float(float)) => !is_key && !float.is_finite(),
        _ => false,
    }
}

fn kind_of(value: &Value<'_>) -> Kind {
    match value {
        Value::Null => Kind::Null,
        Value::Bool(_) => Kind::Bool,
        Value::Number(_) => Kind::Number,
        Value::Text(_) | Value::Bytes(_) => Kind::String,
    }
}
