//! The models of servers whose code was not run, held against the test vectors of the notes that they are written from.
//!
//! A vector is a change of a plain document of a public client; the number is that of the check in the notes. Vectors that are
//! not here, and why:
//! - Stalwart, Apereo CAS, Ory, Authelia and the smaller hosted services have no model: nothing is known of their rules, or they
//!   do not take documents.
//! - Home Assistant without an S256 challenge: whether the request has one is not asked.
//! - That a grant beside `client_credentials` is not usable with Entra, and what a redirect on the way leads to at Rauthy: the notes
//!   have no vector.

use cimd::servers::Compatibility;
use cimd::servers::{Policies, Question, Verdict, named, set_policy};
use cimd::{Response, Subject};
use serde_json::{Value, json};

const ACCEPT: Verdict = Verdict::Accept;
const REFUSE: Verdict = Verdict::Refuse;
const DEGRADED: Verdict = Verdict::Degraded;
const UNKNOWN: Verdict = Verdict::Unknown;

/// One vector.
struct Vector {
    server: &'static str,
    check: &'static str,
    settings: &'static [&'static str],
    url: String,
    document: Value,
    /// In place of the document.
    text: Option<Vec<u8>>,
    status: u16,
    media_type: &'static str,
    redirect: Option<&'static str>,
}

/// A vector of the first set of notes: `https://c.example/oauth/client.json`.
fn first(server: &'static str, check: &'static str, change: Value) -> Vector {
    let url = "https://c.example/oauth/client.json";
    vector(server, check, url, "https://c.example/cb", change)
}

/// A vector of the second set: `https://client.example.com/oauth/client.json`.
fn second(server: &'static str, check: &'static str, change: Value) -> Vector {
    let url = "https://client.example.com/oauth/client.json";
    vector(server, check, url, "https://client.example.com/cb", change)
}

fn vector(server: &'static str, check: &'static str, url: &str, redirect: &str, change: Value) -> Vector {
    let mut document = json!({
        "client_id": url,
        "client_name": "Example",
        "redirect_uris": [redirect],
        "token_endpoint_auth_method": "none",
    });
    merge(&mut document, change);
    Vector {
        server,
        check,
        settings: settings(server),
        url: url.to_owned(),
        document,
        text: None,
        status: 200,
        media_type: "application/json",
        redirect: None,
    }
}

/// The settings without which the server takes no document.
fn settings(server: &str) -> &'static [&'static str] {
    match server {
        "keycloak" => &[
            "keycloak.condition-schemes=https",
            "keycloak.condition-domains=c.example",
            "keycloak.trusted-domains=c.example",
        ],
        "zitadel" => &["zitadel.allowed-urls=*"],
        "mediawiki-mcp" => &["mediawiki-mcp.allowed-hosts=client.example.com,h"],
        "pomerium" => &["pomerium.allowed-domains=client.example.com"],
        "cognito" => &["cognito.url-patterns=https://client.example.com/oauth/client.json"],
        "oracle-iam" => &["oracle-iam.trusted-locations=https://client.example.com/oauth/client.json"],
        "pingfederate" => &["pingfederate.url-patterns=https://client.example.com/*"],
        _ => &[],
    }
}

/// Members of the change replace those of the document; `"-"` takes one out.
fn merge(document: &mut Value, change: Value) {
    let (Value::Object(members), Value::Object(change)) = (document, change) else { panic!("objects") };
    for (name, value) in change {
        match value.as_str() {
            Some("-") => drop(members.remove(&name)),
            _ => drop(members.insert(name, value)),
        }
    }
}

impl Vector {
    fn at(mut self, url: &str) -> Vector {
        self.url = url.to_owned();
        self.document["client_id"] = json!(url);
        self
    }

    /// At a URL, with another `client_id`.
    fn only_at(mut self, url: &str) -> Vector {
        self.url = url.to_owned();
        self
    }

