//! Problems that people met with documents and servers, each with what `cimd` says of it.
//!
//! The numbers are those of a survey of public issue threads in November 2026, with 47 entries. Those that one document
//! or one response can show are in `SHOWN`, the others in `NOT_SHOWN` with the reason.

#[path = "support/example_text.rs"]
#[expect(dead_code, reason = "other tests use the rest")]
mod example_text;

use std::collections::BTreeSet;

use cimd::finding::Finding;
use cimd::{Body, Linter, Profile, Rule, Subject, server_text};
use serde_json::{Value, json};

use example_text::read_response;

const URL: &str = "https://app.example.com/client.json";

/// What one problem looks like.
enum Seen {
    /// A good document with these members in place of its own; null removes a member.
    Document(Value),
    /// A good document that is published at another URL.
    At(&'static str),
    /// A response at that URL: status line, headers, an empty line, a body. `GOOD` is a good document.
    Response(&'static str, &'static str),
}

use Seen::{At, Document, Response};

/// Number of the problem, what is seen, profile, rule, and what message or help must say.
type Shown = (u32, Seen, &'static str, &'static str, &'static str);

fn shown() -> Vec<Shown> {
    let ports = |hosts: &[&str]| -> Vec<String> {
        let uri = |port: u32| hosts.iter().map(move |host| format!("http://{host}:{port}/callback"));
        (33418..33428).flat_map(uri).collect()
    };
    let key = json!({"kty": "EC", "crv": "P-256", "x": "f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEU",
        "y": "x_FEzRu9m36HLN_tue659LNpXW6pCyStikYjKIWI5a0"});
    let native = |uris: &[&str]| Document(json!({"application_type": "native", "redirect_uris": uris}));
    let fixed_port = || native(&["http://127.0.0.1:33418/"]);
    let both_methods = || {
        Document(json!({
            "token_endpoint_auth_method": "private_key_jwt",
            "token_endpoint_auth_methods_supported": ["none", "private_key_jwt"],
            "jwks_uri": "https://app.example.com/jwks.json",
        }))
    };
    let with_grant = |grant: &str| Document(json!({"grant_types": ["authorization_code", grant]}));
    vec![
        // A client that binds a random port, and a document with a fixed one.
        (1, fixed_port(), "auth0", "redirect-uri-loopback-port", "must listen at exactly 33418"),
        (
            3,
            native(&["http://127.0.0.1/callback"]),
            "auth0",
            "redirect-uri-loopback-no-port",
            "without a port, only 80 fits",
        ),
        (
            5,
            Document(
                json!({"application_type": "native", "redirect_uris": ports(&["127.0.0.1", "localhost"])}),
            ),
            "ietf",
            "redirect-uri-ports",
            "10 redirect URIs, `http://127.0.0.1:33418/callback` the first of them, differ in the port alone",
        ),
        (8, fixed_port(), "auth0", "redirect-uri-loopback-port", "no other will do when that is busy"),
        (
            9,
            Document(json!({"redirect_uris": ["https://www.example.net/callback"]})),
            "ietf",
            "redirect-uri-cross-origin",
            "another origin than `https://app.example.com`, where the document is; some servers refuse it",
        ),
        (
            10,
            native(&["cursor://anysphere.cursor-mcp/oauth/callback"]),
            "ietf",
            "redirect-uri-private-scheme-no-dot",
            "the scheme `cursor` is not a domain name in reverse order",
        ),
        (
            11,
            native(&["http://127.0.0.1/callback", "mcpjam://oauth/callback"]),
            "strict",
            "redirect-uri-private-scheme-no-dot",
            "redirect_uris[1] is `mcpjam://oauth/callback`",
        ),
        (
            12,
            Document(json!({"redirect_uris": ["http://other.example.net/callback"]})),
            "mcp",
            "redirect-uri-http",
            "plain http is only accepted for loopback hosts",
        ),
        (
            14,
            Document(json!({"redirect_uris": ["https:/cb"]})),
            "ietf",
            "redirect-uri-invalid",
            "it has no host",
        ),
        (
            14,
            Document(json!({"redirect_uris": ["https://u:p@app.example.com/cb"]})),
            "ietf",
            "secret-url-password",
            "publishes a password before the `@`",
        ),
        (
            14,
            Document(json!({"redirect_uris": ["https://app.example.com/cb#a"]})),
            "ietf",
            "redirect-uri-fragment",
            "#",
        ),
        (
            16,
            both_methods(),
            "ietf",
            "auth-methods-differ",
            "servers of the published drafts read `token_endpoint_auth_method` alone and use `private_key_jwt`",
        ),
        (17, both_methods(), "ietf@03", "auth-methods-differ", "those that read the list prefer"),
        (
            18,
            with_grant("urn:ietf:params:oauth:grant-type:jwt-bearer"),
            "ietf",
            "grant-exchange-public",
            "the client does not authenticate: some servers refuse the two together",
        ),
        (
            19,
            with_grant("urn:ietf:params:oauth:grant-type:device_code"),
            "auth0",
            "grant-unsupported",
            "it supports only `authorization_code` and `refresh_token`",
        ),
        (
            20,
            Document(json!({"redirect_uris": ["http://127.0.0.1/callback"]})),
            "auth0",
            "application-type-missing-loopback",
            "declare `\"application_type\": \"native\"`",
        ),
        (
            21,
            Document(json!({"token_endpoint_auth_method": "private_key_jwt", "jwks": {"keys": [key]}})),
            "auth0",
            "jwks-embedded",
            "name it in `jwks_uri` instead",
        ),
        (21, Document(json!({"grant_types": null})), "auth0", "grant-types-missing", "Auth0 requires it"),
        (
            28,
            Document(json!({"client_id": "http://127.0.0.1:33418 https://vscode.dev/redirect"})),
            "auth0",
            "client-id-url-invalid",
            "contains a space",
        ),
        (
            28,
            Document(json!({"client_id": "http://127.0.0.1:33418 https://vscode.dev/redirect"})),
            "strict",
            "uris-in-one-string",
            "it holds 2 URIs",
        ),
        (
            29,
            Response(
                URL,
                "HTTP/1.1 403 Forbidden\ncontent-type: text/html\n\n<!DOCTYPE html><title>Just a moment...</title>",
            ),
            "ietf",
            "http-status-not-200",
            "403",
        ),
        (
            30,
            Response(URL, "HTTP/1.1 200 OK\ncontent-type: text/html\n\n<!DOCTYPE html><title>App</title>"),
            "ietf",
            "doc-not-json",
            "HTML",
        ),
        (
            31,
            Response(
                "https://gist.githubusercontent.com/me/0123abcd/raw/client.json",
                "HTTP/1.1 200 OK\ncontent-type: text/plain; charset=utf-8\n\nGOOD",
            ),
            "ietf",
            "http-content-type",
            "such as the service's pages",
        ),
        (
            31,
            Response(URL, "HTTP/1.1 200 OK\ncontent-type: text/plain\n\nGOOD"),
            "ietf",
            "http-content-type",
            "text/plain",
        ),
        (32, Response(URL, "HTTP/1.1 404 Not Found\n\n"), "ietf", "http-status-not-200", "404"),
        (
            34,
            Document(json!({"client_id": "https://old.example.com/client.json"})),
            "auth0",
            "client-id-mismatch",
            "they differ from character 9 on (host)",
        ),
        (
            37,
            At("https://app.example.com./client.json"),
            "ietf",
            "client-id-url-host-trailing-dot",
            "ends with a dot",
        ),
        (
            40,
            Document(json!({"client_id": null})),
            "auth0",
            "client-id-missing",
            "the https URL at which the document",
        ),
        (
            41,
            At("https://app.example.com"),
            "auth0",
            "client-id-url-no-path",
            "the URL of the document, not of the site",
        ),
        (
            41,
            At("https://app.example.com/"),
            "auth0",
            "client-id-url-root-path",
            "the URL of the document, not of the site",
        ),
        (
            42,
            Document(json!({"client_uri": "https://www.example.com/"})),
            "ietf",
            "client-uri-cross-origin",
            "some servers take only a page of the same origin",
        ),
        (43, Document(json!({"policy_uri": ""})), "ietf", "uri-not-absolute", "policy_uri is empty"),
        (
            44,
            Document(json!({"client_name": "Claude (claude.ai)"})),
            "auth0",
            "client-name-names-host",
            "it names `claude.ai`, and the client is published at `app.example.com`",
        ),
        (
            46,
            Document(json!({"sector_identifier_uri": "http://10.0.0.7/sector.json"})),
            "ietf",
            "uri-special-ip",
            "a special-use address (private)",
        ),
        (
            46,
            Document(json!({"sector_identifier_uri": "http://app.example.com/sector.json"})),
            "oidc",
            "sector-uri",
            "must come over https",
        ),
        (
            47,
            Response(
                URL,
                "HTTP/1.1 200 OK\ncontent-type: application/json\ncache-control: max-age=31536000\n\nGOOD",
            ),
            "ietf",
            "http-cache-long",
            "31536000",
        ),
    ]
}

/// The other problems, and why no document or response shows them.
const NOT_SHOWN: [(u32, &str); 18] = [
    (2, "the redirect URI of the request is at fault, which only the running client knows"),
    (4, "the client listens at another port than the document says, which only the running client knows"),
    (6, "the callback path changes with each run, and no document could list it"),
    (7, "the server compares loopback ports, and the document is right"),
    (13, "the list became outdated: only two versions of the document show that"),
    (15, "the server's list of trusted domains is at fault"),
    (22, "the metadata of the authorization server lacks `none`"),
    (23, "the server announces what it does not do"),
    (24, "the metadata of the authorization server was not found"),
    (25, "the server offers neither registration nor documents"),
    (26, "the client does not try another way after a refusal"),
    (27, "the server's setting admits every client"),
    (33, "the server followed a redirect and kept a document that is gone"),
    (35, "the first answer was slow, which one answer without its time does not show"),
    (36, "the server's text hides the cause: `cimd explain` knows it"),
    (38, "the server took the beginning of a document for the whole"),
    (39, "the server's text hides the cause: `cimd explain` knows it"),
    (45, "the server shows the host as a scope"),
];

/// The good document that the problems are put into.
fn document(changes: &Value) -> Vec<u8> {
    let mut document = json!({
        "client_id": URL,
        "client_name": "Example App",
        "redirect_uris": ["https://app.example.com/callback"],
        "grant_types": ["authorization_code", "refresh_token"],
        "token_endpoint_auth_method": "none",
    });
    let members = document.as_object_mut().expect("it is an object");
    for (name, value) in changes.as_object().expect("members") {
        match value {
            Value::Null => drop(members.remove(name)),
            value => drop(members.insert(name.clone(), value.clone())),
        }
    }
    document.to_string().into_bytes()
}

fn subject(seen: &Seen) -> Subject {
    match seen {
        Document(changes) => {
            let published =
                changes.get("client_id").is_some_and(|id| id.as_str().is_some_and(|id| id.contains("old")));
            let subject = Subject::from_bytes("client.json", document(changes));
            if published { subject.published_at(URL) } else { subject }
        }
        At(url) => Subject::from_bytes("client.json", document(&json!({"client_id": url}))),
        Response(url, text) => {
            let (retrieval, body) = read_response(url, text);
            let body = if body == "GOOD" { document(&json!({"client_id": url})) } else { body.into_bytes() };
            let body = Some(Box::new(Body::whole(body)));
            let (document, error_page) = if retrieval.status == 200 { (body, None) } else { (None, body) };
            Subject {
                document,
                error_page,
                retrieval: Some(Box::new(retrieval)),
                ..Subject::without_document(*url).published_at(*url)
            }
        }
    }
}

fn findings(seen: &Seen, profile: &str) -> Vec<Finding> {
    let profile = Profile::named(profile).unwrap_or_else(|| panic!("{profile} is not built in"));
    let report = Linter::new(profile).lint(&subject(seen));
    report.findings.into_iter().filter(|finding| finding.shown).collect()
}

#[test]
fn each_problem_is_found_and_explained() {
    let mut wrong = Vec::new();
    for (number, seen, profile, rule, words) in shown() {
        let findings = findings(&seen, profile);
        let raised: Vec<_> = findings.iter().filter(|finding| finding.rule.id() == rule).collect();
        let says = |finding: &&Finding| finding.message.contains(words) || finding.help.contains(words);
        if !raised.iter().any(says) {
            let found: Vec<_> = findings
                .iter()
                .map(|finding| format!("{}: {}; {}", finding.rule, finding.message, finding.help))
                .collect();
            wrong.push(format!("{number}, {profile}: {rule} with {words:?}\n  {}", found.join("\n  ")));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// The document without the problem has none of these findings, so that it is the problem that is found.
#[test]
fn without_the_problem_nothing_of_it_is_found() {
    for (number, _, profile, rule, _) in shown() {
        let right = "HTTP/1.1 200 OK\ncontent-type: application/json\ncache-control: max-age=3600\n\nGOOD";
        for control in [Document(json!({})), Response(URL, right)] {
            let findings = findings(&control, profile);
            assert!(
                findings.iter().all(|finding| finding.rule.id() != rule),
                "{number}: {rule} under {profile}"
            );
        }
    }
}

#[test]
fn every_problem_is_shown_or_has_a_reason() {
    let shown: BTreeSet<u32> = shown().iter().map(|(number, ..)| *number).collect();
    let others: BTreeSet<u32> = NOT_SHOWN.iter().map(|(number, _)| *number).collect();
    assert_eq!(others.len(), NOT_SHOWN.len());
    assert!(shown.is_disjoint(&others));
    assert_eq!(shown.union(&others).copied().collect::<Vec<_>>(), (1..=47).collect::<Vec<_>>());
}

/// Problems in which people had nothing but a text of the server.
#[test]
fn the_texts_of_servers_lead_to_their_causes() {
    for (number, text, rule) in [
        (1, "redirect_uri is not registered", Rule::RedirectUriLoopbackPort),
        (
            3,
            "Redirect URI 'http://localhost:51234/callback' does not match CIMD redirect_uris",
            Rule::RedirectUriLoopbackNoPort,
        ),
        (
            35,
            "Unable to obtain client metadata for \"https://app.example.com/client.json\"",
            Rule::HttpStatusNot200,
        ),
        (36, "Unable to obtain client metadata", Rule::DocNotJson),
        (39, "Client not found", Rule::HttpStatusNot200),
    ] {
        let found = server_text::find(text);
        let causes = found.iter().flat_map(|found| found.text.causes);
        assert!(causes.into_iter().any(|cause| cause.rules.contains(&rule)), "{number}: {text}: {found:?}");
    }
}
