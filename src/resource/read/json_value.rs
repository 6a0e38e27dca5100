//! JSON as values of resources.

use super::super::value::{Content, Entry, Node};
use super::pointer::below;
use super::template::Templates;
use crate::json::{Kind, Member, Value};

/// A value of JSON. `pointer` leads to it.
pub fn node(value: Value<'_>, pointer: String, templates: Templates) -> Node {
    let content = match value.kind() {
        Kind::Null => Content::Null,
        Kind::Bool => Content::Bool(value.as_bool() == Some(true)),
        Kind::Number => Content::Number(value.number_text().unwrap_or_default().to_owned()),
        Kind::String => {
            let start = value.is_verbatim_string().then(|| value.span().start + 1);
            templates.text(value.as_str().unwrap_or_default(), start)
        }
        Kind::Array => {
            let elements = value.elements().enumerate();
            Content::List(
                elements
                    .map(|(index, one)| node(one, below(&pointer, &index.to_string()), templates))
                    .collect(),
            )
        }
        Kind::Object => Content::Map(entries(value, &pointer, templates)),
    };
    Node { span: value.span(), pointer, content }
}

/// The members of an object of JSON.
pub fn entries(object: Value<'_>, pointer: &str, templates: Templates) -> Vec<Entry> {
    let entry = |member: Member<'_>| {
        Entry::new(member.name, member.name_span, node(member.value, below(pointer, member.name), templates))
    };
    object.members().map(entry).collect()
}
