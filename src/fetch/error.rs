//! Why a URL could not be fetched: the document is not to blame.

use std::error::Error;
use std::fmt;
use std::io;

use rustls::{CertificateError, Error as TlsError};
use ureq::Timeout;
use url::Url;

use crate::finding::{Failure, FailureKind};
use crate::guard::Blocked;

/// Why a URL could not be fetched.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct FetchError {
    /// What kind of failure it is.
    pub kind: FailureKind,
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

impl From<FetchError> for Failure {
    fn from(error: FetchError) -> Failure {
        let failure = Failure::new(error.kind, error.message);
        match help(error.kind) {
            Some(help) => failure.with_help(help),
            None => failure,
        }
    }
}

impl FetchError {
    /// An error of a kind.
    pub(super) fn new(kind: FailureKind, message: impl Into<String>) -> FetchError {
        FetchError { kind, message: message.into(), reset: false }
    }

    /// Whether the connection was reset or closed before an answer, which once is an accident.
    pub(super) fn is_reset(&self) -> bool {
        self.reset
    }

    /// Sorts out an error of the client.
    pub(super) fn from_ureq(target: &Url, error: ureq::Error) -> FetchError {
        let host = target.host_str().unwrap_or_default();
        match error {
            ureq::Error::Other(error) => match error.downcast::<Blocked>() {
                Ok(blocked) => blocked_by(host, &blocked),
                Err(error) => {
                    FetchError::new(FailureKind::Connect, format!("{target} cannot be fetched: {error}"))
                }
            },
            ureq::Error::HostNotFound => not_found(host),
            ureq::Error::Timeout(timeout) => FetchError::new(
                FailureKind::Timeout,
                format!("{target} took too long: the time ran out {}", during(timeout)),
            ),
            ureq::Error::Rustls(error) => tls(host, &error),
            ureq::Error::Tls(reason) => {
                FetchError::new(FailureKind::TlsHandshake, format!("TLS with {host} failed: {reason}"))
            }
            ureq::Error::Io(error) => from_io(target, error),
            ureq::Error::ConnectionFailed => {
                FetchError::new(FailureKind::Connect, format!("no address of {host} could be connected to"))
            }
            ureq::Error::ConnectProxyFailed(reason) => FetchError::new(
                FailureKind::Connect,
                format!("the proxy does not connect to {host}: {reason}"),
            ),
            ureq::Error::LargeResponseHeader(size, most) => FetchError::new(
                FailureKind::Response,
                format!("{target} answers with a header section of {size} bytes or more; {most} are read"),
            ),
            error => FetchError::new(
                FailureKind::Response,
                format!("{target} does not answer in HTTP that can be read: {error}"),
            ),
        }
    }

    /// Sorts out an error that came while the body was read.
    pub(super) fn from_body(target: &Url, error: io::Error) -> FetchError {
        // A body that was lost half way is not asked for again.
        FetchError { reset: false, ..FetchError::from_ureq(target, ureq::Error::from(error)) }
    }
}

/// What to do about it.
const fn help(kind: FailureKind) -> Option<&'static str> {
    Some(match kind {
        FailureKind::UrlNotFetchable => "name an https URL",
        FailureKind::BlockedAddress => {
            "servers refuse such addresses too; to check it all the same, use --allow-private-network"
        }
        FailureKind::Dns => "check the spelling of the host, and that its name is published in the DNS",
        FailureKind::Connect => "check that the server runs and is reachable from here",
        FailureKind::TlsExpired => "renew the certificate; every server would refuse it",
        FailureKind::TlsName => {
            "have the certificate made out for this host name; every server would refuse it"
        }
        FailureKind::TlsIssuer => {
            "serve the whole chain up to a public certificate authority; for a private one, use --ca-certificate FILE"
        }
        FailureKind::TlsHandshake => "check the server's TLS settings",
        FailureKind::Timeout => "check the server's speed, or allow more time with --timeout SECONDS",
        FailureKind::ConnectionLost => "check the server's log, and try again",
        FailureKind::Response => "check what the server sends",
        // Nothing is fetched from these.
        FailureKind::NotFound
        | FailureKind::PermissionDenied
        | FailureKind::Unreadable
        | FailureKind::NoDocument => return None,
    })
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
    FetchError::new(FailureKind::BlockedAddress, message)
}

fn not_found(host: &str) -> FetchError {
    FetchError::new(FailureKind::Dns, format!("the host name {host} was not found"))
}

fn from_io(target: &Url, error: io::Error) -> FetchError {
    let host = target.host_str().unwrap_or_default();
    if let Some(error) = error.get_ref().and_then(|inner| inner.downcast_ref::<TlsError>()) {
        return tls(host, error);
    }
    match error.kind() {
        io::ErrorKind::ConnectionRefused => FetchError::new(
            FailureKind::Connect,
            format!(
                "{host} refuses the connection at port {}",
                target.port_or_known_default().unwrap_or(443)
            ),
        ),
        io::ErrorKind::TimedOut | io::ErrorKind::WouldBlock => {
            FetchError::new(FailureKind::Timeout, format!("{target} took too long"))
        }
        io::ErrorKind::ConnectionReset | io::ErrorKind::ConnectionAborted | io::ErrorKind::BrokenPipe => {
            FetchError {
                reset: true,
                ..FetchError::new(FailureKind::ConnectionLost, format!("the connection to {host} was reset"))
            }
        }
        // A kept connection that the server had already closed ends like this.
        io::ErrorKind::UnexpectedEof => FetchError {
            reset: true,
            ..FetchError::new(
                FailureKind::ConnectionLost,
                format!("the connection to {host} was closed before the end of the response"),
            )
        },
        // The system's resolver reports in words only.
        _ if error.to_string().contains("lookup address") => not_found(host),
        _ => FetchError::new(FailureKind::Connect, format!("{host} cannot be connected to: {error}")),
    }
}

fn tls(host: &str, error: &TlsError) -> FetchError {
    let (kind, what) = match error {
        TlsError::InvalidCertificate(error) => match error {
            CertificateError::Expired | CertificateError::ExpiredContext { .. } => {
                (FailureKind::TlsExpired, "its certificate has expired".to_owned())
            }
            CertificateError::NotValidYet | CertificateError::NotValidYetContext { .. } => {
                (FailureKind::TlsExpired, "its certificate is not valid yet".to_owned())
            }
            CertificateError::NotValidForName | CertificateError::NotValidForNameContext { .. } => {
                (FailureKind::TlsName, "its certificate is made out for another name".to_owned())
            }
            CertificateError::UnknownIssuer => (
                FailureKind::TlsIssuer,
                "its certificate comes from an issuer that is not trusted, or the chain is incomplete"
                    .to_owned(),
            ),
            error => (FailureKind::TlsHandshake, format!("its certificate is refused ({error})")),
        },
        error => (FailureKind::TlsHandshake, error.to_string()),
    };
    FetchError::new(kind, format!("TLS with {host} failed: {what}"))
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
