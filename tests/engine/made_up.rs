//! The same with made-up URLs and documents: no panic, and every rule finds what it finds, whatever else is on.

use std::cell::Cell;

use cimd::Rule;
use proptest::prelude::*;
use proptest::test_runner::{TestCaseError, TestRunner};
use serde_json::{Map, Value, json};

use crate::case::{self, Case, Document};
use crate::model::{each_alone, shown, without_restatements};
use crate::profiles::Variant;

/// How many cases are made of each kind.
const CASES: u32 = 256;

/// A client identifier URL, most often a broken one.
fn client_id_url() -> impl Strategy<Value = String> {
    let scheme = "https://|https://|http://|HTTPS://|https:/|https:///|| https://|https:\\\\\\\\";
    let host = concat!(
        "([a-c]{1,3}(\\.[a-c0-9-]{1,3}){0,3}\\.(com|test|local|ly|io|COM|x1|1)|bit\\.ly|a\\.ngrok\\.io|localhost\\.?|",
        "127\\.1|\\[::1\\]|u@a\\.com|a%2eb|loca%6Chost|xn--[a-c]{1,2}\\.com|ä\\.com|8\\.8\\.8\\.8|10\\.1|a\\.\\.com|)"
    );
    let path = "(/[a-zA-Z0-9._~%@:+=-]{0,5}|/\\.|/\\.\\.|/%2[eEfF]|/ä|/%7e){0,4}/?";
    (scheme, host, "(:[0-9]{0,5}|:443|:x)?", path, "|\\?|\\?[a-z=&%/?]{0,6}|#| |#a|\\?a#b")
        .prop_map(|(scheme, host, port, path, rest)| format!("{scheme}{host}{port}{path}{rest}"))
}

/// A redirect URI, most often a broken one.
fn redirect_uri() -> impl Strategy<Value = String> {
    let scheme = "https://|https://|http://|HTTPS://|https:/|https:///|app:/|com\\.a:/|javascript:|| http://|https:\\\\\\\\";
    let host = concat!(
        "([a-c]{1,3}(\\.[a-c0-9-]{1,3}){0,3}\\.(com|test|COM|x1|1)|localhost\\.?|127\\.1|127\\.0\\.0\\.1|",
        "\\[::1\\]|u@a\\.com|a%2eb|\\*\\.a\\.com|xn--[a-c]{1,2}\\.com|ä\\.com|)"
    );
    let path = "(/[a-zA-Z0-9._~%@:+*{=-]{0,5}|/\\.|/\\.\\.|/%2[eEfF]|/ä){0,4}/?";
    let rest = "|\\?|\\?[a-z=&%/?]{0,6}|\\?(a=b&)?(code|state|iss)=|#| |#a";
    (scheme, host, "(:[0-9]{0,5}|:\\*)?", path, rest)
        .prop_map(|(scheme, host, port, path, rest)| format!("{scheme}{host}{port}{path}{rest}"))
}

/// Some other URL.
fn other_url() -> impl Strategy<Value = String> {
    let start = "https://a\\.com|http://a\\.com|https://|javascript:|data:|file://|ipfs://|https://127\\.1|https://b\\.com||a\\.com";
    (start, "(:[0-9]{0,5})?(/[a-z% ]{0,3})?", "|#a| |\\?b")
        .prop_map(|(start, path, rest)| start + &path + &rest)
}

/// A value that the member may or may not have.
fn value() -> impl Strategy<Value = Value> {
    let words = prop::sample::select(vec![
        "authorization_code",
        "refresh_token",
        "implicit",
        "password",
        "code",
        "token",
        "code id_token",
        "none",
        "private_key_jwt",
        "client_secret_basic",
        "tls_client_auth",
        "web",
        "native",
        "spa",
        "",
        " ",
        "<b>",
        "a\u{200b}",
        "-----BEGIN PRIVATE KEY-----\nAAAAAAAAAAAAAAAAAAAA\n-----END",
    ]);
    let leaf = prop_oneof![
        4 => words.prop_map(Value::from),
        1 => other_url().prop_map(Value::from),
        1 => client_id_url().prop_map(Value::from),
        1 => redirect_uri().prop_map(Value::from),
        1 => prop::sample::select(vec![json!(null), json!(true), json!(1), json!([]), json!({})]),
        1 => (135_usize..145).prop_map(|length| Value::from("😀".repeat(length))),
        1 => (60_usize..145).prop_map(|length| Value::from("😀".repeat(length / 2) + &"a".repeat(length / 2))),
    ];
    let names = prop::sample::select(vec!["kty", "k", "d", "keys", "api_key", "client_secret", "a"]);
    leaf.prop_recursive(3, 12, 3, move |inner| {
        prop_oneof![
            3 => prop::collection::vec(inner.clone(), 0..3).prop_map(Value::from),
            1 => prop::collection::hash_map(names.clone().prop_map(str::to_owned), inner, 0..3)
                .prop_map(|members| Value::Object(members.into_iter().collect())),
        ]
    })
}

