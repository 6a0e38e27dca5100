//! The names that client metadata may have, and what people write for them.

use super::nearest::{fold, nearest};

/// The JSON type of a registered property.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ValueKind {
    /// A string; URLs are strings too.
    String,
    /// An array of strings.
    Strings,
    /// true or false.
    Boolean,
    /// A number.
    Number,
    /// An object.
    Object,
}

/// A row of the IANA registry "OAuth Dynamic Client Registration Metadata".
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Registered {
    /// The member's name.
    pub name: &'static str,
    /// The type of its value.
    pub kind: ValueKind,
    /// Whether it may carry a language tag, `client_name#fr`, RFC 7591 section 2.2.
    pub human_readable: bool,
}

/// The registry as of May 2026, the parameters of OpenID Connect Relying Party Metadata Choices 1.0 and
/// those of JARM; sorted by name.
static REGISTERED: [Registered; 94] = [
    row("application_type", ValueKind::String, false),
    row("authorization_details_types", ValueKind::Strings, false),
    row("authorization_encrypted_response_alg", ValueKind::String, false),
    row("authorization_encrypted_response_enc", ValueKind::String, false),
    row("authorization_encryption_alg_values_supported", ValueKind::Strings, false),
    row("authorization_encryption_enc_values_supported", ValueKind::Strings, false),
    row("authorization_signed_response_alg", ValueKind::String, false),
    row("authorization_signing_alg_values_supported", ValueKind::Strings, false),
    row("backchannel_authentication_request_signing_alg_values_supported", ValueKind::Strings, false),
    row("backchannel_logout_session_required", ValueKind::Boolean, false),
    row("backchannel_logout_uri", ValueKind::String, false),
    row("claims_redirect_uris", ValueKind::Strings, false),
    row("client_id", ValueKind::String, false),
    row("client_id_issued_at", ValueKind::Number, false),
    row("client_name", ValueKind::String, true),
    row("client_registration_types", ValueKind::Strings, false),
    row("client_secret", ValueKind::String, false),
    row("client_secret_expires_at", ValueKind::Number, false),
    row("client_uri", ValueKind::String, true),
    row("contacts", ValueKind::Strings, false),
    row("default_acr_values", ValueKind::Strings, false),
    row("default_max_age", ValueKind::Number, false),
    row("description", ValueKind::String, true),
    row("dpop_bound_access_tokens", ValueKind::Boolean, false),
    row("encrypted_response_enc_values_supported", ValueKind::Strings, false),
    row("frontchannel_logout_session_required", ValueKind::Boolean, false),
    row("frontchannel_logout_uri", ValueKind::String, false),
    row("grant_types", ValueKind::Strings, false),
    row("id_token_encrypted_response_alg", ValueKind::String, false),
    row("id_token_encrypted_response_enc", ValueKind::String, false),
    row("id_token_encryption_alg_values_supported", ValueKind::Strings, false),
    row("id_token_encryption_enc_values_supported", ValueKind::Strings, false),
    row("id_token_signed_response_alg", ValueKind::String, false),
    row("id_token_signing_alg_values_supported", ValueKind::Strings, false),
    row("information_uri", ValueKind::String, true),
    row("initiate_login_uri", ValueKind::String, false),
    row("introspection_encrypted_response_alg", ValueKind::String, false),
    row("introspection_encrypted_response_enc", ValueKind::String, false),
    row("introspection_encryption_alg_values_supported", ValueKind::Strings, false),
    row("introspection_encryption_enc_values_supported", ValueKind::Strings, false),
    row("introspection_signed_response_alg", ValueKind::String, false),
    row("introspection_signing_alg_values_supported", ValueKind::Strings, false),
    row("jwks", ValueKind::Object, false),
    row("jwks_uri", ValueKind::String, false),
    row("keywords", ValueKind::Strings, true),
    row("logo_uri", ValueKind::String, true),
    row("nfv_token_encrypted_response_alg", ValueKind::String, false),
    row("nfv_token_encrypted_response_enc", ValueKind::String, false),
    row("nfv_token_signed_response_alg", ValueKind::String, false),
    row("organization_name", ValueKind::String, true),
    row("organization_uri", ValueKind::String, true),
    row("policy_uri", ValueKind::String, true),
    row("post_logout_redirect_uris", ValueKind::Strings, false),
    row("redirect_uris", ValueKind::Strings, false),
    row("registration_access_token", ValueKind::String, false),
    row("registration_client_uri", ValueKind::String, false),
    row("request_object_encryption_alg", ValueKind::String, false),
    row("request_object_encryption_alg_values_supported", ValueKind::Strings, false),
    row("request_object_encryption_enc", ValueKind::String, false),
    row("request_object_encryption_enc_values_supported", ValueKind::Strings, false),
    row("request_object_signing_alg", ValueKind::String, false),
    row("request_object_signing_alg_values_supported", ValueKind::Strings, false),
    row("request_uris", ValueKind::Strings, false),
    row("require_auth_time", ValueKind::Boolean, false),
    row("require_pushed_authorization_requests", ValueKind::Boolean, false),
    row("require_signed_request_object", ValueKind::Boolean, false),
    row("response_types", ValueKind::Strings, false),
    row("scope", ValueKind::String, false),
    row("sector_identifier_uri", ValueKind::String, false),
    row("signed_jwks_uri", ValueKind::String, false),
    row("software_id", ValueKind::String, false),
    row("software_statement", ValueKind::String, false),
    row("software_version", ValueKind::String, false),
    row("subject_type", ValueKind::String, false),
    row("subject_types_supported", ValueKind::Strings, false),
    row("tls_client_auth_san_dns", ValueKind::String, false),
    row("tls_client_auth_san_email", ValueKind::String, false),
    row("tls_client_auth_san_ip", ValueKind::String, false),
    row("tls_client_auth_san_uri", ValueKind::String, false),
    row("tls_client_auth_subject_dn", ValueKind::String, false),
    row("tls_client_certificate_bound_access_tokens", ValueKind::Boolean, false),
    row("token_endpoint_auth_method", ValueKind::String, false),
    row("token_endpoint_auth_methods_supported", ValueKind::Strings, false),
    row("token_endpoint_auth_signing_alg", ValueKind::String, false),
    row("token_endpoint_auth_signing_alg_values_supported", ValueKind::Strings, false),
    row("tos_uri", ValueKind::String, true),
    row("use_mtls_endpoint_aliases", ValueKind::Boolean, false),
    row("userinfo_encrypted_response_alg", ValueKind::String, false),
    row("userinfo_encrypted_response_enc", ValueKind::String, false),
    row("userinfo_encryption_alg_values_supported", ValueKind::Strings, false),
    row("userinfo_encryption_enc_values_supported", ValueKind::Strings, false),
    row("userinfo_signed_response_alg", ValueKind::String, false),
    row("userinfo_signing_alg_values_supported", ValueKind::Strings, false),
    row("vp_formats_supported", ValueKind::Object, false),
];

