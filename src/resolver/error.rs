//! Why a client could not be resolved, and whose fault that is.

use std::fmt;
use std::sync::Arc;
use std::time::Duration;

use crate::finding::{FailureKind, Finding, Level, MAX_QUOTED, Report, truncated};
use crate::metadata::display::deceives;

/// Whose fault it is that a client could not be resolved.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Fault {
    /// That of the client: its identifier, its document or its keys are not what the profile demands, or the document is
    /// not there. To try again is no use until its developer has changed that.
    Document,
    /// That of the client's host: it cannot be reached, answers with an error of its own or with something that is not
    /// an answer, or its certificate does not hold.
    Host,
    /// That of our own network, or of this machine.
    Network,
    /// That of our own policy: an address that is not connected to, or too many requests at the same time.
    Policy,
}

impl Fault {
    /// A stable word for logs and metrics: `document`, `host`, `network`, `policy`.
    pub const fn name(self) -> &'static str {
        match self {
            Fault::Document => "document",
            Fault::Host => "host",
            Fault::Network => "network",
            Fault::Policy => "policy",
        }
    }
}

/// Why a client could not be resolved.
///
/// `Display` is for the operator's log. What people see is [`for_end_user`](ResolveError::for_end_user). Cheap to clone.
#[derive(Clone)]
pub struct ResolveError {
    inner: Arc<Inner>,
}

struct Inner {
    fault: Fault,
    /// The host of the client identifier URL, where that is one.
    host: Option<String>,
    message: String,
    reason: Reason,
    report: Option<Report>,
    retry_after: Option<Duration>,
}

/// What went wrong, as far as other parts of the resolver ask.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Reason {
    /// The client identifier is not a URL of a document.
    Identifier,
    /// The document was read and refused.
    Refused,
    /// The host answered with this status.
    Status(u16),
    /// Fetching failed.
    Failed(FailureKind),
    /// Fetching failed, since our own network or machine is in trouble.
    Ours(FailureKind),
    /// The deadline passed.
    Deadline,
    /// Too many clients are being resolved.
    Overloaded,
    /// The work was lost: a panic, or a runtime that was shut down.
    Lost,
}

impl ResolveError {
    pub(super) fn new(reason: Reason, message: impl Into<String>) -> ResolveError {
        let message: String =
            message.into().chars().map(|one| if deceives(one) { '\u{fffd}' } else { one }).collect();
        let retry_after =
            matches!(reason, Reason::Overloaded | Reason::Lost).then_some(Duration::from_secs(1));
        let inner = Inner { fault: reason.fault(), host: None, message, reason, report: None, retry_after };
        ResolveError { inner: Arc::new(inner) }
    }

    pub(super) fn at_host(self, host: &str) -> ResolveError {
        self.with(|inner| inner.host = Some(host.to_owned()))
    }

    pub(super) fn with_report(self, report: Report) -> ResolveError {
        self.with(|inner| inner.report = Some(report))
    }

    pub(super) fn retry_in(self, retry_after: Option<Duration>) -> ResolveError {
        self.with(|inner| inner.retry_after = retry_after)
    }

    /// Changes an error that nobody else has yet.
    fn with(mut self, change: impl FnOnce(&mut Inner)) -> ResolveError {
        if let Some(inner) = Arc::get_mut(&mut self.inner) {
            change(inner);
        }
        self
    }

    pub(super) fn reason(&self) -> Reason {
        self.inner.reason
    }

    /// Whose fault it is.
    pub fn fault(&self) -> Fault {
        self.inner.fault
    }

    /// The report of the linter, where the client was judged: its findings say what its developer has to change.
    pub fn report(&self) -> Option<&Report> {
        self.inner.report.as_ref()
    }

    /// The findings for which the client is refused, in the order of the document.
    pub fn refusals(&self) -> impl Iterator<Item = &Finding> {
        let findings = self.inner.report.iter().flat_map(|report| &report.findings);
        findings.filter(|finding| finding.verdict == Some(Level::Violation))
    }

    /// When it may be tried again; `None` where that is no use, or not known.
    pub fn retry_after(&self) -> Option<Duration> {
        self.inner.retry_after
    }

    /// Whether the same request may succeed later though the client changes nothing.
    pub fn is_temporary(&self) -> bool {
        match self.inner.reason {
            Reason::Identifier | Reason::Refused | Reason::Failed(FailureKind::BlockedAddress) => false,
            Reason::Status(_) => self.inner.fault == Fault::Host,
            _ => true,
        }
    }

    /// Whether it says nothing of the client, so that what is known of it may stand for a while: the host cannot be
    /// reached, or reports an error of its own (RFC 5861, section 4).
    pub(super) fn is_trouble_of_host(&self) -> bool {
        match self.inner.reason {
            Reason::Status(status) => matches!(status, 408 | 429 | 500 | 502 | 503 | 504),
            Reason::Failed(kind) => !matches!(
                kind,
                FailureKind::BlockedAddress | FailureKind::UrlNotFetchable | FailureKind::Response
            ),
            Reason::Ours(_) | Reason::Deadline => true,
            Reason::Identifier | Reason::Refused | Reason::Overloaded | Reason::Lost => false,
        }
    }

