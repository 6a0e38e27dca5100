//! What people write for the names that client metadata may have.

use super::members::Definition;
use super::nearest::{fold, nearest};
use super::secrets::is_secret_name;

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

/// Whether a member of that name tells a client's metadata from other JSON.
pub fn is_distinctive(name: &str) -> bool {
    Definition::of(name).is_some_and(|row| {
        row.is_registered && !row.name.ends_with("_supported") && !GENERIC.contains(&row.name)
    })
}

/// Whether a name is distinctive, or a misspelling of a name that is, and speaks of a client itself.
pub fn resembles_distinctive(name: &str) -> bool {
    const WORDS: [&str; 5] = ["client", "redirect", "callback", "grant", "tokenendpoint"];
    is_distinctive(name) || {
        let folded = fold(name);
        WORDS.iter().any(|word| folded.contains(word)) && meant(name).is_some_and(is_distinctive)
    }
}

/// The registered name that a person most likely meant; `None` where the name is itself defined somewhere, or
/// like none, and where either of the two belongs to a secret: such a member is removed, not renamed.
pub fn meant(name: &str) -> Option<&'static str> {
    if Definition::of(name).is_some() || is_secret_name(name) {
        return None;
    }
    let folded = fold(name);
    let meant = match ALIASES.iter().find(|(alias, _)| *alias == folded) {
        Some(&(_, meant)) => Some(meant),
        None => nearest(name, Definition::all().filter(|row| row.is_registered).map(|row| row.name)),
    };
    meant.filter(|meant| !is_secret_name(meant) && *meant != SECRET_EXPIRY)
}

/// Whether two names are the same words, in another letter case or with other separators.
pub fn are_one(one: &str, other: &str) -> bool {
    fold(one) == fold(other)
}

/// It says that there is a secret, and is not one.
const SECRET_EXPIRY: &str = "client_secret_expires_at";

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_alias_leads_to_a_registered_name() {
        for (alias, name) in ALIASES {
            assert!(Definition::of(name).is_some_and(|row| row.is_registered), "{name}");
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

    #[test]
    fn nothing_dangerous_is_meant() {
        for name in [
            "clientSecret",
            "client-secret",
            "client_secrets",
            "clientSecretExpiresAt",
            "client_secret_expires",
            "registrationAccessToken",
            "registration_acces_token",
            "access_token",
        ] {
            assert_eq!(meant(name), None, "{name}");
        }
    }
}
