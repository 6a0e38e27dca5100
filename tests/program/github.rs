//! `--format github`, read by the rules of the runner.

use std::collections::BTreeMap;

use crate::below::run_below;
use crate::hostile;
use crate::runner::{BAD, Folder, GOOD, Ran};

/// The runner's commands that change what it does or shows.
const COMMANDS: [&str; 14] = [
    "add-mask",
    "add-matcher",
    "add-path",
    "debug",
    "echo",
    "endgroup",
    "error",
    "group",
    "notice",
    "remove-matcher",
    "save-state",
    "set-env",
    "set-output",
    "stop-commands",
];

/// What the runner makes of a line.
#[derive(Debug, PartialEq, Eq)]
pub struct Command {
    name: String,
    properties: BTreeMap<String, String>,
    data: String,
}

impl Command {
    /// Reads a line as the runner does: a command begins with `::`, or, in the older way, with `##[`
    /// anywhere in the line.
    pub fn read(line: &str) -> Option<Command> {
        Command::read_newer(line).or_else(|| Command::read_older(line))
    }

    fn read_newer(line: &str) -> Option<Command> {
        let (head, data) = line.trim_start().strip_prefix("::")?.split_once("::")?;
        Command::new(head, data, ',', &[("%0D", "\r"), ("%0A", "\n"), ("%3A", ":"), ("%2C", ",")])
    }

    fn read_older(line: &str) -> Option<Command> {
        let (head, data) = line.split_once("##[")?.1.split_once(']')?;
        Command::new(head, data, ';', &[("%3B", ";"), ("%0D", "\r"), ("%0A", "\n"), ("%5D", "]")])
    }

    fn new(head: &str, data: &str, separator: char, escapes: &[(&str, &str)]) -> Option<Command> {
        let unescaped = |text: &str, escapes: &[(&str, &str)]| {
            escapes
                .iter()
                .fold(text.to_owned(), |text, (from, to)| text.replace(from, to))
                .replace("%25", "%")
        };
        let (name, properties) = head.split_once(' ').unwrap_or((head, ""));
        (name == "warning" || COMMANDS.contains(&name)).then(|| Command {
            name: name.to_owned(),
            properties: properties
                .split(separator)
                .filter_map(|pair| pair.split_once('='))
                .map(|(name, value)| (name.to_owned(), unescaped(value, escapes)))
                .collect(),
            data: unescaped(data, &escapes[..2]),
        })
    }

    fn number(&self, name: &str) -> Option<usize> {
        self.properties.get(name).map(|value| value.parse().expect("a number"))
    }
}

fn commands(ran: &Ran) -> Vec<Command> {
    ran.out.lines().map(|line| Command::read(line).unwrap_or_else(|| panic!("no command: {line}"))).collect()
}

#[test]
fn a_finding_is_an_annotation() {
    let ran = Folder::new().with("a/bad.json", BAD).run(&["lint", "./a/bad.json", "--format", "github"]);
    assert_eq!(ran.code, 1);
    let [command] = commands(&ran).try_into().expect("one");
    let properties = [
        ("file", "a/bad.json"),
        ("line", "4"),
        ("endLine", "4"),
        ("col", "21"),
        ("endColumn", "53"),
        ("title", "Plain http redirect URI (redirect-uri-http)"),
    ];
    assert_eq!(command.name, "error");
    let expected = properties.map(|(name, value)| (name.to_owned(), value.to_owned()));
    assert_eq!(command.properties, BTreeMap::from(expected));
    assert!(command.data.starts_with("a/bad.json:4:21: redirect_uris[0] is `http://"), "{}", command.data);
    assert!(command.data.contains("\nhelp: "), "{}", command.data);
}

#[test]
fn files_are_named_from_the_top_of_the_repository() {
    let folder = Folder::new().with(".git/HEAD", "").with("bad.json", BAD).with("web/a/bad.json", BAD);
    let absolute = folder.path().join("bad.json").canonicalize().expect("it is there");
    let absolute = absolute.to_str().expect("it is UTF-8");
    let ran = run_below(&folder, "web", &["lint", ".", "../bad.json", absolute, "--format", "github"]);
    let commands = commands(&ran);
    let files: Vec<&str> = commands.iter().map(|command| &*command.properties["file"]).collect();
    assert_eq!(files, ["web/a/bad.json", "bad.json", "bad.json"]);
    // In the log the place is one that can be opened.
    assert!(commands[0].data.starts_with("a/bad.json:4:21: "), "{}", commands[0].data);
}

