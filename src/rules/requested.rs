//! What a client asks for: grants, response types and scopes that exist, and that go together.

use super::faults::Faults;
use super::view::MetadataView;
use crate::finding::{Applicability, Fault, Place, SpannedFix, Words, quoted};
use crate::json::Value;
use crate::metadata::authentication::NONE;
use crate::metadata::grants;
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

fn grant_unknown_words(_: &MetadataView<'_>, grant: &&str) -> Words {
    Words::new(
        format!("`grant_types` has {}, which is not a grant type that is defined", quoted(grant)),
        "remove it, or write the URI of an extension grant",
    )
}

/// `grant-typo`: a grant type is close to one that is known, or short for it.
fn grant_typo<'c>(metadata: &MetadataView<'c>) -> Vec<Fault<'c, (Value<'c>, &'c str, &'static str)>> {
    let misspelt =
        unknown_grants(metadata).filter_map(|(value, grant)| Some((value, grant, grants::meant(grant)?)));
    misspelt.map(|(value, grant, meant)| Fault::at(Place::Value(value)).with((value, grant, meant))).collect()
}

fn grant_typo_words(_: &MetadataView<'_>, (value, grant, meant): &(Value<'_>, &str, &'static str)) -> Words {
    Words::new(
        format!("`grant_types` has {}, which is not a grant type that is defined", quoted(grant)),
        format!("did you mean {meant}?"),
    )
    .fix(SpannedFix {
        title: format!("write `{meant}`"),
        applicability: Applicability::Unsafe,
        edits: vec![(value.span(), format!("\"{meant}\""))],
    })
}

/// `grant-implicit`: tokens would be given in the front channel (RFC 9700, section 2.1.2).
fn grant_implicit<'c>(metadata: &MetadataView<'c>) -> Option<Fault<'c>> {
    Some(Fault::at(Place::Value(grant(metadata, "implicit")?)))
}

fn grant_implicit_words(_: &MetadataView<'_>, _: &()) -> Words {
    Words::new(
        "`grant_types` has `implicit`, with which tokens leak through URLs; OAuth 2.1 has removed it",
        "use the authorization code with PKCE",
    )
}

/// `grant-password`: the client would see the passwords of users (RFC 9700, section 2.4).
fn grant_password<'c>(metadata: &MetadataView<'c>) -> Option<Fault<'c>> {
    Some(Fault::at(Place::Value(grant(metadata, "password")?)))
}

fn grant_password_words(_: &MetadataView<'_>, _: &()) -> Words {
    Words::new(
        "`grant_types` has `password`, which must not be used: the client sees the passwords of its users",
        "use the authorization code with PKCE",
    )
}

/// `grant-client-credentials-public`: a client that does not authenticate asks for tokens of its own (RFC 6749, section
/// 4.4).
fn grant_client_credentials_public<'c>(metadata: &MetadataView<'c>) -> Option<Fault<'c>> {
    let value = grant(metadata, "client_credentials")?;
    (metadata.text("token_endpoint_auth_method") == Some(NONE)).then(|| Fault::at(Place::Value(value)))
}

fn grant_client_credentials_public_words(_: &MetadataView<'_>, _: &()) -> Words {
    Words::new(
        "`grant_types` has `client_credentials`, and the client does not authenticate: anybody could get its tokens",
        "remove the grant, or authenticate with a key",
    )
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

fn grant_exchange_public_words(_: &MetadataView<'_>, grant: &&str) -> Words {
    Words::new(
        format!(
            "`grant_types` has {}, and the client does not authenticate: some servers refuse the two together",
            quoted(grant)
        ),
        "remove the grant if the client does not use it, or authenticate with a key",
    )
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

fn grant_refresh_alone_words(_: &MetadataView<'_>, _: &()) -> Words {
    Words::new(
        "`grant_types` has `refresh_token` alone: no grant gives the client a token that it could refresh",
        "add the grant that the client begins with",
    )
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

/// `response-type-unknown`: a response type is not registered (RFC 6749, section 8.4).
fn response_type_unknown<'c>(metadata: &MetadataView<'c>) -> Vec<Fault<'c, &'c str>> {
    let is_known = |text: &str| {
        let mut words: Vec<&str> = text.split(' ').collect();
        words.sort_unstable();
        grants::RESPONSE_TYPES.contains(&&*words.join(" "))
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
}

/// `scope-duplicate`: a scope is listed twice.
fn scope_duplicate<'c>(metadata: &MetadataView<'c>) -> Option<Fault<'c, &'c str>> {
    let (value, text) = scope(metadata)?;
    let mut seen = std::collections::HashSet::new();
    let again = text.split(' ').filter(|word| !word.is_empty()).find(|word| !seen.insert(*word))?;
    Some(Fault::at(Place::Value(value)).with(again))
}

fn scope_duplicate_words(_: &MetadataView<'_>, again: &&str) -> Words {
    Words::new(format!("`scope` has {} twice", quoted(again)), "list each scope once")
}

include!(concat!(env!("OUT_DIR"), "/requested.rs"));
