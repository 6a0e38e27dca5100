//! What a directory search finds, what it passes over, and what it says of that.

use std::process::Command;

use crate::runner::{BAD, Folder, GOOD};

/// A client as the Deploy CLI exports it.
const DEPLOYED: &str = r#"{"name": "My Native app", "app_type": "native", "grant_types": ["authorization_code"],
 "is_first_party": true, "oidc_conformant": false, "jwt_configuration": {}, "token_endpoint_auth_method": "none"}"#;

/// What Auth0's Management API answers for a client that was made of a document.
const IMPORTED: &str = r#"{"tenant": "example", "client_id": "tpc_1nKv8Rw2YpTq5sXe9ZcLhD", "name": "Example",
 "external_client_id": "https://app.example.net/client.json", "callbacks": [], "grant_types": ["authorization_code"]}"#;

/// A client of a server with identifiers of its own.
const OPAQUE: &str = r#"{"client_id": "my-client", "client_name": "Example",
 "redirect_uris": ["https://app.example.net/callback"], "grant_types": ["authorization_code"]}"#;

/// An answer to a registration.
const REGISTERED: &str = r#"{"client_id": "s6BhdRkqt3", "client_secret": "x", "client_secret_expires_at": 0,
 "redirect_uris": ["https://app.example.net/callback"], "grant_types": ["authorization_code"]}"#;

fn found(folder: &Folder) -> Vec<String> {
    folder.run(&["lint", ".", "--show-files"]).out.lines().map(str::to_owned).collect()
}

