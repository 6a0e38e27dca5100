//! JSON that is something else than a client's metadata.

use super::OtherKind;
use crate::json::{Kind, Tree, Value};
use crate::metadata::names::is_distinctive;

/// A kind of object, and what it is known by.
struct Mark {
    what: &'static str,
    help: &'static str,
    /// Names that it has, all of them.
    all: &'static [&'static str],
    /// Names of which it has at least so many.
    some: (usize, &'static [&'static str]),
}

const ANSWER: &str = "publish a document of your own: the client's metadata without the identifiers and secrets that the server added, with its own https URL as `client_id`";
const SERVER: &str = "it describes a server, not a client: name the URL of the client's own document";
const KEYS: &str =
    "name its URL in the `jwks_uri` of the client's document, or check it with `cimd preview --jwks`";
const ERROR: &str = "check the URL: the server answers with an error in the place of the document";

/// The kinds; the first that fits is meant.
static MARKS: [Mark; 21] = [
    Mark {
        what: "the configuration of an OpenID provider",
        help: SERVER,
        all: &["issuer", "authorization_endpoint"],
        some: (1, &["id_token_signing_alg_values_supported", "subject_types_supported", "userinfo_endpoint"]),
    },
    Mark {
        what: "the metadata of an authorization server",
        help: SERVER,
        all: &["issuer"],
        some: (
            1,
            &[
                "authorization_endpoint",
                "token_endpoint",
                "registration_endpoint",
                "response_types_supported",
                "code_challenge_methods_supported",
            ],
        ),
    },
    Mark {
        what: "the metadata of a protected resource",
        help: "it describes a resource server, not a client: name the URL of the client's own document",
        all: &["resource"],
        some: (
            1,
            &["authorization_servers", "bearer_methods_supported", "scopes_supported", "resource_name"],
        ),
    },
    Mark {
        what: "an answer of Auth0's preview or registration of a document",
        help: "check the document itself: its URL is `external_client_id`",
        all: &["mapped_fields"],
        some: (0, &[]),
    },
    Mark {
        what: "a client of Auth0's Management API",
        help: "its document is at the URL in `external_client_id`, if it has one: check that",
        all: &[],
        some: (
            2,
            &[
                "allowed_logout_urls",
                "allowed_origins",
                "app_type",
                "callbacks",
                "cross_origin_authentication",
                "custom_login_page_on",
                "external_client_id",
                "global",
                "is_first_party",
                "jwt_configuration",
                "native_social_login",
                "oidc_conformant",
                "refresh_token",
                "signing_keys",
                "sso_disabled",
                "tenant",
                "web_origins",
            ],
        ),
    },
    Mark {
        what: "the answer to a registration (RFC 7591)",
        help: ANSWER,
        all: &[],
        some: (1, &["registration_access_token", "registration_client_uri"]),
    },
    Mark {
        what: "the answer to a registration (RFC 7591)",
        help: ANSWER,
        all: &["client_id"],
        some: (
            1,
            &[
                "client_id_issued_at",
                "client_secret",
                "client_secret_expires_at",
                "created_at",
                "skip_consent",
            ],
        ),
    },
    Mark {
        what: "a list of MCP servers for a client",
        help: "the URL of the client's document stands in it, as `oauth.clientId`: check that",
        all: &["mcpServers"],
        some: (0, &[]),
    },
    Mark {
        what: "the description of an MCP server (server.json)",
        help: "it describes a server, not a client: name the URL of the client's own document",
        all: &["name", "version"],
        some: (1, &["packages", "remotes"]),
    },
    Mark {
        what: "a manifest of npm (package.json)",
        help: "name the client's document instead",
        all: &["name"],
        some: (
            1,
            &["dependencies", "devDependencies", "engines", "exports", "main", "scripts", "workspaces"],
        ),
    },
    Mark {
        what: "the manifest of a web application",
        help: "name the client's document instead",
        all: &[],
        some: (2, &["background_color", "display", "icons", "short_name", "start_url", "theme_color"]),
    },
    Mark {
        what: "the key of a Google service account",
        help: "take the key out of use if it was published, and name the client's document instead",
        all: &["private_key", "client_email"],
        some: (0, &[]),
    },
    Mark {
        what: "a configuration of Firebase",
        help: "name the client's document instead",
        all: &[],
        some: (2, &["authDomain", "messagingSenderId", "project_info", "storageBucket"]),
    },
    Mark {
        what: "a statement of OpenID Federation",
        help: "the client's metadata stands inside `metadata`: publish that of the client alone",
        all: &["iss", "sub", "metadata"],
        some: (0, &[]),
    },
    Mark {
        what: "the claims of a software statement",
        help: "a software statement is a member of the client's document: name that",
        all: &["iss", "software_id"],
        some: (1, &["iat", "exp", "jti"]),
    },
    Mark { what: "a key set (RFC 7517)", help: KEYS, all: &["keys"], some: (0, &[]) },
    Mark {
        what: "a single key (RFC 7517)",
        help: "put it into a key set, `{ \"keys\": [ ... ] }`, if it is public, and name the URL of that in `jwks_uri`",
        all: &["kty"],
        some: (1, &["crv", "e", "k", "n", "x"]),
    },
    Mark {
        what: "an error answer of OAuth",
        help: ERROR,
        all: &["error"],
        some: (1, &["error_description", "error_uri"]),
    },
    Mark { what: "an error answer", help: ERROR, all: &["statusCode"], some: (0, &[]) },
    Mark { what: "an error answer (RFC 9457)", help: ERROR, all: &["title", "status"], some: (0, &[]) },
    Mark {
        what: "an error answer",
        help: ERROR,
        all: &[],
        some: (2, &["error", "message", "code", "status", "errors", "path", "timestamp"]),
    },
];

