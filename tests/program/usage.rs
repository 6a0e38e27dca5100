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
    fails_with(&["explain", "redirect_uri"], &["did you mean `redirect_uris`?"]);
    fails_with(
        &["explain", "the client_id of this document is not the url"],
        &["texts with the same words", "`document client_id does not match the client_id URL`"],
    );
    fails_with(&["rules", "redirect_urs"], &["`redirect_urs`", "did you mean `redirect_uris`?"]);
    fails_with(&["rules", "--part", "key"], &["did you mean `keys`?"]);
    fails_with(&["rules", "--part", "keys", "redirect_uris"], &["leave out --part"]);
    fails_with(&["rules", "--all-profiles"], &["--format json or --format markdown"]);
    fails_with(&["lint", "--fail-on", "warn", "good.json"], &["warning"]);
    fails_with(&["lnt", "good.json"], &["lint"]);
}

#[test]
fn a_url_belongs_to_one_document() {
    let url = "https://app.example.net/client.json";
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
    assert!(syntax.err.contains("syntax.toml:1:11: "), "{}", syntax.err);
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
        &["lint", "--resolve", "app.example.net:443:localhost", "good.json"],
        &["`localhost` is a name, and an IP address is needed"],
    );
    fails_with(&["lint", "--resolve", "app.example.net:443:1.2.3", "good.json"], &["is not an IP address"]);
    fails_with(&["lint", "--resolve", "app.example.net:443", "good.json"], &["the address is missing"]);
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

#[test]
fn a_url_without_its_scheme_is_asked_about() {
    let folder = Folder::new().with("example.net/there.json", GOOD);
    for (input, url) in [
        ("example.net/client.json", "https://example.net/client.json"),
        ("localhost:3000/client.json", "https://localhost:3000/client.json"),
        ("https:/h/c", "https://h/c"),
    ] {
        for command in [&["lint"][..], &["preview"], &["lint", "--format", "json"]] {
            let ran = folder.run(&[command, &[input]].concat());
            assert_eq!(ran.code, 2);
            assert!(ran.err.contains(&format!("did you mean {url}?")), "{}", ran.err);
        }
    }
    // What is there is read.
    assert_eq!(folder.run(&["lint", "example.net/there.json"]).code, 0);
    let ran = folder.run(&["lint", "nothing.json"]);
    assert!(!ran.err.contains("did you mean"), "{}", ran.err);
}

#[test]
fn the_url_of_a_file_has_a_path_to_name() {
    let folder = Folder::new().with("list", "file:///x.json\n");
    for arguments in
        [&["lint", "file:///x.json"][..], &["preview", "file:///x.json"], &["lint", "--inputs-from", "list"]]
    {
        let ran = folder.run(arguments);
        assert_eq!(ran.code, 2, "{}", ran.out);
        assert!(ran.err.contains("name the path: /x.json"), "{}", ran.err);
    }
}

#[test]
fn what_cannot_be_read_is_said_on_standard_error_in_every_format() {
    let folder = Folder::new().with("c.json", GOOD);
    for format in
        ["human", "short", "json", "jsonl", "client-cimd", "sarif", "github", "gitlab", "junit", "markdown"]
    {
        let ran = folder.run(&["lint", "c.json", "missing.json", "--format", format]);
        assert_eq!(ran.code, 2, "{format}");
        let error = "error: missing.json cannot be read: there is no such file\n";
        assert_eq!(ran.err.matches(error).count(), 1, "{format}: {}", ran.err);
        assert!(!ran.out.contains("error: missing.json"), "{format}: {}", ran.out);
    }
    let ran = folder.run(&["lint", "missing.json", "--statistics"]);
    assert!(ran.err.starts_with("error: missing.json cannot be read"), "{}", ran.err);
}

