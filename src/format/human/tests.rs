//! What the output promises, whatever the document holds.
#![allow(clippy::unwrap_used)] // a panic is how a test fails

use proptest::prelude::*;

use super::line::columns;
use super::*;
use crate::finding::{
    Comparison, Failure, FailureKind, Finding, Input, Level, Range, Related, Report, SourceText,
};
use crate::format::sanitise::is_unprintable;
use crate::json::Position;
use crate::profile::Profile;
use crate::rule::{Part, Rule};

const PLAIN: Style = Style { width: 100, color: false, unicode: true };

fn profile() -> &'static Profile {
    Profile::named("auth0").unwrap()
}

fn position(source: &[u8], offset: usize) -> Position {
    let (mut line, mut start) = (1, 0);
    for index in 0..offset.min(source.len()) {
        let ends = source[index] == b'\n' || source[index] == b'\r' && source.get(index + 1) != Some(&b'\n');
        if ends {
            (line, start) = (line + 1, index + 1);
        }
    }
    let column = String::from_utf8_lossy(&source[start..offset]).chars().count() + 1;
    Position { line, column, offset }
}

fn range(source: &[u8], start: usize, end: usize) -> Range {
    Range { start: position(source, start), end: position(source, end) }
}

fn found(source: &[u8], start: usize, end: usize) -> Finding {
    Finding {
        rule: Rule::from_id("redirect-uri-http").unwrap(),
        level: Level::Violation,
        verdict: Some(Level::Violation),
        shown: true,
        restated: false,
        mark: Some(crate::rule::Mark::Documented),
        ignored: None,
        part: Part::Document,
        pointer: Some("/redirect_uris/0".to_owned()),
        range: Some(range(source, start, end)),
        source: 0,
        message:
            "redirect_uris[0] is `http://a.example/cb`: plain http is only accepted for loopback addresses"
                .into(),
        help: "publish the callback over https".into(),
        comparison: None,
        related: Vec::new(),
        fixes: Vec::new(),
        entry: None,
        servers: Vec::new(),
        parts: Vec::new(),
    }
}

fn report(source: &[u8], findings: Vec<Finding>) -> Report {
    let valid = findings.iter().all(|finding| finding.verdict != Some(Level::Violation));
    Report {
        input: "client.json".into(),
        listed: None,
        published: None,
        client_id: None,
        valid: Some(valid),
        resources: None,
        failure: None,
        findings,
        omitted: 0,
        ignored_members: Vec::new(),
        sources: vec![SourceText { origin: "client.json".into(), bytes: source.to_vec() }],
        retrieval: None,
        key_set_retrieval: None,
        key_set_named_at: None,
    }
}

fn failed() -> Report {
    let message = "missing.json: there is no such file".to_owned();
    Report::failed("missing.json", Failure::new(FailureKind::NotFound, message).with_help("check the name"))
}

fn written(reports: Vec<Report>, style: &Style, quiet: bool) -> String {
    let mut out = Vec::new();
    write(&mut out, &Run::new(profile(), reports), style, quiet).unwrap();
    String::from_utf8(out).unwrap()
}

/// The lines of the snippet: the place, the line of the source, and what underlines it.
fn snippet(source: &[u8], start: usize, end: usize, style: &Style) -> Vec<String> {
    snippet_of(source, found(source, start, end), style)
}

fn snippet_of(source: &[u8], finding: Finding, style: &Style) -> Vec<String> {
    let text = written(vec![report(source, vec![finding])], style, true);
    let lines = text.lines().skip_while(|line| !line.trim_start().starts_with('╭'));
    lines.take_while(|line| !line.starts_with("  help:")).map(str::to_owned).collect()
}

/// The text above the underline, found by columns.
fn underlined(lines: &[String]) -> String {
    let index = lines.iter().position(|line| line.trim_start().starts_with('·')).unwrap();
    let bar = lines[index].find('·').unwrap();
    let underline = &lines[index][bar + '·'.len_utf8()..];
    let margin = columns(&lines[index][..bar]) + 1;
    let from = margin + columns(underline) - columns(underline.trim_start());
    let to = margin + columns(underline);
    let mut column = 0;
    let mut text = String::new();
    for character in lines[index - 1].chars() {
        if (from..to).contains(&column) {
            text.push(character);
        }
        column += columns(character.encode_utf8(&mut [0; 4]));
    }
    text
}

