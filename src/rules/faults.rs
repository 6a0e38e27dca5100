//! Holds checks against views, and collects what they find.

use std::collections::HashMap;

use super::view::Sees;
use crate::finding::{Edit, Fault, Finding, Fix, Level, Place, Range, Related, Words, gather, scatter};
use crate::json::{Kind, LineIndex, Member, Span, Tree, Value};
use crate::metadata::members::{Definition, ValueKind};
use crate::profile::Profile;
use crate::rule::{Part, Rule};
use crate::subject::Subject;

/// Most findings of one rule in one report.
const MAX_PER_RULE: u32 = 100;
/// Most findings in one report.
pub(crate) const MAX_IN_ALL: usize = 1_000;

/// The document among the sources of a report.
const DOCUMENT: usize = 0;
/// The key set among them.
const KEY_SET: usize = 1;

/// How a run wants each rule: its level in the profile, and the level at which the user wants to see it.
#[derive(Debug, Clone)]
pub struct Levels(Vec<Wanted>);

/// How a run wants one rule.
#[derive(Debug, Clone, Copy)]
struct Wanted {
    /// The level at which the profile's server reports it.
    verdict: Option<Level>,
    /// The level at which the user wants to see it.
    shown: Option<Level>,
    /// Whether the user has named that level.
    is_named: bool,
}

impl Levels {
    /// The levels of a profile.
    pub fn of(profile: &Profile) -> Levels {
        let wanted = |&rule: &Rule| {
            let setting = profile.setting(rule);
            Wanted {
                verdict: setting.and_then(|setting| setting.verdict()),
                shown: setting.map(|setting| setting.level),
                is_named: false,
            }
        };
        Levels(Rule::ALL.iter().map(wanted).collect())
    }

    /// Shows a rule at another level, or not at all; the verdict stays.
    pub fn show(&mut self, rule: Rule, level: Option<Level>) {
        let wanted = &mut self.0[rule as usize];
        (wanted.shown, wanted.is_named) = (level, true);
    }

    /// The level at which the user wants to see a rule, or not at all; `None` where the user has not named one.
    pub fn named(&self, rule: Rule) -> Option<Option<Level>> {
        let wanted = self.0[rule as usize];
        wanted.is_named.then_some(wanted.shown)
    }

    /// The level at which a rule is shown.
    pub fn shown(&self, rule: Rule) -> Option<Level> {
        self.0[rule as usize].shown
    }
}

/// A fault whose words have not been made yet.
struct Pending<'c> {
    rule: Rule,
    /// The text that it points into.
    source: usize,
    verdict: Option<Level>,
    shown: Option<Level>,
    place: Place<'c>,
    fact: Option<&'static str>,
    words: Box<dyn Fn() -> Words + 'c>,
}

/// Collects faults of one subject.
pub struct Faults<'c> {
    subject: &'c Subject,
    profile: &'c Profile,
    levels: &'c Levels,
    /// What is found in the rest of the document is advice, since the text as a whole is not JSON and a server never
    /// gets that far.
    recovered: bool,
    /// Whether a part of the text could not be read, so that nothing is known to be absent.
    lossy: bool,
    pending: Vec<Pending<'c>>,
    of_rule: Vec<u32>,
    valid: bool,
    omitted: usize,
    /// The text that views are made of.
    source: usize,
}

/// What was found.
pub struct Found {
    /// The findings: those that are shown, and those of the verdict, in the order of the text.
    pub list: Vec<Finding>,
    /// Whether the profile's server would take the document.
    pub valid: bool,
    /// How many findings the bounds left out.
    pub omitted: usize,
}

impl Found {
    /// Changes the list of findings, none of which is gathered then, and puts it in order again.
    pub fn change(&mut self, change: impl FnOnce(Vec<Finding>) -> Vec<Finding>) {
        self.list = ordered(change(scatter(std::mem::take(&mut self.list))));
    }
}

/// Findings in their order, those that are one to a reader gathered.
fn ordered(mut list: Vec<Finding>) -> Vec<Finding> {
    list.sort_by_key(|finding| {
        let offset = finding.range.map(|range| range.start.offset);
        (finding.source, offset, finding.part, finding.rule)
    });
    gather(list)
}

