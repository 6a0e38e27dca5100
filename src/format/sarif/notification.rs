//! What went wrong with the run itself: no document is to blame for it, so it is not a result.

use serde_sarif::sarif::{self, NotificationLevel};

use super::artifact;
use super::location::location;
use super::message::message;
use super::result::MAX_RESULTS;
use crate::finding::{Failure, Report};
use crate::format::place::Places;
use crate::format::{Checkout, Run};

/// The run as a process: whether it could do its job, and what kept it from it.
pub fn invocation(run: &Run<'_>, checkout: &Checkout) -> sarif::Invocation {
    let mut notifications = Vec::new();
    for report in &run.reports {
        let place = || match Places::of(report).of_input() {
            Some(anchor) => location(artifact::file_uri(anchor.file, checkout), anchor.range),
            None => location(artifact::uri(&report.input, checkout), None),
        };
        if let Some(failure) = &report.failure {
            notifications.push(failed(failure, place()));
        }
        if report.omitted > 0 {
            let text = format!("{} more findings in this document are left out", report.omitted);
            notifications.push(incomplete("findings-omitted", &text, Some(place())));
        }
    }
    let findings = run.reports.iter().flat_map(Report::displayed).count();
    if let Some(left_out @ 1..) = findings.checked_sub(MAX_RESULTS) {
        let text = format!(
            "{left_out} results are left out: a run has at most {MAX_RESULTS}. Lint fewer documents at a time"
        );
        notifications.push(incomplete("results-omitted", &text, None));
    }
    let mut invocation = sarif::Invocation::builder()
        .execution_successful(run.reports.iter().all(|report| report.failure.is_none()))
        .build();
    if !notifications.is_empty() {
        invocation.tool_execution_notifications = Some(notifications);
    }
    invocation
}

/// An input could not be read or reached.
fn failed(failure: &Failure, place: sarif::Location) -> sarif::Notification {
    let text = match &failure.help {
        Some(help) => format!("{}. Help: {help}.", failure.message),
        None => format!("{}.", failure.message),
    };
    notification(failure.kind.name(), NotificationLevel::Error, &text, Some(place))
}

/// A bound was reached.
fn incomplete(id: &str, text: &str, place: Option<sarif::Location>) -> sarif::Notification {
    notification(id, NotificationLevel::Warning, &format!("{text}."), place)
}

fn notification(
    id: &str,
    level: NotificationLevel,
    text: &str,
    place: Option<sarif::Location>,
) -> sarif::Notification {
    let mut notification = sarif::Notification::builder()
        .descriptor(sarif::ReportingDescriptorReference::builder().id(id).build())
        .message(message(text))
        .level(level.to_string())
        .build();
    notification.locations = place.map(|place| vec![place]);
    notification
}
