//! Times (RFC 3339, as Go's `time.Parse` reads it).

/// Whether a text is a time: `2026-01-31T12:00:00Z`, with a fraction of the second or an offset perhaps.
pub(crate) fn is_time(text: &str) -> bool {
    parse(text.as_bytes(), fraction).is_some()
}

/// The same with just six digits behind the second: `2026-01-31T12:00:00.000000Z`.
pub(crate) fn is_micro_time(text: &str) -> bool {
    parse(text.as_bytes(), micros).is_some()
}

fn parse(text: &[u8], fraction: fn(&[u8]) -> Option<&[u8]>) -> Option<()> {
    let (year, rest) = number(text, 4)?;
    let (month, rest) = number(after(rest, b'-')?, 2)?;
    let (day, rest) = number(after(rest, b'-')?, 2)?;
    let (hour, rest) = number(after(rest, b'T')?, 2)?;
    let (minute, rest) = number(after(rest, b':')?, 2)?;
    let (second, rest) = number(after(rest, b':')?, 2)?;
    let in_range = (1..=days(year, month)?).contains(&day) && hour < 24 && minute < 60 && second < 60;
    offset(fraction(rest)?).filter(|()| in_range)
}

fn after(text: &[u8], mark: u8) -> Option<&[u8]> {
    text.strip_prefix(&[mark])
}

/// A number of just so many digits.
fn number(text: &[u8], digits: usize) -> Option<(u32, &[u8])> {
    let (number, rest) = text.split_at_checked(digits)?;
    let value = number
        .iter()
        .try_fold(0, |value, digit| digit.is_ascii_digit().then(|| value * 10 + u32::from(digit - b'0')))?;
    Some((value, rest))
}

fn days(year: u32, month: u32) -> Option<u32> {
    let leap = year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400));
    match month {
        1 | 3 | 5 | 7 | 8 | 10 | 12 => Some(31),
        4 | 6 | 9 | 11 => Some(30),
        2 if leap => Some(29),
        2 => Some(28),
        _ => None,
    }
}

/// What stands behind a fraction of the second, if there is one.
fn fraction(text: &[u8]) -> Option<&[u8]> {
    let Some(digits) = text.strip_prefix(b".").or_else(|| text.strip_prefix(b",")) else { return Some(text) };
    let length = digits.iter().take_while(|digit| digit.is_ascii_digit()).count();
    if length == 0 { None } else { digits.get(length..) }
}

/// What stands behind six digits of the second.
fn micros(text: &[u8]) -> Option<&[u8]> {
    let digits = text.strip_prefix(b".").or_else(|| text.strip_prefix(b","))?;
    number(digits, 6).map(|(_, rest)| rest)
}

/// `Z`, or hours and minutes.
fn offset(text: &[u8]) -> Option<()> {
    if text == b"Z" {
        return Some(());
    }
    let (hours, rest) = number(after(text, b'+').or_else(|| after(text, b'-'))?, 2)?;
    let (minutes, rest) = number(after(rest, b':')?, 2)?;
    (hours <= 24 && minutes < 60 && rest.is_empty()).then_some(())
}

#[cfg(test)]
mod tests {
    use super::{is_micro_time, is_time};

    #[test]
    fn times() {
        for text in ["2026-01-31T12:00:00Z", "2024-02-29T23:59:59.5+02:00", "0000-01-01T00:00:00,123-11:30"] {
            assert!(is_time(text), "{text:?}");
        }
        for text in [
            "",
            "2026-01-31",
            "2026-01-31 12:00:00Z",
            "2026-01-31T12:00:00",
            "2026-02-29T12:00:00Z",
            "2026-13-01T12:00:00Z",
            "2026-01-31T24:00:00Z",
            "2026-01-31T12:00:00.Z",
            "2026-01-31T12:00:00Zx",
            "2026-01-31T12:00:00+2:00",
            "26-01-31T12:00:00Z",
        ] {
            assert!(!is_time(text), "{text:?}");
        }
    }

    #[test]
    fn micro_times() {
        assert!(
            is_micro_time("2026-01-31T12:00:00.000001Z") && is_micro_time("2026-01-31T12:00:00.123456+02:00")
        );
        for text in ["2026-01-31T12:00:00Z", "2026-01-31T12:00:00.1Z", "2026-01-31T12:00:00.1234567Z"] {
            assert!(!is_micro_time(text), "{text:?}");
        }
    }
}
