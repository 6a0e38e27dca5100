//! Grant types and response types.

use std::borrow::Cow;

use super::faults::Faults;
use super::mending::{element, removal, respelt_for, spelling, text};
use super::view::MetadataView;
use crate::finding::{Fault, Place, SpannedFix, Words, quoted};
use crate::json::{Kind, Span, Value};
use crate::metadata::grants::{AUTHORIZATION_CODE, meant};
use crate::metadata::strings::is_single_word;
use crate::profile::{contains, words};
use crate::rule::Rule;

/// `grant-types-missing`: the profile requires grant types, and there are none.
fn grant_types_missing<'c>(metadata: &MetadataView<'c>) -> Option<Fault<'c, bool>> {
    if !metadata.profile.requires("grant_types") {
        return None;
    }
    match metadata.get("grant_types") {
        None => Some(Fault::absent_from(metadata.place()).with(false)),
        Some(list) if list.kind() == Kind::Array && list.elements().next().is_none() => {
            Some(Fault::absent_from(Place::Value(list)).with(true))
        }
        Some(_) => None,
    }
}

fn grant_types_missing_words(metadata: &MetadataView<'_>, &is_empty: &bool) -> Words {
    let title = &metadata.profile.title;
    let message = if is_empty {
        format!("`grant_types` is empty; {title} requires one grant type at least")
    } else {
        format!("`grant_types` is missing; {title} requires it, though the standard has a default")
    };
    let default = [Cow::Borrowed(AUTHORIZATION_CODE)];
    let types = metadata.profile.grants.types.as_deref().unwrap_or(&default);
    let add = || {
        if go_together(types, metadata) {
            let list: Vec<String> = types.iter().map(|name| format!("\"{name}\"")).collect();
            format!("write `\"grant_types\": [{}]`, or those of them that the client uses", list.join(", "))
        } else {
            format!("list the grant types that the client uses, of {}", words(types, "and"))
        }
    };
    // Of what stands under another name nothing else is said, so that the next run would bring up what it needs.
    let lacks_redirects =
        metadata.get("redirect_uris").is_none() && metadata.misspelt("redirect_uris").is_none();
    let misspelt = metadata.misspelt("grant_types").filter(|_| !is_empty).map(|help| match lacks_redirects {
        true => format!("{help}, and add `redirect_uris`, which the grant type `{AUTHORIZATION_CODE}` needs"),
        false => help,
    });
    let fix = match misspelt {
        Some(_) => respelt_for(metadata, "grant_types").filter(|_| !lacks_redirects),
        None => code_grant(metadata),
    };
    Words::new(message, misspelt.unwrap_or_else(add)).fix(fix)
}

/// Writes the grant type of a client that has a redirect URI, where the profile takes it.
fn code_grant(metadata: &MetadataView<'_>) -> Option<SpannedFix> {
    let code = [Cow::Borrowed(AUTHORIZATION_CODE)];
    let types = metadata.profile.grants.types.as_deref().unwrap_or(&code);
    if !contains(types, AUTHORIZATION_CODE) || !go_together(&code, metadata) {
        return None;
    }
    let json = format!("[\"{AUTHORIZATION_CODE}\"]");
    let edit = match metadata.get("grant_types") {
        Some(list) => list.replacement(&*json),
        None => metadata.root.addition("grant_types", &json)?,
    };
    Some(SpannedFix::undecided(format!("write `\"grant_types\": {json}`"), vec![edit]))
}

/// Whether the rest of the document goes together with these grant types.
fn go_together(types: &[Cow<'static, str>], metadata: &MetadataView<'_>) -> bool {
    let is_code = contains(types, AUTHORIZATION_CODE);
    let responses = metadata.get("response_types").map(|list| strings(list).unwrap_or_default());
    let is_answered = responses.is_none_or(|responses| find(&responses, "code").is_some() == is_code);
    is_answered && (!is_code || !metadata.redirect_uris.is_empty())
}

/// The elements of a list of strings, or a single string in its place; `None` for other values, and for the empty list.
fn strings(list: Value<'_>) -> Option<Vec<(Value<'_>, &str)>> {
    if let Some(text) = list.as_str() {
        return is_single_word(text).then(|| vec![(list, text)]);
    }
    let elements = list.elements().map(|element| Some((element, element.as_str()?)));
    elements.collect::<Option<Vec<_>>>().filter(|elements| !elements.is_empty())
}

/// `grant-types-unsupported`: none of the grant types is one that the profile keeps.
fn grant_types_unsupported<'c>(metadata: &MetadataView<'c>) -> Option<Fault<'c, Vec<&'c str>>> {
    let supported = metadata.profile.grants.types.as_deref()?;
    let list = metadata.get("grant_types")?;
    let grants: Vec<&str> = strings(list)?.into_iter().map(|(_, grant)| grant).collect();
    let is_served = grants.iter().any(|grant| contains(supported, grant));
    (!is_served).then(|| Fault::at(Place::Value(list)).with(grants))
}

