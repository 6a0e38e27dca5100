//! Clients that do not keep to the protocol, or ask too much, neither end the server nor have it stand still.

use serde_json::{Value, json};

use super::{LanguageClient, capabilities, client, position, uri};
use crate::runner::{BAD, Folder, GOOD};

const NOT_INITIALIZED: i64 = -32002;
const INVALID_REQUEST: i64 = -32600;
const METHOD_NOT_FOUND: i64 = -32601;
const INVALID_PARAMS: i64 = -32602;
const PARSE_ERROR: i64 = -32700;

#[test]
fn messages_out_of_order_are_refused() {
    let folder = Folder::new();
    let mut client = LanguageClient::start(folder.path(), &[]);
    let document = uri(folder.path(), "client.json");
    let at = json!({ "textDocument": { "uri": document }, "position": position(0, 0) });
    assert_eq!(client.request("textDocument/hover", at.clone())["error"]["code"], NOT_INITIALIZED);
    assert_eq!(client.request("shutdown", Value::Null)["error"]["code"], NOT_INITIALIZED);
    client.open(&document, "json", BAD);
    // What is not asked for in the usual form is no reason not to serve.
    let answer = client.request("initialize", json!({ "capabilities": { "workspace": 5, "general": [] } }));
    assert_eq!(answer["result"]["serverInfo"]["name"], "cimd");
    assert_eq!(client.request("initialize", json!({}))["error"]["code"], INVALID_REQUEST);
    // It was opened too early, so it is not open.
    assert_eq!(client.request("textDocument/hover", at.clone())["result"], Value::Null);
    assert_eq!(client.request("workspace/symbol", json!({}))["error"]["code"], METHOD_NOT_FOUND);
    assert_eq!(client.request("$/made/up", json!({}))["error"]["code"], METHOD_NOT_FOUND);
    assert_eq!(client.request("textDocument/hover", json!([1]))["error"]["code"], INVALID_PARAMS);
    assert_eq!(client.request("textDocument/codeAction", Value::Null)["error"]["code"], INVALID_PARAMS);
    client.notify("$/made/up", json!({}));
    client.notify("textDocument/didOpen", json!({ "textDocument": 5 }));
    client.notify("textDocument/didClose", json!({ "textDocument": { "uri": "none:such" } }));
    client.change(&document, 7, json!([{ "text": GOOD }]));
    client.send(&json!({ "jsonrpc": "2.0", "id": 99, "result": null }));
    client.send(&json!({ "jsonrpc": "2.0", "method": "$/cancelRequest", "params": { "id": 1 } }));
    assert_eq!(client.request("shutdown", Value::Null)["result"], Value::Null);
    for method in ["textDocument/hover", "shutdown", "initialize"] {
        assert_eq!(client.request(method, at.clone())["error"]["code"], INVALID_REQUEST, "{method}");
    }
    client.notify("exit", Value::Null);
    assert_eq!(client.end(), (Some(0), String::new()));
}

#[test]
fn the_exit_code_says_how_it_ended() {
    let folder = Folder::new();
    let mut exits = client(&folder);
    exits.notify("exit", Value::Null);
    assert_eq!(exits.end().0, Some(1));
    assert_eq!(client(&folder).end().0, Some(1));
    let early = LanguageClient::start(folder.path(), &[]);
    assert_eq!(early.end().0, Some(1));
    for bytes in [
        &b"hello\r\n"[..],
        b"GET / HTTP/1.1\r\nHost: x\r\n\r\n",
        b"Content-Length: 99999999999999999\r\n\r\n{}",
        b"Content-Length: -1\r\n\r\n{}",
    ] {
        let mut broken = client(&folder);
        broken.send_raw(bytes);
        let (code, said) = broken.end();
        assert_eq!(code, Some(2), "{said}");
        assert!(said.starts_with("error: what the editor sends cannot be read"), "{said}");
    }
}

