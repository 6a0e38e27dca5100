//! Documents that clients really publish must get the verdicts that were worked out for them.
//!
//! The documents belong to others, so only what is expected of them is kept here, in `testdata/real.tsv`.
//! The variable `CIMD_REAL_DOCUMENTS` names the folder that holds them; without it the tests that need them are skipped.

#[path = "support/fixed.rs"]
mod fixed;
#[path = "support/skipped.rs"]
mod skipped;

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};

use cimd::finding::Level;
use cimd::json::Tree;
use cimd::servers::{Compatibility, Policies, Question, SERVERS, Server, ServerProfile, Verdict, counted};
use cimd::{Applicability, Linter, Part, Profile, Subject};
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

/// What comes of the documents that Auth0 refuses, once all their fixes are made.
struct Mended {
    refused: usize,
    /// How many of them are valid then.
    valid: usize,
    /// How many are valid if the URL is given at which they are published (`--url`).
    valid_at_url: usize,
    /// In how many of them there is still a violation of each rule.
    left: BTreeMap<&'static str, usize>,
}

/// The URL at which a document is published: its own identifier, if it can be published there, else one of an example.
fn published(bytes: &[u8]) -> String {
    let subject = Subject::from_bytes("client.json", bytes.to_vec());
    let is_of_url = |finding: &cimd::finding::Finding| {
        finding.part == Part::Url && finding.verdict == Some(Level::Violation)
    };
    let is_wrong = linter().lint(&subject).findings.iter().any(is_of_url);
    let own = subject.client_id().filter(|own| !is_wrong && own.starts_with("https://"));
    own.unwrap_or("https://app.example.net/client.json").to_owned()
}

fn mended(documents: &[(String, Vec<u8>)]) -> Mended {
    let linter = linter();
    let mut mended = Mended { refused: 0, valid: 0, valid_at_url: 0, left: BTreeMap::new() };
    for (_, bytes) in documents {
        if linter.verdict(&Subject::from_bytes("client.json", bytes.clone())) != Some(false) {
            continue;
        }
        mended.refused += 1;
        let fixed = fixed::fixed(bytes, None, &linter, Applicability::Unsafe);
        mended.valid += usize::from(fixed.report.valid == Some(true));
        let at_url = fixed::fixed(bytes, Some(&published(bytes)), &linter, Applicability::Unsafe);
        mended.valid_at_url += usize::from(at_url.report.valid == Some(true));
        let is_violation = |finding: &&cimd::finding::Finding| finding.verdict == Some(Level::Violation);
        let rules = fixed.report.findings.iter().filter(is_violation).map(|finding| finding.rule.id());
        rules
            .collect::<BTreeSet<_>>()
            .into_iter()
            .for_each(|rule| *mended.left.entry(rule).or_default() += 1);
    }
    mended
}

#[test]
fn fixes_make_most_refused_documents_valid() {
    let Some(folder) = folder("fixes_make_most_refused_documents_valid") else { return };
    let Mended { refused, valid_at_url, left, .. } = mended(&documents(&folder));
    // Of the others, most have redirect URIs of the application's own scheme alone, or no name.
    assert!(
        valid_at_url * 100 >= refused * 59,
        "{valid_at_url} of {refused} are valid after fixes: {left:?}"
    );
}

#[test]
fn fixes_of_published_documents_end_and_bring_nothing_new() {
    let Some(folder) = folder("fixes_of_published_documents_end_and_bring_nothing_new") else { return };
    let linters = ["auth0", "ietf"].map(|name| Linter::new(Profile::named(name).expect("it is built in")));
    let documents = documents(&folder);
    let faults = documents.iter().flat_map(|(name, bytes)| {
        let faults = linters.iter().filter_map(|linter| fixed::fault(bytes, None, linter));
        faults.map(move |fault| format!("{name}: {fault}"))
    });
    let faults: Vec<String> = faults.collect();
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

/// What a fix may write that does not stand in the document: names that standards define.
const WRITTEN: [&str; 6] =
    ["application_type", "native", "web", "token_endpoint_auth_method", "none", "authorization_code"];

/// No fix makes up a name, an address or a key: whatever is in a fixed document was in it before, or is such a name.
#[test]
fn fixes_of_published_documents_invent_nothing() {
    let Some(folder) = folder("fixes_of_published_documents_invent_nothing") else { return };
    let linter = linter();
    let mut invented = Vec::new();
    for (name, bytes) in documents(&folder) {
        let text = String::from_utf8_lossy(&bytes).into_owned();
        let fixed = fixed::fixed(&bytes, None, &linter, Applicability::Unsafe);
        let tree = Tree::parse(fixed.text);
        let strings = tree.descendants().flat_map(|value| [value.as_str(), value.name()]).flatten();
        let is_old = |string: &str| {
            // Over https, with escapes, or with its other parts as it was.
            let rest = string.strip_prefix("https:").unwrap_or(string);
            text.contains(rest)
                || cimd::Subject::from_bytes("", bytes.clone()).document.is_some_and(|body| {
                    let old: Vec<&str> = body.tree.descendants().filter_map(|value| value.as_str()).collect();
                    old.iter().any(|old| url_of(old) == url_of(string) || old.contains(string))
                })
        };
        let new =
            strings.filter(|string| !WRITTEN.contains(string) && *string != "grant_types" && !is_old(string));
        invented.extend(new.map(|string| format!("{name}: {string}")));
    }
    assert!(invented.is_empty(), "{}", invented.join("\n"));
}

/// A URL as libraries write it.
fn url_of(text: &str) -> Option<String> {
    url::Url::parse(text).ok().map(String::from)
}

/// Holds a table of `testdata/README.md` against what is counted today, or writes it.
fn hold(table: &str, counted: &str) {
    let (start, end) = (format!("<!-- {table} -->\n"), format!("<!-- end of {table} -->"));
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("testdata/README.md");
    let text = fs::read_to_string(&path).expect("it is there");
    let (before, rest) = text.split_once(&start).expect("the table begins somewhere");
    let (written, after) = rest.split_once(&end).expect("the table ends somewhere");
    if std::env::var_os("CIMD_WRITE_COUNTS").is_some() {
        fs::write(&path, format!("{before}{start}{counted}{end}{after}")).expect("it can be written");
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
    let named: BTreeSet<&str> =
        violations.flat_map(|found| found.servers.iter().map(|name| &**name)).collect();
    assert_eq!(named, refusing, "{name}");
}

fn verdict_of(server: &'static Server, subject: &Subject) -> Verdict {
    let question = Question {
        servers: vec![server.into()],
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

#[test]
fn the_counts_in_the_documentation_are_those_of_today() {
    let Some(folder) = folder("the_counts_in_the_documentation_are_those_of_today") else { return };
    let documents = documents(&folder);
    let Mended { refused, valid, valid_at_url, left } = mended(&documents);
    let head = format!(
        "| refused | {refused} |\n|---|--:|\n| valid after their fixes | {valid} |\n| the same with `--url` | {valid_at_url} |\n"
    );
    let rows = left.iter().map(|(rule, count)| format!("| `{rule}` is left | {count} |\n"));
    hold("mended", &(head + &rows.collect::<String>()));
    hold("counts", &counts(&documents));
}
