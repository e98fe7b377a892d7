//! Quantities (`k8s.io/apimachinery/pkg/api/resource`).

/// Whether a text is a quantity: a sign, decimal digits with at most one point, a suffix or an exponent.
pub(crate) fn is_quantity(text: &str) -> bool {
    let text = text.trim();
    let number = text.strip_prefix(['+', '-']).unwrap_or(text);
    let after_whole = number.trim_start_matches(|digit: char| digit.is_ascii_digit());
    let suffix = match after_whole.strip_prefix('.') {
        Some(fraction) => fraction.trim_start_matches(|digit: char| digit.is_ascii_digit()),
        None => after_whole,
    };
    let has_digits = number.starts_with(|first: char| first.is_ascii_digit())
        || number
            .strip_prefix('.')
            .is_some_and(|rest| rest.starts_with(|first: char| first.is_ascii_digit()));
    has_digits && is_suffix(suffix)
}

fn is_suffix(suffix: &str) -> bool {
    const SUFFIXES: [&str; 16] =
        ["", "n", "u", "m", "k", "M", "G", "T", "P", "E", "Ki", "Mi", "Gi", "Ti", "Pi", "Ei"];
    SUFFIXES.contains(&suffix)
        || suffix.strip_prefix(['e', 'E']).is_some_and(|exponent| exponent.parse::<i32>().is_ok())
}

#[cfg(test)]
mod tests {
    use super::is_quantity;

    #[test]
    fn quantities() {
        for text in
            ["0", "1", "100m", "1.5Gi", ".5", "1.", "-1", "+2k", "1e3", "1E-3", "2e+3", "5Ei", "3E", " 1 "]
        {
            assert!(is_quantity(text), "{text:?}");
        }
        for text in ["", "m", ".", "-", "1 Gi", "1gi", "1K", "1,5", "1e", "1e3m", "1Mib", "0x10", "1.2.3"] {
            assert!(!is_quantity(text), "{text:?}");
        }
    }
}
