//! Servers that are slow at any point of the exchange: it ends when the time is over.

use std::time::Duration;

use crate::document::{document, document_with_keys};
use crate::lint::{Lint, failed};
use crate::response::Response;
use crate::server::{Answer, Server, Welcome};

const PAUSE: Duration = Duration::from_millis(200);

/// Runs against a slow server with a limit of one second, and says when the time ran out.
#[track_caller]
fn too_slow(server: &Server) -> String {
    let linted = Lint::at(server).within(1).run_on(&server.url("/client.json"));
    linted.gives(&failed("timeout", &[]));
    assert!(linted.elapsed >= Duration::from_millis(900), "{:?}", linted.elapsed);
    linted.document()["error"]["message"].as_str().expect("text").to_owned()
}

#[test]
fn a_handshake_that_stalls() {
    too_slow(&Server::welcoming(|_| Welcome::Silence, |_| Response::new(500)));
}

#[test]
fn a_handshake_that_drips() {
    // The head of a record that would be longer than what ever comes.
    let bytes = b"\x16\x03\x03\x40\x00\x02\x00\x3f\xfc\x03\x03abcdefghijklmnopqrstuvwxyz";
    too_slow(&Server::welcoming(|_| Welcome::Bytes(bytes, PAUSE), |_| Response::new(500)));
}

#[test]
fn an_answer_that_never_comes() {
    too_slow(&Server::start(|_| Answer::Stall(Vec::new())));
}

#[test]
fn a_head_that_drips() {
    too_slow(&Server::start(|_| Answer::Drip(Vec::new(), Response::json("{}").bytes(), PAUSE)));
}

#[test]
fn a_body_that_stalls() {
    let server = Server::start(|request| {
        let mut bytes = Response::json(document(&request.url())).bytes();
        bytes.truncate(bytes.len() - 40);
        Answer::Stall(bytes)
    });
    too_slow(&server);
}

#[test]
fn it_is_said_where_the_time_ran_out() {
    let silent = Server::welcoming(|_| Welcome::Silence, |_| Response::new(500));
    let waiting = Server::start(|_| Answer::Stall(Vec::new()));
    let halfway = Server::start(|_| Answer::Stall(Response::json("{").raw()));
    for (server, words) in [
        (silent, "while connecting"),
        (waiting, "while waiting for the answer"),
        (halfway, "while reading the body"),
    ] {
        let message = too_slow(&server);
        assert!(message.contains(words), "{message}");
    }
}

#[test]
fn a_body_that_drips() {
    let server = Server::start(|request| {
        let response = Response::json(document(&request.url()));
        Answer::Drip(response.clone().body("").head(), response.chunked().bytes(), PAUSE)
    });
    too_slow(&server);
}

#[test]
fn a_body_that_ends_with_a_connection_that_does_not_end() {
    too_slow(&Server::start(|request| Answer::Stall(Response::json(document(&request.url())).raw())));
}

#[test]
fn a_key_set_that_drips() {
    let server = Server::start(|request| match request.target.as_str() {
        "/client.json" => {
            let url = request.url();
            Response::json(document_with_keys(&url, &url.replace("client", "keys"))).into()
        }
        _ => Answer::Drip(Vec::new(), Response::json("{}").bytes(), PAUSE),
    });
    let message = too_slow(&server);
    assert!(message.contains("the key set at https://app.example.net"), "{message}");
}

#[test]
fn a_slow_server_does_not_hold_up_the_others() {
    let server = Server::start(|request| match request.target.as_str() {
        "/slow.json" => Answer::Stall(Vec::new()),
        _ => Response::json(document(&request.url())).into(),
    });
    let mut inputs = vec![server.url("/slow.json")];
    inputs.extend((0..20).map(|n| server.url(&format!("/{n}.json"))));
    let inputs: Vec<&str> = inputs.iter().map(String::as_str).collect();
    let linted = Lint::at(&server).within(1).with(&inputs).run();
    let documents = linted.documents();
    assert_eq!((documents.len(), &documents[0]["error"]["kind"]), (21, &"timeout".into()));
    assert!(documents[1..].iter().all(|document| document["valid"] == true), "{}", linted.ran.out);
}
