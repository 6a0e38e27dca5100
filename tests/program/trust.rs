//! Documents are hostile: what they hold never reaches the terminal as anything but text.

use crate::github::Command;
use crate::hostile::{self, acts};
use crate::runner::Folder;

const FORMATS: [&str; 10] =
    ["human", "short", "json", "jsonl", "client-cimd", "sarif", "github", "gitlab", "junit", "markdown"];

const HOSTILE: &[u8] = b"{\n  \"client_id\": \"https://app.example.net/\xc2\x9b2J\xe2\x80\xae\x1b[31mc\",\n  \"a\x1b]0;owned\x07\": \"\\u001b[2J\\u009b\\u202e\",\n  \"redirect_uris\": [\"http://a.example.net/\\u001b[31m\"],\n  \"grant_types\": [\"\\u001b[5m\"], \"client_name\": \"\xff\xfe\" }";

#[test]
fn nothing_but_text_is_printed() {
    let folder = Folder::new().with("h\u{1b}[31m.json", HOSTILE);
    for format in FORMATS {
        let ran = folder.run(&[
            "lint",
            "h\u{1b}[31m.json",
            "--format",
            format,
            "--url",
            "https://x.example/\u{1b}[2J\u{202e}",
        ]);
        assert_eq!(ran.code, 1, "{format}");
        for stream in [&ran.out, &ran.err] {
            let bad: Vec<char> = stream.chars().filter(|&character| acts(character)).collect();
            assert!(bad.is_empty(), "{format}: {bad:?} in {stream}");
        }
    }
}

#[test]
fn a_log_of_a_ci_job_gets_no_commands() {
    let (folder, arguments) = hostile::folder();
    let no_command = |format: &str, text: &str| {
        for line in text.lines() {
            assert_eq!(Command::read(line), None, "{format}: {line}");
        }
    };
    for format in FORMATS {
        let ran = folder.run(&[&*arguments, &["--format", format]].concat());
        assert!(format == "client-cimd" || ran.out.contains("##"), "{format}: nothing was tried");
        // Those of this format are ours, and have a test of their own.
        if format != "github" {
            no_command(format, &ran.out);
        }
        no_command(format, &ran.err);
    }
    // Wherever a line of a paragraph breaks.
    for width in 40..110 {
        let ran = folder.run_with(&arguments, &[("COLUMNS", &width.to_string())], b"");
        no_command("human", &ran.out);
    }
}

#[test]
fn previews_and_refreshes_print_nothing_but_text() {
    let client = br#"{"client_id": "tpc_\u001b[31m", "name": "\u009b2J\u202e", "callbacks": ["\u001b[5m"],
        "external_client_id": "https://x.example/\u001b[2J", "external_metadata_type": "cimd"}"#;
    let broken = br#"{"client_id": "tpc_1", "external_metadata_type": "\u001b[31m\u202e"}"#;
    // The first is what the client's URL says, so that fields are compared; the second is broken in every way.
    let good = br#"{"client_id": "https://x.example/c", "client_name": "\u001b[31m\u202e", "redirect_uris": ["https://x.example/\u009b"],
        "grant_types": ["refresh_token", "\u001b[5m"], "\u001b]0;x\u0007": "\u200b", "token_endpoint_auth_method": "none"}"#;
    let folder = Folder::new()
        .with("client.json", client)
        .with("broken\u{1b}[1m.json", broken)
        .with("good.json", good)
        .with("h\u{1b}[31m.json", HOSTILE);
    for arguments in [
        &["preview", "h\u{1b}[31m.json"][..],
        &["preview", "good.json"],
        &["preview", "good.json", "--url", "https://x.example/\u{1b}[2J\u{202e}"],
        &["preview", "good.json", "--client-id", "tpc_\u{1b}[2J", "--register"],
        &["refresh", "--registered", "client.json", "good.json", "--url", "https://x.example/\u{1b}[2J"],
        &["refresh", "--registered", "client.json", "good.json"],
        &["refresh", "--registered", "broken\u{1b}[1m.json", "good.json"],
    ] {
        for format in ["human", "json"] {
            let ran = folder.run(&[arguments, &["--format", format]].concat());
            let said = [&*ran.out, &*ran.err].concat();
            assert!(said.contains("U+00") || said.contains(r"\u00"), "nothing was tried: {said}");
            for stream in [&ran.out, &ran.err] {
                let bad: Vec<char> = stream.chars().filter(|&character| acts(character)).collect();
                assert!(bad.is_empty(), "{arguments:?} {format}: {bad:?} in {stream}");
            }
        }
    }
}

