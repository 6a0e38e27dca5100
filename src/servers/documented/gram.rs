//! Gram of August 2026, `server/internal/usersessions/cimd/`; the rules for keys are from its tests.

use crate::json::Value;
use crate::rule::{Mark, Rule};
use crate::servers::answer::Answer;
use crate::servers::asked::Asked;
use crate::servers::keys;
use crate::servers::policy::Policy;
use crate::servers::server::{Server, refuses_none};
use crate::servers::shape::{Document, described};

use super::checks::{
    client_id, fetched, guard, keys_for_jwt, method_among, object, one_key_set, redirect_uris,
};
use super::{comparisons, golang};

const NAME: &str = "gram";

const URL_LIMIT: usize = 2_048;
const BODY_LIMIT: usize = 5_120;
const NAME_LIMIT: usize = 256;
const MOST_REDIRECTS: usize = 32;
const REDIRECT_LIMIT: usize = 2_048;

const ADMISSION: Policy = Policy {
    name: "admission",
    values: &["reporting", "open", "presets", "disabled"],
    default: "reporting",
    about: "which clients are admitted; reporting and open admit all",
};

pub(in crate::servers) const SERVER: Server = Server {
    name: NAME,
    title: "Gram",
    package: "Gram source",
    version: "87b18c46",
    evidence: Mark::Source,
    policies: &[ADMISSION],
    comparison: comparisons::LOOPBACK,
    comparison_source: "server/internal/usersessions/cimd/",
    refuses_redirect: refuses_none,
    check,
};

fn check(asked: &Asked<'_>, answer: &mut Answer) {
    let raw = asked.identifier;
    let Some(url) = golang::parse(raw).filter(|_| raw.starts_with("https://")) else {
        return answer
            .unknown_client(Rule::ClientIdUrlNotHttps, "it must begin with `https://`, in lower case");
    };
    answer.refuse_identifier([
        (raw.len() > URL_LIMIT, Rule::ClientIdUrlTooLong, "has more than 2048 bytes"),
        (url.fragment.is_some(), Rule::ClientIdUrlFragment, "has a fragment, if an empty one"),
        (url.hostname.is_empty(), Rule::ClientIdUrlNoHost, "has no host"),
        (url.raw_path.is_empty(), Rule::ClientIdUrlNoPath, "has no path"),
    ]);
    golang::refuse_parts(&url, answer);
    guard(url.hostname, answer);
    match asked.policies.get(NAME, &ADMISSION) {
        "disabled" => answer.refuse(None, "`admission` is disabled"),
        "presets" => answer.unknown(None, "which clients the presets admit was not recorded"),
        _ => answer.rests_on(ADMISSION.name),
    }
    let Some(tree) = fetched(asked, BODY_LIMIT, answer) else { return };
    let Some(text) = object(tree, answer) else { return };
    let Some(root) = text.root().and_then(Document::of) else { return };
    let document = golang::members(
        root,
        &["client_id", "client_name", "token_endpoint_auth_method", "jwks_uri"],
        &["redirect_uris"],
        answer,
    );
    client_id(document, asked, answer);
    match document.get("client_name") {
        Some(value) if value.as_str().is_some_and(|name| !(1..=NAME_LIMIT).contains(&name.len())) => {
            answer.refuse_at(Rule::ClientNameBlank, value, "`client_name` must have from 1 to 256 bytes");
        }
        Some(_) => {}
        None => answer.refuse_document(Rule::ClientNameMissing, "`client_name` is required"),
    }
    method_among(document, &["none", "private_key_jwt"], answer);
    answer.method = Some(document.text("token_endpoint_auth_method").unwrap_or("none").to_owned());
    // Secrets are refused whatever their value.
    answer.no_secrets(root, "");
    key_set(document, answer);
    redirects(document, answer);
}

fn key_set(document: Document<'_>, answer: &mut Answer) {
    one_key_set(document, answer);
    keys_for_jwt(document, answer);
    if let Some(value) = document.get("jwks_uri") {
        let is_right =
            |text: &str| golang::parse(text).is_some_and(|url| url.scheme == "https" && !url.has_userinfo);
        if !value.as_str().is_some_and(is_right) {
            answer.refuse_at(
                Rule::JwksUriInvalid,
                value,
                format!("`jwks_uri` must be https without user information, and is {}", described(value)),
            );
        }
    }
    let Some(set) = document.get("jwks") else { return };
    let found: Vec<Value<'_>> = keys::keys(set).unwrap_or_default();
    for key in &found {
        if let Some(name) = ["d", "k"].into_iter().find(|name| key.get(name).is_some()) {
            answer.refuse_at(Rule::JwkPrivate, *key, format!("the key has the private member `{name}`"));
        }
    }
    if document.text("token_endpoint_auth_method") == Some("private_key_jwt") && found.is_empty() {
        answer.refuse_at(Rule::JwksEmpty, set, "`jwks` must have a signing key for `private_key_jwt`");
    }
}

fn redirects(document: Document<'_>, answer: &mut Answer) {
    let uris = redirect_uris(document, answer);
    if uris.len() > MOST_REDIRECTS {
        answer.refuse_document(
            Rule::RedirectUriMany,
            format!("`redirect_uris` has {} entries, and at most {MOST_REDIRECTS} are taken", uris.len()),
        );
    }
    for (value, text) in uris {
        if text.len() > REDIRECT_LIMIT {
            answer.refuse_at(
                None,
                value,
                format!("`{text}` has {} bytes, and at most {REDIRECT_LIMIT} are taken", text.len()),
            );
        }
        let url = golang::parse(text);
        let is_right = url
            .as_ref()
            .is_some_and(|url| url.scheme == "https" && !url.hostname.is_empty() || url.is_http_loopback());
        if !is_right {
            let is_http = url.is_some_and(|url| url.scheme == "http");
            answer.refuse_at(
                if is_http { Rule::RedirectUriHttp } else { Rule::RedirectUriCustomScheme },
                value,
                format!("`{text}` is neither https nor http at 127.0.0.1, [::1] or localhost"),
            );
        }
    }
}