/// What an object is instead of a client's metadata; `None` for what is, or may be meant to be, such metadata.
pub fn of_object(root: Value<'_>) -> Option<OtherKind<'_>> {
    if root.kind() != Kind::Object || is_client(root) {
        return None;
    }
    let has = |name: &&&str| root.get(name).is_some();
    let fits = |mark: &&Mark| {
        let (least, some) = mark.some;
        mark.all.iter().all(|name| has(&name))
            && (least == 0 || some.iter().filter(has).take(least).count() == least)
    };
    match MARKS.iter().find(fits) {
        Some(Mark { what, help, .. }) => match document_of(root).filter(|_| help.contains(NAMES_DOCUMENT)) {
            Some(url) => {
                Some(OtherKind { what, help: "its document is at {}: check that", about: Some(url) })
            }
            None => Some(OtherKind::new(what, help)),
        },
        None => request(root).or_else(|| credentials(root)).or_else(|| wrapped(root)),
    }
}

/// The member in which Auth0 names a client's document; the help of a kind that has it speaks of it.
const NAMES_DOCUMENT: &str = "external_client_id";

/// The URL of the client's document that an object of Auth0 names.
fn document_of(root: Value<'_>) -> Option<&str> {
    root.get(NAMES_DOCUMENT).and_then(Value::as_str).filter(|url| url.contains("://"))
}

/// Whether an object says that it is a client's metadata.
fn is_client(root: Value<'_>) -> bool {
    let id = root.get("client_id").and_then(Value::as_str);
    id.is_some_and(|id| id.contains("://"))
        || root.get("redirect_uris").is_some()
            && id.is_none()
            && root.get("registration_access_token").is_none()
}

/// The body of a request that names a document by its URL alone.
fn request(root: Value<'_>) -> Option<OtherKind<'_>> {
    let url = root.get(NAMES_DOCUMENT)?.as_str()?;
    Some(OtherKind {
        what: "a request to Auth0 that names a document",
        help: "check the document that it names: {}",
        about: Some(url),
    })
}

/// Credentials of Google have the client inside `web` or `installed`.
fn credentials(root: Value<'_>) -> Option<OtherKind<'static>> {
    let client = root.get("web").or_else(|| root.get("installed"))?;
    client.get("auth_uri").or_else(|| client.get("client_secret"))?;
    Some(OtherKind::new(
        "the credentials of a client at Google",
        "take the secret out of use if it was published, and name the client's document instead",
    ))
}

/// The document inside a member: nothing else in the object is of a client.
fn wrapped(root: Value<'_>) -> Option<OtherKind<'_>> {
    const MOST: usize = 8;
    if root.members().take(MOST + 1).count() > MOST
        || root.members().any(|member| is_distinctive(member.name))
    {
        return None;
    }
    let inside = |value: Value<'_>| value.kind() == Kind::Object && describes_client(value);
    let member = root.members().find(|member| inside(member.value))?;
    Some(OtherKind {
        what: "an object around the document",
        help: "the metadata stands inside {}: publish that object alone",
        about: Some(member.name),
    })
}

/// Whether an object is nothing but the wrapping of a document.
pub fn wraps_document(root: Value<'_>) -> bool {
    wrapped(root).is_some()
}

/// Whether an object has what only client metadata has: a `client_id` that is a URL, or two members of such a name.
pub fn describes_client(value: Value<'_>) -> bool {
    let is_url = |id: &str| id.contains("://");
    value.get("client_id").and_then(Value::as_str).is_some_and(is_url)
        || value.members().filter(|member| is_distinctive(member.name)).take(2).count() == 2
}

/// What to do with an array around an object.
pub const WITHOUT_BRACKETS: &str = "publish the object alone, without the brackets around it";

/// What an array is that has this element first.
pub fn of_element(first: Value<'_>) -> Option<OtherKind<'static>> {
    describes_client(first).then(|| OtherKind::new("a list of documents", WITHOUT_BRACKETS))
}

/// What a string is that stands in the place of the document.
pub fn of_string(text: &str) -> Option<OtherKind<'static>> {
    if text.trim_start().starts_with('{') {
        let tree = Tree::parse(text.as_bytes().to_vec());
        let is_object = tree.is_json() && tree.root().is_some_and(|root| root.kind() == Kind::Object);
        return is_object.then(|| {
            OtherKind::new(
                "the document, serialised twice",
                "publish the object that the string holds: leave out the second call that makes JSON of it",
            )
        });
    }
    super::text::is_jwt(text).then(super::text::jwt)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn what(text: &str) -> Option<&'static str> {
        let tree = Tree::parse(text.into());
        of_object(tree.root().expect("it is an object")).map(|kind| kind.what)
    }

    #[test]
    fn clients_are_not_of_another_kind() {
        for text in [
            "{}",
            r#"{"client_id": "https://app.example.net/c"}"#,
            r#"{"@context": "x", "client_id": "https://app.example.net/c", "redirect_uris": [], "scope": "webid"}"#,
            r#"{"client_id": "https://app.example.net/c", "client_secret": "x", "jwks": {"keys": []}}"#,
            r#"{"redirect_uris": ["https://app.example.net/cb"], "client_name": "x"}"#,
            r#"{"client_name": "x", "grant_types": []}"#,
        ] {
            assert_eq!(what(text), None, "{text}");
        }
    }
}
