//! The steps of the GitHub Action, run as the runner runs them, and what else docs/ci.md shows.
#![cfg(unix)]

#[path = "program/runner.rs"]
#[allow(dead_code)]
mod runner;

use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::PathBuf;
use std::process::{Command, Output};

use runner::{BAD, Folder, GOOD, Ran};

/// What is put into a job, and what the steps left of it.
struct Job {
    /// The checkout.
    checkout: Folder,
    /// Everything the runner has beside it.
    runner: Folder,
}

impl Job {
    fn new() -> Job {
        let runner = Folder::new().with("output", "").with("summary", "# Before\n").with("temp/x", "");
        fs::create_dir(runner.path().join("bin")).expect("folders can be made");
        Job { checkout: Folder::new(), runner }
    }

    fn with(mut self, name: &str, content: &str) -> Job {
        self.checkout = self.checkout.with(name, content);
        self
    }

    /// Puts a script before the programs that the steps find.
    fn with_program(mut self, name: &str, script: &str) -> Job {
        let name = format!("bin/{name}");
        self.runner = self.runner.with(&name, format!("#!/usr/bin/env bash\n{script}\n"));
        let mode = fs::Permissions::from_mode(0o755);
        fs::set_permissions(self.runner.path().join(name), mode).expect("it is ours");
        self
    }

    fn beside(&self, name: &str) -> PathBuf {
        self.runner.path().join(name)
    }

    fn read(&self, name: &str) -> String {
        fs::read_to_string(self.beside(name)).expect("it is there")
    }

    /// Runs a step with its inputs, which come last and win.
    fn step(&self, script: &str, inputs: &[(&str, &str)]) -> Ran {
        let root = env!("CARGO_MANIFEST_DIR");
        let path = std::env::var("PATH").unwrap_or_default();
        let output: Output = Command::new("bash")
            .args(["--noprofile", "--norc", "-eo", "pipefail"])
            .args(["-c", &format!("\"$GITHUB_ACTION_PATH/.github/action/{script}\"")])
            .env("PATH", format!("{}:{path}", self.beside("bin").display()))
            .env("GITHUB_ACTION_PATH", root)
            .env("GITHUB_OUTPUT", self.beside("output"))
            .env("GITHUB_PATH", self.beside("path"))
            .env("GITHUB_STEP_SUMMARY", self.beside("summary"))
            .env("RUNNER_TEMP", self.beside("temp"))
            .env("RUNNER_OS", "Linux")
            .env("RUNNER_ARCH", "X64")
            .envs(inputs.iter().copied())
            .current_dir(self.checkout.path())
            .output()
            .expect("bash starts");
        Ran::from(output)
    }

    fn lint(&self, inputs: &[(&str, &str)]) -> Ran {
        let mut all = vec![("CIMD", env!("CARGO_BIN_EXE_cimd"))];
        all.extend(inputs);
        self.step("lint", &all)
    }

    fn install(&self, inputs: &[(&str, &str)]) -> Ran {
        self.step("install", inputs)
    }

    /// An output of the steps.
    fn output(&self, name: &str) -> Option<String> {
        let text = self.read("output");
        text.lines().find_map(|line| line.strip_prefix(&format!("{name}=")).map(str::to_owned))
    }

    /// The files that the results in the SARIF file are about.
    fn files_in_sarif(&self) -> Vec<String> {
        let text = fs::read(self.output("sarif-file").expect("it was written")).expect("it is there");
        let log: serde_json::Value = serde_json::from_slice(&text).expect("it is JSON");
        let results = log["runs"][0]["results"].as_array().expect("there are results");
        let place = "/locations/0/physicalLocation/artifactLocation/uri";
        results
            .iter()
            .map(|result| result.pointer(place).and_then(|uri| uri.as_str()).expect("a place").to_owned())
            .collect()
    }
}

