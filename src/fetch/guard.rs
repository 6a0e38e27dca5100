//! The address guard: resolve once, check every address, connect to exactly these.
//!
//! The connector is handed the addresses that were checked and looks nothing up itself, so a second answer
//! of the name server (rebinding) is never asked for. Addresses written as such in a URL come this way too.

use std::fmt;
use std::net::{IpAddr, SocketAddr};

use ureq::config::Config;
use ureq::http::Uri;
use ureq::unversioned::resolver::{DefaultResolver, ResolvedSocketAddrs, Resolver};
use ureq::unversioned::transport::NextTimeout;

use super::policy::Resolve;
use crate::metadata::address::special_use;

/// Resolves names, and refuses those that lead to a special-use address.
pub struct Guard<R = DefaultResolver> {
    resolver: R,
    resolves: Vec<Resolve>,
    allow_private_network: bool,
}

impl<R> Guard<R> {
    /// A guard before a resolver.
    pub fn new(resolver: R, resolves: Vec<Resolve>, allow_private_network: bool) -> Guard<R> {
        Guard { resolver, resolves, allow_private_network }
    }

    fn given(&self, uri: &Uri) -> Option<impl Iterator<Item = SocketAddr>> {
        let host = uri.host()?;
        let port = uri.port_u16().unwrap_or(443);
        let resolve = self
            .resolves
            .iter()
            .find(|resolve| resolve.port == port && resolve.host.eq_ignore_ascii_case(host))?;
        Some(resolve.addresses.iter().map(move |&address| SocketAddr::new(address, port)))
    }
}

impl<R: Resolver> Resolver for Guard<R> {
    fn resolve(
        &self,
        uri: &Uri,
        config: &Config,
        timeout: NextTimeout,
    ) -> Result<ResolvedSocketAddrs, ureq::Error> {
        let addresses = match self.given(uri) {
            Some(given) => {
                let mut addresses = self.empty();
                // The connector takes no more than 16.
                given.take(16).for_each(|address| addresses.push(address));
                addresses
            }
            None => self.resolver.resolve(uri, config, timeout)?,
        };
        if !self.allow_private_network {
            for address in addresses.iter().map(SocketAddr::ip) {
                if let Some(block) = special_use(address) {
                    return Err(ureq::Error::Other(Box::new(Blocked { address, block })));
                }
            }
        }
        Ok(addresses)
    }
}

impl<R> fmt::Debug for Guard<R> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Guard")
            .field("allow_private_network", &self.allow_private_network)
            .finish_non_exhaustive()
    }
}

/// The guard's refusal.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Blocked {
    /// The address that a name resolved to, or that stood in the URL.
    pub address: IpAddr,
    /// What the address is set aside for.
    pub block: &'static str,
}

impl fmt::Display for Blocked {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} is a special-use address ({})", self.address, self.block)
    }
}

impl std::error::Error for Blocked {}
