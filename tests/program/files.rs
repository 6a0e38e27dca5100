//! What files can be beside regular ones, and what becomes of those that are written.
#![cfg(unix)]

use std::fs::{self, File, Permissions};
use std::io::{Read, Write};
use std::os::unix::fs::{MetadataExt, PermissionsExt, symlink};
use std::process::{Command, Stdio};
use std::thread;
use std::time::Duration;

use serde_json::Value;

use crate::runner::{BAD, Folder, GOOD, Ran};

/// Makes a file of that name.
type Make = fn(&Folder, &str);

fn make_pipe(folder: &Folder, name: &str) {
    let made = Command::new("mkfifo").arg(folder.path().join(name)).status().expect("mkfifo is there");
    assert!(made.success());
}

/// Runs a script of the shell in the folder, with the program as `$CIMD`, and ends it after a while.
fn shell(folder: &Folder, script: &str) -> Ran {
    let output = Command::new("timeout")
        .args(["20", "bash", "-c", script])
        .env("CIMD", env!("CARGO_BIN_EXE_cimd"))
        .current_dir(folder.path())
        .stdin(Stdio::null())
        .output()
        .expect("bash is there");
    Ran::from(output)
}

fn read(folder: &Folder, name: &str) -> String {
    fs::read_to_string(folder.path().join(name)).expect("the file is there")
}

#[test]
fn a_directory_that_cannot_be_searched_is_an_error() {
    // Paths that are longer than the system takes cannot be listed, not even by the administrator.
    let folder = Folder::new().with("good.json", GOOD);
    let name = "d".repeat(250);
    let made =
        shell(&folder, &format!("for i in $(seq 20); do mkdir {name} && cd -P {name} || exit 1; done; true"));
    assert_eq!(made.code, 0, "{}", made.err);
    let ran = folder.run(&["lint", ".", "--format", "json"]);
    assert_eq!(ran.code, 2, "{}", ran.err);
    let json = ran.json();
    assert_eq!(json["summary"]["errors"], 1);
    assert_eq!(folder.run(&["lint", ".", "--show-files"]).code, 2);
    assert_eq!(folder.run(&["lint", ".", "--force-exclude"]).code, 2);
}

#[test]
fn a_directory_without_permission_is_an_error() {
    let folder = Folder::new().with("all/good.json", GOOD).with("all/closed/bad.json", BAD);
    let closed = folder.path().join("all/closed");
    fs::set_permissions(&closed, Permissions::from_mode(0o000)).expect("it is ours");
    let is_closed = fs::read_dir(&closed).is_err();
    let runs = ["all", "all/closed"].map(|input| folder.run(&["lint", input, "--format", "json"]));
    fs::set_permissions(&closed, Permissions::from_mode(0o755)).expect("it is ours");
    if !is_closed {
        return crate::skipped::skipped(
            "files::a_directory_without_permission_is_an_error",
            "the administrator may list every directory",
        );
    }
    for ran in runs {
        assert_eq!(ran.code, 2, "{}", ran.out);
        assert!(ran.err.contains("all/closed cannot be searched: permission is denied"), "{}", ran.err);
    }
}

#[test]
fn a_pipe_that_no_program_writes_to_is_an_error_at_once() {
    let folder = Folder::new().with("client.json", GOOD);
    make_pipe(&folder, "pipe");
    make_pipe(&folder, "pipe.toml");
    for arguments in [
        "lint pipe",
        "lint client.json pipe --jobs 2",
        "lint client.json --config pipe",
        "lint --inputs-from pipe",
        "lint client.json --baseline pipe",
        "lint client.json --profile ./pipe.toml",
        "lint client.json --ca-certificate pipe",
        "preview pipe",
        "preview client.json --jwks pipe",
        "preview client.json --config pipe",
        "refresh client.json --registered pipe",
        "explain redirect-uri-http --profile ./pipe.toml",
        "rules --profile ./pipe.toml",
    ] {
        let ran = shell(&folder, &format!("\"$CIMD\" {arguments}"));
        assert_eq!(ran.code, 2, "{arguments}: {}{}", ran.out, ran.err);
        let said = ran.out + &ran.err;
        assert!(said.contains("no program writes to it"), "{arguments}: {said}");
    }
}

