//! `cimd preview` as its users meet it.

use std::fs;
use std::path::Path;

use crate::runner::{BAD, Folder, GOOD};

/// A folder with files that come along, under their own names.
fn folder(files: &[&str]) -> Folder {
    let testdata = Path::new(env!("CARGO_MANIFEST_DIR")).join("testdata");
    files.iter().fold(Folder::new(), |folder, file| {
        folder.with(file, fs::read(testdata.join(file)).unwrap_or_else(|error| panic!("{file}: {error}")))
    })
}

const TINYWIKI: &str = "documents/tinywiki.json";
const CONFIDENTIAL: &str = "documents/confidential.json";
const KEYS: &str = "key-sets/backend-2026-07.json";

#[test]
fn compact_is_the_recorded_answer() {
    let ran = folder(&[TINYWIKI]).run(&[
        "preview",
        TINYWIKI,
        "--compact",
        "--client-id",
        "tpc_bU3H7iEFPD3nVwc6a6yoa2",
    ]);
    assert_eq!((ran.code, ran.err.as_str()), (0, ""));
    assert_eq!(
        ran.out,
        r#"{"mapped_fields":{"external_client_id":"https://tinywiki.xyz/client.json","name":"TinyWiki","callbacks":["https://tinywiki.xyz/"],"logo_uri":"https://tinywiki.xyz/logo.png","grant_types":["authorization_code"],"app_type":"native","token_endpoint_auth_method":"none"},"validation":{"valid":true,"violations":[],"warnings":["Ignoring unsupported properties: client_uri. These properties are not validated or mapped to the Auth0 client configuration."]},"client_id":"tpc_bU3H7iEFPD3nVwc6a6yoa2"}"#.to_owned() + "\n"
    );
}

#[test]
fn the_exit_code_is_the_verdict() {
    let folder = Folder::new().with("good.json", GOOD).with("bad.json", BAD).with("broken.json", "{");
    assert_eq!(folder.run(&["preview", "good.json"]).code, 0);
    for (arguments, part) in [
        (&["preview", "bad.json"][..], "\"valid\": false"),
        (&["preview", "broken.json"], "\"errors\": ["),
        (&["preview", "good.json", "--url", "https://app.example.net/client.json?v=1"], "\"status\": 400"),
        (&["preview", "bad.json", "--register"], "\"reason\": \"not-applied\""),
    ] {
        let ran = folder.run(arguments);
        assert_eq!(ran.code, 1, "{arguments:?}");
        assert!(ran.out.contains(part), "{arguments:?}: {}", ran.out);
    }
    let missing = folder.run(&["preview", "missing.json"]);
    assert_eq!((missing.code, missing.out.as_str()), (2, ""));
    assert!(missing.err.contains("missing.json cannot be read: there is no such file"), "{}", missing.err);
}

#[test]
fn the_configuration_says_where_the_document_is_published() {
    let config = |name: &str| {
        format!("[[documents]]\npath = \"public/c.json\"\nurl = \"https://app.example.net/{name}.json\"\n")
    };
    let folder = Folder::new()
        .with("cimd.toml", config("moved"))
        .with("other.toml", config("client"))
        .with("public/c.json", GOOD)
        .with("d.json", GOOD);
    for (arguments, code) in [
        (&["preview", "public/c.json"][..], 1),
        (&["preview", "d.json"], 0),
        (&["preview", "public/c.json", "--no-config"], 0),
        (&["preview", "public/c.json", "--config", "other.toml"], 0),
        (&["preview", "public/c.json", "--url", "https://app.example.net/client.json"], 0),
    ] {
        let ran = folder.run(arguments);
        assert_eq!(ran.code, code, "{arguments:?}: {}{}", ran.out, ran.err);
        assert_eq!(
            ran.out.contains("published at `https://app.example.net/moved.json`"),
            code == 1,
            "{}",
            ran.out
        );
    }
    let broken = folder.with("cimd.toml", "profle = 1").run(&["preview", "d.json"]);
    assert_eq!((broken.code, broken.out.as_str()), (2, ""));
    assert!(broken.err.contains("cimd.toml:1:1: there is no key `profle`"), "{}", broken.err);
}

#[test]
fn standard_input_is_previewed_at_its_url() {
    let ran = Folder::new().run_with(
        &["preview", "-", "--url", "https://app.example.net/client.json"],
        &[],
        GOOD.as_bytes(),
    );
    assert_eq!(ran.code, 0);
    assert_eq!(ran.json()["mapped_fields"]["name"], "Example");
}

#[test]
fn a_host_that_cannot_be_reached_is_an_error_of_the_preview() {
    let ran = Folder::new().run(&[
        "preview",
        "https://app.example.net/client.json",
        "--resolve",
        "app.example.net:443:127.0.0.1",
    ]);
    assert_eq!(ran.code, 1);
    let error = ran.json()["errors"][0].as_str().map(str::to_owned).unwrap_or_default();
    assert!(error.contains("special-use address"), "{error}");
}

