//! What the arguments say already.

use std::borrow::Cow;

use super::arguments::InitArguments;
use super::complete::Complete;
use super::words;
use crate::cli::profiles;
use crate::cli::terminal;
use crate::cli::usage::UsageError;
use crate::config::Config;
use crate::finding::enumerated;
use crate::profile::Profile;
use crate::template::{Answers, ClientKind, Question, SigningAlgorithm, default_redirect_uri};

/// What arguments and configuration say of a client.
pub struct Flags<'a> {
    /// The arguments.
    pub arguments: &'a InitArguments,
    /// The URL, from either of the two.
    pub url: Option<String>,
    /// The profile, from either of the two.
    pub profile: Option<Cow<'static, Profile>>,
}

impl<'a> Flags<'a> {
    /// Reads them.
    ///
    /// # Errors
    ///
    /// There is no such profile, or arguments that contradict each other.
    pub fn of(arguments: &'a InitArguments, config: Option<&Config>) -> Result<Flags<'a>, UsageError> {
        if let Some(kind) = arguments.kind.filter(|kind| !kind.has_key()) {
            let given = [("--key", arguments.keys.key), ("--algorithm", arguments.keys.algorithm.is_some())];
            if let Some((flag, _)) = given.iter().find(|(_, is_given)| *is_given) {
                return Err(UsageError::new(format!(
                    "{flag} is for clients that have a key, and --kind is `{}`",
                    kind.name()
                ))
                .help("write --kind confidential, or leave it out"));
            }
        }
        let profile = match &arguments.profile {
            Some(name) => Some(profiles::named(name)?),
            None => config.and_then(configured_profile).transpose()?,
        };
        let configured = || config?.file.url_of(&config?.relative(&arguments.file)?);
        Ok(Flags { arguments, url: arguments.url.clone().or_else(configured), profile })
    }

    /// The answers where nothing is missing; `None` where something is, and can be asked for.
    ///
    /// # Errors
    ///
    /// What is given is not right, or something is missing and cannot be asked for.
    pub fn complete(&self) -> Result<Option<Complete>, UsageError> {
        let profile = match &self.profile {
            Some(profile) => profile.clone(),
            None => profiles::named(profiles::DEFAULT)?,
        };
        let missing = self.missing(&profile);
        let (Some(kind), true) = (self.arguments.kind, missing.is_empty()) else {
            return if terminal::can_ask() { Ok(None) } else { Err(incomplete(&missing)) };
        };
        let mut answers = Answers::new(kind, self.algorithm(&profile));
        answers.url = self.url.clone().unwrap_or_default();
        answers.name = self.arguments.name.clone().unwrap_or_default();
        answers.redirect_uris = self.redirect_uris(kind, &profile);
        let complete = Complete {
            answers,
            profile,
            profile_name: self.arguments.profile.clone(),
            makes_key: self.arguments.keys.key,
        };
        words::check(&complete, &Question::ALL)?;
        Ok(Some(complete))
    }

    /// What a client signs with.
    pub fn algorithm(&self, profile: &Profile) -> SigningAlgorithm {
        self.arguments.keys.algorithm.unwrap_or_else(|| SigningAlgorithm::of(profile))
    }

    /// Whether the redirect URI was chosen here.
    pub fn is_default_redirect(&self, complete: &Complete) -> bool {
        let default = default_redirect_uri(complete.answers.kind, &complete.profile);
        self.arguments.redirect_uris.is_empty()
            && default.is_some_and(|uri| complete.answers.redirect_uris == [uri])
    }

    fn redirect_uris(&self, kind: ClientKind, profile: &Profile) -> Vec<String> {
        match &*self.arguments.redirect_uris {
            [] => default_redirect_uri(kind, profile).into_iter().collect(),
            given => given.to_vec(),
        }
    }

    /// The arguments that are missing, each with an example.
    fn missing(&self, profile: &Profile) -> Vec<(&'static str, &'static str)> {
        // Without a kind, an argument that some kinds can do without is not missed.
        let needs_redirect =
            self.arguments.kind.is_some_and(|kind| self.redirect_uris(kind, profile).is_empty());
        let examples = [
            (self.arguments.kind.is_none(), ("--kind", "web")),
            (self.url.is_none(), ("--url", "https://app.example.com/client.json")),
            (self.arguments.name.is_none(), ("--name", "'Example App'")),
            (needs_redirect, ("--redirect-uri", "https://app.example.com/callback")),
        ];
        examples.into_iter().filter(|(is_missing, _)| *is_missing).map(|(_, example)| example).collect()
    }
}

/// That arguments are missing and no terminal is there to ask for them.
fn incomplete(missing: &[(&str, &str)]) -> UsageError {
    let names: Vec<String> = missing.iter().map(|(flag, _)| (*flag).to_owned()).collect();
    let examples: Vec<String> = missing.iter().map(|(flag, value)| format!("{flag} {value}")).collect();
    let verb = if names.len() == 1 { "is" } else { "are" };
    UsageError::new(format!(
        "{} {verb} missing, and there is no terminal to ask on",
        enumerated(&names, "and")
    ))
    .help(format!("add, for example, {}", examples.join(" ")))
}

/// The profile that the configuration names, if it names one.
fn configured_profile(config: &Config) -> Option<Result<Cow<'static, Profile>, UsageError>> {
    let named = config.file.profile.as_ref()?;
    let error = |error: UsageError| error.of(&config.error(named.span(), String::new(), None).place);
    Some(profiles::named_from(named.get_ref(), config.directory()).map_err(error))
}
