//! Values of flags as Go reads them.

/// `strconv.ParseBool`.
pub(crate) fn boolean(text: &str) -> Option<bool> {
    match text {
        "1" | "t" | "T" | "true" | "TRUE" | "True" => Some(true),
        "0" | "f" | "F" | "false" | "FALSE" | "False" => Some(false),
        _ => None,
    }
}

/// `strconv.ParseInt` with base 0: decimal, `0x`, `0o`, `0b`, a leading zero for octal, underscores between digits.
pub(crate) fn integer(text: &str) -> Option<i64> {
    let (sign, digits) = match text.strip_prefix('-') {
        Some(digits) => (-1, digits),
        None => (1, text.strip_prefix('+').unwrap_or(text)),
    };
    if digits.starts_with(['-', '+']) {
        return None;
    }
    let lower = digits.to_ascii_lowercase();
    let based = [("0x", 16), ("0o", 8), ("0b", 2)]
        .into_iter()
        .find_map(|(prefix, base)| lower.strip_prefix(prefix).map(|digits| (digits.to_owned(), base)));
    let (digits, base) = match based {
        Some((digits, base)) => (digits, base),
        None if lower.len() > 1 && lower.starts_with('0') => (lower, 8),
        None => (lower, 10),
    };
    i64::from_str_radix(&digits.replace('_', ""), base).ok()?.checked_mul(sign)
}

/// `strconv.ParseUint` with base 0, as far as it fits a signed one.
pub(crate) fn unsigned(text: &str) -> Option<i64> {
    integer(text).filter(|value| *value >= 0 && !text.starts_with(['-', '+']))
}

/// `time.ParseDuration`: in nanoseconds; fractions are cut off below one.
pub fn duration(text: &str) -> Option<i64> {
    let (sign, mut rest) = match text.strip_prefix('-') {
        Some(rest) => (-1.0, rest),
        None => (1.0, text.strip_prefix('+').unwrap_or(text)),
    };
    if rest == "0" {
        return Some(0);
    }
    let mut total = 0.0;
    while !rest.is_empty() || total == 0.0 {
        let end = rest.find(|c: char| !c.is_ascii_digit() && c != '.')?;
        let (number, behind) = rest.split_at(end);
        let number: f64 = number.parse().ok()?;
        let unit_end = behind.find(|c: char| c.is_ascii_digit() || c == '.').unwrap_or(behind.len());
        let (unit, behind) = behind.split_at(unit_end);
        total += number * nanoseconds(unit)?;
        rest = behind;
        if rest.is_empty() {
            break;
        }
    }
    let nanoseconds = sign * total;
    (nanoseconds.abs() < i64::MAX as f64).then_some(nanoseconds as i64)
}

fn nanoseconds(unit: &str) -> Option<f64> {
    Some(match unit {
        "ns" => 1.0,
        "us" | "µs" | "μs" => 1e3,
        "ms" => 1e6,
        "s" => 1e9,
        "m" => 60e9,
        "h" => 3600e9,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::{boolean, duration, integer};

    #[test]
    fn booleans_are_those_of_go_not_of_yaml() {
        assert_eq!(["1", "t", "TRUE", "True"].map(boolean), [Some(true); 4]);
        assert_eq!(["0", "F", "false"].map(boolean), [Some(false); 3]);
        assert_eq!(["yes", "on", "tRUE", ""].map(boolean), [None; 4]);
    }

    #[test]
    fn integers_have_bases_and_signs() {
        let read = ["0", "10", "-1", "+7", "0x1f", "010", "1_000", "0o17"].map(integer);
        assert_eq!(read, [0, 10, -1, 7, 31, 8, 1000, 15].map(Some));
        assert_eq!(["", "1.5", "ten", "--1", "08"].map(integer), [None; 5]);
    }

    #[test]
    fn durations_add_up() {
        let read = ["0", "0s", "4h", "1h30m", "1.5s", "-2m", "100ms"].map(duration);
        let seconds = |seconds: f64| Some((seconds * 1e9) as i64);
        assert_eq!(read, [0.0, 0.0, 14400.0, 5400.0, 1.5, -120.0, 0.1].map(seconds));
        assert_eq!(["", "4", "h", "4x", "1h 2m"].map(duration), [None; 5]);
    }
}
