//! Which faults are answered in which way.

use cimd::auth0::preview::Reason;
use cimd::auth0::{Answer, Endpoint, Preview};
use cimd::finding::{Failure, FailureKind};
use cimd::{Body, Subject};

use super::{compact, document, response};

const URL: &str = "https://tinywiki.xyz/client.json";

fn fetched(status: u16, body: &[u8]) -> Subject {
    Subject {
        retrieval: Some(Box::new(response(status, URL))),
        document: (status == 200).then(|| Box::new(Body::whole(body.to_vec()))),
        ..Subject::without_document(URL).published_at(URL)
    }
}

#[test]
fn a_broken_url_is_a_request_error_whatever_is_behind_it() {
    for url in
        ["http://tinywiki.xyz/client.json", "https://tinywiki.xyz/client.json?x", "https://localhost/c", ""]
    {
        let preview = Preview::of(document("tinywiki.json").published_at(url));
        for endpoint in [Endpoint::Preview, Endpoint::Register] {
            let answer = preview.answer(endpoint, None);
            assert_eq!(answer.status(), 400, "{url}");
            let Answer::Refused { cimd } = answer else { panic!("{url}: {answer:?}") };
            assert_eq!(cimd.reason, Reason::Url);
            assert!(!cimd.messages.is_empty());
        }
    }
}

#[test]
fn what_gives_no_document_has_errors_and_no_validation() {
    let dns = Failure::new(FailureKind::Dns, "the host name was not found");
    let large = format!("{{\"client_id\": \"{URL}\"{}}}", " ".repeat(6_000));
    for subject in [
        fetched(302, b""),
        fetched(404, b""),
        fetched(200, b"{\"client_id\": }"),
        fetched(200, b"[]"),
        fetched(200, b"\xff"),
        fetched(200, large.as_bytes()),
        Subject { failure: Some(Box::new(dns)), ..Subject::without_document(URL).published_at(URL) },
    ] {
        let what = format!("{subject:?}");
        let preview = Preview::of(subject);
        assert!(!preview.is_valid());
        let answer = preview.answer(Endpoint::Preview, Some("tpc_1"));
        assert_eq!(answer.status(), 200, "{what}");
        let json = compact(&answer);
        assert!(
            json.starts_with("{\"errors\":[\"") && json.ends_with("\"],\"client_id\":\"tpc_1\"}"),
            "{json}"
        );
        let registered = preview.answer(Endpoint::Register, None);
        assert_eq!(registered.status(), 400);
        assert!(compact(&registered).contains("\"reason\":\"not-retrieved\""), "{what}");
    }
}

#[test]
fn a_document_that_breaks_a_rule_is_not_valid_and_not_applied() {
    let preview = Preview::of(super::changed(
        "tinywiki.json",
        &[("\"https://tinywiki.xyz/\"]", "\"http://x.example/\"]")],
    ));
    let json = compact(&preview.answer(Endpoint::Preview, None));
    assert!(
        json.contains("\"callbacks\":[\"http://x.example/\"]") && json.contains("\"valid\":false"),
        "{json}"
    );
    let registered = preview.answer(Endpoint::Register, None);
    assert_eq!(registered.status(), 400);
    assert!(compact(&registered).contains("\"reason\":\"not-applied\""));
}

#[test]
fn a_new_client_is_created_and_a_known_one_updated() {
    let preview = Preview::of(document("tinywiki.json"));
    assert_eq!(preview.answer(Endpoint::Register, None).status(), 201);
    assert_eq!(preview.answer(Endpoint::Register, Some("tpc_1")).status(), 200);
    assert!(compact(&preview.answer(Endpoint::Register, None)).starts_with("{\"mapped_fields\":"));
}
