//! Why a URL could not be fetched: the document is not to blame.

use std::borrow::Cow;
use std::error::Error;
use std::fmt;
use std::io;

use rustls::Error as TlsError;
use url::Url;

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
pub fn named(target: &Url) -> Cow<'_, str> {
    truncated(target.as_str(), MAX_QUOTED, "…")
}

/// Its host, as messages name it.
pub fn host(target: &Url) -> Cow<'_, str> {
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
    pub(crate) fn new(kind: FailureKind, message: impl Into<String>) -> FetchError {
        // Whatever a server's words got into it, a message stays one that can be read.
        let message = truncated(&message.into(), MAX_MESSAGE, "…").into_owned();
        FetchError { kind, message, help: None, reset: false }
    }

    /// Says what to do about it.
    pub(crate) fn with_help(self, help: &'static str) -> FetchError {
        FetchError { help: Some(help), ..self }
    }

    /// Whether the connection was reset or closed before an answer, which once is an accident.
    #[cfg(feature = "fetch")]
    pub(crate) fn is_reset(&self) -> bool {
        self.reset
    }

    /// The same of what is not to be asked for again.
    #[cfg(feature = "fetch")]
    pub(crate) fn not_reset(self) -> FetchError {
        FetchError { reset: false, ..self }
    }

    /// The guard refused an address of the host.
    pub(crate) fn blocked(target: &Url, blocked: &Blocked) -> FetchError {
        let host = host(target);
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

    /// The host's name could not be resolved.
    pub(crate) fn not_found(target: &Url) -> FetchError {
        FetchError::new(FailureKind::Dns, format!("the host name {} was not found", host(target)))
    }

    /// The time ran out; `during` says when.
    pub(crate) fn timed_out(target: &Url, during: &str) -> FetchError {
        FetchError::new(
            FailureKind::Timeout,
            format!("{} took too long: the time ran out {during}", named(target)),
        )
    }

    /// TLS failed.
    pub(crate) fn of_tls(target: &Url, error: &TlsError) -> FetchError {
        let tls::TlsFault { kind, what, help } = tls::fault(error);
        FetchError::new(kind, format!("TLS with {} failed: {what}", host(target))).with_help(help)
    }

    /// Where the response did not say how long it is, a lost connection looks like its end.
    pub(crate) fn perhaps_incomplete(target: &Url) -> FetchError {
        let message = format!(
            "the response of {} may not be complete: it says no length, and the connection was closed without the end that TLS asks for",
            named(target)
        );
        FetchError::new(FailureKind::ConnectionLost, message)
            .with_help("send a Content-Length; some servers take such a response, and others refuse it")
    }

    /// Sorts out an error of the connection.
    pub(crate) fn of_io(target: &Url, error: &io::Error) -> FetchError {
        let host = &*host(target);
        if let Some(error) = error.get_ref().and_then(|inner| inner.downcast_ref::<TlsError>()) {
            return FetchError::of_tls(target, error);
        }
        let lost =
            |message| FetchError { reset: true, ..FetchError::new(FailureKind::ConnectionLost, message) };
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
                lost(format!("the connection to {host} was reset"))
            }
            // A kept connection that the server had already closed ends like this.
            io::ErrorKind::UnexpectedEof => {
                lost(format!("the connection to {host} was closed before the end of the response"))
            }
            // The system's resolver reports in words only.
            _ if error.to_string().contains("lookup address") => FetchError::not_found(target),
            _ => FetchError::new(
                FailureKind::Connect,
                format!("{host} cannot be connected to: {}", system_words(error)),
            ),
        }
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
