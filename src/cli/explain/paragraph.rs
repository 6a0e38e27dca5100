//! Paragraphs on the terminal.

use crate::format::human::Style;
use crate::format::sanitised;

/// The text in bold, if there are colours.
pub fn bold(text: &str, style: &Style) -> String {
    if style.color { format!("\u{1b}[1m{text}\u{1b}[0m") } else { text.to_owned() }
}

/// A paragraph filled to the width, broken at spaces only: what stands between backticks is to be copied.
pub fn filled(paragraph: &str, width: usize, indent: &str) -> String {
    let options = textwrap::Options::new(width)
        .subsequent_indent(indent)
        .word_separator(textwrap::WordSeparator::AsciiSpace)
        .word_splitter(textwrap::WordSplitter::NoHyphenation);
    // A line must not begin with a runner's command that stood in the middle of the paragraph.
    let lines = textwrap::wrap(paragraph, options);
    lines.iter().map(|line| sanitised(line)).collect::<Vec<_>>().join("\n")
}