#[test]
fn keys_come_from_a_file_or_are_said_to_be_unknown() {
    let folder = folder(&[CONFIDENTIAL, KEYS, TINYWIKI]);
    let unknown = folder.run(&["preview", CONFIDENTIAL]);
    assert_eq!(unknown.code, 0);
    assert!(unknown.err.starts_with("note: the key set was not fetched"), "{}", unknown.err);
    assert_eq!(unknown.json()["mapped_fields"]["client_authentication_methods"], serde_json::Value::Null);

    let known = folder.run(&["preview", CONFIDENTIAL, "--jwks", KEYS]);
    assert_eq!((known.code, known.err.as_str()), (0, ""));
    let methods = &known.json()["mapped_fields"]["client_authentication_methods"];
    assert_eq!(methods["private_key_jwt"]["credentials"][0]["kid"], "backend-2026-01");

    let unused = folder.run(&["preview", TINYWIKI, "--jwks", KEYS]);
    assert_eq!(unused.code, 0);
    assert!(unused.err.contains("--jwks has no effect"), "{}", unused.err);
}

#[test]
fn register_says_which_status_it_has() {
    let folder = folder(&[TINYWIKI]);
    let new = folder.run(&["preview", TINYWIKI, "--register"]);
    assert!(
        new.err.contains("HTTP status 201") && new.err.contains("gets its client_id from Auth0"),
        "{}",
        new.err
    );
    let known = folder.run(&["preview", TINYWIKI, "--register", "--client-id", "tpc_1", "--compact"]);
    assert!(known.err.contains("HTTP status 200"), "{}", known.err);
    assert!(known.out.starts_with("{\"client_id\":\"tpc_1\",\"mapped_fields\":"), "{}", known.out);
}

#[test]
fn people_get_a_table_at_two_widths() {
    let folder = folder(&[CONFIDENTIAL, KEYS, "documents/cli-portless-loopback.json"]);
    let arguments: [&[&str]; 2] = [
        &["preview", CONFIDENTIAL, "--jwks", KEYS, "--format", "human"],
        &["preview", "documents/cli-portless-loopback.json", "--format", "human"],
    ];
    for (name, arguments) in ["keys", "loopback"].into_iter().zip(arguments) {
        for width in ["80", "140"] {
            let ran = folder.run_with(arguments, &[("COLUMNS", width)], b"");
            let widest = ran.out.lines().map(|line| line.chars().count()).max().unwrap_or(0);
            assert!(widest <= width.parse().expect("a number"), "{name}: {widest} at width {width}");
            insta::assert_snapshot!(format!("{name}-{width}"), ran.out);
        }
    }
}

#[test]
fn usage_errors_say_what_to_do() {
    let folder = folder(&[TINYWIKI, KEYS]);
    for (arguments, part) in [
        (&["preview"][..], "<INPUT>"),
        (&["preview", "documents"], "name one document"),
        (&["preview", TINYWIKI, "--compact", "--format", "human"], "leave one of them out"),
        (&["preview", TINYWIKI, "--client-id", "https://tinywiki.xyz/client.json"], "begins with tpc_"),
        (&["preview", TINYWIKI, "--jwks", "missing.json"], "missing.json cannot be read"),
        (&["preview", TINYWIKI, "--jwks", KEYS, "--online"], "--online"),
        (&["preview", "https://tinywiki.xyz/client.json", "--url", "https://x.example/c"], "leave --url out"),
        (&["preview", TINYWIKI, "--profile", "auth0"], "--profile"),
    ] {
        let ran = folder.run(arguments);
        assert_eq!((ran.code, ran.out.as_str()), (2, ""), "{arguments:?}");
        assert!(ran.err.contains(part), "{arguments:?}: {}", ran.err);
    }
}

