//! The profile that a run is measured against: one of rules, or one that is made of models of servers.

use std::path::Path;

use super::profiles;
use super::usage::UsageError;
use crate::profile::Profile;
use crate::servers::{
    ChosenProfile, EVERYWHERE, Policies, Server, ServerProfile, named, set_policy, unknown_server,
};

/// What the command line says of servers.
#[derive(Clone, Copy)]
pub struct ServerChoice<'a> {
    /// Which of them count in the profile `everywhere`.
    pub servers: &'a [String],
    /// What their operators set, as `SERVER.POLICY=VALUE`.
    pub settings: &'a [String],
}

impl ServerChoice<'_> {
    /// Nothing is said.
    pub const NONE: ServerChoice<'static> = ServerChoice { servers: &[], settings: &[] };

    /// The servers of those names.
    fn servers(&self) -> Result<Vec<&'static Server>, UsageError> {
        let server = |name: &String| {
            named(name).ok_or_else(|| {
                UsageError::new(unknown_server(name)).help("cimd compat --list names them all")
            })
        };
        self.servers.iter().map(server).collect()
    }

    fn policies(&self) -> Result<Policies, UsageError> {
        let mut policies = Policies::default();
        for setting in self.settings {
            set_policy(&mut policies, setting).map_err(|error| {
                UsageError::new(format!("--set {setting}: {error}"))
                    .help("cimd compat --list shows what can be set")
            })?;
        }
        Ok(policies)
    }

    /// Refuses what would have no effect under a profile of that name.
    fn check(&self, name: &str, is_of_servers: bool) -> Result<(), UsageError> {
        if !self.servers.is_empty() && name != EVERYWHERE {
            return Err(UsageError::new("--servers says which servers count in the profile everywhere")
                .help("add --profile everywhere; one server is a profile itself: --profile oidc-provider"));
        }
        if !self.settings.is_empty() && !is_of_servers {
            return Err(UsageError::new(format!(
                "--set is about servers, and the profile {name} is not made of models of any"
            ))
            .help("add --profile everywhere, or the name of a server"));
        }
        Ok(())
    }
}

/// The built-in profile or the server of that name, or the profile in that file, whose path begins in that folder.
pub fn chosen(name: &str, directory: &Path, choice: ServerChoice<'_>) -> Result<ChosenProfile, UsageError> {
    let of_servers = match Profile::named(name) {
        Some(_) => None,
        None if name == EVERYWHERE && !choice.servers.is_empty() => {
            ServerProfile::everywhere(choice.servers()?)
        }
        None => ServerProfile::named(name),
    };
    choice.check(name, of_servers.is_some())?;
    match of_servers {
        Some(profile) => Ok(ChosenProfile::Servers(Box::new(profile.with_policies(choice.policies()?)))),
        None => profiles::named_from(name, directory).map(|rules| ChosenProfile::Rules(Box::new(rules))),
    }
}
