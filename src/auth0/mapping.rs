//! The client that a document becomes.

use serde::Serialize;

use crate::json::{Kind, Value};
use crate::metadata::authentication::{NONE, PRIVATE_KEY_JWT};
use crate::profile::contains;
use crate::subject::Subject;

use super::{keys, profile};

/// Auth0's fields with the values that a document gives them.
///
/// The names are documented. The order is recorded up to `token_endpoint_auth_method`; the places of
/// `description`, `jwks_uri` and `client_authentication_methods` are inferred. A field whose property is
/// missing is left out (recorded); that one whose property is at fault is left out too is inferred.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct MappedFields {
    /// The URL of the document, as it was requested (recorded).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub external_client_id: Option<String>,
    /// `client_name` (recorded).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// `redirect_uris` in their order (recorded).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub callbacks: Option<Vec<String>>,
    /// `logo_uri` (recorded).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub logo_uri: Option<String>,
    /// `description` (documented).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub description: Option<String>,
    /// Those of `grant_types` that Auth0 supports (documented), each once (inferred).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub grant_types: Option<Vec<String>>,
    /// `native` for native applications (recorded), else `regular_web` (documented; recorded for documents
    /// that do not say).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub app_type: Option<&'static str>,
    /// `token_endpoint_auth_method` (recorded for `none`). That it is also given for `private_key_jwt`, and
    /// is `none` for documents that do not say, is inferred.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub token_endpoint_auth_method: Option<&'static str>,
    /// `jwks_uri` of clients that authenticate with a key (documented).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub jwks_uri: Option<String>,
    /// The keys behind it (documented), as far as they are known.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub client_authentication_methods: Option<ClientAuthenticationMethods>,
}

/// How a client authenticates with its keys.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct ClientAuthenticationMethods {
    /// The only method that is known.
    pub private_key_jwt: PrivateKeyJwt,
}

/// The keys whose signatures are taken.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct PrivateKeyJwt {
    /// One a usable key, in the order of the key set.
    pub credentials: Vec<Credential>,
}

/// A key as Auth0 stores it; the members are documented, their order is inferred.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct Credential {
    /// Always `public_key`.
    pub credential_type: &'static str,
    /// The `kid`, or the key's thumbprint.
    pub kid: String,
    /// The algorithm.
    pub alg: String,
}

impl MappedFields {
    /// Maps what maps cleanly. Of a text that is not a JSON object, only the URL does.
    pub fn of(subject: &Subject) -> MappedFields {
        let external_client_id = subject.client_id_url().filter(|url| !url.is_empty()).map(String::from);
        let is_object = |root: Value<'_>| root.kind() == Kind::Object;
        if !subject.document.as_ref().is_some_and(|body| body.tree.is_json())
            || !subject.root().is_some_and(is_object)
        {
            return MappedFields { external_client_id, ..MappedFields::default() };
        }
        MappedFields {
            external_client_id,
            name: text(subject, "client_name").filter(|name| !name.is_empty()),
            callbacks: texts(subject, "redirect_uris"),
            logo_uri: text(subject, "logo_uri").filter(|uri| !uri.is_empty()),
            description: text(subject, "description"),
            grant_types: grant_types(subject),
            app_type: app_type(subject),
            token_endpoint_auth_method: authentication_method(subject),
            jwks_uri: subject.key_set_url().map(String::from),
            client_authentication_methods: credentials(subject),
        }
    }
}

fn text(subject: &Subject, name: &str) -> Option<String> {
    subject.member(name)?.as_str().map(String::from)
}

fn texts(subject: &Subject, name: &str) -> Option<Vec<String>> {
    let list = subject.member(name).filter(|list| list.kind() == Kind::Array)?;
    list.elements().map(|element| element.as_str().map(String::from)).collect()
}

fn grant_types(subject: &Subject) -> Option<Vec<String>> {
    let supported = profile().grants.types.as_deref().unwrap_or_default();
    let mut kept: Vec<String> = Vec::new();
    for grant in texts(subject, "grant_types")? {
        if contains(supported, &grant) && !kept.contains(&grant) {
            kept.push(grant);
        }
    }
    (!kept.is_empty()).then_some(kept)
}

fn app_type(subject: &Subject) -> Option<&'static str> {
    let default = profile().application_types.default.as_deref();
    let declared = match subject.member("application_type") {
        Some(value) => value.as_str(),
        None => default,
    };
    match declared? {
        "native" => Some("native"),
        "web" => Some("regular_web"),
        _ => None,
    }
}

fn authentication_method(subject: &Subject) -> Option<&'static str> {
    let Some(value) = subject.member("token_endpoint_auth_method") else { return Some(NONE) };
    let method = value.as_str()?;
    [NONE, PRIVATE_KEY_JWT].into_iter().find(|&known| known == method)
}

fn credentials(subject: &Subject) -> Option<ClientAuthenticationMethods> {
    subject.key_set_url()?;
    let keys = keys::read(subject.key_set.as_ref()?)?;
    let credential = |key: keys::Key| {
        Some(Credential { credential_type: "public_key", kid: key.kid?, alg: key.algorithm.ok()? })
    };
    let credentials = keys.into_iter().filter_map(credential).collect();
    Some(ClientAuthenticationMethods { private_key_jwt: PrivateKeyJwt { credentials } })
}
