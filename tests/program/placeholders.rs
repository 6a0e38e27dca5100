//! Values that were not filled in.

use serde_json::{Value, json};

use crate::runner::{Folder, GOOD};

/// URLs that were not filled in, and the text that the help names.
const URLS: [(&str, &str); 22] = [
    ("https://YOUR_DOMAIN/client.json", "`YOUR_DOMAIN`"),
    ("https://YOUR-DEPLOYED-DOMAIN/client.json", "`YOUR-DEPLOYED-DOMAIN`"),
    ("https://your-domain.com/client.json", "`your-domain`"),
    ("https://REPLACE-ME.example/client.json", "`REPLACE-ME`"),
    ("https://CHANGEME/client.json", "`CHANGEME`"),
    ("https://TODO/client.json", "`TODO`"),
    ("https://<your-domain>/client.json", "`<your-domain>`"),
    ("https://{{HOST}}/client.json", "`HOST`"),
    ("https://{host}/client.json", "`host`"),
    ("https://${NAME}/client.json", "`NAME`"),
    ("https://$HOST/client.json", "`HOST`"),
    ("$BASE_URL/client.json", "`BASE_URL`"),
    ("%BASE_URL%/client.json", "`BASE_URL`"),
    ("https://##ENV##/client.json", "`ENV`"),
    ("https://@@HOST@@/client.json", "`HOST`"),
    ("https://__DOMAIN__/client.json", "`DOMAIN`"),
    ("https://[DOMAIN]/client.json", "`[DOMAIN]`"),
    ("https://undefined/client.json", "`undefined`"),
    ("https://null.app.test/client.json", "`null`"),
    ("https://app.example.net/None/client.json", "`None`"),
    ("https://app.example.net/NaN", "`NaN`"),
    ("https://[object Object]/client.json", "`[object Object]`"),
];

/// The findings of a document in which a member has another value.
fn findings(member: &str, value: &Value) -> Vec<Value> {
    let mut document: Value = serde_json::from_str(GOOD).expect("it is JSON");
    document[member] = value.clone();
    let folder = Folder::new().with("c.json", document.to_string());
    let json = folder.run(&["lint", "c.json", "--format", "json"]).json();
    let pointer = |finding: &Value| finding["pointer"].as_str().unwrap_or_default().to_owned();
    let findings = json["documents"][0]["findings"].as_array().expect("findings").clone();
    let is_of_value = |finding: &Value| pointer(finding).starts_with(&format!("/{member}"));
    // That the server ignores the member is another matter.
    findings
        .into_iter()
        .filter(is_of_value)
        .filter(|finding| finding["rule"] != "property-unsupported")
        .collect()
}

/// Everything that is said of such a value names the placeholder in its help, and nothing lighter is said beside it.
fn check(member: &str, value: &Value, named: &str) {
    let found = findings(member, value);
    assert!(!found.is_empty(), "nothing is said of {value}");
    for finding in found {
        let text = |name: &str| finding[name].as_str().expect("text");
        assert!(text("help").contains(named), "{member} {value}: {finding}");
        assert!(text("rule") == "placeholder" || text("level") == "violation", "{member} {value}: {finding}");
    }
}

#[test]
fn every_finding_of_a_url_names_the_placeholder() {
    for (url, named) in URLS {
        for member in ["client_id", "logo_uri", "client_uri"] {
            check(member, &json!(url), named);
        }
        check("redirect_uris", &json!([url]), named);
    }
}

#[test]
fn where_nothing_else_stops_a_run_the_placeholder_is_a_warning() {
    for (url, _) in URLS.iter().filter(|(url, _)| !url.contains(['<', '{', '%', '#', '@', '['])) {
        let found = findings("client_uri", &json!(url));
        let level = |rule: &str| found.iter().find(|one| one["rule"] == rule).map(|one| one["level"].clone());
        assert!(
            level("placeholder") == Some(json!("warning")) || level("uri-not-absolute").is_some(),
            "{found:?}"
        );
    }
}

#[test]
fn names_are_looked_at_too() {
    for (name, named) in [
        ("Your App Name", "`Your App Name`"),
        ("<App Name>", "`<App Name>`"),
        ("${APP_NAME}", "`APP_NAME`"),
        ("undefined", "`undefined`"),
        ("TODO", "`TODO`"),
    ] {
        check("client_name", &json!(name), named);
    }
    assert_eq!(findings("client_name", &json!("Your Story")), [Value::Null; 0]);
}

#[test]
fn what_else_is_wrong_with_such_a_value_keeps_its_help() {
    let found = findings("redirect_uris", &json!(["http://YOUR_DOMAIN/cb", "https://*.your-domain.com/cb"]));
    let help = |rule: &str| {
        let finding = found.iter().find(|finding| finding["rule"] == rule);
        finding.map(|finding| finding["help"].as_str().expect("text"))
    };
    assert!(help("redirect-uri-http").is_some_and(|help| help.starts_with("publish")), "{found:?}");
    assert!(help("redirect-uri-wildcard").is_some_and(|help| help.starts_with("list every")), "{found:?}");
    assert!(help("placeholder").is_some_and(|help| help.contains("`YOUR_DOMAIN`")), "{found:?}");
}

#[test]
fn the_url_that_the_user_names_comes_first() {
    let folder = Folder::new().with("c.json", GOOD.replace("app.example.net", "YOUR_DOMAIN"));
    let url = "https://app.example.net/client.json";
    let json = folder.run(&["lint", "c.json", "--url", url, "--format", "json"]).json();
    let findings = json["documents"][0]["findings"].as_array().expect("findings");
    let of_client_id: Vec<&Value> = findings.iter().filter(|one| one["pointer"] == "/client_id").collect();
    assert_eq!(of_client_id.len(), 1, "{findings:?}");
    assert_eq!(of_client_id[0]["rule"], "client-id-mismatch");
}

#[test]
fn one_finding_names_all_of_them() {
    let folder = Folder::new().with("c.json", GOOD.replace("app.example.net", "YOUR-DOMAIN"));
    let ran = folder.run(&["lint", "c.json", "--format", "short"]);
    let lines: Vec<&str> = ran.out.lines().filter(|line| line.contains("placeholder")).collect();
    assert_eq!(lines.len(), 1, "{}", ran.out);
    assert!(lines[0].contains("client_id") && lines[0].contains("redirect_uris[0]"), "{}", lines[0]);
}
