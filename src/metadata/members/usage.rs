//! What a member that one server ignores is there for.

use super::definitions::Definition;
use super::readers::readers;

/// What a member is there for, as far as its name tells.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Usage {
    /// Other servers read it: those that people meet most often first.
    Read(Vec<&'static str>),
    /// It is defined, and no server is known to read it.
    Defined(&'static Definition),
    /// It makes the document JSON-LD, as Solid-OIDC and ActivityPub have it.
    JsonLd,
    /// Editors read it: the document's JSON Schema.
    Editor,
    /// A comment, for which JSON has no other place.
    Comment,
    /// It describes an authorization server or a resource (RFC 8414, RFC 9728), and not a client.
    Server,
    /// Its name is of a form that keeps it apart from what others define.
    Private,
    /// It is not known what it is.
    Unknown,
}

impl Usage {
    /// What the member of that name is there for.
    pub fn of(name: &str) -> Usage {
        let definition = Definition::of(name);
        let readers: Vec<_> = readers(definition.map_or(name, |definition| definition.name)).collect();
        let is_private = || {
            name.starts_with("x_")
                || name.starts_with("x-")
                || name.starts_with('_')
                || name.contains([':', '.'])
        };
        match definition {
            _ if name.starts_with('@') => Usage::JsonLd,
            Some(_) if !readers.is_empty() => Usage::Read(readers),
            Some(definition) => Usage::Defined(definition),
            None if name == "$schema" => Usage::Editor,
            None if matches!(name, "//" | "#" | "$comment" | "_comment" | "comment") => Usage::Comment,
            None if is_server_metadata(name) => Usage::Server,
            None if is_private() => Usage::Private,
            None => Usage::Unknown,
        }
    }
}

/// Whether a name belongs to the metadata of an authorization server (RFC 8414) or of a protected resource
/// (RFC 9728).
fn is_server_metadata(name: &str) -> bool {
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_tell_what_members_are_for() {
        assert_eq!(Usage::of("spiffe_id"), Usage::Read(vec!["Janssen"]));
        assert_eq!(Usage::of("client_uri#fr"), Usage::of("client_uri"));
        assert!(matches!(Usage::of("nfv_token_signed_response_alg"), Usage::Defined(_)));
        assert_eq!(Usage::of("@context"), Usage::JsonLd);
        assert_eq!(Usage::of("$schema"), Usage::Editor);
        assert_eq!(Usage::of("//"), Usage::Comment);
        assert_eq!(Usage::of("token_endpoint"), Usage::Server);
        assert_eq!(Usage::of("x_vendor"), Usage::Private);
        assert_eq!(Usage::of("https://acme.example/ns#tier"), Usage::Private);
        assert_eq!(Usage::of("redirect_url"), Usage::Unknown);
    }
}
