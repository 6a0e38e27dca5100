//! Patterns with `*`.

/// Whether a text fits a pattern in which `*` stands for any characters.
pub fn fits(pattern: &str, text: &str) -> bool {
    let mut pieces = pattern.split('*');
    let Some(mut rest) = text.strip_prefix(pieces.next().unwrap_or_default()) else { return false };
    let mut pieces: Vec<&str> = pieces.collect();
    let Some(last) = pieces.pop() else { return rest.is_empty() };
    for piece in pieces {
        let Some(at) = rest.find(piece) else { return false };
        rest = &rest[at + piece.len()..];
    }
    rest.ends_with(last)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_star_stands_for_any_characters_and_for_none() {
        for (pattern, text) in
            [("", ""), ("a", "a"), ("*", ""), ("*", "a/b"), ("a*", "a"), ("a*c", "abc"), ("a*b*c", "a-b-b-c")]
        {
            assert!(fits(pattern, text), "{pattern} {text}");
        }
        // No character counts for two pieces.
        for (pattern, text) in [("", "a"), ("a", "ab"), ("a*", "ba"), ("a*a", "a"), ("a*b*b", "ab")] {
            assert!(!fits(pattern, text), "{pattern} {text}");
        }
    }
}
