//! Certificates that every client refuses: nothing is requested of such a server.

use crate::certificates::{Authority, HOST, Identity, TRUSTED};
use crate::document::document;
use crate::lint::{Lint, accepted, failed};
use crate::response::Response;
use crate::server::Server;

#[track_caller]
fn refuses(identity: Identity, kind: &str, words: &str) {
    let server = Server::start_as(identity.config(), |_| Response::new(500));
    let linted = Lint::at(&server).within(2).run_on(&server.url("/client.json"));
    linted.gives(&failed(kind, &[]));
    assert!(linted.ran.err.contains(words), "{}", linted.ran.err);
    assert!(server.requests().is_empty(), "{:?}", server.requests());
}

#[test]
fn a_certificate_for_another_name() {
    refuses(TRUSTED.issue(&["other.example.com"]), "tls-name", "for another name");
    refuses(TRUSTED.issue(&["*.app.example.com"]), "tls-name", "for another name");
    refuses(TRUSTED.issue(&["example.com"]), "tls-name", "for another name");
}

#[test]
fn a_certificate_at_another_time() {
    refuses(TRUSTED.issue_expired(&[HOST]), "tls-expired", "has expired");
    refuses(TRUSTED.issue_for_later(&[HOST]), "tls-expired", "is not valid yet");
}

#[test]
fn a_certificate_from_nobody() {
    refuses(Identity::self_signed(&[HOST]), "tls-issuer", "issuer that is not trusted");
    let unknown = Authority::new("Nobody knows it");
    refuses(unknown.issue(&[HOST]), "tls-issuer", "issuer that is not trusted");
    refuses(unknown.issue(&[HOST]).with_issuer(&unknown), "tls-issuer", "issuer that is not trusted");
}

#[test]
fn a_chain_must_be_complete() {
    let between = TRUSTED.below("Between the two");
    refuses(between.issue(&[HOST]), "tls-issuer", "the chain is incomplete");
    let identity = between.issue(&[HOST]).with_issuer(&between);
    let server = Server::start_as(identity.config(), |request| Response::json(document(&request.url())));
    Lint::at(&server).run_on(&server.url("/client.json")).gives(&accepted(&[]));
}

#[test]
fn only_the_public_roots_are_trusted_unless_told() {
    let server = Server::start(|request| Response::json(document(&request.url())));
    let url = server.url("/client.json");
    let lint = Lint::at(&server);
    let arguments =
        ["lint", "--allow-private-network", "--resolve", &server.resolve(HOST), "--format", "json", &url];
    let ran = lint.folder.run(&arguments);
    assert_eq!(ran.code, 2);
    assert_eq!(ran.json()["documents"][0]["error"]["kind"], "tls-issuer");
    assert!(ran.err.contains("--ca-certificate"), "{}", ran.err);
}

#[test]
fn certificates_that_cannot_be_read_are_wrong_usage() {
    let folder = Lint::guarded().with_file("empty.pem", "").with_file("text.pem", "no certificate").folder;
    for file in ["missing.pem", "empty.pem", "text.pem"] {
        let ran = folder.run(&["lint", "--ca-certificate", file, "https://127.0.0.1:1/client.json"]);
        assert_eq!((ran.code, ran.out.as_str()), (2, ""), "{file}");
        assert!(ran.err.contains(file), "{}", ran.err);
    }
}