#[test]
fn what_is_not_a_message_is_answered_and_passed_over() {
    let folder = Folder::new();
    let mut client = client(&folder);
    for (body, code) in [
        (&b"{"[..], PARSE_ERROR),
        (b"", PARSE_ERROR),
        (b"[]", INVALID_REQUEST),
        (b"\"\xff\"", INVALID_REQUEST),
        (b"{\"id\": {}}", INVALID_REQUEST),
        (&b"[".repeat(100_000), PARSE_ERROR),
        (&b"x".repeat(5 << 20), INVALID_REQUEST),
    ] {
        client.send_raw(format!("Content-Length: {}\r\n\r\n", body.len()).as_bytes());
        client.send_raw(body);
        let answer = client.wait_for(|message| message["error"].is_object());
        assert_eq!((&answer["id"], &answer["error"]["code"]), (&Value::Null, &json!(code)), "{answer}");
    }
    let document = uri(folder.path(), "client.json");
    client.open(&document, "json", BAD);
    assert_eq!(client.diagnostics(&document, 1).len(), 1);
}

#[test]
fn positions_that_are_nowhere_are_moved_to_the_nearest_place() {
    let folder = Folder::new();
    let mut client = client(&folder);
    let document = uri(folder.path(), "client.json");
    let text = "{\r\n  \"client_name\": \"漢😀\",\r\n  \"redirect_uris\": []\r\n}";
    client.open(&document, "json", text);
    let limit = usize::try_from(u32::MAX).expect("it fits");
    let mut version = 1;
    for line in [0, 1, 2, 3, 4, limit] {
        for character in [0, 1, 18, 19, 20, 21, 22, limit] {
            let at = position(line, character);
            for method in ["textDocument/hover", "textDocument/completion"] {
                let answer =
                    client.request(method, json!({ "textDocument": { "uri": document }, "position": at }));
                assert_eq!(answer["error"], Value::Null, "{method} {at}");
            }
            let range = json!({ "start": at, "end": position(1, 20) });
            let context = json!({ "diagnostics": [] });
            let params = json!({ "textDocument": { "uri": document }, "range": range, "context": context });
            assert_eq!(client.request("textDocument/codeAction", params)["error"], Value::Null);
            version += 1;
            client.change(&document, version, json!([{ "range": range, "text": "漢" }, { "text": text }]));
        }
    }
    // Numbers that are none of the protocol are refused, and nothing is changed.
    for character in [json!(-1), json!(1.5), json!(4_294_967_296_u64)] {
        let at = json!({ "line": 0, "character": character });
        let answer = client
            .request("textDocument/hover", json!({ "textDocument": { "uri": document }, "position": at }));
        assert_eq!(answer["error"]["code"], INVALID_PARAMS);
        let range = json!({ "start": at, "end": at });
        client.change(&document, version + 1, json!([{ "range": range, "text": "x" }]));
    }
    client.change(&document, version + 2, json!([]));
    client.diagnostics(&document, version + 2);
    client.shut_down();
}

#[test]
fn a_flood_of_changes_ends_with_the_last() {
    let folder = Folder::new();
    let mut client = client(&folder);
    let document = uri(folder.path(), "client.json");
    client.open(&document, "json", GOOD);
    // Nobody reads what the server says meanwhile. Each character is typed, and taken away again.
    let last = 10_000;
    let at = |character| json!({ "start": position(3, 25), "end": position(3, character) });
    for version in 2..last {
        let change = match version % 2 {
            0 => json!([{ "range": at(26), "text": "" }]),
            _ => json!([{ "range": at(25), "text": "s" }]),
        };
        client.change(&document, version, change);
    }
    client.replace(&document, last, BAD);
    assert_eq!(client.diagnostics(&document, last).len(), 1);
    let said = client.settled();
    let published = said.iter().filter(|message| message["method"] == "textDocument/publishDiagnostics");
    assert!(published.count() < 5_000, "not each change is checked");
    client.shut_down();
}

