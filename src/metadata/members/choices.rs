//! The values that members have: the registered ones, of which a server takes some.

use super::definitions::{Definition, ValueKind};
use crate::metadata::authentication;
use crate::metadata::grants;
use crate::metadata::jwk::SIGNATURE_ALGORITHMS;

/// Kinds of clients, OpenID Connect Dynamic Client Registration section 2.
const APPLICATION_TYPES: [&str; 2] = ["native", "web"];

/// Kinds of subject identifiers, OpenID Connect Core section 8.
const SUBJECT_TYPES: [&str; 2] = ["pairwise", "public"];

/// How tokens are delivered, OpenID Connect CIBA section 4.
const DELIVERY_MODES: [&str; 3] = ["ping", "poll", "push"];

/// How answers come back, OAuth 2.0 Multiple Response Types section 2.1, OAuth 2.0 Form Post Response Mode, and JARM section 2.3.
const RESPONSE_MODES: [&str; 7] =
    ["form_post", "form_post.jwt", "fragment", "fragment.jwt", "jwt", "query", "query.jwt"];

/// The registered values of a member, or of the elements of its list; nothing where it has any.
pub fn choices(name: &str) -> &'static [&'static str] {
    match name {
        "application_type" => &APPLICATION_TYPES,
        "grant_types" => &grants::KNOWN,
        "response_types" => &grants::RESPONSE_TYPES,
        "response_modes" => &RESPONSE_MODES,
        "subject_type" | "subject_types_supported" => &SUBJECT_TYPES,
        "backchannel_token_delivery_mode" => &DELIVERY_MODES,
        "token_endpoint_auth_method" | "token_endpoint_auth_methods_supported" => &authentication::REGISTERED,
        _ if is_signature(name) => &SIGNATURE_ALGORITHMS,
        _ => match Definition::of(name).map(|definition| definition.kind) {
            Some(ValueKind::Boolean) => &["false", "true"],
            _ => &[],
        },
    }
}

/// Whether a member names algorithms that sign.
fn is_signature(name: &str) -> bool {
    Definition::of(name).is_some()
        && ["_signing_alg", "_signed_response_alg", "_signing_alg_values_supported"]
            .iter()
            .any(|ending| name.ends_with(ending))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn members_with_values_are_defined() {
        for name in [
            "application_type",
            "grant_types",
            "response_types",
            "response_modes",
            "subject_type",
            "subject_types_supported",
            "backchannel_token_delivery_mode",
            "token_endpoint_auth_method",
            "token_endpoint_auth_methods_supported",
        ] {
            assert!(Definition::of(name).is_some() && !choices(name).is_empty(), "{name}");
        }
        assert!(choices("token_endpoint_auth_signing_alg").contains(&"ES256"));
        assert_eq!(choices("require_auth_time"), ["false", "true"]);
        assert!(choices("client_name").is_empty() && choices("made_up_signing_alg").is_empty());
    }
}
