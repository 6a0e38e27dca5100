//! The configuration file: where it is found, what it says, and what is wrong with it.

use std::fs;
use std::path::Path;

use crate::below::run_below;
use crate::runner::{BAD, Folder, GOOD, Ran};

const IGNORED_PROPERTY: &str = r#"{
  "client_id": "https://app.example.net/client.json",
  "client_name": "Example",
  "scope": "a b",
  "redirect_uris": ["http://app.example.net/callback"],
  "grant_types": ["authorization_code", "refresh_token"],
  "response_types": ["code"],
  "token_endpoint_auth_method": "none"
}
"#;

fn lint(config: &str, arguments: &[&str]) -> Ran {
    let folder = Folder::new().with("client.json", IGNORED_PROPERTY).with("cimd.toml", config);
    let mut all = vec!["lint", "client.json", "--format", "short"];
    all.extend(arguments);
    folder.run(&all)
}

#[track_caller]
fn says(ran: &Ran, code: i32, parts: &[&str]) {
    assert_eq!(ran.code, code, "{}{}", ran.out, ran.err);
    for part in parts {
        assert!(
            ran.out.contains(part) || ran.err.contains(part),
            "{part} is missing in {}{}",
            ran.out,
            ran.err
        );
    }
}

#[test]
fn the_command_line_wins_over_the_file() {
    says(&lint("", &[]), 1, &["violation[redirect-uri-http]", "warning[property-unsupported]"]);
    let never = "fail-on = \"never\"";
    says(&lint(never, &[]), 0, &[]);
    says(&lint(never, &["--fail-on", "violation"]), 1, &[]);
    let hint = "[levels]\nredirect-uri-http = \"hint\"";
    says(&lint(hint, &[]), 0, &["hint[redirect-uri-http]"]);
    says(&lint(hint, &["--level", "redirect-uri-http=violation"]), 1, &["violation[redirect-uri-http]"]);
    says(&lint(hint, &["--no-config"]), 1, &["violation[redirect-uri-http]"]);
    let ignore = "ignore = [\"property\", \"redirect-uri\"]";
    assert_eq!(lint(ignore, &[]).out, "");
    says(&lint(ignore, &["--ignore", "property"]), 1, &["redirect-uri-http"]);
    says(&lint(ignore, &["--level", "redirect-uri-http=warning"]), 0, &["warning[redirect-uri-http]"]);
    let select = lint("select = [\"property\"]", &[]);
    assert_eq!((select.code, select.out.lines().count()), (0, 1), "{}", select.out);
    says(
        &lint("select = [\"property\"]", &["--select", "client-id,redirect-uri-http"]),
        1,
        &["redirect-uri-http"],
    );
}

#[test]
fn what_is_hidden_stays_in_the_verdict() {
    for config in
        ["ignore = [\"redirect-uri\"]", "select = [\"client-id\"]", "[levels]\nredirect-uri-http = \"off\""]
    {
        let folder = Folder::new().with("client.json", BAD).with("cimd.toml", config);
        let json = folder.run(&["lint", "client.json", "--format", "json"]).json();
        assert_eq!(json["documents"][0]["valid"], false, "{config}");
        let validation = folder.run(&["lint", "client.json", "--format", "client-cimd"]).json();
        assert_eq!(validation[0]["violations"].as_array().map(Vec::len), Some(1), "{config}");
    }
}

