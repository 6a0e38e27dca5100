//! Entries of `[[documents]]` that match nothing that was linted.

use crate::runner::{Folder, GOOD};

const RULE: &str = "warning[config-document-unused]";

fn entry(path: &str) -> String {
    let url = if path.ends_with(".json") && !path.contains('*') { "client.json" } else { "" };
    format!("[[documents]]\npath = \"{path}\"\nurl = \"https://app.example.net/{url}\"\n")
}

#[test]
fn an_entry_that_matches_nothing_is_a_warning() {
    let folder = |path: &str| {
        Folder::new().with("cimd.toml", entry(path)).with("a/client.json", GOOD).with("b/data.json", "{}")
    };
    for (path, inputs, message) in [
        ("a/client.json", &["."][..], None),
        ("a/*.json", &["."], None),
        ("a/", &["."], None),
        (
            "client.json",
            &["."],
            Some(
                "no file lies at `client.json`, so no document is checked for `https://app.example.net/client.json`",
            ),
        ),
        (
            "b/*.json",
            &["."],
            Some("no document matches `b/*.json`, so none is checked for `https://app.example.net/`"),
        ),
        ("b/", &["."], Some("no document matches `b/`, so none is checked for `https://app.example.net/`")),
        // Where the run did not look there is nothing to say.
        ("client.json", &["a/client.json"], None),
        ("client.json", &["a"], None),
        ("client.json", &[".", "--level", "config-document-unused=off"], None),
    ] {
        let ran = folder(path).run(&[&["lint", "--format", "short"], inputs].concat());
        let expected = message.map(|message| format!("cimd.toml:2:8: {RULE} {message}\n"));
        assert_eq!((ran.code, ran.out), (0, expected.unwrap_or_default()), "{path} {inputs:?}");
    }
}

#[test]
fn a_file_that_git_ignores_is_not_passed_over_in_silence() {
    let folder = Folder::new()
        .with("cimd.toml", entry("dist/client.json"))
        .with(".gitignore", "dist/\n")
        .with("a/client.json", GOOD)
        .with("dist/client.json", GOOD);
    let ran = folder.run(&["lint", ".", "--format", "short"]);
    let expected = format!(
        "cimd.toml:2:8: {RULE} `dist/client.json` was not linted: .gitignore leaves it out, or it is a symbolic link\n"
    );
    assert_eq!((ran.code, ran.out), (0, expected));
    let ran = folder.run(&["lint", ".", "dist/client.json", "--format", "short"]);
    assert_eq!((ran.code, ran.out.as_str()), (0, ""));
}

#[test]
fn what_the_configuration_excludes_is_meant_to_be_left_out() {
    let config = "exclude = [\"a\"]\n".to_owned() + &entry("a/client.json");
    let folder = Folder::new().with("cimd.toml", config).with("a/client.json", GOOD).with("b.json", GOOD);
    let ran = folder.run(&["lint", ".", "--format", "short"]);
    assert_eq!((ran.code, ran.out.as_str()), (0, ""));
}
