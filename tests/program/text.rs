//! Whatever text comes in by whatever way, nothing but text goes out: every format, command and channel.

use std::collections::BTreeSet;

use proptest::prelude::*;
use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};

use crate::hostile::acts;
use crate::runner::{Folder, Ran};

const FORMATS: [&str; 9] =
    ["human", "short", "json", "jsonl", "client-cimd", "github", "gitlab", "junit", "sarif"];

/// What terminals, runners and Markdown act on, and what stands between.
const PIECES: [&str; 34] = [
    "::error::pwned",
    "::error file=a.json::",
    "::",
    ":",
    "##[error]",
    "##vso[task.complete]",
    "##teamcity[message]",
    "##",
    "[",
    "vso[",
    "\r",
    "\n",
    "\r\n::warning::",
    "\t",
    "\u{1b}[31m",
    "\u{1b}]0;t\u{7}",
    "\u{9b}2J",
    "\u{85}",
    "\u{7f}",
    "\u{202e}",
    "\u{2066}",
    "\u{200b}",
    "\u{2028}",
    " GH-3 ",
    " TICKET-3 ",
    " deadbeef0 ",
    " 0123456789 ",
    " @octocat ",
    " octocat/cimd#3 ",
    " www.evil.example ",
    "`",
    "|",
    " words that are long enough to be wrapped ",
    "a",
];

fn text() -> impl Strategy<Value = String> {
    prop::collection::vec(prop::sample::select(&PIECES[..]), 1..8).prop_map(|pieces| pieces.concat())
}

/// Fails where an output holds anything but text. GitHub's format consists of commands of its own.
fn check(ran: &Ran, format: &str, arguments: &[&str]) -> Result<(), TestCaseError> {
    for (channel, output) in [("out", &ran.out), ("err", &ran.err)] {
        prop_assert!(!output.chars().any(acts), "{arguments:?} {channel}: {output:?}");
        for line in output.lines() {
            let is_command = line.trim_start().starts_with("::");
            let is_ours = format == "github"
                && channel == "out"
                && ["::error ", "::warning ", "::notice "].iter().any(|command| line.starts_with(command))
                && line.contains("title=");
            prop_assert!(!is_command || is_ours, "{arguments:?} {channel}: {line:?}");
            let names = line.split("##").skip(1);
            let begins =
                |rest: &str| rest.trim_start_matches(|c: char| c.is_ascii_alphabetic()).starts_with('[');
            prop_assert!(!names.clone().any(begins), "{arguments:?} {channel}: {line:?}");
        }
    }
    Ok(())
}

/// The words of a page of Markdown that are not code.
fn words(markdown: &str) -> Result<BTreeSet<String>, TestCaseError> {
    let mut words = BTreeSet::new();
    for event in Parser::new_ext(markdown, Options::all()) {
        match event {
            Event::Text(text) => words.extend(text.split(' ').map(str::to_owned)),
            Event::Code(_) => {}
            Event::Start(
                Tag::Paragraph | Tag::Table(_) | Tag::TableHead | Tag::TableRow | Tag::TableCell,
            )
            | Event::End(
                TagEnd::Paragraph | TagEnd::Table | TagEnd::TableHead | TagEnd::TableRow | TagEnd::TableCell,
            ) => {}
            other => return Err(TestCaseError::fail(format!("{other:?} in {markdown}"))),
        }
    }
    Ok(words)
}

fn becomes_link(word: &str) -> bool {
    let word = word.trim_matches(['.', ',', ';', ':', '(', ')', '!', '?']);
    let is_hash = word.len() >= 7 && word.bytes().all(|byte| byte.is_ascii_hexdigit());
    let is_ticket = word.split_once('-').is_some_and(|(prefix, number)| {
        !prefix.is_empty() && number.starts_with(|first: char| first.is_ascii_digit())
    });
    is_hash || is_ticket || word.contains(['@', '#', '<']) || word.contains("://") || word.contains("www.")
}