#[test]
fn many_changes_of_a_large_text_in_one_message_do_not_take_long() {
    let folder = Folder::new();
    let mut client = client(&folder);
    let document = uri(folder.path(), "client.json");
    let text = format!("{{\"client_name\": \"{}\"}}", "漢".repeat(150_000));
    client.open(&document, "json", &text);
    let range = json!({ "start": position(0, 70_000), "end": position(0, 70_000) });
    let changes: Vec<Value> = (0..20_000).map(|_| json!({ "range": range, "text": "😀" })).collect();
    client.change(&document, 2, changes.into());
    client.diagnostics(&document, 2);
    client.shut_down();
}

#[test]
fn huge_files_are_read_up_to_a_bound_as_by_a_run() {
    let folder = Folder::new();
    let mut client = client(&folder);
    let document = uri(folder.path(), "client.json");
    // As large as what is read, and then some: a finding of its own, as `cimd lint` has it.
    let large = format!("{}{}", GOOD.trim_end(), " ".repeat(600 * 1024));
    client.open(&document, "json", &large);
    let shown = client.diagnostics(&document, 1);
    let ran = Folder::new().with("client.json", &large).run(&["lint", "client.json", "--format", "json"]);
    let expected = ran.json()["documents"][0]["findings"].as_array().expect("a list").len();
    assert_eq!(shown.len(), expected, "{shown:?} {}", ran.out);
    // Larger than what is kept: by one message, and by many.
    client.open(&uri(folder.path(), "other.json"), "json", &"x".repeat(6 << 20));
    let refused = client.wait_for(|message| message["error"].is_object());
    assert_eq!(refused["error"]["code"], INVALID_REQUEST);
    let range = json!({ "start": position(0, 0), "end": position(0, 0) });
    for version in 2..6 {
        client.change(&document, version, json!([{ "range": range, "text": "x".repeat(2 << 20) }]));
    }
    let said = client.wait_for(|message| message["method"] == "window/logMessage");
    assert!(said["params"]["message"].as_str().expect("a text").contains("is not checked"), "{said}");
    client.wait_for(|message| {
        message["params"]["uri"] == document && message["params"]["diagnostics"] == json!([])
    });
    // A change of a part of what was dropped changes nothing; a new text is a new beginning.
    client.change(&document, 6, json!([{ "range": range, "text": "x" }]));
    client.replace(&document, 7, BAD);
    assert_eq!(client.diagnostics(&document, 7).len(), 1);
    client.shut_down();
}

#[test]
fn documents_of_strangers_are_checked_in_an_editor_as_well() {
    let folder = Folder::new();
    let mut client = LanguageClient::initialized(folder.path(), &[], capabilities());
    let document = uri(folder.path(), "client.json");
    let texts = [
        "[".repeat(100_000),
        "{\"a\":".repeat(50_000),
        "\u{feff}".repeat(100),
        "\"\\ud800".repeat(1_000),
        "\u{2028}\u{202e}\u{1b}[31m".to_owned(),
        "{\"client_id\": \"https://x.example.net/\u{202e}\u{1b}]0;x\u{7}\"}".to_owned(),
        String::new(),
    ];
    let mut shown = 0;
    for (version, text) in (2..).zip(texts) {
        if version == 2 {
            client.open(&document, "json", "{}");
        }
        client.replace(&document, version, &text);
        for said in client.settled() {
            for diagnostic in said["params"]["diagnostics"].as_array().into_iter().flatten() {
                let message = diagnostic["message"].as_str().expect("a text");
                assert!(!message.contains(['\u{1b}', '\u{202e}', '\u{7}']), "{message:?}");
                shown += 1;
            }
        }
        let params = json!({ "textDocument": { "uri": document }, "position": position(0, 5) });
        assert_eq!(client.request("textDocument/hover", params.clone())["error"], Value::Null);
        assert_eq!(client.request("textDocument/completion", params)["error"], Value::Null);
    }
    assert_ne!(shown, 0);
    client.shut_down();
}