    fn with(mut self, settings: &'static [&'static str]) -> Vector {
        self.settings = settings;
        self
    }

    fn text(mut self, text: impl Into<Vec<u8>>) -> Vector {
        self.text = Some(text.into());
        self
    }

    /// With so many bytes.
    fn sized(self, size: usize) -> Vector {
        let mut text = self.document.to_string().into_bytes();
        text.resize(size, b' ');
        self.text(text)
    }

    fn status(mut self, status: u16) -> Vector {
        self.status = status;
        self
    }

    fn media_type(mut self, media_type: &'static str) -> Vector {
        self.media_type = media_type;
        self
    }

    fn asking(mut self, redirect: &'static str) -> Vector {
        self.redirect = Some(redirect);
        self
    }

    fn ask(&self) -> Compatibility {
        let bytes = self.text.clone().unwrap_or_else(|| self.document.to_string().into_bytes());
        let mut subject = Subject::from_bytes("vector", bytes).published_at(self.url.as_str());
        subject.retrieval = Some(Box::new(Response {
            url: self.url.clone(),
            status: self.status,
            headers: vec![("content-type".to_owned(), self.media_type.to_owned())],
        }));
        let mut policies = Policies::default();
        for setting in self.settings {
            set_policy(&mut policies, setting).expect("it can be set");
        }
        let question = Question {
            servers: vec![named(self.server).expect("the server has a model").into()],
            policies: &policies,
            redirect_uri: self.redirect.map(str::to_owned),
            with_change: false,
        };
        Compatibility::of(&subject, &question)
    }
}

/// Asks for each vector; a word of the reason is looked for where one is given.
fn hold(vectors: Vec<(Vector, Verdict, &str)>) {
    let mut wrong = Vec::new();
    for (vector, expected, part) in vectors {
        let answer = vector.ask();
        let row = &answer.rows[0];
        let (verdict, texts) = match (&vector.redirect, &row.redirect) {
            (Some(_), Some(redirect)) => (redirect.verdict, vec![redirect.message.clone()]),
            _ => {
                let text = |reason: &cimd::servers::Reason| {
                    let rule = reason.rule.map_or("server-specific", |rule| rule.id());
                    format!("{rule}: {}", reason.message)
                };
                (row.prediction.verdict, row.prediction.reasons.iter().map(text).collect())
            }
        };
        let is_said = part.is_empty() || texts.iter().any(|text| text.contains(part));
        if verdict != expected || !is_said {
            wrong.push(format!(
                "{} ({}): {verdict:?} in place of {expected:?}, `{part}`: {texts:?}\n  {} {}",
                vector.server, vector.check, vector.url, vector.document
            ));
        }
    }
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}

const JWT_BEARER: &str = "urn:ietf:params:oauth:grant-type:jwt-bearer";
const DEVICE: &str = "urn:ietf:params:oauth:grant-type:device_code";

fn redirect(uri: &str) -> Value {
    json!({ "redirect_uris": [uri] })
}

fn method(method: &str) -> Value {
    json!({ "token_endpoint_auth_method": method })
}

fn keyed(uri: &str) -> Value {
    json!({ "token_endpoint_auth_method": "private_key_jwt", "jwks_uri": uri })
}

fn plain() -> Value {
    json!({})
}

