//! The JSON Schemas of the files that are written by hand or kept in a repository, made of the types that read
//! them. To write them anew: `CIMD_WRITE_SCHEMAS=1 cargo test --lib schemas`.

use std::borrow::Cow;
use std::path::Path;
use std::{env, fs};

use schemars::generate::SchemaSettings;
use schemars::transform::RecursiveTransform;
use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde_json::Value;

use super::baseline::BaselineFile;
use super::file::{Pointer, Reason};
use super::{ConfigFile, Date, Pattern, RuleId, Selector, ServerName};
use crate::rule::Rule;
use crate::servers::SERVERS;

/// A schema for a string that is read by hand.
macro_rules! string_schema {
    ($($type:ty, $name:literal: $schema:expr;)*) => {
        $(impl JsonSchema for $type {
            fn schema_name() -> Cow<'static, str> {
                $name.into()
            }

            fn json_schema(_: &mut SchemaGenerator) -> Schema {
                $schema
            }
        })*
    };
}

string_schema! {
    RuleId, "Rule": json_schema!({
        "description": "The id of a rule.",
        "enum": Rule::ALL.iter().map(|rule| rule.id()).collect::<Vec<_>>(),
    });
    ServerName, "ServerName": json_schema!({
        "description": "The name of a server.",
        "enum": SERVERS.iter().map(|server| server.name).collect::<Vec<_>>(),
    });
    Selector, "Selector": json_schema!({
        "description": "The id of a rule, or its beginning up to a hyphen.",
        "type": "string",
        "pattern": "^[a-z0-9]+(-[a-z0-9]+)*$",
    });
    Pattern, "Pattern": json_schema!({
        "description": "A glob below the folder of the configuration file; a folder stands for everything in it.",
        "type": "string",
        "pattern": "^[^/]",
        "examples": ["clients/**/*.json", "fixtures/"],
    });
    Pointer, "Pointer": json_schema!({
        "description": "A JSON Pointer (RFC 6901).",
        "type": "string",
        "pattern": "^(/|$)",
        "examples": ["/redirect_uris/0"],
    });
    Reason, "Reason": json_schema!({ "type": "string", "pattern": "\\S" });
    Date, "Date": json_schema!({
        "description": "A day, YYYY-MM-DD.",
        "type": "string",
        "format": "date",
    });
}

/// Takes out what TOML has no word for: null.
fn without_null(schema: &mut Schema) {
    if let Some(kinds) = schema.get_mut("type").and_then(Value::as_array_mut) {
        kinds.retain(|kind| kind != "null");
        if let [kind] = &mut kinds[..] {
            let kind = kind.take();
            schema.insert("type".to_owned(), kind);
        }
    }
    let Some(mut choices) = schema.get("anyOf").and_then(Value::as_array).cloned() else { return };
    choices.retain(|choice| choice["type"] != "null");
    match choices.as_slice() {
        [Value::Object(only)] => {
            schema.remove("anyOf");
            schema.ensure_object().extend(only.clone());
        }
        _ => {
            schema.insert("anyOf".to_owned(), choices.into());
        }
    }
}

/// Makes one line of the lines of a doc comment.
fn with_plain_text(schema: &mut Schema) {
    if let Some(Value::String(text)) = schema.get_mut("description") {
        *text = text.replace('\n', " ");
    }
}

fn holds<T: JsonSchema>(name: &str, title: &str, settings: SchemaSettings) {
    let settings = settings.with_transform(RecursiveTransform(with_plain_text));
    let mut schema = settings.into_generator().into_root_schema_for::<T>();
    schema.insert("title".to_owned(), title.into());
    let made = serde_json::to_string_pretty(&schema).unwrap() + "\n";
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("schemas").join(name);
    if env::var_os("CIMD_WRITE_SCHEMAS").is_some() {
        fs::write(&path, &made).unwrap();
    }
    assert!(
        fs::read_to_string(&path).unwrap_or_default() == made,
        "schemas/{name} is not what the types say; write it anew with CIMD_WRITE_SCHEMAS=1 cargo test --lib schemas"
    );
}

#[test]
fn schemas_are_those_of_the_types() {
    let settings = SchemaSettings::draft2020_12;
    let for_toml = settings().with_transform(RecursiveTransform(without_null));
    holds::<ConfigFile>("cimd.schema.json", "cimd.toml", for_toml);
    holds::<BaselineFile>("baseline.schema.json", "cimd baseline", settings());
}
