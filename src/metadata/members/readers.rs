//! Which authorization servers are known to read which members.
//!
//! Read from the servers' own code: the lists are those of the schemas that their code holds a document against. A
//! member that a server refuses, or takes and never looks at, is not on its list.

/// A server, and the members that it reads, sorted.
type Reader = (&'static str, &'static [&'static str]);

/// The servers; those that people meet most often come first.
static READERS: [Reader; 12] = [
    (
        "atproto",
        &[
            "application_type",
            "authorization_details_types",
            "client_id",
            "client_name",
            "client_uri",
            "contacts",
            "dpop_bound_access_tokens",
            "grant_types",
            "jwks",
            "jwks_uri",
            "logo_uri",
            "policy_uri",
            "redirect_uris",
            "request_object_signing_alg",
            "require_auth_time",
            "response_types",
            "scope",
            "subject_type",
            "tls_client_certificate_bound_access_tokens",
            "token_endpoint_auth_method",
            "token_endpoint_auth_signing_alg",
            "tos_uri",
        ],
    ),
    (
        "better-auth",
        &[
            "application_type",
            "client_id",
            "client_name",
            "client_uri",
            "contacts",
            "dpop_bound_access_tokens",
            "grant_types",
            "jwks",
            "jwks_uri",
            "logo_uri",
            "policy_uri",
            "post_logout_redirect_uris",
            "redirect_uris",
            "response_types",
            "scope",
            "software_id",
            "software_statement",
            "software_version",
            "subject_type",
            "token_endpoint_auth_method",
            "tos_uri",
        ],
    ),
    (
        "oidc-provider",
        &[
            "application_type",
            "backchannel_logout_session_required",
            "backchannel_logout_uri",
            "client_id",
            "client_id_issued_at",
            "client_name",
            "client_uri",
            "contacts",
            "default_acr_values",
            "default_max_age",
            "dpop_bound_access_tokens",
            "grant_types",
            "id_token_signed_response_alg",
            "id_token_signing_alg_values_supported",
            "initiate_login_uri",
            "jwks",
            "jwks_uri",
            "logo_uri",
            "policy_uri",
            "post_logout_redirect_uris",
            "redirect_uris",
            "require_auth_time",
            "require_pushed_authorization_requests",
            "response_modes",
            "response_types",
            "scope",
            "sector_identifier_uri",
            "subject_type",
            "subject_types_supported",
            "token_endpoint_auth_method",
            "token_endpoint_auth_methods_supported",
            "token_endpoint_auth_signing_alg",
            "token_endpoint_auth_signing_alg_values_supported",
            "tos_uri",
        ],
    ),
    (
        "Cloudflare workers-oauth-provider",
        &[
            "client_id",
            "client_name",
            "client_uri",
            "contacts",
            "grant_types",
            "jwks",
            "jwks_uri",
            "logo_uri",
            "policy_uri",
            "redirect_uris",
            "response_types",
            "token_endpoint_auth_method",
            "token_endpoint_auth_methods_supported",
            "token_endpoint_auth_signing_alg",
            "token_endpoint_auth_signing_alg_values_supported",
            "tos_uri",
        ],
    ),
    (
        "FastMCP",
        &[
            "client_id",
            "client_name",
            "client_uri",
            "contacts",
            "grant_types",
            "jwks",
            "jwks_uri",
            "logo_uri",
            "policy_uri",
            "redirect_uris",
            "response_types",
            "scope",
            "software_id",
            "software_version",
            "token_endpoint_auth_method",
            "tos_uri",
        ],
    ),
    (
        "turbomcp-auth",
        &[
            "client_id",
            "client_name",
            "client_uri",
            "contacts",
            "grant_types",
            "jwks",
            "jwks_uri",
            "logo_uri",
            "policy_uri",
            "redirect_uris",
            "response_types",
            "scope",
            "software_id",
            "software_statement",
            "software_version",
            "token_endpoint_auth_method",
            "tos_uri",
        ],
    ),
    (
        "django-allauth",
        &[
            "client_id",
            "client_name",
            "grant_types",
            "post_logout_redirect_uris",
            "redirect_uris",
            "response_types",
            "scope",
        ],
    ),
    (
        "oauth-as",
        &[
            "client_id",
            "client_name",
            "grant_types",
            "redirect_uris",
            "response_types",
            "scope",
            "token_endpoint_auth_method",
        ],
    ),
    (
        "ToolHive",
        &[
            "application_type",
            "client_id",
            "client_name",
            "client_uri",
            "grant_types",
            "logo_uri",
            "policy_uri",
            "post_logout_redirect_uris",
            "redirect_uris",
            "response_types",
            "scope",
            "token_endpoint_auth_method",
            "token_endpoint_auth_methods_supported",
            "tos_uri",
        ],
    ),
    (
        "ZITADEL",
        &[
            "application_type",
            "client_id",
            "client_name",
            "grant_types",
            "post_logout_redirect_uris",
            "redirect_uris",
            "response_types",
            "token_endpoint_auth_method",
        ],
    ),
    ("Janssen", &["spiffe_bundle_endpoint", "spiffe_id"]),
    ("Rauthy", &["allowed_resources", "default_max_age"]),
];

/// The servers that are known to read a member, those that people meet most often first.
pub fn readers(name: &str) -> impl Iterator<Item = &'static str> {
    READERS.iter().filter(move |(_, members)| members.binary_search(&name).is_ok()).map(|&(server, _)| server)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::metadata::members::Definition;

    #[test]
    fn lists_are_sorted_and_name_defined_members() {
        for (server, members) in READERS {
            assert!(members.is_sorted(), "{server}");
            for name in members {
                assert!(Definition::of(name).is_some(), "{server}: {name}");
            }
        }
    }
}
