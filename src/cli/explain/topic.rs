//! What is to be explained.

use crate::cli::usage::UsageError;
use crate::finding::quoted;
use crate::metadata::members::Definition;
use crate::metadata::nearest;
use crate::rule::Rule;
use crate::server_text::{self, ServerText};

/// What was asked about.
pub enum Topic {
    /// A rule.
    Rule(Rule),
    /// A member of the document.
    Member(&'static Definition),
    /// What a server says, as known texts, the best first; and how many were left out.
    Texts(Vec<&'static ServerText>, usize),
}

/// Most texts that are explained at once.
const MOST_TEXTS: usize = 10;

impl Topic {
    /// A rule of that id, a member of that name, or what a server says.
    pub fn of(text: &str) -> Result<Topic, UsageError> {
        let text = text.trim();
        if let Some(rule) = Rule::from_id(text) {
            return Ok(Topic::Rule(rule));
        }
        if let Some(definition) = Definition::of(text) {
            return Ok(Topic::Member(definition));
        }
        let is_name = !text.contains(char::is_whitespace);
        let names = Rule::ALL.iter().map(|rule| rule.id()).chain(Definition::all().map(|row| row.name));
        // Inside texts, a misspelt name would be found by chance only.
        if let Some(name) = is_name.then(|| nearest(text, names)).flatten() {
            return Err(unknown(text).help(format!("did you mean `{name}`?")));
        }
        let found = server_text::find(text);
        if found.is_empty() {
            return Err(with_nearest(text));
        }
        let omitted = found.len().saturating_sub(MOST_TEXTS);
        Ok(Topic::Texts(found.iter().map(|found| found.text).take(MOST_TEXTS).collect(), omitted))
    }
}

fn unknown(text: &str) -> UsageError {
    UsageError::new(format!(
        "{} is not a rule, a member of client metadata, or a text that a server is known to give",
        quoted(text)
    ))
}

fn with_nearest(text: &str) -> UsageError {
    let near: Vec<String> = server_text::nearest(text)
        .iter()
        .map(|known| format!("`{}` ({})", known.text, known.server))
        .collect();
    let help = match near.is_empty() {
        true => "`cimd rules WORD` looks for rules".to_owned(),
        false => format!("texts with the same words: {}", near.join("; ")),
    };
    unknown(text).help(help)
}
