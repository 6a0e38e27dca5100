//! A registered client, as `GET /api/v2/clients/{id}` answers.

use super::saved;
use crate::finding::quoted;
use crate::json::{Kind, Tree, Value};
use crate::metadata::authentication::PRIVATE_KEY_JWT;

/// What is read of a registered client. The names are documented, and recorded for clients that were
/// imported; secrets and everything else in the answer are passed over.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Registered {
    /// Auth0's own id of the client.
    pub client_id: String,
    /// The URL it was imported from.
    pub external_client_id: String,
    /// Whether the client registered itself by using its URL, and no administrator did.
    pub registered_itself: bool,
    /// The name.
    pub name: Option<String>,
    /// The redirect URIs.
    pub callbacks: Option<Vec<String>>,
    /// The logo.
    pub logo_uri: Option<String>,
    /// The description.
    pub description: Option<String>,
    /// The grant types.
    pub grant_types: Option<Vec<String>>,
    /// The type of application.
    pub app_type: Option<String>,
    /// How it authenticates. Clients with keys say so in `client_authentication_methods` (documented).
    pub token_endpoint_auth_method: Option<String>,
    /// Where its keys are.
    pub jwks_uri: Option<String>,
}

/// Why a text is not a client that can be refreshed.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct NotRefreshable {
    /// What is wrong.
    pub message: String,
    /// What to do about it.
    pub help: &'static str,
}

const SAVE_THE_ANSWER: &str = "save the answer of GET /api/v2/clients/{id}, as JSON in UTF-8";

impl Registered {
    /// Reads the answer.
    ///
    /// # Errors
    ///
    /// It is not JSON, not a client, or a client that was not imported from a URL.
    pub fn read(answer: &Tree) -> Result<Registered, NotRefreshable> {
        let root = json(answer)?;
        let client_id = text(root, "client_id")?
            .ok_or_else(|| wrong("it has no client_id, and so is not a client", SAVE_THE_ANSWER))?;
        let external_client_id = external_client_id(root)?;
        let with_keys = root.get("client_authentication_methods").is_some_and(|methods| {
            methods.get(PRIVATE_KEY_JWT).is_some_and(|keys| keys.kind() == Kind::Object)
        });
        Ok(Registered {
            client_id,
            external_client_id,
            registered_itself: text(root, "external_metadata_created_by")?.as_deref() == Some("client"),
            name: text(root, "name")?,
            callbacks: texts(root, "callbacks")?,
            logo_uri: text(root, "logo_uri")?,
            description: text(root, "description")?,
            grant_types: texts(root, "grant_types")?,
            app_type: text(root, "app_type")?,
            token_endpoint_auth_method: match with_keys {
                true => Some(PRIVATE_KEY_JWT.to_owned()),
                false => text(root, "token_endpoint_auth_method")?,
            },
            jwks_uri: text(root, "jwks_uri")?,
        })
    }
}

fn wrong(message: impl Into<String>, help: &'static str) -> NotRefreshable {
    NotRefreshable { message: message.into(), help }
}

/// The client in the answer.
fn json(answer: &Tree) -> Result<Value<'_>, NotRefreshable> {
    match saved::root(answer).map_err(|message| wrong(message, SAVE_THE_ANSWER))? {
        root if root.kind() == Kind::Object && root.get("clients").is_none() => Ok(root),
        root if root.kind() == Kind::Array || root.get("clients").is_some() => Err(wrong(
            "it is a list of clients, not one client",
            "save the one client that is to be refreshed: the answer of GET /api/v2/clients/{id}",
        )),
        root => Err(wrong(format!("it is {}, not a client", root.kind().with_article()), SAVE_THE_ANSWER)),
    }
}

