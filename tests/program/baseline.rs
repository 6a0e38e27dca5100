//! The baseline: findings of today are accepted, new ones count. And counts by rule.

use std::fs;

use serde_json::json;

use crate::runner::{BAD, Folder, GOOD, Ran};

const WRITE: [&str; 5] = ["lint", ".", "--baseline", "cimd-baseline.json", "--write-baseline"];
const READ: [&str; 4] = ["lint", ".", "--baseline", "cimd-baseline.json"];

fn two_faults() -> String {
    BAD.replace(
        "[\"http://app.example.net/callback\"]",
        "[\"http://a.example.net/\", \"http://b.example.net/\"]",
    )
}

fn baseline(folder: &Folder) -> String {
    fs::read_to_string(folder.path().join("cimd-baseline.json")).expect("it was written")
}

#[test]
fn findings_of_today_are_accepted_and_new_ones_count() {
    let folder = Folder::new().with("b.json", BAD).with("a/c.json", two_faults());
    assert_eq!(folder.run(&["lint", "."]).code, 1);
    let written = folder.run(&WRITE);
    assert_eq!((written.code, written.err.as_str()), (0, "note: cimd-baseline.json accepts 3 findings\n"));
    assert_eq!(
        baseline(&folder),
        r#"{
  "schema_version": 1,
  "findings": [
    {"input":"a/c.json","rule":"redirect-uri-http","pointer":"/redirect_uris/0","count":1},
    {"input":"a/c.json","rule":"redirect-uri-http","pointer":"/redirect_uris/1","count":1},
    {"input":"b.json","rule":"redirect-uri-http","pointer":"/redirect_uris/0","count":1}
  ]
}
"#
    );
    let read = folder.run(&READ);
    assert_eq!(read.code, 0, "{}", read.out);
    assert!(
        read.out.ends_with("2 documents: Auth0 would refuse all; nothing to report; 3 ignored\n"),
        "{}",
        read.out
    );

    // Lines move, and one more fault comes.
    let folder = folder.with("b.json", two_faults().replace("{\n", "{\n\n\n"));
    let ran = folder.run(&[&READ[..], &["--format", "short"]].concat());
    assert_eq!(ran.code, 1);
    assert!(ran.out.starts_with("b.json:6:46: violation[redirect-uri-http] "), "{}", ran.out);
    assert_eq!(ran.out.lines().count(), 1);
}

#[test]
fn a_baseline_is_the_same_from_every_directory_and_run() {
    let folder = Folder::new().with("r/b.json", BAD).with("r/keep/x", "").with("c.json", BAD);
    let write = ["lint", "r/b.json", "c.json", "--baseline", "r/base.json", "--write-baseline"];
    assert_eq!(folder.run(&write).code, 0);
    let text = fs::read_to_string(folder.path().join("r/base.json")).expect("it was written");
    assert!(text.contains("{\"input\":\"../c.json\","), "{text}");
    assert_eq!(folder.run(&["lint", "./r/keep/../b.json", "--baseline", "./r/base.json"]).code, 0);
    assert_eq!(folder.run(&write).code, 0);
    assert_eq!(fs::read_to_string(folder.path().join("r/base.json")).expect("it was written"), text);
}

#[test]
fn the_verdict_stays_and_programs_see_what_is_ignored() {
    let folder = Folder::new().with("b.json", BAD);
    folder.run(&WRITE);
    let json = folder.run(&[&READ[..], &["--format", "json", "--show-ignored"]].concat()).json();
    assert_eq!(json["documents"][0]["valid"], false);
    assert_eq!(json["documents"][0]["findings"][0]["ignored"], json!({ "by": "baseline" }));
    assert_eq!((&json["summary"]["violations"], &json["summary"]["ignored"]), (&0.into(), &1.into()));
    let human = folder.run(&[&READ[..], &["--show-ignored"]].concat()).out;
    assert!(human.contains("  ignored: accepted in the baseline\n"), "{human}");
}

