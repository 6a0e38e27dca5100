//! A stranger's text in Markdown: words that are not made links, and code spans.

use crate::finding::truncated;
use crate::format::sanitise::joined;
use crate::format::sanitised;

/// Longest cell, in Unicode scalar values.
const MAX_CELL: usize = 1_000;

/// Fewest digits of a commit's hash that sites make a link of.
const MIN_HASH: usize = 7;

/// A message: plain words as they are, what it quotes between backticks and every other word as code.
pub(crate) fn inline(text: &str) -> String {
    let mut spans = Spans { text: String::new(), code: String::new() };
    for (index, piece) in cut(text).split('`').enumerate() {
        if index % 2 == 1 {
            // An empty code span is none at all.
            spans.code.push_str(if piece.is_empty() { " " } else { piece });
            continue;
        }
        for (index, word) in piece.split(' ').enumerate() {
            if index > 0 {
                spans.plain(" ");
            }
            spans.word(word);
        }
    }
    spans.end();
    spans.text
}

/// A code span.
pub(crate) fn code(text: &str) -> String {
    let mut spans = Spans { text: String::new(), code: cut(text) };
    spans.end();
    spans.text
}

/// The text, sanitised and not too long. A bar would end the cell of a table, even in a code span.
fn cut(text: &str) -> String {
    truncated(&sanitised(text).replace('|', "<U+007C>"), MAX_CELL, "…").into_owned()
}

/// Builds a line. Code is held back until something else follows: two code spans side by side would be
/// one with other ends.
struct Spans {
    text: String,
    code: String,
}

impl Spans {
    fn word(&mut self, word: &str) {
        let core = word.trim_start_matches('(').trim_end_matches(['.', ',', ';', ':', '!', '?', ')']);
        let (before, after) = match word.find(core) {
            Some(start) => (&word[..start], &word[start + core.len()..]),
            None => ("", ""),
        };
        self.plain(before);
        if is_plain(core) {
            self.plain(core);
        } else {
            self.code.push_str(core);
        }
        self.plain(after);
    }

    fn plain(&mut self, text: &str) {
        if !text.is_empty() {
            self.end();
            self.text.push_str(text);
        }
    }

    /// Writes the code that was held back, between more backticks than there are in it anywhere.
    fn end(&mut self) {
        if self.code.is_empty() {
            return;
        }
        // Without the backticks between them, two pieces may be the command that neither was.
        self.code = joined(&self.code).into_owned();
        let runs = self.code.split(|character| character != '`');
        let fence = "`".repeat(runs.map(str::len).max().unwrap_or(0) + 1);
        // A space at both ends is taken away by the reader.
        let is_edge = |character| matches!(character, '`' | ' ');
        let is_blank = self.code.chars().all(|character| character == ' ');
        let pad = if !is_blank && (self.code.starts_with(is_edge) || self.code.ends_with(is_edge)) {
            " "
        } else {
            ""
        };
        self.text.extend([&fence, pad, &self.code, pad, &fence]);
        self.code.clear();
    }
}

/// Whether a word means nothing to any Markdown, and nothing to the sites that make links of words: `GH-3` and
/// `TICKET-3` are issues there, and seven hexadecimal digits a commit.
fn is_plain(word: &str) -> bool {
    let is_letter = |character: char| character.is_alphabetic() || matches!(character, '\'' | '’');
    let is_short = word.len() < MIN_HASH;
    if word.chars().all(|character| is_letter(character) || character == '-') {
        let is_hash = !is_short && word.bytes().all(|byte| byte.is_ascii_hexdigit());
        let is_ticket = word.contains('-') && word.chars().any(char::is_uppercase);
        return !word.starts_with('-') && !is_hash && !is_ticket;
    }
    is_short && word.chars().all(|character| is_letter(character) || character.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use pulldown_cmark::{Event, Options, Parser, Tag};

    use super::*;

    #[test]
    fn words_stay_and_the_rest_is_code() {
        for (text, expected) in [
            ("it names no port; use one", "it names no port; use one"),
            ("redirect_uris[0] is `http://a/`: it", "`redirect_uris[0]` is `http://a/`: it"),
            ("mail me@example.net, @all", "mail `me@example.net`, `@all`"),
            ("(see https://example.net/).", "(see `https://example.net/`)."),
            ("a|b <b>", "`a<U+007C>b` `<b>`"),
            ("see GH-3, TICKET-abc and UTF-8", "see `GH-3`, `TICKET-abc` and `UTF-8`"),
            ("deadbeef 1234567 a1b2c3d4 123456 IPv6", "`deadbeef` `1234567` `a1b2c3d4` 123456 IPv6"),
            ("a well-known word isn't code", "a well-known word isn't code"),
            ("##`vso[a]`", "`##vso<U+005B>a]`"),
            ("client_name is ``", "`client_name` is ` `"),
        ] {
            assert_eq!(inline(text), expected);
        }
        assert_eq!(code("a`b"), "``a`b``");
        assert_eq!(code("`"), "`` ` ``");
    }

    fn read(markdown: &str) -> Result<String, String> {
        let mut text = String::new();
        // Smart punctuation is not markup, but makes one dash of two.
        for event in Parser::new_ext(markdown, Options::all() - Options::ENABLE_SMART_PUNCTUATION) {
            match event {
                Event::Text(words) if !words.contains(['@', '<', '&', '[', '$', '|', '/']) => text += &words,
                Event::Code(code) => text += &code,
                Event::Start(Tag::Table(_) | Tag::TableHead | Tag::TableRow | Tag::TableCell)
                | Event::End(_) => {}
                other => return Err(format!("{other:?}")),
            }
        }
        Ok(text)
    }

    proptest! {
        #[test]
        fn no_text_becomes_markup(text in r"[a`|\\<>&\[\]()!@#$*_~:/. \n\u{1b}é-]{0,40}") {
            for cell in [inline(&text), code(&text)] {
                let table = format!("| x |\n|---|\n| a {cell} |\n");
                let shown = read(&table);
                let letters = |text: &str| text.replace([' ', '`'], "").replace("<U+005B>", "[");
                prop_assert_eq!(shown.as_deref().map(letters), Ok(letters(&format!("xa{}", cut(&text)))), "{}", table);
            }
        }
    }
}
