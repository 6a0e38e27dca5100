//! `cimd init` and `cimd lint --watch` on a terminal.

use std::fs;
use std::process::Command;

use rexpect::process::WaitStatus;
use rexpect::session::{PtySession, spawn_command};

use crate::runner::{BAD, Folder, GOOD};

/// Starts the program on a terminal. What it waits for has to come within twenty seconds.
fn start(folder: &Folder, arguments: &[&str]) -> PtySession {
    // Who starts the tests in the background may have had Ctrl-C ignored, and that is inherited.
    let mut command = match cfg!(target_os = "linux") {
        true => Command::new("env"),
        false => Command::new(env!("CARGO_BIN_EXE_cimd")),
    };
    if cfg!(target_os = "linux") {
        command.args(["--default-signal=INT", env!("CARGO_BIN_EXE_cimd")]);
    }
    command.args(arguments).current_dir(folder.path()).env("TERM", "xterm").env("NO_COLOR", "1");
    spawn_command(command, Some(20_000)).expect("it starts")
}

fn answer(session: &mut PtySession, question: &str, text: &str) {
    session.exp_string(question).unwrap_or_else(|error| panic!("{question}: {error}"));
    session.send_line(text).expect("it takes an answer");
}

#[test]
fn an_answer_is_asked_for_until_it_is_right() {
    let folder = Folder::new();
    let mut session = start(&folder, &["init", "client.json"]);
    answer(&mut session, "Kind of client", "webb");
    answer(&mut session, "did you mean `web`?", "confidential");
    answer(&mut session, "Server or specification", "mcp");
    answer(&mut session, "URL of the document", "https://app.example.net");
    session.exp_string("[client-id-url-no-path]").expect("it is refused");
    answer(&mut session, "URL of the document", "https://app.example.net/client.json");
    answer(&mut session, "Name that users are shown", "Example");
    answer(&mut session, "Redirect URIs", "https://app.example.net/a https://app.example.net/b");
    answer(&mut session, "Make a key pair now", "no");
    session.exp_string("wrote client.json").expect("it is written");
    session.exp_eof().expect("it ends");
    let text = fs::read(folder.path().join("client.json")).expect("it is there");
    let document: serde_json::Value = serde_json::from_slice(&text).expect("it is JSON");
    assert_eq!(document["client_id"], "https://app.example.net/client.json");
    assert_eq!(document["redirect_uris"].as_array().map(Vec::len), Some(2));
    assert_eq!(document["token_endpoint_auth_method"], "private_key_jwt");
}

#[test]
fn an_empty_answer_takes_what_is_proposed() {
    let folder = Folder::new();
    let mut session =
        start(&folder, &["init", "client.json", "--kind", "cli", "--profile", "ietf", "--name", "Example"]);
    answer(&mut session, "URL of the document", "https://app.example.net/client.json");
    answer(&mut session, "http://127.0.0.1/callback", "");
    session.exp_string("wrote client.json").expect("it is written");
    session.exp_eof().expect("it ends");
    assert!(folder.path().join("client.json").exists());
}

#[test]
fn nothing_is_asked_where_nothing_is_missing() {
    let folder = Folder::new();
    let arguments = [
        "init",
        "client.json",
        "--kind",
        "cli",
        "--name",
        "Example",
        "--url",
        "https://app.example.net/client.json",
    ];
    let mut session = start(&folder, &arguments);
    let shown = session.exp_eof().expect("it ends");
    assert!(shown.starts_with("wrote client.json"), "{shown}");
    // Nor is anything asked before it is known that it can be written.
    let mut session = start(&folder, &["init", "client.json"]);
    let shown = session.exp_eof().expect("it ends");
    assert!(shown.contains("client.json is there already"), "{shown}");
}

#[test]
fn interrupting_leaves_nothing() {
    let folder = Folder::new();
    let mut session = start(&folder, &["init", "client.json", "--kind", "confidential", "--key"]);
    answer(&mut session, "Server or specification", "");
    answer(&mut session, "URL of the document", "https://app.example.net/client.json");
    session.exp_string("Name that users are shown").expect("it asks");
    session.send_control('c').expect("it takes a key");
    session.exp_eof().expect("it ends");
    let status = session.process().wait().expect("it ended");
    assert!(matches!(status, WaitStatus::Signaled(..)), "{status:?}");
    assert_eq!(fs::read_dir(folder.path()).expect("a folder").count(), 0);
}

#[test]
fn a_pass_begins_on_an_empty_screen_and_ctrl_c_ends() {
    let folder = Folder::new().with("client.json", GOOD);
    let mut session = start(&folder, &["lint", "--watch", "client.json"]);
    session.exp_string("watching for changes").expect("it watches");
    fs::write(folder.path().join("client.json"), BAD).expect("it can be written");
    session.exp_string("\u{1b}[2J\u{1b}[H").expect("it clears the screen");
    session.exp_string("redirect-uri-http").expect("it lints again");
    session.send_control('c').expect("it takes a key");
    session.exp_eof().expect("it ends");
    let status = session.process().wait().expect("it ended");
    assert!(matches!(status, WaitStatus::Signaled(..)), "{status:?}");
}
