//! Following the help mends the fault: every value that a help proposes is put in its place, and the document is linted
//! again. The finding is gone then, and none is new.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use cimd::finding::{Finding, Level, Report};
use cimd::json::{Kind, Span, Tree, Value};
use cimd::{Body, KeySet, Linter, Part, Profile, Rule, Subject};

use super::examples::examples;
use super::scrambled::scrambled;

/// A value that a help proposes.
#[derive(Debug, Clone, PartialEq)]
enum Proposal {
    /// `"name": value`: such a member stands in the object then.
    Member(String, String),
    /// JSON in the place of what is there.
    Json(String),
    /// A URI in the place of the string that is there.
    Uri(String),
    /// Text in the place of what is there, be it a string or a part of one.
    Text(String),
    /// Another name for a member.
    Name(String, String),
}

/// The ways out that a help offers; each is one or more values that go together.
fn ways(help: &str) -> Vec<Vec<Proposal>> {
    let mut ways: Vec<Vec<Proposal>> = vec![Vec::new()];
    let mut pieces = help.split('`');
    let mut before = pieces.next().unwrap_or_default().to_owned();
    while let (Some(quoted), Some(after)) = (pieces.next(), pieces.next()) {
        let is_other = [" or ", "else ", ";"].iter().any(|joint| format!(" {before}").contains(joint));
        if is_other {
            ways.push(Vec::new());
        }
        let way = ways.last_mut().expect("there is one");
        match way.last() {
            Some(Proposal::Text(old)) if before == " to " => {
                let old = old.clone();
                *way = vec![Proposal::Name(old, quoted.to_owned())];
            }
            _ => way.extend(proposal(&before, quoted)),
        }
        before = after.to_owned();
    }
    ways.retain(|way| !way.is_empty());
    ways
}

fn proposal(before: &str, quoted: &str) -> Option<Proposal> {
    let word = before.split_whitespace().last().unwrap_or_default();
    if let Ok(object) =
        serde_json::from_str::<serde_json::Map<String, serde_json::Value>>(&format!("{{{quoted}}}"))
        && let Some((name, value)) = object.into_iter().next()
    {
        return Some(Proposal::Member(name, value.to_string()));
    }
    if quoted.starts_with(['[', '{', '"']) && serde_json::from_str::<serde_json::Value>(quoted).is_ok() {
        // What is to be added is the name of a member whose value only the reader knows, and a name may say a place.
        return (!matches!(word, "add" | "of")).then(|| Proposal::Json(quoted.to_owned()));
    }
    let after_scheme = quoted.split_once(':').filter(|(scheme, _)| {
        scheme.starts_with(|c: char| c.is_ascii_lowercase())
            && scheme.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"+-.".contains(&byte))
    });
    // A `urn:` is a name, as of a grant type, and not an address.
    if !quoted.starts_with("urn:")
        && after_scheme.is_some_and(|(_, rest)| !matches!(rest, "" | "//") && !rest.starts_with(' '))
    {
        return Some(Proposal::Uri(quoted.to_owned()));
    }
    // The beginning of a URL is not a value.
    let is_value = matches!(word, "write" | "rename") && !quoted.ends_with("://");
    is_value.then(|| Proposal::Text(quoted.to_owned()))
}

/// What lies around a finding: the text that it is about, and where in it.
struct Place<'t> {
    tree: &'t Tree,
    text: &'t str,
    pointer: &'t str,
    span: Span,
}

