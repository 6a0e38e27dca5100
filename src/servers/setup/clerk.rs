//! Clerk: the form by which a client is allowed, and its settings.

use super::plan::{Document, Plan, Snippet};
use crate::metadata::host::loopback;
use crate::metadata::uri::Uri;
use crate::rule::Mark;

const PAGE: &str = "clerk-docs, client-id-metadata-documents.mdx (a7cebf58)";

pub(super) fn plan(document: &Document<'_>) -> Plan {
    let mut plan = Plan::default();
    let scopes = scopes(document);
    let mut say = |text: String| plan.say(text, Mark::Documented, PAGE);
    say("the feature is a beta that Clerk's support switches on".to_owned());
    say(match scopes.as_slice() {
        [] => "scopes come from the dashboard, never from the document, which names none; `offline_access` is always included".to_owned(),
        scopes => format!(
            "scopes come from the dashboard, never from the document: select {}; `offline_access` is always included",
            scopes.iter().map(|scope| format!("`{scope}`")).collect::<Vec<_>>().join(", ")
        ),
    });
    say("Advertise CIMD support is off by default; switched on, it admits every client, unless Only allow pre-registered clients to connect is on as well".to_owned());
    say("consent is always asked: keep the Account Portal enabled, or configure a consent page".to_owned());
    for (place, uri) in document.strings("redirect_uris") {
        let uri = Uri::split(uri);
        let has_port = uri.authority.is_some_and(|authority| authority.port.is_some());
        if loopback(uri.host()).is_some() && !has_port {
            say(format!(
                "{place} has no port, and redirect URIs are compared exactly: a request with a port that the system gives is refused"
            ));
        }
    }
    plan.snippets.push(Snippet {
        title: "the form Pre-register, on the page OAuth applications, CIMD Clients, of the dashboard"
            .to_owned(),
        language: "text",
        text: form(document.identifier, &scopes),
        mark: Mark::Documented,
        source: PAGE,
    });
    plan
}

/// The fields of the form; which scopes a client gets that names none is for the operator to say.
fn form(identifier: &str, scopes: &[&str]) -> String {
    match scopes {
        [] => format!("Client ID URL: {identifier}"),
        scopes => format!("Client ID URL: {identifier}\nScopes: {}", scopes.join(" ")),
    }
}

/// The scopes of the document but the one that every client gets.
fn scopes<'s>(document: &'s Document<'_>) -> Vec<&'s str> {
    let scope = document.subject.member("scope").and_then(|scope| scope.as_str()).unwrap_or_default();
    scope
        .split_ascii_whitespace()
        .filter(|scope| *scope != "offline_access")
        .take(super::plan::MOST_ENTRIES)
        .collect()
}
