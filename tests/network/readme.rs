//! The sessions with URLs that the README shows.

use std::fs;
use std::path::Path;

use crate::document::document_with_keys;
use crate::lint::Lint;
use crate::response::Response;
use crate::server::Server;

/// The key set of the second session: an example key of RFC 7515, with a private member that is made up.
const KEY_SET: &str = r#"{
  "keys": [
    {
      "kty": "EC",
      "crv": "P-256",
      "kid": "k1",
      "use": "sig",
      "x": "f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEU",
      "y": "x_FEzRu9m36HLN_tue659LNpXW6pCyStikYjKIWI5a0",
      "d": "AAAA"
    }
  ]
}"#;

/// The sessions in the README, word by word.
fn sessions() -> Vec<Vec<String>> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("README.md");
    let readme = fs::read_to_string(path).expect("it is there");
    let blocks = readme.split("```text\n$ cimd lint https://app.example.com/client.json\n").skip(1);
    blocks.map(|block| words(block.split("```").next().unwrap_or_default())).collect()
}

fn words(text: &str) -> Vec<String> {
    text.split_whitespace().map(str::to_owned).collect()
}

/// What a run prints for people, word by word, as if the server had the port that needs no mention.
fn printed(server: &Server) -> Vec<String> {
    let port = server.resolve("x").split(':').nth(1).map(|port| format!(":{port}")).expect("it has a port");
    let ran = Lint::at(server).in_format("human").run_on(&server.url("/client.json")).ran;
    words(&ran.out.replace(&port, ""))
}

#[test]
fn the_sessions_of_the_readme_are_true() {
    let moved = Server::start(|_| Response::redirect(301, "https://www.app.example.com/client.json"));
    let careless = Server::start(|request| {
        let url = request.url();
        match request.target.as_str() {
            "/jwks.json" => Response::json(KEY_SET),
            _ => Response::json(document_with_keys(&url, &url.replace("client.json", "jwks.json"))),
        }
    });
    assert_eq!(sessions(), [printed(&moved), printed(&careless)]);
}
