//! `--format markdown`: the summary of a CI job, for `$GITHUB_STEP_SUMMARY` and its like.
//!
//! What a document says becomes one of two things: words that are not made links, or a code span. Everything
//! else that Markdown, its dialects and the sites behind them interpret (links, images, HTML, mentions,
//! addresses that become links by themselves) has no meaning in a code span, so none of it needs a rule of
//! its own here.

use std::io::{self, Write};

use super::sanitise::joined;
use super::{Run, sanitised, verdict};
use crate::finding::{Failure, Finding, Report, truncated};

/// Most bytes of a summary. GitHub drops one of more than 1 MiB as a whole.
const LIMIT: usize = 1_000_000;
/// What is kept free to say that something was left out.
const RESERVE: usize = 200;
/// Longest cell, in Unicode scalar values.
const MAX_CELL: usize = 1_000;

/// Fewest digits of a commit's hash that sites make a link of.
const MIN_HASH: usize = 7;

const HEAD: &str = "| level | rule | place | message |\n|---|---|---|---|\n";

/// Writes a line on the whole run; then, for each document of which there is something to say, a line and
/// a table of findings.
///
/// # Errors
///
/// Whatever writing fails with.
pub fn write(out: &mut dyn Write, run: &Run<'_>) -> io::Result<()> {
    let mut page = Page { text: String::new(), is_full: false };
    if let [report] = run.reports.as_slice() {
        document(&mut page, report, run);
    } else {
        page.put(&format!("{}\n\n", inline(&verdict::total(run))));
        for report in &run.reports {
            let has_row = report.displayed().next().is_some();
            if report.failure.is_some() || has_row || verdict::is_worth_a_line(report) {
                document(&mut page, report, run);
            }
        }
    }
    if page.is_full {
        page.text +=
            "\nThe summary ends here: it has reached its greatest length. The other formats tell the rest.\n";
    }
    out.write_all(page.text.as_bytes())
}

fn document(page: &mut Page, report: &Report, run: &Run<'_>) {
    match &report.failure {
        Some(failure) => page.put(&format!("{}\n\n", error(failure))),
        None => {
            let line = verdict::document(&run.profile.title, report);
            let rest = line.strip_prefix(report.name()).unwrap_or_default();
            page.put(&format!("{}{}\n\n", code(report.name()), inline(rest)));
        }
    }
    let mut head = HEAD;
    for finding in report.displayed() {
        page.put(&format!("{head}{}", row(report, finding)));
        head = "";
    }
    if head.is_empty() {
        page.put("\n");
    }
    if report.omitted > 0 {
        page.put(&format!("{}\n\n", inline(&verdict::omitted(report.omitted))));
    }
}

fn error(Failure { kind, message, help }: &Failure) -> String {
    let help = help.as_ref().map_or(String::new(), |help| format!("; {help}"));
    format!("{} {}", code(&format!("error[{kind}]")), inline(&format!("{message}{help}")))
}

fn row(report: &Report, finding: &Finding) -> String {
    let ignored = finding.ignored.as_ref();
    let mark = if ignored.is_some() { " (ignored)" } else { "" };
    let why = ignored.map_or(String::new(), |ignored| format!("; ignored: {}", ignored.why()));
    format!(
        "| {}{mark} | {} | {} | {} |\n",
        finding.level,
        code(finding.rule.id()),
        place(report, finding),
        inline(&format!("{}; {}{why}", finding.message, finding.help))
    )
}

/// Line and column, and the JSON Pointer; the part of what lies in no text.
fn place(report: &Report, finding: &Finding) -> String {
    let mut parts = Vec::new();
    if finding.source > 0 {
        parts.push(code(report.source_name(finding)));
    }
    if let Some(range) = finding.range {
        parts.push(code(&format!("{}:{}", range.start.line, range.start.column)));
    }
    parts.extend(finding.pointer.as_deref().filter(|pointer| !pointer.is_empty()).map(code));
    if parts.is_empty() { finding.part.name().to_owned() } else { parts.join(" ") }
}

/// What was written so far. Once something did not fit, nothing more is written.
struct Page {
    text: String,
    is_full: bool,
}

impl Page {
    fn put(&mut self, block: &str) {
        self.is_full |= self.text.len() + block.len() > LIMIT - RESERVE;
        if !self.is_full {
            self.text.push_str(block);
        }
    }
}

/// A message: plain words as they are, what it quotes between backticks and every other word as code.
pub(super) fn inline(text: &str) -> String {
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
pub(super) fn code(text: &str) -> String {
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
