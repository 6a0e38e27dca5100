//! `cimd compat` on what is really served: the address of a login that failed, responses that servers judge in their ways.

use serde_json::Value;

use crate::auth0::run;
use crate::document::document;
use crate::response::Response;
use crate::runner::Folder;
use crate::server::Server;

fn verdict<'j>(json: &'j Value, server: &str) -> &'j str {
    let rows = json["documents"][0]["servers"].as_array().expect("servers are a list");
    let row = rows.iter().find(|row| row["server"] == server).expect("the server is there");
    row["verdict"].as_str().expect("a word")
}

#[test]
fn the_document_of_a_failing_request_is_fetched() {
    let server = Server::start(|request| Response::json(document(&request.url())));
    let client_id = server.url("/client.json");
    let request = format!(
        "https://as.example/authorize?response_type=code&client_id={client_id}&redirect_uri=https://other.example/cb&state=SECRET&code_challenge=x&code_challenge_method=S256"
    );
    let ran = run(&server, Folder::new(), &["compat", "--request", &request, "--format", "json"]);
    assert_eq!(ran.code, 0, "{}", ran.err);
    let json = ran.json();
    assert_eq!(json["documents"][0]["input"], client_id.as_str());
    assert_eq!(verdict(&json, "turbomcp-auth"), "accept");
    let rows = json["documents"][0]["servers"].as_array().expect("servers are a list");
    let row = rows.iter().find(|row| row["server"] == "turbomcp-auth").expect("the server is there");
    assert_eq!(row["redirect_uri"]["verdict"], "refuse");
    assert!(!ran.out.contains("SECRET") && !ran.err.contains("SECRET"));
}

/// Some look at the content type, some do not; some take any status of success.
#[test]
fn responses_are_judged_by_each_server() {
    let server = Server::start(|request| {
        Response::new(200).header("content-type", "text/html").body(document(&request.url()))
    });
    let ran = run(&server, Folder::new(), &["compat", &server.url("/client.json"), "--format", "json"]);
    let json = ran.json();
    assert_eq!(verdict(&json, "django-oauth-toolkit"), "refuse");
    assert_eq!(verdict(&json, "better-auth"), "refuse");
    assert_eq!(verdict(&json, "turbomcp-auth"), "accept");

    let server = Server::start(|_| Response::redirect(302, "/moved.json"));
    let ran = run(&server, Folder::new(), &["compat", &server.url("/client.json"), "--format", "json"]);
    let json = ran.json();
    assert_eq!(verdict(&json, "oidc-provider"), "refuse");
    // It follows redirects; what is behind this one was not read.
    assert_eq!(verdict(&json, "cloudflare"), "unknown");
}

#[test]
fn a_document_that_cannot_be_fetched_is_an_error() {
    let server = Server::start(|request| Response::json(document(&request.url())));
    let url = server.url("/client.json");
    let folder = Folder::new();
    let ran = folder.run(&["compat", &url, "--timeout", "2", "--format", "json"]);
    assert_eq!(ran.code, 2);
    assert!(ran.json()["documents"][0]["error"]["kind"].is_string(), "{}", ran.out);
    assert_eq!(verdict(&ran.json(), "cloudflare"), "unknown");
}
