//! The models of servers raise just the rules that are declared of them.
//!
//! They are asked with the examples of the rules' pages, with single faults of every kind, and with forms of every member.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;
use std::sync::Mutex;

use cimd::metadata::members::Definition;
use cimd::servers::{Asked, Policies, SERVERS, Server, ServerProfile, Verdict, set_policy};
use cimd::{Rule, Subject};
use serde_json::{Value, json};

use crate::case::{self, Case};
use crate::examples::examples;
use crate::mutations::SINGLES;

/// What operators set so that servers which list documents look at those of the cases.
const LISTED: [&str; 11] = [
    "keycloak.condition-schemes=https",
    "keycloak.condition-domains=app.example.net",
    "keycloak.trusted-domains=app.example.net,127.0.0.1,localhost",
    "zitadel.allowed-urls=*",
    "mediawiki-mcp.allowed-hosts=app.example.net",
    "pomerium.allowed-domains=app.example.net",
    "cognito.url-patterns=https://app.example.net/oauth/client.json",
    "oracle-iam.trusted-locations=*",
    "pingfederate.url-patterns=https://app.example.net/oauth/client.json",
    "oauth-as.redirects-same-origin=off",
    "pingfederate.loopback-redirects=on",
];

/// What the model of a server was seen to raise.
#[derive(Debug, Default, Clone, PartialEq, Eq)]
struct Seen {
    refuses: BTreeSet<Rule>,
    degrades: BTreeSet<Rule>,
}

/// Values that stand for any member.
fn forms() -> Vec<Value> {
    vec![
        Value::Null,
        json!(""),
        json!("x"),
        json!(0),
        json!([]),
        json!({}),
        json!([""]),
        json!([1]),
        json!("https://other.example/x"),
        json!("http://app.example.net/x"),
        json!("javascript:x"),
        json!("x".repeat(300)),
    ]
}

/// Values of single members that servers read closely.
fn close() -> Vec<(&'static str, Value)> {
    let mut close = Vec::new();
    for method in [
        "none",
        "private_key_jwt",
        "client_secret_basic",
        "client_secret_post",
        "client_secret_jwt",
        "tls_client_auth",
        "self_signed_tls_client_auth",
        "attest_jwt_client_auth",
    ] {
        close.push(("token_endpoint_auth_method", json!(method)));
        close.push(("token_endpoint_auth_methods_supported", json!([method])));
    }
    for grant in [
        "authorization_code",
        "implicit",
        "refresh_token",
        "password",
        "client_credentials",
        "urn:ietf:params:oauth:grant-type:jwt-bearer",
        "urn:ietf:params:oauth:grant-type:device_code",
        "urn:ietf:params:oauth:grant-type:token-exchange",
        "urn:openid:params:grant-type:ciba",
    ] {
        close.push(("grant_types", json!([grant])));
        close.push(("grant_types", json!(["authorization_code", grant])));
    }
    for response in ["code", "token", "id_token", "none", "code token", "id_token token"] {
        close.push(("response_types", json!([response])));
        close.push(("response_types", json!(["code", response])));
    }
    for uri in [
        "",
        "/cb",
        "https:///cb",
        "https://app.example.net",
        "https://app.example.net/cb#x",
        "https://u:p@app.example.net/cb",
        "https://other.example/cb",
        "https://*.example.net/cb",
        "https://*.net/cb",
        "https://localhost/cb",
        "http://app.example.net/cb",
        "http://localhost/cb",
        "http://127.0.0.1:80/cb",
        "http://[::1]/cb",
        "http://localhost:*/cb",
        "http://10.0.0.1/cb",
        "com.example.app:/cb",
        "net.example.app:/cb",
        "com.example.app://cb",
        "app:/cb",
        "app:///cb",
        "app:cb",
        "javascript:alert(1)",
        "data:text/html,x",
        "urn:ietf:wg:oauth:2.0:oob",
        "https://app.example.net/a b",
        "https://app.example.net/\u{1}",
        "https://app.example.net/{x}",
    ] {
        close.push(("redirect_uris", json!([uri])));
        close.push(("redirect_uris", json!(["https://app.example.net/cb", uri])));
        close.push(("post_logout_redirect_uris", json!([uri])));
    }
    close.push(("redirect_uris", json!(vec!["https://app.example.net/cb"; 40])));
    close.push(("redirect_uris", json!([format!("https://app.example.net/{}", "x".repeat(2_100))])));
    for contact in ["x", "a@b", "https://app.example.net/contact", "mailto:a@b.example"] {
        close.push(("contacts", json!([contact])));
    }
    for scope in ["openid", "openid  profile", " openid", "a\"b", "atproto", "not-offered", "offline_access"]
    {
        close.push(("scope", json!(scope)));
    }
    for name in ["Foo.app", "<b>", "a\u{202e}b", "a\u{0}b"] {
        close.push(("client_name", json!(name)));
    }
    close.push(("default_max_age", json!(30)));
    close.push(("default_max_age", json!(1.5)));
    for alg in ["none", "HS256", "RS256", "ES256", "EdDSA", "x"] {
        close.push(("id_token_signed_response_alg", json!(alg)));
        close.push(("token_endpoint_auth_signing_alg", json!(alg)));
    }
    close.extend(["public", "pairwise"].map(|kind| ("subject_type", json!(kind))));
    close.extend(["web", "native", "spa"].map(|kind| ("application_type", json!(kind))));
    close.push(("client_name#fr", json!(1)));
    close.push(("tenantId", json!("x")));
    close.push(("disabled", json!(false)));
    close.push(("clientSecret", json!("x")));
    close
}

