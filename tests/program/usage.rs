//! Wrong usage: a clear error that names what was wrong and what to do, and exit 2.

use crate::runner::{BAD, Folder, GOOD};

fn fails_with(arguments: &[&str], parts: &[&str]) {
    let ran = Folder::new().with("good.json", GOOD).with("folder/good.json", GOOD).run(arguments);
    assert_eq!(ran.code, 2, "{arguments:?}: {}", ran.err);
    assert_eq!(ran.out, "", "{arguments:?}");
    for part in parts {
        assert!(ran.err.contains(part), "{arguments:?}: {part} is missing in {}", ran.err);
    }
}

#[test]
fn no_input_is_named() {
    fails_with(&["lint"], &["<INPUT>", "--help"]);
    fails_with(&[], &["Usage: cimd <COMMAND>", "lint", "explain"]);
}

#[test]
fn unknown_names_suggest_the_nearest() {
    fails_with(
        &["lint", "--profile", "auht0", "good.json"],
        &["no profile `auht0`", "did you mean `auth0`?"],
    );
    fails_with(
        &["lint", "--level", "redirect-uri-htp=off", "good.json"],
        &["did you mean `redirect-uri-http`?"],
    );
    fails_with(
        &["lint", "--level", "redirect-uri-http=of", "good.json"],
        &["violation, warning, hint and off"],
    );
    fails_with(&["lint", "--format", "jsn", "good.json"], &["no format `jsn`", "did you mean `json`?"]);
    fails_with(
        &["lint", "--select", "client-id-url,redirect-uri-htp", "good.json"],
        &["`redirect-uri-htp`", "did you mean `redirect-uri-http`?"],
    );
    fails_with(&["explain", "client-id-missmatch"], &["did you mean `client-id-mismatch`?"]);
    fails_with(&["lint", "--fail-on", "warn", "good.json"], &["warning"]);
    fails_with(&["lnt", "good.json"], &["lint"]);
}

#[test]
fn a_url_belongs_to_one_document() {
    let url = "https://app.example.com/client.json";
    fails_with(&["lint", "--url", url, "good.json", "good.json"], &["--url", "several inputs"]);
    fails_with(&["lint", "--url", url, "folder"], &["--url", "directory"]);
}

#[test]
fn standard_streams_are_used_once() {
    fails_with(&["lint", "-", "-"], &["standard input", "once"]);
    fails_with(
        &["lint", "--format", "json", "--format", "short", "good.json"],
        &["two formats", "--format json=report.json"],
    );
    fails_with(
        &["lint", "--format", "json=out", "--format", "short=out", "good.json"],
        &["two formats would go to out"],
    );
}

#[test]
fn profiles_of_users_are_read_with_care() {
    let folder = Folder::new()
        .with("bad.json", BAD)
        .with("mine.toml", "extends = \"auth0\"\n[rules]\nredirect-uri-http = \"off\"\n")
        .with("typo.toml", "extends = \"auth0\"\n[rules]\nredirect-uri-htp = \"off\"\n")
        .with("syntax.toml", "extends = \n");
    assert_eq!(folder.run(&["lint", "--profile", "mine.toml", "bad.json"]).code, 0);
    let typo = folder.run(&["lint", "--profile", "typo.toml", "bad.json"]);
    assert_eq!(typo.code, 2);
    assert!(
        typo.err.contains("typo.toml") && typo.err.contains("did you mean `redirect-uri-http`?"),
        "{}",
        typo.err
    );
    let syntax = folder.run(&["lint", "--profile", "syntax.toml", "bad.json"]);
    assert_eq!(syntax.code, 2);
    assert!(syntax.err.contains("line 1"), "{}", syntax.err);
    let missing = folder.run(&["lint", "--profile", "./missing.toml", "bad.json"]);
    assert_eq!(missing.code, 2);
    assert!(missing.err.contains("./missing.toml cannot be read"), "{}", missing.err);
}

#[test]
fn a_report_that_cannot_be_written_is_an_error() {
    let folder = Folder::new().with("good.json", GOOD);
    let unwritable = "json=no/such/folder/report.json";
    let ran = folder.run(&[
        "lint",
        "good.json",
        "--format",
        unwritable,
        "--format",
        "junit=tests.xml",
        "--format",
        "gitlab",
    ]);
    assert_eq!(ran.code, 2);
    assert!(ran.err.contains("no/such/folder/report.json cannot be written"), "{}", ran.err);
    // The others are.
    assert_eq!(ran.out, "[]\n");
    assert!(folder.path().join("tests.xml").exists());
}

#[test]
fn help_is_for_newcomers() {
    let folder = Folder::new();
    let help = folder.run(&["--help"]);
    assert_eq!(help.code, 0);
    for part in ["lint", "explain", "rules", "Examples:", "cimd lint client.json"] {
        assert!(help.out.contains(part), "{part}");
    }
    let lint = folder.run(&["lint", "--help"]);
    for part in ["--url", "--profile", "--format", "--fail-on", "--level", "Exit codes:", "client-cimd"] {
        assert!(lint.out.contains(part), "{part}");
    }
}

#[test]
fn an_address_is_not_looked_up() {
    for host in ["127.0.0.1", "[::1]", "::1", "0x7f.1", "2130706433"] {
        let resolve = format!("{host}:443:192.0.2.7");
        fails_with(&["lint", "--resolve", &resolve, "good.json"], &["is an address and not a host name"]);
    }
    fails_with(
        &["lint", "--resolve", "app.example.com:443:localhost", "good.json"],
        &["`localhost` is a name, and an IP address is needed"],
    );
    fails_with(&["lint", "--resolve", "app.example.com:443:1.2.3", "good.json"], &["is not an IP address"]);
    fails_with(&["lint", "--resolve", "app.example.com:443", "good.json"], &["the address is missing"]);
}

#[test]
fn the_password_of_a_proxy_is_never_shown() {
    for proxy in [
        "http://user:SECRET@",
        "http://user:SECRET",
        "user:SECRET@host:port",
        "http://user:SECRET@a b",
        "socks5://user:SECRET@127.0.0.1:1",
        "http://user:SECRET@[::1:80",
        "http//user:SECRET@127.0.0.1",
        "-http://user:SECRET@127.0.0.1:99999",
        "http://user:SE%CRET@127.0.0.1:1",
        "http://user:#SECRET@127.0.0.1:1",
        "http://user:/SECRET@127.0.0.1:1",
        "http://user:SECRET@\u{1b}[31m",
    ] {
        for command in ["lint", "preview"] {
            for arguments in [&["--proxy", proxy, "good.json"][..], &[&format!("--proxy={proxy}"), "x.json"]]
            {
                let ran = Folder::new().with("good.json", GOOD).run(&[&[command], arguments].concat());
                assert!(!format!("{ran:?}").contains("SECRET"), "{proxy}: {ran:?}");
            }
        }
    }
}
