//! The configuration of a repository holds in an editor too, and is checked there.

use std::fs;

use serde_json::{Value, json};

use super::{LanguageClient, capabilities, client, place_of, position, rules, uri};
use crate::runner::{BAD, Folder, GOOD};

#[test]
fn it_maps_files_to_urls_and_accepts_findings() {
    let config = "[[documents]]\npath = \"public/\"\nurl = \"https://other.example.net/\"\n\
        [[ignores]]\nrule = \"redirect-uri-http\"\nreason = \"an exercise\"\n";
    let folder = Folder::new().with("cimd.toml", config);
    let mut client = client(&folder);
    let document = uri(folder.path(), "public/client.json");
    client.open(&document, "json", BAD);
    let shown = client.diagnostics(&document, 1);
    assert_eq!(rules(&shown), ["client-id-mismatch"]);
    assert!(shown[0]["message"].as_str().expect("a message").contains("other.example.net"), "{shown:?}");
    // A file that is named is a document whatever it holds; one that is excluded is none.
    let config =
        "exclude = [\"build/\"]\n[[documents]]\npath = \"a.txt\"\nurl = \"https://x.example.net/a\"\n";
    let folder = folder.with("cimd.toml", config);
    client.notify("workspace/didChangeWatchedFiles", json!({ "changes": [] }));
    let (named, excluded) = (uri(folder.path(), "a.txt"), uri(folder.path(), "build/client.json"));
    client.open(&named, "plaintext", "hello");
    assert!(!client.diagnostics(&named, 1).is_empty());
    client.open(&excluded, "json", BAD);
    let said = client.settled();
    assert!(!said.iter().any(|message| message["params"]["uri"] == excluded));
}

#[test]
fn a_change_of_it_is_seen() {
    let folder = Folder::new().with("cimd.toml", "");
    let mut client = client(&folder);
    let asked = client.wait_for(|message| message["method"] == "client/registerCapability");
    client.send(&json!({ "jsonrpc": "2.0", "id": asked["id"], "result": null }));
    let watched = &asked["params"]["registrations"][0]["registerOptions"]["watchers"][0]["globPattern"];
    assert_eq!(watched, "**/cimd.toml");
    let document = uri(folder.path(), "client.json");
    client.open(&document, "json", BAD);
    assert_eq!(client.diagnostics(&document, 1).len(), 1);
    // The client tells of it.
    let folder = folder.with("cimd.toml", "ignore = [\"redirect-uri\"]");
    client.notify("workspace/didChangeWatchedFiles", json!({ "changes": [] }));
    assert_eq!(client.diagnostics(&document, 1), [Value::Null; 0]);
    // Or it does not: then the next change of the document shows it.
    let folder = folder.with("cimd.toml", "[levels]\nredirect-uri-http = \"hint\"");
    client.replace(&document, 2, BAD);
    assert_eq!(client.diagnostics(&document, 2)[0]["severity"], 3);
    // A profile of the user's own is looked at as well.
    let folder = folder
        .with("own.toml", "extends = \"auth0\"\n[rules]\nredirect-uri-http = \"off\"\n")
        .with("cimd.toml", "profile = \"own.toml\"");
    client.replace(&document, 3, BAD);
    assert_eq!(client.diagnostics(&document, 3), [Value::Null; 0]);
    let folder = folder.with("own.toml", "extends = \"auth0\"\n");
    client.replace(&document, 4, BAD);
    assert_eq!(client.diagnostics(&document, 4).len(), 1);
    fs::remove_file(folder.path().join("cimd.toml")).expect("it can be removed");
    client.replace(&document, 5, BAD);
    assert_eq!(client.diagnostics(&document, 5)[0]["severity"], 1);
}

#[test]
fn what_is_wrong_with_it_is_shown() {
    let folder = Folder::new().with("cimd.toml", "profile = \"atuh0\"\n");
    let mut client = client(&folder);
    let document = uri(folder.path(), "client.json");
    client.open(&document, "json", GOOD);
    let shown = client.diagnostics(&document, 1);
    let message = shown[0]["message"].as_str().expect("a message");
    assert!(message.contains("was not checked") && message.contains("auth0"), "{message}");

    let config = uri(folder.path(), "cimd.toml");
    let text = "profile = \"auth0\"\n[levels]\nredirect-uri-htp = \"off\"\n";
    client.open(&config, "toml", text);
    let shown = client.diagnostics(&config, 1);
    assert!(shown[0]["message"].as_str().expect("a message").contains("redirect-uri-http"), "{shown:?}");
    assert_eq!(shown[0]["range"]["start"], position(2, 0));
    let expired = "[[ignores]]\nrule = \"doc-bom\"\nreason = \"x\"\nexpires = \"2020-01-01\"\n";
    let folder = folder.with("cimd.toml", "");
    client.replace(&config, 2, expired);
    assert_eq!(rules(&client.diagnostics(&config, 2)), ["config-ignore-expired"]);
    // Saving it has the documents checked again.
    client.notify("textDocument/didSave", json!({ "textDocument": { "uri": config } }));
    assert_eq!(client.diagnostics(&document, 1), [Value::Null; 0]);
    drop(folder);
}

#[test]
fn the_command_line_wins_over_it() {
    let folder = Folder::new().with("cimd.toml", "profile = \"mcp\"\nignore = [\"redirect-uri-http\"]\n");
    let document = uri(folder.path(), "client.json");
    for (arguments, expected) in [
        (&[][..], 0),
        (&["--no-config"], 1),
        (&["--profile", "auth0", "--level", "redirect-uri-http=warning"], 1),
    ] {
        let mut client = LanguageClient::initialized(folder.path(), arguments, capabilities());
        client.open(&document, "json", BAD);
        let shown = client.diagnostics(&document, 1);
        let found = rules(&shown).iter().filter(|rule| **rule == "redirect-uri-http").count();
        assert_eq!(found, expected, "{arguments:?}");
    }
    for (arguments, words) in
        [(&["lsp", "--profile", "atuh0"][..], "auth0"), (&["lsp", "--level", "a=b"], "a=b")]
    {
        let ran = folder.run(arguments);
        assert_eq!(ran.code, 2);
        assert!(ran.err.contains(words), "{}", ran.err);
    }
}

#[test]
fn rules_are_completed_and_explained_in_it() {
    let folder = Folder::new();
    let mut client = client(&folder);
    let config = uri(folder.path(), "cimd.toml");
    let text = "ignore = [\"red\"]\n[[ignores]]\nrule = \"doc-bom\"\n[levels]\nhttp\n";
    client.open(&config, "toml", text);
    for (piece, into, label) in
        [("red\"", 3, "redirect-uri-http"), ("doc-bom", 2, "doc-bom"), ("http\n", 4, "redirect-uri-http")]
    {
        let at = place_of(text, piece, into);
        let answer = client
            .request("textDocument/completion", json!({ "textDocument": { "uri": config }, "position": at }));
        let items = answer["result"].as_array().expect("a list");
        let item = items.iter().find(|item| item["label"] == label).expect("it is offered");
        let quoted = item["textEdit"]["newText"].as_str().expect("a text");
        assert_eq!(quoted.starts_with('"'), piece != "http\n", "{item}");
    }
    let at = place_of(text, "doc-bom", 2);
    let answer =
        client.request("textDocument/hover", json!({ "textDocument": { "uri": config }, "position": at }));
    let said = answer["result"]["contents"]["value"].as_str().expect("a text");
    assert!(said.starts_with("# `doc-bom`") && said.contains("## How to fix"), "{said}");
}
