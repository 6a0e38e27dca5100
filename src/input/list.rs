//! A list of inputs: one a line, `#` begins a comment, empty lines are passed over. A line that begins with `{` carries a
//! document.

use std::io;
use std::path::{Path, PathBuf};

use super::argument::{Argument, is_standard_input};
use super::carried::Carried;
use super::name::name_of;
use crate::files;
use crate::finding::{Listed, Range};
use crate::json::LineIndex;

/// Maximum size of a list in bytes; enough for 10,000 documents of 3 KB.
const MAX_BYTES: usize = 32 * 1024 * 1024;

/// Most inputs of a list.
const MAX_ENTRIES: usize = 50_000;

/// The longest line that names an input, in bytes.
const MAX_LINE_BYTES: usize = 16 * 1024;

/// Reads a list from a file, or from standard input for `-`; with each input, the line that names it.
///
/// # Errors
///
/// It cannot be read, or is too large.
pub fn read_list(file: &Path) -> io::Result<Vec<(Argument, Listed)>> {
    let text = files::text((!is_standard_input(file)).then_some(file), MAX_BYTES)?;
    let entries = entries(&text, &name_of(file));
    if entries.len() > MAX_ENTRIES {
        return Err(io::Error::other(format!(
            "it names more than {MAX_ENTRIES} inputs; make several lists of it"
        )));
    }
    let is_long = |input: &str| input.len() > MAX_LINE_BYTES && !Carried::is_meant(input);
    if let Some((_, line)) = entries.iter().find(|(input, _)| is_long(input)) {
        let line = line.range.start.line;
        return Err(io::Error::other(format!("line {line} is longer than {MAX_LINE_BYTES} bytes")));
    }
    let argument = |input: &str, line: &Listed| match Carried::is_meant(input) {
        true => Argument::Carried(Box::new(Carried::read(
            input,
            format!("{}:{}", line.file, line.range.start.line),
        ))),
        false => Argument::from(PathBuf::from(input)),
    };
    Ok(entries.into_iter().map(|(input, line)| (argument(input, &line), line)).collect())
}

fn entries<'t>(text: &'t str, file: &str) -> Vec<(&'t str, Listed)> {
    let lines = LineIndex::new(text.as_bytes());
    // Editors of Windows like to put a byte order mark before the first line.
    let mut offset = text.len() - text.trim_start_matches('\u{feff}').len();
    let mut entries = Vec::new();
    for line in text[offset..].split_inclusive('\n') {
        let input = line.trim();
        if !input.is_empty() && !input.starts_with('#') {
            let start = offset + (line.len() - line.trim_start().len());
            let range = Range::between(&lines, start, start + input.len());
            entries.push((input, Listed { file: file.to_owned(), range }));
        }
        offset += line.len();
    }
    entries
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_name_inputs() {
        let text =
            "\u{feff}a.json\r\n\n  # https://example.net/c.json\r\n\thttps://example.net/d.json  \nlast";
        let found: Vec<(String, usize, usize, usize)> = entries(text, "list")
            .into_iter()
            .map(|(input, Listed { range, .. })| {
                let name = input.to_owned();
                (name, range.start.line, range.start.column, range.end.column)
            })
            .collect();
        let expected = [("a.json", 1, 1, 7), ("https://example.net/d.json", 4, 2, 28), ("last", 5, 1, 5)];
        assert_eq!(found, expected.map(|(name, line, start, end)| (name.to_owned(), line, start, end)));
    }
}
