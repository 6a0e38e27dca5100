//! Pulumi's programs in YAML, and in its JSON form.

use super::super::declared::{Resource, ResourceFile};
use super::super::form::Form;
use super::super::value::{Content, Entry, Node, Unknown};
use super::refusal::{Refusal, text, too_large};
use super::yaml;

/// Most bytes of YAML in one file.
const MAX_YAML_BYTES: usize = 4 * 1024 * 1024;

/// The spellings of the type, in lower case: Pulumi compares them without regard to letter case.
const TYPES: [&str; 3] = ["auth0:clientcimd", "auth0:index:clientcimd", "auth0:index/clientcimd:clientcimd"];

/// Whether that is the resource's type.
pub fn is_type(name: &str) -> bool {
    TYPES.iter().any(|known| name.eq_ignore_ascii_case(known))
}

/// The resources of a program in YAML.
pub fn read_yaml(bytes: Vec<u8>) -> Result<ResourceFile, Refusal> {
    if bytes.len() > MAX_YAML_BYTES {
        return Err(too_large(&format!("{} MiB of YAML", MAX_YAML_BYTES >> 20)));
    }
    let text = match text(bytes) {
        Ok(text) => text,
        Err(file) => return Ok(file),
    };
    let (root, fault) = match yaml::parse(&text)? {
        Ok(root) => (root, None),
        Err(fault) => (None, Some(fault)),
    };
    let resources = root.as_ref().map(read).unwrap_or_default();
    Ok(ResourceFile { resources, fault, source: text.into_bytes() })
}

/// The resources of a program.
pub fn read(root: &Node) -> Vec<Resource> {
    let own = root.get("resources").into_iter().flat_map(Node::entries);
    let components = root.get("components").into_iter().flat_map(Node::entries);
    let of_components =
        components.filter_map(|component| component.value.get("resources")).flat_map(Node::entries);
    own.chain(of_components).filter_map(resource).collect()
}

fn resource(entry: &Entry) -> Option<Resource> {
    let declaration = &entry.value;
    declaration.get("type")?.as_str().filter(|name| is_type(name))?;
    let mut resource =
        Resource::new(Form::Pulumi, &*entry.name, entry.name_span, declaration.pointer.clone());
    let provider = declaration.get("options").and_then(|options| options.get("provider"));
    resource.provider = provider.map(|provider| match &provider.content {
        Content::Text { text, .. } => text.clone(),
        // Which one a reference means is not known: it is taken for another than all others.
        _ => provider.pointer.clone(),
    });
    // What is read with `get` is not made, and takes no properties.
    if declaration.get("get").is_some_and(|get| !get.is_null()) {
        resource.is_open = true;
        return Some(resource);
    }
    let properties = declaration.get("properties").cloned().map(settled);
    match properties.map(|properties| properties.content) {
        Some(Content::Map(entries)) => resource.inputs = entries,
        Some(Content::Unknown(_)) => resource.is_open = true,
        _ => {}
    }
    Some(resource)
}

/// The value with everything that a function of the program gives as not known.
fn settled(mut node: Node) -> Node {
    let content = &mut node.content;
    match content {
        Content::Map(entries) => {
            let function = entries.iter().find(|entry| entry.name.to_ascii_lowercase().starts_with("fn::"));
            match function {
                Some(entry) => {
                    let is_secret = entry.name.eq_ignore_ascii_case("fn::secret");
                    *content =
                        Content::Unknown(if is_secret { Unknown::Secret } else { Unknown::Expression });
                }
                None => {
                    for entry in entries.iter_mut() {
                        let value = Node::new(entry.value.span, "", Content::Null);
                        entry.value = settled(std::mem::replace(&mut entry.value, value));
                    }
                }
            }
        }
        Content::List(elements) => {
            *elements = std::mem::take(elements).into_iter().map(settled).collect();
        }
        _ => {}
    }
    node
}