#[test]
fn keycloak() {
    let v = |check, change| first("keycloak", check, change);
    let localhost: &[&str] = &[
        "keycloak.condition-schemes=https",
        "keycloak.condition-domains=c.example",
        "keycloak.trusted-domains=c.example,localhost",
    ];
    let cursor: &[&str] = &[
        "keycloak.condition-schemes=https",
        "keycloak.condition-domains=c.example",
        "keycloak.trusted-domains=c.example,anysphere.cursor-mcp",
    ];
    hold(vec![
        (v("right", plain()), ACCEPT, ""),
        (v("default", plain()).with(&[]), REFUSE, "condition-domains"),
        (v("1", plain()).at("HTTPS://c.example/a"), REFUSE, "condition-schemes"),
        (v("3", plain()).at("https://c.example/"), ACCEPT, ""),
        (v("3", plain()).at("https://c.example"), REFUSE, "client-id-url-no-path"),
        (v("3", plain()).at("https://c.example/a?"), REFUSE, "client-id-url-query"),
        (v("3", plain()).at("https://c.example/a/%2e%2e"), REFUSE, "client-id-url-dot-segment"),
        (v("3", plain()).at("https://c.example:8443/a"), ACCEPT, ""),
        (v("9", json!({ "client_uri": "https://d.example/" })), REFUSE, "d.example"),
        (v("9", redirect("cursor://anysphere.cursor-mcp/cb")), REFUSE, "anysphere.cursor-mcp"),
        (v("9", redirect("cursor://anysphere.cursor-mcp/cb")).with(cursor), ACCEPT, ""),
        (v("9", redirect("com.app:/cb")), REFUSE, "has no host"),
        (v("9", redirect("http://localhost/cb")), REFUSE, "localhost"),
        (v("9", redirect("http://localhost/cb")).with(localhost), ACCEPT, ""),
        (
            v("11", redirect("http://localhost/cb")).with(localhost).asking("http://localhost:*/cb"),
            ACCEPT,
            "",
        ),
        (v("6", json!({ "software_statement": "a.b.c" })), REFUSE, "property-unknown"),
        (v("6", json!({ "token_endpoint_auth_methods_supported": ["none"] })), REFUSE, "property-unknown"),
        (v("8", json!({ "client_secret": null })), ACCEPT, ""),
        (v("10", json!({ "grant_types": ["authorization_code", JWT_BEARER] })), REFUSE, "grant-unsupported"),
        (v("5", plain()).sized(5_000), ACCEPT, ""),
        (v("5", plain()).sized(5_001), REFUSE, "http-body-too-large"),
        (v("7", method("-")), ACCEPT, ""),
    ]);
}

#[test]
fn janssen() {
    let v = |check, change| first("janssen", check, change);
    let twice = r#"{"client_id":"https://c.example/oauth/client.json","client_name":"a","client_name":"b","redirect_uris":["https://c.example/cb"],"token_endpoint_auth_method":"none"}"#;
    hold(vec![
        (v("1", plain()).at("HTTPS://c.example/a"), ACCEPT, ""),
        (v("2", plain()).at("https://c.example"), REFUSE, "client-id-url-no-path"),
        (v("2", plain()).at("https://c.example/a?x=1"), ACCEPT, ""),
        (v("3", plain()).at("https://10.0.0.1/a"), REFUSE, "client-id-url-special-ip"),
        (v("7", method("-")), DEGRADED, "auth-method-absent"),
        (v("7", method("private_key_jwtt")), DEGRADED, "auth-method-unsupported"),
        (v("7", method("none")), ACCEPT, ""),
        (v("6", json!({ "client_secret": null })), REFUSE, "secret-client-secret"),
        (v("8", redirect("http://[::1]/cb")), REFUSE, "redirect-uri-http"),
        (v("8", json!({ "redirect_uris": ["http://[::1]/cb"], "application_type": "native" })), ACCEPT, ""),
        (v("8", redirect("http://c.example/cb")), REFUSE, "redirect-uri-http"),
        (v("8", redirect("com.app:/cb")), ACCEPT, ""),
        (v("8", json!({ "redirect_uris": "-" })), ACCEPT, ""),
        (v("5", json!({ "grant_types": "authorization_code" })), REFUSE, "grant_types"),
        (v("5", plain()).text(twice), REFUSE, "doc-duplicate-key"),
        (v("10", redirect("http://localhost/cb")).asking("http://localhost:5000/cb"), REFUSE, "port"),
        (v("default", plain()).with(&["janssen.documents=off"]), REFUSE, "switched off"),
    ]);
}

