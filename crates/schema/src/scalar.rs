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

/// A list of numbers that fit a byte, which Go takes for base64 too.
pub(crate) fn is_list_of_bytes(node: Node<'_>) -> bool {
    let is_byte =
        |item: Node<'_>| item.is_null() || item.as_i64().is_some_and(|number| u8::try_from(number).is_ok());
    node.kind() == Kind::Sequence && node.items().all(is_byte)
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
}