#[test]
fn it_is_found_upwards_from_the_input_and_stops_at_the_repository() {
    let off = "ignore = [\"redirect-uri-http\"]";
    let folder = Folder::new()
        .with("cimd.toml", off)
        .with("a/b/client.json", BAD)
        .with("repository/.git/HEAD", "")
        .with("repository/a/client.json", BAD)
        .with("worktree/.git", "gitdir: elsewhere")
        .with("worktree/client.json", BAD)
        .with("own/.git/HEAD", "")
        .with("own/cimd.toml", off)
        .with("own/client.json", BAD);
    assert_eq!(folder.run(&["lint", "a/b/client.json"]).code, 0);
    assert_eq!(folder.run(&["lint", "a"]).code, 0);
    assert_eq!(folder.run(&["lint", "a/../a/b/client.json"]).code, 0);
    assert_eq!(folder.run(&["lint", "repository/a/client.json"]).code, 1);
    assert_eq!(folder.run(&["lint", "worktree/client.json"]).code, 1);
    assert_eq!(folder.run(&["lint", "own"]).code, 0);
    assert_eq!(folder.run_with(&["lint", "-"], &[], BAD.as_bytes()).code, 0);
    assert_eq!(folder.run(&["lint", "repository/a/client.json", "--config", "own/cimd.toml"]).code, 0);
    says(
        &folder.run(&["lint", "a/b/client.json", "own/client.json"]),
        2,
        &["different configurations", "own/cimd.toml", "--config"],
    );
}

#[test]
fn faults_are_placed_and_explained() {
    for (config, parts) in [
        ("profle = \"auth0\"", &["cimd.toml:1:1: there is no key `profle`", "did you mean `profile`?"][..]),
        ("\nfail-on = \"warnings\"", &["cimd.toml:2:11:", "`warnings`", "did you mean `warning`?"]),
        (
            "\n\nprofile = \"auht0\"",
            &["cimd.toml:3:11: there is no profile `auht0`", "did you mean `auth0`?"],
        ),
        ("[levels]\nredirect-uri-htp = \"off\"", &["cimd.toml:2:1:", "did you mean `redirect-uri-http`?"]),
        ("[levels]\nredirect-uri-http = \"none\"", &["cimd.toml:2:21:", "violation, warning, hint, off"]),
        ("ignore = [\"redirect\",\n\"client-ids\"]", &["cimd.toml:2:1:", "no family of rules `client-ids`"]),
        ("exclude = [\"../x\"]", &["cimd.toml:1:12:", "leads out of the folder"]),
        (
            "[[documents]]\npath = \"public/*.json\"\nurl = \"https://app.example.net/client.json\"",
            &["cimd.toml:3:7:", "every file that the pattern matches", "end it in `/`"],
        ),
        ("[[ignores]]\nrule = \"redirect-uri-http\"", &["cimd.toml:1:1: the key `reason` is missing here"]),
        (
            "[[ignores]]\nrule = \"redirect-uri-http\"\nreason = \"x\"\nexpires = \"soon\"",
            &["cimd.toml:4:11: `soon` is not a date"],
        ),
        ("profile = ", &["cimd.toml:1:"]),
        ("profile = \"mine.toml\"", &["cimd.toml:1:11: the profile mine.toml cannot be read"]),
        ("require = [\"auth0\",\n\"mine.toml\"]", &["cimd.toml:2:1: the profile mine.toml cannot be read"]),
    ] {
        let ran = lint(config, &[]);
        says(&ran, 2, parts);
        assert_eq!(ran.out, "", "{config}");
    }
    let folder = Folder::new().with("c.json", GOOD).with("cimd.toml", b"# a\nprofile = \"\xff\"");
    says(&folder.run(&["lint", "c.json"]), 2, &["cimd.toml:2:12: the configuration is not UTF-8", "save"]);
    let missing = Folder::new().with("c.json", GOOD).run(&["lint", "c.json", "--config", "no.toml"]);
    says(&missing, 2, &["no.toml: the configuration cannot be read"]);
}

#[test]
fn a_hostile_configuration_prints_nothing_but_text() {
    let ran = lint("\"a\\u001b[31m\" = 1", &[]);
    assert_eq!(ran.code, 2);
    assert!(ran.err.contains("[31m") && !ran.err.contains('\u{1b}'), "{}", ran.err);
}

#[test]
fn a_profile_lies_where_the_file_says() {
    let folder = Folder::new()
        .with("r/cimd.toml", "profile = \"lint/mine.toml\"")
        .with("r/lint/mine.toml", "extends = \"auth0\"\n[rules]\nredirect-uri-http = \"off\"\n")
        .with("r/client.json", BAD);
    assert_eq!(folder.run(&["lint", "r/client.json"]).code, 0);
    assert_eq!(folder.run(&["lint", "r/client.json", "--profile", "auth0"]).code, 1);
}

