//! What has to be known of a client.

use super::algorithm::SigningAlgorithm;
use super::kind::ClientKind;
use crate::finding::Finding;
use crate::profile::{PortComparison, Profile};
use crate::rule::Part;

/// The name of the key set, beside the document.
const KEY_SET: &str = "jwks.json";

/// The port of a loopback redirect URI where the port is compared: the one that the rules recommend as well.
const FIXED_PORT: u16 = 33_418;

/// What is known of a client.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Answers {
    /// What it is.
    pub kind: ClientKind,
    /// The URL where the document is (to be) published: the `client_id`.
    pub url: String,
    /// What users know it by: the `client_name`.
    pub name: String,
    /// Where users are led back to.
    pub redirect_uris: Vec<String>,
    /// What it signs assertions with; counts for kinds with a key alone.
    pub algorithm: SigningAlgorithm,
}

impl Answers {
    /// What is known of a client of that kind before anything was answered.
    pub fn new(kind: ClientKind, algorithm: SigningAlgorithm) -> Answers {
        Answers { kind, url: String::new(), name: String::new(), redirect_uris: Vec::new(), algorithm }
    }
}

/// Which answer a fault is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum Question {
    /// The URL of the document.
    Url,
    /// The name of the client.
    Name,
    /// The redirect URIs.
    RedirectUris,
}

impl Question {
    /// All of them, in the order in which they depend on each other.
    pub const ALL: [Question; 3] = [Question::Url, Question::Name, Question::RedirectUris];

    /// The answer that a finding is about; `None` where it is about something that no answer decides.
    pub(super) fn of(finding: &Finding) -> Option<Question> {
        let pointer = finding.pointer.as_deref().unwrap_or_default();
        match pointer.split('/').nth(1) {
            Some("client_id" | "jwks_uri") => Some(Question::Url),
            Some("client_name") => Some(Question::Name),
            Some("redirect_uris") => Some(Question::RedirectUris),
            _ if finding.part == Part::Url => Some(Question::Url),
            _ => None,
        }
    }
}

/// The redirect URI of a kind of client, where a profile leaves one right answer: a loopback address, without a port where
/// any is taken (RFC 8252, section 7.3). `None` where only the author knows.
pub fn default_redirect_uri(kind: ClientKind, profile: &Profile) -> Option<String> {
    let host = profile.recommended_loopback_host().filter(|_| kind.is_native())?;
    let port = match profile.redirect_uris.loopback_port {
        Some(PortComparison::Exact) => format!(":{FIXED_PORT}"),
        _ => String::new(),
    };
    Some(format!("http://{host}{port}/callback"))
}

/// The URL of the key set of a document: beside it.
pub fn key_set_url(document: &str) -> String {
    let path = document.split(['?', '#']).next().unwrap_or_default();
    let folder = path.rfind('/').map_or(path, |at| &path[..=at]);
    format!("{folder}{KEY_SET}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_key_set_lies_beside_the_document() {
        for (document, expected) in [
            ("https://app.example.net/client.json", "https://app.example.net/jwks.json"),
            ("https://app.example.net/oauth/client", "https://app.example.net/oauth/jwks.json"),
            ("https://app.example.net/client/", "https://app.example.net/client/jwks.json"),
            ("https://app.example.net/client?v=/2", "https://app.example.net/jwks.json"),
        ] {
            assert_eq!(key_set_url(document), expected);
        }
    }

    #[test]
    fn a_loopback_address_has_a_port_where_ports_are_compared() {
        let uri =
            |kind, profile| default_redirect_uri(kind, Profile::named(profile).expect("it is built in"));
        assert_eq!(uri(ClientKind::Cli, "mcp").as_deref(), Some("http://127.0.0.1/callback"));
        assert_eq!(uri(ClientKind::Cli, "auth0").as_deref(), Some("http://127.0.0.1:33418/callback"));
        assert_eq!(uri(ClientKind::Web, "auth0"), None);
    }
}
