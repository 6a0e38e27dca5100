//! What is said of values that need a word of their own.

use serde_json::{Value, json};

use crate::runner::{Folder, GOOD};

/// A clean document with these members changed.
fn changed(members: &[(&str, Value)]) -> String {
    let mut document: Value = serde_json::from_str(GOOD).expect("it is JSON");
    for (name, value) in members {
        document[*name] = value.clone();
    }
    document.to_string()
}

/// Rules, messages and helps of what is found.
fn found(document: &str, arguments: &[&str]) -> Vec<[String; 3]> {
    let folder = Folder::new().with("c.json", document);
    let json = folder.run(&[&["lint", "c.json", "--format", "json"], arguments].concat()).json();
    let findings = json["documents"][0]["findings"].as_array().expect("findings").clone();
    let text = |finding: &Value, name: &str| finding[name].as_str().unwrap_or_default().to_owned();
    findings.iter().map(|finding| ["rule", "message", "help"].map(|name| text(finding, name))).collect()
}

fn rules(document: &str) -> Vec<String> {
    found(document, &[]).into_iter().map(|[rule, ..]| rule).collect()
}

#[test]
fn a_password_in_any_url_is_a_published_secret() {
    let url = json!("https://user:pa55@cdn.example.net/logo.png");
    for (name, value) in [
        ("logo_uri", url.clone()),
        ("client_uri", url.clone()),
        ("post_logout_redirect_uris", json!([url])),
        ("request_uris", json!([url])),
        ("extension", json!({ "nested": url })),
    ] {
        let found = found(&changed(&[(name, value)]), &[]);
        let [_, message, _] = found.iter().find(|[rule, ..]| rule == "secret-url-password").expect(name);
        assert!(message.contains("publishes a password before the `@`"), "{message}");
        assert!(found.iter().flatten().all(|text| !text.contains("pa55")), "{found:?}");
    }
    // One finding where another rule looks at the URL, too, and another one where there is only a user name.
    let redirect = json!(["https://user:pa55@app.example.net/cb"]);
    assert_eq!(rules(&changed(&[("redirect_uris", redirect)])), ["secret-url-password"]);
    let user = json!("https://user@cdn.example.net/l.png");
    assert_eq!(rules(&changed(&[("logo_uri", user)])), ["uri-userinfo"]);
}

#[test]
fn a_broken_escape_is_a_fault_in_every_url() {
    let url = "https://app.example.net/%zz";
    for (name, value, rule) in [
        ("client_id", json!(url), "client-id-url-invalid"),
        ("redirect_uris", json!([url]), "redirect-uri-invalid"),
        ("logo_uri", json!(url), "uri-bad-escape"),
    ] {
        let found = found(&changed(&[(name, value)]), &[]);
        assert_eq!(found.len(), 1, "{found:?}");
        assert_eq!(found[0][0], rule);
        assert!(found[0][1].contains("two hexadecimal digits must follow a `%`"), "{found:?}");
    }
    let keys = [("token_endpoint_auth_method", json!("private_key_jwt")), ("jwks_uri", json!(url))];
    assert!(rules(&changed(&keys)).contains(&"jwks-uri-invalid".to_owned()));
}

#[test]
fn characters_that_look_alike_are_named() {
    let published = "https://app.example.net/client.json";
    for (own, kind) in [
        ("https://app.example.net/cli\u{435}nt.json", "path: U+0435 against U+0065"),
        ("https://app.example.net/client.json\u{200b}", "path: U+200B against the end"),
        ("https://app.example.net/cli\u{2010}ent.json", "path: U+2010 against U+0065"),
    ] {
        let found = found(&changed(&[("client_id", json!(own))]), &["--url", published]);
        let [_, message, _] =
            found.iter().find(|[rule, ..]| rule == "client-id-mismatch").expect("it differs");
        assert!(message.ends_with(&format!("({kind})")), "{message}");
        let folder = Folder::new().with("c.json", changed(&[("client_id", json!(own))]));
        assert!(folder.run(&["lint", "--url", published, "c.json"]).out.contains(&format!("^ {kind}")));
    }
    // Composed and decomposed.
    let own = changed(&[("client_id", json!("https://app.example.net/e\u{301}.json"))]);
    let found = found(&own, &["--url", "https://app.example.net/\u{e9}.json"]);
    let [_, message, _] = found.iter().find(|[rule, ..]| rule == "client-id-mismatch").expect("it differs");
    assert!(message.ends_with("(path: U+0065 U+0301 against U+00E9)"), "{message}");
}

