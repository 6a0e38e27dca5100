//! Hostile settings: arguments, configurations, lists, baselines, profiles and patterns, and directories.

use std::fs;
use std::os::unix::fs::symlink;
use std::path::Path;

use crate::shapes::{UNITS, plain};

/// A document with findings.
const BAD: &[u8] =
    br#"{"client_id":"http://app.example.net/c","client_name":5,"redirect_uris":["http://a.dev/cb"]}"#;

/// Files, and the arguments that make the program read them.
#[derive(Default)]
pub struct Setting {
    /// What it tries.
    pub name: String,
    /// The files, with their content.
    pub files: Vec<(String, Vec<u8>)>,
    /// The arguments after `cimd lint`.
    pub arguments: Vec<String>,
}

impl Setting {
    /// One of these files and arguments, beside the document `a.json`.
    pub fn of(name: &str, files: &[(&str, &[u8])], arguments: &[&str]) -> Setting {
        let mut all = vec![("a.json".to_owned(), BAD.to_vec())];
        all.extend(files.iter().map(|&(name, content)| (name.to_owned(), content.to_vec())));
        let arguments = arguments.iter().map(|&argument| argument.to_owned()).collect();
        Setting { name: name.to_owned(), files: all, arguments }
    }
}

/// Every setting, about this large. A number of characters, or of lines, is taken so small that bounds are met.
pub fn all(size: usize) -> Vec<Setting> {
    [units(size), configurations(size), lists(size), baselines(size), ignore_files(size)]
        .into_iter()
        .flatten()
        .collect()
}

/// Each kind of character as a URL; and all kinds together as names, in a list, and in the texts of a configuration, a
/// baseline, a profile and a file of patterns.
fn units(size: usize) -> Vec<Setting> {
    let runs: Vec<(&str, Vec<u8>)> =
        UNITS.iter().map(|(unit, bytes)| (*unit, bytes.repeat(size / bytes.len()))).collect();
    let texts: Vec<(&str, &str)> =
        runs.iter().filter_map(|(unit, run)| Some((*unit, std::str::from_utf8(run).ok()?))).collect();
    // An argument has no zero bytes.
    let words: Vec<(&str, &str)> = texts.iter().copied().filter(|(_, text)| !text.contains('\0')).collect();

    let mut settings = Vec::new();
    for (unit, text) in &words {
        for (place, url) in
            [("path", format!("https://app.example.net/{text}")), ("host", format!("https://{text}/c"))]
        {
            let url = format!("--url={url}");
            settings.push(Setting::of(
                &format!("{unit} in the {place}"),
                &[],
                &["--no-config", "a.json", &url],
            ));
        }
    }
    let names = words.iter().map(|(_, text)| *text);
    settings.push(Setting::of(
        "names",
        &[],
        &["--no-config", "a.json"].into_iter().chain(names).collect::<Vec<_>>(),
    ));
    let list: Vec<u8> = runs.iter().flat_map(|(_, run)| [run, &b"\n"[..]].concat()).collect();
    settings.push(Setting::of("list", &[("list", &list)], &["--no-config", "--inputs-from", "list"]));
    let toml = |text: &str| toml::Value::from(text).to_string();
    let reasons: String = texts
        .iter()
        .map(|(_, text)| format!("[[ignores]]\nrule = \"uri-not-https\"\nreason = {}\n", toml(text)))
        .collect();
    settings.push(Setting::of("reasons", &[("cimd.toml", reasons.as_bytes())], &["a.json"]));
    let title: String = texts.iter().map(|(_, text)| *text).collect();
    let profile = format!("title = {}\nsource = \"s\"\n", toml(&title));
    let arguments = ["--no-config", "a.json", "--profile", "./profile.toml"];
    settings.push(Setting::of("title", &[("profile.toml", profile.as_bytes())], &arguments));
    let accepted = |(_, text): &(&str, &str)| serde_json::json!({ "input": text, "rule": "uri-not-https", "pointer": format!("/{text}"), "count": 1 });
    let findings: Vec<_> = texts.iter().map(accepted).collect();
    let baseline = serde_json::json!({ "schema_version": 1, "findings": findings }).to_string();
    let arguments = ["--no-config", "a.json", "--baseline", "baseline"];
    settings.push(Setting::of("inputs of a baseline", &[("baseline", baseline.as_bytes())], &arguments));
    settings.push(Setting::of("patterns", &[(".ignore", &list), ("b/c.json", BAD)], &["."]));
    settings
}

