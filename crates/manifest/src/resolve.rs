//! What a scalar means, by the rules of Go's YAML reader (`resolve.go` of go.yaml.in/yaml/v2).

use std::borrow::Cow;

use crate::number::{self, Number};

/// The tags that decide what a scalar means.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Tag {
    /// No tag.
    #[default]
    None,
    /// `!!str`.
    Str,
    /// `!!bool`.
    Bool,
    /// `!!int`.
    Int,
    /// `!!float`.
    Float,
    /// `!!null`.
    Null,
    /// `!!timestamp`.
    Timestamp,
    /// `!!binary`.
    Binary,
    /// `!!merge`.
    Merge,
    /// `!`.
    Local,
    /// Any other: the scalar is a string.
    Custom,
}

impl Tag {
    /// The tag of a full name.
    pub(crate) fn of(name: &[u8]) -> Tag {
        match name.strip_prefix(b"tag:yaml.org,2002:") {
            Some(b"str") => Tag::Str,
            Some(b"bool") => Tag::Bool,
            Some(b"int") => Tag::Int,
            Some(b"float") => Tag::Float,
            Some(b"null") => Tag::Null,
            Some(b"timestamp") => Tag::Timestamp,
            Some(b"binary") => Tag::Binary,
            Some(b"merge") => Tag::Merge,
            _ if name == b"!" => Tag::Local,
            _ if name.is_empty() => Tag::None,
            _ => Tag::Custom,
        }
    }
}

/// The value of a scalar.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Value<'s> {
    Null,
    Bool(bool),
    Number(Number),
    Text(Cow<'s, str>),
    /// From `!!binary`: bytes that need not be text.
    Bytes(Vec<u8>),
}

/// What is wrong with a scalar.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Mismatch {
    /// The text is not what the tag promises.
    Tag(Tag),
    /// `!!binary` on what is not base64.
    Base64,
}

/// The value of a scalar with a text; `plain` says that neither quotes nor a block indicator stand around it.
pub(crate) fn resolve(text: Cow<'_, str>, tag: Tag, plain: bool) -> Result<Value<'_>, Mismatch> {
    match tag {
        Tag::None if !plain => Ok(Value::Text(text)),
        Tag::None => Ok(implicit(text)),
        Tag::Str | Tag::Merge | Tag::Local | Tag::Custom => Ok(Value::Text(text)),
        Tag::Binary => base64(text.as_bytes()).map(Value::Bytes).ok_or(Mismatch::Base64),
        Tag::Timestamp => match crate::timestamp::is_timestamp(&text) {
            true => Ok(Value::Text(text)),
            false => Err(Mismatch::Tag(tag)),
        },
        Tag::Bool | Tag::Int | Tag::Float | Tag::Null => explicit(text, tag),
    }
}

fn explicit(text: Cow<'_, str>, tag: Tag) -> Result<Value<'_>, Mismatch> {
    match (tag, implicit(text)) {
        (Tag::Null, Value::Null) => Ok(Value::Null),
        (Tag::Bool, value @ Value::Bool(_)) => Ok(value),
        (Tag::Int, value @ Value::Number(Number::Int(_) | Number::Uint(_))) => Ok(value),
        (Tag::Float, value @ Value::Number(Number::Float(_))) => Ok(value),
        (Tag::Float, Value::Number(Number::Int(int))) => Ok(Value::Number(Number::Float(int as f64))),
        _ => Err(Mismatch::Tag(tag)),
    }
}

/// The value of a plain scalar without a tag.
pub(crate) fn implicit(text: Cow<'_, str>) -> Value<'_> {
    match literal(text.as_bytes()) {
        Some(value) => value,
        None => Value::Text(text),
    }
}

/// The value of a plain scalar that is no string.
#[inline]
pub(crate) fn literal(text: &[u8]) -> Option<Value<'static>> {
    let Some(first) = text.first() else { return Some(Value::Null) };
    match first {
        b'+' | b'-' | b'.' | b'0'..=b'9' => number::read(text).map(Value::Number),
        b'y' | b'Y' | b'n' | b'N' | b't' | b'T' | b'f' | b'F' | b'o' | b'O' | b'~' => word(text),
        _ => None,
    }
}

/// The words that mean something, byte by byte: this is asked of every second key.
#[inline]
fn word(text: &[u8]) -> Option<Value<'static>> {
    match text {
        [b'y' | b'Y'] | [b'y' | b'Y', b'e', b's'] | [b'Y', b'E', b'S'] => Some(Value::Bool(true)),
        [b't' | b'T', b'r', b'u', b'e'] | [b'T', b'R', b'U', b'E'] => Some(Value::Bool(true)),
        [b'o' | b'O', b'n'] | [b'O', b'N'] => Some(Value::Bool(true)),
        [b'n' | b'N'] | [b'n' | b'N', b'o'] | [b'N', b'O'] => Some(Value::Bool(false)),
        [b'f' | b'F', b'a', b'l', b's', b'e'] | [b'F', b'A', b'L', b'S', b'E'] => Some(Value::Bool(false)),
        [b'o' | b'O', b'f', b'f'] | [b'O', b'F', b'F'] => Some(Value::Bool(false)),
        [b'~'] | [b'n' | b'N', b'u', b'l', b'l'] | [b'N', b'U', b'L', b'L'] => Some(Value::Null),
        _ => None,
    }
}

/// Standard base64 as Go decodes it: line breaks are skipped, padding is required, the bits it leaves over
/// are free.
fn base64(text: &[u8]) -> Option<Vec<u8>> {
    let digits: Vec<u8> = text.iter().copied().filter(|byte| !matches!(byte, b'\n' | b'\r')).collect();
    let (groups, rest) = digits.as_chunks::<4>();
    if !rest.is_empty() {
        return None;
    }
    let mut bytes = Vec::with_capacity(groups.len() * 3);
    for (index, group) in groups.iter().enumerate() {
        let padding = group.iter().rev().take_while(|digit| **digit == b'=').count();
        if padding > 2 || (padding > 0 && index + 1 < groups.len()) {
            return None;
        }
        let mut bits = 0_u32;
        for digit in group.iter().take(4 - padding) {
            bits = bits << 6 | u32::from(base64_digit(*digit)?);
        }
        bits <<= 6 * padding;
        let [_, decoded @ ..] = bits.to_be_bytes();
        bytes.extend(decoded.iter().take(3 - padding));
    }
    Some(bytes)
}

fn base64_digit(digit: u8) -> Option<u8> {
    Some(match digit {
        b'A'..=b'Z' => digit - b'A',
        b'a'..=b'z' => digit - b'a' + 26,
        b'0'..=b'9' => digit - b'0' + 52,
        b'+' => 62,
        b'/' => 63,
        _ => return None,
    })
}
