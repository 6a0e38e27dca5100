//! Values of arguments.

use std::num::NonZero;

use crate::config::ServerName;
use crate::finding::Level;
use crate::metadata::nearest;
use crate::profile::{level_or_off, unknown_rule};
use crate::rule::{Part, Rule};

/// Reads `RULE=LEVEL`.
pub fn rule_level(text: &str) -> Result<(Rule, Option<Level>), String> {
    let (id, level) = text.split_once('=').ok_or("write RULE=LEVEL, such as `property-unsupported=off`")?;
    let level = level_or_off(level).map_err(|error| with_help(error.message, error.help))?;
    Ok((rule(id)?, level))
}

/// Reads a rule's id.
pub fn rule(id: &str) -> Result<Rule, String> {
    Rule::from_id(id).ok_or_else(|| {
        let error = unknown_rule(id);
        with_help(error.message, error.help)
    })
}

/// Reads the part that a rule is about.
pub fn part(name: &str) -> Result<Part, String> {
    Part::from_name(name).ok_or_else(|| {
        let names = Part::ALL.map(Part::name);
        match nearest(name, names) {
            Some(meant) => format!("did you mean `{meant}`?"),
            None => format!("the parts are {}", names.join(", ")),
        }
    })
}

/// Reads how many documents are checked at the same time.
pub fn jobs(text: &str) -> Result<NonZero<usize>, String> {
    text.parse()
        .map_err(|_| "write how many documents to check at the same time: a number from 1 on".to_owned())
}

fn with_help(message: String, help: Option<String>) -> String {
    match help {
        Some(help) => format!("{message}; {help}"),
        None => message,
    }
}

/// The name of a server.
pub fn server_name(text: &str) -> Result<ServerName, String> {
    ServerName::try_from(text.to_owned()).map_err(|error| error.lines().next().unwrap_or_default().to_owned())
}
