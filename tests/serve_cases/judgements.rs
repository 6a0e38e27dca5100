//! What a client does wrong is seen, without anybody asking the client.

use std::io::{Read, Write};
use std::thread;
use std::time::Duration;

use serde_json::{Value, json};

use crate::serving::{HOST, Serving};

fn names(judgements: &Value) -> Vec<&str> {
    let judgements = judgements.as_array().expect("an array");
    judgements.iter().map(|entry| entry["judgement"].as_str().expect("a name")).collect()
}

#[test]
fn requests_are_kept_as_they_came_until_the_reset() {
    let serving = Serving::start();
    serving.client.send("GET /c/control/client.json?x=1 HTTP/1.1", &["Accept: application/json", "X-Own: 7"]);
    serving.client.get("/c/control/nothing.json");
    serving.client.get("/nothing");
    let observed = serving.observed("control");
    let (first, second) = (&observed["requests"][0], &observed["requests"][1]);
    assert_eq!(first["sequence"], 1);
    assert_eq!((&first["method"], &first["version"]), (&json!("GET"), &json!("HTTP/1.1")));
    assert_eq!(
        (&first["target"], &first["role"]),
        (&json!("/c/control/client.json?x=1"), &json!("document"))
    );
    assert_eq!((&first["server_name"], &first["status"]), (&json!(HOST), &json!(200)));
    assert!(first["headers"].as_array().expect("an array").contains(&json!(["X-Own", "7"])), "{first}");
    assert_eq!(first["complete"], true);
    assert_eq!((&second["role"], &second["status"]), (&json!("other"), &json!(404)));
    assert_eq!(observed["judgements"], json!([]));
    assert_eq!(serving.observations()["other_requests"]["requests"][0]["target"], "/nothing");

    serving.reset();
    let observations = serving.observations();
    assert_eq!(
        (&observations["cases"], &observations["other_requests"]["requests"]),
        (&json!([]), &json!([]))
    );
}

#[test]
fn a_redirect_that_is_followed_is_seen() {
    let serving = Serving::start();
    let answer = serving.client.get("/c/redirect-302/client.json");
    assert!(answer.head.contains("Location: https://cases.example.test:"), "{}", answer.head);
    assert_eq!(serving.judgements("redirect-302"), [] as [&str; 0]);
    serving.client.get("/c/redirect-302/target.json");
    let observed = serving.observed("redirect-302");
    let judgement = &observed["judgements"][0];
    assert_eq!((&judgement["judgement"], &judgement["level"]), (&json!("redirect-followed"), &json!("must")));
    assert_eq!(judgement["requests"], json!([2]));

    serving.client.get("/c/keys-redirect/target.json");
    assert_eq!(serving.observed("keys-redirect")["judgements"][0]["level"], "advice");
    for _ in 0..4 {
        serving.client.get("/c/redirect-loop/client.json");
    }
    assert_eq!(serving.judgements("redirect-loop"), ["redirect-followed"]);
}

#[test]
fn what_a_document_names_is_judged_by_the_document() {
    let serving = Serving::start();
    serving.client.get("/c/control-keys/keys.json");
    assert_eq!(serving.judgements("control-keys"), [] as [&str; 0]);
    serving.client.get("/c/keys-of-a-mismatch/keys.json");
    assert_eq!(serving.judgements("keys-of-a-mismatch"), ["keys-of-refused-document"]);
    serving.client.get("/c/address-in-logo/contained");
    let observed = serving.observed("address-in-logo");
    assert_eq!(names(&observed["judgements"]), ["contained-address-fetched"]);
    assert_eq!(observed["judgements"][0]["voided_by_private_network_switch"], true);
    serving.client.get("/c/certificate-expired/client.json");
    assert_eq!(serving.judgements("certificate-expired"), ["certificate-not-verified", "host-differs"]);
}

#[test]
fn caching_is_seen_in_the_second_request() {
    let serving = Serving::start();
    for case in ["cache-etag", "cache-fresh"] {
        serving.client.get(&format!("/c/{case}/client.json"));
        assert_eq!(serving.judgements(case), [] as [&str; 0]);
    }
    serving.client.get("/c/cache-fresh/client.json");
    assert_eq!(serving.judgements("cache-fresh"), ["fetched-while-fresh"]);
    serving.client.get("/c/cache-etag/client.json");
    assert_eq!(serving.judgements("cache-etag"), ["not-revalidated"]);
    let fields = ["Accept: application/json", "If-None-Match: \"serve-cases-1\""];
    assert_eq!(serving.client.send("GET /c/cache-etag/client.json HTTP/1.1", &fields).status, 304);
    assert_eq!(serving.judgements("cache-etag"), [] as [&str; 0]);
}

#[test]
fn what_requests_should_not_have_is_seen() {
    let serving = Serving::start();
    let fields =
        ["Authorization: Basic dTpw", "Cookie: serve-cases=1", "Referer: https://as.example.com/authorize"];
    serving.client.send("GET /c/control-cookie/client.json HTTP/1.0", &fields);
    let expected = ["credentials-sent", "cookie-sent", "referer-sent", "http-version", "accept"];
    assert_eq!(serving.judgements("control-cookie"), expected);
    assert_eq!(serving.client.send("POST /c/control/client.json HTTP/1.1", &["Accept: */json"]).status, 405);
    assert_eq!(serving.judgements("control"), ["method"]);
}

#[test]
fn bytes_are_counted_until_the_client_goes() {
    let serving = Serving::start();
    let take = |case: &str, bytes: usize| {
        let mut tls = serving.client.connect();
        let host = format!("Host: {HOST}:{}", serving.client.port);
        let request =
            format!("GET /c/{case}/client.json HTTP/1.1\r\n{host}\r\nAccept: application/json\r\n\r\n");
        tls.write_all(request.as_bytes()).expect("it can be sent");
        tls.read_exact(&mut vec![0; bytes]).expect("so much is sent");
    };
    take("body-endless", 6_000);
    take("prefix-1048576", 200_000);
    let observed = |case: &str| loop {
        let observed = serving.observed(case);
        match observed["requests"][0]["body_bytes_sent"].as_u64() {
            Some(bytes) => return (observed["judgements"].clone(), bytes),
            None => thread::sleep(Duration::from_millis(20)),
        }
    };
    let (judgements, bytes) = observed("body-endless");
    assert!((5_000..60_000).contains(&bytes), "{bytes}");
    assert_eq!(judgements, json!([]));
    let (judgements, bytes) = observed("prefix-1048576");
    assert!((150_000..1_000_000).contains(&bytes), "{bytes}");
    assert_eq!(names(&judgements), ["read-past-limit"]);
}

#[test]
fn a_flood_is_seen() {
    let serving = Serving::start();
    let ask = || {
        let mut tls = serving.client.connect();
        let host = format!("Host: {HOST}:{}", serving.client.port);
        let request =
            format!("GET /c/body-stalls/client.json HTTP/1.1\r\n{host}\r\nAccept: application/json\r\n\r\n");
        tls.write_all(request.as_bytes()).expect("it can be sent");
        tls.read_exact(&mut [0]).expect("it answers");
        tls
    };
    let connections: Vec<_> = (0..4).map(|_| ask()).collect();
    assert_eq!(serving.judgements("body-stalls"), [] as [&str; 0]);
    let one_more = ask();
    assert_eq!(serving.judgements("body-stalls"), ["flood"]);
    drop((connections, one_more));
}
