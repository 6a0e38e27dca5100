//! The sessions of README.md and docs/*.md that need a server: blocks marked `console,ignore`, with one command each.
//!
//! `TRYCMD=overwrite` writes what they print today into the pages, as it does for the other sessions (tests/docs.rs).

use std::fs;
use std::path::{Path, PathBuf};

use crate::certificates::TRUSTED;
use crate::document::document_with_keys;
use crate::proxies::Proxy;
use crate::response::Response;
use crate::runner::Folder;
use crate::server::Server;

/// What begins a session, and what ends it.
const FENCES: (&str, &str) = ("```console,ignore\n", "```\n");

/// A key set with a private key, which is made up, and without any other fault.
fn private_key_set() -> String {
    let modulus = "w".repeat(342);
    format!(
        r#"{{
  "keys": [
    {{
      "kty": "RSA",
      "kid": "app-2026-11-20",
      "use": "sig",
      "alg": "RS256",
      "n": "{modulus}",
      "e": "AQAB",
      "d": "AAAA"
    }}
  ]
}}"#
    )
}

/// What the sessions find at `https://app.example.net`.
fn example_server() -> Server {
    Server::start(|request| match request.target.as_str() {
        "/client.json" => Response::redirect(301, "https://www.app.example.net/client.json"),
        "/oauth/client.json" => {
            let url = request.url();
            Response::json(document_with_keys(&url, &url.replace("client.json", "jwks.json")))
        }
        "/oauth/jwks.json" => Response::json(private_key_set()),
        _ => Response::new(404),
    })
}

fn pages() -> Vec<PathBuf> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let docs = fs::read_dir(root.join("docs")).expect("docs/ exists");
    let docs = docs.map(|entry| entry.expect("docs/ can be listed").path());
    let mut pages: Vec<PathBuf> =
        docs.filter(|path| path.extension().is_some_and(|extension| extension == "md")).collect();
    pages.sort();
    pages.push(root.join("README.md"));
    pages
}

/// The content of a block as it should be: the command, its exit code unless that is 0, and what it prints.
fn session(block: &str, proxy: &Proxy) -> String {
    let command =
        block.lines().next().and_then(|line| line.strip_prefix("$ cimd ")).expect("a command of cimd");
    let folder = Folder::new().with("authority.pem", TRUSTED.pem());
    let proxy = proxy.url();
    // The proxy leads to the server, so that URLs need no port, and lines break where they do for a reader.
    let arguments: Vec<&str> =
        command.split(' ').chain(["--ca-certificate", "authority.pem", "--proxy", &proxy]).collect();
    let variables = [("COLUMNS", "80"), ("LC_ALL", "C.UTF-8"), ("NO_COLOR", "1")];
    let ran = folder.run_with(&arguments, &variables, b"");
    let code = if ran.code == 0 { String::new() } else { format!("? {}\n", ran.code) };
    format!("$ cimd {command}\n{code}{}", ran.out)
}

/// The page with every session as it should be, and how many there are.
fn rewritten(page: &str, proxy: &Proxy) -> (String, usize) {
    let (begin, end) = FENCES;
    let mut parts = page.split(begin);
    let mut text = parts.next().unwrap_or_default().to_owned();
    let mut sessions = 0;
    for part in parts {
        let (block, rest) = part.split_once(end).expect("the block ends");
        text += &[begin, &session(block, proxy), end, rest].concat();
        sessions += 1;
    }
    (text, sessions)
}

#[test]
fn sessions_with_urls_print_what_the_pages_show() {
    let server = example_server();
    let proxy = Proxy::before(&server, 200);
    let overwrites = std::env::var_os("TRYCMD").is_some_and(|mode| mode == "overwrite");
    let (mut sessions, mut differing) = (0, Vec::new());
    for path in pages() {
        let page = fs::read_to_string(&path).expect("it can be read");
        let (expected, count) = rewritten(&page, &proxy);
        sessions += count;
        if expected != page && overwrites {
            fs::write(&path, expected).expect("it can be written");
        } else if expected != page {
            differing.push((path, page, expected));
        }
    }
    assert!(sessions > 0, "no page has a session with a server");
    for (path, page, expected) in differing {
        assert_eq!(page, expected, "{}; TRYCMD=overwrite refreshes it", path.display());
    }
}
