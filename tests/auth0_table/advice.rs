//! What is ours stays apart from what is Auth0's: advice, levels that the user sets, and broken documents.

use cimd::auth0::Validation;
use cimd::finding::{Finding, Level, Report};
use cimd::{Profile, Rule, Subject};
use serde_json::{Value, json};

use crate::table::{URL, auth0, good, lint, rules_at, with};

/// A document that much advice is given about, and nothing else.
fn unwise() -> Value {
    let mut document = good();
    document["client_id"] = json!("https://Intranet:443/%7Euser/client.json");
    document["client_name"] = json!("<Example>");
    document["redirect_uris"] =
        json!(["https://APP.example.net/callback", "https://u@app.example.net/?code=1"]);
    document["response_types"] = json!(["token"]);
    document["logo_uri"] = json!("http://app.example.net/logo.png");
    document
}

/// A document with a violation, a warning and advice.
fn mixed() -> Value {
    let mut document = good();
    document["redirect_uris"] = json!(["http://app.example.net/callback"]);
    document["grant_types"] = json!(["authorization_code", "password"]);
    document["client_secret"] = json!("s3cr3t");
    document["logo_uri"] = json!("http://app.example.net/logo.png");
    document
}

fn report(document: &Value) -> Report {
    lint(document.to_string().into_bytes(), None)
}

fn validation(report: &Report) -> Validation {
    Validation::of(report).expect("it was read")
}

#[test]
fn advice_alone_leaves_a_document_valid_and_the_answer_empty() {
    let report = report(&unwise());
    let advice = rules_at(&report, None);
    assert!(advice.len() >= 5, "{advice:?}");
    assert_eq!(advice.len(), report.findings.len(), "all of it is advice");
    assert_eq!(report.valid, Some(true));
    assert_eq!(validation(&report), Validation { valid: true, violations: Vec::new(), warnings: Vec::new() });
}

#[test]
fn advice_at_the_level_of_a_violation_does_not_refuse_a_document() {
    let report = report(&with(good(), "client_secret", json!("s3cr3t")));
    let secret = report.findings.iter().find(|finding| finding.rule == Rule::SecretClientSecret);
    let secret = secret.expect("a published secret is reported");
    assert_eq!(secret.level, Level::Violation);
    assert!(secret.is_advice());

    assert_eq!(report.valid, Some(true));
    let answer = validation(&report);
    assert!(answer.violations.is_empty(), "{:?}", answer.violations);
    assert_eq!(answer.warnings.len(), 1, "only that it is ignored: {:?}", answer.warnings);
}

#[test]
fn advice_never_stands_in_the_answer() {
    for document in [unwise(), mixed()] {
        let report = report(&document);
        let answer = validation(&report);
        assert!(report.findings.iter().any(Finding::is_advice), "{document} is given no advice");
        for finding in report.findings.iter().filter(|finding| finding.is_advice()) {
            let stands = |texts: &[String]| texts.contains(&finding.message);
            assert!(!stands(&answer.violations) && !stands(&answer.warnings), "{}", finding.rule);
        }
    }
}

#[test]
fn every_rule_of_the_profile_that_is_advice_says_so() {
    let profile = Profile::named("auth0").expect("it is built in");
    for document in [unwise(), mixed()] {
        let findings = report(&document).findings;
        assert!(!findings.is_empty(), "nothing is found in {document}");
        for finding in findings {
            let setting = profile.setting(finding.rule).expect("a rule that is off finds nothing");
            assert_eq!(finding.is_advice(), setting.advice, "{}", finding.rule);
            assert_eq!(finding.verdict.is_some(), !setting.advice, "{}", finding.rule);
        }
    }
}

