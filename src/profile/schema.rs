//! The JSON Schema of profiles, made of the types that read them. To write it anew:
//! `CIMD_WRITE_SCHEMAS=1 cargo test --lib schemas`.

use std::borrow::Cow;
use std::collections::BTreeMap;

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde_json::{Value, json};

use super::Profile;
use super::file::{ProfileFile, RuleEntry};
use crate::rule::{Mark, Rule};
use crate::schema_file::{Written, holds};

/// A schema for a word that is read by hand.
macro_rules! words {
    ($($name:ident: $description:literal, $words:expr;)*) => {
        $(
            pub struct $name;

            impl JsonSchema for $name {
                fn schema_name() -> Cow<'static, str> {
                    stringify!($name).into()
                }

                fn json_schema(_: &mut SchemaGenerator) -> Schema {
                    json_schema!({ "description": $description, "enum": $words })
                }
            }
        )*
    };
}

words! {
    BuiltInName: "The name of a built-in profile.", built_in_names();
    LevelOrOff: "`violation` is refused, `warning` is accepted, but something is ignored or unwise, `hint` is worth knowing.", ["violation", "warning", "hint", "off"];
    MarkName: "How it is known: from documentation, from source code, from a recorded answer, from running the code, or it follows from something else.", Mark::ALL.map(Mark::name);
}

fn built_in_names() -> Vec<&'static str> {
    let whole = Profile::built_in().iter().map(|profile| &*profile.name);
    let short = whole.clone().filter_map(|name| Some(name.split_once('@')?.0));
    let mut names: Vec<&str> = whole.chain(short).filter(|name| Profile::named(name).is_some()).collect();
    names.sort_unstable();
    names.dedup();
    names
}

/// The table `[rules]`: a property for every rule, so that editors complete them and say what they find.
pub fn rules(generator: &mut SchemaGenerator) -> Schema {
    let entry = generator.subschema_for::<RuleEntry>();
    let of_rule = |rule: &Rule| {
        let reference = Value::from(entry.clone());
        let property = json!({ "description": rule.page().title, "allOf": [reference] });
        (rule.id(), property)
    };
    let properties: BTreeMap<&str, Value> = Rule::ALL.iter().map(of_rule).collect();
    json_schema!({
        "description": "What is said of each rule.",
        "type": "object",
        "properties": properties,
        "additionalProperties": false,
    })
}

#[test]
fn schemas_are_those_of_the_types() {
    holds::<ProfileFile>("profile.schema.json", "cimd profile", Written::Toml);
}

/// The published schema, compiled.
fn published() -> jsonschema::Validator {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/schemas/profile.schema.json");
    let text = std::fs::read_to_string(path).expect("the schema is there");
    let schema: Value = serde_json::from_str(&text).expect("it is JSON");
    jsonschema::draft202012::new(&schema).expect("it is a schema")
}

fn faults(schema: &jsonschema::Validator, profile: &str) -> Vec<String> {
    let profile: Value = toml::from_str(profile).expect("it is TOML");
    schema.iter_errors(&profile).map(|error| format!("{}: {error}", error.instance_path())).collect()
}

#[test]
fn schemas_take_every_profile_that_is_read() {
    let schema = published();
    let mut read = 0;
    for folder in ["rules/profiles", "testdata/profiles"] {
        let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join(folder);
        for entry in std::fs::read_dir(folder).expect("the folder is there") {
            let path = entry.expect("it can be listed").path();
            if path.extension().is_none_or(|extension| extension != "toml") {
                continue;
            }
            let text = std::fs::read_to_string(&path).expect("it can be read");
            // Only built-in profiles say that they are the newest revision.
            let is_read = Profile::from_toml("test", &text.replace("newest = true", "")).is_ok();
            let faults = faults(&schema, &text);
            assert_eq!(faults.is_empty(), is_read, "{}: {faults:?}", path.display());
            read += 1;
        }
    }
    assert!(read >= 13, "only {read} profiles were found");
}

#[test]
fn schemas_refuse_what_is_refused() {
    let schema = published();
    for text in [
        "extend = \"ietf\"",
        "extends = \"ietf@2\"",
        "[limits]\ndocument_bytes = -1",
        "[limits]\ndocument_bytes = \"4 KiB\"",
        "[redirect_uris]\nnative = [\"http\"]",
        "[redirect_uris]\nhosts = \"example.com\"",
        "[authentication]\nabsent = \"nothing\"",
        "[keys]\nkid_length = [1]",
        "[rules]\nredirect-uri-htp = \"off\"",
        "[rules]\nredirect-uri-http = \"of\"",
        "[rules]\nredirect-uri-http = { level = \"violation\", advice = \"hint\" }",
        "[rules]\nredirect-uri-http = { level = \"violation\", mark = \"known\" }",
        "[rules]\nredirect-uri-http = { levl = \"violation\" }",
        "[sources.docs]\ntitle = \"a\"",
    ] {
        assert!(Profile::from_toml("test", text).is_err(), "{text} is read");
        assert!(!faults(&schema, text).is_empty(), "the schema takes {text}");
    }
}
