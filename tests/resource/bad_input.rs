//! Texts that are broken, huge, deep, or of other programs.

use std::path::Path;
use std::time::{Duration, Instant};

use crate::{cimd, report, rules, text};

fn write(directory: &Path, name: &str, text: &str) {
    std::fs::write(directory.join(name), text).expect("it can be written");
}

/// What is refused with exit code 2, and the words that say why.
#[test]
fn what_is_too_large_or_of_another_program_is_an_error() {
    let directory = tempfile::tempdir().expect("a directory can be made");
    let change = r#"{"address": "auth0_client_cimd.a", "mode": "managed", "type": "auth0_client_cimd", "provider_name": "PROVIDER", "change": {"actions": ["create"], "after": {"external_client_id": "https://a.example.net/c"}}}"#;
    let of_other = change.replace("PROVIDER", "registry.terraform.io/acme/other");
    let ours = change.replace("PROVIDER", "registry.terraform.io/auth0/auth0");
    let keys: String = (0..40_000).map(|at| format!("    k{at} = \"v\"\n")).collect();
    for (name, content, words) in [
        ("deep.yaml", format!("# auth0:ClientCimd\na: {}", "[".repeat(100_000)), "64 levels"),
        ("dashes.yaml", format!("# auth0:ClientCimd\n{}", "- ".repeat(100_000)), "64 levels"),
        ("long.yaml", format!("# auth0:ClientCimd\n{}", "- a\n".repeat(300_000)), "200000 values"),
        ("large.yaml", format!("# auth0:ClientCimd\na: {}", "a".repeat(5 << 20)), "4 MiB"),
        (
            "keys.tf",
            format!("resource \"auth0_client_cimd\" \"a\" {{\n  client_metadata = {{\n{keys}  }}\n}}\n"),
            "10000 entries",
        ),
        ("large.tf", format!("# auth0_client_cimd {}", "a".repeat(3 << 20)), "2 MiB"),
        ("values.json", format!("{{\"auth0_client_cimd\": [{}0]}}", "0,".repeat(2_000_000)), "values of JSON"),
        ("large.json", format!("{{\"auth0_client_cimd\": \"{}\"}}", "a".repeat(17 << 20)), "16 MiB"),
        ("plan.json", format!(r#"{{"format_version": "2.0", "resource_changes": [{ours}]}}"#), "version `2.0`"),
        ("other.json", format!(r#"{{"format_version": "1.2", "resource_changes": [{of_other}]}}"#), "provider"),
        ("state.json", r#"{"version": 3, "terraform_version": "0.11", "resources": []}"#.to_owned(), "version `3`"),
        (
            "other-state.json",
            r#"{"version": 4, "terraform_version": "1.9", "resources": [{"mode": "managed", "type": "auth0_client_cimd", "name": "a", "provider": "provider[\"registry.terraform.io/acme/other\"]", "instances": []}]}"#
                .to_owned(),
            "provider",
        ),
        ("stack.json", r#"{"version": 1, "deployment": {"resources": []}}"#.to_owned(), "version `1`"),
    ] {
        write(directory.path(), name, &content);
        let begun = Instant::now();
        let output = cimd(directory.path(), &["resource", name]);
        assert!(begun.elapsed() < Duration::from_secs(20), "{name} takes too long");
        let said = text(&output.stderr);
        assert_eq!(output.status.code(), Some(2), "{name}: {said}");
        assert!(said.contains(words) && said.contains("help: "), "{name}: {said}");
        assert!(said.len() < 1_000, "{name}: {said}");
        std::fs::remove_file(directory.path().join(name)).expect("it is there");
    }
}

#[test]
fn broken_syntax_is_one_finding_at_its_place() {
    let directory = tempfile::tempdir().expect("a directory can be made");
    let after =
        "\nresource \"auth0_client_cimd\" \"b\" {\n  external_client_id = \"http://b.example.net/c\"\n}\n";
    for (name, content, line) in [
        (
            "string.tf",
            format!("resource \"auth0_client_cimd\" \"a\" {{\n  description = \"Notes\n}}\n{after}"),
            2,
        ),
        ("value.tf", format!("resource \"auth0_client_cimd\" \"a\" {{\n  description =\n}}\n{after}"), 2),
        (
            "twice.tf",
            format!(
                "resource \"auth0_client_cimd\" \"a\" {{\n  app_type = \"native\"\n  app_type = \"native\"\n}}\n{after}"
            ),
            3,
        ),
        (
            "deep.tf",
            format!("resource \"auth0_client_cimd\" \"a\" {{\n  x = {}\n}}\n{after}", "[".repeat(10_000)),
            2,
        ),
        ("brace.tf.json", "{\"resource\": {\"auth0_client_cimd\":\n{\"a\": {}}}".to_owned(), 2),
        ("indent.yaml", "resources:\n  a:\n    type: auth0:ClientCimd\n   properties: {}\n".to_owned(), 4),
        ("tab.yaml", "resources:\n  a:\n    type: auth0:ClientCimd\n\tproperties: {}\n".to_owned(), 4),
    ] {
        write(directory.path(), name, &content);
        let report = report(directory.path(), &[name]);
        assert_eq!(rules(&report), ["resource-syntax"], "{name}: {report}");
        let finding = &report["documents"][0]["findings"][0];
        assert_eq!(finding["range"]["start"]["line"], line, "{name}: {finding}");
        let message = finding["message"].as_str().expect("it has a message");
        assert!(message.contains("resources of this file are not checked"), "{message}");
    }
}

/// An alias stands for itself, whatever it would become.
#[test]
fn aliases_are_not_followed() {
    let directory = tempfile::tempdir().expect("a directory can be made");
    let mut bomb = "a0: &a0 [x]\n".to_owned();
    for level in 1..40 {
        let row = vec![format!("*a{}", level - 1); 9].join(", ");
        bomb += &format!("a{level}: &a{level} [{row}]\n");
    }
    bomb += "resources:\n  app:\n    type: auth0:ClientCimd\n    properties:\n      externalClientId: https://a.example.net/c\n      allowedOrigins: *a39\n";
    write(directory.path(), "bomb.yaml", &bomb);
    assert_eq!(rules(&report(directory.path(), &["bomb.yaml"])), ["resource-yaml-alias"]);
}

#[test]
fn a_directory_without_resources_is_an_error_and_a_named_file_is_not() {
    let directory = tempfile::tempdir().expect("a directory can be made");
    write(directory.path(), "main.tf", "resource \"aws_s3_bucket\" \"b\" {}\n");
    write(directory.path(), "package.json", r#"{"name": "app", "description": "about auth0_client_cimd"}"#);
    write(directory.path(), "notes.md", "resource \"auth0_client_cimd\" \"app\" {\n");
    let output = cimd(directory.path(), &["resource", "."]);
    assert_eq!(output.status.code(), Some(2));
    assert!(
        text(&output.stderr).contains("there is no ClientCimd resource in ."),
        "{}",
        text(&output.stderr)
    );
    assert_eq!(cimd(directory.path(), &["resource", "--force-exclude", "."]).status.code(), Some(0));
    for name in ["main.tf", "package.json", "notes.md"] {
        let output = cimd(directory.path(), &["resource", name]);
        assert_eq!(output.status.code(), Some(0), "{name}: {}", text(&output.stdout));
        let said = text(&output.stdout);
        assert!(said.contains("there is no ClientCimd resource in it"), "{said}");
    }
}

#[test]
fn resources_are_found_by_content() {
    let directory = tempfile::tempdir().expect("a directory can be made");
    let hcl =
        "resource \"auth0_client_cimd\" \"a\" {\n  external_client_id = \"https://a.example.net/c\"\n}\n";
    let yaml = "resources:\n  a:\n    type: AUTH0:CLIENTCIMD\n    properties:\n      externalClientId: https://a.example.net/c\n";
    let request = r#"{"external_client_id": "https://a.example.net/c"}"#;
    let state = r#"{"version": 4, "terraform_version": "1.9", "resources": [{"mode": "managed", "type": "auth0_client_cimd", "name": "a", "provider": "provider[\"registry.terraform.io/auth0/auth0\"]", "instances": [{"attributes": {"external_client_id": "https://a.example.net/c"}}]}]}"#;
    for folder in ["infra", "infra/.terraform/modules", "pulumi"] {
        std::fs::create_dir_all(directory.path().join(folder)).expect("it can be made");
    }
    write(directory.path(), "infra/main.tf", hcl);
    write(directory.path(), "infra/.terraform/modules/main.tf", hcl);
    write(directory.path(), "infra/terraform.tfstate", state);
    write(directory.path(), "pulumi/anything.yml", yaml);
    write(directory.path(), "pulumi/plain", request);
    // A script and a page that quote a resource are none.
    write(directory.path(), "infra/apply", &format!("#!/bin/sh\nset -e\ncat <<EOF\n{hcl}EOF\n"));
    write(directory.path(), "infra/README.md", &format!("[Resources](main.tf)\n\n{hcl}"));
    write(
        directory.path(),
        "client.json",
        r#"{"client_id": "https://a.example.net/c", "app_type": "native"}"#,
    );
    let output = cimd(directory.path(), &["resource", "--show-files", "."]);
    assert_eq!(
        text(&output.stdout),
        "infra/main.tf\ninfra/terraform.tfstate\npulumi/anything.yml\npulumi/plain\n"
    );
}

/// What only the running program knows is left alone, and counted.
#[test]
fn expressions_are_left_alone_and_counted() {
    let directory = tempfile::tempdir().expect("a directory can be made");
    let hcl = r#"resource "auth0_client_cimd" "a" {
  for_each           = var.clients
  external_client_id = each.value
  description        = "for ${each.key}"
  allowed_origins    = concat(["https://a.example.net"], var.more)
  app_type           = var.kind == "x" ? "native" : "web"

  dynamic "refresh_token" {
    for_each = var.tokens
    content {
      rotation_type   = refresh_token.value
      expiration_type = "never"
    }
  }
}
"#;
    write(directory.path(), "main.tf", hcl);
    let report = report(directory.path(), &["main.tf"]);
    assert_eq!(rules(&report), ["resource-value"], "what is written in a dynamic block is checked");
    assert_eq!(report["documents"][0]["resources"][0]["unknown_values"], 5);
    let output = cimd(directory.path(), &["resource", "main.tf"]);
    assert!(text(&output.stdout).contains("5 values are known only when it is applied"));
}

#[test]
fn standard_input_is_read_by_its_content() {
    use std::io::Write as _;
    use std::process::{Command, Stdio};

    let with = |input: &str| {
        let mut child = Command::new(env!("CARGO_BIN_EXE_cimd"))
            .args(["resource", "--no-config", "--format", "short", "-"])
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .expect("the program runs");
        child.stdin.take().expect("it is a pipe").write_all(input.as_bytes()).expect("it reads");
        text(&child.wait_with_output().expect("it ends").stdout)
    };
    let hcl =
        "resource \"auth0_client_cimd\" \"a\" {\n  external_client_id = \"http://a.example.net/c\"\n}\n";
    assert!(with(hcl).contains("<stdin>:2:25: violation[client-id-url-not-https]"), "{}", with(hcl));
    let yaml = "resources:\n  a:\n    type: auth0:ClientCimd\n    properties: {}\n";
    assert!(with(yaml).contains("resource-url-missing"), "{}", with(yaml));
    assert!(with(r#"{"app_type": "x"}"#).contains("resource-value"));
}

/// Work grows with the size of a text, also where names and blocks are compared with one another.
#[test]
fn what_is_written_very_often_is_read_in_time() {
    let directory = tempfile::tempdir().expect("a directory can be made");
    let url = "external_client_id = \"https://a.example.net/c\"";
    let plan = |after: &str, unknown: &str, expressions: &str| {
        format!(
            r#"{{"format_version": "1.2", "terraform_version": "1.9.0", "resource_changes": [{{"address": "auth0_client_cimd.a", "mode": "managed", "type": "auth0_client_cimd", "change": {{"actions": ["create"], "after": {{"external_client_id": "https://a.example.net/c"{after}}}, "after_unknown": {{{unknown}}}}}}}], "configuration": {{"root_module": {{"resources": [{{"address": "auth0_client_cimd.a", "type": "auth0_client_cimd", "expressions": {{"external_client_id": {{}}{expressions}}}}}]}}}}}}"#
        )
    };
    let many = |one: &str| vec![one; 150_000].join(",");
    let members: String = (0..150_000).map(|at| format!(", \"k{at}\": 1")).collect();
    let marks: Vec<String> = (0..150_000).map(|at| format!("\"u{at}\": true")).collect();
    let blocks = |one: &str| format!(", \"refresh_token\": [{}]", many(one));
    for (name, content, is_block_repeated) in [
        ("names.json", plan(&members, &marks.join(","), &members), false),
        (
            "blocks.json",
            plan(&blocks("{\"leeway\": 1}"), &blocks("{\"leeway\": true}")[2..], &blocks("{}")),
            true,
        ),
        (
            "blocks.tf",
            format!(
                "resource \"auth0_client_cimd\" \"a\" {{\n{url}\n{}{}}}\n",
                "x {}\n".repeat(80_000),
                "refresh_token {}\n".repeat(60_000)
            ),
            true,
        ),
        (
            "inner.tf",
            format!(
                "resource \"auth0_client_cimd\" \"a\" {{\n{url}\ntoken_quota {{\n{}}}\n}}\n",
                "client_credentials {}\n".repeat(80_000)
            ),
            true,
        ),
    ] {
        write(directory.path(), name, &content);
        let begun = Instant::now();
        let found = rules(&report(directory.path(), &["resource", name]));
        assert!(begun.elapsed() < Duration::from_secs(20), "{name} takes too long");
        let is_found = found.iter().any(|rule| rule == "resource-block-repeated");
        assert_eq!(is_found, is_block_repeated, "{name}: {found:?}");
    }
}