impl Place<'_> {
    fn value(&self) -> Option<Value<'_>> {
        self.tree.at(self.pointer)
    }

    /// The object that the value is, or that it is in.
    fn object(&self) -> Option<Value<'_>> {
        let value = self.value().or(self.tree.root())?;
        std::iter::successors(Some(value), |value| value.parent()).find(|value| value.kind() == Kind::Object)
    }

    /// The edit that follows a proposal: what is put in the place of which stretch.
    fn edit(&self, proposal: &Proposal) -> Option<(Span, String)> {
        let json = |text: &str| serde_json::Value::from(text).to_string();
        let is_string = self.text[self.span.start..self.span.end].starts_with('"');
        match proposal {
            Proposal::Member(name, value) => {
                let object = self.object()?;
                if let Some(old) = object.get(name) {
                    return Some((old.span(), value.clone()));
                }
                let start = object.span().start + 1;
                let comma = if object.members().next().is_some() { "," } else { "" };
                Some((Span { start, end: start }, format!("{}: {value}{comma}", json(name))))
            }
            Proposal::Json(value) => Some((self.span, value.clone())),
            Proposal::Uri(uri) => Some((self.value()?.span(), json(uri))),
            Proposal::Text(text) if is_string => Some((self.span, json(text))),
            Proposal::Text(text) => Some((self.span, text.clone())),
            Proposal::Name(old, new) => {
                let member = self.object()?.members().find(|member| member.name == old)?;
                Some((member.name_span, json(new)))
            }
        }
    }

    /// The text after all edits of one way.
    fn follow(&self, way: &[Proposal]) -> Option<String> {
        let mut edits: Vec<(Span, String)> =
            way.iter().map(|proposal| self.edit(proposal)).collect::<Option<_>>()?;
        edits.sort_by_key(|(span, _)| std::cmp::Reverse(span.start));
        let mut text = self.text.to_owned();
        for (span, content) in edits {
            text.replace_range(span.start..span.end, &content);
        }
        Some(text)
    }
}

/// How often each rule is found.
fn counts(report: &Report) -> BTreeMap<Rule, usize> {
    let mut counts = BTreeMap::new();
    for finding in report.findings.iter().flat_map(Finding::each).filter(|finding| finding.shown) {
        *counts.entry(finding.rule).or_default() += 1;
    }
    counts
}

/// The subject with another text in the place of the one that a finding is about.
pub fn changed(subject: &Subject, finding: &Finding, text: String) -> Subject {
    let body = |body: &Body| Body::whole(body.tree.source().to_vec());
    let is_in_keys = finding.source == 1;
    let mut key_set = subject.key_set.as_ref().map(|key_set| {
        Box::new(KeySet {
            origin: key_set.origin.clone(),
            retrieval: key_set.retrieval.clone(),
            body: body(&key_set.body),
        })
    });
    let mut document = subject.document.as_ref().map(|document| Box::new(body(document)));
    match &mut key_set {
        Some(key_set) if is_in_keys => key_set.body = Body::whole(text.into_bytes()),
        _ => document = Some(Box::new(Body::whole(text.into_bytes()))),
    }
    let changed = Subject {
        published: subject.published.clone(),
        retrieval: subject.retrieval.clone(),
        document,
        key_set,
        ..Subject::without_document("example.json")
    };
    match changed.client_id() {
        // Whoever changes the URL publishes the document there.
        Some(url) if finding.part == Part::Url && changed.published.is_some() => {
            let published = Some(url.to_owned());
            Subject { published, ..changed }
        }
        _ => changed,
    }
}

/// Rules that speak of a document which is only longer than before, of what has not been fetched yet, or of the plan of a
/// tenant; of the names and domains of examples; and of what could be better still in a document that is right.
pub const UNRELATED: [Rule; 14] = [
    Rule::RedirectUriLoopbackIpv4Only,
    Rule::ClientIdUrlExplicitPort,
    Rule::RedirectUriLoopbackOnly,
    Rule::RedirectUriMixedTypes,
    Rule::RedirectUriPrivateSchemeNotHost,
    Rule::RedirectUriPrivateSchemeUnrelated,
    Rule::AuthNoneCapable,
    Rule::DpopRecommended,
    Rule::AuthMethodRestricted,
    Rule::ClientIdUrlDocumentationName,
    Rule::HttpBodyTooLarge,
    Rule::HttpBodyNearLimit,
    Rule::ClientIdUrlTooLong,
    Rule::JwksNotFetched,
];

/// Rules that speak of what a text lacks, once it can be read as a whole.
const OF_WHOLE_TEXTS: [Rule; 2] = [Rule::PropertyMissing, Rule::PropertyUnsupported];

/// Rules whose hints are about documents that are right: what a form of loopback redirect URI asks of the client (some
/// form is proposed, and each has its hint), and what could be better still.
pub const OF_RIGHT_DOCUMENTS: [Rule; 4] = [
    Rule::RedirectUriLoopbackPort,
    Rule::RedirectUriLoopbackNoPort,
    Rule::RedirectUriLocalhost,
    Rule::AuthSigningAlgMissing,
];

/// What following the helps of one subject gave.
#[derive(Default)]
struct Outcome {
    applied: BTreeMap<Rule, usize>,
    wrong: String,
}

