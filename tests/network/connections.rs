//! Connections that do not come about, or do not last.

use std::time::Duration;

use crate::certificates::{self, HOST, TRUSTED};
use crate::document::document;
use crate::lint::{Lint, accepted, failed};
use crate::response::Response;
use crate::server::{Answer, Request, Server, Welcome};

fn good(request: &Request) -> Response {
    Response::json(document(&request.url()))
}

#[test]
fn a_refused_connection_is_an_error() {
    // Nothing listens at port 1.
    let url = format!("https://{HOST}:1/client.json");
    let lint = Lint::unguarded().within(2).with(&["--resolve", &format!("{HOST}:1:127.0.0.1")]);
    let linted = lint.run_on(&url);
    linted.gives(&failed("connect", &[]));
    assert!(linted.ran.err.contains("refuses the connection at port 1"), "{}", linted.ran.err);
}

#[test]
fn what_cannot_be_reached_is_null_among_validations() {
    let lint = Lint::unguarded().with(&["--resolve", &format!("{HOST}:1:127.0.0.1")]);
    let lint = lint.with(&["--format", "client-cimd=validations.json", &format!("https://{HOST}:1/c.json")]);
    assert_eq!(lint.run().ran.code, 2);
    let validations = std::fs::read_to_string(lint.folder.path().join("validations.json"));
    assert_eq!(validations.expect("it was written").split_whitespace().collect::<String>(), "[null]");
}

#[test]
fn the_next_address_is_tried() {
    let server = Server::start(good);
    let resolve = format!("{HOST}:{}:127.0.0.2,127.0.0.1", server.port);
    let lint = Lint::unguarded().within(2).with(&["--resolve", &resolve]);
    lint.run_on(&server.url("/client.json")).gives(&accepted(&[]));
}

#[test]
fn a_reset_connection_is_tried_once_more() {
    for reset in [Welcome::ResetAtHello, Welcome::ResetAtRequest] {
        let server = Server::welcoming(move |nth| if nth == 0 { reset } else { Welcome::Serve }, good);
        Lint::at(&server).within(2).run_on(&server.url("/client.json")).gives(&accepted(&[]));
        assert_eq!((server.connections(), server.requests().len()), (2, 1), "{reset:?}");
    }
}

#[test]
fn a_connection_that_is_reset_again_is_lost() {
    for reset in [Welcome::ResetAtHello, Welcome::ResetAtRequest] {
        let server = Server::welcoming(move |_| reset, good);
        let linted = Lint::at(&server).within(2).run_on(&server.url("/client.json"));
        linted.gives(&failed("connection-lost", &[]));
        assert_eq!(server.connections(), 2, "{reset:?}");
    }
}

#[test]
fn a_server_that_closes_in_the_handshake_is_an_error() {
    let server = Server::welcoming(|_| Welcome::Close, good);
    let linted = Lint::at(&server).within(2).run_on(&server.url("/client.json"));
    linted.gives(&failed("connection-lost", &[]));
}

#[test]
fn a_server_that_speaks_no_tls_is_an_error() {
    let plain = b"HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\n\r\n";
    let server = Server::welcoming(|_| Welcome::Bytes(plain, Duration::ZERO), good);
    let linted = Lint::at(&server).within(2).run_on(&server.url("/client.json"));
    linted.gives(&failed("tls-handshake", &[]));
}

#[test]
fn tls_1_2_is_good_enough() {
    let server = Server::start_as(TRUSTED.issue(&[HOST]).config_of_old(), good);
    Lint::at(&server).run_on(&server.url("/client.json")).gives(&accepted(&[]));
}

#[test]
fn a_connection_is_used_again_or_made_anew() {
    let lasting = Server::start(good);
    let closing = Server::start(|request| Answer::Close(good(request).header("Connection", "close").bytes()));
    let silent = Server::start(|request| Answer::Close(good(request).bytes()));
    for (server, connections) in [(&lasting, 1), (&closing, 5), (&silent, 5)] {
        let inputs: Vec<String> = (0..5).map(|n| server.url(&format!("/{n}.json"))).collect();
        let inputs: Vec<&str> = inputs.iter().map(String::as_str).collect();
        let linted = Lint::at(server).with(&["--jobs", "1"]).with(&inputs).run();
        assert_eq!(linted.ran.code, 0, "{}", linted.ran.out);
        assert_eq!((server.connections(), server.requests().len()), (connections, 5));
    }
}

#[test]
fn a_name_may_lead_to_several_servers() {
    let (first, second) = (Server::start(good), Server::start_as(certificates::sound(), good));
    let urls = [first.url("/client.json"), second.url("/client.json")];
    let lint = Lint::at(&first).with(&["--resolve", &second.resolve(HOST), &urls[0], &urls[1]]);
    assert_eq!(lint.run().ran.code, 0);
    assert_eq!((first.requests().len(), second.requests().len()), (1, 1));
}
