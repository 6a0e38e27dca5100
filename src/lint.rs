//! The engine: a subject held against a profile gives a report.

use crate::finding::{Exchange, Level, Report, SourceText};
use crate::profile::Profile;
use crate::rule::Rule;
use crate::rules;
use crate::rules::Findings;
use crate::subject::{Body, Response, Subject};

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

    /// The level at which a rule's findings are shown; `None` where they are not.
    pub fn level(&self, rule: Rule) -> Option<Level> {
        let wanted = self.levels.iter().rev().find(|(named, _)| *named == rule).map(|&(_, level)| level);
        wanted.unwrap_or_else(|| self.profile.setting(rule).map(|setting| setting.level))
    }

    /// Lints one subject. All rules run; none stops at the first fault.
    pub fn lint(&self, mut subject: Subject) -> Report {
        let mut findings = Findings::new(&subject, self.profile, &self.levels);
        rules::check(&subject, self.profile, &mut findings);
        let findings = findings.finish();

        // What a rule has refused for the same reason is no failure of fetching.
        let failure = subject.failure.take().filter(|failure| !rules::has_refused(failure, &findings));
        let key_set_retrieval = subject.key_set.as_ref().map(|key_set| exchange(&key_set.retrieval));
        Report {
            listed: None,
            client_id: subject.client_id().map(Into::into),
            published: subject.published.take(),
            // Where something could not be fetched, a document without a violation so far is not yet valid.
            valid: if failure.is_some() && findings.valid { None } else { Some(findings.valid) },
            failure,
            // Texts that nothing points into need not be kept.
            sources: if findings.list.is_empty() { Vec::new() } else { sources(&mut subject) },
            findings: findings.list,
            ignored_properties: findings.ignored,
            omitted: findings.omitted,
            retrieval: subject.retrieval.as_deref().map(exchange),
            key_set_retrieval,
            input: subject.input,
        }
    }
}

fn exchange(response: &Response) -> Box<Exchange> {
    Box::new(Exchange { url: response.url.clone(), status: response.status })
}

/// The texts that findings point into: the document, then the key set.
fn sources(subject: &mut Subject) -> Vec<SourceText> {
    let text = |name: &str, body: Body| {
        let mut bytes = body.tree.into_source();
        // It was read into more room than it takes, and stays until everything is printed.
        bytes.shrink_to_fit();
        SourceText { name: name.to_owned(), bytes }
    };
    let document = subject.document.take().map(|body| text(&subject.input, *body));
    let key_set = subject.key_set.take().map(|key_set| text(&key_set.retrieval.url, key_set.body));
    document.into_iter().chain(key_set).collect()
}
