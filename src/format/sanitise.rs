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

/// Where the first character stands that does something: one of those above, or the bracket of `##[`,
/// which begins a command of a CI runner wherever it stands in a line of its log.
pub(super) fn acting(text: &str) -> Option<usize> {
    // Most texts are of characters that never do anything.
    if text.bytes().fold(true, |all, byte| all & is_harmless(byte)) {
        return None;
    }
    let command = text.find("##[").map(|at| at + 2);
    let character = text.find(is_unprintable);
    command.into_iter().chain(character).min()
}

/// Whether a byte is an ASCII character that does nothing, whatever stands beside it.
pub(super) const fn is_harmless(byte: u8) -> bool {
    (byte >= b' ') & (byte < 0x7f) & (byte != b'#')
}

/// Whether a line of a log begins a command of a CI runner: `::error::`, after any space.
pub(super) fn begins_command(line: &str) -> bool {
    line.trim_start().starts_with("::")
}

/// The text with every such character written out as `<U+001B>`, and the first colon of a text that
/// would be a command where it begins a line.
///
/// This is the one place where text is made safe; formats for terminals and logs call it on
/// everything they print.
pub fn sanitised(text: &str) -> Cow<'_, str> {
    let is_command = begins_command(text);
    if !is_command && acting(text).is_none() {
        return Cow::Borrowed(text);
    }
    let mut safe = String::with_capacity(text.len() + 16);
    let mut rest = text;
    if is_command && let Some((before, after)) = text.split_once(':') {
        safe.push_str(&sanitised(before));
        spell_out(&mut safe, ':');
        rest = after;
    }
    while let Some(at) = acting(rest) {
        let (before, after) = rest.split_at(at);
        safe.push_str(before);
        let mut characters = after.chars();
        spell_out(&mut safe, characters.next().unwrap_or_default());
        rest = characters.as_str();
    }
    safe.push_str(rest);
    Cow::Owned(safe)
}

fn spell_out(safe: &mut String, character: char) {
    // Writing to a String cannot fail.
    let _ = write!(safe, "<U+{:04X}>", u32::from(character));
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

    #[test]
    fn commands_of_ci_runners_are_spelt_out() {
        assert_eq!(sanitised("a ##[error]b ###[c"), "a ##<U+005B>error]b ###<U+005B>c");
        assert_eq!(sanitised("\n ::error::a"), "<U+000A> <U+003A>:error::a");
        assert_eq!(sanitised(" ::a ##[b"), " <U+003A>:a ##<U+005B>b");
        assert!(matches!(sanitised("http://[::1]/ a::b ##"), Cow::Borrowed(_)));
    }
}
