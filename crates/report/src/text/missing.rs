//! Which part of a path is missing below what an excerpt shows.

use super::excerpt::Excerpt;

/// The rest of the path behind the key or the list item that is marked; else the path's last step.
pub(super) fn missing<'f>(field: &'f str, excerpt: &Excerpt) -> Option<&'f str> {
    let shown = excerpt.text.get(excerpt.marked.clone()).unwrap_or_default();
    let below = if excerpt.is_key { below_key(field, shown) } else { below_item(field, shown) };
    below.or_else(|| field.rsplit('.').next()).filter(|missing| !missing.is_empty())
}

fn below_key<'f>(field: &'f str, key: &str) -> Option<&'f str> {
    let step = format!("{key}.");
    let starts =
        field.match_indices(&step).filter(|(place, _)| *place == 0 || field[..*place].ends_with('.'));
    starts.last().map(|(place, step)| &field[place + step.len()..])
}

/// Below `name: api`, the first line of an item that the path calls `[name=api]`.
fn below_item<'f>(field: &'f str, first_line: &str) -> Option<&'f str> {
    let (key, value) = first_line.split_once(": ")?;
    let step = format!("[{key}={}].", value.trim_matches(['"', '\'']));
    field.rfind(&step).map(|place| &field[place + step.len()..])
}

#[cfg(test)]
mod tests {
    use super::*;

    fn excerpt(text: &str, is_key: bool) -> Excerpt {
        Excerpt { line: 1, text: text.into(), marked: 0..text.len(), is_key }
    }

    #[test]
    fn names_what_is_below_the_mark() {
        let field = "spec.containers[name=api].resources.limits.memory";
        assert_eq!(missing(field, &excerpt("resources", true)), Some("limits.memory"));
        assert_eq!(missing(field, &excerpt("name: \"api\"", false)), Some("resources.limits.memory"));
        assert_eq!(missing(field, &excerpt("image: x", false)), Some("memory"));
        assert_eq!(missing("spec.template.spec.hostUsers", &excerpt("spec", true)), Some("hostUsers"));
    }
}
