//! `--format junit`: a test report, as CI servers show them.
//!
//! One test suite a document, one test case a finding:
//!
//! - What makes the exit code 1 is a failure: by default a violation, else what `--fail-on` says. Its text
//!   repeats the message, since GitLab shows the text alone.
//! - Any other finding is a test that passed; its level is part of the name, and what it says is the
//!   test's output. As a failure it would contradict the exit code, as a skipped test it would claim that
//!   something was not checked.
//! - A finding that is accepted is a skipped test, where it is to be shown at all.
//! - A document without findings is one test that passed, so that it is seen to have been linted.
//! - An input that could not be read is an error.
//!
//! GitLab takes two tests of one name for one, and compares branches by name. A name is therefore made of
//! rule and JSON Pointer, which stay when lines move, and is unique within its suite. The class name is the
//! document, since that is what servers group by.

use std::borrow::Cow;
use std::collections::{HashMap, HashSet};
use std::io::{self, Write};

use super::place::{Checkout, Places};
use super::{Run, place, sanitised, verdict};
use crate::finding::{Failure, Finding, Level, Report};

/// Writes the run as JUnit XML. `lightest` is the lightest level that fails.
///
/// Text is sanitised before it is escaped, which also spells out what XML cannot hold.
///
/// # Errors
///
/// Whatever writing fails with.
pub fn write(
    out: &mut dyn Write,
    run: &Run<'_>,
    lightest: Option<Level>,
    checkout: &Checkout,
) -> io::Result<()> {
    let suites: Vec<Suite> = run.reports.iter().map(|report| suite(report, lightest, checkout)).collect();
    let mut counts = Counts::default();
    suites.iter().for_each(|suite| counts.add(&suite.counts()));
    let Counts { tests, skipped, failures, errors } = counts;
    writeln!(out, r#"<?xml version="1.0" encoding="UTF-8"?>"#)?;
    writeln!(
        out,
        r#"<testsuites name="{}" tests="{tests}" skipped="{skipped}" failures="{failures}" errors="{errors}">"#,
        env!("CARGO_PKG_NAME")
    )?;
    suites.iter().try_for_each(|suite| suite.write(out))?;
    writeln!(out, "</testsuites>")
}

/// The tests of one report.
struct Suite<'a> {
    name: Cow<'a, str>,
    cases: Vec<Case<'a>>,
    /// What the suite itself says.
    output: Option<String>,
}

/// One test.
struct Case<'a> {
    name: String,
    /// The file and the line of what was found.
    place: Option<(String, Option<usize>)>,
    outcome: Outcome<'a>,
}

/// How a test ended.
enum Outcome<'a> {
    /// It passed; what it says, if anything.
    Passed(Option<String>),
    /// It did not, or was skipped.
    Marked(Mark<'a>),
}

/// Why a test did not pass.
struct Mark<'a> {
    element: Element,
    /// What kind of failure it is.
    of: &'a str,
    message: String,
    text: String,
}

/// The element that says so.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Element {
    Failure,
    Error,
    Skipped,
}

impl Element {
    const fn name(self) -> &'static str {
        match self {
            Element::Failure => "failure",
            Element::Error => "error",
            Element::Skipped => "skipped",
        }
    }
}

/// How many tests ended how.
#[derive(Default)]
struct Counts {
    tests: usize,
    skipped: usize,
    failures: usize,
    errors: usize,
}

impl Counts {
    fn add(&mut self, other: &Counts) {
        self.tests += other.tests;
        self.skipped += other.skipped;
        self.failures += other.failures;
        self.errors += other.errors;
    }
}

impl Suite<'_> {
    fn counts(&self) -> Counts {
        let marked = |element| {
            let is_so =
                |case: &&Case<'_>| matches!(&case.outcome, Outcome::Marked(mark) if mark.element == element);
            self.cases.iter().filter(is_so).count()
        };
        Counts {
            tests: self.cases.len(),
            skipped: marked(Element::Skipped),
            failures: marked(Element::Failure),
            errors: marked(Element::Error),
        }
    }

    fn write(&self, out: &mut dyn Write) -> io::Result<()> {
        let Counts { tests, skipped, failures, errors } = self.counts();
        let name = escaped(&self.name);
        writeln!(
            out,
            r#"    <testsuite name="{name}" tests="{tests}" skipped="{skipped}" errors="{errors}" failures="{failures}">"#
        )?;
        self.cases.iter().try_for_each(|case| case.write(out, &name))?;
        if let Some(output) = &self.output {
            writeln!(out, "        <system-out>{}</system-out>", escaped(output))?;
        }
        writeln!(out, "    </testsuite>")
    }
}

