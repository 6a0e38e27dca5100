//! Forty defects of one client and ten good clients, under every built-in profile.
//!
//! Each defect is found by the right rule under `strict` (a URL over 120 bytes under `auth0`), and under `ietf` where the
//! draft demands it; no good client is refused under `ietf`. `cargo test --test matrix -- --nocapture` prints the matrix.

use cimd::subject::Response;
use cimd::{Body, Linter, Profile, Subject};
use serde_json::{Value, json};

const URL: &str = "https://client.example.net/oauth/client.json";

/// A client that is asked for, and how it is served.
struct Case {
    name: &'static str,
    url: String,
    status: u16,
    headers: Vec<(&'static str, &'static str)>,
    body: Vec<u8>,
}

fn client() -> Value {
    json!({
        "client_id": URL,
        "client_name": "Example",
        "client_uri": "https://client.example.net",
        "redirect_uris": ["https://client.example.net/callback"],
        "grant_types": ["authorization_code", "refresh_token"],
        "response_types": ["code"],
        "token_endpoint_auth_method": "none",
    })
}

/// The client with some members changed; null removes one.
fn with(changes: Value) -> Value {
    let mut document = client();
    let members = document.as_object_mut().expect("it is an object");
    for (name, value) in changes.as_object().expect("changes are an object") {
        match value {
            Value::Null => drop(members.remove(name)),
            _ => drop(members.insert(name.clone(), value.clone())),
        }
    }
    document
}

fn served(name: &'static str, body: impl Into<Vec<u8>>) -> Case {
    let headers = vec![("content-type", "application/json")];
    Case { name, url: URL.to_owned(), status: 200, headers, body: body.into() }
}

fn document(name: &'static str, changes: Value) -> Case {
    served(name, with(changes).to_string())
}

/// A client that is asked for at another URL, which it has in its document.
fn at(name: &'static str, url: &str) -> Case {
    Case { url: url.to_owned(), ..document(name, json!({ "client_id": url })) }
}

impl Case {
    fn subject(&self) -> Subject {
        let headers = self.headers.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned()));
        let response = Response { url: self.url.clone(), status: self.status, headers: headers.collect() };
        let body = (self.status == 200).then(|| Box::new(Body::whole(self.body.clone())));
        Subject {
            retrieval: Some(Box::new(response)),
            document: body,
            ..Subject::without_document(&*self.url).published_at(&*self.url)
        }
    }
}

/// The public key that RFC 7515 publishes in appendix A.3.
fn public_key() -> Value {
    json!({
        "kty": "EC", "crv": "P-256", "kid": "k1", "use": "sig", "alg": "ES256",
        "x": "f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEU",
        "y": "x_FEzRu9m36HLN_tue659LNpXW6pCyStikYjKIWI5a0",
    })
}

fn controls() -> Vec<Case> {
    let native = |redirects: Value| json!({ "redirect_uris": redirects, "application_type": "native" });
    let jwt = |more: Value| {
        let mut changes = json!({
            "token_endpoint_auth_method": "private_key_jwt",
            "token_endpoint_auth_signing_alg": "ES256",
        });
        for (name, value) in more.as_object().expect("it is an object") {
            changes[name] = value.clone();
        }
        changes
    };
    vec![
        document("public client", json!({})),
        document("inline public key", jwt(json!({ "jwks": { "keys": [public_key()] } }))),
        served("minimal", json!({
            "client_id": URL, "client_name": "Example", "redirect_uris": ["https://client.example.net/callback"],
        }).to_string()),
        document("reverse-domain redirect", native(json!(["net.example.client:/callback"]))),
        document("key set and list of methods", jwt(json!({
            "token_endpoint_auth_methods_supported": ["none", "private_key_jwt"],
            "jwks_uri": "https://client.example.net/jwks.json",
        }))),
        document("loopback without port", native(json!(["http://localhost/callback", "http://127.0.0.1/callback"]))),
        Case {
            headers: vec![("content-type", "application/oauth-client+json")],
            ..document("another JSON type", json!({}))
        },
        document("more grants and members", json!({
            "grant_types": ["authorization_code", "refresh_token", "urn:ietf:params:oauth:grant-type:jwt-bearer"],
            "software_id": "x",
            "x_vendor": { "a": 1 },
        })),
        document("page and logo elsewhere", json!({
            "client_uri": "https://www.example.net", "logo_uri": "https://cdn.example.net/logo.png",
        })),
        document("IPv6 loopback", native(json!(["http://[::1]:8123/cb"]))),
    ]
}

