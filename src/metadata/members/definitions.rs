//! The members that client metadata may have, and where each of them is defined.

use ValueKind::{Any, Boolean, Number, Object, String, Strings};

/// The JSON type of a member.
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
    /// More than one type, or one that its definition does not fix.
    Any,
}

impl ValueKind {
    /// The type in words: `an array of strings`.
    pub const fn with_article(self) -> &'static str {
        match self {
            String => "a string",
            Strings => "an array of strings",
            Boolean => "true or false",
            Number => "a number",
            Object => "an object",
            Any => "a value",
        }
    }
}

/// A member that is defined somewhere.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Definition {
    /// The member's name.
    pub name: &'static str,
    /// The type of its value.
    pub kind: ValueKind,
    /// The document that defines it.
    pub source: &'static str,
    /// Whether it is in the IANA registry "OAuth Dynamic Client Registration Metadata".
    pub is_registered: bool,
    /// Whether it may carry a language tag, `client_name#fr`, RFC 7591 section 2.2.
    pub is_human_readable: bool,
}

const RFC_7591: &str = "RFC 7591, section 2";
const RFC_7592: &str = "RFC 7592, section 3";
const RFC_9701: &str = "RFC 9701, section 6";
const MUTUAL_TLS: &str = "RFC 8705, section 2.1.2";
const OPENID_REGISTRATION: &str = "OpenID Connect Dynamic Client Registration, section 2";
const METADATA_CHOICES: &str = "OpenID Connect Relying Party Metadata Choices, section 2";
const FRONT_CHANNEL: &str = "OpenID Connect Front-Channel Logout, section 2";
const BACK_CHANNEL: &str = "OpenID Connect Back-Channel Logout, section 2.2";
const FEDERATION: &str = "OpenID Federation, section 5.2.2";
const CIBA: &str = "OpenID Connect Client-Initiated Backchannel Authentication, section 4";
const JARM: &str = "JWT Secured Authorization Response Mode, section 5";
const SOLID_OIDC: &str = "Solid-OIDC";
const NFV_SEC: &str = "ETSI GS NFV-SEC 022";
const VERIFIABLE_DRAFTS: &str = "earlier drafts of OpenID for Verifiable Presentations";
const JANSSEN: &str = "the documentation of Janssen";

