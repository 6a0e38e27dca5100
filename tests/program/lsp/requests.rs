//! Code actions, explanations and completions.

use serde_json::{Value, json};

use super::{LanguageClient, client, edited, place_of, position, rules, uri};
use crate::runner::Folder;

/// Three entries are one: each of the last two has a fix, and these overlap.
const REPEATED: &str = r#"{
  "client_id": "https://app.example.net/client.json",
  "client_name": "漢字😀",
  "redirect_uris": ["https://app.example.net/😀", "https://app.example.net/😀", "https://app.example.net/😀"],
  "grant_types": ["authorization_code"],
  "token_endpoint_auth_method": "none"
}
"#;

fn actions(client: &mut LanguageClient, document: &str, range: Value, only: Option<&str>) -> Vec<Value> {
    let only = only.map(|kind| json!([kind]));
    let context = match only {
        Some(only) => json!({ "diagnostics": [], "only": only }),
        None => json!({ "diagnostics": [] }),
    };
    let params = json!({ "textDocument": { "uri": document }, "range": range, "context": context });
    let answer = client.request("textDocument/codeAction", params);
    answer["result"].as_array().expect("a list").clone()
}

fn whole() -> Value {
    json!({ "start": position(0, 0), "end": position(9999, 0) })
}

#[test]
fn a_fix_is_an_action_and_all_safe_ones_are_one() {
    let folder = Folder::new();
    let mut client = client(&folder);
    let document = uri(folder.path(), "client.json");
    client.open(&document, "json", REPEATED);
    assert_eq!(
        rules(&client.diagnostics(&document, 1))
            .iter()
            .filter(|rule| **rule == "redirect-uri-duplicate")
            .count(),
        2
    );

    let at = place_of(REPEATED, "\", \"https", 5);
    let here = json!({ "start": at, "end": at });
    let found = actions(&mut client, &document, here, Some("quickfix"));
    assert_eq!(found.len(), 1, "{found:?}");
    let action = &found[0];
    assert_eq!((&action["kind"], &action["isPreferred"]), (&json!("quickfix"), &json!(true)));
    assert_eq!(action["diagnostics"][0]["code"], "redirect-uri-duplicate");
    let edit = &action["edit"]["documentChanges"][0];
    assert_eq!(edit["textDocument"], json!({ "uri": document, "version": 1 }));
    let fixed = edited(REPEATED, action);
    client.replace(&document, 2, &fixed);
    let left = client.diagnostics(&document, 2);
    assert_eq!(rules(&left).iter().filter(|rule| **rule == "redirect-uri-duplicate").count(), 1, "{fixed}");

    // The edits of all safe fixes do not overlap; what one of them kept from being applied comes with the next.
    let mut text = REPEATED.to_owned();
    for version in 3..10 {
        client.replace(&document, version, &text);
        let all = actions(&mut client, &document, whole(), Some("source.fixAll"));
        let Some(action) = all.first() else { break };
        assert_eq!((action["kind"].as_str(), all.len()), (Some("source.fixAll.cimd"), 1));
        text = edited(&text, action);
    }
    assert_eq!(text.matches("https://app.example.net/😀").count(), 1, "{text}");
    assert!(serde_json::from_str::<Value>(&text).is_ok(), "{text}");
    let mut kinds: Vec<String> = Vec::new();
    client.replace(&document, 20, REPEATED);
    for action in actions(&mut client, &document, whole(), None) {
        kinds.push(action["kind"].as_str().expect("a kind").to_owned());
    }
    // Two for copies, three for characters that have to be escaped.
    let quick = ["quickfix"; 5];
    assert_eq!(kinds, [&quick[..], &["source.fixAll.cimd"]].concat());
    for (only, count) in
        [("source", 1), ("", 6), ("source.organizeImports", 0), ("source.fix", 0), ("refactor", 0)]
    {
        assert_eq!(actions(&mut client, &document, whole(), Some(only)).len(), count, "{only}");
    }
    client.shut_down();
}

#[test]
fn a_fix_that_needs_a_decision_is_no_part_of_all() {
    let folder = Folder::new();
    // This client takes edits without a version only.
    let mut client = LanguageClient::initialized(folder.path(), &["--profile", "ietf"], json!({}));
    let document = uri(folder.path(), "client.json");
    let text = REPEATED.replace("\"authorization_code\"", "\"code\"").replacen(
        ", \"https://app.example.net/😀\"",
        "",
        2,
    );
    client.open(&document, "json", &text);
    let all = actions(&mut client, &document, whole(), None);
    let action = all.iter().find(|action| edited(&text, action).contains("[\"authorization_code\"]"));
    let action = action.expect("the grant type can be written as it is spelt");
    assert_eq!(action["isPreferred"], false);
    assert!(action["title"].as_str().expect("a title").contains("check the meaning"), "{all:?}");
    assert!(all.iter().all(|action| action["kind"] == "quickfix"), "{all:?}");
}

fn hover(client: &mut LanguageClient, document: &str, at: Value) -> Option<(String, Value)> {
    let params = json!({ "textDocument": { "uri": document }, "position": at });
    let answer = client.request("textDocument/hover", params);
    let result = &answer["result"];
    Some((result["contents"]["value"].as_str()?.to_owned(), result["range"].clone()))
}

