//! What a client asks for: grants, response types and scopes that exist, and that go together.

use super::faults::Faults;
use super::grants::code_for;
use super::mending::{element, removal_beside_others, spelling};
use super::view::MetadataView;
use crate::finding::{Fault, Place, SpannedFix, Words, quoted};
use crate::json::{Value, string_literal};
use crate::metadata::authentication::NONE;
use crate::metadata::grants::{self, AUTHORIZATION_CODE, EXCHANGES, IMPLICIT};
use crate::metadata::names;
use crate::metadata::uri::Uri;
use crate::rule::Rule;

/// The strings of a list that the profile reads.
fn entries<'c>(metadata: &MetadataView<'c>, name: &str) -> Vec<(Value<'c>, &'c str)> {
    let elements = metadata.supported(name).into_iter().flat_map(Value::elements);
    elements.filter_map(|value| Some((value, value.as_str()?))).collect()
}

fn grant<'c>(metadata: &MetadataView<'c>, wanted: &str) -> Option<Value<'c>> {
    entries(metadata, "grant_types").into_iter().find(|(_, grant)| *grant == wanted).map(|(value, _)| value)
}

/// The grant types that are neither known nor absolute URIs (RFC 7591, section 2).
fn unknown_grants<'c>(metadata: &MetadataView<'c>) -> impl Iterator<Item = (Value<'c>, &'c str)> {
    let is_unknown = |grant: &str| !grants::is_known(grant) && Uri::split(grant).scheme.is_none();
    entries(metadata, "grant_types").into_iter().filter(move |(_, grant)| is_unknown(grant))
}

/// `grant-unknown`: a grant type is like none that is known.
fn grant_unknown<'c>(metadata: &MetadataView<'c>) -> Vec<Fault<'c, &'c str>> {
    let unknown = unknown_grants(metadata).filter(|(_, grant)| grants::meant(grant).is_none());
    unknown.map(|(value, grant)| Fault::at(Place::Value(value)).with(grant)).collect()
}

fn grant_unknown_words(metadata: &MetadataView<'_>, unknown: &&str) -> Words {
    Words::new(
        format!("`grant_types` has {}, which is not a grant type that is defined", quoted(unknown)),
        "remove it, or write the URI of an extension grant",
    )
    .fix(without(metadata, unknown))
}

/// Removes a grant, where others stay.
fn without(metadata: &MetadataView<'_>, unwanted: &str) -> Option<SpannedFix> {
    removal_beside_others(grant(metadata, unwanted)?)
}

/// `grant-typo`: a grant type is close to one that is known, or short for it.
fn grant_typo<'c>(metadata: &MetadataView<'c>) -> Vec<Fault<'c, (&'c str, &'static str)>> {
    let misspelt =
        unknown_grants(metadata).filter_map(|(value, grant)| Some((value, grant, grants::meant(grant)?)));
    misspelt.map(|(value, grant, meant)| Fault::at(Place::Value(value)).with((grant, meant))).collect()
}

fn grant_typo_words(metadata: &MetadataView<'_>, (misspelt, meant): &(&str, &'static str)) -> Words {
    Words::new(
        format!("`grant_types` has {}, which is not a grant type that is defined", quoted(misspelt)),
        format!("did you mean {meant}?"),
    )
    .fix(respelling(metadata, misspelt, meant))
}

/// Writes a grant as it is spelt, where nothing in the document is at odds with it.
fn respelling(metadata: &MetadataView<'_>, misspelt: &str, meant: &str) -> Option<SpannedFix> {
    let is_public = metadata.text("token_endpoint_auth_method") == Some(NONE);
    let is_at_odds = match meant {
        IMPLICIT | "password" => true,
        AUTHORIZATION_CODE => metadata.redirect_uris.is_empty(),
        "client_credentials" => is_public,
        _ => is_public && EXCHANGES.contains(&meant),
    };
    let value = grant(metadata, misspelt).filter(|_| !is_at_odds)?;
    Some(spelling(value, misspelt, meant))
}

/// `grant-implicit`: tokens would be given in the front channel (RFC 9700, section 2.1.2).
fn grant_implicit<'c>(metadata: &MetadataView<'c>) -> Option<Fault<'c>> {
    Some(Fault::at(Place::Value(grant(metadata, "implicit")?)))
}

fn grant_implicit_words(metadata: &MetadataView<'_>, _: &()) -> Words {
    Words::new(
        "`grant_types` has `implicit`, with which tokens leak through URLs; OAuth 2.1 has removed it",
        "use the authorization code with PKCE",
    )
    .fix(without(metadata, IMPLICIT))
}

/// `grant-password`: the client would see the passwords of users (RFC 9700, section 2.4).
fn grant_password<'c>(metadata: &MetadataView<'c>) -> Option<Fault<'c>> {
    Some(Fault::at(Place::Value(grant(metadata, "password")?)))
}

