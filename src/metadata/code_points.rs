//! Characters that look alike, told by their code points.

/// Most code points that are named of each text.
const MAX_NAMED: usize = 3;

/// The code points with which two texts go on from a character on (`U+0435 against U+0065`), where a reader may not
/// see that they differ.
pub fn unlike(one: &str, other: &str, at: usize) -> Option<String> {
    let [one, other] = [one, other].map(|text| text.chars().skip(at).peekable());
    let [one, other] = [one, other].map(|mut rest| {
        // What is put on a character, or not seen, belongs to it.
        let mut found: Vec<char> = rest.next().into_iter().collect();
        while found.len() < MAX_NAMED
            && let Some(next) = rest.next_if(|&next| is_mark(next))
        {
            found.push(next);
        }
        found
    });
    let is_seen = one.iter().chain(&other).all(char::is_ascii_graphic) && !look_alike(&one, &other);
    (!is_seen).then(|| format!("{} against {}", named(&one), named(&other)))
}

fn named(characters: &[char]) -> String {
    let names: Vec<String> = characters.iter().map(|&c| format!("U+{:04X}", u32::from(c))).collect();
    if names.is_empty() { "the end".to_owned() } else { names.join(" ") }
}

/// Letters and digits of ASCII that many typefaces show alike.
fn look_alike(one: &[char], other: &[char]) -> bool {
    let ([one], [other]) = (one, other) else { return false };
    ["Il1|", "O0"].iter().any(|alike| alike.contains(*one) && alike.contains(*other))
}

/// Whether a character changes the one before it, or is not seen: combining marks, joiners, variation selectors.
fn is_mark(character: char) -> bool {
    matches!(character,
        '\u{300}'..='\u{36f}' | '\u{ad}' | '\u{61c}' | '\u{1ab0}'..='\u{1aff}' | '\u{1dc0}'..='\u{1dff}'
        | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{20d0}'..='\u{20ff}'
        | '\u{3099}' | '\u{309a}' | '\u{fe00}'..='\u{fe0f}' | '\u{fe20}'..='\u{fe2f}' | '\u{feff}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn code_points_are_named_where_the_difference_is_not_seen() {
        let unlike = |one: &str, other: &str| {
            let at = one.chars().zip(other.chars()).take_while(|(one, other)| one == other).count();
            unlike(one, other, at)
        };
        assert_eq!(unlike("\u{435}x", "ex").as_deref(), Some("U+0435 against U+0065"));
        assert_eq!(unlike("caf\u{e9}/", "cafe\u{301}/").as_deref(), Some("U+00E9 against U+0065 U+0301"));
        assert_eq!(unlike("a\u{200b}b", "ab").as_deref(), Some("U+200B against U+0062"));
        assert_eq!(unlike("a\u{2011}b", "a-b").as_deref(), Some("U+2011 against U+002D"));
        assert_eq!(unlike("a\u{200b}", "a").as_deref(), Some("U+200B against the end"));
        assert_eq!(unlike("c1", "cl").as_deref(), Some("U+0031 against U+006C"));
        assert_eq!(unlike("a ", "a").as_deref(), Some("U+0020 against the end"));
        assert_eq!(unlike("a/", "a"), None);
        assert_eq!(unlike("A", "a"), None);
    }
}
