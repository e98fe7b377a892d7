//! From the bytes of a file to text whose offsets stay true.

/// Text, and the offsets at which bytes that are not UTF-8 were replaced by `?`.
pub(crate) struct Decoded {
    pub(crate) text: String,
    pub(crate) invalid: Vec<u32>,
}

/// Decodes UTF-16 that starts with a byte order mark; takes all else as UTF-8.
pub(crate) fn decode(bytes: Vec<u8>) -> Decoded {
    match bytes.as_slice() {
        [0xFF, 0xFE, rest @ ..] => utf16(rest, u16::from_le_bytes),
        [0xFE, 0xFF, rest @ ..] => utf16(rest, u16::from_be_bytes),
        _ => utf8(bytes),
    }
}

fn utf16(bytes: &[u8], unit: fn([u8; 2]) -> u16) -> Decoded {
    let mut text = String::with_capacity(bytes.len());
    let mut invalid = Vec::new();
    let (pairs, rest) = bytes.as_chunks::<2>();
    for character in char::decode_utf16(pairs.iter().map(|pair| unit(*pair))) {
        match character {
            Ok(character) => text.push(character),
            Err(_) => replace(&mut text, &mut invalid),
        }
    }
    if !rest.is_empty() {
        replace(&mut text, &mut invalid);
    }
    Decoded { text, invalid }
}

fn utf8(bytes: Vec<u8>) -> Decoded {
    let bytes = match String::from_utf8(bytes) {
        Ok(text) => return Decoded { text, invalid: Vec::new() },
        Err(error) => error.into_bytes(),
    };
    let mut text = String::with_capacity(bytes.len());
    let mut invalid = Vec::new();
    for chunk in bytes.utf8_chunks() {
        text.push_str(chunk.valid());
        for _ in chunk.invalid() {
            replace(&mut text, &mut invalid);
        }
    }
    Decoded { text, invalid }
}

fn replace(text: &mut String, invalid: &mut Vec<u32>) {
    invalid.push(u32::try_from(text.len()).unwrap_or(u32::MAX));
    text.push('?');
}
