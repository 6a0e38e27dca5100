//! The profiles under which cases are linted, each with single rules switched off or on.

use std::collections::HashMap;
use std::fmt::Write as _;
use std::sync::{LazyLock, Mutex};

use cimd::{Linter, Profile, Rule};

/// A profile of these tests.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Variant {
    /// Every rule is on, and the lists allow each of them to fire, but for two.
    Everything,
    /// The same, and the port of a loopback redirect URI is compared.
    ExactPort,
    /// The same, and a native client may have no https redirect URI.
    NativeWithoutHttps,
    /// A built-in profile as it is.
    Auth0,
    /// Another one.
    Ietf,
    /// One that requires a scope and a member that is true.
    Atproto,
    /// One that advises on documents that are right.
    Strict,
    /// One with rules on URLs for logins and logouts.
    Oidc,
    /// One with advice for clients that refresh their tokens.
    Mcp,
}

/// Rules that speak of documents that are right, with which no case would be clean, and one that is lighter here than what
/// it supersedes. They are held under profiles that have them.
const OF_RIGHT_DOCUMENTS: [&str; 14] = [
    "auth-none-capable",
    "client-id-url-query-dynamic",
    "client-uri-cross-origin",
    "client-uri-not-parent",
    "dpop-recommended",
    "grant-refresh-missing",
    "http-content-type-plus-json",
    "jwks-single-key-rotation",
    "redirect-uri-cross-origin",
    "redirect-uri-loopback-ipv4-only",
    "redirect-uri-loopback-only",
    "redirect-uri-mixed-types",
    "redirect-uri-private-scheme-not-host",
    "redirect-uri-private-scheme-unrelated",
];

/// Which rules are on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
enum On {
    All,
    AllBut(Rule),
    Only(Rule),
    /// Those of one of [`GROUPS`], by its number.
    Group(usize),
}

/// All rules, in groups within which none supersedes another: each finds in its group what it finds by itself.
static GROUPS: LazyLock<Vec<Vec<Rule>>> = LazyLock::new(|| {
    let meet = |one: Rule, other: Rule| {
        one.page().supersedes.contains(&other) || other.page().supersedes.contains(&one)
    };
    let mut groups: Vec<Vec<Rule>> = Vec::new();
    for &rule in Rule::ALL {
        match groups.iter_mut().find(|group| !group.iter().any(|&other| meet(rule, other))) {
            Some(group) => group.push(rule),
            None => groups.push(vec![rule]),
        }
    }
    groups
});

const EVERYTHING: &str = r#"
extends = "auth0"
title = "Everything"

[authentication]
methods = ["none", "private_key_jwt", "self_signed_tls_client_auth", "attest_jwt_client_auth"]
restricted = ["attest_jwt_client_auth"]

[members]
required = ["client_id", "client_name", "grant_types", "redirect_uris", "client_uri"]
supported = [
  "client_id",
  "client_name",
  "client_uri",
  "redirect_uris",
  "grant_types",
  "application_type",
  "token_endpoint_auth_method",
  "jwks_uri",
  "logo_uri",
  "description",
  "response_types",
  "scope",
  "x_example",
]
forbidden = ["jwks", "request_uris"]
"#;

const ANY_PORT: &str = r#"
[redirect_uris]
loopback_port = "any"
"#;

const NATIVE_WITHOUT_HTTPS: &str = r#"
[redirect_uris]
native = ["loopback"]
loopback_port = "any"
"#;

impl Variant {
    fn header(self) -> String {
        match self {
            Variant::Everything => format!("{EVERYTHING}{ANY_PORT}"),
            Variant::ExactPort => EVERYTHING.to_owned(),
            Variant::NativeWithoutHttps => format!("{EVERYTHING}{NATIVE_WITHOUT_HTTPS}"),
            Variant::Auth0 => "extends = \"auth0\"\n".to_owned(),
            Variant::Ietf => "extends = \"ietf\"\n".to_owned(),
            Variant::Atproto => "extends = \"atproto\"\n".to_owned(),
            Variant::Strict => "extends = \"strict\"\n".to_owned(),
            Variant::Oidc => "extends = \"oidc\"\n".to_owned(),
            Variant::Mcp => "extends = \"mcp\"\n".to_owned(),
        }
    }

    /// Whether rules that the built-in profile leaves out are on.
    fn completes(self) -> bool {
        matches!(self, Variant::Everything | Variant::ExactPort | Variant::NativeWithoutHttps)
    }

    fn toml(self, on: On) -> String {
        let auth0 = Profile::named("auth0").expect("it is built in");
        let mut toml = self.header() + "\n[rules]\n";
        for &rule in Rule::ALL {
            let is_on = match on {
                On::All => true,
                On::AllBut(other) => rule != other,
                On::Only(other) => rule == other,
                On::Group(number) => GROUPS[number].contains(&rule),
            };
            let entry = match is_on {
                false => "\"off\"",
                true if self.completes() && auth0.setting(rule).is_none() && !speaks_of_right_ones(rule) => {
                    "{ advice = \"hint\" }"
                }
                true => continue,
            };
            writeln!(toml, "{rule} = {entry}").expect("a string takes everything");
        }
        toml
    }

    /// The profile; each is read once.
    fn profile(self, on: On) -> &'static Profile {
        static READ: LazyLock<Mutex<HashMap<(Variant, On), &'static Profile>>> =
            LazyLock::new(Mutex::default);
        if let Some(profile) = READ.lock().expect("no test panics here").get(&(self, on)) {
            return profile;
        }
        let profile = Profile::from_toml("test", &self.toml(on)).expect("it is a profile");
        let profile: &'static Profile = Box::leak(Box::new(profile));
        READ.lock().expect("no test panics here").insert((self, on), profile);
        profile
    }

    /// A linter with all rules of the profile.
    pub fn linter(self) -> Linter<'static> {
        Linter::new(self.profile(On::All))
    }

    /// A linter with all rules of the profile but one.
    pub fn without(self, rule: Rule) -> Linter<'static> {
        Linter::new(self.profile(On::AllBut(rule)))
    }

    /// Linters that have each rule once, and no two rules of which one supersedes the other.
    pub fn groups(self) -> impl Iterator<Item = Linter<'static>> {
        (0..GROUPS.len()).map(move |number| Linter::new(self.profile(On::Group(number))))
    }

    /// A linter with one rule.
    pub fn only(self, rule: Rule) -> Linter<'static> {
        Linter::new(self.profile(On::Only(rule)))
    }
}

fn speaks_of_right_ones(rule: Rule) -> bool {
    OF_RIGHT_DOCUMENTS.contains(&rule.id())
}

#[test]
fn every_rule_is_on_in_the_profiles_that_say_so() {
    for variant in [Variant::Everything, Variant::ExactPort, Variant::NativeWithoutHttps] {
        for &rule in Rule::ALL.iter().filter(|rule| !speaks_of_right_ones(**rule)) {
            assert!(variant.linter().level(rule).is_some(), "{variant:?}: {rule} is off");
            assert!(variant.without(rule).level(rule).is_none(), "{variant:?}: {rule} is on");
        }
    }
    let only = Variant::Everything.only(Rule::RedirectUriHttp);
    let on: Vec<Rule> = Rule::ALL.iter().copied().filter(|&rule| only.level(rule).is_some()).collect();
    assert_eq!(on, [Rule::RedirectUriHttp]);
}