#[test]
fn gravitee() {
    let v = |check, change| first("gravitee", check, change);
    let both = json!({
        "token_endpoint_auth_method": "private_key_jwt",
        "jwks_uri": "https://c.example/jwks",
        "jwks": { "keys": [] },
    });
    hold(vec![
        (v("2, 7", json!({ "client_id": "https://c.example/a" })).only_at("HTTPS://C.example/a"), ACCEPT, ""),
        (v("2", plain()).at("https://c.example"), ACCEPT, ""),
        (v("2", plain()).at("https://c.example/a#x"), ACCEPT, ""),
        (v("3", plain()).at("http://c.example/a"), REFUSE, "client-id-url-not-https"),
        (v("3", plain()).at("https://192.168.1.1/a"), REFUSE, "client-id-url-special-ip"),
        (v("7", method("-")), ACCEPT, ""),
        (v("7", method("private_key_jwt")), REFUSE, "auth-key-missing"),
        (v("7", both), ACCEPT, ""),
        (v("6", keyed("http://c.example/jwks")), REFUSE, "jwks_uri"),
        (v("7", redirect("javascript:x")), ACCEPT, ""),
        (v("7", json!({ "client_secret_expires_at": 0 })), REFUSE, "secret-client-secret-expires-at"),
        (
            v("8", json!({ "grant_types": [DEVICE] })).with(&["gravitee.grants=authorization_code"]),
            DEGRADED,
            "grant-unsupported",
        ),
        (v("9", redirect("http://localhost/cb")).asking("http://localhost:5000/cb"), REFUSE, "port"),
        (v("4", plain()).sized(10_241), REFUSE, "http-body-too-large"),
    ]);
}

#[test]
fn zitadel() {
    let v = |check, change| first("zitadel", check, change);
    let long = format!("https://c.example/{}", "a".repeat(2_031));
    assert_eq!(long.len(), 2_049);
    let two = json!({ "redirect_uris": ["https://c.example/cb", "http://127.0.0.1/cb"] });
    let any_case = json!({ "redirect_uris": "-", "Redirect_URIs": ["https://c.example/cb"] });
    hold(vec![
        (v("right", plain()), ACCEPT, ""),
        (v("1, default", plain()).with(&[]), REFUSE, "allowed-urls"),
        (v("2", plain()).at(&long), REFUSE, "client is unknown"),
        (v("2", plain()).at("https://c.example/a?x=1"), ACCEPT, ""),
        (v("2", plain()).at("https://c.example/a%2fb"), REFUSE, "client is unknown"),
        (v("5", method("private_key_jwt")), REFUSE, "auth-method-unsupported"),
        (v("5", json!({ "jwks": {} })), REFUSE, "key sets are not supported"),
        (v("7", two), DEGRADED, "redirect-uri-cross-origin"),
        (v("7", redirect("http://127.0.0.1/cb")), REFUSE, "redirect-uri-cross-origin"),
        (v("7", redirect("https://c.example:8443/cb")), REFUSE, "redirect-uri-cross-origin"),
        (v("6", json!({ "grant_types": ["authorization_code", JWT_BEARER] })), REFUSE, "grant-unsupported"),
        (v("6", json!({ "response_types": ["token"] })), REFUSE, "response-type-unknown"),
        (v("4", json!({ "client_secret": "x" })), ACCEPT, ""),
        (v("4", any_case), ACCEPT, ""),
    ]);
}

#[test]
fn toolhive() {
    let v = |check, change| first("toolhive", check, change);
    let both = json!({
        "token_endpoint_auth_method": "private_key_jwt",
        "token_endpoint_auth_methods_supported": ["private_key_jwt", "none"],
    });
    hold(vec![
        (v("2", plain()).at("https://c.example/"), REFUSE, "client-id-url-no-path"),
        (v("1", plain()).at("HTTPS://c.example/a"), REFUSE, "client is unknown"),
        (v("2", plain()).at("https://c.example/a?x=1"), ACCEPT, ""),
        (v("1", plain()).at("http://localhost:3000/a"), ACCEPT, ""),
        (v("3", plain()).media_type("text/plain"), REFUSE, "http-content-type"),
        (v("6", method("private_key_jwt")), REFUSE, "auth-method-unsupported"),
        (v("6", both), DEGRADED, "gives way to none"),
        (v("5", redirect("cursor://x/cb")), REFUSE, "redirect-uri-custom-scheme"),
        (v("9", redirect("http://localhost/cb")).asking("http://localhost:5000/cb"), ACCEPT, ""),
        (v("7", json!({ "grant_types": ["authorization_code", DEVICE] })), DEGRADED, "grant-unsupported"),
        (v("7", json!({ "grant_types": ["refresh_token"] })), REFUSE, "authorization_code"),
        (v("8", json!({ "scope": "openid mcp:read" })), REFUSE, "mcp:read"),
        (v("4", json!({ "client_secret": "x" })), ACCEPT, ""),
    ]);
}

