//! Tables that fit the terminal: columns give way, and what they hold is wrapped and never lost.

use std::borrow::Cow;

use textwrap::core::Word;
use textwrap::{Options, WordSeparator, WordSplitter, WrapAlgorithm};

use super::line::columns;
use super::paint::{Ink, Paint};
use crate::format::sanitise::begins_command;
use crate::format::sanitised;

/// Spaces between two columns.
const GAP: usize = 2;
/// Where the terminal is too narrow even for the least widths, no column gets narrower than this.
const LEAST: usize = 8;

/// A column: its heading, and the width below which it gives way only after the others.
pub(crate) type Column = (&'static str, usize);

/// A cell: its lines.
pub(crate) type Cell = Vec<String>;

/// Lays out a table with headings. The cells may hold a stranger's text.
pub(crate) fn draw<const N: usize>(columns: [Column; N], rows: Vec<[Cell; N]>, paint: &Paint) -> String {
    let rows: Vec<[Cell; N]> = rows
        .into_iter()
        .map(|row| row.map(|cell| cell.iter().map(|line| sanitised(line).into_owned()).collect()))
        .collect();
    let widths = widths(&columns, &rows, paint.width);
    let mut out = String::new();
    let heading = line(&columns.map(|(heading, _)| heading.to_owned()), &widths);
    out.extend([&*paint.ink(Ink::Name, &heading), "\n"]);
    for row in rows {
        let mut cells = row.into_iter().zip(widths).map(|(cell, width)| wrapped(&cell, width));
        let cells: [Cell; N] = std::array::from_fn(|_| cells.next().unwrap_or_default());
        for index in 0..cells.iter().map(Vec::len).max().unwrap_or(0) {
            let part = std::array::from_fn::<_, N, _>(|column| {
                cells[column].get(index).cloned().unwrap_or_default()
            });
            out.extend([&*line(&part, &widths), "\n"]);
        }
    }
    out
}

/// As wide as the content, as long as that fits; else the widest columns give way first.
fn widths<const N: usize>(heads: &[Column; N], rows: &[[Cell; N]], width: usize) -> [usize; N] {
    let mut widths: [usize; N] = std::array::from_fn(|index| {
        let lines = rows.iter().flat_map(|row| &row[index]);
        lines.map(|line| columns(line)).chain([columns(heads[index].0)]).max().unwrap_or(0)
    });
    let width = width.saturating_sub(GAP * N.saturating_sub(1));
    for least in [heads.map(|(_, least)| least), [LEAST; N]] {
        while widths.iter().sum::<usize>() > width {
            let widest =
                (0..N).filter(|&index| widths[index] > least[index]).max_by_key(|&index| widths[index]);
            let Some(widest) = widest else { break };
            widths[widest] -= 1;
        }
    }
    widths
}

fn wrapped(cell: &[String], width: usize) -> Cell {
    let options = Options::new(width)
        .word_separator(WordSeparator::Custom(words))
        .word_splitter(WordSplitter::NoHyphenation)
        .wrap_algorithm(WrapAlgorithm::FirstFit);
    // Where the cells before it are empty, a piece begins a line: it must not be a command there.
    let safe = |piece: Cow<'_, str>| match begins_command(&piece) {
        true => sanitised(&piece).into_owned(),
        false => piece.into_owned(),
    };
    cell.iter().flat_map(|line| textwrap::wrap(line, &options).into_iter().map(safe)).collect()
}

/// Names, lists and URLs may be broken after their separators; scheme and host of a URL stay together.
fn words(line: &str) -> Box<dyn Iterator<Item = Word<'_>> + '_> {
    let is_separator = |byte: u8| matches!(byte, b' ' | b'_' | b'/' | b',' | b':');
    let bytes = line.as_bytes();
    let mut start = 0;
    let ends = (1..=line.len()).filter(move |&end| {
        let next = bytes.get(end);
        next.is_none_or(|&next| {
            is_separator(bytes[end - 1]) && !is_separator(next) && !bytes[..end].ends_with(b"://")
        })
    });
    Box::new(ends.map(move |end| {
        let word = Word::from(&line[start..end]);
        start = end;
        word
    }))
}

fn line<const N: usize>(cells: &[String; N], widths: &[usize; N]) -> String {
    let mut out = String::new();
    for (cell, width) in cells.iter().zip(widths) {
        out.push_str(cell);
        out.extend(std::iter::repeat_n(' ', (width + GAP).saturating_sub(columns(cell)).max(1)));
    }
    out.truncate(out.trim_end().len());
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::format::human::Style;

    fn drawn(width: usize) -> String {
        let row = [
            vec!["token_endpoint_auth_method".to_owned()],
            vec!["https://app.example.net/callback".to_owned()],
        ];
        let paint = Paint::new(&Style { width, color: false, unicode: true });
        draw([("property", 15), ("value", 25)], vec![row], &paint)
    }

    #[test]
    fn columns_are_as_wide_as_their_content() {
        let expected = "property                    value\n\
                        token_endpoint_auth_method  https://app.example.net/callback\n";
        assert_eq!(drawn(80), expected);
    }

    #[test]
    fn no_piece_begins_a_line_as_a_command() {
        let paint = Paint::new(&Style { width: 40, color: false, unicode: true });
        let value = "aaaaaaaaaaaaaaaaaaaaaaaaaaaa ::error::pwned ::error file=a::pwned".to_owned();
        let drawn = draw([("property", 15), ("value", 15)], vec![[vec![value.clone()], vec![value]]], &paint);
        assert!(drawn.lines().all(|line| !line.trim_start().starts_with("::")), "{drawn}");
    }

    #[test]
    fn names_and_urls_are_broken_after_their_separators() {
        let expected = "property         value\n\
                        token_endpoint_  https://app.example.net/\n\
                        auth_method      callback\n";
        assert_eq!(drawn(42), expected);
    }
}
