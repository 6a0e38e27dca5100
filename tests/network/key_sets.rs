//! Key sets behind `jwks_uri`.

use serde_json::json;

use crate::certificates::HOST;
use crate::document::{document_with_keys, key_set, rsa_key};
use crate::lint::{Lint, Linted, Verdict, accepted, failed, refused};
use crate::response::Response;
use crate::server::{Answer, Server};

/// Lints a document whose key set is served that way.
#[track_caller]
fn check<A: Into<Answer>>(served: impl Fn() -> A + Send + Sync + 'static, expected: &Verdict) -> Linted {
    let server = Server::start(move |request| match request.target.as_str() {
        "/client.json" => {
            let url = request.url();
            Response::json(document_with_keys(&url, &url.replace("client", "keys"))).into()
        }
        _ => served().into(),
    });
    let linted = Lint::at(&server).within(2).run_on(&server.url("/client.json"));
    linted.gives(expected);
    assert_eq!(server.counts(), [("/client.json".to_owned(), 1), ("/keys.json".to_owned(), 1)]);
    linted
}

/// The text of a key set that a finding points at.
#[track_caller]
fn pointed_at(linted: &Linted, rule: &str, key_set: &str) -> String {
    let finding = linted.finding(rule);
    assert_eq!(finding["part"], "keys");
    let source = finding["source"].as_str().expect("it is named");
    assert!(source.starts_with(&format!("https://{HOST}:")) && source.ends_with("/keys.json"), "{source}");
    let offset = |end: &str| {
        usize::try_from(finding["range"][end]["offset"].as_u64().expect("a number")).expect("a small one")
    };
    key_set[offset("start")..offset("end")].to_owned()
}

fn of_keys(keys: &str) -> String {
    format!("{{\n  \"keys\": [\n    {keys}\n  ]\n}}\n")
}

#[test]
fn good_keys_are_accepted() {
    check(|| Response::json(key_set()), &accepted(&[]));
    check(
        || Response::json(key_set()).header("Content-Type", "application/jwk-set+json; charset=utf-8"),
        &accepted(&[]),
    );
    check(|| Response::json(key_set()).chunked(), &accepted(&[]));
}

#[test]
fn another_status_gives_no_keys() {
    let expected = refused(&["jwks-uri-fetch"]);
    for status in [301, 302, 307] {
        let linted = check(move || Response::redirect(status, "/moved.json"), &expected);
        assert!(linted.words("jwks-uri-fetch").contains("a redirect to `/moved.json`"));
        assert!(linted.finding("jwks-uri-fetch")["range"].is_null());
    }
    for status in [204, 304, 403, 404, 500] {
        check(move || Response::json(key_set()).with_status(status), &expected);
    }
}

#[test]
fn the_limit_is_a_matter_of_one_byte() {
    let padded = |bytes: usize| {
        let keys = key_set();
        format!("{}{}", keys, " ".repeat(bytes - keys.len()))
    };
    check(move || Response::json(padded(12_288)), &accepted(&[]));
    let linted = check(move || Response::json(padded(12_289)), &refused(&["jwks-too-large"]));
    assert!(linted.words("jwks-too-large").contains("12289 bytes"));
    let endless = || Answer::Endless(Response::json("").head(), vec![b' '; 16 * 1024]);
    let linted = check(endless, &refused(&["jwks-too-large"]));
    assert!(linted.words("jwks-too-large").contains("524289 bytes or more"));
}

#[test]
fn what_is_no_json_is_pointed_at() {
    let broken = key_set().replace("\"kty\":", "\"kty\"");
    let text = broken.clone();
    let linted = check(move || Response::json(text.clone()), &refused(&["jwks-not-json"]));
    let range = &linted.finding("jwks-not-json")["range"];
    assert_eq!(range["start"]["line"], 3, "{range}");
    pointed_at(&linted, "jwks-not-json", &broken);
}

#[test]
fn a_page_in_place_of_the_key_set_is_one_fault() {
    check(|| Response::html(200), &refused(&["jwks-not-json"]));
}

