//! Tokens to nodes, by the grammar of Go's YAML 1.1 parser.

mod flow;
mod lines;

use crate::arena::Cell;
use crate::build::{Builder, Properties};
use crate::resolve::Tag;
use crate::scan::{Placed, Scan, Scanner, Token, fault};
use crate::{Kind, Span, Style};

/// What comes next in a collection that is being read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum State {
    BlockItem,
    /// An item of a sequence whose dashes stand in the column of the mapping's keys.
    IndentlessItem,
    BlockKey,
    BlockValue,
    FirstFlowItem,
    FlowItem,
    /// The key of a mapping of one entry without braces: `[key: value]`.
    PairKey,
    PairValue,
    PairEnd,
    FirstFlowKey,
    FlowKey,
    FlowValue,
    /// The value of a key without a `:`.
    FlowNoValue,
}

/// Where a node may stand, which decides what it may be.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Place {
    Block,
    BlockOrIndentless,
    Flow,
}

pub(crate) struct Parser<'s> {
    pub(crate) scanner: Scanner<'s>,
    pub(crate) builder: Builder<'s>,
    states: Vec<State>,
    /// The handles of tags that `%TAG` declares, with what they stand for.
    handles: Vec<(Vec<u8>, Vec<u8>)>,
    /// Where the last token ended.
    end: u32,
}

