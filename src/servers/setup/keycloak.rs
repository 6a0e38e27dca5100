//! Keycloak: a client profile with the executor, and a client policy with its condition.

use serde_json::json;

use super::plan::{Document, Plan, Snippet};
use crate::finding::{enumerated, quoted};
use crate::rule::Mark;
use crate::servers::documented::keycloak::{TRUSTED_LISTS, TRUSTED_URIS, host_of};

const EXECUTOR: &str = "Keycloak 26.8.0, ClientIdMetadataDocumentExecutorFactory";
const CONDITION: &str = "Keycloak 26.8.0, ClientIdUriSchemeConditionFactory";
const SERVER: &str = "Keycloak 26.8.0, AbstractClientIdMetadataDocumentExecutor";

/// The largest document by default, in bytes.
const BODY_LIMIT: usize = 5_000;

/// A host, and the places that have it.
type Host<'s> = (&'s str, Vec<String>);

pub(super) fn plan(document: &Document<'_>) -> Plan {
    let mut plan = Plan::default();
    let (hosts, without) = hosts(document);
    let identifier = host_of(document.identifier);
    plan.say("the feature `cimd` must be on: it is experimental, and off by default", Mark::Source, EXECUTOR);
    if let Some(host) = identifier {
        let text = format!(
            "the condition `client-id-uri` must hold the scheme `https` and the host `{host}`; both of its lists are empty by default"
        );
        plan.say(text, Mark::Source, CONDITION);
    }
    plan.say(trusted(&hosts), Mark::Source, EXECUTOR);
    for (place, uri) in &without {
        let text = format!(
            "{place} is {}, which has no host to java.net.URI: no list can hold it, and the document is refused",
            quoted(uri)
        );
        plan.say(text, Mark::Source, SERVER);
    }
    if let Some(size) = document.size().filter(|size| *size > BODY_LIMIT) {
        let text = format!(
            "the document has {size} bytes: raise `upper-limit-metadata-bytes`, which is {BODY_LIMIT} by default, for the whole server"
        );
        plan.say(text, Mark::Source, EXECUTOR);
        plan.policies.push(("body-limit", size.to_string()));
    }
    plan.say(
        "a document is kept for 300 to 259200 seconds (`min-cache-time`, `max-cache-time`), also where its response forbids that",
        Mark::Source,
        EXECUTOR,
    );
    let trusted: Vec<&str> = hosts.iter().map(|(host, _)| *host).collect();
    plan.policies.push(("condition-schemes", "https".to_owned()));
    plan.policies.push(("condition-domains", identifier.unwrap_or_default().to_owned()));
    plan.policies.push(("trusted-domains", trusted.join(",")));
    plan.snippets.push(snippet(identifier, &trusted));
    plan
}

/// The hosts that the executor tests, in the order of the document, and the URIs that have none.
fn hosts<'s>(document: &'s Document<'_>) -> (Vec<Host<'s>>, Vec<(String, &'s str)>) {
    let members = TRUSTED_LISTS.iter().chain(&TRUSTED_URIS).flat_map(|name| document.strings(name));
    let all = std::iter::once(("the identifier".to_owned(), document.identifier)).chain(members);
    let mut hosts: Vec<Host<'s>> = Vec::new();
    let mut without = Vec::new();
    for (place, uri) in all {
        match host_of(uri) {
            None => without.push((place, uri)),
            Some(host) => match hosts.iter_mut().find(|(known, _)| *known == host) {
                Some((_, places)) => places.push(place),
                None => hosts.push((host, vec![place])),
            },
        }
    }
    (hosts, without)
}

fn trusted(hosts: &[Host<'_>]) -> String {
    let host = |(host, places): &Host<'_>| format!("`{host}` ({})", places.join(", "));
    let hosts: Vec<String> = hosts.iter().map(host).collect();
    format!(
        "the trusted domains of the executor (`cimd-allow-permitted-domains`) must hold {}; each URI of the document is tested, loopback ones too",
        enumerated(&hosts, "and")
    )
}

fn snippet(identifier: Option<&str>, trusted: &[&str]) -> Snippet {
    let name = "client-id-metadata-document";
    let configuration = json!({
        "clientProfiles": { "profiles": [{
            "name": name,
            "executors": [{
                "executor": "client-id-metadata-document",
                "configuration": {
                    "cimd-allow-http-scheme": false,
                    "cimd-allow-permitted-domains": trusted,
                },
            }],
        }] },
        "clientPolicies": { "policies": [{
            "name": name,
            "enabled": true,
            "conditions": [{
                "condition": "client-id-uri",
                "configuration": {
                    "client-id-uri-scheme": ["https"],
                    "client-id-uri-allow-permitted-domains": identifier.into_iter().collect::<Vec<_>>(),
                },
            }],
            "profiles": [name],
        }] },
    });
    Snippet {
        title: "in the JSON of the realm, beside the profiles and policies that it has; the name is free"
            .to_owned(),
        language: "json",
        text: format!("{configuration:#}"),
        mark: Mark::Source,
        source: EXECUTOR,
    }
}
