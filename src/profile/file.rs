//! A profile as it is written in TOML: `rules/profiles/*.toml` and a user's own.
//!
//! The build script reads the built-in ones with this very file, so it imports nothing of the crate. The JSON Schema for
//! editors is made of these types.

use std::collections::BTreeMap;
use std::fmt;

use serde::Deserialize;
use serde::de::value::MapAccessDeserializer;
use serde::de::{Deserializer, Error, MapAccess, Visitor};

/// A profile of cimd, the linter of OAuth Client ID Metadata Documents: what one server or specification demands.
/// Everything may be left out; what is, is taken from the profile that this one extends.
#[derive(Debug, Clone, Default, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct ProfileFile {
    /// The name of the built-in profile that this one changes.
    #[cfg_attr(test, schemars(with = "Option<super::schema::BuiltInName>"))]
    pub extends: Option<String>,
    /// Whose rules these are, as messages call it: `Auth0`.
    pub title: Option<String>,
    /// What the profile was read from, and when.
    pub source: Option<String>,
    /// Whether this is the revision that the name without `@` stands for; only built-in profiles say so.
    #[serde(default)]
    pub newest: bool,
    /// House rules: the name of a file beside this one with a JSON Schema that documents must keep.
    pub schema: Option<String>,
    /// Bounds on sizes.
    #[serde(default)]
    pub limits: Limits,
    /// Redirect URIs.
    #[serde(default)]
    pub redirect_uris: RedirectUrisTable,
    /// Values of `application_type`.
    #[serde(default)]
    pub application_types: ApplicationTypesTable,
    /// Client authentication at the token endpoint.
    #[serde(default)]
    pub authentication: AuthenticationTable,
    /// Grant types.
    #[serde(default)]
    pub grants: GrantsTable,
    /// Scopes.
    #[serde(default)]
    pub scopes: ScopesTable,
    /// Keys of clients.
    #[serde(default)]
    pub keys: KeysTable,
    /// Identifiers of clients.
    #[serde(default)]
    pub identifiers: IdentifiersTable,
    /// Members of the document.
    #[serde(default)]
    pub members: MembersTable,
    /// Sources that the entries of `[rules]` name.
    #[serde(default)]
    pub sources: BTreeMap<String, SourceTable>,
    /// What is said of each rule.
    #[serde(default)]
    #[cfg_attr(test, schemars(schema_with = "super::schema::rules"))]
    pub rules: BTreeMap<String, RuleEntry>,
}

/// The table `[limits]`: bounds on sizes; one that is left out does not exist.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
#[non_exhaustive]
pub struct Limits {
    /// Longest client identifier URL, in bytes.
    pub client_id_url_bytes: Option<usize>,
    /// Largest document, in bytes after content decoding.
    pub document_bytes: Option<usize>,
    /// Largest key set, in bytes after content decoding.
    pub key_set_bytes: Option<usize>,
    /// Longest `description`, in Unicode scalar values.
    pub description_characters: Option<usize>,
    /// Most keys for signatures in a key set.
    pub keys: Option<usize>,
    /// Shortest RSA modulus, in bits.
    pub rsa_modulus_bits_min: Option<usize>,
    /// Longest RSA modulus, in bits.
    pub rsa_modulus_bits_max: Option<usize>,
    /// Longest time for which a response should be fresh, in seconds.
    pub cache_seconds: Option<u64>,
}

/// The kinds of redirect URIs that a list of `[redirect_uris]` can take.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum RedirectClass {
    /// `https`.
    Https,
    /// Plain `http` to a loopback host (RFC 8252, section 7.3).
    Loopback,
    /// Any scheme of the client's own (RFC 8252, section 7.1).
    PrivateUse,
    /// A scheme of the client's own that is a domain name in reverse order (RFC 8252, section 7.1).
    PrivateUseReverseDomain,
}

/// How the port of a loopback redirect URI is compared.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum PortComparison {
    /// Any port matches (RFC 8252, section 7.3).
    Any,
    /// The port is compared like the rest of the URI.
    Exact,
}

/// How a document without `token_endpoint_auth_method` is read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum AbsentMethod {
    /// As `none`.
    None,
    /// As `client_secret_basic`, the default of RFC 7591, section 2.
    ClientSecretBasic,
    /// It is refused.
    Refused,
    /// Nothing is said of it.
    Unspecified,
}

/// The characters that a `kid` may have.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum KidAlphabet {
    /// Letters and digits of ASCII, `-` and `_`.
    Base64url,
    /// Any.
    Any,
}

