//! Two strings one under the other, with a caret under the first difference.

use super::line::{Line, columns};
use super::paint::{Ink, Paint};
use crate::finding::{Comparison, Level};

/// Columns before the names, and between the names and the strings.
const INDENTATION: &str = "   ";
const GAP: &str = "  ";

pub(super) fn draw(out: &mut String, comparison: &Comparison, level: Level, paint: &Paint) {
    let names = [comparison.left.0, comparison.right.0];
    let strings = [Line::of(&comparison.left.1), Line::of(&comparison.right.1)];
    let name_columns = names.map(columns).into_iter().max().unwrap_or(0);
    let margin = INDENTATION.len() + name_columns + GAP.len();
    // One column stays for the caret behind a string that is the beginning of the other.
    let width = paint.width.saturating_sub(margin + 1);
    let at = strings.iter().map(Line::len).fold(comparison.at, usize::min);

    let mark = paint.ellipsis;
    let whole = strings.iter().all(|string| string.cost(0..string.len()) <= width);
    // Both are the same up to the difference, so that they are cut at one place and stay aligned.
    let start = if whole { 0 } else { strings[0].back(at, width / 2) };
    let budget = if whole { width } else { width.saturating_sub(2 * columns(mark)) };
    for (name, string) in names.iter().zip(&strings) {
        let shown = string.keep(start..string.forward(start, budget), (false, false), mark);
        let padding = " ".repeat(name_columns.saturating_sub(columns(name)));
        let line = [INDENTATION, name, &padding, GAP, &shown.text].concat();
        out.extend([line.trim_end(), "\n"]);
    }

    let cut = if start > 0 { columns(mark) } else { 0 };
    let caret = margin + cut + strings[0].columns(start..at);
    let kind = &*comparison.kind;
    let before = columns(kind) + 1;
    let (indentation, pointer) = if caret + 1 + before <= paint.width || caret < before {
        (caret, format!("^ {kind}"))
    } else {
        (caret - before, format!("{kind} ^"))
    };
    out.extend([&*" ".repeat(indentation), &paint.ink(Ink::Level(level), &pointer), "\n"]);
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::format::human::Style;

    fn drawn(left: &str, right: &str, at: usize, width: usize) -> Vec<String> {
        let comparison = Comparison {
            headline: "they differ".into(),
            left: ("client_id", left.to_owned()),
            right: ("published", right.to_owned()),
            at,
            kind: "letter case".into(),
        };
        let mut out = String::new();
        draw(
            &mut out,
            &comparison,
            Level::Violation,
            &Paint::new(&Style { width, color: false, unicode: true }),
        );
        out.lines().map(str::to_owned).collect()
    }

    /// The character above the caret in each of the two strings.
    fn pointed(lines: &[String]) -> [Option<char>; 2] {
        let caret = lines[2].chars().position(|character| character == '^').unwrap_or(0);
        [lines[0].chars().nth(caret), lines[1].chars().nth(caret)]
    }

    #[test]
    fn short_strings_are_whole() {
        let lines = drawn("https://Acme.github.io/client.json", "https://acme.github.io/client.json", 8, 60);
        assert_eq!(lines[0], "   client_id  https://Acme.github.io/client.json");
        assert_eq!(lines[1], "   published  https://acme.github.io/client.json");
        assert_eq!(lines[2], "                      ^ letter case");
    }

    #[test]
    fn long_strings_are_cut_around_the_difference() {
        for at in [0, 5, 40, 90, 170, 198] {
            let left = format!("{}A{}", "x".repeat(at), "y".repeat(200 - at));
            let right = format!("{}a{}", "x".repeat(at), "y".repeat(200 - at));
            let lines = drawn(&left, &right, at, 60);
            assert_eq!(pointed(&lines), [Some('A'), Some('a')], "{lines:#?}");
            assert!(lines.iter().all(|line| columns(line) <= 60), "{lines:#?}");
        }
    }

    #[test]
    fn a_string_that_ends_early_has_the_caret_behind_it() {
        let lines = drawn("https://a.example/c", "https://a.example/c/", 19, 60);
        assert_eq!(pointed(&lines), [None, Some('/')]);
        // At the right edge the words change sides.
        let long = "x".repeat(45);
        let lines = drawn(&long, &format!("{long}/"), 45, 61);
        assert_eq!(pointed(&lines), [None, Some('/')]);
        assert!(lines[2].ends_with("letter case ^"));
    }

    #[test]
    fn an_index_out_of_bounds_is_the_end() {
        assert_eq!(pointed(&drawn("", "a", 7, 60)), [None, Some('a')]);
    }

    #[test]
    fn wide_and_invisible_characters_keep_the_caret_in_place() {
        let lines = drawn("漢\u{200b}A", "漢\u{200b}a", 2, 60);
        assert_eq!(lines[0], "   client_id  漢<U+200B>A");
        assert_eq!(lines[2].find('^'), Some(14 + 2 + 8));
    }
}
