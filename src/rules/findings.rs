//! Where the checks put what they find.

use std::cell::OnceCell;

use crate::finding::{Comparison, Finding, Level, Range, Related};
use crate::json::{Kind, LineIndex, Span, Value};
use crate::profile::Profile;
use crate::rule::{Part, Rule};
use crate::subject::{Body, Subject};

/// Most findings of one rule in one report.
const MAX_PER_RULE: u32 = 100;
/// Most findings in one report.
const MAX_IN_ALL: usize = 1_000;

/// Secrets are reported however badly they are written.
const SECRETS: [Rule; 5] = [
    Rule::JwksPrivateMaterial,
    Rule::SecretClientSecret,
    Rule::SecretClientSecretExpiresAt,
    Rule::SecretRegistrationToken,
    Rule::SecretSuspicious,
];

/// The document among the sources of a report.
const DOCUMENT: usize = 0;
/// The key set among them.
const KEY_SET: usize = 1;

/// Where in the subject something is wrong.
#[derive(Debug, Clone, Copy)]
pub enum Place<'t> {
    /// Nowhere in a text: the URL as the user gave it, or the response as a whole.
    Outside,
    /// A stretch of the document's text.
    Text(Span),
    /// A value of the document.
    Value(Value<'t>),
    /// A stretch inside a string of the document, in bytes of the decoded string.
    Within(Value<'t>, Span),
    /// A member of the document: its name is at fault.
    Name(Span, Value<'t>),
}

/// What a check has to say.
#[derive(Debug)]
pub struct Complaint<'t> {
    place: Place<'t>,
    message: String,
    help: String,
    comparison: Option<Comparison>,
    related: Vec<(Span, String)>,
    source: usize,
}

impl<'t> Complaint<'t> {
    /// Says what is wrong with this value, and what to do about it.
    pub fn new(place: Place<'t>, message: impl Into<String>, help: impl Into<String>) -> Complaint<'t> {
        Complaint {
            place,
            message: message.into(),
            help: help.into(),
            comparison: None,
            related: Vec::new(),
            source: DOCUMENT,
        }
    }

    /// Says that the place lies in the key set.
    pub fn in_key_set(mut self) -> Complaint<'t> {
        self.source = KEY_SET;
        self
    }

    /// Adds the two strings that differ.
    pub fn comparing(mut self, comparison: Comparison) -> Complaint<'t> {
        self.comparison = Some(comparison);
        self
    }

    /// Adds another place that belongs to it.
    pub fn related(mut self, span: Span, note: impl Into<String>) -> Complaint<'t> {
        self.related.push((span, note.into()));
        self
    }
}

/// Collects findings for one subject: knows which rules are on, keeps the bounds, and keeps the server's
/// verdict apart from what the user wants to see.
pub struct Findings<'a> {
    subject: &'a Subject,
    profile: &'a Profile,
    levels: &'a [(Rule, Option<Level>)],
    lines: [OnceCell<LineIndex>; 2],
    recovered: bool,
    ambiguous: [bool; 2],
    list: Vec<Finding>,
    of_rule: [u32; Rule::ALL.len()],
    ignored: Vec<String>,
    valid: bool,
    omitted: usize,
}

/// What was found.
pub struct Found {
    /// The findings in the order of the text.
    pub list: Vec<Finding>,
    /// Whether the profile's server would take the document.
    pub valid: bool,
    /// Names of the members that the server would say it ignores.
    pub ignored: Vec<String>,
    /// How many findings the bounds left out.
    pub omitted: usize,
}