#[test]
fn logto() {
    let v = |check, change| second("logto", check, change);
    let alg = json!({ "id_token_signed_response_alg": "RS256" });
    let plural =
        json!({ "token_endpoint_auth_method": "-", "token_endpoint_auth_methods_supported": ["none"] });
    hold(vec![
        (v("right", plain()), ACCEPT, ""),
        (v("5", method("-")), REFUSE, "auth-method-absent"),
        (v("5", plural), REFUSE, "auth-method-absent"),
        (v("5", keyed("https://client.example.com/jwks")), ACCEPT, ""),
        (v("4", json!({ "grant_types": [JWT_BEARER] })), DEGRADED, "overwritten"),
        (v("4", json!({ "scope": "x y" })), DEGRADED, "overwritten"),
        (v("3", json!({ "logo_uri": "http://client.example.com/l" })), REFUSE, "uri-not-https"),
        (v("3", json!({ "client_secret": null })), REFUSE, "secret-client-secret"),
        (v("7", redirect("cursor://a/cb")), ACCEPT, ""),
        (v("7", redirect("http://client.example.com/cb")), ACCEPT, ""),
        (v("10", redirect("https://*.example.com/cb")), ACCEPT, ""),
        (v("11", redirect("https://*.example.com/cb")).asking("https://a.example.com/cb"), ACCEPT, ""),
        (v("10", redirect("https://*.com/cb")), REFUSE, "redirect-uri-wildcard"),
        (v("7", redirect("http://localhost:*/cb")), REFUSE, "is not a URL"),
        (v("1", plain()).at("https://client.example.com/oauth/client.json#"), ACCEPT, ""),
        (v("1", plain()).at("https://client.example.com/%2e/a"), REFUSE, "client-id-url-invalid"),
        (v("6", json!({ "contacts": ["https://x"] })), REFUSE, "contacts-not-email"),
        (v("6", alg.clone()), REFUSE, "alg-not-in-list"),
        (v("6", alg).with(&["logto.tenant-key=RSA"]), ACCEPT, ""),
    ]);
}

#[test]
fn rauthy() {
    let v = |check, change| second("rauthy", check, change);
    let long = format!("https://client.example.com/{}", "a".repeat(230));
    assert_eq!(long.len(), 257);
    hold(vec![
        (v("right", plain()), ACCEPT, ""),
        (v("4", json!({ "client_name": "Foo.app" })), REFUSE, "client-name-unsafe"),
        (v("4", json!({ "client_name": "VS Code (x)" })), REFUSE, "client-name-unsafe"),
        (v("4", json!({ "client_name": "-" })), ACCEPT, ""),
        (v("4", redirect("http://[::1]/cb")), REFUSE, "redirect-uri-invalid"),
        (v("7", redirect("http://127.0.0.1/cb")), ACCEPT, ""),
        (v("7", redirect("http://127.0.0.1/cb")).asking("http://127.0.0.1:5000/cb"), REFUSE, "port"),
        (v("7", redirect("http://127.0.0.1:*")), ACCEPT, ""),
        (v("7", redirect("http://127.0.0.1:*")).asking("http://127.0.0.1:5000/cb"), ACCEPT, ""),
        (v("7", redirect("*")), ACCEPT, ""),
        (v("4", json!({ "grant_types": ["authorization_code", JWT_BEARER] })), REFUSE, "grant-unsupported"),
        (v("6", json!({ "grant_types": [DEVICE] })), DEGRADED, "grant-unsupported"),
        (v("4", json!({ "scope": "repo:x?y" })), REFUSE, "scope-syntax"),
        (v("6", method("private_key_jwt")), DEGRADED, "every client is public"),
        (v("6", json!({ "client_secret": "x" })), DEGRADED, "every client is public"),
        (v("3", json!({ "id_token_signed_response_alg": "ES256" })), REFUSE, "alg-not-in-list"),
        (v("4", json!({ "default_max_age": 30 })), REFUSE, "default-max-age-value"),
        (v("1", plain()).at(&long), REFUSE, "client-id-url-too-long"),
    ]);
}