/// The registry as of May 2026, the parameters of OpenID Connect Relying Party Metadata Choices 1.0, those of JARM,
/// and what specifications, drafts and servers define beside it; sorted by name.
static DEFINITIONS: [Definition; 112] = [
    defined("@context", Any, SOLID_OIDC),
    defined("allowed_resources", Any, "the documentation of Rauthy"),
    registered("application_type", String, OPENID_REGISTRATION),
    registered("authorization_details_types", Strings, "RFC 9396, section 10"),
    registered("authorization_encrypted_response_alg", String, JARM),
    registered("authorization_encrypted_response_enc", String, JARM),
    registered("authorization_encryption_alg_values_supported", Strings, METADATA_CHOICES),
    registered("authorization_encryption_enc_values_supported", Strings, METADATA_CHOICES),
    registered("authorization_signed_response_alg", String, JARM),
    registered("authorization_signing_alg_values_supported", Strings, METADATA_CHOICES),
    defined("backchannel_authentication_request_signing_alg", String, CIBA),
    registered("backchannel_authentication_request_signing_alg_values_supported", Strings, METADATA_CHOICES),
    defined("backchannel_client_notification_endpoint", String, CIBA),
    registered("backchannel_logout_session_required", Boolean, BACK_CHANNEL),
    registered("backchannel_logout_uri", String, BACK_CHANNEL),
    defined("backchannel_token_delivery_mode", String, CIBA),
    defined("backchannel_user_code_parameter", Boolean, CIBA),
    registered("claims_redirect_uris", Strings, "UMA 2.0, section 2"),
    defined("client_capabilities", Strings, "an individual Internet-Draft"),
    registered("client_id", String, RFC_7591),
    registered("client_id_issued_at", Number, RFC_7591),
    defined("client_id_scheme", String, VERIFIABLE_DRAFTS),
    registered("client_name", String, RFC_7591).human_readable(),
    registered("client_registration_types", Strings, "OpenID Federation, section 5.1.2"),
    registered("client_secret", String, RFC_7591),
    registered("client_secret_expires_at", Number, RFC_7591),
    registered("client_uri", String, RFC_7591).human_readable(),
    defined("command_endpoint", String, "OpenID Provider Commands"),
    registered("contacts", Strings, RFC_7591),
    defined("credential_offer_endpoint", String, "OpenID for Verifiable Credential Issuance"),
    registered("default_acr_values", Strings, OPENID_REGISTRATION),
    registered("default_max_age", Number, OPENID_REGISTRATION),
    registered("description", String, FEDERATION).human_readable(),
    defined("display_name", String, FEDERATION),
    registered("dpop_bound_access_tokens", Boolean, "RFC 9449, section 5.2"),
    registered(
        "encrypted_response_enc_values_supported",
        Strings,
        "OpenID for Verifiable Presentations, section 5.1",
    ),
    registered("frontchannel_logout_session_required", Boolean, FRONT_CHANNEL),
    registered("frontchannel_logout_uri", String, FRONT_CHANNEL),
    registered("grant_types", Strings, RFC_7591),
    registered("id_token_encrypted_response_alg", String, OPENID_REGISTRATION),
    registered("id_token_encrypted_response_enc", String, OPENID_REGISTRATION),
    registered("id_token_encryption_alg_values_supported", Strings, METADATA_CHOICES),
    registered("id_token_encryption_enc_values_supported", Strings, METADATA_CHOICES),
    registered("id_token_signed_response_alg", String, OPENID_REGISTRATION),
    registered("id_token_signing_alg_values_supported", Strings, METADATA_CHOICES),
    registered("information_uri", String, FEDERATION).human_readable(),
    registered("initiate_login_uri", String, OPENID_REGISTRATION),
    defined("instance_issuers", Any, "draft-mcguinness-oauth-client-instance-assertion"),
    registered("introspection_encrypted_response_alg", String, RFC_9701),
    registered("introspection_encrypted_response_enc", String, RFC_9701),
    registered("introspection_encryption_alg_values_supported", Strings, METADATA_CHOICES),
    registered("introspection_encryption_enc_values_supported", Strings, METADATA_CHOICES),
    registered("introspection_signed_response_alg", String, RFC_9701),
    registered("introspection_signing_alg_values_supported", Strings, METADATA_CHOICES),
    registered("jwks", Object, RFC_7591),
    registered("jwks_uri", String, RFC_7591),
    registered("keywords", Strings, FEDERATION).human_readable(),
    registered("logo_uri", String, RFC_7591).human_readable(),
    registered("nfv_token_encrypted_response_alg", String, NFV_SEC),
    registered("nfv_token_encrypted_response_enc", String, NFV_SEC),
    registered("nfv_token_signed_response_alg", String, NFV_SEC),
    registered("organization_name", String, FEDERATION).human_readable(),
    registered("organization_uri", String, FEDERATION).human_readable(),
    registered("policy_uri", String, RFC_7591).human_readable(),
    registered("post_logout_redirect_uris", Strings, "OpenID RP-Initiated Logout, section 3.1"),
    registered("redirect_uris", Strings, RFC_7591),
    registered("registration_access_token", String, RFC_7592),
    registered("registration_client_uri", String, RFC_7592),
    registered("request_object_encryption_alg", String, OPENID_REGISTRATION),
    registered("request_object_encryption_alg_values_supported", Strings, METADATA_CHOICES),
    registered("request_object_encryption_enc", String, OPENID_REGISTRATION),
    registered("request_object_encryption_enc_values_supported", Strings, METADATA_CHOICES),
    registered("request_object_signing_alg", String, OPENID_REGISTRATION),
    registered("request_object_signing_alg_values_supported", Strings, METADATA_CHOICES),
    registered("request_uris", Strings, OPENID_REGISTRATION),
    registered("require_auth_time", Boolean, OPENID_REGISTRATION),
    registered("require_pushed_authorization_requests", Boolean, "RFC 9126, section 6"),
    registered("require_signed_request_object", Boolean, "RFC 9101, section 10.5"),
    defined("response_modes", Strings, "the documentation of oidc-provider"),
    registered("response_types", Strings, RFC_7591),
    registered("scope", String, RFC_7591),
    registered("sector_identifier_uri", String, OPENID_REGISTRATION),
    registered("signed_jwks_uri", String, "OpenID Federation, section 5.2.1"),
    registered("software_id", String, RFC_7591),
    registered("software_statement", String, RFC_7591),
    defined("software_statements_uri", String, "draft-mcguinness-oauth-cimd-sw-stmt"),
    registered("software_version", String, RFC_7591),
    defined("spiffe_bundle_endpoint", String, JANSSEN),
    defined("spiffe_id", String, JANSSEN),
    defined("subject_syntax_types_supported", Strings, VERIFIABLE_DRAFTS),
    registered("subject_type", String, OPENID_REGISTRATION),
    registered("subject_types_supported", Strings, METADATA_CHOICES),
    registered("tls_client_auth_san_dns", String, MUTUAL_TLS),
    registered("tls_client_auth_san_email", String, MUTUAL_TLS),
    registered("tls_client_auth_san_ip", String, MUTUAL_TLS),
    registered("tls_client_auth_san_uri", String, MUTUAL_TLS),
    registered("tls_client_auth_subject_dn", String, MUTUAL_TLS),
    registered("tls_client_certificate_bound_access_tokens", Boolean, "RFC 8705, section 3.4"),
    registered("token_endpoint_auth_method", String, RFC_7591),
    registered("token_endpoint_auth_methods_supported", Strings, METADATA_CHOICES),
    registered("token_endpoint_auth_signing_alg", String, OPENID_REGISTRATION),
    registered("token_endpoint_auth_signing_alg_values_supported", Strings, METADATA_CHOICES),
    registered("tos_uri", String, RFC_7591).human_readable(),
    registered("use_mtls_endpoint_aliases", Boolean, "FAPI 2.0 Security Profile, section 5.2.2.1.1"),
    registered("userinfo_encrypted_response_alg", String, OPENID_REGISTRATION),
    registered("userinfo_encrypted_response_enc", String, OPENID_REGISTRATION),
    registered("userinfo_encryption_alg_values_supported", Strings, METADATA_CHOICES),
    registered("userinfo_encryption_enc_values_supported", Strings, METADATA_CHOICES),
    registered("userinfo_signed_response_alg", String, OPENID_REGISTRATION),
    registered("userinfo_signing_alg_values_supported", Strings, METADATA_CHOICES),
    defined("vp_formats", Object, VERIFIABLE_DRAFTS),
    registered("vp_formats_supported", Object, "OpenID for Verifiable Presentations, section 11.1"),
];

