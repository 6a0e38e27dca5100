//! The known texts that a text is, has in it, or is a part of.

use super::ServerText;
use super::pattern::{Pattern, folded};

/// More of a text is not looked at: a line of a log is shorter.
const MAX_CHARACTERS: usize = 4_000;
/// The longest text that is looked for inside known texts, which are shorter.
const MAX_PART: usize = 400;
/// Fewest characters of a known text that tell it.
const LEAST: usize = 4;

/// A known text, and how much of it there is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Found {
    /// The known text.
    pub text: &'static ServerText,
    /// How many characters agree.
    pub agreeing: usize,
}

/// The known texts that stand in the text, or that it is a part of, the best first. What is less than half as good as
/// the best is left out.
pub fn find(text: &str) -> Vec<Found> {
    let text: String = folded(text).chars().take(MAX_CHARACTERS).collect();
    let own = own_characters(&text);
    let mut found: Vec<Found> = ServerText::all()
        .iter()
        .filter_map(|known| {
            Some(Found { text: known, agreeing: agreeing(&Pattern::new(known.text), &text, own)? })
        })
        .collect();
    let best = found.iter().map(|found| found.agreeing).max().unwrap_or(0);
    found.retain(|found| found.agreeing * 2 >= best);
    // Stable: texts that are as good stay in the order of their servers.
    found.sort_by_key(|found| std::cmp::Reverse(found.agreeing));
    found
}

fn agreeing(pattern: &Pattern, text: &str, own: usize) -> Option<usize> {
    let whole = pattern.within(text);
    let part = || {
        let is_short = text.len() <= MAX_PART;
        // What is quoted may differ; of the rest, two of three characters must be the server's.
        pattern.around(text).filter(|&count| is_short && count * 3 >= own * 2)
    };
    whole.or_else(part).filter(|&count| count >= LEAST)
}

/// How many characters of a text are neither quoted nor part of a URL.
fn own_characters(text: &str) -> usize {
    let mut count = 0;
    let mut words = text.split(' ').peekable();
    let mut closing = None;
    while let Some(word) = words.next() {
        count += usize::from(words.peek().is_some() && closing.is_none());
        if word.contains("://") {
            continue;
        }
        for character in word.chars() {
            match closing {
                Some(quote) if character == quote => closing = None,
                Some(_) => {}
                None if matches!(character, '"' | '\'' | '`') && text.matches(character).count() % 2 == 0 => {
                    closing = Some(character);
                }
                None => count += 1,
            }
        }
    }
    count
}

/// The known texts that have most words of the text, for one that is not known.
pub fn nearest(text: &str) -> Vec<&'static ServerText> {
    const MOST: usize = 3;
    let folded = folded(text);
    let words = |text: &str| -> Vec<String> {
        let is_word = |word: &&str| word.len() > 2;
        text.split(|character: char| !character.is_alphanumeric() && character != '_')
            .filter(is_word)
            .map(str::to_owned)
            .collect()
    };
    let asked = words(&folded);
    let mut near: Vec<(usize, &ServerText)> = ServerText::all()
        .iter()
        .map(|known| {
            let has = words(&Pattern::new(known.text).literal());
            (asked.iter().filter(|word| has.contains(word)).count(), known)
        })
        .filter(|&(shared, _)| shared * 2 >= asked.len().max(2))
        .collect();
    near.sort_by_key(|&(shared, _)| std::cmp::Reverse(shared));
    near.into_iter().map(|(_, known)| known).take(MOST).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rule::Rule;

    fn best(text: &str) -> Option<(&'static str, &'static [Rule])> {
        find(text).first().map(|found| (found.text.server, found.text.causes[0].rules))
    }

    #[test]
    fn every_known_text_finds_itself() {
        for known in ServerText::all() {
            let text = known.text.replace(['{', '}'], "\"");
            let found = find(&text);
            let is_there = found.iter().any(|found| found.text == known);
            assert!(is_there, "{}: {text}", known.server);
            assert!(found.len() <= 16, "{text}: {} texts are found", found.len());
        }
    }

    #[test]
    fn a_line_of_a_log_has_a_known_text_in_it() {
        let line = "2026-11-20 12:00:01 WARN Error: Unable to obtain client metadata for \"https://app.example.com/c.json\"";
        assert_eq!(best(line).map(|(server, _)| server), Some("AT Protocol"));
        let line = "invalid_client: CIMD client_id mismatch: document says 'https://a.example/' but was fetched from 'https://b.example/'";
        assert_eq!(best(line), Some(("FastMCP", &[Rule::ClientIdMismatch, Rule::ClientIdMissing][..])));
    }

    #[test]
    fn a_part_of_a_known_text_is_enough() {
        assert_eq!(best("must only contain WEB   uris").map(|(server, _)| server), Some("oidc-provider"));
        assert_eq!(best("logo_uri must be an https: URL").map(|(server, _)| server), Some("oidc-provider"));
    }

    #[test]
    fn other_texts_are_not_known() {
        for text in
            ["", "none of this was ever said", "https://app.example.com/client.json", "\"\"", "'a", "{}"]
        {
            assert_eq!(find(text), [], "{text}");
        }
        let near = nearest("document client_id is not the right URL");
        assert!(!near.is_empty() && near.len() <= 3);
        assert_eq!(nearest("zzz yyy"), [] as [&ServerText; 0]);
    }

    #[test]
    fn long_texts_are_read_up_to_a_bound() {
        assert_eq!(find(&"\"'a ".repeat(100_000)), []);
    }
}
