//! Loopback addresses in place of public ones: in the client identifier URL, and inside of the document.

use super::place::Place;
use crate::serve_cases::case::{Case, Revision};
use crate::serve_cases::document::{Document, key_set};
use crate::serve_cases::reply::Reply;
use crate::serve_cases::source;

const INSIDE: &str = "From draft 02 on, a URL inside of the document must not be fetched from a special-use address. The document may be taken or refused.";

pub fn cases(place: &Place<'_>) -> Vec<Case> {
    let literal = |id: &str, name: &str| format!("{}/c/{id}/{name}", place.site.literal_origin());
    let published = |id: &'static str, title: &'static str, url: String| {
        let document = Document::at(&url, &place.at(id, "callback"));
        Case::new(id, title, url, Reply::json(document.text()))
            .refuse_from(Revision::R01)
            .voided()
            .because("A server must not fetch from special-use addresses.", source::ADDRESSES)
    };
    let inside = |id: &'static str, title: &'static str, member: &str| {
        let document = place.document(id).with(member, literal(id, "contained"));
        place
            .body(id, title, document.text())
            .contained(Reply::json("[]"))
            .voided()
            .because(INSIDE, source::CONTAINED)
    };
    vec![
        published("address-literal", "a loopback address as the host", {
            literal("address-literal", "client.json")
        }),
        published("address-localhost", "localhost as the host", {
            format!("{}/c/address-localhost/client.json", place.site.origin_at("localhost"))
        }),
        inside("address-in-logo", "a logo_uri at a loopback address", "logo_uri"),
        inside("address-in-policy", "a policy_uri at a loopback address", "policy_uri"),
        inside("address-in-sector", "a sector_identifier_uri at a loopback address", "sector_identifier_uri"),
        place
            .body("address-in-jwks", "a jwks_uri at a loopback address", {
                let id = "address-in-jwks";
                place.document(id).keyed().with("jwks_uri", literal(id, "keys.json")).text()
            })
            .keys(Reply::json(key_set().to_string()))
            .voided()
            .because(INSIDE, source::CONTAINED),
    ]
}
