//! What documents become in Auth0: the recorded answer, byte for byte, and what follows from the
//! documentation.

mod channels;
mod keys;
mod mapping;
mod refresh;

use std::fs;
use std::path::Path;

use cimd::finding::Input;
use cimd::subject::Response;
use cimd::{Body, KeySet, Subject};

/// A file of our own that comes along.
fn testdata(name: &str) -> Vec<u8> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("testdata").join(name);
    fs::read(&path).unwrap_or_else(|error| panic!("{name}: {error}"))
}

/// A document that comes along.
fn document(name: &str) -> Subject {
    Subject::from_bytes(name, testdata(&format!("documents/{name}")))
}

/// A document that is the given one with some text replaced.
fn changed(name: &str, changes: &[(&str, &str)]) -> Subject {
    let mut text = String::from_utf8(testdata(&format!("documents/{name}"))).expect("it is UTF-8");
    for (from, to) in changes {
        assert!(text.contains(from), "{name} has no {from}");
        text = text.replace(from, to);
    }
    Subject::from_bytes(name, text.into_bytes())
}

/// A key set as a server would serve it.
fn key_set(bytes: Vec<u8>) -> KeySet {
    KeySet {
        origin: Input::url("https://backend.example.net/oauth/jwks.json"),
        retrieval: response(200, "https://backend.example.net/oauth/jwks.json"),
        body: Body::whole(bytes),
    }
}

fn response(status: u16, url: &str) -> Response {
    let json = ("content-type".to_owned(), "application/json".to_owned());
    Response { url: url.to_owned(), status, headers: vec![json] }
}

/// A value as JSON in one line.
fn compact(value: &impl serde::Serialize) -> String {
    serde_json::to_string(value).expect("it can be written")
}
