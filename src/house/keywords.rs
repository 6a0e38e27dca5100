//! The keywords of JSON Schema, drafts 06 to 2020-12: which of them hold schemas, and what those are applied to.

/// What a keyword holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Holds {
    /// No schema.
    Plain,
    /// One schema, or an array of them.
    Schemas,
    /// An object whose values are schemas; others among them are not looked at.
    Named,
}

/// What the schemas of a keyword are applied to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum On {
    /// Nothing, unless something refers to them.
    Nothing,
    /// The value itself.
    Same,
    /// The member of their name.
    Member,
    /// Every member.
    EachMember,
    /// The name of every member.
    EachName,
    /// Every element.
    EachElement,
}

/// A keyword, what it holds, and what that is applied to.
type Row = (&'static str, Holds, On);

const KEYWORDS: &[Row] = &[
    ("$anchor", Holds::Plain, On::Nothing),
    ("$comment", Holds::Plain, On::Nothing),
    ("$defs", Holds::Named, On::Nothing),
    ("$dynamicAnchor", Holds::Plain, On::Nothing),
    ("$dynamicRef", Holds::Plain, On::Nothing),
    ("$id", Holds::Plain, On::Nothing),
    ("$recursiveAnchor", Holds::Plain, On::Nothing),
    ("$recursiveRef", Holds::Plain, On::Nothing),
    ("$ref", Holds::Plain, On::Nothing),
    ("$schema", Holds::Plain, On::Nothing),
    ("$vocabulary", Holds::Plain, On::Nothing),
    ("additionalItems", Holds::Schemas, On::EachElement),
    ("additionalProperties", Holds::Schemas, On::EachMember),
    ("allOf", Holds::Schemas, On::Same),
    ("anyOf", Holds::Schemas, On::Same),
    ("const", Holds::Plain, On::Nothing),
    ("contains", Holds::Schemas, On::EachElement),
    ("contentEncoding", Holds::Plain, On::Nothing),
    ("contentMediaType", Holds::Plain, On::Nothing),
    ("contentSchema", Holds::Schemas, On::Nothing),
    ("default", Holds::Plain, On::Nothing),
    ("definitions", Holds::Named, On::Nothing),
    ("dependencies", Holds::Named, On::Same),
    ("dependentRequired", Holds::Plain, On::Nothing),
    ("dependentSchemas", Holds::Named, On::Same),
    ("deprecated", Holds::Plain, On::Nothing),
    ("description", Holds::Plain, On::Nothing),
    ("else", Holds::Schemas, On::Same),
    ("enum", Holds::Plain, On::Nothing),
    ("example", Holds::Plain, On::Nothing),
    ("examples", Holds::Plain, On::Nothing),
    ("exclusiveMaximum", Holds::Plain, On::Nothing),
    ("exclusiveMinimum", Holds::Plain, On::Nothing),
    ("format", Holds::Plain, On::Nothing),
    ("if", Holds::Schemas, On::Same),
    ("items", Holds::Schemas, On::EachElement),
    ("maxContains", Holds::Plain, On::Nothing),
    ("maxItems", Holds::Plain, On::Nothing),
    ("maxLength", Holds::Plain, On::Nothing),
    ("maxProperties", Holds::Plain, On::Nothing),
    ("maximum", Holds::Plain, On::Nothing),
    ("minContains", Holds::Plain, On::Nothing),
    ("minItems", Holds::Plain, On::Nothing),
    ("minLength", Holds::Plain, On::Nothing),
    ("minProperties", Holds::Plain, On::Nothing),
    ("minimum", Holds::Plain, On::Nothing),
    ("multipleOf", Holds::Plain, On::Nothing),
    ("not", Holds::Schemas, On::Same),
    ("oneOf", Holds::Schemas, On::Same),
    ("pattern", Holds::Plain, On::Nothing),
    ("patternProperties", Holds::Named, On::EachMember),
    ("prefixItems", Holds::Schemas, On::EachElement),
    ("properties", Holds::Named, On::Member),
    ("propertyNames", Holds::Schemas, On::EachName),
    ("readOnly", Holds::Plain, On::Nothing),
    ("required", Holds::Plain, On::Nothing),
    ("then", Holds::Schemas, On::Same),
    ("title", Holds::Plain, On::Nothing),
    ("type", Holds::Plain, On::Nothing),
    ("unevaluatedItems", Holds::Schemas, On::EachElement),
    ("unevaluatedProperties", Holds::Schemas, On::EachMember),
    ("uniqueItems", Holds::Plain, On::Nothing),
    ("writeOnly", Holds::Plain, On::Nothing),
];

/// The keyword of that name.
pub fn keyword(name: &str) -> Option<(Holds, On)> {
    KEYWORDS.iter().find(|(known, ..)| *known == name).map(|&(_, holds, on)| (holds, on))
}

/// The names of all of them.
pub fn names() -> impl Iterator<Item = &'static str> {
    KEYWORDS.iter().map(|&(name, ..)| name)
}

/// Keywords that lead to another schema of the file.
pub const REFERENCES: [&str; 3] = ["$ref", "$dynamicRef", "$recursiveRef"];

/// Whether a keyword looks at everything again that others beside it have looked at.
pub fn looks_again(name: &str) -> bool {
    matches!(name, "unevaluatedItems" | "unevaluatedProperties")
}

/// The dialects of JSON Schema that are read, without the `#` at the end.
pub const DIALECTS: [&str; 4] = [
    "https://json-schema.org/draft/2020-12/schema",
    "https://json-schema.org/draft/2019-09/schema",
    "http://json-schema.org/draft-07/schema",
    "http://json-schema.org/draft-06/schema",
];

/// The types of JSON Schema.
pub const TYPES: [&str; 7] = ["array", "boolean", "integer", "null", "number", "object", "string"];

/// The formats of JSON Schema.
pub const FORMATS: [&str; 19] = [
    "date",
    "date-time",
    "duration",
    "email",
    "hostname",
    "idn-email",
    "idn-hostname",
    "ipv4",
    "ipv6",
    "iri",
    "iri-reference",
    "json-pointer",
    "regex",
    "relative-json-pointer",
    "time",
    "uri",
    "uri-reference",
    "uri-template",
    "uuid",
];
