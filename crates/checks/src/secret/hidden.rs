//! Secrets as plain data, so that outputs can hide them.

use std::fmt;
use std::ops::Range;
use std::sync::{Arc, LazyLock};

use credential::{Certainty, Names, WORDS, places_in_line};
use finding::{Arguments, Incomplete, Message};
use manifest::{Node, Source, Span};
use model::ObjectId;

use super::exposed::{Evidence, Exposed};

/// What stands for a secret where it would be shown.
pub const HIDDEN: &str = "[hidden]";

/// A value that no output may show, and where it stands.
#[derive(Clone)]
pub struct Secret {
    /// The file.
    pub source: Arc<Source>,
    /// The bytes that are or hold it.
    pub span: Span,
    /// The value itself, where it is peculiar enough to be hidden wherever else it stands; else empty.
    pub text: Box<str>,
    /// The object it stands in.
    pub(crate) object: ObjectId,
}

/// Never the value.
impl fmt::Debug for Secret {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_struct("Secret").field("span", &self.span).finish_non_exhaustive()
    }
}

impl Secret {
    pub(super) fn of(object: ObjectId, exposed: &Exposed<'_>) -> Secret {
        let source = exposed.node.document().source();
        let text = exposed.text.trim();
        let is_certain = exposed.certainty == Certainty::Certain
            && exposed.evidence != Evidence::Holder
            && is_peculiar(text);
        Secret {
            source: Arc::clone(source),
            span: span(exposed.node, text),
            object,
            text: if is_certain { text.into() } else { Box::default() },
        }
    }

    /// Whether it stands in a node, or the node in it.
    pub(crate) fn touches(&self, node: Node<'_>) -> bool {
        let span = node.span();
        self.span.start < span.end && span.start < self.span.end
    }
}

/// The bytes of a secret: where it stands as it is, it alone; else the scalar that holds it.
fn span(node: Node<'_>, text: &str) -> Span {
    let whole = node.span();
    let written = node.document().source().slice(whole);
    match written.find(text) {
        Some(start) if !text.is_empty() && written.rfind(text) == Some(start) => {
            let start = whole.start + offset(start);
            Span { start, end: start + offset(text.len()) }
        }
        _ => whole,
    }
}

fn offset(length: usize) -> u32 {
    u32::try_from(length).unwrap_or(u32::MAX)
}

/// Whether a text is found elsewhere only if it is the same secret: no short one, no word like `postgres`.
fn is_peculiar(text: &str) -> bool {
    text.len() >= 11 || text.len() >= 6 && !text.bytes().all(|byte| byte.is_ascii_lowercase())
}

/// Puts [`HIDDEN`] in the place of every secret in a text.
pub(crate) fn hide(text: &mut String, secrets: &[Secret]) {
    let held =
        secrets.iter().map(|secret| &*secret.text).filter(|own| !own.is_empty() && text.contains(*own));
    let mut held: Vec<&str> = held.collect();
    // One may be the beginning of another.
    held.sort_unstable_by_key(|own| std::cmp::Reverse(own.len()));
    for own in held {
        *text = text.replace(own, HIDDEN);
    }
}

/// The same for a message and its arguments.
pub(crate) fn hide_in_message(message: &mut Message, secrets: &[Secret]) {
    hide(&mut message.text, secrets);
    let holds = |secret: &Secret| {
        !secret.text.is_empty() && message.arguments.iter().any(|argument| argument.contains(&*secret.text))
    };
    if secrets.iter().any(holds) {
        message.arguments = message.arguments.iter().fold(Arguments::default(), |arguments, argument| {
            let mut argument = argument.to_owned();
            hide(&mut argument, secrets);
            arguments.with(&argument)
        });
    }
}

/// The same for what could not be judged: messages of other tools may quote what they were given.
pub fn hide_in_incomplete(incomplete: &mut [Incomplete], secrets: &[Secret]) {
    for Incomplete { message, .. } in incomplete {
        hide(message, secrets);
        for part in secrets_in_line(message).into_iter().rev() {
            message.replace_range(part, HIDDEN);
        }
    }
}

/// The parts of a line of text that look like secrets, for text that nobody has judged: what did not parse, fields that
/// no check knows. In bytes, in their order, none touching the next.
pub fn secrets_in_line(line: &str) -> Vec<Range<usize>> {
    static NAMES: LazyLock<Names> = LazyLock::new(|| Names::new(WORDS.iter().copied()));
    let mut parts: Vec<Range<usize>> = places_in_line(line, &NAMES).collect();
    parts.sort_unstable_by_key(|part| (part.start, part.end));
    parts.dedup_by(|next, part| {
        let touches = next.start <= part.end;
        if touches {
            part.end = part.end.max(next.end);
        }
        touches
    });
    parts
}
