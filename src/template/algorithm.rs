//! Algorithms of client assertions.

use crate::profile::{Profile, contains};

/// An algorithm with which a client signs what it authenticates itself with, RFC 7518, section 3.1.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum SigningAlgorithm {
    /// RSA with PKCS #1 v1.5 and SHA-256.
    Rs256,
    /// ECDSA on the curve P-256 with SHA-256.
    Es256,
}

impl SigningAlgorithm {
    /// All of them. The first is taken by every server that takes keys, and is the default of OpenID Connect.
    pub const ALL: [SigningAlgorithm; 2] = [SigningAlgorithm::Rs256, SigningAlgorithm::Es256];

    /// Its registered name.
    pub const fn name(self) -> &'static str {
        match self {
            SigningAlgorithm::Rs256 => "RS256",
            SigningAlgorithm::Es256 => "ES256",
        }
    }

    /// The algorithm of that name.
    pub fn from_name(name: &str) -> Option<SigningAlgorithm> {
        SigningAlgorithm::ALL.into_iter().find(|algorithm| algorithm.name() == name)
    }

    /// The type of its keys, RFC 7518, section 6.1.
    pub const fn key_type(self) -> &'static str {
        match self {
            SigningAlgorithm::Rs256 => "RSA",
            SigningAlgorithm::Es256 => "EC",
        }
    }

    /// The first one that a profile takes; the first of all where it takes none of them.
    pub fn of(profile: &Profile) -> SigningAlgorithm {
        let is_listed =
            |list: &Option<_>, name: &str| list.as_deref().is_none_or(|list| contains(list, name));
        let is_taken = |algorithm: &SigningAlgorithm| {
            is_listed(&profile.keys.types, algorithm.key_type())
                && is_listed(&profile.keys.algorithms, algorithm.name())
        };
        SigningAlgorithm::ALL.into_iter().find(is_taken).unwrap_or(SigningAlgorithm::Rs256)
    }
}
