//! `cimd.toml` as it is written. Its JSON Schema is made of these types.

use std::collections::BTreeMap;
use std::fmt;
use std::marker::PhantomData;

use clap::ValueEnum;
use serde::de::{Deserializer, Error, SeqAccess, Visitor};
use serde::{Deserialize, Serialize, Serializer};
use toml::Spanned;

use super::pattern::Pattern;
use super::selector::Selector;
use crate::finding::Level;
use crate::metadata::date::Date;
use crate::profile::unknown_rule;
use crate::rule::Rule;
use crate::servers::{named, unknown_server};

/// Most entries of a list.
const MAX_ENTRIES: usize = 1_000;

/// The longest reason, pointer or URL, in bytes.
const MAX_TEXT_BYTES: usize = 2_000;

/// Configuration of cimd, the linter of OAuth Client ID Metadata Documents. Paths and patterns start at the
/// folder of this file; the command line wins over it.
#[derive(Debug, Clone, Default, Deserialize, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
#[non_exhaustive]
pub struct ConfigFile {
    /// Whose rules to check: a built-in profile, a server of `cimd compat`, `everywhere`, or the path of a TOML file.
    #[cfg_attr(test, schemars(with = "Option<String>"))]
    pub profile: Option<Spanned<String>>,

    /// The lightest level that makes the exit code 1.
    pub fail_on: Option<FailOn>,

    /// Servers that `cimd compat` asks: names of `cimd compat --list`, paths of profiles, and `all` for every server that
    /// comes with the program; without it, all of them.
    #[serde(default, deserialize_with = "bounded", skip_serializing_if = "Vec::is_empty")]
    #[cfg_attr(test, schemars(with = "Vec<ServerName>"))]
    pub servers: Vec<Spanned<ServerName>>,

    /// Servers that must take every document: a refusal by one of them is a violation. Written like those of `servers`.
    #[serde(default, deserialize_with = "bounded", skip_serializing_if = "Vec::is_empty")]
    #[cfg_attr(test, schemars(with = "Vec<ServerName>"))]
    pub require: Vec<Spanned<ServerName>>,

    /// Check only these rules, or families of rules such as `client-id-url`.
    #[serde(default, deserialize_with = "bounded", skip_serializing_if = "Vec::is_empty")]
    pub select: Vec<Selector>,

    /// Do not show these rules, or families of rules.
    #[serde(default, deserialize_with = "bounded", skip_serializing_if = "Vec::is_empty")]
    pub ignore: Vec<Selector>,

    /// Which files a directory search looks at; without it, every `.json` and `.jsonld` file, and files in `.well-known`
    /// without an extension.
    #[serde(default, deserialize_with = "bounded", skip_serializing_if = "Vec::is_empty")]
    pub include: Vec<Pattern>,

    /// Files and folders that a directory search leaves out; with --force-exclude, named files too.
    #[serde(default, deserialize_with = "bounded", skip_serializing_if = "Vec::is_empty")]
    pub exclude: Vec<Pattern>,

    /// Show a rule at another level, or not at all.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    #[cfg_attr(test, schemars(extend("propertyNames" = { "$ref": "#/$defs/Rule" })))]
    pub levels: BTreeMap<RuleId, ShownLevel>,

    /// Where the documents of this repository are published. The first entry that matches counts.
    #[serde(default, deserialize_with = "bounded", skip_serializing_if = "Vec::is_empty")]
    pub documents: Vec<DocumentEntry>,

    /// Findings that are accepted.
    #[serde(default, deserialize_with = "bounded", skip_serializing_if = "Vec::is_empty")]
    pub ignores: Vec<IgnoreEntry>,
}

/// Reads a list, and no more of it than there may be.
fn bounded<'de, D: Deserializer<'de>, T: Deserialize<'de>>(deserializer: D) -> Result<Vec<T>, D::Error> {
    struct Bounded<T>(PhantomData<T>);

    impl<'de, T: Deserialize<'de>> Visitor<'de> for Bounded<T> {
        type Value = Vec<T>;

        fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            f.write_str("a sequence")
        }

        fn visit_seq<A: SeqAccess<'de>>(self, mut entries: A) -> Result<Vec<T>, A::Error> {
            let mut list = Vec::new();
            while let Some(entry) = entries.next_element()? {
                if list.len() == MAX_ENTRIES {
                    return Err(A::Error::custom(format!(
                        "this list has more than {MAX_ENTRIES} entries\nname whole folders and families of rules, or several files with patterns"
                    )));
                }
                list.push(entry);
            }
            Ok(list)
        }
    }

    deserializer.deserialize_seq(Bounded(PhantomData))
}

/// Reads a text that is not longer than it may be.
fn short(text: String, what: &str) -> Result<String, String> {
    match text.len() {
        0..=MAX_TEXT_BYTES => Ok(text),
        _ => Err(format!("the {what} is longer than {MAX_TEXT_BYTES} bytes\nmake it shorter")),
    }
}

/// Where documents are published.
#[derive(Debug, Clone, Deserialize, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
#[non_exhaustive]
pub struct DocumentEntry {
    /// A file, which is linted whatever it holds; or a pattern, or a folder with `/` at its end.
    #[cfg_attr(test, schemars(with = "Pattern"))]
    pub path: Spanned<Pattern>,
    /// The URL of the file; of a pattern or a folder, a URL that ends in `/`: what follows the fixed folders of
    /// `path` is appended to it.
    #[cfg_attr(test, schemars(with = "String"))]
    pub url: Spanned<String>,
}

