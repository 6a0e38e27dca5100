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

/// What bash offers for the last of the words, with the script sourced.
#[cfg(unix)]
fn bash_offers(folder: &Folder, words: &[&str]) -> Vec<String> {
    let script = r#"compopt() { :; }
        source <("$CIMD" completions bash)
        COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1))
        _cimd cimd "${COMP_WORDS[COMP_CWORD]}" "${COMP_WORDS[COMP_CWORD - 1]}"
        printf '%s\n' "${COMPREPLY[@]}""#;
    let output = std::process::Command::new("bash")
        .args(["--norc", "-c", script, "bash"])
        .args(words)
        .env("CIMD", env!("CARGO_BIN_EXE_cimd"))
        .current_dir(folder.path())
        .output()
        .expect("bash starts");
    let offered = String::from_utf8(output.stdout).expect("it is text");
    assert!(output.stderr.is_empty(), "{}", String::from_utf8_lossy(&output.stderr));
    offered.lines().filter(|line| !line.is_empty()).map(str::to_owned).collect()
}

#[cfg(unix)]
#[test]
fn bash_completes_what_it_can_know() {
    let folder = Folder::new().with("my baseline.json", "");
    for (words, offered) in [
        (["cimd", "expl"].as_slice(), ["explain"].as_slice()),
        (&["cimd", "explain", "redirect-uri-ht"], &["redirect-uri-http"]),
        (&["cimd", "lint", "--select", "jwk-kid-d"], &["jwk-kid-duplicate"]),
        (&["cimd", "lint", "--format", "s"], &["short", "sarif"]),
        (&["cimd", "lint", "--fail-on", ""], &["violation", "warning", "hint", "never"]),
        (&["cimd", "lint", "--baseline", "my"], &["my baseline.json"]),
        (&["cimd", "lint", "--url", ""], &[]),
        (&["cimd", "completions", "f"], &["fish"]),
    ] {
        assert_eq!(bash_offers(&folder, words), offered, "{words:?}");
    }
}

#[test]
fn the_manual_page_is_printed() {
    let ran = Folder::new().run(&["man"]);
    assert_eq!((ran.code, ran.err.as_str()), (0, ""));
    let title = concat!(".TH cimd 1 \"\" \"cimd ", env!("CARGO_PKG_VERSION"), "\"");
    for part in
        [title, ".SH SYNOPSIS", "cimd\\-lint(1)", ".SH EXAMPLES\n.nf\n  cimd lint ", ".fi\n.SH VERSION\n"]
    {
        assert!(ran.out.contains(part), "{part} is missing in {}", ran.out);
    }
    assert!(!ran.out.contains("cimd\\-help"), "{}", ran.out);
}

#[test]
fn every_command_has_its_manual_page() {
    let folder = Folder::new().with("file", "");
    let ran = folder.run(&["man", "--out", "share/man1"]);
    assert_eq!((ran.code, ran.out.as_str(), ran.err.as_str()), (0, "", ""));
    for command in
        ["", "-lint", "-init", "-preview", "-refresh", "-explain", "-rules", "-completions", "-man"]
    {
        let page = fs::read_to_string(folder.path().join(format!("share/man1/cimd{command}.1")));
        let page = page.unwrap_or_else(|error| panic!("cimd{command}.1: {error}"));
        assert!(page.contains(&format!(".TH cimd{command} 1")), "{page}");
        assert!(!page.contains(".SH EXTRA") && !page.contains("\n.br\n\n"), "{page}");
        assert_eq!(
            page.contains(".SH EXIT CODES\n.nf\n  0  "),
            page.contains("Exit codes") || page.contains("EXIT")
        );
        assert!(command != "-lint" || page.contains(".SH EXIT CODES"), "{page}");
    }
    let failed = folder.run(&["man", "--out", "file"]);
    assert_eq!(failed.code, 2);
    assert!(failed.err.contains("cannot be written to file"), "{}", failed.err);
}
