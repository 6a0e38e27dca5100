//! The JSON Schema of client metadata for editors, made of the table of members. To write it anew:
//! `CIMD_WRITE_SCHEMAS=1 cargo test --lib schemas`.
//!
//! It holds types only, so that an editor and the rules on types agree; what a server takes beyond that depends on the
//! server. Draft 07 is what every editor reads. `markdownDescription` is what the JSON language server shows, which most
//! editors use; others show `description`.

use std::path::Path;
use std::{env, fs};

use serde_json::{Map, Value, json};

use super::definitions::{Definition, ValueKind};
use super::descriptions::description;
use super::links::link;
use super::readers::readers;

/// Values that people choose from, offered for completion. A server may take others.
const EXAMPLES: [(&str, &[&str]); 4] = [
    ("application_type", &["native", "web"]),
    ("grant_types", &["authorization_code", "refresh_token"]),
    ("response_types", &["code"]),
    ("token_endpoint_auth_method", &["none", "private_key_jwt"]),
];

/// Members that rules on secrets judge alone, whatever their type.
const UNTYPED: [&str; 2] = ["client_secret", "client_secret_expires_at"];

fn schema() -> Value {
    let mut properties = Map::new();
    properties.insert(
        "$schema".to_owned(),
        json!({
            "title": "JSON Schema",
            "description": "The address of this schema, for editors. Authorization servers do not read it.",
            "type": "string",
        }),
    );
    let mut tagged = Map::new();
    for row in Definition::all() {
        properties.insert(row.name.to_owned(), member(row));
        if row.is_human_readable {
            tagged.insert(format!("^{}#", row.name), member(row));
        }
    }
    json!({
        "$schema": "http://json-schema.org/draft-07/schema#",
        "title": "OAuth Client ID Metadata Document",
        "description": "The metadata of an OAuth client, published at the https URL that is its client_id. The schema holds the types of the members that are defined somewhere; `cimd lint` says what an authorization server makes of their values.",
        "type": "object",
        "properties": properties,
        "patternProperties": tagged,
    })
}

fn member(row: &Definition) -> Value {
    let sentence = description(row.name).expect("every definition has one");
    let readers: Vec<&str> = readers(row.name).collect();
    let read = match readers.is_empty() {
        true => String::new(),
        false => format!("\n\nRead by {}.", readers.join(", ")),
    };
    let source = match link(row.source) {
        Some(link) => format!("[{}]({link})", row.source),
        None => row.source.to_owned(),
    };
    let plain = link(row.source).map_or(String::new(), |link| format!(" <{link}>"));
    let mut schema = json!({
        "title": title(row.name),
        "description": format!("{sentence} Defined in {}{plain}.", row.source),
        "markdownDescription": format!("{sentence}\n\nDefined in {source}.{read}"),
    });
    let object = schema.as_object_mut().expect("it is an object");
    object.extend(kind(row).as_object().cloned().unwrap_or_default());
    if let Some((_, values)) = EXAMPLES.iter().find(|(name, _)| *name == row.name) {
        match row.kind {
            ValueKind::Strings => object["items"]["examples"] = json!(values),
            _ => {
                object.insert("examples".to_owned(), json!(values));
            }
        }
    }
    schema
}

/// The type, as the rules have it.
fn kind(row: &Definition) -> Value {
    match row.name {
        // An empty string is not an identifier.
        "client_id" => return json!({ "type": "string", "minLength": 1 }),
        name if UNTYPED.contains(&name) => return json!({}),
        // Null is a matter of the rules on secrets as well.
        "registration_access_token" => return json!({ "type": ["string", "null"] }),
        "jwks" => {
            return json!({
                "type": "object",
                "required": ["keys"],
                "properties": { "keys": { "type": "array", "items": { "type": "object" } } },
            });
        }
        _ => {}
    }
    let name = match row.kind {
        ValueKind::String => "string",
        ValueKind::Strings => return json!({ "type": "array", "items": { "type": "string" } }),
        ValueKind::Boolean => "boolean",
        ValueKind::Number => "number",
        ValueKind::Object => "object",
        ValueKind::Any => return json!({}),
    };
    json!({ "type": name })
}

/// `token_endpoint_auth_method` as `Token endpoint authentication method`.
fn title(name: &str) -> String {
    let word = |word| match word {
        "id" | "uri" | "jwks" | "acr" | "tls" | "mtls" | "dpop" | "ip" | "dns" | "dn" | "nfv" | "vp"
        | "spiffe" | "san" => word.to_uppercase().replace("DPOP", "DPoP").replace("MTLS", "mTLS"),
        "uris" => "URIs".to_owned(),
        "alg" => "algorithm".to_owned(),
        "enc" => "content encryption".to_owned(),
        "auth" => "authentication".to_owned(),
        "tos" => "terms of service".to_owned(),
        "userinfo" => "UserInfo".to_owned(),
        _ => word.to_owned(),
    };
    let words: Vec<String> = name.trim_start_matches('@').split('_').map(word).collect();
    let title = words.join(" ");
    title[..1].to_uppercase() + &title[1..]
}

#[test]
fn schemas_are_those_of_the_members() {
    let made = serde_json::to_string_pretty(&schema()).expect("it is JSON") + "\n";
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("schemas/client-metadata.schema.json");
    if env::var_os("CIMD_WRITE_SCHEMAS").is_some() {
        fs::write(&path, &made).expect("it can be written");
    }
    assert!(
        fs::read_to_string(&path).unwrap_or_default() == made,
        "schemas/client-metadata.schema.json is not what the table says; write it anew with CIMD_WRITE_SCHEMAS=1 cargo test --lib schemas"
    );
}

#[test]
fn titles_are_words() {
    for (name, words) in [
        ("redirect_uris", "Redirect URIs"),
        ("token_endpoint_auth_method", "Token endpoint authentication method"),
        ("jwks_uri", "JWKS URI"),
        ("dpop_bound_access_tokens", "DPoP bound access tokens"),
        ("@context", "Context"),
    ] {
        assert_eq!(title(name), words);
    }
}