#[test]
fn a_good_document_passes() {
    let job = Job::new().with("client.json", GOOD).with("package.json", r#"{"name": "x"}"#);
    let ran = job.lint(&[]);
    assert_eq!((ran.code, ran.out.as_str()), (0, ""), "{}", ran.err);
    assert_eq!(job.output("exit-code").as_deref(), Some("0"));
    assert!(job.files_in_sarif().is_empty());
    assert!(job.read("summary").starts_with("# Before\n"));
    assert!(job.read("summary").len() > "# Before\n".len());
}

#[test]
fn a_bad_document_is_annotated_reported_and_summed_up_in_one_run() {
    let job = Job::new().with("clients/client.json", BAD);
    let ran = job.lint(&[("CIMD_PATHS", ".\n"), ("CIMD_SARIF", "true")]);
    assert_eq!(ran.code, 1, "{}", ran.err);
    assert!(ran.out.contains("::error file=clients/client.json,line=4,"), "{}", ran.out);
    assert_eq!(job.output("exit-code").as_deref(), Some("1"));
    assert_eq!(job.files_in_sarif(), ["clients/client.json"]);
    assert!(job.read("summary").contains("redirect-uri-http"));
}

#[test]
fn an_unreadable_input_is_2_and_the_others_are_reported() {
    let job = Job::new().with("client.json", BAD);
    let ran = job.lint(&[("CIMD_PATHS", "missing.json\r\n\nclient.json")]);
    assert_eq!(ran.code, 2, "{}", ran.err);
    assert_eq!(job.output("exit-code").as_deref(), Some("2"));
    assert!(ran.out.contains("::error title=cimd::"), "{}", ran.out);
    assert_eq!(job.files_in_sarif(), ["client.json"]);
}

#[test]
fn wrong_arguments_are_2_without_reports() {
    let job = Job::new().with("client.json", GOOD);
    let ran = job.lint(&[("CIMD_ARGUMENTS", "--no-such-argument")]);
    assert_eq!(ran.code, 2);
    assert!(ran.err.contains("--no-such-argument"), "{}", ran.err);
    assert_eq!(job.output("exit-code").as_deref(), Some("2"));
    assert_eq!(job.output("sarif-file"), None);
    assert_eq!(job.read("summary"), "# Before\n");
}

#[test]
fn the_inputs_reach_the_program() {
    let job = Job::new().with("client.json", BAD);
    let never = job.lint(&[("CIMD_FAIL_ON", "never"), ("CIMD_SARIF", "false"), ("CIMD_SUMMARY", "false")]);
    assert_eq!(never.code, 0, "{}", never.err);
    assert_eq!(job.output("sarif-file"), None);
    assert_eq!(job.read("summary"), "# Before\n");
    assert_eq!(job.lint(&[("CIMD_ARGUMENTS", "--level\nredirect-uri-http=off\n")]).code, 0);
    let elsewhere = "--level=redirect-uri-http=off\n--url=https://app.example.net/other.json";
    let moved = job.lint(&[("CIMD_ARGUMENTS", elsewhere), ("CIMD_PATHS", "client.json")]);
    assert!(moved.code == 1 && moved.out.contains("client-id-mismatch"), "{}", moved.out);
    assert_eq!(job.lint(&[("CIMD_PROFILE", "no-such-profile")]).code, 2);
}

#[test]
fn what_is_neither_true_nor_false_is_refused() {
    let job = Job::new().with("client.json", BAD);
    for input in ["sarif", "summary", "upload"] {
        let variable = format!("CIMD_{}", input.to_uppercase());
        let ran = job.lint(&[(&variable, "yes\n::debug::x")]);
        let message = format!("the input `{input}` is `yes%0A::debug::x`; write true or false");
        assert_eq!((ran.code, ran.out), (2, format!("::error title=cimd::{message}\n")));
        assert_eq!(job.output("exit-code").as_deref(), Some("2"));
        assert_eq!(job.lint(&[(&variable, "")]).code, 1, "as if it were not there");
    }
}

#[test]
fn resources_are_checked_where_that_is_asked_for() {
    let resource =
        "resource \"auth0_client_cimd\" \"a\" {\n  external_client_id = \"http://a.example.net/c\"\n}\n";
    let job = Job::new().with("infra/main.tf", resource).with("client.json", BAD);
    let ran = job.lint(&[("CIMD_COMMAND", "resource")]);
    assert_eq!(ran.code, 1, "{}", ran.err);
    assert!(ran.out.contains("::error file=infra/main.tf,line=2,"), "{}", ran.out);
    assert_eq!(job.files_in_sarif(), ["infra/main.tf"]);
    let ran = job.lint(&[("CIMD_COMMAND", "lint --x")]);
    let message = "the input `command` is `lint --x`; write lint or resource";
    assert_eq!((ran.code, ran.out), (2, format!("::error title=cimd::{message}\n")));
}

#[test]
fn files_are_named_from_the_top_of_the_repository() {
    let absolute = |job: &Job| job.checkout.path().join("web app/clients").display().to_string();
    for (below, paths) in [
        ("web app/", "."),
        ("web app", "./clients"),
        ("./web app", "clients/client.json"),
        ("./web app/", "clients\r\n"),
        ("", "web app"),
        ("./", "./web app/clients/client.json"),
    ] {
        let job = Job::new().with("web app/clients/client.json", BAD).with("other.json", BAD);
        let ran = job.lint(&[("CIMD_WORKING_DIRECTORY", below), ("CIMD_PATHS", paths)]);
        assert_eq!(ran.code, 1, "{}", ran.err);
        assert!(ran.out.contains("::error file=web app/clients/client.json,"), "{}", ran.out);
        assert_eq!(job.files_in_sarif(), ["web%20app/clients/client.json"]);
    }
    let job = Job::new().with("web app/clients/client.json", BAD);
    let ran = job.lint(&[("CIMD_WORKING_DIRECTORY", "other"), ("CIMD_PATHS", &absolute(&job))]);
    assert_eq!((ran.code, job.files_in_sarif()), (1, vec!["web%20app/clients/client.json".to_owned()]));
}

#[test]
fn inputs_are_no_commands() {
    let path = "$(touch pwned) `touch pwned`; touch pwned #.json";
    let job = Job::new().with(path, GOOD);
    let ran = job.lint(&[("CIMD_PATHS", path), ("CIMD_ARGUMENTS", "--url=$(touch pwned)")]);
    assert_eq!(ran.code, 1, "{}", ran.err);
    assert_eq!(job.install(&[("CIMD_VERSION", "1\n::set-output name=a::b")]).code, 2);
    assert!(!job.checkout.path().join("pwned").exists());
}

#[test]
fn the_summary_of_several_runs_is_kept() {
    let job = Job::new().with("a.json", BAD).with("b.json", BAD);
    job.lint(&[("CIMD_PATHS", "a.json")]);
    job.lint(&[("CIMD_PATHS", "b.json")]);
    let summary = job.read("summary");
    assert!(summary.contains("a.json") && summary.contains("b.json"), "{summary}");
}

/// Stands for curl: serves what lies in the folder `release`.
const CURL: &str = r#"
while (($# > 1)); do [[ $1 != --output ]] || output=$2; shift; done
echo "$1" >>"$RUNNER_TEMP/asked"
cp "$RUNNER_TEMP/../release/${1##*/}" "$output" 2>/dev/null || exit 22"#;

/// Stands for cargo: what it builds prints `built`.
const CARGO: &str = r#"
while [[ $1 != --root ]]; do shift; done
mkdir -p "$2/bin"; printf '#!/bin/sh\necho built\n' >"$2/bin/cimd"; chmod +x "$2/bin/cimd""#;

/// A job whose runner finds a release for Linux.
fn job_with_release(checksum: Option<&str>) -> Job {
    let mut job = Job::new().with_program("curl", CURL).with_program("cargo", CARGO);
    job.runner = job.runner.with("release/cimd", "#!/bin/sh\necho released\n");
    let archive = "cimd-x86_64-unknown-linux-musl.tar.gz";
    let script = format!(
        "cd release && chmod +x cimd && tar -czf {archive} cimd && sha256sum {archive} >{archive}.sha256"
    );
    let made = Command::new("bash").args(["-ec", &script]).current_dir(job.runner.path()).status();
    assert!(made.expect("bash starts").success());
    if let Some(checksum) = checksum {
        job.runner = job.runner.with(&format!("release/{archive}.sha256"), checksum);
    }
    job
}

/// What the installed program prints.
fn installed(job: &Job) -> String {
    let program = job.output("cimd").expect("it is installed");
    Ran::from(Command::new(program).output().expect("it runs")).out
}

#[test]
fn a_release_of_the_actions_own_repository_is_downloaded() {
    let job = job_with_release(None);
    let ran = job.install(&[("CIMD_REPOSITORY", "OWNER/cimd"), ("CIMD_VERSION", "v9.8.7")]);
    assert_eq!(ran.code, 0, "{}{}", ran.out, ran.err);
    assert_eq!(installed(&job), "released\n");
    let address =
        "https://github.com/OWNER/cimd/releases/download/v9.8.7/cimd-x86_64-unknown-linux-musl.tar.gz";
    assert_eq!(job.read("temp/asked"), format!("{address}\n{address}.sha256\n"));
}

#[test]
fn without_a_version_the_actions_own_is_meant() {
    let job = job_with_release(None);
    assert_eq!(job.install(&[("CIMD_REPOSITORY", "OWNER/cimd")]).code, 0);
    assert!(job.read("temp/asked").contains(concat!("/v", env!("CARGO_PKG_VERSION"), "/")));
}

#[test]
fn a_wrong_checksum_ends_the_job() {
    let other = format!("{}  x\n", "0".repeat(64));
    for checksum in [other.as_str(), "", "Not Found\n"] {
        let job = job_with_release(Some(checksum));
        let ran = job.install(&[("CIMD_REPOSITORY", "OWNER/cimd")]);
        assert_eq!(ran.code, 2);
        assert!(ran.out.contains("::error title=cimd::the checksum"), "{}", ran.out);
        assert_eq!(job.output("cimd"), None);
    }
}

#[test]
fn the_source_is_built_where_that_is_asked_for() {
    for inputs in [
        [("CIMD_REPOSITORY", ""), ("CIMD_VERSION", "")],
        [("CIMD_REPOSITORY", "OWNER/cimd"), ("CIMD_VERSION", "source")],
    ] {
        let job = job_with_release(None);
        assert_eq!(job.install(&inputs).code, 0);
        assert_eq!(installed(&job), "built\n");
        assert!(!job.beside("temp/asked").exists());
    }
}

/// A build takes minutes and Rust: a download that fails is an error, which says how to ask for one.
#[test]
fn what_is_not_released_is_not_built_in_its_place() {
    let job = Job::new().with_program("curl", "exit 22").with_program("cargo", CARGO);
    for (inputs, message) in [
        (
            [("CIMD_VERSION", "9.8.7"), ("RUNNER_ARCH", "X64")],
            "cimd 9.8.7 cannot be downloaded from OWNER/cimd",
        ),
        ([("CIMD_VERSION", ""), ("RUNNER_ARCH", "X64")], "cannot be downloaded from OWNER/cimd"),
        (
            [("CIMD_VERSION", ""), ("RUNNER_ARCH", "RISCV64")],
            "there is no released cimd for Linux on RISCV64",
        ),
    ] {
        let ran = job.install(&[&inputs[..], &[("CIMD_REPOSITORY", "OWNER/cimd")]].concat());
        assert_eq!(ran.code, 2);
        let words = ["::error title=cimd::", message, "`version: source`"];
        assert!(words.iter().all(|words| ran.out.contains(words)), "{}", ran.out);
        assert_eq!(job.output("cimd"), None);
    }
}

/// Later steps of the job find the program, and their findings become annotations.
#[test]
fn later_steps_may_run_the_program() {
    let job = job_with_release(None);
    let ran = job.install(&[("CIMD_REPOSITORY", "OWNER/cimd")]);
    assert_eq!(job.read("path"), format!("{}\n", job.beside("temp/cimd").display()));
    let matcher = ran.out.lines().find_map(|line| line.strip_prefix("::add-matcher::")).expect("a command");
    let matcher = fs::read(matcher).expect("the file is there");
    let matcher: serde_json::Value = serde_json::from_slice(&matcher).expect("it is JSON");
    let patterns: Vec<(&str, &str)> = matcher["problemMatcher"]
        .as_array()
        .expect("a list")
        .iter()
        .map(|one| {
            (
                one["severity"].as_str().expect("it has one"),
                one["pattern"][0]["regexp"].as_str().expect("a pattern"),
            )
        })
        .collect();

    let warned = BAD.replace("\"none\"", "\"none\",\n  \"scope\": \"a\"");
    let folder = Folder::new().with("a b.json", warned);
    let ran = folder.run(&["lint", ".", "--format", "short"]);
    // The expressions are plain enough for two programs to read them alike.
    let script = "import re, sys\nfor line in sys.stdin.read().splitlines():\n    match = re.search(sys.argv[1], line)\n    if match: print(*match.groups()[:4], sep='|')";
    let found = |pattern: &str| {
        let mut command = Command::new("python3");
        command
            .args(["-c", script, pattern])
            .stdin(std::process::Stdio::piped())
            .stdout(std::process::Stdio::piped());
        let mut child = command.spawn().ok()?;
        std::io::Write::write_all(&mut child.stdin.take()?, ran.out.as_bytes()).ok()?;
        String::from_utf8(child.wait_with_output().ok()?.stdout).ok()
    };
    let found: Vec<_> = patterns
        .iter()
        .map(|(severity, pattern)| (*severity, found(pattern).expect("python3 runs")))
        .collect();
    assert_eq!(
        found,
        [
            ("error", "a b.json|4|21|redirect-uri-http\n".to_owned()),
            ("warning", "a b.json|8|3|property-unsupported\n".to_owned())
        ],
        "{}",
        ran.out
    );
}

#[test]
fn a_version_that_is_none_is_refused() {
    for version in ["latest", "1.2", "1.2.3/../../x", "1.2.3 x", "1.2.3\n4"] {
        let ran =
            job_with_release(None).install(&[("CIMD_REPOSITORY", "OWNER/cimd"), ("CIMD_VERSION", version)]);
        assert_eq!((ran.code, ran.out.lines().count()), (2, 1), "{version}: {}", ran.out);
    }
}

/// The paths of Windows have backslashes, which sha256sum marks, and a colon, which tar takes for a host's.
#[test]
fn a_release_is_downloaded_to_a_path_of_windows() {
    let mut job = job_with_release(None);
    job.checkout = job.checkout.with(r"D:\temp/x", "");
    let temporary = job.beside("temp");
    let job = job.with_program("curl", &format!("RUNNER_TEMP='{}'\n{CURL}", temporary.display()));
    let ran = job.install(&[("CIMD_REPOSITORY", "OWNER/cimd"), ("RUNNER_TEMP", r"D:\temp")]);
    assert_eq!(ran.code, 0, "{}{}", ran.out, ran.err);
    let program = job.output("cimd").expect("it is installed");
    let script = fs::read_to_string(job.checkout.path().join(program)).expect("it is there");
    assert!(script.contains("released"), "{script}");
}

/// Stands for cargo where a release is made: what it builds prints `packed`.
const RELEASING_CARGO: &str = r#"
while (($# > 1)) && [[ $1 != --target ]]; do shift; done
mkdir -p "$CARGO_TARGET_DIR/$2/dist"; program=$CARGO_TARGET_DIR/$2/dist/cimd
printf '#!/bin/sh\necho packed\n' >"$program"; chmod +x "$program""#;

/// What a release consists of, and what the action looks for in one, are the same.
#[test]
fn a_release_is_what_the_action_installs() {
    let job = Job::new()
        .with_program("curl", CURL)
        .with_program("cargo", RELEASING_CARGO)
        .with_program("rustup", "echo \"$*\"");
    let (release, built) = (job.beside("release"), job.beside("built"));
    let package = |tag: &str| {
        let script = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join(".github/release/package");
        let path = format!("{}:{}", job.beside("bin").display(), std::env::var("PATH").unwrap_or_default());
        let mut command = Command::new(script);
        command.arg("x86_64-unknown-linux-musl").arg(&release).arg(tag);
        Ran::from(command.env("PATH", path).env("CARGO_TARGET_DIR", &built).output().expect("bash starts"))
    };
    let refused = package("v9.8.7");
    assert_eq!(refused.code, 1);
    assert!(refused.out.contains(concat!("is not v", env!("CARGO_PKG_VERSION"))), "{}", refused.out);
    assert!(!release.exists());

    let packed = package(concat!("v", env!("CARGO_PKG_VERSION")));
    assert_eq!((packed.code, packed.out.as_str()), (0, "target add x86_64-unknown-linux-musl\n"));
    assert_eq!(fs::read_dir(&release).expect("it is there").count(), 2);
    assert_eq!(job.install(&[("CIMD_REPOSITORY", "OWNER/cimd")]).code, 0);
    assert_eq!(installed(&job), "packed\n");
}

#[test]
fn everything_is_released_that_the_action_asks_for() {
    let root = PathBuf::from(env!("CARGO_MANIFEST_DIR"));
    let read = |name: &str| fs::read_to_string(root.join(name)).expect("it is there");
    let (workflow, install) = (read(".github/workflows/release.yml"), read(".github/action/install"));
    let released = workflow.lines().filter_map(|line| line.split_once("{ target: ")?.1.split_once(','));
    let mut released: Vec<&str> = released.map(|(target, _)| target).collect();
    let asked = install.lines().filter_map(|line| line.split_once(") echo ")?.1.strip_suffix(" ;;"));
    let mut asked: Vec<&str> = asked.collect();
    released.sort_unstable();
    asked.sort_unstable();
    assert!(released == asked && asked.len() == 5, "{released:?} {asked:?}");
}

#[test]
fn a_failed_upload_says_what_to_do() {
    let job = Job::new();
    let ran = job.step("upload-failed", &[("GITHUB_ACTOR", "somebody"), ("GITHUB_EVENT_NAME", "push")]);
    assert!(ran.out.starts_with("::error title=cimd::") && ran.out.lines().count() == 1, "{}", ran.out);
    for word in ["`security-events: write`", "`actions: read`", "`category`", "`upload`"] {
        assert!(ran.out.contains(word), "{word}: {}", ran.out);
    }
    let dependabot = [("GITHUB_ACTOR", "dependabot[bot]"), ("GITHUB_EVENT_NAME", "push")];
    assert!(job.step("upload-failed", &dependabot).out.contains("pull requests"));
    let fork = job.step("upload-failed", &[("CIMD_FORGIVEN", "true")]);
    assert!(fork.code == 0 && fork.out.starts_with("::warning title=cimd::"), "{}", fork.out);
}

/// Findings fail the step that finds them, and still they are uploaded; where nothing was written, nothing is.
#[test]
fn findings_are_uploaded() {
    let action = fs::read_to_string(PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("action.yml"));
    let action = action.expect("it is there");
    let step = action.split("\n    - name: ").find(|step| step.starts_with("Upload to code scanning\n"));
    let step = step.expect("it uploads");
    let condition = "!cancelled() && inputs.upload != 'false' && steps.lint.outputs.sarif-file != ''";
    assert!(step.contains(&format!("if: ${{{{ {condition} }}}}")), "{step}");
    assert!(step.contains("sarif_file: ${{ steps.lint.outputs.sarif-file }}"), "{step}");
    let pinned = step.split_once("upload-sarif@").and_then(|(_, rest)| rest.split_once(" # v"));
    let (commit, _) = pinned.expect("it says which version");
    assert!(commit.len() == 40 && commit.bytes().all(|byte| byte.is_ascii_hexdigit()), "{commit}");
}

/// What the scripts read is what action.yml gives them.
#[test]
fn every_input_is_handed_on() {
    let root = PathBuf::from(env!("CARGO_MANIFEST_DIR"));
    let read = |name: &str| fs::read_to_string(root.join(name)).expect("it is there");
    let action = read("action.yml");
    let scripts = read(".github/action/install") + &read(".github/action/lint");
    let (inputs, steps) = action.split_once("\nruns:").expect("it has steps");
    let names: Vec<&str> = inputs
        .split_once("\ninputs:\n")
        .and_then(|(_, rest)| rest.split_once("\noutputs:"))
        .map(|(names, _)| {
            names.lines().filter_map(|line| line.strip_prefix("  ")?.strip_suffix(':')).collect()
        })
        .expect("it has inputs");
    let names: Vec<&str> = names.into_iter().filter(|name| !name.starts_with(' ')).collect();
    assert_eq!(names.len(), 11, "{names:?}");
    for name in names.into_iter().filter(|name| *name != "category") {
        let variable = format!("CIMD_{}", name.replace('-', "_").to_uppercase());
        assert!(steps.contains(&format!("{variable}: ${{{{ inputs.{name} }}}}")), "{name} is handed on");
        assert!(scripts.contains(&format!("${{{variable}:-")), "{name} is read");
    }
    let commands: Vec<&str> = steps.lines().filter(|line| line.trim_start().starts_with("run:")).collect();
    assert!(!commands.is_empty());
    for line in commands {
        assert!(!line.contains("${{"), "{line}");
    }
}

/// In a copy of what has OWNER in it: the name is written everywhere, and nobody is asked to do it any more.
#[test]
fn the_owner_is_filled_in_by_one_script() {
    let root = PathBuf::from(env!("CARGO_MANIFEST_DIR"));
    let mut command = Command::new("git");
    command.args(["grep", "-lwF", "OWNER", "--", "Cargo.toml", "docs", "packages"]).current_dir(&root);
    let listed = command.output().expect("git runs");
    let listed = String::from_utf8(listed.stdout).expect("names are UTF-8");
    let copy = listed.lines().fold(Folder::new(), |folder, name| {
        folder.with(name, fs::read(root.join(name)).expect("it is there"))
    });
    assert!(listed.lines().count() > 5, "{listed}");
    let run = |name: &str| {
        let mut command = Command::new(root.join(".ci/set-owner"));
        command.arg(name).arg(copy.path());
        Ran::from(command.output().expect("bash starts"))
    };
    assert_eq!(run("no/account").code, 2);
    let ran = run("Some-Body");
    assert_eq!(ran.code, 0, "{}", ran.err);
    for name in listed.lines() {
        let text = fs::read_to_string(copy.path().join(name)).expect("it is there");
        assert!(!text.contains("OWNER"), "{name}: {text}");
        assert!(text.contains("Some-Body/cimd"), "{name}: {text}");
    }
    let page = fs::read_to_string(copy.path().join("docs/install.md")).expect("it is there");
    assert!(page.contains(" ghcr.io/some-body/cimd:"), "{page}");
}

/// The runs of docs/ci.md: each writes all its reports, and ends with one exit code.
#[test]
fn the_runs_that_the_documentation_shows_for_ci_write_every_report() {
    let page = fs::read_to_string(PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("docs/ci.md"));
    let page = page.expect("it is there").replace("\\\n", "");
    let runs: Vec<&str> = page
        .lines()
        .filter_map(|line| Some(line[line.find("cimd lint . ")?..].trim_end_matches('\'')))
        .collect();
    assert_eq!(runs.len(), 6, "{runs:?}");
    // What GitLab is told to take, and what it is given.
    for report in
        ["gitlab=code-quality.json", "codequality: code-quality.json", "junit=junit.xml", "junit: junit.xml"]
    {
        assert!(page.contains(report), "{report}");
    }
    // There are several packages in the repository, and cargo asks for the one that is meant.
    let install = fs::read_to_string(PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("docs/install.md"));
    let install = install.expect("it is there");
    assert!(install.contains("cargo install --git") && install.contains(" --locked cimd` |"), "{install}");
    for run in runs {
        for (document, code) in [(GOOD, 0), (BAD, 1)] {
            let folder = Folder::new().with("client.json", document);
            for name in ["test-results", "test-reports"] {
                fs::create_dir(folder.path().join(name)).expect("folders can be made");
            }
            let arguments: Vec<&str> = run.split_whitespace().skip(1).collect();
            let ran = folder.run(&arguments);
            assert_eq!(ran.code, code, "{run}: {}", ran.err);
            assert_eq!(ran.out.contains("redirect-uri-http"), code == 1, "{}", ran.out);
            let files: Vec<&str> =
                arguments.iter().filter_map(|argument| Some(argument.split_once('=')?.1)).collect();
            assert!(!files.is_empty(), "{run} writes no report");
            for file in files {
                let report = fs::read_to_string(folder.path().join(file)).expect("it is written");
                // SARIF names every rule, found or not.
                let found = report.contains("redirect-uri-http") && !report.contains("\"results\": []");
                assert_eq!(found, code == 1, "{file}: {report}");
            }
        }
    }
}
