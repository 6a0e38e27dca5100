//! The JSON Schema for editors and the rules on types say the same of every document.

use std::fs;
use std::path::{Path, PathBuf};

use cimd::finding::Finding;
use cimd::{Linter, Profile, Rule, Subject};
use serde_json::{Value, json};

use crate::examples::examples;

/// The rules that judge the JSON type of a document, a member or an entry of a list.
const TYPE_RULES: [Rule; 7] = [
    Rule::ClientIdNotString,
    Rule::DocNotObject,
    Rule::JwksType,
    Rule::PropertyNull,
    Rule::PropertyType,
    Rule::RedirectUriType,
    Rule::RedirectUrisShape,
];

/// A profile that reads every member, with these rules.
fn every_type() -> Profile {
    let rules = TYPE_RULES.map(|rule| format!("{rule} = \"violation\"\n")).concat();
    let text = format!("extends = \"ietf@02\"\n[rules]\n{rules}");
    Profile::from_toml("every-type", &text).unwrap_or_else(|error| panic!("{error}"))
}

fn schema() -> Value {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("schemas/client-metadata.schema.json");
    serde_json::from_slice(&fs::read(path).expect("the schema is there")).expect("it is JSON")
}

/// What both say of a text: the faults that the schema finds, and the rules on types that are raised. `None` where it is
/// not JSON that every reader takes alike: the rules say more of it than a schema can.
fn judged(
    text: &[u8],
    validator: &jsonschema::Validator,
    linter: &Linter<'_>,
) -> Option<(Vec<String>, Vec<String>)> {
    let value: Value = serde_json::from_slice(text).ok()?;
    let report = linter.lint(&Subject::from_bytes("client.json", text.to_vec()));
    if report.findings.iter().any(|finding| finding.rule == Rule::DocDuplicateKey) {
        return None;
    }
    let faults = validator.iter_errors(&value).map(|error| format!("{}: {error}", error.instance_path()));
    let is_type = |finding: &&Finding| TYPE_RULES.contains(&finding.rule);
    let raised = report.findings.iter().filter(is_type);
    Some((faults.collect(), raised.map(|finding| format!("{}: {}", finding.rule, finding.message)).collect()))
}

/// The documents of a folder and those below it.
fn documents(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).expect("the folder is there") {
        let path = entry.expect("it can be listed").path();
        if path.is_dir() {
            found.extend(documents(&path));
        } else if path.extension().is_some_and(|extension| extension == "json") {
            found.push(path);
        }
    }
    found
}

#[test]
fn schema_and_type_rules_agree_on_every_document() {
    let (profile, schema) = (every_type(), schema());
    let linter = Linter::new(&profile);
    let validator = jsonschema::validator_for(&schema).expect("it is a schema");
    let testdata = Path::new(env!("CARGO_MANIFEST_DIR")).join("testdata");
    let mut texts: Vec<(String, Vec<u8>)> = documents(&testdata)
        .into_iter()
        .map(|path| (path.display().to_string(), fs::read(&path).expect("it can be read")))
        .collect();
    for &rule in Rule::ALL {
        for (index, example) in examples(rule).into_iter().enumerate() {
            if let Some(document) = &example.subject.document {
                let text = document.tree.source().to_vec();
                texts.push((format!("{rule}, example {}", index + 1), text));
            }
        }
    }
    let (mut wrong, mut refused, mut taken) = (Vec::new(), 0, 0);
    for (name, text) in &texts {
        let Some((faults, raised)) = judged(text, &validator, &linter) else { continue };
        *(if faults.is_empty() { &mut taken } else { &mut refused }) += 1;
        if faults.is_empty() != raised.is_empty() {
            wrong.push(format!("{name}: schema {faults:?}, rules {raised:?}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    assert!(refused > 10 && taken > 500, "{refused} refused, {taken} taken: too few to tell");
}

/// Each member with a value of each type.
#[test]
fn schema_and_type_rules_agree_on_every_member_and_type() {
    let (profile, schema) = (every_type(), schema());
    let linter = Linter::new(&profile);
    let validator = jsonschema::validator_for(&schema).expect("it is a schema");
    let members = schema["properties"].as_object().expect("it has members");
    let tagged = ["client_name#fr".to_owned(), "client_id#fr".to_owned(), "unknown".to_owned()];
    let values = [
        json!(null),
        json!("text"),
        json!(1),
        json!(true),
        json!({}),
        json!({"keys": []}),
        json!({"keys": [1]}),
        json!([]),
        json!(["text"]),
        json!(["text", 1]),
    ];
    let mut wrong = Vec::new();
    for name in members.keys().filter(|name| *name != "$schema").chain(&tagged) {
        for value in &values {
            let mut document = json!({
                "client_id": "https://app.example.com/client.json",
                "redirect_uris": ["https://app.example.com/callback"],
            });
            document[name] = value.clone();
            let text = document.to_string();
            let (faults, raised) = judged(text.as_bytes(), &validator, &linter).expect("it is JSON");
            if faults.is_empty() != raised.is_empty() {
                wrong.push(format!("{name}: {value}: schema {faults:?}, rules {raised:?}"));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// What an editor shows where the pointer rests.
#[test]
fn every_member_has_words_and_a_link_for_hover() {
    let schema = schema();
    for (name, member) in schema["properties"].as_object().expect("it has members") {
        for key in ["title", "description"] {
            assert!(member[key].as_str().is_some_and(|text| !text.is_empty()), "{name}: {key}");
        }
    }
    let method = &schema["properties"]["token_endpoint_auth_method"];
    assert_eq!(method["examples"], json!(["none", "private_key_jwt"]));
    let hover = method["markdownDescription"].as_str().unwrap_or_default();
    let link = "[RFC 7591, section 2](https://www.rfc-editor.org/rfc/rfc7591#section-2)";
    assert!(hover.contains(link) && hover.contains("Read by atproto"), "{hover}");
}
