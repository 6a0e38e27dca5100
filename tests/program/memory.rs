//! What a hostile repository can make the program hold. Only Linux tells the peak memory of another process.
#![cfg(target_os = "linux")]

use serde_json::{Value, json};

use crate::resident::watch;
use crate::runner::{Folder, GOOD, Ran};

/// The most that the program may hold at any time, in kibibytes; the program itself is larger where it is built with
/// what debuggers need.
const MOST: u64 = if cfg!(debug_assertions) { 96 * 1024 } else { 64 * 1024 };

/// A document with as many findings as are kept of one.
fn heavy() -> String {
    let mut document: Value = serde_json::from_str(GOOD).expect("it is JSON");
    let redirects = (0..400).map(|number| format!("http://{number}.example.net/{}", "x".repeat(120)));
    document["redirect_uris"] = redirects.collect();
    for number in 0..400 {
        document[format!("secret{number}")] = json!(format!("ghp_{}", "a".repeat(36)));
    }
    document.to_string()
}

fn linted(folder: &Folder, arguments: &[&str]) -> (Ran, u64) {
    let child = folder.start(&[&["lint", "--jobs", "2"], arguments].concat(), &[]);
    let watcher = watch(&child);
    let ran = Ran::from(child.wait_with_output().expect("the program ends"));
    let most = watcher.join().expect("it only reads");
    assert!(most > 0, "the memory of the process was not measured");
    (ran, most)
}

#[test]
fn reports_are_bounded() {
    let text = heavy();
    let folder =
        (0..260).fold(Folder::new(), |folder, number| folder.with(&format!("d/{number}.json"), &text));
    for format in ["human", "sarif", "junit"] {
        let (ran, most) = linted(&folder, &["d", "--format", &format!("{format}=/dev/null")]);
        assert_eq!(ran.code, 2, "{format}");
        assert!(ran.err.contains("have no report: the reports of one run take no more than"), "{}", ran.err);
        assert!(most < MOST, "{format}: {most} KiB");
    }
}

#[test]
fn many_inputs_that_are_missing_are_bounded() {
    let list: String = (0..50_000).map(|number| format!("missing/{number}.json\n")).collect();
    let folder = Folder::new().with("list", list);
    let (ran, most) = linted(&folder, &["--inputs-from", "list", "--format", "json=/dev/null"]);
    assert_eq!(ran.code, 2);
    assert!(most < MOST, "{most} KiB");
}
