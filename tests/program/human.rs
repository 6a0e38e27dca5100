//! Output for people at two widths. A person has read the snapshots.

use std::fs;
use std::path::Path;

use crate::runner::Folder;

/// A document that comes along, linted under its own name.
fn shown(name: &str, width: &str) -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("testdata/documents").join(name);
    let folder = Folder::new().with(name, fs::read(path).expect("the document comes along"));
    let ran = folder.run_with(&["lint", name], &[("COLUMNS", width)], b"");
    let limit: usize = width.parse().expect("a number");
    let widest = ran.out.lines().map(|line| line.chars().count()).max().unwrap_or(0);
    assert!(widest <= limit, "{name}: a line has {widest} characters at width {width}");
    ran.out
}

#[test]
fn a_few_documents_at_two_widths() {
    for name in [
        "cli-portless-loopback.json",
        "comments.json",
        "merge-conflict.json",
        "minified.json",
        "published-secret.json",
    ] {
        for width in ["60", "140"] {
            insta::assert_snapshot!(
                format!("{}-{width}", name.trim_end_matches(".json")),
                shown(name, width)
            );
        }
    }
}

#[test]
fn a_mismatch_shows_both_strings() {
    let name = "public.json";
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("testdata/documents").join(name);
    let folder = Folder::new().with(name, fs::read(path).expect("the document comes along"));
    let url = "https://app.example.net/Client.json";
    insta::assert_snapshot!(folder.run_with(&["lint", "--url", url, name], &[("COLUMNS", "80")], b"").out);
}
