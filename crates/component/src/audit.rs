//! Audit policies: which rule decides about a request, and at which level it is recorded
//! (`k8s.io/apiserver`, `pkg/audit/policy/checker.go`).

use std::borrow::Cow;

use manifest::Node;

/// The rules of an audit policy.
pub struct Rules<'a> {
    rules: Vec<Rule<'a>>,
}

/// How much is recorded of a request.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Level {
    /// Nothing.
    None,
    /// Who did what to what.
    Metadata,
    /// And the body of the request.
    Request,
    /// And the body of the response.
    RequestResponse,
}

/// A rule of an audit policy.
pub struct Rule<'a> {
    /// Its item.
    pub node: Node<'a>,
    /// Its level; `None` where it is none.
    pub level: Option<Level>,
    users: Vec<Cow<'a, str>>,
    groups: Vec<Cow<'a, str>>,
    verbs: Vec<Cow<'a, str>>,
    namespaces: Vec<Cow<'a, str>>,
    urls: Vec<Cow<'a, str>>,
    resources: Vec<Resources<'a>>,
}

#[derive(PartialEq)]
struct Resources<'a> {
    group: Cow<'a, str>,
    names: Vec<Cow<'a, str>>,
    objects: Vec<Cow<'a, str>>,
}

/// A request for a resource, by an authenticated user of whom nothing else is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Request {
    /// `create`, `get`, …
    pub verb: &'static str,
    /// The API group.
    pub group: &'static str,
    /// `pods`, or with its subresource `pods/exec`.
    pub resource: &'static str,
    /// Whether it is in a namespace.
    pub namespaced: bool,
}

impl Level {
    fn read(text: &str) -> Option<Level> {
        Some(match text {
            "None" => Level::None,
            "Metadata" => Level::Metadata,
            "Request" => Level::Request,
            "RequestResponse" => Level::RequestResponse,
            _ => return None,
        })
    }
}

impl<'a> Rules<'a> {
    /// Of a document of kind `Policy` of `audit.k8s.io`.
    pub fn of(root: Node<'a>) -> Rules<'a> {
        Rules { rules: root.get("rules").into_iter().flat_map(Node::items).map(Rule::of).collect() }
    }

    /// The rules, in their order.
    pub fn rules(&self) -> &[Rule<'a>] {
        &self.rules
    }

    /// Whether no rule records anything.
    pub fn is_silent(&self) -> bool {
        self.rules.iter().all(|rule| rule.level == Some(Level::None))
    }

    /// The rule that decides about a request: the first that matches. A rule for users or groups, for objects by name or
    /// for single namespaces leaves the requests of others to the rules behind it.
    pub fn deciding(&self, request: &Request) -> Option<&Rule<'a>> {
        self.rules.iter().find(|rule| rule.matches_everybody(request))
    }

    /// The rules that may record more of a request than others would, whoever it is from: those that match it for some
    /// user, up to the one that decides about it for all.
    pub fn touching(&self, request: Request) -> impl Iterator<Item = &Rule<'a>> {
        let last = self.rules.iter().position(|rule| rule.matches_everybody(&request));
        let count = last.map_or(self.rules.len(), |last| last + 1);
        self.rules.iter().take(count).filter(move |rule| rule.matches_somebody(&request))
    }

    /// Rules that never decide, each with the earlier one that matches all it matches.
    pub fn shadowed(&self) -> impl Iterator<Item = (&Rule<'a>, &Rule<'a>)> {
        self.rules.iter().enumerate().filter_map(|(place, rule)| {
            let earlier = self.rules.get(..place)?.iter().find(|earlier| earlier.covers(rule))?;
            Some((rule, earlier))
        })
    }
}

