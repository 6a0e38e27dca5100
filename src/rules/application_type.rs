//! The application type, which decides whether loopback redirects are taken.

use crate::finding::quoted;
use crate::json::Value;
use crate::metadata::nearest;
use crate::profile::{Profile, contains};
use crate::rule::Rule;
use crate::subject::Subject;

use super::{Complaint, Findings, Place};

/// The two types, and what people write for them.
const NAMES: [&str; 10] =
    ["native", "web", "desktop", "mobile", "cli", "spa", "browser", "regular_web", "webapp", "website"];

/// What the document says of the kind of application.
pub enum ApplicationType<'t> {
    /// Nothing: the server takes its default.
    Absent,
    /// An app on the user's own machine.
    Native,
    /// Anything else.
    Web(Value<'t>),
    /// A value that has been reported.
    Reported,
}

impl<'t> ApplicationType<'t> {
    /// Reads `application_type`, and reports a value that the server does not know.
    pub fn read(subject: &'t Subject, profile: &Profile, findings: &mut Findings<'_>) -> ApplicationType<'t> {
        let Some(value) = subject.property("application_type") else { return ApplicationType::Absent };
        let Some(text) = value.as_str() else { return ApplicationType::Reported };
        match profile.values.application_types.as_deref() {
            Some(known) if !contains(known, &text) => {
                findings.raise(Rule::ApplicationTypeValue, || {
                    let help = match nearest(&text, NAMES) {
                        Some("native" | "desktop" | "mobile" | "cli") => {
                            "write `native`: an app on the user's own machine or phone"
                        }
                        Some(_) => "write `web`: anything that runs on a server or in a browser",
                        _ => "write `native` for an app on the user's own machine or phone, else `web`",
                    };
                    Complaint::new(
                        Place::Value(value),
                        format!("application_type is {}; it must be `native` or `web`", quoted(&text)),
                        help,
                    )
                });
                ApplicationType::Reported
            }
            _ if text == "native" => ApplicationType::Native,
            _ => ApplicationType::Web(value),
        }
    }

    /// Loopback redirects over plain http are for native clients: one finding for all of them.
    pub fn with_loopback(
        &self,
        loopbacks: &[Value<'_>],
        all_are: bool,
        profile: &Profile,
        findings: &mut Findings<'_>,
    ) {
        let (rule, why) = match self {
            ApplicationType::Absent => {
                let default = profile.values.application_types.as_deref().and_then(|types| types.first());
                let default = default.map_or("web", |name| &**name);
                (
                    Rule::ApplicationTypeMissingLoopback,
                    format!("application_type is missing, which {} reads as `{default}`", profile.title),
                )
            }
            ApplicationType::Web(_) => {
                (Rule::ApplicationTypeWebLocal, "application_type is `web`".to_owned())
            }
            ApplicationType::Native | ApplicationType::Reported => return,
        };
        let Some((&first, others)) = loopbacks.split_first() else { return };
        let complaint = || {
            let text = first.as_str().unwrap_or_default();
            let more = match others.len() {
                0 => String::new(),
                1 => " (and one more)".to_owned(),
                n => format!(" (and {n} more)"),
            };
            let mut complaint = Complaint::new(
                Place::Value(first),
                format!(
                    "the redirect URI {}{more} leads to the user's own machine, which only native clients may use; {why}",
                    quoted(&text)
                ),
                if all_are {
                    "for an app on the user's own machine, declare `\"application_type\": \"native\"`; else list an https redirect URI"
                } else {
                    "if it is for development, remove it and publish a second document for that; for an app on the user's own machine, declare `\"application_type\": \"native\"`"
                },
            );
            if let ApplicationType::Web(value) = self {
                complaint = complaint.related(value.span(), "declared here");
            }
            for other in others.iter().take(10) {
                complaint = complaint.related(other.span(), "the same here");
            }
            complaint
        };
        match self {
            ApplicationType::Absent => findings.raise_missing(rule, complaint),
            _ => findings.raise(rule, complaint),
        }
    }
}
