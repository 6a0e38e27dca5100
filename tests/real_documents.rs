//! Documents that clients really publish must get the verdicts that were worked out for them.
//!
//! The documents belong to others, so only what is expected of them is kept here, in `testdata/real.tsv`.
//! The variable `CIMD_REAL_DOCUMENTS` names the folder that holds them; without it the tests that need them are skipped.

#[path = "support/skipped.rs"]
mod skipped;

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};

use cimd::finding::Level;
use cimd::servers::{Compatibility, Policies, Question, SERVERS, Server, ServerProfile, Verdict, counted};
use cimd::{Linter, Profile, Subject};
use sha2::{Digest, Sha256};
use skipped::skipped;

const VARIABLE: &str = "CIMD_REAL_DOCUMENTS";
const EXPECTED: &str = include_str!("../testdata/real.tsv");

/// How many damaged copies of each document are linted.
const DAMAGED_COPIES: u64 = 200;

/// One line of `testdata/real.tsv`.
struct Line {
    file: &'static str,
    sha256: &'static str,
    verdict: &'static str,
    rules: BTreeSet<&'static str>,
}

fn lines() -> Vec<Line> {
    let lines = EXPECTED.lines().filter(|line| !line.starts_with('#'));
    lines
        .map(|line| {
            let columns: Vec<&str> = line.split('\t').collect();
            let [file, sha256, verdict, rules, _note] = columns[..] else {
                panic!("not five columns: {line}")
            };
            assert!(matches!(verdict, "valid" | "invalid"), "{file}: {verdict} is not a verdict");
            Line { file, sha256, verdict, rules: rules.split(',').filter(|rule| !rule.is_empty()).collect() }
        })
        .collect()
}

/// The folder with the documents. Where there is none, says that `test` is skipped.
fn folder(test: &str) -> Option<PathBuf> {
    let folder = std::env::var_os(VARIABLE).map(PathBuf::from);
    if folder.is_none() {
        skipped(test, &format!("{VARIABLE} does not name the folder with the published documents"));
    }
    folder
}

/// The documents in the folder, sorted by name. Without any, nothing would be checked.
fn documents(folder: &Path) -> Vec<(String, Vec<u8>)> {
    let entries = fs::read_dir(folder).unwrap_or_else(|error| panic!("{}: {error}", folder.display()));
    let mut documents: Vec<(String, Vec<u8>)> = entries
        .map(|entry| entry.expect("the folder can be read"))
        .map(|entry| (entry.file_name().to_string_lossy().into_owned(), entry.path()))
        .filter(|(name, _)| name != "INDEX.tsv")
        .map(|(name, path)| {
            let bytes = fs::read(path).unwrap_or_else(|error| panic!("{name}: {error}"));
            (name, bytes)
        })
        .collect();
    documents.sort();
    assert!(!documents.is_empty(), "{} is empty", folder.display());
    documents
}

fn linter() -> Linter<'static> {
    Linter::new(Profile::named("auth0").expect("it is built in"))
}

/// What Auth0 would say: its verdict, and the rules behind its violations and warnings.
fn verdict(name: &str, bytes: Vec<u8>) -> (&'static str, BTreeSet<&'static str>) {
    let report = linter().lint(&Subject::from_bytes(name, bytes));
    let verdict = if report.valid == Some(true) { "valid" } else { "invalid" };
    let of_the_server = report.findings.iter().filter(|finding| finding.verdict.is_some());
    (verdict, of_the_server.map(|finding| finding.rule.id()).collect())
}

/// How the outcome for one document differs from its line.
fn difference(line: &Line, bytes: Vec<u8>) -> Option<String> {
    let file = line.file;
    let sha256 = hexadecimal(&Sha256::digest(&bytes));
    if sha256 != line.sha256 {
        return Some(format!(
            "{file}: another document than the one that was reviewed: its SHA-256 is {sha256}"
        ));
    }
    let (verdict, rules) = verdict(file, bytes);
    if verdict == line.verdict && rules == line.rules {
        return None;
    }
    let missing: Vec<&str> = line.rules.difference(&rules).copied().collect();
    let unexpected: Vec<&str> = rules.difference(&line.rules).copied().collect();
    let expected = line.verdict;
    Some(format!("{file}: {verdict}, expected {expected}; missing {missing:?}, unexpected {unexpected:?}"))
}

