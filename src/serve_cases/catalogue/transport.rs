//! Certificates that no client may take, and media types.

use super::place::Place;
use crate::serve_cases::case::Case;
use crate::serve_cases::document::Document;
use crate::serve_cases::reply::Reply;
use crate::serve_cases::site::Identity;
use crate::serve_cases::source;

pub fn cases(place: &Place<'_>) -> Vec<Case> {
    let shown = |id: &'static str, title: &'static str, identity: Identity| {
        let origin = place.site.origin_at(&place.site.name(identity));
        let url = format!("{origin}/c/{id}/client.json");
        let document = Document::at(&url, &format!("{origin}/c/{id}/callback"));
        Case::new(id, title, url, Reply::json(document.text()))
            .unreachable()
            .refuse()
            .because("A certificate is verified before anything is requested.", source::CERTIFICATES)
    };
    let typed = |id: &'static str, title: &'static str, media_type: Option<&str>| {
        place
            .answer(id, title, |reply| match media_type {
                Some(media_type) => reply.field("Content-Type", media_type),
                None => reply.without("Content-Type"),
            })
            .because(
                "The draft implies application/json or another application type that ends in +json, and does not demand it.",
                source::MEDIA_TYPE,
            )
    };
    vec![
        shown("certificate-expired", "a certificate that has expired", Identity::Expired),
        shown("certificate-misnamed", "a certificate for another name", Identity::Misnamed),
        shown(
            "certificate-untrusted",
            "a certificate of an authority that is not trusted",
            Identity::Untrusted,
        ),
        typed("type-text", "Content-Type text/plain", Some("text/plain; charset=utf-8")),
        typed("type-html", "a right document with Content-Type text/html", Some("text/html")),
        typed("type-missing", "no Content-Type", None),
    ]
}
