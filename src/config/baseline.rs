//! The baseline: the findings of one day, accepted, so that only new ones count.
//!
//! A finding is known again by its rule, its input and its pointer, and not by lines or words: those change
//! with every edit and release. Several findings with the same three are counted.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use super::ConfigError;
use super::place::{absolute, path_of, slashed, way};
use crate::report::{Finding, Ignored, IgnoredBy, Report};

/// Version of the file's shape.
const SCHEMA_VERSION: u32 = 1;

/// Accepted findings.
#[derive(Debug, Clone)]
pub struct Baseline {
    /// The folder of the file, absolute: inputs are named from there.
    directory: PathBuf,
    counts: BTreeMap<Key, usize>,
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
    /// It cannot be read, or is no baseline.
    pub fn read(file: &Path) -> Result<Baseline, ConfigError> {
        let name = file.display().to_string();
        let text = fs::read_to_string(file).map_err(|error| ConfigError {
            place: name.clone(),
            message: format!("the baseline cannot be read: {error}"),
            help: Some("--write-baseline beside --baseline makes it".to_owned()),
        })?;
        let content: BaselineFile = serde_json::from_str(&text).map_err(|error| ConfigError {
            place: format!("{name}:{}:{}", error.line(), error.column()),
            message: format!("this is no baseline: {error}"),
            help: Some("--write-baseline makes it anew".to_owned()),
        })?;
        if content.schema_version != SCHEMA_VERSION {
            return Err(ConfigError {
                place: name,
                message: format!(
                    "the baseline has the version {}, not {SCHEMA_VERSION}",
                    content.schema_version
                ),
                help: Some("--write-baseline makes it anew".to_owned()),
            });
        }
        let mut baseline = Baseline::empty(file);
        for Accepted { input, rule, pointer, count } in content.findings {
            *baseline.counts.entry(Key { input, rule, pointer }).or_default() += count;
        }
        Ok(baseline)
    }

    /// The baseline in that file that accepts everything these reports show.
    pub fn of(file: &Path, reports: &[Report]) -> Baseline {
        let mut baseline = Baseline::empty(file);
        for report in reports {
            let input = baseline.input(report);
            for finding in report.shown() {
                *baseline.counts.entry(Key::of(&input, finding)).or_default() += 1;
            }
        }
        baseline
    }

    fn empty(file: &Path) -> Baseline {
        let mut directory = absolute(file);
        directory.pop();
        Baseline { directory, counts: BTreeMap::new() }
    }

    /// Accepts findings of a report, as many as there are in the baseline. This changes what is counted, and
    /// never the server's verdict.
    pub fn apply(&mut self, report: &mut Report, show: bool) {
        let input = self.input(report);
        for finding in report.findings.iter_mut().filter(|finding| finding.shown && finding.ignored.is_none())
        {
            if let Some(left) = self.counts.get_mut(&Key::of(&input, finding)).filter(|left| **left > 0) {
                *left -= 1;
                finding.shown = show;
                finding.ignored = Some(Ignored { by: IgnoredBy::Baseline, reason: None });
            }
        }
    }

    /// How many findings it accepts.
    pub fn count(&self) -> usize {
        self.counts.values().sum()
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
        match path_of(&report.input) {
            Some(path) => slashed(&way(&self.directory, &absolute(path))),
            None => report.input.clone(),
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
