//! The document of some answers.

use serde::{Serialize, Serializer};
use serde_json::Value;

use super::answers::{Answers, key_set_url};
use crate::metadata::authentication::{NONE, PRIVATE_KEY_JWT};
use crate::profile::{Profile, contains};

/// Members in their order.
struct Members(Vec<(String, Value)>);

impl Serialize for Members {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(self.0.iter().map(|(name, value)| (name, value)))
    }
}

/// The document of a client, as JSON that ends in a line end, with what a profile reads and requires.
pub fn document(answers: &Answers, profile: &Profile) -> String {
    let text = serde_json::to_string_pretty(&Members(members(answers, profile)));
    // Strings and lists of them can always be written.
    text.unwrap_or_default() + "\n"
}

/// Grants that every kind of client uses, as far as the profile keeps them.
fn grant_types(profile: &Profile) -> Vec<&'static str> {
    let kept = profile.grants.types.as_deref();
    let is_kept = |grant: &&str| kept.is_none_or(|kept| contains(kept, grant));
    ["authorization_code", "refresh_token"].into_iter().filter(is_kept).collect()
}

fn members(answers: &Answers, profile: &Profile) -> Vec<(String, Value)> {
    let Answers { kind, url, name, redirect_uris, algorithm } = answers;
    let application_type = if kind.is_native() { "native" } else { "web" };
    let method = if kind.has_key() { PRIVATE_KEY_JWT } else { NONE };
    let scopes = profile.scopes.required.as_deref().unwrap_or_default();
    let mut members = vec![
        ("client_id", Value::from(url.as_str())),
        ("client_name", name.as_str().into()),
        ("application_type", application_type.into()),
        ("redirect_uris", redirect_uris.clone().into()),
        ("grant_types", grant_types(profile).into()),
        ("response_types", vec!["code"].into()),
        ("token_endpoint_auth_method", method.into()),
    ];
    if kind.has_key() {
        members.push(("token_endpoint_auth_signing_alg", algorithm.name().into()));
        members.push(("jwks_uri", key_set_url(url).into()));
    }
    if !scopes.is_empty() {
        members.push(("scope", scopes.join(" ").into()));
    }
    for name in profile.members.are_true.as_deref().unwrap_or_default() {
        members.push((name, true.into()));
    }
    let is_read = |name: &str| profile.supports(name) && !profile.forbids(name);
    members.retain(|(name, _)| is_read(name));
    members.into_iter().map(|(name, value)| (name.to_owned(), value)).collect()
}