#[test]
fn pipes_are_read_to_their_end() {
    let folder = Folder::new()
        .with("good.json", GOOD)
        .with("cimd.toml", "fail-on = \"never\"")
        .with("list", "good.json\n");
    make_pipe(&folder, "pipe");
    for script in [
        // The writer is given time to open the pipe.
        "cat good.json > pipe & sleep 0.4; \"$CIMD\" lint --no-config pipe",
        "(head -c 20 good.json; sleep 0.2; tail -c +21 good.json) > pipe & sleep 0.4; \"$CIMD\" lint pipe",
        "(sleep 0.6; cat good.json) > pipe & sleep 0.4; \"$CIMD\" lint pipe",
        "\"$CIMD\" lint <(cat good.json)",
        "\"$CIMD\" lint <(sleep 0.2; cat good.json)",
        "\"$CIMD\" lint --inputs-from <(cat list) --config <(sleep 0.1; cat cimd.toml)",
        "\"$CIMD\" lint /dev/fd/7 7< good.json",
        "cat good.json | \"$CIMD\" lint /dev/stdin",
        "cat good.json | \"$CIMD\" lint /dev/fd/0",
        "\"$CIMD\" lint /dev/stdin < good.json",
    ] {
        let ran = shell(&folder, &format!("{script}; code=$?; wait; exit $code"));
        assert_eq!(ran.code, 0, "{script}: {}{}", ran.out, ran.err);
    }
    let empty = shell(&folder, "\"$CIMD\" lint <(true) --format short");
    assert!(empty.code == 1 && empty.out.contains("doc-not-json"), "{empty:?}");
}

#[test]
fn a_search_passes_over_what_is_no_regular_file() {
    let folder = Folder::new().with("client.json", GOOD);
    make_pipe(&folder, "pipe.json");
    symlink("/dev/zero", folder.path().join("zero.json")).expect("a link");
    symlink("pipe.json", folder.path().join("link.json")).expect("a link");
    let _socket =
        std::os::unix::net::UnixListener::bind(folder.path().join("socket.json")).expect("a socket");
    let ran = folder.run(&["lint", ".", "--show-files"]);
    assert_eq!((ran.code, ran.out.as_str()), (0, "client.json\n"));
    // A configuration that cannot be read is not passed over.
    make_pipe(&folder, "cimd.toml");
    let ran = folder.run(&["lint", "."]);
    assert_eq!(ran.code, 2);
    let reason = "cimd.toml: the configuration cannot be read: it is a pipe, and no program writes to it";
    assert!(ran.err.contains(reason), "{}", ran.err);
}

/// A folder with documents enough that their report takes some time to write.
fn many() -> Folder {
    (0..60).fold(Folder::new(), |folder, number| folder.with(&format!("d/{number}.json"), BAD))
}

#[test]
fn runs_at_once_leave_one_whole_report() {
    let folder = many();
    let ran = shell(
        &folder,
        "for n in 1 2 3 4; do \"$CIMD\" lint d -q --format json=r.json --format sarif=r.sarif & done; wait",
    );
    assert_eq!(ran.err, "");
    for report in ["r.json", "r.sarif"] {
        let report: Value = serde_json::from_str(&read(&folder, report)).expect("it is whole");
        assert!(report.is_object());
    }
}

