//! The address guard: which addresses may be connected to.
//!
//! It opens no sockets: whoever connects resolves a name once, has every address checked here, and connects to
//! exactly these.

use std::fmt;
use std::net::IpAddr;

use crate::metadata::address::special_use;

/// Refuses an address that is not globally reachable.
///
/// # Errors
///
/// The address is set aside for a special use (RFC 6890).
pub fn check(address: IpAddr) -> Result<(), Blocked> {
    special_use(address).map_or(Ok(()), |block| Err(Blocked { address, block }))
}

/// The guard's refusal.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
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
