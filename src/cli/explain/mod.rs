//! `cimd explain`: a rule, a member of the document, or what a server says.

mod human;
mod json;
mod paragraph;
mod rule_page;
mod topic;

use std::path::Path;

use clap::{Args, ValueEnum};

use super::chosen_profile::{ServerChoice, chosen};
use super::groups::ColorArguments;
use super::outcome::Outcome;
use super::output::print;
use super::profiles;
use super::terminal;
use super::usage::UsageError;
use crate::format::explain::{Member, markdown};
use crate::format::json::write_pretty;
use crate::profile::Profile;
use json::Answer;
use topic::Topic;

#[derive(Debug, Args)]
pub struct ExplainArguments {
    /// A rule's id, as findings show it in brackets; a member, such as redirect_uris; or what a server says, in quotes
    #[arg(value_name = "RULE|MEMBER|TEXT", allow_hyphen_values = true)]
    pub topic: String,

    /// What only this profile says of a rule: a built-in one, a server of `cimd compat`, everywhere, or a TOML file
    /// [default: every built-in one]
    ///
    /// For the rules of a member it is the profile whose levels are shown [default: auth0]
    #[arg(long, value_name = "NAME|FILE")]
    pub profile: Option<String>,

    /// How to print
    #[arg(long, value_enum, default_value = "human")]
    pub format: ExplainFormat,

    #[command(flatten)]
    pub coloring: ColorArguments,
}

/// The formats of `cimd explain`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum ExplainFormat {
    /// For people
    Human,
    /// For programs: one versioned object
    Json,
    /// For a wiki
    Markdown,
}

/// Prints the explanation.
pub fn run(arguments: &ExplainArguments) -> Result<Outcome, UsageError> {
    use ExplainFormat::{Human, Json, Markdown};

    let style = terminal::style(arguments.coloring.color);
    let name = arguments.profile.as_deref().unwrap_or(profiles::DEFAULT);
    let chosen = chosen(name, Path::new(""), ServerChoice::NONE)?;
    let chosen = chosen.profile();
    let profiles: Vec<&Profile> = match arguments.profile {
        Some(_) => vec![chosen],
        None => Profile::built_in().iter().collect(),
    };
    let topic = Topic::of(&arguments.topic)?;
    print(|out| match (&topic, arguments.format) {
        (Topic::Rule(rule), Human) => rule_page::write(out, *rule, &profiles, &style),
        (Topic::Rule(rule), Json) => write_pretty(out, &Answer::rule(*rule, &profiles)),
        (Topic::Rule(rule), Markdown) => markdown::rule(out, *rule, &profiles),
        (Topic::Member(definition), format) => {
            let member = Member::new(definition);
            match format {
                Human => human::member(out, &member, chosen, &style),
                Json => write_pretty(out, &Answer::member(&member, chosen)),
                Markdown => markdown::member(out, &member, chosen),
            }
        }
        (Topic::Texts(texts, omitted), Human) => human::texts(out, texts, *omitted, &style),
        (Topic::Texts(texts, omitted), Json) => write_pretty(out, &Answer::texts(texts, *omitted)),
        (Topic::Texts(texts, _), Markdown) => markdown::texts(out, texts),
    })?;
    Ok(Outcome::Clean)
}
