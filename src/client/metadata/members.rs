//! The members that are known, with their types: the same as [`Definition::all`](crate::metadata::members::Definition::all),
//! which a test holds them against.

use serde_json::{Map, Number, Value as Json};

use super::kind::Kind;
use crate::json::Member;

/// Makes the struct, and its reader, of a list of members.
macro_rules! members {
    ($($(#[$doc:meta])* $field:ident = $name:literal: $kind:ty;)*) => {
        /// The metadata of a client, typed: every member that a specification defines or a server is known to read.
        ///
        /// A member that is absent or `null` is `None`, and nothing stands in for it: what an absent member means
        /// differs from server to server ([`methods`](crate::client::methods) knows it for authentication methods).
        #[derive(Debug, Clone, Default, PartialEq)]
        #[non_exhaustive]
        pub struct ClientMetadata {
            $($(#[$doc])* pub $field: Option<$kind>,)*
            /// Members that are not known, those with a language tag (`client_name#fr`), and those that are not of their
            /// type while nothing rests on them, by their names.
            pub other: Map<String, Json>,
        }

        /// The members that are known, in the order of their names.
        #[cfg(test)]
        pub(super) const NAMES: &[&str] = &[$($name),*];

        impl ClientMetadata {
            /// Takes a member that is known and of its type; the flag says whether it did.
            pub(super) fn take(&mut self, member: &Member<'_>) -> bool {
                match member.name {
                    $($name => {
                        let read = <$kind>::read(member.value);
                        let is_read = read.is_some();
                        // Of members that stand twice, the last counts.
                        self.$field = read;
                        is_read
                    })*
                    _ => false,
                }
            }
        }
    };
}

members! {
    /// The JSON-LD context, which makes the document readable as linked data.
    context = "@context": Json;
    /// The resources for which the client may ask tokens.
    allowed_resources = "allowed_resources": Json;
    /// The kind of client: `web` or `native`. It decides which redirect URIs are allowed.
    application_type = "application_type": String;
    /// The types of `authorization_details` that the client uses in requests.
    authorization_details_types = "authorization_details_types": Vec<String>;
    /// The JWE algorithm that encrypts the key of authorization responses for the client.
    authorization_encrypted_response_alg = "authorization_encrypted_response_alg": String;
    /// The JWE algorithm that encrypts the content of authorization responses.
    authorization_encrypted_response_enc = "authorization_encrypted_response_enc": String;
    /// The JWE key algorithms that the client supports for authorization responses.
    authorization_encryption_alg_values_supported = "authorization_encryption_alg_values_supported": Vec<String>;
    /// The JWE content algorithms that the client supports for authorization responses.
    authorization_encryption_enc_values_supported = "authorization_encryption_enc_values_supported": Vec<String>;
    /// The JWS algorithm that signs authorization responses.
    authorization_signed_response_alg = "authorization_signed_response_alg": String;
    /// The JWS algorithms that the client supports for authorization responses.
    authorization_signing_alg_values_supported = "authorization_signing_alg_values_supported": Vec<String>;
    /// The JWS algorithm with which the client signs backchannel authentication requests.
    backchannel_authentication_request_signing_alg = "backchannel_authentication_request_signing_alg": String;
    /// The JWS algorithms with which the client can sign backchannel authentication requests.
    backchannel_authentication_request_signing_alg_values_supported = "backchannel_authentication_request_signing_alg_values_supported": Vec<String>;
    /// The https URL at which the client is told that a backchannel authentication has ended.
    backchannel_client_notification_endpoint = "backchannel_client_notification_endpoint": String;
    /// Whether the logout token must name the session that ends.
    backchannel_logout_session_required = "backchannel_logout_session_required": bool;
    /// The URL to which the server posts a logout token when a session ends.
    backchannel_logout_uri = "backchannel_logout_uri": String;
    /// How tokens of a backchannel authentication are delivered: `poll`, `ping` or `push`.
    backchannel_token_delivery_mode = "backchannel_token_delivery_mode": String;
    /// Whether the client sends a user code with backchannel authentication requests.
    backchannel_user_code_parameter = "backchannel_user_code_parameter": bool;
    /// The URIs to which a person is sent back after claims were gathered.
    claims_redirect_uris = "claims_redirect_uris": Vec<String>;
    /// What the client can do beyond its grants, as names.
    client_capabilities = "client_capabilities": Vec<String>;
    /// The client identifier: the https URL at which this document is published, character by character.
    client_id = "client_id": String;
    /// When a server issued the client identifier; a server says so in its answer, a document does not.
    client_id_issued_at = "client_id_issued_at": Number;
    /// How the client identifier of a presentation request is to be read.
    client_id_scheme = "client_id_scheme": String;
    /// The name of the client that people see when they are asked for consent.
    client_name = "client_name": String;
    /// The ways of registration of OpenID Federation that the client supports.
    client_registration_types = "client_registration_types": Vec<String>;
    /// A shared secret. A published document must not have one.
    client_secret = "client_secret": String;
    /// When the client secret expires. A published document must not have it.
    client_secret_expires_at = "client_secret_expires_at": Number;
    /// The URL of a page about the client, for people.
    client_uri = "client_uri": String;
    /// The URL to which an OpenID Provider sends commands about accounts.
    command_endpoint = "command_endpoint": String;
    /// How to reach the people who are responsible for the client: mostly e-mail addresses.
    contacts = "contacts": Vec<String>;
    /// The URL of a wallet to which credential offers are sent.
    credential_offer_endpoint = "credential_offer_endpoint": String;
    /// The authentication context classes that are asked for by default, the preferred one first.
    default_acr_values = "default_acr_values": Vec<String>;
    /// After how many seconds a person has to log in anew, unless a request says otherwise.
    default_max_age = "default_max_age": Number;
    /// A description of the client, for people.
    description = "description": String;
    /// A name of the entity, for people.
    display_name = "display_name": String;
    /// Whether the client always asks for access tokens that are bound to a DPoP key.
    dpop_bound_access_tokens = "dpop_bound_access_tokens": bool;
    /// The JWE content algorithms that a verifier supports for presentation responses.
    encrypted_response_enc_values_supported = "encrypted_response_enc_values_supported": Vec<String>;
    /// Whether issuer and session are given to the front-channel logout URI.
    frontchannel_logout_session_required = "frontchannel_logout_session_required": bool;
    /// The URL of the client that is loaded in a frame when a session ends.
    frontchannel_logout_uri = "frontchannel_logout_uri": String;
    /// The grant types that the client uses. Without the member, `authorization_code` is meant.
    grant_types = "grant_types": Vec<String>;
    /// The JWE algorithm that encrypts the key of ID tokens for the client.
    id_token_encrypted_response_alg = "id_token_encrypted_response_alg": String;
    /// The JWE algorithm that encrypts the content of ID tokens.
    id_token_encrypted_response_enc = "id_token_encrypted_response_enc": String;
    /// The JWE key algorithms that the client supports for ID tokens.
    id_token_encryption_alg_values_supported = "id_token_encryption_alg_values_supported": Vec<String>;
    /// The JWE content algorithms that the client supports for ID tokens.
    id_token_encryption_enc_values_supported = "id_token_encryption_enc_values_supported": Vec<String>;
    /// The JWS algorithm that signs ID tokens.
    id_token_signed_response_alg = "id_token_signed_response_alg": String;
    /// The JWS algorithms that the client supports for ID tokens.
    id_token_signing_alg_values_supported = "id_token_signing_alg_values_supported": Vec<String>;
    /// The URL of a page with more information, for people.
    information_uri = "information_uri": String;
    /// The https URL at which another party can start a login at the client.
    initiate_login_uri = "initiate_login_uri": String;
    /// The issuers whose assertions tell instances of the client apart.
    instance_issuers = "instance_issuers": Json;
    /// The JWE algorithm that encrypts the key of introspection responses.
    introspection_encrypted_response_alg = "introspection_encrypted_response_alg": String;
    /// The JWE algorithm that encrypts the content of introspection responses.
    introspection_encrypted_response_enc = "introspection_encrypted_response_enc": String;
    /// The JWE key algorithms that are supported for introspection responses.
    introspection_encryption_alg_values_supported = "introspection_encryption_alg_values_supported": Vec<String>;
    /// The JWE content algorithms that are supported for introspection responses.
    introspection_encryption_enc_values_supported = "introspection_encryption_enc_values_supported": Vec<String>;
    /// The JWS algorithm that signs introspection responses.
    introspection_signed_response_alg = "introspection_signed_response_alg": String;
    /// The JWS algorithms that are supported for introspection responses.
    introspection_signing_alg_values_supported = "introspection_signing_alg_values_supported": Vec<String>;
    /// The client's public keys, inside the document. Not together with `jwks_uri`.
    jwks = "jwks": Map<String, Json>;
    /// The https URL of the client's public keys, a JWK Set. Not together with `jwks`.
    jwks_uri = "jwks_uri": String;
    /// Words about the entity, for a search.
    keywords = "keywords": Vec<String>;
    /// The URL of an image that people see when they are asked for consent.
    logo_uri = "logo_uri": String;
    /// The JWE algorithm that encrypts the key of NFV access tokens.
    nfv_token_encrypted_response_alg = "nfv_token_encrypted_response_alg": String;
    /// The JWE algorithm that encrypts the content of NFV access tokens.
    nfv_token_encrypted_response_enc = "nfv_token_encrypted_response_enc": String;
    /// The JWS algorithm that signs NFV access tokens.
    nfv_token_signed_response_alg = "nfv_token_signed_response_alg": String;
    /// The name of the organization that runs the client, for people.
    organization_name = "organization_name": String;
    /// The URL of a page about the organization that runs the client.
    organization_uri = "organization_uri": String;
    /// The URL of a page that says how the client uses data about people.
    policy_uri = "policy_uri": String;
    /// The URIs to which a person may be sent after a logout that the client asked for.
    post_logout_redirect_uris = "post_logout_redirect_uris": Vec<String>;
    /// The URIs to which the authorization server sends people back, compared as strings.
    redirect_uris = "redirect_uris": Vec<String>;
    /// A token for changing a registration. A published document must not have one.
    registration_access_token = "registration_access_token": String;
    /// The URL at which a registration is changed; a server says so in its answer, a document does not.
    registration_client_uri = "registration_client_uri": String;
    /// The JWE algorithm with which the client may encrypt the key of request objects.
    request_object_encryption_alg = "request_object_encryption_alg": String;
    /// The JWE key algorithms that the client supports for request objects.
    request_object_encryption_alg_values_supported = "request_object_encryption_alg_values_supported": Vec<String>;
    /// The JWE algorithm with which the client may encrypt the content of request objects.
    request_object_encryption_enc = "request_object_encryption_enc": String;
    /// The JWE content algorithms that the client supports for request objects.
    request_object_encryption_enc_values_supported = "request_object_encryption_enc_values_supported": Vec<String>;
    /// The JWS algorithm with which the client signs request objects.
    request_object_signing_alg = "request_object_signing_alg": String;
    /// The JWS algorithms with which the client can sign request objects.
    request_object_signing_alg_values_supported = "request_object_signing_alg_values_supported": Vec<String>;
    /// The URLs at which the client publishes request objects.
    request_uris = "request_uris": Vec<String>;
    /// Whether ID tokens must say when the person logged in.
    require_auth_time = "require_auth_time": bool;
    /// Whether the client always pushes its authorization requests to the server first.
    require_pushed_authorization_requests = "require_pushed_authorization_requests": bool;
    /// Whether requests of the client count only as a signed request object.
    require_signed_request_object = "require_signed_request_object": bool;
    /// The response modes that the client uses.
    response_modes = "response_modes": Vec<String>;
    /// The response types that the client uses. Without the member, `code` is meant.
    response_types = "response_types": Vec<String>;
    /// The scopes that the client may ask for, separated by single spaces.
    scope = "scope": String;
    /// The https URL of a list of redirect URIs that share pairwise identifiers of people.
    sector_identifier_uri = "sector_identifier_uri": String;
    /// The URL of the client's public keys as a signed JWT.
    signed_jwks_uri = "signed_jwks_uri": String;
    /// An identifier of the software, the same for all its versions and instances.
    software_id = "software_id": String;
    /// A signed JWT with claims about the client, which a server may trust more than the document.
    software_statement = "software_statement": String;
    /// The URL at which software statements about the client are published.
    software_statements_uri = "software_statements_uri": String;
    /// The version of the software that `software_id` names.
    software_version = "software_version": String;
    /// The URL of the keys of a SPIFFE trust domain.
    spiffe_bundle_endpoint = "spiffe_bundle_endpoint": String;
    /// The SPIFFE identity of the client.
    spiffe_id = "spiffe_id": String;
    /// The ways of naming a subject that a verifier supports.
    subject_syntax_types_supported = "subject_syntax_types_supported": Vec<String>;
    /// How people are named to the client: `public`, or `pairwise` with a name of its own for each sector.
    subject_type = "subject_type": String;
    /// The subject types that the client supports.
    subject_types_supported = "subject_types_supported": Vec<String>;
    /// The DNS name in the certificate with which the client authenticates.
    tls_client_auth_san_dns = "tls_client_auth_san_dns": String;
    /// The e-mail address in the certificate with which the client authenticates.
    tls_client_auth_san_email = "tls_client_auth_san_email": String;
    /// The IP address in the certificate with which the client authenticates.
    tls_client_auth_san_ip = "tls_client_auth_san_ip": String;
    /// The URI in the certificate with which the client authenticates.
    tls_client_auth_san_uri = "tls_client_auth_san_uri": String;
    /// The subject of the certificate with which the client authenticates.
    tls_client_auth_subject_dn = "tls_client_auth_subject_dn": String;
    /// Whether access tokens of the client are bound to its certificate.
    tls_client_certificate_bound_access_tokens = "tls_client_certificate_bound_access_tokens": bool;
    /// How the client authenticates: `none` for a public client, `private_key_jwt` with a key.
    token_endpoint_auth_method = "token_endpoint_auth_method": String;
    /// All the ways of authentication that the client can use; the server chooses one.
    token_endpoint_auth_methods_supported = "token_endpoint_auth_methods_supported": Vec<String>;
    /// The JWS algorithm with which the client signs the assertion that authenticates it.
    token_endpoint_auth_signing_alg = "token_endpoint_auth_signing_alg": String;
    /// The JWS algorithms with which the client can sign that assertion.
    token_endpoint_auth_signing_alg_values_supported = "token_endpoint_auth_signing_alg_values_supported": Vec<String>;
    /// The URL of the terms of service of the client.
    tos_uri = "tos_uri": String;
    /// Whether the client uses the server's endpoints for mutual TLS.
    use_mtls_endpoint_aliases = "use_mtls_endpoint_aliases": bool;
    /// The JWE algorithm that encrypts the key of UserInfo responses.
    userinfo_encrypted_response_alg = "userinfo_encrypted_response_alg": String;
    /// The JWE algorithm that encrypts the content of UserInfo responses.
    userinfo_encrypted_response_enc = "userinfo_encrypted_response_enc": String;
    /// The JWE key algorithms that the client supports for UserInfo responses.
    userinfo_encryption_alg_values_supported = "userinfo_encryption_alg_values_supported": Vec<String>;
    /// The JWE content algorithms that the client supports for UserInfo responses.
    userinfo_encryption_enc_values_supported = "userinfo_encryption_enc_values_supported": Vec<String>;
    /// The JWS algorithm that signs UserInfo responses.
    userinfo_signed_response_alg = "userinfo_signed_response_alg": String;
    /// The JWS algorithms that the client supports for UserInfo responses.
    userinfo_signing_alg_values_supported = "userinfo_signing_alg_values_supported": Vec<String>;
    /// The formats of presentations that a verifier supports, as earlier drafts name them.
    vp_formats = "vp_formats": Map<String, Json>;
    /// The formats of presentations that a verifier supports.
    vp_formats_supported = "vp_formats_supported": Map<String, Json>;
}
