//! Edge cases of client identifier URLs, documents, redirect URIs, responses and key sets, and what the IETF draft (-02) and
//! the RFCs it builds on say of each: row by row, under the profile `ietf`.
//!
//! `testdata/README.md` lists the rows of the catalogue that are judged otherwise, with the reason.

use cimd::finding::Level;
use cimd::subject::Response;
use cimd::{Body, KeySet, Linter, Profile, Subject};
use serde_json::{Value, json};

const URL: &str = "https://app.example.net/oauth/client.json";
const KEYS: &str = "https://app.example.net/oauth/jwks.json";

/// The heaviest finding of a row.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Heaviest {
    /// There is none.
    Pass,
    Hint,
    Warning,
    Violation,
}

use Heaviest::{Hint, Pass, Violation, Warning};

/// Rows whose verdict here is not that of the catalogue; the reason is in `testdata/README.md`.
const OTHERWISE: [(&str, Heaviest); 6] =
    [("U47", Warning), ("U76", Hint), ("R5", Pass), ("R7", Hint), ("R8", Hint), ("R31", Violation)];

fn client() -> Value {
    json!({
        "client_id": URL,
        "client_name": "Example",
        "redirect_uris": ["https://app.example.net/cb"],
        "grant_types": ["authorization_code"],
        "response_types": ["code"],
        "application_type": "web",
        "token_endpoint_auth_method": "none",
    })
}

/// The client with some members changed; `REMOVED` removes one.
fn with(changes: Value) -> Value {
    let mut document = client();
    let members = document.as_object_mut().expect("it is an object");
    for (name, value) in changes.as_object().expect("changes are an object") {
        match value.as_str() {
            Some(REMOVED) => drop(members.remove(name)),
            _ => drop(members.insert(name.clone(), value.clone())),
        }
    }
    document
}

const REMOVED: &str = "REMOVED";

/// The client as a file.
fn file(text: impl Into<Vec<u8>>) -> Subject {
    Subject::from_bytes("client.json", text.into())
}

fn document(changes: Value) -> Subject {
    file(with(changes).to_string())
}

/// The client, published elsewhere.
fn at(url: &str, client_id: &str) -> Subject {
    document(json!({ "client_id": client_id })).published_at(url)
}

/// The client as the body of a response.
fn answered(status: u16, headers: &[(&str, &str)], body: Vec<u8>) -> Subject {
    let headers = headers.iter().map(|&(name, value)| (name.to_owned(), value.to_owned())).collect();
    let page = (status != 200).then(|| Box::new(Body::whole(body.clone())));
    Subject {
        document: (status == 200).then(|| Box::new(Body::whole(body))),
        error_page: page,
        retrieval: Some(Box::new(Response { url: URL.to_owned(), status, headers })),
        ..Subject::without_document(URL).published_at(URL)
    }
}

const JSON: (&str, &str) = ("content-type", "application/json");
const HOUR: (&str, &str) = ("cache-control", "max-age=3600");

/// The client, padded to a size.
fn sized(size: usize) -> Vec<u8> {
    let mut text = client().to_string();
    text.push_str(&" ".repeat(size - text.len()));
    text.into_bytes()
}

/// A client that signs with a key of this key set, as it was fetched.
fn signing(algorithm: &str, keys: Value) -> Subject {
    let retrieval = Response {
        url: KEYS.to_owned(),
        status: 200,
        headers: vec![("content-type".to_owned(), "application/jwk-set+json".to_owned())],
    };
    let key_set = KeySet {
        origin: cimd::finding::Input::url(KEYS),
        retrieval,
        body: Body::whole(keys.to_string().into_bytes()),
    };
    let changes = json!({
        "token_endpoint_auth_method": "private_key_jwt",
        "token_endpoint_auth_signing_alg": algorithm,
        "jwks_uri": KEYS,
    });
    Subject { key_set: Some(Box::new(key_set)), ..document(changes) }
}

/// The heaviest finding that is shown, and all of them.
fn judged(subject: &Subject) -> (Heaviest, Vec<String>) {
    let report = Linter::new(Profile::named("ietf").expect("it is built in")).lint(subject);
    let shown = || report.findings.iter().filter(|finding| finding.shown);
    let heaviest = match shown().map(|finding| finding.level).max() {
        None => Pass,
        Some(Level::Hint) => Hint,
        Some(Level::Warning) => Warning,
        Some(_) => Violation,
    };
    (heaviest, shown().map(|finding| finding.rule.to_string()).collect())
}

