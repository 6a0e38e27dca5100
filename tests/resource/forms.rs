//! One resource in each form of text.

use serde_json::{Map, Value, json};

/// The forms in which the inputs of a resource are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Form {
    Hcl,
    TerraformJson,
    Plan,
    PulumiYaml,
    PulumiJson,
    Preview,
    Stack,
    Patch,
}

impl Form {
    pub const ALL: [Form; 8] = [
        Form::Hcl,
        Form::TerraformJson,
        Form::Plan,
        Form::PulumiYaml,
        Form::PulumiJson,
        Form::Preview,
        Form::Stack,
        Form::Patch,
    ];

    /// What a file of that form is called.
    pub fn file_name(self) -> &'static str {
        match self {
            Form::Hcl => "main.tf",
            Form::TerraformJson => "main.tf.json",
            Form::PulumiYaml => "Pulumi.yaml",
            Form::PulumiJson => "Main.json",
            Form::Plan => "plan.json",
            Form::Preview => "preview.json",
            Form::Stack => "stack.json",
            Form::Patch => "patch.json",
        }
    }

    /// A resource with these inputs, named as in Terraform; blocks are objects. `None` where a form cannot have them.
    pub fn write(self, inputs: &Value) -> Option<String> {
        let inputs = inputs.as_object().expect("inputs are an object");
        Some(match self {
            Form::Hcl => format!("resource \"auth0_client_cimd\" \"app\" {{\n{}}}\n", hcl_body(inputs, 1)),
            Form::TerraformJson => json!({ "resource": { "auth0_client_cimd": { "app": inputs } } }).to_string(),
            Form::Plan => plan(inputs).to_string(),
            Form::PulumiYaml => {
                let mut text = "name: test\nruntime: yaml\nresources:\n  app:\n    type: auth0:ClientCimd\n".to_owned();
                text.push_str("    properties:\n");
                yaml(&Value::Object(camel(inputs)), 3, &mut text);
                text
            }
            Form::PulumiJson => json!({
                "name": "test",
                "runtime": "yaml",
                "resources": { "app": { "type": "auth0:index/clientCimd:ClientCimd", "properties": camel(inputs) } },
            })
            .to_string(),
            Form::Preview => json!({ "steps": [{ "op": "create", "urn": URN, "newState": recorded(inputs) }] }).to_string(),
            Form::Stack => json!({ "version": 3, "deployment": { "resources": [recorded(inputs)] } }).to_string(),
            Form::Patch => {
                let mut body = inputs.clone();
                body.remove("external_client_id");
                body.remove("external_client_id_version");
                if body.is_empty() {
                    return None;
                }
                // A description alone may be anything.
                body.entry("require_proof_of_possession").or_insert(json!(true));
                Value::Object(body).to_string()
            }
        })
    }
}

const URN: &str = "urn:pulumi:dev::test::auth0:index/clientCimd:ClientCimd::app";

fn recorded(inputs: &Map<String, Value>) -> Value {
    json!({ "urn": URN, "type": "auth0:index/clientCimd:ClientCimd", "custom": true, "inputs": camel(inputs) })
}

/// The blocks of the resource.
const BLOCKS: [&str; 5] =
    ["jwt_configuration", "refresh_token", "default_organization", "token_quota", "client_credentials"];

fn hcl_body(entries: &Map<String, Value>, depth: usize) -> String {
    let indent = "  ".repeat(depth);
    let mut text = String::new();
    for (name, value) in entries {
        match value {
            Value::Object(members) if BLOCKS.contains(&&**name) => {
                text += &format!("{indent}{name} {{\n{}{indent}}}\n", hcl_body(members, depth + 1));
            }
            Value::Object(members) => {
                text += &format!("{indent}{name} = {{\n");
                for (name, value) in members {
                    text += &format!("{indent}  {} = {value}\n", Value::from(name.as_str()));
                }
                text += &format!("{indent}}}\n");
            }
            _ => text += &format!("{indent}{name} = {value}\n"),
        }
    }
    text
}

/// What `terraform show -json` has: blocks are lists, and what the configuration sets is told beside.
fn plan(inputs: &Map<String, Value>) -> Value {
    fn after(entries: &Map<String, Value>) -> Value {
        let value = |name: &String, value: &Value| match value {
            Value::Object(members) if BLOCKS.contains(&&**name) => json!([after(members)]),
            _ => value.clone(),
        };
        entries.iter().map(|(name, of)| (name.clone(), value(name, of))).collect::<Map<_, _>>().into()
    }
    fn expressions(entries: &Map<String, Value>) -> Value {
        let value = |name: &String, value: &Value| match value {
            Value::Object(members) if BLOCKS.contains(&&**name) => json!([expressions(members)]),
            _ => json!({ "constant_value": value }),
        };
        entries.iter().map(|(name, of)| (name.clone(), value(name, of))).collect::<Map<_, _>>().into()
    }
    json!({
        "format_version": "1.2",
        "terraform_version": "1.11.4",
        "resource_changes": [{
            "address": "auth0_client_cimd.app",
            "mode": "managed",
            "type": "auth0_client_cimd",
            "name": "app",
            "provider_name": "registry.terraform.io/auth0/auth0",
            "change": {
                "actions": ["create"],
                "before": null,
                "after": after(inputs),
                "after_unknown": { "client_id": true, "callbacks": true, "validation": true },
            },
        }],
        "configuration": { "root_module": { "resources": [{
            "address": "auth0_client_cimd.app",
            "mode": "managed",
            "type": "auth0_client_cimd",
            "name": "app",
            "provider_config_key": "auth0",
            "expressions": expressions(inputs),
        }] } },
    })
}

/// The inputs as Pulumi names them.
fn camel(inputs: &Map<String, Value>) -> Map<String, Value> {
    let name = |name: &str| {
        let mut words = name.split('_');
        let first = words.next().unwrap_or_default().to_owned();
        words.fold(first, |joined, word| joined + &word[..1].to_uppercase() + &word[1..])
    };
    let value = |own: &str, value: &Value| match value {
        Value::Object(members) if own != "client_metadata" => Value::Object(camel(members)),
        _ => value.clone(),
    };
    inputs.iter().map(|(own, of)| (name(own), value(own, of))).collect()
}

fn yaml(value: &Value, depth: usize, text: &mut String) {
    let indent = "  ".repeat(depth);
    let entries = value.as_object().expect("it is an object");
    for (name, value) in entries {
        match value {
            Value::Object(members) if !members.is_empty() => {
                *text += &format!("{indent}{}:\n", Value::from(name.as_str()));
                yaml(value, depth + 1, text);
            }
            Value::Array(elements) if !elements.is_empty() => {
                *text += &format!("{indent}{name}:\n");
                for element in elements {
                    *text += &format!("{indent}  - {element}\n");
                }
            }
            // JSON is YAML.
            _ => *text += &format!("{indent}{}: {value}\n", Value::from(name.as_str())),
        }
    }
}
