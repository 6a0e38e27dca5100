//! django-allauth: settings of the provider, and limits that none of them lifts.

use super::plan::{Document, Plan, Snippet};
use crate::rule::Mark;
use crate::servers::django_allauth::{BODY_LIMIT, URL_LIMIT};

const SETTINGS: &str = "PyPI django-allauth 65.21.1, allauth/idp/oidc/app_settings.py";
const CODE: &str = "PyPI django-allauth 65.21.1, allauth/idp/oidc/internal/cimd.py";

pub(super) fn plan(document: &Document<'_>) -> Plan {
    let mut plan = Plan::default();
    plan.say("`IDP_OIDC_CIMD_ENABLED` must be true; it is false by default", Mark::Source, SETTINGS);
    plan.say(
        "`IDP_OIDC_CIMD_CACHE_TIMEOUT` is how long a document is kept, in seconds; 3600 by default",
        Mark::Source,
        SETTINGS,
    );
    plan.say(
        "`cimd_fetch` of `IDP_OIDC_RATE_LIMITS` bounds how often documents are fetched; 3 a minute and address by default",
        Mark::Source,
        SETTINGS,
    );
    plan.say(
        format!(
            "no setting lifts the limit of {URL_LIMIT} characters for the identifier, which has {}",
            document.identifier.chars().count()
        ),
        Mark::Tested,
        CODE,
    );
    let size = document.size().map_or(String::new(), |size| format!(", which has {size}"));
    plan.say(
        format!("no setting lifts the limit of {BODY_LIMIT} bytes for the document{size}"),
        Mark::Tested,
        CODE,
    );
    plan.say("the document must come within one second", Mark::Source, CODE);
    plan.say(
        "the package `requests` must be installed: the extra `idp-oidc` does not bring it",
        Mark::Tested,
        CODE,
    );
    plan.snippets.push(Snippet {
        title: "in settings.py, with the defaults that you may change".to_owned(),
        language: "python",
        text: "IDP_OIDC_CIMD_ENABLED = True\nIDP_OIDC_CIMD_CACHE_TIMEOUT = 3600\nIDP_OIDC_RATE_LIMITS = {\"cimd_fetch\": \"3/m/ip\"}".to_owned(),
        mark: Mark::Source,
        source: SETTINGS,
    });
    plan
}
