//! The baseline: the findings of one day, accepted, so that only new ones count.
//!
//! A finding is known again by its rule, its input and its pointer, and not by lines or words: those change
//! with every edit and release. Several findings with the same three are counted.

use std::collections::BTreeMap;
use std::fmt;
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use super::coverage::{Coverage, is_whole};
use super::error::ConfigError;
use super::place::{absolute, folder_of, slashed, way};
use super::remark::remark;
use crate::files;
use crate::finding::{Finding, Ignored, IgnoredBy, InputKind, Level, Range, Related, Report, SourceText};
use crate::json::{LineIndex, Tree};
use crate::rule::Rule;

/// Version of the file's shape.
const SCHEMA_VERSION: u32 = 1;

/// The largest file, in bytes.
const MAX_BYTES: usize = 4 * 1024 * 1024;

/// Most entries of a file.
const MAX_ENTRIES: usize = 50_000;

/// As many entries that match nothing are pointed at, at most.
const MAX_POINTED_AT: usize = 20;

/// Accepted findings.
#[derive(Debug, Clone)]
pub struct Baseline {
    /// What to call the file in reports.
    name: String,
    /// The folder of the file, absolute: inputs are named from there.
    directory: PathBuf,
    /// The file's text, as far as there is one yet.
    text: String,
    /// How many findings are still to be accepted.
    counts: BTreeMap<Key, usize>,
    /// What was linted, and whether to its end.
    linted: BTreeMap<String, bool>,
}

/// What a finding is known by. The order is that of the file.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
struct Key {
    input: String,
    rule: String,
    pointer: Option<String>,
}

/// A baseline of cimd: findings that are accepted. `--write-baseline` makes it.
#[derive(Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub(super) struct BaselineFile {
    /// Version of this shape.
    #[cfg_attr(test, schemars(extend("const" = 1)))]
    schema_version: u32,
    /// The findings, sorted.
    findings: Vec<Accepted>,
}

/// Findings of one rule about one value.
#[derive(Deserialize, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
struct Accepted {
    /// The input: a path from the folder of this file on, a URL, or `-`.
    input: String,
    /// The rule's id.
    rule: String,
    /// JSON Pointer to the value.
    pointer: Option<String>,
    /// How many findings.
    #[cfg_attr(test, schemars(range(min = 1)))]
    count: usize,
}

impl Baseline {
    /// Reads a baseline.
    ///
    /// # Errors
    ///
    /// It cannot be read, or is not a baseline.
    pub fn read(file: &Path) -> Result<Baseline, ConfigError> {
        let name = file.display().to_string();
        let text = files::text(Some(file), MAX_BYTES).map_err(|error| ConfigError {
            place: name.clone(),
            offset: None,
            message: format!("the baseline cannot be read: {}", files::words(&error)),
            help: Some("--write-baseline beside --baseline makes it".to_owned()),
        })?;
        Baseline::from_json(&name, folder_of(file), text)
    }

    /// Makes a baseline of the text of a file that lies in `directory`, an absolute path.
    ///
    /// # Errors
    ///
    /// The text is not a baseline.
    pub fn from_json(name: &str, directory: PathBuf, text: String) -> Result<Baseline, ConfigError> {
        let content: BaselineFile = serde_json::from_str(&text).map_err(|error| ConfigError {
            place: format!("{name}:{}:{}", error.line(), error.column()),
            offset: None,
            message: format!("this is not a baseline: {error}"),
            help: Some("--write-baseline makes it anew".to_owned()),
        })?;
        if content.schema_version != SCHEMA_VERSION {
            return Err(ConfigError {
                place: name.to_owned(),
                offset: None,
                message: format!(
                    "the baseline has the version {}, not {SCHEMA_VERSION}",
                    content.schema_version
                ),
                help: Some("--write-baseline makes it anew".to_owned()),
            });
        }
        if content.findings.len() > MAX_ENTRIES {
            return Err(ConfigError {
                place: name.to_owned(),
                offset: None,
                message: format!("the baseline has more than {MAX_ENTRIES} entries, and no more are read"),
                help: Some("accept findings by rule, with `ignores` in cimd.toml".to_owned()),
            });
        }
        let mut baseline = Baseline { text, ..Baseline::empty(name, directory) };
        for accepted in content.findings {
            let count = accepted.count;
            let counted = baseline.counts.entry(Key::from(accepted)).or_default();
            *counted = counted.saturating_add(count);
        }
        Ok(baseline)
    }

    /// The baseline in that file that accepts everything these reports show.
    pub fn of(file: &Path, reports: &[Report]) -> Baseline {
        let mut baseline = Baseline::empty(&file.display().to_string(), folder_of(file));
        for report in reports {
            let input = baseline.input(report);
            for finding in report.shown().flat_map(Finding::each) {
                *baseline.counts.entry(Key::of(&input, finding)).or_default() += 1;
            }
        }
        baseline
    }

    fn empty(name: &str, directory: PathBuf) -> Baseline {
        Baseline {
            name: name.to_owned(),
            directory,
            text: String::new(),
            counts: BTreeMap::new(),
            linted: BTreeMap::new(),
        }
    }