#[test]
fn a_signal_leaves_the_old_report_or_a_whole_new_one() {
    let folder = many();
    let whole = |text: &str| text == "old" || serde_json::from_str::<Value>(text).is_ok();
    for signal in ["TERM", "INT", "KILL"] {
        for milliseconds in (0..60).step_by(4) {
            fs::write(folder.path().join("r.json"), "old").expect("the folder takes it");
            let script = format!(
                "\"$CIMD\" lint d -q --format json=r.json & sleep 0.{milliseconds:03}; kill -{signal} $! 2>/dev/null; wait"
            );
            shell(&folder, &script);
            let left = read(&folder, "r.json");
            assert!(whole(&left), "{signal} after {milliseconds} ms: {left}");
        }
    }
}

#[test]
fn what_is_read_is_bounded() {
    let folder = Folder::new().with("client.json", GOOD);
    symlink("/dev/zero", folder.path().join("zero.toml")).expect("a link");
    for arguments in [
        "lint client.json --config /dev/zero",
        "lint --inputs-from /dev/zero",
        "lint --inputs-from - < /dev/zero",
        "lint client.json --baseline /dev/zero",
        "lint client.json --profile ./zero.toml",
        "lint client.json --ca-certificate /dev/zero",
        "preview client.json --ca-certificate /dev/zero",
        "explain redirect-uri-http --profile ./zero.toml",
    ] {
        let ran = shell(&folder, &format!("ulimit -v 400000; \"$CIMD\" {arguments}"));
        assert_eq!(ran.code, 2, "{arguments}: {}{}", ran.out, ran.err);
        assert!(ran.err.contains("it is larger than"), "{arguments}: {}", ran.err);
    }
    let ran = shell(&folder, "\"$CIMD\" lint /dev/zero --format short");
    assert!(ran.code == 1 && ran.out.contains("http-body-too-large"), "{ran:?}");
}

