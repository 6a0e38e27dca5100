//! Lints any bytes, published anywhere and however, and writes the report in every format: the report must hang
//! together, and nothing but text may reach a terminal.

#![no_main]

use std::collections::{HashMap, HashSet};
use std::io::{self, Write};
use std::sync::LazyLock;

use cimd::finding::{Level, Range, Report};
use cimd::format::human::Style;
use cimd::format::{Checkout, Run, client_cimd, github, gitlab, human, json, junit, markdown, sarif, short};
use cimd::json::Tree;
use cimd::subject::Response;
use cimd::{Body, KeySet, Linter, Profile, Subject};
use libfuzzer_sys::fuzz_target;
use serde_json::Value as Json;

/// More than any finding could need for its words, its excerpt and what it quotes.
const MAX_MESSAGE_BYTES: usize = 8 * 1024;

static AUTH0: LazyLock<&Profile> = LazyLock::new(|| Profile::named("auth0").expect("it is built in"));

fuzz_target!(|data: &[u8]| {
    let Some((&choice, rest)) = data.split_first() else { return };
    let mut style = Style::plain(40 + usize::from(choice >> 6) * 35);
    style.unicode = choice & 32 != 0;
    let subject = subject(choice, rest);
    let texts = [subject.document.as_deref(), subject.key_set.as_ref().map(|key_set| &key_set.body)];
    let texts: Vec<Vec<u8>> = texts.into_iter().flatten().map(|body| body.tree.source().to_vec()).collect();
    let report = Linter::new(&AUTH0).lint(&subject);
    check_report(&report, &texts);
    check_formats(report, &style, choice & 16 != 0);
});

/// The bits of the first byte choose what is known besides the document: its URL, on the first line; the
/// response, on the next; that reading stopped at a bound; a key set, after a record separator. The others choose
/// how the report is written.
fn subject(choice: u8, mut rest: &[u8]) -> Subject {
    let published = (choice & 1 != 0).then(|| until(b'\n', &mut rest));
    let response = (choice & 2 != 0).then(|| until(b'\n', &mut rest));
    let document = if choice & 8 != 0 { until(0x1e, &mut rest) } else { std::mem::take(&mut rest) };

    let mut subject = Subject::from_bytes("client.json", document.to_vec());
    subject.published = published.map(text);
    let url = subject.published.clone().unwrap_or_default();
    subject.retrieval = response.map(|line| Box::new(retrieval(url, line)));
    if let Some(body) = subject.document.as_mut().filter(|_| choice & 4 != 0) {
        body.cut = true;
        body.size += 1;
    }
    if choice & 8 != 0 {
        let retrieval = retrieval("https://app.example.net/jwks.json".to_owned(), b"200");
        subject.key_set = Some(Box::new(KeySet {
            origin: cimd::finding::Input::url(retrieval.url.clone()),
            retrieval,
            body: Body::whole(rest.to_vec()),
        }));
    }
    subject
}

/// Reads `200|content-type:application/json|cache-control:no-store`.
fn retrieval(url: String, line: &[u8]) -> Response {
    let line = text(line);
    let mut parts = line.split('|');
    let status = parts.next().and_then(|status| status.parse().ok()).unwrap_or(200);
    let header =
        |part: &str| part.split_once(':').map(|(name, value)| (name.to_ascii_lowercase(), value.to_owned()));
    Response { url, status, headers: parts.filter_map(header).collect() }
}

/// Takes what precedes the first such byte, or all, and leaves what follows it.
fn until<'d>(separator: u8, rest: &mut &'d [u8]) -> &'d [u8] {
    let end = rest.iter().position(|&byte| byte == separator).unwrap_or(rest.len());
    let (before, after) = rest.split_at(end);
    *rest = after.get(1..).unwrap_or_default();
    before
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

fn check_report(report: &Report, texts: &[Vec<u8>]) {
    assert!(report.failure.is_none());
    let trees: Vec<Tree> = texts.iter().cloned().map(Tree::parse).collect();
    let mut of_rule = HashMap::new();
    for finding in &report.findings {
        *of_rule.entry(finding.rule).or_insert(0) += 1;
        let bytes = &texts[finding.source];
        assert_eq!(&report.sources[finding.source].bytes, bytes);
        assert!(!finding.message.is_empty());
        assert!(finding.message.len() + finding.help.len() <= MAX_MESSAGE_BYTES, "{finding:?}");
        for range in finding.range.iter().chain(finding.related.iter().map(|related| &related.range)) {
            check_range(range, bytes);
        }
        if let Some(pointer) = &finding.pointer {
            assert!(trees[finding.source].at(pointer).is_some(), "{pointer} leads nowhere");
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

/// SARIF holds the page of every rule, and takes longer than all else together: it is written where that is asked for.
fn check_formats(report: Report, style: &Style, with_sarif: bool) {
    let findings = report.shown().count();
    let valid = report.valid;
    let run = Run::new(&AUTH0, vec![report]);

    let lines = written(|out| short::write(out, &run));
    check_printable(&lines);
    assert_eq!(lines.lines().count(), findings);
    check_printable(&written(|out| human::write(out, &run, style, false)));

    let whole = written(|out| json::write(out, &run, true));
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
    check_formats_for_servers(&run);
    if with_sarif {
        check_sarif(&run);
    }
}

fn check_formats_for_servers(run: &Run<'_>) {
    let report = &run.reports[0];
    let findings = report.shown().count();
    let checkout = Checkout::new("/repository", "/repository/below");

    let commands = written(|out| github::write(out, run, &checkout));
    check_printable(&commands);
    assert_eq!(commands.lines().count(), findings + usize::from(report.omitted > 0));
    for line in commands.lines() {
        assert!(
            ["::error ", "::warning ", "::notice "].iter().any(|start| line.starts_with(start)),
            "{line}"
        );
    }

    let issues = written(|out| gitlab::write(out, run, &checkout));
    check_printable(&issues);
    let issues: Vec<Json> = serde_json::from_str(&issues).expect("JSON");
    let fingerprints: HashSet<&str> =
        issues.iter().map(|issue| issue["fingerprint"].as_str().expect("a fingerprint")).collect();
    assert_eq!((issues.len(), fingerprints.len()), (commands.lines().count(), issues.len()));

    let tests = written(|out| junit::write(out, run, Some(Level::Violation), &checkout));
    check_printable(&tests);
    assert_eq!(tests.matches("<testcase ").count(), findings.max(1));

    check_printable(&written(|out| markdown::write(out, run)));
}

fn check_sarif(run: &Run<'_>) {
    let checkout = Checkout::new("/repository", "/repository/below");
    let log = written(|out| sarif::write(out, run, &checkout));
    check_printable(&log);
    let log: Json = serde_json::from_str(&log).expect("JSON");
    let results = log["runs"][0]["results"].as_array().expect("an array");
    assert_eq!(results.len(), run.reports[0].shown().count());
    for result in results {
        let place = &result["locations"][0]["physicalLocation"];
        // The document is a file, and its key set is shown in it.
        assert_eq!(place["artifactLocation"]["uri"], "below/client.json");
        assert!(place["region"]["startLine"].as_u64() >= Some(1));
    }
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
