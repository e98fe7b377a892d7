//! Numbers as Go reads them from YAML and writes them into JSON.

use std::fmt::Write;

/// A number.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Number {
    Int(i64),
    /// Above `i64::MAX`.
    Uint(u64),
    Float(f64),
}

/// The number a plain scalar is, if it is one; its first byte is a sign, a dot or a digit.
pub(crate) fn read(text: &[u8]) -> Option<Number> {
    if let Some(number) = short_decimal(text) {
        return Some(number);
    }
    if let Some(special) = special(text) {
        return Some(Number::Float(special));
    }
    if text.first() == Some(&b'.') {
        return dotted(text).map(Number::Float);
    }
    if !text.iter().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'+' | b'-' | b'.' | b'_')) {
        return None;
    }
    let plain: String = text.iter().filter(|byte| **byte != b'_').map(|byte| char::from(*byte)).collect();
    integer(&plain).or_else(|| float(&plain).map(Number::Float)).or_else(|| signed_binary(&plain))
}

/// Most numbers: a few digits that do not start with 0.
fn short_decimal(text: &[u8]) -> Option<Number> {
    match text {
        [digit @ b'0'..=b'9'] => Some(Number::Int(i64::from(digit - b'0'))),
        [b'1'..=b'9', ..] if text.len() <= 18 => {
            let mut value = 0;
            for byte in text {
                if !byte.is_ascii_digit() {
                    return None;
                }
                value = value * 10 + i64::from(byte - b'0');
            }
            Some(Number::Int(value))
        }
        _ => None,
    }
}

fn special(text: &[u8]) -> Option<f64> {
    match text {
        b".nan" | b".NaN" | b".NAN" => Some(f64::NAN),
        b".inf" | b".Inf" | b".INF" | b"+.inf" | b"+.Inf" | b"+.INF" => Some(f64::INFINITY),
        b"-.inf" | b"-.Inf" | b"-.INF" => Some(f64::NEG_INFINITY),
        _ => None,
    }
}

/// A float that starts with a dot; here Go allows underscores only between digits.
fn dotted(text: &[u8]) -> Option<f64> {
    let mut previous = 0;
    let mut plain = String::with_capacity(text.len());
    for (index, byte) in text.iter().enumerate() {
        if *byte == b'_' {
            let next = text.get(index + 1).copied().unwrap_or(0);
            let separates = (previous == b'_' || u8::is_ascii_digit(&previous)) && next.is_ascii_digit();
            if !separates {
                return None;
            }
        } else {
            plain.push(char::from(*byte));
        }
        previous = *byte;
    }
    float(&plain)
}

/// An integer with an optional sign and base prefix, as Go's `strconv.ParseInt(…, 0, 64)` reads it.
fn integer(text: &str) -> Option<Number> {
    let (negative, unsigned) = match text.as_bytes().first()? {
        b'-' => (true, text.get(1..)?),
        b'+' => (false, text.get(1..)?),
        _ => (false, text),
    };
    let signed = unsigned.len() < text.len();
    let (digits, radix) = radix(unsigned);
    if digits.is_empty() || !digits.bytes().all(|byte| char::from(byte).is_digit(radix)) {
        return None;
    }
    let value = u64::from_str_radix(digits, radix).ok()?;
    if negative {
        return 0_i64.checked_sub_unsigned(value).map(Number::Int);
    }
    match i64::try_from(value) {
        Ok(value) => Some(Number::Int(value)),
        Err(_) if signed => None,
        Err(_) => Some(Number::Uint(value)),
    }
}

/// The digits and the base of an unsigned integer.
fn radix(text: &str) -> (&str, u32) {
    let prefixes = [("0x", 16), ("0X", 16), ("0b", 2), ("0B", 2), ("0o", 8), ("0O", 8)];
    for (prefix, radix) in prefixes {
        if let Some(digits) = text.strip_prefix(prefix) {
            return (digits, radix);
        }
    }
    match text.strip_prefix('0') {
        Some(digits) if !digits.is_empty() => (digits, 8),
        _ => (text, 10),
    }
}

/// A decimal float; `None` also where it is too large for one.
fn float(text: &str) -> Option<f64> {
    let body = text.strip_prefix(['+', '-']).unwrap_or(text);
    let decimal =
        body.bytes().all(|byte| byte.is_ascii_digit() || matches!(byte, b'.' | b'e' | b'E' | b'+' | b'-'));
    let value = if decimal { text.parse::<f64>().ok()? } else { return None };
    value.is_finite().then_some(value)
}

/// `0b` with a sign behind it, which Go's YAML reader takes too.
fn signed_binary(text: &str) -> Option<Number> {
    let digits = text.strip_prefix("0b")?;
    let (negative, digits) = match digits.as_bytes().first()? {
        b'-' => (true, digits.get(1..)?),
        b'+' => (false, digits.get(1..)?),
        _ => return None,
    };
    if digits.is_empty() || !digits.bytes().all(|byte| matches!(byte, b'0' | b'1')) {
        return None;
    }
    let value = u64::from_str_radix(digits, 2).ok()?;
    let value = if negative { 0_i64.checked_sub_unsigned(value) } else { i64::try_from(value).ok() };
    value.map(Number::Int)
}

/// Appends a number as Go's `encoding/json` writes it.
pub(crate) fn write_json(number: Number, out: &mut String) {
    // Writing into a `String` cannot fail.
    let _ = match number {
        Number::Int(value) => write!(out, "{value}"),
        Number::Uint(value) => write!(out, "{value}"),
        Number::Float(value) => {
            write_float(value, out);
            Ok(())
        }
    };
}

fn write_float(value: f64, out: &mut String) {
    let magnitude = value.abs();
    if magnitude != 0.0 && !(1e-6..1e21).contains(&magnitude) {
        let scientific = format!("{value:e}");
        match scientific.split_once("e-") {
            Some((mantissa, exponent)) => out.extend([mantissa, "e-", exponent]),
            None => out.push_str(&scientific.replace('e', "e+")),
        }
    } else {
        let _ = write!(out, "{value}");
    }
}

/// A number as a key: floats with the digits of a 32-bit float, as Go's `FormatFloat(…, 'g', -1, 32)` gives
/// them.
pub(crate) fn key(number: Number) -> String {
    match number {
        Number::Int(value) => value.to_string(),
        Number::Uint(value) => value.to_string(),
        Number::Float(value) => float_key(value as f32),
    }
}

fn float_key(value: f32) -> String {
    if value.is_nan() {
        return ".nan".into();
    }
    if value.is_infinite() {
        return if value > 0.0 { ".inf" } else { "-.inf" }.into();
    }
    let scientific = format!("{value:e}");
    let Some((mantissa, exponent)) = scientific.split_once('e') else { return scientific };
    let exponent: i32 = exponent.parse().unwrap_or_default();
    if value != 0.0 && !(-4..6).contains(&exponent) {
        let sign = if exponent < 0 { '-' } else { '+' };
        return format!("{mantissa}e{sign}{:02}", exponent.unsigned_abs());
    }
    value.to_string()
}
