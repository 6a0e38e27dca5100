//! What servers answer to documents: a table for people, JSON for programs, Markdown for a wiki.

pub mod human;
pub mod json;
pub mod markdown;
pub mod setup;

use crate::servers::{Compatibility, Reason, Row, Verdict};

/// Which rule a reason is, as programs read it.
fn rule_of(reason: &Reason) -> &'static str {
    reason.rule.map_or("server-specific", |rule| rule.id())
}

/// How many take a document of those whose answer is known, in words.
fn total(answer: &Compatibility) -> String {
    let (accepted, degraded) = (answer.with(Verdict::Accept).count(), answer.with(Verdict::Degraded).count());
    let unknown = answer.with(Verdict::Unknown).count();
    let known = answer.rows.len() - unknown;
    let in_part = match degraded {
        0 => String::new(),
        1 => ", 1 of them in part".to_owned(),
        count => format!(", {count} of them in part"),
    };
    let rest = match unknown {
        0 => String::new(),
        1 => "; of 1 more it is not known".to_owned(),
        count => format!("; of {count} more it is not known"),
    };
    format!("{} of {known} servers take it{in_part}{rest}", accepted + degraded)
}

/// The rows of profiles and of servers that were run, and behind them the others.
fn groups(answer: &Compatibility) -> [Vec<&Row>; 2] {
    let (others, first) = answer.rows.iter().partition(|row| row.server.is_untested());
    [first, others]
}

/// What stands above the servers that were not run.
const UNTESTED: &str = "known from source or documentation, not from running them";

/// The change that opens most doors, in words.
fn change(answer: &Compatibility) -> Option<String> {
    let change = answer.change.as_ref()?;
    let closes = match change.closes.as_slice() {
        [] => String::new(),
        closed => format!("; it closes {}", closed.join(", ")),
    };
    Some(format!("{}: {} would take it{closes}", change.what, change.opens.join(", ")))
}

/// The reason that a row gives first, with how many more there are.
fn first_reason(row: &Row) -> Option<(String, usize)> {
    let reason = row.prediction.reasons.first()?;
    let text = format!("{}: {}", rule_of(reason), reason.message);
    Some((text, row.prediction.reasons.len() - 1))
}