#[test]
fn home_assistant() {
    let v = |check, change| second("home-assistant", check, change);
    let other = || redirect("https://other.example/cb");
    let relative = json!({ "redirect_uris": ["https://other.example/cb", "/cb"] });
    let marked = |vector: Vector| {
        let mut text = b"\xef\xbb\xbf".to_vec();
        text.extend(vector.document.to_string().into_bytes());
        vector.text(text)
    };
    let bare = json!({ "client_secret": "x", "client_name": "-" });
    hold(vec![
        (v("2", plain()), ACCEPT, ""),
        (v("2", plain()).asking("https://client.example.com/any"), ACCEPT, ""),
        (v("7", other()), ACCEPT, ""),
        (v("8", redirect("http://127.0.0.1/cb")).asking("http://127.0.0.1:*/cb"), ACCEPT, ""),
        (v("7", relative), REFUSE, "redirect-uri-not-absolute"),
        (v("7", redirect("cursor://x/cb")), ACCEPT, ""),
        (v("result", method("private_key_jwt")), DEGRADED, "every client is public"),
        (v("result", bare), ACCEPT, ""),
        (v("4", other()).sized(10_239), ACCEPT, ""),
        (v("4", other()).sized(10_240), REFUSE, "http-body-too-large"),
        (v("4", other()).status(302), REFUSE, "http-redirect"),
        (marked(v("5", other())), REFUSE, "byte order mark"),
        (v("1", plain()).at("https://8.8.8.8/a"), REFUSE, "client-id-url-ip-host"),
        (v("1", plain()).at("https://@h/a"), REFUSE, "client-id-url-userinfo"),
        (v("4", other()).at("https://client.example.com"), REFUSE, "client-id-url-no-path"),
        (v("2", json!({ "client_id": "https://client.example.com/x" })), ACCEPT, ""),
        (v("6", other()).only_at("https://client.example.com/x"), REFUSE, "client-id-mismatch"),
    ]);
}

#[test]
fn cognito() {
    let v = |check, change| second("cognito", check, change);
    let long = format!("https://client.example.com/{}", "a".repeat(230));
    let code = |change: Value| {
        let mut all = json!({ "grant_types": ["authorization_code"] });
        merge(&mut all, change);
        all
    };
    hold(vec![
        (v("1", plain()).at(&long), REFUSE, "client-id-url-too-long"),
        (v("3", method("private_key_jwt")), REFUSE, "auth-method-unsupported"),
        (v("3", method("client_secret_basic")), REFUSE, "auth-method-unsupported"),
        (v("3", json!({ "grant_types": ["client_credentials"] })), REFUSE, "client_credentials"),
        (v("1", plain()).with(&[]), REFUSE, "url-patterns"),
        (
            v("unknown", json!({ "token_endpoint_auth_method": "-", "grant_types": ["authorization_code"] })),
            UNKNOWN,
            "auth-method-absent",
        ),
        (
            v("unknown", code(plain()))
                .at("https://client.example.com/a?x=1")
                .with(&["cognito.url-patterns=https://client.example.com/a?x=1"]),
            UNKNOWN,
            "a query",
        ),
        (v("unknown", code(redirect("http://127.0.0.1/cb"))).asking("http://127.0.0.1:*/cb"), UNKNOWN, ""),
        (v("unknown", plain()), UNKNOWN, "absent grants"),
        (
            v("unknown", code(plain())).with(&["cognito.url-patterns=https://*.com/*"]),
            UNKNOWN,
            "`*` in `url-patterns`",
        ),
    ]);
}

