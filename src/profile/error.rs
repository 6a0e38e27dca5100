//! Why a profile cannot be used.

use std::fmt;

use super::profile::Profile;
use crate::finding::Level;
use crate::metadata::nearest;
use crate::rule::Rule;

/// Why a profile file cannot be used.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct ProfileError {
    /// `file:line:column` of what is wrong; `None` where no file says it.
    pub place: Option<String>,
    /// What is wrong.
    pub message: String,
    /// What to do about it.
    pub help: Option<String>,
}

impl fmt::Display for ProfileError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.place {
            Some(place) => write!(f, "{place}: {}", self.message),
            None => f.write_str(&self.message),
        }
    }
}

impl std::error::Error for ProfileError {}

impl ProfileError {
    pub(super) fn new(message: impl Into<String>, help: impl Into<Option<String>>) -> ProfileError {
        ProfileError { place: None, message: message.into(), help: help.into() }
    }
}

/// Reads `violation`, `warning`, `hint` or `off` (which is `None`).
///
/// # Errors
///
/// The word is none of the four.
pub fn level_or_off(word: &str) -> Result<Option<Level>, ProfileError> {
    const WORDS: [&str; 4] = ["violation", "warning", "hint", "off"];
    match word {
        "off" => Ok(None),
        _ => Level::from_name(word).map(Some).ok_or_else(|| {
            let help = match nearest(word, WORDS) {
                Some(near) => {
                    format!("did you mean `{near}`? The levels are violation, warning, hint and off")
                }
                None => "the levels are violation, warning, hint and off".to_owned(),
            };
            ProfileError::new(format!("there is no level `{word}`"), help)
        }),
    }
}

/// The error of naming a rule that does not exist.
pub fn unknown_rule(id: &str) -> ProfileError {
    let ids = || Rule::ALL.iter().map(|rule| rule.id());
    let alike: Vec<String> =
        ids().filter(|rule| rule.contains(id)).take(5).map(|rule| format!("`{rule}`")).collect();
    let help = match nearest(id, ids()) {
        Some(rule) => format!("did you mean `{rule}`? `cimd rules` lists them all"),
        None if !alike.is_empty() && !id.is_empty() => {
            format!("there are {} and others; `cimd rules` lists them all", alike.join(", "))
        }
        None => "`cimd rules` lists them all".to_owned(),
    };
    ProfileError::new(format!("there is no rule `{id}`"), help)
}

/// The error of naming a profile that does not exist.
pub fn unknown_profile(name: &str) -> ProfileError {
    let list = built_in();
    let help = match nearest_profile(name) {
        Some(profile) => format!("did you mean `{profile}`? Built in: {list}"),
        None => format!("built in: {list}; a profile of your own is the path of a TOML file"),
    };
    ProfileError::new(format!("there is no profile `{name}`"), help)
}

/// The error of extending what is not a built-in profile.
pub(super) fn unknown_base(name: &str) -> ProfileError {
    let list = built_in();
    let help = match nearest_profile(name) {
        Some(profile) => format!("did you mean `{profile}`? A profile extends a built-in one: {list}"),
        None => format!("a profile extends a built-in one: {list}"),
    };
    ProfileError::new(format!("there is no built-in profile `{name}`"), help)
}

fn built_in() -> String {
    Profile::built_in().iter().map(|profile| &*profile.name).collect::<Vec<_>>().join(", ")
}

fn nearest_profile(name: &str) -> Option<&'static str> {
    nearest(name, Profile::built_in().iter().map(|profile| &*profile.name))
}
