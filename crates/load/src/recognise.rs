//! What looks like Kubernetes (`docs/contract.md`, Input): a text can be judged without being parsed.

use memchr::memmem;

/// Whether a document's text looks like a Kubernetes object: lines at column 0 begin `apiVersion:` and `kind:`, or it is
/// JSON with both keys at depth 1.
pub(crate) fn looks_like_kubernetes(text: &str) -> bool {
    let text = text.trim_start_matches('\u{feff}');
    match text.trim_start().starts_with('{') {
        true => json_has_both(text.as_bytes()),
        false => lines_have_both(text),
    }
}

fn lines_have_both(text: &str) -> bool {
    let (mut version, mut kind) = (false, false);
    for line in text.split(['\n', '\r']) {
        version |= line.starts_with("apiVersion:");
        kind |= line.starts_with("kind:");
    }
    version && kind
}

/// Walks over JSON, whole or broken, looking at keys of the outermost object only.
fn json_has_both(bytes: &[u8]) -> bool {
    let (mut version, mut kind) = (false, false);
    let mut depth = 0_usize;
    let mut at = 0;
    while let Some(byte) = bytes.get(at) {
        match byte {
            b'{' | b'[' => depth += 1,
            b'}' | b']' => depth = depth.saturating_sub(1),
            b'"' => {
                let end = string_end(bytes, at + 1);
                let is_key = bytes.get(end + 1..).and_then(first_visible) == Some(b':');
                if depth == 1 && is_key {
                    let key = bytes.get(at + 1..end).unwrap_or_default();
                    version |= key == b"apiVersion";
                    kind |= key == b"kind";
                }
                at = end;
            }
            _ => {}
        }
        at += 1;
    }
    version && kind
}

/// The place of the quote that ends a string.
fn string_end(bytes: &[u8], mut at: usize) -> usize {
    while let Some(byte) = bytes.get(at) {
        match byte {
            b'"' => return at,
            b'\\' => at += 2,
            _ => at += 1,
        }
    }
    bytes.len()
}

fn first_visible(bytes: &[u8]) -> Option<u8> {
    bytes.iter().copied().find(|byte| !byte.is_ascii_whitespace())
}

/// Looks for signs of Kubernetes in a file too large to be held, piece by piece.
#[derive(Debug, Default)]
pub(crate) struct Signs {
    /// The end of the piece before, which may hold the beginning of a sign.
    tail: Vec<u8>,
    version: bool,
    kind: bool,
    escape: bool,
}

/// The longest sign, `"apiVersion"`.
const LONGEST: usize = 12;

impl Signs {
    /// Takes the next piece.
    pub fn take(&mut self, piece: &[u8]) {
        let mut window = std::mem::take(&mut self.tail);
        window.extend_from_slice(piece);
        self.version |= memmem::find(&window, b"apiVersion").is_some();
        self.kind |= memmem::find(&window, b"kind").is_some();
        // A key may be written `"\u0061piVersion"` or `!!binary YXBpVmVyc2lvbg==`, and UTF-16 has NUL between letters.
        self.escape |=
            memchr::memchr2(b'\\', 0, &window).is_some() || memmem::find(&window, b"binary").is_some();
        let keep = window.len().saturating_sub(LONGEST - 1);
        self.tail = window.split_off(keep);
    }

    /// Whether an object may be in it: a file without these bytes has none, and need not be read.
    pub fn possible(&self) -> bool {
        (self.version && self.kind) || self.escape
    }

    /// Whether it is likely that the file is meant for Kubernetes.
    pub fn likely(&self) -> bool {
        self.version && self.kind
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_at_column_0_count_and_others_do_not() {
        assert!(looks_like_kubernetes("# a\napiVersion: v1\nkind: Pod\n{{ if }}"));
        assert!(looks_like_kubernetes("\u{feff}apiVersion: v1\r\nkind: Pod\r\n"));
        assert!(!looks_like_kubernetes("  apiVersion: v1\n  kind: Pod\n"));
        assert!(!looks_like_kubernetes("apiVersion: v2\nname: chart\n"));
        assert!(!looks_like_kubernetes("- hosts: all\n  kind: x\n"));
    }

    #[test]
    fn json_counts_at_depth_1_even_when_cut_off() {
        assert!(looks_like_kubernetes(r#" {"apiVersion": "v1", "kind" : "Pod", "metadata": {"na"#));
        assert!(!looks_like_kubernetes(r#"{"spec": {"apiVersion": "v1", "kind": "Pod"}}"#));
        assert!(!looks_like_kubernetes(r#"{"a": "apiVersion\":", "kind": "x"}"#));
        assert!(!looks_like_kubernetes(r#"{"a": "kind", "apiVersion": 1}"#));
    }

    #[test]
    fn signs_are_found_across_pieces() {
        let mut signs = Signs::default();
        for piece in ["aaaapiVer", "sion: v1\nki", "nd: Pod"] {
            signs.take(piece.as_bytes());
        }
        assert!(signs.likely());
        let mut none = Signs::default();
        none.take(&[b'a'; 1000]);
        assert!(!none.possible());
    }
}
