//! Fixes of findings, made in a text: which of them, in which order, and what a safe one must not change.
//!
//! A text is fixed in rounds. In each, the fixes that do not overlap are made, and the text is linted again, since one fault
//! may have hidden another. It ends when nothing is left to fix.

mod apply;
mod guard;

use std::collections::HashSet;

pub use apply::{Change, apply};

use crate::finding::{Applicability, Finding, Fix, Report};
use crate::rule::Rule;
use crate::subject::Subject;

/// Rounds at most. Each makes all fixes that do not overlap, so that few are needed.
const MAX_ROUNDS: usize = 20;

/// A text after its fixes.
#[derive(Debug)]
pub struct Fixed {
    /// What is found in the text as it is now.
    pub report: Report,
    /// The text.
    pub text: Vec<u8>,
    /// What was fixed, in the order in which it was.
    pub made: Vec<Made>,
}

/// A fix that was made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Made {
    /// The rule whose finding it mends.
    pub rule: Rule,
    /// What it did.
    pub title: String,
}

/// Makes the fixes of a document.
///
/// `subject` makes a subject of a text, and `lint` lints it. With [`Applicability::Safe`] only those fixes are made after
/// which every built-in profile that took the document takes it still, and Auth0 stores what it would have stored.
pub fn fix(
    text: Vec<u8>,
    up_to: Applicability,
    subject: impl Fn(Vec<u8>) -> Subject,
    lint: impl Fn(&Subject) -> Report,
) -> Fixed {
    let mut now = subject(text.clone());
    let mut fixed = Fixed { report: lint(&now), text, made: Vec::new() };
    let mut seen = HashSet::from([fixed.text.clone()]);
    for _ in 0..MAX_ROUNDS {
        let chosen = choose(&fixed.report, up_to);
        let (text, chosen) = match up_to {
            Applicability::Unsafe => (apply(&fixed.text, chosen.iter().map(|(_, fix)| *fix)), chosen),
            Applicability::Safe => harmless(&fixed.text, &now, chosen, &subject),
        };
        // Two rules that undo one another would go on for ever.
        if chosen.is_empty() || !seen.insert(text.clone()) {
            break;
        }
        let made = chosen.iter().map(|(rule, fix)| Made { rule: *rule, title: fix.title.clone() });
        fixed.made.extend(made);
        now = subject(text.clone());
        fixed = Fixed { report: lint(&now), text, ..fixed };
    }
    fixed
}

/// The fixes of a report that can be made together, in the order of the text: of each finding the first that is allowed.
fn choose(report: &Report, up_to: Applicability) -> Vec<(Rule, &Fix)> {
    let is_allowed = |fix: &&Fix| fix.applicability == Applicability::Safe || up_to == Applicability::Unsafe;
    let in_document = |finding: &&Finding| finding.source == 0;
    let mut fixes: Vec<(Rule, &Fix)> = report
        .shown()
        .filter(in_document)
        .filter_map(|finding| Some((finding.rule, finding.fixes.iter().find(is_allowed)?)))
        .collect();
    fixes.sort_by_key(|(_, fix)| apply::reach(fix));
    let mut end = None;
    fixes.retain(|(_, fix)| {
        let reach = apply::reach(fix);
        let is_free = end.is_none_or(|end| reach.0 > end);
        if is_free {
            end = Some(reach.1);
        }
        is_free
    });
    fixes
}

/// The text after those of the fixes that change nothing for a server that takes the document: all of them, or those that
/// change nothing alone.
fn harmless<'f>(
    text: &[u8],
    before: &Subject,
    mut chosen: Vec<(Rule, &'f Fix)>,
    subject: &impl Fn(Vec<u8>) -> Subject,
) -> (Vec<u8>, Vec<(Rule, &'f Fix)>) {
    let takers = guard::Takers::of(before);
    let is_kept =
        |fixes: &[(Rule, &Fix)]| takers.keep(&subject(apply(text, fixes.iter().map(|(_, fix)| *fix))));
    if !is_kept(&chosen) {
        chosen.retain(|chosen| is_kept(&[*chosen]));
        if !is_kept(&chosen) {
            chosen.truncate(1);
        }
    }
    (apply(text, chosen.iter().map(|(_, fix)| *fix)), chosen)
}
