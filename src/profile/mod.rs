//! Profiles: what one authorization server or specification demands of a document, as data.

mod file;
mod read;

use std::borrow::Cow;

use crate::finding::Level;
use crate::rule::Rule;

pub use file::Limits;
pub use read::{ProfileError, level_or_off, unknown_profile, unknown_rule};

mod built_in {
    use super::*;

    include!(concat!(env!("OUT_DIR"), "/profiles.rs"));
}

/// A list of strings that costs nothing when it is built in.
pub type List = Cow<'static, [Cow<'static, str>]>;

/// What one server or specification demands. A rule that it does not name is off.
#[derive(Debug, Clone)]
pub struct Profile {
    /// The name on the command line: `auth0`.
    pub name: Cow<'static, str>,
    /// The name in messages: `Auth0`.
    pub title: Cow<'static, str>,
    /// What the profile was read from, and when.
    pub source: Cow<'static, str>,
    /// Bounds on sizes.
    pub limits: Limits,
    /// Values that the server takes.
    pub values: Values,
    /// Properties that the server wants and reads.
    pub properties: Properties,
    settings: Settings,
}

/// Values that the server takes; `None` where the profile does not restrict them.
#[derive(Debug, Clone)]
pub struct Values {
    /// Grant types that the server keeps.
    pub grant_types: Option<List>,
    /// Client authentication methods at the token endpoint.
    pub token_endpoint_auth_methods: Option<List>,
    /// Values of `application_type`; the first is the default.
    pub application_types: Option<List>,
    /// Algorithms of client assertions.
    pub key_algorithms: Option<List>,
}

/// Properties that the server wants and reads.
#[derive(Debug, Clone)]
pub struct Properties {
    /// Without these the server refuses the document.
    pub required: Option<List>,
    /// These it reads, and no others; `None` where it is taken to read every registered one.
    pub supported: Option<List>,
}

/// How a profile has one rule.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Setting {
    /// The level of its findings.
    pub level: Level,
    /// Whether it is ours, and the server would not report it.
    pub advice: bool,
}

/// One slot a rule, in the order of [`Rule::ALL`].
#[derive(Debug, Clone)]
struct Settings([Option<Setting>; Rule::ALL.len()]);

impl Profile {
    /// The profiles that come with the program, sorted by name.
    pub fn built_in() -> &'static [Profile] {
        &built_in::BUILT_IN
    }

    /// The built-in profile of that name.
    pub fn named(name: &str) -> Option<&'static Profile> {
        Profile::built_in().iter().find(|profile| profile.name == name)
    }

    /// How this profile has a rule; `None` where the rule is off.
    pub fn setting(&self, rule: Rule) -> Option<Setting> {
        self.settings.0[rule as usize]
    }

    /// Whether the server refuses a document without that property.
    pub fn requires(&self, property: &str) -> bool {
        self.properties.required.as_deref().is_some_and(|list| contains(list, property))
    }

    /// Whether the server reads that property.
    pub fn supports(&self, property: &str) -> bool {
        self.properties.supported.as_deref().is_none_or(|list| contains(list, property))
    }
}

/// Whether a profile's list holds that value.
pub fn contains(list: &[Cow<'static, str>], value: &str) -> bool {
    list.iter().any(|item| item == value)
}
