//! What is shown of files while they are written: the findings of `cimd lint` and `cimd resource`, where they are.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use serde_json::{Value, json};

use super::{LanguageClient, capabilities, client, position, rules, uri};
use crate::runner::{BAD, Folder, GOOD};

#[test]
fn a_document_is_checked_while_it_is_written() {
    let folder = Folder::new();
    let mut client = client(&folder);
    let document = uri(folder.path(), "client.json");
    client.open(&document, "json", BAD);
    let shown = client.diagnostics(&document, 1);
    assert_eq!(rules(&shown), ["redirect-uri-http"]);
    let first = &shown[0];
    assert_eq!(first["range"]["start"], position(3, 20));
    assert_eq!(first["range"]["end"], position(3, 53));
    assert_eq!((&first["severity"], &first["source"]), (&json!(1), &json!("cimd")));
    assert!(first["codeDescription"]["href"].as_str().expect("a link").starts_with("https://"));
    assert!(first["message"].as_str().expect("a message").contains("\nhelp: "), "{first}");

    // One character more, and it is gone.
    let range = json!({ "start": position(3, 25), "end": position(3, 25) });
    client.change(&document, 2, json!([{ "range": range, "text": "s" }]));
    assert_eq!(client.diagnostics(&document, 2), [Value::Null; 0]);

    client.replace(&document, 3, BAD);
    assert_eq!(client.diagnostics(&document, 3).len(), 1);
    client.notify("textDocument/didClose", json!({ "textDocument": { "uri": document } }));
    let closed = client.wait_for(|message| message["method"] == "textDocument/publishDiagnostics");
    assert_eq!(closed["params"]["diagnostics"], json!([]));
    client.shut_down();
}

#[test]
fn positions_count_as_the_client_counts() {
    let text = "{\"client_name\": \"漢字😀é\", \"redirect_uris\": [\"http://app.example.net/callback\"], \"client_id\": \"https://app.example.net/client.json\", \"grant_types\": [\"authorization_code\"], \"token_endpoint_auth_method\": \"none\"}";
    let start = text.find("\"http:").expect("it is there");
    let units = text[..start].encode_utf16().count();
    assert_ne!(start, units);
    for (offered, expected, column) in [
        (json!(null), "utf-16", units),
        (json!(["utf-16"]), "utf-16", units),
        (json!(["utf-32", "utf-8", "utf-16"]), "utf-8", start),
        (json!(["ebcdic", 5]), "utf-16", units),
    ] {
        let folder = Folder::new();
        let mut client = LanguageClient::start(folder.path(), &["--stdio"]);
        let general = json!({ "general": { "positionEncodings": offered } });
        let answer = client.request("initialize", json!({ "capabilities": general }));
        assert_eq!(answer["result"]["capabilities"]["positionEncoding"], expected);
        client.notify("initialized", json!({}));
        let document = uri(folder.path(), "client.json");
        client.open(&document, "json", text);
        let shown = client.diagnostics(&document, 1);
        let found = shown.iter().find(|one| one["code"] == "redirect-uri-http").expect("it is found");
        assert_eq!(found["range"]["start"], position(0, column), "{expected}");
    }
}

