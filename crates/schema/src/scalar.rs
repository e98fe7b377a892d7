//! Texts and numbers that Go decodes into more than a string.

use manifest::{Kind, Node};

/// An integer that fits 64 bits.
pub(crate) fn is_integer(node: Node<'_>) -> bool {
    node.kind() == Kind::Number && node.as_i64().is_some()
}

/// An integer that fits 32 bits.
pub(crate) fn is_int32(node: Node<'_>) -> bool {
    node.kind() == Kind::Number && node.as_i64().is_some_and(|number| i32::try_from(number).is_ok())
}

/// Standard base64 with padding; line ends do not count (`encoding/base64` of Go).
pub(crate) fn is_base64(text: &str) -> bool {
    let digits = text.bytes().filter(|byte| !matches!(byte, b'\r' | b'\n'));
    let (mut length, mut padding) = (0usize, 0usize);
    for digit in digits {
        length += 1;
        match digit {
            b'=' => padding += 1,
            _ if padding > 0 => return false,
            b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'+' | b'/' => {}
            _ => return false,
        }
    }
    length.is_multiple_of(4) && padding <= 2
}

/// A duration as Go's `time.ParseDuration` reads it: `0`, or numbers with units, `1h30m`, `-1.5s`.
pub(crate) fn is_duration(text: &str) -> bool {
    let mut rest = text.strip_prefix(['+', '-']).unwrap_or(text);
    if rest == "0" {
        return true;
    }
    let mut parts = 0;
    while !rest.is_empty() {
        let number = rest.len() - rest.trim_start_matches(|c: char| c.is_ascii_digit() || c == '.').len();
        let (digits, behind) = rest.split_at(number);
        let is_number = digits.bytes().any(|byte| byte.is_ascii_digit())
            && digits.bytes().filter(|byte| *byte == b'.').count() <= 1;
        let unit = ["ns", "us", "µs", "μs", "ms", "s", "m", "h"].into_iter().find_map(|unit| {
            let after = behind.strip_prefix(unit)?;
            let ends = after.is_empty() || after.starts_with(|c: char| c.is_ascii_digit() || c == '.');
            ends.then_some(after)
        });
        let Some(after) = unit.filter(|_| is_number) else { return false };
        rest = after;
        parts += 1;
    }
    parts > 0
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn base64_is_what_go_decodes() {
        for text in ["", "YQ==", "YWI=", "YWJj", "YW\nJj\n", "+/+/"] {
            assert!(is_base64(text), "{text:?}");
        }
        for text in ["YQ", "YQ=", "Y===", "YW Jj", "YQ==YQ==", "-_-_", "====", "="] {
            assert!(!is_base64(text), "{text:?}");
        }
    }

    #[test]
    fn durations_are_what_go_parses() {
        for text in ["0", "-0", "1s", "1h30m", "-1.5s", ".5s", "100ns", "3µs", "1.s"] {
            assert!(is_duration(text), "{text:?}");
        }
        for text in ["", "1", "s", "1d", "1 s", "-", ".", "1h30", "1..5s", ".s", "1msx"] {
            assert!(!is_duration(text), "{text:?}");
        }
    }
}
