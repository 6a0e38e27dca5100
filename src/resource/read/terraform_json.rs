//! Terraform's configuration in its JSON syntax.

use super::super::declared::Resource;
use super::super::form::Form;
use super::super::value::{Content, Entry, Node, Unknown};
use super::hcl::{META_ARGUMENTS, TYPE};
use super::json_value::node;
use super::pointer::below;
use super::template::Templates;
use crate::json::{Kind, Value};

/// The resources of a configuration. Wherever an object may stand, a list of objects may as well.
pub fn read(root: Value<'_>) -> Vec<Resource> {
    let mut resources = Vec::new();
    for (blocks, pointer) in objects(root.get("resource"), "/resource".to_owned()) {
        for (of_type, pointer) in objects(blocks.get(TYPE), below(&pointer, TYPE)) {
            for named in of_type.members().filter(|member| member.name != "//") {
                for (object, pointer) in objects(Some(named.value), below(&pointer, named.name)) {
                    let address = format!("{TYPE}.{}", named.name);
                    let inputs = inputs(object, &pointer);
                    let resource = Resource::new(Form::TerraformJson, address, named.name_span, pointer);
                    let provider = object.get("provider").and_then(Value::as_str).map(str::to_owned);
                    resources.push(Resource { inputs, provider, ..resource });
                }
            }
        }
    }
    resources
}

/// The objects that a value is: itself, or each of its elements.
fn objects(value: Option<Value<'_>>, pointer: String) -> Vec<(Value<'_>, String)> {
    match value.map(|value| (value, value.kind())) {
        Some((value, Kind::Object)) => vec![(value, pointer)],
        Some((value, Kind::Array)) => {
            let elements = value.elements().enumerate().filter(|(_, one)| one.kind() == Kind::Object);
            elements.map(|(index, one)| (one, below(&pointer, &index.to_string()))).collect()
        }
        _ => Vec::new(),
    }
}

fn inputs(object: Value<'_>, pointer: &str) -> Vec<Entry> {
    let mut inputs = Vec::new();
    for member in object.members() {
        let name = member.name;
        if name == "dynamic" {
            for (blocks, pointer) in objects(Some(member.value), below(pointer, name)) {
                inputs.extend(dynamic_blocks(blocks, &pointer));
            }
        } else if name != "//" && !META_ARGUMENTS.contains(&name) {
            let value = settled(node(member.value, below(pointer, name), Templates::Terraform));
            inputs.push(Entry::new(name, member.name_span, value));
        }
    }
    inputs
}

/// Blocks that are made by an expression; what is written in them is the same in each.
fn dynamic_blocks(blocks: Value<'_>, pointer: &str) -> Vec<Entry> {
    let mut made = Vec::new();
    for member in blocks.members() {
        for (one, pointer) in objects(Some(member.value), below(pointer, member.name)) {
            let content = objects(one.get("content"), below(&pointer, "content"));
            let value = match content.into_iter().next() {
                Some((content, pointer)) => settled(node(content, pointer, Templates::Terraform)),
                None => Node::new(member.value.span(), pointer, Content::Unknown(Unknown::Expression)),
            };
            made.push(Entry::new(member.name, member.name_span, value));
        }
    }
    made
}

/// The value without comments and without blocks that expressions make.
fn settled(mut node: Node) -> Node {
    let blocks = match &mut node.content {
        Content::List(elements) => elements.as_mut_slice(),
        _ => std::slice::from_mut(&mut node),
    };
    for block in blocks {
        if let Content::Map(entries) = &mut block.content {
            entries.retain(|entry| entry.name != "//");
            entries.iter_mut().for_each(settle);
        }
    }
    node
}

/// A block that an expression makes inside a block is not known.
fn settle(entry: &mut Entry) {
    if entry.name == "dynamic" {
        let Some(made) = entry.value.entries().first() else { return };
        let (name, name_span) = (made.name.clone(), made.name_span);
        entry.value.content = Content::Unknown(Unknown::Expression);
        (entry.name, entry.name_span) = (name, name_span);
    }
}
