//! Redirect URIs on the user's own machine, and those that have another use.

use serde_json::{Value, json};

use crate::runner::{Folder, GOOD};

/// A profile in which the port is ignored.
const ANY: &str = "extends = \"auth0\"\ntitle = \"Okapi\"\n[redirect_uris]\nloopback_port = \"any\"\n";

/// Rule, level, message and help of what is found of redirect URIs.
fn found(profile: &str, members: &[(&str, Value)]) -> Vec<[String; 4]> {
    let mut document: Value = serde_json::from_str(GOOD).expect("it is JSON");
    for (name, value) in members {
        document[*name] = value.clone();
    }
    let folder = Folder::new().with("c.json", document.to_string()).with("any.toml", ANY);
    let json = folder.run(&["lint", "c.json", "--format", "json", "--profile", profile]).json();
    let findings = json["documents"][0]["findings"].as_array().expect("findings").clone();
    let text = |finding: &Value, name: &str| finding[name].as_str().unwrap_or_default().to_owned();
    let all =
        findings.iter().map(|finding| ["rule", "level", "message", "help"].map(|name| text(finding, name)));
    all.filter(|[rule, ..]| rule.starts_with("redirect-") || rule.starts_with("application-")).collect()
}

fn native(profile: &str, uris: &[&str]) -> Vec<[String; 4]> {
    found(profile, &[("redirect_uris", json!(uris)), ("application_type", json!("native"))])
}

fn web(uris: &[&str]) -> Vec<[String; 4]> {
    found("auth0", &[("redirect_uris", json!(uris))])
}

fn assert_one(found: &[[String; 4]], rule: &str, level: &str, words: &[&str]) {
    assert_eq!(found.len(), 1, "{found:?}");
    assert_eq!([&*found[0][0], &*found[0][1]], [rule, level], "{found:?}");
    let said = format!("{} | {}", found[0][2], found[0][3]);
    for word in words {
        assert!(said.contains(word), "{word} is not said: {said}");
    }
}

#[test]
fn where_the_port_is_compared_the_client_listens_at_it() {
    const RULE: &str = "redirect-uri-loopback-port";
    assert_one(
        &native("auth0", &["http://127.0.0.1:60005/"]),
        RULE,
        "hint",
        &["Auth0 compares the port", "listen at exactly 60005", "busy"],
    );
    assert_one(
        &native(
            "auth0",
            &["https://app.example.net/cb", "http://127.0.0.1:1001/cb", "http://127.0.0.1:1002/cb"],
        ),
        RULE,
        "hint",
        &["listen at 1001 or 1002"],
    );
    let many: Vec<String> = (0..20)
        .map(|n| format!("http://{}:{}/cb", ["127.0.0.1", "localhost"][n % 2], 13_316 + n / 2))
        .collect();
    let many: Vec<&str> = many.iter().map(|uri| &**uri).collect();
    let words = ["compares host and port", "13316, 13317 or 8 others", "as it is listed"];
    assert_one(&native("auth0", &many), RULE, "hint", &words);
    // What is refused for the type of the client is not called a port to listen at.
    let refused = web(&["http://127.0.0.1:60005/"]);
    assert_one(&refused, "application-type-missing-loopback", "violation", &[]);
}

#[test]
fn where_the_port_is_ignored_a_fixed_one_is_fine() {
    for uris in [
        &["http://127.0.0.1:60005/"][..],
        &["http://127.0.0.1/cb"],
        &["http://127.0.0.1:1/a", "http://127.0.0.1:2/b"],
    ] {
        for profile in ["ietf", "any.toml"] {
            let found = native(profile, uris);
            assert!(found.iter().all(|[rule, ..]| rule == "redirect-uri-not-canonical"), "{found:?}");
        }
    }
    for others in [
        &["http://127.0.0.1:1/cb", "http://127.0.0.1:2/cb", "http://127.0.0.1:3/cb"][..],
        &["http://127.0.0.1/cb", "http://127.0.0.1:2/cb"],
    ] {
        assert_one(
            &native("any.toml", others),
            "redirect-uri-loopback-port",
            "hint",
            &["Okapi ignores", "the port alone", "without a port"],
        );
    }
}

#[test]
fn without_a_port_there_is_one_hint_for_the_list() {
    const RULE: &str = "redirect-uri-loopback-no-port";
    let alone = native("auth0", &["http://127.0.0.1/cb"]);
    assert_one(&alone, RULE, "hint", &["Auth0 compares the port", "`http://127.0.0.1:33418/cb`"]);
    let both = ["http://127.0.0.1/cb", "http://[::1]/cb", "http://localhost/cb"];
    assert_one(&native("auth0", &both), RULE, "hint", &["host and port", "list a fixed port"]);
    let mixed = ["http://127.0.0.1:3000/cb", "http://127.0.0.1/cb"];
    assert_one(
        &native("auth0", &mixed),
        RULE,
        "hint",
        &["remove what has no port", "fixed ports of the list"],
    );
}

