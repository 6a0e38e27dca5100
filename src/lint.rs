//! The engine: a subject held against a profile gives a report.

use crate::profile::Profile;
use crate::report::{Level, Report, SourceText};
use crate::rule::Rule;
use crate::rules;
use crate::rules::Findings;
use crate::subject::Subject;

/// Holds subjects against one profile.
#[derive(Debug, Clone)]
pub struct Linter<'p> {
    profile: &'p Profile,
    levels: Vec<(Rule, Option<Level>)>,
}

impl<'p> Linter<'p> {
    /// A linter that shows every rule at the profile's own level.
    pub fn new(profile: &'p Profile) -> Linter<'p> {
        Linter { profile, levels: Vec::new() }
    }

    /// Shows a rule's findings at another level, or not at all. This changes what is shown, and never
    /// the server's verdict.
    pub fn with_level(mut self, rule: Rule, level: Option<Level>) -> Linter<'p> {
        self.levels.push((rule, level));
        self
    }

    /// The profile that subjects are held against.
    pub fn profile(&self) -> &'p Profile {
        self.profile
    }

    /// Lints one subject. All rules run; none stops at the first fault.
    pub fn lint(&self, subject: Subject) -> Report {
        let mut findings = Findings::new(&subject, self.profile, &self.levels);
        rules::check(&subject, self.profile, &mut findings);
        let findings = findings.finish();

        let url = subject.client_id_url().map(Into::into);
        let client_id = subject.client_id().map(Into::into);
        let document = SourceText { name: subject.input.clone(), bytes: subject.document.into_source() };
        Report {
            input: subject.input,
            url,
            client_id,
            valid: Some(findings.valid),
            failure: None,
            // A text that nothing points into need not be kept.
            sources: if findings.list.is_empty() { Vec::new() } else { vec![document] },
            findings: findings.list,
            omitted: findings.omitted,
        }
    }
}