#[test]
fn a_rule_that_is_switched_off_is_hidden_and_counts_all_the_same() {
    for document in [mixed(), unwise()] {
        let subject = || Subject::from_bytes("client.json", document.to_string().into_bytes());
        let before = auth0().lint(&subject());
        assert!(!before.findings.is_empty(), "nothing is found in {document}");
        for rule in before.findings.iter().map(|finding| finding.rule) {
            let after = auth0().with_level(rule, None).lint(&subject());
            assert_eq!(after.valid, before.valid, "{rule}");
            assert_eq!(validation(&after), validation(&before), "{rule}");

            // The others stay as they are, but for what the rule has superseded: a published secret is also a member
            // that is ignored.
            let is_revealed = |finding: &&Finding| {
                let is_new = !before.shown().any(|shown| shown.rule == finding.rule);
                is_new && rule.page().supersedes.contains(&finding.rule)
            };
            let revealed: Vec<_> = rules_of(after.shown().filter(is_revealed));
            let mut others = rules_of(before.shown());
            others.retain(|other| *other != rule.id());
            let mut shown = rules_of(after.shown());
            shown.retain(|shown| !revealed.contains(shown));
            assert_eq!(shown, others, "without {rule}");
        }
    }
}

/// The rules of these findings, in their order.
fn rules_of<'r>(findings: impl Iterator<Item = &'r Finding>) -> Vec<&'static str> {
    findings.map(|finding| finding.rule.id()).collect()
}

#[test]
fn switching_one_rule_off_brings_up_only_what_it_superseded() {
    for (url, rule) in [
        ("https://app.example.net:443/client.json", Rule::ClientIdUrlDefaultPort),
        ("https://app.example.net:/client.json", Rule::ClientIdUrlEmptyPort),
        ("https://App.example.net/client.json", Rule::ClientIdUrlHostCase),
        ("HTTPS://app.example.net/client.json", Rule::ClientIdUrlSchemeCase),
        ("https://app.example.net/ü", Rule::ClientIdUrlNonAscii),
        ("https://app.example.net/a/../client.json", Rule::ClientIdUrlDotSegment),
    ] {
        let superseded = Rule::ClientIdUrlNotCanonical;
        assert!(rule.page().supersedes.contains(&superseded), "{rule}");
        let bytes = with(good(), "client_id", json!(url)).to_string().into_bytes();
        let subject = || Subject::from_bytes("client.json", bytes.clone());
        assert_eq!(rules_of(auth0().lint(&subject()).shown()), [rule.id()], "{url}");
        let report = auth0().with_level(rule, None).lint(&subject());
        assert_eq!(rules_of(report.shown()), [superseded.id()], "{url} without {rule}");
    }
}

#[test]
fn hiding_everything_leaves_the_verdict() {
    let subject = || Subject::from_bytes("client.json", mixed().to_string().into_bytes());
    let before = auth0().lint(&subject());
    let silent = Rule::ALL.iter().fold(auth0(), |linter, &rule| linter.with_level(rule, None));
    let after = silent.lint(&subject());
    assert_eq!(after.shown().count(), 0);
    assert_eq!(after.valid, Some(false));
    assert_eq!(validation(&after), validation(&before));
}

#[test]
fn another_level_changes_what_is_shown_and_not_the_verdict() {
    let subject = || Subject::from_bytes("client.json", mixed().to_string().into_bytes());
    let before = auth0().lint(&subject());
    for level in Level::ALL {
        let linter = Rule::ALL.iter().fold(auth0(), |linter, &rule| linter.with_level(rule, Some(level)));
        let after = linter.lint(&subject());
        assert!(after.shown().count() > 0);
        assert!(after.shown().all(|finding| finding.level == level));
        assert_eq!(after.valid, before.valid);
        assert_eq!(validation(&after), validation(&before));
    }
}

#[test]
fn the_last_level_named_for_a_rule_counts() {
    let rule = Rule::RedirectUriHttp;
    let linter = auth0().with_level(rule, None).with_level(rule, Some(Level::Hint));
    let report = linter.lint(&Subject::from_bytes("client.json", mixed().to_string().into_bytes()));
    let finding = report.shown().find(|finding| finding.rule == rule).expect("it is shown again");
    assert_eq!(finding.level, Level::Hint);
    assert_eq!(finding.verdict, Some(Level::Violation));
}

