//! Findings that say the same of several values become one block.

use crate::finding::{Finding, Report};
use crate::rule::Rule;

/// A finding that is shown whole, and those that differ from it only in their value.
pub(super) struct Group<'r> {
    /// The first of them.
    pub first: &'r Finding,
    /// The others, in their order.
    pub others: Vec<&'r Finding>,
}

/// The findings of a report that are to be seen: the heaviest first, then in their order, each where the first of its
/// group stands.
pub(super) fn groups(report: &Report) -> Vec<Group<'_>> {
    let mut groups: Vec<Group<'_>> = Vec::new();
    for finding in report.displayed() {
        match groups.iter_mut().find(|group| are_alike(group.first, finding)) {
            Some(group) => group.others.push(finding),
            None => groups.push(Group { first: finding, others: Vec::new() }),
        }
    }
    groups.sort_by_key(|group| std::cmp::Reverse(group.first.level));
    groups
}

/// Whether the block of one says what there is to say of the other: the same rule, with the same way out, of
/// a value that a pointer names.
fn are_alike(one: &Finding, other: &Finding) -> bool {
    let is_plain = |finding: &Finding| {
        finding.pointer.is_some()
            && finding.range.is_some()
            && finding.comparison.is_none()
            && finding.related.is_empty()
    };
    one.rule == other.rule
        && one.level == other.level
        && one.verdict == other.verdict
        && one.source == other.source
        && one.help == other.help
        && one.ignored == other.ignored
        && one.servers == other.servers
        // What a server alone checks is said in the message only.
        && (one.rule != Rule::ServerRefuses || one.message == other.message)
        && is_plain(one)
        && is_plain(other)
}
