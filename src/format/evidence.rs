//! What a profile says of a rule, in words.

use crate::profile::{ByServer, Effect, Profile, Setting, StatedSource};
use crate::rule::{Mark, Rule};

/// How something is known: `documented`, or `documented, as for Auth0` where the profile has it from the one it extends.
pub(crate) fn known(profile: &Profile, rule: Rule, mark: Mark) -> String {
    match profile.setting(rule) {
        Some(setting) if !setting.advice && setting.stated_by != profile.title => {
            format!("{}, as for {}", mark.name(), setting.stated_by)
        }
        _ => mark.name().to_owned(),
    }
}

/// The level, and how it is known: `violation, documented`; `hint, our advice`; `off`.
pub(crate) fn level(profile: &Profile, rule: Rule) -> String {
    let Some(setting) = profile.setting(rule) else { return "off".to_owned() };
    let level = setting.level;
    match setting.mark {
        _ if setting.advice => format!("{level}, our advice"),
        Some(mark) => format!("{level}, {}", known(profile, rule, mark)),
        None => level.to_string(),
    }
}

/// The level in one word: `violation`; `(hint)` where it is our advice; `off`.
pub(crate) fn brief(profile: &Profile, rule: Rule) -> String {
    match profile.setting(rule) {
        Some(setting) if setting.advice => format!("({})", setting.level),
        Some(setting) => setting.level.to_string(),
        None => "off".to_owned(),
    }
}

/// Everything else that the profile says, a sentence or line each.
pub(crate) fn statements(setting: &Setting) -> Vec<String> {
    let mut statements: Vec<String> = setting.note.iter().map(|note| note.to_string()).collect();
    if !setting.facts.is_empty() {
        let facts: Vec<String> =
            setting.facts.iter().map(|fact| format!("{}: {}", fact.name, fact.mark.name())).collect();
        statements.push(format!("Known in another way: {}.", facts.join(", ")));
    }
    statements
}

/// The servers that do what the setting says, a line each: name, what they do, how it is known, and of what. None where the profile
/// is not made of models of servers.
pub(crate) fn servers(setting: &Setting) -> Vec<[String; 3]> {
    let line = |server: &ByServer| {
        let effect = match server.effect {
            Effect::Refuse => "refuses",
            Effect::Degraded => "takes it in part",
        };
        let known = format!("{}, {} {}", server.mark.name(), server.package, server.version);
        [server.server.to_owned(), effect.to_owned(), known]
    };
    setting.servers.iter().map(line).collect()
}

/// Where it was read: title, section, and the day or version.
pub(crate) fn source(source: &StatedSource) -> String {
    let section = source.section.as_ref().map_or(String::new(), |section| format!(", {section}"));
    let read = source.read.as_ref().map_or(String::new(), |read| format!(" (read {read})"));
    format!("{}{section}{read}", source.title)
}
