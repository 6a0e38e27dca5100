//! Why a URL could not be fetched: the document is not to blame.

use std::error::Error;
use std::fmt;
use std::io;

use rustls::{CertificateError, Error as TlsError};
use ureq::Timeout;
use url::Url;

use crate::guard::Blocked;

/// How far the exchange came.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Phase {
    /// The URL itself cannot be fetched.
    Url,
    /// The address guard refused.
    Guard,
    /// The host's name could not be resolved.
    Dns,
    /// No connection came about.
    Connect,
    /// The certificate has expired, or is not valid yet.
    TlsExpired,
    /// The certificate is for another name.
    TlsName,
    /// The certificate's issuer is not trusted.
    TlsIssuer,
    /// Anything else about TLS.
    TlsHandshake,
    /// The time limit was reached.
    Timeout,
    /// The connection was lost before the end of the response.
    Lost,
    /// The response is no HTTP that can be read.
    Response,
}

impl Phase {
    /// A stable kebab-case word for programs.
    pub const fn name(self) -> &'static str {
        match self {
            Phase::Url => "url-not-fetchable",
            Phase::Guard => "blocked-address",
            Phase::Dns => "dns",
            Phase::Connect => "connect",
            Phase::TlsExpired => "tls-expired",
            Phase::TlsName => "tls-name",
            Phase::TlsIssuer => "tls-issuer",
            Phase::TlsHandshake => "tls-handshake",
            Phase::Timeout => "timeout",
            Phase::Lost => "connection-lost",
            Phase::Response => "response",
        }
    }

    /// What to do about it.
    const fn help(self) -> &'static str {
        match self {
            Phase::Url => "name an https URL",
            Phase::Guard => {
                "servers refuse such addresses too; to check it all the same, use --allow-private-network"
            }
            Phase::Dns => "check the spelling of the host, and that its name is published in the DNS",
            Phase::Connect => "check that the server runs and is reachable from here",
            Phase::TlsExpired => "renew the certificate; every server would refuse it",
            Phase::TlsName => {
                "have the certificate made out for this host name; every server would refuse it"
            }
            Phase::TlsIssuer => {
                "serve the whole chain up to a public certificate authority; for a private one, use --ca-certificate FILE"
            }
            Phase::TlsHandshake => "check the server's TLS settings",
            Phase::Timeout => "check the server's speed, or allow more time with --timeout SECONDS",
            Phase::Lost => "check the server's log, and try again",
            Phase::Response => "check what the server sends",
        }
    }
}

/// Why a URL could not be fetched.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FetchError {
    /// How far it came.
    pub phase: Phase,
    /// What went wrong, naming the URL or host.
    pub message: String,
    reset: bool,
}

impl fmt::Display for FetchError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)
    }
}

impl Error for FetchError {}

impl FetchError {
    /// An error of a phase.
    pub fn new(phase: Phase, message: impl Into<String>) -> FetchError {
        FetchError { phase, message: message.into(), reset: false }
    }

    /// What to do about it.
    pub fn help(&self) -> &'static str {
        self.phase.help()
    }

    /// Whether the connection was reset or closed before an answer, which once is an accident.
    pub fn is_reset(&self) -> bool {
        self.reset
    }

    /// Sorts out an error of the client.
    pub fn from_ureq(target: &Url, error: ureq::Error) -> FetchError {
        let host = target.host_str().unwrap_or_default();
        match error {
            ureq::Error::Other(error) => match error.downcast::<Blocked>() {
                Ok(blocked) => blocked_by(host, &blocked),
                Err(error) => FetchError::new(Phase::Connect, format!("{target} cannot be fetched: {error}")),
            },
            ureq::Error::HostNotFound => not_found(host),
            ureq::Error::Timeout(timeout) => FetchError::new(
                Phase::Timeout,
                format!("{target} took too long: the time ran out {}", during(timeout)),
            ),
            ureq::Error::Rustls(error) => tls(host, &error),
            ureq::Error::Tls(reason) => {
                FetchError::new(Phase::TlsHandshake, format!("TLS with {host} failed: {reason}"))
            }
            ureq::Error::Io(error) => from_io(target, error),
            ureq::Error::ConnectionFailed => {
                FetchError::new(Phase::Connect, format!("no address of {host} could be connected to"))
            }
            ureq::Error::ConnectProxyFailed(reason) => {
                FetchError::new(Phase::Connect, format!("the proxy does not connect to {host}: {reason}"))
            }
            ureq::Error::LargeResponseHeader(size, most) => FetchError::new(
                Phase::Response,
                format!("{target} answers with a header section of {size} bytes or more; {most} are read"),
            ),
            error => FetchError::new(
                Phase::Response,
                format!("{target} does not answer in HTTP that can be read: {error}"),
            ),
        }
    }

    /// Sorts out an error that came while the body was read.
    pub fn from_body(target: &Url, error: io::Error) -> FetchError {
        // A body that was lost half way is not asked for again.
        FetchError { reset: false, ..FetchError::from_ureq(target, ureq::Error::from(error)) }
    }
}

