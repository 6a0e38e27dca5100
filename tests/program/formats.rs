//! The formats, where they go, and what decides the exit code.

use std::fs;

use crate::runner::{BAD, Folder, GOOD};

const UNSUPPORTED: &str = r#"{
  "client_id": "https://app.example.net/client.json",
  "client_name": "Example",
  "client_uri": "https://app.example.net/",
  "scope": "a b",
  "redirect_uris": ["https://app.example.net/callback"],
  "grant_types": ["authorization_code"],
  "token_endpoint_auth_method": "none"
}
"#;

#[test]
fn json_holds_the_contract() {
    let folder = Folder::new().with("bad.json", BAD);
    let json = folder.run(&["lint", "bad.json", "--format", "json"]).json();
    insta::assert_json_snapshot!(json, { ".tool.version" => "[version]" });
}

#[test]
fn jsonl_is_one_document_a_line() {
    let folder = Folder::new().with("bad.json", BAD).with("good.json", GOOD);
    let ran = folder.run(&["lint", "bad.json", "good.json", "--format", "jsonl"]);
    let lines: Vec<serde_json::Value> =
        ran.out.lines().map(|line| serde_json::from_str(line).expect("a JSON line")).collect();
    assert_eq!(lines.len(), 2);
    assert_eq!(lines[0]["schema_version"], 1);
    assert_eq!((&lines[0]["valid"], &lines[1]["valid"]), (&false.into(), &true.into()));
}

#[test]
fn client_cimd_is_the_validation_shape() {
    let folder = Folder::new().with("a.json", UNSUPPORTED).with("b.json", BAD);
    let ran = folder.run(&["lint", "a.json", "missing.json", "b.json", "--format", "client-cimd"]);
    assert_eq!(ran.code, 2);
    let json = ran.json();
    assert_eq!(
        json[0],
        serde_json::json!({
            "valid": true,
            "violations": [],
            "warnings": ["Ignoring unsupported properties: client_uri, scope. These properties are not validated or mapped to the Auth0 client configuration."],
        })
    );
    assert_eq!(json[1], serde_json::Value::Null);
    assert_eq!(json[2]["valid"], false);
    assert_eq!(json[2]["violations"].as_array().map(Vec::len), Some(1));
}

#[test]
fn advice_stops_a_run_and_is_not_in_the_verdict() {
    let secret = GOOD.replace("\"none\"", "\"none\",\n  \"client_secret\": \"not-a-real-one\"");
    let folder = Folder::new().with("secret.json", secret);
    let ran = folder.run(&["lint", "secret.json", "--format", "json"]);
    assert_eq!(ran.code, 1);
    let document = &ran.json()["documents"][0];
    assert_eq!(document["valid"], true);
    let advice = document["findings"]
        .as_array()
        .expect("an array")
        .iter()
        .find(|finding| finding["rule"] == "secret-client-secret");
    assert_eq!(advice.expect("it is found")["advice"], true);
    let validation = folder.run(&["lint", "secret.json", "--format", "client-cimd"]).json();
    assert_eq!(
        (&validation[0]["valid"], &validation[0]["violations"]),
        (&true.into(), &serde_json::json!([]))
    );
}

#[test]
fn several_formats_go_to_their_files() {
    let folder = Folder::new().with("bad.json", BAD);
    let ran = folder.run(&["lint", "bad.json", "--format", "json=out.json", "--format", "short"]);
    assert_eq!(ran.code, 1);
    assert!(ran.out.starts_with("bad.json:4:21: violation[redirect-uri-http]"), "{}", ran.out);
    let json = fs::read_to_string(folder.path().join("out.json")).expect("it was written");
    assert!(serde_json::from_str::<serde_json::Value>(&json).is_ok());

    let files_only = folder.run(&["lint", "bad.json", "--format", "json=out.json"]);
    assert_eq!((files_only.code, files_only.out.as_str()), (1, ""));
    assert!(files_only.err.contains("1 violation"), "{}", files_only.err);
}

#[test]
fn fail_on_and_levels_decide_the_exit_code() {
    let folder = Folder::new().with("a.json", UNSUPPORTED).with("bad.json", BAD);
    assert_eq!(folder.run(&["lint", "a.json"]).code, 0);
    assert_eq!(folder.run(&["lint", "a.json", "--fail-on", "warning"]).code, 1);
    assert_eq!(folder.run(&["lint", "bad.json", "--fail-on", "never"]).code, 0);
    assert_eq!(folder.run(&["lint", "a.json", "--level", "property-unsupported=violation"]).code, 1);
    let off = folder.run(&["lint", "bad.json", "--level", "redirect-uri-http=off", "--format", "json"]);
    assert_eq!(off.code, 0);
    let document = &off.json()["documents"][0];
    assert_eq!((&document["valid"], &document["findings"]), (&false.into(), &serde_json::json!([])));
}

