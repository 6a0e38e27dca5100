//! Telling client metadata from other JSON files of a repository.

use crate::json::Tree;
use crate::metadata::names::is_distinctive;

/// Whether a document looks like client metadata: it has a `client_id` that is a URL, or two members that
/// only client metadata has. A broken document is judged by what can be recovered of it.
pub fn is_client_metadata(document: &Tree) -> bool {
    let Some(root) = document.root() else { return false };
    let is_url = |id: &str| id.contains("://");
    root.get("client_id").and_then(|id| id.as_str()).is_some_and(|id| is_url(&id))
        || root.members().filter(|member| is_distinctive(&member.name)).take(2).count() == 2
}

#[cfg(test)]
mod tests {
    use super::*;

    fn looks(text: &str) -> bool {
        is_client_metadata(&Tree::parse(text.into()))
    }

    #[test]
    fn client_metadata_is_found() {
        assert!(looks(r#"{"client_id":"https://app.example.com/c.json"}"#));
        assert!(looks(r#"{"redirect_uris":[],"grant_types":[]}"#));
        assert!(looks(r#"{"client_name":"x","redirect_uris":["https://app.example.com/cb"],}"#));
        assert!(looks(
            "{\n<<<<<<< ours\n\"client_name\":\"x\",\n=======\n\"client_name\":\"y\",\n>>>>>>> theirs\n\"redirect_uris\":[]}"
        ));
    }

    #[test]
    fn other_files_are_left_alone() {
        assert!(!looks(r#"{"name":"x","description":"y","keywords":["z"],"version":"1.0.0"}"#));
        assert!(!looks(
            r#"{"type":"service_account","client_id":"1234567890","client_email":"a@example.com","auth_uri":"https://x"}"#
        ));
        assert!(!looks(
            r#"{"issuer":"https://as.example.com","jwks_uri":"https://as.example.com/jwks","response_types_supported":["code"],"token_endpoint_auth_methods_supported":["none"]}"#
        ));
        assert!(!looks(r#"[{"client_id":"https://app.example.com/c.json"}]"#));
        assert!(!looks(""));
    }
}
