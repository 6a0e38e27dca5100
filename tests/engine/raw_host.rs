//! A document at a host of raw files: one cause, one finding.

use cimd::subject::Response;
use cimd::{Linter, Profile, Rule};
use serde_json::json;

use crate::case::web;

const URL: &str = "https://raw.githubusercontent.com/example/app/main/client.json";

#[test]
fn the_media_type_is_explained_by_the_host() {
    let mut case = web();
    case.set("client_id", URL);
    case.set("client_uri", "https://raw.githubusercontent.com/example/app");
    case.published = Some(URL.to_owned());
    case.retrieval = Some(Response {
        url: URL.to_owned(),
        status: 200,
        headers: vec![
            ("content-type".to_owned(), "text/plain; charset=utf-8".to_owned()),
            ("cache-control".to_owned(), "max-age=300".to_owned()),
        ],
    });
    let report = Linter::new(Profile::named("auth0").expect("it is built in")).lint(&case.subject());
    let about_host = [Rule::ClientIdUrlRepositoryFile, Rule::HttpContentType];
    let found: Vec<_> = report.findings.iter().filter(|finding| about_host.contains(&finding.rule)).collect();
    let [finding] = found[..] else { panic!("one finding, not {found:?}") };
    assert_eq!(finding.rule, Rule::HttpContentType, "the heavier one stays");
    assert!(finding.help.contains("the service's pages"), "{}", finding.help);

    case.document =
        crate::case::Document::Json(json!({ "client_id": "https://app.example.net/client.json" }));
    let report = Linter::new(Profile::named("auth0").expect("it is built in")).lint(&case.subject());
    let help = report.findings.iter().find(|finding| finding.rule == Rule::HttpContentType).map(|f| &f.help);
    assert!(help.is_some_and(|help| help.contains("the service's pages")), "{help:?}");
}