#[test]
fn what_the_tenant_may_lack_is_a_hint() {
    let methods = [("none", false), ("private_key_jwt", true)];
    for (method, is_restricted) in methods {
        let document = with(good(), "token_endpoint_auth_method", json!(method));
        let found = rules_at(&lint(document.to_string().into(), None), None);
        assert_eq!(found.contains(&"auth-method-restricted"), is_restricted, "{method}");
    }
    for (scope, is_refused) in [("read offline_access", false), ("openid", true), ("read email", true)] {
        let found = rules_at(&lint(with(good(), "scope", json!(scope)).to_string().into(), None), None);
        assert_eq!(found.contains(&"scope-refused"), is_refused, "{scope}");
    }
}

#[test]
fn a_slip_that_hides_nothing_hides_nothing_else() {
    let document = r#"{
        "client_id": "https://app.example.net/client.json", "client_name": "Example",
        "redirect_uris": ["https://app.example.net/callback"], "grant_types": ["authorization_code"],
        "token_endpoint_auth_method": "private_key_jwt"
    }"#;
    assert_eq!(rules_at(&lint(document.into(), None), Some(Level::Violation)), ["auth-key-missing"]);
    for (mended, broken) in [
        ("jwt\"", "jwt\","),
        ("jwt\"", "jwt\" // no keys yet"),
        ("\"client_name\"", "client_name"),
        ("\"Example\"", "'Example'"),
        ("\"Example\",", "\"Example\",,"),
        ("\"Example\",", "\"Example\""),
        ("\"Example\"", "\u{201c}Example\u{201d}"),
    ] {
        let report = lint(document.replace(mended, broken).into_bytes(), None);
        assert_eq!(rules_at(&report, Some(Level::Violation)), ["doc-not-json"], "{broken}");
        assert_eq!(rules_at(&report, None), ["auth-key-missing", "auth-method-restricted"], "{broken}");
    }
}

/// Broken in one place, with faults of every kind after it, and most properties missing.
const BROKEN: &str = r#"{
    "client_id": "https://app.example.net/client.json?v=1"
    "redirect_uris": ["http://app.example.net/callback"],
    "application_type": "spa",
    "client_uri": "https://app.example.net"
}"#;

#[test]
fn broken_json_makes_everything_else_advice() {
    let report = lint(BROKEN.as_bytes().to_vec(), Some(URL));
    assert_eq!(report.valid, Some(false));
    assert_eq!(rules_at(&report, Some(Level::Violation)), ["doc-not-json"]);
    assert_eq!(rules_at(&report, Some(Level::Warning)), [""; 0]);
    // All that was written could be read, so that what is not there is missing.
    let advice = [
        "application-type-value",
        "auth-method-absent",
        "client-id-mismatch",
        "client-name-missing",
        "grant-types-missing",
        "property-unsupported",
        "redirect-uri-http",
    ];
    assert_eq!(rules_at(&report, None), advice);

    let answer = validation(&report);
    assert_eq!(answer.violations.len(), 1, "{:?}", answer.violations);
    assert!(answer.warnings.is_empty(), "{:?}", answer.warnings);
}

#[test]
fn what_is_misspelt_is_not_judged_as_well() {
    let good = good().to_string();
    let name = r#""client_name":"Example""#;
    assert!(good.contains(name));
    let cut_off = |after: &str| good[..good.find(after).expect("it is there") + after.len()].to_owned();
    for document in [
        good.replace(name, "\"client_name\":\"Exa\nmple\""),
        good.replace(name, "\"client_name\":None"),
        good.replace(name, "\"client_name\":NaN"),
        good.replace(name, "\"client_name\":{{ name }}"),
        good.replace(name, &format!("\n<<<<<<< ours\n{name},\n=======\n{name}\n>>>>>>> theirs\n")),
        good.replace("[\"authorization_code\"", "[\"a\":\"b\""),
        cut_off("\"https://app"),
        cut_off("\"auth"),
    ] {
        let report = lint(document.clone().into_bytes(), None);
        assert_eq!(rules_at(&report, Some(Level::Violation)), ["doc-not-json"], "{document}");
        assert_eq!(rules_at(&report, None), [""; 0], "{document}");
    }
}

