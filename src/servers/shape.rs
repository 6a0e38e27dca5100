//! Shapes of values, and how they are named in messages.

use crate::json::{Kind, Value};
use crate::rule::Rule;

use super::answer::Answer;

/// The members of a document as a server reads them.
#[derive(Clone, Copy)]
pub(super) struct Document<'t> {
    root: Value<'t>,
    null_is_absent: bool,
    in_any_case: bool,
}

impl<'t> Document<'t> {
    /// The members of an object, of which null is a value like others.
    pub(super) fn of(root: Value<'t>) -> Option<Document<'t>> {
        (root.kind() == Kind::Object).then_some(Document { root, null_is_absent: false, in_any_case: false })
    }

    /// The same, where null stands for a member that is not there.
    pub(super) fn null_is_absent(self) -> Document<'t> {
        Document { null_is_absent: true, ..self }
    }

    /// The same, as Go reads it: names in any letter case, and null leaves what was there before.
    pub(super) fn as_go(self) -> Document<'t> {
        Document { null_is_absent: true, in_any_case: true, ..self }
    }

    /// The last member of that name.
    pub(super) fn get(self, name: &str) -> Option<Value<'t>> {
        if self.in_any_case {
            let named = self.root.members().filter(|member| member.name.eq_ignore_ascii_case(name));
            return named.map(|member| member.value).filter(|value| value.kind() != Kind::Null).last();
        }
        self.root.get(name).filter(|value| !self.null_is_absent || value.kind() != Kind::Null)
    }

    /// The last member of that name, if it is a string.
    pub(super) fn text(self, name: &str) -> Option<&'t str> {
        self.get(name)?.as_str()
    }

    /// The strings in the array of that name; nothing for anything else.
    pub(super) fn strings(self, name: &str) -> Vec<&'t str> {
        let elements = self.get(name).into_iter().flat_map(|value| value.elements().collect::<Vec<_>>());
        elements.filter_map(Value::as_str).collect()
    }

    /// The elements of the array of that name.
    pub(super) fn elements(self, name: &str) -> Vec<Value<'t>> {
        self.get(name).map(|value| value.elements().collect()).unwrap_or_default()
    }

    /// Whether the array of that name has that string.
    pub(super) fn lists(self, name: &str, word: &str) -> bool {
        self.strings(name).contains(&word)
    }
}

/// What a value must be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Shape {
    String,
    /// A string of one character or more.
    NonEmptyString,
    /// A string that is more than white space.
    NotBlank,
    Boolean,
    Number,
    Object,
    /// An array of strings.
    Strings,
    /// An array of one string or more.
    SomeStrings,
}

impl Shape {
    fn words(self) -> &'static str {
        match self {
            Shape::String => "a string",
            Shape::NonEmptyString => "a string that is not empty",
            Shape::NotBlank => "a string with more than white space",
            Shape::Boolean => "true or false",
            Shape::Number => "a number",
            Shape::Object => "an object",
            Shape::Strings => "an array of strings",
            Shape::SomeStrings => "an array of one string or more",
        }
    }

    pub(super) fn fits(self, value: Value<'_>) -> bool {
        let are_strings =
            || value.kind() == Kind::Array && value.elements().all(|item| item.kind() == Kind::String);
        match self {
            Shape::String => value.kind() == Kind::String,
            Shape::NonEmptyString => value.as_str().is_some_and(|text| !text.is_empty()),
            Shape::NotBlank => value.as_str().is_some_and(|text| !js_trim(text).is_empty()),
            Shape::Boolean => value.kind() == Kind::Bool,
            Shape::Number => value.kind() == Kind::Number,
            Shape::Object => value.kind() == Kind::Object,
            Shape::Strings => are_strings(),
            Shape::SomeStrings => are_strings() && value.elements().next().is_some(),
        }
    }
}

impl Answer {
    /// Refuses each of those members that is there and does not have that shape.
    pub(super) fn shapes(&mut self, document: Document<'_>, shape: Shape, names: &[&str]) {
        for name in names {
            if let Some(value) = document.get(name) {
                self.shape(name, value, shape);
            }
        }
    }

    /// Refuses a value that does not have that shape; whether it has.
    pub(super) fn shape(&mut self, name: &str, value: Value<'_>, shape: Shape) -> bool {
        let fits = shape.fits(value);
        if !fits {
            let rule = match (name, value.kind()) {
                ("redirect_uris", _) => Rule::RedirectUrisShape,
                (_, Kind::Null) => Rule::PropertyNull,
                (_, Kind::String) if shape != Shape::Strings && shape != Shape::SomeStrings => {
                    Rule::PropertyEmpty
                }
                (_, Kind::Array) if value.elements().next().is_none() => Rule::PropertyEmpty,
                _ => Rule::PropertyType,
            };
            self.refuse_at(
                rule,
                value,
                format!("`{name}` must be {}, and is {}", shape.words(), described(value)),
            );
        }
        fits
    }
}

/// What a value is, in a message.
pub(super) fn described(value: Value<'_>) -> String {
    match value.kind() {
        Kind::Null => "null".to_owned(),
        Kind::Bool | Kind::Number => String::from_utf8_lossy(value.raw()).into_owned(),
        Kind::String => format!("`{}`", value.as_str().unwrap_or_default()),
        Kind::Array if value.elements().next().is_none() => "an empty array".to_owned(),
        Kind::Array => "an array with other values".to_owned(),
        Kind::Object => "an object".to_owned(),
    }
}

/// A text without what ECMAScript's `trim` takes from its ends.
pub(super) fn js_trim(text: &str) -> &str {
    text.trim_matches(|character: char| {
        character == '\u{feff}' || character.is_whitespace() && character != '\u{85}'
    })
}