impl Outcome {
    /// Follows every help that proposes something.
    fn follow(&mut self, name: &str, subject: &Subject, linter: &Linter<'_>) {
        let report = linter.lint(subject);
        let before = counts(&report);
        for finding in report.findings.iter().flat_map(Finding::each).filter(|finding| finding.shown) {
            let body = match finding.source {
                1 => subject.key_set.as_ref().map(|key_set| &key_set.body),
                _ => subject.document.as_deref(),
            };
            let (Some(body), Some(range)) = (body, finding.range) else { continue };
            let Ok(text) = std::str::from_utf8(body.tree.source()) else { continue };
            let span = Span { start: range.start.offset, end: range.end.offset };
            let pointer = finding.pointer.as_deref().unwrap_or_default();
            let place = Place { tree: &body.tree, text, pointer, span };
            // What is to be copied stands between backquotes.
            let outside: String = finding.help.split('`').step_by(2).collect();
            if outside.contains(['"', '{', '[']) || outside.contains("://") {
                let _ = writeln!(self.wrong, "{name}: not quoted: {}", finding.help);
            }
            for way in ways(&finding.help) {
                // Renaming does not help where the profile ignores the registered name as well.
                if matches!(&way[..], [Proposal::Name(_, new)] if !linter.profile().supports(new)) {
                    continue;
                }
                let Some(followed) = place.follow(&way) else {
                    let _ = writeln!(self.wrong, "{name}: cannot follow {way:?} of {}", finding.help);
                    continue;
                };
                let after = counts(&linter.lint(&changed(subject, finding, followed.clone())));
                *self.applied.entry(finding.rule).or_default() += 1;
                let count = |counts: &BTreeMap<Rule, usize>, rule| counts.get(&rule).copied().unwrap_or(0);
                let is_gone = count(&after, finding.rule) < count(&before, finding.rule);
                let is_hint = |rule: &Rule| {
                    OF_RIGHT_DOCUMENTS.contains(rule) && linter.level(*rule) == Some(Level::Hint)
                };
                let is_excused = |rule: &Rule| {
                    UNRELATED.contains(rule)
                        || is_hint(rule)
                        || !body.tree.is_json() && OF_WHOLE_TEXTS.contains(rule)
                };
                let more = after.keys().copied().filter(|&rule| count(&after, rule) > count(&before, rule));
                let new: Vec<Rule> = more.filter(|rule| !is_excused(rule)).collect();
                if !is_gone || !new.is_empty() {
                    let _ = writeln!(
                        self.wrong,
                        "{name}: {}: {}\n  help: {}\n  {way:?}: gone {is_gone}, new {new:?}\n  {followed}",
                        finding.rule, finding.message, finding.help
                    );
                }
            }
        }
    }
}

/// The profiles whose helps are followed.
fn profiles() -> Vec<Profile> {
    let acme = std::fs::read_to_string("testdata/profiles/acme.toml").expect("it is there");
    let acme = Profile::from_toml("acme", &acme).expect("it is a profile");
    Profile::built_in().iter().cloned().chain([acme]).chain(scrambled()).collect()
}

