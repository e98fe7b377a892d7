//! Label selectors (apimachinery `metav1.LabelSelector`).

use manifest::Node;

/// A selector over labels; the one matcher of the project.
#[derive(Debug)]
pub struct Selector {}

/// Why a selector is not one that the API server accepts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SelectorError {
    /// What is wrong.
    pub message: String,
}

impl Selector {
    /// Reads a `LabelSelector` (`matchLabels`, `matchExpressions`); an empty one selects everything.
    pub fn read(node: Node<'_>) -> Result<Selector, SelectorError> {
        let _ = node;
        unimplemented!()
    }

    /// Reads a plain map of labels, as Services have it; an empty one selects everything (Services without a selector
    /// are the caller's business).
    pub fn of_labels(node: Node<'_>) -> Result<Selector, SelectorError> {
        let _ = node;
        unimplemented!()
    }

    /// Whether it selects what has these labels (a mapping, or `None` for no labels).
    pub fn matches(&self, labels: Option<Node<'_>>) -> bool {
        let _ = labels;
        unimplemented!()
    }
}