/// A folder in which every file holds the text.
fn folder(text: &str) -> Folder {
    let quoted = serde_json::to_string(text).expect("text");
    let document = format!(
        r#"{{"client_id": {quoted}, {quoted}: 1, "client_name": {quoted}, "application_type": {quoted},
  "redirect_uris": [{quoted}, {quoted}], "grant_types": [{quoted}], "logo_uri": {quoted},
  "token_endpoint_auth_method": {quoted}, "jwks_uri": {quoted}, "scope": {quoted}}}"#
    );
    let toml = format!("\"{}\"", quoted[1..quoted.len() - 1].replace('\u{7f}', "\\u007f"));
    let registered = format!(
        r#"{{"client_id": {quoted}, "external_client_id": "https://app.example.net/client.json", "name": {quoted},
  "callbacks": [{quoted}], "third_party_security_mode": {quoted}, "app_type": {quoted}, "grant_types": [{quoted}]}}"#
    );
    Folder::new()
        .with("client.json", &document)
        .with("good.json", document.replacen(&quoted, "\"https://app.example.net/client.json\"", 1))
        .with("registered.json", registered)
        .with("list.txt", format!("{text}\nclient.json\n"))
        .with("ignores.toml", format!("[[ignores]]\nrule = \"redirect-uri-*\"\nreason = {toml}\n"))
        .with("unknown.toml", format!("{toml} = {toml}\n"))
        .with("profile.toml", format!("extends = \"auth0\"\ntitle = {toml}\n"))
        .with(
            "baseline.json",
            format!(r#"{{"schema_version": 1, "findings": [{{"rule": {quoted}, "input": {quoted}}}], {quoted}: 1}}"#),
        )
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 12, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn text_is_text_in_every_format_and_channel(text in text()) {
        let folder = folder(&text);
        let run = |arguments: &[&str], format: &str| check(&folder.run(arguments), format, arguments);
        for format in FORMATS {
            let input = ["client.json", "good.json", &text];
            let lint = [&["lint", "--show-ignored", "--config", "ignores.toml", "--format", format], &input[..]];
            run(&lint.concat(), format)?;
            run(&["lint", "--format", format, "--url", &text, "client.json"], format)?;
            run(&["lint", "--format", format, "--inputs-from", "list.txt"], format)?;
            run(&["lint", "--format", format, "--profile", "profile.toml", "client.json"], format)?;
        }
        for command in [
            &["lint", "--config", "ignores.toml", "--show-ignored", "client.json", &text][..],
            &["lint", "--profile", "profile.toml", "client.json"],
        ] {
            let ran = folder.run(&[command, &["--format", "markdown"]].concat());
            check(&ran, "markdown", command)?;
            let links: Vec<String> = words(&ran.out)?.into_iter().filter(|word| becomes_link(word)).collect();
            prop_assert!(links.is_empty(), "{links:?} in {}", ran.out);
        }
        // Errors about the arguments, ours and those of clap.
        let assigned = |name: &str| format!("{name}={text}");
        for arguments in [
            &["lint", &assigned("--format"), "client.json"][..],
            &["lint", &assigned("--profile"), "client.json"],
            &["lint", &assigned("--config"), "client.json"],
            &["lint", &assigned("--baseline"), "client.json"],
            &["lint", &assigned("--resolve"), "client.json"],
            &["lint", &assigned("--timeout"), "client.json"],
            &["lint", &assigned("--proxy"), "client.json"],
            &["lint", &assigned("--level"), "client.json"],
            &["lint", &assigned("--color"), "client.json"],
            &["lint", &assigned("--ca-certificate"), "client.json"],
            &["lint", &assigned("--jwks"), "client.json"],
            &["lint", &assigned("--jobs"), "client.json"],
            &["lint", &assigned("--format"), &text],
            &["lint", &format!("--{text}"), "client.json"],
            &["lint", &format!("-{text}"), "client.json"],
            &["lint", "--config", "unknown.toml", "client.json"],
            &["lint", "--baseline", "baseline.json", "client.json"],
            &["explain", &text],
            &["explain", "redirect-uri-http", "--profile", &text],
            &["explain", "redirect-uri-http", "--profile", "profile.toml"],
            &["explain", "redirect-uri-http", "--profile", "profile.toml", "--format", "markdown"],
            &["explain", "redirect_uris", "--profile", "profile.toml"],
            &["explain", "redirect_uris", "--profile", "profile.toml", "--format", "markdown"],
            &["explain", "client_secret is mandatory property", "--profile", "profile.toml"],
            &["rules", "--profile", "profile.toml"],
            &["rules", "--profile", "profile.toml", "--format", "markdown"],
            &["rules", &text],
            &["rules", "--part", &text],
            &["completions", &text],
            &[&*text],
            &["preview", "--client-id", &text, "--register", "good.json"],
            &["preview", "--format", "human", "good.json"],
            &["preview", "--format", "human", "client.json"],
            &["preview", "--format", "json", &text],
            &["refresh", "--registered", "registered.json", "--format", "human", "good.json"],
            &["refresh", "--registered", "registered.json", "--format", "json", "good.json"],
            &["refresh", "--registered", &text, "good.json"],
        ] {
            run(arguments, "")?;
            let ran = folder.run_with(arguments, &[("COLUMNS", "40"), ("CLICOLOR_FORCE", ""), ("TERM", &text)], b"");
            check(&ran, "", arguments)?;
        }
    }
}

#[test]
fn colours_that_are_forced_let_no_argument_through() {
    for argument in ["--format=a\u{1b}[31mb", "--color=\u{1b}[31m", "--\u{9b}31m", "a\u{1b}]0;t\u{7}"] {
        let ran = Folder::new().run_with(&["lint", argument], &[("CLICOLOR_FORCE", "1")], b"");
        assert!(!ran.err.contains([char::from(7), '\u{9b}']), "{:?}", ran.err);
        assert!(!ran.err.contains("[31mb") || ran.err.contains("<U+001B>[31mb"), "{:?}", ran.err);
        assert_eq!(ran.code, 2);
    }
}