#[track_caller]
fn assert_fits(text: &str, width: usize) {
    for line in text.lines() {
        assert!(columns(line) <= width, "{} columns: {line}\n{text}", columns(line));
    }
}

#[track_caller]
fn assert_harmless(text: &str) {
    let harmful = text.chars().find(|&character| character != '\n' && is_unprintable(character));
    assert_eq!(harmful, None, "{text}");
}

#[test]
fn a_finding_is_header_snippet_help_and_authority() {
    let source = b"{\n  \"redirect_uris\": [\n    \"http://a.example/cb\"\n  ]\n}\n";
    let start = source.iter().position(|&byte| byte == b':').unwrap() + 8;
    let text = written(vec![report(source, vec![found(source, start, start + 21)])], &PLAIN, false);
    let mark = ", documented";
    let expected = [
        "violation[redirect-uri-http] redirect_uris[0] is `http://a.example/cb`: plain http is only accepted",
        "  for loopback addresses",
        "   ╭─[client.json:3:5] redirect_uris[0]",
        " 3 │     \"http://a.example/cb\"",
        "   ·     ─────────────────────",
        "  help: publish the callback over https",
        &format!("  Auth0{mark} · cimd explain redirect-uri-http"),
        "",
        "client.json: Auth0 would refuse it: 1 violation",
        "",
    ];
    assert_eq!(text, expected.join("\n"));
}

#[test]
fn advice_says_so() {
    let finding = Finding { verdict: None, ..found(b"{}", 0, 2) };
    let text = written(vec![report(b"{}", vec![finding])], &PLAIN, true);
    assert!(text.ends_with("  advice · cimd explain redirect-uri-http\n"), "{text}");
}

#[test]
fn a_minified_document_is_cut_to_the_width_around_the_span() {
    let member = r#""logo_uri":"https://a.example/l","#;
    let source =
        format!("{{{}\"redirect_uris\":[\"http://a.example/cb\"],{}}}", member.repeat(45), member.repeat(45));
    let start = source.find("\"http:").unwrap();
    for width in [60, 100, 140] {
        let lines = snippet(source.as_bytes(), start, start + 21, &Style { width, ..PLAIN });
        assert_eq!(underlined(&lines), "\"http://a.example/cb\"", "{lines:#?}");
        assert!(lines[1].contains("│ …") && lines[1].ends_with('…'), "{lines:#?}");
        let place = format!("[client.json:1:{}] redirect_uris[0]", start + 1);
        assert!(lines[0].ends_with(&place), "{lines:#?}");
        assert_fits(&lines.join("\n"), width);
        assert!(columns(&lines[1]) >= width - 4, "the width is used: {lines:#?}");
    }
}

#[test]
fn a_span_longer_than_the_window_is_cut() {
    let source = format!("{{\"client_uri\": \"https://a.example/{}\"}}", "x".repeat(3000));
    let lines = snippet(source.as_bytes(), 15, source.len() - 1, &Style { width: 60, ..PLAIN });
    assert!(lines[1].contains("{\"client_uri\": \"https://a.example/xx"), "{lines:#?}");
    assert!(
        underlined(&lines).starts_with("\"https://a") && underlined(&lines).ends_with("x…"),
        "{lines:#?}"
    );
    assert_fits(&lines.join("\n"), 60);
}

#[test]
fn the_end_of_the_file_can_be_underlined() {
    // source, start, end, line that shows, what is above the underline
    let cases: [(&str, usize, usize, &str, &str); 8] = [
        ("", 0, 0, " 1 │", ""),
        ("{", 0, 1, " 1 │ {", "{"),
        ("{", 1, 1, " 1 │ {", ""),
        ("{\n", 2, 2, " 2 │", ""),
        ("{\n  \"a\": 1", 10, 10, " 2 │   \"a\": 1", ""),
        ("{\n  \"a\": 1", 9, 10, " 2 │   \"a\": 1", "1"),
        ("{}\n\n\n", 5, 5, " 4 │", ""),
        ("{\"a\": \"b", 6, 8, " 1 │ {\"a\": \"b", "\"b"),
    ];
    for (source, start, end, line, above) in cases {
        let lines = snippet(source.as_bytes(), start, end, &PLAIN);
        let shown =
            lines.iter().position(|shown| shown == line).unwrap_or_else(|| panic!("{source:?}: {lines:#?}"));
        assert_eq!(underlined(&lines[shown..]), above, "{lines:#?}");
        if start == end {
            assert_eq!(lines[shown + 1].matches('^').count(), 1, "{lines:#?}");
        }
    }
}