fn blocked_by(host: &str, blocked: &Blocked) -> FetchError {
    let bare = host.trim_matches(['[', ']']);
    let message = if bare == blocked.address.to_string() {
        format!("{host} was not connected to: it is a special-use address ({})", blocked.block)
    } else {
        format!(
            "{host} was not connected to: its name leads to {}, a special-use address ({})",
            blocked.address, blocked.block
        )
    };
    FetchError::new(Phase::Guard, message)
}

fn not_found(host: &str) -> FetchError {
    FetchError::new(Phase::Dns, format!("the host name {host} was not found"))
}

fn from_io(target: &Url, error: io::Error) -> FetchError {
    let host = target.host_str().unwrap_or_default();
    if let Some(error) = error.get_ref().and_then(|inner| inner.downcast_ref::<TlsError>()) {
        return tls(host, error);
    }
    match error.kind() {
        io::ErrorKind::ConnectionRefused => FetchError::new(
            Phase::Connect,
            format!(
                "{host} refuses the connection at port {}",
                target.port_or_known_default().unwrap_or(443)
            ),
        ),
        io::ErrorKind::TimedOut | io::ErrorKind::WouldBlock => {
            FetchError::new(Phase::Timeout, format!("{target} took too long"))
        }
        io::ErrorKind::ConnectionReset | io::ErrorKind::ConnectionAborted | io::ErrorKind::BrokenPipe => {
            FetchError {
                reset: true,
                ..FetchError::new(Phase::Lost, format!("the connection to {host} was reset"))
            }
        }
        // A kept connection that the server had already closed ends like this.
        io::ErrorKind::UnexpectedEof => FetchError {
            reset: true,
            ..FetchError::new(
                Phase::Lost,
                format!("the connection to {host} was closed before the end of the response"),
            )
        },
        // The system's resolver reports in words only.
        _ if error.to_string().contains("lookup address") => not_found(host),
        _ => FetchError::new(Phase::Connect, format!("{host} cannot be connected to: {error}")),
    }
}

fn tls(host: &str, error: &TlsError) -> FetchError {
    let (phase, what) = match error {
        TlsError::InvalidCertificate(error) => match error {
            CertificateError::Expired | CertificateError::ExpiredContext { .. } => {
                (Phase::TlsExpired, "its certificate has expired".to_owned())
            }
            CertificateError::NotValidYet | CertificateError::NotValidYetContext { .. } => {
                (Phase::TlsExpired, "its certificate is not valid yet".to_owned())
            }
            CertificateError::NotValidForName | CertificateError::NotValidForNameContext { .. } => {
                (Phase::TlsName, "its certificate is made out for another name".to_owned())
            }
            CertificateError::UnknownIssuer => (
                Phase::TlsIssuer,
                "its certificate comes from an issuer that is not trusted, or the chain is incomplete"
                    .to_owned(),
            ),
            error => (Phase::TlsHandshake, format!("its certificate is refused ({error})")),
        },
        error => (Phase::TlsHandshake, error.to_string()),
    };
    FetchError::new(phase, format!("TLS with {host} failed: {what}"))
}

fn during(timeout: Timeout) -> &'static str {
    match timeout {
        Timeout::Resolve => "while the name was looked up",
        Timeout::Connect => "while connecting",
        Timeout::RecvResponse => "while waiting for the answer",
        Timeout::RecvBody => "while reading the body",
        _ => "before the exchange was complete",
    }
}