#[test]
fn documents_are_found_by_content_in_json_json_ld_and_well_known_files() {
    let names = [
        ".well-known/a/b/app",
        ".well-known/oauth-client/default",
        "app/webid.jsonld",
        "clients/UPPER.JSON",
        "public/.well-known/app",
    ];
    let folder = names.iter().fold(Folder::new(), |folder, name| folder.with(name, GOOD));
    let folder = folder
        .with("app/document", GOOD)
        .with("app/document.txt", GOOD)
        .with(".well-known/security.txt", GOOD)
        .with(".well-known/assetlinks.json", "[]")
        .with(".well-known/acme-challenge/token", "x.y")
        .with("app/vocabulary.jsonld", r#"{"@context": {"name": "x"}}"#);
    assert_eq!(found(&folder), names);
    // From inside as well.
    let inside = Command::new(env!("CARGO_BIN_EXE_cimd"))
        .args(["lint", ".", "--show-files"])
        .current_dir(folder.path().join("public/.well-known"))
        .output()
        .expect("the program starts");
    assert_eq!(String::from_utf8_lossy(&inside.stdout), "app\n");
}

#[test]
fn a_usual_name_finds_what_is_broken_or_incomplete() {
    let certain =
        ["client-metadata.json", "oauth-client-metadata.json", "clientid.jsonld", ".well-known/oauth-client"];
    for content in
        ["", "{}", "not yet", "<html></html>", r#"{"title": "x"}"#, OPAQUE, "{\"client_name\": \"x\",}"]
    {
        for name in certain {
            assert_eq!(found(&Folder::new().with(name, content)), [name], "{content}");
        }
        assert!(found(&Folder::new().with("other.json", content)).is_empty(), "{content}");
    }
    for content in ["", "{}", "not yet", r#"{"client_name": "x"}"#, r#"{"redirect_url": "x"}"#] {
        for name in ["client.json", ".well-known/oauth-client/default"] {
            assert_eq!(found(&Folder::new().with(name, content)), [name], "{content}");
        }
    }
    // What other files of that name hold.
    for content in [r#"{"title": "x", "appName": "y"}"#, r#"{"port": 80}"#, "[1, 2]", OPAQUE] {
        assert!(found(&Folder::new().with("client.json", content)).is_empty(), "{content}");
    }
}

#[test]
fn a_client_id_that_is_meant_to_be_a_url_is_client_metadata() {
    for id in ["app.example.net/client.json", "%BASE_URL%/clientid.jsonld", "{{CLIENT_ID}}", "$CLIENT_ID", ""]
    {
        let document = OPAQUE.replace("my-client", id);
        assert_eq!(found(&Folder::new().with("app.json", document)), ["app.json"], "{id}");
    }
}

#[test]
fn other_kinds_are_passed_over_whatever_they_are_called() {
    let others = [
        (DEPLOYED, "looks like a client of Auth0's Management API"),
        (IMPORTED, "looks like a client of Auth0's Management API"),
        (REGISTERED, "looks like the answer to a registration (RFC 7591)"),
    ];
    for (content, reason) in others.into_iter().chain([(OPAQUE, "`client_id` is not a URL")]) {
        for name in ["client.json", "clients/app.json", "client-metadata.json"] {
            if content == OPAQUE && name == "client-metadata.json" {
                continue;
            }
            let folder = Folder::new().with(name, content);
            let ran = folder.run(&["lint", "."]);
            assert_eq!(ran.code, 2, "{}", ran.out);
            let said = format!("1 file was tried; passed over: {name} ({reason})\n");
            assert!(ran.err.contains(&said), "{}", ran.err);
            // A hook leaves it alone, and who names it has it checked.
            assert_eq!(folder.run(&["lint", "--force-exclude", name]).code, 0);
            assert_eq!(folder.run(&["lint", name]).code, 1);
        }
    }
}

#[test]
fn near_misses_are_named_with_the_reason() {
    let folder = Folder::new()
        .with("cimd.toml", "exclude = [\"fixtures\"]")
        .with(".gitignore", "dist/\nnode_modules/\n")
        .with("dist/client-metadata.json", GOOD)
        .with("fixtures/app.json", GOOD)
        .with("oauth/document", GOOD)
        .with("notes.txt", "about a client")
        .with("package.json", r#"{"name": "x", "version": "1.0.0", "scripts": {}}"#)
        .with("part.json", r#"{"client_name": "x"}"#)
        .with("node_modules/x/client.json", GOOD);
    let git = Command::new("git").args(["init", "-q"]).current_dir(folder.path()).status();
    assert!(git.expect("git is installed").success());
    let ran = folder.run(&["lint", "."]);
    let tried = "there is no client metadata in .: 2 files were tried; passed over: \
        dist/client-metadata.json (is ignored by .gitignore or .ignore), \
        fixtures/app.json (is excluded by cimd.toml), \
        oauth/document (is not *.json or *.jsonld: name it or set `include`), \
        part.json (has only one member of client metadata)\n";
    assert_eq!(ran.code, 2);
    assert!(ran.err.contains(tried), "{}", ran.err);

    let listed = folder.with("app.json", GOOD).run(&["lint", ".", "--show-files", "--verbose"]);
    assert_eq!((listed.code, listed.out.as_str()), (0, "app.json\n"));
    for line in [
        "passed over: dist/client-metadata.json: is ignored by .gitignore or .ignore\n",
        "passed over: package.json: looks like a manifest of npm (package.json)\n",
        "passed over: part.json: has only one member of client metadata\n",
    ] {
        assert!(listed.err.contains(line), "{}", listed.err);
    }
    assert!(!listed.err.contains("notes.txt"), "{}", listed.err);
}

#[test]
fn near_misses_are_few() {
    let folder = (0..40).fold(Folder::new(), |folder, n| folder.with(&format!("{n:02}.json"), OPAQUE));
    let err = folder.run(&["lint", "."]).err;
    assert!(err.contains("04.json (`client_id` is not a URL), and 35 more\n"), "{err}");
    assert!(!err.contains("05.json"), "{err}");
    let verbose = folder.run(&["lint", ".", "--show-files", "--verbose"]).err;
    assert_eq!(verbose.matches("passed over: ").count(), 41, "{verbose}");
}

#[test]
fn verbose_goes_with_show_files() {
    let ran = Folder::new().with("client.json", GOOD).run(&["lint", ".", "--verbose"]);
    assert_eq!(ran.code, 2);
    assert!(ran.err.contains("--show-files"), "{}", ran.err);
}

#[test]
fn a_hook_checks_what_has_a_usual_name() {
    let folder = Folder::new()
        .with("client-metadata.json", "{")
        .with("data.json", "{")
        .with("clientid.jsonld", BAD)
        .with(".well-known/oauth-client/default", BAD);
    for (name, code) in [
        ("client-metadata.json", 1),
        ("data.json", 0),
        ("clientid.jsonld", 1),
        (".well-known/oauth-client/default", 1),
    ] {
        assert_eq!(folder.run(&["lint", "--force-exclude", name]).code, code, "{name}");
    }
}

/// The pattern is one for Python; the names are those of a commit.
#[test]
fn hooks_get_the_files_that_a_search_looks_into() {
    let hooks = include_str!("../../.pre-commit-hooks.yaml");
    let patterns: Vec<&str> = hooks.lines().filter_map(|line| line.strip_prefix("  files: ")).collect();
    let pattern = r"'(?i)(\.(json|jsonld)$|(^|/)\.well-known/([^/]+/)*[^/.]+$)'";
    let of_resources = r"'(?i)\.(tf|tofu|ya?ml|json|jsonld)$'";
    assert_eq!(patterns, [pattern, pattern, pattern, of_resources, of_resources, of_resources]);
    assert!(!hooks.contains("types:"), "a document without an extension has no type");
}
