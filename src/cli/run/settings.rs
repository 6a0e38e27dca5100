//! What applies to a run: the configuration file, and the command line laid over it.

use std::io::{self, Write};
use std::path::{Path, PathBuf};

use super::arguments::RunArguments;
use crate::cli::chosen_profile::{ServerChoice, chosen};
use crate::cli::configuration::configuration;
use crate::cli::profiles;
use crate::cli::respondents::{configured, respondents};
use crate::cli::usage::UsageError;
use crate::config::{Config, ConfigFile, FailOn, RuleId, ServerName};
use crate::finding::Level;
use crate::format::sanitised;
use crate::input::Argument;
use crate::lint::Linter;
use crate::rule::Rule;
use crate::servers::{ChosenProfile, Respondent};

/// What applies to a run.
pub struct Settings {
    /// The configuration file, if there is one.
    pub config: Option<Config>,
    /// What it says, with what the command line says instead.
    resolved: ConfigFile,
    /// Whether the command line names the profile, from the current directory on.
    profile_is_argument: bool,
    /// Whether it names the servers that are required.
    require_is_argument: bool,
}

impl Settings {
    /// Finds and reads the configuration, and lays the command line over it.
    pub fn of(arguments: &RunArguments, inputs: &[Argument]) -> Result<Settings, UsageError> {
        let config = configuration(&arguments.repository.config, inputs)?;
        let mut settings = Settings::over(config, arguments.profile.as_deref());
        let resolved = &mut settings.resolved;
        resolved.fail_on = arguments.fail_on.or(resolved.fail_on);
        if let Some(select) = &arguments.accepting.select {
            resolved.select.clone_from(select);
        }
        if let Some(ignore) = &arguments.accepting.ignore {
            resolved.ignore.clone_from(ignore);
        }
        Ok(settings)
    }

    /// What a configuration says, but for the profile where the command line names it.
    pub fn over(config: Option<Config>, profile: Option<&str>) -> Settings {
        let mut resolved = config.as_ref().map(|config| config.file.clone()).unwrap_or_default();
        if let Some(profile) = profile {
            resolved.profile = Some(toml::Spanned::new(0..0, profile.to_owned()));
        }
        Settings { config, resolved, profile_is_argument: profile.is_some(), require_is_argument: false }
    }

    /// Names the servers that must take every document, instead of those of the configuration.
    pub fn require(&mut self, servers: &[ServerName]) {
        if !servers.is_empty() {
            self.resolved.require =
                servers.iter().map(|server| toml::Spanned::new(0..0, server.clone())).collect();
            self.require_is_argument = true;
        }
    }

    /// The servers that must take every document; profiles among them are read.
    pub fn required(&self) -> Result<Vec<Respondent>, UsageError> {
        match &self.config {
            Some(config) if !self.require_is_argument => configured(&self.resolved.require, config),
            _ => {
                let names: Vec<_> = self.resolved.require.iter().map(|name| name.get_ref().clone()).collect();
                respondents(&names, Path::new(""))
            }
        }
    }

    /// The lightest level that makes the exit code 1.
    pub fn fail_on(&self) -> FailOn {
        self.resolved.fail_on.unwrap_or(FailOn::Violation)
    }

    /// Whether the configuration accepts findings.
    pub fn has_ignores(&self) -> bool {
        self.config.as_ref().is_some_and(|config| !config.file.ignores.is_empty())
    }

    /// The profile, which is read where it is the user's own.
    pub fn profile(&self, choice: ServerChoice<'_>) -> Result<ChosenProfile, UsageError> {
        let here = Path::new("");
        let Some(named) = &self.resolved.profile else {
            return chosen(profiles::DEFAULT, here, choice);
        };
        match &self.config {
            Some(config) if !self.profile_is_argument => {
                let error =
                    |error: UsageError| error.of(&config.error(named.span(), String::new(), None).place);
                chosen(named.get_ref(), config.directory(), choice).map_err(error)
            }
            _ => chosen(named.get_ref(), here, choice),
        }
    }

    /// The file of the profile, if it is the user's own.
    pub fn profile_file(&self) -> Option<PathBuf> {
        let named = self.resolved.profile.as_ref()?.get_ref();
        let config = self.config.as_ref().filter(|_| !self.profile_is_argument);
        profiles::path(named, config.map_or(Path::new(""), Config::directory))
    }

    /// The linter of that profile, with the levels of rules that are wanted.
    pub fn linter<'p>(&self, profile: &'p ChosenProfile, arguments: &[(Rule, Option<Level>)]) -> Linter<'p> {
        let levels = self.levels(arguments).into_iter();
        levels.fold(profile.linter(), |linter, (rule, level)| linter.with_level(rule, level))
    }

    /// Levels of rules that differ from the profile's; of several for a rule the last one holds.
    pub fn levels(&self, arguments: &[(Rule, Option<Level>)]) -> Vec<(Rule, Option<Level>)> {
        let ConfigFile { select, ignore, levels, .. } = &self.resolved;
        let is_off = |rule: Rule| {
            let is_selected = select.is_empty() || select.iter().any(|selector| selector.covers(rule));
            !is_selected || ignore.iter().any(|selector| selector.covers(rule))
        };
        let configured = levels.iter().map(|(&RuleId(rule), &level)| (rule, level.into()));
        let off = Rule::ALL.iter().copied().filter(|&rule| is_off(rule)).map(|rule| (rule, None));
        configured.chain(off).chain(arguments.iter().copied()).collect()
    }

    /// Writes the settings as they could stand in a configuration file.
    pub fn write(&self, out: &mut dyn Write, arguments: &[(Rule, Option<Level>)]) -> io::Result<()> {
        let mut shown = self.resolved.clone();
        shown.profile.get_or_insert_with(|| toml::Spanned::new(0..0, profiles::DEFAULT.to_owned()));
        shown.fail_on = Some(self.fail_on());
        shown.levels.extend(arguments.iter().map(|&(rule, level)| (RuleId(rule), level.into())));
        match &self.config {
            Some(config) => {
                writeln!(out, "# The settings of {}, and of the command line.", sanitised(&config.name))?
            }
            None => {
                writeln!(out, "# No configuration file applies; these are the settings of the command line.")?
            }
        }
        let text = toml::to_string_pretty(&shown).map_err(io::Error::other)?;
        for line in text.lines() {
            writeln!(out, "{}", sanitised(line))?;
        }
        Ok(())
    }
}
