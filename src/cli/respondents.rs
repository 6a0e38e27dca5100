//! The servers that arguments and the configuration name.

use std::path::Path;
use std::sync::Arc;

use toml::Spanned;

use super::profiles;
use super::usage::UsageError;
use crate::config::{Config, ServerName};
use crate::servers::{OwnServer, Respondent, SERVERS, named};

/// The servers of those names, each once; the paths of profiles begin in that folder.
pub fn respondents(names: &[ServerName], directory: &Path) -> Result<Vec<Respondent>, UsageError> {
    let mut servers: Vec<Respondent> = Vec::new();
    for name in names {
        let found = match name {
            ServerName::Profile(path) => vec![own(path, directory)?],
            ServerName::Server(name) => named(name).into_iter().map(Respondent::from).collect(),
            _ => SERVERS.iter().map(Respondent::from).collect(),
        };
        add(&mut servers, found);
    }
    Ok(servers)
}

/// The same of a list in the configuration, whose paths begin at its folder.
pub fn configured(names: &[Spanned<ServerName>], config: &Config) -> Result<Vec<Respondent>, UsageError> {
    let mut servers = Vec::new();
    for name in names {
        let at = |error: UsageError| error.of(&config.error(name.span(), String::new(), None).place);
        add(&mut servers, respondents(&[name.get_ref().clone()], config.directory()).map_err(at)?);
    }
    Ok(servers)
}

/// Adds those that are not there yet.
pub fn add(servers: &mut Vec<Respondent>, more: Vec<Respondent>) {
    for one in more {
        if !servers.iter().any(|other| other.name() == one.name()) {
            servers.push(one);
        }
    }
}

/// The files that were read of them, each with what it is.
pub fn files(servers: &[Respondent]) -> impl Iterator<Item = (&'static str, Option<&Path>)> {
    let own = servers.iter().filter_map(|server| match server {
        Respondent::Own(own) => Some(own),
        _ => None,
    });
    own.flat_map(|own| {
        let schema = own.profile.house_file().map(Path::new);
        [("a profile", Some(&*own.file)), ("the schema of a profile", schema)]
    })
}

fn own(path: &str, directory: &Path) -> Result<Respondent, UsageError> {
    let profile = profiles::named_from(path, directory)?.into_owned();
    Ok(Respondent::Own(Arc::new(OwnServer::new(path, directory.join(path), profile))))
}
