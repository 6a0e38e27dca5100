//! Where the cases are served, and the URLs that follow.

use std::net::SocketAddr;

/// The names and the address of one run.
#[derive(Debug, Clone)]
pub struct Site {
    /// The host name of nearly every case.
    pub host: String,
    /// The loopback address that is listened at.
    pub address: SocketAddr,
}

/// What a connection shows for a name: the certificate is sound for one of them alone.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Identity {
    /// Issued by the run's authority for the host, `localhost` and the address.
    Sound,
    /// Issued by the run's authority, and no longer valid.
    Expired,
    /// Issued by the run's authority, for another name.
    Misnamed,
    /// Issued by an authority that nobody was told to trust.
    Untrusted,
}

impl Identity {
    /// All of them.
    pub const ALL: [Identity; 4] =
        [Identity::Sound, Identity::Expired, Identity::Misnamed, Identity::Untrusted];

    /// The label before the host at which this certificate is shown.
    fn label(self) -> Option<&'static str> {
        match self {
            Identity::Sound => None,
            Identity::Expired => Some("expired"),
            Identity::Misnamed => Some("misnamed"),
            Identity::Untrusted => Some("untrusted"),
        }
    }
}

impl Site {
    /// The name under which a certificate is shown.
    pub fn name(&self, identity: Identity) -> String {
        match identity.label() {
            Some(label) => format!("{label}.{}", self.host),
            None => self.host.clone(),
        }
    }

    /// Every name that has to lead here.
    pub fn names(&self) -> Vec<String> {
        Identity::ALL.map(|identity| self.name(identity)).to_vec()
    }

    /// Scheme, host and port of nearly every case.
    pub fn origin(&self) -> String {
        self.origin_at(&self.host)
    }

    /// Scheme and port with another host.
    pub fn origin_at(&self, host: &str) -> String {
        format!("https://{host}:{}", self.address.port())
    }

    /// The origin that names the loopback address itself.
    pub fn literal_origin(&self) -> String {
        format!("https://{}", self.address)
    }
}