/// Key sets, each in a document with `private_key_jwt`.
fn key_sets() -> Vec<Value> {
    let point = "f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEU";
    let ec = json!({ "kty": "EC", "crv": "P-256", "x": point, "y": point });
    let with = |changes: Value| {
        let mut key = ec.clone();
        for (name, value) in changes.as_object().expect("an object") {
            key[name] = value.clone();
        }
        json!({ "keys": [key] })
    };
    vec![
        json!({ "keys": [] }),
        json!({ "keys": {} }),
        json!({ "keys": [1] }),
        json!({ "keys": [{}] }),
        json!({ "keys": [{ "kty": "oct", "k": "eHh4" }] }),
        json!({ "keys": [{ "kty": "x" }] }),
        json!({ "keys": [{ "kty": "RSA", "n": "AQAB", "e": "AQAB" }] }),
        json!({ "keys": [{ "kty": "RSA" }] }),
        json!({ "keys": [ec], "x": 1 }),
        with(json!({})),
        with(json!({ "d": point })),
        with(json!({ "alg": "RS256" })),
        with(json!({ "alg": 1 })),
        with(json!({ "use": "enc" })),
        with(json!({ "kid": "" })),
        with(json!({ "crv": "x" })),
        with(json!({ "x": "" })),
        with(json!({ "x5c": "x" })),
        with(json!({ "key_ops": ["sign"] })),
    ]
}

/// A base with other values of some members, published at its URL.
fn changed(base: &Value, changes: &[(&str, Value)]) -> Case {
    let mut document = base.clone();
    for (name, value) in changes {
        document[*name] = value.clone();
    }
    Case::of(document).published()
}

/// A right document of a public client.
fn public() -> Value {
    json!({
        "client_id": case::CLIENT_ID,
        "client_name": "Example",
        "redirect_uris": ["https://app.example.net/cb"],
        "grant_types": ["authorization_code"],
        "response_types": ["code"],
        "application_type": "web",
        "token_endpoint_auth_method": "none",
    })
}

fn cases() -> Vec<Case> {
    let mut cases: Vec<Case> = SINGLES.iter().map(|single| single.case.clone()).collect();
    cases.extend(examples().into_iter().map(|(_, case)| case));
    let base = public();
    for definition in Definition::all() {
        cases.extend(forms().into_iter().map(|form| changed(&base, &[(definition.name, form)])));
    }
    let native = ("application_type", json!("native"));
    for (name, value) in close() {
        cases.push(changed(&base, &[(name, value.clone())]));
        cases.push(changed(&base, &[native.clone(), (name, value)]));
    }
    let keyed = ("token_endpoint_auth_method", json!("private_key_jwt"));
    for set in key_sets() {
        cases.push(changed(&base, &[("jwks", set.clone())]));
        cases.push(changed(&base, &[keyed.clone(), ("jwks", set)]));
    }
    let uri = |path: &str| ("jwks_uri", json!(path));
    for url in
        ["https://app.example.net/jwks.json", "https://other.example/x", "http://app.example.net/x", "x"]
    {
        cases.push(changed(&base, &[keyed.clone(), uri(url)]));
        cases.push(changed(&base, &[keyed.clone(), uri(url), ("jwks", json!({ "keys": [] }))]));
    }
    let names: Vec<String> = base.as_object().expect("an object").keys().cloned().collect();
    for name in names {
        let mut without = base.clone();
        without.as_object_mut().expect("an object").remove(&name);
        cases.push(Case::of(without).published());
    }
    // Servers that take redirects of the document's own origin without asking for it ask for these.
    let mut elsewhere = base.clone();
    elsewhere["redirect_uris"] = json!(["https://other.example/cb"]);
    for client_id in [json!(""), json!("https://other.example/x"), Value::Null] {
        cases.push(changed(&elsewhere, &[("client_id", client_id)]));
    }
    let mut nameless = elsewhere.clone();
    nameless.as_object_mut().expect("an object").remove("client_id");
    cases.push(Case::of(nameless).published());
    for size in [2_100, 12_000, 70_000, 530_000] {
        cases.push(changed(&elsewhere, &[("x", json!("x".repeat(size)))]));
    }
    for length in [110, 130, 300, 2_100] {
        let url = format!("https://app.example.net/{}", "x".repeat(length));
        let case = changed(&elsewhere, &[("client_id", json!(url))]);
        cases.push(Case { published: Some(url.clone()), ..case });
        cases.push(changed(&base, &[keyed.clone(), ("jwks_uri", json!(url))]));
    }
    cases
}

