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

use std::collections::{HashMap, HashSet};
use std::io::{self, Write};

use quick_junit::{NonSuccessKind, TestCase, TestCaseStatus, TestSuite};

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
    let mut junit = quick_junit::Report::new(env!("CARGO_PKG_NAME"));
    junit.add_test_suites(run.reports.iter().map(|report| suite(report, lightest, checkout)));
    junit.serialize(out).map_err(io::Error::other)
}

fn suite(report: &Report, lightest: Option<Level>, checkout: &Checkout) -> TestSuite {
    let places = Places::of(report);
    let name = sanitised(report.name());
    let mut cases: Vec<TestCase> = report.failure.as_deref().map(error).into_iter().collect();
    cases.extend(report.displayed().map(|finding| {
        let mut case = case(report, finding, lightest);
        if let Some(anchor) = places.of_finding(finding) {
            case.extra.insert("file".into(), checkout.path(anchor.file).into());
            if let Some(range) = anchor.range {
                case.extra.insert("line".into(), range.start.line.to_string().into());
            }
        }
        case
    }));
    if cases.is_empty() {
        cases.push(TestCase::new("nothing to report", TestCaseStatus::success()));
    }
    let mut taken = HashSet::new();
    let mut numbers: HashMap<String, usize> = HashMap::new();
    for case in &mut cases {
        case.set_classname(&name);
        let name = case.name.as_str().to_owned();
        // Where the last case of this name stopped: counting anew for each would be quadratic.
        let next = numbers.entry(name.clone()).or_insert(2);
        while !taken.insert(case.name.as_str().to_owned()) {
            let number = *next;
            *next += 1;
            case.name = format!("{name} ({number})").into();
        }
    }
    let mut suite = TestSuite::new(&name);
    suite.add_test_cases(cases);
    if report.omitted > 0 {
        suite.set_system_out(verdict::omitted(report.omitted));
    }
    suite
}

fn case(report: &Report, finding: &Finding, lightest: Option<Level>) -> TestCase {
    let message = sanitised(&finding.message);
    let text = format!("{}\n{message}\nhelp: {}", place::written(report, finding), sanitised(&finding.help));
    let mut name = format!("{}[{}]", finding.level, finding.rule);
    if let Some(pointer) = &finding.pointer {
        name.extend([" ", &*sanitised(pointer)]);
    }
    if let Some(ignored) = &finding.ignored {
        let mut status = TestCaseStatus::skipped();
        status
            .set_type(finding.rule.id())
            .set_message(format!("ignored: {}", sanitised(ignored.why())))
            .set_description(text);
        return TestCase::new(name, status);
    }
    if lightest.is_some_and(|lightest| finding.level >= lightest) {
        return TestCase::new(name, failed(NonSuccessKind::Failure, finding.rule.id(), &message, &text));
    }
    let mut case = TestCase::new(name, TestCaseStatus::success());
    case.set_system_out(text);
    case
}

fn error(failure: &Failure) -> TestCase {
    let message = sanitised(&failure.message);
    let text = match &failure.help {
        Some(help) => format!("{message}\nhelp: {}", sanitised(help)),
        None => message.clone().into_owned(),
    };
    let status = failed(NonSuccessKind::Error, failure.kind.name(), &message, &text);
    TestCase::new(format!("error[{}]", failure.kind), status)
}

fn failed(kind: NonSuccessKind, of: &str, message: &str, text: &str) -> TestCaseStatus {
    let mut status = TestCaseStatus::non_success(kind);
    status.set_type(of).set_message(message).set_description(text);
    status
}
