//! What the limits and lists of a user's profile may be.

use super::error::ProfileError;
use super::file::ProfileFile;
use super::flaw::Flaw;
use crate::metadata::host::Host;
use crate::metadata::uri::is_dangerous_scheme;

/// Refuses limits that contradict each other and entries of lists that can never be met, and writes hosts and schemes the
/// way that they are compared: in ASCII and lower case.
pub fn check(file: &mut ProfileFile) -> Result<(), Flaw> {
    in_order("kid_length", "keys", file.keys.kid_length)?;
    let bits = file.limits.rsa_modulus_bits_min.zip(file.limits.rsa_modulus_bits_max);
    in_order("rsa_modulus_bits_max", "limits", bits.map(|(min, max)| [min, max]))?;
    if file.identifiers.own_prefixes.iter().flatten().any(String::is_empty) {
        let error = ProfileError::new(
            "an empty text is the beginning of every identifier",
            "remove it, or write what your server's own identifiers begin with".to_owned(),
        );
        return Err(Flaw::of_item(&["identifiers", "own_prefixes"], "", error));
    }
    hosts(&["identifiers", "hosts"], &mut file.identifiers.hosts)?;
    hosts(&["redirect_uris", "hosts"], &mut file.redirect_uris.hosts)?;
    for entry in file.redirect_uris.schemes.iter_mut().flatten() {
        *entry = scheme(entry).map_err(|error| Flaw::of_item(&["redirect_uris", "schemes"], entry, error))?;
    }
    Ok(())
}

fn in_order(key: &str, table: &str, range: Option<[usize; 2]>) -> Result<(), Flaw> {
    match range {
        Some([least, most]) if least > most => {
            let error = ProfileError::new(
                format!("nothing can be {least} at the least and {most} at the most"),
                "write the smaller number as the lower limit".to_owned(),
            );
            Err(Flaw::of_value(&[table, key], error))
        }
        _ => Ok(()),
    }
}

fn hosts(keys: &[&str; 2], list: &mut Option<Vec<String>>) -> Result<(), Flaw> {
    for entry in list.iter_mut().flatten() {
        *entry = host(entry).map_err(|error| Flaw::of_item(keys, entry, error))?;
    }
    Ok(())
}

/// A host as it is compared, `*.` before a name kept.
fn host(entry: &str) -> Result<String, ProfileError> {
    let not_a_host = |help: String| ProfileError::new(format!("`{entry}` is not a host"), help);
    if let Some((_, rest)) = entry.split_once("://") {
        let host = rest.split(['/', '?', '#']).next().unwrap_or_default();
        return Err(not_a_host(format!("write the host alone: `{host}`")));
    }
    let (prefix, name) = match entry.strip_prefix("*.") {
        Some(name) => ("*.", name),
        None => ("", entry),
    };
    if name.contains('*') {
        return Err(not_a_host(
            "a `*` can only stand for everything before a name: `*.example.com`; list the hosts otherwise"
                .to_owned(),
        ));
    }
    if name.contains(['/', '?', '#', '@', '%', ' ']) || name.is_empty() || name.ends_with('.') {
        return Err(not_a_host("write a host without a path, such as `app.example.com`".to_owned()));
    }
    match Host::read(name) {
        Host::Name(name) if !prefix.is_empty() && !name.contains('.') => Err(ProfileError::new(
            format!("`{entry}` would stand for every name below the top-level domain `{name}`"),
            "write a domain of your own after `*.`".to_owned(),
        )),
        Host::Name(name) => Ok(format!("{prefix}{name}")),
        Host::Address(address) if prefix.is_empty() => Ok(address.to_string()),
        Host::Address(_) => Err(not_a_host("there are no names below an address".to_owned())),
        Host::Unparsable(_) => Err(not_a_host(
            "write a host without a port, such as `app.example.com`, `192.0.2.1` or `[2001:db8::1]`"
                .to_owned(),
        )),
    }
}

/// A scheme in lower case.
fn scheme(entry: &str) -> Result<String, ProfileError> {
    let is_of_scheme = |c: char| c.is_ascii_alphanumeric() || matches!(c, '+' | '-' | '.');
    let is_scheme = entry.starts_with(|c: char| c.is_ascii_alphabetic()) && entry.chars().all(is_of_scheme);
    let error = |message: String, help: String| Err(ProfileError::new(message, help));
    if !is_scheme {
        let name = entry.split(':').next().unwrap_or_default();
        return error(
            format!("`{entry}` is not a scheme"),
            format!(
                "write what stands before the colon, such as `{}`",
                if name == entry { "com.example.app" } else { name }
            ),
        );
    }
    let scheme = entry.to_ascii_lowercase();
    if matches!(&*scheme, "http" | "https") {
        return error(
            format!("`{entry}` is not a private-use scheme"),
            "say in `native` and `web` whether https and loopback redirect URIs are taken".to_owned(),
        );
    }
    if is_dangerous_scheme(&scheme) {
        return error(
            format!("`{entry}` is not a private-use scheme: a browser runs or shows what follows it"),
            "remove it".to_owned(),
        );
    }
    Ok(scheme)
}
