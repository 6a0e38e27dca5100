//! Many documents of many hosts in one run.

use std::time::Duration;

use crate::document::document;
use crate::lint::{Lint, say};
use crate::response::Response;
use crate::server::Server;

const DOCUMENTS: usize = 500;
const HOSTS: usize = 50;

#[test]
fn five_hundred_documents_of_fifty_hosts() {
    let server = Server::start(|request| Response::json(document(&request.url())));
    let host = |n: usize| format!("host-{}.many.example.net", n % HOSTS);
    let list: String =
        (0..DOCUMENTS).map(|n| server.url_at(&host(n), &format!("/{n}.json")) + "\n").collect();
    let mut lint =
        Lint::unguarded().within(19).with(&["--jobs", "16", "--inputs-from", "-"]).with_input(list);
    for n in 0..HOSTS {
        lint = lint.with(&["--resolve", &server.resolve(&host(n))]);
    }
    let linted = lint.run();
    assert_eq!((linted.ran.code, linted.ran.err.as_str()), (0, ""));
    assert_eq!((linted.documents().len(), server.requests().len()), (DOCUMENTS, DOCUMENTS));
    say(&format!(
        "{DOCUMENTS} documents of {HOSTS} hosts: {:?}, {} connections",
        linted.elapsed,
        server.connections()
    ));
    assert!(linted.elapsed < Duration::from_secs(20));
}
