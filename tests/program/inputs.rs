//! Files, directories and standard input.

use std::io::Write;
use std::process::Command;
use std::thread;
use std::time::Duration;

use crate::runner::{BAD, Folder, GOOD, Ran};

#[test]
fn a_good_file_is_exit_0_and_a_bad_one_exit_1() {
    let folder = Folder::new().with("good.json", GOOD).with("bad.json", BAD);
    let good = folder.run(&["lint", "good.json"]);
    assert_eq!((good.code, good.err.as_str()), (0, ""));
    assert_eq!(good.out, "good.json: Auth0 would accept it: nothing to report\n");
    let bad = folder.run(&["lint", "bad.json"]);
    assert_eq!((bad.code, bad.err.as_str()), (1, ""));
    assert!(bad.out.contains("violation[redirect-uri-http]"), "{}", bad.out);
    assert!(bad.out.contains("\nbad.json: Auth0 would refuse it: 1 violation\n"), "{}", bad.out);
}

#[test]
fn standard_input_is_linted() {
    let folder = Folder::new();
    let ran = folder.run_with(&["lint", "-", "--format", "short"], &[], BAD.as_bytes());
    assert_eq!(ran.code, 1);
    assert!(ran.out.starts_with("<stdin>:4:21: violation[redirect-uri-http]"), "{}", ran.out);
}

#[test]
fn the_published_url_is_the_identity() {
    let folder = Folder::new().with("good.json", GOOD);
    let same = folder.run(&["lint", "--url", "https://app.example.net/client.json", "good.json"]);
    assert_eq!(same.code, 0);
    let other = folder.run(&["lint", "--url", "https://app.example.net/client.json/", "good.json"]);
    assert_eq!(other.code, 1);
    assert!(other.out.contains("^ trailing slash"), "{}", other.out);
    let empty = folder.run(&["lint", "--url", "", "good.json", "--format", "short"]);
    assert_eq!(empty.code, 1);
    assert!(empty.out.contains("client-id-url-invalid"), "{}", empty.out);
}

