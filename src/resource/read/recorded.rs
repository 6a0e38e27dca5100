//! What Pulumi records of programs in any language: `pulumi preview --json` and `pulumi stack export`.

use super::super::declared::Resource;
use super::super::form::Form;
use super::super::value::{Content, Entry, Node, Unknown};
use super::json_value::entries;
use super::program::is_type;
use super::refusal::Refusal;
use super::state::unknown_version;
use super::template::Templates;
use crate::json::Value;

/// What stands for a value that is not known yet.
const LATER: &str = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";

/// What stands for a secret in a preview.
const SECRET: &str = "[secret]";

/// The member by which a stack tells special values, and its value for secrets.
const SIGNATURE: (&str, &str) = ("4dabf18193072939515e22adb298388d", "1b47061264138c4ac30d75fd1eb44270");

/// The resources that a preview creates or keeps.
pub fn read_preview(root: Value<'_>) -> Vec<Resource> {
    let steps = root.get("steps").into_iter().flat_map(Value::elements).enumerate();
    steps
        .filter_map(|(index, step)| {
            let state = step.get("newState")?;
            resource(Form::Preview, state, &format!("/steps/{index}/newState"))
        })
        .collect()
}

/// The resources of a stack.
pub fn read_stack(root: Value<'_>) -> Result<Vec<Resource>, Refusal> {
    let version = root.get("version").and_then(Value::number_text).unwrap_or_default();
    // Version 4 has the same members, and names features that the stack uses.
    if !matches!(version, "3" | "4") {
        return Err(unknown_version("Pulumi stack", version, "3"));
    }
    let resources = root.get("deployment").and_then(|deployment| deployment.get("resources"));
    let resources = resources.into_iter().flat_map(Value::elements).enumerate();
    Ok(resources
        .filter_map(|(index, state)| resource(Form::Stack, state, &format!("/deployment/resources/{index}")))
        .collect())
}

fn resource(form: Form, state: Value<'_>, pointer: &str) -> Option<Resource> {
    let is_deleted = state.get("delete").and_then(Value::as_bool) == Some(true);
    state.get("type")?.as_str().filter(|name| is_type(name) && !is_deleted)?;
    let urn = state.get("urn");
    let span = urn.map_or(state.span(), Value::span);
    // The name is what stands behind the last pair of colons.
    let name = urn.and_then(Value::as_str).map(|urn| urn.rsplit_once("::").map_or(urn, |(_, name)| name));
    let mut resource = Resource::new(form, name.unwrap_or("ClientCimd"), span, pointer);
    let read = |member: &str| {
        let object = state.get(member)?;
        let mut entries = entries(object, &format!("{pointer}/{member}"), Templates::None);
        settle_all(&mut entries);
        Some(entries)
    };
    resource.provider = state.get("provider").and_then(Value::as_str).map(str::to_owned);
    resource.inputs = read("inputs").unwrap_or_default();
    resource.outputs = read("outputs").unwrap_or_default();
    Some(resource)
}

/// Drops what Pulumi records for itself, and finds what is not known in the rest.
fn settle_all(entries: &mut Vec<Entry>) {
    entries.retain(|entry| !entry.name.starts_with("__"));
    entries.iter_mut().for_each(|entry| settle(&mut entry.value));
}

/// Finds what is not known in a value that was recorded.
fn settle(node: &mut Node) {
    let unknown = match &mut node.content {
        Content::Text { text, .. } if text == LATER => Some(Unknown::Later),
        Content::Text { text, .. } if text == SECRET => Some(Unknown::Secret),
        Content::Map(entries) if is_special(entries) => Some(Unknown::Secret),
        Content::Map(entries) => {
            settle_all(entries);
            None
        }
        Content::List(elements) => {
            elements.iter_mut().for_each(settle);
            None
        }
        _ => None,
    };
    if let Some(unknown) = unknown {
        node.content = Content::Unknown(unknown);
    }
}

fn is_special(entries: &[Entry]) -> bool {
    entries.iter().any(|entry| entry.name == SIGNATURE.0 && entry.value.as_str() == Some(SIGNATURE.1))
}
