//! JSON: which of its forms a text has.

use super::super::declared::Resource;
use super::json_value::node;
use super::refusal::Refusal;
use super::template::Templates;
use super::{body, plan, program, recorded, state, terraform_json};
use crate::json::{Kind, Value};

/// The resources of a JSON text. Only a text that the user named can be the body of a PATCH.
pub fn resources(root: Value<'_>, is_named: bool) -> Result<Vec<Resource>, Refusal> {
    let has = |name: &str| root.get(name).is_some();
    if has("resource_changes") || has("planned_values") {
        plan::read(root)
    } else if has("terraform_version") && has("resources") && has("version") {
        state::read_file(root)
    } else if has("format_version") && (has("values") || has("terraform_version")) {
        state::read(root)
    } else if has("deployment") {
        recorded::read_stack(root)
    } else if root.get("steps").is_some_and(|steps| steps.kind() == Kind::Array) {
        Ok(recorded::read_preview(root))
    } else if has("resource") {
        Ok(terraform_json::read(root))
    } else if has("resources") || has("components") {
        Ok(program::read(&node(root, String::new(), Templates::Pulumi)))
    } else {
        Ok(body::read(root, is_named))
    }
}
