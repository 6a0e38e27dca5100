//! Oracle IAM: trusted metadata locations of an identity domain. What their setting is called is not published.

use super::plan::{Document, Plan};
use crate::metadata::host::{Loopback, loopback};
use crate::metadata::uri::Uri;
use crate::rule::Mark;

const PAGE: &str =
    "Oracle release note 2026-09-23, and Content/Identity/applications/client-id-metadata-documents";

pub(super) fn plan(document: &Document<'_>) -> Plan {
    let mut plan = Plan::default();
    let url = document.identifier;
    plan.say(
        format!("the trusted metadata locations of the identity domain must hold `{url}`"),
        Mark::Documented,
        PAGE,
    );
    plan.say("each resource application admits such clients by itself", Mark::Documented, PAGE);
    let redirects = document.strings("redirect_uris");
    let is_loopback = |uri: &str| {
        matches!(loopback(Uri::split(uri).host()), Some(Loopback::Address(_)))
            && Uri::split(uri).has_scheme("http")
    };
    if redirects.iter().any(|(_, uri)| is_loopback(uri)) {
        plan.say(
            "the loopback redirect URIs must be approved; their port is free at run time",
            Mark::Documented,
            PAGE,
        );
    }
    plan.say(
        "what the settings are called in a configuration is not published: they are made in the console",
        Mark::Documented,
        PAGE,
    );
    if !url.contains(',') {
        plan.policies.push(("trusted-locations", url.to_owned()));
    }
    plan
}