impl<'c> Faults<'c> {
    /// Nothing found yet.
    pub fn new(subject: &'c Subject, profile: &'c Profile, levels: &'c Levels) -> Faults<'c> {
        Faults {
            subject,
            profile,
            levels,
            recovered: false,
            lossy: false,
            pending: Vec::new(),
            of_rule: vec![0; Rule::ALL.len()],
            valid: true,
            omitted: 0,
            source: DOCUMENT,
        }
    }

    /// From here on views are made of the key set behind `jwks_uri`.
    pub fn enter_key_set(&mut self) {
        self.source = KEY_SET;
    }

    /// From here on views are made of what could be recovered of a broken text: of a part of it, or of all.
    pub fn recover(&mut self, lossy: bool) {
        self.recovered = true;
        self.lossy = lossy;
    }

    /// Holds one rule against what its page says it sees. The check is not called where the rule is off, or where the
    /// view that it takes does not exist.
    pub fn check<R, V, D, I>(
        &mut self,
        rule: Rule,
        seen: &R,
        find: impl Fn(&V) -> I,
        words: impl Fn(&V, &D) -> Words + 'c,
    ) where
        R: Sees<V>,
        V: Clone + 'c,
        D: 'c,
        I: IntoIterator<Item = Fault<'c, D>>,
    {
        let Wanted { verdict, shown, .. } = self.levels.0[rule as usize];
        if verdict.is_none() && shown.is_none() {
            return;
        }
        let Some(view) = seen.view() else { return };
        let mut faults = find(view).into_iter();
        let Some(first) = faults.next() else { return };
        let words = std::rc::Rc::new(words);
        for Fault { place, fact, absent, seen } in std::iter::once(first).chain(faults) {
            if self.is_reliable(rule, place, absent) {
                let (view, words) = (view.clone(), words.clone());
                self.add(rule, place, fact, Box::new(move || words(&view, &seen)));
            }
        }
    }

    /// Takes a fault that was found elsewhere: by the parser.
    pub fn raise(&mut self, rule: Rule, place: Place<'c>, words: impl Fn() -> Words + 'c) {
        self.add(rule, place, None, Box::new(words));
    }

    /// Whether findings of a rule count or are shown.
    #[cfg(feature = "cli")]
    pub fn is_on(&self, rule: Rule) -> bool {
        let Wanted { verdict, shown, .. } = self.levels.0[rule as usize];
        verdict.is_some() || shown.is_some()
    }

    /// Takes a fault that was found elsewhere, unless it is about a value that is itself misspelt.
    #[cfg(feature = "cli")]
    pub fn raise_certain(&mut self, rule: Rule, place: Place<'c>, words: impl Fn() -> Words + 'c) {
        if self.is_reliable(rule, place, false) {
            self.raise(rule, place, words);
        }
    }

    fn add(
        &mut self,
        rule: Rule,
        place: Place<'c>,
        fact: Option<&'static str>,
        words: Box<dyn Fn() -> Words + 'c>,
    ) {
        let Wanted { verdict, shown, .. } = self.wanted(rule);
        let verdict = verdict.filter(|_| !self.recovered && !is_supposed(rule, place));
        if verdict.is_none() && shown.is_none() {
            return;
        }
        self.valid &= verdict != Some(Level::Violation);
        self.of_rule[rule as usize] += 1;
        if self.of_rule[rule as usize] > MAX_PER_RULE || self.pending.len() == MAX_IN_ALL {
            self.omitted += usize::from(shown.is_some());
            return;
        }
        self.pending.push(Pending { rule, source: self.source, verdict, shown, place, fact, words });
    }

    /// The levels of a rule. A document that was not read to its end cannot be called valid: where its size is part of the
    /// verdict, that is a violation, although the profile only warns of sizes above its limit.
    fn wanted(&self, rule: Rule) -> Wanted {
        let wanted @ Wanted { verdict, shown, .. } = self.levels.0[rule as usize];
        let is_cut = || self.subject.document.as_ref().is_some_and(|body| body.cut);
        if rule == Rule::HttpBodyTooLarge && verdict.is_some() && is_cut() {
            let heaviest = Some(Level::Violation);
            return Wanted {
                verdict: heaviest,
                shown: if shown == verdict { heaviest } else { shown },
                ..wanted
            };
        }
        wanted
    }

    /// Whether a fault is certain although the text is broken. What is absent may stand in a part that was not read, and
    /// a value or name that is itself misspelt is not judged as well. Published secrets are always reported.
    fn is_reliable(&self, rule: Rule, place: Place<'c>, absent: bool) -> bool {
        if !self.recovered || rule.page().secret {
            return true;
        }
        !(absent && self.lossy) && (self.source != DOCUMENT || !self.is_garbled(place))
    }

    /// Whether a value is misspelt: that is reported by the parser, and what it was meant to be is a guess.
    fn is_garbled(&self, place: Place<'c>) -> bool {
        let (Place::Value(value) | Place::Within(value, _) | Place::Name(_, value)) = place else {
            return false;
        };
        let problems = self.subject.document.as_ref().map_or(&[][..], |body| body.tree.problems());
        let is_garbled = |value: Value<'_>| {
            // A bracket may be missing at the very end of what it closes.
            let is_container = matches!(value.kind(), Kind::Array | Kind::Object);
            let item = value.item_span();
            let span = Span { end: item.end + usize::from(is_container), ..item };
            problems.iter().any(|problem| problem.garbles(span))
        };
        // What is inside a misspelt list is as uncertain as the list; the document itself is always broken here.
        std::iter::successors(Some(value), |value| value.parent())
            .take_while(|value| value.parent().is_some())
            .any(is_garbled)
    }

