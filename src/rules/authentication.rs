//! How the client proves who it is at the token endpoint.

use crate::finding::quoted;
use crate::json::Value;
use crate::metadata::authentication::{NONE, PRIVATE_KEY_JWT, SHARED_SECRET, meant};
use crate::profile::{Profile, contains};
use crate::rule::Rule;
use crate::subject::Subject;

use super::{Complaint, Findings, Place};

/// Properties in which a client may publish its keys.
const KEY_SOURCES: [&str; 4] = ["jwks", "jwks_uri", "signed_jwks_uri", "software_statement"];

/// Checks `token_endpoint_auth_method`, and whether there are keys for it.
pub fn check(root: Value<'_>, subject: &Subject, profile: &Profile, findings: &mut Findings<'_>) {
    let Some(value) = subject.property("token_endpoint_auth_method") else {
        findings.raise_missing(Rule::AuthMethodAbsent, || {
            Complaint::new(
                Place::Value(root),
                "`token_endpoint_auth_method` is missing: its registered default is `client_secret_basic`, which a published document cannot use, and servers disagree what to do then",
                "state it: `\"token_endpoint_auth_method\": \"none\"`, or `\"private_key_jwt\"` for a client that keeps a key",
            )
        });
        unused_keys(subject, NONE, findings);
        return;
    };
    let Some(method) = value.as_str() else { return };
    method_itself(value, &method, profile, findings);
    if method == PRIVATE_KEY_JWT {
        keys_for_it(value, subject, profile, findings);
    } else {
        unused_keys(subject, &method, findings);
    }
}

fn method_itself(value: Value<'_>, method: &str, profile: &Profile, findings: &mut Findings<'_>) {
    if SHARED_SECRET.contains(&method) {
        findings.raise(Rule::AuthMethodSharedSecret, || {
            Complaint::new(
                Place::Value(value),
                format!("token_endpoint_auth_method is {}: it needs a secret that only client and server know, and this document is public", quoted(method)),
                "use `none` (with PKCE), or `private_key_jwt` for a client that keeps a key",
            )
        });
        return;
    }
    let Some(supported) = profile.values.token_endpoint_auth_methods.as_deref() else { return };
    if !contains(supported, method) {
        findings.raise(Rule::AuthMethodUnsupported, || {
            let names = supported.iter().map(|name| format!("`{name}`")).collect::<Vec<_>>().join(" and ");
            Complaint::new(
                Place::Value(value),
                format!(
                    "token_endpoint_auth_method is {}; {} supports {names}",
                    quoted(method),
                    profile.title
                ),
                match meant(method) {
                    Some(meant) => format!("did you mean `{meant}`?"),
                    None => format!("use one of {names}"),
                },
            )
        });
    }
}

fn keys_for_it(value: Value<'_>, subject: &Subject, profile: &Profile, findings: &mut Findings<'_>) {
    let sources = || KEY_SOURCES.into_iter().filter(|name| profile.supports(name));
    // Keys that stand in the document where they may not be are one cause, reported there.
    let inline = !profile.supports("jwks") && subject.property("jwks").is_some();
    if inline || sources().any(|name| subject.property(name).is_some()) {
        return;
    }
    findings.raise_missing(Rule::AuthKeyMissing, || {
        let names = sources().map(|name| format!("`{name}`")).collect::<Vec<_>>().join(" or ");
        Complaint::new(
            Place::Value(value),
            format!("token_endpoint_auth_method is `private_key_jwt`, but the document names no key: {names} is missing"),
            "publish the public keys on the same origin as this document, and add `\"jwks_uri\"` with their https URL",
        )
    });
}

fn unused_keys(subject: &Subject, method: &str, findings: &mut Findings<'_>) {
    let names_keys = |value: &Value<'_>| value.as_str().is_some_and(|uri| !uri.is_empty());
    let Some(keys) = subject.property("jwks_uri").filter(|_| method == NONE).filter(names_keys) else {
        return;
    };
    findings.raise(Rule::AuthKeysUnused, || {
        Complaint::new(
            Place::Value(keys),
            "the client publishes keys, but its token_endpoint_auth_method is `none`: nothing is signed with them",
            "use `private_key_jwt` if the client keeps the private key, else remove `jwks_uri`",
        )
    });
}
