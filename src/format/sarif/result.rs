//! A finding as a result.

use std::collections::BTreeMap;

use serde_sarif::sarif::{self, ResultLevel};

use super::fingerprint::{self, Fingerprints};
use super::fix::fix;
use super::location::{location, logical, number};
use super::message::{link, message, plain, safe};
use super::{artifact, web};
use crate::finding::{Finding, IgnoredBy, Level, Report};
use crate::format::Checkout;
use crate::format::place::{Anchor, written};
use crate::rule::Rule;

/// GitHub refuses a file with more results in a run.
pub const MAX_RESULTS: usize = 25_000;

/// The result for a finding, which is shown at the anchor if there is one. `rules` are those of the driver,
/// sorted.
pub fn result(
    report: &Report,
    finding: &Finding,
    anchor: Option<Anchor<'_>>,
    rules: &[Rule],
    checkout: &Checkout,
    fingerprints: &mut Fingerprints,
) -> sarif::Result {
    let uri = artifact::uri(report.origin(finding), checkout);
    // Made of what the finding is about: the line of a list moves.
    let fingerprint = fingerprints.of(finding, &uri);
    let mut primary = match anchor {
        Some(Anchor { file, range }) => location(artifact::file_uri(file, checkout), range),
        None => location(uri.clone(), finding.range),
    };
    primary.logical_locations =
        finding.pointer.as_deref().and_then(logical).map(|logical_location| vec![logical_location]);

    let mut result = sarif::Result::builder()
        .rule_id(finding.rule.id())
        .level(level(finding.level))
        .message(sarif::Message::builder().text(text(report, finding)).build())
        .locations(vec![primary])
        .partial_fingerprints(BTreeMap::from([(fingerprint::NAME.to_owned(), fingerprint)]))
        .properties(properties(report, finding))
        .build();
    result.rule_index = rules.binary_search(&finding.rule).ok().map(number);
    if !finding.related.is_empty() {
        result.related_locations = Some(related(finding, &uri));
    }
    if !finding.fixes.is_empty() {
        result.fixes = Some(finding.fixes.iter().map(|way| fix(way, &uri)).collect());
    }
    if let Some((request, response)) = web::exchange(report, finding) {
        result.web_request = Some(request);
        result.web_response = Some(response);
    }
    result
}

/// Level in the words of SARIF.
pub const fn level(level: Level) -> ResultLevel {
    match level {
        Level::Violation => ResultLevel::Error,
        Level::Warning => ResultLevel::Warning,
        Level::Hint => ResultLevel::Note,
    }
}

/// How a finding is accepted, if it is: outside of the document, for the reason that the user gave.
pub fn suppressions(finding: &Finding) -> Vec<sarif::Suppression> {
    let suppression = finding.ignored.as_ref().map(|ignored| {
        let by = match ignored.by {
            IgnoredBy::Configuration => "configuration",
            IgnoredBy::Baseline => "baseline",
        };
        let properties = BTreeMap::from([("by".to_owned(), by.into())]);
        sarif::Suppression::builder()
            .kind("external")
            .status("accepted")
            .justification(safe(ignored.why()))
            .properties(sarif::PropertyBag::builder().additional_properties(properties).build())
            .build()
    });
    suppression.into_iter().collect()
}

/// What is wrong, and what to do: readers of SARIF show nothing else of a finding. GitHub shows a related
/// location only where the message links to it. A URL is named here, since no location may name it.
fn text(report: &Report, finding: &Finding) -> String {
    let mut text = plain(&finding.message);
    if !finding.related.is_empty() {
        let links: Vec<String> =
            finding.related.iter().enumerate().map(|(n, related)| link(&related.note, n + 1)).collect();
        text += &format!(" (see {})", links.join(", "));
    }
    text += ". Help: ";
    text += &plain(&finding.help);
    text.push('.');
    if report.origin(finding).is_url() {
        text += &format!(" Found at {}", plain(&safe(&written(report, finding))));
    }
    text
}

fn related(finding: &Finding, uri: &str) -> Vec<sarif::Location> {
    let locations = finding.related.iter().enumerate().map(|(n, related)| {
        let mut related_location = location(uri.to_owned(), Some(related.range));
        related_location.id = Some(number(n + 1));
        related_location.message = Some(message(&related.note));
        related_location
    });
    locations.collect()
}

fn properties(report: &Report, finding: &Finding) -> sarif::PropertyBag {
    let mut properties = BTreeMap::from([
        ("advice".to_owned(), finding.is_advice().into()),
        ("part".to_owned(), finding.part.name().into()),
    ]);
    if let Some(url) = report.url() {
        properties.insert("url".to_owned(), safe(url).into());
    }
    sarif::PropertyBag::builder().additional_properties(properties).build()
}
