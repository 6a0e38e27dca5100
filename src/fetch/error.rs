//! Why a URL could not be fetched: the document is not to blame.

use std::borrow::Cow;
use std::error::Error;
use std::fmt;
use std::io;

use rustls::Error as TlsError;
use ureq::Timeout;
use url::Url;

use super::ending::Lost;
use super::tls;
use crate::finding::{Failure, FailureKind, MAX_QUOTED, system_words, truncated};
use crate::guard::Blocked;

/// Why a URL could not be fetched.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct FetchError {
    /// What kind of failure it is.
    pub kind: FailureKind,
    /// What went wrong, naming the URL or host.
    pub message: String,
    /// What to do about it, where more is known than the kind.
    help: Option<&'static str>,
    reset: bool,
}

/// Longest message, in Unicode scalar values.
const MAX_MESSAGE: usize = 1_000;

/// A URL as messages name it.
pub(super) fn named(target: &Url) -> Cow<'_, str> {
    truncated(target.as_str(), MAX_QUOTED, "…")
}

/// Its host.
fn host(target: &Url) -> Cow<'_, str> {
    truncated(target.host_str().unwrap_or_default(), MAX_QUOTED, "…")
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
        match error.help.or(help(error.kind)) {
            Some(help) => failure.with_help(help),
            None => failure,
        }
    }
}

impl FetchError {
    /// An error of a kind.
    pub(super) fn new(kind: FailureKind, message: impl Into<String>) -> FetchError {
        // Whatever a server's words got into it, a message stays one that can be read.
        let message = truncated(&message.into(), MAX_MESSAGE, "…").into_owned();
        FetchError { kind, message, help: None, reset: false }
    }

    /// Says what to do about it.
    pub(super) fn with_help(self, help: &'static str) -> FetchError {
        FetchError { help: Some(help), ..self }
    }

    /// Whether the connection was reset or closed before an answer, which once is an accident.
    pub(super) fn is_reset(&self) -> bool {
        self.reset
    }

    /// Sorts out an error of the client.
    pub(super) fn from_ureq(target: &Url, error: ureq::Error) -> FetchError {
        let (url, host) = (named(target), &*host(target));
        match error {
            ureq::Error::Other(error) => from_other(target, error),
            ureq::Error::HostNotFound => not_found(host),
            ureq::Error::Timeout(timeout) => FetchError::new(
                FailureKind::Timeout,
                format!("{url} took too long: the time ran out {}", during(timeout)),
            ),
            ureq::Error::Rustls(error) => from_tls(host, &error),
            ureq::Error::Tls(_) => FetchError::new(
                FailureKind::TlsHandshake,
                format!("TLS with {host} failed: certificates are not issued for such a name"),
            ),
            ureq::Error::Io(error) => from_io(target, error),
            ureq::Error::ConnectionFailed => {
                FetchError::new(FailureKind::Connect, format!("no address of {host} could be connected to"))
            }
            ureq::Error::ConnectProxyFailed(reason) => FetchError::new(
                FailureKind::Connect,
                format!("the proxy does not connect to {host}: {}", truncated(&reason, MAX_QUOTED, "…")),
            ),
            ureq::Error::LargeResponseHeader(size, most) => FetchError::new(
                FailureKind::Response,
                format!("{url} answers with a header section of {size} bytes or more; {most} are read"),
            ),
            error => FetchError::new(
                FailureKind::Response,
                format!(
                    "{url} does not answer in HTTP that can be read: {}",
                    truncated(&error.to_string(), MAX_QUOTED, "…")
                ),
            ),
        }
    }

    /// Sorts out an error that came while the body was read. Where the response did not say how long it is, a
    /// lost connection looks like its end.
    pub(super) fn from_body(target: &Url, error: io::Error, has_length: bool) -> FetchError {
        let error = ureq::Error::from(error);
        let is_lost = matches!(&error, ureq::Error::Other(error) if error.is::<Lost>());
        if is_lost && !has_length {
            let message = format!(
                "the response of {} may not be complete: it says no length, and the connection was closed without the end that TLS asks for",
                named(target)
            );
            return FetchError::new(FailureKind::ConnectionLost, message)
                .with_help("send a Content-Length; some servers take such a response, and others refuse it");
        }
        // A body that was lost half way is not asked for again.
        FetchError { reset: false, ..FetchError::from_ureq(target, error) }
    }
}

fn from_other(target: &Url, error: Box<dyn Error + Send + Sync>) -> FetchError {
    let error = match error.downcast::<Blocked>() {
        Ok(blocked) => return blocked_by(&host(target), &blocked),
        Err(error) => error,
    };
    match error.downcast::<Lost>() {
        Ok(lost) => from_io(target, lost.0),
        Err(error) => FetchError::new(
            FailureKind::Connect,
            format!(
                "{} cannot be fetched: {}",
                named(target),
                truncated(&error.to_string(), MAX_QUOTED, "…")
            ),
        ),
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
        // What to do about a certificate stands with each fault.
        FailureKind::TlsExpired
        | FailureKind::TlsName
        | FailureKind::TlsIssuer
        | FailureKind::TlsHandshake => "check the server's TLS settings",
        FailureKind::Timeout => "check the server's speed, or allow more time with --timeout SECONDS",
        FailureKind::ConnectionLost => "check the server's log, and try again",
        FailureKind::Response => "check what the server sends",
        // Nothing is fetched from these.
        FailureKind::NotFound
        | FailureKind::NoNetwork
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
    let host = &*host(target);
    if let Some(error) = error.get_ref().and_then(|inner| inner.downcast_ref::<TlsError>()) {
        return from_tls(host, error);
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
            FetchError::new(FailureKind::Timeout, format!("{} took too long", named(target)))
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
        _ => FetchError::new(
            FailureKind::Connect,
            format!("{host} cannot be connected to: {}", system_words(&error)),
        ),
    }
}

fn from_tls(host: &str, error: &TlsError) -> FetchError {
    let tls::TlsFault { kind, what, help } = tls::fault(error);
    FetchError::new(kind, format!("TLS with {host} failed: {what}")).with_help(help)
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