#[test]
fn clerk() {
    let v = |check, change| second("clerk", check, change);
    let loopback = || redirect("http://127.0.0.1/cb");
    hold(vec![
        (v("3", json!({ "client_name": "-" })), REFUSE, "client-name-missing"),
        (v("3", json!({ "redirect_uris": [] })), REFUSE, "redirect-uris-missing"),
        (v("4", method("client_secret_post")), REFUSE, "auth-method-shared-secret"),
        (v("2", plain()).only_at("https://client.example.com/x"), REFUSE, "client-id-mismatch"),
        (v("5", loopback()).asking("http://127.0.0.1:*/cb"), REFUSE, "port"),
        (v("unknown", method("private_key_jwt")), UNKNOWN, "private_key_jwt"),
        (v("unknown", method("-")), UNKNOWN, "absent method"),
    ]);
}

#[test]
fn hosted_services() {
    let entra = |change| second("entra", "stated", change);
    let oracle = |change| second("oracle-iam", "stated", change);
    let http = "http://client.example.com/a";
    let confidential = json!({
        "token_endpoint_auth_method": "private_key_jwt",
        "grant_types": ["client_credentials"],
        "jwks_uri": "https://client.example.com/jwks",
    });
    let inline = json!({
        "token_endpoint_auth_method": "private_key_jwt",
        "grant_types": ["client_credentials"],
        "jwks": { "keys": [{ "kty": "RSA" }] },
    });
    let mut vectors = vec![
        (entra(plain()), UNKNOWN, "administrator"),
        (entra(json!({ "grant_types": ["client_credentials"] })), REFUSE, "client_credentials"),
        (entra(method("private_key_jwt")), UNKNOWN, ""),
        (oracle(plain()).with(&[]), REFUSE, "trusted-locations"),
        (oracle(redirect("http://127.0.0.1/cb")).asking("http://127.0.0.1:*/cb"), ACCEPT, ""),
        (oracle(confidential), ACCEPT, ""),
        (
            oracle(plain()).at(http).with(&["oracle-iam.trusted-locations=*"]),
            REFUSE,
            "client-id-url-not-https",
        ),
        (oracle(inline), UNKNOWN, "key set"),
    ];
    for (server, off, at_http) in [
        ("workos", &["workos.documents=off"] as &[&str], REFUSE),
        ("stytch", &["stytch.documents=off"], UNKNOWN),
    ] {
        let v = |change| second(server, "stated", change);
        vectors.push((v(plain()).with(off), REFUSE, "switched off"));
        vectors.push((v(plain()), UNKNOWN, "not published"));
        vectors.push((v(method("private_key_jwt")), UNKNOWN, "not published"));
        vectors.push((v(plain()).at(http), at_http, ""));
    }
    hold(vectors);
}

#[test]
fn gram() {
    let v = |check, change| second("gram", check, change);
    let mut both = keyed("https://client.example.com/jwks");
    both["jwks"] = json!({ "keys": [{ "kty": "RSA" }] });
    hold(vec![
        (v("right", plain()), ACCEPT, ""),
        (v("9", redirect("https://other.example/cb")), ACCEPT, ""),
        (v("9", redirect("com.example.app:/cb")), REFUSE, "redirect-uri-custom-scheme"),
        (v("6", method("-")), ACCEPT, ""),
        (v("8", method("private_key_jwt")), REFUSE, "auth-key-missing"),
        (v("8", both), REFUSE, "jwks-both"),
        (v("7", json!({ "client_secret": null })), REFUSE, "secret-client-secret"),
        (v("5", json!({ "client_name": "-" })), REFUSE, "client-name-missing"),
        (v("grants", json!({ "grant_types": [JWT_BEARER] })), ACCEPT, ""),
        (v("1", plain()).at("HTTPS://client.example.com/a"), REFUSE, "client is unknown"),
        (v("1", plain()).at("https://h/"), ACCEPT, ""),
    ]);
}

#[test]
fn mediawiki() {
    let v = |check, change| second("mediawiki-mcp", check, change);
    hold(vec![
        (v("right", plain()), ACCEPT, ""),
        (v("2", plain()).with(&[]), REFUSE, "client.example.com"),
        (v("4", method("private_key_jwt")), DEGRADED, "every client is public"),
        (v("4", redirect("javascript:x")), ACCEPT, ""),
        (v("4", redirect("http://h/cb")), REFUSE, "redirect-uri-http"),
        (v("4", json!({ "client_name": "-" })), REFUSE, "client-name-missing"),
        (v("4", json!({ "client_secret": "x" })), ACCEPT, ""),
        (v("1", plain()).at("https://client.example.com/%2e/a"), ACCEPT, ""),
        (v("1", plain()).at("https://client.example.com/../a"), REFUSE, "client-id-url-dot-segment"),
    ]);
}

