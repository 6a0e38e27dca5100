//! Setting up a resolver.

use std::error::Error;
use std::fmt;
use std::net::IpAddr;
use std::sync::Arc;

use rustls::pki_types::CertificateDer;
use rustls::pki_types::pem::PemObject as _;

use super::bounds::Bounds;
use super::cache::{Cache, MemoryCache};
use super::limits::Limits;
use super::lookup::{Guard, Lookup, SystemLookup};
use super::resolver::Resolver;
use super::transport::{Parts, Transport};
use crate::profile::Profile;
use crate::retrieval::MAX_BODY_BYTES;

/// Sets up a [`Resolver`].
pub struct ResolverBuilder {
    profile: Profile,
    bounds: Bounds,
    cache: Arc<dyn Cache>,
    lookup: Arc<dyn Lookup>,
    allowed: Vec<IpAddr>,
    certificates: Vec<CertificateDer<'static>>,
}

/// Why a resolver cannot be set up.
#[derive(Debug)]
pub struct BuildError(Box<dyn Error + Send + Sync>);

impl Resolver {
    /// Sets up a resolver for the server of that profile: a built-in one, or one of your own.
    pub fn builder(profile: &Profile) -> ResolverBuilder {
        ResolverBuilder {
            profile: profile.clone(),
            bounds: Bounds::default(),
            cache: Arc::new(MemoryCache::default()),
            lookup: Arc::new(SystemLookup),
            allowed: Vec::new(),
            certificates: Vec::new(),
        }
    }
}

impl ResolverBuilder {
    /// With other bounds.
    pub fn bounds(mut self, bounds: Bounds) -> ResolverBuilder {
        self.bounds = bounds;
        self
    }

    /// With another cache than 64 MiB of memory.
    pub fn cache(mut self, cache: impl Cache) -> ResolverBuilder {
        self.cache = Arc::new(cache);
        self
    }

    /// With another look-up than the system's. What it answers is guarded all the same.
    pub fn lookup(mut self, lookup: impl Lookup) -> ResolverBuilder {
        self.lookup = Arc::new(lookup);
        self
    }

    /// Lets connections go to a special-use address, such as 127.0.0.1.
    ///
    /// For development and tests only (draft -02, section 8.6): whoever can name a client can then have that address
    /// requested.
    pub fn allow_special_use(mut self, address: IpAddr) -> ResolverBuilder {
        self.allowed.push(address);
        self
    }

    /// Trusts the certificates of a PEM text beside the public roots.
    ///
    /// # Errors
    ///
    /// The text is not PEM, or holds no certificate.
    pub fn trust(mut self, pem: &[u8]) -> Result<ResolverBuilder, BuildError> {
        let before = self.certificates.len();
        for certificate in CertificateDer::pem_slice_iter(pem) {
            self.certificates.push(certificate.map_err(|error| BuildError(error.to_string().into()))?);
        }
        if self.certificates.len() == before {
            return Err(BuildError("the text holds no certificate in PEM form".into()));
        }
        Ok(self)
    }

    /// Sets the resolver up. Nothing is requested yet.
    ///
    /// # Errors
    ///
    /// TLS cannot be set up: a certificate to be trusted cannot be read.
    pub fn build(self) -> Result<Resolver, BuildError> {
        let mut bounds = self.bounds;
        bounds.body_bytes = bounds.body_bytes.min(MAX_BODY_BYTES);
        if let Some(seconds) = self.profile.limits.cache_seconds {
            bounds.fresh_at_most = bounds.fresh_at_most.min(std::time::Duration::from_secs(seconds));
        }
        let transport = Transport::new(Parts {
            lookup: self.lookup,
            guard: Guard::allowing(self.allowed),
            limits: Limits::new(bounds.fetches, bounds.fetches_per_host),
            idle_per_host: bounds.fetches_per_host,
            body_bytes: bounds.body_bytes,
            certificates: self.certificates,
        });
        Ok(Resolver::new(self.profile, bounds, self.cache, transport.map_err(BuildError)?))
    }
}

impl fmt::Debug for ResolverBuilder {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ResolverBuilder")
            .field("profile", &self.profile.name)
            .field("bounds", &self.bounds)
            .field("allowed", &self.allowed)
            .finish_non_exhaustive()
    }
}

impl fmt::Display for BuildError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "the resolver cannot be set up: {}", self.0)
    }
}

impl Error for BuildError {}