/// What a key without `kid` is named by.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum AbsentKid {
    /// Its thumbprint.
    Thumbprint,
    /// Nothing.
    None,
}

/// The table `[redirect_uris]`.
#[derive(Debug, Clone, Default, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct RedirectUrisTable {
    /// What a client of the type `native` may have.
    pub native: Option<Vec<RedirectClass>>,
    /// What a client of any other type may have.
    pub web: Option<Vec<RedirectClass>>,
    /// The hosts that count as loopback, IPv6 literals in brackets.
    pub loopback_hosts: Option<Vec<String>>,
    /// How the port of a loopback redirect URI is compared.
    pub loopback_port: Option<PortComparison>,
    /// The hosts to which answers may be sent, but for loopback ones; `*.` before a name stands for every name below it.
    pub hosts: Option<Vec<String>>,
    /// The private-use schemes that are taken, where a list above takes such schemes.
    pub schemes: Option<Vec<String>>,
}

/// The table `[application_types]`.
#[derive(Debug, Clone, Default, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct ApplicationTypesTable {
    /// The values that are taken.
    pub values: Option<Vec<String>>,
    /// The value that an absent member stands for.
    pub default: Option<String>,
}

/// The table `[authentication]`.
#[derive(Debug, Clone, Default, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct AuthenticationTable {
    /// The methods that are taken; a list that is left out does not restrict.
    pub methods: Option<Vec<String>>,
    /// How a document without a method is read.
    pub absent: Option<AbsentMethod>,
    /// The methods among those that are taken which not every customer of the server can use.
    pub restricted: Option<Vec<String>>,
}

/// The table `[grants]`.
#[derive(Debug, Clone, Default, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct GrantsTable {
    /// The grant types that are kept; a list that is left out does not restrict.
    pub types: Option<Vec<String>>,
}

/// The table `[scopes]`.
#[derive(Debug, Clone, Default, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct ScopesTable {
    /// The scopes without which a document is refused.
    pub required: Option<Vec<String>>,
    /// The scopes that such clients do not get.
    pub refused: Option<Vec<String>>,
}

/// The table `[keys]`.
#[derive(Debug, Clone, Default, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct KeysTable {
    /// The key types (`kty`) that are taken.
    pub types: Option<Vec<String>>,
    /// The algorithms (`alg`) that are taken.
    pub algorithms: Option<Vec<String>>,
    /// The algorithm that a key without `alg` is taken for.
    pub absent_alg: Option<String>,
    /// What a key without `kid` is named by.
    pub absent_kid: Option<AbsentKid>,
    /// Fewest and most characters of a `kid`.
    pub kid_length: Option<[usize; 2]>,
    /// The characters that a `kid` may have.
    pub kid_alphabet: Option<KidAlphabet>,
}

/// The table `[identifiers]`.
#[derive(Debug, Clone, Default, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct IdentifiersTable {
    /// What the ids begin with that the server itself gives to clients; people write them for the URL.
    pub own_prefixes: Option<Vec<String>>,
    /// The hosts at which documents may be published; `*.` before a name stands for every name below it.
    pub hosts: Option<Vec<String>>,
}

/// The table `[members]`.
#[derive(Debug, Clone, Default, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct MembersTable {
    /// Members without which a document is refused.
    pub required: Option<Vec<String>>,
    /// Members that are read; left out, every registered one is.
    pub supported: Option<Vec<String>>,
    /// Members with which a document is refused.
    pub forbidden: Option<Vec<String>>,
    /// Members that have to be true.
    #[serde(rename = "true")]
    pub are_true: Option<Vec<String>>,
}

/// A table `[sources.NAME]`: a document that facts were read from.
#[derive(Debug, Clone, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct SourceTable {
    /// Its title.
    pub title: String,
    /// Its address.
    pub link: String,
    /// The day it was read, or its version.
    pub read: Option<String>,
}

/// An entry of `[rules]`: a level, `off`, or what is known of the rule.
#[derive(Debug, Clone)]
#[cfg_attr(test, derive(schemars::JsonSchema), schemars(untagged))]
pub enum RuleEntry {
    /// `violation`, `warning`, `hint` or `off`.
    Level(#[cfg_attr(test, schemars(with = "super::schema::LevelOrOff"))] String),
    /// More than the level.
    Evidence(Box<EvidenceTable>),
}

impl<'de> Deserialize<'de> for RuleEntry {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<RuleEntry, D::Error> {
        struct Entry;