#[test]
fn zeroid() {
    let v = |check, change| second("zeroid", check, change);
    hold(vec![
        (v("right", plain()), ACCEPT, ""),
        (v("2", plain()).at("https://client.example.com/a?x=1"), REFUSE, "client-id-url-query"),
        (v("8", json!({ "client_name": "-" })), REFUSE, "client-name-missing"),
        (v("6", json!({ "grant_types": ["authorization_code", JWT_BEARER] })), REFUSE, "grant-unsupported"),
        (v("4", json!({ "client_secret": "x" })), ACCEPT, ""),
        (v("4", redirect("http://h/cb")), REFUSE, "redirect-uri-http"),
        (v("4", redirect("app:/cb")), ACCEPT, ""),
        (v("5", method("client_secret_post")), REFUSE, "auth-method-shared-secret"),
        (v("9", redirect("http://127.0.0.1/cb")).asking("http://localhost:5000/cb"), ACCEPT, ""),
        (v("5", method("private_key_jwt")), UNKNOWN, "private_key_jwt"),
    ]);
}

#[test]
fn pomerium() {
    let v = |check, change| second("pomerium", check, change);
    hold(vec![
        (v("2", plain()).with(&[]), REFUSE, "allowed-domains"),
        (v("2", plain()), ACCEPT, ""),
        (v("5", method("private_key_jwt")), REFUSE, "auth-method-unsupported"),
        (v("4", method("-")), ACCEPT, ""),
        (v("1", plain()).at("https://client.example.com/a?x=1"), ACCEPT, ""),
        (v("4", json!({ "client_name": "-" })), ACCEPT, ""),
        (v("4", redirect("foo")), ACCEPT, ""),
        (v("6", redirect("http://[::1]:1/cb")).asking("http://[::1]:2/cb"), REFUSE, "port"),
    ]);
}

#[test]
fn directus() {
    let v = |check, change| second("directus", check, change);
    hold(vec![
        (v("right", plain()), ACCEPT, ""),
        (v("1", plain()).at("https://client.example.com/a?x=1"), REFUSE, "client-id-url-query"),
        (v("1", plain()).at("https://h.example/a"), REFUSE, "client-id-url-special-name"),
        (v("3", plain()).media_type("text/plain"), REFUSE, "http-content-type"),
        (v("8", method("private_key_jwt")), REFUSE, "auth-method-unsupported"),
        (v("7", json!({ "response_types": ["code", "token"] })), REFUSE, "response-type-unknown"),
        (v("5", redirect("cursor://anysphere.cursor-mcp/cb")), ACCEPT, ""),
        (v("5", redirect("app:/cb")), REFUSE, "redirect-uri-custom-scheme"),
        (v("9", json!({ "logo_uri": "http://client.example.com/l" })), REFUSE, "uri-not-https"),
        (v("7", json!({ "grant_types": ["authorization_code", JWT_BEARER] })), ACCEPT, ""),
        (v("4", json!({ "client_name": "a".repeat(201) })), REFUSE, "200"),
    ]);
}

#[test]
fn pingfederate() {
    let v = |check, change| second("pingfederate", check, change);
    hold(vec![
        (v("2", plain()).with(&[]), REFUSE, "url-patterns"),
        (v("2", plain()), ACCEPT, ""),
        (v("3", redirect("http://127.0.0.1/cb")), REFUSE, "redirect-uri-localhost"),
        (v("4", redirect("https://other.example/cb")), REFUSE, "redirect-uri-cross-origin"),
        (v("unknown", redirect("com.example.app:/cb")), UNKNOWN, "not published"),
        (v("unknown", method("private_key_jwt")), UNKNOWN, "private_key_jwt"),
    ]);
}
