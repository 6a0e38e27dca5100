//! `terraform show -json` of a plan.

use std::collections::{HashMap, HashSet};

use super::super::declared::Resource;
use super::super::form::Form;
use super::super::value::{Content, Entry, Node, Unknown};
use super::hcl::TYPE;
use super::json_value::entries;
use super::pointer::below;
use super::refusal::Refusal;
use super::state;
use super::template::Templates;
use crate::json::{Kind, Span, Value};

/// The resources that a plan creates or changes.
pub fn read(root: Value<'_>) -> Result<Vec<Resource>, Refusal> {
    state::check_format(root, "plan")?;
    let configured = root.get("configuration").map(configured).unwrap_or_default();
    let mut resources = Vec::new();
    let Some(changes) = root.get("resource_changes") else {
        // What is left is a plan that changes nothing.
        return Ok(resources);
    };
    for (index, change) in changes.elements().enumerate() {
        if !state::is_ours(change) {
            continue;
        }
        state::check_provider(change)?;
        let address = change.get("address").and_then(Value::as_str).unwrap_or(TYPE);
        let Some(made) = change.get("change").filter(|made| !is_deletion(*made)) else { continue };
        let Some(after) = made.get("after").filter(|after| after.kind() == Kind::Object) else { continue };
        let pointer = format!("/resource_changes/{index}/change/after");
        let span = change.get("address").map_or(change.span(), Value::span);
        let mut resource = Resource::new(Form::Plan, address, span, format!("/resource_changes/{index}"));
        let marks = made.get("after_unknown").map(by_name).unwrap_or_default();
        let mut all = entries(after, &pointer, Templates::None);
        all.extend(unknown(made, &pointer, &all, span));
        if let Some(before) = made.get("before").filter(|before| before.kind() == Kind::Object) {
            let pointer = format!("/resource_changes/{index}/change/before");
            resource.before = entries(before, &pointer, Templates::None);
        }
        let set = configured.get(&without_indices(address));
        resource.has_unset = set.is_none();
        resource.provider = set.and_then(|set| set.provider).map(str::to_owned);
        for mut entry in all {
            let attribute = resource.attribute_of(&entry);
            if attribute.is_none_or(|one| one.is_output) {
                resource.outputs.push(entry);
                continue;
            }
            let expression = set.map(|set| set.expressions.get(&*entry.name));
            if matches!(expression, Some(None)) {
                // Computed before, and not configured.
                continue;
            }
            let mark = marks.get(&*entry.name).copied();
            complete_blocks(&mut entry.value, expression.flatten().copied(), mark);
            resource.inputs.push(entry);
        }
        resources.push(resource);
    }
    Ok(resources)
}

fn is_deletion(change: Value<'_>) -> bool {
    let actions: Vec<&str> =
        change.get("actions").into_iter().flat_map(Value::elements).filter_map(Value::as_str).collect();
    matches!(actions.as_slice(), ["delete" | "forget"])
}

/// The attributes of which only the running program will know the value: they are left out of `after`.
fn unknown(change: Value<'_>, pointer: &str, known: &[Entry], span: Span) -> Vec<Entry> {
    let Some(marks) = change.get("after_unknown") else { return Vec::new() };
    let known: HashSet<&str> =
        known.iter().filter(|entry| !entry.value.is_null()).map(|entry| &*entry.name).collect();
    names_marked(marks).filter(|name| !known.contains(name)).map(|name| later(name, pointer, span)).collect()
}

/// The names that are marked as not known.
fn names_marked(marks: Value<'_>) -> impl Iterator<Item = &str> {
    marks.members().filter(|mark| mark.value.as_bool() == Some(true)).map(|mark| mark.name)
}