    /// Accepts findings of a report, as many as there are in the baseline. This changes what is counted, and
    /// never the server's verdict.
    pub fn apply(&mut self, report: &mut Report, show: bool) {
        let input = self.input(report);
        report.for_each_part(|finding| {
            if finding.shown
                && finding.ignored.is_none()
                && let Some(left) = self.counts.get_mut(&Key::of(&input, finding)).filter(|left| **left > 0)
            {
                *left -= 1;
                finding.shown = show;
                finding.ignored = Some(Ignored { by: IgnoredBy::Baseline, reason: None });
            }
        });
        // Two inputs may be one file.
        *self.linted.entry(input).or_insert(true) &= is_whole(report);
    }

    /// A report on the entries that accept more than was found although the run looked everywhere they could
    /// match: they would hide the same fault when it comes back. `None` where there is nothing to say. `level` is
    /// how a rule is shown.
    pub fn judged(&self, coverage: &Coverage<'_>, level: impl Fn(Rule) -> Option<Level>) -> Option<Report> {
        let remark_level = level(Rule::ConfigBaselineUnused)?;
        let left: Vec<&Key> = self
            .counts
            .iter()
            .filter(|&(key, &left)| left > 0 && self.covers(key, coverage, &level))
            .map(|(key, _)| key)
            .collect();
        let (first, others) = left.split_first()?;
        let also = match others.len() {
            0 => String::new(),
            1 => " (and 1 more)".to_owned(),
            count => format!(" (and {count} more)"),
        };
        let ranges = self.ranges();
        let mut finding = remark(
            Rule::ConfigBaselineUnused,
            remark_level,
            ranges.get(*first).copied()?,
            format!("this entry accepts more than is found: {first}{also}"),
            "--write-baseline beside --baseline makes the file anew, without what is fixed",
        );
        let pointed_at = others.iter().filter_map(|&key| Some((ranges.get(key).copied()?, key.to_string())));
        finding.related =
            pointed_at.map(|(range, note)| Related::new(range, note)).take(MAX_POINTED_AT).collect();
        let source = SourceText::new(self.name.as_str(), self.text.as_str());
        Some(Report::of_configuration(source, vec![finding]))
    }

    /// Whether a run with that coverage would have found all that an entry accepts.
    fn covers(&self, key: &Key, coverage: &Coverage<'_>, level: impl Fn(Rule) -> Option<Level>) -> bool {
        let kind = InputKind::of(&key.input);
        // A rule that was removed finds nothing.
        let is_looked_for =
            Rule::from_id(&key.rule).is_none_or(|rule| level(rule).is_some() && coverage.follows(rule, kind));
        let is_looked_at = match self.linted.get(&key.input) {
            Some(&is_whole) => is_whole,
            None => kind == InputKind::File && coverage.searched(&absolute(&self.directory.join(&key.input))),
        };
        is_looked_for && is_looked_at
    }

    /// Where each entry stands in the file.
    fn ranges(&self) -> BTreeMap<Key, Range> {
        let tree = Tree::parse(self.text.clone().into_bytes());
        let lines = LineIndex::new(self.text.as_bytes());
        let Some(list) = tree.at("/findings") else { return BTreeMap::new() };
        let ranges = list.elements().filter_map(|element| {
            let accepted: Accepted = serde_json::from_slice(element.raw()).ok()?;
            let span = element.span();
            let range = Range::between(&lines, span.start, span.end);
            Some((Key::from(accepted), range))
        });
        ranges.collect()
    }

    /// How many findings it accepts.
    pub fn count(&self) -> usize {
        self.counts.values().fold(0, |sum, &count| sum.saturating_add(count))
    }

    /// Whether it could not be read again.
    pub fn is_too_large(&self) -> bool {
        self.counts.len() > MAX_ENTRIES || self.text().len() > MAX_BYTES
    }

    /// The file's text: JSON with a line an entry, so that a change of one finding is a change of one line.
    pub fn text(&self) -> String {
        let entries: Vec<String> = self.counts.iter().map(|(key, &count)| key.line(count)).collect();
        let entries =
            if entries.is_empty() { String::new() } else { format!("\n{}\n  ", entries.join(",\n")) };
        format!("{{\n  \"schema_version\": {SCHEMA_VERSION},\n  \"findings\": [{entries}]\n}}\n")
    }

    /// The name of a report's input in this file.
    fn input(&self, report: &Report) -> String {
        match report.input.path() {
            Some(path) => slashed(&way(&self.directory, &absolute(path))),
            None => report.input.name().to_owned(),
        }
    }
}

impl From<Accepted> for Key {
    fn from(Accepted { input, rule, pointer, .. }: Accepted) -> Key {
        Key { input, rule, pointer }
    }
}

impl fmt::Display for Key {
    /// As it is found again: `clients/a.json: redirect-uri-http at /redirect_uris/0`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.input, self.rule)?;
        match self.pointer.as_deref() {
            None | Some("") => Ok(()),
            Some(pointer) => write!(f, " at {pointer}"),
        }
    }
}

impl Key {
    fn of(input: &str, finding: &Finding) -> Key {
        Key { input: input.to_owned(), rule: finding.rule.id().to_owned(), pointer: finding.pointer.clone() }
    }

    fn line(&self, count: usize) -> String {
        let Key { input, rule, pointer } = self.clone();
        let line = serde_json::to_string(&Accepted { input, rule, pointer, count });
        // Strings and numbers can always be written.
        format!("    {}", line.unwrap_or_default())
    }
}
