//! The client identifier URL.

use serde_json::json;

use crate::table::{Row, URL, check, good, row, with};

/// A good document that is published at a URL, and the same where nobody said where: then its own
/// `client_id` is that URL, and the answer is the same.
fn at(name: &str, url: &str, violations: &[&'static str], advice: &[&'static str]) -> [Row; 2] {
    let document = || with(good(), "client_id", json!(url));
    [
        row(format!("{name}: published at {url:?}"), document()).published(url),
        row(format!("{name}: client_id {url:?}"), document()),
    ]
    .map(|row| row.violations(violations).advice(advice))
}

/// A URL of that many bytes.
fn of_bytes(count: usize) -> String {
    let start = "https://app.example.net/";
    format!("{start}{}", "a".repeat(count - start.len()))
}

#[test]
fn documented_rules() {
    let no_host = "client-id-url-no-host";
    let dot = "client-id-url-dot-segment";
    let encoded_dot = "client-id-url-encoded-dot-segment";
    let space = "client-id-url-surrounding-whitespace";
    let userinfo = "client-id-url-userinfo";
    check(
        [
            at("an https URL with a path is taken", URL, &[], &[]),
            // The scheme.
            at("plain http", "http://app.example.net/client.json", &["client-id-url-not-https"], &[]),
            at("another scheme", "ftp://app.example.net/client.json", &["client-id-url-not-https"], &[]),
            // The machine itself.
            at("localhost", "https://localhost/client.json", &["client-id-url-loopback"], &[]),
            at("localhost at a port", "https://localhost:8443/client.json", &["client-id-url-loopback"], &[]),
            at("127.0.0.1", "https://127.0.0.1/client.json", &["client-id-url-loopback"], &[]),
            at("::1", "https://[::1]/client.json", &["client-id-url-loopback"], &[]),
            // The host.
            at("three slashes", "https:///client.json", &[no_host], &[]),
            at("three slashes before a host", "https:///app.example.net/client.json", &[no_host], &[]),
            at("one slash", "https:/app.example.net/client.json", &[no_host], &[]),
            at("no slash", "https:app.example.net/client.json", &[no_host], &[]),
            // The path.
            at("no path", "https://app.example.net", &["client-id-url-no-path"], &[]),
            at("only the root path", "https://app.example.net/", &["client-id-url-root-path"], &[]),
            // Dot segments.
            at("a double dot", "https://app.example.net/a/../client.json", &[dot], &[]),
            at("a single dot", "https://app.example.net/./client.json", &[dot], &[]),
            at("a double dot at the end", "https://app.example.net/a/..", &[dot], &[]),
            at("an escaped dot", "https://app.example.net/%2e/client.json", &[encoded_dot], &[]),
            at("two escaped dots", "https://app.example.net/a/%2e%2e/client.json", &[encoded_dot], &[]),
            // White space.
            at("a space before", " https://app.example.net/client.json", &[space], &[]),
            at("a space after", "https://app.example.net/client.json ", &[space], &[]),
            at("a line break after", "https://app.example.net/client.json\n", &[space], &[]),
            at("a tab before", "\thttps://app.example.net/client.json", &[space], &[]),
            // The form.
            at("no scheme", "app.example.net/client.json", &["client-id-url-invalid"], &[]),
            at("no scheme, but slashes", "//app.example.net/client.json", &["client-id-url-invalid"], &[]),
            at("a word", "client", &["client-id-url-invalid"], &[]),
            // Credentials.
            at("a user name", "https://user@app.example.net/client.json", &[userinfo], &[]),
            at("a user name and a password", "https://user:pw@app.example.net/client.json", &[userinfo], &[]),
            at("an empty user name", "https://@app.example.net/client.json", &[userinfo], &[]),
            // Fragment and query.
            at("a fragment", "https://app.example.net/client.json#v1", &["client-id-url-fragment"], &[]),
            at("a query", "https://app.example.net/client.json?v=1", &["client-id-url-query"], &[]),
            at(
                "a query and a fragment",
                "https://app.example.net/client.json?v=1#top",
                &["client-id-url-query", "client-id-url-fragment"],
                &[],
            ),
            // The port.
            at("port 0", "https://app.example.net:0/client.json", &["client-id-url-bad-port"], &[]),
            at(
                "port 0 in two digits",
                "https://app.example.net:00/client.json",
                &["client-id-url-bad-port"],
                &[],
            ),
            at("another port", "https://app.example.net:8443/client.json", &[], &[]),
            at(
                "the default port",
                "https://app.example.net:443/client.json",
                &[],
                &["client-id-url-default-port"],
            ),
            at("an empty port", "https://app.example.net:/client.json", &[], &["client-id-url-empty-port"]),
            // Escapes.
            at("an escape that is none", "https://app.example.net/a%zz", &["client-id-url-invalid"], &[]),
            at("half an escape", "https://app.example.net/a%2", &["client-id-url-invalid"], &[]),
            at("a bare percent sign", "https://app.example.net/100%/c", &["client-id-url-invalid"], &[]),
            at("a proper escape", "https://app.example.net/%C3%BC", &[], &[]),
        ]
        .into_iter()
        .flatten(),
    );
}

