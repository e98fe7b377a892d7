//! What a suppression says, wherever it is written: an annotation's value, a comment, an `[[exception]]`
//! (`docs/contract.md`, Suppression). Reading only; what it covers is decided where findings are made.

/// The start of the annotation's key; the id follows, and for one container a `.` and its name.
pub const ANNOTATION_PREFIX: &str = "seawall/ignore.";

/// The longest name part of an annotation's key that the API server accepts
/// (apimachinery `validation.IsQualifiedName`).
pub const LONGEST_KEY_NAME: usize = 63;

/// The key of an annotation that suppresses.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Key<'a> {
    /// The id of the rule.
    pub id: &'a str,
    /// The container, where it is for one alone.
    pub container: Option<&'a str>,
    /// Whether the name part is longer than the API server accepts.
    pub too_long: bool,
}

/// Why, and for how long.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Terms {
    /// Why; empty where it is missing.
    pub reason: String,
    /// The last day.
    pub until: Until,
}

/// The last day on which a suppression holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Until {
    /// None is named.
    Forever,
    /// That day, `YYYY-MM-DD`.
    Day(String),
    /// What stands there is no day.
    Unreadable(String),
}

/// Whether a suppression applies.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    /// It does.
    Valid,
    /// It has no reason.
    NoReason,
    /// Its last day is over.
    Expired,
    /// Its last day is no day.
    NoDay,
}

/// A comment that suppresses: `# seawall: ignore[POD001,POD002] reason; until 2027-01-31`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Comment {
    /// The ids.
    pub ids: Vec<String>,
    /// Why, and for how long.
    pub terms: Terms,
}

/// A comment that speaks to Seawall and cannot be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct UnreadableComment;

impl<'a> Key<'a> {
    /// Reads an annotation's key; `None` where it is somebody else's.
    pub fn read(key: &'a str) -> Option<Key<'a>> {
        let rest = key.strip_prefix(ANNOTATION_PREFIX)?;
        let name = key.split_once('/').map_or(key, |(_, name)| name);
        let (id, container) = match rest.split_once('.') {
            Some((id, container)) => (id, Some(container)),
            None => (rest, None),
        };
        Some(Key { id, container, too_long: name.len() > LONGEST_KEY_NAME })
    }
}

impl Terms {
    /// Reads `reason` or `reason; until YYYY-MM-DD`.
    pub fn read(text: &str) -> Terms {
        let text = text.trim();
        let ending = text.rsplit_once(';').and_then(|(reason, end)| Some((reason, until_word(end.trim())?)));
        // `until …` alone: a day without a reason.
        match ending.or_else(|| Some(("", until_word(text)?))) {
            Some((reason, day)) => Terms { reason: reason.trim().to_owned(), until: Until::read(day) },
            None => Terms { reason: text.to_owned(), until: Until::Forever },
        }
    }

    /// Whether the suppression applies on a day (`YYYY-MM-DD`); its last day is included.
    pub fn standing(&self, today: &str) -> Standing {
        match &self.until {
            _ if self.reason.is_empty() => Standing::NoReason,
            Until::Unreadable(_) => Standing::NoDay,
            Until::Day(day) if day.as_str() < today => Standing::Expired,
            Until::Forever | Until::Day(_) => Standing::Valid,
        }
    }
}

impl Until {
    /// Reads a day.
    pub fn read(text: &str) -> Until {
        if is_day(text) { Until::Day(text.to_owned()) } else { Until::Unreadable(text.to_owned()) }
    }

    /// The day, if one is named.
    pub fn day(&self) -> Option<&str> {
        match self {
            Until::Day(day) => Some(day),
            Until::Forever | Until::Unreadable(_) => None,
        }
    }
}

impl Comment {
    /// Reads a comment from its `#` to the end of the line; `None` where it does not speak to Seawall.
    pub fn read(comment: &str) -> Option<Result<Comment, UnreadableComment>> {
        let rest = comment.trim_start_matches('#').trim_start().strip_prefix("seawall:")?.trim_start();
        Some(Comment::read_directive(rest).ok_or(UnreadableComment))
    }

    fn read_directive(text: &str) -> Option<Comment> {
        let list = text.strip_prefix("ignore")?.trim_start().strip_prefix('[')?;
        let (ids, rest) = list.split_once(']')?;
        let ids: Vec<String> = ids.split(',').map(|id| id.trim().to_owned()).collect();
        if ids.iter().any(String::is_empty) {
            return None;
        }
        Some(Comment { ids, terms: Terms::read(rest) })
    }
}

fn until_word(text: &str) -> Option<&str> {
    let day = text.strip_prefix("until")?;
    if day.is_empty() || day.starts_with(char::is_whitespace) { Some(day.trim()) } else { None }
}

/// Whether a text is a day of the calendar, `YYYY-MM-DD`.
pub fn is_day(text: &str) -> bool {
    let mut parts = text.split('-');
    let (Some(year), Some(month), Some(day), None) = (parts.next(), parts.next(), parts.next(), parts.next())
    else {
        return false;
    };
    let number = |part: &str, digits: usize| -> Option<u32> {
        (part.len() == digits && part.bytes().all(|byte| byte.is_ascii_digit()))
            .then(|| part.parse().ok())
            .flatten()
    };
    let (Some(year), Some(month), Some(day)) = (number(year, 4), number(month, 2), number(day, 2)) else {
        return false;
    };
    let leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    let days = match month {
        2 if leap => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        1..=12 => 31,
        _ => return false,
    };
    (1..=days).contains(&day)
}
