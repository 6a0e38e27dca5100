//! What each member is, in one sentence.

/// Name and sentence, sorted by name: one for each definition.
static DESCRIPTIONS: [(&str, &str); 112] = [
    ("@context", "The JSON-LD context, which makes the document readable as linked data."),
    ("allowed_resources", "The resources for which the client may ask tokens."),
    (
        "application_type",
        "The kind of client: `web` or `native`. It decides which redirect URIs are allowed.",
    ),
    ("authorization_details_types", "The types of `authorization_details` that the client uses in requests."),
    (
        "authorization_encrypted_response_alg",
        "The JWE algorithm that encrypts the key of authorization responses for the client.",
    ),
    (
        "authorization_encrypted_response_enc",
        "The JWE algorithm that encrypts the content of authorization responses.",
    ),
    (
        "authorization_encryption_alg_values_supported",
        "The JWE key algorithms that the client supports for authorization responses.",
    ),
    (
        "authorization_encryption_enc_values_supported",
        "The JWE content algorithms that the client supports for authorization responses.",
    ),
    ("authorization_signed_response_alg", "The JWS algorithm that signs authorization responses."),
    (
        "authorization_signing_alg_values_supported",
        "The JWS algorithms that the client supports for authorization responses.",
    ),
    (
        "backchannel_authentication_request_signing_alg",
        "The JWS algorithm with which the client signs backchannel authentication requests.",
    ),
    (
        "backchannel_authentication_request_signing_alg_values_supported",
        "The JWS algorithms with which the client can sign backchannel authentication requests.",
    ),
    (
        "backchannel_client_notification_endpoint",
        "The https URL at which the client is told that a backchannel authentication has ended.",
    ),
    ("backchannel_logout_session_required", "Whether the logout token must name the session that ends."),
    ("backchannel_logout_uri", "The URL to which the server posts a logout token when a session ends."),
    (
        "backchannel_token_delivery_mode",
        "How tokens of a backchannel authentication are delivered: `poll`, `ping` or `push`.",
    ),
    (
        "backchannel_user_code_parameter",
        "Whether the client sends a user code with backchannel authentication requests.",
    ),
    ("claims_redirect_uris", "The URIs to which a person is sent back after claims were gathered."),
    ("client_capabilities", "What the client can do beyond its grants, as names."),
    (
        "client_id",
        "The client identifier: the https URL at which this document is published, character by character.",
    ),
    (
        "client_id_issued_at",
        "When a server issued the client identifier; a server says so in its answer, a document does not.",
    ),
    ("client_id_scheme", "How the client identifier of a presentation request is to be read."),
    ("client_name", "The name of the client that people see when they are asked for consent."),
    ("client_registration_types", "The ways of registration of OpenID Federation that the client supports."),
    ("client_secret", "A shared secret. A published document must not have one."),
    ("client_secret_expires_at", "When the client secret expires. A published document must not have it."),
    ("client_uri", "The URL of a page about the client, for people."),
    ("command_endpoint", "The URL to which an OpenID Provider sends commands about accounts."),
    ("contacts", "How to reach the people who are responsible for the client: mostly e-mail addresses."),
    ("credential_offer_endpoint", "The URL of a wallet to which credential offers are sent."),
    (
        "default_acr_values",
        "The authentication context classes that are asked for by default, the preferred one first.",
    ),
    (
        "default_max_age",
        "After how many seconds a person has to log in anew, unless a request says otherwise.",
    ),
    ("description", "A description of the client, for people."),
    ("display_name", "A name of the entity, for people."),
    (
        "dpop_bound_access_tokens",
        "Whether the client always asks for access tokens that are bound to a DPoP key.",
    ),
    (
        "encrypted_response_enc_values_supported",
        "The JWE content algorithms that a verifier supports for presentation responses.",
    ),
    (
        "frontchannel_logout_session_required",
        "Whether issuer and session are given to the front-channel logout URI.",
    ),
    ("frontchannel_logout_uri", "The URL of the client that is loaded in a frame when a session ends."),
    (
        "grant_types",
        "The grant types that the client uses. Without the member, `authorization_code` is meant.",
    ),
    (
        "id_token_encrypted_response_alg",
        "The JWE algorithm that encrypts the key of ID tokens for the client.",
    ),
    ("id_token_encrypted_response_enc", "The JWE algorithm that encrypts the content of ID tokens."),
    (
        "id_token_encryption_alg_values_supported",
        "The JWE key algorithms that the client supports for ID tokens.",
    ),
    (
        "id_token_encryption_enc_values_supported",
        "The JWE content algorithms that the client supports for ID tokens.",
    ),
    ("id_token_signed_response_alg", "The JWS algorithm that signs ID tokens."),
    ("id_token_signing_alg_values_supported", "The JWS algorithms that the client supports for ID tokens."),
    ("information_uri", "The URL of a page with more information, for people."),
    ("initiate_login_uri", "The https URL at which another party can start a login at the client."),
    ("instance_issuers", "The issuers whose assertions tell instances of the client apart."),
    (
        "introspection_encrypted_response_alg",
        "The JWE algorithm that encrypts the key of introspection responses.",
    ),
    (
        "introspection_encrypted_response_enc",
        "The JWE algorithm that encrypts the content of introspection responses.",
    ),
    (
        "introspection_encryption_alg_values_supported",
        "The JWE key algorithms that are supported for introspection responses.",
    ),
    (
        "introspection_encryption_enc_values_supported",
        "The JWE content algorithms that are supported for introspection responses.",
    ),
    ("introspection_signed_response_alg", "The JWS algorithm that signs introspection responses."),
    (
        "introspection_signing_alg_values_supported",
        "The JWS algorithms that are supported for introspection responses.",
    ),
    ("jwks", "The client's public keys, inside the document. Not together with `jwks_uri`."),
    ("jwks_uri", "The https URL of the client's public keys, a JWK Set. Not together with `jwks`."),
    ("keywords", "Words about the entity, for a search."),
    ("logo_uri", "The URL of an image that people see when they are asked for consent."),
    ("nfv_token_encrypted_response_alg", "The JWE algorithm that encrypts the key of NFV access tokens."),
    ("nfv_token_encrypted_response_enc", "The JWE algorithm that encrypts the content of NFV access tokens."),
    ("nfv_token_signed_response_alg", "The JWS algorithm that signs NFV access tokens."),
    ("organization_name", "The name of the organization that runs the client, for people."),
    ("organization_uri", "The URL of a page about the organization that runs the client."),
    ("policy_uri", "The URL of a page that says how the client uses data about people."),
    (
        "post_logout_redirect_uris",
        "The URIs to which a person may be sent after a logout that the client asked for.",
    ),
    ("redirect_uris", "The URIs to which the authorization server sends people back, compared as strings."),
    (
        "registration_access_token",
        "A token for changing a registration. A published document must not have one.",
    ),
    (
        "registration_client_uri",
        "The URL at which a registration is changed; a server says so in its answer, a document does not.",
    ),
    (
        "request_object_encryption_alg",
        "The JWE algorithm with which the client may encrypt the key of request objects.",
    ),
    (
        "request_object_encryption_alg_values_supported",
        "The JWE key algorithms that the client supports for request objects.",
    ),
    (
        "request_object_encryption_enc",
        "The JWE algorithm with which the client may encrypt the content of request objects.",
    ),
    (
        "request_object_encryption_enc_values_supported",
        "The JWE content algorithms that the client supports for request objects.",
    ),
    ("request_object_signing_alg", "The JWS algorithm with which the client signs request objects."),
    (
        "request_object_signing_alg_values_supported",
        "The JWS algorithms with which the client can sign request objects.",
    ),
    ("request_uris", "The URLs at which the client publishes request objects."),
    ("require_auth_time", "Whether ID tokens must say when the person logged in."),
    (
        "require_pushed_authorization_requests",
        "Whether the client always pushes its authorization requests to the server first.",
    ),
    (
        "require_signed_request_object",
        "Whether requests of the client count only as a signed request object.",
    ),
    ("response_modes", "The response modes that the client uses."),
    ("response_types", "The response types that the client uses. Without the member, `code` is meant."),
    ("scope", "The scopes that the client may ask for, separated by single spaces."),
    (
        "sector_identifier_uri",
        "The https URL of a list of redirect URIs that share pairwise identifiers of people.",
    ),
    ("signed_jwks_uri", "The URL of the client's public keys as a signed JWT."),
    ("software_id", "An identifier of the software, the same for all its versions and instances."),
    (
        "software_statement",
        "A signed JWT with claims about the client, which a server may trust more than the document.",
    ),
    ("software_statements_uri", "The URL at which software statements about the client are published."),
    ("software_version", "The version of the software that `software_id` names."),
    ("spiffe_bundle_endpoint", "The URL of the keys of a SPIFFE trust domain."),
    ("spiffe_id", "The SPIFFE identity of the client."),
    ("subject_syntax_types_supported", "The ways of naming a subject that a verifier supports."),
    (
        "subject_type",
        "How people are named to the client: `public`, or `pairwise` with a name of its own for each sector.",
    ),
    ("subject_types_supported", "The subject types that the client supports."),
    ("tls_client_auth_san_dns", "The DNS name in the certificate with which the client authenticates."),
    (
        "tls_client_auth_san_email",
        "The e-mail address in the certificate with which the client authenticates.",
    ),
    ("tls_client_auth_san_ip", "The IP address in the certificate with which the client authenticates."),
    ("tls_client_auth_san_uri", "The URI in the certificate with which the client authenticates."),
    ("tls_client_auth_subject_dn", "The subject of the certificate with which the client authenticates."),
    (
        "tls_client_certificate_bound_access_tokens",
        "Whether access tokens of the client are bound to its certificate.",
    ),
    (
        "token_endpoint_auth_method",
        "How the client authenticates: `none` for a public client, `private_key_jwt` with a key.",
    ),
    (
        "token_endpoint_auth_methods_supported",
        "All the ways of authentication that the client can use; the server chooses one.",
    ),
    (
        "token_endpoint_auth_signing_alg",
        "The JWS algorithm with which the client signs the assertion that authenticates it.",
    ),
    (
        "token_endpoint_auth_signing_alg_values_supported",
        "The JWS algorithms with which the client can sign that assertion.",
    ),
    ("tos_uri", "The URL of the terms of service of the client."),
    ("use_mtls_endpoint_aliases", "Whether the client uses the server's endpoints for mutual TLS."),
    ("userinfo_encrypted_response_alg", "The JWE algorithm that encrypts the key of UserInfo responses."),
    ("userinfo_encrypted_response_enc", "The JWE algorithm that encrypts the content of UserInfo responses."),
    (
        "userinfo_encryption_alg_values_supported",
        "The JWE key algorithms that the client supports for UserInfo responses.",
    ),
    (
        "userinfo_encryption_enc_values_supported",
        "The JWE content algorithms that the client supports for UserInfo responses.",
    ),
    ("userinfo_signed_response_alg", "The JWS algorithm that signs UserInfo responses."),
    (
        "userinfo_signing_alg_values_supported",
        "The JWS algorithms that the client supports for UserInfo responses.",
    ),
    ("vp_formats", "The formats of presentations that a verifier supports, as earlier drafts name them."),
    ("vp_formats_supported", "The formats of presentations that a verifier supports."),
];

/// The sentence about the member of that name.
pub fn description(name: &str) -> Option<&'static str> {
    let index = DESCRIPTIONS.binary_search_by(|(found, _)| (*found).cmp(name)).ok()?;
    Some(DESCRIPTIONS[index].1)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::metadata::members::Definition;

    #[test]
    fn every_definition_has_its_sentence() {
        let names: Vec<&str> = Definition::all().map(|row| row.name).collect();
        assert_eq!(DESCRIPTIONS.map(|(name, _)| name).to_vec(), names);
        for (name, sentence) in DESCRIPTIONS {
            assert!(
                sentence.ends_with('.') && sentence.starts_with(char::is_uppercase),
                "{name}: {sentence}"
            );
        }
    }
}
