//! The name that was meant.

/// The one of some names that is nearest to what is written, if one is near: the same but for case, or a few letters
/// wrong, missing, too many or swapped.
pub(crate) fn nearest<'n>(written: &str, names: impl Iterator<Item = &'n str>) -> Option<&'n str> {
    let lower = written.to_ascii_lowercase();
    let allowed = (written.len() / 4).clamp(1, 3);
    let near = names.filter_map(|name| {
        let other = name.to_ascii_lowercase();
        let distance = if other == lower { 0 } else { distance(lower.as_bytes(), other.as_bytes()) };
        let of_word = if is_plural(&lower, &other) { 1 } else { distance };
        (of_word <= allowed && of_word < name.len()).then_some((of_word, name))
    });
    near.min().map(|(_, name)| name)
}

/// One is the other with an s or es behind it.
fn is_plural(one: &str, other: &str) -> bool {
    let (short, long) = if one.len() < other.len() { (one, other) } else { (other, one) };
    long.strip_prefix(short).is_some_and(|end| matches!(end, "s" | "es"))
}

/// How many letters to change, add, take away or swap with their neighbour (optimal string alignment).
fn distance(one: &[u8], other: &[u8]) -> usize {
    if one.len().abs_diff(other.len()) > 3 {
        return usize::MAX;
    }
    let width = other.len() + 1;
    let mut before: Vec<usize> = vec![0; width];
    let mut last: Vec<usize> = (0..width).collect();
    for (row, byte) in one.iter().enumerate() {
        let mut next = vec![row + 1; width];
        for (column, wanted) in other.iter().enumerate() {
            let changed = last[column] + usize::from(byte != wanted);
            let mut least = changed.min(last[column + 1] + 1).min(next[column] + 1);
            let swapped = row > 0 && column > 0 && one[row - 1] == *wanted && other[column - 1] == *byte;
            if swapped {
                least = least.min(before[column - 1] + 1);
            }
            next[column + 1] = least;
        }
        before = std::mem::replace(&mut last, next);
    }
    last[width - 1]
}

#[cfg(test)]
mod tests {
    use super::nearest;

    #[test]
    fn what_was_meant() {
        let names = ["image", "imagePullPolicy", "name", "ports", "volumeMounts", "env", "envFrom"];
        let meant = |written: &str| nearest(written, names.into_iter());
        for (written, expected) in [
            ("imagePullpolicy", Some("imagePullPolicy")),
            ("imagepullpolcy", Some("imagePullPolicy")),
            ("volumeMount", Some("volumeMounts")),
            ("port", Some("ports")),
            ("naem", Some("name")),
            ("envs", Some("env")),
            ("spec", None),
            ("x", None),
        ] {
            assert_eq!(meant(written), expected, "{written}");
        }
    }
}