impl<'a> Rule<'a> {
    fn of(node: Node<'a>) -> Rule<'a> {
        Rule {
            node,
            level: node.get("level").and_then(Node::as_str).and_then(|level| Level::read(&level)),
            users: strings(node, "users"),
            groups: strings(node, "userGroups"),
            verbs: strings(node, "verbs"),
            namespaces: strings(node, "namespaces"),
            urls: strings(node, "nonResourceURLs"),
            resources: node.get("resources").into_iter().flat_map(Node::items).map(Resources::of).collect(),
        }
    }

    fn matches_everybody(&self, request: &Request) -> bool {
        let everybody = |groups: &[Cow<'_, str>]| {
            groups.is_empty() || groups.iter().any(|group| group == "system:authenticated")
        };
        let everywhere = self.namespaces.is_empty() || (!request.namespaced && has(&self.namespaces, ""));
        let all = |resources: &Resources<'_>| resources.objects.is_empty();
        self.users.is_empty() && everybody(&self.groups) && everywhere && self.matches_resource(request, all)
    }

    fn matches_somebody(&self, request: &Request) -> bool {
        let somewhere = self.namespaces.is_empty()
            || self.namespaces.iter().any(|namespace| namespace.is_empty() != request.namespaced);
        somewhere && self.matches_resource(request, |_| true)
    }

    fn matches_resource(&self, request: &Request, fits: impl Fn(&Resources<'_>) -> bool) -> bool {
        let verb = self.verbs.is_empty() || has(&self.verbs, request.verb);
        let resource = match (self.resources.is_empty(), self.urls.is_empty()) {
            (true, true) => true,
            (true, false) => !self.namespaces.is_empty(),
            (false, _) => self.resources.iter().any(|own| fits(own) && own.matches(request)),
        };
        verb && resource
    }

    /// Whether every request that another rule matches is matched by this one.
    fn covers(&self, other: &Rule<'_>) -> bool {
        let wider = |own: &[Cow<'_, str>], theirs: &[Cow<'_, str>]| {
            own.is_empty() || (!theirs.is_empty() && theirs.iter().all(|value| has(own, value)))
        };
        let targets = match (self.is_about_everything(), self.is_about_urls(), other.is_about_urls()) {
            (true, ..) => true,
            (false, true, true) => !other.is_about_everything() && wider(&self.urls, &other.urls),
            (false, false, false) => {
                !other.is_about_everything()
                    && wider(&self.namespaces, &other.namespaces)
                    && (self.resources.is_empty()
                        || (!other.resources.is_empty()
                            && other
                                .resources
                                .iter()
                                .all(|theirs| self.resources.iter().any(|own| own.covers(theirs)))))
            }
            _ => false,
        };
        wider(&self.users, &other.users)
            && wider(&self.groups, &other.groups)
            && wider(&self.verbs, &other.verbs)
            && targets
    }

    fn is_about_urls(&self) -> bool {
        self.namespaces.is_empty() && self.resources.is_empty() && !self.urls.is_empty()
    }

    fn is_about_everything(&self) -> bool {
        self.namespaces.is_empty() && self.resources.is_empty() && self.urls.is_empty()
    }
}

impl<'a> Resources<'a> {
    fn of(node: Node<'a>) -> Resources<'a> {
        Resources {
            group: node.get("group").and_then(Node::as_str).unwrap_or_default(),
            names: strings(node, "resources"),
            objects: strings(node, "resourceNames"),
        }
    }

    fn matches(&self, request: &Request) -> bool {
        let fits = |name: &Cow<'_, str>| {
            let (resource, sub) = request.resource.split_once('/').unwrap_or((request.resource, ""));
            name == "*"
                || name == request.resource
                || (!sub.is_empty() && name.strip_prefix("*/") == Some(sub))
                || name.strip_suffix("/*") == Some(resource)
        };
        self.group == request.group && (self.names.is_empty() || self.names.iter().any(fits))
    }

    fn covers(&self, other: &Resources<'_>) -> bool {
        let names = self.names.is_empty()
            || has(&self.names, "*")
            || (!other.names.is_empty() && other.names.iter().all(|name| has(&self.names, name)));
        let objects = self.objects.is_empty()
            || (!other.objects.is_empty() && other.objects.iter().all(|name| has(&self.objects, name)));
        self.group == other.group && names && objects
    }
}

fn has(list: &[Cow<'_, str>], value: &str) -> bool {
    list.iter().any(|own| own == value)
}

fn strings<'a>(node: Node<'a>, key: &str) -> Vec<Cow<'a, str>> {
    node.get(key).into_iter().flat_map(Node::items).filter_map(Node::as_str).collect()
}
