//! The rules' pages: their examples run, and every rule has them.

use std::fmt::Write as _;

use cimd::{Linter, Profile, Rule, Subject};

/// One example of a page, ready to lint.
struct Example {
    /// Whether the page says that it raises the rule.
    invalid: bool,
    published: Option<String>,
    bytes: Vec<u8>,
}

/// Reads the fenced blocks of a page: `json`, `url` (one example a line) and `bytes`.
fn examples(rule: Rule) -> Vec<Example> {
    let mut examples = Vec::new();
    let mut lines = rule.page().body.lines();
    while let Some(line) = lines.next() {
        let Some(info) = line.strip_prefix("```") else { continue };
        let mut words = info.split(' ');
        let (kind, marker) = (words.next().unwrap_or_default(), words.next().unwrap_or_default());
        assert!(matches!(marker, "valid" | "invalid"), "{rule}: a block without a marker: {info}");
        let published = words.find_map(|word| word.strip_prefix("url=")).map(str::to_owned);
        let block: Vec<&str> = lines.by_ref().take_while(|line| *line != "```").collect();
        let bodies: Vec<(Option<String>, Vec<u8>)> = match kind {
            "json" => vec![(published, repeated(&block.join("\n")).into_bytes())],
            "bytes" => vec![(published, unescaped(&block.concat()))],
            "url" => block.iter().map(|url| published_there(&repeated(url))).collect(),
            _ => panic!("{rule}: a block of unknown kind: {info}"),
        };
        for (published, bytes) in bodies {
            examples.push(Example { invalid: marker == "invalid", published, bytes });
        }
    }
    examples
}

/// A good document that is published at `url` and says so.
fn published_there(url: &str) -> (Option<String>, Vec<u8>) {
    let document = serde_json::json!({
        "client_id": url,
        "client_name": "Example",
        "redirect_uris": ["https://app.example.com/callback"],
        "grant_types": ["authorization_code"],
        "token_endpoint_auth_method": "none",
    });
    (Some(url.to_owned()), document.to_string().into_bytes())
}

/// Writes `<120 a>` out as 120 times the letter a.
fn repeated(text: &str) -> String {
    let mut out = String::new();
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('<') {
        out.push_str(before);
        match after.split_once('>').and_then(|(inside, rest)| Some((inside.split_once(' ')?, rest))) {
            Some(((count, unit), after)) if count.parse::<usize>().is_ok() && unit.chars().count() == 1 => {
                out.push_str(&unit.repeat(count.parse().expect("it was just read")));
                rest = after;
            }
            _ => {
                out.push('<');
                rest = after;
            }
        }
    }
    out + rest
}

/// Reads `\xNN`, `\n`, `\t` and `\\`.
fn unescaped(text: &str) -> Vec<u8> {
    let mut bytes = Vec::new();
    let mut rest = text.bytes();
    while let Some(byte) = rest.next() {
        let plain = match byte {
            b'\\' => match rest.next() {
                Some(b'x') => {
                    let digits: Vec<u8> = rest.by_ref().take(2).collect();
                    u8::from_str_radix(&String::from_utf8_lossy(&digits), 16).expect("two hexadecimal digits")
                }
                Some(b'n') => b'\n',
                Some(b't') => b'\t',
                Some(b'\\') => b'\\',
                other => panic!("unknown escape {other:?}"),
            },
            byte => byte,
        };
        bytes.push(plain);
    }
    bytes
}

/// The profile in which a rule's examples are judged: the first that has it.
fn profile_of(rule: Rule) -> &'static Profile {
    Profile::built_in()
        .iter()
        .find(|profile| profile.setting(rule).is_some())
        .unwrap_or_else(|| panic!("no profile has {rule}"))
}

#[test]
fn examples_raise_their_rule_and_only_the_invalid_ones() {
    let mut wrong = String::new();
    let mut ran = 0;
    for &rule in Rule::ALL {
        let linter = Linter::new(profile_of(rule));
        for (index, example) in examples(rule).into_iter().enumerate() {
            let mut subject = Subject::from_bytes("example.json", example.bytes);
            subject.published = example.published;
            let report = linter.lint(subject);
            let raised = report.findings.iter().any(|finding| finding.rule == rule);
            if raised != example.invalid {
                let found: Vec<&str> = report.findings.iter().map(|finding| finding.rule.id()).collect();
                let _ = writeln!(
                    wrong,
                    "{rule}, example {}: invalid = {}, found {found:?}",
                    index + 1,
                    example.invalid
                );
            }
            ran += 1;
        }
    }
    assert!(wrong.is_empty(), "{wrong}");
    assert!(ran > 2 * Rule::ALL.len(), "{ran} examples are too few");
}

#[test]
fn every_page_has_its_sections_and_both_kinds_of_examples() {
    for &rule in Rule::ALL {
        let body = rule.page().body;
        let headings: Vec<&str> = body.lines().filter(|line| line.starts_with("## ")).collect();
        assert_eq!(headings, ["## What it checks", "## Why", "## How to fix", "## Examples"], "{rule}");
        let kinds: Vec<bool> = examples(rule).iter().map(|example| example.invalid).collect();
        assert!(
            kinds.contains(&true) && kinds.contains(&false),
            "{rule} lacks a valid or an invalid example"
        );
    }
}

#[test]
fn ids_are_kebab_case_and_titles_are_short_and_unique() {
    let mut titles = std::collections::HashSet::new();
    for &rule in Rule::ALL {
        let page = rule.page();
        assert!(
            page.id
                .split('-')
                .all(|word| !word.is_empty()
                    && word.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit())),
            "{rule}"
        );
        assert_eq!(Rule::from_id(page.id), Some(rule));
        assert!(page.title.chars().count() <= 60 && !page.title.ends_with('.'), "{rule}: {}", page.title);
        assert!(titles.insert(page.title), "{rule}: the title {} is used twice", page.title);
        for source in page.sources {
            assert!(source.link.starts_with("https://"), "{rule}: {}", source.link);
        }
    }
}

#[test]
fn every_rule_is_in_a_profile() {
    for &rule in Rule::ALL {
        profile_of(rule);
    }
}
