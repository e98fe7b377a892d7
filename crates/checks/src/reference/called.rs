//! The Services that the API server calls: admission webhooks, conversions, aggregated servers.

use std::borrow::Cow;

use manifest::Node;
use model::{Inventory, Object};

use crate::field::{items, text};

/// A Service as somebody asks the API server to call it.
pub(crate) struct Called<'a> {
    /// Who asks.
    pub object: &'a Object,
    /// The mapping that names the Service.
    pub reference: Node<'a>,
    /// The node that holds the name.
    pub node: Node<'a>,
    /// The Service's namespace.
    pub namespace: Cow<'a, str>,
    /// Its name.
    pub name: Cow<'a, str>,
}

/// The kinds of webhook configurations.
pub(crate) const WEBHOOKS: [&str; 2] = ["ValidatingWebhookConfiguration", "MutatingWebhookConfiguration"];

/// Their group.
pub(crate) const ADMISSION: &str = "admissionregistration.k8s.io";

/// Every Service that the API server is asked to call.
pub(crate) fn called_services(inventory: &Inventory) -> impl Iterator<Item = Called<'_>> {
    let webhooks =
        WEBHOOKS.into_iter().flat_map(|kind| inventory.of_kind(ADMISSION, kind)).flat_map(|configuration| {
            items(configuration.root(), "webhooks")
                .filter_map(move |webhook| called(configuration, webhook.path(&["clientConfig", "service"])?))
        });
    let definitions = inventory.of_kind("apiextensions.k8s.io", "CustomResourceDefinition");
    let conversions = definitions.filter_map(|definition| {
        let conversion = definition.root().path(&["spec", "conversion"])?;
        let client =
            conversion.path(&["webhook", "clientConfig"]).or(conversion.get("webhookClientConfig"))?;
        called(definition, client.get("service")?)
    });
    let servers = inventory.of_kind("apiregistration.k8s.io", "APIService");
    let servers = servers.filter_map(|server| called(server, server.root().path(&["spec", "service"])?));
    webhooks.chain(conversions).chain(servers)
}

fn called<'a>(object: &'a Object, reference: Node<'a>) -> Option<Called<'a>> {
    let node = reference.get("name")?;
    let (namespace, name) = (text(reference, "namespace"), node.as_str()?);
    let named = !namespace.is_empty() && !name.is_empty();
    named.then_some(Called { object, reference, node, namespace, name })
}