#[test]
fn length_is_counted_in_bytes() {
    let umlauts = format!("https://app.example.net/{}", "ü".repeat(49));
    assert!(umlauts.chars().count() < 120 && umlauts.len() > 120);
    check(
        [
            at("120 bytes", &of_bytes(120), &[], &[]),
            at("121 bytes", &of_bytes(121), &["client-id-url-too-long"], &[]),
            at(
                "fewer than 120 characters in more than 120 bytes",
                &umlauts,
                &["client-id-url-too-long"],
                &["client-id-url-non-ascii"],
            ),
        ]
        .into_iter()
        .flatten(),
    );
}

#[test]
fn an_empty_url_is_refused() {
    let document = with(good(), "client_id", json!(""));
    check([
        row("published nowhere", document.clone()).violations(&["client-id-not-string"]),
        row("published at an empty URL", document)
            .published("")
            .violations(&["client-id-not-string", "client-id-url-invalid"]),
    ]);
}

#[test]
fn characters_that_no_url_has() {
    let invalid = "client-id-url-invalid";
    let mut rows = vec![
        at("a space in the path", "https://app.example.net/a b", &[invalid], &[]),
        at("a space in the host", "https://app example.net/c", &[invalid], &[]),
        at("backslashes for slashes", "https:\\\\app.example.net\\client.json", &[invalid], &[]),
        at("a backslash in the path", "https://app.example.net/a\\c", &[invalid], &[]),
        at("a tab inside", "https://app.example.net/a\tc", &[invalid], &[]),
        at("a line break inside", "https://app.example.net/a\nc", &[invalid], &[]),
        at("a control character", "https://app.example.net/a\u{1}c", &[invalid], &[]),
        at("the delete character", "https://app.example.net/a\u{7f}c", &[invalid], &[]),
        at("a brace in the query", "https://app.example.net/c?{a", &[invalid, "client-id-url-query"], &[]),
    ];
    for character in ['"', '<', '>', '^', '{', '}', '|', '`'] {
        rows.push(at("a character", &format!("https://app.example.net/a{character}c"), &[invalid], &[]));
    }
    check(rows.into_iter().flatten());
}

