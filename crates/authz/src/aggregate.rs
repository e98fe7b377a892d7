//! Aggregated ClusterRoles, as their controller fills them (`pkg/controller/clusterroleaggregation`): by selector in
//! order, by name within each, never itself, no rule twice; what the role had before is gone. A role may gather roles
//! that gather others (`admin` has `edit`, which has `view`), so it is repeated until nothing changes.

use manifest::Node;
use model::Selector;
use rustc_hash::FxHashSet;

use crate::rule::RuleId;

/// A ClusterRole before aggregation.
pub(crate) struct Candidate<'a> {
    pub name: String,
    pub labels: Option<Node<'a>>,
    /// The selectors of its aggregation rule; `None` where it has none, or one that the controller cannot read.
    pub selectors: Option<Vec<Selector>>,
    /// The rules that it is written with.
    pub rules: Vec<RuleId>,
}

/// The selectors of an aggregation rule; `None` without one, or where a selector is not valid: the controller then
/// leaves the role as it is.
pub(crate) fn selectors(role: Node<'_>) -> Option<Vec<Selector>> {
    let rule = role.get("aggregationRule").filter(|rule| !rule.is_null())?;
    let selectors = rule.get("clusterRoleSelectors").into_iter().flat_map(Node::items);
    selectors.map(|selector| Selector::read(selector).ok()).collect()
}

/// The rules of every candidate once nothing changes any more. Roles that gather each other have what the others of
/// the cycle are written with only if these are not gathered themselves.
pub(crate) fn rules(candidates: &[Candidate<'_>]) -> Vec<Vec<RuleId>> {
    let gathering: Vec<(usize, Vec<usize>)> = candidates
        .iter()
        .enumerate()
        .filter_map(|(place, candidate)| {
            let selectors = candidate.selectors.as_ref()?;
            Some((place, members(candidates, &candidate.name, selectors)))
        })
        .collect();
    let mut rules: Vec<Vec<RuleId>> = candidates
        .iter()
        .map(|candidate| if candidate.selectors.is_some() { Vec::new() } else { candidate.rules.clone() })
        .collect();
    let mut changed = true;
    while changed {
        changed = false;
        for (place, members) in &gathering {
            let mut seen = FxHashSet::default();
            let all = members.iter().flat_map(|member| &rules[*member]).copied();
            let gathered: Vec<RuleId> = all.filter(|rule| seen.insert(*rule)).collect();
            // Rules only ever become more: as many are the same.
            if gathered.len() != rules[*place].len() {
                rules[*place] = gathered;
                changed = true;
            }
        }
    }
    rules
}

/// The places of the roles that selectors choose.
fn members(candidates: &[Candidate<'_>], own: &str, selectors: &[Selector]) -> Vec<usize> {
    let mut members = Vec::new();
    for selector in selectors {
        let others = candidates.iter().enumerate().filter(|(_, other)| other.name != own);
        let mut chosen: Vec<(usize, &str)> = others
            .filter(|(_, other)| selector.matches(other.labels))
            .map(|(place, other)| (place, &*other.name))
            .collect();
        chosen.sort_by_key(|(_, name)| *name);
        members.extend(chosen.into_iter().map(|(place, _)| place));
    }
    members
}
