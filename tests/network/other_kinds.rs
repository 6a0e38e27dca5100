//! What is something else than a client's metadata, as a response.

use crate::kinds::{OBJECTS, TEXTS};
use crate::lint::{Lint, Linted, refused, rules};
use crate::response::Response;
use crate::server::Server;

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

#[test]
fn an_error_has_the_help_of_its_status() {
    let pages = TEXTS.iter().filter(|(.., what, _)| what.contains("HTML")).map(|(text, ..)| text.to_vec());
    let errors = OBJECTS
        .iter()
        .filter(|(_, what, _)| what.contains("error"))
        .map(|(text, ..)| text.as_bytes().to_vec());
    for body in pages.chain(errors) {
        for (status, help) in [(401, "without logging in"), (403, "bot filters"), (404, "is deployed")] {
            let linted = served(Response::json(body.clone()).with_status(status));
            linted.gives(&refused(&["http-status-not-200"]));
            let words = linted.words("http-status-not-200");
            assert!(words.contains(help), "{status}: {words}");
        }
    }
}

#[test]
fn an_image_as_an_image_is_one_fault() {
    let image = Response::json(&b"\x89PNG\r\n\x1a\n\0"[..]).header("Content-Type", "image/png");
    served(image).gives(&refused(&["doc-not-utf8"]));
}