/// The members of an object by name, for objects that are asked often; of several with one name the last.
fn by_name(object: Value<'_>) -> HashMap<&str, Value<'_>> {
    object.members().map(|member| (member.name, member.value)).collect()
}

fn later(name: &str, pointer: &str, span: Span) -> Entry {
    let value = Node::new(span, below(pointer, name), Content::Unknown(Unknown::Later));
    Entry::new(name, span, value)
}

/// Leaves in each block what the configuration sets, and adds what will be known later. `expressions` is the list of the
/// configuration's blocks; one that a `dynamic` block makes is not in it, and then `marks` says what will be known.
fn complete_blocks(value: &mut Node, expressions: Option<Value<'_>>, marks: Option<Value<'_>>) {
    let Content::List(blocks) = &mut value.content else { return };
    let written: Vec<Value<'_>> = match expressions {
        Some(list) if list.kind() == Kind::Array => list.elements().collect(),
        Some(one) if one.kind() == Kind::Object => vec![one],
        _ => Vec::new(),
    };
    let is_written = written.len() == blocks.len();
    let marks: Vec<Value<'_>> = marks.into_iter().flat_map(Value::elements).collect();
    for (index, block) in blocks.iter_mut().enumerate() {
        let (span, pointer) = (block.span, block.pointer.clone());
        let Content::Map(entries) = &mut block.content else { continue };
        let (written, mark) = (written.get(index).filter(|_| is_written), marks.get(index));
        let names: Vec<&str> = match (written, mark) {
            (Some(written), _) => written.members().map(|member| member.name).collect(),
            (None, Some(mark)) => names_marked(*mark).collect(),
            (None, None) => Vec::new(),
        };
        let written = written.map(|written| by_name(*written));
        let mark = mark.map(|mark| by_name(*mark)).unwrap_or_default();
        if let Some(written) = &written {
            entries.retain(|entry| written.contains_key(&*entry.name));
        }
        for entry in entries.iter_mut() {
            let written = written.as_ref().and_then(|written| written.get(&*entry.name));
            complete_blocks(&mut entry.value, written.copied(), mark.get(&*entry.name).copied());
        }
        let mut there: HashSet<String> = entries.iter().map(|entry| entry.name.clone()).collect();
        for name in names {
            if there.insert(name.to_owned()) {
                entries.push(later(name, &pointer, span));
            }
        }
    }
}

/// What the configuration says of a resource.
struct Configured<'p> {
    expressions: HashMap<&'p str, Value<'p>>,
    /// The configuration of its provider.
    provider: Option<&'p str>,
}

/// What the configuration says of each resource, for each address without indices.
fn configured(configuration: Value<'_>) -> HashMap<String, Configured<'_>> {
    let mut found = HashMap::new();
    let mut modules: Vec<(Value<'_>, String)> =
        configuration.get("root_module").map(|module| (module, String::new())).into_iter().collect();
    while let Some((module, prefix)) = modules.pop() {
        for resource in module.get("resources").into_iter().flat_map(Value::elements) {
            let address = resource.get("address").and_then(Value::as_str).unwrap_or_default();
            if resource.get("type").and_then(Value::as_str) == Some(TYPE)
                && let Some(expressions) = resource.get("expressions")
            {
                let provider = resource.get("provider_config_key").and_then(Value::as_str);
                let expressions = by_name(expressions);
                found.insert(format!("{prefix}{address}"), Configured { expressions, provider });
            }
        }
        for call in module.get("module_calls").into_iter().flat_map(Value::members) {
            let called = call.value.get("module");
            modules.extend(called.map(|module| (module, format!("{prefix}module.{}.", call.name))));
        }
    }
    found
}

/// `module.a["x"].auth0_client_cimd.b[0]` as the configuration has it: without what is in brackets.
fn without_indices(address: &str) -> String {
    let mut plain = String::with_capacity(address.len());
    let mut characters = address.chars();
    while let Some(character) = characters.next() {
        if character != '[' {
            plain.push(character);
            continue;
        }
        let mut is_quoted = false;
        while let Some(inner) = characters.next() {
            match inner {
                '\\' if is_quoted => drop(characters.next()),
                '"' => is_quoted = !is_quoted,
                ']' if !is_quoted => break,
                _ => {}
            }
        }
    }
    plain
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_lose_their_indices() {
        for (address, expected) in [
            ("auth0_client_cimd.a", "auth0_client_cimd.a"),
            ("auth0_client_cimd.a[0]", "auth0_client_cimd.a"),
            (r#"module.m["a].b"].auth0_client_cimd.a["x\"]"]"#, "module.m.auth0_client_cimd.a"),
        ] {
            assert_eq!(without_indices(address), expected);
        }
    }
}