#[test]
fn settings_are_shown_as_they_could_be_written() {
    let config = "select = [\"redirect-uri\"]\n[levels]\nredirect-uri-http = \"warning\"\n[[ignores]]\nrule = \"redirect-uri-http\"\nreason = \"why not\"\nexpires = 2999-01-31\n";
    let folder = Folder::new().with("cimd.toml", config).with("client.json", BAD);
    let ran = folder.run(&["lint", "--show-settings", "--level", "client-id-mismatch=off"]);
    assert_eq!(
        ran.out,
        r#"# The settings of cimd.toml, and of the command line.
profile = "auth0"
fail-on = "violation"
select = ["redirect-uri"]

[levels]
client-id-mismatch = "off"
redirect-uri-http = "warning"

[[ignores]]
rule = "redirect-uri-http"
reason = "why not"
expires = "2999-01-31"
"#
    );
    let again = Folder::new().with("cimd.toml", &ran.out).with("client.json", BAD);
    assert_eq!(again.run(&["lint", "--show-settings", "client.json"]).out, ran.out);
    assert!(
        folder.run(&["lint", "--show-settings", "--no-config"]).out.starts_with("# No configuration file")
    );
}

#[test]
fn a_configuration_above_holds_for_whatever_has_no_folder_of_its_own() {
    let folder = Folder::new().with("cimd.toml", "fail-on = \"warning\"\n").with("a/b/client.json", BAD);
    for input in ["-", "https://app.example.net/client.json", "client.json", "."] {
        let ran = run_below(&folder, "a/b", &["lint", "--show-settings", input]);
        assert!(ran.out.contains("fail-on = \"warning\""), "{input}: {}", ran.out);
    }
    let ran = run_below(&folder, "a/b", &["lint", "--show-settings"]);
    assert!(ran.out.contains("fail-on = \"warning\""), "{}", ran.out);
}

/// The configuration that docs/configuration.md shows.
fn example() -> String {
    let page = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/configuration.md");
    let page = fs::read_to_string(page).expect("it is there");
    let (_, block) = page.split_once("```toml\n").expect("it has an example");
    block.split_once("```").expect("it ends").0.to_owned()
}

#[test]
fn the_example_of_the_documentation_holds() {
    let folder = Folder::new()
        .with("cimd.toml", example())
        .with("lint/our-server.toml", "extends = \"auth0\"")
        .with("public/client.json", GOOD);
    let ran = folder.run(&["lint", "public/client.json"]);
    assert_eq!((ran.code, ran.err.as_str()), (0, ""), "{}", ran.out);
}

#[test]
fn configurations_satisfy_their_schema() {
    let schema = Path::new(env!("CARGO_MANIFEST_DIR")).join("schemas/cimd.schema.json");
    let schema = serde_json::from_slice(&fs::read(schema).expect("it is there")).expect("it is JSON");
    let validator = jsonschema::validator_for(&schema).expect("it is a schema");
    let json = |text: &str| {
        // TOML's own dates are strings to a schema.
        let text = text.replace("2999-12-31", "\"2999-12-31\"");
        serde_json::to_value(toml::from_str::<toml::Table>(&text).expect("it is TOML")).expect("it fits")
    };
    let whole = json(&example());
    let faults: Vec<String> = validator.iter_errors(&whole).map(|error| error.to_string()).collect();
    assert!(faults.is_empty(), "{faults:?}");
    for wrong in [
        "profle = 1",
        "fail-on = \"warn\"",
        "[levels]\nredirect-uri-htp = \"off\"",
        "[levels]\nredirect-uri-http = \"of\"",
        "[[ignores]]\nrule = \"redirect-uri-http\"",
        "exclude = [\"/a\"]",
    ] {
        assert!(!validator.is_valid(&json(wrong)), "{wrong}");
    }
}