/// Some members of a document.
fn members() -> impl Strategy<Value = Map<String, Value>> {
    let names = prop::sample::select(vec![
        "client_id",
        "client_name",
        "client_uri",
        "logo_uri",
        "redirect_uris",
        "grant_types",
        "response_types",
        "application_type",
        "token_endpoint_auth_method",
        "jwks_uri",
        "jwks",
        "description",
        "client_secret",
        "registration_access_token",
        "request_uris",
        "contact",
        "x_example",
    ]);
    let member = prop_oneof![
        4 => (names, value()).prop_map(|(name, value)| (name.to_owned(), value)),
        1 => prop::collection::vec(redirect_uri(), 0..3)
            .prop_map(|uris| ("redirect_uris".to_owned(), Value::from(uris))),
        1 => other_url().prop_map(|url| ("jwks_uri".to_owned(), Value::from(url))),
        1 => other_url().prop_map(|url| ("logo_uri".to_owned(), Value::from(url))),
        1 => client_id_url().prop_map(|url| ("client_id".to_owned(), Value::from(url))),
    ];
    prop::collection::vec(member, 1..6).prop_map(|members| members.into_iter().collect())
}

/// Holds a case to what is promised, and gives back how many findings it has.
fn hold(case: &Case, variant: Variant) -> Result<usize, TestCaseError> {
    let subject = case.subject();
    let linter = variant.linter();
    let report = linter.lint(&subject);
    prop_assert_eq!(report.omitted, 0);
    let each = each_alone(variant, &subject);
    prop_assert_eq!(&shown(&report), &without_restatements(&each), "{}", case.name());
    prop_assert_eq!(linter.verdict(&subject), report.valid);

    // The verdict is what the rules say one by one.
    let refuses = |&rule: &Rule| variant.only(rule).verdict(&subject) == Some(false);
    let is_refused = each.iter().map(|found| found.rule).any(|rule| refuses(&rule));
    prop_assert_eq!(report.valid, Some(!is_refused));
    Ok(each.len())
}

/// Runs a property, and makes sure that the cases were worth it.
fn run<S: Strategy>(strategy: S, test: impl Fn(S::Value) -> Result<usize, TestCaseError>) {
    let found = Cell::new(0);
    let mut runner =
        TestRunner::new(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(CASES) });
    let result = runner.run(&strategy, |value| {
        found.set(found.get() + test(value)?);
        Ok(())
    });
    result.unwrap_or_else(|error| panic!("{error}"));
    assert!(found.get() > CASES as usize, "{} findings in {CASES} cases are too few", found.get());
}

#[test]
fn of_a_url_alone() {
    run(client_id_url(), |url| {
        let case = Case { published: Some(url), document: Document::Absent, ..case::web() };
        hold(&case, Variant::Everything)
    });
}

#[test]
fn of_a_client_id() {
    run((client_id_url(), any::<bool>()), |(url, is_published)| {
        let mut case = case::web();
        case.set("client_id", url.clone());
        case.published = is_published.then_some(url);
        hold(&case, Variant::Everything)
    });
}

#[test]
fn of_redirect_uris() {
    let lists = prop::collection::vec(redirect_uri(), 1..4);
    run((lists, any::<bool>(), any::<bool>()), |(uris, is_native, takes_https)| {
        let mut case = if is_native { case::native() } else { case::web() };
        case.set("redirect_uris", uris);
        hold(&case, if takes_https { Variant::Everything } else { Variant::NativeWithoutHttps })
    });
}

#[test]
fn of_documents() {
    let clean = prop::sample::select(vec![case::web(), case::native(), case::confidential()]);
    let variants =
        prop::sample::select(vec![Variant::Everything, Variant::NativeWithoutHttps, Variant::Ietf]);
    run((clean, members(), any::<bool>(), variants), |(mut case, members, is_published, variant)| {
        for (name, value) in members {
            match value {
                Value::Bool(true) => case.remove(&name),
                value => case.set(&name, value),
            }
        }
        if is_published {
            case = case.published();
        }
        hold(&case, variant)
    });
}
