//! What a user's profile says of each rule.

use std::borrow::Cow;
use std::collections::BTreeMap;

use super::error::{ProfileError, level_or_off, unknown_rule};
use super::file::{EvidenceTable, RuleEntry, SourceTable};
use super::flaw::Flaw;
use super::profile::{Fact, Setting, Settings, StatedSource};
use crate::metadata::nearest;
use crate::rule::{Mark, Rule};

/// Refuses an entry whose source is neither one of the file's nor a URL.
pub fn check_sources(
    rules: &BTreeMap<String, RuleEntry>,
    sources: &BTreeMap<String, SourceTable>,
) -> Result<(), Flaw> {
    for (rule, entry) in rules {
        let RuleEntry::Evidence(evidence) = entry else { continue };
        let unknown = |source: &&String| !source.contains("://") && !sources.contains_key(*source);
        if let Some(source) = evidence.source.as_ref().filter(unknown) {
            return Err(Flaw::of_value(&["rules", rule, "source"], unknown_source(source, sources)));
        }
    }
    Ok(())
}

fn unknown_source(source: &str, sources: &BTreeMap<String, SourceTable>) -> ProfileError {
    let names = || sources.keys().map(String::as_str);
    let help = match nearest(source, names()) {
        Some(near) => format!("did you mean `{near}`?"),
        None if sources.is_empty() => {
            format!("describe it in a table `[sources.{source}]`, or write a URL")
        }
        None => {
            format!("the sources of this file are {}; or write a URL", names().collect::<Vec<_>>().join(", "))
        }
    };
    ProfileError::new(format!("there is no source `{source}`"), help)
}

/// Reads the entries of a complete file.
pub fn settings(rules: BTreeMap<String, RuleEntry>) -> Result<Settings, Flaw> {
    let mut settings = vec![None; Rule::ALL.len()];
    for (id, entry) in rules {
        let rule = Rule::from_id(&id).ok_or_else(|| Flaw::of_key(&["rules", &id], unknown_rule(&id)))?;
        settings[rule as usize] = setting(rule, entry.into_evidence())?;
    }
    Ok(Settings(Cow::Owned(settings)))
}

fn setting(rule: Rule, evidence: EvidenceTable) -> Result<Option<Setting>, Flaw> {
    let id = rule.id();
    let (key, word, advice) = match (&evidence.level, &evidence.advice) {
        (Some(level), None) => ("level", level, false),
        (None, Some(level)) => ("advice", level, true),
        (Some(_), Some(_)) => {
            let error = ProfileError::new(
                format!("`{id}` has both `level` and `advice`"),
                "`level` is what the server itself reports; leave `advice` out where there is one".to_owned(),
            );
            return Err(Flaw::of_key(&["rules", id, "advice"], error));
        }
        (None, None) => {
            let error = ProfileError::new(
                format!("`{id}` has neither `level` nor `advice`"),
                "add `level = \"violation\"`, or another level".to_owned(),
            );
            return Err(Flaw::of_key(&["rules", id], error));
        }
    };
    let level = level_or_off(word).map_err(|error| Flaw::of_value(&["rules", id, key], error))?;
    let stated = |word: &String| mark(word).map_err(|error| Flaw::of_value(&["rules", id, "mark"], error));
    let mark_of_rule = evidence.mark.as_ref().map(stated).transpose()?;
    let facts = evidence.facts.into_iter().map(|(name, fact)| {
        if !rule.page().facts.contains(&&*name) {
            return Err(Flaw::of_key(&["rules", id, "facts", &name], unknown_fact(rule, &name)));
        }
        let mark = mark(&fact.mark)
            .map_err(|error| Flaw::of_value(&["rules", id, "facts", &name, "mark"], error))?;
        Ok(Fact { name: Cow::Owned(name), mark })
    });
    let facts = facts.collect::<Result<Vec<_>, _>>()?;
    let Some(level) = level else { return Ok(None) };
    Ok(Some(Setting {
        level,
        advice,
        mark: mark_of_rule,
        source: evidence.resolved_source.map(|source| StatedSource {
            title: Cow::Owned(source.title),
            section: evidence.section.map(Cow::Owned),
            link: Cow::Owned(source.link),
            read: source.read.map(Cow::Owned),
        }),
        note: evidence.note.map(Cow::Owned),
        facts: facts.into(),
        stated_by: Cow::Owned(evidence.stated_by.unwrap_or_default()),
        servers: Cow::Borrowed(&[]),
    }))
}

fn mark(word: &str) -> Result<Mark, ProfileError> {
    Mark::from_name(word).ok_or_else(|| {
        let names = Mark::ALL.map(Mark::name);
        let help = match nearest(word, names) {
            Some(near) => format!("did you mean `{near}`? The marks are {}", names.join(", ")),
            None => format!("the marks are {}", names.join(", ")),
        };
        ProfileError::new(format!("there is no mark `{word}`"), help)
    })
}

fn unknown_fact(rule: Rule, name: &str) -> ProfileError {
    let facts = rule.page().facts;
    let help = match (facts, nearest(name, facts.iter().copied())) {
        ([], _) => format!("`{}` distinguishes no facts", rule.id()),
        (_, Some(near)) => format!("did you mean `{near}`?"),
        (facts, None) => format!("its facts are {}", facts.join(", ")),
    };
    ProfileError::new(format!("there is no fact `{name}`"), help)
}
