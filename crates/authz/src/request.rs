//! What is asked.

use std::borrow::Cow;

/// A question to the authorizer: may this user do that there?
#[derive(Clone, Copy, Debug)]
pub struct Request<'a> {
    /// Who asks.
    pub user: &'a User<'a>,
    /// What is to be done.
    pub action: Action<'a>,
    /// Where.
    pub space: Space<'a>,
}

/// Who asks, as authentication left it: nothing is added to the groups.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct User<'a> {
    /// The name.
    pub name: Cow<'a, str>,
    /// The groups.
    pub groups: Vec<Cow<'a, str>>,
}

/// What is to be done (`authorizer.Attributes`).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Action<'a> {
    /// Something with a resource.
    Resource {
        /// `get`, `create`, …
        verb: &'a str,
        /// The API group; empty for the core group.
        group: &'a str,
        /// The plural: `pods`.
        resource: &'a str,
        /// `exec`; empty for the resource itself.
        subresource: &'a str,
        /// The object's name; empty where the request names none.
        name: &'a str,
    },
    /// Something with a path that is no resource's.
    Url {
        /// `get`, …
        verb: &'a str,
        /// `/healthz`.
        path: &'a str,
    },
}

/// Where a request is made, or where a role or binding stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Space<'a> {
    /// In no namespace: RoleBindings do not count.
    Cluster,
    /// In this namespace. A request for a Namespace itself is made in it.
    Namespace(&'a str),
    /// In the one namespace, not known, of manifests that write none.
    Unwritten,
}

impl<'a> Space<'a> {
    /// The namespace of a namespaced object.
    pub fn of(namespace: Option<&'a str>) -> Space<'a> {
        namespace.map_or(Space::Unwritten, Space::Namespace)
    }

    /// The name by which it is told from others: no namespace can have a null byte in its name.
    pub(crate) fn key(self) -> &'a str {
        match self {
            Space::Cluster => "",
            Space::Namespace(name) => name,
            Space::Unwritten => "\0",
        }
    }
}

impl<'a> Action<'a> {
    /// A verb on a resource (`pods`, `pods/exec`) of a group, on no object in particular.
    pub fn on(verb: &'a str, group: &'a str, resource: &'a str) -> Action<'a> {
        let (resource, subresource) = resource.split_once('/').unwrap_or((resource, ""));
        Action::Resource { verb, group, resource, subresource, name: "" }
    }

    /// The same with the object's name; a URL stays as it is.
    pub fn named(self, name: &'a str) -> Action<'a> {
        match self {
            Action::Resource { verb, group, resource, subresource, .. } => {
                Action::Resource { verb, group, resource, subresource, name }
            }
            url @ Action::Url { .. } => url,
        }
    }
}

impl<'a> User<'a> {
    /// A ServiceAccount, with the groups that its tokens put it into.
    pub fn service_account(namespace: Option<&str>, name: &str) -> User<'a> {
        let namespace = Space::of(namespace).key();
        User {
            name: Cow::Owned(service_account(namespace, name)),
            groups: vec![
                Cow::Borrowed("system:serviceaccounts"),
                Cow::Owned(format!("system:serviceaccounts:{namespace}")),
                Cow::Borrowed("system:authenticated"),
            ],
        }
    }
}

/// The user name of a ServiceAccount (`serviceaccount.MakeUsername`).
pub(crate) fn service_account(namespace: &str, name: &str) -> String {
    format!("system:serviceaccount:{namespace}:{name}")
}
