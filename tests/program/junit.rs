//! `--format junit`, read back.

use std::collections::HashSet;

use quick_junit::{NonSuccessKind, Report, TestCase, TestCaseStatus};

use crate::hostile;
use crate::runner::{BAD, Folder, GOOD, Ran};

/// The report, with counts that are true, of tests that GitLab can tell apart.
fn report(ran: &Ran) -> Report {
    // What XML cannot hold would not be seen by the reader.
    assert!(!ran.out.chars().any(hostile::acts), "{}", ran.out);
    let report =
        Report::deserialize_from_str(&ran.out).unwrap_or_else(|error| panic!("{error}: {}", ran.out));
    let mut sums = (0, 0, 0);
    for suite in &report.test_suites {
        let names: HashSet<_> = suite.test_cases.iter().map(|case| (&case.classname, &case.name)).collect();
        assert_eq!(names.len(), suite.test_cases.len());
        let of = |kind| {
            suite.test_cases.iter().filter(|case| failure(case).is_some_and(|it| it.0 == kind)).count()
        };
        let counts = (names.len(), of(NonSuccessKind::Failure), of(NonSuccessKind::Error));
        assert_eq!((suite.tests, suite.failures, suite.errors), counts);
        sums = (sums.0 + counts.0, sums.1 + counts.1, sums.2 + counts.2);
    }
    assert_eq!((report.tests, report.failures, report.errors), sums);
    report
}

/// What kind of failure a test is, its type and its text.
fn failure(case: &TestCase) -> Option<(NonSuccessKind, &str, &str)> {
    match &case.status {
        TestCaseStatus::NonSuccess { kind, ty, description, .. } => {
            Some((*kind, ty.as_deref().unwrap_or_default(), description.as_deref().unwrap_or_default()))
        }
        _ => None,
    }
}

#[test]
fn findings_are_tests() {
    let warned =
        BAD.replace("http://app", "https://app").replace("\"none\"", "\"none\",\n  \"scope\": \"a\"");
    let folder = Folder::new().with("bad.json", BAD).with("good.json", GOOD).with("warned.json", warned);
    let ran =
        folder.run(&["lint", "bad.json", "good.json", "warned.json", "missing.json", "--format", "junit"]);
    assert_eq!(ran.code, 2);
    let report = report(&ran);
    assert_eq!((report.tests, report.failures, report.errors), (4, 1, 1));
    let names: Vec<&str> = report.test_suites.iter().map(|suite| suite.name.as_str()).collect();
    assert_eq!(names, ["bad.json", "good.json", "warned.json", "missing.json"]);
    let case = |suite: usize| &report.test_suites[suite].test_cases[0];

    let (kind, ty, text) = failure(case(0)).expect("a violation fails");
    assert_eq!((kind, ty), (NonSuccessKind::Failure, "redirect-uri-http"));
    assert!(text.starts_with("bad.json:4:21\nredirect_uris[0] is `http://"), "{text}");
    assert_eq!(case(0).name.as_str(), "violation[redirect-uri-http] /redirect_uris/0");
    assert_eq!((case(0).extra["file"].as_str(), case(0).extra["line"].as_str()), ("bad.json", "4"));

    assert_eq!((case(1).name.as_str(), failure(case(1))), ("nothing to report", None));

    assert_eq!((case(2).name.as_str(), failure(case(2))), ("warning[property-unsupported] /scope", None));
    assert!(case(2).system_out.as_deref().is_some_and(|out| out.contains("Auth0 ignores `scope`")));

    let (kind, ty, text) = failure(case(3)).expect("it cannot be read");
    assert_eq!((kind, ty), (NonSuccessKind::Error, "not-found"));
    assert!(text.contains("there is no such file"), "{text}");
}

#[test]
fn a_test_fails_where_the_run_does() {
    let warned = GOOD.replace("\"none\"", "\"none\",\n  \"scope\": \"a\"");
    let folder = Folder::new().with("bad.json", BAD).with("warned.json", warned);
    for (fail_on, code, failures) in [("violation", 1, 1), ("warning", 1, 2), ("hint", 1, 2), ("never", 0, 0)]
    {
        let arguments = ["lint", "bad.json", "warned.json", "--format", "junit", "--fail-on", fail_on];
        let ran = folder.run(&arguments);
        assert_eq!((ran.code, report(&ran).failures), (code, failures), "{fail_on}");
    }
    // The configuration says it as well.
    let folder = folder.with("cimd.toml", "fail-on = \"warning\"");
    assert_eq!(report(&folder.run(&["lint", "warned.json", "--format", "junit"])).failures, 1);
}

#[test]
fn what_is_accepted_is_a_skipped_test_where_it_is_shown() {
    let config = "[[ignores]]\nrule = \"redirect-uri-http\"\nreason = \"until <March>\"\n";
    let folder = Folder::new().with("cimd.toml", config).with("bad.json", BAD);
    let lint =
        |more: &[&str]| report(&folder.run(&[&["lint", "bad.json", "--format", "junit"], more].concat()));
    assert_eq!(lint(&[]).test_suites[0].test_cases[0].name.as_str(), "nothing to report");
    let shown = lint(&["--show-ignored"]);
    let case = &shown.test_suites[0].test_cases[0];
    assert_eq!(case.name.as_str(), "violation[redirect-uri-http] /redirect_uris/0");
    match &case.status {
        TestCaseStatus::Skipped { message, .. } => {
            assert_eq!(message.as_deref(), Some("ignored: until <March>"));
        }
        other => panic!("{other:?}"),
    }
}

#[test]
fn names_stay_when_lines_move() {
    let names = |text: &str| -> Vec<String> {
        let ran = Folder::new().with("c.json", text).run(&["lint", "c.json", "--format", "junit"]);
        report(&ran).test_suites[0].test_cases.iter().map(|case| case.name.as_str().to_owned()).collect()
    };
    let commas = BAD.replace("\",\n", "\",,,\n");
    assert_eq!(names(&commas), names(&commas.replace('\n', "\n\n")));
    assert!(names(&commas).contains(&"violation[doc-not-json] (2)".to_owned()), "{:?}", names(&commas));
}

#[test]
fn a_document_makes_no_elements() {
    let (folder, mut arguments) = hostile::folder();
    arguments.extend(["--format", "junit"]);
    let ran = folder.run(&arguments);
    let report = report(&ran);
    assert_eq!(report.test_suites.len(), hostile::NAMES.len() + 1);
    assert!(report.failures > 10 && report.errors == 1);
    let texts: Vec<&str> =
        report.test_suites[0].test_cases.iter().filter_map(|case| failure(case)).map(|it| it.2).collect();
    assert!(texts.iter().any(|text| text.contains("]]><script>alert('pwned')</script>")), "{texts:?}");
}
