//! Making a stranger's text safe to print: nothing but text reaches the terminal.

use std::borrow::Cow;
use std::fmt::Write;

/// Whether a character would do something to the terminal, or to the reader's eyes, instead of
/// standing for itself: C0 and C1 controls, bidirectional controls, invisible characters and line
/// separators. With them go the two noncharacters that XML cannot hold.
pub const fn is_unprintable(character: char) -> bool {
    matches!(
        character,
        '\0'..='\u{1f}'
            | '\u{7f}'..='\u{9f}'
            | '\u{ad}'
            | '\u{61c}'
            | '\u{180e}'
            | '\u{200b}'..='\u{200f}'
            | '\u{2028}'..='\u{202e}'
            | '\u{2060}'..='\u{206f}'
            | '\u{feff}'
            | '\u{fff9}'..='\u{fffb}'
            | '\u{fffe}'..='\u{ffff}'
            | '\u{e0000}'..='\u{e007f}'
    )
}

/// The text with every such character written out as `<U+001B>`.
///
/// This is the one place where text is made safe; formats for terminals and logs call it on
/// everything they print.
pub fn sanitised(text: &str) -> Cow<'_, str> {
    if !text.contains(is_unprintable) {
        return Cow::Borrowed(text);
    }
    let mut safe = String::with_capacity(text.len() + 16);
    for character in text.chars() {
        if is_unprintable(character) {
            // Writing to a String cannot fail.
            let _ = write!(safe, "<U+{:04X}>", u32::from(character));
        } else {
            safe.push(character);
        }
    }
    Cow::Owned(safe)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ordinary_text_is_left_alone() {
        assert!(matches!(sanitised("plain – ünïcode 漢字"), Cow::Borrowed(_)));
    }

    #[test]
    fn escapes_c1_and_bidi_are_spelt_out() {
        assert_eq!(sanitised("a\u{1b}[31m\u{9b}2J\u{202e}z\n"), "a<U+001B>[31m<U+009B>2J<U+202E>z<U+000A>");
    }
}
