//! Resources with one URL, in one program and in several.

use std::path::Path;

use serde_json::json;

use crate::{report, rules};

fn hcl(name: &str, more: &str) -> String {
    format!(
        "resource \"auth0_client_cimd\" \"{name}\" {{\n  external_client_id = \"https://a.example.net/c\"\n{more}}}\n"
    )
}

/// Whether files that lie together have resources with one URL.
fn has_twins(files: &[(&str, String)]) -> bool {
    let directory = tempfile::tempdir().expect("a directory can be made");
    for (name, text) in files {
        let path = directory.path().join(name);
        std::fs::create_dir_all(path.parent().unwrap_or(Path::new("."))).expect("it can be made");
        std::fs::write(path, text).expect("it can be written");
    }
    let found = rules(&report(directory.path(), &["."]));
    assert!(found.iter().all(|rule| rule == "resource-url-repeated"), "{found:?}");
    !found.is_empty()
}

#[test]
fn the_files_of_a_module_are_one_program() {
    assert!(has_twins(&[("main.tf", hcl("a", "") + &hcl("b", ""))]));
    assert!(has_twins(&[("a.tf", hcl("a", "")), ("b.tf", hcl("b", ""))]));
    let in_json = json!({ "resource": { "auth0_client_cimd": { "b": { "external_client_id": "https://a.example.net/c" } } } });
    assert!(has_twins(&[("a.tf", hcl("a", "")), ("b.tf.json", in_json.to_string())]));
    assert!(!has_twins(&[("dev/a.tf", hcl("a", "")), ("prod/a.tf", hcl("a", ""))]));
}

#[test]
fn two_providers_are_two_tenants() {
    let other = hcl("b", "  provider = auth0.staging\n");
    assert!(!has_twins(&[("main.tf", hcl("a", "") + &other)]));
    let both = hcl("a", "  provider = auth0.staging\n") + &other;
    assert!(has_twins(&[("main.tf", both)]));
}

#[test]
fn what_overrides_a_resource_is_not_another_one() {
    let partial = "resource \"auth0_client_cimd\" \"a\" {\n  description = \"Notes\"\n}\n".to_owned();
    assert!(!has_twins(&[("main.tf", hcl("a", "")), ("a_override.tf", partial)]));
    assert!(!has_twins(&[("main.tf", hcl("a", "")), ("override.tf", hcl("a", ""))]));
}

#[test]
fn recordings_and_programs_of_pulumi_are_told_as_well() {
    let two = |of: &dyn Fn(&str) -> serde_json::Value| json!([of("a"), of("b")]);
    let program = json!({ "resources": {
        "a": { "type": "auth0:ClientCimd", "properties": { "externalClientId": "https://a.example.net/c" } },
        "b": { "type": "auth0:ClientCimd", "properties": { "externalClientId": "https://a.example.net/c" } },
    } });
    let stack = json!({ "version": 3, "deployment": { "resources": two(&|name| json!({
        "urn": format!("urn:pulumi:dev::x::auth0:index/clientCimd:ClientCimd::{name}"),
        "type": "auth0:index/clientCimd:ClientCimd",
        "inputs": { "externalClientId": "https://a.example.net/c" },
    })) } });
    let state = json!({ "version": 4, "terraform_version": "1.11.4", "resources": [{
        "mode": "managed",
        "type": "auth0_client_cimd",
        "name": "a",
        "provider": "provider[\"registry.terraform.io/auth0/auth0\"]",
        "instances": [
            { "index_key": 0, "attributes": { "external_client_id": "https://a.example.net/c" } },
            { "index_key": 1, "attributes": { "external_client_id": "https://a.example.net/c" } },
        ],
    }] });
    let plan = json!({ "format_version": "1.2", "resource_changes": two(&|name| json!({
        "address": format!("auth0_client_cimd.{name}"),
        "mode": "managed",
        "type": "auth0_client_cimd",
        "change": { "actions": ["create"], "after": { "external_client_id": "https://a.example.net/c" } },
    })) });
    for (name, text) in
        [("Main.json", program), ("stack.json", stack), ("terraform.tfstate", state), ("plan.json", plan)]
    {
        assert!(has_twins(&[(name, text.to_string())]), "{name}");
    }
    // A plan beside its configuration is about the same resource.
    let plan = json!({ "format_version": "1.2", "resource_changes": [{
        "address": "auth0_client_cimd.a",
        "mode": "managed",
        "type": "auth0_client_cimd",
        "change": { "actions": ["create"], "after": { "external_client_id": "https://a.example.net/c" } },
    }] });
    assert!(!has_twins(&[("main.tf", hcl("a", "")), ("plan.json", plan.to_string())]));
}
