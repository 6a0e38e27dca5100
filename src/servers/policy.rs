//! What an operator of a server may set, with the default of the tables that the models are measured on: as permissive
//! as the server's documentation allows.

use std::collections::BTreeMap;
use std::fmt;

use super::server::SERVERS;

/// One setting of a server.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub struct Policy {
    /// Its name, in kebab-case.
    pub name: &'static str,
    /// The values it can have; empty where it is a list of words or a number.
    pub values: &'static [&'static str],
    /// The value that is assumed.
    pub default: &'static str,
    /// What it is, and what the server calls it.
    pub about: &'static str,
}

/// The settings that the user has named, by server and policy.
#[derive(Debug, Clone, Default)]
pub struct Policies {
    set: BTreeMap<(&'static str, &'static str), String>,
}

/// Why a setting was not understood.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PolicyError(String);

impl fmt::Display for PolicyError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.0)
    }
}

impl std::error::Error for PolicyError {}

impl Policies {
    /// Sets what is written as `SERVER.POLICY=VALUE`.
    ///
    /// # Errors
    ///
    /// There is no such server or policy, or it cannot have that value; the error says which there are.
    pub fn set(&mut self, text: &str) -> Result<(), PolicyError> {
        let error = |message: String| Err(PolicyError(message));
        let Some((name, value)) = text.split_once('=') else {
            return error(format!("`{text}` has no `=`; write SERVER.POLICY=VALUE"));
        };
        let Some((server, policy)) = name.split_once('.') else {
            return error(format!("`{name}` has no `.`; write SERVER.POLICY=VALUE"));
        };
        let Some(known) = SERVERS.iter().find(|known| known.name == server) else {
            return error(format!("there is no server `{server}`; `cimd compat --list` names them"));
        };
        let Some(found) = known.policies.iter().find(|known| known.name == policy) else {
            let names: Vec<&str> = known.policies.iter().map(|policy| policy.name).collect();
            let those = if names.is_empty() { "none".to_owned() } else { names.join(", ") };
            return error(format!("`{server}` has no policy `{policy}`; it has {those}"));
        };
        if !found.values.is_empty() && !found.values.contains(&value) {
            return error(format!("`{name}` cannot be `{value}`; it can be {}", found.values.join(" or ")));
        }
        if found.values.is_empty()
            && found.default.parse::<usize>().is_ok()
            && value.parse::<usize>().is_err()
        {
            return error(format!("`{name}` is a number, and `{value}` is not one"));
        }
        self.set.insert((known.name, found.name), value.to_owned());
        Ok(())
    }

    /// What the policy of a server is.
    pub(super) fn get(&self, server: &'static str, policy: &Policy) -> &str {
        self.set.get(&(server, policy.name)).map_or(policy.default, String::as_str)
    }

    /// Whether a policy with the values `on` and `off` is on.
    pub(super) fn is_on(&self, server: &'static str, policy: &Policy) -> bool {
        self.get(server, policy) == "on"
    }

    /// The value of a policy that is a number.
    pub(super) fn number(&self, server: &'static str, policy: &Policy) -> usize {
        self.get(server, policy).parse().unwrap_or(usize::MAX)
    }

    /// Whether a policy that is a list holds that word. Entries are separated by commas; one that ends in `*` stands for all
    /// words that begin so, one that begins with `-` takes out; the last that fits counts.
    pub(super) fn lists(&self, server: &'static str, policy: &Policy, word: &str) -> bool {
        let fits = |entry: &str| match entry.strip_suffix('*') {
            Some(head) => word.starts_with(head),
            None => entry == word,
        };
        let entries = self.get(server, policy).split(',').map(str::trim);
        entries.fold(false, |held, entry| match entry.strip_prefix('-') {
            Some(entry) if fits(entry) => false,
            None if fits(entry) => true,
            _ => held,
        })
    }
}

/// The scopes of a server whose operator offers whatever a document asks for. What begins with `not-offered` stands for one
/// that is not.
pub(super) const EVERY_SCOPE: &str = "*,-not-offered*";

/// Whether RFC 6749 section 3.3 allows that scope.
pub(super) fn is_scope_token(token: &str) -> bool {
    !token.is_empty() && token.bytes().all(|byte| matches!(byte, 0x21 | 0x23..=0x5b | 0x5d..=0x7e))
}