fn grant_types_unsupported_words(metadata: &MetadataView<'_>, grants: &Vec<&str>) -> Words {
    let supported = metadata.profile.grants.types.as_deref().unwrap_or_default();
    let found: Vec<String> = grants.iter().take(8).map(|grant| quoted(grant)).collect();
    let help = match grants.iter().find_map(|grant| meant(grant)) {
        Some(meant) if contains(supported, meant) => format!("did you mean `{meant}`?"),
        _ => format!("list one of {} at least", words(supported, "and")),
    };
    Words::new(
        format!(
            "grant_types has {}, and {} supports only {}",
            found.join(", "),
            metadata.profile.title,
            words(supported, "and")
        ),
        help,
    )
    .fix(grants.iter().find_map(|grant| respelling(metadata, grant)))
}

/// Writes a grant type as it is spelt, where the profile takes it and the rest of the document goes together with it.
fn respelling(metadata: &MetadataView<'_>, grant: &str) -> Option<SpannedFix> {
    let supported = metadata.profile.grants.types.as_deref();
    let meant = meant(grant).filter(|meant| supported.is_none_or(|list| contains(list, meant)))?;
    let value = strings(metadata.get("grant_types")?)?.into_iter().find(|(_, text)| *text == grant)?.0;
    let goes_together = meant != AUTHORIZATION_CODE || go_together(&[Cow::Borrowed(meant)], metadata);
    goes_together.then(|| spelling(value, grant, meant))
}

/// `grant-unsupported`: a grant type is not one that the profile keeps.
fn grant_unsupported<'c>(metadata: &MetadataView<'c>) -> Vec<Fault<'c, &'c str>> {
    let Some(supported) = metadata.profile.grants.types.as_deref() else { return Vec::new() };
    let grants = metadata.get("grant_types").and_then(strings).unwrap_or_default().into_iter();
    grants
        .filter(|(_, grant)| !contains(supported, grant))
        .map(|(value, grant)| Fault::at(Place::Value(value)).with(grant))
        .collect()
}

fn grant_unsupported_words(metadata: &MetadataView<'_>, grant: &&str) -> Words {
    let supported = metadata.profile.grants.types.as_deref().unwrap_or_default();
    let title = &metadata.profile.title;
    let help = match meant(grant) {
        Some(meant) if contains(supported, meant) => format!("did you mean `{meant}`?"),
        _ => format!(
            "nothing needs to be done: the document is taken without it; at {title} the client cannot use this grant"
        ),
    };
    let supported = words(supported, "and");
    Words::new(
        format!("{title} ignores the grant type {}: it supports only {supported}", quoted(grant)),
        help,
    )
    .fix(respelling(metadata, grant))
}

fn find<'t>(list: &[(Value<'t>, &str)], wanted: &str) -> Option<Value<'t>> {
    list.iter().find(|(_, text)| *text == wanted).map(|&(value, _)| value)
}

/// A list and its elements.
type Strings<'c> = (Value<'c>, Vec<(Value<'c>, &'c str)>);

/// Response types and grant types, where both are lists of strings.
fn both<'c>(metadata: &MetadataView<'c>) -> Option<[Strings<'c>; 2]> {
    let (responses, grants) = (metadata.get("response_types")?, metadata.get("grant_types")?);
    // An empty list of response types lacks `code` all the same.
    let is_empty = responses.kind() == Kind::Array && responses.elements().next().is_none();
    let of_responses = if is_empty { Vec::new() } else { strings(responses)? };
    Some([(responses, of_responses), (grants, strings(grants)?)])
}

