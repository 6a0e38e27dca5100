//! Telling client metadata from other JSON files of a repository.

use super::usual_names::Naming;
use crate::json::{Kind, ProblemKind, Tree, Value};
use crate::metadata::names::{is_distinctive, resembles_distinctive};
use crate::metadata::other_kinds::{describes_client, of_object, wraps_document};

/// Why the content of a file is not taken for client metadata.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Dismissal {
    /// It is of another kind: "a key set (RFC 7517)".
    OtherKind(&'static str),
    /// It describes a client that is known to one server by a `client_id` that is not a URL.
    OpaqueId,
    /// Only one of its members is of client metadata.
    OneMember,
    /// None is.
    NoMember,
}

/// Whether a document looks like client metadata: an object that describes a client and is not of another kind, or an
/// array of such. A broken document is judged by what can be recovered of it. Under a usual name less is enough: what
/// is broken or incomplete is client metadata that is to be put right, unless it is plainly of another kind.
///
/// # Errors
///
/// It does not; the error says why.
pub fn judge(document: &Tree, naming: Naming) -> Result<(), Dismissal> {
    let Some(root) = document.root() else {
        return match in_utf8(document) {
            Some(text) => judge(&Tree::parse(text), naming),
            None if naming == Naming::Silent => Err(Dismissal::NoMember),
            None => Ok(()),
        };
    };
    let Some(dismissal) = dismissal(root) else { return Ok(()) };
    if root.elements().take(MAX_ELEMENTS).any(|element| self::dismissal(element).is_none()) {
        return Ok(());
    }
    let first = root.elements().next();
    let of_all = first.and_then(self::dismissal).unwrap_or(dismissal);
    let is_meant = match (naming, of_all) {
        (Naming::Silent, _) => false,
        (_, Dismissal::OtherKind(_)) => wraps_document(root),
        (Naming::Certain, _) => true,
        (Naming::Usual, Dismissal::OpaqueId) => false,
        (Naming::Usual, Dismissal::OneMember) => true,
        (Naming::Usual, Dismissal::NoMember) => {
            let is_empty = root.members().next().is_none() && first.is_none();
            is_empty || speaks_of_client(document)
        }
    };
    if is_meant { Ok(()) } else { Err(of_all) }
}

/// Whether an object of another kind has a name that clients have.
pub fn speaks_of_client(document: &Tree) -> bool {
    let object = document.root().map(|root| root.elements().next().unwrap_or(root));
    object.is_some_and(|object| object.members().any(|member| resembles_distinctive(member.name)))
}

/// Most elements of an array of documents that are looked at.
const MAX_ELEMENTS: usize = 100;

/// Why a value is not client metadata; `None` where it is.
fn dismissal(value: Value<'_>) -> Option<Dismissal> {
    if let Some(kind) = of_object(value) {
        return Some(Dismissal::OtherKind(kind.what));
    }
    let has_distinctive = value.members().any(|member| is_distinctive(member.name));
    if !has_distinctive {
        return Some(Dismissal::NoMember);
    }
    if value.get("client_id").is_some_and(is_opaque) {
        return Some(Dismissal::OpaqueId);
    }
    (!describes_client(value)).then_some(Dismissal::OneMember)
}

/// Whether a `client_id` is a name that a server gave, or a number. What has a slash, or characters of a placeholder,
/// is meant to be a URL.
fn is_opaque(id: Value<'_>) -> bool {
    let is_of_name = |byte: u8| byte.is_ascii_alphanumeric() || b"-_.~:@+=|".contains(&byte);
    match id.as_str() {
        Some(text) => !text.is_empty() && text.bytes().all(is_of_name),
        None => id.kind() == Kind::Number,
    }
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
        judge(&Tree::parse(text.into()), Naming::Silent).is_ok()
    }

    #[test]
    fn client_metadata_is_found() {
        assert!(looks(r#"{"client_id":"https://app.example.net/c.json"}"#));
        assert!(looks(r#"{"redirect_uris":[],"grant_types":[]}"#));
        assert!(looks(r#"{"client_name":"x","redirect_uris":["https://app.example.net/cb"],}"#));
        assert!(looks(r#"[{"client_id":"https://app.example.net/c.json"}]"#));
        assert!(looks(r#""client_id":"https://app.example.net/c.json"}"#));
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
                let found = judge(&Tree::parse(bytes.clone()), Naming::Silent).is_ok();
                assert_eq!(found, expected, "{bytes:?}");
            }
        }
    }

    #[test]
    fn other_files_are_left_alone() {
        assert!(!looks(r#"{"name":"x","description":"y","keywords":["z"],"version":"1.0.0"}"#));
        assert!(!looks(
            r#"{"type":"service_account","client_id":"1234567890","client_email":"a@example.net","auth_uri":"https://x"}"#
        ));
        assert!(!looks(
            r#"{"issuer":"https://as.example.net","jwks_uri":"https://as.example.net/jwks","response_types_supported":["code"],"token_endpoint_auth_methods_supported":["none"]}"#
        ));
        assert!(!looks(r#"[{"name":"x"},"client_id"]"#));
        // Clients of management APIs, and answers to registrations.
        assert!(!looks(
            r#"{"name":"x","app_type":"native","grant_types":[],"oidc_conformant":true,"token_endpoint_auth_method":"none"}"#
        ));
        assert!(!looks(r#"{"client_id":"abc","client_secret":"x","redirect_uris":[],"grant_types":[]}"#));
        assert!(!looks(r#"{"client_id":"abc","redirect_uris":[],"grant_types":[]}"#));
        assert!(!looks(""));
    }

    #[test]
    fn usual_names_are_for_client_metadata_whatever_its_state() {
        let is_taken = |text: &str, naming| judge(&Tree::parse(text.into()), naming).is_ok();
        for (text, usual, certain) in [
            ("", true, true),
            ("{}", true, true),
            ("oops", true, true),
            (r#"{"client_name":"x"}"#, true, true),
            (r#"{"redirect_url":"x"}"#, true, true),
            (r#"{"metadata":{"client_id":"https://app.example.net/c"}}"#, true, true),
            (r#"{"hello":"x","title":"y","appName":"z"}"#, false, true),
            (r#"{"client_id":"abc","redirect_uris":[]}"#, false, true),
            (r#"{"app_type":"spa","callbacks":[],"client_name":"x"}"#, false, false),
            (r#"[{"app_type":"spa","callbacks":[],"client_name":"x"}]"#, false, false),
            (r#"{"name":"x","dependencies":{}}"#, false, false),
        ] {
            assert_eq!(is_taken(text, Naming::Usual), usual, "{text}");
            assert_eq!(is_taken(text, Naming::Certain), certain, "{text}");
        }
    }
}
