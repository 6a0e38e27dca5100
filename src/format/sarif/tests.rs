//! What the program can only show with a server, or with very many documents.

use serde_json::Value;

use super::*;
use crate::finding::{Applicability, Edit, Exchange, Finding, Fix, Input, Level, Range, Report, SourceText};
use crate::json::Position;
use crate::profile::Profile;
use crate::rule::Rule;

const URL: &str = "https://app.example.net:8443/client.json";
const KEY_SET_URL: &str = "https://keys.example.net/jwks.json";

fn finding(rule: Rule) -> Finding {
    let at = |column| Position { line: 1, column, offset: column - 1 };
    Finding {
        rule,
        level: Level::Violation,
        verdict: Some(Level::Violation),
        shown: true,
        restated: false,
        mark: None,
        ignored: None,
        part: rule.page().part,
        pointer: Some("/keys/0".to_owned()),
        range: Some(Range { start: at(1), end: at(3) }),
        source: 0,
        message: "it is wrong".to_owned(),
        help: "mend it".to_owned(),
        comparison: None,
        related: Vec::new(),
        fixes: Vec::new(),
        entry: None,
        servers: Vec::new(),
        parts: Vec::new(),
    }
}

fn retrieval(url: &str) -> Exchange {
    Exchange { url: url.to_owned(), status: 203 }
}

fn fetched(findings: Vec<Finding>) -> Report {
    let source = |url: &str| SourceText { origin: Input::url(url), bytes: b"{}".to_vec() };
    Report {
        input: Input::url(URL),
        listed: None,
        published: Some(URL.to_owned()),
        client_id: None,
        valid: Some(false),
        resources: None,
        failure: None,
        findings,
        ignored_members: Vec::new(),
        omitted: 0,
        sources: vec![source(URL), source(KEY_SET_URL)],
        retrieval: Some(Box::new(retrieval(URL))),
        key_set_retrieval: Some(Box::new(retrieval(KEY_SET_URL))),
        key_set_named_at: None,
    }
}

fn written(reports: Vec<Report>) -> Value {
    let run = Run::new(Profile::named("auth0").expect("it is built in"), reports);
    let mut out = Vec::new();
    write(&mut out, &run, &Checkout::new("/repository", "/repository")).expect("memory can be written");
    serde_json::from_slice::<Value>(&out).expect("it is JSON")["runs"][0].take()
}

fn uri(result: &Value) -> &Value {
    &result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"]
}

#[test]
fn what_was_fetched_is_told_as_an_exchange() {
    let in_key_set = Finding { source: 1, ..finding(Rule::JwkPrivate) };
    let run = written(vec![fetched(vec![finding(Rule::HttpStatusNot200), in_key_set])]);
    let (document, key_set) = (&run["results"][0], &run["results"][1]);

    assert_eq!(uri(document), "app.example.net_8443/client.json");
    assert_eq!(document["webRequest"], serde_json::json!({"method": "GET", "target": URL}));
    assert_eq!(document["webResponse"]["statusCode"], 203);
    assert_eq!(document["properties"]["url"], URL);

    assert_eq!(uri(key_set), "keys.example.net/jwks.json");
    assert_eq!(key_set["webRequest"]["target"], KEY_SET_URL);
}

#[test]
fn a_fix_tells_what_it_changes_and_whether_a_person_has_to_decide() {
    let at = |column| Position { line: 1, column, offset: column - 1 };
    let edit = |start, end, content: &str| Edit {
        range: Range { start: at(start), end: at(end) },
        content: content.to_owned(),
    };
    let fix = Fix {
        title: "write `{}`".to_owned(),
        applicability: Applicability::Unsafe,
        edits: vec![edit(1, 2, "["), edit(3, 3, "]")],
    };
    let run = written(vec![fetched(vec![Finding { fixes: vec![fix], ..finding(Rule::HttpStatusNot200) }])]);
    let region = |start, end| serde_json::json!({"startLine": 1, "startColumn": start, "endLine": 1, "endColumn": end});
    assert_eq!(
        run["results"][0]["fixes"],
        serde_json::json!([{
            "description": {"text": "write `{{}}`"},
            "properties": {"applicability": "unsafe"},
            "artifactChanges": [{
                "artifactLocation": {"uri": "app.example.net_8443/client.json"},
                "replacements": [
                    {"deletedRegion": region(1, 2), "insertedContent": {"text": "["}},
                    {"deletedRegion": region(3, 3), "insertedContent": {"text": "]"}},
                ],
            }],
        }])
    );
}

#[test]
fn results_beyond_the_bound_are_left_out_and_that_is_said() {
    let report = |omitted| Report { omitted, ..fetched(vec![finding(Rule::JwkPrivate); 1_000]) };
    let run = written((0..26).map(|n| report(usize::from(n == 0) * 7)).collect());
    assert_eq!(run["results"].as_array().map(Vec::len), Some(MAX_RESULTS));
    let invocation = &run["invocations"][0];
    assert_eq!(invocation["executionSuccessful"], true);
    let texts: Vec<&str> = invocation["toolExecutionNotifications"]
        .as_array()
        .expect("an array")
        .iter()
        .filter_map(|notification| notification["message"]["text"].as_str())
        .collect();
    assert_eq!(
        texts,
        [
            "7 more findings in this document are left out.",
            "1000 results are left out: a run has at most 25000. Lint fewer documents at a time."
        ]
    );
}

#[test]
fn a_megabyte_in_a_document_is_not_repeated_with_every_finding() {
    let long = "x".repeat(1_000_000);
    let finding = Finding { pointer: Some(format!("/{long}/0")), source: 1, ..finding(Rule::JwkPrivate) };
    let mut report = fetched(vec![finding; 10]);
    let url = format!("https://keys.example.net/{long}");
    report.published = Some(url.clone());
    report.sources[1].origin = Input::url(url.as_str());
    report.key_set_retrieval = Some(Box::new(retrieval(&url)));
    assert!(written(vec![report])["results"].to_string().len() < 100_000);
}

#[test]
fn fingerprints_stay_while_words_and_lines_change_and_differ_within_a_run() {
    let fingerprints = |run: &Value| -> Vec<String> {
        let results = run["results"].as_array().expect("an array");
        results.iter().map(|result| result["partialFingerprints"][fingerprint::NAME].to_string()).collect()
    };
    let one = finding(Rule::JwkPrivate);
    let moved = Finding { message: "other words".to_owned(), range: None, ..one.clone() };
    assert_eq!(
        fingerprints(&written(vec![fetched(vec![one.clone()])])),
        fingerprints(&written(vec![fetched(vec![moved])]))
    );

    let many = vec![
        one.clone(),
        one.clone(),
        Finding { pointer: None, ..one.clone() },
        Finding { pointer: Some(String::new()), ..one.clone() },
        Finding { pointer: Some("/keys/1".to_owned()), ..one.clone() },
        Finding { source: 1, ..one.clone() },
        Finding { rule: Rule::JwkSymmetric, ..one },
    ];
    let mut found = fingerprints(&written(vec![fetched(many)]));
    found.sort();
    found.dedup();
    assert_eq!(found.len(), 7);
}

#[test]
fn a_rule_that_the_profile_has_not_is_described_where_it_found_something() {
    let reports = vec![fetched(Rule::ALL.iter().map(|&rule| finding(rule)).collect())];
    let rules = driver::rules(&Run::new(Profile::named("auth0").expect("it is built in"), reports));
    assert_eq!(rules, Rule::ALL);
}
