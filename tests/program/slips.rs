//! One slip in the text is one finding, with what to do about it.

use serde_json::Value;

use crate::runner::{Folder, GOOD};

/// The findings of a document: rule, line, message and help.
fn findings(document: &str) -> Vec<(String, u64, String, String)> {
    let ran = Folder::new().with("client.json", document).run(&["lint", "client.json", "--format", "json"]);
    let report: Value = serde_json::from_str(&ran.out).unwrap_or_else(|error| panic!("{error}: {}", ran.out));
    let findings = report["documents"][0]["findings"].as_array().expect("there are findings");
    let text = |finding: &Value, name: &str| finding[name].as_str().unwrap_or_default().to_owned();
    let line = |finding: &Value| finding["range"]["start"]["line"].as_u64().unwrap_or_default();
    findings
        .iter()
        .map(|finding| {
            (text(finding, "rule"), line(finding), text(finding, "message"), text(finding, "help"))
        })
        .collect()
}

#[test]
fn one_slip_is_one_finding_where_it_is() {
    assert_eq!(findings(GOOD), []);
    let lines: Vec<&str> = GOOD.lines().collect();
    let name = lines.iter().position(|line| line.contains("\"client_name\"")).expect("it has a name");
    let grants = lines.iter().position(|line| line.contains("\"grant_types\"")).expect("it has grant types");
    for (old, new, line, help) in [
        ("\"client_name\"", "\"\"client_name\"", name, "remove it"),
        ("\"client_name\": ", "\"client_name\": {", name, "remove it, or put `}` where it is to end"),
        ("\"client_name\": ", "{\"client_name\": ", name, "remove it, or put `}` where it is to end"),
        ("\"client_name\"", "client_name\"", name, "put a `\"` in front of it"),
        ("\"client_name\":", "\"client_name:", name, "put a `\"` at the end of the string"),
        ("\"client_name\":", "\"client_name\"", name, "put a colon in front of"),
        ("\"client_name\":", "\"client_name\";", name, "write `:` instead"),
        ("\"grant_types\": [", "\"grant_types\": ", grants, "put `[` here"),
        ("\"grant_types\": [", "\"grant_types\": {", grants, "write `[` instead"),
    ] {
        let document = GOOD.replacen(old, new, 1);
        assert_ne!(document, GOOD, "{old}");
        let found = findings(&document);
        let [(rule, at, _, said)] = &found[..] else { panic!("{document}\n{found:#?}") };
        assert_eq!((rule.as_str(), *at), ("doc-not-json", line as u64 + 1), "{document}\n{found:#?}");
        assert!(said.starts_with(help), "{new}: {said}");
    }
}

#[test]
fn an_empty_list_without_its_bracket_is_one_finding() {
    let found = findings("{\n\"client_id\": \"https://a.dev/c.json\",\n\"grant_types\": [}\n");
    assert_eq!(found.iter().filter(|(rule, ..)| rule == "doc-not-json").count(), 1, "{found:#?}");
}

#[test]
fn help_does_not_make_it_worse() {
    let member = |name: &str, value: &str| {
        let lines = GOOD.lines().map(|line| match line.trim_start().starts_with(&format!("\"{name}\"")) {
            true => format!("\"{name}\": {value}{}\n", if line.ends_with(',') { "," } else { "" }),
            false => format!("{line}\n"),
        });
        lines.collect::<String>()
    };
    let bare = findings(&member("token_endpoint_auth_method", "none"));
    let [(_, _, message, help)] = &bare[..] else { panic!("{bare:#?}") };
    assert_eq!(message, "the text `none` is not in double quotes");
    assert_eq!(help, "put a `\"` in front of it and one after it");
    let listed =
        findings(&member("redirect_uris", "\"https://app.example.net/cb https://app.example.net/cb2\""));
    let helps: Vec<&str> = listed
        .iter()
        .filter(|(rule, ..)| rule == "redirect-uris-shape")
        .map(|(.., help)| help.as_str())
        .collect();
    assert_eq!(helps, ["write `[\"https://app.example.net/cb\", \"https://app.example.net/cb2\"]`"]);
}
