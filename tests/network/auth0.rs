//! `cimd preview` and `cimd refresh` on what is really served.

use serde_json::json;

use crate::certificates::{HOST, TRUSTED};
use crate::document::{document_with_keys, key_set};
use crate::response::Response;
use crate::runner::{Folder, Ran};
use crate::server::Server;

/// A client with keys; the response for its key set is the given one.
fn serving(keys: impl Fn() -> Response + Send + Sync + 'static) -> Server {
    Server::start(move |request| match request.target.as_str() {
        "/client.json" => {
            let url = request.url();
            Response::json(document_with_keys(&url, &url.replace("client", "keys")))
        }
        _ => keys(),
    })
}

/// Runs a command that may fetch from the server.
pub fn run(server: &Server, folder: Folder, arguments: &[&str]) -> Ran {
    let resolve = server.resolve(HOST);
    let fetching = [
        "--ca-certificate",
        "authority.pem",
        "--allow-private-network",
        "--resolve",
        &resolve,
        "--timeout",
        "5",
    ];
    folder.with("authority.pem", TRUSTED.pem()).run(&[arguments, &fetching].concat())
}

#[test]
fn credentials_come_from_the_key_set_that_is_served() {
    let server = serving(|| Response::json(key_set()));
    let ran = run(&server, Folder::new(), &["preview", &server.url("/client.json")]);
    assert_eq!((ran.code, ran.err.as_str()), (0, ""));
    assert_eq!(
        ran.json()["mapped_fields"]["client_authentication_methods"]["private_key_jwt"]["credentials"],
        json!([{ "credential_type": "public_key", "kid": "key-2026-11-20", "alg": "RS256" }])
    );
    assert_eq!(ran.json()["mapped_fields"]["external_client_id"], server.url("/client.json"));
}

#[test]
fn a_key_set_behind_a_redirect_is_a_violation() {
    let server = serving(|| Response::redirect(302, "/moved.json"));
    let ran = run(&server, Folder::new(), &["preview", &server.url("/client.json")]);
    let json = ran.json();
    assert_eq!((ran.code, &json["validation"]["valid"]), (1, &false.into()));
    assert_eq!(json["mapped_fields"]["client_authentication_methods"], serde_json::Value::Null);
}

#[test]
fn a_document_behind_a_redirect_is_an_error() {
    let server = Server::start(|_| Response::redirect(302, "/moved.json"));
    let ran = run(&server, Folder::new(), &["preview", &server.url("/client.json")]);
    let json = ran.json();
    assert_eq!((ran.code, json.as_object().map(serde_json::Map::len)), (1, Some(1)));
    assert!(json["errors"][0].as_str().is_some_and(|error| error.contains("status 302")), "{json}");
}

#[test]
fn a_refresh_sees_what_changed_where_it_is_served() {
    let server = serving(|| Response::json(key_set()));
    let url = server.url("/client.json");
    let client = json!({
        "client_id": "tpc_1", "external_client_id": url, "external_metadata_type": "cimd", "name": "Example",
        "callbacks": ["https://app.example.net/callback"], "grant_types": ["refresh_token", "authorization_code"],
        "app_type": "native", "jwks_uri": server.url("/keys.json"),
        "client_authentication_methods": { "private_key_jwt": { "credentials": [{ "id": "cred_1" }] } },
    });
    let other_key = key_set().replace("wwww", "xxxx");
    let folder = Folder::new().with("client.json", client.to_string()).with("keys.json", other_key);
    let arguments = [
        "refresh",
        "--registered",
        "client.json",
        "--registered-jwks",
        "keys.json",
        &url,
        "--format",
        "json",
    ];
    let ran = run(&server, folder, &arguments);
    let json = ran.json();
    assert_eq!((ran.code, &json["verdict"]), (1, &"refused".into()));
    assert_eq!(json["keys"]["replaced"], json!(["key-2026-11-20"]));
    let fields: Vec<_> =
        json["changes"].as_array().into_iter().flatten().map(|change| &change["field"]).collect();
    assert_eq!(fields, ["app_type"]);
}