#[test]
fn rules_are_listed_for_people_and_programs() {
    let folder = Folder::new();
    let json = folder.run(&["rules", "--format", "json"]).json();
    let rules = json["rules"].as_array().expect("an array");
    assert_eq!(rules.len(), cimd::Rule::ALL.len());
    let rule = rules.iter().find(|rule| rule["rule"] == "client-id-mismatch").expect("it is a rule");
    assert_eq!(rule["profiles"]["auth0"]["mark"], "documented");
    let table = folder.run(&["rules"]);
    assert_eq!(table.code, 0);
    assert!(table.out.contains("client-id-mismatch"), "{}", table.out);
}

#[test]
fn rules_are_grouped_by_part_and_filtered() {
    let folder = Folder::new();
    let all = folder.run(&["rules"]).out;
    let headings: Vec<_> = cimd::Part::ALL.map(|part| all.find(&format!("\n\n{}: ", part.name()))).into();
    assert!(headings.iter().all(Option::is_some) && headings.is_sorted(), "{all}");
    let keys = folder.run(&["rules", "--part", "keys", "rsa"]).out;
    assert!(keys.contains("jwk-rsa-small") && !keys.contains("jwk-kid-missing"), "{keys}");
    assert!(!keys.contains("redirect-uri"), "{keys}");
}

#[test]
fn rules_in_markdown_are_tables_with_a_column_for_each_profile() {
    let ran = Folder::new().run(&["rules", "--format", "markdown", "--all-profiles"]);
    let columns = 3 + cimd::Profile::built_in().len();
    let rows: Vec<&str> = ran.out.lines().filter(|line| line.starts_with("| `")).collect();
    assert_eq!(rows.len(), cimd::Rule::ALL.len());
    assert!(rows.iter().all(|row| row.matches(" |").count() == columns), "{}", ran.out);
    assert!(rows.iter().any(|row| row.starts_with("| `redirect-uri-http` | ")), "{}", ran.out);
}

#[test]
fn every_rule_can_be_explained() {
    let folder = Folder::new();
    for rule in cimd::Rule::ALL {
        let ran = folder.run_with(&["explain", rule.id()], &[("COLUMNS", "60")], b"");
        assert_eq!(ran.code, 0);
        for part in [rule.id(), rule.page().title, "What it checks", "How to fix", "Sources"] {
            assert!(ran.out.contains(part), "{rule}: {part}");
        }
    }
}

#[test]
fn members_are_explained_with_type_readers_and_rules() {
    let folder = Folder::new();
    let human = folder.run(&["explain", "redirect_uris"]).out;
    for part in ["an array of strings", "RFC 7591, section 2", "atproto", "redirect-uri-http", "violation"] {
        assert!(human.contains(part), "{part}: {human}");
    }
    // The levels are those of the profile, and a language does not make another member.
    let strict = folder.run(&["explain", "redirect_uris", "--profile", "strict", "--format", "json"]).json();
    let rules = strict["member"]["rules"].as_array().expect("there are rules").clone();
    let rule = rules
        .iter()
        .find(|rule| rule["rule"] == "redirect-uri-private-scheme-no-dot")
        .expect("it is about the member");
    assert_eq!(rule["profiles"]["strict"]["level"], "violation");
    let tagged = folder.run(&["explain", "client_name#fr"]);
    assert!(
        tagged.out.starts_with("client_name\n") && tagged.out.contains("`client_name#fr`"),
        "{}",
        tagged.out
    );
}

#[test]
fn what_servers_say_is_explained() {
    let folder = Folder::new();
    for (text, parts) in [
        ("Unable to obtain client metadata", &["AT Protocol", "http-status-not-200", "tested"][..]),
        (
            "400: UNABLE  to obtain client metadata for \"https://app.example.com/c\"",
            &["AT Protocol", "doc-not-json"],
        ),
        ("client_uri must be an https: URL", &["oidc-provider", "uri-not-https"]),
        ("The Client Metadata at https://a.example/c could not be retrieved.", &["Auth0", "documented"]),
    ] {
        let ran = folder.run(&["explain", text]);
        assert_eq!(ran.code, 0, "{text}");
        for part in parts {
            assert!(ran.out.contains(part), "{text}: {part}: {}", ran.out);
        }
    }
    let table = folder.run(&["explain", "does not match", "--format", "markdown"]).out;
    assert!(table.lines().all(|line| line.starts_with("| ") || line.starts_with("|---")), "{table}");
    assert!(table.contains("| `client_id does not match` |"), "{table}");
}

#[test]
fn quiet_prints_findings_only() {
    let folder = Folder::new().with("bad.json", BAD).with("good.json", GOOD);
    assert_eq!(folder.run(&["lint", "good.json", "--quiet"]).out, "");
    let quiet = folder.run(&["lint", "bad.json", "--quiet"]).out;
    assert!(quiet.contains("redirect-uri-http") && !quiet.contains("would refuse"), "{quiet}");
}
