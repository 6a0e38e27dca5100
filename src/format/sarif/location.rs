//! Places: an artifact, a region of its text, and the JSON Pointer to the value.

use serde_sarif::sarif;

use super::message::{MAX_CHARACTERS, safe};
use crate::finding::Range;
use crate::json::pointer_tokens;

/// A place in an artifact. What has no range lies in its first line: GitHub wants a region.
pub fn location(uri: String, range: Option<Range>) -> sarif::Location {
    let physical = sarif::PhysicalLocation::builder()
        .artifact_location(sarif::ArtifactLocation::builder().uri(uri).build())
        .region(region(range))
        .build();
    sarif::Location::builder().physical_location(physical).build()
}

/// A region of a text; the first line where there is no range.
pub fn region(range: Option<Range>) -> sarif::Region {
    match range {
        None => sarif::Region::builder().start_line(1).build(),
        // Both count from one and in Unicode scalar values, and both ends are exclusive.
        Some(Range { start, end }) => sarif::Region::builder()
            .start_line(number(start.line))
            .start_column(number(start.column))
            .end_line(number(end.line))
            .end_column(number(end.column))
            .build(),
    }
}

/// The value that a JSON Pointer leads to. `None` for the document as a whole, which has no name, and where the
/// name is too long to be read: half a pointer would lead elsewhere.
pub fn logical(pointer: &str) -> Option<sarif::LogicalLocation> {
    if pointer.len() > MAX_CHARACTERS {
        return None;
    }
    let name = pointer_tokens(pointer).last()?;
    // The words of section 3.33.7 for JSON. Only an array has elements that are called by numbers.
    let is_index = !name.is_empty() && name.bytes().all(|byte| byte.is_ascii_digit());
    Some(
        sarif::LogicalLocation::builder()
            .name(safe(&name))
            .fully_qualified_name(safe(pointer))
            .kind(if is_index { "value" } else { "property" })
            .build(),
    )
}

/// A number as the crate takes it. No text has more lines than fit.
pub fn number(number: usize) -> i64 {
    i64::try_from(number).unwrap_or(i64::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_pointer_becomes_a_name() {
        let named = |pointer| {
            let location = logical(pointer)?;
            Some((location.name?, location.kind?))
        };
        assert_eq!(named("/redirect_uris/0"), Some(("0".to_owned(), "value".to_owned())));
        assert_eq!(named("/client_name"), Some(("client_name".to_owned(), "property".to_owned())));
        assert_eq!(named("/a~1b~0c"), Some(("a/b~c".to_owned(), "property".to_owned())));
        assert_eq!(named("/~01"), Some(("~1".to_owned(), "property".to_owned())));
        assert_eq!(named("/\u{1b}"), Some(("<U+001B>".to_owned(), "property".to_owned())));
        assert_eq!(named(""), None);
        assert_eq!(named(&format!("/{}", "x".repeat(MAX_CHARACTERS))), None);
    }
}
