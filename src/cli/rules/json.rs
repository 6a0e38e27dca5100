//! The list as one versioned object: `schemas/rules.schema.json`.

use std::collections::BTreeMap;

use serde::Serialize;

use crate::finding::{Level, SCHEMA_VERSION};
use crate::profile::{ByServer, Profile, StatedSource};
use crate::rule::{Applicability, Mark, Part, Rule, Source};

/// What is printed.
#[derive(Serialize)]
pub struct List<'p> {
    schema_version: u32,
    rules: Vec<Row<'p>>,
}

/// A rule, and what profiles say of it.
#[derive(Serialize)]
pub struct Row<'p> {
    rule: Rule,
    title: &'static str,
    part: Part,
    family: Option<&'static str>,
    property: Option<&'static str>,
    since: &'static str,
    supersedes: &'static [Rule],
    fixes: &'static [Applicability],
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
    #[serde(skip_serializing_if = "<[_]>::is_empty")]
    servers: &'p [ByServer],
}

impl<'p> List<'p> {
    /// The rules, with what the profiles say of each.
    pub fn new(rules: &[Rule], profiles: &[&'p Profile]) -> List<'p> {
        let rules = rules.iter().map(|&rule| Row::new(rule, profiles)).collect();
        List { schema_version: SCHEMA_VERSION, rules }
    }
}

impl<'p> Row<'p> {
    /// A rule in these profiles.
    pub fn new(rule: Rule, profiles: &[&'p Profile]) -> Row<'p> {
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
                servers: &setting.servers,
            };
            Some((&*profile.name, in_profile))
        };
        Row {
            rule,
            title: page.title,
            part: page.part,
            family: page.family,
            property: page.member,
            since: page.since,
            supersedes: page.supersedes,
            fixes: page.fixes,
            profiles: profiles.iter().filter_map(in_profile).collect(),
            sources: page.sources,
        }
    }
}
