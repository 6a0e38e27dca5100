//! Members of a document and their values: what each is, who reads it, and which rules are about it.

use super::explanation::Explanation;
use crate::format::explain::{Member as Explained, markdown};
use crate::format::markdown::{code, inline};
use crate::json::{Tree, Value};
use crate::metadata::members::{Definition, Usage, choices};
use crate::profile::{Profile, contains};
use crate::subject::Subject;

/// The member at an offset, and its value if that is where the offset is.
pub fn at(subject: &Subject, offset: usize, profile: Option<&Profile>) -> Option<Explanation> {
    let tree = &subject.document.as_ref()?.tree;
    let value = deepest(tree, offset)?;
    let member = std::iter::successors(Some(value), |value| value.parent()).find(|value| is_top(*value))?;
    let name = member.name()?;
    let is_of_value = value.span().start <= offset && value.as_str().is_some();
    let mut parts = Vec::new();
    if is_of_value && let Some(text) = value.as_str() {
        parts.extend(value_text(name, text, profile));
    }
    parts.push(member_text(name, profile));
    let range = match value.member() {
        Some(member) if offset < value.span().start => member.name_span,
        _ => value.span(),
    };
    Some(Explanation { markdown: parts.join("\n\n"), range: range.range() })
}

/// The innermost value whose item an offset is in.
fn deepest(tree: &Tree, offset: usize) -> Option<Value<'_>> {
    let holds = |value: &Value<'_>| {
        let span = value.item_span();
        span.start <= offset && offset <= span.end
    };
    // What contains a value stands before it.
    tree.descendants().filter(holds).last()
}

/// Whether it is the value of a member of a document: of the outermost object, or of one in an array of documents.
fn is_top(value: Value<'_>) -> bool {
    let object = value.parent().filter(|_| value.name().is_some());
    object.is_some_and(|object| match object.parent() {
        None => true,
        Some(outer) => object.name().is_none() && outer.parent().is_none(),
    })
}

/// What a member is.
fn member_text(name: &str, profile: Option<&Profile>) -> String {
    let Some(definition) = Definition::of(name) else {
        return format!("# {}\n\n{}", code(name), inline(&undefined(name)));
    };
    let mut out = Vec::new();
    if let Some(profile) = profile {
        // Writing to memory cannot fail.
        let _ = markdown::member(&mut out, &Explained::new(definition), profile);
    }
    String::from_utf8_lossy(&out).trim_end().to_owned()
}

/// What a member is that no specification defines.
fn undefined(name: &str) -> String {
    let what = match Usage::of(name) {
        Usage::JsonLd => "It makes the document JSON-LD.",
        Usage::Editor => "Editors read it: the address of the document's JSON Schema.",
        Usage::Comment => "It is a comment. Servers see it, too.",
        Usage::Server => "It describes an authorization server or a resource, and not a client.",
        Usage::Private => "Its name is a private one, which keeps it apart from what others define.",
        Usage::Read(_) | Usage::Defined(_) | Usage::Unknown => {
            "No specification, and no server that is known to cimd, defines it."
        }
    };
    what.to_owned()
}

/// What one of the registered values of a member is, and whose profiles take it.
fn value_text(name: &str, text: &str, profile: Option<&Profile>) -> Option<String> {
    let registered = choices(name);
    if registered.is_empty() {
        return None;
    }
    let mut said = match registered.contains(&text) {
        true => format!("# {}\n\nA registered value of {}.", code(text), code(name)),
        false => format!("# {}\n\nNot one of the registered values of {}.", code(text), code(name)),
    };
    let taken = |profile: &Profile| Some(contains(profile.values_of(name)?, text));
    if let Some(profile) = profile
        && let Some(is_taken) = taken(profile)
    {
        let verb = if is_taken { "takes" } else { "does not take" };
        said += &format!(" {} {verb} it.", inline(&profile.title));
    }
    let of = |wanted| {
        let profiles = Profile::built_in().iter().filter(|profile| taken(profile) == Some(wanted));
        profiles.map(|profile| code(&profile.name)).collect::<Vec<_>>()
    };
    for (wanted, words) in [(true, "taken by"), (false, "not taken by")] {
        let names = of(wanted);
        if !names.is_empty() {
            said += &format!("\n- {words} {}", names.join(", "));
        }
    }
    Some(said)
}