#[test]
fn a_url_is_shown_in_the_line_of_the_list_that_names_it() {
    let list = "# ours\n\n  https://localhost/client.json\nhttps://name.invalid/c.json\n";
    let folder = Folder::new().with("lists/urls.txt", list);
    let ran = folder.run(&["lint", "--inputs-from", "lists/urls.txt", "--format", "github"]);
    assert_eq!(ran.code, 2);
    let commands = commands(&ran);
    let place = |command: &Command| {
        let file = command.properties.get("file").cloned().unwrap_or_default();
        (file, command.number("line"), command.number("col"), command.number("endColumn"))
    };
    let named = |start: &str| {
        let found = commands.iter().find(|command| command.data.starts_with(start));
        place(found.unwrap_or_else(|| panic!("{start} in {commands:?}")))
    };
    let list = || "lists/urls.txt".to_owned();
    assert_eq!(named("https://localhost/client.json: the host"), (list(), Some(3), Some(3), Some(31)));
    // What could not be reached is shown there too.
    assert_eq!(named("the host name name.invalid was not found"), (list(), Some(4), Some(1), Some(27)));
    // Standard input is not a file.
    let ran =
        folder.run_with(&["lint", "--inputs-from", "-", "--format", "github"], &[], b"https://localhost/c");
    assert_eq!(place(&self::commands(&ran)[0]).0, "");
}

#[test]
fn a_clean_run_is_silent() {
    let ran = Folder::new().with("good.json", GOOD).run(&["lint", "good.json", "--format", "github"]);
    assert_eq!((ran.code, ran.out.as_str()), (0, ""));
}

#[test]
fn what_is_no_file_is_not_named_as_one() {
    let folder = Folder::new();
    let url = "https://localhost/client.json";
    for (ran, code, place) in [
        (folder.run(&["lint", url, "--format", "github"]), 1, url),
        (folder.run_with(&["lint", "-", "--format", "github"], &[], BAD.as_bytes()), 1, "<stdin>:4:21"),
        (folder.run(&["lint", "missing.json", "--format", "github"]), 2, "missing.json"),
    ] {
        assert_eq!(ran.code, code, "{place}");
        assert!(!commands(&ran).is_empty(), "{place}: nothing is printed");
        for command in commands(&ran) {
            assert_eq!(command.properties.keys().collect::<Vec<_>>(), ["title"], "{command:?}");
            assert!(command.data.starts_with(place), "{command:?}");
        }
    }
}

#[test]
fn columns_belong_to_one_line() {
    let bad = BAD.replace("[\"http://app.example.net/callback\"]", "{\n  \"a\": 1\n  }");
    let ran = Folder::new().with("bad.json", bad).run(&["lint", "bad.json", "--format", "github"]);
    let commands = commands(&ran);
    let lines = |command: &Command| (command.number("line"), command.number("endLine"));
    assert!(commands.iter().any(|command| lines(command) == (Some(4), Some(6))), "{commands:?}");
    for command in &commands {
        let columns = (command.number("col"), command.number("endColumn"));
        match lines(command) {
            (Some(first), Some(last)) if first < last => assert_eq!(columns, (None, None)),
            (first, last) => assert!(first == last && columns.0 <= columns.1, "{command:?}"),
        }
    }
}

#[test]
fn a_document_gives_no_commands_of_its_own() {
    let (folder, mut arguments) = hostile::folder();
    let findings: usize = folder.run(&[&*arguments, &["--format", "json"]].concat()).json()["documents"]
        .as_array()
        .expect("an array")
        .iter()
        .map(|document| document["findings"].as_array().map_or(0, Vec::len))
        .sum();
    arguments.extend(["--format", "github"]);
    let ran = folder.run(&arguments);
    assert_eq!(ran.code, 2);
    assert!(ran.out.contains("pwned"), "nothing was tried");
    let commands = commands(&ran);
    assert_eq!(commands.len(), findings + 1);
    for command in &commands {
        assert!(["error", "warning", "notice"].contains(&&*command.name), "{command:?}");
        for name in command.properties.keys() {
            assert!(
                ["file", "line", "endLine", "col", "endColumn", "title"].contains(&&**name),
                "{command:?}"
            );
        }
        assert!(!command.data.chars().any(hostile::acts), "{command:?}");
        // Only we begin lines.
        let lines: Vec<&str> = command.data.lines().skip(1).collect();
        assert!(matches!(&*lines, [help] if help.starts_with("help: ")), "{command:?}");
    }
    let files: Vec<&str> =
        commands.iter().filter_map(|command| Some(&**command.properties.get("file")?)).collect();
    assert!(files.contains(&hostile::NAMES[1]), "{files:?}");
}
