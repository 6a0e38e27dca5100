//! Redirects. Where they lead, the document is right: a server that follows accepts it.

use super::place::Place;
use crate::serve_cases::case::{Case, Revision};
use crate::serve_cases::reply::Reply;
use crate::serve_cases::source;

const WHY: &str = "A server must not follow redirects automatically, and must treat every status other than 200 as an error. Where this one leads, there is a document that is right but for its place.";

pub fn cases(place: &Place<'_>) -> Vec<Case> {
    let with_status = |id: &'static str, title: &'static str, status: u16| {
        redirect(place, id, title, status, &place.at(id, "target.json"))
    };
    let literal = format!("{}/c/redirect-to-loopback/target.json", place.site.literal_origin());
    vec![
        with_status("redirect-300", "status 300 with Location", 300),
        with_status("redirect-301", "status 301", 301),
        with_status("redirect-302", "status 302", 302),
        with_status("redirect-303", "status 303", 303),
        with_status("redirect-307", "status 307", 307),
        with_status("redirect-308", "status 308", 308),
        redirect(place, "redirect-relative", "status 302 to a relative URL", 302, "target.json"),
        redirect(place, "redirect-to-loopback", "status 302 to a loopback address", 302, &literal),
        place
            .answer("redirect-loop", "status 302 to itself", |_| {
                Reply::new(302).field("Location", place.url("redirect-loop"))
            })
            .refuse()
            .because("There is no document, and following leads nowhere.", source::REDIRECTS),
        redirect_with_document(place),
    ]
}

fn redirect(place: &Place<'_>, id: &'static str, title: &'static str, status: u16, location: &str) -> Case {
    place
        .answer(id, title, |_| Reply::page(status, "Moved").field("Location", location))
        .target(place.right(id))
        .refuse_from(Revision::R01)
        .because(WHY, source::REDIRECTS)
}

fn redirect_with_document(place: &Place<'_>) -> Case {
    let id = "redirect-with-document";
    place
        .answer(id, "status 302 whose own body is the right document", |reply| {
            reply.status(302).field("Location", place.at(id, "target.json"))
        })
        .target(place.right(id))
        .refuse_from(Revision::R01)
        .because("A status other than 200 is an error, whatever comes with it.", source::STATUS)
}
