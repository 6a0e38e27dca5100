//! The errors of the client, sorted out.

use std::error::Error;
use std::io;

use ureq::Timeout;
use url::Url;

use super::ending::Lost;
use crate::finding::{FailureKind, MAX_QUOTED, truncated};
use crate::guard::Blocked;
use crate::retrieval::FetchError;

/// Sorts out an error of the client.
pub fn of_client(target: &Url, error: ureq::Error) -> FetchError {
    let url = truncated(target.as_str(), MAX_QUOTED, "…");
    let host = truncated(target.host_str().unwrap_or_default(), MAX_QUOTED, "…");
    match error {
        ureq::Error::Other(error) => of_other(target, error),
        ureq::Error::HostNotFound => FetchError::not_found(target),
        ureq::Error::Timeout(timeout) => FetchError::timed_out(target, during(timeout)),
        ureq::Error::Rustls(error) => FetchError::of_tls(target, &error),
        ureq::Error::Tls(_) => FetchError::new(
            FailureKind::TlsHandshake,
            format!("TLS with {host} failed: certificates are not issued for such a name"),
        ),
        ureq::Error::Io(error) => FetchError::of_io(target, &error),
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

/// Sorts out an error that came while the body was read.
pub fn of_body(target: &Url, error: io::Error, has_length: bool) -> FetchError {
    let error = ureq::Error::from(error);
    let is_lost = matches!(&error, ureq::Error::Other(error) if error.is::<Lost>());
    if is_lost && !has_length {
        return FetchError::perhaps_incomplete(target);
    }
    // A body that was lost half way is not asked for again.
    of_client(target, error).not_reset()
}

fn of_other(target: &Url, error: Box<dyn Error + Send + Sync>) -> FetchError {
    let error = match error.downcast::<Blocked>() {
        Ok(blocked) => return FetchError::blocked(target, &blocked),
        Err(error) => error,
    };
    match error.downcast::<Lost>() {
        Ok(lost) => FetchError::of_io(target, &lost.0),
        Err(error) => FetchError::new(
            FailureKind::Connect,
            format!(
                "{} cannot be fetched: {}",
                truncated(target.as_str(), MAX_QUOTED, "…"),
                truncated(&error.to_string(), MAX_QUOTED, "…")
            ),
        ),
    }
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