/// The last lines for people: what the client needs before the first login.
fn needed(arguments: &[&str]) -> Vec<String> {
    let folder = folder(&[TINYWIKI, CONFIDENTIAL, KEYS, SETTINGS, GRANTS, CONNECTIONS])
        .with("none.json", "[]")
        .with("promoted.json", r#"[{"name": "db", "strategy": "auth0", "is_domain_connection": true}]"#)
        .with("own.json", r#"[{"client_id": "tpc_1", "audience": "https://api.example.net/"}]"#)
        .with(
            "machine.json",
            r#"[{"client_id": "tpc_1", "audience": "https://api.example.net/", "subject_type": "client"}]"#,
        )
        .with("mcp.json", r#"{"resource_parameter_profile": "compatibility"}"#);
    let ran = folder.run(&[&["preview", "--format", "human"], arguments].concat());
    assert_eq!(ran.code, 0, "{}", ran.err);
    let lines = ran.out.lines().skip_while(|line| !line.starts_with("Before the first login"));
    // Continued lines are joined.
    lines.skip(1).fold(Vec::new(), |mut items: Vec<String>, line| {
        match items.last_mut() {
            Some(last) if line.starts_with(' ') => *last += &format!(" {}", line.trim_start()),
            _ => items.push(line.to_owned()),
        }
        items
    })
}

const SETTINGS: &str = "tenant/settings.json";
const GRANTS: &str = "tenant/client-grants.json";
const CONNECTIONS: &str = "tenant/connections.json";

#[test]
fn what_else_a_login_takes_is_listed_after_a_preview() {
    let of = |arguments: &[&str], about: &str| {
        let items = needed(arguments);
        let found = items.iter().find(|item| item.contains(about));
        found.unwrap_or_else(|| panic!("{about}: {items:?}")).clone()
    };
    for (arguments, about, expected) in [
        (&[TINYWIKI][..], "connection", "· a connection on domain level: third-party clients use no others"),
        (
            &[TINYWIKI, "--connections", CONNECTIONS],
            "connection",
            "✗ a connection on domain level: none of the 2 connections is; third-party clients use no others",
        ),
        (
            &[TINYWIKI, "--connections", "none.json"],
            "connection",
            "✗ a connection on domain level: there is no connection; third-party clients use no others",
        ),
        (&[TINYWIKI, "--connections", "promoted.json"], "connection", "✓ a connection on domain level: `db`"),
        (
            &[TINYWIKI, "--tenant", SETTINGS],
            "tenant setting",
            "✓ the tenant setting Client ID Metadata Document Registration: it is on",
        ),
        (
            &[TINYWIKI, "--tenant", "mcp.json"],
            "tenant setting",
            "✗ the tenant setting Client ID Metadata Document Registration: it is off; clients look for it in the tenant's metadata before they use their URL",
        ),
        (
            &[TINYWIKI, "--tenant", "mcp.json"],
            "resource",
            "✓ the resource parameter profile `compatibility`, for MCP clients: it is `compatibility`",
        ),
        (
            &[TINYWIKI, "--tenant", SETTINGS],
            "resource",
            "✗ the resource parameter profile `compatibility`, for MCP clients: it is `audience`; they name the API in `resource`, and not in `audience`",
        ),
        (
            &[TINYWIKI, "--grants", GRANTS],
            "client grant",
            "✓ a client grant for the client, or a default one for third-party clients: for `https://api.acme.example.net/`",
        ),
        (
            &[TINYWIKI, "--grants", "own.json", "--client-id", "tpc_1"],
            "client grant",
            "✓ a client grant for the client, or a default one for third-party clients: for `https://api.example.net/`",
        ),
        (
            &[CONFIDENTIAL, "--jwks", KEYS],
            "Enterprise",
            "· an Enterprise plan: `private_key_jwt` is part of that plan only",
        ),
    ] {
        assert_eq!(of(arguments, about), expected, "{arguments:?}");
    }
    for (grants, id) in [("none.json", "tpc_1"), ("own.json", "tpc_2"), ("machine.json", "tpc_1")] {
        let item = of(&[TINYWIKI, "--grants", grants, "--client-id", id], "client grant");
        assert!(item.starts_with('✗') && item.contains("there is neither"), "{item}");
    }
    assert!(needed(&[TINYWIKI]).iter().all(|item| item.starts_with('·') && !item.contains("Enterprise")));
}

#[test]
fn a_document_that_asks_for_scopes_of_openid_connect_is_crossed() {
    let document = GOOD.replacen("{", r#"{"scope": "openid read", "#, 1);
    let ran = Folder::new().with("c.json", document).run(&["preview", "c.json", "--format", "human"]);
    assert!(
        ran.out.contains("✗ no scopes of OpenID Connect, and no ID token: the document asks for `openid`"),
        "{}",
        ran.out
    );
}

#[test]
fn what_is_crossed_is_a_note_beside_json() {
    let ran = folder(&[TINYWIKI, CONNECTIONS]).run(&["preview", TINYWIKI, "--connections", CONNECTIONS]);
    assert_eq!(ran.code, 0);
    assert!(ran.out.starts_with('{'), "{}", ran.out);
    assert!(
        ran.err.contains("note: before the first login: a connection on domain level: none of"),
        "{}",
        ran.err
    );
}

#[test]
fn a_refused_document_has_no_list() {
    let ran = Folder::new().with("c.json", BAD).run(&["preview", "c.json", "--format", "human"]);
    assert!(!ran.out.contains("Before the first login"), "{}", ran.out);
}

#[test]
fn what_was_not_saved_from_the_tenant_is_an_error() {
    let folder = folder(&[TINYWIKI, SETTINGS, GRANTS, CONNECTIONS])
        .with("broken.json", "{")
        .with("page.html", "<html>");
    for (option, file, message) in [
        ("--tenant", GRANTS, "it is an array, and not the settings of a tenant"),
        ("--tenant", "broken.json", "it is not JSON"),
        ("--tenant", "missing.json", "missing.json cannot be read"),
        ("--grants", CONNECTIONS, "it is an object, and not a list of client grants"),
        ("--grants", "page.html", "it is not JSON"),
        ("--connections", GRANTS, "it is a list of something else than connections"),
        ("--connections", SETTINGS, "it is an object, and not a list of connections"),
    ] {
        let ran = folder.run(&["preview", TINYWIKI, option, file]);
        assert_eq!(ran.code, 2, "{option} {file}: {}", ran.err);
        assert!(ran.err.contains(message), "{option} {file}: {}", ran.err);
    }
}