#[test]
fn helps_are_read() {
    let uri = |uri: &str| Proposal::Uri(uri.to_owned());
    let member = Proposal::Member("a".to_owned(), r#"["b"]"#.to_owned());
    for (help, expected) in [
        (
            "write `https://a.example/` or `https://b.example/`",
            vec![vec![uri("https://a.example/")], vec![uri("https://b.example/")]],
        ),
        (
            "use `http://a.example/` with `\"a\": [\"b\"]`; else nothing",
            vec![vec![uri("http://a.example/"), member.clone()]],
        ),
        ("remove it, or declare `\"a\": [\"b\"]`", vec![vec![member]]),
        ("write `[\"b\"]`", vec![vec![Proposal::Json(r#"["b"]"#.to_owned())]]),
        ("rename `a` to `b`", vec![vec![Proposal::Name("a".to_owned(), "b".to_owned())]]),
        ("write `https://`, the host, and the path", vec![]),
        ("add `\"client_name\"` with the name that people are to see", vec![]),
    ] {
        assert_eq!(ways(help), expected, "{help}");
    }
}

#[test]
fn following_the_help_mends_the_fault_and_makes_no_other() {
    let mut outcome = Outcome::default();
    let documents: Vec<(String, Vec<u8>)> = std::fs::read_dir("testdata/documents")
        .expect("it is there")
        .map(|entry| entry.expect("it can be read").path())
        .map(|path| (path.display().to_string(), std::fs::read(&path).expect("it can be read")))
        .collect();
    for profile in profiles() {
        let linter = Linter::new(&profile);
        for &rule in Rule::ALL {
            for (index, example) in examples(rule).iter().enumerate() {
                // What a configuration or baseline is about is not the document.
                if example.invalid && example.configuration.is_none() && example.baseline.is_none() {
                    let name = format!("{rule}, example {}, {}", index + 1, profile.title);
                    outcome.follow(&name, &example.subject, &linter);
                }
            }
        }
        for (path, bytes) in &documents {
            let subject = Subject::from_bytes("client.json", bytes.clone());
            outcome.follow(&format!("{path}, {}", profile.title), &subject, &linter);
        }
    }
    assert!(outcome.wrong.is_empty(), "{}", outcome.wrong);
    let applied: usize = outcome.applied.values().sum();
    assert!(outcome.applied.len() >= 25 && applied >= 300, "few helps were followed: {:?}", outcome.applied);
}

/// Profiles with every combination of what they say of loopback redirect URIs.
fn of_loopback() -> Vec<Profile> {
    let mut profiles = Vec::new();
    for base in ["auth0", "ietf"] {
        for native in
            [r#"["https", "loopback"]"#, r#"["loopback"]"#, r#"["https"]"#, r#"["loopback", "private-use"]"#]
        {
            for hosts in [r#"["127.0.0.1", "[::1]", "localhost"]"#, r#"["localhost"]"#, r#"["[::1]"]"#, "[]"]
            {
                for port in ["exact", "any"] {
                    let toml = format!(
                        "extends = \"{base}\"\ntitle = \"Okapi\"\n[redirect_uris]\nnative = {native}\nloopback_hosts = {hosts}\n\
                             loopback_port = \"{port}\"\n"
                    );
                    profiles.push(Profile::from_toml("okapi", &toml).expect("it is a profile"));
                }
            }
        }
    }
    profiles
}

#[test]
fn a_redirect_uri_that_is_proposed_has_no_more_than_a_hint() {
    let mut outcome = Outcome::default();
    for profile in profiles().into_iter().chain(of_loopback()) {
        let linter = Linter::new(&profile);
        for uri in [
            "com.example.app:/callback",
            "exampleapp://callback",
            "urn:ietf:wg:oauth:2.0:oob",
            "http://app.example.net/callback",
            "http://192.168.1.10:8080/callback",
            "http://0.0.0.0:8080/callback",
            "http://0/callback",
            "http://[::]:8080/callback",
            "http://[::ffff:0.0.0.0]:8080/callback",
            "https://0x0:8443/callback",
            "https://[0:0:0:0:0:0:0:0]/callback",
            "0.0.0.0:8080/callback",
            "[::]:8080/callback",
            "localhost:3000/callback",
            "127.0.0.1:3000/callback",
            "http://127.0.0.1/callback",
            "http://127.1:3000/callback",
            "http://127.0.0.2:3000/callback",
            "http://localhost:3000/callback",
            "http://localhost/callback",
            "https://localhost:3000/callback",
            "https://[::1]/callback",
        ] {
            for beside in
                [None, Some("https://app.example.net/callback"), Some("http://127.0.0.1:8080/callback")]
            {
                for declared in [None, Some("web"), Some("native")] {
                    let uris: Vec<&str> = [uri].into_iter().chain(beside).collect();
                    let mut document = serde_json::json!({
                        "client_id": "https://app.example.net/client.json",
                        "client_name": "Example App",
                        "grant_types": ["authorization_code", "refresh_token"],
                        "redirect_uris": uris,
                        "token_endpoint_auth_method": "none",
                    });
                    if let Some(declared) = declared {
                        document["application_type"] = declared.into();
                    }
                    let subject = Subject::from_bytes("client.json", document.to_string().into_bytes());
                    let redirects = &profile.redirect_uris;
                    let name = format!(
                        "{uris:?}, {declared:?}, {} {:?} {:?} {:?}",
                        profile.title, redirects.native, redirects.loopback_hosts, redirects.loopback_port
                    );
                    outcome.follow(&name, &subject, &linter);
                }
            }
        }
    }
    assert!(outcome.wrong.is_empty(), "{}", outcome.wrong.chars().take(20_000).collect::<String>());
    assert!(outcome.applied.len() >= 10, "few helps were followed: {:?}", outcome.applied);
}