impl<'s> Parser<'s> {
    pub(crate) fn new(scanner: Scanner<'s>, builder: Builder<'s>) -> Parser<'s> {
        Parser { scanner, builder, states: Vec::with_capacity(16), handles: Vec::new(), end: 0 }
    }

    /// Reads the first document; what stands behind it is ignored, as Go does.
    pub(crate) fn document(&mut self) -> Scan<()> {
        if !self.first_line()? {
            match self.scanner.peek()?.token {
                Token::StreamEnd => return Ok(()),
                Token::Version(..) | Token::TagDirective | Token::DocumentStart => {
                    self.directives()?;
                    self.content()?;
                }
                _ => self.node(Place::Block)?,
            }
        }
        while let Some(state) = self.states.last() {
            let is_block = matches!(state, State::BlockKey | State::BlockItem | State::IndentlessItem);
            if is_block && self.lines()? {
                continue;
            }
            if let Some(state) = self.states.pop() {
                self.step(state)?;
            }
        }
        self.scanner.peek()?;
        self.builder.finish()
    }

    fn take(&mut self) -> Scan<Placed> {
        let placed = self.scanner.peek()?;
        self.scanner.skip();
        self.end = placed.span.end;
        Ok(placed)
    }

    fn take_if(&mut self, token: Token) -> Scan<bool> {
        let found = self.scanner.peek()?.token == token;
        if found {
            self.take()?;
        }
        Ok(found)
    }

    /// Directives up to `---`, which must follow them.
    fn directives(&mut self) -> Scan<()> {
        let mut versioned = false;
        loop {
            let placed = self.scanner.peek()?;
            match placed.token {
                Token::Version(..) if versioned => return fault(placed.span, "`%YAML` stands twice"),
                Token::Version(1, 1) => versioned = true,
                Token::Version(..) => {
                    return fault(placed.span, "Kubernetes reads YAML 1.1 only; expected `%YAML 1.1`");
                }
                Token::TagDirective => self.tag_directive(placed.span)?,
                Token::DocumentStart => {
                    self.take()?;
                    return Ok(());
                }
                _ => return fault(placed.span, "expected `---` after the directives"),
            }
            self.take()?;
        }
    }

    fn tag_directive(&mut self, span: Span) -> Scan<()> {
        let Some(directive) = self.scanner.directives.pop_front() else { return Ok(()) };
        if self.handles.iter().any(|(handle, _)| *handle == directive.handle) {
            return fault(span, "this `%TAG` handle is declared twice");
        }
        self.handles.push((directive.handle, directive.prefix));
        Ok(())
    }

    /// The root after `---`.
    fn content(&mut self) -> Scan<()> {
        let placed = self.scanner.peek()?;
        match placed.token {
            Token::Version(..)
            | Token::TagDirective
            | Token::DocumentStart
            | Token::DocumentEnd
            | Token::StreamEnd => self.nothing(),
            _ => self.node(Place::Block),
        }
    }

    /// A value that is not written: null, just behind the last token.
    fn nothing(&mut self) -> Scan<()> {
        let span = Span { start: self.end, end: self.end };
        self.builder.scalar(Cell::scalar(span, Style::Plain, Tag::None).verbatim(true), None)
    }

    fn node(&mut self, place: Place) -> Scan<()> {
        let placed = self.scanner.peek()?;
        if placed.token == Token::Alias {
            self.take()?;
            return self.builder.alias(placed.span);
        }
        let properties = self.properties()?;
        let placed = self.scanner.peek()?;
        let block = place != Place::Flow;
        let start = placed.span.start;
        match placed.token {
            Token::BlockEntry if place == Place::BlockOrIndentless => {
                self.open(Kind::Sequence, Style::Block, start, properties, State::IndentlessItem)
            }
            Token::Scalar(form) => {
                self.take()?;
                let cell = Cell::scalar(placed.span, form.style, properties.tag);
                self.builder.scalar(cell.verbatim(form.verbatim).indented(form.indent), properties.anchor)
            }
            Token::FlowSequenceStart => {
                self.take()?;
                self.open(Kind::Sequence, Style::Flow, start, properties, State::FirstFlowItem)
            }
            Token::FlowMappingStart => {
                self.take()?;
                self.open(Kind::Mapping, Style::Flow, start, properties, State::FirstFlowKey)
            }
            Token::BlockSequenceStart if block => {
                self.take()?;
                self.open(Kind::Sequence, Style::Block, start, properties, State::BlockItem)
            }
            Token::BlockMappingStart if block => {
                self.take()?;
                self.open(Kind::Mapping, Style::Block, start, properties, State::BlockKey)
            }
            _ if properties.written => {
                let span = Span { start: self.end, end: self.end };
                let cell = Cell::scalar(span, Style::Plain, properties.tag).verbatim(true);
                self.builder.scalar(cell, properties.anchor)
            }
            token => fault(placed.span, format!("expected a value, found {}", describe(token))),
        }
    }

    fn open(
        &mut self,
        kind: Kind,
        style: Style,
        start: u32,
        properties: Properties,
        state: State,
    ) -> Scan<()> {
        self.states.push(state);
        self.builder.open(kind, style, start, properties)
    }

    /// An anchor and a tag, in any order.
    fn properties(&mut self) -> Scan<Properties> {
        let mut properties = Properties::default();
        let mut tagged = false;
        loop {
            let placed = self.scanner.peek()?;
            match placed.token {
                Token::Anchor if properties.anchor.is_none() => properties.anchor = Some(placed.span),
                Token::Tag if !tagged => {
                    tagged = true;
                    properties.tag = self.tag(placed.span)?;
                }
                _ => return Ok(properties),
            }
            properties.written = true;
            self.take()?;
        }
    }

    fn tag(&mut self, span: Span) -> Scan<Tag> {
        let Some(name) = self.scanner.tags.pop_front() else { return Ok(Tag::None) };
        if name.handle.is_empty() {
            return Ok(Tag::of(&name.suffix));
        }
        let declared = self.handles.iter().find(|(handle, _)| *handle == name.handle);
        let prefix = match (declared, name.handle.as_slice()) {
            (Some((_, prefix)), _) => prefix.as_slice(),
            (None, b"!") => b"!",
            (None, b"!!") => b"tag:yaml.org,2002:",
            _ => return fault(span, "the handle of this tag is not declared by a `%TAG` directive"),
        };
        Ok(Tag::of(&[prefix, &name.suffix].concat()))
    }

    fn step(&mut self, state: State) -> Scan<()> {
        match state {
            State::BlockItem => self.block_item(),
            State::IndentlessItem => self.indentless_item(),
            State::BlockKey => self.block_key(),
            State::BlockValue => self.block_value(),
            State::FirstFlowItem => self.flow_item(true),
            State::FlowItem => self.flow_item(false),
            State::PairKey => self.pair_key(),
            State::PairValue => self.pair_value(),
            State::PairEnd => self.pair_end(),
            State::FirstFlowKey => self.flow_key(true),
            State::FlowKey => self.flow_key(false),
            State::FlowValue => self.flow_value(),
            State::FlowNoValue => {
                self.states.push(State::FlowKey);
                self.nothing()
            }
        }
    }

    fn block_item(&mut self) -> Scan<()> {
        let placed = self.scanner.peek()?;
        match placed.token {
            Token::BlockEntry => {
                self.take()?;
                self.states.push(State::BlockItem);
                match self.scanner.peek()?.token {
                    Token::BlockEntry | Token::BlockEnd => self.nothing(),
                    _ => self.node(Place::Block),
                }
            }
            Token::BlockEnd => {
                self.scanner.skip();
                self.builder.close(None)
            }
            token => fault(
                placed.span,
                format!("expected `-` and the next item of this list, found {}", describe(token)),
            ),
        }
    }

    fn indentless_item(&mut self) -> Scan<()> {
        if !self.take_if(Token::BlockEntry)? {
            return self.builder.close(None);
        }
        self.states.push(State::IndentlessItem);
        match self.scanner.peek()?.token {
            Token::BlockEntry | Token::Key | Token::Value | Token::BlockEnd => self.nothing(),
            _ => self.node(Place::Block),
        }
    }

    fn block_key(&mut self) -> Scan<()> {
        let placed = self.scanner.peek()?;
        match placed.token {
            Token::Key => {
                self.take()?;
                self.states.push(State::BlockValue);
                self.block_key_or_value()
            }
            Token::BlockEnd => {
                self.scanner.skip();
                self.builder.close(None)
            }
            token => fault(
                placed.span,
                format!("expected the next key of this mapping and `:`, found {}", describe(token)),
            ),
        }
    }

    fn block_key_or_value(&mut self) -> Scan<()> {
        match self.scanner.peek()?.token {
            Token::Key | Token::Value | Token::BlockEnd => self.nothing(),
            _ => self.node(Place::BlockOrIndentless),
        }
    }

    fn block_value(&mut self) -> Scan<()> {
        self.states.push(State::BlockKey);
        if self.take_if(Token::Value)? { self.block_key_or_value() } else { self.nothing() }
    }
}

fn describe(token: Token) -> &'static str {
    match token {
        Token::StreamEnd => "the end of the text",
        Token::DocumentStart => "`---`",
        Token::DocumentEnd => "`...`",
        Token::Version(..) | Token::TagDirective => "a directive (`%`)",
        Token::BlockSequenceStart => "a list that is indented differently",
        Token::BlockMappingStart => "a mapping that is indented differently",
        Token::BlockEnd => "a line that is indented less",
        Token::FlowSequenceStart => "`[`",
        Token::FlowSequenceEnd => "`]`",
        Token::FlowMappingStart => "`{`",
        Token::FlowMappingEnd => "`}`",
        Token::BlockEntry => "a list item (`-`)",
        Token::FlowEntry => "`,`",
        Token::Key => "a key",
        Token::Value => "`:`",
        Token::Alias => "an alias (`*`)",
        Token::Anchor => "an anchor (`&`)",
        Token::Tag => "a tag (`!`)",
        Token::Scalar(_) => "a value",
    }
}
