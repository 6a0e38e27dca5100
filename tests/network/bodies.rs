//! Bodies in every shape: chunked, compressed, cut off, too large, without end.

use std::io::Write;

use flate2::Compression;
use flate2::write::{GzEncoder, ZlibEncoder};

use crate::document::document;
use crate::lint::{Lint, accepted, failed, refused};
use crate::response::Response;
use crate::server::{Answer, Request, Server, Welcome};

fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::fast());
    encoder.write_all(bytes).expect("memory takes it");
    encoder.finish().expect("memory takes it")
}

fn deflate(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = ZlibEncoder::new(Vec::new(), Compression::fast());
    encoder.write_all(bytes).expect("memory takes it");
    encoder.finish().expect("memory takes it")
}

/// A stream of brotli that holds the bytes as they are: one block that is not compressed, and the empty last one (RFC 7932,
/// section 9.2). There may be 65,536 bytes.
fn brotli(bytes: &[u8]) -> Vec<u8> {
    let header = (bytes.len() as u32 - 1) << 4 | 1 << 20;
    [&header.to_le_bytes()[..3], bytes, b"\x03"].concat()
}

/// A document of exactly that many bytes.
fn document_of(bytes: usize, url: &str) -> String {
    let document = document(url);
    format!("{}{}", document, " ".repeat(bytes - document.len()))
}

/// What an answer to the only request comes to.
#[track_caller]
fn check<A: Into<Answer>>(
    handler: impl Fn(&Request) -> A + Send + Sync + 'static,
    expected: &crate::lint::Verdict,
) -> String {
    let server = Server::start(handler);
    let linted = Lint::at(&server).within(2).run_on(&server.url("/client.json"));
    linted.gives(expected);
    assert_eq!(server.requests().len(), 1);
    linted.ran.out
}

#[test]
fn chunks_are_joined() {
    check(|request| Response::json(document(&request.url())).chunked(), &accepted(&[]));
}

#[test]
fn a_body_may_end_with_the_connection() {
    check(|request| Answer::Close(Response::json(document(&request.url())).raw()), &accepted(&[]));
    check(
        |request| {
            let response = String::from_utf8(Response::json(document(&request.url())).raw()).expect("text");
            Answer::Close(response.replace("HTTP/1.1", "HTTP/1.0").into_bytes())
        },
        &accepted(&[]),
    );
}

#[test]
fn compressed_bodies_are_decoded_though_none_was_asked_for() {
    for (name, encode) in [
        ("gzip", gzip as fn(&[u8]) -> Vec<u8>),
        ("x-gzip", gzip),
        ("GZIP", gzip),
        ("deflate", deflate),
        ("br", brotli),
    ] {
        check(
            move |request| {
                let body = encode(document(&request.url()).as_bytes());
                Response::json(body).header("Content-Encoding", name)
            },
            &accepted(&["http-content-encoding"]),
        );
    }
    check(
        |request| Response::json(document(&request.url())).header("Content-Encoding", "identity"),
        &accepted(&[]),
    );
}

#[test]
fn bodies_that_cannot_be_decoded_are_an_error() {
    for encoding in ["zstd", "gzip, gzip"] {
        let out = check(
            move |request| Response::json(document(&request.url())).header("Content-Encoding", encoding),
            &failed("response", &[]),
        );
        assert!(out.contains(encoding), "{out}");
    }
    for encoding in ["gzip", "br"] {
        let out = check(
            move |request| Response::json(document(&request.url())).header("Content-Encoding", encoding),
            &failed("response", &[]),
        );
        assert!(out.contains("cannot be decoded"), "{out}");
    }
}

#[test]
fn a_compressed_body_that_is_cut_off_before_it_was_sent_cannot_be_decoded() {
    // The response itself is whole: nothing was lost on the way.
    check(
        |request| {
            let mut body = gzip(document(&request.url()).as_bytes());
            body.truncate(body.len() / 2);
            Response::json(body).header("Content-Encoding", "gzip")
        },
        &failed("response", &[]),
    );
}

#[test]
fn the_limit_is_a_matter_of_one_byte() {
    check(|request| Response::json(document_of(5120, &request.url())), &accepted(&["http-body-near-limit"]));
    let too_large = refused(&["http-body-too-large"]);
    let out = check(|request| Response::json(document_of(5121, &request.url())), &too_large);
    assert!(out.contains("5121 bytes"), "{out}");
    let out = check(
        |request| {
            let body = gzip(document_of(50_000, &request.url()).as_bytes());
            Response::json(body).header("Content-Encoding", "gzip")
        },
        &refused(&["http-body-too-large", "http-content-encoding"]),
    );
    assert!(out.contains("50000 bytes"), "{out}");
}

#[test]
fn no_more_than_half_a_mebibyte_is_read() {
    const BOUND: usize = 512 * 1024;
    let too_large = refused(&["http-body-too-large"]);
    let exact = check(|request| Response::json(document_of(BOUND, &request.url())), &too_large);
    assert!(exact.contains("524288 bytes;"), "{exact}");
    let more = check(|request| Response::json(document_of(BOUND + 1, &request.url())), &too_large);
    assert!(more.contains("524289 bytes or more"), "{more}");
}

