//! Findings of what servers say.

use std::borrow::Cow;

use super::ruling::Ruling;
use super::words;
use crate::finding::{Finding, Level};
use crate::rule::Rule;
use crate::rules::Levels;
use crate::servers::answer::{Prediction, Verdict};
use crate::servers::place::Places;
use crate::servers::server::Server;
use crate::subject::Subject;

/// Makes findings of one subject.
pub(super) struct Maker<'s> {
    places: Places<'s>,
    levels: &'s Levels,
    /// Whether findings name the servers: where only one is asked, the profile names it.
    is_named: bool,
}

impl<'s> Maker<'s> {
    /// For the findings of a subject, at the levels that the user wants to see.
    pub(super) fn new(subject: &'s Subject, levels: &'s Levels, is_named: bool) -> Maker<'s> {
        Maker { places: Places::of(subject), levels, is_named }
    }

    /// The finding of a cause that no rule has seen.
    pub(super) fn finding(&self, ruling: &Ruling) -> Finding {
        let finding = Finding {
            range: self.places.range(ruling.pointer.as_deref()),
            pointer: ruling.pointer.clone(),
            ..empty(ruling.rule, words::message(ruling, self.is_named), words::help(ruling))
        };
        self.ruled(finding, ruling)
    }

    /// The finding of a rule, with what servers do about it.
    pub(super) fn joined(&self, mut finding: Finding, ruling: &Ruling) -> Finding {
        if let Some(servers) = words::servers(ruling, self.is_named) {
            finding.message += &servers;
            if let Some(comparison) = &mut finding.comparison {
                comparison.headline.to_mut().push_str(&servers);
            }
        }
        // It stands for itself from here on: others of its rule are not refused by the same servers.
        finding.entry = None;
        self.ruled(finding, ruling)
    }

    /// The finding with the verdict of the servers.
    fn ruled(&self, finding: Finding, ruling: &Ruling) -> Finding {
        let verdict = if ruling.refused.is_empty() { Level::Warning } else { Level::Violation };
        let (level, shown) = match self.levels.named(finding.rule) {
            Some(Some(level)) => (level, true),
            Some(None) => (verdict, false),
            // Advice that is heavier than what servers do stays so.
            None => (verdict.max(finding.level), true),
        };
        let mark = ruling.mark();
        let servers = ruling.deciding().into_iter().map(Cow::Borrowed).collect();
        Finding { level, shown, verdict: Some(verdict), mark, servers, ..finding }
    }
}

fn empty(rule: Rule, message: String, help: String) -> Finding {
    Finding {
        rule,
        level: Level::Hint,
        verdict: None,
        shown: true,
        restated: false,
        mark: None,
        ignored: None,
        part: rule.page().part,
        pointer: None,
        range: None,
        source: 0,
        message,
        help,
        comparison: None,
        related: Vec::new(),
        fixes: Vec::new(),
        entry: None,
        servers: Vec::new(),
        parts: Vec::new(),
    }
}

/// Of which servers it is not known whether they take the document, and what the first of them does not publish. It is no part of
/// the verdict.
pub(super) fn unknown(
    predictions: &[(&'static Server, Prediction)],
    subject: &Subject,
    levels: &Levels,
    is_named: bool,
) -> Option<Finding> {
    let unknown = predictions.iter().filter(|(_, prediction)| prediction.verdict == Verdict::Unknown);
    let unknown: Vec<_> = unknown.filter(|(_, prediction)| !prediction.reasons.is_empty()).collect();
    let reason = unknown.first()?.1.reasons.first()?;
    let names: Vec<&str> = unknown.iter().map(|(server, _)| server.name).collect();
    let message = match is_named {
        true => format!(
            "whether {} would take the document is not known: {} ({})",
            words::names(&names),
            reason.message,
            names[0]
        ),
        false => format!("whether the document is taken is not known: {}", reason.message),
    };
    let help = format!("`cimd compat --server {}` says what is not known", names.join(","));
    let level = levels.named(Rule::ServerUnknown).unwrap_or(Some(Level::Hint))?;
    let finding = Finding {
        level,
        range: Places::of(subject).range(reason.pointer.as_deref()),
        pointer: reason.pointer.clone(),
        servers: unknown.iter().map(|(server, _)| server.name.into()).collect(),
        ..empty(Rule::ServerUnknown, message, help)
    };
    Some(finding)
}
