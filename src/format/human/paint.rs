//! Colours, drawing characters and paragraphs, in the [`Style`] of the caller.

use miette::{GraphicalReportHandler, GraphicalTheme, ThemeCharacters, ThemeStyles};
use textwrap::{Options, WordSeparator, WordSplitter, WrapAlgorithm};

use super::line;
use crate::finding::Level;
use crate::format::sanitise::begins_command;
use crate::format::sanitised;

/// What the terminal can show. The caller finds out; nothing here asks the environment.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub struct Style {
    /// How many columns there are; fewer than 40 count as 40.
    pub width: usize,
    /// Whether ANSI colours are wanted.
    pub color: bool,
    /// Whether lines are drawn with Unicode characters, else with ASCII.
    pub unicode: bool,
}

impl Style {
    /// So many columns, without colours, with lines drawn in Unicode.
    pub fn plain(width: usize) -> Style {
        Style { width, color: false, unicode: true }
    }
}

/// Below this nothing can be laid out; the terminal wraps instead.
const MIN_WIDTH: usize = 40;

/// A colour, named by what it is for.
#[derive(Clone, Copy)]
pub(crate) enum Ink {
    /// The word of a level.
    Level(Level),
    /// The word `help`, `note` and the like.
    Keyword,
    /// What may be overlooked.
    Dim,
    /// The name of a document, with what is said of it.
    Name,
}

/// A [`Style`] made ready, once a run.
pub(crate) struct Paint {
    /// How many columns there are.
    pub width: usize,
    /// Stands where text was cut.
    pub ellipsis: &'static str,
    /// Stands between two things that are said of one finding.
    pub dot: &'static str,
    /// Stands before what is as it should be.
    pub tick: &'static str,
    /// Stands before what is not.
    pub cross: &'static str,
    styles: ThemeStyles,
    /// One a level, in the order of [`Level::ALL`]: the snippet's labels have the level's colour.
    handlers: [GraphicalReportHandler; 3],
}

impl Paint {
    pub fn new(style: &Style) -> Paint {
        let styles = styles(style.color);
        let characters = if style.unicode {
            // The arrow under an empty span is a caret: the triangle is wide in some fonts.
            ThemeCharacters { uarrow: '^', ..ThemeCharacters::unicode() }
        } else {
            ThemeCharacters::ascii()
        };
        let handlers = Level::ALL.map(|level| {
            let highlight = match level {
                Level::Violation => styles.error,
                Level::Warning => styles.warning,
                Level::Hint => styles.advice,
            };
            let theme = GraphicalTheme {
                characters: characters.clone(),
                styles: ThemeStyles { highlights: vec![highlight], ..styles.clone() },
            };
            GraphicalReportHandler::new_themed(theme)
                .with_links(false)
                .with_wrap_lines(false)
                .without_syntax_highlighting()
        });
        Paint {
            width: style.width.max(MIN_WIDTH),
            ellipsis: if style.unicode { "…" } else { "..." },
            dot: if style.unicode { "·" } else { "-" },
            tick: if style.unicode { "✓" } else { "+" },
            cross: if style.unicode { "✗" } else { "x" },
            styles,
            handlers,
        }
    }

    /// What draws the snippets of findings at that level.
    pub fn handler(&self, level: Level) -> &GraphicalReportHandler {
        &self.handlers[level as usize]
    }

    /// The text in that colour, if there are colours.
    pub fn ink(&self, ink: Ink, text: &str) -> String {
        let style = match ink {
            Ink::Level(Level::Violation) => self.styles.error,
            Ink::Level(Level::Warning) => self.styles.warning,
            Ink::Level(Level::Hint) => self.styles.advice,
            Ink::Keyword => self.styles.help,
            Ink::Dim => self.styles.linum,
            Ink::Name => self.styles.link,
        };
        style.style(text).to_string()
    }

    /// Wraps sanitised text to the width; all lines but the first begin with the indentation.
    pub fn wrap(&self, text: &str, indentation: &str) -> Vec<String> {
        // Broken at spaces only, as a URL must stay in one piece while it fits.
        let options = Options::new(self.width)
            .subsequent_indent(indentation)
            .word_separator(WordSeparator::AsciiSpace)
            .word_splitter(WordSplitter::NoHyphenation)
            .wrap_algorithm(WrapAlgorithm::FirstFit);
        // What was harmless in the middle of a text may be a command at the beginning of a line.
        textwrap::wrap(text, options)
            .into_iter()
            .map(|line| if begins_command(&line) { sanitised(&line).into_owned() } else { line.into_owned() })
            .collect()
    }

    /// Writes a paragraph that begins with a coloured head.
    pub fn paragraph(&self, out: &mut String, head: (Ink, &str), text: &str, indentation: &str) {
        self.lines(out, head, text, indentation, usize::MAX);
    }

    /// Writes as many lines of such a paragraph; where there are more, a mark ends the last one.
    pub fn lines(&self, out: &mut String, head: (Ink, &str), text: &str, indentation: &str, most: usize) {
        let (ink, head) = head;
        let mut lines = self.wrap(&format!("{head} {text}"), indentation);
        if lines.len() > most {
            let rest = lines.split_off(most - 1);
            let rest: Vec<&str> = rest.iter().map(|line| line.trim_start()).collect();
            let rest = format!("{indentation}{}", rest.join(" "));
            lines.push(line::head(&rest, self.width, self.ellipsis));
        }
        for line in lines {
            match line.strip_prefix(head) {
                Some(rest) => out.extend([&*self.ink(ink, head), rest, "\n"]),
                None => out.extend([&*line, "\n"]),
            }
        }
    }

    /// Writes a paragraph in one colour.
    pub fn inked(&self, out: &mut String, ink: Ink, text: &str, indentation: &str) {
        for line in self.wrap(text, indentation) {
            out.extend([&*self.ink(ink, &line), "\n"]);
        }
    }
}

/// miette names styles by its own uses; `error`, `warning` and `advice` are our levels, `linum` is
/// everything dim and `link` everything that names a document.
fn styles(color: bool) -> ThemeStyles {
    let plain = ThemeStyles::none();
    if !color {
        return plain;
    }
    let ansi = ThemeStyles::ansi();
    ThemeStyles {
        error: ansi.error.bold(),
        warning: ansi.warning.bold(),
        advice: ansi.advice.bold(),
        link: plain.link.bold(),
        ..ansi
    }
}
