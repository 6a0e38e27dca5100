//! Which authentication method the rest of a document goes together with, and the fix that states it.

use super::mending::{Change, addition, spelling};
use super::view::{MetadataView, RedirectUriView, WebRedirect};
use crate::finding::SpannedFix;
use crate::json::{Kind, Value, string_literal};
use crate::metadata::authentication::{NONE, PRIVATE_KEY_JWT};
use crate::metadata::grants::EXCHANGES;
use crate::profile::contains;

const METHOD: &str = "token_endpoint_auth_method";
const METHODS: &str = "token_endpoint_auth_methods_supported";
const ALGORITHM: &str = "token_endpoint_auth_signing_alg";

/// Members in which a client may publish its keys.
pub const KEY_SOURCES: [&str; 4] = ["jwks", "jwks_uri", "signed_jwks_uri", "software_statement"];

/// States a method, if the profile takes it and nothing in the document is at odds with it. What the client would sign
/// with goes where it signs nothing.
pub fn stating(metadata: &MetadataView<'_>, method: &str) -> Option<SpannedFix> {
    let taken = metadata.profile.authentication.methods.as_deref();
    if !taken.is_none_or(|taken| contains(taken, method)) || !goes_with(metadata, method) {
        return None;
    }
    let algorithm = metadata.get(ALGORITHM).filter(|_| method == NONE);
    let Some(value) = metadata.get(METHOD) else {
        // A client that names an algorithm signs.
        let fix = addition(metadata.root, METHOD, &string_literal(method));
        return fix.filter(|_| algorithm.is_none());
    };
    let fix = spelling(value, value.as_str().unwrap_or_default(), method);
    Some(match algorithm {
        Some(algorithm) => with_removal(fix, algorithm),
        None => fix,
    })
}

fn with_removal(mut fix: SpannedFix, algorithm: Value<'_>) -> SpannedFix {
    fix.edits.push(algorithm.removal());
    fix.edits.sort_by_key(|change: &Change| change.0);
    SpannedFix::undecided(format!("{}, and remove `{ALGORITHM}`", fix.title), fix.edits)
}

/// Whether nothing else in the document is at odds with a method.
fn goes_with(metadata: &MetadataView<'_>, method: &str) -> bool {
    let list = metadata.get(METHODS).filter(|list| list.kind() == Kind::Array);
    let is_listed = list.is_none_or(|list| list.elements().any(|other| other.as_str() == Some(method)));
    is_listed
        && match method {
            NONE => !names_key(metadata) && !needs_authentication(metadata),
            PRIVATE_KEY_JWT => names_taken_key(metadata) && !is_given_out(metadata),
            _ => true,
        }
}

/// Whether the document names keys of any kind.
fn names_key(metadata: &MetadataView<'_>) -> bool {
    KEY_SOURCES.iter().any(|name| metadata.get(name).is_some())
}

/// Whether it names keys where the profile reads them. Those inside the document are keys, whether or not it takes them.
pub fn names_taken_key(metadata: &MetadataView<'_>) -> bool {
    let is_read = |name: &&&str| **name == "jwks" || metadata.profile.supports(name);
    KEY_SOURCES.iter().filter(is_read).any(|name| metadata.get(name).is_some())
}

/// Whether a grant is only for clients that authenticate.
fn needs_authentication(metadata: &MetadataView<'_>) -> bool {
    let grants = metadata.get("grant_types").into_iter().flat_map(Value::elements).filter_map(Value::as_str);
    grants.into_iter().any(|grant| grant == "client_credentials" || EXCHANGES.contains(&grant))
}

/// Whether the client is an application that is given out, in which a key is no secret.
fn is_given_out(metadata: &MetadataView<'_>) -> bool {
    let is_local = |entry: &RedirectUriView<'_>| !entry.web().is_some_and(WebRedirect::is_https);
    metadata.text("application_type") == Some("native") && metadata.redirect_uris.iter().any(is_local)
}

/// Whether keys may be needed for something else than authentication: signed requests, encrypted answers.
pub fn has_other_use(metadata: &MetadataView<'_>) -> bool {
    let needs_key = |name: &str| {
        name.starts_with("request_object_")
            || name.contains("_encrypted_response_")
            || name == "require_signed_request_object"
    };
    metadata.members.iter().any(|member| needs_key(member.name()))
}