#[test]
fn a_document_that_was_not_read_to_its_end_is_not_valid() {
    // This profile only warns of sizes above its limit.
    for (spaces, is_valid) in [(6_000, true), (600_000, false)] {
        let server = Server::start(move |request| {
            Response::json(format!("{}{}", document(&request.url()), " ".repeat(spaces)))
        });
        let linted = Lint::at(&server).with(&["--profile", "ietf"]).run_on(&server.url("/client.json"));
        assert_eq!(linted.document()["valid"], is_valid, "{spaces}");
        assert_eq!(linted.ran.code, i32::from(!is_valid), "{spaces}");
        assert_eq!(linted.finding("http-body-too-large")["advice"], false, "{spaces}");
    }
}

#[test]
fn a_body_that_is_cut_off_is_no_document() {
    let cut = |bytes: Vec<u8>| Answer::Close(bytes[..bytes.len() - 40].to_vec());
    let lost = failed("connection-lost", &[]);
    check(move |request| cut(Response::json(document(&request.url())).bytes()), &lost);
    check(move |request| cut(Response::json(document(&request.url())).chunked().bytes()), &lost);
    let cut = |bytes: Vec<u8>| Answer::Cut(bytes[..bytes.len() - 40].to_vec());
    check(move |request| cut(Response::json(document(&request.url())).bytes()), &lost);
    check(move |request| cut(Response::json(document(&request.url())).chunked().bytes()), &lost);
}

#[test]
fn a_body_without_length_ends_as_tls_says() {
    // Whole or half, closed in half: a server may take it or not.
    let lost = failed("connection-lost", &[]);
    let half = |bytes: Vec<u8>| bytes[..bytes.len() - 40].to_vec();
    let out = check(|request| Answer::Cut(Response::json(document(&request.url())).raw()), &lost);
    assert!(out.contains("may not be complete") && out.contains("Content-Length"), "{out}");
    check(move |request| Answer::Cut(half(Response::json(document(&request.url())).raw())), &lost);
    check(
        |request| {
            let response = String::from_utf8(Response::json(document(&request.url())).raw()).expect("text");
            Answer::Cut(response.replace("HTTP/1.1", "HTTP/1.0").into_bytes())
        },
        &lost,
    );
    check(|_| Answer::Cut(Response::json("").raw()), &lost);
    let refused = refused(&["doc-not-json"]);
    check(|_| Answer::Close(Response::json("{").raw()), &refused);
}

#[test]
fn a_body_without_length_is_not_complete_after_a_reset() {
    const ANSWER: &[u8] = b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n\r\n{}\n";
    let server = Server::welcoming(|_| Welcome::ResetAfter(ANSWER), |_| Response::new(500));
    let linted = Lint::at(&server).within(2).run_on(&server.url("/client.json"));
    linted.gives(&failed("connection-lost", &[]));
}

#[test]
fn messages_are_short_whatever_the_server_sends() {
    let long = "x".repeat(10_000);
    let out = check(
        move |request| Response::json(document(&request.url())).header("Content-Encoding", &long),
        &failed("response", &[]),
    );
    assert!(out.len() < 2_000, "{out}");
}

#[test]
fn a_connection_that_ends_before_the_response_is_lost() {
    let half = b"HTTP/1.1 200 OK\r\nContent-Type: applic";
    for answer in [Answer::Close(Vec::new()), Answer::Cut(Vec::new()), Answer::Close(half.to_vec())] {
        let server = Server::start(move |_| answer.clone());
        let linted = Lint::at(&server).within(2).run_on(&server.url("/client.json"));
        linted.gives(&failed("connection-lost", &[]));
        // It may have been a kept connection, so it is asked once more.
        assert_eq!(server.requests().len(), 2);
    }
}

#[test]
fn what_is_no_http_is_an_error() {
    let unreadable = failed("response", &[]);
    check(|_| Answer::Close(b"SSH-2.0-OpenSSH_9.9\r\n\r\n".to_vec()), &unreadable);
    check(|_| Answer::Close(b"HTTP/1.1 2000 OK\r\n\r\n".to_vec()), &unreadable);
    check(|_| Answer::Close(b"HTTP/1.1 200 OK\r\nA header: \x00\r\n\r\n".to_vec()), &unreadable);
    check(|_| Response::json("no size\r\n\r\n").header("Transfer-Encoding", "chunked"), &unreadable);
}

#[test]
fn huge_headers_are_an_error() {
    let out =
        check(|_| Response::json("{}").header("X-Large", &"a".repeat(40_000)), &failed("response", &[]));
    assert!(out.contains("header"), "{out}");
    let many = (0..1_000).fold(Response::json("{}"), |response, n| response.header(&format!("X-{n}"), "a"));
    check(move |_| many.clone(), &failed("response", &[]));
}

#[test]
fn headers_without_end_are_an_error() {
    check(
        |_| Answer::Endless(b"HTTP/1.1 200 OK\r\n".to_vec(), b"X-More: and more\r\n".to_vec()),
        &failed("response", &[]),
    );
    check(|_| Answer::Endless(b"HTTP/1.1 200 ".to_vec(), vec![b'a'; 1024]), &failed("response", &[]));
}
