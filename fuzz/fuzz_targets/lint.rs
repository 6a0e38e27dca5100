//! Lints any bytes, published anywhere, and writes the report in every format: the report must hang
//! together, and nothing but text may reach a terminal.

#![no_main]

use std::collections::HashMap;
use std::io::{self, Write};
use std::sync::LazyLock;

use cimd::json::Tree;
use cimd::report::human::Style;
use cimd::report::{Level, Range, Report, Run, client_cimd, human, json, short};
use cimd::{Linter, Profile, Subject};
use libfuzzer_sys::fuzz_target;
use serde_json::Value as Json;

/// More than any finding could need for its words, its excerpt and what it quotes.
const MAX_MESSAGE_BYTES: usize = 8 * 1024;

static AUTH0: LazyLock<&Profile> = LazyLock::new(|| Profile::named("auth0").expect("it is built in"));

fuzz_target!(|data: &[u8]| {
    let Some((&choice, rest)) = data.split_first() else { return };
    let (subject, style) = subject_and_style(choice, rest);
    let bytes = subject.document.source().to_vec();
    let report = Linter::new(&AUTH0).lint(subject);
    check_report(&report, &bytes);
    check_formats(report, &style);
});

/// The bits of the first byte choose: whether the bytes up to a newline are the URL, whether reading
/// stopped at a bound, and how the terminal is.
fn subject_and_style(choice: u8, rest: &[u8]) -> (Subject, Style) {
    let style = Style { width: 40 + usize::from(choice >> 3) * 4, color: false, unicode: choice & 4 != 0 };
    let (published, document) = match rest.iter().position(|&byte| byte == b'\n') {
        Some(end) if choice & 1 != 0 => (Some(&rest[..end]), &rest[end + 1..]),
        _ => (None, rest),
    };
    let mut subject = Subject::from_bytes("client.json", document.to_vec());
    subject.published = published.map(|url| String::from_utf8_lossy(url).into_owned());
    if choice & 2 != 0 {
        subject.cut = true;
        subject.document_bytes += 1;
    }
    (subject, style)
}

fn check_report(report: &Report, bytes: &[u8]) {
    assert!(report.failure.is_none());
    let tree = Tree::parse(bytes.to_vec());
    let mut of_rule = HashMap::new();
    for finding in &report.findings {
        *of_rule.entry(finding.rule).or_insert(0) += 1;
        assert_eq!(finding.source, 0);
        assert_eq!(report.sources[0].bytes, bytes);
        assert!(!finding.message.is_empty());
        assert!(finding.message.len() + finding.help.len() <= MAX_MESSAGE_BYTES, "{finding:?}");
        for range in finding.range.iter().chain(finding.related.iter().map(|related| &related.range)) {
            check_range(range, bytes);
        }
        if let Some(pointer) = &finding.pointer {
            assert!(tree.at(pointer).is_some(), "{pointer} leads nowhere");
        }
    }
    assert!(report.findings.len() <= 1_000);
    assert!(of_rule.values().all(|&count| count <= 100));

    let refused = report.findings.iter().any(|finding| finding.verdict == Some(Level::Violation));
    let valid = report.valid.expect("it was read");
    assert!(!(valid && refused));
    assert!(valid || refused || report.omitted > 0);
}

fn check_range(range: &Range, bytes: &[u8]) {
    assert!(range.start.offset <= range.end.offset && range.end.offset <= bytes.len(), "{range:?}");
    let start = (range.start.line, range.start.column);
    assert!((1, 1) <= start && start <= (range.end.line, range.end.column), "{range:?}");
    assert!(range.start.column >= 1 && range.end.column >= 1, "{range:?}");
}

fn check_formats(report: Report, style: &Style) {
    let findings = report.shown().count();
    let valid = report.valid;
    let run = Run { profile: &AUTH0, reports: vec![report] };

    let lines = written(|out| short::write(out, &run));
    check_printable(&lines);
    assert_eq!(lines.lines().count(), findings);
    check_printable(&written(|out| human::write(out, &run, style, false)));

    let whole = written(|out| json::write(out, &run));
    check_printable(&whole);
    let whole: Json = serde_json::from_str(&whole).expect("JSON");
    assert_eq!(whole["documents"][0]["findings"].as_array().map(Vec::len), Some(findings));
    assert_eq!(whole["documents"][0]["valid"].as_bool(), valid);
    let line = written(|out| json::write_lines(out, &run));
    check_printable(&line);
    assert_eq!(line.lines().count(), 1);

    let validations: Json =
        serde_json::from_str(&written(|out| client_cimd::write(out, &run))).expect("JSON");
    assert_eq!(validations[0]["valid"].as_bool(), valid);
}

fn written(write: impl FnOnce(&mut dyn Write) -> io::Result<()>) -> String {
    let mut out = Vec::new();
    write(&mut out).expect("writing to memory");
    String::from_utf8(out).expect("UTF-8")
}

/// Nothing moves the cursor, colours the screen or turns the reading direction.
fn check_printable(text: &str) {
    let harmful = |character: char| {
        (character.is_control() && character != '\n')
            || matches!(character, '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
    };
    assert!(!text.contains(harmful), "{text:?}");
}
