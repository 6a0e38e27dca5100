//! Whose fault it is, and what is told to whom.

use cimd::resolver::{Fault, Resolver};

use crate::certificates::{HOST, Identity};
use crate::response::Response;
use crate::server::{Answer, Server, Welcome};
use crate::setting::{Loopback, builder, document, resolver, run, serve};

fn refused(resolver: &Resolver, url: &str) -> cimd::resolver::ResolveError {
    let error = run(async { resolver.resolve(url).await.expect_err(url) });
    let shown = error.for_end_user();
    assert!(!shown.to_lowercase().contains("unknown client") && !shown.is_empty(), "{shown}");
    assert!(!error.to_string().chars().any(char::is_control), "{error}");
    error
}

#[test]
fn an_identifier_that_is_none_is_the_client_s_fault() {
    let resolver = resolver();
    for client_id in [
        "",
        "abc",
        "https:/cb",
        "http://app.example.net/c",
        "https://app.example.net",
        "https://a\u{1b}[31m/c",
    ] {
        let error = refused(&resolver, client_id);
        assert_eq!((error.fault(), error.kind()), (Fault::Document, "not-a-client-id"), "{error}");
        assert!(!error.is_temporary());
    }
    let error = refused(&resolver, &"https://app.example.net/".repeat(10_000));
    assert!(error.to_string().len() < 2_000);
}

#[test]
fn findings_come_with_a_refusal() {
    let server = Server::start(|request| {
        Response::json(document(&request.url()).replace("https://app.example.net/callback", "https:/cb"))
    });
    let error = refused(&resolver(), &server.url("/c"));
    assert_eq!((error.fault(), error.kind()), (Fault::Document, "invalid"));
    let rules: Vec<_> = error.refusals().map(|finding| finding.rule.id()).collect();
    assert!(rules.iter().any(|rule| rule.starts_with("redirect-uri")), "{rules:?}");
    assert_eq!(error.report().and_then(|report| report.valid), Some(false));
    assert!(error.for_end_user().contains(rules[0]) && error.for_end_user().contains(HOST));
}

#[test]
fn statuses_are_told_apart() {
    for (status, fault) in [
        (201, Fault::Document),
        (204, Fault::Document),
        (301, Fault::Document),
        (304, Fault::Document),
        (404, Fault::Document),
        (410, Fault::Document),
        (403, Fault::Host),
        (500, Fault::Host),
        (503, Fault::Host),
    ] {
        let server =
            Server::start(move |request| serve(request).with_status(status).header("Location", "/other"));
        let error = refused(&resolver(), &server.url("/c"));
        assert_eq!((error.fault(), error.kind()), (fault, "status"), "{status}");
        assert_eq!(server.requests().len(), 1, "{status}: nothing is followed");
    }
}

#[test]
fn a_host_that_does_not_answer_is_at_fault() {
    let closed = {
        let listener = std::net::TcpListener::bind("127.0.0.1:0").expect("a free port");
        listener.local_addr().expect("it is bound").port()
    };
    let garbage = Server::start(|_| Answer::Close(b"SSH-2.0-OpenSSH_9.6\r\n\r\n".to_vec()));
    let resets = Server::welcoming(|_| Welcome::ResetAtRequest, serve);
    let cut = Server::start(|request| {
        let body = document(&request.url());
        Answer::Cut(Response::json("").header("Content-Length", "9000").body(body).raw())
    });
    let endless = Server::start(|request| {
        let body = document(&request.url());
        Answer::Cut(Response::json("").without("Content-Length").body(body).raw())
    });
    for (url, kinds) in [
        (format!("https://{HOST}:{closed}/c"), &["connect"][..]),
        (garbage.url("/c"), &["response"]),
        (resets.url("/c"), &["connection-lost"]),
        (cut.url("/c"), &["connection-lost", "response"]),
        (endless.url("/c"), &["connection-lost"]),
    ] {
        let error = refused(&resolver(), &url);
        assert_eq!(error.fault(), Fault::Host, "{error}");
        assert!(kinds.contains(&error.kind()), "{}: {error}", error.kind());
    }
}

#[test]
fn certificates_are_checked() {
    let expired = Server::start_as(crate::certificates::TRUSTED.issue_expired(&[HOST]).config(), serve);
    let other = Server::start_as(crate::certificates::TRUSTED.issue(&["other.example.org"]).config(), serve);
    let own = Server::start_as(Identity::self_signed(&[HOST]).config(), serve);
    for (server, kind) in [(&expired, "tls-expired"), (&other, "tls-name"), (&own, "tls-issuer")] {
        let error = refused(&resolver(), &server.url("/c"));
        assert_eq!((error.fault(), error.kind()), (Fault::Host, kind), "{error}");
    }
    let untrusting = Resolver::builder(cimd::Profile::named("ietf").expect("it is built in"))
        .lookup(Loopback)
        .allow_special_use(std::net::Ipv4Addr::LOCALHOST.into())
        .build()
        .expect("TLS");
    let sound = Server::start(serve);
    assert_eq!(refused(&untrusting, &sound.url("/c")).kind(), "tls-issuer");
    run(async { builder().build().expect("TLS").resolve(&sound.url("/c")).await.expect("it is trusted") });
}