#[test]
fn a_range_outside_the_source_is_survived() {
    let far = Position { line: 7, column: 3, offset: 900 };
    for range in [Range { start: far, end: far }, Range { start: far, end: position(b"{}", 0) }] {
        let finding = Finding { range: Some(range), ..found(b"{}", 0, 2) };
        assert!(snippet_of(b"{}", finding, &PLAIN)[0].contains("client.json:7:3"));
    }
}

#[test]
fn nothing_but_text_reaches_the_terminal() {
    let bad = "\u{1b}]0;x\u{7}\u{9b}2J\u{202e}\u{2028}\t\0\u{feff}\r";
    let source = format!("{{\"{bad}\": \"a\u{1b}[31m\"}}");
    let mut finding = found(source.as_bytes(), 2, 20);
    finding.pointer = Some(format!("/{bad}"));
    finding.message = format!("is {bad}\n");
    finding.help = format!("write {bad}\n");
    finding.related.push(Related::new(range(source.as_bytes(), 1, 2), bad));
    finding.related.push(Related::new(range(source.as_bytes(), 4, 5), bad));
    let compared = Finding {
        comparison: Some(Box::new(Comparison {
            headline: "client_id is not the URL".into(),
            left: ("client_id", bad.into()),
            right: ("published", format!("{bad}/")),
            at: bad.chars().count(),
            kind: "trailing slash".into(),
        })),
        ..finding.clone()
    };
    let url = Finding { range: None, part: Part::Url, ..finding.clone() };
    let mut report = report(source.as_bytes(), vec![finding, compared, url]);
    report.input = bad.into();
    report.published = Some(bad.into());
    report.sources[0].origin = bad.into();
    let mut failed = failed();
    if let Some(failure) = &mut failed.failure {
        failure.message = bad.into();
        failure.help = Some(bad.into());
    }
    for unicode in [true, false] {
        let style = Style { unicode, ..PLAIN };
        let text = written(vec![report.clone(), failed.clone()], &style, false);
        assert_harmless(&text);
        assert_fits(&text, 100);
    }
    let run = Run::new(profile(), vec![report]);
    assert_harmless(&summary(&run));
}

#[test]
fn spans_move_with_what_is_spelt_out() {
    let source = "{\"a\u{1b}\u{202e}b\": \"漢字\u{200b}\", \"c\": 5}";
    let start = source.find('5').unwrap();
    assert_eq!(underlined(&snippet(source.as_bytes(), start, start + 1, &PLAIN)), "5");
    let start = source.find('\u{1b}').unwrap();
    assert_eq!(underlined(&snippet(source.as_bytes(), start, start + 1, &PLAIN)), "<U+001B>");
    let start = source.find('字').unwrap();
    assert_eq!(underlined(&snippet(source.as_bytes(), start, start + 6, &PLAIN)), "字<U+200B>");
}

#[test]
fn bytes_that_are_not_utf_8_are_shown_as_replacement_characters() {
    let source = b"{\"a\": \"x\xff\xfe\xc3\", \"c\": 5}";
    let lines = snippet(source, 8, 9, &PLAIN);
    assert!(lines[1].contains("\"x\u{fffd}\u{fffd}\u{fffd}\""), "{lines:#?}");
    assert_eq!(underlined(&lines), "\u{fffd}");
    let start = source.len() - 2;
    assert_eq!(underlined(&snippet(source, start, start + 1, &PLAIN)), "5");
}

#[test]
fn a_multi_line_span_is_cut_to_its_first_line() {
    let source = b"{\n  \"jwks\": {\n    \"keys\": [\n      {}\n    ]\n  }\n}\n";
    let start = 12;
    let lines = snippet(source, start, source.len() - 3, &PLAIN);
    assert_eq!(lines.len(), 3, "{lines:#?}");
    assert_eq!(lines[1], " 2 │   \"jwks\": {…");
    assert_eq!(underlined(&lines), "{…");
}

