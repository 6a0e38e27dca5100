//! From arguments to how documents and key sets are fetched.

#[cfg(feature = "fetch")]
use std::ffi::OsStr;

use super::groups::FetchingArguments;
use super::output::note;
use super::usage::UsageError;
#[cfg(feature = "fetch")]
use crate::fetch::{Policy, Proxy};
#[cfg(feature = "fetch")]
use crate::files;
use crate::input::Fetcher;
#[cfg(not(feature = "fetch"))]
use crate::input::{NO_NETWORK, NO_NETWORK_HELP};

/// The largest file of certificates, in bytes.
#[cfg(feature = "fetch")]
const MAX_CERTIFICATE_BYTES: usize = 1024 * 1024;

/// A fetcher under the policy that the arguments describe.
#[cfg(feature = "fetch")]
pub fn fetcher(arguments: &FetchingArguments) -> Result<Fetcher, UsageError> {
    let mut policy = Policy {
        timeout: arguments.timeout,
        allow_private_network: arguments.allow_private_network,
        resolves: arguments.resolves.clone(),
        proxy: arguments.proxy.as_deref().map(proxy).transpose()?,
        ..Policy::default()
    };
    if let Some(file) = &arguments.ca_certificate {
        let wrong = |error: &dyn std::fmt::Display| {
            UsageError::new(format!("the certificates in {} cannot be used: {error}", file.display()))
                .help("name a file with certificates in PEM form")
        };
        let pem = files::whole(file, MAX_CERTIFICATE_BYTES).map_err(|error| wrong(&files::words(&error)))?;
        policy.trust(&pem).map_err(|error| wrong(&error))?;
    }
    Ok(Fetcher::new(policy))
}

/// A fetcher that fetches nothing, unless an argument asks for more than that.
#[cfg(not(feature = "fetch"))]
pub fn fetcher(arguments: &FetchingArguments) -> Result<Fetcher, UsageError> {
    let given = [
        ("--online", arguments.online),
        ("--ca-certificate", arguments.ca_certificate.is_some()),
        ("--resolve", !arguments.resolves.is_empty()),
        ("--allow-private-network", arguments.allow_private_network),
        ("--proxy", arguments.proxy.is_some()),
    ];
    match given.iter().find(|(_, is_given)| *is_given) {
        Some((name, _)) => {
            Err(UsageError::new(format!("{name} cannot be used: {NO_NETWORK}")).help(NO_NETWORK_HELP))
        }
        None => Ok(Fetcher),
    }
}

/// Reads the value of `--proxy`, and never shows it: it may hold a password.
#[cfg(feature = "fetch")]
fn proxy(url: &OsStr) -> Result<Proxy, UsageError> {
    Policy::read_proxy(&url.to_string_lossy()).map_err(|error| {
        UsageError::new(format!("--proxy: {error}"))
            .help("write http://HOST:PORT or http://USER:PASSWORD@HOST:PORT, with %-escapes for special characters in user and password")
    })
}

/// Says on standard error that the proxy guards addresses, where it does.
pub fn note_delegated_guard(fetcher: &Fetcher) {
    if fetcher.delegates_guard() {
        note("names are resolved and addresses guarded by the proxy, not by cimd");
    }
}

/// Whether linked resources are fetched; `None` where the user did not say.
pub fn online(arguments: &FetchingArguments) -> Option<bool> {
    match (arguments.online, arguments.offline) {
        (true, _) => Some(true),
        (_, true) => Some(false),
        _ => None,
    }
}
