//! `cimd rules`: the rules, and their level in a profile.

mod filter;
mod human;
mod json;
mod markdown;

use std::path::Path;

use clap::{Args, ValueEnum};

use super::chosen_profile::{ServerChoice, chosen};
use super::groups::ColorArguments;
use super::outcome::Outcome;
use super::output::print;
use super::profiles;
use super::terminal;
use super::usage::UsageError;
use super::values::part;
use crate::format::json::write_pretty;
use crate::profile::Profile;
use crate::rule::Part;
use json::List;

pub use json::Row;

#[derive(Debug, Args)]
pub struct RulesArguments {
    /// Only rules that have this in their id, title, family or member [default: every rule]
    #[arg(value_name = "WORD")]
    pub word: Option<String>,

    /// Only rules about this part: url, response, document, keys, resource or config
    #[arg(long, value_name = "PART", value_parser = part)]
    pub part: Option<Part>,

    /// How to list them
    #[arg(long, value_enum, default_value = "human")]
    pub format: RulesFormat,

    /// Whose levels to show: a built-in profile, a server of `cimd compat`, everywhere, or a TOML file [default: auth0]
    #[arg(long, value_name = "NAME|FILE", conflicts_with = "all_profiles")]
    pub profile: Option<String>,

    /// Show what every built-in profile says; with --format json or markdown
    #[arg(long)]
    pub all_profiles: bool,

    #[command(flatten)]
    pub coloring: ColorArguments,
}

/// The formats of `cimd rules`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum RulesFormat {
    /// For people: a table
    Human,
    /// For programs: one versioned object
    Json,
    /// For a wiki: a table for each part
    Markdown,
}

/// Prints the list.
pub fn run(arguments: &RulesArguments) -> Result<Outcome, UsageError> {
    if arguments.all_profiles && arguments.format == RulesFormat::Human {
        return Err(UsageError::new("--all-profiles is only shown in JSON and Markdown")
            .help("add --format json or --format markdown"));
    }
    let rules = filter::filtered(arguments.part, arguments.word.as_deref())?;
    let name = arguments.profile.as_deref().unwrap_or(profiles::DEFAULT);
    let chosen = chosen(name, Path::new(""), ServerChoice::NONE)?;
    let chosen = chosen.profile();
    let profiles: Vec<&Profile> =
        if arguments.all_profiles { Profile::built_in().iter().collect() } else { vec![chosen] };
    let style = terminal::style(arguments.coloring.color);
    print(|out| match arguments.format {
        RulesFormat::Human => human::write(out, &rules, chosen, &style),
        RulesFormat::Json => write_pretty(out, &List::new(&rules, &profiles)),
        RulesFormat::Markdown => markdown::write(out, &rules, &profiles),
    })?;
    Ok(Outcome::Clean)
}
