//! Right documents in all the ways in which they may be served. Whoever refuses one of these refuses too much.

use serde_json::json;

use super::place::Place;
use crate::serve_cases::case::Case;
use crate::serve_cases::document::{key_set, public_key};
use crate::serve_cases::reply::{Delivery, Reply};
use crate::serve_cases::source;

pub fn cases(place: &Place<'_>) -> Vec<Case> {
    let right = "The document is right, and is served as it should be.";
    vec![
        place.answer("control", "a right document", |reply| reply).accept().because(right, source::EQUALITY),
        place
            .answer("control-charset", "Content-Type with charset=utf-8", |reply| {
                reply.field("Content-Type", "application/json; charset=utf-8")
            })
            .accept()
            .because("A parameter does not change the media type.", source::MEDIA_TYPE),
        place
            .answer("control-plus-json", "Content-Type application/cimd+json", |reply| {
                reply.field("Content-Type", "application/cimd+json")
            })
            .accept()
            .because(
                "A more specific media type is permitted, if it is an application type that ends in +json.",
                source::MEDIA_TYPE,
            ),
        place
            .answer("control-chunked", "the body in chunks", |reply| reply.delivered(Delivery::Chunked))
            .accept()
            .because("A client of HTTP/1.1 must be able to read chunks.", source::FRAMING),
        place
            .answer("control-close", "a body whose end is the end of TLS", |reply| {
                reply.delivered(Delivery::UntilClose)
            })
            .accept()
            .because("With a closure alert of TLS such a message is complete.", source::TLS_CLOSURE),
        place
            .body("control-escapes", "a client_id that is written with escapes of JSON", escaped(place))
            .accept()
            .because("Strings are compared after JSON was read: `\\/` is `/`.", source::EQUALITY),
        place
            .changed("control-unknown-members", "members that nobody knows", |document| {
                document.with("x_unknown", json!({ "nested": [1, null, true] })).with("__proto__", json!({}))
            })
            .accept()
            .because("Metadata that a server does not understand is ignored.", source::METADATA),
        place
            .body("control-5000-bytes", "a document of 5,000 bytes", {
                place.document("control-5000-bytes").text_of(5000)
            })
            .accept()
            .because("5 kilobytes are recommended as the limit.", source::SIZE),
        place
            .changed(
                "control-loopback",
                "a native client with a redirect URI on loopback, without a port",
                |document| {
                    document
                        .with("application_type", "native")
                        .with("redirect_uris", json!(["http://127.0.0.1/callback", "http://[::1]/callback"]))
                },
            )
            .accept()
            .because(
                "Ask for the redirect URI `http://127.0.0.1:53682/callback` too: the port is not compared.",
                source::LOOPBACK_PORT,
            ),
        place
            .body(
                "control-keys",
                "a client with a key set at its jwks_uri",
                place.keyed("control-keys").text(),
            )
            .keys(Reply::json(key_set().to_string()))
            .accept()
            .because(right, source::METADATA),
        place
            .changed("control-inline-keys", "a client with its keys in the document", |document| {
                document.keyed().with("jwks", json!({ "keys": [public_key()] }))
            })
            .accept()
            .because(right, source::METADATA),
        place
            .answer("control-cookie", "a response that sets a cookie", |reply| {
                reply.field("Set-Cookie", "serve-cases=1; Path=/; Secure; SameSite=None")
            })
            .accept()
            .because("The cookie is ignored; it must not come back.", source::PRIVACY),
    ]
}

/// The right document with every slash and colon of its URL escaped.
fn escaped(place: &Place<'_>) -> String {
    let url = place.url("control-escapes");
    let escaped = url.replace('/', "\\/").replace(':', "\\u003a");
    place.document("control-escapes").text().replace(&url, &escaped)
}
