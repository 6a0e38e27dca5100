//! Each constraint and each trap, kept and broken, in each form that can express it.

use serde_json::{Value, json};

use crate::forms::Form;
use crate::{report, rules};

/// The form that a case is about.
#[derive(Clone, Copy, PartialEq, Eq)]
enum In {
    All,
    /// What the provider makes.
    Managed,
    /// What the provider makes, but a plan, which has no such thing.
    Written,
    Patch,
}

impl In {
    fn has(self, form: Form) -> bool {
        match self {
            In::All => true,
            In::Managed => form != Form::Patch,
            In::Written => !matches!(form, Form::Patch | Form::Plan),
            In::Patch => form == Form::Patch,
        }
    }
}

/// Inputs beside the URL, and the rules that are raised.
fn cases() -> Vec<(In, Value, &'static [&'static str])> {
    let token = |more: Value| {
        let mut members = json!({ "rotation_type": "rotating", "expiration_type": "expiring" });
        for (name, value) in more.as_object().expect("it is an object") {
            members[name] = value.clone();
        }
        json!({ "refresh_token": members })
    };
    let quota = |members: Value| json!({ "token_quota": { "client_credentials": members } });
    let entries = |count: usize| -> Value { (0..count).map(|at| (format!("key{at}"), json!("v"))).collect() };
    const OURS: &str = "resource-client-credentials-only";
    let kept: &[&str] = &[];
    vec![
        // Lengths.
        (In::All, json!({ "description": "a".repeat(140) }), kept),
        (In::Managed, json!({ "description": "a".repeat(141) }), &["resource-description-bytes"]),
        (In::Managed, json!({ "description": "日".repeat(47) }), &["resource-description-bytes"]),
        (In::Patch, json!({ "description": "a".repeat(141) }), &["resource-description-characters"]),
        (In::Patch, json!({ "description": "日".repeat(140) }), kept),
        (In::All, json!({ "client_metadata": entries(10) }), kept),
        (In::All, json!({ "client_metadata": entries(11) }), &["resource-metadata-count"]),
        (In::All, json!({ "client_metadata": { "a": "é".repeat(255) } }), kept),
        (In::All, json!({ "client_metadata": { "a": "é".repeat(256) } }), &["resource-metadata-length"]),
        (In::All, json!({ "client_metadata": { "a".repeat(256): "b" } }), &["resource-metadata-length"]),
        (In::All, json!({ "client_metadata": { ":,-+=_*?\"/\\()<>@\t Az09": "b" } }), kept),
        (In::All, json!({ "client_metadata": { "a.b": "b" } }), &["resource-metadata-name"]),
        (In::Patch, json!({ "client_metadata": { "a": null } }), kept),
        (In::Patch, json!({ "client_metadata": { "a": 1 } }), &["resource-type"]),
        // Enumerations.
        (In::All, json!({ "app_type": "native" }), &["resource-overwritten"]),
        (In::All, json!({ "app_type": "regular_web" }), &["resource-overwritten"]),
        (In::All, json!({ "app_type": "spa" }), &["resource-app-type-spa"]),
        (In::All, json!({ "app_type": "non_interactive" }), &["resource-overwritten", "resource-value"]),
        (
            In::All,
            json!({ "app_type": "regularWeb" }),
            &["resource-overwritten", "resource-value-camel-case"],
        ),
        (
            In::All,
            json!({ "grant_types": ["authorization_code", "refresh_token"] }),
            &["resource-overwritten"],
        ),
        (In::All, json!({ "grant_types": ["implicit"] }), &["resource-overwritten", "resource-value"]),
        (
            In::All,
            json!({ "grant_types": ["authorizationCode"] }),
            &["resource-overwritten", "resource-value-camel-case"],
        ),
        (
            In::Managed,
            json!({ "organization_discovery_methods": ["email", "organization_name"] }),
            &["resource-discovery-methods-useless"],
        ),
        (In::Patch, json!({ "organization_discovery_methods": ["email"] }), kept),
        (
            In::Managed,
            json!({ "organization_discovery_methods": ["organizationName"] }),
            &["resource-discovery-methods-useless", "resource-value-camel-case"],
        ),
        (In::Patch, json!({ "organization_discovery_methods": ["phone"] }), &["resource-value"]),
        (In::All, json!({ "redirection_policy": "allow_always" }), kept),
        (In::All, json!({ "redirection_policy": "open_redirect_protection" }), kept),
        (In::All, json!({ "redirection_policy": "never" }), &["resource-value"]),
        (In::All, json!({ "jwt_configuration": { "alg": "RS256", "lifetime_in_seconds": 300 } }), kept),
        (In::All, json!({ "jwt_configuration": { "alg": "RS512" } }), &["resource-alg-disputed"]),
        (In::All, json!({ "jwt_configuration": { "alg": "PS256" } }), &["resource-alg-disputed"]),
        (In::Managed, json!({ "jwt_configuration": { "alg": "HS256" } }), &["resource-value"]),
        (In::Patch, json!({ "jwt_configuration": { "alg": "HS256" } }), &["resource-alg-disputed"]),
        (In::All, json!({ "jwt_configuration": { "alg": "ES256" } }), &["resource-value"]),
        (In::All, token(json!({})), kept),
        (In::All, token(json!({ "rotation_type": "non-rotating" })), kept),
        (In::All, token(json!({ "rotation_type": "always" })), &["resource-value"]),
        (In::Managed, token(json!({ "expiration_type": "non-expiring" })), &["resource-value"]),
        (In::Patch, token(json!({ "expiration_type": "non-expiring" })), kept),
        (
            In::All,
            json!({ "default_organization": { "organization_id": "org_1", "flows": ["client_credentials"] } }),
            &[OURS],
        ),
        (
            In::All,
            json!({ "default_organization": { "organization_id": "org_1", "flows": ["code"] } }),
            &[OURS, "resource-value"],
        ),
        // Booleans.
        (In::All, json!({ "oidc_conformant": true }), kept),
        (In::Managed, json!({ "oidc_conformant": false }), &["resource-forced-boolean"]),
        (In::All, token(json!({ "infinite_idle_token_lifetime": false })), kept),
        (In::Managed, token(json!({ "infinite_idle_token_lifetime": true })), &["resource-forced-boolean"]),
        (In::All, json!({ "skip_non_verifiable_callback_uri_confirmation_prompt": false }), kept),
        // Numbers.
        (In::Managed, json!({ "external_client_id_version": 3 }), kept),
        (In::Managed, json!({ "external_client_id_version": 1.5 }), &["resource-type"]),
        (In::All, token(json!({ "leeway": 0 })), kept),
        (In::All, token(json!({ "leeway": -1 })), &["resource-number-range"]),
        (In::All, token(json!({ "token_lifetime": 157_788_000 })), kept),
        (In::All, token(json!({ "token_lifetime": 157_788_001 })), &["resource-number-range"]),
        (In::Managed, token(json!({ "token_lifetime": 0 })), &["resource-number-range"]),
        (In::Patch, token(json!({ "token_lifetime": 0 })), &["resource-number-range"]),
        (In::All, token(json!({ "idle_token_lifetime": 1 })), kept),
        (In::All, token(json!({ "idle_token_lifetime": -5 })), &["resource-number-range"]),
        (In::All, token(json!({ "infinite_token_lifetime": false, "token_lifetime": 60 })), kept),
        (In::All, token(json!({ "infinite_token_lifetime": false })), &["resource-token-lifetime-missing"]),
        (In::All, quota(json!({ "per_day": 1, "per_hour": 2_147_483_647 })), &[OURS]),
        (In::Managed, quota(json!({ "per_day": 0 })), &[OURS, "resource-number-range"]),
        (In::All, quota(json!({ "per_hour": 2_147_483_648_u64 })), &[OURS, "resource-number-range"]),
        (In::All, quota(json!({})), &[OURS, "resource-quota-empty"]),
        (In::Managed, quota(json!({ "enforce": false })), &[OURS, "resource-quota-no-limit"]),
        (In::All, quota(json!({ "enforce": true })), &[OURS]),
        // Half-written blocks.
        (In::All, json!({ "refresh_token": { "leeway": 5 } }), &["resource-refresh-token-incomplete"; 2]),
        (
            In::All,
            json!({ "refresh_token": { "rotation_type": "rotating" } }),
            &["resource-refresh-token-incomplete"],
        ),
        (
            In::All,
            json!({ "default_organization": { "organization_id": "org_1" } }),
            &["resource-block-incomplete", OURS],
        ),
        (In::All, json!({ "token_quota": {} }), &["resource-block-incomplete", OURS]),
        // Lists.
        (In::Managed, json!({ "allowed_origins": [] }), &["resource-empty-list"]),
        (In::Managed, json!({ "web_origins": [] }), &["resource-empty-list"]),
        (In::Managed, json!({ "grant_types": [] }), &["resource-empty-list"]),
        (In::Managed, json!({ "organization_discovery_methods": [] }), &["resource-empty-list"]),
        (In::Patch, json!({ "organization_discovery_methods": [] }), &["resource-empty-list-refused"]),
        (In::Patch, json!({ "web_origins": [] }), kept),
        (In::All, json!({ "allowed_origins": ["https://app.example.net"] }), kept),
        (In::All, json!({ "allowed_origins": ["https://*.example.net"] }), &["resource-origin-wildcard"]),
        (In::All, json!({ "web_origins": ["app.example.net"] }), &["resource-origin-invalid"]),
        // Names.
        (In::Managed, json!({ "client_name": "Example" }), &["resource-member-unknown"]),
        (In::Written, json!({ "name": "Example" }), &["resource-output-set"]),
        (In::Written, json!({ "callbacks": ["https://app.example.net/cb"] }), &["resource-output-set"]),
        (In::Managed, json!({ "organization_usage": "allow" }), &["resource-member-unknown"]),
        (In::All, token(json!({ "lifetime": 5 })), &["resource-member-unknown"]),
        (In::Patch, json!({ "name": "Example" }), &["resource-patch-member"]),
        (In::Patch, json!({ "third_party_security_mode": "strict" }), &["resource-patch-member"]),
        (In::Patch, json!({ "is_first_party": true }), &["resource-patch-member"]),
        (In::Patch, json!({ "token_vault_privileged_access": {} }), &["resource-patch-member"]),
        (In::Patch, json!({ "app_types": "native" }), &["resource-patch-unknown"]),
        (In::Patch, json!({ "organization_usage": "allow" }), &["resource-organization-unsupported"]),
        (In::Patch, json!({ "organization_usage": null }), kept),
        (In::Patch, json!({ "description": null }), &["resource-null"]),
        // Types.
        (
            In::Written,
            json!({ "grant_types": "implicit" }),
            &["resource-overwritten", "resource-type", "resource-value"],
        ),
        (In::All, json!({ "allowed_origins": { "a": "b" } }), &["resource-type"]),
        (In::All, json!({ "client_metadata": ["a"] }), &["resource-type"]),
        (In::Patch, json!({ "require_proof_of_possession": "true" }), &["resource-type"]),
    ]
}

