//! What is said of a document where a service publishes little of its rules.

use crate::json::Value;
use crate::rule::Rule;
use crate::servers::answer::Answer;
use crate::servers::asked::Asked;
use crate::servers::shape::{Document, described};
use crate::servers::text::Text;
use crate::servers::whatwg;

use super::checks::object;

/// A size in bytes that the specification asks servers to take; services with a limit of their own that is not published
/// may refuse more.
const ORDINARY_SIZE: usize = 5_120;

/// The document, where the response is one that any server takes.
pub(super) fn ordinary<'a>(asked: &Asked<'a>, answer: &mut Answer) -> Option<Text<'a>> {
    if asked.status() != 200 {
        answer.unknown(
            Rule::HttpStatusNot200,
            format!("what becomes of a response with the status {} is not published", asked.status()),
        );
        return None;
    }
    let media_type = asked.media_type().unwrap_or_default();
    if media_type != "application/json" {
        answer.unknown(
            Rule::HttpContentType,
            format!("whether the media type `{media_type}` is taken is not published"),
        );
    }
    if asked.size > ORDINARY_SIZE {
        answer.unknown(
            Rule::HttpBodyTooLarge,
            format!("whether a document of {} bytes is read is not published", asked.size),
        );
    }
    object(asked.tree?, answer)
}

/// Notes parts of an identifier of which nothing is published.
pub(super) fn ordinary_identifier(asked: &Asked<'_>, answer: &mut Answer) {
    let (authority, path) = whatwg::raw_parts(asked.identifier);
    for (is_there, rule, what) in [
        (asked.identifier.contains('?'), Rule::ClientIdUrlQuery, "a query"),
        (asked.identifier.contains('#'), Rule::ClientIdUrlFragment, "a fragment"),
        (authority.contains('@'), Rule::ClientIdUrlUserinfo, "user information"),
        (path.split('/').any(whatwg::is_dot_segment), Rule::ClientIdUrlDotSegment, "a segment `.` or `..`"),
        (path == "/", Rule::ClientIdUrlRootPath, "no path but `/`"),
    ] {
        if is_there {
            answer.unknown(rule, format!("whether an identifier with {what} is taken is not published"));
        }
    }
}

/// Notes a method of which nothing is published; that of a public client is taken.
pub(super) fn public_method(document: Document<'_>, answer: &mut Answer) {
    answer.method = Some("none".to_owned());
    match document.get("token_endpoint_auth_method") {
        None => answer.unknown(Rule::AuthMethodAbsent, "how an absent method is read is not published"),
        Some(value) if value.as_str() == Some("none") => {}
        Some(value) => answer.unknown_at(
            Rule::AuthMethodUnsupported,
            value,
            format!("what becomes of the method {} is not published", described(value)),
        ),
    }
}

/// Notes key sets, of which nothing is published.
pub(super) fn key_sets(document: Document<'_>, names: &[&str], answer: &mut Answer) {
    for value in names.iter().filter_map(|name| document.get(name)) {
        answer.unknown_at(Rule::AuthKeysUnused, value, "what becomes of a key set there is not published");
    }
}

/// Notes grants other than those.
pub(super) fn grants(document: Document<'_>, taken: &[&str], answer: &mut Answer) {
    for grant in document.elements("grant_types") {
        if !grant.as_str().is_some_and(|text| taken.contains(&text)) {
            unknown_grant(grant, answer);
        }
    }
}

fn unknown_grant(grant: Value<'_>, answer: &mut Answer) {
    answer.unknown_at(
        Rule::GrantUnsupported,
        grant,
        format!("what becomes of the grant {} is not published", described(grant)),
    );
}

/// How a pattern of which `*` stands for characters that are not published fits a text.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Fit {
    Yes,
    No,
    /// It depends on what `*` stands for.
    Unknown,
}

/// Whether one of the patterns fits.
pub(super) fn fit(patterns: &[&str], text: &str) -> Fit {
    let fits: Vec<Fit> = patterns.iter().map(|pattern| fit_one(pattern, text)).collect();
    [Fit::Yes, Fit::Unknown].into_iter().find(|fit| fits.contains(fit)).unwrap_or(Fit::No)
}

fn fit_one(pattern: &str, text: &str) -> Fit {
    let Some((head, tail)) = pattern.split_once('*') else {
        return if pattern == text { Fit::Yes } else { Fit::No };
    };
    let (first, last) = (head, tail.rsplit('*').next().unwrap_or_default());
    let Some(inner) = text.strip_prefix(first).and_then(|rest| rest.strip_suffix(last)) else {
        return Fit::No;
    };
    let is_plain = !tail.contains('*') && !inner.contains(['/', '?', '#', '.', ':']);
    if is_plain { Fit::Yes } else { Fit::Unknown }
}