fn configurations(size: usize) -> Vec<Setting> {
    let many = |line: &dyn Fn(usize) -> String| (0..size / 64).map(line).collect::<String>();
    let bad = plain(100);
    let texts = [
        (
            "ignores",
            many(&|n| format!("[[ignores]]\nrule = \"uri-not-https\"\npointer = \"/{n}\"\nreason = \"r\"\n")),
        ),
        (
            "ignores with paths",
            many(&|n| {
                format!("[[ignores]]\nrule = \"uri-not-https\"\npath = \"**/a*{n}\"\nreason = \"r\"\n")
            }),
        ),
        (
            "documents",
            many(&|n| format!("[[documents]]\npath = \"d{n}.json\"\nurl = \"https://a.dev/{n}\"\n")),
        ),
        (
            "documents with wildcards",
            many(&|n| format!("[[documents]]\npath = \"d{n}/**/*.json\"\nurl = \"https://a.dev/{n}/\"\n")),
        ),
        (
            "documents alike",
            many(&|_| "[[documents]]\npath = \"a.json\"\nurl = \"https://a.dev/\"\n".to_owned()),
        ),
        ("levels", format!("[levels]\n{}", many(&|n| format!("rule-{n} = \"off\"\n")))),
        ("exclude", format!("exclude = [{}]\n", many(&|n| format!("\"**/x{n}/*\",")))),
        ("braces", format!("exclude = [\"{}{}\"]\n", "{a,".repeat(size / 4), "}".repeat(size / 4))),
        ("stars", format!("exclude = [\"{}\"]\n", "*a".repeat(size / 2))),
        ("tables", many(&|n| format!("[t{n}]\n"))),
        ("nested tables", format!("[{}a]\n", "a.".repeat(size / 2))),
        ("brackets", format!("exclude = {}\n", "[".repeat(size))),
        ("lines", "\n".repeat(size)),
        ("comments", many(&|n| format!("# {n}\n"))),
    ];
    texts
        .iter()
        .map(|(name, text)| Setting::of(name, &[("cimd.toml", text.as_bytes()), ("b/b.json", &bad)], &["."]))
        .collect()
}

fn lists(size: usize) -> Vec<Setting> {
    let lines = |line: &dyn Fn(usize) -> String| (0..size / 32).map(line).collect::<String>();
    let texts = [
        ("missing files", lines(&|n| format!("missing{n}.json\n"))),
        ("the same file", lines(&|_| "a.json\n".to_owned())),
        ("other names of a file", lines(&|n| format!("{}a.json\n", "./".repeat(n % 9)))),
        ("empty lines", "\n".repeat(size)),
        ("carriage returns", "\r\n".repeat(size / 2)),
        ("broken URLs", lines(&|n| format!("https://a b/{n}\n"))),
        ("other schemes", lines(&|n| format!("file:///x{n}\n"))),
    ];
    let arguments = ["--no-config", "--inputs-from", "list"];
    texts
        .iter()
        .map(|(name, text)| Setting::of(&format!("list of {name}"), &[("list", text.as_bytes())], &arguments))
        .collect()
}