/// The URL, and that the client is refreshed from there. Both fields are documented, and recorded in answers
/// to GET; in answers to PATCH they are missing (recorded).
fn external_client_id(root: Value<'_>) -> Result<String, NotRefreshable> {
    const IMPORTED_ONLY: &str = "only clients that were imported from a URL (CIMD) are refreshed";
    match text(root, "external_metadata_type")?.as_deref() {
        None | Some("cimd") => {}
        Some(other) => {
            let other = quoted(other);
            return Err(wrong(
                format!("it is not a CIMD client: its external_metadata_type is {other}"),
                IMPORTED_ONLY,
            ));
        }
    }
    let is_typed = root.get("external_metadata_type").is_some_and(|value| value.kind() == Kind::String);
    match text(root, "external_client_id")?.filter(|url| !url.is_empty()) {
        Some(url) => Ok(url),
        None if is_typed => Err(wrong(
            "it has no external_client_id, so that its URL is not known",
            "save the answer of GET /api/v2/clients/{id} with all fields",
        )),
        None => Err(wrong(
            "it is not a CIMD client: it has neither external_client_id nor external_metadata_type",
            "only clients that were imported from a URL (CIMD) are refreshed; the answer to a PATCH lacks both fields: save the answer of GET /api/v2/clients/{id}",
        )),
    }
}

/// A string; null is as good as nothing.
fn text(root: Value<'_>, name: &str) -> Result<Option<String>, NotRefreshable> {
    match root.get(name) {
        None => Ok(None),
        Some(value) if value.kind() == Kind::Null => Ok(None),
        Some(value) => match value.as_str() {
            Some(text) => Ok(Some(text.to_owned())),
            None => Err(mistyped(name, value, "a string")),
        },
    }
}

fn texts(root: Value<'_>, name: &str) -> Result<Option<Vec<String>>, NotRefreshable> {
    let Some(list) = root.get(name).filter(|list| list.kind() != Kind::Null) else { return Ok(None) };
    if list.kind() != Kind::Array {
        return Err(mistyped(name, list, "an array of strings"));
    }
    let text = |value: Value<'_>| match value.as_str() {
        Some(text) => Ok(text.to_owned()),
        None => Err(mistyped(name, value, "an array of strings")),
    };
    list.elements().map(text).collect::<Result<_, _>>().map(Some)
}

fn mistyped(name: &str, value: Value<'_>, wanted: &str) -> NotRefreshable {
    let what = value.kind().with_article();
    wrong(format!("it is not a client: {name} is or holds {what} and should be {wanted}"), SAVE_THE_ANSWER)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Result<Registered, String> {
        Registered::read(&Tree::parse(text.into())).map_err(|error| error.message)
    }

    #[test]
    fn what_is_no_imported_client_is_named() {
        for (text, part) in [
            ("", "not JSON"),
            ("{\"client_id\": }", "not JSON"),
            ("\"tpc_1\"", "a string, not a client"),
            ("[{\"client_id\": \"tpc_1\"}]", "a list of clients"),
            (r#"{"clients": [], "total": 0}"#, "a list of clients"),
            ("{}", "no client_id"),
            (r#"{"client_id": "abc", "name": "x"}"#, "neither external_client_id nor"),
            (r#"{"client_id": "tpc_1", "external_metadata_type": "dcr"}"#, "external_metadata_type is `dcr`"),
            (r#"{"client_id": "tpc_1", "external_metadata_type": "cimd"}"#, "no external_client_id"),
            (r#"{"client_id": 1}"#, "client_id is or holds a number"),
            (
                r#"{"client_id": "tpc_1", "external_client_id": "https://a.example/c", "callbacks": [1]}"#,
                "callbacks is or holds a number",
            ),
        ] {
            let error = read(text).expect_err(text);
            assert!(error.contains(part), "{text}: {error}");
        }
    }

    #[test]
    fn keys_and_null_are_understood() {
        let client = read(
            r#"{"client_id": "tpc_1", "external_client_id": "https://a.example/c", "description": null,
                "token_endpoint_auth_method": null,
                "client_authentication_methods": {"private_key_jwt": {"credentials": [{"id": "cred_1"}]}}}"#,
        );
        let client = client.expect("it is a client");
        assert_eq!(client.token_endpoint_auth_method.as_deref(), Some("private_key_jwt"));
        assert_eq!((client.description, client.callbacks), (None, None));
    }
}
