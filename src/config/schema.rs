//! The JSON Schemas of the files that are written by hand or kept in a repository, made of the types that read
//! them. To write them anew: `CIMD_WRITE_SCHEMAS=1 cargo test --lib schemas`.

use std::borrow::Cow;

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};

use super::baseline::BaselineFile;
use super::file::{Pointer, Reason};
use super::{ConfigFile, Date, Pattern, RuleId, Selector, ServerName};
use crate::rule::Rule;
use crate::schema_file::{Written, holds};
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
        "description": "The name of a server, `all`, or the path of a profile.",
        "anyOf": [
            { "enum": SERVERS.iter().map(|server| server.name).chain(["all"]).collect::<Vec<_>>() },
            { "type": "string", "pattern": "[/\\\\]|\\.toml$" },
        ],
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

#[test]
fn schemas_are_those_of_the_types() {
    holds::<ConfigFile>("cimd.schema.json", "cimd.toml", Written::Toml);
    holds::<BaselineFile>("baseline.schema.json", "cimd baseline", Written::Json);
}
