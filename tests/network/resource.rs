//! `cimd resource --online`: the documents behind resources, as they are really served.

use crate::auth0;
use crate::document::document;
use crate::response::Response;
use crate::runner::{Folder, Ran};
use crate::server::Server;

fn run(server: &Server, configuration: &str, arguments: &[&str]) -> Ran {
    let folder = Folder::new().with("main.tf", configuration);
    let own = ["resource", "main.tf", "--format", "json"];
    auth0::run(server, folder, &[&own, arguments].concat())
}

fn resource(name: &str, url: &str, more: &str) -> String {
    format!("resource \"auth0_client_cimd\" \"{name}\" {{\n  external_client_id = \"{url}\"\n{more}}}\n")
}

fn rules(ran: &Ran, document: usize) -> Vec<String> {
    let json = ran.json();
    let findings = json["documents"][document]["findings"].as_array().expect("it is a list").clone();
    findings.iter().map(|finding| finding["rule"].as_str().expect("a rule").to_owned()).collect()
}

#[test]
fn documents_are_fetched_once_linted_and_compared() {
    let server = Server::start(|request| {
        Response::json(document(&request.url()).replacen('{', "{\"description\": \"Notes\", ", 1))
    });
    let url = server.url("/client.json");
    let more = "  app_type = \"native\"\n  description = \"Other notes\"\n";
    let configuration = resource("a", &url, more) + &resource("b", &url, "  description = \"Notes\"\n");
    let offline = run(&server, &configuration, &[]);
    assert!(!rules(&offline, 0).iter().any(|rule| rule.contains("differs")), "{:?}", rules(&offline, 0));
    assert_eq!(server.connections(), 0, "nothing is fetched without --online");
    let online = run(&server, &configuration, &["--online"]);
    let found = rules(&online, 0);
    for rule in ["resource-description-differs", "resource-url-repeated", "resource-app-type-differs"] {
        assert!(found.iter().any(|one| one == rule), "{rule}: {found:?}");
    }
    let json = online.json();
    assert_eq!(json["documents"][1]["input"], url, "the document has a report of its own");
    assert_eq!(json["documents"].as_array().map(Vec::len), Some(2));
    assert_eq!(server.counts(), [("/client.json".to_owned(), 1)]);
}

#[test]
fn what_cannot_be_fetched_or_is_refused_is_told() {
    let server = Server::start(|_| Response::new(404));
    let configuration = resource("a", &server.url("/client.json"), "");
    let ran = run(&server, &configuration, &["--online"]);
    assert_eq!(ran.code, 1, "{}", ran.err);
    assert!(rules(&ran, 1).iter().any(|rule| rule == "http-status-not-200"));
    let guarded = resource("a", "https://internal.example.net:9/client.json", "");
    let ran = run(&server, &guarded, &["--online", "--resolve", "internal.example.net:9:127.0.0.1"]);
    assert_eq!(ran.code, 2, "{}", ran.out);
}
