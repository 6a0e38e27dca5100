//! `--format gitlab`: GitLab's Code Quality report, an array of issues.
//!
//! GitLab compares the reports of two branches by fingerprint, and knows an issue by it alone: two issues
//! with one fingerprint are one to it. A fingerprint is therefore made of what stays when lines move (the
//! rule, the file, the JSON Pointer), and is unique within a report.
//!
//! An input that could not be read is an issue too, `cimd-error`. Else all that was found in it before would
//! pass for resolved.

use std::collections::HashSet;
use std::io::{self, Write};

use serde::ser::SerializeSeq;
use serde::{Serialize, Serializer};

use super::place::{Anchor, Checkout, Places, without_scheme};
use super::{Run, json, place, sanitised, verdict};
use crate::finding::{Failure, Finding, Input, InputKind, Level, Range, Report};
use crate::json::Position;
use crate::rule::Rule;

#[derive(Serialize)]
struct Issue {
    description: String,
    check_name: &'static str,
    fingerprint: String,
    severity: &'static str,
    location: Location,
}

#[derive(Serialize)]
struct Location {
    path: String,
    lines: Lines,
    #[serde(skip_serializing_if = "Option::is_none")]
    positions: Option<Positions>,
}

/// The last line is part of it.
#[derive(Serialize)]
struct Lines {
    begin: usize,
    end: usize,
}

#[derive(Serialize)]
struct Positions {
    begin: LineColumn,
    end: LineColumn,
}

#[derive(Serialize)]
struct LineColumn {
    line: usize,
    column: usize,
}

/// Writes the issues of a run.
///
/// # Errors
///
/// Whatever writing fails with.
pub fn write(out: &mut dyn Write, run: &Run<'_>, checkout: &Checkout) -> io::Result<()> {
    json::write_pretty(out, &Issues { reports: &run.reports, checkout })
}

/// The issues, each made while it is written.
struct Issues<'r> {
    reports: &'r [Report],
    checkout: &'r Checkout,
}

impl Serialize for Issues<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let written = serializer.serialize_seq(None)?;
        let mut list = List { written, taken: HashSet::new(), checkout: self.checkout };
        for report in self.reports {
            let places = Places::of(report);
            if let Some(failure) = &report.failure {
                list.failure(report, failure, places.of_input())?;
            }
            for finding in report.shown() {
                list.finding(report, finding, places.of_finding(finding))?;
            }
            if report.omitted > 0 {
                list.omitted(report, places.of_input())?;
            }
        }
        list.written.end()
    }
}

struct List<'c, S> {
    written: S,
    taken: HashSet<u128>,
    checkout: &'c Checkout,
}

impl<S: SerializeSeq> List<'_, S> {
    fn finding(
        &mut self,
        report: &Report,
        finding: &Finding,
        anchor: Option<Anchor<'_>>,
    ) -> Result<(), S::Error> {
        let pointer = finding.pointer.as_deref().unwrap_or_default();
        let mut description = format!("{}; {}", finding.message, finding.help);
        let origin = report.origin(finding);
        if origin.is_url() {
            description += &format!("; found at {}", place::written(report, finding));
        }
        let about = (finding.rule.id(), origin, pointer);
        self.add(about, severity(finding), &description, anchor, finding.range)
    }

    fn failure(
        &mut self,
        report: &Report,
        failure: &Failure,
        anchor: Option<Anchor<'_>>,
    ) -> Result<(), S::Error> {
        // Nothing is known of the document: that weighs as much as a refusal, and fails the job.
        self.add(("cimd-error", &report.input, failure.kind.name()), "major", &failure.message, anchor, None)
    }

    fn omitted(&mut self, report: &Report, anchor: Option<Anchor<'_>>) -> Result<(), S::Error> {
        self.add(("cimd-omitted", &report.input, ""), "info", &verdict::omitted(report.omitted), anchor, None)
    }

    /// Adds an issue. What it is about, and what tells it from others of its check there, stays when lines move. It is
    /// shown at the anchor; without one, at a range of what it is about.
    fn add(
        &mut self,
        (check_name, about, which): (&'static str, &Input, &str),
        severity: &'static str,
        description: &str,
        anchor: Option<Anchor<'_>>,
        range: Option<Range>,
    ) -> Result<(), S::Error> {
        let about = self.path(about);
        let fingerprint = self.fingerprint([check_name, &about, which]);
        let location = match anchor {
            Some(Anchor { file, range }) => Location::new(self.checkout.path(file), range.as_ref()),
            None => Location::new(about, range.as_ref()),
        };
        let description = sanitised(description).into_owned();
        self.written.serialize_element(&Issue { description, check_name, fingerprint, severity, location })
    }

    /// A path in the repository; of a URL, what follows the scheme.
    fn path(&self, input: &Input) -> String {
        let name = input.label();
        match input.kind() {
            InputKind::Url => sanitised(without_scheme(name)).into_owned(),
            InputKind::StandardInput => name.to_owned(),
            InputKind::File | InputKind::Named => self.checkout.path(name),
        }
    }

    /// A fingerprint that no other issue of the report has. Findings that agree in everything it is made
    /// of are told apart by their order.
    fn fingerprint(&mut self, parts: [&str; 3]) -> String {
        let mut hash = Fnv::new();
        for part in parts {
            hash.add(part);
        }
        while !self.taken.insert(hash.0) {
            hash.add("again");
        }
        format!("{:032x}", hash.0)
    }
}

impl Location {
    fn new(path: String, range: Option<&Range>) -> Location {
        let of = |position: &Position| LineColumn { line: position.line, column: position.column };
        Location {
            path,
            // GitLab links to a line, even for what lies in none.
            lines: range.map_or(Lines { begin: 1, end: 1 }, |range| Lines {
                begin: range.start.line,
                end: range.end.line,
            }),
            positions: range.map(|range| Positions { begin: of(&range.start), end: of(&range.end) }),
        }
    }
}

/// GitLab has five severities, and sorts by them.
///
/// A secret that is published is a `blocker`: it is to be revoked, whatever becomes of the document. Any
/// other violation is `major`. `critical` is left to tools that see code run.
fn severity(finding: &Finding) -> &'static str {
    match finding.level {
        Level::Violation if discloses_a_secret(finding.rule) => "blocker",
        Level::Violation => "major",
        Level::Warning => "minor",
        Level::Hint => "info",
    }
}

const fn discloses_a_secret(rule: Rule) -> bool {
    matches!(
        rule,
        Rule::JwkPrivate
            | Rule::JwkSymmetric
            | Rule::JwksPrivateMaterial
            | Rule::SecretClientSecret
            | Rule::SecretRegistrationToken
            | Rule::SecretSuspicious
    )
}

/// FNV-1a with 128 bits. The standard library's hash may change from release to release, and a
/// fingerprint must not.
struct Fnv(u128);

impl Fnv {
    const fn new() -> Fnv {
        Fnv(0x6c62_272e_07bb_0142_62b8_2175_6295_c58d)
    }

    fn add(&mut self, part: &str) {
        // A byte that is in no UTF-8 ends each part.
        for byte in part.bytes().chain([0xff]) {
            self.0 = (self.0 ^ u128::from(byte)).wrapping_mul(0x0100_0000_0000_0000_0000_013b);
        }
    }
}
