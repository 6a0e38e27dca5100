//! Amazon Cognito: the service model in botocore 1.44.8, and the developer guide, "Client ID metadata documents".

use crate::client::redirect::Comparison;
use crate::metadata::authentication::SHARED_SECRET;
use crate::rule::{Mark, Rule};
use crate::servers::answer::Answer;
use crate::servers::asked::Asked;
use crate::servers::policy::Policy;
use crate::servers::server::{Server, refuses_none};
use crate::servers::shape::{Document, described};

use super::checks::{client_id, entries, redirect_uris};
use super::published::{self, Fit, fit, ordinary, ordinary_identifier};

const NAME: &str = "cognito";

/// Characters of a URL, from the type in the service model.
const URL_LENGTH: std::ops::RangeInclusive<usize> = 12..=256;

const PATTERNS: Policy = Policy {
    name: "url-patterns",
    values: &[],
    default: "",
    about: "the patterns of the app client's policy, separated by commas; none admits no document (URLPatterns)",
};

pub(in crate::servers) const SERVER: Server = Server {
    name: NAME,
    title: "Amazon Cognito",
    package: "Amazon Cognito developer guide, botocore",
    version: "botocore 1.44.8",
    evidence: Mark::Documented,
    policies: &[PATTERNS],
    comparison: Comparison::Unpublished,
    comparison_source: "not published",
    refuses_redirect: refuses_none,
    check,
};

fn check(asked: &Asked<'_>, answer: &mut Answer) {
    let raw = asked.identifier;
    if !raw.starts_with("https://") || raw.contains(char::is_whitespace) {
        answer.refuse(
            Rule::ClientIdUrlNotHttps,
            "the identifier must begin with `https://` and have no white space",
        );
    }
    if !URL_LENGTH.contains(&raw.chars().count()) {
        answer.refuse(
            Rule::ClientIdUrlTooLong,
            format!("the identifier has {} characters, and from 12 to 256 are taken", raw.chars().count()),
        );
    }
    answer.rests_on(PATTERNS.name);
    match fit(&entries(asked, NAME, &PATTERNS), raw) {
        Fit::Yes => {}
        Fit::No => answer.refuse(None, "no pattern of `url-patterns` fits the identifier"),
        Fit::Unknown => answer.unknown(
            None,
            "whether `*` in `url-patterns` stands for `/`, `?` and labels of hosts is not published",
        ),
    }
    ordinary_identifier(asked, answer);
    let Some(text) = ordinary(asked, answer) else { return };
    let Some(document) = text.root().and_then(Document::of) else { return };
    client_id(document, asked, answer);
    method(document, answer);
    published::key_sets(document, &["jwks", "jwks_uri"], answer);
    match document.get("grant_types") {
        None => answer.unknown(Rule::GrantTypesMissing, "how absent grants are read is not published"),
        Some(value) if document.strings("grant_types") == ["client_credentials"] => {
            answer.refuse_at(
                Rule::GrantClientCredentialsPublic,
                value,
                "clients with a document do not get client_credentials",
            );
        }
        Some(_) => published::grants(document, &["authorization_code"], answer),
    }
    if document.get("redirect_uris").is_none() {
        return answer.unknown(Rule::RedirectUrisMissing, "which members are required is not published");
    }
    for (value, uri) in redirect_uris(document, answer) {
        if !uri.starts_with("https://") {
            answer.unknown_at(
                Rule::RedirectUriCustomScheme,
                value,
                format!("whether the redirect URI `{uri}` is taken is not published"),
            );
        }
    }
}

fn method(document: Document<'_>, answer: &mut Answer) {
    let has_plural = document.get("token_endpoint_auth_methods_supported").is_some();
    let refused = document.get("token_endpoint_auth_method").filter(|value| {
        let is_refused = |method: &str| method == "private_key_jwt" || SHARED_SECRET.contains(&method);
        value.as_str().is_some_and(is_refused)
    });
    match refused {
        Some(value) if !has_plural => answer.refuse_at(
            Rule::AuthMethodUnsupported,
            value,
            format!("the method {} is not supported; a document must support none", described(value)),
        ),
        _ => published::public_method(document, answer),
    }
}
