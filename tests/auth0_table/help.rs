//! What to do about a fault: the help is that of the very value, and no longer advice that its author cannot follow.

use cimd::Rule;
use serde_json::{Value, json};

use crate::table::{good, lint, native, with, without};

/// A document, the rule that has something to say of it, and what its message and help contain.
type Row = (String, Rule, &'static str, &'static str);

#[track_caller]
fn check(rows: Vec<Row>) {
    for (document, rule, message, help) in rows {
        let report = lint(document.clone().into_bytes(), None);
        let of_rule: Vec<_> = report.findings.iter().filter(|finding| finding.rule == rule).collect();
        assert!(!message.is_empty() && !help.is_empty(), "{document}: every text contains an empty one");
        let [finding] = of_rule[..] else { panic!("{document}: {:?}", report.findings) };
        assert!(finding.message.contains(message), "{document}: {}", finding.message);
        assert!(finding.help.contains(help), "{document}: {}", finding.help);
    }
}

fn member(name: &str, value: Value) -> String {
    with(good(), name, value).to_string()
}

#[test]
fn of_members() {
    use Rule::{
        ApplicationTypeValue, ClientNameMissing, DescriptionTooLong, GrantTypesMissing, PropertyNull,
        RedirectUrisMissing,
    };
    let long = |characters: usize| json!("x".repeat(characters));
    check(vec![
        (member("application_type", json!("WEB")), ApplicationTypeValue, "`WEB`", "write `web`"),
        (member("application_type", json!("nativ")), ApplicationTypeValue, "`nativ`", "write `native`"),
        (member("application_type", json!("native ")), ApplicationTypeValue, "`native `", "write `native`"),
        (member("application_type", json!("spa")), ApplicationTypeValue, "`spa`", "write `web`"),
        (member("application_type", json!("x")), ApplicationTypeValue, "`x`", "else `web`"),
        (member("client_name", json!(null)), PropertyNull, "`client_name` is null", "write a string"),
        (member("logo_uri", json!(null)), PropertyNull, "`logo_uri` is null", "remove the member, or"),
        (member("client_name", json!("")), ClientNameMissing, "is empty", "write the name"),
        (member("redirect_uris", json!([])), RedirectUrisMissing, "is empty", "list every URI"),
        (without(good(), "redirect_uris").to_string(), RedirectUrisMissing, "is missing", "add `"),
        (member("grant_types", json!([])), GrantTypesMissing, "is empty", "write `\"grant_types\""),
        (member("description", long(141)), DescriptionTooLong, "has 141 characters", "by one character"),
        (member("description", long(150)), DescriptionTooLong, "has 150 characters", "by 10 characters"),
    ]);
}

#[test]
fn of_uris() {
    use Rule::{
        ClientIdUrlEmptyPort, ClientIdUrlNoHost, JwksUriInvalid, RedirectUriInvalid,
        RedirectUriSurroundingWhitespace, RedirectUriWildcard, UriNotAbsolute, UriSurroundingWhitespace,
    };
    let redirect = |uri: &str| with(native(), "redirect_uris", json!([uri])).to_string();
    let id = |url: &str| member("client_id", json!(url));
    check(vec![
        (
            redirect(" https://app.example.net/cb"),
            RedirectUriSurroundingWhitespace,
            "begins with white space",
            "remove it",
        ),
        (
            redirect("http://localhost:{port}/cb"),
            RedirectUriWildcard,
            "`http://localhost:{port}/cb`",
            "for ports",
        ),
        (redirect("https://app.example.net:+80/cb"), RedirectUriInvalid, "`+80`", "port"),
        (
            member("logo_uri", json!("https://a.example/x\n")),
            UriSurroundingWhitespace,
            "ends with white space",
            "remove it",
        ),
        (member("logo_uri", json!("https:///x")), UriNotAbsolute, "it has no host", "write the https URL"),
        (member("jwks_uri", json!("a.example/k")), JwksUriInvalid, "it has no scheme", "write the https URL"),
        (id("https:////c"), ClientIdUrlNoHost, "more than two slashes", "write `https://`"),
        (id("https:/c"), ClientIdUrlNoHost, "one slash", "write `https://`"),
        (
            id("https://https://app.example.net/c"),
            ClientIdUrlEmptyPort,
            "stands twice",
            "write `https://app.example.net/c`",
        ),
    ]);
}

#[test]
fn of_broken_texts() {
    let broken = |text: &str| text.to_owned();
    check(vec![
        (broken("{}\n{}"), Rule::DocNotJson, "two documents in one", "into a file of its own"),
        (broken("{\"a\": App\"}"), Rule::DocNotJson, "App", "in front of it"),
        (broken("{\"a\": App}"), Rule::DocNotJson, "App", "in front of it and one after it"),
        (broken("404: Not Found"), Rule::DocNotJson, "404: Not Found", "begins with `{`"),
    ]);
}