/// Asks one server with one subject.
fn ask(server: &'static Server, subject: &Subject, policies: &Policies, seen: &mut Seen) {
    let Some(asked) = Asked::of(subject, policies) else { return };
    let prediction = server.predict(&asked);
    let list = match prediction.verdict {
        Verdict::Refuse => &mut seen.refuses,
        Verdict::Degraded => &mut seen.degrades,
        _ => return,
    };
    list.extend(prediction.reasons.iter().map(|reason| reason.rule.unwrap_or(Rule::ServerRefuses)));
}

fn seen() -> BTreeMap<&'static str, Seen> {
    let mut listed = Policies::default();
    for setting in LISTED {
        set_policy(&mut listed, setting).expect("it can be set");
    }
    let cases = cases();
    let all: Mutex<BTreeMap<&'static str, Seen>> = Mutex::default();
    std::thread::scope(|scope| {
        for part in cases.chunks(cases.len().div_ceil(2)) {
            let (all, listed) = (&all, &listed);
            scope.spawn(move || {
                let mut of_part: BTreeMap<&'static str, Seen> = BTreeMap::new();
                for case in part {
                    let subject = case.subject();
                    for server in SERVERS {
                        let seen = of_part.entry(server.name).or_default();
                        ask(server, &subject, &Policies::default(), seen);
                        if LISTED.iter().any(|setting| setting.starts_with(&format!("{}.", server.name))) {
                            ask(server, &subject, listed, seen);
                        }
                    }
                }
                let mut all = all.lock().expect("nobody panicked");
                for (name, seen) in of_part {
                    let known = all.entry(name).or_default();
                    known.refuses.extend(seen.refuses);
                    known.degrades.extend(seen.degrades);
                }
            });
        }
    });
    all.into_inner().expect("nobody panicked")
}

/// How the table begins.
const HEAD: &str = "\
//! What the model of each server raises; written by tests/engine/raises.rs.

use crate::rule::Rule;

/// By server: the rules for which its model refuses a document, and those for which it drops something.
#[rustfmt::skip]
pub(super) static RAISES: &[(&str, &[Rule], &[Rule])] = &[
";

/// The file as it should be.
fn table(seen: &BTreeMap<&'static str, Seen>) -> String {
    let mut text = HEAD.to_owned();
    for server in SERVERS {
        let seen = &seen[server.name];
        let list = |rules: &BTreeSet<Rule>| {
            rules.iter().fold(String::new(), |list, rule| list + &format!("            Rule::{rule:?},\n"))
        };
        writeln!(
            text,
            "    (\n        {:?},\n        &[\n{}        ],\n        &[\n{}        ],\n    ),",
            server.name,
            list(&seen.refuses),
            list(&seen.degrades),
        )
        .expect("a string can be written to");
    }
    text + "];\n"
}

#[test]
fn models_raise_the_rules_that_are_declared_of_them() {
    let seen = seen();
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/src/servers/raises_table.rs");
    let expected = table(&seen);
    if std::env::var_os("CIMD_WRITE_RAISES").is_some() {
        std::fs::write(path, &expected).expect("the table can be written");
    }
    let written = std::fs::read_to_string(path).expect("the table is there");
    assert!(
        written == expected,
        "the models raise other rules than src/servers/raises_table.rs says; write it anew with CIMD_WRITE_RAISES=1 cargo test --test engine raises"
    );
}

#[test]
fn a_profile_says_of_each_rule_which_servers_raise_it() {
    for name in ["everywhere", "oidc-provider"] {
        let profile = ServerProfile::named(name).expect("it is there");
        for &rule in Rule::ALL {
            let setting = profile.profile().setting(rule);
            let servers = setting.map(|setting| &setting.servers[..]).unwrap_or_default();
            let is_verdict = setting.is_some_and(|setting| !setting.advice);
            assert_eq!(is_verdict, !servers.is_empty(), "{name} {rule}");
            let names: Vec<&str> = profile.servers().iter().map(|server| server.name).collect();
            assert!(servers.iter().all(|server| names.contains(&server.server)), "{name} {rule}");
        }
    }
}
