//! What one server or specification demands.

use std::borrow::Cow;
#[cfg(feature = "cli")]
use std::sync::Arc;

use serde::Serialize;

use super::file::{AbsentKid, AbsentMethod, KidAlphabet, Limits, PortComparison, RedirectClass};
use crate::finding::{Level, enumerated};
#[cfg(feature = "cli")]
use crate::house::House;
use crate::metadata::host::{Host, Loopback, loopback};
use crate::rule::{Mark, Rule};

/// A list of strings that costs nothing when it is built in.
pub type List = Cow<'static, [Cow<'static, str>]>;

/// What one server or specification demands. A rule that it does not name is off.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub struct Profile {
    /// The name on the command line: `auth0`, `ietf@02`.
    pub name: Cow<'static, str>,
    /// The name in messages: `Auth0`.
    pub title: Cow<'static, str>,
    /// What the profile was read from, and when.
    pub source: Cow<'static, str>,
    /// Bounds on sizes.
    pub limits: Limits,
    /// Redirect URIs.
    pub redirect_uris: RedirectUris,
    /// Values of `application_type`.
    pub application_types: ApplicationTypes,
    /// Client authentication at the token endpoint.
    pub authentication: Authentication,
    /// Grant types.
    pub grants: Grants,
    /// Scopes.
    pub scopes: Scopes,
    /// Keys of clients.
    pub keys: Keys,
    /// Identifiers of clients.
    pub identifiers: Identifiers,
    /// Members of the document.
    pub members: Members,
    /// House rules, where the profile names a schema.
    #[cfg(feature = "cli")]
    pub(crate) house: Option<Arc<House>>,
    pub(super) settings: Settings,
}

/// Redirect URIs: which kinds are taken, and how they are compared.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub struct RedirectUris {
    /// What a client of the type `native` may have; `None` where any is taken.
    pub native: Option<Cow<'static, [RedirectClass]>>,
    /// What a client of any other type may have; `None` where any is taken.
    pub web: Option<Cow<'static, [RedirectClass]>>,
    /// The hosts that count as loopback; `None` where every spelling does.
    pub loopback_hosts: Option<List>,
    /// How the port of a loopback redirect URI is compared; `None` where that is not known.
    pub loopback_port: Option<PortComparison>,
    /// The hosts to which answers may be sent, but for loopback ones, in ASCII and lower case; one after `*.` stands for
    /// every name below it. `None` where any is taken.
    pub hosts: Option<List>,
    /// The private-use schemes that are taken, in lower case; `None` where any is.
    pub schemes: Option<List>,
}

/// Values of `application_type`.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub struct ApplicationTypes {
    /// The values that are taken; `None` where any is.
    pub values: Option<List>,
    /// The value that an absent member stands for.
    pub default: Option<Cow<'static, str>>,
}

/// Client authentication at the token endpoint.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub struct Authentication {
    /// The methods that are taken; `None` where any is.
    pub methods: Option<List>,
    /// How a document without a method is read.
    pub absent: AbsentMethod,
    /// The methods which not every customer of the server can use; `None` where none is known.
    pub restricted: Option<List>,
}

/// Identifiers of clients.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub struct Identifiers {
    /// What the ids begin with that the server itself gives to clients; `None` where that is not known.
    pub own_prefixes: Option<List>,
    /// The hosts at which documents may be published, written like those of [`RedirectUris::hosts`]; `None` where any is
    /// taken.
    pub hosts: Option<List>,
}

/// Grant types.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub struct Grants {
    /// The grant types that are kept; `None` where all are.
    pub types: Option<List>,
}

/// Scopes.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub struct Scopes {
    /// The scopes without which a document is refused; `None` where none is.
    pub required: Option<List>,
    /// The scopes that such clients do not get; `None` where none is known.
    pub refused: Option<List>,
}

/// Keys of clients.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub struct Keys {
    /// The key types that are taken; `None` where any is.
    pub types: Option<List>,
    /// The algorithms that are taken; `None` where any is.
    pub algorithms: Option<List>,
    /// The algorithm that a key without `alg` is taken for.
    pub absent_alg: Option<Cow<'static, str>>,
    /// What a key without `kid` is named by.
    pub absent_kid: Option<AbsentKid>,
    /// Fewest and most characters of a `kid`.
    pub kid_length: Option<[usize; 2]>,
    /// The characters that a `kid` may have.
    pub kid_alphabet: Option<KidAlphabet>,
}

