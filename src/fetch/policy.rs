//! What fetching may do.

use std::fmt;
use std::net::IpAddr;
use std::time::Duration;

use ureq::tls::{Certificate, PemItem, parse_pem};
use ureq::{Proxy, ProxyProtocol};

/// What fetching may do, and how long it may take.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub struct Policy {
    /// Bound of one exchange from name resolution to the last byte.
    pub timeout: Duration,
    /// Whether special-use addresses may be connected to.
    pub allow_private_network: bool,
    /// Certificates to trust beside the public roots.
    pub certificates: Vec<Certificate<'static>>,
    /// Hosts that are not looked up.
    pub resolves: Vec<Resolve>,
    /// A proxy to go through; names are then resolved there.
    pub proxy: Option<Proxy>,
}

/// An answer that stands for a name look-up: `HOST:PORT:ADDRESS[,ADDRESS]`.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Resolve {
    /// The host, in lower case.
    pub host: String,
    /// The port.
    pub port: u16,
    /// The addresses; they pass the guard like any others.
    pub addresses: Vec<IpAddr>,
}

/// Why a setting cannot be used.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PolicyError(String);

impl fmt::Display for PolicyError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::error::Error for PolicyError {}

impl Default for Policy {
    /// Ten seconds, the public roots, no special-use addresses, no proxy.
    fn default() -> Policy {
        Policy {
            timeout: Duration::from_secs(10),
            allow_private_network: false,
            certificates: Vec::new(),
            resolves: Vec::new(),
            proxy: None,
        }
    }
}

impl Policy {
    /// Adds the certificates of a PEM text to the roots.
    ///
    /// # Errors
    ///
    /// The text is not PEM, or holds no certificate.
    pub fn trust(&mut self, pem: &[u8]) -> Result<(), PolicyError> {
        let before = self.certificates.len();
        for item in parse_pem(pem) {
            match item {
                Ok(PemItem::Certificate(certificate)) => self.certificates.push(certificate),
                Ok(_) => {}
                Err(error) => return Err(PolicyError(format!("it is not PEM: {error}"))),
            }
        }
        if self.certificates.len() == before {
            return Err(PolicyError("it holds no certificate in PEM form".to_owned()));
        }
        Ok(())
    }

    /// Reads the URL of a proxy.
    ///
    /// # Errors
    ///
    /// It is not the URL of an http or https proxy.
    pub fn read_proxy(url: &str) -> Result<Proxy, PolicyError> {
        Proxy::new(url)
            .ok()
            // Others would resolve names on this side, past the guard.
            .filter(|proxy| matches!(proxy.protocol(), ProxyProtocol::Http | ProxyProtocol::Https))
            .ok_or_else(|| PolicyError(format!("`{url}` is not an http proxy; write http://HOST:PORT")))
    }
}

impl std::str::FromStr for Resolve {
    type Err = PolicyError;

    fn from_str(text: &str) -> Result<Resolve, PolicyError> {
        let wrong = |what: &str| {
            PolicyError(format!("{what}; write HOST:PORT:ADDRESS, such as app.example.com:443:192.0.2.7"))
        };
        let (host, rest) = text.split_once(':').ok_or_else(|| wrong("the port is missing"))?;
        let (port, addresses) = rest.split_once(':').ok_or_else(|| wrong("the address is missing"))?;
        let port = port.parse().map_err(|_| wrong(&format!("`{port}` is not a port")))?;
        let address = |text: &str| {
            let bare = text.trim().trim_start_matches('[').trim_end_matches(']');
            bare.parse().map_err(|_| wrong(&format!("`{text}` is not an address")))
        };
        let addresses = addresses.split(',').map(address).collect::<Result<Vec<IpAddr>, _>>()?;
        if host.is_empty() {
            return Err(wrong("the host is missing"));
        }
        Ok(Resolve { host: host.to_ascii_lowercase(), port, addresses })
    }
}