#[test]
fn what_the_configuration_ignores_is_not_in_the_baseline() {
    let config = "[[ignores]]\nrule = \"redirect-uri-http\"\nreason = \"x\"\n";
    let folder = Folder::new().with("b.json", BAD).with("cimd.toml", config);
    assert_eq!(folder.run(&WRITE).code, 0);
    assert_eq!(baseline(&folder), "{\n  \"schema_version\": 1,\n  \"findings\": []\n}\n");
}

/// What is said of the baseline: place and message.
fn about_baseline(ran: &Ran) -> Vec<String> {
    let lines = ran.out.lines().filter(|line| line.contains("[config-baseline-unused]"));
    lines.map(|line| line.split(" this entry").next().unwrap_or_default().to_owned()).collect()
}

#[test]
fn an_entry_that_accepts_what_is_fixed_is_reported() {
    let folder = Folder::new().with("b.json", BAD).with("a/c.json", two_faults());
    folder.run(&WRITE);
    assert_eq!(folder.run(&[&READ[..], &["--fail-on", "hint"]].concat()).code, 0);

    let folder = folder.with("b.json", GOOD).with("a/c.json", two_faults().replace("http://b", "https://b"));
    let ran = folder.run(&[&READ[..], &["--format", "short"]].concat());
    assert_eq!(
        (ran.code, ran.out.as_str()),
        (
            0,
            "cimd-baseline.json:5:5: warning[config-baseline-unused] this entry accepts more than is found: a/c.json: redirect-uri-http at /redirect_uris/1 (and 1 more)\n"
        )
    );
    let human = folder.run(&READ).out;
    assert!(human.contains("b.json: redirect-uri-http at /redirect_uris/0"), "{human}");
    let json = folder.run(&[&READ[..], &["--format", "json"]].concat()).json();
    let report = &json["documents"][2];
    assert_eq!(
        (&report["input"], &report["valid"]),
        (&"cimd-baseline.json".into(), &serde_json::Value::Null)
    );
    assert_eq!(report["findings"][0]["related"][0]["range"]["start"]["line"], 6);
    assert_eq!((&json["summary"]["documents"], &json["summary"]["warnings"]), (&2.into(), &1.into()));

    // One of two that are alike is one fault less, too.
    let commas = BAD.replace("\",\n", "\",,,\n");
    let folder = Folder::new().with("b.json", commas);
    folder.run(&WRITE);
    let ran = folder.with("b.json", GOOD).run(&[&READ[..], &["--format", "short"]].concat());
    assert_eq!(about_baseline(&ran).len(), 1, "{}", ran.out);
}

#[test]
fn an_entry_is_unused_only_where_all_that_it_could_match_was_linted() {
    let unused = 1;
    for (arguments, expected) in [
        (&["."][..], unused),
        (&["a"], unused),
        (&["a/c.json"], unused),
        (&["b.json"], 0),
        (&[".", "--ignore", "redirect-uri"], 0),
        (&[".", "--select", "client-id,config"], 0),
        (&[".", "--level", "config-baseline-unused=off"], 0),
    ] {
        let folder = Folder::new().with("b.json", BAD).with("a/c.json", BAD);
        folder.run(&WRITE);
        let folder = folder.with("a/c.json", GOOD);
        let all = [&["lint", "--baseline", "cimd-baseline.json", "--format", "short"], arguments].concat();
        let ran = folder.run(&all);
        assert_eq!((ran.code, about_baseline(&ran).len()), (0, expected), "{arguments:?}: {}", ran.out);
    }

    let folder = Folder::new().with("b.json", BAD).with("a/c.json", BAD).with("a/d.json", GOOD);
    folder.run(&WRITE);
    let read = [&READ[..], &["--format", "short"]].concat();
    // Nobody knows what a broken document would have.
    let folder = folder.with("a/c.json", GOOD.replace("\"none\"", "\"none\","));
    assert!(about_baseline(&folder.run(&read)).is_empty());
    // A file that is gone has no faults.
    fs::remove_file(folder.path().join("a/c.json")).expect("it is there");
    assert_eq!(about_baseline(&folder.run(&read)).len(), 1);
    assert!(
        about_baseline(&folder.run(&["lint", "b.json", "--baseline", READ[3], "--format", "short"]))
            .is_empty()
    );
    // One that a search leaves out may have them.
    let folder = folder.with("a/c.json", GOOD).with("cimd.toml", "exclude = [\"a\"]");
    assert!(about_baseline(&folder.run(&read)).is_empty());
    fs::remove_file(folder.path().join("cimd.toml")).expect("it is there");
    // Writing it anew takes them out.
    let ran = folder.run(&[&WRITE[..], &["--format", "short"]].concat());
    assert_eq!((ran.out.as_str(), baseline(&folder).matches("redirect-uri-http").count()), ("", 1));
}

