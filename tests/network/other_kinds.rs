//! What is something else than a client's metadata, as a response.

use crate::kinds::{OBJECTS, TEXTS};
use crate::lint::{Lint, Linted, refused, rules};
use crate::response::Response;
use crate::server::{Answer, Server};

fn served(response: Response) -> Linted {
    let server = Server::start(move |_| response.clone());
    Lint::at(&server).within(2).run_on(&server.url("/client.json"))
}

#[test]
fn every_kind_of_object_is_named() {
    for (text, what, help) in OBJECTS {
        let words = served(Response::json(text)).words("doc-other-kind");
        assert!(words.contains(what) && words.contains(help), "{text}: {words}");
    }
}

#[test]
fn every_kind_of_text_is_named_in_its_one_finding() {
    for (text, rule, what, help) in TEXTS {
        let linted = served(Response::json(text));
        // What can be read of it may be the document of another URL.
        let mut found = rules(&linted.document());
        found.retain(|rule| rule != "client-id-mismatch");
        assert_eq!(found, [rule], "{what}");
        let words = linted.words(rule);
        assert!(words.contains(what) && words.contains(help), "{what}: {words}");
    }
}

/// The page that comes with an error is named, and has its own help where it answers with any status.
#[test]
fn an_error_names_its_page_and_has_the_help_of_its_status() {
    let pages = TEXTS.iter().map(|(text, _, what, _)| (text.to_vec(), *what));
    let pages = pages.filter(|(_, what)| what.contains("HTML"));
    let errors = OBJECTS.iter().map(|(text, what, _)| (text.as_bytes().to_vec(), *what));
    let errors = errors.filter(|(_, what)| what.contains("error"));
    let mut named = 0;
    for (body, what) in pages.chain(errors) {
        for (status, help) in [(401, "without logging in"), (403, "bot filters"), (404, "is deployed")] {
            let linted = served(Response::json(body.clone()).with_status(status));
            linted.gives(&refused(&["http-status-not-200"]));
            let words = linted.words("http-status-not-200");
            let help = match what {
                _ if what.contains("bot protection") => "without a challenge",
                _ if what.contains("login page") => "without logging in",
                _ => help,
            };
            assert!(words.contains(what) && words.contains(help), "{status} {what}: {words}");
            named += 1;
        }
    }
    assert!(named >= 12, "{named}");
}

/// Of a page without end the beginning is read, and a page that does not come is not waited for.
#[test]
fn the_page_of_an_error_is_bounded() {
    let endless = Server::start(|_| {
        let head = Response::html(404).without("content-length").raw();
        Answer::Endless(head, b"<title>Log in</title>".repeat(1024))
    });
    Lint::at(&endless)
        .within(5)
        .run_on(&endless.url("/client.json"))
        .gives(&refused(&["http-status-not-200"]));
    let bomb =
        served(Response::html(403).header("Content-Encoding", "gzip").body(b"\x1f\x8b broken".to_vec()));
    bomb.gives(&refused(&["http-status-not-200"]));
}

#[test]
fn an_image_as_an_image_is_one_fault() {
    let image = Response::json(&b"\x89PNG\r\n\x1a\n\0"[..]).header("Content-Type", "image/png");
    served(image).gives(&refused(&["doc-not-utf8"]));
}
