//! Findings that the configuration accepts.

use serde_json::{Value, json};

use crate::runner::{BAD, Folder, GOOD, Ran};

const REASON: &str = "the old app listens there";

fn ignore(more: &str) -> String {
    format!("[[ignores]]\nrule = \"redirect-uri-http\"\nreason = \"{REASON}\"\n{more}\n")
}

fn folder(config: &str) -> Folder {
    Folder::new().with("cimd.toml", config).with("a.json", BAD).with("b/c.json", GOOD)
}

/// The rules of the findings about the configuration.
fn about_configuration(ran: &Ran) -> Vec<String> {
    let json = ran.json();
    let documents = json["documents"].as_array().expect("an array");
    let report = documents.iter().find(|document| document["input"] == "cimd.toml");
    let findings = report.and_then(|report| report["findings"].as_array()).cloned().unwrap_or_default();
    findings.iter().map(|finding| finding["rule"].as_str().expect("a rule").to_owned()).collect()
}

#[test]
fn rule_path_and_pointer_choose_what_is_ignored() {
    for (more, code) in [
        ("", 0),
        ("path = \"a.json\"", 0),
        ("path = \"*.json\"\npointer = \"/redirect_uris/0\"", 0),
        ("pointer = \"/redirect_uris/0\"\nexpires = 2999-12-31", 0),
        ("expires = \"2999-12-31\"", 0),
        ("path = \"b\"", 1),
        ("pointer = \"/redirect_uris/1\"", 1),
        ("pointer = \"/redirect_uris\"", 1),
        ("expires = 2000-01-01", 1),
    ] {
        let ran = folder(&ignore(more)).run(&["lint", "a.json", "--format", "json"]);
        assert_eq!(ran.code, code, "{more}: {}", ran.out);
        let json = ran.json();
        assert_eq!(json["documents"][0]["valid"], false, "{more}");
        assert_eq!(json["summary"]["ignored"], 1 - code, "{more}");
        assert_eq!(json["summary"]["violations"], code, "{more}");
    }
}

#[test]
fn a_file_is_the_same_however_it_is_named() {
    let folder = folder(&ignore("path = \"a.json\"")).with("-", BAD);
    let absolute = folder.path().join("a.json");
    for name in ["./a.json", ".//a.json", "b/../a.json", &absolute.to_string_lossy()] {
        assert_eq!(folder.run(&["lint", name]).code, 0, "{name}");
    }
    // This is not standard input.
    let json = folder.run(&["lint", "./-", "--format", "json"]).json();
    assert_eq!(json["documents"][0]["input"], "./-");
}

#[test]
fn the_verdict_stays() {
    let folder = folder(&ignore(""));
    let ignored = folder.run(&["lint", "a.json", "--format", "client-cimd"]);
    let plain = folder.run(&["lint", "a.json", "--format", "client-cimd", "--no-config"]);
    assert_eq!((ignored.code, plain.code), (0, 1));
    assert_eq!(ignored.out, plain.out);
}

#[test]
fn people_are_told_that_something_is_ignored() {
    let folder = folder(&ignore(""));
    let ran = folder.run(&["lint", "a.json"]);
    assert_eq!(ran.out, "a.json: Auth0 would refuse it for 1 violation that is ignored here; 1 ignored\n");
    let shown = folder.run(&["lint", "a.json", "--show-ignored"]);
    assert_eq!(shown.code, 0);
    assert!(shown.out.starts_with("violation[redirect-uri-http] (ignored) "), "{}", shown.out);
    assert!(shown.out.contains(&format!("  ignored: {REASON}\n")), "{}", shown.out);
    let short = folder.run(&["lint", "a.json", "--show-ignored", "--format", "short"]);
    assert!(short.out.starts_with("a.json:4:21: violation[redirect-uri-http] ignored: "), "{}", short.out);
    assert_eq!(folder.run(&["lint", "a.json", "--format", "short"]).out, "");
    let several = folder.run(&["lint", "a.json", "b/c.json"]);
    assert!(
        several.out.ends_with("2 documents: Auth0 would refuse 1; nothing to report; 1 ignored\n"),
        "{}",
        several.out
    );
}

#[test]
fn programs_see_ignored_findings_when_they_ask() {
    let folder = folder(&ignore(""));
    let finding =
        |arguments: &[&str]| -> Value { folder.run(arguments).json()["documents"][0]["findings"][0].clone() };
    assert_eq!(finding(&["lint", "a.json", "--format", "json"]), Value::Null);
    let shown = finding(&["lint", "a.json", "--format", "json", "--show-ignored"]);
    assert_eq!(shown["ignored"], json!({ "by": "configuration", "reason": REASON }));
    assert_eq!(shown["rule"], "redirect-uri-http");
}

#[test]
fn an_entry_that_expired_is_reported_with_its_line() {
    let folder = folder(&ignore("expires = 2000-01-01"));
    let ran = folder.run(&["lint", "a.json", "--format", "short"]);
    assert_eq!(ran.code, 1);
    assert!(ran.out.contains("\ncimd.toml:4:11: warning[config-ignore-expired] the ignore of redirect-uri-http expired on 2000-01-01: the old app"), "{}", ran.out);
    // It is what an entry without effect says of itself, and nothing else is said.
    assert_eq!(
        about_configuration(&folder.run(&["lint", ".", "--format", "json"])),
        ["config-ignore-expired"]
    );
}

