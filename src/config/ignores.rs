//! `[[ignores]]`: findings that are accepted, and what became of these entries.

use std::path::{Path, PathBuf};

use super::config::Config;
use super::coverage::{Coverage, is_whole};
use super::file::IgnoreEntry;
use super::remark::remark;
use crate::finding::{Finding, Ignored, IgnoredBy, InputKind, Level, Report};
use crate::metadata::date::Date;
use crate::rule::Rule;

/// The entries of a configuration at work in one run.
pub struct Ignores<'c> {
    config: &'c Config,
    today: Date,
    /// Whether an entry matched a finding, in the order of the file.
    used: Vec<bool>,
    /// What was linted, as the patterns see it, and whether to its end.
    linted: Vec<(Option<PathBuf>, bool)>,
}

impl<'c> Ignores<'c> {
    /// The entries as they are on that day.
    pub fn new(config: &'c Config, today: Date) -> Ignores<'c> {
        let used = vec![false; config.file.ignores.len()];
        Ignores { config, today, used, linted: Vec::new() }
    }

    /// Accepts the findings of a report that entries name. This changes what is counted, and never the
    /// server's verdict.
    pub fn apply(&mut self, report: &mut Report, show: bool) {
        // The configuration may only say where documents are published.
        if self.used.is_empty() {
            return;
        }
        let path = self.config.path_of(report);
        report.for_each_part(|finding| {
            if !finding.shown {
                return;
            }
            for (entry, used) in self.config.file.ignores.iter().zip(&mut self.used) {
                if self.today <= entry.last_day() && entry.matches(finding, path.as_deref()) {
                    *used = true;
                    finding.shown = show;
                    finding.ignored.get_or_insert_with(|| Ignored {
                        by: IgnoredBy::Configuration,
                        reason: Some(entry.reason.0.clone()),
                    });
                }
            }
        });
        self.linted.push((path, is_whole(report)));
    }

    /// Findings about the entries that have expired, and about those that matched nothing although the run looked
    /// everywhere they could. `level` is how a rule is shown.
    pub fn judged(&self, coverage: &Coverage<'_>, level: impl Fn(Rule) -> Option<Level>) -> Vec<Finding> {
        let mut findings = Vec::new();
        for (entry, &used) in self.config.file.ignores.iter().zip(&self.used) {
            let expired = entry.expires.as_ref().filter(|day| *day.get_ref() < self.today);
            let rule = entry.rule.get_ref().0;
            if let (Some(expires), Some(level)) = (expired, level(Rule::ConfigIgnoreExpired)) {
                findings.push(remark(
                    Rule::ConfigIgnoreExpired,
                    level,
                    self.config.range(expires.span()),
                    format!("the ignore of {rule} expired on {}: {}", expires.get_ref(), entry.reason.0),
                    "fix what it was for and remove it; or, if the reason still holds, give it a new date",
                ));
            }
            let unused = expired.is_none() && !used && level(rule).is_some() && self.covers(entry, coverage);
            if let (true, Some(level)) = (unused, level(Rule::ConfigIgnoreUnused)) {
                findings.push(remark(
                    Rule::ConfigIgnoreUnused,
                    level,
                    self.config.range(entry.rule.span()),
                    format!("this ignore of {rule} matches no finding: {}", entry.reason.0),
                    "remove it; or, if it should match one, correct its path and pointer as `--format json` has them",
                ));
            }
        }
        findings
    }

    /// Whether a run with that coverage would have found what the entry is for.
    fn covers(&self, entry: &IgnoreEntry, coverage: &Coverage<'_>) -> bool {
        let named = entry.path.as_ref().and_then(|pattern| pattern.file());
        let is_linted = named.is_some() && self.linted.iter().any(|(path, _)| path.as_deref() == named);
        // All that a pattern matches lies in the folders that it begins with.
        let fixed = entry.path.as_ref().map_or(Path::new(""), |pattern| pattern.base());
        let mut concerned = self.linted.iter().filter(|(path, _)| entry.is_about(path.as_deref()));
        coverage.follows(entry.rule.get_ref().0, InputKind::File)
            && (is_linted || coverage.searched(&self.config.directory().join(fixed)))
            && concerned.all(|(_, is_whole)| *is_whole)
    }
}

impl IgnoreEntry {
    fn last_day(&self) -> Date {
        self.expires.as_ref().map_or(Date::LAST, |day| *day.get_ref())
    }

    /// Whether it is about what lies there.
    fn is_about(&self, path: Option<&Path>) -> bool {
        self.path.as_ref().is_none_or(|pattern| path.is_some_and(|path| pattern.covers(path)))
    }

    fn matches(&self, finding: &Finding, path: Option<&Path>) -> bool {
        self.rule.get_ref().0 == finding.rule
            && self.is_about(path)
            && self.pointer.as_ref().is_none_or(|pointer| finding.pointer.as_ref() == Some(&pointer.0))
    }
}