const fn row(name: &'static str, kind: ValueKind, human_readable: bool) -> Registered {
    Registered { name, kind, human_readable }
}

/// Members whose value is one URL that is shown to people, or fetched for them.
pub static URL_MEMBERS: [&str; 12] = [
    "backchannel_logout_uri",
    "client_uri",
    "frontchannel_logout_uri",
    "information_uri",
    "initiate_login_uri",
    "jwks_uri",
    "logo_uri",
    "organization_uri",
    "policy_uri",
    "sector_identifier_uri",
    "signed_jwks_uri",
    "tos_uri",
];

/// Names that people write for a registered one, without separators and in lower case.
static ALIASES: [(&str, &str); 55] = [
    ("redirecturl", "redirect_uris"),
    ("redirecturls", "redirect_uris"),
    ("callbackurl", "redirect_uris"),
    ("callbackurls", "redirect_uris"),
    ("callbacks", "redirect_uris"),
    ("grants", "grant_types"),
    ("scopes", "scope"),
    ("jwksurl", "jwks_uri"),
    ("jwkurl", "jwks_uri"),
    ("jwk", "jwks"),
    ("keys", "jwks"),
    ("name", "client_name"),
    ("appname", "client_name"),
    ("title", "client_name"),
    ("clienturl", "client_uri"),
    ("website", "client_uri"),
    ("homepage", "client_uri"),
    ("homepageuri", "client_uri"),
    ("url", "client_uri"),
    ("logo", "logo_uri"),
    ("logourl", "logo_uri"),
    ("icon", "logo_uri"),
    ("iconuri", "logo_uri"),
    ("iconurl", "logo_uri"),
    ("tos", "tos_uri"),
    ("tosurl", "tos_uri"),
    ("termsuri", "tos_uri"),
    ("termsofservice", "tos_uri"),
    ("termsofserviceuri", "tos_uri"),
    ("termsofserviceurl", "tos_uri"),
    ("privacypolicy", "policy_uri"),
    ("privacypolicyuri", "policy_uri"),
    ("privacypolicyurl", "policy_uri"),
    ("privacyuri", "policy_uri"),
    ("policyurl", "policy_uri"),
    ("contact", "contacts"),
    ("email", "contacts"),
    ("authmethod", "token_endpoint_auth_method"),
    ("tokenauthmethod", "token_endpoint_auth_method"),
    ("tokenendpointauthenticationmethod", "token_endpoint_auth_method"),
    ("tokenendpointauth", "token_endpoint_auth_method"),
    ("tokenauthmethodssupported", "token_endpoint_auth_methods_supported"),
    ("tokenendpointauthalg", "token_endpoint_auth_signing_alg"),
    ("apptype", "application_type"),
    ("clienttype", "application_type"),
    ("type", "application_type"),
    ("id", "client_id"),
    ("postlogoutredirecturi", "post_logout_redirect_uris"),
    ("postlogoutredirecturls", "post_logout_redirect_uris"),
    ("idtokensigningalg", "id_token_signed_response_alg"),
    ("requesturi", "request_uris"),
    ("subjecttypes", "subject_type"),
    ("requirepar", "require_pushed_authorization_requests"),
    ("authorizationdetailstype", "authorization_details_types"),
    ("softwareidentifier", "software_id"),
];