const fn registered(name: &'static str, kind: ValueKind, source: &'static str) -> Definition {
    Definition { name, kind, source, is_registered: true, is_human_readable: false }
}

const fn defined(name: &'static str, kind: ValueKind, source: &'static str) -> Definition {
    Definition { is_registered: false, ..registered(name, kind, source) }
}

impl Definition {
    /// Every member that is defined somewhere, sorted by name.
    pub fn all() -> impl Iterator<Item = &'static Definition> {
        DEFINITIONS.iter()
    }

    /// The definition of the member of that name; `client_name#fr` is `client_name`.
    pub fn of(name: &str) -> Option<&'static Definition> {
        let exact = |name: &str| {
            let index = DEFINITIONS.binary_search_by(|row| row.name.cmp(name)).ok()?;
            Some(&DEFINITIONS[index])
        };
        exact(name).or_else(|| {
            let (base, _) = name.split_once('#')?;
            exact(base).filter(|row| row.is_human_readable)
        })
    }

    const fn human_readable(self) -> Definition {
        Definition { is_human_readable: true, ..self }
    }
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

/// Members whose value is a list of URLs. That of redirect URIs has rules of its own.
pub static URL_LISTS: [&str; 3] = ["claims_redirect_uris", "post_logout_redirect_uris", "request_uris"];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn definitions_are_sorted_and_found() {
        assert!(DEFINITIONS.is_sorted_by(|one, other| one.name < other.name));
        assert!(DEFINITIONS.iter().all(|row| Definition::of(row.name) == Some(row)));
    }

    #[test]
    fn only_names_for_people_carry_a_language() {
        assert_eq!(Definition::of("client_name#fr").map(|row| row.name), Some("client_name"));
        assert_eq!(Definition::of("client_id#fr"), None);
    }

    #[test]
    fn urls_are_strings() {
        for name in URL_MEMBERS {
            assert_eq!(Definition::of(name).map(|row| row.kind), Some(String), "{name}");
        }
        for name in URL_LISTS {
            assert_eq!(Definition::of(name).map(|row| row.kind), Some(Strings), "{name}");
        }
    }
}