impl Case<'_> {
    /// `class` is escaped already.
    fn write(&self, out: &mut dyn Write, class: &str) -> io::Result<()> {
        write!(out, r#"        <testcase name="{}" classname="{class}""#, escaped(&self.name))?;
        if let Some((file, line)) = &self.place {
            write!(out, r#" file="{}""#, escaped(file))?;
            if let Some(line) = line {
                write!(out, r#" line="{line}""#)?;
            }
        }
        match &self.outcome {
            Outcome::Passed(None) => return writeln!(out, "/>"),
            Outcome::Passed(Some(text)) => {
                writeln!(out, ">\n            <system-out>{}</system-out>", escaped(text))?;
            }
            Outcome::Marked(Mark { element, of, message, text }) => {
                let (element, message, text) = (element.name(), escaped(message), escaped(text));
                writeln!(
                    out,
                    ">\n            <{element} message=\"{message}\" type=\"{of}\">{text}</{element}>"
                )?;
            }
        }
        writeln!(out, "        </testcase>")
    }
}

/// A text for an attribute or between tags.
fn escaped(text: &str) -> Cow<'_, str> {
    let entity = |character| match character {
        '<' => "&lt;",
        '>' => "&gt;",
        '&' => "&amp;",
        '\'' => "&apos;",
        _ => "&quot;",
    };
    let mut rest = text;
    let mut written = String::new();
    while let Some(at) = rest.find(['<', '>', '&', '\'', '"']) {
        written.push_str(&rest[..at]);
        written.push_str(entity(char::from(rest.as_bytes()[at])));
        rest = &rest[at + 1..];
    }
    if written.is_empty() {
        return Cow::Borrowed(text);
    }
    written.push_str(rest);
    Cow::Owned(written)
}

fn suite<'a>(report: &'a Report, lightest: Option<Level>, checkout: &Checkout) -> Suite<'a> {
    let places = Places::of(report);
    let mut cases: Vec<Case<'_>> = report.failure.as_deref().map(error).into_iter().collect();
    cases.extend(report.displayed().map(|finding| {
        let place = places
            .of_finding(finding)
            .map(|anchor| (checkout.path(anchor.file), anchor.range.map(|range| range.start.line)));
        Case { place, ..case(report, finding, lightest) }
    }));
    if cases.is_empty() {
        cases.push(Case {
            name: "nothing to report".to_owned(),
            place: None,
            outcome: Outcome::Passed(None),
        });
    }
    let mut taken = HashSet::new();
    let mut numbers: HashMap<String, usize> = HashMap::new();
    for case in &mut cases {
        let name = case.name.clone();
        // Where the last case of this name stopped: counting anew for each would be quadratic.
        let next = numbers.entry(name.clone()).or_insert(2);
        while !taken.insert(case.name.clone()) {
            let number = *next;
            *next += 1;
            case.name = format!("{name} ({number})");
        }
    }
    let output = (report.omitted > 0).then(|| verdict::omitted(report.omitted));
    Suite { name: sanitised(report.name()), cases, output }
}

fn case<'a>(report: &Report, finding: &'a Finding, lightest: Option<Level>) -> Case<'a> {
    let message = sanitised(&finding.message).into_owned();
    let text = format!("{}\n{message}\nhelp: {}", place::written(report, finding), sanitised(&finding.help));
    let mut name = format!("{}[{}]", finding.level, finding.rule);
    if let Some(pointer) = &finding.pointer {
        name.extend([" ", &*sanitised(pointer)]);
    }
    let of = finding.rule.id();
    let outcome = if let Some(ignored) = &finding.ignored {
        let message = format!("ignored: {}", sanitised(ignored.why()));
        Outcome::Marked(Mark { element: Element::Skipped, of, message, text })
    } else if lightest.is_some_and(|lightest| finding.level >= lightest) {
        Outcome::Marked(Mark { element: Element::Failure, of, message, text })
    } else {
        Outcome::Passed(Some(text))
    };
    Case { name, place: None, outcome }
}

fn error(failure: &Failure) -> Case<'_> {
    let message = sanitised(&failure.message).into_owned();
    let text = match &failure.help {
        Some(help) => format!("{message}\nhelp: {}", sanitised(help)),
        None => message.clone(),
    };
    let mark = Mark { element: Element::Error, of: failure.kind.name(), message, text };
    Case { name: format!("error[{}]", failure.kind), place: None, outcome: Outcome::Marked(mark) }
}