#[test]
fn numbers_of_entries_are_bounded() {
    let entry = "[[ignores]]\nrule = \"doc-bom\"\nreason = \"x\"\n";
    let document = "[[documents]]\npath = \"a*/\"\nurl = \"https://a.dev/\"\n";
    let reason = format!("[[ignores]]\nrule = \"doc-bom\"\nreason = \"{}\"\n", "x".repeat(10_000));
    for (config, said) in [
        (entry.repeat(1_001), "this list has more than 1000 entries"),
        (document.repeat(1_001), "this list has more than 1000 entries"),
        (format!("exclude = [{}]", "\"a*\",".repeat(10_000)), "this list has more than 1000 entries"),
        (document.repeat(200_000), "it is larger than 256 KiB"),
        (format!("exclude = [\"{}a{}\"]", "{".repeat(10_000), "}".repeat(10_000)), "longer than 1000 bytes"),
        (format!("exclude = [\"{}a{}\"]", "{".repeat(400), "}".repeat(400)), "more than 10 braces"),
        (format!("exclude = {}", "[".repeat(200_000)), "cimd.toml:1:"),
        (format!("exclude = [{}]", "\"a*\",".repeat(900)), "more than 500 patterns with wildcards"),
        (
            format!("exclude = [{}]", format!("\"{}\",", "?*".repeat(400)).repeat(30)),
            "together longer than 16 KiB",
        ),
        (reason, "the reason is longer than 2000 bytes"),
    ] {
        let ran =
            Folder::new().with("cimd.toml", config).with("client.json", GOOD).run(&["lint", "client.json"]);
        assert!(ran.code == 2 && ran.err.contains(said) && ran.err.len() < 2_000, "{said}: {:.500}", ran.err);
    }
    let accepted = r#"{"input":"a","rule":"b","pointer":"","count":1}"#;
    let baseline =
        |count| format!(r#"{{"schema_version":1,"findings":[{}]}}"#, vec![accepted; count].join(","));
    let title = |length| format!("extends = \"auth0\"\ntitle = \"{}\"", "x".repeat(length));
    let values = format!("extends = \"auth0\"\n[grants]\ntypes = [{}]", "\"a\",".repeat(5_000));
    for (name, content, said) in [
        ("--baseline=b", baseline(50_001), "more than 50000 entries"),
        ("--baseline=b", baseline(500_000), "it is larger than 4 MiB"),
        ("--inputs-from=b", "a.json\n".repeat(50_001), "more than 50000 inputs"),
        ("--inputs-from=b", "a".repeat(50_001), "line 1 is longer than 16384 bytes"),
        ("--profile=./b", title(201), "`title` is longer than 200 bytes"),
        ("--profile=./b", title(10_000_000), "it is larger than 256 KiB"),
        ("--profile=./b", values, "`types` has more than 500 values"),
    ] {
        let ran =
            Folder::new().with("b", content).with("client.json", GOOD).run(&["lint", "client.json", name]);
        assert!(ran.code == 2 && ran.err.contains(said) && ran.err.len() < 2_000, "{said}: {:.500}", ran.err);
    }
    // A number of findings that no counter holds.
    let many = format!(
        r#"{{"schema_version":1,"findings":[{0},{0}]}}"#,
        accepted.replace('1', &u64::MAX.to_string())
    );
    let ran =
        Folder::new().with("b", many).with("client.json", GOOD).run(&["lint", "client.json", "--baseline=b"]);
    assert_eq!(ran.code, 0, "{}", ran.err);
}

#[test]
fn files_that_say_what_to_ignore_are_looked_at_before() {
    let hostile: [(&str, Make); 7] = [
        ("it is not a regular file", |folder, name| make_pipe(folder, name)),
        ("it is larger than 256 KiB", |folder, name| {
            let file = File::create(folder.path().join(name)).expect("a file");
            file.set_len(1 << 40).expect("it is sparse");
        }),
        ("it is not a regular file", |folder, name| {
            symlink("/dev/zero", folder.path().join(name)).expect("a link");
        }),
        ("line 2 is longer than 4096 bytes", |folder, name| {
            fs::write(folder.path().join(name), format!("a\n{}\n", "a*".repeat(50_000))).expect("a file");
        }),
        ("line 1 has more than 10 braces", |folder, name| {
            let braces = format!("{}a{}", "{".repeat(2_000), "}".repeat(2_000));
            fs::write(folder.path().join(name), braces).expect("a file");
        }),
        ("more than 5000 patterns", |folder, name| {
            fs::write(folder.path().join(name), "abc\n".repeat(6_000)).expect("a file");
        }),
        ("patterns with wildcards that are longer than 32768 bytes", |folder, name| {
            fs::write(folder.path().join(name), "a*b?c\n".repeat(4_000)).expect("a file");
        }),
    ];
    for place in ["", "below/", "below/deeper/"] {
        for name in [".gitignore", ".ignore", ".git/info/exclude"] {
            for (said, make) in &hostile {
                let folder = Folder::new().with("good.json", GOOD).with("below/deeper/bad.json", BAD);
                let name = format!("{place}{name}");
                let path = folder.path().join(&name);
                fs::create_dir_all(path.parent().expect("it has one")).expect("folders");
                make(&folder, &name);
                let ran = shell(&folder, "ulimit -v 400000; \"$CIMD\" lint . --format json");
                assert_eq!(ran.code, 2, "{name} {said}: {}", ran.err);
                assert!(ran.err.contains(said) && ran.err.contains(&name), "{name} {said}: {}", ran.err);
                let others = ran.json()["documents"].as_array().expect("a list").len();
                assert_eq!(others, if place.is_empty() { 1 } else { 2 }, "{name} {said}: {}", ran.out);
                // Also where the search begins below.
                assert_eq!(shell(&folder, "\"$CIMD\" lint below/deeper").code, 2, "{name} {said}");
            }
        }
    }
}

#[test]
fn a_worktree_leads_to_no_trap() {
    for (link, commondir) in [("gitdir: trap\n", true), (&*"gitdir: ".repeat(100_000), false)] {
        let folder = Folder::new().with("client.json", GOOD).with(".git", link).with("trap/keep", "");
        if commondir {
            make_pipe(&folder, "trap/commondir");
        }
        let ran = shell(&folder, "\"$CIMD\" lint .");
        assert_eq!(ran.code, 2, "{}{}", ran.out, ran.err);
    }
    let folder = Folder::new().with("client.json", GOOD).with(".git", "gitdir: nowhere\n");
    assert_eq!(folder.run(&["lint", "."]).code, 0);
    let folder = Folder::new().with("client.json", GOOD);
    make_pipe(&folder, ".git");
    assert_eq!(shell(&folder, "\"$CIMD\" lint .").code, 0);
}

#[test]
fn an_output_is_never_an_input() {
    let baseline = r#"{"schema_version":1,"findings":[]}"#;
    for (arguments, what) in [
        ("lint client.json --format json=client.json", "an input"),
        ("lint client.json --format json=./client.json", "an input"),
        ("lint client.json --format json=below/../client.json", "an input"),
        ("lint client.json --format json=link.json", "an input"),
        ("lint client.json --format json=hard.json", "an input"),
        ("lint link.json --format json=client.json", "an input"),
        ("lint hard.json --format json=client.json", "an input"),
        ("lint client.json --format json=way/client.json", "an input"),
        ("lint . --format json=client.json", "an input"),
        ("lint below --format json=below/client.json", "an input"),
        ("lint --inputs-from list --format json=client.json", "an input"),
        ("lint --inputs-from list --format json=list", "the list of inputs"),
        ("lint - --format json=client.json < client.json", "an input"),
        ("lint --inputs-from - --format json=list < list", "the list of inputs"),
        ("lint client.json --format json=cimd.toml", "the configuration"),
        ("lint client.json --config c.toml --format json=c.toml", "the configuration"),
        ("lint client.json --profile p.toml --format json=p.toml", "the profile"),
        ("lint client.json --baseline b.json --format json=b.json", "the baseline"),
        ("lint client.json --baseline client.json --write-baseline", "an input"),
        ("lint client.json >> client.json", "an input"),
    ] {
        let folder = Folder::new()
            .with("client.json", BAD)
            .with("below/client.json", BAD)
            .with("list", "client.json\n")
            .with("cimd.toml", "fail-on = \"hint\"")
            .with("c.toml", "")
            .with("p.toml", "extends = \"auth0\"")
            .with("b.json", baseline);
        let path = |name: &str| folder.path().join(name);
        symlink("client.json", path("link.json")).expect("a link");
        symlink(".", path("way")).expect("a link");
        fs::hard_link(path("client.json"), path("hard.json")).expect("a link");
        let ran = shell(&folder, &format!("\"$CIMD\" {arguments}"));
        assert_eq!((ran.code, ran.out.as_str()), (2, ""), "{arguments}: {}", ran.err);
        assert!(
            ran.err.contains(&format!("is {what}, and would be overwritten")),
            "{arguments}: {}",
            ran.err
        );
        assert!(read(&folder, "client.json") == BAD && read(&folder, "b.json") == baseline, "{arguments}");
    }
    // A file that was found and is not a document is not an input.
    let folder = Folder::new().with("client.json", GOOD);
    for _ in 0..2 {
        assert_eq!(folder.run(&["lint", ".", "--format", "json=report.json"]).code, 0);
        assert_eq!(shell(&folder, "\"$CIMD\" lint . --format json > other.json").code, 0);
    }
}

#[test]
fn two_outputs_are_never_one_file() {
    for (one, other) in [
        ("r.json", "r.json"),
        ("r.json", "./r.json"),
        ("r.json", "below/../r.json"),
        ("r.json", "way/r.json"),
        ("old.json", "link.json"),
        ("old.json", "hard.json"),
    ] {
        let folder = Folder::new().with("client.json", GOOD).with("below/keep", "").with("old.json", "old");
        let path = |name: &str| folder.path().join(name);
        symlink(".", path("way")).expect("a link");
        symlink("old.json", path("link.json")).expect("a link");
        fs::hard_link(path("old.json"), path("hard.json")).expect("a link");
        for arguments in [
            format!("lint client.json --format json={one} --format sarif={other}"),
            format!("lint client.json --format json={one} --baseline {other} --write-baseline"),
            format!("lint client.json --format json={one} --format human > {other}"),
        ] {
            // The shell has made the file before.
            let ran = shell(&folder, &format!("\"$CIMD\" {arguments}"));
            assert_eq!(ran.code, 2, "{arguments}: {}", ran.out);
            assert!(
                ran.err.contains("two formats would go to") || ran.err.contains("two outputs would go there"),
                "{arguments}: {}",
                ran.err
            );
        }
    }
    let folder = Folder::new().with("client.json", GOOD);
    let ran =
        folder.run(&["lint", "client.json", "--format", "json=/dev/null", "--format", "sarif=/dev/null"]);
    assert_eq!(ran.code, 0, "{}", ran.err);
}

#[test]
fn files_are_replaced_whole() {
    let folder = Folder::new()
        .with("client.json", BAD)
        .with("r.json", "old")
        .with("b.json", "old")
        .with("secret", "mine");
    let path = |name: &str| folder.path().join(name);
    for name in ["r.json", "b.json"] {
        fs::set_permissions(path(name), Permissions::from_mode(0o640)).expect("it is ours");
    }
    symlink("secret", path("link.json")).expect("a link");
    symlink("nowhere", path("dangling.json")).expect("a link");
    let old = ["r.json", "b.json"].map(|name| File::open(path(name)).expect("it is there"));
    let ran = folder.run(&[
        "lint",
        "client.json",
        "--format",
        "json=r.json",
        "--format",
        "jsonl=link.json",
        "--format",
        "short=dangling.json",
        "--format",
        "markdown=new.md",
        "--baseline",
        "b.json",
        "--write-baseline",
    ]);
    assert_eq!(ran.code, 0, "{}", ran.err);
    for (name, mut old) in ["r.json", "b.json"].into_iter().zip(old) {
        let mut text = String::new();
        old.read_to_string(&mut text).expect("it is still there");
        assert_eq!(text, "old", "{name}");
        assert!(read(&folder, name).starts_with('{'), "{name}");
        assert_eq!(fs::metadata(path(name)).expect("it is there").mode() & 0o777, 0o640, "{name}");
    }
    assert_eq!(read(&folder, "secret"), "mine");
    assert!(!path("nowhere").exists());
    for name in ["link.json", "dangling.json", "new.md"] {
        let metadata = fs::symlink_metadata(path(name)).expect("it is there");
        assert!(metadata.is_file() && metadata.mode() & 0o777 & !0o644 & !0o022 == 0, "{name}");
    }
    let left: Vec<_> = fs::read_dir(folder.path())
        .expect("a folder")
        .filter_map(|entry| entry.ok()?.file_name().into_string().ok())
        .filter(|name| name.starts_with(".cimd") || name.ends_with(".tmp"))
        .collect();
    assert!(left.is_empty(), "{left:?}");
}

#[test]
fn a_file_that_cannot_be_written_to_its_end_stays_as_it_was() {
    let folder = Folder::new().with("client.json", BAD).with("r.json", "old").with("b.json", "old");
    // The shell counts blocks; a signal is not waited for.
    for arguments in ["--format json=r.json", "--baseline b.json --write-baseline"] {
        let ran = Command::new("bash")
            .args(["-c", &format!("trap '' XFSZ; ulimit -f 0; \"$CIMD\" lint client.json {arguments} | cat")])
            .env("CIMD", env!("CARGO_BIN_EXE_cimd"))
            .current_dir(folder.path())
            .output()
            .expect("bash is there");
        let said = String::from_utf8_lossy(&ran.stderr);
        assert!(said.contains("cannot be written"), "{said}");
        assert_eq!((read(&folder, "r.json"), read(&folder, "b.json")), ("old".to_owned(), "old".to_owned()));
    }
}

#[test]
fn what_is_no_regular_file_is_written_in_place() {
    let folder = Folder::new().with("client.json", GOOD);
    make_pipe(&folder, "pipe");
    let ran = shell(&folder, "cat pipe & \"$CIMD\" lint client.json -q --format json=pipe; wait");
    assert_eq!(ran.json()["summary"]["documents"], 1);
    assert!(folder.path().join("pipe").exists());
    for target in ["/dev/stdout", "/dev/fd/1"] {
        for sink in ["| cat", "> out; cat out", ">> out2; cat out2"] {
            let script = format!("rm -f out2; \"$CIMD\" lint client.json -q --format json={target} {sink}");
            let ran = shell(&folder, &script);
            assert_eq!(ran.json()["summary"]["documents"], 1, "{script}: {}", ran.err);
        }
    }
    let ran = shell(&folder, "\"$CIMD\" lint client.json --format json=/dev/null --format short");
    assert_eq!((ran.code, ran.err.as_str()), (0, ""));
    // A pipe that is never read does not hang either.
    let ran = shell(&folder, "\"$CIMD\" lint client.json --format json=pipe");
    assert!(ran.code == 2 && ran.err.contains("no program reads from it"), "{ran:?}");
    let ran = shell(&folder, "mkdir d; \"$CIMD\" lint client.json --format json=d");
    assert!(ran.code == 2 && ran.err.contains("is a directory"), "{ran:?}");
}

#[test]
fn a_reader_that_closes_early_is_no_error() {
    let folder = (0..400).fold(Folder::new(), |folder, n| {
        folder.with(&format!("{n}.json"), GOOD.replace("grant_types", "grant_type"))
    });
    make_pipe(&folder, "pipe");
    for format in
        ["human", "short", "json", "jsonl", "client-cimd", "sarif", "github", "gitlab", "junit", "markdown"]
    {
        for output in [format!("{format} | head -c 1"), format!("{format}=pipe & head -c 1 pipe; wait $!")] {
            let script =
                format!("set -o pipefail; \"$CIMD\" lint . --fail-on never --format {output}; exit $?");
            let ran = shell(&folder, &script);
            assert!(ran.code == 0 && !ran.err.contains("error"), "{script}: {} {}", ran.code, ran.err);
        }
    }
}

#[test]
fn fewer_threads_do_where_more_cannot_be_had() {
    let folder = (0..20).fold(Folder::new(), |folder, n| folder.with(&format!("{n}.json"), GOOD));
    // No system has such a stack.
    let variables = [("RUST_MIN_STACK", "70368744177664")];
    let ran = folder.run_with(&["lint", ".", "--jobs", "8"], &variables, b"");
    assert_eq!(ran.code, 0, "{}", ran.err);
    assert!(ran.out.contains("20 documents"), "{}", ran.out);
}

#[test]
fn a_writer_that_is_slow_is_waited_for() {
    let folder = Folder::new();
    make_pipe(&folder, "pipe");
    let path = folder.path().join("pipe");
    let writer = thread::spawn(move || {
        let mut pipe = File::options().write(true).open(path).expect("it is read");
        thread::sleep(Duration::from_millis(100));
        for part in GOOD.as_bytes().chunks(50) {
            pipe.write_all(part).expect("it is read");
            thread::sleep(Duration::from_millis(5));
        }
    });
    // The writer has opened it, or waits for that.
    thread::sleep(Duration::from_millis(50));
    let ran = folder.run(&["lint", "pipe"]);
    writer.join().expect("it writes");
    assert_eq!(ran.code, 0, "{}{}", ran.out, ran.err);
}
