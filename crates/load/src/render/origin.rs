//! Which file each document of a rendered text comes from.

use std::sync::Arc;

use manifest::{Span, Step, StepRole};

/// For ranges of a rendered text, sorted: the steps that made them.
pub(crate) type Steps = Vec<(Span, Arc<[Step]>)>;

/// Reads the comments `# Source: chart/templates/web.yaml` that `helm template` puts first into each document; the
/// range of one reaches to the next `---`. `user_name` turns Helm's name into the user's.
pub(crate) fn of_helm(output: &[u8], user_name: impl Fn(&str) -> String) -> Steps {
    let mut steps: Steps = Vec::new();
    let mut open: Option<(usize, Step)> = None;
    let mut at = 0;
    let mut first_in_document = true;
    for line in output.split_inclusive(|byte| *byte == b'\n') {
        if line.starts_with(b"---") {
            close(&mut steps, &mut open, at);
            first_in_document = true;
        } else if first_in_document && let Some(template) = line.strip_prefix(b"# Source: ") {
            let template = String::from_utf8_lossy(template);
            open = Some((at, step(StepRole::Template, user_name(template.trim_end()))));
            first_in_document = false;
        }
        at += line.len();
    }
    close(&mut steps, &mut open, at);
    steps
}

fn close(steps: &mut Steps, open: &mut Option<(usize, Step)>, end: usize) {
    let Some((start, step)) = open.take() else { return };
    if let (Ok(start), Ok(end)) = (u32::try_from(start), u32::try_from(end)) {
        steps.push((Span { start, end }, Arc::from([step])));
    }
}

/// A step of which only the file is known.
pub(super) fn step(role: StepRole, file: String) -> Step {
    Step { role, file: file.into(), span: None, expression: None, values_path: None, shown: false }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_document_has_its_template() {
        let output = b"---\n# Source: shop/templates/a.yaml\nkind: A\n# Source: not/this\n---\nkind: B\n---\n# Source: shop/charts/db/templates/c.yaml\nkind: C\n";
        let steps = of_helm(output, |template| template.replacen("shop", "charts/x", 1));
        let files: Vec<(&str, &str)> = steps
            .iter()
            .map(|(span, steps)| {
                let text = std::str::from_utf8(&output[span.start as usize..span.end as usize]).unwrap();
                (text.lines().nth(1).unwrap(), &*steps[0].file)
            })
            .collect();
        assert_eq!(
            files,
            [("kind: A", "charts/x/templates/a.yaml"), ("kind: C", "charts/x/charts/db/templates/c.yaml")]
        );
    }

    #[test]
    fn other_text_has_no_origin() {
        assert!(of_helm(b"kind: A\n---\nkind: B\n", str::to_owned).is_empty());
    }
}
