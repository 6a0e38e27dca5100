//! What a value is, said where it is: passwords, escapes, look-alike characters, ids of another kind.

use cimd::finding::Finding;
use cimd::{Linter, Profile, Rule, Subject};
use serde_json::{Value, json};

use crate::table::{URL, good, lint, with, with_key};

fn shown(document: &Value) -> Vec<Finding> {
    let findings = lint(document.to_string().into_bytes(), None).findings;
    findings.into_iter().filter(|finding| finding.shown).collect()
}

/// The findings under a profile that reads every registered member.
fn read_by_all(document: &Value) -> Vec<Finding> {
    let ietf = Profile::named("ietf").expect("it is built in");
    let subject = Subject::from_bytes("client.json", document.to_string().into_bytes());
    Linter::new(ietf).lint(&subject).findings.into_iter().filter(|finding| finding.shown).collect()
}

fn rules(findings: &[Finding]) -> Vec<&str> {
    findings.iter().map(|finding| finding.rule.id()).collect()
}

#[test]
fn a_password_is_a_secret_in_every_url() {
    let url = "https://user:hunter2@app.example.net/x";
    let members = [
        "logo_uri",
        "client_uri",
        "tos_uri",
        "policy_uri",
        "initiate_login_uri",
        "sector_identifier_uri",
        "homepage",
        "jwks_uri",
    ];
    let lists = ["redirect_uris", "post_logout_redirect_uris", "request_uris", "my_urls"];
    let nested =
        with(good(), "x_vendor", json!({ "db": [{ "url": "postgres://app:hunter2@db.example.net/x" }] }));
    let documents = members
        .map(|name| with(with_key(), name, json!(url)))
        .into_iter()
        .chain(lists.map(|name| with(with_key(), name, json!(["https://app.example.net/cb", url]))))
        .chain([nested]);
    for document in documents {
        for findings in [shown(&document), read_by_all(&document)] {
            let of_password: Vec<&Finding> =
                findings.iter().filter(|finding| finding.rule == Rule::SecretUrlPassword).collect();
            let [finding] = of_password[..] else { panic!("{document}: {findings:?}") };
            assert!(!finding.message.contains("hunter2"), "{}", finding.message);
            assert!(finding.help.contains("take the secret out of use"), "{}", finding.help);
            // It is one cause.
            assert!(!findings.iter().any(|finding| finding.rule.id().ends_with("-userinfo")), "{findings:?}");
        }
    }
    // The client identifier URL has a rule of its own, which says the same.
    let findings = shown(&with(good(), "client_id", json!("https://user:hunter2@app.example.net/x.json")));
    assert_eq!(rules(&findings), ["client-id-url-userinfo"]);
    assert!(findings[0].message.contains("publishes a password"), "{}", findings[0].message);
    assert!(!findings[0].message.contains("hunter2"), "{}", findings[0].message);
}

#[test]
fn a_user_name_is_not_a_password() {
    for (name, value, rule) in [
        ("logo_uri", json!("https://user@app.example.net/x"), "uri-userinfo"),
        ("jwks_uri", json!("https://user:@app.example.net/x"), "jwks-uri-userinfo"),
        ("redirect_uris", json!(["https://user@app.example.net/x"]), "redirect-uri-userinfo"),
        ("post_logout_redirect_uris", json!(["https://@app.example.net/x"]), "uri-userinfo"),
    ] {
        let document = with(with_key(), name, value);
        let findings = [shown(&document), read_by_all(&document)].concat();
        let found = rules(&findings);
        assert!(found.contains(&rule) && !found.contains(&"secret-url-password"), "{name}: {found:?}");
    }
}

