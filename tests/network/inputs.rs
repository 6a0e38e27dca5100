//! URLs among other inputs: their order, and how often each is fetched.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;
use std::time::Duration;

use crate::certificates::HOST;
use crate::document::{document, document_with_keys, key_set};
use crate::lint::{Lint, Linted, accepted, rules};
use crate::response::Response;
use crate::runner::{BAD, GOOD};
use crate::server::{Request, Server};
use crate::witness::Witness;

/// A client at every path that begins with `/keyed`, all with one key set; without keys at all others.
fn site(request: &Request) -> Response {
    let url = request.url();
    let keys = format!("https://{}/keys.json", request.header("host").unwrap_or_default());
    match request.target.as_str() {
        "/keys.json" => Response::json(key_set()),
        target if target.starts_with("/keyed") => Response::json(document_with_keys(&url, &keys)),
        _ => Response::json(document(&url)),
    }
}

fn inputs(linted: &Linted) -> Vec<String> {
    linted.documents().iter().map(|document| document["input"].as_str().expect("a name").to_owned()).collect()
}

#[test]
fn each_url_is_fetched_once_in_a_run() {
    // Whoever asked twice would get another document.
    let server = Server::start(|request| match request.before {
        0 => site(request),
        _ => Response::html(500),
    });
    let url = server.url("/client.json");
    let linted = Lint::at(&server).with(&[url.as_str(); 8]).run();
    assert_eq!(linted.ran.code, 0, "{}", linted.ran.out);
    assert_eq!(linted.documents().len(), 8);
    assert_eq!(server.counts(), [("/client.json".to_owned(), 1)]);
}

#[test]
fn a_shared_key_set_is_fetched_once() {
    let server = Server::start(site);
    let urls: Vec<String> = (0..12).map(|n| server.url(&format!("/keyed/{n}.json"))).collect();
    let urls: Vec<&str> = urls.iter().map(String::as_str).collect();
    let linted = Lint::at(&server).with(&urls).run();
    assert_eq!((linted.ran.code, linted.ran.err.as_str()), (0, ""));
    assert_eq!(server.counts().len(), 13);
    assert!(server.counts().iter().all(|(_, count)| *count == 1), "{:?}", server.counts());
}

#[test]
fn a_document_and_a_key_set_may_be_one_url() {
    let server = Server::start(|request| Response::json(document_with_keys(&request.url(), &request.url())));
    let linted = Lint::at(&server).run_on(&server.url("/client.json"));
    assert_eq!(rules(&linted.document()), ["jwks-type"]);
    assert_eq!(server.requests().len(), 1);
}

#[test]
fn results_keep_the_order_of_the_inputs() {
    let server = Server::start(|request| {
        let slow = request.target.starts_with("/slow");
        thread::sleep(Duration::from_millis(if slow { 300 } else { 0 }));
        site(request)
    });
    let witness = Witness::new();
    let plain = format!("http://{HOST}:{}/client.json", witness.port);
    let (slow, quick) = (server.url("/slow.json"), server.url("/quick.json"));
    let named = [&slow, "good.json", &plain, "missing.json", &quick, "bad.json", &slow];
    let lint = Lint::at(&server).with_file("good.json", GOOD).with_file("bad.json", BAD).with(&named);
    let linted = lint.run();
    assert_eq!((linted.ran.code, inputs(&linted)), (2, named.map(str::to_owned).to_vec()));
    let valid: Vec<Option<bool>> =
        linted.documents().iter().map(|document| document["valid"].as_bool()).collect();
    assert_eq!(valid, [Some(true), Some(true), Some(false), None, Some(true), Some(false), Some(true)]);
    assert_eq!(lint.with(&["--jobs", "1"]).run().ran.out, linted.ran.out);
    witness.saw_nothing();
}

#[test]
fn more_inputs_come_from_a_list() {
    let server = Server::start(site);
    let (first, second) = (server.url("/first.json"), server.url("/second.json"));
    let list = format!("# clients\n{first}\n\n  good.json  \n# {second}#\n{second}\r\n");
    let lint =
        || Lint::at(&server).with_file("good.json", GOOD).with_file("bad.json", BAD).with(&["bad.json"]);
    let expected = ["bad.json".to_owned(), first, "good.json".to_owned(), second];

    let from_file = lint().with_file("list.txt", &list).with(&["--inputs-from", "list.txt"]).run();
    assert_eq!((from_file.ran.code, inputs(&from_file)), (1, expected.to_vec()));
    let from_standard_input = lint().with_input(list).with(&["--inputs-from", "-"]).run();
    assert_eq!((from_standard_input.ran.code, inputs(&from_standard_input)), (1, expected.to_vec()));
}

#[test]
fn offline_leaves_the_key_set_alone() {
    let server = Server::start(site);
    let url = server.url("/keyed.json");
    Lint::at(&server).with(&["--offline"]).run_on(&url).gives(&accepted(&["jwks-not-fetched"]));
    assert_eq!(server.counts(), [("/keyed.json".to_owned(), 1)]);
}

#[test]
fn online_fetches_the_key_set_of_a_file() {
    let server = Server::start(site);
    let document = document_with_keys(&server.url("/client.json"), &server.url("/keys.json"));
    let lint = || Lint::at(&server).with_file("client.json", &document);
    lint().run_on("client.json").gives(&accepted(&["jwks-not-fetched"]));
    assert_eq!(server.connections(), 0);
    lint().with(&["--online"]).run_on("client.json").gives(&accepted(&[]));
    lint().with_input(document.as_str()).with(&["--online"]).run_on("-").gives(&accepted(&[]));
    assert_eq!(server.counts(), [("/keys.json".to_owned(), 2)]);
}

#[test]
fn a_file_among_urls_stays_offline() {
    let server = Server::start(site);
    let document = document_with_keys(&server.url("/client.json"), &server.url("/other-keys.json"));
    let lint = Lint::at(&server).with_file("client.json", document);
    assert_eq!(lint.with(&["client.json", &server.url("/keyed.json")]).run().ran.code, 0);
    let targets: Vec<String> = server.counts().into_iter().map(|(target, _)| target).collect();
    assert_eq!(targets, ["/keyed.json", "/keys.json"]);
}

/// The most requests that a server had at once while many documents of one host were linted.
fn most_at_once(arguments: &[&str]) -> usize {
    let (now, most) = (Arc::new(AtomicUsize::new(0)), Arc::new(AtomicUsize::new(0)));
    let noted = Arc::clone(&most);
    let server = Server::start(move |request| {
        noted.fetch_max(now.fetch_add(1, Ordering::SeqCst) + 1, Ordering::SeqCst);
        thread::sleep(Duration::from_millis(40));
        now.fetch_sub(1, Ordering::SeqCst);
        site(request)
    });
    let urls: Vec<String> = (0..24).map(|n| server.url(&format!("/{n}.json"))).collect();
    let urls: Vec<&str> = urls.iter().map(String::as_str).collect();
    let linted = Lint::at(&server).with(arguments).with(&urls).run();
    assert_eq!(linted.ran.code, 0, "{}", linted.ran.out);
    most.load(Ordering::SeqCst)
}

#[test]
fn a_host_is_asked_for_a_few_documents_at_once() {
    assert_eq!(most_at_once(&["--jobs", "1"]), 1);
    assert_eq!(most_at_once(&["--jobs", "2"]), 2);
    assert_eq!(most_at_once(&[]), 4);
}