    /// Whether the profile's server would take the document. Makes no words.
    pub fn valid(&self) -> bool {
        self.valid
    }

    /// Makes the findings, and puts them in their order: what lies nowhere first (URL, then response), then by
    /// position, then by rule.
    pub fn finish(self) -> Found {
        let supersession = Supersession::of(&self.pending);
        let is_other = self.pending.iter().any(|fault| fault.rule == Rule::DocOtherKind);
        let texts = Texts { is_other, ..Texts::of(self.subject) };
        let mut list = Vec::new();
        for (index, fault) in self.pending.iter().enumerate() {
            let shown = fault.shown.filter(|_| !supersession.hides[index]);
            let restated = supersession.restates[index];
            let Some(level) = shown.or(fault.verdict.filter(|_| !restated)) else { continue };
            let words = match supersession.explained[index] {
                Some(cause) => (fault.words)().explained((self.pending[cause].words)()),
                None => (fault.words)(),
            };
            list.push(Finding {
                shown: shown.is_some(),
                restated,
                ..texts.finding(fault, words, level, self.profile)
            });
        }
        Found { list: ordered(list), valid: self.valid, omitted: self.omitted }
    }
}

/// Whether a value was read as what it should have been: a single string in the place of a list, as its one entry. What
/// is wrong with it then is advice, since a server stops at the type.
fn is_supposed(rule: Rule, place: Place<'_>) -> bool {
    let (Place::Value(value) | Place::Within(value, _)) = place else { return false };
    let is_list =
        |member: Member<'_>| Definition::of(member.name).is_some_and(|row| row.kind == ValueKind::Strings);
    !matches!(rule, Rule::PropertyType | Rule::RedirectUrisShape)
        && value.kind() == Kind::String
        && value.member().is_some_and(is_list)
}

/// Which faults say no more than another one. This decides what is shown, and never what is valid.
struct Supersession {
    /// By fault: whether one that is shown says the same, at the same level or a heavier one.
    hides: Vec<bool>,
    /// By fault: whether one of the verdict says the same, at the same level or a heavier one.
    restates: Vec<bool>,
    /// By fault: the one that is its cause, and says what to do.
    explained: Vec<Option<usize>>,
}

