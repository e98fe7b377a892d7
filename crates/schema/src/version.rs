//! Names of API versions, and which comes before which.

/// A key that grows with the maturity of a version: `v1alpha1 < v1beta1 < v1 < v2` (`CompareKubeAwareVersionStrings` of
/// apimachinery). Names of another form come before all.
pub(crate) fn rank(name: &str) -> (u8, u32, u32) {
    parse(name).unwrap_or_default()
}

fn parse(name: &str) -> Option<(u8, u32, u32)> {
    let rest = name.strip_prefix('v')?;
    let (major, rest) = number(rest)?;
    if rest.is_empty() {
        return Some((3, major, 0));
    }
    let (stage, rest) = match rest.strip_prefix("beta") {
        Some(rest) => (2, rest),
        None => (1, rest.strip_prefix("alpha")?),
    };
    let (minor, rest) = number(rest)?;
    rest.is_empty().then_some((stage, major, minor))
}

fn number(text: &str) -> Option<(u32, &str)> {
    let end = text.find(|c: char| !c.is_ascii_digit()).unwrap_or(text.len());
    let (digits, rest) = text.split_at(end);
    Some((digits.parse().ok()?, rest))
}

#[cfg(test)]
mod tests {
    use super::rank;

    #[test]
    fn maturity_comes_first() {
        let order = ["foo", "v1alpha1", "v2alpha1", "v1beta1", "v1beta2", "v2beta1", "v1", "v2", "v10"];
        assert!(order.is_sorted_by(|left, right| rank(left) < rank(right)));
        assert_eq!(rank("v1beta"), rank("foo"));
        assert_eq!(rank("v1gamma1"), rank("foo"));
    }
}
