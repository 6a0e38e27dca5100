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
    if let Some(mut properties) = declaration.get("properties").cloned() {
        settle(&mut properties);
        match properties.content {
            Content::Map(entries) => resource.inputs = entries,
            Content::Unknown(_) => resource.is_open = true,
            _ => {}
        }
    }
    Some(resource)
}

/// Finds what is not known in a value: whatever a function of the program gives.
fn settle(node: &mut Node) {
    match &mut node.content {
        Content::Map(entries) => {
            let function = entries.iter().find(|entry| entry.name.to_ascii_lowercase().starts_with("fn::"));
            let Some(function) = function else {
                return entries.iter_mut().for_each(|entry| settle(&mut entry.value));
            };
            let is_secret = function.name.eq_ignore_ascii_case("fn::secret");
            let unknown = if is_secret { Unknown::Secret } else { Unknown::Expression };
            node.content = Content::Unknown(unknown);
        }
        Content::List(elements) => elements.iter_mut().for_each(settle),
        _ => {}
    }
}
