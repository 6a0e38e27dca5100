//! README.md and docs/*.md: the sessions they show, their links, and their size.
//!
//! `TRYCMD=overwrite cargo test --test docs` writes what the sessions print today into the pages. Sessions marked
//! `console,ignore` need a server; tests/network/docs.rs runs them.

use std::collections::HashMap;
use std::fs;
use std::path::{Path, PathBuf};

use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};

/// How many words README.md may have, code included.
const README_WORDS: usize = 900;

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn read(path: &Path) -> String {
    fs::read_to_string(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

/// The pages in `docs/`, sorted by name.
fn docs() -> Vec<PathBuf> {
    let entries = fs::read_dir(root().join("docs")).expect("docs/ exists");
    let mut pages: Vec<PathBuf> = entries.map(|entry| entry.expect("docs/ can be listed").path()).collect();
    pages.retain(|path| path.extension().is_some_and(|extension| extension == "md"));
    pages.sort();
    pages
}

#[test]
fn sessions_print_what_the_pages_show() {
    trycmd::TestCases::new()
        .env("COLUMNS", "80")
        .env("LC_ALL", "C.UTF-8")
        .env("NO_COLOR", "1")
        .case("README.md")
        .case("docs/*.md");
}

#[test]
fn the_profile_that_is_shown_is_the_one_that_the_sessions_use() {
    let page = read(&root().join("docs/profiles.md"));
    let shown = page.split_once("```toml\n").and_then(|(_, rest)| rest.split_once("```\n"));
    let (shown, _) = shown.expect("docs/profiles.md shows a profile");
    assert_eq!(shown, read(&root().join("testdata/profiles/every-key.toml")));
}

#[test]
fn the_readme_is_short() {
    let words = read(&root().join("README.md")).split_whitespace().count();
    assert!(words <= README_WORDS, "README.md has {words} words; at most {README_WORDS} are allowed");
}

#[test]
fn each_page_is_in_the_index_with_its_summary() {
    let index = read(&root().join("docs/README.md"));
    for page in docs() {
        let name = page.file_name().expect("it is a file").to_string_lossy().into_owned();
        if name == "README.md" {
            continue;
        }
        let text = read(&page);
        let mut lines = text.lines();
        let heading = lines.next().and_then(|line| line.strip_prefix("# "));
        assert!(heading.is_some() && lines.next() == Some(""), "{name} begins with a heading");
        let summary = lines.next().unwrap_or_default();
        assert_eq!(lines.next(), Some(""), "the summary of {name} is one line");
        assert!(index.contains(&format!("]({name}) | {summary} |")), "docs/README.md: {name}: {summary}");
    }
}

#[test]
fn relative_links_lead_somewhere() {
    let mut broken = Vec::new();
    for page in docs().into_iter().chain([root().join("README.md")]) {
        let folder = page.parent().expect("it is in a folder");
        for link in links(&read(&page)) {
            if link.contains("://") {
                continue;
            }
            let (path, fragment) = link.split_once('#').unwrap_or((&link, ""));
            let target = if path.is_empty() { page.clone() } else { folder.join(path) };
            let is_there = target.exists()
                && (fragment.is_empty() || anchors(&read(&target)).iter().any(|anchor| anchor == fragment));
            if !is_there {
                broken.push(format!("{}: {link}", page.display()));
            }
        }
    }
    assert!(broken.is_empty(), "broken links:\n{}", broken.join("\n"));
}

#[test]
fn anchors_are_those_of_github() {
    let text = "# A page\n## `[rules]`, and more\n## A page\n### `kid_length` is not a-b\n```sh\n# no heading\n```\n";
    assert_eq!(anchors(text), ["a-page", "rules-and-more", "a-page-1", "kid_length-is-not-a-b"]);
}

/// The targets of a page's links.
fn links(text: &str) -> Vec<String> {
    Parser::new_ext(text, Options::ENABLE_TABLES)
        .filter_map(|event| match event {
            Event::Start(Tag::Link { dest_url, .. } | Tag::Image { dest_url, .. }) => {
                Some(dest_url.into_string())
            }
            _ => None,
        })
        .collect()
}

/// The anchors of a page's headings, as GitHub makes them: lower case, hyphens for spaces, no other punctuation, and
/// a number where an anchor would repeat.
fn anchors(text: &str) -> Vec<String> {
    let (mut anchors, mut heading, mut seen) = (Vec::new(), None, HashMap::<String, usize>::new());
    for event in Parser::new_ext(text, Options::ENABLE_TABLES) {
        match event {
            Event::Start(Tag::Heading { .. }) => heading = Some(String::new()),
            Event::Text(words) | Event::Code(words) => {
                if let Some(heading) = &mut heading {
                    heading.push_str(&words);
                }
            }
            Event::End(TagEnd::Heading(_)) => {
                let heading = heading.take().unwrap_or_default().to_lowercase();
                let kept = heading.chars().filter(|c| c.is_alphanumeric() || matches!(c, ' ' | '-' | '_'));
                let anchor: String = kept.map(|c| if c == ' ' { '-' } else { c }).collect();
                let before = seen.entry(anchor.clone()).or_default();
                anchors.push(if *before == 0 { anchor } else { format!("{anchor}-{before}") });
                *before += 1;
            }
            _ => {}
        }
    }
    anchors
}

/// The settings that docs/editors.md shows are what editors can read.
#[test]
fn settings_of_editors_are_json_and_toml() {
    let page = read(&root().join("docs/editors.md"));
    let mut count = 0;
    for block in page.split("\n```").skip(1).step_by(2) {
        let (language, text) = block.split_once('\n').expect("a block has lines");
        match language {
            "json" => drop(serde_json::from_str::<serde_json::Value>(text).expect(text)),
            "toml" => drop(toml::from_str::<toml::Table>(text).expect(text)),
            _ => continue,
        }
        count += 1;
    }
    assert_eq!(count, 7);
    let helix = read(&root().join("editors/helix/languages.toml"));
    assert!(toml::from_str::<toml::Table>(&helix).is_ok_and(|file| file.contains_key("language-server")));
}
