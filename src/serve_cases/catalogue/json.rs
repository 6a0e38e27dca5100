//! Bodies that are not JSON, or not the JSON that they seem to be.

use serde_json::{Value, json};

use super::place::Place;
use crate::serve_cases::case::Case;
use crate::serve_cases::source;

const NOT_JSON: &str = "The body is not JSON, although lenient parsers read it.";

/// How deep the nesting of `json-deep` is: all of it fits into 5 kilobytes.
const LEVELS: usize = 2_000;

pub fn cases(place: &Place<'_>) -> Vec<Case> {
    let text = |id: &str| place.document(id).text();
    let other = |id: &str| Value::from(place.at(id, "other.json"));
    let deep = |id: &str| {
        let nested = format!("{}{}", "[".repeat(LEVELS), "]".repeat(LEVELS));
        text(id).replacen('{', &format!("{{\n  \"x_deep\": {nested},"), 1)
    };
    vec![
        place
            .body("json-duplicate-client-id", "client_id twice: another URL first, the right one last", {
                let id = "json-duplicate-client-id";
                place.document(id).text_after("client_id", &other(id))
            })
            .because(
                "Names should be unique; parsers that take the first and those that take the last see different clients. Refusing is safest.",
                source::DUPLICATES,
            ),
        place
            .body("json-duplicate-redirect-uris", "redirect_uris twice, with different lists", {
                let id = "json-duplicate-redirect-uris";
                place.document(id).text_after("redirect_uris", &json!([place.at(id, "first")]))
            })
            .because(
                "Names should be unique; if the document is taken, one list counts, and not both.",
                source::DUPLICATES,
            ),
        place
            .body("json-bom", "a byte order mark before the document", format!("\u{feff}{}", text("json-bom")))
            .because("It must not be sent; a parser may ignore it.", source::ENCODING),
        place
            .body("json-utf-16", "the document in UTF-16", utf_16(&text("json-utf-16")))
            .refuse()
            .because("JSON that is exchanged must be UTF-8.", source::ENCODING),
        place
            .body("json-not-utf-8", "a client_name in Latin-1", latin_1(&text("json-not-utf-8")))
            .refuse()
            .because("JSON that is exchanged must be UTF-8.", source::ENCODING),
        place
            .body("json-comment", "a comment in the document", {
                text("json-comment").replacen('{', "{ // the client", 1)
            })
            .refuse()
            .because(NOT_JSON, source::JSON),
        place
            .body("json-trailing-comma", "a comma after the last member", {
                let text = text("json-trailing-comma");
                text.replace("\n}", ",\n}")
            })
            .refuse()
            .because(NOT_JSON, source::JSON),
        place
            .body("json-nan", "NaN as a value", {
                text("json-nan").replacen('{', "{\n  \"x_number\": NaN,", 1)
            })
            .refuse()
            .because(NOT_JSON, source::JSON),
        place
            .body("json-two-documents", "two documents in one body", {
                text("json-two-documents").repeat(2)
            })
            .refuse()
            .because("The body is two JSON texts, and so not one.", source::JSON),
        place
            .body("json-array", "the document as the only element of an array", {
                format!("[{}]", text("json-array"))
            })
            .refuse()
            .because("A document is an object.", source::JSON),
        place
            .body("json-null", "null", "null")
            .refuse()
            .because("A document is an object; null must not end in an unhandled error.", source::JSON),
        place
            .body("json-deep", "2,000 levels of nesting in a member that nobody knows", deep("json-deep"))
            .because(
                "A parser may limit the depth. The server under test must answer, and not end.",
                source::DEPTH,
            ),
        place
            .body("json-proto", "client_id inside of __proto__ and nowhere else", {
                let id = "json-proto";
                let hidden = json!({ "client_id": place.url(id) });
                place.document(id).without("client_id").with("__proto__", hidden).text()
            })
            .refuse()
            .because("`__proto__` is a member like any other; the document has no client_id.", source::EQUALITY),
    ]
}

fn utf_16(text: &str) -> Vec<u8> {
    let units = std::iter::once(0xfeff).chain(text.encode_utf16());
    units.flat_map(u16::to_be_bytes).collect()
}

fn latin_1(text: &str) -> Vec<u8> {
    let text = text.replace("A client", "Un caf\u{e9}");
    text.chars().map(|character| u8::try_from(u32::from(character)).unwrap_or(b'?')).collect()
}
