//! What applies to a run: the configuration file, and the command line laid over it.

use std::borrow::Cow;
use std::collections::BTreeSet;
use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use super::arguments::{ConfigArguments, LintArguments};
use super::usage::UsageError;
use crate::config::{Config, ConfigFile, FailOn, RuleId, find};
use crate::finding::Level;
use crate::format::sanitised;
use crate::input::Argument;
use crate::profile::{Profile, unknown_profile};
use crate::rule::Rule;

/// The profile of a run that names none.
pub const DEFAULT_PROFILE: &str = "auth0";

/// What applies to a run.
pub struct Settings {
    /// The configuration file, if there is one.
    pub config: Option<Config>,
    /// What it says, with what the command line says instead.
    resolved: ConfigFile,
    /// Whether the command line names the profile, from the current directory on.
    profile_is_argument: bool,
}

impl Settings {
    /// Finds and reads the configuration, and lays the command line over it.
    pub fn of(arguments: &LintArguments, inputs: &[Argument]) -> Result<Settings, UsageError> {
        let config = configuration(&arguments.repository.config, inputs)?;
        let mut resolved = config.as_ref().map(|config| config.file.clone()).unwrap_or_default();
        if let Some(profile) = &arguments.profile {
            resolved.profile = Some(toml::Spanned::new(0..0, profile.clone()));
        }
        resolved.fail_on = arguments.fail_on.or(resolved.fail_on);
        if let Some(select) = &arguments.accepting.select {
            resolved.select.clone_from(select);
        }
        if let Some(ignore) = &arguments.accepting.ignore {
            resolved.ignore.clone_from(ignore);
        }
        Ok(Settings { config, resolved, profile_is_argument: arguments.profile.is_some() })
    }

    /// The lightest level that makes the exit code 1.
    pub fn fail_on(&self) -> FailOn {
        self.resolved.fail_on.unwrap_or(FailOn::Violation)
    }

    /// The profile, which is read where it is the user's own.
    pub fn profile(&self) -> Result<Cow<'static, Profile>, UsageError> {
        let Some(named) = &self.resolved.profile else { return profile(DEFAULT_PROFILE, Path::new("")) };
        match &self.config {
            Some(config) if !self.profile_is_argument => {
                let error =
                    |error: UsageError| error.of(&config.error(named.span(), String::new(), None).place);
                profile(named.get_ref(), config.directory()).map_err(error)
            }
            _ => profile(named.get_ref(), Path::new("")),
        }
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
        shown.profile.get_or_insert_with(|| toml::Spanned::new(0..0, DEFAULT_PROFILE.to_owned()));
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

/// Finds and reads the configuration that holds for the inputs, if there is one.
pub fn configuration(arguments: &ConfigArguments, inputs: &[Argument]) -> Result<Option<Config>, UsageError> {
    let file = match &arguments.config {
        _ if arguments.no_config => None,
        Some(file) => Some(file.clone()),
        None => configuration_of(inputs)?,
    };
    Ok(file.map(|file| Config::read(&file)).transpose()?)
}

/// The configuration file of the inputs. One that has none of its own goes along with the others.
fn configuration_of(inputs: &[Argument]) -> Result<Option<PathBuf>, UsageError> {
    // Inputs of one folder have one configuration: it is looked for once.
    let mut folders: BTreeSet<&Path> = inputs.iter().map(folder).collect();
    if inputs.is_empty() {
        folders.insert(Path::new(""));
    }
    let files: BTreeSet<PathBuf> = folders.into_iter().filter_map(find).collect();
    let mut files = files.into_iter();
    match (files.next(), files.next()) {
        (Some(one), Some(other)) => Err(UsageError::new(format!(
            "the inputs have different configurations: {} and {}",
            one.display(),
            other.display()
        ))
        .help("lint them in runs of their own, or say which one holds with --config")),
        (file, _) => Ok(file),
    }
}

/// The folder from which on a configuration is looked for.
fn folder(input: &Argument) -> &Path {
    match input {
        Argument::StandardInput | Argument::Url(_) => Path::new(""),
        Argument::Directory(directory) => directory,
        Argument::File(path) | Argument::Special(path) => path.parent().unwrap_or(Path::new("")),
    }
}

/// The profile that an argument names; the default one without it.
pub fn argument_profile(name: &str) -> Result<Cow<'static, Profile>, UsageError> {
    profile(name, Path::new(""))
}

fn profile(name: &str, directory: &Path) -> Result<Cow<'static, Profile>, UsageError> {
    if let Some(profile) = Profile::named(name) {
        return Ok(Cow::Borrowed(profile));
    }
    let path = directory.join(name);
    let looks_like_file = name.ends_with(".toml") || name.contains(['/', '\\']) || path.exists();
    if !looks_like_file {
        return Err(unknown_profile(name).into());
    }
    let text = fs::read_to_string(&path)
        .map_err(|error| UsageError::new(format!("the profile {name} cannot be read: {error}")))?;
    let stem = path.file_stem().unwrap_or_default().to_string_lossy();
    let profile = Profile::from_toml(&stem, &text)
        .map_err(|error| UsageError::from(error).of(&format!("profile {name}")))?;
    Ok(Cow::Owned(profile))
}