fn grant_password_words(metadata: &MetadataView<'_>, _: &()) -> Words {
    Words::new(
        "`grant_types` has `password`, which must not be used: the client sees the passwords of its users",
        "use the authorization code with PKCE",
    )
    .fix(without(metadata, "password"))
}

/// `grant-client-credentials-public`: a client that does not authenticate asks for tokens of its own (RFC 6749, section
/// 4.4).
fn grant_client_credentials_public<'c>(metadata: &MetadataView<'c>) -> Option<Fault<'c>> {
    let value = grant(metadata, "client_credentials")?;
    (metadata.text("token_endpoint_auth_method") == Some(NONE)).then(|| Fault::at(Place::Value(value)))
}

fn grant_client_credentials_public_words(metadata: &MetadataView<'_>, _: &()) -> Words {
    Words::new(
        "`grant_types` has `client_credentials`, and the client does not authenticate: anybody could get its tokens",
        "remove the grant, or authenticate with a key",
    )
    .fix(without(metadata, "client_credentials"))
}

/// `grant-exchange-public`: a client that does not authenticate asks for a grant in which a token is exchanged for another.
fn grant_exchange_public<'c>(metadata: &MetadataView<'c>) -> Vec<Fault<'c, &'c str>> {
    if metadata.text("token_endpoint_auth_method") != Some(NONE) {
        return Vec::new();
    }
    let exchanges =
        entries(metadata, "grant_types").into_iter().filter(|(_, grant)| grants::EXCHANGES.contains(grant));
    exchanges.map(|(value, grant)| Fault::at(Place::Value(value)).with(grant)).collect()
}

fn grant_exchange_public_words(metadata: &MetadataView<'_>, exchange: &&str) -> Words {
    Words::new(
        format!(
            "`grant_types` has {}, and the client does not authenticate: some servers refuse the two together",
            quoted(exchange)
        ),
        "remove the grant if the client does not use it, or authenticate with a key",
    )
    .fix(without(metadata, exchange))
}

/// `grant-refresh-alone`: the client may only refresh tokens, and no grant gives it any.
fn grant_refresh_alone<'c>(metadata: &MetadataView<'c>) -> Option<Fault<'c>> {
    let list = metadata.supported("grant_types")?;
    let grants = entries(metadata, "grant_types");
    let is_alone = !grants.is_empty() && grants.iter().all(|(_, grant)| *grant == "refresh_token");
    // A response type that speaks of a code is at odds with that by itself.
    let has_code = entries(metadata, "response_types").iter().any(|(_, text)| *text == "code");
    (is_alone && !has_code).then(|| Fault::at(Place::Value(list)))
}

fn grant_refresh_alone_words(metadata: &MetadataView<'_>, _: &()) -> Words {
    Words::new(
        "`grant_types` has `refresh_token` alone: no grant gives the client a token that it could refresh",
        "add the grant that the client begins with",
    )
    .fix(code_grant(metadata))
}

/// Adds the grant of a client that has a redirect URI.
fn code_grant(metadata: &MetadataView<'_>) -> Option<SpannedFix> {
    let has_redirect = !metadata.redirect_uris.is_empty();
    // A response type is of another flow then.
    let is_open = has_redirect && metadata.get("response_types").is_none();
    element(metadata.get("grant_types").filter(|_| is_open)?, AUTHORIZATION_CODE)
}

/// `grant-refresh-missing`: the client does not say that it may refresh its tokens.
fn grant_refresh_missing<'c>(metadata: &MetadataView<'c>) -> Option<Fault<'c>> {
    let grants = metadata.supported("grant_types")?;
    let has = |wanted| grant(metadata, wanted).is_some();
    (has("authorization_code") && !has("refresh_token")).then(|| Fault::at(Place::Value(grants)))
}

fn grant_refresh_missing_words(_: &MetadataView<'_>, _: &()) -> Words {
    Words::new(
        "`grant_types` lacks `refresh_token`: people have to log in again whenever the access token ends",
        "add `refresh_token` if the client can keep a refresh token",
    )
}

/// The response types that are registered, with their words in alphabetical order.
const RESPONSE_TYPES: [&str; 10] = [
    "code",
    "code id_token",
    "code id_token token",
    "code token",
    "id_token",
    "id_token token",
    "none",
    "token",
    "vp_token",
    "id_token vp_token",
];

/// `response-type-unknown`: a response type is not registered (RFC 6749, section 8.4).
fn response_type_unknown<'c>(metadata: &MetadataView<'c>) -> Vec<Fault<'c, &'c str>> {
    let is_known = |text: &str| {
        let mut words: Vec<&str> = text.split(' ').collect();
        words.sort_unstable();
        RESPONSE_TYPES.contains(&&*words.join(" "))
    };
    let unknown = entries(metadata, "response_types").into_iter().filter(|(_, text)| !is_known(text));
    unknown.map(|(value, text)| Fault::at(Place::Value(value)).with(text)).collect()
}

