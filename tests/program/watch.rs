//! `cimd lint --watch`, as a process that goes on.

use std::fs;
use std::io::{BufRead, BufReader, Read};
use std::process::Child;
use std::sync::mpsc::{self, Receiver};
use std::thread;
use std::time::Duration;

use serde_json::Value;

use crate::runner::{BAD, Folder, GOOD};

/// How long a pass may take to come; a test that succeeds does not wait for it.
const PATIENCE: Duration = Duration::from_secs(30);

/// A process that lints again and again, and ends with the test.
struct Watching {
    child: Child,
    out: Receiver<String>,
    err: Receiver<String>,
}

impl Watching {
    /// Starts `cimd lint --watch --format jsonl`, which prints a line for each document.
    fn start(folder: &Folder, arguments: &[&str]) -> Watching {
        let all = [&["lint", "--watch", "--format", "jsonl"], arguments].concat();
        let mut child = folder.start(&all, &[]);
        let out = lines(child.stdout.take().expect("it is piped"));
        let err = lines(child.stderr.take().expect("it is piped"));
        Watching { child, out, err }
    }

    /// The report on the next document.
    fn report(&self) -> Value {
        let line = self.out.recv_timeout(PATIENCE).expect("a report comes");
        serde_json::from_str(&line).expect("it is JSON")
    }

    /// The next line of standard error.
    fn note(&self) -> String {
        self.err.recv_timeout(PATIENCE).expect("a note comes")
    }

    /// Waits until the first pass is over.
    fn begun(self) -> Watching {
        assert_eq!(self.note(), "note: watching for changes; Ctrl-C ends");
        self
    }
}

impl Drop for Watching {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

fn lines(stream: impl Read + Send + 'static) -> Receiver<String> {
    let (sender, receiver) = mpsc::channel();
    thread::spawn(move || {
        let lines = BufReader::new(stream).lines().map_while(Result::ok);
        lines.take_while(|line| sender.send(line.clone()).is_ok()).for_each(drop);
    });
    receiver
}

/// Puts a file in the place of another, as editors do.
fn put(folder: &Folder, name: &str, text: &str) {
    let (path, other) = (folder.path().join(name), folder.path().join("other.tmp"));
    fs::write(&other, text).expect("it can be written");
    fs::rename(other, path).expect("it can be renamed");
}

#[test]
fn a_file_is_linted_again_when_it_is_replaced_written_or_gone() {
    let folder = Folder::new().with("client.json", GOOD);
    let watching = Watching::start(&folder, &["client.json"]).begun();
    assert_eq!(watching.report()["valid"], true);
    put(&folder, "client.json", BAD);
    assert_eq!(watching.note(), "note: changed: client.json");
    assert_eq!(watching.report()["valid"], false);
    fs::remove_file(folder.path().join("client.json")).expect("it was there");
    assert_eq!(watching.note(), "note: changed: client.json");
    assert_eq!(watching.report()["valid"], Value::Null);
    assert!(watching.note().starts_with("error: client.json cannot be read"));
    fs::write(folder.path().join("client.json"), GOOD).expect("it can be written");
    // The help of the error comes before, and a file that is just being written may be seen half.
    let seen = std::iter::repeat_with(|| watching.report()).find(|report| report["valid"] == true);
    assert!(seen.is_some());
}

#[test]
fn new_files_and_the_configuration_count() {
    let folder = Folder::new().with("sub/a.json", GOOD).with("sub/report.json", "{}");
    let arguments = ["sub", "--format", "json=sub/report.json"];
    let watching = Watching::start(&folder, &arguments).begun();
    assert_eq!(watching.report()["input"], "sub/a.json");
    put(&folder, "sub/b.json", BAD);
    // The report that each pass writes into the folder is not a change of its own.
    assert_eq!(watching.note(), "note: changed: sub/b.json");
    assert_eq!(watching.report()["input"], "sub/a.json");
    let report = watching.report();
    assert_eq!((&report["input"], &report["valid"]), (&"sub/b.json".into(), &false.into()));
    // Of the folders in which a configuration may appear, that of the inputs is watched.
    put(&folder, "sub/cimd.toml", "ignore = ['redirect-uri-http']\n");
    assert!(watching.note().starts_with("note: changed: "));
    watching.report();
    let report = watching.report();
    let rules = report["findings"].as_array().expect("findings").iter().map(|finding| &finding["rule"]);
    assert!(!rules.clone().any(|rule| rule == "redirect-uri-http"), "{report}");
    // What is wrong with it is said, and mended later.
    put(&folder, "sub/cimd.toml", "ignore = 7\n");
    assert!(watching.note().contains("cimd.toml"));
    assert!(watching.note().starts_with("error: "));
    put(&folder, "sub/cimd.toml", "exclude = ['b.json']\n");
    let excluded = std::iter::repeat_with(|| watching.note()).find(|note| note.starts_with("note: changed"));
    assert!(excluded.is_some());
    assert_eq!(watching.report()["input"], "sub/a.json");
}

#[test]
fn what_cannot_be_watched_is_refused() {
    let folder = Folder::new().with("client.json", GOOD).with("list.txt", "client.json\n");
    for (arguments, expected) in [
        (&["-"][..], "standard input is read only once"),
        (&["--inputs-from", "-"], "standard input is read only once"),
        (&["https://app.example.net/client.json"], "no file is named"),
        (&["client.json", "--show-files"], "cannot be used with"),
        (&["client.json", "--baseline", "b.json", "--write-baseline"], "cannot be used with"),
        (&["client.json", "--profile", "auht0"], "auth0"),
    ] {
        let ran = folder.run(&[&["lint", "--watch"], arguments].concat());
        assert!(ran.code == 2 && ran.err.contains(expected), "{arguments:?}: {}", ran.err);
    }
}
