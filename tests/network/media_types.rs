//! Content types: which pass, and what is said of the others.

use crate::document::document;
use crate::lint::{Lint, accepted, refused};
use crate::response::Response;
use crate::server::Server;

/// Publishes the good document with a content type; none where it is `None`.
fn served(content_type: Option<&'static str>) -> (Lint, String) {
    let server = Server::start(move |request| {
        let response = Response::json(document(&request.url())).without("Content-Type");
        match content_type {
            Some(content_type) => response.header("Content-Type", content_type),
            None => response,
        }
    });
    (Lint::at(&server), server.url("/client.json"))
}

#[test]
fn json_types_pass() {
    for content_type in [
        "application/json",
        "Application/JSON",
        "application/json; charset=utf-8",
        "application/json;charset=UTF-8",
        "application/json; charset=\"utf-8\"",
        "application/cimd+json",
        "application/ld+json; profile=\"x\"",
    ] {
        let (lint, url) = served(Some(content_type));
        lint.run_on(&url).gives(&accepted(&[]));
    }
}

#[test]
fn other_types_are_said_and_do_not_refuse() {
    for (content_type, help) in [
        ("text/plain", "serve it as `application/json`"),
        ("text/plain; charset=utf-8", "serve it as `application/json`"),
        ("text/html", "single-page hosts"),
        ("text/json", "serve it as `application/json`"),
        ("application/octet-stream", "serve it as `application/json`"),
        ("application/javascript", "serve it as `application/json`"),
        ("application/x-json", "serve it as `application/json`"),
        ("image/svg+xml", "serve it as `application/json`"),
        ("json", "serve it as `application/json`"),
    ] {
        let (lint, url) = served(Some(content_type));
        let linted = lint.run_on(&url);
        linted.gives(&accepted(&["http-content-type"]));
        let words = linted.words("http-content-type");
        assert!(words.contains(help), "{content_type}: {words}");
    }
}

#[test]
fn a_missing_type_and_another_charset_are_said() {
    for missing in [None, Some(""), Some("; charset=utf-8")] {
        let (lint, url) = served(missing);
        let linted = lint.run_on(&url);
        linted.gives(&accepted(&["http-content-type-missing"]));
    }
    let (lint, url) = served(Some("application/json; charset=iso-8859-1"));
    lint.run_on(&url).gives(&accepted(&["http-charset"]));
}

#[test]
fn a_page_in_place_of_the_document_is_one_fault() {
    let server = Server::start(|_| Response::html(200));
    Lint::at(&server).run_on(&server.url("/client.json")).gives(&refused(&["doc-not-json"]));
}