/// Members of the document.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub struct Members {
    /// Without these a document is refused.
    pub required: Option<List>,
    /// These are read, and no others; `None` where every registered one is.
    pub supported: Option<List>,
    /// With one of these a document is refused.
    pub forbidden: Option<List>,
    /// Members that have to be true.
    pub are_true: Option<List>,
}

/// What a profile says of one rule.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Setting {
    /// The level of its findings.
    pub level: Level,
    /// Whether it is ours, and the profile's server would not report it.
    pub advice: bool,
    /// How it is known; `None` where the profile does not say, as for most advice.
    pub mark: Option<Mark>,
    /// Where it was read.
    pub source: Option<StatedSource>,
    /// One or two sentences on what the server does.
    pub note: Option<Cow<'static, str>>,
    /// Facts within the rule that are known in another way than the rule as a whole.
    pub facts: Cow<'static, [Fact]>,
    /// The title of the profile that says so: this one's, or that of one it extends.
    pub stated_by: Cow<'static, str>,
    /// The servers that do so, where the profile is made of models of servers.
    pub servers: Cow<'static, [ByServer]>,
}

/// What one server does with a document that has a fault.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct ByServer {
    /// Its name, as `cimd compat` has it.
    pub server: &'static str,
    /// Whether it refuses the document, or takes it in part.
    #[serde(rename = "verdict")]
    pub effect: Effect,
    /// How that is known.
    pub mark: Mark,
    /// The package that was run or read; for a service, its documentation.
    pub package: &'static str,
    /// Its version, or the day it was read.
    pub version: &'static str,
}

/// What a fault leads to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "lowercase")]
#[non_exhaustive]
pub enum Effect {
    /// The document is refused.
    Refuse,
    /// It is taken, and something of it is dropped.
    Degraded,
}

/// Where a profile's statement was read.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct StatedSource {
    /// The title of the document.
    pub title: Cow<'static, str>,
    /// The section in it.
    pub section: Option<Cow<'static, str>>,
    /// Its address.
    pub link: Cow<'static, str>,
    /// The day it was read, or its version.
    pub read: Option<Cow<'static, str>>,
}

/// One fact within a rule, and how it is known.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Fact {
    /// The fact, in kebab-case: `bad-escape`.
    pub name: Cow<'static, str>,
    /// How it is known.
    pub mark: Mark,
}

impl Setting {
    /// The level at which the profile's server itself reports the rule; `None` for advice.
    pub fn verdict(&self) -> Option<Level> {
        (!self.advice).then_some(self.level)
    }

    /// How the rule, or that fact within it, is known.
    pub fn mark_of(&self, fact: Option<&str>) -> Option<Mark> {
        let of_fact = fact.and_then(|fact| self.facts.iter().find(|known| known.name == fact));
        of_fact.map_or(self.mark, |fact| Some(fact.mark))
    }
}