#[test]
fn every_kind_of_line_end_ends_a_line() {
    for end in ["\n", "\r\n", "\r"] {
        let source = ["{", "  \"a\": 1,", "  \"b\": 2", "}"].join(end);
        let start = source.find('2').unwrap();
        let lines = snippet(source.as_bytes(), start, start + 1, &PLAIN);
        assert_eq!(lines[..2], ["   ╭─[client.json:3:8] redirect_uris[0]", " 3 │   \"b\": 2"], "{end:?}");
        assert_eq!(underlined(&lines), "2");
        // A span on the line end itself, as of a missing comma.
        let lines = snippet(source.as_bytes(), start + 1, start + 1, &PLAIN);
        assert_eq!(lines[1], " 3 │   \"b\": 2", "{end:?}");
        assert_eq!(lines[2], "   ·         ^", "{end:?}");
    }
    // Between the two bytes of one line end.
    let lines = snippet(b"{\r\n}", 2, 3, &PLAIN);
    assert_eq!(lines[1], " 1 │ {…");
}

#[test]
fn tabs_of_the_indentation_are_spaces() {
    let lines = snippet(b"{\n\t\"a\":\t1\n}", 8, 9, &PLAIN);
    assert_eq!(lines[1], " 2 │     \"a\":<U+0009>1");
    assert_eq!(underlined(&lines), "1");
}

#[test]
fn without_colour_there_is_no_escape_and_with_it_only_ours() {
    let source = b"{\"a\": 1}";
    let mut warning = found(source, 6, 7);
    warning.level = Level::Warning;
    let mut other = found(source, 1, 4);
    other.range = None;
    let reports = vec![report(source, vec![found(source, 1, 4), warning, other]), failed()];
    for unicode in [true, false] {
        let plain = written(reports.clone(), &Style { unicode, ..PLAIN }, false);
        assert!(!plain.contains('\u{1b}'), "{plain}");
        let coloured = written(reports.clone(), &Style { unicode, color: true, ..PLAIN }, false);
        assert!(coloured.contains("\u{1b}[31;1mviolation[redirect-uri-http]\u{1b}[0m "), "{coloured:?}");
        assert!(coloured.contains("\u{1b}[33;1mwarning[redirect-uri-http]\u{1b}[0m "), "{coloured:?}");
        let mut stripped = String::new();
        for (index, part) in coloured.split("\u{1b}[").enumerate() {
            stripped.push_str(if index == 0 { part } else { part.split_once('m').unwrap().1 });
        }
        assert_eq!(stripped, plain);
    }
}

#[test]
fn ascii_is_drawn_with_ascii() {
    let source = format!("{{\"a\": \"{}\", \"b\": {{\n}}}}", "x".repeat(200));
    let mut finding = found(source.as_bytes(), 6, source.len());
    finding.message = "x".repeat(300);
    let compared = Finding {
        comparison: Some(Box::new(Comparison {
            headline: "client_id is not the URL".into(),
            left: ("client_id", "a".repeat(200)),
            right: ("published", format!("{}b", "a".repeat(150))),
            at: 150,
            kind: "other character".into(),
        })),
        ..finding.clone()
    };
    let text = written(
        vec![report(source.as_bytes(), vec![finding, compared])],
        &Style { unicode: false, ..PLAIN },
        false,
    );
    assert!(text.is_ascii(), "{text}");
    assert_fits(&text, 100);
}

#[test]
fn everything_fits_the_width() {
    let source = format!(
        "{{\"名前\": \"{}\", \"redirect_uris\": [\"http://a.example/{}\"]}}",
        "漢字😀".repeat(60),
        "p".repeat(300)
    );
    let start = source.find("\"http").unwrap();
    let mut finding = found(source.as_bytes(), start, source.len() - 2);
    finding.message =
        format!("redirect_uris[0] is `{}`: {}", "http://a.example/".repeat(12), "漢字".repeat(90));
    finding.help = format!("publish it over https, or register {} instead of it", "y".repeat(150));
    finding.pointer = Some(format!("/{}/0", "名前".repeat(80)));
    let place = range(source.as_bytes(), 1, 9);
    finding.related.push(Related::new(place, format!("first {}", "given ".repeat(40))));
    let url = Finding { range: None, part: Part::Url, ..finding.clone() };
    let response = Finding { range: None, part: Part::Response, ..finding.clone() };
    let compared = Finding {
        comparison: Some(Box::new(Comparison {
            headline: "client_id is not the URL".into(),
            left: ("client_id", format!("https://a.example/{}", "漢字".repeat(80))),
            right: ("published", format!("https://a.example/{}", "漢子".repeat(80))),
            at: 19,
            kind: "character outside ASCII".into(),
        })),
        ..finding.clone()
    };
    let mut report = report(source.as_bytes(), vec![finding, url, response, compared]);
    report.input = Input::file(format!("{}/client.json", "very-long-folder-name".repeat(12)));
    report.sources[0].origin = report.input.clone();
    report.published = Some(format!("https://a.example/{}", "漢字".repeat(80)));
    report.omitted = 3;
    for width in [40, 60, 100, 140] {
        for unicode in [true, false] {
            let text =
                written(vec![report.clone(), failed()], &Style { width, color: false, unicode }, false);
            assert_fits(&text, width);
            assert!(text.contains("client.json:1:"), "{text}");
        }
    }
}

