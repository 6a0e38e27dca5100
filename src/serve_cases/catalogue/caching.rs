//! What may be kept, and what changes between two resolutions.

use serde_json::json;

use super::place::Place;
use crate::serve_cases::case::{Case, Revision, Verdict};
use crate::serve_cases::reply::Reply;
use crate::serve_cases::source;
use Verdict::{Accept, Either, Refuse};

const HOUR: &str = "max-age=3600";

pub fn cases(place: &Place<'_>) -> Vec<Case> {
    vec![
        place
            .answer("cache-etag", "a document with an entity tag that is stale at once", |reply| {
                reply.tagged("\"serve-cases-1\"")
            })
            .accept()
            .because(
                "Resolve it twice. The second request may be conditional: the answer is then 304, and the document that was kept is still right.",
                source::CACHE,
            ),
        place
            .answer("cache-fresh", "a document that may be kept for an hour", |reply| {
                reply.field("Cache-Control", HOUR)
            })
            .accept()
            .because(
                "Resolve it twice. A server should honour the cache fields; the second resolution needs no request.",
                source::CACHE,
            ),
        not_found_later(place),
        key_exchanged(place),
        place
            .answer("cache-mismatch-later", "a right document at first, then one of another client_id", |reply| reply)
            .then(Reply::json(other(place, "cache-mismatch-later")))
            .expect(&[Accept, Refuse])
            .because("What is fetched again is checked again.", source::EQUALITY),
        place
            .answer("cache-error", "status 503 that may be kept for an hour, then a right document", |_| {
                Reply::page(503, "Maintenance").field("Cache-Control", HOUR)
            })
            .then(place.right("cache-error"))
            .expect(&[Refuse, Accept])
            .because("Error responses must not be cached, whatever their fields say.", source::CACHE),
        place
            .answer("cache-invalid", "an invalid document that may be kept for an hour, then a right one", |reply| {
                reply.body(other(place, "cache-invalid")).field("Cache-Control", HOUR)
            })
            .then(place.right("cache-invalid"))
            .expect(&[Refuse, Accept])
            .because("Invalid and malformed documents must not be cached.", source::CACHE),
    ]
}

fn other(place: &Place<'_>, id: &str) -> String {
    place.document(id).with("client_id", place.at(id, "other.json")).text()
}

fn not_found_later(place: &Place<'_>) -> Case {
    place
        .answer("cache-404-later", "a right document that is stale at once, then status 404", |reply| reply)
        .then(Reply::page(404, "Not found"))
        .expect(&[Accept, Either])
        .expect_from(Revision::R01, &[Accept, Refuse])
        .because(
            "The document was withdrawn. A copy that is stale must not hide it for ever; a server that sets a lower bound of its own for caching refuses when that is over.",
            source::ABORT,
        )
}

fn key_exchanged(place: &Place<'_>) -> Case {
    let id = "cache-redirect-uri-later";
    let later = place.document(id).with("redirect_uris", json!([place.at(id, "moved")]));
    place
        .answer(id, "a right document that is stale at once, then one with another redirect URI", |reply| {
            reply
        })
        .then(Reply::json(later.text()))
        .expect(&[Accept, Accept])
        .because(
            "After the second resolution only the redirect URI that ends in `/moved` is the client's.",
            source::CACHE,
        )
}
