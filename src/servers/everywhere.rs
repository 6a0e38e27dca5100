//! Which servers count in the profile `everywhere`: general-purpose ones, which take documents of strangers and judge them by
//! what they say.

use super::list::SERVERS;
use super::server::Server;

const OF_ITS_OWN: &str = "it demands what only its own protocol has";
const ORIGIN: &str = "it binds redirect URIs to the origin of the document";
const LISTED: &str = "it takes no document before an operator lists its host or URL";
const SCOPES: &str = "it refuses every scope that an operator has not listed";
const UNPUBLISHED: &str = "what it checks is not published";

/// Servers that do not count, and why.
const LEFT_OUT: [(&str, &str); 13] = [
    ("atproto", OF_ITS_OWN),
    ("cognito", LISTED),
    ("entra", UNPUBLISHED),
    ("keycloak", LISTED),
    ("mediawiki-mcp", LISTED),
    ("oauth-as", ORIGIN),
    ("oracle-iam", LISTED),
    ("pingfederate", ORIGIN),
    ("pomerium", LISTED),
    ("stytch", UNPUBLISHED),
    ("toolhive", SCOPES),
    ("workos", UNPUBLISHED),
    ("zitadel", ORIGIN),
];

impl Server {
    /// Why the server does not count in the profile `everywhere`; `None` where it does.
    pub fn left_out(&self) -> Option<&'static str> {
        LEFT_OUT.iter().find(|(name, _)| *name == self.name).map(|(_, why)| *why)
    }
}

/// The servers that count in the profile `everywhere`.
pub fn counted() -> Vec<&'static Server> {
    SERVERS.iter().filter(|server| server.left_out().is_none()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_server_that_is_left_out_exists() {
        assert_eq!(counted().len() + LEFT_OUT.len(), SERVERS.len());
        assert!(LEFT_OUT.is_sorted());
    }
}