#[test]
fn details_that_auth0_leaves_open() {
    let loopback = "client-id-url-loopback";
    let encoded_dot = "client-id-url-encoded-dot-segment";
    let special_ip = "client-id-url-special-ip";
    let special_name = "client-id-url-special-name";
    check(
        [
            // An empty query or fragment is one.
            at("an empty query", "https://app.example.net/client.json?", &["client-id-url-query"], &[]),
            at("an empty fragment", "https://app.example.net/client.json#", &["client-id-url-fragment"], &[]),
            // What a dot segment is.
            at("a dot and an escaped dot", "https://app.example.net/.%2e/c", &[encoded_dot], &[]),
            at("an escaped dot and a dot", "https://app.example.net/%2E./c", &[encoded_dot], &[]),
            at("upper-case escapes", "https://app.example.net/%2E%2E/c", &[encoded_dot], &[]),
            at(
                "a segment that begins with a dot",
                "https://app.example.net/.well-known/client.json",
                &[],
                &[],
            ),
            at("dots inside a segment", "https://app.example.net/a..b/c", &[], &[]),
            at("three dots", "https://app.example.net/.../c", &[], &[]),
            // Hosts that are not named, but that nobody fetches from.
            at("a private address", "https://10.0.0.5/c", &[], &[special_ip]),
            at("another private address", "https://192.168.1.1/c", &[], &[special_ip]),
            at("a third private address", "https://172.16.0.1/c", &[], &[special_ip]),
            at("a link-local address", "https://169.254.169.254/c", &[], &[special_ip]),
            at("an address of a carrier's network", "https://100.64.1.1/c", &[], &[special_ip]),
            at("another address of the machine itself", "https://127.0.0.2/c", &[], &[special_ip]),
            at("a private IPv6 address", "https://[fd00::1]/c", &[], &[special_ip]),
            at("a public address", "https://8.8.8.8/c", &[], &["client-id-url-ip-host"]),
            // Spellings of localhost.
            at("localhost in upper case", "https://LOCALHOST/c", &[loopback], &[]),
            at("localhost with the root's dot", "https://localhost./c", &[loopback], &[]),
            at("a name under localhost", "https://app.localhost/c", &[], &[special_name]),
            // Spellings of its addresses.
            at("a short address", "https://127.1/c", &[loopback], &[]),
            at("an address as one number", "https://2130706433/c", &[loopback], &[]),
            at("a hexadecimal address", "https://0x7f.1/c", &[loopback], &[]),
            at("an octal address", "https://0177.0.0.1/c", &[loopback], &[]),
            at("an address with the root's dot", "https://127.0.0.1./c", &[loopback], &[]),
            at("::1 in full", "https://[0:0:0:0:0:0:0:1]/c", &[loopback], &[]),
            at("127.0.0.1 inside an IPv6 address", "https://[::ffff:127.0.0.1]/c", &[loopback], &[]),
            // Ports.
            at("a port out of range", "https://app.example.net:65536/c", &["client-id-url-bad-port"], &[]),
            at("the highest port", "https://app.example.net:65535/c", &[], &[]),
            at("a port that is a word", "https://app.example.net:https/c", &["client-id-url-bad-port"], &[]),
            at("a port below zero", "https://app.example.net:-1/c", &["client-id-url-bad-port"], &[]),
            // The rest.
            at("a slash at the end", "https://app.example.net/client/", &[], &[]),
            at("the scheme in upper case", "HTTPS://app.example.net/c", &[], &["client-id-url-scheme-case"]),
            at(
                "a host that is not ASCII",
                "https://bücher.example.net/c",
                &[],
                &["client-id-url-host-non-ascii"],
            ),
            at("the same host in ASCII", "https://xn--bcher-kva.example.net/c", &[], &[]),
            at(
                "a host that only looks so",
                "https://xn--a.example.net/c",
                &["client-id-url-host-bad-punycode"],
                &[],
            ),
            at("a path that is not ASCII", "https://app.example.net/ü", &[], &["client-id-url-non-ascii"]),
            at("an address out of range", "https://256.1.1.1/c", &["client-id-url-invalid"], &[]),
        ]
        .into_iter()
        .flatten(),
    );
}

#[test]
fn the_url_is_checked_where_the_document_names_another() {
    check([
        row("a query where it is published", good())
            .published("https://app.example.net/client.json?v=1")
            .violations(&["client-id-url-query", "client-id-mismatch"]),
        row("the scheme in upper case where it is published", good())
            .published("HTTPS://app.example.net/client.json")
            .violations(&["client-id-mismatch"])
            .advice(&["client-id-url-scheme-case"]),
        row(
            "a query only in client_id",
            with(good(), "client_id", json!("https://app.example.net/client.json?v=1")),
        )
        .published(URL)
        .violations(&["client-id-mismatch"]),
    ]);
}
