//! `cimd rules`: every rule, and its level in a profile.

use std::collections::BTreeMap;
use std::io::{self, Write};

use clap::{Args, ValueEnum};
use serde::Serialize;

use super::outcome::Outcome;
use super::output::print;
use super::profiles;
use super::terminal;
use super::usage::UsageError;
use crate::finding::{Level, SCHEMA_VERSION, truncated};
use crate::format::json::write_pretty;
use crate::format::sanitised;
use crate::profile::{Profile, StatedSource};
use crate::rule::{Mark, Part, Rule, Source};

#[derive(Debug, Args)]
pub struct RulesArguments {
    /// How to list them
    #[arg(long, value_enum, default_value = "human")]
    pub format: RulesFormat,

    /// Whose levels to show: a built-in profile, or a TOML file [default: auth0]
    #[arg(long, value_name = "NAME|FILE", conflicts_with = "all_profiles")]
    pub profile: Option<String>,

    /// Show what every built-in profile says; with --format json
    #[arg(long)]
    pub all_profiles: bool,
}

/// The formats of `cimd rules`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum RulesFormat {
    /// A table.
    Human,
    /// One versioned object.
    Json,
}

/// Prints the list.
pub fn run(arguments: &RulesArguments) -> Result<Outcome, UsageError> {
    if arguments.all_profiles && arguments.format != RulesFormat::Json {
        return Err(UsageError::new("--all-profiles is only shown in JSON").help("add --format json"));
    }
    let chosen = profiles::named(arguments.profile.as_deref().unwrap_or(profiles::DEFAULT))?;
    let profiles: Vec<&Profile> =
        if arguments.all_profiles { Profile::built_in().iter().collect() } else { vec![&chosen] };
    print(|out| match arguments.format {
        RulesFormat::Human => table(out, &chosen, terminal::width()),
        RulesFormat::Json => write_pretty(out, &List::new(&profiles)),
    })?;
    Ok(Outcome::Clean)
}

fn table(out: &mut dyn Write, profile: &Profile, width: usize) -> io::Result<()> {
    let id_width = Rule::ALL.iter().map(|rule| rule.id().len()).max().unwrap_or(0);
    let level = |rule| match profile.setting(rule) {
        Some(setting) if setting.advice => format!("({})", setting.level),
        Some(setting) => setting.level.to_string(),
        None => "off".to_owned(),
    };
    let mut line = |rule: &str, level: &str, title: &str| {
        let text = format!("{rule:<id_width$}  {level:<11}  {title}");
        // Titles give way on a narrow terminal; ids are there to be copied.
        writeln!(out, "{}", truncated(&text, width, "").trim_end())
    };
    line("rule", &sanitised(&profile.name), "what it finds")?;
    for &rule in Rule::ALL {
        line(rule.id(), &level(rule), rule.page().title)?;
    }
    writeln!(
        out,
        "\n{} rules; a level in parentheses is our advice, the others are the verdict of {}",
        Rule::ALL.len(),
        sanitised(&profile.title)
    )
}

#[derive(Serialize)]
struct List<'p> {
    schema_version: u32,
    rules: Vec<Row<'p>>,
}

#[derive(Serialize)]
struct Row<'p> {
    rule: Rule,
    title: &'static str,
    part: Part,
    property: Option<&'static str>,
    since: &'static str,
    supersedes: &'static [Rule],
    profiles: BTreeMap<&'p str, InProfile<'p>>,
    sources: &'static [Source],
}

#[derive(Serialize)]
struct InProfile<'p> {
    level: Level,
    advice: bool,
    mark: Option<Mark>,
    #[serde(skip_serializing_if = "Option::is_none")]
    source: Option<&'p StatedSource>,
    #[serde(skip_serializing_if = "Option::is_none")]
    note: Option<&'p str>,
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    facts: BTreeMap<&'p str, Mark>,
    stated_by: &'p str,
}

impl<'p> List<'p> {
    fn new(profiles: &[&'p Profile]) -> List<'p> {
        let rules = Rule::ALL.iter().map(|&rule| Row::new(rule, profiles)).collect();
        List { schema_version: SCHEMA_VERSION, rules }
    }
}

impl<'p> Row<'p> {
    fn new(rule: Rule, profiles: &[&'p Profile]) -> Row<'p> {
        let page = rule.page();
        let in_profile = |&profile: &&'p Profile| {
            let setting = profile.setting(rule)?;
            let in_profile = InProfile {
                level: setting.level,
                advice: setting.advice,
                mark: setting.mark,
                source: setting.source.as_ref(),
                note: setting.note.as_deref(),
                facts: setting.facts.iter().map(|fact| (&*fact.name, fact.mark)).collect(),
                stated_by: &setting.stated_by,
            };
            Some((&*profile.name, in_profile))
        };
        Row {
            rule,
            title: page.title,
            part: page.part,
            property: page.member,
            since: page.since,
            supersedes: page.supersedes,
            profiles: profiles.iter().filter_map(in_profile).collect(),
            sources: page.sources,
        }
    }
}