#[test]
fn other_files_stay_silent() {
    let folder = Folder::new();
    let mut client = client(&folder);
    for (name, language, text) in [
        ("package.json", "json", r#"{"name": "x", "version": "1.0.0", "description": "y", "keywords": []}"#),
        ("tsconfig.json", "jsonc", "{ /* x */ \"compilerOptions\": {} }"),
        ("main.tf", "terraform", "resource \"aws_s3_bucket\" \"b\" {"),
        ("compose.yaml", "yaml", "services:\n  - ["),
        ("client.json.md", "markdown", BAD),
        ("notes.txt", "plaintext", BAD),
    ] {
        client.open(&uri(folder.path(), name), language, text);
    }
    client.open("untitled:Untitled-1", "markdown", BAD);
    let said = client.settled();
    let published = |message: &&Value| message["method"] == "textDocument/publishDiagnostics";
    assert_eq!(said.iter().find(published), None);
    // What is not stored yet is told by its language.
    client.open("untitled:Untitled-2", "json", BAD);
    assert_eq!(client.diagnostics("untitled:Untitled-2", 1).len(), 1);
}

/// A finding as both sides show it: rule, level, and where it begins, counted from 1 in characters.
type Place = (String, String, u64, u64);

/// What `cimd lint` or `cimd resource` says of each file of a folder. One that names several places of one kind counts for
/// each of them.
fn linted(folder: &Folder, command: &str) -> Vec<(String, BTreeSet<Place>)> {
    let ran = folder.run(&[command, ".", "--format", "json"]);
    let run = ran.json();
    let inputs = run["documents"].as_array().expect("a list");
    inputs
        .iter()
        .filter(|input| input["input"].as_str().is_some_and(|name| !name.ends_with("cimd.toml")))
        .map(|input| {
            let mut places = BTreeSet::new();
            for finding in input["findings"].as_array().expect("a list") {
                let related = finding["related"].as_array().into_iter().flatten();
                let parts: Vec<&Value> = related.filter(|one| one["pointer"].is_string()).collect();
                let each = if parts.is_empty() { vec![finding] } else { parts };
                for one in each {
                    let (line, column) = match one["range"].get("start") {
                        Some(start) => (start["line"].as_u64(), start["column"].as_u64()),
                        None => (Some(1), Some(1)),
                    };
                    let word = |name: &str| finding[name].as_str().expect("a word").to_owned();
                    places.insert((word("rule"), word("level"), line.unwrap_or(1), column.unwrap_or(1)));
                }
            }
            (input["input"].as_str().expect("a name").to_owned(), places)
        })
        .collect()
}

/// What the server shows of a text, in the same form.
fn shown(diagnostics: &[Value], text: &str) -> BTreeSet<Place> {
    let place = |diagnostic: &Value| {
        let level = match diagnostic["severity"].as_u64() {
            Some(1) => "violation",
            Some(2) => "warning",
            _ => "hint",
        };
        let start = &diagnostic["range"]["start"];
        let line = start["line"].as_u64().expect("a number");
        let units = usize::try_from(start["character"].as_u64().expect("a number")).expect("it is small");
        let content = text.lines().nth(usize::try_from(line).expect("it is small")).unwrap_or_default();
        let before: Vec<u16> = content.encode_utf16().take(units).collect();
        let column = String::from_utf16_lossy(&before).chars().count() as u64;
        let rule = diagnostic["code"].as_str().expect("a rule").to_owned();
        (rule, level.to_owned(), line + 1, column + 1)
    };
    diagnostics.iter().map(place).collect()
}

#[test]
fn the_findings_are_those_of_a_run() {
    let data = Path::new(env!("CARGO_MANIFEST_DIR")).join("testdata");
    let config = "profile = \"ietf\"\n[levels]\nclient-id-mismatch = \"hint\"\n\
        [[documents]]\npath = \"public.json\"\nurl = \"https://app.example.com/other.json\"\n\
        [[ignores]]\nrule = \"redirect-uri-duplicate\"\nreason = \"x\"\n";
    for (part, command, config) in
        [("documents", "lint", ""), ("documents", "lint", config), ("infrastructure", "resource", "")]
    {
        let mut folder = Folder::new();
        let mut texts = Vec::new();
        for entry in fs::read_dir(data.join(part)).expect("a folder") {
            let path = entry.expect("an entry").path();
            let name = path.file_name().expect("a name").to_string_lossy().into_owned();
            // What is not UTF-8 is shown by an editor in some way of its own.
            if let Ok(text) = fs::read_to_string(&path) {
                folder = folder.with(&name, &text);
                texts.push((name, text));
            }
        }
        if !config.is_empty() {
            folder = folder.with("cimd.toml", config);
        }
        let expected = linted(&folder, command);
        assert!(expected.len() > 1 && expected.iter().any(|(_, places)| !places.is_empty()), "{part}");
        let mut client = LanguageClient::initialized(folder.path(), &[], capabilities());
        for (name, text) in &texts {
            let document = uri(folder.path(), name);
            client.open(&document, "json", text);
            match expected.iter().find(|(input, _)| input == name) {
                Some((_, places)) => {
                    let diagnostics = client.diagnostics(&document, 1);
                    assert_eq!(&shown(&diagnostics, text), places, "{name} {config}");
                }
                None => {
                    let said = client.settled();
                    let is_shown = |message: &Value| {
                        message["params"]["uri"] == document && message["params"]["diagnostics"] != json!([])
                    };
                    assert!(command == "resource" || !said.iter().any(is_shown), "{name}");
                }
            }
        }
        client.shut_down();
    }
}

#[test]
fn resources_are_checked_beside_their_documents() {
    let folder = Folder::new().with("client.json", GOOD).with(
        "cimd.toml",
        "[[documents]]\npath = \"client.json\"\nurl = \"https://app.example.net/client.json\"\n",
    );
    let mut client = client(&folder);
    let terraform = uri(folder.path(), "main.tf");
    let text = "resource \"auth0_client_cimd\" \"app\" {\n  external_client_id = \"https://app.example.net/client.json\"\n  app_type           = \"webapp\"\n}\n";
    client.open(&terraform, "terraform", text);
    let shown = client.diagnostics(&terraform, 1);
    let found = shown.iter().find(|one| one["code"] == "resource-value").expect("it is found");
    assert_eq!(found["range"]["start"]["line"], 2, "{found}");

    let pulumi = uri(folder.path(), "Pulumi.yaml");
    let text = "name: x\nruntime: yaml\nresources:\n  app:\n    type: auth0:ClientCimd\n    properties:\n      externalClientId: https://app.example.net/client.json\n      appType: webapp\n";
    client.open(&pulumi, "yaml", text);
    assert!(rules(&client.diagnostics(&pulumi, 1)).contains(&"resource-value"));
}