/// Findings that are accepted, and why.
#[derive(Debug, Clone, Deserialize, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
#[non_exhaustive]
pub struct IgnoreEntry {
    /// The rule.
    #[cfg_attr(test, schemars(with = "RuleId"))]
    pub rule: Spanned<RuleId>,
    /// Only in files that this pattern matches.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub path: Option<Pattern>,
    /// Only of the value that this JSON Pointer leads to, such as `/redirect_uris/0`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub pointer: Option<Pointer>,
    /// Why they are accepted.
    pub reason: Reason,
    /// The last day on which they are (UTC).
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(test, schemars(with = "Option<Date>"))]
    pub expires: Option<Spanned<Date>>,
}

/// The id of a rule; `cimd rules` lists them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Deserialize, Serialize)]
#[serde(try_from = "String")]
pub struct RuleId(pub Rule);

impl TryFrom<String> for RuleId {
    type Error = String;

    fn try_from(id: String) -> Result<RuleId, String> {
        Rule::from_id(&id).map(RuleId).ok_or_else(|| {
            if Selector::try_from(id.clone()).is_ok() {
                return format!(
                    "`{id}` is a family of rules, and one rule is wanted here\nname each rule in an entry of its own; families can stand in `select` and `ignore`"
                );
            }
            let error = unknown_rule(&id);
            format!("{}\n{}", error.message, error.help.unwrap_or_default())
        })
    }
}

/// A server, as it is written.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(try_from = "String")]
#[non_exhaustive]
pub enum ServerName {
    /// `all`: every server that comes with the program.
    All,
    /// The name of one of them; `cimd compat --list` names them all.
    Server(String),
    /// The path of a profile, a TOML file.
    Profile(String),
}

impl TryFrom<String> for ServerName {
    type Error = String;

    fn try_from(name: String) -> Result<ServerName, String> {
        let is_path = name.ends_with(".toml") || name.contains(['/', '\\']);
        match &*name {
            "all" => Ok(ServerName::All),
            _ if named(&name).is_some() => Ok(ServerName::Server(name)),
            _ if is_path => short(name, "path").map(ServerName::Profile),
            _ => Err(format!(
                "{}\n`cimd compat --list` names them all; a profile of your own is the path of a TOML file",
                unknown_server(&name)
            )),
        }
    }
}

impl Serialize for ServerName {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(match self {
            ServerName::All => "all",
            ServerName::Server(name) | ServerName::Profile(name) => name,
        })
    }
}

/// A JSON Pointer (RFC 6901).
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, Serialize)]
#[serde(try_from = "String")]
pub struct Pointer(pub String);

impl TryFrom<String> for Pointer {
    type Error = String;

    fn try_from(text: String) -> Result<Pointer, String> {
        let text = short(text, "JSON Pointer")?;
        if text.is_empty() || text.starts_with('/') {
            return Ok(Pointer(text));
        }
        Err(format!("`{text}` is not a JSON Pointer\nit begins with `/`, such as `/redirect_uris/0`"))
    }
}

/// A text that says something.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, Serialize)]
#[serde(try_from = "String")]
pub struct Reason(pub String);

impl TryFrom<String> for Reason {
    type Error = String;

    fn try_from(text: String) -> Result<Reason, String> {
        if text.trim().is_empty() {
            return Err(
                "the reason is empty\nsay why these findings are accepted, for those who come after you"
                    .to_owned(),
            );
        }
        short(text, "reason").map(Reason)
    }
}

/// The level at which a rule is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(rename_all = "lowercase")]
#[non_exhaustive]
pub enum ShownLevel {
    /// Refused, or dangerous enough to stop.
    Violation,
    /// Accepted, but something is ignored or unwise.
    Warning,
    /// Worth knowing.
    Hint,
    /// Not shown.
    Off,
}

impl From<ShownLevel> for Option<Level> {
    fn from(level: ShownLevel) -> Option<Level> {
        match level {
            ShownLevel::Violation => Some(Level::Violation),
            ShownLevel::Warning => Some(Level::Warning),
            ShownLevel::Hint => Some(Level::Hint),
            ShownLevel::Off => None,
        }
    }
}

impl From<Option<Level>> for ShownLevel {
    fn from(level: Option<Level>) -> ShownLevel {
        match level {
            Some(Level::Violation) => ShownLevel::Violation,
            Some(Level::Warning) => ShownLevel::Warning,
            Some(Level::Hint) => ShownLevel::Hint,
            None => ShownLevel::Off,
        }
    }
}

/// The lightest level that makes the exit code 1.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, Serialize, ValueEnum)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(rename_all = "lowercase")]
#[non_exhaustive]
pub enum FailOn {
    /// Violations.
    Violation,
    /// Warnings and violations.
    Warning,
    /// Any finding.
    Hint,
    /// No finding.
    Never,
}

impl FailOn {
    /// The lightest level that fails; `None` for never.
    pub fn level(self) -> Option<Level> {
        match self {
            FailOn::Violation => Some(Level::Violation),
            FailOn::Warning => Some(Level::Warning),
            FailOn::Hint => Some(Level::Hint),
            FailOn::Never => None,
        }
    }
}
