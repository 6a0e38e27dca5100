//! What fetching may do.

use std::fmt;
use std::net::IpAddr;
use std::time::Duration;

use ureq::tls::{Certificate, PemItem, parse_pem};
use ureq::{Proxy, ProxyProtocol};
use url::Host;

use crate::finding::quoted;

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
            // The URL may hold a password, wherever in it that is.
            .ok_or_else(|| PolicyError("its value is not the URL of an http proxy".to_owned()))
    }
}

impl std::str::FromStr for Resolve {
    type Err = PolicyError;

    fn from_str(text: &str) -> Result<Resolve, PolicyError> {
        let wrong = |what: &str| {
            PolicyError(format!("{what}; write HOST:PORT:ADDRESS, such as app.example.net:443:192.0.2.7"))
        };
        let is_address = |host: &str| {
            host.starts_with('[') || matches!(Host::parse(host), Ok(Host::Ipv4(_) | Host::Ipv6(_)))
        };
        // An address in brackets has colons of its own.
        let end_of_host = text.find(']').filter(|_| text.starts_with('[')).unwrap_or(0);
        let (host, rest) = match text[end_of_host..].split_once(':') {
            Some((host, rest)) => (&text[..end_of_host + host.len()], rest),
            None if text.is_empty() => return Err(wrong("the host is missing")),
            None => return Err(wrong("the port is missing")),
        };
        if is_address(host) || text.parse::<IpAddr>().is_ok() {
            let address = if is_address(host) { host } else { text };
            return Err(wrong(&format!(
                "{} is an address and not a host name: there is nothing to look up for it, so name it in the URL itself",
                quoted(address)
            )));
        }
        let (port, addresses) = rest.split_once(':').ok_or_else(|| wrong("the address is missing"))?;
        let port = port.parse().map_err(|_| wrong(&format!("{} is not a port", quoted(port))))?;
        let address = |text: &str| {
            let bare = text.trim().trim_start_matches('[').trim_end_matches(']');
            bare.parse().map_err(|_| match Host::parse(bare) {
                Ok(Host::Domain(_)) => {
                    wrong(&format!("{} is a name, and an IP address is needed there", quoted(text)))
                }
                _ => wrong(&format!("{} is not an IP address", quoted(text))),
            })
        };
        let addresses = addresses.split(',').map(address).collect::<Result<Vec<IpAddr>, _>>()?;
        if host.is_empty() {
            return Err(wrong("the host is missing"));
        }
        // As it stands in a URL that is requested.
        let host = Host::parse(host).map_or_else(|_| host.to_ascii_lowercase(), |host| host.to_string());
        Ok(Resolve { host, port, addresses })
    }
}