fn baselines(size: usize) -> Vec<Setting> {
    let entry = |n: usize, input: &str| {
        format!(r#"{{"input":"{input}","rule":"uri-not-https","pointer":"/{n}","count":1}},"#)
    };
    let of = |input: &dyn Fn(usize) -> String| {
        let entries: String = (0..size / 32).map(|n| entry(n, &input(n))).collect();
        format!(r#"{{"schema_version":1,"findings":[{}]}}"#, entries.trim_end_matches(','))
    };
    let texts = [
        ("of one input", of(&|_| "a.json".to_owned())),
        ("of many inputs", of(&|n| format!("a{n}.json"))),
        ("of odd inputs", of(&|n| format!("{}a.json", "../".repeat(n % 50)))),
        ("of brackets", "[".repeat(size)),
        ("of one number", "1".repeat(size)),
    ];
    let arguments = ["--no-config", "a.json", "--baseline", "baseline", "--show-ignored"];
    texts
        .iter()
        .map(|(name, text)| {
            Setting::of(&format!("baseline {name}"), &[("baseline", text.as_bytes())], &arguments)
        })
        .collect()
}

fn ignore_files(size: usize) -> Vec<Setting> {
    let lines = |line: &dyn Fn(usize) -> String| (0..size / 16).map(line).collect::<String>();
    let texts = [
        ("names", lines(&|n| format!("name{n}\n"))),
        ("paths", lines(&|n| format!("/a/**/b{n}/*\n"))),
        ("exceptions", lines(&|n| format!("!*{n}*\n"))),
        ("braces", format!("{}\n", "{a,b}".repeat(size / 5))),
        ("stars", format!("{}\n", "**/".repeat(size / 3))),
        ("classes", format!("{}\n", "[a-z]".repeat(size / 5))),
    ];
    let files = |text: &str| -> Vec<(String, Vec<u8>)> {
        let mut files = vec![(".ignore".to_owned(), text.as_bytes().to_vec())];
        files.extend((0..20).map(|n| (format!("d{n}/e/client{n}.json"), BAD.to_vec())));
        files
    };
    texts
        .iter()
        .map(|(name, text)| Setting {
            name: format!("ignore file of {name}"),
            files: files(text),
            arguments: vec![".".to_owned()],
        })
        .collect()
}

/// A directory in a directory, and so on.
pub fn deep(top: &Path, count: usize) -> &'static str {
    let path = (0..count).fold(top.to_owned(), |path, _| path.join("d"));
    fs::create_dir_all(&path).expect("folders can be made");
    fs::write(path.join("client.json"), BAD).expect("files can be written");
    "deep directories"
}

/// Many files and directories in one.
pub fn wide(top: &Path, count: usize) -> &'static str {
    for number in 0..count {
        let directory = top.join(format!("d{number}"));
        fs::create_dir(&directory).expect("folders can be made");
        fs::write(directory.join("client.json"), BAD).expect("files can be written");
        fs::write(top.join(format!("f{number}.json")), BAD).expect("files can be written");
    }
    "wide directories"
}

/// Directories that link to one another and to what is above them.
pub fn looping(top: &Path, count: usize) -> &'static str {
    for number in 0..count {
        let directory = top.join(format!("d{number}"));
        fs::create_dir(&directory).expect("folders can be made");
        fs::write(directory.join("client.json"), BAD).expect("files can be written");
        for (name, target) in [("up", ".."), ("self", "."), ("loop", "loop"), ("other", "../d0")] {
            symlink(target, directory.join(name)).expect("links can be made");
        }
    }
    "looping directories"
}

/// A file of patterns in every directory.
pub fn nested_ignore_files(top: &Path, count: usize) -> &'static str {
    for number in 0..count {
        let directory = top.join(format!("d{number}"));
        fs::create_dir(&directory).expect("folders can be made");
        fs::write(directory.join(".ignore"), "x*\n!y*\n**/z\n".repeat(5)).expect("files can be written");
        fs::write(directory.join("client.json"), BAD).expect("files can be written");
    }
    "directories with patterns"
}