impl<'a> Findings<'a> {
    /// Nothing found yet.
    pub fn new(
        subject: &'a Subject,
        profile: &'a Profile,
        levels: &'a [(Rule, Option<Level>)],
    ) -> Findings<'a> {
        Findings {
            subject,
            profile,
            levels,
            lines: [OnceCell::new(), OnceCell::new()],
            recovered: false,
            ambiguous: [false; 2],
            list: Vec::new(),
            of_rule: [0; Rule::ALL.len()],
            ignored: Vec::new(),
            valid: true,
            omitted: 0,
        }
    }

    /// From here on the document is only what could be recovered of a broken text: what is found in it
    /// is advice, since a server never gets that far, and nothing can be said to be missing.
    pub fn distrust_document(&mut self) {
        self.recovered = true;
    }

    /// From here on it is known that an object of the document uses a name twice: a pointer follows the last
    /// member of a name, and may not lead to the value it was made for.
    pub fn distrust_pointers(&mut self) {
        self.ambiguous[DOCUMENT] = true;
    }

    /// The same of the key set.
    pub fn distrust_key_set_pointers(&mut self) {
        self.ambiguous[KEY_SET] = true;
    }

    /// Reports that something is missing from the document, unless the document is broken: then it may
    /// have been there.
    pub fn raise_missing<'t>(&mut self, rule: Rule, complaint: impl FnOnce() -> Complaint<'t>) {
        if !self.recovered {
            self.raise(rule, complaint);
        }
    }

    /// Reports a finding of a rule, if the rule is on. The words are only made if they are needed.
    pub fn raise<'t>(&mut self, rule: Rule, complaint: impl FnOnce() -> Complaint<'t>) {
        if self.recovered && !SECRETS.contains(&rule) {
            let complaint = complaint();
            if complaint.source != DOCUMENT || !self.is_garbled(complaint.place) {
                self.add(rule, || complaint);
            }
        } else {
            self.add(rule, complaint);
        }
    }

    /// Whether a value is misspelt: that has been reported, and what it was meant to be is a guess.
    fn is_garbled(&self, place: Place<'_>) -> bool {
        let (Place::Value(value) | Place::Within(value, _)) = place else { return false };
        let span = value.span();
        // A bracket may be missing at the very end of what it closes.
        let is_container = matches!(value.kind(), Kind::Array | Kind::Object);
        let span = Span { end: span.end + usize::from(is_container), ..span };
        let problems = self.subject.document.iter().flat_map(|body| body.tree.problems());
        value.parent().is_some() && problems.into_iter().any(|problem| problem.garbles(span))
    }

    fn add<'t>(&mut self, rule: Rule, complaint: impl FnOnce() -> Complaint<'t>) {
        let setting = self.profile.setting(rule);
        let verdict =
            setting.filter(|setting| !setting.advice && !self.recovered).map(|setting| setting.level);
        let wanted = self.levels.iter().rev().find(|(named, _)| *named == rule).map(|&(_, level)| level);
        let shown = wanted.unwrap_or(setting.map(|setting| setting.level));
        if setting.is_some() || shown.is_some() {
            self.of_rule[rule as usize] += 1;
        }
        let Some(level) = shown.or(verdict) else { return };

        self.valid &= verdict != Some(Level::Violation);
        if self.of_rule[rule as usize] > MAX_PER_RULE || self.list.len() == MAX_IN_ALL {
            self.omitted += usize::from(shown.is_some());
            return;
        }
        let complaint = complaint();
        let (span, mut pointer) = locate(complaint.place);
        if self.ambiguous[complaint.source] {
            pointer = pointer.filter(|pointer| self.leads_to(pointer, complaint.place, complaint.source));
        }
        self.list.push(Finding {
            rule,
            level,
            verdict,
            shown: shown.is_some(),
            ignored: None,
            part: rule.page().part,
            pointer,
            range: span.map(|span| self.range(complaint.source, span)),
            source: complaint.source,
            message: complaint.message,
            help: complaint.help,
            comparison: complaint.comparison,
            related: complaint
                .related
                .into_iter()
                .map(|(span, note)| Related { range: self.range(complaint.source, span), note })
                .collect(),
        });
    }

    /// Reports a member that the server ignores. It names them all in one sentence, so the names are kept
    /// beyond the bound of findings; in a broken document they are of no interest.
    pub fn raise_ignored<'t>(&mut self, name: &str, complaint: impl FnOnce() -> Complaint<'t>) {
        if self.recovered {
            return;
        }
        if self.profile.setting(Rule::PropertyUnsupported).is_some_and(|setting| !setting.advice) {
            self.ignored.push(name.to_owned());
        }
        self.raise(Rule::PropertyUnsupported, complaint);
    }

    /// Whether one of these rules has found something, shown or not.
    pub fn has_any(&self, rules: &[Rule]) -> bool {
        rules.iter().any(|&rule| self.of_rule[rule as usize] > 0)
    }

    /// Whether a pointer leads to the value of a place.
    fn leads_to(&self, pointer: &str, place: Place<'_>, source: usize) -> bool {
        let (Place::Value(value) | Place::Within(value, _) | Place::Name(_, value)) = place else {
            return false;
        };
        let target = self.body(source).and_then(|body| body.tree.at(pointer));
        target.is_some_and(|target| target.span() == value.span())
    }

    fn body(&self, source: usize) -> Option<&'a Body> {
        match source {
            DOCUMENT => self.subject.document.as_deref(),
            _ => self.subject.key_set.as_ref().map(|key_set| &key_set.body),
        }
    }

    fn range(&self, source: usize, span: Span) -> Range {
        let lines = self.lines[source].get_or_init(|| {
            let body = self.body(source);
            LineIndex::new(body.map_or(&[], |body| body.tree.source()))
        });
        Range { start: lines.position(span.start), end: lines.position(span.end) }
    }

    /// Ends the collection and puts the findings in their order: what lies nowhere first (URL, then
    /// response), then by position, then by rule.
    pub fn finish(mut self) -> Found {
        self.list.sort_by_key(|finding| {
            let offset = finding.range.map(|range| range.start.offset);
            (finding.part == Part::Keys, offset, finding.part, finding.rule)
        });
        Found { list: self.list, ignored: self.ignored, valid: self.valid, omitted: self.omitted }
    }
}

fn locate(place: Place<'_>) -> (Option<Span>, Option<String>) {
    match place {
        Place::Outside => (None, None),
        Place::Text(span) => (Some(span), None),
        Place::Value(value) if value.parent().is_none() => {
            // The whole document as a place would be the whole screen: its first character stands for it.
            let span = value.span();
            (Some(Span { start: span.start, end: span.start + 1 }), Some(String::new()))
        }
        Place::Value(value) => (Some(value.span()), Some(value.pointer())),
        Place::Within(value, part) => {
            let span = value.span();
            // Offsets in the decoded string are offsets in the text only where nothing is escaped.
            let exact = Span { start: span.start + 1 + part.start, end: span.start + 1 + part.end };
            let span = if value.is_verbatim_string() && exact.end < span.end { exact } else { span };
            (Some(span), Some(value.pointer()))
        }
        Place::Name(span, value) => (Some(span), Some(value.pointer())),
    }
}
