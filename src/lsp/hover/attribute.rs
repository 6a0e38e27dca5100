//! Attributes of a ClientCimd resource: of what type each is, and what it takes.

use super::explanation::Explanation;
use crate::format::markdown::code;
use crate::json::Span;
use crate::resource::{Attribute, Entry, Form, Kind, attribute};
use crate::subject::Subject;

/// The attribute at an offset.
pub fn at(subject: &Subject, offset: usize) -> Option<Explanation> {
    let holds = |span: Span| span.start <= offset && offset <= span.end;
    let is_there = |entry: &&Entry| holds(entry.name_span) || holds(entry.value.span);
    let (resource, mut entry) = subject.resources.as_ref()?.resources.iter().find_map(|resource| {
        Some((resource, resource.inputs.iter().chain(&resource.outputs).find(is_there)?))
    })?;
    let mut known = attribute(&entry.name, resource.form)?;
    // Each step goes into a block inside the one before, of which the table has three at most.
    while let Some(inner) = members(entry).find(is_there)
        && let Some(member) = known.member(&inner.name, resource.form)
    {
        (entry, known) = (inner, member);
    }
    Some(Explanation { markdown: text(known, resource.form), range: entry.name_span.range() })
}

/// The entries of a block, or of all blocks in a list of them.
fn members(entry: &Entry) -> impl Iterator<Item = &Entry> {
    let of_elements = entry.value.elements().iter().flat_map(|element| element.entries());
    entry.value.entries().iter().chain(of_elements)
}

fn text(attribute: &Attribute, form: Form) -> String {
    let mut said = format!("# {}\n\n- type: {}", code(&attribute.name_in(form)), kind(attribute));
    let values = if form.is_managed() { attribute.provider_values } else { attribute.api_values };
    if !values.is_empty() {
        let values: Vec<String> = values.iter().map(|value| code(value)).collect();
        said += &format!("\n- values: {}", values.join(", "));
    }
    match attribute.range {
        Some((least, most)) if most.is_finite() => said += &format!("\n- from {least} to {most}"),
        Some((least, _)) => said += &format!("\n- {least} or more"),
        None => {}
    }
    if let Some(only) = attribute.only {
        said += &format!("\n- only {} is taken", code(&only.to_string()));
    }
    if attribute.is_required {
        said += "\n- required";
    }
    if !attribute.members.is_empty() {
        let names: Vec<String> = attribute.members.iter().map(|member| code(&member.name_in(form))).collect();
        said += &format!("\n- members: {}", names.join(", "));
    }
    if attribute.is_output {
        said += "\n- Auth0 sets it; it cannot be set here";
    }
    said
}

fn kind(attribute: &Attribute) -> &'static str {
    match attribute.kind {
        Kind::Text => "a string",
        Kind::Whole => "a whole number",
        Kind::Bool => "true or false",
        Kind::Texts => "a list of strings",
        Kind::Map => "a map of strings",
        Kind::Block => "a block",
        Kind::Objects => "a list of objects",
        Kind::Any => "a value",
    }
}