#[test]
fn what_is_no_key_set_is_said() {
    for text in
        ["{}", "[]", "null", "{\"keys\": {}}", "{\"keys\": [1]}", &rsa_key(""), &format!("[{}]", rsa_key(""))]
    {
        let served = text.to_owned();
        check(move || Response::json(served.clone()), &refused(&["jwks-type"]));
    }
    check(|| Response::json("{\"keys\": []}"), &refused(&["jwks-empty"]));
}

#[test]
fn something_else_behind_jwks_uri_is_named() {
    for (text, rule, what, help) in [
        (
            r#"{"issuer": "https://as.example.net", "authorization_endpoint": "https://as.example.net/a", "jwks_uri": "https://as.example.net/k", "userinfo_endpoint": "x"}"#,
            "jwks-type",
            "OpenID provider",
            "`https://as.example.net/k`",
        ),
        (
            r#"{"issuer": "https://as.example.net", "token_endpoint": "https://as.example.net/t"}"#,
            "jwks-type",
            "authorization server",
            "public keys",
        ),
        (
            r#"{"client_id": "https://app.example.net/c", "redirect_uris": []}"#,
            "jwks-type",
            "document itself",
            "public keys",
        ),
        (
            r#"{"error": "not_found", "error_description": "x"}"#,
            "jwks-type",
            "an error answer",
            "check the URL",
        ),
        (
            "<!doctype html><html><input type=password></html>",
            "jwks-not-json",
            "a login page",
            "without a login",
        ),
        (
            "-----BEGIN PUBLIC KEY-----\nMFkw\n-----END PUBLIC KEY-----\n",
            "jwks-not-json",
            "(PEM)",
            "public keys",
        ),
    ] {
        let linted = check(move || Response::json(text), &refused(&[rule]));
        let words = linted.words(rule);
        assert!(words.contains(what) && words.contains(help), "{text}: {words}");
    }
    let wrong = of_keys(&format!("{}, 17", rsa_key("")));
    let text = wrong.clone();
    let linted = check(move || Response::json(text.clone()), &refused(&["jwks-type"]));
    assert_eq!(pointed_at(&linted, "jwks-type", &wrong), "17");
}