#[test]
fn an_entry_about_a_key_set_is_not_judged_where_none_is_fetched() {
    let entry = r#"{"input":"b.json","rule":"jwk-private","pointer":"/keys/0/d","count":1}"#;
    let text = format!("{{\"schema_version\":1,\"findings\":[{entry}]}}");
    let folder = Folder::new().with("b.json", GOOD).with("cimd-baseline.json", text);
    let ran = folder.run(&[&READ[..], &["--format", "short"]].concat());
    assert!(about_baseline(&ran).is_empty(), "{}", ran.out);
    // This one names no key set, and is told to fetch what it names.
    let ran = folder.run(&[&READ[..], &["--format", "short", "--online"]].concat());
    assert_eq!(
        about_baseline(&ran),
        ["cimd-baseline.json:1:33: warning[config-baseline-unused]"],
        "{}",
        ran.out
    );
}

#[test]
fn a_baseline_that_cannot_be_used_is_an_error() {
    let folder =
        Folder::new().with("b.json", BAD).with("broken.json", "{\n\"schema_version\": 1,\n\"findngs\": []}");
    for (arguments, parts) in [
        (
            &["lint", "b.json", "--baseline", "no.json"][..],
            &["no.json: the baseline cannot be read", "--write-baseline"][..],
        ),
        (&["lint", "b.json", "--baseline", "broken.json"], &["broken.json:3:", "not a baseline", "findngs"]),
        (&["lint", "b.json", "--write-baseline"], &["--baseline"]),
        (
            &["lint", "b.json", "no.json", "--baseline", "x.json", "--write-baseline"],
            &["was not written", "no.json cannot be read"],
        ),
    ] {
        let ran = folder.run(arguments);
        assert_eq!(ran.code, 2, "{arguments:?}");
        for part in parts {
            assert!(ran.err.contains(part), "{part}: {}", ran.err);
        }
    }
    assert!(!folder.path().join("x.json").exists());
}

#[test]
fn baselines_satisfy_their_schema() {
    let schema = concat!(env!("CARGO_MANIFEST_DIR"), "/schemas/baseline.schema.json");
    let schema = serde_json::from_slice(&fs::read(schema).expect("it is there")).expect("it is JSON");
    let folder = Folder::new().with("b.json", two_faults()).with("c.json", "{\"client_id\":\"https://x\",}");
    folder.run(&WRITE);
    let instance = serde_json::from_str(&baseline(&folder)).expect("it is JSON");
    assert!(jsonschema::validator_for(&schema).expect("it is a schema").is_valid(&instance), "{instance}");
}

#[test]
fn statistics_count_by_rule() {
    let folder = Folder::new().with("a.json", two_faults()).with("b.json", BAD).with("c.json", GOOD);
    let human = folder.run(&["lint", ".", "--statistics"]);
    assert_eq!(human.code, 1);
    assert_eq!(
        human.out,
        "3  violation[redirect-uri-http]  Plain http redirect URI\n\n3 documents: Auth0 would refuse 2; 3 violations\n"
    );
    let json = folder.run(&["lint", ".", "--statistics", "--format", "json"]).json();
    assert_eq!(
        json["statistics"],
        json!([{ "rule": "redirect-uri-http", "level": "violation", "count": 3 }])
    );
    assert_eq!(json["documents"][0]["findings"].as_array().map(Vec::len), Some(2));
    assert_eq!(folder.run(&["lint", ".", "--format", "json"]).json().get("statistics"), None);
}
