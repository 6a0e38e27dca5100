//! The crate `jsonschema`, and nothing else of it: a schema that was compiled, and what a document breaks of it.

use jsonschema::error::ValidationErrorKind;
use jsonschema::{PatternOptions, Retrieve, Uri, ValidationError, Validator};
use serde_json::Value;

/// How large a compiled pattern may be, in bytes.
const MAX_PATTERN_SIZE: usize = 256 * 1024;

/// A schema that was compiled.
#[derive(Debug)]
pub struct Compiled(Validator);

/// Why a schema cannot be compiled.
#[derive(Debug)]
pub struct NotCompiled {
    /// JSON Pointer to what is wrong in the schema.
    pub pointer: String,
    /// What is wrong there.
    pub message: String,
}

/// What of a document breaks the schema.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum About {
    /// A value.
    Value,
    /// A member that an object lacks.
    Missing(String),
    /// A member that an object must not have, or that has a name which is not allowed.
    Unexpected(String),
}

/// One keyword of the schema that one value of the document breaks.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Violation {
    /// JSON Pointer to the value in the document.
    pub pointer: String,
    /// What of it.
    pub about: About,
    /// JSON Pointer to the keyword in the schema.
    pub keyword: String,
    /// The way from the top of the schema to the keyword, through references.
    pub way: String,
}

impl Compiled {
    /// Compiles a schema. Nothing is retrieved, patterns match in linear time, and `format` is checked.
    pub fn new(schema: &Value) -> Result<Compiled, NotCompiled> {
        let patterns = PatternOptions::regex().size_limit(MAX_PATTERN_SIZE).dfa_size_limit(MAX_PATTERN_SIZE);
        jsonschema::options()
            .with_retriever(Nothing)
            .with_pattern_options(patterns)
            .should_validate_formats(true)
            .should_ignore_unknown_formats(false)
            .build(schema)
            .map(Compiled)
            .map_err(|error| not_compiled(&error))
    }

    /// What a document breaks, in the order of the schema.
    pub fn violations(&self, document: &Value) -> Vec<Violation> {
        self.0.iter_errors(document).flat_map(|error| violations(&error)).collect()
    }
}

/// Retrieves nothing.
struct Nothing;

impl Retrieve for Nothing {
    fn retrieve(&self, uri: &Uri<String>) -> Result<Value, Box<dyn std::error::Error + Send + Sync>> {
        Err(format!("house rules refer to no other file and to no URL, such as {uri}").into())
    }
}

fn not_compiled(error: &ValidationError<'_>) -> NotCompiled {
    let pointer = error.instance_path().as_str().to_owned();
    let keyword = pointer.rsplit('/').next().unwrap_or_default();
    let is_pattern = keyword == "pattern" || pointer.contains("/patternProperties");
    let message = match error.kind() {
        ValidationErrorKind::Format { format } if is_pattern && format == "regex" => PATTERN.to_owned(),
        ValidationErrorKind::Pattern { .. } => PATTERN.to_owned(),
        _ => format!("the schema is not valid here: {error}"),
    };
    NotCompiled { pointer, message }
}

const PATTERN: &str = "this pattern cannot be used: it is not a regular expression, or has look-around or back-references, or is too large";

fn violations(error: &ValidationError<'_>) -> Vec<Violation> {
    let of = |about: About| Violation {
        pointer: error.instance_path().as_str().to_owned(),
        about,
        keyword: error.schema_path().as_str().to_owned(),
        way: error.evaluation_path().as_str().to_owned(),
    };
    match error.kind() {
        ValidationErrorKind::Required { property } => {
            vec![of(About::Missing(property.as_str().unwrap_or_default().to_owned()))]
        }
        ValidationErrorKind::AdditionalProperties { unexpected }
        | ValidationErrorKind::UnevaluatedProperties { unexpected } => {
            unexpected.iter().map(|name| of(About::Unexpected(name.clone()))).collect()
        }
        ValidationErrorKind::PropertyNames { error } => match error.instance().as_str() {
            Some(name) => vec![of(About::Unexpected(name.to_owned()))],
            None => vec![of(About::Value)],
        },
        _ => vec![of(About::Value)],
    }
}
