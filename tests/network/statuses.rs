//! Every status but 200, and what servers send with it.

use std::time::Duration;

use crate::document::document;
use crate::lint::{Lint, accepted, refused};
use crate::response::Response;
use crate::runner::GOOD;
use crate::server::{Answer, Server};

/// What a response comes to, to a document that is asked for once.
#[track_caller]
fn not_200(response: Response) -> String {
    let server = Server::start(move |_| response.clone());
    let linted = Lint::at(&server).within(2).run_on(&server.url("/client.json"));
    linted.gives(&refused(&["http-status-not-200"]));
    assert_eq!(server.requests().len(), 1);
    linted.words("http-status-not-200")
}

#[test]
fn only_status_200_gives_a_document() {
    for status in [201, 202, 203, 400, 401, 403, 404, 410, 418, 451, 500, 502, 503, 599] {
        let words = not_200(Response::json(GOOD.to_owned()).header("X-Status", "odd").with_status(status));
        assert!(words.contains(&format!("status {status};")), "{words}");
    }
}

#[test]
fn answers_without_a_document_are_told_apart() {
    for (response, help) in [
        (Response::new(204), "with status 200 and the document"),
        (
            Response::json("{\"cli").with_status(206).header("Content-Range", "bytes 0-4/999"),
            "with status 200",
        ),
        (Response::new(304).header("ETag", "\"1\""), "asked without conditions"),
        (Response::html(401).header("WWW-Authenticate", "Basic realm=\"x\""), "without a password"),
        (Response::html(401).header("WWW-Authenticate", "Bearer"), "without a token"),
        (Response::html(401).header("Set-Cookie", "_vercel_sso_nonce=x; Path=/"), "without protection"),
        (Response::html(401).header("Server", "Netlify"), "exception for this path"),
        (Response::html(403).header("cf-mitigated", "challenge"), "bot filters"),
        (Response::html(403).header("Server", "AmazonS3"), "not public"),
        (Response::html(405).header("Allow", "POST"), "answer GET"),
        (Response::html(406), "whatever `Accept` says"),
        (Response::html(415), "without a Content-Type"),
        (Response::html(502), "application runs"),
        (Response::html(503).header("x-amzn-waf-action", "captcha"), "bot filters"),
        (Response::html(403), "bot filters"),
        (Response::html(404), "is deployed"),
        (Response::html(410), "removed for good"),
        (Response::html(500), "server's log"),
        (Response::html(503).header("Retry-After", "1"), "bot filter"),
    ] {
        let words = not_200(response);
        assert!(words.contains(help), "{words}");
    }
}

#[test]
fn how_a_page_about_a_status_is_coded_does_not_matter() {
    for encoding in ["br", "gzip"] {
        assert!(not_200(Response::html(404).header("Content-Encoding", encoding)).contains("status 404"));
    }
}

#[test]
fn a_page_about_a_status_is_not_waited_for() {
    for answer in [
        Answer::Stall as fn(Vec<u8>) -> Answer,
        |head| Answer::Endless(head, vec![b'a'; 16 * 1024]),
        |head| Answer::Drip(head, vec![b'a'; 20], Duration::from_millis(200)),
        |head| Answer::Close([head, b"half".to_vec()].concat()),
    ] {
        let server = Server::start(move |request| {
            let response = Response::html(404);
            let half = request.target == "/half.json";
            answer(if half { response.header("Content-Length", "99").head() } else { response.head() })
        });
        for path in ["/client.json", "/half.json"] {
            let linted = Lint::at(&server).within(2).run_on(&server.url(path));
            linted.gives(&refused(&["http-status-not-200"]));
        }
    }
}

#[test]
fn interim_responses_are_passed_over() {
    let server = Server::start(|request| {
        let hints = b"HTTP/1.1 103 Early Hints\r\nLink: </style.css>; rel=preload\r\n\r\n";
        Answer::Send([hints, Response::json(document(&request.url())).bytes().as_slice()].concat())
    });
    Lint::at(&server).run_on(&server.url("/client.json")).gives(&accepted(&[]));
}

#[test]
fn too_many_requests_is_waited_for_as_long_as_the_server_asks() {
    let server = Server::start(|request| match request.before {
        0 => Response::html(429).header("Retry-After", "1"),
        1 => Response::html(429).header("Retry-After", "0"),
        _ => Response::json(document(&request.url())),
    });
    let linted = Lint::at(&server).run_on(&server.url("/client.json"));
    linted.gives(&accepted(&[]));
    assert_eq!(server.requests().len(), 3);
    assert!(linted.elapsed > Duration::from_secs(1), "{:?}", linted.elapsed);
}

#[test]
fn too_many_requests_is_not_waited_for_longer_than_there_is_time() {
    for after in ["3", "86400", "18446744073709551615", "99999999999999999999", "-1", "soon", ""] {
        let words = not_200(Response::html(429).header("Retry-After", after));
        assert!(words.contains("status 429"), "{words}");
    }
    assert!(not_200(Response::html(429)).contains("status 429"));
    not_200(Response::html(429).header("Retry-After", "Fri, 20 Nov 2026 12:00:00 GMT"));
}

#[test]
fn a_server_that_always_has_too_many_requests_is_given_up() {
    for (after, most) in [("0", 9), ("1", 3)] {
        let server = Server::start(move |_| Response::html(429).header("Retry-After", after));
        let linted = Lint::at(&server).within(2).run_on(&server.url("/client.json"));
        linted.gives(&refused(&["http-status-not-200"]));
        assert!((2..=most).contains(&server.requests().len()), "{}", server.requests().len());
    }
}
