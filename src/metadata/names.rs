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
/// those of JARM; sorted by length, then by name: most names differ in length, and need not be compared.
static REGISTERED: [Registered; 94] = [
    Registered { name: "jwks", kind: ValueKind::Object, human_readable: false },
    Registered { name: "scope", kind: ValueKind::String, human_readable: false },
    Registered { name: "tos_uri", kind: ValueKind::String, human_readable: true },
    Registered { name: "contacts", kind: ValueKind::Strings, human_readable: false },
    Registered { name: "jwks_uri", kind: ValueKind::String, human_readable: false },
    Registered { name: "keywords", kind: ValueKind::Strings, human_readable: true },
    Registered { name: "logo_uri", kind: ValueKind::String, human_readable: true },
    Registered { name: "client_id", kind: ValueKind::String, human_readable: false },
    Registered { name: "client_uri", kind: ValueKind::String, human_readable: true },
    Registered { name: "policy_uri", kind: ValueKind::String, human_readable: true },
    Registered { name: "client_name", kind: ValueKind::String, human_readable: true },
    Registered { name: "description", kind: ValueKind::String, human_readable: true },
    Registered { name: "grant_types", kind: ValueKind::Strings, human_readable: false },
    Registered { name: "software_id", kind: ValueKind::String, human_readable: false },
    Registered { name: "request_uris", kind: ValueKind::Strings, human_readable: false },
    Registered { name: "subject_type", kind: ValueKind::String, human_readable: false },
    Registered { name: "client_secret", kind: ValueKind::String, human_readable: false },
    Registered { name: "redirect_uris", kind: ValueKind::Strings, human_readable: false },
    Registered { name: "response_types", kind: ValueKind::Strings, human_readable: false },
    Registered { name: "default_max_age", kind: ValueKind::Number, human_readable: false },
    Registered { name: "information_uri", kind: ValueKind::String, human_readable: true },
    Registered { name: "signed_jwks_uri", kind: ValueKind::String, human_readable: false },
    Registered { name: "application_type", kind: ValueKind::String, human_readable: false },
    Registered { name: "organization_uri", kind: ValueKind::String, human_readable: true },
    Registered { name: "software_version", kind: ValueKind::String, human_readable: false },
    Registered { name: "organization_name", kind: ValueKind::String, human_readable: true },
    Registered { name: "require_auth_time", kind: ValueKind::Boolean, human_readable: false },
    Registered { name: "default_acr_values", kind: ValueKind::Strings, human_readable: false },
    Registered { name: "initiate_login_uri", kind: ValueKind::String, human_readable: false },
    Registered { name: "software_statement", kind: ValueKind::String, human_readable: false },
    Registered { name: "client_id_issued_at", kind: ValueKind::Number, human_readable: false },
    Registered { name: "claims_redirect_uris", kind: ValueKind::Strings, human_readable: false },
    Registered { name: "vp_formats_supported", kind: ValueKind::Object, human_readable: false },
    Registered { name: "sector_identifier_uri", kind: ValueKind::String, human_readable: false },
    Registered { name: "backchannel_logout_uri", kind: ValueKind::String, human_readable: false },
    Registered { name: "tls_client_auth_san_ip", kind: ValueKind::String, human_readable: false },
    Registered { name: "frontchannel_logout_uri", kind: ValueKind::String, human_readable: false },
    Registered { name: "registration_client_uri", kind: ValueKind::String, human_readable: false },
    Registered { name: "subject_types_supported", kind: ValueKind::Strings, human_readable: false },
    Registered { name: "tls_client_auth_san_dns", kind: ValueKind::String, human_readable: false },
    Registered { name: "tls_client_auth_san_uri", kind: ValueKind::String, human_readable: false },
    Registered { name: "client_secret_expires_at", kind: ValueKind::Number, human_readable: false },
    Registered { name: "dpop_bound_access_tokens", kind: ValueKind::Boolean, human_readable: false },
    Registered { name: "client_registration_types", kind: ValueKind::Strings, human_readable: false },
    Registered { name: "post_logout_redirect_uris", kind: ValueKind::Strings, human_readable: false },
    Registered { name: "registration_access_token", kind: ValueKind::String, human_readable: false },
    Registered { name: "tls_client_auth_san_email", kind: ValueKind::String, human_readable: false },
    Registered { name: "use_mtls_endpoint_aliases", kind: ValueKind::Boolean, human_readable: false },
    Registered { name: "request_object_signing_alg", kind: ValueKind::String, human_readable: false },
    Registered { name: "tls_client_auth_subject_dn", kind: ValueKind::String, human_readable: false },
    Registered { name: "token_endpoint_auth_method", kind: ValueKind::String, human_readable: false },
    Registered { name: "authorization_details_types", kind: ValueKind::Strings, human_readable: false },
    Registered { name: "id_token_signed_response_alg", kind: ValueKind::String, human_readable: false },
    Registered { name: "userinfo_signed_response_alg", kind: ValueKind::String, human_readable: false },
    Registered { name: "nfv_token_signed_response_alg", kind: ValueKind::String, human_readable: false },
    Registered { name: "request_object_encryption_alg", kind: ValueKind::String, human_readable: false },
    Registered { name: "request_object_encryption_enc", kind: ValueKind::String, human_readable: false },
    Registered { name: "require_signed_request_object", kind: ValueKind::Boolean, human_readable: false },
    Registered { name: "id_token_encrypted_response_alg", kind: ValueKind::String, human_readable: false },
    Registered { name: "id_token_encrypted_response_enc", kind: ValueKind::String, human_readable: false },
    Registered { name: "token_endpoint_auth_signing_alg", kind: ValueKind::String, human_readable: false },
    Registered { name: "userinfo_encrypted_response_alg", kind: ValueKind::String, human_readable: false },
    Registered { name: "userinfo_encrypted_response_enc", kind: ValueKind::String, human_readable: false },
    Registered { name: "nfv_token_encrypted_response_alg", kind: ValueKind::String, human_readable: false },
    Registered { name: "nfv_token_encrypted_response_enc", kind: ValueKind::String, human_readable: false },
    Registered { name: "authorization_signed_response_alg", kind: ValueKind::String, human_readable: false },
    Registered { name: "introspection_signed_response_alg", kind: ValueKind::String, human_readable: false },
    Registered {
        name: "backchannel_logout_session_required",
        kind: ValueKind::Boolean,
        human_readable: false,
    },
    Registered {
        name: "authorization_encrypted_response_alg",
        kind: ValueKind::String,
        human_readable: false,
    },
    Registered {
        name: "authorization_encrypted_response_enc",
        kind: ValueKind::String,
        human_readable: false,
    },
    Registered {
        name: "frontchannel_logout_session_required",
        kind: ValueKind::Boolean,
        human_readable: false,
    },
    Registered {
        name: "introspection_encrypted_response_alg",
        kind: ValueKind::String,
        human_readable: false,
    },
    Registered {
        name: "introspection_encrypted_response_enc",
        kind: ValueKind::String,
        human_readable: false,
    },
    Registered {
        name: "id_token_signing_alg_values_supported",
        kind: ValueKind::Strings,
        human_readable: false,
    },
    Registered {
        name: "require_pushed_authorization_requests",
        kind: ValueKind::Boolean,
        human_readable: false,
    },
    Registered {
        name: "token_endpoint_auth_methods_supported",
        kind: ValueKind::Strings,
        human_readable: false,
    },
    Registered {
        name: "userinfo_signing_alg_values_supported",
        kind: ValueKind::Strings,
        human_readable: false,
    },
    Registered {
        name: "encrypted_response_enc_values_supported",
        kind: ValueKind::Strings,
        human_readable: false,
    },
    Registered {
        name: "id_token_encryption_alg_values_supported",
        kind: ValueKind::Strings,
        human_readable: false,
    },
    Registered {
        name: "id_token_encryption_enc_values_supported",
        kind: ValueKind::Strings,
        human_readable: false,
    },
    Registered {
        name: "userinfo_encryption_alg_values_supported",
        kind: ValueKind::Strings,
        human_readable: false,
    },
    Registered {
        name: "userinfo_encryption_enc_values_supported",
        kind: ValueKind::Strings,
        human_readable: false,
    },
    Registered {
        name: "authorization_signing_alg_values_supported",
        kind: ValueKind::Strings,
        human_readable: false,
    },
    Registered {
        name: "introspection_signing_alg_values_supported",
        kind: ValueKind::Strings,
        human_readable: false,
    },
    Registered {
        name: "tls_client_certificate_bound_access_tokens",
        kind: ValueKind::Boolean,
        human_readable: false,
    },
    Registered {
        name: "request_object_signing_alg_values_supported",
        kind: ValueKind::Strings,
        human_readable: false,
    },
    Registered {
        name: "authorization_encryption_alg_values_supported",
        kind: ValueKind::Strings,
        human_readable: false,
    },
    Registered {
        name: "authorization_encryption_enc_values_supported",
        kind: ValueKind::Strings,
        human_readable: false,
    },
    Registered {
        name: "introspection_encryption_alg_values_supported",
        kind: ValueKind::Strings,
        human_readable: false,
    },
    Registered {
        name: "introspection_encryption_enc_values_supported",
        kind: ValueKind::Strings,
        human_readable: false,
    },
    Registered {
        name: "request_object_encryption_alg_values_supported",
        kind: ValueKind::Strings,
        human_readable: false,
    },
    Registered {
        name: "request_object_encryption_enc_values_supported",
        kind: ValueKind::Strings,
        human_readable: false,
    },
    Registered {
        name: "token_endpoint_auth_signing_alg_values_supported",
        kind: ValueKind::Strings,
        human_readable: false,
    },
    Registered {
        name: "backchannel_authentication_request_signing_alg_values_supported",
        kind: ValueKind::Strings,
        human_readable: false,
    },
];

/// Where the names of each length begin in the registry. No name is longer than 64 bytes.
const OF_LENGTH: [u8; 66] = {
    let mut starts = [0; 66];
    let mut at = 0;
    while at < REGISTERED.len() {
        let mut longer = REGISTERED[at].name.len() + 1;
        while longer < starts.len() {
            starts[longer] += 1;
            longer += 1;
        }
        at += 1;
    }
    starts
};

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
        let (start, end) = (*OF_LENGTH.get(name.len())?, *OF_LENGTH.get(name.len() + 1)?);
        REGISTERED[usize::from(start)..usize::from(end)].iter().find(|row| row.name == name)
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
        let length_and_name = |row: &Registered| (row.name.len(), row.name);
        assert!(REGISTERED.is_sorted_by(|one, other| length_and_name(one) < length_and_name(other)));
        assert_eq!(usize::from(OF_LENGTH[OF_LENGTH.len() - 1]), REGISTERED.len());
        assert!(REGISTERED.iter().all(|row| registered(row.name) == Some(row)));
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
