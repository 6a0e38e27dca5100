//! One slip of the author is one finding.
//!
//! Each document is damaged by one character at a time: one that is missing, one too many, one exchanged for another. Where
//! that leaves no JSON, there must be exactly one finding about it, at the slip or next to it, with a help that mends the
//! text, and no other finding that the whole document does not have.

#[path = "support/skipped.rs"]
mod skipped;

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use cimd::finding::Finding;
use cimd::{Linter, Profile, Subject};
use skipped::skipped;

/// The share of slips in percent that must be reported as one finding in the right place.
const REQUIRED: usize = 90;

/// What is inserted, or put in the place of another character.
const CHARACTERS: [char; 24] = [
    '"', ',', ':', '{', '}', '[', ']', 'x', '"', '\\', '\'', ',', '7', '"', ';', '-', '.', '\n', '/', 'é',
    '_', '#', '<', '\u{a0}',
];

/// One character that is not as it should be.
#[derive(Clone, Copy, Debug)]
enum Slip {
    Missing,
    Stray(char),
    Exchanged(char),
}

/// A text with one slip.
struct Damaged {
    text: String,
    /// Where the slip is, as offsets in the text; empty where something is missing.
    start: usize,
    end: usize,
    slip: Slip,
}

impl Damaged {
    /// `None` if the text stays the same.
    fn new(text: &str, at: usize, slip: Slip) -> Option<Damaged> {
        let old = text[at..].chars().next()?;
        let (removed, added) = match slip {
            Slip::Missing => (old.len_utf8(), None),
            Slip::Stray(new) => (0, Some(new)),
            Slip::Exchanged(new) => (old.len_utf8(), Some(new)),
        };
        let added = added.map(String::from).unwrap_or_default();
        let damaged = [&text[..at], &added, &text[at + removed..]].concat();
        (damaged != text).then_some(Damaged { text: damaged, start: at, end: at + added.len(), slip })
    }

    fn is_json(&self) -> bool {
        serde_json::from_str::<serde::de::IgnoredAny>(&self.text).is_ok()
    }

    /// Whether a stretch of the text begins or ends at the slip or next to it, or is around it on the same line. White
    /// space does not count.
    fn is_near(&self, start: usize, end: usize) -> bool {
        let close = |one: usize, other: usize| {
            let between = &self.text[one.min(other)..one.max(other)];
            between.chars().filter(|character| !character.is_whitespace()).count() <= 1
        };
        let (first, last) = (self.start, self.end);
        [first, last].into_iter().any(|slip| close(slip, start) || close(slip, end))
            || (start <= first && last <= end && !self.text[start..end].contains('\n'))
    }

    fn describe(&self) -> String {
        let before: String = self.text[..self.start].chars().rev().take(25).collect();
        let before: String = before.chars().rev().collect();
        let after: String = self.text[self.end..].chars().take(25).collect();
        format!("{:?}: {before:?} > {:?} < {after:?}", self.slip, &self.text[self.start..self.end])
    }
}

