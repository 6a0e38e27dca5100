//! What the response says that it brings, and how it is encoded.

use super::super::faults::Faults;
use super::super::view::{ResponseView, ServedDocument};
use crate::finding::{Fault, Place, Words, quoted};
use crate::metadata::uri::Uri;
use crate::rule::Rule;
use crate::subject::is_json_type;

/// `http-content-type-missing`: the response has no Content-Type.
fn http_content_type_missing<'c>(served: &ServedDocument<'c>) -> Option<Fault<'c>> {
    served
        .response
        .media_type()
        .is_none_or(|media_type| media_type.is_empty())
        .then(|| Fault::at(Place::Outside))
}

fn http_content_type_missing_words(_: &ServedDocument<'_>, _: &()) -> Words {
    Words::new(
        "the response does not say what it is: it has no Content-Type",
        "serve it as `application/json`",
    )
}

/// `http-content-type`: the document is not served as JSON.
fn http_content_type<'c>(served: &ServedDocument<'c>) -> Option<Fault<'c, String>> {
    let media_type = served.response.media_type().filter(|media_type| !media_type.is_empty())?;
    (!is_json_type(&media_type)).then(|| Fault::at(Place::Outside).with(media_type))
}

fn http_content_type_words(served: &ServedDocument<'_>, media_type: &String) -> Words {
    Words::new(
        format!("the document is served as {}, and some servers take only JSON types", quoted(media_type)),
        hosting(&served.response.url, media_type),
    )
}

/// What hosting services that are known for a media type can be told.
fn hosting(url: &str, media_type: &str) -> &'static str {
    let uri = Uri::split(url);
    let has_extension = uri.path.rsplit('/').next().is_some_and(|name| name.contains('.'));
    match media_type {
        "application/octet-stream" if !has_extension => {
            "static hosts go by the name's ending: name the file `client.json`, or set its type in the host's configuration"
        }
        "text/html" => {
            "single-page hosts answer unknown paths with a page: deploy the file itself, and serve it as `application/json`"
        }
        _ => "serve it as `application/json`",
    }
}

/// `http-content-type-plus-json`: the document is served with a JSON type of its own, and not as `application/json`.
fn http_content_type_plus_json<'c>(served: &ServedDocument<'c>) -> Option<Fault<'c, String>> {
    let media_type = served.response.media_type()?;
    let is_own = is_json_type(&media_type) && media_type != "application/json";
    is_own.then(|| Fault::at(Place::Outside).with(media_type))
}

fn http_content_type_plus_json_words(served: &ServedDocument<'_>, media_type: &String) -> Words {
    Words::new(
        format!(
            "the document is served as {}; {} takes only `application/json`",
            quoted(media_type),
            served.profile.title
        ),
        "serve it as `application/json`",
    )
}

/// `http-charset`: the document is served with another charset than UTF-8.
fn http_charset<'c>(served: &ServedDocument<'c>) -> Option<Fault<'c, &'c str>> {
    let charset = served.response.media_type_parameter("charset")?;
    let is_utf8 = charset.eq_ignore_ascii_case("utf-8") || charset.eq_ignore_ascii_case("utf8");
    (!is_utf8).then(|| Fault::at(Place::Outside).with(charset))
}

fn http_charset_words(_: &ServedDocument<'_>, charset: &&str) -> Words {
    Words::new(
        format!("the document is served with the charset {}; JSON is UTF-8", quoted(charset)),
        "leave the charset out, and save the document as UTF-8",
    )
}

/// `http-content-encoding`: the document is encoded although the request accepts no encoding.
fn http_content_encoding<'c>(served: &ServedDocument<'c>) -> Option<Fault<'c, &'c str>> {
    let encoding = served.response.header("content-encoding").filter(|encoding| *encoding != "identity")?;
    Some(Fault::at(Place::Outside).with(encoding))
}

fn http_content_encoding_words(_: &ServedDocument<'_>, encoding: &&str) -> Words {
    Words::new(
        format!(
            "the document is sent in the content encoding {}, though the request accepts none",
            quoted(encoding)
        ),
        "send it uncompressed to those who do not ask for compression",
    )
}

include!(concat!(env!("OUT_DIR"), "/response_media_type.rs"));
