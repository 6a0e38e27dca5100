//! The metadata of a client, typed.

mod kind;
mod members;

use std::fmt;

use serde_json::Value as Json;

use self::kind::Kind as _;
pub use self::members::ClientMetadata;
use super::methods::{self, Reader};
use crate::json::{Kind, Value};
use crate::metadata::members::Definition;

/// Members on whose absence a server would act as much as on their values: where one is not of its type, the document
/// cannot be read as if it were absent.
const RESTED_ON: [&str; 18] = [
    "application_type",
    "client_id",
    "dpop_bound_access_tokens",
    "grant_types",
    "jwks",
    "jwks_uri",
    "post_logout_redirect_uris",
    "redirect_uris",
    "require_pushed_authorization_requests",
    "require_signed_request_object",
    "response_types",
    "scope",
    "tls_client_auth_subject_dn",
    "tls_client_certificate_bound_access_tokens",
    "token_endpoint_auth_method",
    "token_endpoint_auth_methods_supported",
    "token_endpoint_auth_signing_alg",
    "token_endpoint_auth_signing_alg_values_supported",
];

/// Why a document cannot be read as metadata of a client.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct MetadataError {
    /// The member that is not of its type; `None` where the document is not an object.
    pub member: Option<&'static str>,
    expected: &'static str,
}

impl ClientMetadata {
    /// Reads the outermost value of a document. Of members that stand twice, the last counts, as it does for every rule.
    ///
    /// # Errors
    ///
    /// It is not an object, or a member on which access rests (`redirect_uris`, `token_endpoint_auth_method`, `jwks_uri`,
    /// ...) is not of its type. Other members of a wrong type are kept in [`other`](ClientMetadata::other).
    pub fn read(document: Value<'_>) -> Result<ClientMetadata, MetadataError> {
        if document.kind() != Kind::Object {
            return Err(MetadataError { member: None, expected: "an object" });
        }
        let mut metadata = ClientMetadata::default();
        for member in document.members() {
            if metadata.take(&member) || member.value.kind() == Kind::Null {
                continue;
            }
            if let Some(&name) = RESTED_ON.iter().find(|&&name| name == member.name) {
                let expected = Definition::of(name).map_or("a value", |known| known.kind.with_article());
                return Err(MetadataError { member: Some(name), expected });
            }
            if let Some(value) = Json::read(member.value) {
                metadata.other.insert(member.name.to_owned(), value);
            }
        }
        Ok(metadata)
    }

    /// The authentication methods that the document offers to a reader, the preferred one first.
    pub fn offered_methods(&self, reader: Reader) -> Vec<&str> {
        let plural: Option<Vec<&str>> = self
            .token_endpoint_auth_methods_supported
            .as_ref()
            .map(|plural| plural.iter().map(String::as_str).collect());
        methods::offered(self.token_endpoint_auth_method.as_deref(), plural.as_deref(), reader)
    }

    /// What a human-readable member says in a language: the value of `client_name#fr` for `client_name` and `fr`. Tags
    /// are compared without regard to case (RFC 7591, section 2.2).
    pub fn in_language(&self, member: &str, tag: &str) -> Option<&str> {
        let is_meant = |name: &str| {
            name.split_once('#')
                .is_some_and(|(own, own_tag)| own == member && own_tag.eq_ignore_ascii_case(tag))
        };
        self.other.iter().find(|(name, _)| is_meant(name)).and_then(|(_, value)| value.as_str())
    }
}

impl fmt::Display for MetadataError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.member {
            Some(member) => write!(f, "`{member}` is not {}", self.expected),
            None => write!(f, "the document is not {}", self.expected),
        }
    }
}

impl std::error::Error for MetadataError {}

#[cfg(test)]
mod tests {
    use super::members::NAMES;
    use super::*;
    use crate::json::Tree;
    use crate::metadata::members::ValueKind;

    fn read(text: &str) -> Result<ClientMetadata, MetadataError> {
        ClientMetadata::read(Tree::parse(text.into()).root().expect("it is JSON"))
    }

    #[test]
    fn every_definition_has_its_member() {
        let defined: Vec<&str> = Definition::all().map(|definition| definition.name).collect();
        assert_eq!(NAMES, defined);
        for definition in Definition::all() {
            let (right, wrong) = match definition.kind {
                ValueKind::String => (r#""x""#, "1"),
                ValueKind::Strings => (r#"["x"]"#, r#""x""#),
                ValueKind::Boolean => ("true", r#""true""#),
                ValueKind::Number => ("1", r#""1""#),
                ValueKind::Object => ("{}", "[]"),
                ValueKind::Any => ("[1]", "null"),
            };
            let name = definition.name;
            let metadata = read(&format!(r#"{{"{name}": {right}}}"#)).expect("it is of its type");
            assert!(metadata.other.is_empty() && metadata != ClientMetadata::default(), "{name}");
            match read(&format!(r#"{{"{name}": {wrong}}}"#)) {
                Ok(metadata) => {
                    assert!(!RESTED_ON.contains(&name) || metadata == ClientMetadata::default(), "{name}")
                }
                Err(error) => assert_eq!(error.member, Some(name)),
            }
        }
        assert!(RESTED_ON.iter().all(|name| Definition::of(name).is_some()));
    }

    #[test]
    fn what_is_not_known_is_kept() {
        let metadata =
            read(r#"{"x": [1, {"y": null}], "client_name#fr": "Exemple", "contacts": "a@b", "scope": null}"#)
                .expect("nothing rests on these");
        assert_eq!(metadata.other.len(), 3);
        assert_eq!(metadata.in_language("client_name", "FR"), Some("Exemple"));
        assert_eq!((metadata.contacts, metadata.scope), (None, None));
    }

    #[test]
    fn a_wrong_type_is_not_read_as_absence() {
        let error =
            read(r#"{"token_endpoint_auth_method": ["private_key_jwt"]}"#).expect_err("it is an array");
        assert_eq!(error.to_string(), "`token_endpoint_auth_method` is not a string");
        assert_eq!(read("[]").expect_err("an array").to_string(), "the document is not an object");
    }
}
