//! Why an input could not be linted at all.

use std::fmt;
#[cfg(any(feature = "cli", feature = "fetch", feature = "resolver"))]
use std::io;

/// Why an input could not be linted at all. The document is not to blame.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Failure {
    /// What kind of failure it is.
    pub kind: FailureKind,
    /// What went wrong, naming the input.
    pub message: String,
    /// What to do about it.
    pub help: Option<String>,
}

impl Failure {
    /// A failure about which nothing can be advised.
    pub fn new(kind: FailureKind, message: impl Into<String>) -> Failure {
        Failure { kind, message: message.into(), help: None }
    }

    /// The same, with what to do about it.
    pub fn with_help(mut self, help: impl Into<String>) -> Failure {
        self.help = Some(help.into());
        self
    }
}

/// The system's own words for an error, in lower case and without its number, which says nothing to a reader.
#[cfg(any(feature = "cli", feature = "fetch", feature = "resolver"))]
pub(crate) fn system_words(error: &io::Error) -> String {
    let words = error.to_string();
    words.split(" (os error ").next().unwrap_or_default().to_lowercase()
}

/// The kinds of failures.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum FailureKind {
    /// There is no such file.
    NotFound,
    /// The file may not be read.
    PermissionDenied,
    /// The input cannot be read for another reason.
    Unreadable,
    /// A directory was searched, and there is no document in it.
    NoDocument,
    /// The URL is none that is fetched.
    UrlNotFetchable,
    /// The program was built without network support.
    NoNetwork,
    /// The address guard refused the host's address.
    BlockedAddress,
    /// The host's name could not be resolved.
    Dns,
    /// No connection was established.
    Connect,
    /// The certificate has expired, or is not valid yet.
    TlsExpired,
    /// The certificate is for another name.
    TlsName,
    /// The certificate's issuer is not trusted.
    TlsIssuer,
    /// Another error of TLS.
    TlsHandshake,
    /// The time limit was reached.
    Timeout,
    /// The connection was lost before the end of the response.
    ConnectionLost,
    /// The response is not HTTP that can be read.
    Response,
}

impl FailureKind {
    /// A stable kebab-case word for programs, such as `not-found`.
    pub const fn name(self) -> &'static str {
        match self {
            FailureKind::NotFound => "not-found",
            FailureKind::PermissionDenied => "permission-denied",
            FailureKind::Unreadable => "unreadable",
            FailureKind::NoDocument => "no-document",
            FailureKind::UrlNotFetchable => "url-not-fetchable",
            FailureKind::NoNetwork => "no-network",
            FailureKind::BlockedAddress => "blocked-address",
            FailureKind::Dns => "dns",
            FailureKind::Connect => "connect",
            FailureKind::TlsExpired => "tls-expired",
            FailureKind::TlsName => "tls-name",
            FailureKind::TlsIssuer => "tls-issuer",
            FailureKind::TlsHandshake => "tls-handshake",
            FailureKind::Timeout => "timeout",
            FailureKind::ConnectionLost => "connection-lost",
            FailureKind::Response => "response",
        }
    }
}

impl fmt::Display for FailureKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.name())
    }
}
