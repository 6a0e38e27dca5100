//! Files that are something else than a client's metadata are named as what they are.

use crate::kinds::{OBJECTS, TEXTS};
use crate::runner::Folder;

/// Rules, messages and helps of what is shown of a text, as a file and on standard input.
fn found(text: &[u8]) -> Vec<[String; 3]> {
    let folder = Folder::new().with("c.json", text);
    let of_file = folder.run(&["lint", "c.json", "--format", "json"]).json();
    let of_input = folder.run_with(&["lint", "-", "--format", "json"], &[], text).json();
    assert_eq!(of_file["documents"][0]["findings"], of_input["documents"][0]["findings"]);
    let findings = of_file["documents"][0]["findings"].as_array().expect("findings");
    let member =
        |finding: &serde_json::Value, name: &str| finding[name].as_str().unwrap_or_default().to_owned();
    findings.iter().map(|finding| ["rule", "message", "help"].map(|name| member(finding, name))).collect()
}

#[test]
fn objects_of_other_kinds_are_named() {
    for (text, what, help) in OBJECTS {
        let found = found(text.as_bytes());
        let named: Vec<_> = found.iter().filter(|[rule, ..]| rule == "doc-other-kind").collect();
        let [[_, message, said]] = &named[..] else { panic!("{text}: {found:?}") };
        assert_eq!(message, &format!("this is {what}, and not a client's metadata"), "{text}");
        assert!(said.contains(help), "{text}: {said}");
        let talks_of_a_client =
            |[rule, ..]: &[String; 3]| rule.ends_with("-missing") || rule == "property-unsupported";
        assert!(!found.iter().any(talks_of_a_client), "{text}: {found:?}");
    }
}

#[test]
fn other_texts_are_named_in_their_one_finding() {
    for (text, rule, what, help) in TEXTS {
        let shown = String::from_utf8_lossy(text);
        let found = found(text);
        let [[found_rule, message, said]] = &found[..] else { panic!("{shown}: {found:?}") };
        assert_eq!(found_rule, rule, "{shown}");
        assert!(message.contains(what), "{shown}: {message}");
        assert!(said.contains(help), "{shown}: {said}");
    }
}

#[test]
fn the_verdict_and_secrets_stay() {
    let folder = Folder::new()
        .with("c.json", r#"{"kty": "oct", "k": "c2VjcmV0", "keys": [{"kty": "oct", "k": "c2VjcmV0"}]}"#);
    let json = folder.run(&["lint", "c.json", "--format", "json"]).json();
    assert_eq!(json["documents"][0]["valid"], false);
    let validations = folder.run(&["lint", "c.json", "--format", "client-cimd"]).json();
    let violations = validations[0]["violations"].as_array().map_or(0, Vec::len);
    assert!(violations >= 3, "{validations}");
    let answer = r#"{"client_id": "abc", "client_secret": "s3cr3t", "registration_access_token": "abc"}"#;
    let rules: Vec<String> = found(answer.as_bytes()).into_iter().map(|[rule, ..]| rule).collect();
    for rule in ["doc-other-kind", "secret-client-secret", "secret-registration-token"] {
        assert!(rules.iter().any(|found| found == rule), "{rules:?}");
    }
}