/// What is said of each rule, in the order of [`Rule::ALL`].
#[derive(Debug, Clone)]
pub(super) struct Settings(pub(super) Cow<'static, [Option<Setting>]>);

impl Profile {
    /// What this profile says of a rule; `None` where the rule is off.
    pub fn setting(&self, rule: Rule) -> Option<&Setting> {
        self.settings.0[rule as usize].as_ref()
    }

    /// The file of the house rules, where the profile has some.
    #[cfg(feature = "cli")]
    pub fn house_file(&self) -> Option<&str> {
        self.house.as_deref().map(House::file)
    }

    /// Whether a document without that member is refused.
    pub fn requires(&self, member: &str) -> bool {
        self.members.required.as_deref().is_some_and(|list| contains(list, member))
    }

    /// Whether that member is read.
    pub fn supports(&self, member: &str) -> bool {
        self.members.supported.as_deref().is_none_or(|list| contains(list, member))
    }

    /// The values of a member, or of the elements of its list, that are taken; `None` where any is.
    pub fn values_of(&self, member: &str) -> Option<&[Cow<'static, str>]> {
        match member {
            "application_type" => self.application_types.values.as_deref(),
            "grant_types" => self.grants.types.as_deref(),
            "token_endpoint_auth_method" => self.authentication.methods.as_deref(),
            _ => None,
        }
    }

    /// Whether a document with that member is refused.
    pub fn forbids(&self, member: &str) -> bool {
        self.members.forbidden.as_deref().is_some_and(|list| contains(list, member))
    }
}

impl Profile {
    /// The host to recommend for a loopback redirect URI of a client that declares itself native: a literal address where
    /// one is taken, RFC 8252 section 8.3. `None` where there is nothing to recommend.
    pub fn recommended_loopback_host(&self) -> Option<&str> {
        let is_taken = self.redirect_uris.takes(RedirectClass::Loopback, true) && self.takes_native();
        let host = match self.redirect_uris.loopback_hosts.as_deref() {
            None => "127.0.0.1",
            Some(hosts) => {
                let is_literal = |host: &&Cow<'_, str>| matches!(loopback(host), Some(Loopback::Address(_)));
                hosts.iter().find(is_literal).or(hosts.first())?
            }
        };
        is_taken.then_some(host)
    }

    /// Whether a document can declare that its client is a native one.
    pub fn takes_native(&self) -> bool {
        self.application_types.values.as_deref().is_none_or(|values| contains(values, "native"))
            && self.supports("application_type")
            && !self.forbids("application_type")
    }
}

impl Identifiers {
    /// Whether a document may be published at that host.
    pub fn takes_host(&self, host: &Host<'_>) -> bool {
        self.hosts.as_deref().is_none_or(|hosts| holds_host(hosts, host))
    }

    /// Whether it is an id that the server itself gives to clients.
    pub fn is_own(&self, client_id: &str) -> bool {
        let prefixes = self.own_prefixes.as_deref().unwrap_or_default();
        prefixes.iter().any(|prefix| client_id.starts_with(&**prefix))
    }
}

impl RedirectUris {
    /// Whether a client may have such a redirect URI: one of the type `native`, or of any other type.
    pub fn takes(&self, class: RedirectClass, native: bool) -> bool {
        let list = if native { &self.native } else { &self.web };
        list.as_deref().is_none_or(|list| {
            list.contains(&class)
                // A scheme that is a domain name in reverse order is a private-use one too.
                || class == RedirectClass::PrivateUseReverseDomain && list.contains(&RedirectClass::PrivateUse)
        })
    }

    /// Whether a client of any type may have such a redirect URI.
    pub fn takes_at_all(&self, class: RedirectClass) -> bool {
        self.takes(class, true) || self.takes(class, false)
    }

    /// Whether answers may be sent to that host, which is not a loopback one.
    pub fn takes_host(&self, host: &Host<'_>) -> bool {
        self.hosts.as_deref().is_none_or(|hosts| holds_host(hosts, host))
    }

    /// Whether a private-use scheme is taken, in any letter case.
    pub fn takes_scheme(&self, scheme: &str) -> bool {
        self.schemes
            .as_deref()
            .is_none_or(|schemes| schemes.iter().any(|known| known.eq_ignore_ascii_case(scheme)))
    }

    /// Whether a host counts as loopback where it is written like this.
    pub fn is_loopback_host(&self, host: &str) -> bool {
        self.loopback_hosts
            .as_deref()
            .is_none_or(|hosts| hosts.iter().any(|known| known.eq_ignore_ascii_case(host)))
    }
}

/// Whether a list of hosts holds one. `*.example.com` stands for every name below `example.com`, at any depth, and not for
/// `example.com`, as in certificates (RFC 9525, section 6.3), where it stands for one label. What is not a host is in no list.
fn holds_host(list: &[Cow<'static, str>], host: &Host<'_>) -> bool {
    let holds_name = |name: &str| {
        list.iter().any(|entry| match entry.strip_prefix("*.") {
            Some(domain) => {
                name.strip_suffix(domain).is_some_and(|below| below.len() > 1 && below.ends_with('.'))
            }
            None => **entry == *name,
        })
    };
    match host {
        Host::Name(name) => holds_name(name),
        Host::Address(address) => contains(list, &address.to_string()),
        Host::Unparsable(_) => false,
    }
}

/// Whether a profile's list holds that value.
pub fn contains(list: &[Cow<'static, str>], value: &str) -> bool {
    list.iter().any(|item| item == value)
}

/// Most values of a list that a message names.
const MAX_NAMED: usize = 8;

/// The beginning of a profile's list in a sentence, and how many more values there are.
pub fn first_words(list: &[Cow<'_, str>], joint: &str) -> String {
    match list.split_at_checked(MAX_NAMED) {
        Some((first, rest)) if !rest.is_empty() => {
            let quoted: Vec<String> = first.iter().map(|item| format!("`{item}`")).collect();
            format!("{} {joint} {} others", quoted.join(", "), rest.len())
        }
        _ => words(list, joint),
    }
}

/// A profile's list in a sentence: `` `a`, `b` and `c` ``, with the word that joins the last.
pub fn words(list: &[Cow<'_, str>], joint: &str) -> String {
    if list.is_empty() {
        return "nothing".to_owned();
    }
    let quoted: Vec<String> = list.iter().map(|item| format!("`{item}`")).collect();
    enumerated(&quoted, joint)
}
