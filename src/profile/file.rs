//! A profile as it is written in TOML: `rules/profiles/*.toml` and a user's own.
//!
//! The build script reads the built-in ones with this very file, so it imports nothing of the crate.

use std::collections::BTreeMap;

use serde::Deserialize;

/// The content of a profile file. Everything may be left out in a profile that extends another.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ProfileFile {
    /// The name of the built-in profile that this one changes.
    pub extends: Option<String>,
    /// Whose rules these are, as messages call it: `Auth0`.
    pub title: Option<String>,
    /// What the profile was read from, and when.
    pub source: Option<String>,
    /// Bounds on sizes.
    #[serde(default)]
    pub limits: Limits,
    /// Values that the server takes.
    #[serde(default)]
    pub values: ValuesTable,
    /// Properties of the document.
    #[serde(default)]
    pub properties: PropertiesTable,
    /// Rule to level: what the server itself would report.
    #[serde(default)]
    pub verdict: BTreeMap<String, String>,
    /// Rule to level: what we add.
    #[serde(default)]
    pub advice: BTreeMap<String, String>,
}

/// The table `[limits]`, bounds on sizes; one that is left out does not exist.
#[derive(Debug, Clone, Copy, Default, Deserialize)]
#[serde(deny_unknown_fields)]
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
    /// Longest RSA modulus, in bits.
    pub rsa_modulus_bits: Option<usize>,
}

/// The table `[values]`; a list that is left out does not restrict.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ValuesTable {
    /// Grant types that the server keeps.
    pub grant_types: Option<Vec<String>>,
    /// Client authentication methods that the server takes.
    pub token_endpoint_auth_methods: Option<Vec<String>>,
    /// Values of `application_type` that the server takes; the first is its default.
    pub application_types: Option<Vec<String>>,
    /// Algorithms of client assertions that the server takes.
    pub key_algorithms: Option<Vec<String>>,
}

/// The table `[properties]`.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PropertiesTable {
    /// Properties without which the server refuses a document.
    pub required: Option<Vec<String>>,
    /// Properties that the server reads; left out, it is taken to read every registered one.
    pub supported: Option<Vec<String>>,
}

impl ProfileFile {
    /// This profile laid over the one it extends: what it does not say, the base says.
    pub fn over(mut self, base: &ProfileFile) -> ProfileFile {
        let base = base.clone();
        self.extends = base.extends;
        self.title = self.title.or(base.title);
        self.source = self.source.or(base.source);
        self.limits = Limits {
            client_id_url_bytes: self.limits.client_id_url_bytes.or(base.limits.client_id_url_bytes),
            document_bytes: self.limits.document_bytes.or(base.limits.document_bytes),
            key_set_bytes: self.limits.key_set_bytes.or(base.limits.key_set_bytes),
            description_characters: self.limits.description_characters.or(base.limits.description_characters),
            keys: self.limits.keys.or(base.limits.keys),
            rsa_modulus_bits: self.limits.rsa_modulus_bits.or(base.limits.rsa_modulus_bits),
        };
        self.values = ValuesTable {
            grant_types: self.values.grant_types.or(base.values.grant_types),
            token_endpoint_auth_methods: self
                .values
                .token_endpoint_auth_methods
                .or(base.values.token_endpoint_auth_methods),
            application_types: self.values.application_types.or(base.values.application_types),
            key_algorithms: self.values.key_algorithms.or(base.values.key_algorithms),
        };
        self.properties = PropertiesTable {
            required: self.properties.required.or(base.properties.required),
            supported: self.properties.supported.or(base.properties.supported),
        };
        // A rule that this profile names in one table leaves the other.
        let named: Vec<String> = self.verdict.keys().chain(self.advice.keys()).cloned().collect();
        for (rule, level) in base.verdict {
            if !named.contains(&rule) {
                self.verdict.insert(rule, level);
            }
        }
        for (rule, level) in base.advice {
            if !named.contains(&rule) {
                self.advice.insert(rule, level);
            }
        }
        self
    }
}