#[test]
fn reasons_are_words_without_numbers() {
    let folder = Folder::new().with("c.json", GOOD).with("f", "");
    for (arguments, reason) in [
        (&["--config", "no.toml"][..], "the configuration cannot be read: there is no such file"),
        (&["--profile", "no.toml"], "the profile no.toml cannot be read: there is no such file"),
        (&["--profile", "f/no.toml"], "cannot be read: a part of its path is not a directory"),
        (&["--baseline", "no.json"], "the baseline cannot be read: there is no such file"),
        (&["--inputs-from", "no"], "the list no cannot be read: there is no such file"),
        (&["--inputs-from", "."], "the list . cannot be read: it is a directory"),
        (&["--ca-certificate", "no.pem"], "no.pem cannot be used: there is no such file"),
        (&["--format", "json=no/r.json"], "no/r.json cannot be written: there is no directory no"),
        (&["--jobs", "0"], "write how many documents to check at the same time: a number from 1 on"),
    ] {
        let ran = folder.run(&[&["lint", "c.json"], arguments].concat());
        assert_eq!(ran.code, 2, "{arguments:?}");
        assert!(ran.err.contains(reason), "{arguments:?}: {}", ran.err);
        assert!(!ran.err.contains("os error"), "{}", ran.err);
    }
}

#[test]
fn standard_input_has_one_name_for_people() {
    let ran = Folder::new().run_with(&["lint", "-"], &[], b"{");
    assert!(
        ran.out.contains("[<stdin>:1:2]") && ran.out.contains("<stdin>: Auth0 would refuse it"),
        "{}",
        ran.out
    );
}

#[test]
fn odd_urls_are_explained() {
    let said = |url: &str| {
        let ran =
            Folder::new().with("c.json", GOOD).run(&["lint", "--url", url, "c.json", "--format", "short"]);
        ran.out
    };
    for (url, words) in [
        ("https://@h.dev/c", "has an `@` before its host, and no user name before that"),
        ("https://::1/c", "an IPv6 address stands in brackets, `[::1]`"),
        (" https://app.example.net/client.json ", "begins and ends with white space"),
        (" https://app.example.net/client.json", " begins with white space"),
    ] {
        assert!(said(url).contains(words), "{url}: {}", said(url));
    }
}

#[test]
fn small_things_are_said_rightly() {
    let said = |text: String| {
        let folder = Folder::new().with("c.json", text);
        let findings =
            folder.run(&["lint", "c.json", "--format", "json"]).json()["documents"][0]["findings"].take();
        findings.as_array().cloned().unwrap_or_default()
    };
    let with = |member: &str| GOOD.replacen('{', &format!("{{{member},"), 1);
    let null = said(with(r#""client_secret": null"#));
    let message = null[0]["message"].as_str().unwrap_or_default();
    assert!(message.starts_with("the document has `client_secret`: it is null"), "{message}");
    let unit = said(with(&format!(r#""description": "{}😀""#, "a".repeat(139))));
    assert_eq!(unit[0]["help"], "shorten it by one code unit: most emoji have two");
    let grant = said(GOOD.replace(r#"["authorization_code", "refresh_token"]"#, r#"["code"]"#));
    assert_eq!(grant.len(), 1, "{grant:?}");
    let native = GOOD.replace("https://app.example.net/callback", "http://127.0.0.1:33418/");
    let misspelt = said(native.replacen('{', r#"{"app_type": "native","#, 1));
    let help = misspelt.iter().find(|finding| finding["rule"] == "application-type-missing-loopback");
    let help = help.and_then(|finding| finding["help"].as_str()).unwrap_or_default();
    assert!(help.starts_with("the document has `app_type`: rename it to `application_type`"), "{help}");
}

#[test]
fn a_search_takes_an_array_of_documents_and_one_without_its_brace() {
    let folder = Folder::new()
        .with("a/list.json", format!("[{GOOD}, {GOOD}]"))
        .with("a/open.json", GOOD.trim_start().trim_start_matches('{'))
        .with("a/other.json", "[1, {\"name\": \"x\"}]");
    let listed = folder.run(&["lint", "a", "--show-files"]).out;
    assert_eq!(listed.lines().collect::<Vec<_>>(), ["a/list.json", "a/open.json"]);
}