#[test]
fn an_id_that_the_server_gives_is_not_a_url() {
    let document = changed(&[("client_id", json!("tpc_bU3H7iEFPD3nVwc6a6yoa2"))]);
    let found_by_auth0 = found(&document, &[]);
    assert_eq!(found_by_auth0.len(), 1, "{found_by_auth0:?}");
    assert_eq!(
        found_by_auth0[0][1],
        "the client identifier `tpc_bU3H7iEFPD3nVwc6a6yoa2` is an id that Auth0 itself gives to a client, and not \
         the URL of a document"
    );
    // That is known of one server.
    let [_, message, _] = &found(&document, &["--profile", "ietf"])[0];
    assert!(message.ends_with("is not a URL: it has no scheme"), "{message}");
}

#[test]
fn an_algorithm_that_is_not_taken_is_named_once() {
    let signing = |algorithm: &str| {
        changed(&[
            ("token_endpoint_auth_method", json!("private_key_jwt")),
            ("token_endpoint_auth_signing_alg", json!(algorithm)),
            ("jwks_uri", json!("https://app.example.net/jwks.json")),
        ])
    };
    let found = found(&signing("ES256"), &[]);
    let [_, message, help] =
        found.iter().find(|[rule, ..]| rule == "auth-signing-alg-unsupported").expect("it is named");
    assert_eq!(
        message,
        "the client signs with `ES256`; Auth0 verifies signatures with `RS256`, `RS384` and `PS256`"
    );
    assert_eq!(help, "sign with `RS256`, `RS384` or `PS256`, publish a key for it, and state it here");
    assert_eq!(
        rules(&signing("ES256")),
        ["jwks-not-fetched", "auth-method-restricted", "auth-signing-alg-unsupported"]
    );
    assert_eq!(
        rules(&signing("PS256")),
        ["jwks-not-fetched", "auth-method-restricted", "property-unsupported"]
    );
}

#[test]
fn another_spelling_is_not_named_where_it_is_listed_or_refused() {
    let redirects = |list: Value| rules(&changed(&[("redirect_uris", list)]));
    assert_eq!(redirects(json!(["https://APP.example.net/cb"])), ["redirect-uri-not-canonical"]);
    assert!(redirects(json!(["https://APP.example.net/cb", "https://app.example.net/cb"])).is_empty());
    for (uri, rule) in [
        ("http://APP.example.net/cb", "redirect-uri-http"),
        ("https://APP.example.net/cb#f", "redirect-uri-fragment"),
        ("https://APP.example.net/*", "redirect-uri-wildcard"),
    ] {
        assert_eq!(redirects(json!([uri])), [rule]);
    }
}

#[test]
fn a_misspelt_list_of_grants_does_not_hide_that_it_needs_redirect_uris() {
    let mut document: Value = serde_json::from_str(GOOD).expect("it is JSON");
    let members = document.as_object_mut().expect("it is an object");
    let grants = members.remove("grant_types").expect("it is there");
    members.insert("grant_type".to_owned(), grants);
    let help = |document: &Value| {
        let found = found(&document.to_string(), &[]);
        let missing = found.into_iter().find(|[rule, ..]| rule == "grant-types-missing");
        missing.map(|[_, _, help]| help).expect("it is found")
    };
    assert!(!help(&document).contains("redirect_uris"), "{}", help(&document));
    document.as_object_mut().expect("it is an object").remove("redirect_uris");
    assert!(
        help(&document).contains("rename it to `grant_types`, and add `redirect_uris`"),
        "{}",
        help(&document)
    );
}
