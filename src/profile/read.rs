//! Reading a user's own profile.

use std::borrow::Cow;
use std::fmt;

use super::bounds;
use super::built_in::FILES;
use super::file::{AbsentMethod, EvidenceTable, ProfileFile};
use super::profile::{
    ApplicationTypes, Authentication, Fact, Grants, Identifiers, Keys, List, Members, Profile, RedirectUris,
    Scopes, Setting, Settings, StatedSource,
};
use crate::finding::Level;
use crate::metadata::nearest;
use crate::rule::{Mark, Rule};

/// Why a profile file cannot be used.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
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
    /// The text is not TOML, has an unknown key, or names a profile, rule, fact, source, mark or level that does
    /// not exist; the message says which, and the help suggests the nearest.
    pub fn from_toml(name: &str, text: &str) -> Result<Profile, ProfileError> {
        // What cannot be read is explained below.
        if let Some(exceeded) = toml::from_str(text).ok().and_then(|table| bounds::exceeded(&table)) {
            return Err(ProfileError::new(exceeded, Some("make it shorter".to_owned())));
        }
        let mut file = parse(name, text)?;
        while let Some(base) = file.extends.take() {
            let whole = Profile::named(&base).map(|profile| &*profile.name);
            let (name, text) =
                FILES.iter().find(|(name, _)| Some(*name) == whole).ok_or_else(|| unknown_profile(&base))?;
            file = file.over(&parse(name, text)?);
        }
        if file.newest {
            return Err(ProfileError::new(
                "`newest` is about revisions of built-in profiles",
                Some("remove it".to_owned()),
            ));
        }
        let settings = settings(&mut file)?;
        Ok(Profile {
            name: Cow::Owned(name.to_owned()),
            title: Cow::Owned(file.title.unwrap_or_else(|| name.to_owned())),
            source: Cow::Owned(file.source.unwrap_or_default()),
            limits: file.limits,
            redirect_uris: RedirectUris {
                native: file.redirect_uris.native.map(Cow::Owned),
                web: file.redirect_uris.web.map(Cow::Owned),
                loopback_hosts: list(file.redirect_uris.loopback_hosts),
                loopback_port: file.redirect_uris.loopback_port,
            },
            application_types: ApplicationTypes {
                values: list(file.application_types.values),
                default: file.application_types.default.map(Cow::Owned),
            },
            authentication: Authentication {
                methods: list(file.authentication.methods),
                absent: file.authentication.absent.unwrap_or(AbsentMethod::Unspecified),
                restricted: list(file.authentication.restricted),
            },
            grants: Grants { types: list(file.grants.types) },
            scopes: Scopes { required: list(file.scopes.required), refused: list(file.scopes.refused) },
            keys: Keys {
                types: list(file.keys.types),
                algorithms: list(file.keys.algorithms),
                absent_alg: file.keys.absent_alg.map(Cow::Owned),
                absent_kid: file.keys.absent_kid,
                kid_length: file.keys.kid_length,
                kid_alphabet: file.keys.kid_alphabet,
            },
            identifiers: Identifiers { own_prefixes: list(file.identifiers.own_prefixes) },
            members: Members {
                required: list(file.members.required),
                supported: list(file.members.supported),
                forbidden: list(file.members.forbidden),
                are_true: list(file.members.are_true),
            },
            settings,
        })
    }
}

fn parse(name: &str, text: &str) -> Result<ProfileFile, ProfileError> {
    let mut file: ProfileFile =
        toml::from_str(text).map_err(|error| ProfileError::new(error.to_string().trim_end(), None))?;
    file.complete(name).map_err(|message| ProfileError::new(message, None))?;
    Ok(file)
}

fn list(values: Option<Vec<String>>) -> Option<List> {
    values.map(|values| values.into_iter().map(Cow::Owned).collect())
}

fn settings(file: &mut ProfileFile) -> Result<Settings, ProfileError> {
    let mut settings = vec![None; Rule::ALL.len()];
    for (id, entry) in std::mem::take(&mut file.rules) {
        let rule = Rule::from_id(&id).ok_or_else(|| unknown_rule(&id))?;
        let of_rule = |error: ProfileError| ProfileError::new(format!("{id}: {error}"), error.help);
        settings[rule as usize] = setting(rule, entry.into_evidence()).map_err(of_rule)?;
    }
    Ok(Settings(Cow::Owned(settings)))
}

fn setting(rule: Rule, evidence: EvidenceTable) -> Result<Option<Setting>, ProfileError> {
    let (word, advice) = match (&evidence.level, &evidence.advice) {
        (Some(level), None) => (level, false),
        (None, Some(level)) => (level, true),
        (Some(_), Some(_)) => {
            return Err(ProfileError::new(
                "it has both `level` and `advice`",
                Some(
                    "`level` is what the server itself reports; leave `advice` out where there is one"
                        .to_owned(),
                ),
            ));
        }
        (None, None) => {
            return Err(ProfileError::new(
                "it has neither `level` nor `advice`",
                Some("add `level = \"violation\"`, or another level".to_owned()),
            ));
        }
    };
    let Some(level) = level_or_off(word)? else { return Ok(None) };
    let facts = evidence.facts.into_iter().map(|(name, fact)| {
        if !rule.page().facts.contains(&&*name) {
            return Err(unknown_fact(rule, &name));
        }
        Ok(Fact { name: Cow::Owned(name), mark: mark(&fact.mark)? })
    });
    Ok(Some(Setting {
        level,
        advice,
        mark: evidence.mark.as_deref().map(mark).transpose()?,
        source: evidence.resolved_source.map(|source| StatedSource {
            title: Cow::Owned(source.title),
            section: evidence.section.map(Cow::Owned),
            link: Cow::Owned(source.link),
            read: source.read.map(Cow::Owned),
        }),
        note: evidence.note.map(Cow::Owned),
        facts: facts.collect::<Result<Vec<_>, _>>()?.into(),
        stated_by: Cow::Owned(evidence.stated_by.unwrap_or_default()),
        servers: Cow::Borrowed(&[]),
    }))
}

fn mark(word: &str) -> Result<Mark, ProfileError> {
    Mark::from_name(word).ok_or_else(|| {
        let names = Mark::ALL.map(Mark::name).join(", ");
        ProfileError::new(format!("there is no mark `{word}`"), Some(format!("the marks are {names}")))
    })
}

fn unknown_fact(rule: Rule, name: &str) -> ProfileError {
    let help = match rule.page().facts {
        [] => "this rule distinguishes no facts".to_owned(),
        facts => format!("its facts are {}", facts.join(", ")),
    };
    ProfileError::new(format!("there is no fact `{name}`"), Some(help))
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