/// A defect, the profile that finds it where that is not `strict`, the rule, and whether the draft demands it.
type Defect = (Case, &'static str, &'static str, bool);

fn defects() -> Vec<Defect> {
    let text = client().to_string();
    let redirects = |name, uri: &str| document(name, json!({ "redirect_uris": [uri] }));
    let jwt = |name, more: Value| {
        let mut changes = more;
        changes["token_endpoint_auth_method"] = json!("private_key_jwt");
        document(name, changes)
    };
    let mut private = public_key();
    private["d"] = json!("jpsQnnGQmL-YBIffH1136cspYG6-0iY7X1fCE9-E9LI");
    let with_bom = [b"\xEF\xBB\xBF".as_slice(), text.as_bytes()].concat();
    let twice = text.replacen('{', "{\"client_id\":\"https://other.example.net/x\",", 1);
    let missing = |mut case: Case, status, headers| {
        (case.status, case.headers) = (status, headers);
        case
    };
    let s = "strict";
    vec![
        (at("http", "http://client.example.net/oauth/client.json"), s, "client-id-url-not-https", true),
        (at("no path", "https://client.example.net"), s, "client-id-url-no-path", true),
        (at("root path", "https://client.example.net/"), s, "client-id-url-root-path", true),
        (
            at("fragment", "https://client.example.net/oauth/client.json#v1"),
            s,
            "client-id-url-fragment",
            true,
        ),
        (
            at("userinfo", "https://user:pw@client.example.net/oauth/client.json"),
            s,
            "client-id-url-userinfo",
            true,
        ),
        (
            at("dot segment", "https://client.example.net/a/../oauth/client.json"),
            s,
            "client-id-url-dot-segment",
            true,
        ),
        (
            at("encoded dot segment", "https://client.example.net/a/%2e%2e/oauth/client.json"),
            s,
            "client-id-url-encoded-dot-segment",
            true,
        ),
        (at("query", "https://client.example.net/oauth/client.json?v=1"), s, "client-id-url-query", true),
        (at("loopback", "https://127.0.0.1/oauth/client.json"), s, "client-id-url-loopback", true),
        (
            at("long", &format!("https://client.example.net/oauth/{}/client.json", "a".repeat(110))),
            "auth0",
            "client-id-url-too-long",
            false,
        ),
        (document("no client_id", json!({ "client_id": null })), s, "client-id-missing", true),
        (
            document("trailing slash", json!({ "client_id": format!("{URL}/") })),
            s,
            "client-id-mismatch",
            true,
        ),
        (
            document("other host", json!({ "client_id": URL.replace("client.", "www.client.") })),
            s,
            "client-id-mismatch",
            true,
        ),
        (
            document("letter case", json!({ "client_id": URL.replace("client.example", "Client.Example") })),
            s,
            "client-id-mismatch",
            true,
        ),
        (served("trailing comma", text.replace("\"none\"", "\"none\",")), s, "doc-not-json", true),
        (served("array", format!("[{text}]")), s, "doc-not-object", true),
        (served("client_id twice", twice), s, "doc-duplicate-key", true),
        (served("byte order mark", with_bom), s, "doc-bom", true),
        (
            document("larger than 5 KiB", json!({ "x_note": "a".repeat(6_000) })),
            s,
            "http-body-too-large",
            true,
        ),
        (document("no redirect URIs", json!({ "redirect_uris": null })), s, "redirect-uris-missing", true),
        (document("empty redirect URIs", json!({ "redirect_uris": [] })), s, "redirect-uris-missing", true),
        (
            document(
                "redirect URIs as a string",
                json!({ "redirect_uris": "https://client.example.net/callback" }),
            ),
            s,
            "redirect-uris-shape",
            true,
        ),
        (
            redirects("redirect with fragment", "https://client.example.net/callback#x"),
            s,
            "redirect-uri-fragment",
            true,
        ),
        (redirects("http redirect", "http://client.example.net/callback"), s, "redirect-uri-http", true),
        (redirects("wildcard", "https://*.example.net/callback"), s, "redirect-uri-wildcard", false),
        (redirects("javascript", "javascript:alert(1)"), s, "redirect-uri-dangerous-scheme", true),
        (redirects("relative redirect", "/callback"), s, "redirect-uri-not-absolute", true),
        (
            document("secret method", json!({ "token_endpoint_auth_method": "client_secret_basic" })),
            s,
            "auth-method-shared-secret",
            true,
        ),
        (document("secret", json!({ "client_secret": "s3cr3t" })), s, "secret-client-secret", true),
        (jwt("no key", json!({})), s, "auth-key-missing", true),
        (jwt("private key", json!({ "jwks": { "keys": [private] } })), s, "jwks-private-material", true),
        (
            jwt(
                "symmetric key",
                json!({ "jwks": { "keys": [{ "kty": "oct", "k": "AyM1SysPpbyDfgZld3umj1qzKObwVMkoqQ" }] } }),
            ),
            s,
            "jwks-private-material",
            true,
        ),
        (
            jwt(
                "keys twice",
                json!({
                    "jwks": { "keys": [public_key()] }, "jwks_uri": "https://client.example.net/jwks.json",
                }),
            ),
            s,
            "jwks-both",
            true,
        ),
        (
            jwt("http key set", json!({ "jwks_uri": "http://client.example.net/jwks.json" })),
            s,
            "jwks-uri-invalid",
            true,
        ),
        (
            document("code without its grant", json!({ "grant_types": ["refresh_token"] })),
            s,
            "grant-response-mismatch",
            true,
        ),
        (document("no name", json!({ "client_name": null })), s, "client-name-missing", true),
        (
            document("http logo", json!({ "logo_uri": "http://client.example.net/logo.png" })),
            s,
            "uri-not-https",
            true,
        ),
        (
            missing(document("redirect", json!({})), 301, vec![("location", "/oauth/moved.json")]),
            s,
            "http-redirect",
            true,
        ),
        (
            missing(
                document("served as HTML", json!({})),
                200,
                vec![("content-type", "text/html; charset=utf-8")],
            ),
            s,
            "http-content-type",
            true,
        ),
        (
            missing(
                served("404", "<!doctype html><title>404</title>"),
                404,
                vec![("content-type", "text/html")],
            ),
            s,
            "http-status-not-200",
            true,
        ),
    ]
}

