//! A known text as a pattern, and how much of it a text has.

/// A piece of a pattern.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Piece {
    Character(char),
    /// What varies: a value, an address, a number.
    Any,
}

/// A text of a server without letter case and with single spaces; `{name}` stands for anything.
pub struct Pattern(Vec<Piece>);

/// The text as patterns are compared with it: in lower case, with single spaces and straight quotes.
pub fn folded(text: &str) -> String {
    let straight = |character| match character {
        '\u{2018}' | '\u{2019}' => '\'',
        '\u{201c}' | '\u{201d}' => '"',
        _ => character,
    };
    let words: Vec<&str> = text.split_whitespace().collect();
    words.join(" ").chars().map(straight).flat_map(char::to_lowercase).collect()
}

impl Pattern {
    /// Reads a known text.
    pub fn new(text: &str) -> Pattern {
        let mut pieces = Vec::new();
        let folded = folded(text);
        let mut rest = &*folded;
        while let Some(character) = rest.chars().next() {
            if let Some(length) = placeholder(rest) {
                pieces.push(Piece::Any);
                rest = &rest[length..];
            } else {
                pieces.push(Piece::Character(character));
                rest = &rest[character.len_utf8()..];
            }
        }
        Pattern(pieces)
    }

    /// The words of the pattern, without what varies.
    pub fn literal(&self) -> String {
        let character = |piece: &Piece| match *piece {
            Piece::Character(character) => character,
            Piece::Any => ' ',
        };
        self.0.iter().map(character).collect()
    }

    /// If all of the pattern is in a folded text: how many of its characters are.
    pub fn within(&self, text: &str) -> Option<usize> {
        let mut rest = text;
        let mut count = 0;
        for segment in self.0.split(|piece| *piece == Piece::Any) {
            let segment: String = Pattern(segment.to_vec()).literal();
            rest = &rest[rest.find(&segment)? + segment.len()..];
            count += segment.chars().count();
        }
        Some(count)
    }

    /// If a folded text is a part of what the pattern stands for: how many of its characters are the pattern's own,
    /// at most.
    pub fn around(&self, text: &str) -> Option<usize> {
        // For each place in the pattern, the most characters of its own that lead there.
        let mut best: Vec<Option<usize>> = vec![Some(0); self.0.len() + 1];
        for character in text.chars() {
            let mut next = vec![None; best.len()];
            for (at, piece) in self.0.iter().enumerate() {
                let Some(count) = best[at] else { continue };
                match piece {
                    Piece::Character(own) if *own == character => {
                        next[at + 1] = next[at + 1].max(Some(count + 1));
                    }
                    Piece::Character(_) => {}
                    Piece::Any => {
                        next[at] = next[at].max(Some(count));
                        next[at + 1] = next[at + 1].max(Some(count));
                    }
                }
            }
            best = next;
        }
        best.into_iter().flatten().max()
    }
}

/// How long `{name}` at the beginning of a text is.
fn placeholder(text: &str) -> Option<usize> {
    let (name, _) = text.strip_prefix('{')?.split_once('}')?;
    let is_name = !name.is_empty() && name.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'_');
    is_name.then_some(name.len() + 2)
}

#[cfg(test)]
mod tests {
    use super::*;

    const PATTERN: &str = "Document says {value} but was fetched from {url}";

    #[test]
    fn letter_case_spaces_and_quotes_are_folded() {
        assert_eq!(folded("  A\t\u{201c}B\u{201d}\n c "), "a \"b\" c");
    }

    #[test]
    fn all_of_a_pattern_is_found_in_a_longer_text() {
        let pattern = Pattern::new(PATTERN);
        let line = folded("ERROR 12: document says 'https://a/' but was fetched from 'https://b/' (400)");
        assert_eq!(pattern.within(&line), Some("document says ".len() + " but was fetched from ".len()));
        assert_eq!(pattern.within("document says nothing"), None);
    }

    #[test]
    fn a_part_of_a_pattern_is_found_with_values_in_it() {
        let pattern = Pattern::new(PATTERN);
        assert_eq!(pattern.around("was fetched"), Some("was fetched".len()));
        assert_eq!(pattern.around("says 'x' but"), Some("says  but".len()));
        assert_eq!(pattern.around("says something else"), Some("says ".len()));
        assert_eq!(Pattern::new("a b c").around("a c"), None);
    }

    #[test]
    fn braces_without_a_name_are_braces() {
        assert_eq!(Pattern::new("a {} b").literal(), "a {} b");
        assert_eq!(Pattern::new("a {b} c").literal(), "a   c");
    }
}