#[test]
fn broken_escapes_are_judged_alike_in_every_url() {
    for escape in ["%zz", "%", "%2", "%g0", "100%/x"] {
        let url = format!("https://app.example.net/{escape}");
        for (name, value) in [
            ("client_id", json!(url)),
            ("redirect_uris", json!([url])),
            ("jwks_uri", json!(url)),
            ("logo_uri", json!(url)),
            ("client_uri", json!(url)),
            ("tos_uri", json!(url)),
            ("initiate_login_uri", json!(url)),
            ("post_logout_redirect_uris", json!(["https://app.example.net/", url])),
            ("request_uris", json!([url])),
        ] {
            let findings = read_by_all(&with(with_key(), name, value));
            let of_escape: Vec<&Finding> = findings
                .iter()
                .filter(|finding| finding.message.contains("two hexadecimal digits must follow a `%`"))
                .collect();
            let [finding] = of_escape[..] else { panic!("{name}: {findings:?}") };
            assert_eq!(finding.verdict, Some(cimd::finding::Level::Violation), "{name}");
        }
    }
}

#[test]
fn look_alike_characters_are_named() {
    for (published, own, code_points) in [
        ("https://app.example.net/c", "https://app.\u{435}xample.net/c", "U+0435 against U+0065"),
        (
            "https://app.example.net/caf\u{e9}",
            "https://app.example.net/cafe\u{301}",
            "U+0065 U+0301 against U+00E9",
        ),
        ("https://app.example.net/c.json", "https://app.example.net/c\u{200b}.json", "U+200B against U+002E"),
        ("https://app.example.net/c", "https://app.example.net/c\u{200d}", "U+200D against the end"),
        ("https://my-app.example.net/c", "https://my\u{2010}app.example.net/c", "U+2010 against U+002D"),
        ("https://my-app.example.net/c", "https://my\u{2212}app.example.net/c", "U+2212 against U+002D"),
        ("https://app.example.net/c", "https://app.example.net/c\u{a0}", "U+00A0 against the end"),
        ("https://app.example.net/c", "https://app\u{3002}example.net/c", "U+3002 against U+002E"),
    ] {
        let document = with(good(), "client_id", json!(own)).to_string();
        let report = lint(document.into_bytes(), Some(published));
        let finding = report.findings.iter().find(|finding| finding.rule == Rule::ClientIdMismatch);
        let finding = finding.unwrap_or_else(|| panic!("{own}: {:?}", report.findings));
        assert!(finding.message.contains(code_points), "{}", finding.message);
        let comparison = finding.comparison.as_ref().expect("two strings differ");
        assert!(comparison.kind.contains(code_points), "{}", comparison.kind);
    }
    // What is seen needs no code point.
    let document = with(good(), "client_id", json!(format!("{URL}/"))).to_string();
    let report = lint(document.into_bytes(), Some(URL));
    assert!(report.findings[0].message.ends_with("(trailing slash)"), "{}", report.findings[0].message);
}

#[test]
fn an_id_that_the_server_gives_is_named() {
    let document = with(good(), "client_id", json!("tpc_1nKv8Rw2YpTq5sXe9ZcLhD"));
    let alone = shown(&document);
    assert_eq!(rules(&alone), ["client-id-url-invalid"]);
    assert!(alone[0].message.contains("an id that Auth0 itself gives to a client"), "{}", alone[0].message);
    let report = lint(document.to_string().into_bytes(), Some(URL));
    let finding = report.findings.iter().find(|finding| finding.rule == Rule::ClientIdMismatch);
    let finding = finding.expect("it is not the URL");
    assert!(finding.message.contains("an id that Auth0 itself gives to a client"), "{}", finding.message);
    assert_eq!(finding.help, format!("write `{URL}`"));
    // Another profile knows nothing of such ids.
    assert!(!read_by_all(&document)[0].message.contains("gives"));
}

#[test]
fn a_canonical_spelling_is_asked_for_only_where_it_helps() {
    let uris = |uris: &[&str]| shown(&with(good(), "redirect_uris", json!(uris)));
    assert_eq!(rules(&uris(&["https://App.example.net/cb"])), ["redirect-uri-not-canonical"]);
    for both in [
        ["https://App.example.net/cb", "https://app.example.net/cb"],
        ["https://app.example.net/cb", "https://app.example.net:443/cb"],
        ["https://app.example.net", "https://app.example.net/"],
    ] {
        assert_eq!(rules(&uris(&both)), [""; 0], "{both:?}");
    }
    for (refused, rule) in [
        ("http://App.example.net/cb", "redirect-uri-http"),
        ("https://App.example.net/cb#", "redirect-uri-fragment"),
        ("https://App.example.net/cb ", "redirect-uri-surrounding-whitespace"),
        ("https://App.example.net/c b", "redirect-uri-invalid"),
        ("https://App.example.net/*", "redirect-uri-wildcard"),
        ("http://LOCALHOST:3000/cb", "application-type-web-local"),
    ] {
        assert_eq!(rules(&uris(&[refused])), [rule], "{refused}");
    }
    let twice = uris(&["http://LOCALHOST:3000/cb", "http://LOCALHOST:4000/cb"]);
    assert_eq!(rules(&twice), ["application-type-web-local"]);
}