fn check(rows: Vec<(&'static str, Heaviest, Subject)>) {
    let mut wrong = String::new();
    for (id, catalogue, subject) in rows {
        let (found, rules) = judged(&subject);
        let other = OTHERWISE.iter().find(|(row, _)| *row == id).map(|(_, verdict)| *verdict);
        // What is only worth knowing does not keep a row from passing.
        let is_right = |wanted: Heaviest| found == wanted || (wanted == Pass && found == Hint);
        if !is_right(other.unwrap_or(catalogue)) {
            wrong += &format!("{id}: {catalogue:?} in the catalogue, {found:?} here: {rules:?}\n");
        }
        if other == Some(catalogue) {
            wrong += &format!("{id} is listed as other than the catalogue, and is not\n");
        }
    }
    assert!(wrong.is_empty(), "\n{wrong}");
}

#[test]
fn rows_that_are_judged_otherwise_are_documented() {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/testdata/README.md");
    let text = std::fs::read_to_string(path).expect("it is there");
    for (id, _) in OTHERWISE {
        let is_named =
            |line: &str| line.starts_with(&format!("| {id} ")) || line.contains(&format!(", {id} |"));
        let is_there = text.lines().any(|line| is_named(line) || line.starts_with(&format!("| {id},")));
        assert!(is_there, "{id} is not in testdata/README.md");
    }
}

#[test]
fn client_identifier_urls() {
    let long = format!("https://example.com/{}", "a".repeat(300));
    let long: &'static str = Box::leak(long.into_boxed_str());
    let rows = [
        ("U1", Pass, "https://example.com/client.json"),
        ("U2", Pass, "https://app.example.com/oauth/client-metadata.json"),
        ("U3", Pass, "https://example.com/oauth/claude-code-client-metadata"),
        ("U4", Violation, "https://example.com"),
        ("U5", Warning, "https://example.com/"),
        ("U6", Violation, "https://example.com?x=1"),
        ("U7", Violation, "http://example.com/c"),
        ("U8", Warning, "HTTPS://example.com/c"),
        ("U9", Warning, "https://Example.com/c"),
        ("U10", Warning, "https://example.com:443/c"),
        ("U11", Hint, "https://example.com:8443/c"),
        ("U12", Warning, "https://example.com:/c"),
        ("U13", Warning, "https://example.com:0443/c"),
        ("U14", Violation, "https://example.com:65536/c"),
        ("U15", Violation, "https://user@example.com/c"),
        ("U16", Violation, "https://user:pw@example.com/c"),
        ("U17", Violation, "https://@example.com/c"),
        ("U18", Violation, "https://example.com/c#"),
        ("U19", Violation, "https://example.com/c#main"),
        ("U20", Warning, "https://example.com/c?"),
        ("U21", Warning, "https://example.com/c?v=2"),
        ("U22", Warning, "https://example.com/c?redirect_uri=https%3A%2F%2Fx"),
        ("U23", Violation, "https://example.com/a/../c"),
        ("U24", Violation, "https://example.com/./c"),
        ("U25", Violation, "https://example.com/.."),
        ("U26", Violation, "https://example.com/a/%2e%2e/c"),
        ("U27", Violation, "https://example.com/.%2E/c"),
        ("U28", Pass, "https://example.com/a..b/c"),
        ("U29", Pass, "https://example.com/.../c"),
        ("U30", Pass, "https://example.com/.well-known/oauth-client"),
        ("U31", Hint, "https://example.com/c/"),
        ("U32", Hint, "https://example.com//c"),
        ("U33", Warning, "https://example.com/%7Euser/c"),
        ("U34", Hint, "https://example.com/%c3%bc"),
        ("U35", Violation, "https://example.com/ü"),
        ("U36", Warning, "https://example.com/a%2Fb"),
        ("U37", Violation, "https://example.com/a%zz"),
        ("U38", Violation, "https://example.com/a b"),
        ("U39", Violation, " https://example.com/c"),
        ("U40", Violation, "https://example.com/c\n"),
        ("U41", Violation, "https:\\example.com\\c"),
        ("U42", Violation, "https:/example.com/c"),
        ("U43", Violation, "https:///example.com/c"),
        ("U44", Violation, "//example.com/c"),
        ("U45", Warning, "https://example.com./c"),
        ("U46", Violation, "https://münchen.example/c"),
        ("U47", Hint, "https://xn--mnchen-3ya.example/c"),
        ("U48", Violation, "https://xn--a/c"),
        ("U49", Violation, "https://ex%61mple.com/c"),
        ("U50", Hint, "https://exam_ple.com/c"),
        ("U51", Violation, "https://example..com/c"),
        ("U52", Violation, "https://*.example.com/c"),
        ("U53", Warning, "https://8.8.8.8/c"),
        ("U54", Violation, "https://127.0.0.1/c"),
        ("U55", Violation, "https://localhost/c"),
        ("U56", Violation, "https://localhost:8443/c"),
        ("U57", Violation, "https://127.1/c"),
        ("U58", Violation, "https://0x7f.0.0.1/c"),
        ("U59", Violation, "https://0177.0.0.1/c"),
        ("U60", Violation, "https://2130706433/c"),
        ("U61", Violation, "https://0300.0250.0.1/c"),
        ("U62", Violation, "https://10.0.0.5/c"),
        ("U63", Violation, "https://169.254.169.254/c"),
        ("U64", Violation, "https://100.64.1.1/c"),
        ("U65", Violation, "https://192.0.2.1/c"),
        ("U66", Violation, "https://[::1]/c"),
        ("U67", Violation, "https://[0:0:0:0:0:0:0:1]/c"),
        ("U68", Violation, "https://[::ffff:10.0.0.1]/c"),
        ("U69", Violation, "https://[64:ff9b::a00:1]/c"),
        ("U70", Violation, "https://[2001:db8::1]/c"),
        ("U71", Warning, "https://[2606:4700::1111]/c"),
        ("U72", Violation, "https://[fe80::1%25eth0]/c"),
        ("U73", Warning, "https://printer.local/c"),
        ("U74", Warning, "https://intranet/c"),
        ("U75", Warning, "https://bit.ly/3abc"),
        ("U76", Warning, "https://someone.github.io/client.json"),
        ("U77", Hint, "https://example.com/c;jsessionid=1"),
        ("U78", Violation, "https://example.com/{id}/c"),
        ("U79", Hint, "https://example.com/client/v1.2.3.json"),
        ("U81", Violation, "https://256.1.1.1/c"),
        ("U80", Hint, long),
    ];
    check(rows.into_iter().map(|(id, verdict, url)| (id, verdict, at(url, url))).collect());
}

#[test]
fn redirect_uris() {
    let rows = [
        ("R1", Pass, "https://app.example.com/cb"),
        ("R2", Hint, "https://other.example.net/cb"),
        ("R3", Violation, "http://app.example.com/cb"),
        ("R4", Pass, "http://127.0.0.1/cb"),
        ("R5", Hint, "http://127.0.0.1:33418/"),
        ("R6", Pass, "http://[::1]/cb"),
        ("R7", Warning, "http://localhost/cb"),
        ("R8", Warning, "http://localhost:3000/cb"),
        ("R9", Warning, "https://localhost/cb"),
        ("R10", Warning, "http://127.0.0.2/cb"),
        ("R11", Violation, "http://0.0.0.0/cb"),
        ("R12", Violation, "http://192.168.1.10/cb"),
        ("R13", Pass, "com.example.app:/cb"),
        ("R14", Warning, "com.example.app://cb"),
        ("R15", Warning, "myapp:/cb"),
        ("R16", Warning, "cursor://anysphere.cursor-mcp/oauth/callback"),
        ("R17", Violation, "javascript:alert(1)"),
        ("R18", Violation, "data:text/html,x"),
        ("R19", Warning, "urn:ietf:wg:oauth:2.0:oob"),
        ("R20", Violation, "/cb"),
        ("R21", Violation, "app.example.com/cb"),
        ("R22", Violation, "https://app.example.com/cb#x"),
        ("R23", Violation, "https://app.example.com/cb#"),
        ("R24", Violation, "https://*.example.com/cb"),
        ("R25", Violation, "https://app.example.com/*"),
        ("R26", Violation, "http://127.0.0.1:*/cb"),
        ("R27", Warning, "https://app.example.com"),
        ("R28", Warning, "https://APP.example.com/cb"),
        ("R29", Warning, "https://app.example.com:443/cb"),
        ("R30", Warning, "https://app.example.com/a/../cb"),
        ("R31", Warning, "https://u:p@app.example.com/cb"),
        ("R32", Hint, "https://app.example.com/cb?next=https://x"),
        ("R33", Warning, "https://app.example.com/cb?code=1"),
    ];
    let mut cases: Vec<_> = rows
        .into_iter()
        .map(|(id, verdict, uri)| {
            let is_native = !uri.starts_with("https://") || uri.contains("localhost");
            let kind = if is_native { "native" } else { "web" };
            let changes = json!({
                "client_id": "https://app.example.com/client.json",
                "redirect_uris": [uri],
                "application_type": kind,
            });
            (id, verdict, document(changes))
        })
        .collect();
    let twice = json!(["https://app.example.net/cb", "https://app.example.net/cb"]);
    cases.push(("R34", Hint, document(json!({ "redirect_uris": twice }))));
    cases.push(("R35", Violation, document(json!({ "redirect_uris": [123] }))));
    check(cases);
}

#[test]
fn responses() {
    let body = || client().to_string().into_bytes();
    let typed = |media_type| answered(200, &[("content-type", media_type), HOUR], body());
    let other = |status| answered(status, &[JSON], body());
    let to = |status, target| answered(status, &[("location", target)], Vec::new());
    check(vec![
        ("H1", Pass, typed("application/json")),
        ("H2", Pass, typed("application/json; charset=utf-8")),
        ("H3", Pass, typed("application/cimd+json")),
        ("H3", Pass, typed("application/ld+json")),
        ("H4", Warning, typed("text/plain")),
        ("H5", Violation, answered(200, &[("content-type", "text/html")], b"<!doctype html><p>x".to_vec())),
        ("H6", Warning, answered(200, &[HOUR], body())),
        ("H7", Violation, other(201)),
        ("H7", Violation, other(203)),
        ("H7", Violation, other(206)),
        ("H8", Violation, answered(204, &[], Vec::new())),
        ("H9", Violation, to(301, "https://app.example.net/oauth/client.json/")),
        ("H9", Violation, to(308, "https://app.example.net/oauth/client.json/")),
        ("H11", Violation, answered(403, &[("content-type", "text/html")], b"<!doctype html>".to_vec())),
        ("H12", Violation, answered(304, &[], Vec::new())),
        ("H13", Hint, answered(200, &[JSON, HOUR], sized(4_900))),
        ("H14", Hint, answered(200, &[JSON, HOUR], sized(5_100))),
        ("H15", Warning, answered(200, &[JSON, HOUR], sized(20_000))),
        ("H16", Warning, answered(200, &[JSON, ("cache-control", "no-store")], body())),
        ("H17", Hint, answered(200, &[JSON, ("cache-control", "max-age=604800")], body())),
    ]);
}

/// A key on the curve P-256.
fn key(changes: Value) -> Value {
    let mut key = json!({
        "kty": "EC",
        "kid": "key-2026-01",
        "use": "sig",
        "alg": "ES256",
        "crv": "P-256",
        "x": "GVY6r_hY7CJkWEGOJBeD_UlhGJaAiRf910yp_Pt-MQ0",
        "y": "W0Ol59dGAspLSPWV7UUy8baMEUeC4bJY_bxmAdM1NJg",
    });
    let members = key.as_object_mut().expect("it is an object");
    for (name, value) in changes.as_object().expect("changes are an object") {
        match value.as_str() {
            Some(REMOVED) => drop(members.remove(name)),
            _ => drop(members.insert(name.clone(), value.clone())),
        }
    }
    key
}

/// An RSA key of 2,048 bits that was made for this, but for what is changed.
fn rsa(modulus: &str) -> Value {
    json!({ "kty": "RSA", "kid": "key-2026-01", "use": "sig", "alg": "RS256", "n": modulus, "e": "AQAB" })
}

const MODULUS: &str = "5KH_gm09fzcjxMJNwG_wi7ulMzaQMDy7G9MY4jhl_15zpUKC2qvb9gfeKpQQwzyfHpIuMDlKcyQgrb77sCtqFrolmgVMhdu2nZaR-46Ie0VXU-At-40tkSPoatN22yn0UWYJkGvnWQ1zFe_KTERZGWvTqf0iKioDTNwsuQZmIeL6JvmBUgpwd6u6Lcep69tCgJ4niofixg2gvKCrj3KpB0fwtlqSEqVgNyOccf-CkdjfdICjoP9So2wffY0MqDCJAGAZDANLygkYskB0FAvL0jHJOL3c3tQLHFJqh5WV4bLiPQSnoV49N-M-OcuVPOrGhe9erMJuNwrK1j2NLqtFuw";

#[test]
fn key_sets() {
    let keys = |keys: Value| signing("ES256", json!({ "keys": keys }));
    let of_rsa = |modulus: &str| signing("RS256", json!({ "keys": [rsa(modulus)] }));
    let second = || {
        key(
            json!({ "x": "BDC1ZByMjZwYgluvdnReSghTjrKLz_CABmkytg05eW0", "y": "bBOL71iLxbyiJm4dhGHxb-GiS1Ii2YLqcDvfi6aKHi8" }),
        )
    };
    let edwards = |algorithm: &str| {
        let x = "nJ1EK70QAMda1eGq5bnyAuFirZCwQ-eUcMnslbi6Uuk";
        let key =
            json!({ "kty": "OKP", "kid": "a", "use": "sig", "alg": algorithm, "crv": "Ed25519", "x": x });
        signing("Ed25519", json!({ "keys": [key] }))
    };
    let with_leading_zero = "AOSh_4JtPX83I8TCTcBv8Iu7pTM2kDA8uxvTGOI4Zf9ec6VCgtqr2_YH3iqUEMM8nx6SLjA5SnMkIK2--7Araha6JZoFTIXbtp2WkfuOiHtFV1PgLfuNLZEj6GrTdtsp9FFmCZBr51kNcxXvykxEWRlr06n9IioqA0zcLLkGZiHi-ib5gVIKcHerui3HqevbQoCeJ4qH4sYNoLygq49yqQdH8LZakhKlYDcjnHH_gpHY33SAo6D_UqNsH32NDKgwiQBgGQwDS8oJGLJAdBQLy9IxyTi93N7UCxxSaoeVleGy4j0Ep6FePTfjPjnLlTzqxoXvXqzCbjcKytY9jS6rRbs";
    check(vec![
        ("J1", Pass, keys(json!([key(json!({}))]))),
        ("J2", Violation, keys(json!([key(json!({ "d": "AA" }))]))),
        (
            "J3",
            Violation,
            of_rsa(
                "2d3ZRvweOuZaRZAW6xZUF9wqZROemyhLZr1q11_2X5PfdntkxLH2ZvSHpWrf_f5zJFZwwWNx9yYRiGQZKXhI6dfMUukIcsdH-JYtKGyN2SVDp1q-TL5ybkr3t5ilJhJqmuTBW4mFnSb0nhMEg-CFqFI_C7BHM-taxKOZrx6fqzk",
            ),
        ),
        ("J4", Pass, of_rsa(MODULUS)),
        ("J5", Warning, of_rsa(with_leading_zero)),
        ("J6", Violation, keys(json!([key(json!({ "x": "GVY6r_hY7CJkWEGOJBeD_UlhGJaAiRf910yp_Pt-MQ" }))]))),
        ("J7", Violation, keys(json!([key(json!({ "alg": "ES384" }))]))),
        ("J8", Violation, keys(json!([{ "kty": "oct", "kid": "a", "k": "AAAA" }]))),
        (
            "J9",
            Warning,
            keys(json!([key(json!({})), { "kty": "rsa", "kid": "b", "n": MODULUS, "e": "AQAB" }])),
        ),
        ("J10", Warning, keys(json!([key(json!({})), second()]))),
        ("J11", Violation, keys(json!([key(json!({ "key_ops": ["encrypt"] }))]))),
        ("J12", Warning, keys(json!([key(json!({ "key_ops": ["verify"] }))]))),
        ("J13", Violation, keys(json!([key(json!({ "use": REMOVED, "key_ops": ["verify", "verify"] }))]))),
        ("J14", Warning, keys(json!([key(json!({ "use": REMOVED, "key_ops": ["sign"] }))]))),
        ("J15", Hint, edwards("EdDSA")),
        ("J16", Pass, edwards("Ed25519")),
        ("J17", Violation, keys(json!([{ "kty": "AKP", "kid": "a", "pub": "AAAA" }]))),
        ("J18", Violation, keys(json!([key(json!({ "x5c": [OTHER_CERTIFICATE] }))]))),
        ("J19", Violation, signing("ES256", json!({ "keys": {} }))),
        ("J20", Violation, signing("ES256", json!([key(json!({}))]))),
        ("J21", Warning, keys(json!([key(json!({ "use": "enc", "alg": "ECDH-ES" }))]))),
        (
            "J22",
            Violation,
            keys(json!([key(json!({ "x": "GVY6r_hY7CJkWEGOJBeD_UlhGJaAiRf910yp_Pt-MQ0=" }))])),
        ),
    ]);
}

/// A certificate of another key, until 2125.
const OTHER_CERTIFICATE: &str = "MIIBIzCByaADAgECAgEBMAoGCCqGSM49BAMCMBoxGDAWBgNVBAMMD2FwcC5leGFtcGxlLm5ldDAgFw0yNTAxMDEwMDAwMDBaGA8yMTI1MDEwMTAwMDAwMFowGjEYMBYGA1UEAwwPYXBwLmV4YW1wbGUubmV0MFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAEBDC1ZByMjZwYgluvdnReSghTjrKLz/CABmkytg05eW1sE4vvWIvFvKImbh2EYfFv4aJLUiLZgupwO9+LpooeLzAKBggqhkjOPQQDAgNJADBGAiEA7fVLxcFP46s0hnOJ1zCEO+Zx2cYRyusH47ixlh5TrVICIQD65Gs4urxbIOCKkZuUQEXjksCRkRl56SXxTeBqRbIvpg==";

#[test]
fn documents() {
    let base = client().to_string();
    let raw = |text: String| file(text);
    let keys = |changes: Value| {
        let mut all = json!({ "token_endpoint_auth_method": "private_key_jwt", "jwks_uri": KEYS });
        all.as_object_mut().expect("it is an object").extend(changes.as_object().expect("it is one").clone());
        document(all)
    };
    let listed = "token_endpoint_auth_methods_supported";
    let jwks = |key: Value| {
        document(json!({ "token_endpoint_auth_method": "private_key_jwt", "jwks": { "keys": [key] } }))
    };
    let one = |member: &str, value: Value| document(json!({ member: value }));
    check(vec![
        ("D1", Pass, document(json!({}))),
        ("D2", Violation, one("client_id", json!(REMOVED))),
        ("D3", Violation, at(URL, "https://app.example.net/oauth/client.json/")),
        ("D4", Violation, at(URL, "https://APP.example.net/oauth/client.json")),
        ("D5", Violation, at(URL, "https://app.example.net:443/oauth/client.json")),
        ("D6", Violation, at(URL, "http://app.example.net/oauth/client.json")),
        ("D7", Pass, raw(base.replace('/', "\\/")).published_at(URL)),
        (
            "D8",
            Violation,
            at("https://app.example.net/~a/client.json", "https://app.example.net/%7Ea/client.json"),
        ),
        ("D9", Violation, at("https://app.example.net/other.json", URL)),
        ("D10", Violation, raw(format!("[{base}]"))),
        ("D11", Violation, raw("{}".to_owned())),
        ("D12", Warning, raw(format!("\u{feff}{base}"))),
        ("D13", Warning, raw(base.replacen('{', r#"{"redirect_uris":["https://app.example.net/cb"],"#, 1))),
        ("D14", Violation, raw(base.replace("]}", "],}").replace("\"none\"}", "\"none\",}"))),
        ("D15", Violation, file([br#"{"client_name":"Caf"#, &b"\xe9\""[..], b"}"].concat())),
        ("D16", Violation, one("client_secret", json!(""))),
        ("D17", Violation, one("client_secret_expires_at", json!(0))),
        ("D18", Violation, one("token_endpoint_auth_method", json!("client_secret_basic"))),
        ("D19", Warning, one("token_endpoint_auth_method", json!(REMOVED))),
        ("D20", Warning, document(json!({ "token_endpoint_auth_method": REMOVED, listed: ["none"] }))),
        ("D21", Violation, keys(json!({ listed: ["none"] }))),
        ("D22", Pass, document(json!({ listed: ["none", "private_key_jwt"], "jwks_uri": KEYS }))),
        (
            "D23",
            Pass,
            keys(json!({ listed: ["none", "private_key_jwt"], "token_endpoint_auth_signing_alg": "RS256" })),
        ),
        ("D24", Violation, keys(json!({ "jwks_uri": REMOVED }))),
        ("D25", Warning, document(json!({ listed: ["none", "client_secret_basic"] }))),
        ("D26", Violation, one("token_endpoint_auth_method", json!(["none"]))),
        ("D27", Violation, one("token_endpoint_auth_method", json!("tls_client_auth"))),
        ("D28", Pass, one("token_endpoint_auth_method", json!("https://example.org/my-auth"))),
        ("D29", Violation, keys(json!({ "jwks": { "keys": [key(json!({}))] } }))),
        ("D30", Violation, jwks(key(json!({ "d": "AA" })))),
        ("D31", Violation, jwks(json!({ "kty": "oct", "kid": "a", "k": "AAAA" }))),
        ("D32", Warning, one("jwks", json!({ "keys": [] }))),
        ("D33", Violation, document(json!({ "redirect_uris": REMOVED, "grant_types": REMOVED }))),
        (
            "D34",
            Pass,
            keys(json!({
                "redirect_uris": REMOVED, "grant_types": ["client_credentials"], "response_types": REMOVED,
                "application_type": REMOVED,
            })),
        ),
        ("D35", Violation, one("redirect_uris", json!("https://app.example.net/cb"))),
        ("D36", Violation, one("redirect_uris", json!([]))),
        (
            "D37",
            Violation,
            document(json!({ "redirect_uris": REMOVED, "redirect_uri": ["https://app.example.net/cb"] })),
        ),
        ("D38", Violation, one("scope", json!(["a", "b"]))),
        ("D39", Violation, one("scope", json!("a  b"))),
        (
            "D40",
            Pass,
            one("grant_types", json!(["authorization_code", "urn:ietf:params:oauth:grant-type:device_code"])),
        ),
        (
            "D41",
            Warning,
            document(json!({
                "grant_types": ["device_code"], "response_types": REMOVED, "redirect_uris": ["https://app.example.net/cb"],
            })),
        ),
        ("D42", Warning, document(json!({ "grant_types": ["implicit"], "response_types": ["token"] }))),
        ("D43", Violation, document(json!({ "grant_types": ["password"], "response_types": REMOVED }))),
        (
            "D44",
            Warning,
            document(json!({ "grant_types": ["implicit"], "response_types": ["token id_token"] })),
        ),
        ("D45", Warning, keys(json!({ "grant_types": ["client_credentials"] }))),
        ("D46", Warning, one("client_name", json!(REMOVED))),
        ("D47", Warning, document(json!({ "client_name": REMOVED, "client_name#ja": "\u{4f8b}" }))),
        ("D48", Warning, one("client_name#not a tag", json!("Example"))),
        ("D49", Warning, one("redirect_uris#de", json!(["https://app.example.net/cb"]))),
        ("D50", Warning, one("logo_uri", json!("data:image/svg+xml;base64,AAAA"))),
        ("D51", Violation, one("logo_uri", json!("/logo.png"))),
        ("D52", Violation, one("client_uri", json!("javascript:alert(1)"))),
        ("D53", Warning, one("tos_uri", json!("http://app.example.net/tos"))),
        ("D54", Violation, one("policy_uri", json!("https://10.0.0.1/p"))),
        ("D55", Violation, keys(json!({ "jwks_uri": "http://app.example.net/jwks.json" }))),
        (
            "D56",
            Warning,
            document(json!({ "application_type": REMOVED, "redirect_uris": ["http://127.0.0.1/cb"] })),
        ),
        ("D57", Pass, one("application_type", json!("native"))),
        ("D58", Violation, one("application_type", json!("spa"))),
        ("D59", Violation, one("dpop_bound_access_tokens", json!("true"))),
        ("D60", Violation, one("contacts", json!("a@b"))),
        ("D61", Hint, one("foo", json!(1))),
        ("D62", Warning, one("Client_Name", json!("Example"))),
        (
            "D63",
            Warning,
            document(json!({
                "issuer": "https://as.example.net", "authorization_endpoint": "https://as.example.net/authorize",
            })),
        ),
        ("D64", Violation, one("registration_access_token", json!("a"))),
        ("D65", Hint, one("client_id_expires_at", json!(1_790_000_000))),
        ("D66", Violation, one("software_statement", json!("abc"))),
        ("D67", Hint, one("@context", json!("https://www.w3.org/ns/solid/oidc-context.jsonld"))),
        ("D68", Warning, answered(200, &[JSON, HOUR], sized(6_000))),
        ("D69", Violation, keys(json!({ "token_endpoint_auth_signing_alg": "HS256" }))),
        ("D70", Violation, keys(json!({ "token_endpoint_auth_signing_alg": "none" }))),
        ("D71", Violation, one("redirect_uris", json!(null))),
        ("D72", Warning, one("client_id_issued_at", json!(1))),
    ]);
}