#[test]
fn an_entry_is_unused_only_where_everything_it_could_match_was_linted() {
    let fixed = |more: &str| {
        Folder::new().with("cimd.toml", ignore(more)).with("a.json", GOOD).with("b/c.json", GOOD)
    };
    let unused = ["config-ignore-unused"];
    for (more, inputs, expected) in [
        ("", &["."][..], &unused[..]),
        ("", &["a.json"], &[]),
        ("", &["b"], &[]),
        ("path = \"a.json\"", &["a.json"], &unused),
        ("path = \"a.json\"", &["b/c.json"], &[]),
        ("path = \"b/*.json\"", &["b/c.json"], &[]),
        ("path = \"b/*.json\"", &["."], &unused),
        ("path = \"b/*.json\"", &["b"], &unused),
        ("path = \"b\"", &["."], &unused),
        ("path = \"b\"", &["b/c.json"], &[]),
        ("path = \"a.json\"", &["b"], &[]),
        ("path = \"gone.json\"", &["."], &unused),
        ("", &[".", "--ignore", "redirect-uri"], &[]),
        ("", &[".", "--select", "client-id"], &[]),
        ("", &[".", "--level", "config-ignore-unused=off"], &[]),
    ] {
        let mut arguments = vec!["lint", "--format", "json"];
        arguments.extend(inputs);
        let ran = fixed(more).run(&arguments);
        assert_eq!(about_configuration(&ran), expected, "{more} {inputs:?}");
        assert_eq!(ran.code, 0);
    }
    // Nor where a search leaves out what is there.
    for (more, exclude) in
        [("path = \"b/c.json\"", "b"), ("path = \"b/*.json\"", "b/"), ("path = \"b\"", "b")]
    {
        let config = format!("exclude = [\"{exclude}\"]\n{}", ignore(more));
        let folder = fixed("").with("cimd.toml", config);
        for arguments in
            [&["lint", ".", "--format", "json"][..], &["lint", "--force-exclude", "b", "--format", "json"]]
        {
            assert!(about_configuration(&folder.run(arguments)).is_empty(), "{more}");
        }
    }
    let hidden = fixed("path = \"b/c.json\"").with(".gitignore", "b/");
    assert!(about_configuration(&hidden.run(&["lint", ".", "--format", "json"])).is_empty());
    // Of a broken document nobody knows what would be found in it.
    let broken = fixed("").with("a.json", GOOD.replace("\"none\"", "\"none\","));
    assert!(about_configuration(&broken.run(&["lint", ".", "--format", "json"])).is_empty());
    // One that is broken says nothing of the others.
    let other = fixed("path = \"b/c.json\"").with("a.json", GOOD.replace("\"none\"", "\"none\","));
    assert_eq!(about_configuration(&other.run(&["lint", ".", "--format", "json"])), unused);
    // Nor of responses that were not fetched.
    let response = Folder::new()
        .with("cimd.toml", "[[ignores]]\nrule = \"http-content-type\"\nreason = \"x\"\n")
        .with("a.json", GOOD);
    assert!(about_configuration(&response.run(&["lint", ".", "--format", "json"])).is_empty());
}

#[test]
fn what_is_said_of_the_configuration_is_a_report_of_its_own() {
    let folder = Folder::new().with("cimd.toml", ignore("")).with("a.json", GOOD);
    let json = folder.run(&["lint", ".", "--format", "json"]).json();
    let report = &json["documents"][1];
    assert_eq!(
        (&report["input"], &report["valid"], &report["error"]),
        (&"cimd.toml".into(), &Value::Null, &Value::Null)
    );
    let finding = &report["findings"][0];
    assert_eq!(
        (&finding["part"], &finding["level"], &finding["advice"]),
        (&"config".into(), &"warning".into(), &true.into())
    );
    assert_eq!(finding["range"]["start"], json!({ "line": 2, "column": 8, "offset": 19 }));
    assert_eq!((&json["summary"]["documents"], &json["summary"]["warnings"]), (&1.into(), &1.into()));
    // Auth0's shape has one element an input.
    let validations = folder.run(&["lint", ".", "--format", "client-cimd"]).json();
    assert_eq!(validations.as_array().map(Vec::len), Some(1));
    let human = folder.run(&["lint", "."]).out;
    let (verdict, finding) = human.split_once("\n\n").expect("paragraphs");
    assert_eq!(verdict, "a.json: Auth0 would accept it: nothing to report");
    assert!(
        finding
            .starts_with("warning[config-ignore-unused] this ignore of redirect-uri-http matches no finding"),
        "{human}"
    );
    assert!(finding.ends_with("\n\ncimd.toml: 1 warning\n"), "{human}");
    assert_eq!(folder.run(&["lint", ".", "--fail-on", "warning"]).code, 1);
}

#[test]
fn formats_for_ci_servers_leave_out_what_is_ignored_and_name_the_configuration() {
    let ignored = folder(&ignore(""));
    let unused = Folder::new().with("cimd.toml", ignore("")).with("a.json", GOOD);
    for format in ["sarif", "github", "gitlab", "junit", "markdown"] {
        let ran = ignored.run(&["lint", "a.json", "--format", format]);
        assert_eq!(ran.code, 0, "{format}");
        assert!(!ran.out.contains("plain http is only accepted"), "{format}: {}", ran.out);
        // Those that have no mark for it leave it out all the same.
        let ran = ignored.run(&["lint", "a.json", "--format", format, "--show-ignored"]);
        let is_marked = !matches!(format, "github" | "gitlab");
        assert_eq!(ran.out.contains("plain http is only accepted"), is_marked, "{format}: {}", ran.out);
        let ran = unused.run(&["lint", ".", "--format", format]);
        assert_eq!(ran.code, 0, "{format}");
        assert!(
            ran.out.contains("cimd.toml") && ran.out.contains("matches no finding"),
            "{format}: {}",
            ran.out
        );
    }
}
