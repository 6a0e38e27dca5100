//! Auth0: settings of the tenant, and a rate limit for the client.

use serde_json::json;

use super::plan::{Document, Plan, Snippet};
use crate::auth0::{Preview, Tenant, prerequisites};
use crate::rule::Mark;
use crate::subject::Subject;

const DOCS: &str = "auth0.com/docs, Register applications with CIMD, and Third-party applications";
const SDK: &str = "auth0-python 6.8.0, types of the Management API";

pub(super) fn plan(document: &Document<'_>) -> Plan {
    let mut plan = Plan::default();
    if let Some(body) = &document.subject.document {
        let text = body.tree.source().to_vec();
        let preview = Preview::of(Subject::from_bytes(document.subject.input.clone(), text));
        for needed in prerequisites(&preview, &Tenant::default(), None) {
            plan.say(format!("{}: {}", needed.what, needed.why), Mark::Documented, DOCS);
        }
    }
    plan.say(
        "`client_id_metadata_document_supported` says in the tenant's metadata that it takes documents; an administrator can import one without it",
        Mark::Documented,
        DOCS,
    );
    plan.say(
        "`client_id_metadata_document_dynamic_registration_supported` lets clients register themselves at their first request (early access); it requires the other setting",
        Mark::Source,
        SDK,
    );
    plan.say(
        format!(
            "the selector of a rate limit for this client is `client_id:{}`; `cimd_clients` is that of all clients with a document (early access)",
            document.identifier
        ),
        Mark::Source,
        SDK,
    );
    let settings = json!({
        "client_id_metadata_document_supported": true,
        "client_id_metadata_document_dynamic_registration_supported": false,
        "resource_parameter_profile": "compatibility",
    });
    let limit = json!({
        "resource": "oauth_authentication_api",
        "consumer": "client",
        "consumer_selector": format!("client_id:{}", document.identifier),
        "configuration": { "action": "log", "limit": 10 },
    });
    plan.snippets.push(snippet("the body of PATCH /api/v2/tenants/settings", &settings));
    plan.snippets.push(snippet(
        "the body of POST /api/v2/rate-limit-policies; the limit, in requests a second, and the action (`log`, `block`) are yours",
        &limit,
    ));
    plan
}

fn snippet(title: &str, body: &serde_json::Value) -> Snippet {
    Snippet {
        title: title.to_owned(),
        language: "json",
        text: format!("{body:#}"),
        mark: Mark::Source,
        source: SDK,
    }
}