        impl<'de> Visitor<'de> for Entry {
            type Value = RuleEntry;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a level in quotation marks, or a table,")
            }

            fn visit_str<E: Error>(self, level: &str) -> Result<RuleEntry, E> {
                Ok(RuleEntry::Level(level.to_owned()))
            }

            fn visit_map<A: MapAccess<'de>>(self, table: A) -> Result<RuleEntry, A::Error> {
                let evidence = EvidenceTable::deserialize(MapAccessDeserializer::new(table))?;
                Ok(RuleEntry::Evidence(Box::new(evidence)))
            }
        }

        deserializer.deserialize_any(Entry)
    }
}

/// What a profile says of a rule: its level, or advice, and how that is known.
#[derive(Debug, Clone, Default, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[cfg_attr(test, schemars(extend("oneOf" = [{ "required": ["level"] }, { "required": ["advice"] }])))]
#[serde(deny_unknown_fields)]
pub struct EvidenceTable {
    /// The level at which the profile's server itself reports the rule.
    #[cfg_attr(test, schemars(with = "Option<super::schema::LevelOrOff>"))]
    pub level: Option<String>,
    /// The level at which the profile's author advises, where the server would not report it.
    #[cfg_attr(test, schemars(with = "Option<super::schema::LevelOrOff>"))]
    pub advice: Option<String>,
    /// How it is known.
    #[cfg_attr(test, schemars(with = "Option<super::schema::MarkName>"))]
    pub mark: Option<String>,
    /// A key of `[sources]`, or a URL.
    pub source: Option<String>,
    /// The section of the source.
    pub section: Option<String>,
    /// One or two sentences on what the server does.
    pub note: Option<String>,
    /// Marks of single facts within the rule that differ from the rule's own.
    #[serde(default)]
    pub facts: BTreeMap<String, FactTable>,
    /// The title of the profile that says so, and its source; filled in where profiles are merged.
    #[serde(skip)]
    pub stated_by: Option<String>,
    /// The source that `source` names; filled in where profiles are merged.
    #[serde(skip)]
    pub resolved_source: Option<SourceTable>,
}

/// How one fact within a rule is known.
#[derive(Debug, Clone, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct FactTable {
    /// How it is known.
    #[cfg_attr(test, schemars(with = "super::schema::MarkName"))]
    pub mark: String,
}

impl RuleEntry {
    /// The entry in its long form.
    pub fn into_evidence(self) -> EvidenceTable {
        match self {
            RuleEntry::Level(level) => EvidenceTable { level: Some(level), ..EvidenceTable::default() },
            RuleEntry::Evidence(evidence) => *evidence,
        }
    }
}

/// Whether a profile states a limit or list, and the rules that hold it.
type Stated = (fn(&ProfileFile) -> bool, &'static [&'static str]);

/// What a server that states which members it reads does with the others: it ignores them.
const IGNORED: Stated = (|file| file.members.supported.is_some(), &["property-unsupported"]);

/// Which limit or list is held by which rules.
const STATED: [Stated; 26] = [
    (|file| file.schema.is_some(), &["house-schema"]),
    (|file| file.identifiers.hosts.is_some(), &["client-id-url-host-not-listed"]),
    (|file| file.redirect_uris.hosts.is_some(), &["redirect-uri-host-not-listed"]),
    (|file| file.redirect_uris.schemes.is_some(), &["redirect-uri-scheme-not-listed"]),
    (|file| file.scopes.required.is_some(), &["scope-required-missing"]),
    (|file| file.members.are_true.is_some(), &["property-not-true"]),
    (|file| file.limits.client_id_url_bytes.is_some(), &["client-id-url-too-long"]),
    (|file| file.limits.document_bytes.is_some(), &["http-body-too-large"]),
    (|file| file.limits.key_set_bytes.is_some(), &["jwks-too-large"]),
    (|file| file.limits.description_characters.is_some(), &["description-too-long"]),
    (|file| file.limits.keys.is_some(), &["jwks-too-many"]),
    (|file| file.limits.rsa_modulus_bits_min.is_some(), &["jwk-rsa-small"]),
    (|file| file.limits.rsa_modulus_bits_max.is_some(), &["jwk-rsa-large"]),
    (|file| file.limits.cache_seconds.is_some(), &["http-cache-long"]),
    (
        |file| file.redirect_uris.native.is_some() || file.redirect_uris.web.is_some(),
        &[
            "redirect-uri-http",
            "redirect-uri-custom-scheme",
            "application-type-missing-loopback",
            "application-type-web-local",
            "application-type-native-https",
        ],
    ),
    (|file| file.redirect_uris.loopback_hosts.is_some(), &["redirect-uri-loopback-alias"]),
    (|file| file.application_types.values.is_some(), &["application-type-value"]),
    (|file| file.authentication.methods.is_some(), &["auth-method-unsupported"]),
    (|file| file.authentication.absent == Some(AbsentMethod::Refused), &["auth-method-absent"]),
    (|file| file.grants.types.is_some(), &["grant-types-unsupported"]),
    (|file| file.keys.types.is_some(), &["jwk-kty-unsupported"]),
    (|file| file.keys.algorithms.is_some(), &["jwk-alg-unsupported", "auth-signing-alg-unsupported"]),
    (|file| file.keys.kid_length.is_some(), &["jwk-kid-pattern"]),
    (
        |file| file.keys.kid_alphabet.is_some_and(|alphabet| alphabet != KidAlphabet::Any),
        &["jwk-kid-pattern"],
    ),
    (
        |file| file.members.required.is_some(),
        &["client-name-missing", "grant-types-missing", "redirect-uris-missing", "property-missing"],
    ),
    (|file| file.members.forbidden.is_some(), &["property-forbidden"]),
];