/// The cases that the provider makes, with the URL.
pub fn managed_cases() -> Vec<(Value, &'static [&'static str])> {
    let managed = cases().into_iter().filter(|(about, ..)| *about != In::Patch);
    managed.map(|(_, inputs, rules)| (with_url(&inputs), rules)).collect()
}

fn with_url(inputs: &Value) -> Value {
    let mut all = json!({ "external_client_id": "https://app.example.net/client.json" });
    for (name, value) in inputs.as_object().expect("they are an object") {
        all[name] = value.clone();
    }
    all
}

#[test]
fn each_constraint_and_each_trap_is_told_in_every_form() {
    let directory = tempfile::tempdir().expect("a directory can be made");
    let mut wrong = String::new();
    let mut ran = 0;
    for (about, inputs, expected) in cases() {
        for form in Form::ALL.into_iter().filter(|form| about.has(*form)) {
            // In a plan there is nothing that the provider does not have.
            let is_impossible = form == Form::Plan && expected.contains(&"resource-member-unknown");
            let Some(text) = form.write(&with_url(&inputs)).filter(|_| !is_impossible) else { continue };
            std::fs::write(directory.path().join(form.file_name()), &text).expect("it can be written");
            let found = rules(&report(directory.path(), &[form.file_name()]));
            let mut expected: Vec<&str> = expected.to_vec();
            expected.sort_unstable();
            if found != expected {
                wrong += &format!("{form:?}: expected {expected:?}, found {found:?} in\n{text}\n\n");
            }
            ran += 1;
        }
    }
    assert!(wrong.is_empty(), "{wrong}");
    assert!(ran > 400, "{ran}");
}

