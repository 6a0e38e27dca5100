//! Rules and profiles that the configuration names.

use super::explanation::Explanation;
use crate::format::explain::markdown;
use crate::format::markdown::{code, inline};
use crate::profile::Profile;
use crate::rule::Rule;

/// The rule or the profile that is named at an offset.
pub fn at(text: &str, offset: usize, profile: Option<&Profile>) -> Option<Explanation> {
    let is_of_name = |character: char| character.is_ascii_alphanumeric() || "-_@.".contains(character);
    let (before, after) = text.split_at_checked(offset)?;
    let start = before.rfind(|character| !is_of_name(character)).map_or(0, |at| {
        // The character before the name may have more bytes than one.
        at + before[at..].chars().next().map_or(0, char::len_utf8)
    });
    let end = offset + after.find(|character| !is_of_name(character)).unwrap_or(after.len());
    let markdown = explained(&text[start..end], profile)?;
    Some(Explanation { markdown, range: start..end })
}

fn explained(name: &str, profile: Option<&Profile>) -> Option<String> {
    if let Some(rule) = Rule::from_id(name) {
        let mut out = Vec::new();
        // Writing to memory cannot fail.
        let _ = markdown::rule(&mut out, rule, profile.as_slice());
        return Some(String::from_utf8_lossy(&out).into_owned());
    }
    let profile = Profile::named(name)?;
    Some(format!("# {}\n\n{}: {}", code(&profile.name), inline(&profile.title), inline(&profile.source)))
}
