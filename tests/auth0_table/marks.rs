//! How it is known what Auth0 does with a value: the mark is that of the fact at hand.

use cimd::{Mark, Rule};
use serde_json::{Value, json};

use crate::table::{good, lint, with};

#[track_caller]
fn check(document: &Value, rule: Rule, verdict: bool, mark: Mark) {
    let report = lint(document.to_string().into_bytes(), None);
    let found = report.findings.iter().find(|finding| finding.rule == rule);
    let found = found.unwrap_or_else(|| panic!("{rule} of {document}: {:?}", report.findings));
    assert_eq!((found.mark, found.is_advice()), (Some(mark), !verdict), "{rule} of {document}");
}

#[test]
fn of_the_client_identifier_url() {
    use Mark::{Documented, Inferred};
    let id = |url: &str| with(good(), "client_id", json!(url));
    for (url, rule, mark) in [
        ("https://h.example/%zz", Rule::ClientIdUrlInvalid, Documented),
        (" ", Rule::ClientIdUrlInvalid, Documented),
        ("https://h.example/a b", Rule::ClientIdUrlInvalid, Inferred),
        ("tpc_1nKv8Rw2YpTq5sXe9ZcLhD", Rule::ClientIdUrlInvalid, Inferred),
        ("https://h.example:0/c", Rule::ClientIdUrlBadPort, Documented),
        ("https://h.example:abc/c", Rule::ClientIdUrlBadPort, Inferred),
        ("https://127.0.0.1/c", Rule::ClientIdUrlLoopback, Documented),
        ("https://127.1/c", Rule::ClientIdUrlLoopback, Inferred),
        ("https://h.example/c#a", Rule::ClientIdUrlFragment, Documented),
        ("https://h.example/c#", Rule::ClientIdUrlFragment, Inferred),
        ("https://h.example/c ", Rule::ClientIdUrlSurroundingWhitespace, Documented),
        ("https://h.example/c\u{a0}", Rule::ClientIdUrlSurroundingWhitespace, Inferred),
        ("\u{3000}https://h.example/c", Rule::ClientIdUrlSurroundingWhitespace, Inferred),
        ("https://h.example/c\u{2028}", Rule::ClientIdUrlSurroundingWhitespace, Inferred),
    ] {
        check(&id(url), rule, true, mark);
    }
}

#[test]
fn of_members() {
    use Mark::{Documented, Inferred};
    for (name, value, rule, verdict, mark) in [
        ("client_name", json!(5), Rule::PropertyType, true, Documented),
        ("description", json!("x".repeat(141)), Rule::DescriptionTooLong, true, Inferred),
        ("redirect_uris", json!(["urn:ietf:wg:oauth:2.0:oob"]), Rule::RedirectUriOob, true, Inferred),
        ("response_types", json!(["code", "token"]), Rule::ResponseTypeToken, false, Documented),
        ("response_types", json!(["code", "id_token"]), Rule::ResponseTypeToken, false, Documented),
        ("response_types", json!(["code token"]), Rule::ResponseTypeToken, false, Inferred),
        ("logo_uri", json!("https://h.example/%zz"), Rule::UriBadEscape, true, Inferred),
    ] {
        check(&with(good(), name, value), rule, verdict, mark);
    }
}

#[test]
fn a_bound_of_this_program_is_not_a_rule_of_the_server() {
    let deep = format!("{{\"client_id\": {}{}}}", "[".repeat(200), "]".repeat(200));
    let report = lint(deep.into_bytes(), None);
    let found = report.findings.iter().find(|finding| finding.rule == Rule::DocTooDeep).expect("it is found");
    assert!(found.is_advice());
    assert_eq!(found.mark, None);
}
