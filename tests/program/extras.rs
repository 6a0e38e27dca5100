//! Completions and manual pages.

use std::fs;

use crate::runner::Folder;

#[test]
fn every_shell_has_its_completions() {
    let folder = Folder::new();
    for shell in ["bash", "elvish", "fish", "powershell", "zsh"] {
        let ran = folder.run(&["completions", shell]);
        assert_eq!((ran.code, ran.err.as_str()), (0, ""), "{shell}");
        for part in ["cimd", "explain", "fail-on", "inputs-from"] {
            assert!(ran.out.contains(part), "{shell}: {part}");
        }
    }
    let unknown = folder.run(&["completions", "tcsh"]);
    assert_eq!((unknown.code, unknown.out.as_str()), (2, ""));
    assert!(unknown.err.contains("zsh"), "{}", unknown.err);
}

#[test]
fn the_manual_page_is_printed() {
    let ran = Folder::new().run(&["man"]);
    assert_eq!((ran.code, ran.err.as_str()), (0, ""));
    for part in [".TH cimd 1", ".SH SYNOPSIS", "cimd\\-lint(1)", "cimd lint client.json"] {
        assert!(ran.out.contains(part), "{part} is missing in {}", ran.out);
    }
    assert!(!ran.out.contains("cimd\\-help"), "{}", ran.out);
}

#[test]
fn every_command_has_its_manual_page() {
    let folder = Folder::new().with("file", "");
    let ran = folder.run(&["man", "--out", "share/man1"]);
    assert_eq!((ran.code, ran.out.as_str(), ran.err.as_str()), (0, "", ""));
    for command in ["", "-lint", "-explain", "-rules", "-completions", "-man"] {
        let page = fs::read_to_string(folder.path().join(format!("share/man1/cimd{command}.1")));
        let page = page.unwrap_or_else(|error| panic!("cimd{command}.1: {error}"));
        assert!(page.contains(&format!(".TH cimd{command} 1")), "{page}");
    }
    let failed = folder.run(&["man", "--out", "file"]);
    assert_eq!(failed.code, 2);
    assert!(failed.err.contains("cannot be written to file"), "{}", failed.err);
}
