//! Amounts of resources, to be compared (`k8s.io/apimachinery/pkg/api/resource`).

use manifest::{Node, Scalar};

/// An amount, in billionths: finer ones are rounded up, as Kubernetes does.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Quantity(i128);

const UNIT: i128 = 1_000_000_000;

impl Quantity {
    /// Reads a text or a number; `None` where it is no quantity, or one too large for any machine.
    pub fn read(node: Node<'_>) -> Option<Quantity> {
        match node.scalar()? {
            Scalar::String(text) => Quantity::parse(text.trim()),
            Scalar::Int(value) => i128::from(value).checked_mul(UNIT).map(Quantity),
            Scalar::Uint(value) => i128::from(value).checked_mul(UNIT).map(Quantity),
            Scalar::Float(value) => Some(Quantity((value * UNIT as f64).ceil() as i128)),
            Scalar::Null | Scalar::Bool(_) => None,
        }
    }

    fn parse(text: &str) -> Option<Quantity> {
        let suffix = text.find(|letter: char| letter.is_ascii_alphabetic()).unwrap_or(text.len());
        let (number, suffix) = text.split_at(suffix);
        let (sign, number) = match number.strip_prefix('-') {
            Some(number) => (-1, number),
            None => (1, number.strip_prefix('+').unwrap_or(number)),
        };
        let (whole, fraction) = number.split_once('.').unwrap_or((number, ""));
        if whole.is_empty() && fraction.is_empty() || !suffix.is_ascii() {
            return None;
        }
        let digits = whole.bytes().chain(fraction.bytes()).try_fold(0i128, |value, byte| {
            let digit = byte.is_ascii_digit().then(|| i128::from(byte - b'0'))?;
            value.checked_mul(10)?.checked_add(digit)
        })?;
        let scaled = digits.checked_mul(multiplier(suffix)?)?;
        let divisor = 10i128.checked_pow(u32::try_from(fraction.len()).ok()?)?;
        Some(Quantity(sign * (scaled / divisor + i128::from(scaled % divisor != 0))))
    }
}

/// How many billionths one of a suffix is.
fn multiplier(suffix: &str) -> Option<i128> {
    let decimal = |power: i32| match u32::try_from(9 + power) {
        Ok(power) => 10i128.checked_pow(power),
        Err(_) => None,
    };
    let binary = |power: u32| UNIT.checked_mul(1024i128.checked_pow(power)?);
    match suffix {
        "" => Some(UNIT),
        "n" => decimal(-9),
        "u" => decimal(-6),
        "m" => decimal(-3),
        "k" => decimal(3),
        "M" => decimal(6),
        "G" => decimal(9),
        "T" => decimal(12),
        "P" => decimal(15),
        "E" => decimal(18),
        "Ki" => binary(1),
        "Mi" => binary(2),
        "Gi" => binary(3),
        "Ti" => binary(4),
        "Pi" => binary(5),
        "Ei" => binary(6),
        exponent => decimal(exponent.strip_prefix(['e', 'E'])?.parse().ok()?),
    }
}

#[cfg(test)]
mod tests {
    use super::Quantity;

    #[test]
    fn amounts_compare_across_suffixes() {
        let read = |text| Quantity::parse(text).unwrap_or_else(|| panic!("{text}"));
        for (one, other) in [
            ("1", "1000m"),
            ("1Ki", "1024"),
            ("0.5Gi", "512Mi"),
            ("1e3", "1k"),
            ("1E", "1e18"),
            ("+2.", "2"),
            ("-1", "-1000m"),
        ] {
            assert_eq!(read(one), read(other), "{one} {other}");
        }
        for (less, more) in
            [("999m", "1"), ("1G", "1Gi"), ("-1", "1n"), ("1.0000000001", "1.1"), ("1", "1.0000000001")]
        {
            assert!(read(less) < read(more), "{less} {more}");
        }
        for text in ["", ".", "Ki", "1 Gi", "1gi", "1.2.3", "1e", "99999999999999999999999999Ei"] {
            assert_eq!(Quantity::parse(text), None, "{text}");
        }
    }
}
