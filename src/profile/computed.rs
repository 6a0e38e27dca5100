//! Profiles that are made of other things than a file.

use std::borrow::Cow;

use super::profile::{ByServer, Effect, Profile, Setting, Settings};
use crate::finding::{Level, enumerated};
use crate::rule::Rule;

impl Profile {
    /// The same profile as advice: nothing in it is a verdict. What it refuses is a warning, but for a published secret,
    /// which is a violation whoever looks at it.
    pub fn as_advice(&self) -> Profile {
        let advice = |rule: Rule, setting: &Setting| Setting {
            level: if rule.page().secret || setting.advice {
                setting.level
            } else {
                setting.level.min(Level::Warning)
            },
            advice: true,
            mark: None,
            ..setting.clone()
        };
        let settings =
            Rule::ALL.iter().map(|&rule| self.setting(rule).map(|setting| advice(rule, setting))).collect();
        Profile { settings: Settings(Cow::Owned(settings)), ..self.clone() }
    }

    /// This profile of advice under another name and title, with what servers do about each rule as the verdict.
    pub fn with_servers(
        &self,
        name: &'static str,
        title: &'static str,
        servers: impl Fn(Rule) -> Vec<ByServer>,
    ) -> Profile {
        let setting = |&rule: &Rule| match servers(rule) {
            servers if servers.is_empty() => self.setting(rule).cloned(),
            servers => Some(verdict(title, servers)),
        };
        Profile {
            name: Cow::Borrowed(name),
            title: Cow::Borrowed(title),
            source: Cow::Borrowed("models of servers"),
            settings: Settings(Cow::Owned(Rule::ALL.iter().map(setting).collect())),
            ..self.clone()
        }
    }
}

fn verdict(title: &'static str, servers: Vec<ByServer>) -> Setting {
    let refuses = servers.iter().any(|server| server.effect == Effect::Refuse);
    Setting {
        level: if refuses { Level::Violation } else { Level::Warning },
        advice: false,
        mark: servers.iter().map(|server| server.mark).max_by_key(|mark| mark.weakness()),
        source: None,
        note: note(&servers).map(Cow::Owned),
        facts: Cow::Borrowed(&[]),
        stated_by: Cow::Borrowed(title),
        servers: Cow::Owned(servers),
    }
}

/// Who does what; nothing of one server, which the title names.
fn note(servers: &[ByServer]) -> Option<String> {
    let names = |effect: Effect| -> Vec<String> {
        servers.iter().filter(|one| one.effect == effect).map(|one| one.server.to_owned()).collect()
    };
    let said = |what: &str, names: Vec<String>| {
        (!names.is_empty()).then(|| format!("{what} by {}.", enumerated(&names, "and")))
    };
    let both = [said("Refused", names(Effect::Refuse)), said("Taken in part", names(Effect::Degraded))];
    let both: Vec<String> = both.into_iter().flatten().collect();
    (servers.len() > 1).then(|| both.join(" "))
}