    /// A kebab-case word for metrics: `not-a-client-id`, `invalid`, `status`, `timeout`, `dns`, ...
    pub fn kind(&self) -> &'static str {
        match self.inner.reason {
            Reason::Identifier => "not-a-client-id",
            Reason::Refused => "invalid",
            Reason::Status(_) => "status",
            Reason::Failed(kind) | Reason::Ours(kind) => kind.name(),
            Reason::Deadline => "timeout",
            Reason::Overloaded => "overloaded",
            Reason::Lost => "lost",
        }
    }

    /// What to tell the person who wants to log in. It says what is known, and never that the client is unknown: it is,
    /// but why is what helps. Plain text, without anything that a stranger wrote but a host name that was checked.
    ///
    /// ```
    /// # tokio::runtime::Builder::new_current_thread().build().expect("a runtime").block_on(async {
    /// use cimd::{Profile, resolver::Resolver};
    ///
    /// let resolver = Resolver::builder(Profile::named("ietf").expect("it is built in")).build().expect("TLS");
    /// let error = resolver.resolve("https:/cb").await.expect_err("it has no host");
    /// assert_eq!(
    ///     error.for_end_user(),
    ///     "The application that sent you here identifies itself with something that is not the address of a description \
    ///      of it. Its developer has to correct that."
    /// );
    /// # });
    /// ```
    pub fn for_end_user(&self) -> String {
        let host = match &self.inner.host {
            Some(host) => format!("The application at {}", truncated(host, MAX_QUOTED, "…")),
            None => "The application that sent you here".to_owned(),
        };
        let rest = match (self.inner.reason, self.inner.fault) {
            (Reason::Identifier, _) => {
                "identifies itself with something that is not the address of a description of it. Its developer has to correct that.".to_owned()
            }
            (Reason::Refused, _) => {
                let rules: Vec<&str> = self.refusals().map(|finding| finding.rule.id()).collect();
                let why = rules.first().map(|rule| format!(" ({rule})")).unwrap_or_default();
                format!("cannot be let in: the description of itself that it publishes is not valid{why}. Its developer has to correct that.")
            }
            (Reason::Status(404 | 410), _) => {
                "cannot be let in: the description of itself that it should publish is not there.".to_owned()
            }
            (Reason::Status(status), Fault::Document) => {
                format!("cannot be let in: its site answers with status {status} in place of a description. Its developer has to correct that.")
            }
            (Reason::Status(status), _) => {
                format!("cannot be checked now: its site answers with status {status}. Try again later.")
            }
            (Reason::Failed(FailureKind::BlockedAddress), _) => {
                "cannot be checked: its site is at an address that this server does not connect to.".to_owned()
            }
            (_, Fault::Host | Fault::Document) => {
                "cannot be checked now: its site does not answer as it should. Try again later.".to_owned()
            }
            (_, Fault::Network | Fault::Policy) => {
                "cannot be checked now: this server is in trouble itself. Try again in a moment.".to_owned()
            }
        };
        format!("{host} {rest}")
    }
}

impl Reason {
    fn fault(self) -> Fault {
        match self {
            Reason::Identifier | Reason::Refused => Fault::Document,
            // What holds requests off or fails by itself is the host; what answers that there is no document, or leads
            // elsewhere, is what its publisher has to change.
            Reason::Status(401 | 403 | 407 | 408 | 425 | 429 | 451 | 500..) => Fault::Host,
            Reason::Status(_) => Fault::Document,
            Reason::Failed(FailureKind::BlockedAddress) => Fault::Policy,
            Reason::Failed(FailureKind::UrlNotFetchable) => Fault::Document,
            Reason::Failed(_) | Reason::Deadline => Fault::Host,
            Reason::Overloaded => Fault::Policy,
            Reason::Lost | Reason::Ours(_) => Fault::Network,
        }
    }
}

impl fmt::Debug for ResolveError {
    /// Without the report, which has the whole text of the document.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ResolveError")
            .field("fault", &self.inner.fault)
            .field("kind", &self.kind())
            .field("message", &self.inner.message)
            .finish_non_exhaustive()
    }
}

impl fmt::Display for ResolveError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.inner.message)
    }
}

impl std::error::Error for ResolveError {}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn faults_are_told_apart() {
        for (reason, fault) in [
            (Reason::Status(404), Fault::Document),
            (Reason::Status(302), Fault::Document),
            (Reason::Status(206), Fault::Document),
            (Reason::Status(403), Fault::Host),
            (Reason::Status(503), Fault::Host),
            (Reason::Failed(FailureKind::Dns), Fault::Host),
            (Reason::Failed(FailureKind::BlockedAddress), Fault::Policy),
            (Reason::Overloaded, Fault::Policy),
            (Reason::Lost, Fault::Network),
        ] {
            assert_eq!(ResolveError::new(reason, "x").fault(), fault, "{reason:?}");
        }
    }

    #[test]
    fn nobody_is_told_of_an_unknown_client() {
        for status in [200, 302, 404, 410, 403, 500] {
            let text =
                ResolveError::new(Reason::Status(status), "x").at_host("app.example.net").for_end_user();
            assert!(!text.to_lowercase().contains("unknown") && text.contains("app.example.net"), "{text}");
        }
        let text = ResolveError::new(Reason::Refused, "\u{1b}[31m x").to_string();
        assert!(!text.contains('\u{1b}'), "{text}");
    }
}