impl ProfileFile {
    /// Completes the entries that stand in this file alone: a limit or list that it states is a violation when
    /// it is not kept, and a member that it does not read is a warning, unless its own `[rules]` says otherwise; and
    /// each entry knows who says it.
    ///
    /// # Errors
    ///
    /// An entry names a source that the file does not have.
    pub fn complete(&mut self, name: &str) -> Result<(), String> {
        let refused = STATED.iter().map(|stated| (stated, "violation"));
        for ((is_stated, rules), level) in refused.chain([(&IGNORED, "warning")]) {
            if !is_stated(self) {
                continue;
            }
            for rule in *rules {
                let entry = self.rules.entry((*rule).to_owned());
                entry.or_insert_with(|| RuleEntry::Level(level.to_owned()));
            }
        }
        let title = self.title.clone().unwrap_or_else(|| name.to_owned());
        for (rule, entry) in std::mem::take(&mut self.rules) {
            let mut evidence = entry.into_evidence();
            evidence.stated_by = Some(title.clone());
            evidence.resolved_source = match &evidence.source {
                None => None,
                Some(link) if link.contains("://") => {
                    Some(SourceTable { title: link.clone(), link: link.clone(), read: None })
                }
                Some(key) => Some(self.sources.get(key).cloned().ok_or_else(|| {
                    format!(
                        "{rule}: there is no [sources.{key}]; name one of the tables [sources.*], or a URL"
                    )
                })?),
            };
            self.rules.insert(rule, RuleEntry::Evidence(Box::new(evidence)));
        }
        Ok(())
    }

    /// This profile laid over the one that it extends: what it does not say, the base says. Both are complete.
    pub fn over(mut self, base: &ProfileFile) -> ProfileFile {
        let base = base.clone();
        macro_rules! inherit {
            ($($($field:ident).+),* $(,)?) => {
                $(self.$($field).+ = self.$($field).+.or(base.$($field).+);)*
            };
        }
        self.extends = base.extends;
        inherit!(
            title,
            source,
            schema,
            limits.client_id_url_bytes,
            limits.document_bytes,
            limits.key_set_bytes,
            limits.description_characters,
            limits.keys,
            limits.rsa_modulus_bits_min,
            limits.rsa_modulus_bits_max,
            limits.cache_seconds,
            redirect_uris.native,
            redirect_uris.web,
            redirect_uris.loopback_hosts,
            redirect_uris.loopback_port,
            redirect_uris.hosts,
            redirect_uris.schemes,
            application_types.values,
            application_types.default,
            authentication.methods,
            authentication.absent,
            authentication.restricted,
            grants.types,
            scopes.required,
            scopes.refused,
            keys.types,
            keys.algorithms,
            keys.absent_alg,
            keys.absent_kid,
            keys.kid_length,
            keys.kid_alphabet,
            identifiers.own_prefixes,
            identifiers.hosts,
            members.required,
            members.supported,
            members.forbidden,
            members.are_true,
        );
        for (rule, entry) in base.rules {
            self.rules.entry(rule).or_insert(entry);
        }
        self
    }
}