/// The URL is judged by the rules on client identifier URLs.
#[test]
fn urls_are_judged_as_those_of_documents_are() {
    let directory = tempfile::tempdir().expect("a directory can be made");
    for (url, rule) in [
        ("http://app.example.net/client.json", "client-id-url-not-https"),
        ("https://app.example.net", "client-id-url-no-path"),
        ("https://app.example.net/client.json?a=b", "client-id-url-query"),
        ("https://127.0.0.1/client.json", "client-id-url-loopback"),
        ("app.example.net/client.json", "client-id-url-invalid"),
        ("", "client-id-url-invalid"),
    ] {
        for form in Form::ALL.into_iter().filter(|form| *form != Form::Patch) {
            let text = form.write(&json!({ "external_client_id": url })).expect("it can be written");
            std::fs::write(directory.path().join(form.file_name()), &text).expect("it can be written");
            let report = report(directory.path(), &[form.file_name()]);
            let found = rules(&report);
            assert!(found.iter().any(|found| found == rule), "{form:?} {url}: {found:?}");
            let finding = &report["documents"][0]["findings"][0];
            let range = &finding["range"];
            let (start, end) = (range["start"]["offset"].as_u64(), range["end"]["offset"].as_u64());
            let (start, end) =
                (start.expect("it has a place") as usize, end.expect("it has an end") as usize);
            let span = &text[start..end];
            assert!(url.contains(span) || span == "\"\"", "{form:?} {url}: {span}");
        }
    }
}
