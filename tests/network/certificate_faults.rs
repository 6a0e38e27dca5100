//! Certificates that every client refuses: nothing is requested of such a server.

use rcgen::{
    BasicConstraints, CustomExtension, ExtendedKeyUsagePurpose, GeneralSubtree, IsCa, NameConstraints,
};

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
    let error = &linted.document()["error"];
    // Types of the program's own language mean nothing to anybody else.
    let message = error["message"].as_str().expect("text");
    let is_type = |word: &str| {
        word.chars().zip(word.chars().skip(1)).any(|(one, next)| one.is_lowercase() && next.is_uppercase())
    };
    assert!(!message.contains(['(', '{']) && !message.split(' ').any(is_type), "{message}");
    assert!(error["help"].as_str().is_some_and(|help| help != "check the server's TLS settings"), "{error}");
    assert!(server.requests().is_empty(), "{:?}", server.requests());
}

#[test]
fn a_certificate_for_another_name() {
    refuses(TRUSTED.issue(&["other.example.net"]), "tls-name", "for another name");
    refuses(TRUSTED.issue(&["*.app.example.net"]), "tls-name", "for another name");
    refuses(TRUSTED.issue(&["example.net"]), "tls-name", "for another name");
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
fn a_self_signed_certificate_comes_from_an_unknown_issuer() {
    refuses(Identity::self_signed_authority(&[HOST]), "tls-issuer", "self-signed");
    refuses(
        TRUSTED.issue_as(|leaf| leaf.is_ca = IsCa::Ca(BasicConstraints::Unconstrained)),
        "tls-issuer",
        "that of an authority",
    );
}

#[test]
fn every_refusal_is_put_into_words() {
    let client = |leaf: &mut rcgen::CertificateParams| {
        leaf.extended_key_usages = vec![ExtendedKeyUsagePurpose::ClientAuth];
    };
    refuses(TRUSTED.issue_as(client), "tls-handshake", "not issued for servers");
    let critical = |leaf: &mut rcgen::CertificateParams| {
        let mut extension = CustomExtension::from_oid_content(&[1, 3, 6, 1, 4, 1, 99_999, 1], vec![5, 0]);
        extension.set_criticality(true);
        leaf.custom_extensions.push(extension);
    };
    refuses(TRUSTED.issue_as(critical), "tls-handshake", "critical extension");
    refuses(TRUSTED.issue(&[HOST]).forged(), "tls-handshake", "does not verify");

    let first = TRUSTED
        .below_as("The last one", |authority| authority.is_ca = IsCa::Ca(BasicConstraints::Constrained(0)));
    let second = first.below("One too many");
    let chain = second.issue(&[HOST]).with_issuer(&second).with_issuer(&first);
    refuses(chain, "tls-issuer", "longer than an authority");

    let elsewhere = TRUSTED.below_as("Elsewhere", |authority| {
        authority.name_constraints = Some(NameConstraints {
            permitted_subtrees: vec![GeneralSubtree::DnsName("example.org".to_owned())],
            excluded_subtrees: Vec::new(),
        });
    });
    refuses(elsewhere.issue(&[HOST]).with_issuer(&elsewhere), "tls-issuer", "may not issue for");

    let leaf = TRUSTED.below_as("Not an authority", |authority| authority.is_ca = IsCa::ExplicitNoCa);
    refuses(leaf.issue(&[HOST]).with_issuer(&leaf), "tls-issuer", "not an authority's");
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