/// Registered names that say nothing of what a document is for: a package manifest has some of them.
const GENERIC: [&str; 8] = [
    "description",
    "keywords",
    "scope",
    "contacts",
    "jwks",
    "request_uris",
    "information_uri",
    "organization_name",
];

/// The registered property of that name; `client_name#fr` is `client_name`.
pub fn registered(name: &str) -> Option<&'static Registered> {
    let row = |name: &str| {
        let index = REGISTERED.binary_search_by(|row| row.name.cmp(name)).ok()?;
        Some(&REGISTERED[index])
    };
    row(name).or_else(|| {
        let (base, _) = name.split_once('#')?;
        row(base).filter(|row| row.human_readable)
    })
}

/// Whether a member of that name tells a client's metadata from other JSON.
pub fn is_distinctive(name: &str) -> bool {
    registered(name).is_some_and(|row| !row.name.ends_with("_supported") && !GENERIC.contains(&row.name))
}

/// Whether a name belongs to the metadata of an authorization server (RFC 8414) or of a protected resource
/// (RFC 9728), which people publish at the wrong URL.
pub fn is_server_metadata(name: &str) -> bool {
    const NAMES: [&str; 14] = [
        "authorization_endpoint",
        "authorization_response_iss_parameter_supported",
        "authorization_servers",
        "bearer_methods_supported",
        "client_id_metadata_document_supported",
        "code_challenge_methods_supported",
        "grant_types_supported",
        "introspection_endpoint",
        "issuer",
        "registration_endpoint",
        "response_types_supported",
        "revocation_endpoint",
        "scopes_supported",
        "token_endpoint",
    ];
    NAMES.contains(&name)
}

/// The registered name that a person most likely meant; `None` where the name is registered itself, or
/// like none.
pub fn meant(name: &str) -> Option<&'static str> {
    if registered(name).is_some() {
        return None;
    }
    let folded = fold(name);
    match ALIASES.iter().find(|(alias, _)| *alias == folded) {
        Some(&(_, meant)) => Some(meant),
        None => nearest(name, REGISTERED.iter().map(|row| row.name)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_registry_is_sorted() {
        assert!(REGISTERED.is_sorted_by(|one, other| one.name < other.name));
        assert!(REGISTERED.iter().all(|row| registered(row.name) == Some(row)));
    }

    #[test]
    fn urls_are_registered_strings() {
        for name in URL_MEMBERS {
            assert_eq!(registered(name).map(|row| row.kind), Some(ValueKind::String), "{name}");
        }
    }

    #[test]
    fn every_alias_leads_to_a_registered_name() {
        for (alias, name) in ALIASES {
            assert!(registered(name).is_some(), "{name}");
            assert_eq!(fold(alias), alias);
        }
    }

    #[test]
    fn people_are_understood() {
        for (written, meant_name) in [
            ("redirect_uri", "redirect_uris"),
            ("redirectUris", "redirect_uris"),
            ("callback_urls", "redirect_uris"),
            ("Client_Name", "client_name"),
            ("clientId", "client_id"),
            ("jwksUri", "jwks_uri"),
            ("grant_type", "grant_types"),
            ("token_endpoint_auth_method_supported", "token_endpoint_auth_methods_supported"),
            ("dpop_bound_access_token", "dpop_bound_access_tokens"),
        ] {
            assert_eq!(meant(written), Some(meant_name), "{written}");
        }
        for name in ["client_name#fr", "client_uri", "x_vendor", "foo"] {
            assert_eq!(meant(name), None, "{name}");
        }
    }
}