fn response_type_unknown_words(metadata: &MetadataView<'_>, text: &&str) -> Words {
    let has_code = entries(metadata, "response_types").iter().any(|(_, text)| *text == "code");
    let help = match *text {
        _ if has_code => "remove it",
        "authorization_code" => "write `code`: that is the response type of the grant `authorization_code`",
        _ => "write `code`",
    };
    Words::new(
        format!("`response_types` has {}, which is not a registered response type", quoted(text)),
        help,
    )
    .fix(in_right_case(metadata, text).or_else(|| code_for(metadata, text)))
}

/// Writes the response type `code` in its letter case.
fn in_right_case(metadata: &MetadataView<'_>, written: &str) -> Option<SpannedFix> {
    code_for(metadata, written)?;
    let found = entries(metadata, "response_types").into_iter().find(|(_, text)| *text == written)?;
    names::are_one(written, "code").then(|| spelling(found.0, written, "code"))
}

/// The scope, where the profile reads it.
fn scope<'c>(metadata: &MetadataView<'c>) -> Option<(Value<'c>, &'c str)> {
    let value = metadata.supported("scope")?;
    Some((value, value.as_str().filter(|text| !text.is_empty())?))
}

/// `scope-syntax`: the scope is not a list of tokens with single spaces between them (RFC 6749, section 3.3).
fn scope_syntax<'c>(metadata: &MetadataView<'c>) -> Option<Fault<'c, String>> {
    let (value, text) = scope(metadata)?;
    let foreign = text.chars().find(|one| !matches!(one, ' '..='~') || matches!(one, '"' | '\\'));
    let why = match foreign {
        Some('\t' | '\n' | '\r') => "it has a tab or a line end".to_owned(),
        Some(foreign) => format!("it has {}", quoted(&foreign.to_string())),
        None if text.starts_with(' ') || text.ends_with(' ') => {
            "a space stands before or after it".to_owned()
        }
        None if text.contains("  ") => "it has two spaces in a row".to_owned(),
        None => return None,
    };
    Some(Fault::at(Place::Value(value)).with(why))
}

fn scope_syntax_words(metadata: &MetadataView<'_>, why: &String) -> Words {
    let text = scope(metadata).map_or("", |(_, text)| text);
    let plain: Vec<&str> = text.split([' ', '\t', '\n', '\r', ',']).filter(|word| !word.is_empty()).collect();
    let is_plain = plain
        .iter()
        .all(|word| word.chars().all(|one| matches!(one, '!'..='~') && !matches!(one, '"' | '\\')));
    Words::new(
        format!("`scope` is {}: {why}; it is a list of words with one space between them", quoted(text)),
        if is_plain { format!("write {}", quoted(&plain.join(" "))) } else { "write such a list".to_owned() },
    )
    .fix(is_plain.then(|| rewritten(metadata, &plain, !text.contains(','))).flatten())
}

/// Writes the scopes with single spaces between them. Another separator has one reading, but for a comma, which a scope
/// may have in it.
fn rewritten(metadata: &MetadataView<'_>, scopes: &[&str], has_one_reading: bool) -> Option<SpannedFix> {
    let (value, _) = scope(metadata).filter(|_| !scopes.is_empty())?;
    let written = scopes.join(" ");
    let title = format!("write {}", quoted(&written));
    let changes = vec![value.replacement(string_literal(&written))];
    Some(match has_one_reading {
        true => SpannedFix::safe(title, changes),
        false => SpannedFix::undecided(title, changes),
    })
}

/// `scope-duplicate`: a scope is listed twice.
fn scope_duplicate<'c>(metadata: &MetadataView<'c>) -> Option<Fault<'c, &'c str>> {
    let (value, text) = scope(metadata)?;
    let mut seen = std::collections::HashSet::new();
    let again = text.split(' ').filter(|word| !word.is_empty()).find(|word| !seen.insert(*word))?;
    Some(Fault::at(Place::Value(value)).with(again))
}

fn scope_duplicate_words(metadata: &MetadataView<'_>, again: &&str) -> Words {
    let mut seen = std::collections::HashSet::new();
    let words = scope(metadata).into_iter().flat_map(|(_, text)| text.split(' '));
    let once: Vec<&str> = words.filter(|word| !word.is_empty() && seen.insert(*word)).collect();
    Words::new(format!("`scope` has {} twice", quoted(again)), "list each scope once")
        .fix(rewritten(metadata, &once, true))
}

include!(concat!(env!("OUT_DIR"), "/requested.rs"));
