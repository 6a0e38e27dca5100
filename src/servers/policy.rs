//! What an operator of a server may set, with the default of the tables that the models are measured on: as permissive
//! as the server's documentation allows.

use std::collections::BTreeMap;

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

impl Policies {
    /// Sets the policy of a server.
    pub(super) fn set(&mut self, server: &'static str, policy: &'static Policy, value: &str) {
        self.set.insert((server, policy.name), value.to_owned());
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
