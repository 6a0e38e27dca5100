//! Bodies of requests to the Management API: `PATCH /clients/{id}`, and preview and register.

use super::super::attributes::{OTHER_CLIENT_MEMBERS, attribute};
use super::super::declared::Resource;
use super::super::form::Form;
use super::json_value::entries;
use super::template::Templates;
use crate::json::{Kind, Span, Value};

/// Names that many kinds of files have.
const EVERYWHERE: [&str; 4] = ["name", "description", "mobile", "callbacks"];

/// Names by which a document or a client is told from a body that changes one.
const NOT_A_BODY: [&str; 5] = ["client_id", "redirect_uris", "client_name", "mapped_fields", "tenant"];

/// The resource that a body is about.
pub fn read(root: Value<'_>, is_named: bool) -> Vec<Resource> {
    let names = || root.members().map(|member| member.name);
    if root.kind() != Kind::Object || names().any(|name| NOT_A_BODY.contains(&name)) {
        return Vec::new();
    }
    let is_patch = |name: &str| {
        let of_client = attribute(name, Form::Patch).is_some() || OTHER_CLIENT_MEMBERS.contains(&name);
        name != "external_client_id" && of_client && !EVERYWHERE.contains(&name)
    };
    let form = if names().any(is_patch) && is_named {
        Form::Patch
    } else if names().any(|name| name == "external_client_id") {
        Form::Request
    } else {
        return Vec::new();
    };
    let inputs = entries(root, "", Templates::None);
    let start = root.span().start;
    let span = Span { start, end: start + 1 };
    vec![Resource { inputs, ..Resource::new(form, form.name(), span, "") }]
}
