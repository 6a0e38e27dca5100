//! A rule's level in a profile, as a word.

use crate::profile::Profile;
use crate::rule::Rule;

/// `violation`; `(hint)` where it is our advice; `off`.
pub fn level(profile: &Profile, rule: Rule) -> String {
    match profile.setting(rule) {
        Some(setting) if setting.advice => format!("({})", setting.level),
        Some(setting) => setting.level.to_string(),
        None => "off".to_owned(),
    }
}