#[test]
fn a_directory_is_searched_for_documents() {
    let folder = Folder::new()
        .with("a/client.json", GOOD)
        .with(".well-known/oauth-client.json", BAD)
        .with("package.json", r#"{"name":"x","description":"y","keywords":["z"]}"#)
        .with("broken.json", BAD.replace("\"none\"", "\"none\","))
        .with("ignored/client.json", BAD)
        .with(".gitignore", "ignored/\n")
        .with("notes.txt", BAD);
    let ran = folder.run(&["lint", ".", "--format", "json"]);
    assert_eq!(ran.code, 1);
    let json = ran.json();
    let inputs: Vec<&str> = json["documents"]
        .as_array()
        .expect("an array")
        .iter()
        .filter_map(|document| document["input"].as_str())
        .collect();
    assert_eq!(inputs, [".well-known/oauth-client.json", "a/client.json", "broken.json"]);
}

#[test]
fn the_files_of_a_directory_come_in_the_order_of_git() {
    let names = ["a-b.json", "a.json", "a/b.json", "a/b/c.json", "a0.json", "b.json"];
    let folder = names.iter().fold(Folder::new(), |folder, name| folder.with(name, GOOD));
    let ran = folder.run(&["lint", ".", "--show-files"]);
    assert_eq!(ran.out.lines().collect::<Vec<_>>(), names);
}

#[test]
fn a_document_in_conflict_is_still_found() {
    let conflict = GOOD.replace(
        "  \"client_name\": \"Example\",\n",
        "<<<<<<< HEAD\n  \"client_name\": \"One\",\n=======\n  \"client_name\": \"Two\",\n>>>>>>> other\n",
    );
    let ran = Folder::new().with("client.json", conflict).run(&["lint", ".", "--format", "short"]);
    assert_eq!(ran.code, 1);
    assert!(ran.out.contains("doc-not-json"), "{}", ran.out);
}

#[test]
fn a_named_file_is_linted_whatever_it_holds() {
    let ran = Folder::new().with("package.json", "{\"name\":\"x\"}").run(&[
        "lint",
        "package.json",
        "--format",
        "short",
    ]);
    assert_eq!(ran.code, 1);
    assert!(ran.out.contains("client-id-missing"), "{}", ran.out);
}

#[test]
fn what_cannot_be_read_is_exit_2_and_the_rest_is_linted() {
    let folder = Folder::new().with("bad.json", BAD).with("empty/readme.txt", "");
    let ran = folder.run(&["lint", "missing.json", "bad.json", "empty", "--format", "json"]);
    assert_eq!(ran.code, 2);
    let json = ran.json();
    let documents = json["documents"].as_array().expect("an array");
    assert_eq!(documents[0]["valid"], serde_json::Value::Null);
    assert_eq!(documents[0]["error"]["kind"], "not-found");
    assert_eq!(documents[1]["valid"], false);
    assert_eq!(documents[2]["error"]["kind"], "no-document");
    assert_eq!(json["summary"]["errors"], 2);
    assert!(ran.err.contains("missing.json cannot be read: there is no such file"), "{}", ran.err);
    assert!(ran.err.contains("there is no client metadata in empty"), "{}", ran.err);
}

#[test]
fn results_keep_the_order_of_the_inputs() {
    let mut folder = Folder::new();
    let names: Vec<String> = (0..40).map(|n| format!("{n}.json")).collect();
    for (n, name) in names.iter().enumerate() {
        folder = folder.with(name, if n % 3 == 0 { BAD } else { GOOD });
    }
    let mut arguments = vec!["lint", "--format", "jsonl", "--jobs", "8"];
    arguments.extend(names.iter().map(String::as_str));
    let first = folder.run(&arguments);
    let inputs: Vec<String> = first
        .out
        .lines()
        .map(|line| {
            serde_json::from_str::<serde_json::Value>(line).expect("a JSON line")["input"]
                .as_str()
                .expect("a name")
                .to_owned()
        })
        .collect();
    assert_eq!(inputs, names);
    arguments[4] = "1";
    assert_eq!(folder.run(&arguments).out, first.out);
}

#[cfg(unix)]
#[test]
fn many_files_are_read_where_few_may_be_open() {
    let folder = (0..100).fold(Folder::new(), |folder, n| folder.with(&format!("{}/{n}.json", n / 50), GOOD));
    let script = format!("ulimit -n 20 && '{}' lint --jobs 1 . missing.json", env!("CARGO_BIN_EXE_cimd"));
    let ran = Command::new("sh").args(["-c", &script]).current_dir(folder.path()).output().expect("it runs");
    let (out, err) = (String::from_utf8_lossy(&ran.stdout), String::from_utf8_lossy(&ran.stderr));
    assert!(out.ends_with("101 documents: Auth0 would accept 100; 1 error\n"), "{out}{err}");
}

#[test]
fn large_inputs_are_read_only_in_part() {
    let mut large = GOOD.trim_end().trim_end_matches('}').to_owned() + ", \"notes\": \"";
    large += &"a".repeat(3_000_000);
    large += "\"}";
    let folder = Folder::new().with("large.json", &large);
    let ran = folder.run(&["lint", "large.json", "--format", "json"]);
    assert_eq!(ran.code, 1);
    let json = ran.json();
    let rules: Vec<&str> = json["documents"][0]["findings"]
        .as_array()
        .expect("an array")
        .iter()
        .filter(|finding| finding["advice"] == false)
        .filter_map(|finding| finding["rule"].as_str())
        .collect();
    assert_eq!(rules, ["http-body-too-large"]);
}

#[test]
fn documents_of_any_size_are_read_to_their_end() {
    // Files are read into a buffer of 16 KiB, and large ones into more.
    for size in [1_000, 16_383, 16_384, 16_385, 32_768, 100_000] {
        let document = GOOD.to_owned() + &" ".repeat(size - GOOD.len() - 1) + "x";
        let folder = Folder::new().with("client.json", document);
        for input in ["client.json", "."] {
            let ran = folder.run(&["lint", input, "--format", "short"]);
            assert!(ran.err.is_empty() && ran.out.contains("violation[doc-not-json]"), "{size}: {ran:?}");
        }
    }
}

#[cfg(unix)]
#[test]
fn a_pipe_is_read_to_its_end_even_if_it_is_slow() {
    for input in ["-", "/dev/stdin"] {
        let mut child = Folder::new().start(&["lint", input], &[]);
        let mut pipe = child.stdin.take().expect("it is piped");
        let (one, other) = GOOD.split_at(GOOD.len() / 2);
        pipe.write_all(one.as_bytes()).expect("the program reads");
        thread::sleep(Duration::from_millis(50));
        pipe.write_all(other.as_bytes()).expect("the program reads");
        drop(pipe);
        let ran = Ran::from(child.wait_with_output().expect("the program ends"));
        assert_eq!((ran.code, ran.err.as_str()), (0, ""), "{input}: {}", ran.out);
    }
}