#[test]
fn a_width_of_nothing_is_survived() {
    let text = written(vec![report(b"{}", vec![found(b"{}", 0, 2)])], &Style { width: 0, ..PLAIN }, false);
    assert_fits(&text, 40);
}

#[test]
fn related_places_are_labels_where_they_show_and_notes_elsewhere() {
    let source = b"{\n  \"a\": 1,\n  \"b\": 2,\n  \"b\": 3, \"c\": 4\n}";
    let at = |needle: &str| String::from_utf8_lossy(source).find(needle).unwrap();
    let mut finding = found(source, at("\"b\": 3"), at("\"b\": 3") + 3);
    finding.pointer = Some("/b".into());
    for (needle, note) in [
        ("\"b\": 2", "first given here"),
        ("\"a\"", "far away"),
        ("\"c\"", "also"),
        ("\"b\": 3", "same place"),
    ] {
        let start = at(needle);
        finding.related.push(Related::new(range(source, start, start + 3), note));
    }
    let text = written(vec![report(source, vec![finding])], &PLAIN, true);
    let expected = [
        "   ╭─[client.json:4:3] b",
        " 4 │   \"b\": 3, \"c\": 4",
        "   ·   ─┬─     ─┬─",
        "   ·    │       ╰── also",
        "   ·    ╰── b",
        "  note: client.json:3:3: first given here",
        "  note: client.json:2:3: far away",
        "  note: client.json:4:3: same place",
    ];
    assert!(text.contains(&expected.join("\n")), "{text}");
}

#[test]
fn without_a_range_there_is_a_place_and_for_a_url_the_url() {
    let finding = Finding { range: None, ..found(b"{}", 0, 0) };
    let url = Finding { part: Part::Url, ..finding.clone() };
    let mut report = report(b"{}", vec![finding, url]);
    report.published = Some("https://a.example/c?x=1".into());
    let mut fetched = report.clone();
    fetched.input = Input::url("https://a.example/c?x=1");
    fetched.sources.clear();
    let text = written(vec![report], &PLAIN, true);
    assert!(text.contains("addresses\n  --> client.json\n  help:"), "{text}");
    assert!(
        text.contains("addresses\n  --> client.json\n   url  https://a.example/c?x=1\n  help:"),
        "{text}"
    );
    // The URL is not named twice where it is the input.
    let text = written(vec![fetched], &PLAIN, true);
    assert!(text.contains("addresses\n   url  https://a.example/c?x=1\n  help:"), "{text}");
}

#[test]
fn a_comparison_shows_both_strings_in_place_of_the_lines() {
    let mut finding = found(b"{}", 0, 2);
    finding.comparison = Some(Box::new(Comparison {
        headline: "client_id is not the URL".into(),
        left: ("client_id", "https://Acme.example/c".into()),
        right: ("published", "https://acme.example/c".into()),
        at: 8,
        kind: "letter case".into(),
    }));
    let text = written(vec![report(b"{}", vec![finding])], &PLAIN, true);
    let expected = [
        "  --> client.json:1:1",
        "   client_id  https://Acme.example/c",
        "   published  https://acme.example/c",
        "                      ^ letter case",
        "  help:",
    ];
    assert!(text.contains(&expected.join("\n")), "{text}");
}

#[test]
fn the_last_line_tells_the_verdict() {
    let clean = report(b"{}", vec![]);
    let line =
        |report: Report| written(vec![report], &PLAIN, false).lines().last().unwrap_or_default().to_owned();
    assert_eq!(line(clean.clone()), "client.json: Auth0 would accept it: nothing to report");

    let violation = found(b"{}", 0, 2);
    let hint = Finding { level: Level::Hint, verdict: None, ..violation.clone() };
    let advice = Finding { verdict: None, ..violation.clone() };
    assert_eq!(
        line(report(b"{}", vec![violation.clone(), violation.clone(), hint.clone()])),
        "client.json: Auth0 would refuse it: 2 violations, 1 hint"
    );
    assert_eq!(line(report(b"{}", vec![hint.clone()])), "client.json: Auth0 would accept it: 1 hint");
    assert_eq!(
        line(report(b"{}", vec![advice, hint])),
        "client.json: Auth0 would accept it, but it needs fixing; our advice: 1 violation, 1 hint"
    );
    let hidden = Finding { shown: false, ..violation };
    assert_eq!(
        line(report(b"{}", vec![hidden])),
        "client.json: Auth0 would refuse it for 1 violation not shown here"
    );
}

