//! A JSON Pointer as a path that people read: `jwks.keys[0].d`.

use super::line::head;
use crate::json::pointer_tokens;

/// Longest path that labels a snippet, in columns.
const MAX_COLUMNS: usize = 60;

/// The pointer as a path, sanitised; `None` for the whole document.
pub(super) fn path(pointer: &str, mark: &str) -> Option<String> {
    let mut path = String::new();
    for name in pointer_tokens(pointer) {
        if !name.is_empty() && name.bytes().all(|byte| byte.is_ascii_digit()) {
            path.extend(["[", &name, "]"]);
        } else if name.is_empty() || name.contains(['.', '[', ']', '"', ' ']) {
            path.extend(["[\"", &name, "\"]"]);
        } else {
            if !path.is_empty() {
                path.push('.');
            }
            path.push_str(&name);
        }
    }
    (!path.is_empty()).then(|| head(&path, MAX_COLUMNS, mark))
}

#[cfg(test)]
mod tests {
    use super::path;

    #[test]
    fn members_and_elements() {
        assert_eq!(path("/redirect_uris/0", "…").as_deref(), Some("redirect_uris[0]"));
        assert_eq!(path("/jwks/keys/0/d", "…").as_deref(), Some("jwks.keys[0].d"));
        assert_eq!(path("", "…"), None);
    }

    #[test]
    fn names_that_are_not_words() {
        assert_eq!(path("/a~1b/m~0n/~01", "…").as_deref(), Some("a/b.m~n.~1"));
        assert_eq!(path("/", "…").as_deref(), Some("[\"\"]"));
        assert_eq!(path("/a.b/c d", "…").as_deref(), Some("[\"a.b\"][\"c d\"]"));
        assert_eq!(path("/a\u{1b}[2J", "…").as_deref(), Some("[\"a<U+001B>[2J\"]"));
    }

    #[test]
    fn long_paths_are_cut() {
        let path = path(&format!("/{}", "a".repeat(500)), "…").unwrap_or_default();
        assert_eq!(path.chars().count(), 59);
        assert!(path.ends_with("a…"));
    }
}