/// `grant-response-mismatch`: response types have `code`, and grant types lack `authorization_code`.
fn grant_response_mismatch<'c>(metadata: &MetadataView<'c>) -> Option<Fault<'c, Span>> {
    let [(_, responses), (list, grants)] = both(metadata)?;
    let code = find(&responses, "code").filter(|_| find(&grants, AUTHORIZATION_CODE).is_none())?;
    // Where the profile lists grant types, a misspelt one is a fault of its own.
    let is_misspelt = |(_, grant): &(Value<'_>, &str)| meant(grant) == Some(AUTHORIZATION_CODE);
    if metadata.profile.grants.types.is_some() && grants.iter().any(is_misspelt) {
        return None;
    }
    Some(Fault::absent_from(Place::Value(code)).with(list.span()))
}

fn grant_response_mismatch_words(metadata: &MetadataView<'_>, &grants: &Span) -> Words {
    let supported = metadata.profile.grants.types.as_deref();
    let help = if supported.is_none_or(|types| contains(types, AUTHORIZATION_CODE)) {
        "add `authorization_code` to grant_types, or remove `code` here"
    } else {
        "remove `code` here"
    };
    Words::new(
        "response_types has `code`, but grant_types lacks `authorization_code`: the two stand for one flow",
        help,
    )
    .related(grants, "grant_types")
    .fix(with_code_grant(metadata))
}

/// Adds the grant type that goes together with the response type `code`, where there is a redirect URI for it.
fn with_code_grant(metadata: &MetadataView<'_>) -> Option<SpannedFix> {
    let types = metadata.profile.grants.types.as_deref();
    let is_taken = types.is_none_or(|types| contains(types, AUTHORIZATION_CODE));
    let list = metadata.get("grant_types").filter(|_| is_taken && !metadata.redirect_uris.is_empty())?;
    element(list, AUTHORIZATION_CODE)
}

/// `response-type-code-missing`: grant types have `authorization_code`, and response types lack `code`.
fn response_type_code_missing<'c>(metadata: &MetadataView<'c>) -> Option<Fault<'c, Span>> {
    let [(list, responses), (grants_list, grants)] = both(metadata)?;
    let lacks_code = find(&grants, AUTHORIZATION_CODE).is_some() && find(&responses, "code").is_none();
    lacks_code.then(|| Fault::absent_from(Place::Value(list)).with(grants_list.span()))
}

fn response_type_code_missing_words(metadata: &MetadataView<'_>, &grants: &Span) -> Words {
    Words::new(
        "grant_types has `authorization_code`, but response_types lacks `code`: the two stand for one flow",
        "add `code`, or leave response_types out: its default is `code`",
    )
    .related(grants, "grant_types")
    .fix(metadata.get("response_types").and_then(|list| element(list, "code")))
}

/// `response-type-token`: a response type answers with tokens in the redirect.
fn response_type_token<'c>(metadata: &MetadataView<'c>) -> Vec<Fault<'c, &'c str>> {
    let is_implicit = |response: &str| response.split(' ').any(|word| matches!(word, "token" | "id_token"));
    let list = metadata.get("response_types");
    let only = list.filter(|list| list.kind() == Kind::String);
    let responses = list.into_iter().flat_map(Value::elements).chain(only);
    responses
        .filter_map(|value| Some((value, value.as_str()?)))
        .filter(|(_, response)| is_implicit(response))
        .map(|(value, response)| {
            let fault = Fault::at(Place::Value(value)).with(response);
            if matches!(response, "token" | "id_token") { fault } else { fault.fact("combination") }
        })
        .collect()
}

fn response_type_token_words(metadata: &MetadataView<'_>, response: &&str) -> Words {
    Words::new(
        format!(
            "response_types has {}: it puts tokens into the redirect, and servers that follow OAuth 2.1 refuse it at login",
            quoted(response)
        ),
        "use `code`, the authorization code flow with PKCE",
    )
    .fix(code_for(metadata, response))
}

/// Writes `code` in the place of a response type, or removes it where `code` is there.
pub(super) fn code_for(metadata: &MetadataView<'_>, response: &str) -> Option<SpannedFix> {
    let responses = strings(metadata.get("response_types")?)?;
    let value = find(&responses, response)?;
    if find(&responses, "code").is_some() {
        return Some(removal(value));
    }
    let has_grant = metadata
        .get("grant_types")
        .is_none_or(|list| strings(list).is_some_and(|grants| find(&grants, AUTHORIZATION_CODE).is_some()));
    has_grant.then(|| text(value, "code"))
}

include!(concat!(env!("OUT_DIR"), "/grants.rs"));
