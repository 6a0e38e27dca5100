//! The JSON Schemas of files that are written by hand, made of the types that read them.

use std::path::Path;
use std::{env, fs};

use schemars::generate::SchemaSettings;
use schemars::transform::RecursiveTransform;
use schemars::{JsonSchema, Schema};
use serde_json::Value;

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

/// How a file is written.
pub enum Written {
    /// As JSON.
    Json,
    /// As TOML, which has no null.
    Toml,
}

/// Holds a file of `schemas/` against the type that it describes, or writes it anew.
pub fn holds<T: JsonSchema>(name: &str, title: &str, written: Written) {
    let settings = SchemaSettings::draft2020_12();
    let settings = match written {
        Written::Json => settings,
        Written::Toml => settings.with_transform(RecursiveTransform(without_null)),
    };
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
