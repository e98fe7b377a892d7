//! What stands inside of `[…]` and `{…}`.

use super::{Parser, Place, State, describe};
use crate::build::Properties;
use crate::scan::{Scan, Token, fault};
use crate::{Kind, Style};

impl Parser<'_> {
    pub(super) fn flow_item(&mut self, first: bool) -> Scan<()> {
        let mut placed = self.scanner.peek()?;
        if placed.token != Token::FlowSequenceEnd && !first {
            if !self.take_if(Token::FlowEntry)? {
                return fault(placed.span, format!("expected `,` or `]`, found {}", describe(placed.token)));
            }
            placed = self.scanner.peek()?;
        }
        match placed.token {
            Token::FlowSequenceEnd => {
                self.take()?;
                self.builder.close(Some(placed.span.end))
            }
            Token::Key => {
                self.take()?;
                self.states.push(State::FlowItem);
                self.open(
                    Kind::Mapping,
                    Style::Flow,
                    placed.span.start,
                    Properties::default(),
                    State::PairKey,
                )
            }
            _ => {
                self.states.push(State::FlowItem);
                self.node(Place::Flow)
            }
        }
    }

    pub(super) fn pair_key(&mut self) -> Scan<()> {
        self.states.push(State::PairValue);
        match self.scanner.peek()?.token {
            // Go skips the token that is not a key.
            Token::Value | Token::FlowEntry | Token::FlowSequenceEnd => {
                self.take()?;
                self.nothing()
            }
            _ => self.node(Place::Flow),
        }
    }

    pub(super) fn pair_value(&mut self) -> Scan<()> {
        self.states.push(State::PairEnd);
        if self.take_if(Token::Value)?
            && !matches!(self.scanner.peek()?.token, Token::FlowEntry | Token::FlowSequenceEnd)
        {
            return self.node(Place::Flow);
        }
        self.nothing()
    }

    pub(super) fn pair_end(&mut self) -> Scan<()> {
        self.scanner.peek()?;
        self.builder.close(None)
    }

    pub(super) fn flow_key(&mut self, first: bool) -> Scan<()> {
        let mut placed = self.scanner.peek()?;
        if placed.token != Token::FlowMappingEnd && !first {
            if !self.take_if(Token::FlowEntry)? {
                return fault(placed.span, format!("expected `,` or `}}`, found {}", describe(placed.token)));
            }
            placed = self.scanner.peek()?;
        }
        match placed.token {
            Token::FlowMappingEnd => {
                self.take()?;
                self.builder.close(Some(placed.span.end))
            }
            Token::Key => {
                self.take()?;
                self.states.push(State::FlowValue);
                match self.scanner.peek()?.token {
                    Token::Value | Token::FlowEntry | Token::FlowMappingEnd => self.nothing(),
                    _ => self.node(Place::Flow),
                }
            }
            _ => {
                self.states.push(State::FlowNoValue);
                self.node(Place::Flow)
            }
        }
    }

    pub(super) fn flow_value(&mut self) -> Scan<()> {
        self.states.push(State::FlowKey);
        if self.take_if(Token::Value)?
            && !matches!(self.scanner.peek()?.token, Token::FlowEntry | Token::FlowMappingEnd)
        {
            return self.node(Place::Flow);
        }
        self.nothing()
    }
}
