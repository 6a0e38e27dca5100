//! Client identifier URLs, and members `client_id` that differ from them.

use serde_json::{Value, json};

use super::place::Place;
use crate::serve_cases::case::Case;
use crate::serve_cases::document::Document;
use crate::serve_cases::reply::Reply;
use crate::serve_cases::source;

const DIFFERENT: &str = "The two are compared character by character, without any normalisation.";

pub fn cases(place: &Place<'_>) -> Vec<Case> {
    let mut cases = mismatches(place);
    cases.extend(urls(place));
    cases
}

fn mismatches(place: &Place<'_>) -> Vec<Case> {
    let says = |id: &'static str, title: &'static str, value: Value| {
        place
            .changed(id, title, |document| document.with("client_id", value))
            .refuse()
            .because(DIFFERENT, source::EQUALITY)
    };
    let own = |id: &str| place.url(id);
    let host = &place.site.host;
    vec![
        says("mismatch", "client_id is another URL", own("control").into()),
        says(
            "mismatch-host-case",
            "client_id has the host in capital letters",
            own("mismatch-host-case").replacen(host.as_str(), &host.to_ascii_uppercase(), 1).into(),
        ),
        says(
            "mismatch-path-case",
            "client_id has the file in capital letters",
            own("mismatch-path-case").replace("client.json", "CLIENT.JSON").into(),
        ),
        says(
            "mismatch-slash",
            "client_id has a slash at the end",
            format!("{}/", own("mismatch-slash")).into(),
        ),
        says(
            "mismatch-escape",
            "client_id has a percent-encoded letter",
            own("mismatch-escape").replace("client.json", "%63lient.json").into(),
        ),
        says(
            "mismatch-dot-segment",
            "client_id has a dot segment",
            own("mismatch-dot-segment").replace("/c/", "/c/./").into(),
        ),
        says("mismatch-query", "client_id has a query", format!("{}?", own("mismatch-query")).into()),
        says(
            "mismatch-fragment",
            "client_id has a fragment",
            format!("{}#", own("mismatch-fragment")).into(),
        ),
        says(
            "mismatch-space",
            "client_id has a space at the end",
            format!("{} ", own("mismatch-space")).into(),
        ),
        says(
            "mismatch-scheme",
            "client_id is the same URL over http",
            own("mismatch-scheme").replacen("https", "http", 1).into(),
        ),
        says("mismatch-array", "client_id is an array with the right URL", json!([own("mismatch-array")])),
        says("mismatch-null", "client_id is null", Value::Null),
        place
            .changed("mismatch-missing", "client_id is missing", |document| document.without("client_id"))
            .refuse()
            .because("The document must contain client_id.", source::EQUALITY),
    ]
}

fn urls(place: &Place<'_>) -> Vec<Case> {
    let published = |id: &'static str, title: &'static str, url: String| {
        let document = Document::at(&url, &place.at(id, "callback"));
        Case::new(id, title, url, Reply::json(document.text()))
    };
    let own = |id: &str| place.url(id);
    let with_user = |id: &str, user: &str| own(id).replacen("://", &format!("://{user}@"), 1);
    let why =
        "The URL is not a client identifier URL, whatever is published there; its document says the same.";
    vec![
        published("url-query", "a client identifier URL with a query", format!("{}?v=1", own("url-query")))
            .because("A query should not be there; a server may refuse it.", source::IDENTIFIER),
        published("url-fragment", "a client identifier URL with a fragment", {
            format!("{}#client", own("url-fragment"))
        })
        .refuse()
        .because(why, source::IDENTIFIER),
        published("url-userinfo", "a client identifier URL with a user and a password", {
            with_user("url-userinfo", "user:password")
        })
        .refuse()
        .because(why, source::IDENTIFIER),
        published("url-dot-segment", "a client identifier URL with a dot segment", {
            own("url-dot-segment").replace("client.json", "x/../client.json")
        })
        .refuse()
        .because(why, source::IDENTIFIER),
        published("url-no-path", "a client identifier URL without a path", place.site.origin())
            .refuse()
            .because(why, source::IDENTIFIER),
    ]
}
