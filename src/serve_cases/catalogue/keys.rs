//! Keys: private ones, and key sets that cannot be had.

use serde_json::json;

use super::place::Place;
use crate::serve_cases::case::{Case, Revision};
use crate::serve_cases::document::{key_set, private_key, public_key};
use crate::serve_cases::reply::{Delivery, Reply};
use crate::serve_cases::source;

const PRIVATE: &str =
    "A private key that is published protects nothing; from draft 02 on only public keys are permitted.";
const LATER: &str = "A server may fetch the key set when the client authenticates; then it refuses that.";

pub fn cases(place: &Place<'_>) -> Vec<Case> {
    let inline = |id: &'static str, title: &'static str, key: serde_json::Value| {
        place.changed(id, title, |document| document.keyed().with("jwks", json!({ "keys": [key] })))
    };
    let fetched = |id: &'static str, title: &'static str, reply: Reply| {
        place.body(id, title, place.keyed(id).text()).keys(reply)
    };
    let private = json!({ "keys": [private_key()] }).to_string();
    let secret = json!({ "kty": "oct", "kid": "serve-cases", "alg": "HS256", "k": "bm90LWEtc2VjcmV0LWFueS1tb3JlLW5vdC1hLXNlY3JldA" });
    vec![
        inline("keys-private-inline", "a private key in the document", private_key())
            .refuse_from(Revision::R02)
            .because(PRIVATE, source::PRIVATE_KEYS),
        inline("keys-symmetric-inline", "a symmetric key in the document", secret)
            .refuse_from(Revision::R02)
            .because("Only public keys are permitted.", source::PRIVATE_KEYS),
        fetched("keys-private", "a private key in the key set", Reply::json(private))
            .because("From draft 02 on the key set must not hold a private key. A server may fetch it when the client authenticates; then, at the latest, it refuses that.", source::PRIVATE_KEYS),
        place
            .body("keys-both", "jwks and jwks_uri", {
                place.keyed("keys-both").with("jwks", json!({ "keys": [public_key()] })).text()
            })
            .keys(Reply::json(key_set().to_string()))
            .refuse()
            .because("The two must not both be there.", source::METADATA),
        fetched("keys-redirect", "a key set that redirects", {
            Reply::page(302, "Moved").field("Location", place.at("keys-redirect", "target.json"))
        })
        .target(Reply::json(key_set().to_string()))
        .because("The draft forbids to follow redirects for the document. A key set that is redirected is a request to any host that the client's host names.", source::CONTAINED),
        fetched("keys-404", "a key set that is not there", Reply::page(404, "Not found"))
            .because(LATER, source::METADATA),
        fetched("keys-endless", "a key set without end", {
            Reply::json(key_set().to_string()).delivered(Delivery::Padded(1024 * 1024 * 1024))
        })
        .because("Key sets need a limit as documents do.", source::SIZE),
        place
            .body("keys-of-a-mismatch", "a document of another client_id that names a key set", {
                let id = "keys-of-a-mismatch";
                place.keyed(id).with("client_id", place.at(id, "other.json")).text()
            })
            .keys(Reply::json(key_set().to_string()))
            .refuse()
            .because("What a refused document names is not fetched.", source::EQUALITY),
        place
            .body("keys-of-a-secret", "a document with a client_secret that names a key set", {
                place.keyed("keys-of-a-secret").with("client_secret", "not-a-secret-any-more-0123456789").text()
            })
            .keys(Reply::json(key_set().to_string()))
            .refuse()
            .because("What a refused document names is not fetched.", source::SECRETS),
    ]
}
