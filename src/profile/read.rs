//! Reading a user's own profile.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::fmt;

use super::file::ProfileFile;
use super::{List, Profile, Properties, Setting, Settings, Values, built_in};
use crate::finding::Level;
use crate::metadata::nearest;
use crate::rule::Rule;

/// Why a profile file cannot be used.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ProfileError {
    /// What is wrong, with the line where it is known.
    pub message: String,
    /// What to do about it.
    pub help: Option<String>,
}

impl fmt::Display for ProfileError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)
    }
}

impl std::error::Error for ProfileError {}

impl ProfileError {
    fn new(message: impl Into<String>, help: Option<String>) -> ProfileError {
        ProfileError { message: message.into(), help }
    }
}

impl Profile {
    /// Reads a profile from TOML. It may extend a built-in profile; one that does not starts with
    /// every rule off.
    ///
    /// # Errors
    ///
    /// The text is not TOML, has an unknown key, or names a profile, rule or level that does not
    /// exist; the message says which, and the help suggests the nearest.
    pub fn from_toml(name: &str, text: &str) -> Result<Profile, ProfileError> {
        let mut file = parse(text)?;
        while let Some(base) = file.extends.take() {
            let (_, text) = built_in::FILES
                .iter()
                .find(|(name, _)| *name == base)
                .ok_or_else(|| unknown_profile(&base))?;
            file = file.over(&parse(text)?);
        }
        Ok(Profile {
            name: Cow::Owned(name.to_owned()),
            title: Cow::Owned(file.title.unwrap_or_else(|| name.to_owned())),
            source: Cow::Owned(file.source.unwrap_or_default()),
            limits: file.limits,
            values: Values {
                grant_types: list(file.values.grant_types),
                token_endpoint_auth_methods: list(file.values.token_endpoint_auth_methods),
                application_types: list(file.values.application_types),
                key_algorithms: list(file.values.key_algorithms),
            },
            properties: Properties {
                required: list(file.properties.required),
                supported: list(file.properties.supported),
            },
            settings: settings(&file.verdict, &file.advice)?,
        })
    }
}

fn parse(text: &str) -> Result<ProfileFile, ProfileError> {
    toml::from_str(text).map_err(|error| ProfileError::new(error.to_string().trim_end(), None))
}

fn list(values: Option<Vec<String>>) -> Option<List> {
    values.map(|values| values.into_iter().map(Cow::Owned).collect())
}

fn settings(
    verdict: &BTreeMap<String, String>,
    advice: &BTreeMap<String, String>,
) -> Result<Settings, ProfileError> {
    let mut settings = Settings([None; Rule::ALL.len()]);
    for (table, advice) in [(verdict, false), (advice, true)] {
        for (id, word) in table {
            let rule = Rule::from_id(id).ok_or_else(|| unknown_rule(id))?;
            let level = level_or_off(word)
                .map_err(|error| ProfileError::new(format!("{id}: {}", error.message), error.help))?;
            settings.0[rule as usize] = level.map(|level| Setting { level, advice });
        }
    }
    Ok(settings)
}

/// Reads `violation`, `warning`, `hint` or `off` (which is `None`).
///
/// # Errors
///
/// The word is none of the four.
pub fn level_or_off(word: &str) -> Result<Option<Level>, ProfileError> {
    match word {
        "off" => Ok(None),
        _ => Level::from_name(word).map(Some).ok_or_else(|| {
            ProfileError::new(
                format!("there is no level `{word}`"),
                Some("the levels are violation, warning, hint and off".to_owned()),
            )
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
    ProfileError::new(format!("there is no rule `{id}`"), Some(help))
}

/// The error of naming a profile that does not exist.
pub fn unknown_profile(name: &str) -> ProfileError {
    let names = || Profile::built_in().iter().map(|profile| &*profile.name);
    let list = names().collect::<Vec<_>>().join(", ");
    let help = match nearest(name, names()) {
        Some(profile) => format!("did you mean `{profile}`? Built in: {list}"),
        None => format!("built in: {list}; a profile of your own is the path of a TOML file"),
    };
    ProfileError::new(format!("there is no profile `{name}`"), Some(help))
}
