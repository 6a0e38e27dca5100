//! The profile that an argument or the configuration names.

use std::borrow::Cow;
use std::path::{Path, PathBuf};

use super::usage::UsageError;
use crate::config::display;
use crate::files;
use crate::metadata::nearest;
use crate::profile::{Profile, unknown_profile};
use crate::servers::server_profiles;

/// The largest profile, in bytes.
const MAX_BYTES: usize = 256 * 1024;

/// The profile of a run that names none.
pub const DEFAULT: &str = "auth0";

/// The file of a profile that is not a built-in one.
pub fn path(name: &str, directory: &Path) -> Option<PathBuf> {
    let is_built_in = Profile::named(name).is_some() || server_profiles().any(|known| known == name);
    (!is_built_in).then(|| directory.join(name))
}

/// The built-in profile of that name, or the one in that file.
pub fn named(name: &str) -> Result<Cow<'static, Profile>, UsageError> {
    named_from(name, Path::new(""))
}

/// The same; the path of a file begins in that folder.
pub fn named_from(name: &str, directory: &Path) -> Result<Cow<'static, Profile>, UsageError> {
    if let Some(profile) = Profile::named(name) {
        return Ok(Cow::Borrowed(profile));
    }
    let path = directory.join(name);
    let looks_like_file = name.ends_with(".toml") || name.contains(['/', '\\']) || path.exists();
    if !looks_like_file {
        return Err(unknown(name));
    }
    let text = files::text(Some(&path), MAX_BYTES).map_err(|error| {
        UsageError::new(format!("the profile {name} cannot be read: {}", files::words(&error)))
    })?;
    let beside = |schema: &str| {
        files::whole(&path.with_file_name(schema), MAX_BYTES).map_err(|error| files::words(&error))
    };
    Ok(Cow::Owned(Profile::from_file(&display(&path), &text, &beside)?))
}

/// The error of naming a profile that does not exist: one of rules, or a server.
fn unknown(name: &str) -> UsageError {
    let is_rules = nearest(name, Profile::built_in().iter().map(|profile| &*profile.name)).is_some();
    match nearest(name, server_profiles()) {
        Some(server) if !is_rules => UsageError::new(format!("there is no profile `{name}`"))
            .help(format!("did you mean `{server}`? `cimd compat --list` names the servers")),
        _ => {
            let mut error = unknown_profile(name);
            let more = "; everywhere, and the servers of `cimd compat --list`, are profiles too";
            error.help = error.help.map(|help| help + more);
            error.into()
        }
    }
}
