//! The engine: a subject held against a profile gives a report.

use crate::finding::{
    Exchange, Failure, FailureKind, Finding, Input, Level, ListedResource, Range, Report, SourceText,
};
use crate::json::LineIndex;
use crate::profile::Profile;
use crate::resource::{Resource, ResourceFile};
use crate::rule::Rule;
use crate::rules::{self, Faults, Found, Levels, Views};
use crate::subject::{Body, Response, Subject};

/// Says in the place of a profile's rules whether a document is taken.
pub(crate) trait Judge: std::fmt::Debug + Sync {
    /// Whether the document is taken.
    fn takes(&self, subject: &Subject) -> bool;

    /// Adds its findings to those of the rules, and sets whether the document is taken.
    fn judge(&self, subject: &Subject, levels: &Levels, found: &mut Found);
}

/// Holds subjects against one profile.
#[derive(Debug, Clone)]
pub struct Linter<'p> {
    profile: &'p Profile,
    /// What the rules see: another profile where a judge gives the verdict.
    seen: &'p Profile,
    judge: Option<&'p dyn Judge>,
    levels: Levels,
}

impl<'p> Linter<'p> {
    /// A linter that shows every rule at the profile's own level.
    pub fn new(profile: &'p Profile) -> Linter<'p> {
        Linter { profile, seen: profile, judge: None, levels: Levels::of(profile) }
    }

    /// A linter whose verdict is that of a judge; the rules add the advice of another profile.
    pub(crate) fn judged(profile: &'p Profile, advice: &'p Profile, judge: &'p dyn Judge) -> Linter<'p> {
        Linter { profile, seen: advice, judge: Some(judge), levels: Levels::of(advice) }
    }

    /// Shows a rule's findings at another level, or not at all. This changes what is shown, and never
    /// the server's verdict.
    pub fn with_level(mut self, rule: Rule, level: Option<Level>) -> Linter<'p> {
        self.levels.show(rule, level);
        self
    }

    /// The profile that subjects are held against.
    pub fn profile(&self) -> &'p Profile {
        self.profile
    }

    /// The level at which a rule's findings are shown; `None` where they are not.
    pub fn level(&self, rule: Rule) -> Option<Level> {
        self.levels.shown(rule)
    }

    /// Whether the profile's server would take the document, without a word on why not; `None` where that cannot be
    /// known, since something could not be fetched.
    pub fn verdict(&self, subject: &Subject) -> Option<bool> {
        let valid = match self.judge {
            Some(judge) => judge.takes(subject),
            None => {
                let views = Views::new(subject, self.seen);
                let mut faults = Faults::new(subject, self.seen, &self.levels);
                rules::check(&views, subject, &mut faults);
                faults.valid()
            }
        };
        match valid {
            true if subject.failure.is_some() => None,
            valid => Some(valid),
        }
    }

    /// Lints one subject. All rules run; none stops at the first fault.
    pub fn lint(&self, subject: &Subject) -> Report {
        self.lint_adding(subject, Vec::new())
    }

    /// The same, with findings that no rule made; they are about the document, and no part of the verdict.
    pub fn lint_adding(&self, subject: &Subject, more: Vec<Finding>) -> Report {
        let views = Views::new(subject, self.seen);
        let mut faults = Faults::new(subject, self.seen, &self.levels);
        rules::check(&views, subject, &mut faults);
        let mut found = faults.finish();
        if let Some(judge) = self.judge {
            judge.judge(subject, &self.levels, &mut found);
        }
        found.list.extend(more);

        // What a rule has refused for the same reason is not a failure of fetching.
        let failure = subject.failure.clone().filter(|failure| !has_refused(failure, &found.list));
        let is_trusted = subject.document.as_ref().is_some_and(|body| body.tree.is_json() && !body.cut);
        let is_reported = self.seen.setting(Rule::PropertyUnsupported).is_some_and(|setting| !setting.advice);
        let ignored = views.ignored_members().filter(|_| is_trusted && is_reported);
        let fetched_key_set = subject.key_set.as_ref().filter(|key_set| key_set.origin.is_url());
        Report {
            input: subject.input.clone(),
            listed: None,
            client_id: subject.client_id().map(Into::into),
            published: subject.published.clone(),
            // Where something could not be fetched, a document without a violation so far is not yet valid.
            valid: if failure.is_some() && found.valid { None } else { Some(found.valid) },
            failure,
            resources: subject.resources.as_deref().map(listed),
            ignored_members: ignored.map(str::to_owned).collect(),
            omitted: found.omitted,
            retrieval: subject.retrieval.as_deref().map(exchange),
            key_set_retrieval: fetched_key_set.map(|key_set| exchange(&key_set.retrieval)),
            key_set_named_at: key_set_named_at(subject, &found.list),
            // Texts that nothing points into need not be kept.
            sources: if found.list.is_empty() { Vec::new() } else { sources(subject) },
            findings: found.list,
        }
    }
}

fn listed(file: &ResourceFile) -> Vec<ListedResource> {
    file.resources.iter().map(Resource::listed).collect()
}

fn exchange(response: &Response) -> Box<Exchange> {
    Box::new(Exchange { url: response.url.clone(), status: response.status })
}

/// The texts that findings point into: the document, then the key set.
fn sources(subject: &Subject) -> Vec<SourceText> {
    let text = |origin: Input, body: &Body| SourceText { origin, bytes: body.tree.source().to_vec() };
    let document = subject.document.as_ref().map(|body| text(subject.input.clone(), body));
    let key_set = subject.key_set.as_ref();
    let key_set = key_set.map(|key_set| text(key_set.origin.clone(), &key_set.body));
    let resources = subject.resources.as_ref();
    let resources =
        resources.map(|file| SourceText { origin: subject.input.clone(), bytes: file.source.clone() });
    document.into_iter().chain(resources).chain(key_set).collect()
}

/// Where the document names its key set, if there are findings in that.
fn key_set_named_at(subject: &Subject, findings: &[Finding]) -> Option<Range> {
    findings.iter().find(|finding| finding.source > 0)?;
    let span = subject.member("jwks_uri")?.span();
    let lines = LineIndex::new(subject.document.as_ref()?.tree.source());
    Some(Range { start: lines.position(span.start), end: lines.position(span.end) })
}

/// Whether the rules have refused a URL for what kept it from being fetched.
fn has_refused(failure: &Failure, findings: &[Finding]) -> bool {
    let refused = |rules: &[Rule]| {
        findings
            .iter()
            .any(|finding| finding.verdict == Some(Level::Violation) && rules.contains(&finding.rule))
    };
    match failure.kind {
        FailureKind::UrlNotFetchable => refused(&[
            Rule::ClientIdUrlInvalid,
            Rule::ClientIdUrlNotHttps,
            Rule::ClientIdUrlNoHost,
            Rule::ClientIdUrlBadPort,
            Rule::ClientIdUrlHostBadPunycode,
        ]),
        FailureKind::BlockedAddress => {
            refused(&[Rule::ClientIdUrlLoopback, Rule::ClientIdUrlSpecialIp, Rule::ClientIdUrlIpAlias])
        }
        _ => false,
    }
}
