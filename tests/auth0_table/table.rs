//! Rows, the document they change one thing in, and how a table is checked.

use std::fmt::Write as _;

use cimd::finding::{Level, Report};
use cimd::{Linter, Profile, Subject};
use serde_json::{Value, json};

/// Where the good document is published.
pub const URL: &str = "https://app.example.net/client.json";

/// A document that Auth0 takes and nothing is to be said about.
pub fn good() -> Value {
    json!({
        "client_id": URL,
        "client_name": "Example",
        "redirect_uris": ["https://app.example.net/callback"],
        "grant_types": ["authorization_code"],
        "application_type": "web",
        "token_endpoint_auth_method": "none",
    })
}

/// The good document of a client on the user's own machine.
pub fn native() -> Value {
    with(good(), "application_type", json!("native"))
}

/// The good document of a client that signs with a key of its own.
pub fn with_key() -> Value {
    let document = with(good(), "token_endpoint_auth_method", json!("private_key_jwt"));
    with(document, "jwks_uri", json!("https://app.example.net/jwks.json"))
}

/// The document with one member set.
pub fn with(mut document: Value, name: &str, value: Value) -> Value {
    document[name] = value;
    document
}

/// The document without one member.
pub fn without(mut document: Value, name: &str) -> Value {
    document.as_object_mut().expect("it is an object").remove(name);
    document
}

/// What can stand in a row as its document: JSON, a text, or any bytes.
pub trait Document {
    fn bytes(self) -> Vec<u8>;
}

impl Document for Value {
    fn bytes(self) -> Vec<u8> {
        self.to_string().into_bytes()
    }
}

impl Document for &str {
    fn bytes(self) -> Vec<u8> {
        self.as_bytes().to_vec()
    }
}

impl Document for Vec<u8> {
    fn bytes(self) -> Vec<u8> {
        self
    }
}

/// Holds a document against Auth0's profile.
pub fn lint(bytes: Vec<u8>, published: Option<&str>) -> Report {
    let mut subject = Subject::from_bytes("client.json", bytes);
    subject.published = published.map(str::to_owned);
    auth0().lint(&subject)
}

/// A linter with Auth0's profile.
pub fn auth0() -> Linter<'static> {
    Linter::new(Profile::named("auth0").expect("it is built in"))
}

/// The rules that found something at this level of the server's verdict, once for each finding; `None`
/// asks for advice. Sorted, since the order is another test's matter.
pub fn rules_at(report: &Report, verdict: Option<Level>) -> Vec<&'static str> {
    let mut rules: Vec<&str> = report
        .findings
        .iter()
        .filter(|finding| finding.verdict == verdict)
        .map(|finding| finding.rule.id())
        .collect();
    rules.sort_unstable();
    rules
}

/// One case: a document, and every rule that speaks about it.
pub struct Row {
    name: String,
    bytes: Vec<u8>,
    published: Option<String>,
    violations: Vec<&'static str>,
    warnings: Vec<&'static str>,
    advice: Vec<&'static str>,
}

/// A case in which nothing is found, until something else is said.
pub fn row(name: impl Into<String>, document: impl Document) -> Row {
    Row {
        name: name.into(),
        bytes: document.bytes(),
        published: None,
        violations: Vec::new(),
        warnings: Vec::new(),
        advice: Vec::new(),
    }
}

impl Row {
    /// Says where the document is published.
    pub fn published(mut self, url: &str) -> Row {
        self.published = Some(url.to_owned());
        self
    }

    /// Auth0 refuses the document for these rules.
    pub fn violations(mut self, rules: &[&'static str]) -> Row {
        self.violations = sorted(rules);
        self
    }

    /// Auth0 warns under these rules.
    pub fn warnings(mut self, rules: &[&'static str]) -> Row {
        self.warnings = sorted(rules);
        self
    }

    /// Auth0 says nothing, and this tool speaks under these rules.
    pub fn advice(mut self, rules: &[&'static str]) -> Row {
        self.advice = sorted(rules);
        self
    }

    /// Writes down how the report differs from the row.
    fn compare(&self, wrong: &mut String) {
        let report = lint(self.bytes.clone(), self.published.as_deref());
        let valid = self.violations.is_empty();
        let mut differences = String::new();
        if report.valid != Some(valid) {
            let _ = writeln!(differences, "  valid: expected {valid}, found {:?}", report.valid);
        }
        for (what, expected, verdict) in [
            ("violations", &self.violations, Some(Level::Violation)),
            ("warnings", &self.warnings, Some(Level::Warning)),
            ("hints of the server", &Vec::new(), Some(Level::Hint)),
            ("advice", &self.advice, None),
        ] {
            let mut found = rules_at(&report, verdict);
            found.retain(|rule| !OF_EVERY_SUCH_DOCUMENT.contains(rule));
            if *expected != found {
                let _ = writeln!(differences, "  {what}: expected {expected:?}, found {found:?}");
            }
        }
        if !differences.is_empty() {
            let _ = writeln!(wrong, "{}\n{differences}", self.name);
        }
    }
}

/// Hints that every document with `private_key_jwt`, or with a scope of OpenID Connect, has: a test of its own holds them.
const OF_EVERY_SUCH_DOCUMENT: [&str; 2] = ["auth-method-restricted", "scope-refused"];

fn sorted(rules: &[&'static str]) -> Vec<&'static str> {
    let mut rules = rules.to_vec();
    rules.sort_unstable();
    rules
}

/// Checks a table, and shows all rows that are wrong at once.
pub fn check(rows: impl IntoIterator<Item = Row>) {
    let mut wrong = String::new();
    for row in rows {
        row.compare(&mut wrong);
    }
    assert!(wrong.is_empty(), "\n{wrong}");
}

/// What a catalogue says of one case: whether Auth0 takes it, and which rules must be among those that
/// speak.
pub struct Case {
    pub name: String,
    pub bytes: Vec<u8>,
    pub published: Option<String>,
    pub verdict: Verdict,
    pub speaks: Vec<&'static str>,
}

/// Whether Auth0 takes a document.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Verdict {
    Taken,
    Refused,
}

pub use Verdict::{Refused, Taken};

/// Checks a catalogue. A document that is refused is refused by the rules named and no other; of one that
/// is taken, the rules named speak; where none is named, none speaks.
pub fn check_catalogue(cases: impl IntoIterator<Item = Case>) {
    let mut wrong = String::new();
    for case in cases {
        let report = lint(case.bytes, case.published.as_deref());
        let violations = rules_at(&report, Some(Level::Violation));
        let found: Vec<&str> = report.findings.iter().map(|finding| finding.rule.id()).collect();
        let name = &case.name;

        let expected = case.verdict == Taken;
        if report.valid != Some(expected) {
            let _ = writeln!(wrong, "{name}: valid should be {expected}; found {found:?}");
        }
        if let Some(silent) = case.speaks.iter().find(|rule| !found.contains(rule)) {
            let _ = writeln!(wrong, "{name}: {silent} should speak; found {found:?}");
        }
        if let Some(other) = violations.iter().find(|rule| !case.speaks.contains(rule)) {
            let _ = writeln!(wrong, "{name}: {other} is no cause to refuse it");
        }
        if case.speaks.is_empty() && !found.is_empty() {
            let _ = writeln!(wrong, "{name}: nothing should be found, found {found:?}");
        }
    }
    assert!(wrong.is_empty(), "\n{wrong}");
}