#[test]
fn large_previews_and_refreshes_end_quickly() {
    let list = |from: usize| (from..from + 40_000).map(|n| format!("\"c{n}\",")).collect::<String>();
    let client = format!(
        "{{\"client_id\":\"tpc_1\",\"external_client_id\":\"https://x.example/c\",\"callbacks\":[{}\"z\"]}}",
        list(0)
    );
    let head = "\"client_id\":\"https://x.example/c\"";
    let listing = format!("{{{head},\"redirect_uris\":[{}\"z\"]}}", list(20_000));
    let members = format!("{{{head},{}\"z\":1}}", list(0).replace(',', ":1,"));
    let folder =
        Folder::new().with("client.json", client).with("list.json", listing).with("members.json", members);
    for document in ["list.json", "members.json"] {
        for format in ["human", "json"] {
            let started = std::time::Instant::now();
            let preview = folder.run(&["preview", document, "--format", format]);
            let refresh =
                folder.run(&["refresh", "--registered", "client.json", document, "--format", format]);
            assert_eq!((preview.code, refresh.code), (1, 1), "{document}");
            assert!(started.elapsed().as_secs() < 20, "{document} took {:?}", started.elapsed());
            assert!(format == "json" || preview.out.lines().count() + refresh.out.lines().count() < 2_000);
        }
    }
}

#[test]
fn errors_are_as_careful() {
    let ran = Folder::new().run(&["lint", "no\u{1b}[31m\u{202e}.json", "--profile", "auth0"]);
    assert_eq!(ran.code, 2);
    let said = ran.out + &ran.err;
    assert!(said.contains("[31m"), "nothing was tried: {said}");
    assert!(!said.chars().any(acts), "{said}");
}

#[test]
fn colour_comes_only_when_it_is_asked_for() {
    let folder = Folder::new().with("bad.json", crate::runner::BAD);
    let escapes = |arguments: &[&str], variables: &[(&str, &str)]| {
        folder.run_with(arguments, variables, b"").out.contains('\u{1b}')
    };
    assert!(!escapes(&["lint", "bad.json"], &[]));
    assert!(!escapes(&["lint", "bad.json"], &[("NO_COLOR", "1"), ("CLICOLOR_FORCE", "1")]));
    assert!(!escapes(&["lint", "bad.json", "--color", "never"], &[("CLICOLOR_FORCE", "1")]));
    assert!(escapes(&["lint", "bad.json", "--color", "always"], &[]));
    assert!(escapes(&["lint", "bad.json"], &[("CLICOLOR_FORCE", "1")]));
}

#[test]
fn hostile_documents_end_quickly_and_with_bounds() {
    let many = |unit: &str, n: usize| unit.repeat(n);
    for (name, text) in [
        ("brackets", many("[", 100_000)),
        ("braces", many("{\"a\":", 100_000)),
        ("commas", many(",", 1_000_000)),
        (
            "members",
            format!("{{{}\"z\":1}}", (0..60_000).map(|n| format!("\"x{n}\":1,")).collect::<String>()),
        ),
        ("same members", format!("{{{}\"a\":1}}", many("\"a\":1,", 100_000))),
        (
            "redirects",
            format!(
                "{{\"redirect_uris\":[{}\"x\"]}}",
                (0..40_000).map(|n| format!("\"http://h{n}/\",")).collect::<String>()
            ),
        ),
        ("quotes", many("\"\\u12", 150_000)),
    ] {
        let started = std::time::Instant::now();
        let ran = Folder::new().with("c.json", &text).run(&["lint", "c.json", "--format", "json"]);
        assert_eq!(ran.code, 1, "{name}");
        assert!(started.elapsed().as_secs() < 20, "{name} took {:?}", started.elapsed());
        let findings = ran.json()["documents"][0]["findings"].as_array().expect("an array").len();
        assert!(findings <= 1_000, "{name}: {findings}");
    }
}

#[test]
fn a_hundred_thousand_brackets_are_one_syntax_finding() {
    let ran = Folder::new().with("c.json", "[".repeat(100_000)).run(&["lint", "c.json", "--format", "json"]);
    let json = ran.json();
    let rules: Vec<&str> = json["documents"][0]["findings"]
        .as_array()
        .expect("an array")
        .iter()
        .filter_map(|finding| finding["rule"].as_str())
        .collect();
    assert_eq!(rules, ["http-body-too-large", "doc-too-deep"]);
}