impl Supersession {
    fn of(pending: &[Pending<'_>]) -> Supersession {
        let mut of_rule: HashMap<Rule, Vec<usize>> = HashMap::new();
        for (index, fault) in pending.iter().enumerate() {
            of_rule.entry(fault.rule).or_default().push(index);
        }
        let mut found = Supersession {
            hides: vec![false; pending.len()],
            restates: vec![false; pending.len()],
            explained: vec![None; pending.len()],
        };
        for (index, cause) in pending.iter().enumerate() {
            let page = cause.rule.page();
            for &other in page.supersedes.iter().filter_map(|rule| of_rule.get(rule)).flatten() {
                let fault = &pending[other];
                let is_one = covers(cause, fault) && (!page.explains || meet(cause, fault));
                if fault.rule.page().secret || !is_one {
                    continue;
                }
                found.hides[other] |= cause.shown >= fault.shown;
                found.restates[other] |= cause.verdict.is_some() && cause.verdict >= fault.verdict;
                if page.explains && cause.shown.is_some() && cause.shown < fault.shown {
                    found.explained[other] = Some(index);
                    found.hides[index] = true;
                }
            }
        }
        found
    }
}

/// Whether a fault is at the same value as another, or around it.
fn covers(outer: &Pending<'_>, inner: &Pending<'_>) -> bool {
    if outer.source != inner.source {
        return false;
    }
    // The URL is what was asked for, wherever its text stands: what came of it may lie in it.
    let [outer_part, inner_part] = [outer, inner].map(|fault| fault.rule.page().part);
    if (outer_part, inner_part) == (Part::Url, Part::Response) {
        return value_span(inner.place).is_none();
    }
    match (value_span(outer.place), value_span(inner.place)) {
        (Some(outer), Some(inner)) => outer.start <= inner.start && inner.end <= outer.end,
        // The client identifier URL as the user gave it, or the response.
        (None, None) => outer_part == inner_part,
        _ => false,
    }
}

/// Whether two faults in one value are about the same stretch of it.
fn meet(one: &Pending<'_>, other: &Pending<'_>) -> bool {
    match (one.place, other.place) {
        (Place::Within(_, one), Place::Within(_, other))
        | (Place::Node { span: one, .. }, Place::Node { span: other, .. }) => {
            one.start < other.end && other.start < one.end
        }
        _ => true,
    }
}

/// The span of the whole value that a place is about.
fn value_span(place: Place<'_>) -> Option<Span> {
    match place {
        Place::Outside => None,
        Place::Text(span) | Place::Node { value: span, .. } => Some(span),
        Place::Value(value) | Place::Within(value, _) | Place::Name(_, value) => Some(value.span()),
    }
}

/// The texts that findings point into.
struct Texts<'c> {
    texts: [&'c [u8]; 2],
    trees: [Option<&'c Tree>; 2],
    lines: [std::cell::OnceCell<LineIndex>; 2],
    /// Whether the document is something else than a client's metadata.
    is_other: bool,
    /// Whether an object uses a name twice: a pointer follows the last member of a name, and may not lead to the value
    /// that it was made for.
    ambiguous: [std::cell::OnceCell<bool>; 2],
}

impl<'c> Texts<'c> {
    fn of(subject: &'c Subject) -> Texts<'c> {
        let resources = subject.resources.as_deref();
        let trees = [
            subject.document.as_deref().map(|body| &body.tree),
            subject.key_set.as_ref().map(|key_set| &key_set.body.tree),
        ];
        let [document, key_set] = trees.map(|tree| tree.map(Tree::source));
        Texts {
            texts: [
                document.or(resources.map(|file| &*file.source)).unwrap_or_default(),
                key_set.unwrap_or_default(),
            ],
            trees,
            is_other: false,
            lines: Default::default(),
            ambiguous: Default::default(),
        }
    }

    fn finding(&self, pending: &Pending<'c>, words: Words, level: Level, profile: &Profile) -> Finding {
        let rule = pending.rule;
        let source = pending.source;
        let (span, pointer) = locate(pending.place);
        let pointer = pointer.filter(|pointer| self.leads_to(pointer, pending.place, source));
        let related = |(span, note): (Span, String)| Related::new(self.range(source, span), note);
        let edit = |(span, content)| Edit { range: self.range(source, span), content };
        let fix = |fix: crate::finding::SpannedFix| Fix {
            title: fix.title,
            applicability: fix.applicability,
            edits: fix.edits.into_iter().map(edit).collect(),
        };
        Finding {
            rule,
            level,
            verdict: pending.verdict,
            shown: true,
            restated: false,
            ignored: None,
            mark: profile.setting(rule).and_then(|setting| setting.mark_of(pending.fact)),
            part: rule.page().part,
            pointer,
            range: span.map(|span| self.range(source, span)),
            source,
            message: words.message,
            help: words.help,
            comparison: words.comparison.map(Box::new),
            related: words.related.into_iter().map(related).collect(),
            fixes: if self.takes_fixes(rule, source) {
                words.fixes.into_iter().map(fix).collect()
            } else {
                Vec::new()
            },
            entry: words.entry.map(Box::new),
            servers: Vec::new(),
            parts: Vec::new(),
        }
    }

    /// Whether a fix of this rule can be made: in what the user gave, and not in a key set that was fetched; in a text that
    /// is not JSON, only those that make it JSON; and none that makes a client's metadata of something else.
    fn takes_fixes(&self, rule: Rule, source: usize) -> bool {
        let is_readable = || rule.page().raised_by.is_some() || self.trees[source].is_none_or(Tree::is_json);
        source == DOCUMENT && !self.is_other && is_readable()
    }

    fn range(&self, source: usize, span: Span) -> Range {
        let lines = self.lines[source].get_or_init(|| LineIndex::new(self.texts[source]));
        Range { start: lines.position(span.start), end: lines.position(span.end) }
    }

    /// Whether a pointer leads to the value of a place.
    fn leads_to(&self, pointer: &str, place: Place<'_>, source: usize) -> bool {
        let Some(tree) = self.trees[source] else { return true };
        if !*self.ambiguous[source].get_or_init(|| !tree.duplicates().is_empty()) {
            return true;
        }
        tree.at(pointer).map(|target| target.span()) == value_span(place)
    }
}

fn locate(place: Place<'_>) -> (Option<Span>, Option<String>) {
    match place {
        Place::Outside => (None, None),
        Place::Text(span) => (Some(span), None),
        Place::Node { span, pointer, .. } => (Some(span), Some(pointer.to_owned())),
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