#[test]
fn published_secrets_are_pointed_at() {
    let private = of_keys(&rsa_key(", \"d\": \"c2VjcmV0\""));
    let text = private.clone();
    let linted = check(move || Response::json(text.clone()), &refused(&["jwk-private"]));
    assert_eq!(pointed_at(&linted, "jwk-private", &private), "\"d\"");
    assert_eq!(linted.finding("jwk-private")["pointer"], "/keys/0/d");
    assert!(!linted.ran.out.contains("c2VjcmV0"), "{}", linted.ran.out);

    let symmetric = of_keys(r#"{"kty": "oct", "kid": "key-2026-11-20", "k": "c2VjcmV0"}"#);
    check(move || Response::json(symmetric.clone()), &refused(&["jwk-symmetric"]));
}

#[test]
fn other_keys_are_hints() {
    let x = "A".repeat(43);
    let ec = of_keys(&format!(
        r#"{{"kty": "EC", "crv": "P-256", "kid": "key-2026-11-20", "x": "{x}", "y": "{x}"}}"#
    ));
    let text = ec.clone();
    let linted = check(move || Response::json(text.clone()), &accepted(&["jwk-kty-unsupported"]));
    assert_eq!(pointed_at(&linted, "jwk-kty-unsupported", &ec), "\"EC\"");
    check(
        || Response::json(key_set()).header("Content-Type", "text/html"),
        &accepted(&["jwks-content-type"]),
    );
    check(|| Response::json(key_set()).without("Content-Type"), &accepted(&["jwks-content-type"]));
}

/// A document with faults of its own, whose key set is elsewhere.
fn faulty(url: &str, key_set: &str) -> String {
    document_with_keys(url, key_set)
        .replace("\"Example\"", "\"Example\",\n  \"scope\": \"read\"")
        .replace("https://app.example.net/callback", "http://app.example.net/callback")
}

#[test]
fn a_key_set_that_cannot_be_reached_keeps_the_documents_own_findings() {
    let server = Server::start(|request| {
        Response::json(faulty(&request.url(), &format!("https://{HOST}:1/keys.json")))
    });
    let lint = Lint::at(&server).within(2).with(&["--resolve", &format!("{HOST}:1:127.0.0.1")]);
    let linted = lint.run_on(&server.url("/client.json"));
    let rules = ["property-unsupported", "redirect-uri-http", "jwks-uri-cross-origin"];
    linted.gives(&failed("connect", &rules).though_refused());
    assert!(linted.ran.err.contains("the key set at"), "{}", linted.ran.err);
}

#[test]
fn without_its_key_set_a_good_document_is_not_yet_valid() {
    let server = Server::start(|request| match request.target.as_str() {
        "/client.json" => {
            let url = request.url();
            Response::json(document_with_keys(&url, &url.replace("client", "keys"))).into()
        }
        _ => Answer::Close(Vec::new()),
    });
    let linted = Lint::at(&server).within(2).run_on(&server.url("/client.json"));
    linted.gives(&failed("connection-lost", &[]));
    let summary = &linted.ran.json()["summary"];
    assert_eq!((&summary["documents"], &summary["errors"]), (&json!(1), &json!(1)));
}

#[test]
fn only_a_key_set_that_a_server_would_fetch_is_fetched() {
    // A client without a key, a document that is none, and one that is too large to be read.
    let server = Server::start(|request| {
        let url = request.url();
        let keyed = document_with_keys(&url, &url.replace("client", "keys"));
        match request.target.as_str() {
            "/public/client.json" => Response::json(keyed.replace("private_key_jwt", "none")),
            "/broken/client.json" => Response::json(keyed.replace('}', "")),
            "/large/client.json" => Response::json(keyed + &" ".repeat(2 * 1024 * 1024)),
            _ => Response::json(keyed).with_status(404),
        }
    });
    for path in ["/public/client.json", "/broken/client.json", "/large/client.json", "/gone/client.json"] {
        let linted = Lint::at(&server).run_on(&server.url(path));
        assert!(linted.ran.code < 2, "{}", linted.ran.out);
    }
    assert_eq!(server.counts().len(), 4);
}

#[test]
fn a_fault_in_the_key_set_of_a_file_is_shown_at_its_jwks_uri() {
    let key = rsa_key(", \"d\": \"AAAA\"");
    let server = Server::start(move |_| Response::json(of_keys(&key)));
    let keys = server.url("/keys.json");
    let document = document_with_keys("https://app.example.net/client.json", &keys);
    let (before, _) = document.split_once(&format!("\"{keys}\"")).expect("it is named");
    let line = before.lines().count();
    let lint = |format| {
        let lint = Lint::at(&server).with_file("client.json", &document).with(&["--online"]);
        lint.in_format(format).run_on("client.json").ran
    };
    let github = lint("github").out;
    let annotation = github.lines().find(|line| line.contains("(jwk-private)")).expect("it is found");
    assert!(annotation.starts_with(&format!("::error file=client.json,line={line},")), "{annotation}");
    assert!(annotation.contains(&format!("::{keys}:")), "{annotation}");

    let sarif = lint("sarif").json();
    let results = sarif["runs"][0]["results"].as_array().expect("an array");
    let result = results.iter().find(|result| result["ruleId"] == "jwk-private").expect("it is found");
    let place = &result["locations"][0]["physicalLocation"];
    assert_eq!(place["artifactLocation"]["uri"], "client.json");
    assert_eq!(place["region"]["startLine"], line);
    assert_eq!(result["webRequest"]["target"], *keys);
    let text = result["message"]["text"].as_str().expect("a text");
    assert!(text.contains(&format!(" Found at {keys}:")), "{text}");
}
