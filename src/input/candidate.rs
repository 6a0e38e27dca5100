//! Telling client metadata from other JSON files of a repository.

use crate::json::{ProblemKind, Tree, Value};
use crate::metadata::other_kinds::{describes_client, of_object};

/// Whether a document looks like client metadata: an object that describes a client and is not of another kind, or an
/// array of such. A broken document is judged by what can be recovered of it.
pub fn is_client_metadata(document: &Tree) -> bool {
    let Some(root) = document.root() else {
        return in_utf8(document).is_some_and(|text| is_client_metadata(&Tree::parse(text)));
    };
    is_client(root) || root.elements().take(MAX_ELEMENTS).any(is_client)
}

/// Most elements of an array of documents that are looked at.
const MAX_ELEMENTS: usize = 100;

fn is_client(value: Value<'_>) -> bool {
    describes_client(value) && of_object(value).is_none()
}

/// What UTF-16 or UTF-32 would be in UTF-8, as far as it is ASCII: all that makes client metadata is. Nothing for a
/// text in another encoding.
fn in_utf8(document: &Tree) -> Option<Vec<u8>> {
    let is_wide = document
        .problems()
        .iter()
        .any(|problem| matches!(problem.kind, ProblemKind::Utf16 | ProblemKind::Utf32));
    is_wide
        .then(|| document.source().iter().copied().filter(|byte| !matches!(byte, 0 | 0xfe | 0xff)).collect())
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
        assert!(looks(r#"[{"client_id":"https://app.example.com/c.json"}]"#));
        assert!(looks(r#""client_id":"https://app.example.com/c.json"}"#));
        assert!(looks(
            "{\n<<<<<<< ours\n\"client_name\":\"x\",\n=======\n\"client_name\":\"y\",\n>>>>>>> theirs\n\"redirect_uris\":[]}"
        ));
    }

    #[test]
    fn wide_characters_hide_nothing() {
        let metadata = "\u{feff}{\"client_name\":\"\u{e9}\u{4e2d}\",\"redirect_uris\":[]}";
        let other = "\u{feff}{\"name\":\"\u{e9}\u{4e2d}\"}";
        for (text, expected) in [(metadata, true), (other, false)] {
            let units: Vec<u16> = text.encode_utf16().collect();
            let little: Vec<u8> = units.iter().flat_map(|unit| unit.to_le_bytes()).collect();
            let big: Vec<u8> = units.iter().flat_map(|unit| unit.to_be_bytes()).collect();
            let wide: Vec<u8> =
                text.chars().flat_map(|character| u32::from(character).to_le_bytes()).collect();
            for bytes in [little[2..].to_vec(), little, big, wide] {
                assert_eq!(is_client_metadata(&Tree::parse(bytes.clone())), expected, "{bytes:?}");
            }
        }
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
        assert!(!looks(r#"[{"name":"x"},"client_id"]"#));
        // Clients of management APIs, and answers to registrations.
        assert!(!looks(
            r#"{"name":"x","app_type":"native","grant_types":[],"oidc_conformant":true,"token_endpoint_auth_method":"none"}"#
        ));
        assert!(!looks(r#"{"client_id":"abc","client_secret":"x","redirect_uris":[],"grant_types":[]}"#));
        assert!(!looks(""));
    }
}