/// The rules that find something, with the level of each.
fn found(case: &Case, profile: &str) -> Vec<(&'static str, cimd::finding::Level)> {
    let profile = Profile::named(profile).unwrap_or_else(|| panic!("there is no profile {profile}"));
    let report = Linter::new(profile).lint(&case.subject());
    report
        .findings
        .iter()
        .filter(|finding| finding.shown)
        .map(|finding| (finding.rule.id(), finding.level))
        .collect()
}

#[test]
fn every_defect_is_found_by_the_right_rule() {
    let defects = defects();
    assert_eq!(defects.len(), 40);
    let mut wrong = String::new();
    for (case, profile, rule, in_draft) in &defects {
        for profile in [*profile].into_iter().chain(in_draft.then_some("ietf")) {
            let found = found(case, profile);
            if !found.iter().any(|(id, _)| id == rule) {
                wrong += &format!("{} under {profile}: {rule} is not among {found:?}\n", case.name);
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong}");
}

#[test]
fn no_good_client_is_refused() {
    let controls = controls();
    assert_eq!(controls.len(), 10);
    let ietf = Profile::named("ietf").expect("it is built in");
    for case in &controls {
        let report = Linter::new(ietf).lint(&case.subject());
        // What is behind jwks_uri was not read here.
        let has_violation =
            found(case, "ietf").iter().any(|(_, level)| *level == cimd::finding::Level::Violation);
        assert!(report.valid == Some(true) && !has_violation, "{}: {:?}", case.name, found(case, "ietf"));
    }
    let clean = found(&controls[0], "ietf");
    assert!(clean.iter().all(|(id, _)| id.starts_with("http-cache")), "{clean:?}");
}

#[test]
#[expect(clippy::print_stdout, reason = "the table is for people who run the tests with --nocapture")]
fn the_matrix_is_printed() {
    let names: Vec<&str> = Profile::built_in().iter().map(|profile| &*profile.name).collect();
    println!("{:28} {}", "", names.join("  "));
    let row = |case: &Case, name: &str| {
        let mut line = format!("{name:28}");
        for profile in Profile::built_in() {
            let verdict = match Linter::new(profile).lint(&case.subject()).valid {
                Some(true) => "takes",
                Some(false) => "refuses",
                None => "?",
            };
            line += &format!(" {verdict:^width$} ", width = profile.name.len());
        }
        line
    };
    let mut refused = 0;
    for case in controls() {
        println!("{}", row(&case, case.name));
    }
    for (case, ..) in defects() {
        let line = row(&case, case.name);
        refused += line.matches("refuses").count();
        println!("{line}");
    }
    assert!(refused > 200, "{refused}");
}