#[test]
fn a_property_under_another_name_is_to_be_renamed() {
    for (property, written, rule) in [
        ("client_id", "clientId", Rule::ClientIdMissing),
        ("client_name", "name", Rule::ClientNameMissing),
        ("grant_types", "grantTypes", Rule::GrantTypesMissing),
        ("redirect_uris", "callback_urls", Rule::RedirectUrisMissing),
    ] {
        let text = good().to_string().replacen(&format!("\"{property}\""), &format!("\"{written}\""), 1);
        let report = lint(text.into_bytes(), None);
        let finding = report.findings.iter().find(|finding| finding.rule == rule).expect("it is missing");
        let rename = format!("the document has `{written}`: rename it to `{property}`");
        assert!(finding.help.starts_with(&rename), "{}", finding.help);
    }
}

#[test]
fn a_secret_is_reported_however_badly_it_is_written() {
    let key = "-----BEGIN PRIVATE KEY-----\nMIIEvQIBADANBgkqhkiG9w0BAQEFAASC\n-----END PRIVATE KEY-----";
    let document = good().to_string().replacen('{', &format!("{{\"note\":\"{key}\","), 1);
    let report = lint(document.into_bytes(), None);
    assert_eq!(rules_at(&report, None), ["secret-suspicious"]);
}

#[test]
fn the_url_is_judged_whatever_the_document_is() {
    let url = "https://app.example.net/client.json?v=1";
    for document in [BROKEN, "", "[]"] {
        let report = lint(document.as_bytes().to_vec(), Some(url));
        let violations = rules_at(&report, Some(Level::Violation));
        assert!(violations.contains(&"client-id-url-query"), "{document:?}: {violations:?}");
    }
}

#[test]
fn what_was_not_read_is_not_missing() {
    let whole = good().to_string();
    let broken = [
        "{",
        "{}}",
        "",
        "<!doctype html><title>Not found</title>",
        "client_id = https://app.example.net/client.json",
        r#"{"client_id": "https://app.example.net/client.json", "redirect_uris": ["https://app.example.net/cb"}"#,
        &whole[..whole.len() / 2],
        &whole[..whole.len() - 1],
    ];
    for document in broken {
        for published in [None, Some(URL)] {
            let report = lint(document.as_bytes().to_vec(), published);
            assert_eq!(report.valid, Some(false), "{document}");
            let verdict = rules_at(&report, Some(Level::Violation));
            let broken = !verdict.is_empty() && verdict.iter().all(|rule| *rule == "doc-not-json");
            assert!(broken, "{document}: {verdict:?}");
            for finding in &report.findings {
                let id = finding.rule.id();
                assert!(!id.ends_with("-missing") && !id.ends_with("-absent"), "{document}: {id}");
                assert!(id != "doc-not-object", "{document}: it is not even known what it is");
            }
        }
    }
}

#[test]
fn bytes_that_are_no_utf8_and_depth_break_a_document_too() {
    let nested = format!("{}{}", "[".repeat(1000), "]".repeat(1000));
    let deep = format!("{{\"x\":{nested},\"application_type\":\"spa\"}}").into_bytes();
    let bytes = b"{\"client_name\":\"Caf\xe9\",\"application_type\":\"spa\"}".to_vec();
    let report = lint(bytes, None);
    assert_eq!(rules_at(&report, Some(Level::Violation)), ["doc-not-utf8"]);
    assert_eq!(rules_at(&report, None), ["application-type-value"], "no property is said to be missing");
    assert_eq!(rules_at(&report, Some(Level::Warning)), [""; 0]);

    // The bound on depth is that of this program, and so it is advice.
    let report = lint(deep, None);
    assert_eq!(rules_at(&report, Some(Level::Violation)), [""; 0]);
    assert_eq!(rules_at(&report, None), ["doc-too-deep"], "no property is said to be missing");
    assert_eq!(rules_at(&report, Some(Level::Warning)), [""; 0]);
}