fn hexadecimal(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

#[test]
fn every_line_is_there_once_and_names_known_rules() {
    let mut files = BTreeSet::new();
    for line in lines() {
        assert!(files.insert(line.file), "{} stands there twice", line.file);
        assert!(line.sha256.len() == 64, "{}: the SHA-256 has another length", line.file);
        for rule in line.rules {
            assert!(cimd::Rule::from_id(rule).is_some(), "{}: there is no rule {rule}", line.file);
        }
    }
    assert!(!files.is_empty());
}

#[test]
fn published_documents_get_their_verdicts() {
    let Some(folder) = folder("published_documents_get_their_verdicts") else { return };
    let mut documents = documents(&folder);
    let mut failures = Vec::new();
    for line in lines() {
        match documents.iter().position(|(name, _)| name == line.file) {
            Some(index) => failures.extend(difference(&line, documents.remove(index).1)),
            None => failures.push(format!("{}: missing from the folder", line.file)),
        }
    }
    failures.extend(documents.iter().map(|(name, _)| format!("{name}: no line in testdata/real.tsv")));
    assert!(failures.is_empty(), "{} failures:\n{}", failures.len(), failures.join("\n"));
}

#[test]
fn no_document_panics_whole_or_damaged() {
    let Some(folder) = folder("no_document_panics_whole_or_damaged") else { return };
    let linter = linter();
    let mut failures = Vec::new();
    for (name, bytes) in documents(&folder) {
        for seed in 0..=DAMAGED_COPIES {
            let copy = if seed == 0 { bytes.clone() } else { damaged(&bytes, seed) };
            let linted =
                catch_unwind(AssertUnwindSafe(|| linter.lint(&Subject::from_bytes(name.as_str(), copy))));
            if linted.is_err() {
                failures.push(format!("{name} panics, damaged with seed {seed}"));
            }
        }
    }
    assert!(failures.is_empty(), "{}", failures.join("\n"));
}

/// A copy that ends early, or in which one to four bytes were replaced, inserted or removed.
fn damaged(bytes: &[u8], seed: u64) -> Vec<u8> {
    /// Bytes that mean something to JSON or to UTF-8.
    const TELLING: &[u8] = b"{}[]\",:\\/*#'`u0-.eE<>@%\0\x1b\n\t \x80\xbf\xc3\xe2\xed\xf0\xff\xef";
    let mut random = Random(seed);
    let mut copy = bytes.to_vec();
    if random.below(4) == 0 {
        copy.truncate(random.below(bytes.len() + 1));
        return copy;
    }
    for _ in 0..=random.below(4) {
        let at = random.below(copy.len() + 1);
        let byte = TELLING[random.below(TELLING.len())];
        match random.below(3) {
            0 => copy.insert(at, byte),
            1 if at < copy.len() => copy[at] = byte,
            _ if at < copy.len() => drop(copy.remove(at)),
            _ => {}
        }
    }
    copy
}

/// Numbers that look random and are the same in every run (SplitMix64).
struct Random(u64);

impl Random {
    fn below(&mut self, bound: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^= mixed >> 31;
        // The remainder of a division by a `usize` fits into one.
        (mixed % bound as u64) as usize
    }
}

/// The profiles whose findings are counted.
const COUNTED: [&str; 6] = ["auth0", "ietf", "mcp", "oidc", "atproto", "strict"];

/// The table of counts: how many documents are refused, and how many have a finding of each rule.
fn counts(documents: &[(String, Vec<u8>)]) -> String {
    let profiles = COUNTED.map(|name| Profile::named(name).expect("it is built in"));
    let mut refused = [0; COUNTED.len()];
    let mut found: BTreeMap<&str, [usize; COUNTED.len()]> = BTreeMap::new();
    for (name, bytes) in documents {
        let subject = Subject::from_bytes(name.as_str(), bytes.clone());
        for (index, profile) in profiles.iter().enumerate() {
            let report = Linter::new(profile).lint(&subject);
            refused[index] += usize::from(report.valid == Some(false));
            let shown = report.findings.iter().filter(|finding| finding.shown);
            let rules: BTreeSet<&str> = shown.map(|finding| finding.rule.id()).collect();
            rules.into_iter().for_each(|rule| found.entry(rule).or_default()[index] += 1);
        }
    }
    let row = |name: &str, cells: &[usize]| {
        let cells: Vec<String> =
            cells.iter().map(|count| if *count == 0 { String::new() } else { count.to_string() }).collect();
        format!("| {name} | {} |\n", cells.join(" | "))
    };
    let head = format!("| | {} |\n|---|{}\n", COUNTED.join(" | "), "--:|".repeat(COUNTED.len()));
    let rows = found.iter().map(|(rule, cells)| row(&format!("`{rule}`"), cells));
    head + &row("refused", &refused) + &rows.collect::<String>()
}

#[test]
fn the_counts_in_the_documentation_are_those_of_today() {
    let Some(folder) = folder("the_counts_in_the_documentation_are_those_of_today") else { return };
    const START: &str = "<!-- counts -->\n";
    const END: &str = "<!-- end of counts -->";
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("testdata/README.md");
    let text = fs::read_to_string(&path).expect("it is there");
    let (before, rest) = text.split_once(START).expect("the table begins somewhere");
    let (written, after) = rest.split_once(END).expect("the table ends somewhere");
    let counted = counts(&documents(&folder));
    if std::env::var_os("CIMD_WRITE_COUNTS").is_some() {
        fs::write(&path, format!("{before}{START}{counted}{END}{after}")).expect("it can be written");
        return;
    }
    assert_eq!(written, counted, "write it anew with CIMD_WRITE_COUNTS=1");
}

/// What servers' models refuse, their profiles refuse, and no more; and the findings name just those servers.
fn check_profiles_of_servers(name: &str, bytes: &[u8]) {
    let subject = Subject::from_bytes(name, bytes.to_vec());
    let everywhere = ServerProfile::named("everywhere").expect("it is there");
    let report = everywhere.linter().lint(&subject);
    let refusing: BTreeSet<&str> = counted()
        .into_iter()
        .filter(|server| verdict_of(server, &subject) == Verdict::Refuse)
        .map(|server| server.name)
        .collect();
    assert_eq!(report.valid, Some(refusing.is_empty()), "{name}: {refusing:?}");
    assert_eq!(everywhere.linter().verdict(&subject), report.valid, "{name}");
    let violations = report.findings.iter().filter(|found| found.verdict == Some(Level::Violation));
    let named: BTreeSet<&str> = violations.flat_map(|found| found.servers.iter().copied()).collect();
    assert_eq!(named, refusing, "{name}");
}

fn verdict_of(server: &'static Server, subject: &Subject) -> Verdict {
    let question = Question {
        servers: vec![server],
        policies: &Policies::default(),
        redirect_uri: None,
        with_change: false,
    };
    Compatibility::of(subject, &question).rows[0].prediction.verdict
}

#[test]
fn everywhere_refuses_what_a_counted_server_refuses() {
    let own = Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/testdata/documents"));
    let mut all = documents(own);
    if let Some(folder) = folder("everywhere_refuses_what_a_counted_server_refuses") {
        all.extend(documents(&folder));
    }
    all.iter().for_each(|(name, bytes)| check_profiles_of_servers(name, bytes));
}

#[test]
fn the_profile_of_a_server_has_the_verdict_of_its_model() {
    let own = Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/testdata/documents"));
    let mut all = documents(own);
    if let Some(folder) = folder("the_profile_of_a_server_has_the_verdict_of_its_model") {
        all.extend(documents(&folder));
    }
    for server in SERVERS {
        let profile = ServerProfile::named(server.name).expect("it is there");
        let linter = profile.linter();
        for (index, (name, bytes)) in all.iter().enumerate() {
            let subject = Subject::from_bytes(name.as_str(), bytes.to_vec());
            let refuses = verdict_of(server, &subject) == Verdict::Refuse;
            assert_eq!(linter.verdict(&subject), Some(!refuses), "{}: {name}", server.name);
            // A report makes words as well, which a sample is enough for.
            if index % 16 == 0 {
                assert_eq!(linter.lint(&subject).valid, Some(!refuses), "{}: {name}", server.name);
            }
        }
    }
}
