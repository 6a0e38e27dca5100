//! How long it takes from a keystroke to the findings in a client of the language server: the real process, and a document of
//! 5 KB. `cargo bench --bench lsp` ends with 1 if the budget is broken.

#![allow(clippy::print_stdout)]

#[allow(dead_code)]
#[path = "../tests/support/language_client.rs"]
mod language_client;

use std::process::ExitCode;
use std::time::{Duration, Instant};

use language_client::{LanguageClient, uri};
use serde_json::json;

/// The longest that all but the slowest hundredth of the keystrokes may take.
const BUDGET: Duration = Duration::from_millis(5);

const SIZE: usize = 5 * 1024;

const KEYSTROKES: i32 = 1_000;

/// A document of 5 KB with that many redirect URIs as fit, of which every third has a finding if it is to have some.
fn document(has_findings: bool) -> String {
    let mut text =
        "{\n  \"client_id\": \"https://app.example.net/client.json\",\n  \"client_name\": \"漢字😀\",\n  \
        \"grant_types\": [\"authorization_code\"],\n  \"response_types\": [\"code\"],\n  \
        \"token_endpoint_auth_method\": \"none\",\n  \"redirect_uris\": [\n"
            .to_owned();
    for number in 0.. {
        let scheme = if has_findings && number % 3 == 0 { "http" } else { "https" };
        text += &format!("    \"{scheme}://app.example.net/callback/{number}\"");
        if text.len() > SIZE {
            break;
        }
        text += ",\n";
    }
    text + "\n  ]\n}\n"
}

/// Types into the name of the client, and takes it away again; how long each keystroke took, in order.
fn keystrokes(text: &str) -> (Vec<Duration>, usize) {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let mut client = LanguageClient::initialized(folder.path(), &[], json!({}));
    let document = uri(folder.path(), "client.json");
    client.open(&document, "json", text);
    let found = client.diagnostics(&document, 1).len();
    let at = |character: u32| json!({ "line": 2, "character": character });
    let mut taken: Vec<Duration> = (2..KEYSTROKES + 2)
        .map(|version| {
            let change = match version % 2 {
                0 => json!([{ "range": { "start": at(22), "end": at(22) }, "text": "é" }]),
                _ => json!([{ "range": { "start": at(22), "end": at(23) }, "text": "" }]),
            };
            let begin = Instant::now();
            client.change(&document, version, change);
            client.diagnostics(&document, version);
            begin.elapsed()
        })
        .collect();
    client.shut_down();
    taken.sort_unstable();
    (taken, found)
}

fn main() -> ExitCode {
    let mut is_kept = true;
    for has_findings in [false, true] {
        let text = document(has_findings);
        let (taken, found) = keystrokes(&text);
        let (median, slow) = (taken[taken.len() / 2], taken[taken.len() * 99 / 100]);
        let verdict = if slow <= BUDGET { "ok" } else { "broken" };
        println!(
            "{} bytes, {found} findings: median {median:.2?}, 99 of 100 within {slow:.2?}; budget {BUDGET:?}: {verdict}",
            text.len()
        );
        is_kept &= slow <= BUDGET;
    }
    if is_kept { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}
