//! What the Management API says of a tenant: the settings, client grants and connections that third-party clients need.

use super::saved;
use crate::json::{Kind, Tree, Value};

/// As much of a tenant as was saved; what was not saved is not known.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Tenant {
    /// The settings: `GET /api/v2/tenants/settings`.
    pub settings: Option<Settings>,
    /// The client grants: `GET /api/v2/client-grants`.
    pub grants: Option<Vec<Grant>>,
    /// The connections: `GET /api/v2/connections`.
    pub connections: Option<Vec<Connection>>,
}

/// The settings of a tenant.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Settings {
    /// Whether the tenant's metadata says that it takes client ID metadata documents.
    pub supports_documents: bool,
    /// How an API is named in requests: `audience`, the default, or `compatibility`.
    pub resource_parameter_profile: Option<String>,
}

/// A client grant.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Grant {
    /// Auth0's own id of the client that it is for.
    pub client_id: Option<String>,
    /// The kind of clients for which it is the default: `third_party_clients`.
    pub default_for: Option<String>,
    /// The API.
    pub audience: Option<String>,
    /// Whether it is for users or for the client itself: `user`, `client`.
    pub subject_type: Option<String>,
}

/// A connection: a source of users.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Connection {
    /// Its name.
    pub name: String,
    /// Whether third-party clients can use it.
    pub is_on_domain_level: bool,
}

impl Settings {
    /// Reads the answer of `GET /api/v2/tenants/settings`.
    ///
    /// # Errors
    ///
    /// What is wrong with it: it is not JSON, or not an object.
    pub fn read(answer: &Tree) -> Result<Settings, String> {
        let root = saved::root(answer)?;
        if root.kind() != Kind::Object {
            return Err(format!("it is {}, and not the settings of a tenant", root.kind().with_article()));
        }
        Ok(Settings {
            supports_documents: is_true(root, "client_id_metadata_document_supported"),
            resource_parameter_profile: text(root, "resource_parameter_profile"),
        })
    }
}

impl Grant {
    /// Reads the answer of `GET /api/v2/client-grants`, in pages or not.
    ///
    /// # Errors
    ///
    /// What is wrong with it: it is not JSON, or not a list of client grants.
    pub fn read(answer: &Tree) -> Result<Vec<Grant>, String> {
        list(answer, "client_grants", "client grants", |value| {
            text(value, "audience").map(|audience| Grant {
                client_id: text(value, "client_id"),
                default_for: text(value, "default_for"),
                audience: Some(audience),
                subject_type: text(value, "subject_type"),
            })
        })
    }

    /// Whether it lets users of that client reach an API.
    pub fn is_for(&self, client_id: Option<&str>) -> bool {
        let is_default = self.default_for.as_deref() == Some("third_party_clients");
        let is_own = client_id.is_some() && self.client_id.as_deref() == client_id;
        (is_default || is_own) && self.subject_type.as_deref() != Some("client")
    }
}

impl Connection {
    /// Reads the answer of `GET /api/v2/connections`, in pages or not.
    ///
    /// # Errors
    ///
    /// What is wrong with it: it is not JSON, or not a list of connections.
    pub fn read(answer: &Tree) -> Result<Vec<Connection>, String> {
        list(answer, "connections", "connections", |value| {
            let name = text(value, "name")?;
            // A list of something else has names, too.
            value.get("strategy")?;
            Some(Connection { name, is_on_domain_level: is_true(value, "is_domain_connection") })
        })
    }
}

/// The elements of a list, or of the member that holds it where the answer is a page.
fn list<T>(
    answer: &Tree,
    member: &str,
    what: &str,
    read: impl Fn(Value<'_>) -> Option<T>,
) -> Result<Vec<T>, String> {
    let root = saved::root(answer)?;
    let list = root.get(member).unwrap_or(root);
    if list.kind() != Kind::Array {
        return Err(format!("it is {}, and not a list of {what}", root.kind().with_article()));
    }
    let items = list.elements().map(read).collect::<Option<Vec<T>>>();
    items.ok_or_else(|| format!("it is a list of something else than {what}"))
}

fn text(object: Value<'_>, name: &str) -> Option<String> {
    object.get(name)?.as_str().map(str::to_owned)
}

fn is_true(object: Value<'_>, name: &str) -> bool {
    object.get(name).and_then(Value::as_bool) == Some(true)
}
