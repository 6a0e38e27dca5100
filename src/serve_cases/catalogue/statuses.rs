//! Statuses other than 200, most of them with a right document as their body.

use super::place::Place;
use crate::serve_cases::case::{Case, Revision};
use crate::serve_cases::reply::Reply;
use crate::serve_cases::source;

const WHY: &str = "Every status other than 200 is an error, although the body is a right document.";

pub fn cases(place: &Place<'_>) -> Vec<Case> {
    let with_document = |id: &'static str, title: &'static str, status: u16| {
        place
            .answer(id, title, |reply| reply.status(status))
            .refuse_from(Revision::R01)
            .because(WHY, source::STATUS)
    };
    let empty = |id: &'static str, title: &'static str, status: u16| {
        place
            .answer(id, title, |_| Reply::new(status))
            .refuse()
            .because("There is no document in the response.", source::STATUS)
    };
    vec![
        with_document("status-201", "status 201 with a right document", 201),
        with_document("status-203", "status 203 with a right document", 203),
        place
            .answer("status-206", "status 206 with a right document", |reply| {
                reply.status(206).field("Content-Range", "bytes 0-399/800")
            })
            .refuse_from(Revision::R01)
            .because("A part of a document was not asked for, and is not a document.", source::STATUS),
        empty("status-204", "status 204", 204),
        empty("status-304", "status 304 to a request without a condition", 304),
        with_document("status-404", "status 404 with a right document", 404),
        with_document("status-410", "status 410 with a right document", 410),
        with_document("status-500", "status 500 with a right document", 500),
        place
            .answer("status-401", "status 401 that asks for credentials", |reply| {
                reply.status(401).field("WWW-Authenticate", "Basic realm=\"documents\"")
            })
            .refuse_from(Revision::R01)
            .because(WHY, source::STATUS),
        place
            .answer("status-429", "status 429 with Retry-After of an hour", |reply| {
                reply.status(429).field("Retry-After", "3600")
            })
            .refuse_from(Revision::R01)
            .because(WHY, source::STATUS),
        place
            .answer("challenge-403", "a page that asks for a browser, with status 403", |_| {
                Reply::page(403, "Checking your browser").field("Cf-Mitigated", "challenge")
            })
            .refuse()
            .because("There is no document in the response.", source::STATUS),
        place
            .answer("challenge-200", "a page that asks for a browser, with status 200", |_| {
                Reply::page(200, "Checking your browser")
            })
            .refuse()
            .because("The body is a page and not JSON.", source::JSON),
    ]
}