#[test]
fn the_name_localhost_has_its_cost() {
    let alone = native("any.toml", &["http://localhost:3000/cb"]);
    let words = ["another interface", "`http://127.0.0.1:3000/cb`", "that very string"];
    assert_one(&alone, "redirect-uri-localhost", "hint", &words);
    let several = native("ietf", &["http://localhost:3000/a", "http://localhost:3000/b"]);
    assert_one(&several, "redirect-uri-localhost", "hint", &["literal address"]);
    let beside = native("ietf", &["http://127.0.0.1/cb", "http://localhost/cb"]);
    assert_one(&beside, "redirect-uri-localhost", "hint", &["two strings", "send that"]);
    let exact = native("auth0", &["http://localhost:3000/cb"]);
    let rules: Vec<&str> = exact.iter().map(|[rule, ..]| &**rule).collect();
    assert_eq!(rules, ["redirect-uri-localhost", "redirect-uri-loopback-port"]);
}

#[test]
fn an_address_to_listen_at_is_not_one_to_be_redirected_to() {
    for host in ["0.0.0.0", "0", "0x0", "00.0.0.0", "[::]", "[0:0:0:0:0:0:0:0]", "[::ffff:0.0.0.0]"] {
        let words = ["an address to listen at", "`http://127.0.0.1:8080/cb`", "native", &format!("`{host}`")];
        let plain = native("auth0", &[&format!("http://{host}:8080/cb")]);
        assert_one(&plain, "redirect-uri-http", "violation", &words);
        let https = native("auth0", &[&format!("https://{host}:8080/cb")]);
        assert_one(&https, "redirect-uri-listen-address", "warning", &words);
    }
    let listed = native("auth0", &["https://0.0.0.0:8080/cb", "http://127.0.0.1:8080/cb"]);
    assert!(listed.iter().any(|[_, _, _, help]| help.contains("it is in the list already")), "{listed:?}");
    let no_scheme = native("auth0", &["0.0.0.0:8080/cb"]);
    assert_one(&no_scheme, "redirect-uri-not-absolute", "violation", &["write `http://127.0.0.1:8080/cb`"]);
}

#[test]
fn what_has_another_use_is_not_a_callback() {
    const RULE: &str = "redirect-uri-not-callback";
    let id = "https://app.example.net/client.json";
    let page = |uri: &str| found("auth0", &[("client_id", json!(id)), ("redirect_uris", json!([uri]))]);
    for uri in [id, "https://app.example.net/client.json?cb=1"] {
        assert_one(&page(uri), RULE, "warning", &["the URL of this document", "takes the answer"]);
    }
    for (uri, what) in [
        ("https://as.example.net/.well-known/oauth-authorization-server", "authorization server"),
        ("https://as.example.net/.well-known/oauth-authorization-server/tenant", "authorization server"),
        ("https://as.example.net/tenant/.well-known/openid-configuration", "configuration of a provider"),
        ("https://mcp.example.net/.well-known/oauth-protected-resource", "protected resource"),
        ("https://app.example.net/.well-known/jwks.json", "a key set"),
        ("https://app.example.net/oauth/client-metadata.json", "metadata document"),
    ] {
        assert_one(&page(uri), RULE, "warning", &[what]);
    }
    let keys = [
        ("jwks_uri", json!("https://app.example.net:443/jwks")),
        ("redirect_uris", json!(["https://app.example.net/jwks"])),
        ("token_endpoint_auth_method", json!("private_key_jwt")),
    ];
    assert_one(&found("auth0", &keys), RULE, "warning", &["`jwks_uri`", "the key set"]);
    // Pages are callbacks too, and a program may do another thing for each query.
    for (name, value) in [
        ("client_uri", "https://app.example.net/"),
        ("policy_uri", "https://app.example.net/"),
        ("client_id", "https://app.example.net/index.php"),
    ] {
        for uri in ["https://app.example.net/", "https://app.example.net/index.php?route=callback"] {
            let found = found("auth0", &[(name, json!(value)), ("redirect_uris", json!([uri]))]);
            assert!(found.is_empty(), "{name} {uri}: {found:?}");
        }
    }
}

#[test]
fn https_on_loopback_beside_public_redirects_is_for_development() {
    const RULE: &str = "redirect-uri-loopback-https";
    for host in ["localhost:5173", "127.0.0.1:5173", "[::1]:5173"] {
        let uri = format!("https://{host}/cb");
        let found = web(&["https://app.example.net/cb", &uri]);
        assert_one(&found, RULE, "hint", &["if it is for development", "a second document", &uri]);
        let alone = web(&[&uri]);
        assert_one(&alone, RULE, "hint", &["use `http://", "`\"application_type\": \"native\"`"]);
        assert!(!alone[0][3].contains("development"), "{alone:?}");
    }
    let many = web(&["https://app.example.net/cb", "https://localhost:1/cb", "https://localhost:2/cb"]);
    assert_one(&many, RULE, "hint", &["(and one more)", "a second document"]);
}
