//! Documents and the fields they become.

use cimd::Subject;
use cimd::auth0::{Endpoint, MappedFields, Preview};
use serde_json::{Value, json};

use super::{compact, document};

/// The one document of which Auth0's own answers are recorded: member by member, byte for byte.
#[test]
fn tinywiki_gets_the_recorded_answers() {
    let preview = Preview::of(document("tinywiki.json"));
    let fields = r#"{"external_client_id":"https://tinywiki.xyz/client.json","name":"TinyWiki","callbacks":["https://tinywiki.xyz/"],"logo_uri":"https://tinywiki.xyz/logo.png","grant_types":["authorization_code"],"app_type":"native","token_endpoint_auth_method":"none"}"#;
    let validation = r#"{"valid":true,"violations":[],"warnings":["Ignoring unsupported properties: client_uri. These properties are not validated or mapped to the Auth0 client configuration."]}"#;

    let answer = |endpoint, client_id| compact(&preview.answer(endpoint, client_id));
    assert_eq!(
        answer(Endpoint::Preview, None),
        format!(r#"{{"mapped_fields":{fields},"validation":{validation}}}"#)
    );
    assert_eq!(
        answer(Endpoint::Preview, Some("tpc_bU3H7iEFPD3nVwc6a6yoa2")),
        format!(
            r#"{{"mapped_fields":{fields},"validation":{validation},"client_id":"tpc_bU3H7iEFPD3nVwc6a6yoa2"}}"#
        )
    );
    let registered = answer(Endpoint::Register, Some("tpc_hqjDNPpF9fzLpaCMtFPs1W"));
    assert_eq!(
        registered,
        format!(
            r#"{{"client_id":"tpc_hqjDNPpF9fzLpaCMtFPs1W","mapped_fields":{fields},"validation":{validation}}}"#
        )
    );
    assert_eq!(registered.len(), 492, "the length is recorded");
}

/// A document without application_type: the recorded client came out as `regular_web`.
#[test]
fn a_document_that_does_not_say_what_it_is_becomes_a_regular_web_client() {
    let preview = Preview::of(document("regular-web.json"));
    let answer = serde_json::to_value(preview.answer(Endpoint::Preview, None)).expect("JSON");
    assert_eq!(
        answer["mapped_fields"],
        json!({
            "external_client_id": "https://showcase.example.net/oauth/metadata.json",
            "name": "Showcase",
            "callbacks": ["https://showcase.example.net/oauth/callback"],
            "grant_types": ["authorization_code"],
            "app_type": "regular_web",
            "token_endpoint_auth_method": "none",
        })
    );
    assert_eq!(answer["validation"]["valid"], true);
    let warnings = answer["validation"]["warnings"].as_array().expect("an array");
    assert!(warnings.len() == 1 && warnings[0].as_str().is_some_and(|text| text.contains(": client_uri.")));
}

/// A document in the form of the one in Auth0's guide.
#[test]
fn the_document_of_the_guide_maps_whole() {
    let preview = Preview::of(document("guide-public.json"));
    assert_eq!(
        compact(&preview.answer(Endpoint::Preview, None)),
        concat!(
            r#"{"mapped_fields":{"external_client_id":"https://mcpclient.example.net/.well-known/client.json","#,
            r#""name":"Example MCP Client","#,
            r#""callbacks":["https://mcpclient.example.net/callback","https://mcpclient.example.net/oauth/callback"],"#,
            r#""logo_uri":"https://mcpclient.example.net/logo.png","#,
            r#""description":"A client that connects an assistant to your tools.","#,
            r#""grant_types":["authorization_code","refresh_token"],"app_type":"regular_web","#,
            r#""token_endpoint_auth_method":"none"},"#,
            r#""validation":{"valid":true,"violations":[],"warnings":[]}}"#
        )
    );
}

fn mapped(members: &str) -> Value {
    let text = format!(r#"{{"client_id": "https://app.example.net/c", {members}}}"#);
    serde_json::to_value(MappedFields::of(&Subject::from_bytes("c.json", text.into_bytes()))).expect("JSON")
}

#[test]
fn unsupported_grants_are_filtered_and_the_order_is_kept() {
    let grants = |list: &str| mapped(&format!(r#""grant_types": {list}"#))["grant_types"].clone();
    assert_eq!(
        grants(r#"["refresh_token", "urn:ietf:params:oauth:grant-type:device_code", "authorization_code"]"#),
        json!(["refresh_token", "authorization_code"])
    );
    assert_eq!(grants(r#"["refresh_token", "refresh_token"]"#), json!(["refresh_token"]));
    for nothing in [r#"["client_credentials"]"#, "[]", r#""authorization_code""#, "[1]", "null"] {
        assert_eq!(grants(nothing), Value::Null, "{nothing}");
    }
}

#[test]
fn what_is_at_fault_is_left_out_and_the_rest_is_mapped() {
    let fields = mapped(
        r#""client_name": "", "redirect_uris": "https://app.example.net/cb", "application_type": "spa",
           "token_endpoint_auth_method": "client_secret_basic", "logo_uri": 1, "description": "d",
           "jwks_uri": "https://app.example.net/jwks", "scope": "a", "response_types": ["code"]"#,
    );
    assert_eq!(fields, json!({ "external_client_id": "https://app.example.net/c", "description": "d" }));
}

#[test]
fn the_url_is_the_one_that_was_requested() {
    let subject = document("tinywiki.json").published_at("https://mirror.example.net/client.json");
    let preview = Preview::of(subject);
    assert_eq!(
        preview.mapped_fields.external_client_id.as_deref(),
        Some("https://mirror.example.net/client.json")
    );
    assert!(!preview.is_valid());
}

#[test]
fn the_last_of_two_members_counts() {
    assert_eq!(mapped(r#""client_name": "a", "client_name": "b""#)["name"], "b");
}
