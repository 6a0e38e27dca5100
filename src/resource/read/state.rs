//! Terraform's states: `terraform show -json`, and the file itself.

use super::super::declared::Resource;
use super::super::form::Form;
use super::hcl::TYPE;
use super::json_value::entries;
use super::refusal::Refusal;
use super::template::Templates;
use crate::finding::quoted;
use crate::json::{Kind, Span, Value};

/// The resources of `terraform show -json`.
pub fn read(root: Value<'_>) -> Result<Vec<Resource>, Refusal> {
    check_format(root, "state")?;
    let mut resources = Vec::new();
    let mut modules: Vec<(Value<'_>, String)> = Vec::new();
    if let Some(values) = root.get("values") {
        modules.extend(values.get("root_module").map(|module| (module, "/values/root_module".to_owned())));
    }
    while let Some((module, pointer)) = modules.pop() {
        let own = module.get("resources").into_iter().flat_map(Value::elements).enumerate();
        for (index, resource) in own {
            if !is_ours(resource) {
                continue;
            }
            check_provider(resource)?;
            let address = resource.get("address");
            let named = address.and_then(Value::as_str).unwrap_or(TYPE);
            let span = address.map_or(resource.span(), Value::span);
            let pointer = format!("{pointer}/resources/{index}");
            if let Some(values) = resource.get("values") {
                resources.push(recorded(values, named, span, &format!("{pointer}/values")));
            }
        }
        let children = module.get("child_modules").into_iter().flat_map(Value::elements).enumerate();
        let children: Vec<_> =
            children.map(|(index, child)| (child, format!("{pointer}/child_modules/{index}"))).collect();
        modules.extend(children.into_iter().rev());
    }
    Ok(resources)
}

/// The resources of a state file, version 4.
pub fn read_file(root: Value<'_>) -> Result<Vec<Resource>, Refusal> {
    let version = root.get("version").and_then(Value::number_text).unwrap_or_default();
    if version != "4" {
        return Err(unknown_version("Terraform state", version, "4"));
    }
    let mut resources = Vec::new();
    let all = root.get("resources").into_iter().flat_map(Value::elements).enumerate();
    for (index, resource) in all.filter(|(_, resource)| is_ours(*resource)) {
        check_provider(resource)?;
        let name = resource.get("name");
        let module = resource.get("module").and_then(Value::as_str).map(|module| format!("{module}."));
        let named = format!(
            "{}{TYPE}.{}",
            module.unwrap_or_default(),
            name.and_then(Value::as_str).unwrap_or_default()
        );
        let span = name.map_or(resource.span(), Value::span);
        let instances = resource.get("instances").into_iter().flat_map(Value::elements).enumerate();
        for (instance, values) in instances {
            let Some(attributes) = values.get("attributes") else { continue };
            let key = values.get("index_key").map(|key| String::from_utf8_lossy(key.raw()).into_owned());
            let address = key.map_or_else(|| named.clone(), |key| format!("{named}[{key}]"));
            let pointer = format!("/resources/{index}/instances/{instance}/attributes");
            let provider = resource.get("provider").and_then(Value::as_str).map(str::to_owned);
            resources.push(Resource { provider, ..recorded(attributes, &address, span, &pointer) });
        }
    }
    Ok(resources)
}

/// Whether it is a resource of that type, and no data source.
pub fn is_ours(resource: Value<'_>) -> bool {
    let text = |name| resource.get(name).and_then(Value::as_str);
    text("type") == Some(TYPE) && text("mode") != Some("data")
}

/// A resource of which everything was recorded.
fn recorded(values: Value<'_>, address: &str, span: Span, pointer: &str) -> Resource {
    let mut resource = Resource::new(Form::State, address, span, pointer);
    for entry in entries(values, pointer, Templates::None) {
        match resource.attribute_of(&entry) {
            Some(attribute) if !attribute.is_output => resource.inputs.push(entry),
            _ => resource.outputs.push(entry),
        }
    }
    resource
}

/// Refuses the output of a Terraform whose format is not known here.
pub fn check_format(root: Value<'_>, what: &str) -> Result<(), Refusal> {
    let Some(version) = root.get("format_version") else { return Ok(()) };
    let text = version.as_str().unwrap_or_default();
    match text.split('.').next() {
        // Terraform 1.0 and 0.14 wrote 0.1 and 0.2 of the same members.
        Some("1" | "0") => Ok(()),
        _ => Err(unknown_version(&format!("Terraform {what}"), text, "1")),
    }
}

/// Refuses a resource of that type which another provider has made.
pub fn check_provider(resource: Value<'_>) -> Result<(), Refusal> {
    let name = resource.get("provider_name").or_else(|| resource.get("provider"));
    let Some(name) = name.filter(|name| name.kind() == Kind::String).and_then(Value::as_str) else {
        return Ok(());
    };
    // A state file has `provider["registry.terraform.io/auth0/auth0"]`, and perhaps an alias behind it.
    let source = name.split('"').nth(1).unwrap_or(name);
    match source.rsplit('/').next() {
        Some("auth0") => Ok(()),
        _ => Err(Refusal::new(
            format!("a resource {TYPE} in it is of the provider {}", quoted(name)),
            "only resources of Auth0's provider, auth0/auth0, are read",
        )),
    }
}

/// That a file has a version that is not known here.
pub fn unknown_version(what: &str, version: &str, known: &str) -> Refusal {
    Refusal::new(
        format!("it is a {what} of version {}, and version {known} is read", quoted(version)),
        "see whether a newer version of cimd reads it",
    )
}