#[test]
fn members_and_values_are_explained() {
    let folder = Folder::new();
    let mut client = client(&folder);
    let document = uri(folder.path(), "client.json");
    let text = "{\n  \"client_name\": \"漢😀\", \"token_endpoint_auth_method\": \"private_key_jwt\", \"x_own\": 1,\n  \"client_id\": \"https://app.example.net/c.json\",\n  \"redirect_uris\": [\"http://app.example.net/\"]\n}";
    client.open(&document, "json", text);
    let (said, range) =
        hover(&mut client, &document, place_of(text, "token_endpoint", 3)).expect("it is explained");
    assert!(said.contains("# `token_endpoint_auth_method`") && said.contains("read by"), "{said}");
    assert!(said.contains("| rule | what it finds | `auth0` |"), "{said}");
    assert_eq!(range["start"], place_of(text, "\"token_endpoint", 0));
    let (said, _) = hover(&mut client, &document, place_of(text, "private_key", 3)).expect("it is explained");
    assert!(said.contains("# `private_key_jwt`") && said.contains("Auth0 takes it"), "{said}");
    let (said, _) = hover(&mut client, &document, place_of(text, "x_own", 2)).expect("it is explained");
    assert!(said.contains("private one"), "{said}");
    // What was found there comes first, with what its page says.
    let (said, _) = hover(&mut client, &document, place_of(text, "http://", 3)).expect("it is explained");
    assert!(said.starts_with("**violation** [`redirect-uri-http`](https://"), "{said}");
    assert!(said.contains("# `redirect_uris`"), "{said}");

    let terraform = uri(folder.path(), "main.tf");
    let text = "resource \"auth0_client_cimd\" \"app\" {\n  external_client_id = \"https://app.example.net/client.json\"\n  app_type = \"spa\"\n  jwt_configuration {\n    alg = \"RS256\"\n  }\n}\n";
    client.open(&terraform, "terraform", text);
    let (said, _) = hover(&mut client, &terraform, place_of(text, "app_type", 2)).expect("it is explained");
    assert!(said.contains("# `app_type`") && said.contains("`native`, `regular_web`"), "{said}");
    let (said, _) = hover(&mut client, &terraform, place_of(text, "alg", 1)).expect("it is explained");
    assert!(said.contains("# `alg`") && said.contains("`RS512`"), "{said}");
    let other = uri(folder.path(), "package.json");
    client.open(&other, "json", "{\"name\": \"x\"}");
    assert_eq!(hover(&mut client, &other, position(0, 3)), None);
}

fn completions(client: &mut LanguageClient, document: &str, at: Value) -> Vec<Value> {
    let params = json!({ "textDocument": { "uri": document }, "position": at });
    client.request("textDocument/completion", params)["result"].as_array().expect("a list").clone()
}

#[test]
fn names_and_values_are_completed() {
    let folder = Folder::new().with(
        "cimd.toml",
        "[[documents]]\npath = \"client.json\"\nurl = \"https://app.example.net/client.json\"\n",
    );
    let mut client = client(&folder);
    let document = uri(folder.path(), "client.json");
    let text = "{\n  \"client_name\": \"漢😀\", \"re\n  \"grant_types\": [\"\"],\n  \"client_id\": \"\",\n  \"token_endpoint_auth_method\": \"p\",\n  \"require_auth_time\": \n}";
    client.open(&document, "json", text);
    let names = completions(&mut client, &document, place_of(text, "\"re\n", 3));
    let labels: Vec<&str> = names.iter().filter_map(|item| item["label"].as_str()).collect();
    assert!(labels.contains(&"redirect_uris") && !labels.contains(&"grant_types"), "{labels:?}");
    let item = names.iter().find(|item| item["label"] == "redirect_uris").expect("it is offered");
    assert_eq!(item["textEdit"]["newText"], "\"redirect_uris\": [\"$0\"],");
    assert_eq!(item["textEdit"]["range"]["start"], place_of(text, "\"re\n", 0));
    assert_eq!(item["textEdit"]["range"]["end"], place_of(text, "\"re\n", 3));
    assert_eq!(item["filterText"], "\"redirect_uris\"");
    assert!(item["documentation"]["value"].as_str().expect("a text").contains("Read by"), "{item}");

    let new_texts = |items: &[Value]| -> Vec<String> {
        items.iter().filter_map(|item| item["textEdit"]["newText"].as_str()).map(str::to_owned).collect()
    };
    let grants = completions(&mut client, &document, place_of(text, "[\"\"]", 2));
    assert_eq!(new_texts(&grants)[..2], ["\"authorization_code\"", "\"refresh_token\""]);
    let urls = completions(&mut client, &document, place_of(text, "\"client_id\": \"", 14));
    assert_eq!(new_texts(&urls), ["\"https://app.example.net/client.json\""]);
    let methods = completions(&mut client, &document, place_of(text, "\"p\"", 2));
    assert!(new_texts(&methods).contains(&"\"private_key_jwt\"".to_owned()));
    assert_eq!(methods[0]["detail"], "Auth0 takes it");
    let booleans = completions(&mut client, &document, place_of(text, "_time\": ", 8));
    assert_eq!(new_texts(&booleans), ["false", "true"]);
    // A client that knows no snippets gets the text alone.
    let mut plain = LanguageClient::initialized(folder.path(), &[], json!({}));
    plain.open(&document, "json", text);
    let names = completions(&mut plain, &document, place_of(text, "\"re\n", 3));
    assert!(new_texts(&names).contains(&"\"redirect_uris\": [\"\"],".to_owned()));
    let other = uri(folder.path(), "package.json");
    plain.open(&other, "json", "{}");
    assert_eq!(completions(&mut plain, &other, position(0, 1)), [Value::Null; 0]);
}
