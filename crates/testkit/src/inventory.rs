//! An Inventory from text, for tests of everything above the model.

use std::sync::Arc;

use manifest::{Document, Limits, Source};
use model::{Builder, Inventory, KubernetesVersion, Options};

/// The options of a test: nothing is known of the input, the newest Kubernetes.
pub fn options() -> Options {
    Options { namespace: None, complete: false, version: KubernetesVersion::NEWEST, scope: schema::scope }
}

/// The Inventory of a text; documents that do not parse fail the test.
pub fn inventory(yaml: &str) -> Inventory {
    inventory_with(yaml, options())
}

/// The same with options.
pub fn inventory_with(yaml: &str, options: Options) -> Inventory {
    let mut builder = Builder::new(options);
    for document in documents(yaml) {
        builder.add(document);
    }
    builder.finish()
}

/// The documents of a text; one that does not parse fails the test.
pub fn documents(yaml: &str) -> Vec<Arc<Document>> {
    let source = Source::new("test.yaml", yaml.as_bytes().to_vec(), Limits::default());
    let source = Arc::new(source.unwrap_or_else(|error| panic!("the text is no source: {error:?}")));
    let parsed = manifest::documents(&source);
    parsed.map(|document| Arc::new(document.unwrap_or_else(|error| panic!("{}", error.message)))).collect()
}
