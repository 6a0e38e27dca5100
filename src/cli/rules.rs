//! `cimd rules`: every rule, its level in each profile.

use std::collections::BTreeMap;
use std::io::{self, Write};

use serde::Serialize;

use super::arguments::{RulesArguments, RulesFormat};
use super::terminal;
use super::usage::UsageError;
use super::{Outcome, print};
use crate::finding::Level;
use crate::format::json::{SCHEMA_VERSION, write_pretty};
use crate::profile::Profile;
use crate::rule::{Mark, Part, Rule, Source};

/// Prints the list.
pub fn run(arguments: &RulesArguments) -> Result<Outcome, UsageError> {
    print(|out| match arguments.format {
        RulesFormat::Human => table(out, terminal::width()),
        RulesFormat::Json => write_pretty(out, &List::new()),
    })?;
    Ok(Outcome::Clean)
}

fn table(out: &mut dyn Write, width: usize) -> io::Result<()> {
    let id_width = Rule::ALL.iter().map(|rule| rule.id().len()).max().unwrap_or(0);
    let level = |profile: &Profile, rule| match profile.setting(rule) {
        Some(setting) if setting.advice => format!("({})", setting.level),
        Some(setting) => setting.level.to_string(),
        None => "off".to_owned(),
    };
    let mut line = |rule: &str, levels: &[String], title: &str| {
        let mut text = format!("{rule:<id_width$}");
        for level in levels {
            text += &format!("  {level:<11}");
        }
        text += "  ";
        text += title;
        // Titles give way on a narrow terminal; ids are there to be copied.
        let cut: String = text.chars().take(width).collect();
        writeln!(out, "{}", cut.trim_end())
    };
    let names: Vec<String> = Profile::built_in().iter().map(|profile| profile.name.to_string()).collect();
    line("rule", &names, "what it finds")?;
    for &rule in Rule::ALL {
        let levels: Vec<String> = Profile::built_in().iter().map(|profile| level(profile, rule)).collect();
        line(rule.id(), &levels, rule.page().title)?;
    }
    writeln!(
        out,
        "\n{} rules; a level in brackets is our advice, the others are the server's own verdict",
        Rule::ALL.len()
    )
}

#[derive(Serialize)]
struct List {
    schema_version: u32,
    rules: Vec<Row>,
}

#[derive(Serialize)]
struct Row {
    rule: Rule,
    title: &'static str,
    part: Part,
    property: Option<&'static str>,
    since: &'static str,
    profiles: BTreeMap<&'static str, InProfile>,
    sources: &'static [Source],
}

#[derive(Serialize)]
struct InProfile {
    level: Level,
    advice: bool,
    mark: Option<Mark>,
}

impl List {
    fn new() -> List {
        List { schema_version: SCHEMA_VERSION, rules: Rule::ALL.iter().map(|&rule| Row::new(rule)).collect() }
    }
}

impl Row {
    fn new(rule: Rule) -> Row {
        let page = rule.page();
        let in_profile = |profile: &'static Profile| {
            let setting = profile.setting(rule)?;
            let mark = page.mark(&profile.name);
            Some((&*profile.name, InProfile { level: setting.level, advice: setting.advice, mark }))
        };
        Row {
            rule,
            title: page.title,
            part: page.part,
            property: page.property,
            since: page.since,
            profiles: Profile::built_in().iter().filter_map(in_profile).collect(),
            sources: page.sources,
        }
    }
}