/// A finding, apart from where in the text it is.
type Named = (&'static str, Option<String>);

fn named(finding: &Finding) -> Named {
    (finding.rule.id(), finding.pointer.clone())
}

fn lint(text: &str) -> Vec<Finding> {
    let linter = Linter::new(Profile::named("auth0").expect("it is built in"));
    linter.lint(&Subject::from_bytes("document", text.as_bytes().to_vec())).findings
}

/// Why what is said of a slip is not right; `None` if it is.
fn complaint(whole: &BTreeSet<Named>, damaged: &Damaged) -> Option<(&'static str, String)> {
    let findings = lint(&damaged.text);
    let (broken, others): (Vec<_>, Vec<_>) =
        findings.iter().partition(|finding| finding.rule.id().starts_with("doc-not-"));
    let said = |findings: &[&Finding]| {
        let said = findings
            .iter()
            .map(|finding| format!("{} {:?}: {}", finding.rule.id(), finding.pointer, finding.message));
        said.collect::<Vec<_>>().join("; ")
    };
    let [finding] = broken[..] else {
        return Some(("not one finding", said(&broken)));
    };
    let new: Vec<&Finding> = others.into_iter().filter(|finding| !whole.contains(&named(finding))).collect();
    if !new.is_empty() {
        return Some(("new findings", said(&new)));
    }
    let range = finding.range.expect("it is in the text");
    if !damaged.is_near(range.start.offset, range.end.offset) {
        return Some(("elsewhere", said(&broken)));
    }
    let start = range.start.offset;
    match followed(&damaged.text, start, range.end.offset, &finding.help) {
        Some(mended) if serde_json::from_str::<serde::de::IgnoredAny>(&mended).is_ok() => None,
        _ => Some(("help does not mend it", format!("{}; {}", finding.message, finding.help))),
    }
}

/// The text after doing what a help says to do at a place; `None` if it is not one that can be followed by rote.
fn followed(text: &str, start: usize, end: usize, help: &str) -> Option<String> {
    let with = |start: usize, new: &str, end: usize| Some([&text[..start], new, &text[end..]].concat());
    // The first of several ways.
    let help = help.split(", or ").next()?;
    let quoted = help.split('`').nth(1).filter(|quoted| !quoted.is_empty());
    if let Some(part) = help.strip_prefix("remove the `").and(quoted) {
        return with(start, &text[start..end].replacen(part, "", 1), end);
    }
    if help.starts_with("remove") || help.starts_with("delete") {
        return with(start, "", end);
    }
    if help.starts_with("put a comma in front of") {
        return with(start, ",", end);
    }
    if help.starts_with("put a colon in front of") {
        return with(start, ":", end);
    }
    if help.starts_with("put a `\"` in front of it and one after it") {
        return with(start, &format!("\"{}\"", &text[start..end]), end);
    }
    if help.starts_with("put a `\"` in front of") || help.ends_with(" here") {
        return with(start, quoted?, start);
    }
    if help.starts_with("put a `\"` at the end") {
        return with(end, "\"", end);
    }
    if help == "use the plain double quote `\"`" {
        let inner = text[start..end].trim_matches(['\'', '`', '"']);
        return with(start, &format!("\"{inner}\""), end);
    }
    if help == "write `\\\\` for a backslash" {
        return with(start, "\\", start);
    }
    if help.starts_with("write") {
        return with(start, quoted?, end);
    }
    None
}

/// The documents in a folder that are JSON, by their names.
fn documents(folder: &Path) -> BTreeMap<String, String> {
    let entries = fs::read_dir(folder).unwrap_or_else(|error| panic!("{}: {error}", folder.display()));
    let paths = entries.map(|entry| entry.expect("the folder can be read").path());
    let texts = paths
        .filter(|path| path.extension().is_some_and(|extension| extension == "json"))
        .filter_map(|path| {
            let text = String::from_utf8(fs::read(&path).expect("it can be read")).ok()?;
            serde_json::from_str::<serde_json::Map<String, serde_json::Value>>(&text).ok()?;
            Some((path.file_name()?.to_string_lossy().into_owned(), text))
        });
    texts.collect()
}

/// How many slips there were, how many were judged rightly, and the others by what is wrong with them.
#[derive(Default)]
struct Outcome {
    slips: usize,
    right: usize,
    wrong: BTreeMap<&'static str, Vec<String>>,
}

impl Outcome {
    /// Makes about `count` slips in each document. They are the same in each run.
    fn of(documents: &BTreeMap<String, String>, count: usize) -> Outcome {
        let mut outcome = Outcome::default();
        let mut turn = 0;
        for (name, text) in documents {
            let whole: BTreeSet<Named> = lint(text).iter().map(named).collect();
            let stride = (3 * text.chars().count() / count).max(1) | 1;
            for (at, _) in text.char_indices().skip(turn % stride).step_by(stride) {
                turn += 1;
                let character = CHARACTERS[(turn * 7 + turn / 24) % CHARACTERS.len()];
                for slip in [Slip::Missing, Slip::Stray(character), Slip::Exchanged(character)] {
                    if let Some(damaged) = Damaged::new(text, at, slip).filter(|damaged| !damaged.is_json()) {
                        outcome.add(name, complaint(&whole, &damaged), &damaged);
                    }
                }
            }
        }
        outcome
    }

    fn add(&mut self, name: &str, complaint: Option<(&'static str, String)>, damaged: &Damaged) {
        self.slips += 1;
        match complaint {
            None => self.right += 1,
            Some((wrong, said)) => {
                let line = format!("{name}: {}\n    {said}", damaged.describe());
                self.wrong.entry(wrong).or_default().push(line);
            }
        }
    }

    #[track_caller]
    fn check(&self) {
        let Outcome { slips, right, .. } = self;
        assert!(*slips > 0, "there were no slips");
        let mut lines = vec![format!("{right} of {slips} slips are reported as they should be")];
        for (wrong, all) in &self.wrong {
            lines.push(format!("{wrong}: {}", all.len()));
            let shown = std::env::var("CIMD_SLIPS").ok().and_then(|count| count.parse().ok()).unwrap_or(5);
            lines.extend(all.iter().take(shown).cloned());
        }
        let report = lines.join("\n");
        assert!(right * 100 >= slips * REQUIRED, "{report}");
        if std::env::var_os("CIMD_SLIPS").is_some() {
            panic!("{report}");
        }
    }
}

#[test]
fn a_slip_in_a_document_is_one_finding() {
    let folder: PathBuf = [env!("CARGO_MANIFEST_DIR"), "testdata", "documents"].iter().collect();
    Outcome::of(&documents(&folder), 300).check();
}

/// The variable names the folder with documents that others publish; see `real_documents`.
#[test]
fn a_slip_in_a_published_document_is_one_finding() {
    let Some(folder) = std::env::var_os("CIMD_REAL_DOCUMENTS") else {
        let reason = "CIMD_REAL_DOCUMENTS does not name the folder with the published documents";
        return skipped("a_slip_in_a_published_document_is_one_finding", reason);
    };
    Outcome::of(&documents(Path::new(&folder)), 60).check();
}