#[test]
fn a_host_is_written_in_punycode() {
    for (uri, written) in [
        ("https://m\u{fc}nchen.dev/cb", "https://xn--mnchen-3ya.dev/cb"),
        ("https://M\u{dc}NCHEN.dev:8443/cb?a=b", "https://xn--mnchen-3ya.dev:8443/cb?a=b"),
        ("https://m\u{fc}nchen.dev/caf\u{e9}", "https://xn--mnchen-3ya.dev/caf%C3%A9"),
        ("https://\u{4f8b}\u{3048}.jp/", "https://xn--r8jz45g.jp/"),
    ] {
        let findings = shown(&with(good(), "redirect_uris", json!([uri])));
        assert_eq!(rules(&findings), ["redirect-uri-invalid"], "{uri}");
        assert!(findings[0].help.contains(&format!("write `{written}`")), "{}", findings[0].help);
        assert_eq!(rules(&shown(&with(good(), "redirect_uris", json!([written])))), [""; 0]);
    }
    // Where the scheme is missing as well, one value mends both.
    for (bare, written) in [
        ("m\u{fc}nchen.dev/cb", "https://xn--mnchen-3ya.dev/cb"),
        ("//m\u{fc}nchen.dev", "https://xn--mnchen-3ya.dev/"),
        ("app.example.net", "https://app.example.net/"),
    ] {
        let findings = shown(&with(good(), "redirect_uris", json!([bare])));
        let writes = |finding: &Finding| finding.help.contains(&format!("write `{written}`"));
        assert!(!findings.is_empty() && findings.iter().all(writes), "{bare}: {findings:?}");
        assert_eq!(rules(&shown(&with(good(), "redirect_uris", json!([written])))), [""; 0]);
    }
    for file in ["callback.html", "index.php/cb", "/cb"] {
        let findings = shown(&with(good(), "redirect_uris", json!([file])));
        assert!(findings[0].help.contains("write the whole URI"), "{file}: {}", findings[0].help);
    }
    for name in ["logo_uri", "jwks_uri", "client_uri", "tos_uri"] {
        let document = with(with_key(), name, json!("https://m\u{fc}nchen.dev/x"));
        for finding in shown(&document).iter().chain(&read_by_all(&document)) {
            assert!(!finding.help.contains('%'), "{name}: {}", finding.help);
        }
    }
}

#[test]
fn nothing_dangerous_is_suggested() {
    for name in [
        "clientSecret",
        "client-secret",
        "Client_Secret",
        "CLIENTSECRET",
        "client_secrets",
        "clientSecretExpiresAt",
        "registrationAccessToken",
        "registration-access-token",
        "accessToken",
        "apiKey",
        "private-key",
    ] {
        let findings = shown(&with(good(), name, json!("example-value")));
        for finding in &findings {
            let said = format!("{} {}", finding.message, finding.help);
            assert!(!said.contains("did you mean") && !said.contains("rename"), "{name}: {said}");
        }
        assert_eq!(findings.len(), 1, "{name}: {findings:?}");
    }
    for method in ["client-secret-basic", "clientSecretPost", "CLIENT_SECRET_JWT", "client_secret"] {
        let findings = shown(&with(good(), "token_endpoint_auth_method", json!(method)));
        let said: String = findings.iter().map(|finding| finding.help.clone()).collect();
        assert!(!said.contains("client_secret") && !said.contains("did you mean"), "{method}: {said}");
    }
}
