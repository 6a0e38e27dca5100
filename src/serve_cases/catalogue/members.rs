//! Redirect URIs and other members of a document.

use serde_json::{Value, json};

use super::place::Place;
use crate::serve_cases::case::Case;
use crate::serve_cases::source::{self, Source};

pub fn cases(place: &Place<'_>) -> Vec<Case> {
    let redirects = |id: &'static str, title: &'static str, value: Value, why, sources: &'static [Source]| {
        place
            .changed(id, title, |document| document.with("redirect_uris", value))
            .refuse()
            .because(why, sources)
    };
    let kinds = "A redirect URI is protected by TLS, or http on the local machine, or of the application's own scheme.";
    vec![
        redirects(
            "redirect-uri-http",
            "an http redirect URI of another host",
            json!(["http://app.example.com/callback"]),
            kinds,
            source::REDIRECT_URIS,
        ),
        redirects(
            "redirect-uri-javascript",
            "a redirect URI with the scheme javascript",
            json!(["javascript:alert(1)"]),
            kinds,
            source::REDIRECT_URIS,
        ),
        redirects(
            "redirect-uri-no-authority",
            "a redirect URI with one slash, which lenient parsers complete",
            json!(["https:/callback"]),
            "An https URI has a host.",
            source::REDIRECT_FORM,
        ),
        redirects(
            "redirect-uri-fragment",
            "a redirect URI with a fragment",
            json!([format!("{}#top", place.at("redirect-uri-fragment", "callback"))]),
            "A redirect URI must not have a fragment.",
            source::REDIRECT_FORM,
        ),
        redirects(
            "redirect-uris-string",
            "redirect_uris is a string",
            json!(place.at("redirect-uris-string", "callback")),
            "The member is an array of strings.",
            source::METADATA,
        ),
        redirects(
            "redirect-uris-number",
            "redirect_uris has a number in it",
            json!([1]),
            "The member is an array of strings.",
            source::METADATA,
        ),
        place
            .changed("redirect-uris-missing", "a client of the code grant without redirect_uris", |document| {
                document.without("redirect_uris")
            })
            .refuse()
            .because("Clients that use redirects must register their redirect URIs.", source::METADATA),
        place
            .changed("logo-javascript", "a logo_uri with the scheme javascript", |document| {
                document.with("logo_uri", "javascript:alert(1)")
            })
            .because(
                "Only schemes that are known should be fetched. If the document is taken, the URI must not reach a page.",
                source::CONTAINED,
            ),
        place
            .changed("name-markup", "a client_name with markup and a change of direction", |document| {
                document.with("client_name", "<img src=x onerror=alert(1)>\u{202e}moc.elpmaxe")
            })
            .because("If the document is taken, look at the consent page: the name is text.", source::METADATA),
    ]
}
