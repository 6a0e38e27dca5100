//! A client that was resolved.

use std::fmt;
use std::time::SystemTime;

use super::keys::Keys;
use crate::client::methods::{self, Reader};
use crate::client::redirect::{self, Comparison, Entries, LoopbackHosts, Match};
use crate::client::{ClientIdUrl, ClientMetadata, Consent};
use crate::finding::Report;
use crate::profile::{PortComparison, Profile};

/// A client whose document the profile takes. There is no other way to one than through a
/// [`Resolver`](super::Resolver).
#[derive(Clone)]
pub struct Client {
    pub(super) id: ClientIdUrl,
    pub(super) metadata: ClientMetadata,
    pub(super) comparison: Comparison,
    pub(super) digest: String,
    pub(super) keys: Keys,
    pub(super) report: Report,
    pub(super) fetched_at: SystemTime,
    /// When that of its parts was fetched which was fetched first.
    pub(super) oldest: SystemTime,
    pub(super) fresh_until: SystemTime,
}

impl Client {
    /// The client identifier URL.
    pub fn id(&self) -> &ClientIdUrl {
        &self.id
    }

    /// What the document says.
    pub fn metadata(&self) -> &ClientMetadata {
        &self.metadata
    }

    /// What people are to be shown before they let it in.
    pub fn consent(&self) -> Consent {
        Consent::new(&self.id, &self.metadata)
    }

    /// The report of the linter: no violation is in it, but there may be warnings and hints.
    pub fn report(&self) -> &Report {
        &self.report
    }

    /// The [`cimd_digest`](crate::client::cimd_digest) of the document.
    pub fn digest(&self) -> &str {
        &self.digest
    }

    /// When the document was fetched, or last found to be the same.
    pub fn fetched_at(&self) -> SystemTime {
        self.fetched_at
    }

    /// Until when it may be used without asking the host: that of the document or of its keys, whichever is sooner.
    pub fn fresh_until(&self) -> SystemTime {
        self.fresh_until
    }

    /// The public keys that the client may sign with.
    pub fn keys(&self) -> &Keys {
        &self.keys
    }

    /// Whether the redirect URI of a request is one that the document registers: character by character, but for the
    /// port of a loopback address, unless the profile compares that as well (RFC 9700, section 2.1; RFC 8252, section
    /// 7.3).
    ///
    /// Only if it matches may anything be sent there, an error included.
    pub fn redirect(&self, requested: &str) -> Match {
        let registered = self.metadata.redirect_uris.as_deref().unwrap_or_default();
        let is_native = self.metadata.application_type.as_deref() == Some("native");
        redirect::compare(self.comparison, registered, requested, is_native)
    }

    /// The authentication method that client and server agree on: the first that the document offers and `takes` holds
    /// for. `None` where there is none, and the request is to be refused (`unauthorized_client`).
    ///
    /// Both members are read as draft -03 has it: the singular one first, then the plural one; where both are absent,
    /// `none`.
    pub fn authentication_method(&self, takes: impl Fn(&str) -> bool) -> Option<&str> {
        methods::negotiated(&self.metadata.offered_methods(Reader::MetadataChoices), takes)
    }

    /// Whether the document offers an authentication method.
    pub fn offers(&self, method: &str) -> bool {
        self.metadata.offered_methods(Reader::MetadataChoices).contains(&method)
    }
}

impl fmt::Debug for Client {
    /// Without the report, which has the whole text of the document.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Client")
            .field("id", &self.id.as_str())
            .field("digest", &self.digest)
            .field("keys", &self.keys)
            .finish_non_exhaustive()
    }
}

/// How the server of a profile compares redirect URIs.
pub fn comparison(profile: &Profile) -> Comparison {
    let hosts = &profile.redirect_uris;
    match hosts.loopback_port {
        Some(PortComparison::Exact) => Comparison::Exact,
        Some(PortComparison::Any) if hosts.is_loopback_host("localhost") => Comparison::AnyPort {
            hosts: LoopbackHosts::LocalhostToo,
            native_only: false,
            entries: Entries::All,
        },
        // Where a profile does not say, RFC 8252 does: any port, at the addresses.
        _ => {
            Comparison::AnyPort { hosts: LoopbackHosts::Literals, native_only: false, entries: Entries::All }
        }
    }
}