#[test]
fn of_many_documents_only_those_with_a_hidden_refusal_have_a_line() {
    let clean = report(b"{}", vec![]);
    let bad = report(b"{}", vec![found(b"{}", 0, 2)]);
    let reports = vec![clean.clone(), bad.clone(), clean.clone(), failed()];
    let text = written(reports.clone(), &PLAIN, false);
    assert_eq!(text.matches("client.json: ").count(), 0, "{text}");
    let hidden = report(b"{}", vec![Finding { shown: false, ..found(b"{}", 0, 2) }]);
    let line = "client.json: Auth0 would refuse it for 1 violation not shown here\n\n";
    assert!(written(vec![clean.clone(), hidden], &PLAIN, false).starts_with(line));
    assert!(!text.contains("missing.json"), "{text}");
    assert!(text.ends_with("\n4 documents: Auth0 would refuse 1; 1 violation, 1 error\n"), "{text}");
    assert_eq!(
        written(vec![clean.clone(); 3], &PLAIN, false),
        "3 documents: Auth0 would accept all; nothing to report\n"
    );
    assert_eq!(written(vec![clean.clone(); 3], &PLAIN, true), "");

    let summary = |reports| summary(&Run::new(profile(), reports));
    assert_eq!(summary(reports), "4 documents: Auth0 would refuse 1; 1 violation, 1 error");
    assert_eq!(summary(vec![clean.clone(), failed()]), "2 documents: Auth0 would accept 1; 1 error");
    assert_eq!(summary(vec![bad.clone(), bad.clone()]), "2 documents: Auth0 would refuse all; 2 violations");
    assert_eq!(summary(vec![clean]), "client.json: Auth0 would accept it: nothing to report");
}

#[test]
fn what_is_left_out_is_said_even_quietly() {
    let mut report = report(b"{}", vec![found(b"{}", 0, 2)]);
    report.omitted = 12;
    let text = written(vec![report], &PLAIN, true);
    assert!(text.ends_with("\n\n12 more findings are not shown\n"), "{text}");
}

#[test]
fn hidden_findings_are_not_written() {
    let hidden = Finding { shown: false, ..found(b"{}", 0, 2) };
    assert_eq!(written(vec![report(b"{}", vec![hidden])], &PLAIN, true), "");
}

proptest! {
    /// Any bytes, any range in them, any width: it fits, it is harmless, and something is underlined.
    #[test]
    fn any_document_can_be_shown(
        source in prop_oneof![
            proptest::collection::vec(any::<u8>(), 0..400),
            r#"[\{\}"a\t\r\n 漢😀\x{1b}\x{301}\x{202e}:,]{0,300}"#.prop_map(String::into_bytes),
            r#"[\{\}"ab:, ]{0,900}"#.prop_map(String::into_bytes),
        ],
        (a, b, c, d) in any::<(prop::sample::Index, prop::sample::Index, prop::sample::Index, prop::sample::Index)>(),
        width in 0_usize..150,
        unicode: bool,
    ) {
        let place = |a: prop::sample::Index, b: prop::sample::Index| {
            let (a, b) = (a.index(source.len() + 1), b.index(source.len() + 1));
            (a.min(b), a.max(b))
        };
        let (start, end) = place(a, b);
        let mut finding = found(&source, start, end);
        let (start, end) = place(c, d);
        finding.related.push(Related::new(range(&source, start, end), "here"));
        let text = written(vec![report(&source, vec![finding])], &Style { width, color: false, unicode }, false);
        assert_fits(&text, width.max(40));
        assert_harmless(&text);
        let marks: &[char] = if unicode { &['─', '┬', '^'] } else { &['^', '|'] };
        let bar = if unicode { '·' } else { ':' };
        let underline = text.lines().filter(|line| line.trim_start().starts_with(bar)).any(|line| line.contains(marks));
        prop_assert!(underline, "{}", text);
    }
}
