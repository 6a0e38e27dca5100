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

/// The characters of a text that do something, with their byte offsets: those above, and the bracket that begins a
/// command of a CI runner wherever it stands in a line of its log: `##[` and `##vso[` of Azure Pipelines,
/// `##teamcity[`. Reads the text once.
pub(super) fn acting(text: &str) -> impl Iterator<Item = (usize, char)> {
    let mut command = Command::None;
    text.char_indices().filter(move |&(_, character)| {
        let begins = command.is_complete_with(character);
        command = command.after(character);
        begins || is_unprintable(character)
    })
}

/// How much of the beginning of a runner's command has been read.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Command {
    None,
    /// `#`
    Hash,
    /// `##`, and letters after it.
    Name,
}

impl Command {
    fn is_complete_with(self, character: char) -> bool {
        self == Command::Name && character == '['
    }

    fn after(self, character: char) -> Command {
        match (self, character) {
            (Command::None, '#') => Command::Hash,
            (Command::Hash | Command::Name, '#') => Command::Name,
            (Command::Name, character) if character.is_ascii_alphabetic() => Command::Name,
            _ => Command::None,
        }
    }
}

/// Whether a bracket after that text begins a command of a runner.
#[cfg(feature = "cli")]
pub(super) fn names_command(before: &str) -> bool {
    before.trim_end_matches(|character: char| character.is_ascii_alphabetic()).ends_with("##")
}

/// Whether a text has only characters of ASCII that do nothing, whatever stands beside them: most texts do.
pub(super) fn is_harmless(text: &str) -> bool {
    text.bytes().all(|byte| matches!(byte, b' '..=b'~') && byte != b'#')
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
    spelt_out(text, begins_command(text).then(|| text.find(':')).flatten())
}

/// The same for a text that begins no line, made of texts that are safe each by itself.
pub(super) fn joined(text: &str) -> Cow<'_, str> {
    spelt_out(text, None)
}

/// Writes out the characters that act, and the colon at that offset.
fn spelt_out(text: &str, colon: Option<usize>) -> Cow<'_, str> {
    if colon.is_none() && is_harmless(text) {
        return Cow::Borrowed(text);
    }
    let mut safe = String::with_capacity(text.len() + 16);
    let mut copied = 0;
    let mut colon = colon.map(|at| (at, ':')).into_iter().peekable();
    let mut others = acting(text).peekable();
    // Both are in the order of the text.
    let next = || match (colon.peek(), others.peek()) {
        (Some((one, _)), Some((other, _))) if other < one => others.next(),
        (Some(_), _) => colon.next(),
        (None, _) => others.next(),
    };
    for (at, character) in std::iter::from_fn(next) {
        safe.push_str(&text[copied..at]);
        spell_out(&mut safe, character);
        copied = at + character.len_utf8();
    }
    if copied == 0 {
        return Cow::Borrowed(text);
    }
    safe.push_str(&text[copied..]);
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
        assert_eq!(sanitised("##vso[task] #x[ ##teamcity[a"), "##vso<U+005B>task] #x[ ##teamcity<U+005B>a");
        assert!(matches!(sanitised("http://[::1]/ a::b ## # [x"), Cow::Borrowed(_)));
    }
}
