//! The profile that a document is measured against: one of rules, or one that is made of models of servers.

use std::borrow::Cow;

use super::computed::ServerProfile;
use crate::lint::Linter;
use crate::profile::Profile;

/// What a document is measured against.
#[derive(Debug, Clone)]
pub enum ChosenProfile {
    /// Rules, and the level of each.
    Rules(Box<Cow<'static, Profile>>),
    /// The models of servers.
    Servers(Box<ServerProfile>),
}

impl ChosenProfile {
    /// What it says of each rule.
    pub fn profile(&self) -> &Profile {
        match self {
            ChosenProfile::Rules(profile) => profile,
            ChosenProfile::Servers(servers) => servers.profile(),
        }
    }

    /// The linter of its verdict.
    pub fn linter(&self) -> Linter<'_> {
        match self {
            ChosenProfile::Rules(profile) => Linter::new(profile),
            ChosenProfile::Servers(servers) => servers.linter(),
        }
    }
}
