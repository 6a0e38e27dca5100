//! The rules' pages: their examples run, and every rule has them.

use std::borrow::Cow;
use std::collections::HashMap;
use std::fmt::Write as _;
use std::path::Path;

use cimd::config::{Baseline, Config, Coverage, Date, Ignores, unused_documents};
use cimd::finding::{Finding, Level, Report};
use cimd::subject::Response;
use cimd::{Body, KeySet, Linter, Profile, Rule, Subject};

const URL: &str = "https://app.example.com/client.json";
const KEY_SET_URL: &str = "https://app.example.com/jwks.json";

/// One example of a page, ready to lint.
struct Example {
    /// Whether the page says that it raises the rule.
    invalid: bool,
    /// What a profile states where the page's words on the example hold, as a line of TOML:
    /// `redirect_uris.native = ["https", "loopback"]`. Without it they hold under every profile that has the rule.
    condition: Option<&'static str>,
    subject: Subject,
    /// The configuration file under which it is linted.
    configuration: Option<String>,
    /// The baseline under which it is linted.
    baseline: Option<String>,
}

/// Reads the fenced blocks of a page: documents as `json` or `bytes`, client identifier URLs as `url` (one a
/// line), responses as `http`, key sets as `jwks` and the responses they come in as `jwks-http`, configuration files of
/// a document with a plain http redirect URI as `toml`, baselines of the same as `baseline`. After the kind follow
/// `valid` or `invalid`, `url=` with the URL of the document, and `if` with what a profile has to state.
fn examples(rule: Rule) -> Vec<Example> {
    let mut examples = Vec::new();
    let mut lines = rule.page().body.lines();
    while let Some(line) = lines.next() {
        let Some(info) = line.strip_prefix("```") else { continue };
        let (info, condition) = match info.split_once(" if ") {
            Some((info, condition)) => (info, Some(condition)),
            None => (info, None),
        };
        let mut words = info.split(' ');
        let (kind, marker) = (words.next().unwrap_or_default(), words.next().unwrap_or_default());
        assert!(matches!(marker, "valid" | "invalid"), "{rule}: a block without a marker: {info}");
        let published = words.find_map(|word| word.strip_prefix("url=")).map(str::to_owned);
        let block: Vec<&str> = lines.by_ref().take_while(|line| *line != "```").collect();
        let text = repeated(&block.join("\n"));
        let configuration = (kind == "toml").then(|| text.clone());
        let baseline = (kind == "baseline").then(|| text.clone());
        let subjects: Vec<Subject> = match kind {
            "json" => vec![document(published, text.into_bytes())],
            "bytes" => vec![document(published, unescaped(&block.concat()))],
            "url" => {
                block.iter().map(|url| document(Some(repeated(url)), good_document(&repeated(url)))).collect()
            }
            "http" => vec![response(published.as_deref().unwrap_or(URL), &text)],
            "jwks" => {
                vec![keys(&format!("HTTP/1.1 200 OK\ncontent-type: application/jwk-set+json\n\n{text}"))]
            }
            "jwks-http" => vec![keys(&text)],
            "toml" | "baseline" => vec![document(None, document_with_http_redirect())],
            _ => panic!("{rule}: a block of unknown kind: {info}"),
        };
        assert!(!subjects.is_empty(), "{rule}: an example without content: {info}");
        let invalid = marker == "invalid";
        examples.extend(subjects.into_iter().map(|subject| Example {
            invalid,
            condition,
            subject,
            configuration: configuration.clone(),
            baseline: baseline.clone(),
        }));
    }
    examples
}

fn document(published: Option<String>, bytes: Vec<u8>) -> Subject {
    Subject { published, ..Subject::from_bytes("example.json", bytes) }
}

/// A document as it came in a response; the body `GOOD` stands for a good one.
fn response(url: &str, text: &str) -> Subject {
    let (retrieval, body) = read_response(url, text);
    let body = if body.trim() == "GOOD" { good_document(url) } else { body.into_bytes() };
    Subject {
        document: (retrieval.status == 200).then(|| Box::new(Body::whole(body))),
        retrieval: Some(Box::new(retrieval)),
        ..Subject::without_document(url).published_at(url)
    }
}

/// A good document whose key set came in a response.
fn keys(text: &str) -> Subject {
    let mut metadata: serde_json::Value = serde_json::from_slice(&good_document(URL)).expect("it is JSON");
    metadata["token_endpoint_auth_method"] = "private_key_jwt".into();
    metadata["jwks_uri"] = KEY_SET_URL.into();
    let (retrieval, body) = read_response(KEY_SET_URL, text);
    let key_set = KeySet { retrieval, body: Body::whole(body.into_bytes()) };
    Subject {
        key_set: Some(Box::new(key_set)),
        ..document(Some(URL.to_owned()), metadata.to_string().into_bytes())
    }
}

/// Reads a status line, header lines, an empty line and a body.
fn read_response(url: &str, text: &str) -> (Response, String) {
    let (head, body) = text.split_once("\n\n").unwrap_or((text, ""));
    let (status, headers) = head.split_once('\n').unwrap_or((head, ""));
    let status = status.split(' ').nth(1).and_then(|code| code.parse().ok()).expect("a status line");
    let headers = headers.lines().filter_map(|line| line.split_once(':'));
    let headers = headers.map(|(name, value)| (name.to_ascii_lowercase(), value.trim().to_owned())).collect();
    (Response { url: url.to_owned(), status, headers }, body.to_owned())
}

/// A good document that says it is published at `url`.
fn good_document(url: &str) -> Vec<u8> {
    let document = serde_json::json!({
        "client_id": url,
        "client_name": "Example",
        "redirect_uris": ["https://app.example.com/callback"],
        "grant_types": ["authorization_code"],
        "token_endpoint_auth_method": "none",
    });
    document.to_string().into_bytes()
}

fn document_with_http_redirect() -> Vec<u8> {
    let text = String::from_utf8(good_document(URL)).expect("it is UTF-8");
    text.replace("https://app.example.com/callback", "http://app.example.com/callback").into_bytes()
}

/// What is reported of a configuration when all its documents, which are this one, were linted on a day of 2026.
fn report_of_configuration(text: &str, mut report: Report, linter: &Linter<'_>) -> Report {
    let directory = std::env::current_dir().expect("it is there");
    let config = Config::from_toml("cimd.toml", directory, text.to_owned()).expect("it is a configuration");
    let mut ignores = Ignores::new(&config, Date::parse("2026-11-21").expect("it is a day"));
    ignores.apply(&mut report, false);
    let mut findings = ignores.judged(&everything(), |rule| linter.level(rule));
    let reports = std::slice::from_ref(&report);
    findings.extend(unused_documents(&config, reports, &everything(), |rule| linter.level(rule)));
    config.report(findings).unwrap_or(report)
}

/// The same of a baseline.
fn report_of_baseline(text: &str, mut report: Report, linter: &Linter<'_>) -> Report {
    let directory = std::env::current_dir().expect("it is there");
    let mut baseline =
        Baseline::from_json("baseline.json", directory, text.to_owned()).expect("it is a baseline");
    baseline.apply(&mut report, false);
    baseline.judged(&everything(), |rule| linter.level(rule)).unwrap_or(report)
}

fn everything() -> Coverage<'static> {
    Coverage::new([Path::new("/")], None, Some(true))
}

/// Writes `<120 a>` out as 120 times the letter a.
fn repeated(text: &str) -> String {
    let mut out = String::new();
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('<') {
        out.push_str(before);
        match after.split_once('>').and_then(|(inside, rest)| Some((inside.split_once(' ')?, rest))) {
            Some(((count, unit), after)) if count.parse::<usize>().is_ok() && unit.chars().count() == 1 => {
                out.push_str(&unit.repeat(count.parse().expect("it was just read")));
                rest = after;
            }
            _ => {
                out.push('<');
                rest = after;
            }
        }
    }
    out + rest
}

/// Reads `\xNN`, `\n`, `\t` and `\\`.
fn unescaped(text: &str) -> Vec<u8> {
    let mut bytes = Vec::new();
    let mut rest = text.bytes();
    while let Some(byte) = rest.next() {
        let plain = match byte {
            b'\\' => match rest.next() {
                Some(b'x') => {
                    let digits: Vec<u8> = rest.by_ref().take(2).collect();
                    u8::from_str_radix(&String::from_utf8_lossy(&digits), 16).expect("two hexadecimal digits")
                }
                Some(b'n') => b'\n',
                Some(b't') => b'\t',
                Some(b'\\') => b'\\',
                other => panic!("unknown escape {other:?}"),
            },
            byte => byte,
        };
        bytes.push(plain);
    }
    bytes
}

/// The profiles under which an example is judged: every built-in profile that has the rule, or a copy of it that states
/// what the example is about. A rule that no built-in profile has is judged under copies of the first one.
fn profiles_of(rule: Rule, condition: Option<&str>) -> Vec<Cow<'static, Profile>> {
    let built_in = Profile::built_in();
    let has_rule = |profile: &&Profile| profile.setting(rule).is_some();
    let named: Vec<&'static Profile> = built_in.iter().filter(has_rule).collect();
    let Some(condition) = condition else { return named.into_iter().map(Cow::Borrowed).collect() };
    let bases = if named.is_empty() { vec![&built_in[0]] } else { named };
    bases.into_iter().map(|base| Cow::Owned(copy_of(base, condition))).collect()
}

/// A profile with one limit, list or policy changed.
fn copy_of(base: &Profile, condition: &str) -> Profile {
    let name = format!("{} if {condition}", base.name);
    let text = format!("extends = \"{}\"\n{condition}\n", base.name);
    Profile::from_toml(&name, &text).unwrap_or_else(|error| panic!("{name}: {error}"))
}

/// What is reported of an example under a profile.
fn report_of(example: &Example, profile: &Profile) -> Report {
    let linter = Linter::new(profile);
    let report = linter.lint(&example.subject);
    match (&example.configuration, &example.baseline) {
        (Some(text), _) => report_of_configuration(text, report, &linter),
        (None, Some(text)) => report_of_baseline(text, report, &linter),
        (None, None) => report,
    }
}

#[test]
fn examples_raise_their_rule_and_only_the_invalid_ones() {
    let mut wrong = String::new();
    let mut ran = 0;
    for &rule in Rule::ALL {
        for (index, example) in examples(rule).into_iter().enumerate() {
            let profiles = profiles_of(rule, example.condition);
            assert!(!profiles.is_empty(), "{rule}: no profile has the rule, so its examples need an `if`");
            for profile in profiles {
                let report = report_of(&example, &profile);
                let is_raised = |finding: &Finding| finding.rule == rule && finding.shown;
                if report.findings.iter().any(is_raised) != example.invalid {
                    let found: Vec<&str> = report.findings.iter().map(|finding| finding.rule.id()).collect();
                    let _ = writeln!(
                        wrong,
                        "{rule}, example {}, {}: invalid = {}, found {found:?}",
                        index + 1,
                        profile.name,
                        example.invalid
                    );
                }
                ran += 1;
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong}");
    assert!(ran > 2 * Rule::ALL.len(), "{ran} examples are too few");
}

/// Whoever copies a valid example has a document that the profile takes.
#[test]
fn valid_examples_are_good_documents() {
    let mut wrong = String::new();
    for &rule in Rule::ALL {
        for (index, example) in examples(rule).into_iter().enumerate() {
            // What a configuration or baseline is about is a document with a fault.
            let is_about_fault = example.configuration.is_some() || example.baseline.is_some();
            if example.invalid || example.condition.is_some() || is_about_fault {
                continue;
            }
            for profile in profiles_of(rule, None) {
                let report = report_of(&example, &profile);
                let is_violation = |finding: &&Finding| {
                    [Some(finding.level), finding.verdict].contains(&Some(Level::Violation))
                };
                for finding in report.findings.iter().filter(is_violation) {
                    let _ = writeln!(
                        wrong,
                        "{rule}, example {}, {}: {}: {}",
                        index + 1,
                        profile.name,
                        finding.rule,
                        finding.message
                    );
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong}");
}

#[test]
fn every_page_has_its_sections_and_both_kinds_of_examples() {
    for &rule in Rule::ALL {
        let body = rule.page().body;
        let headings: Vec<&str> = body.lines().filter(|line| line.starts_with("## ")).collect();
        assert_eq!(headings, ["## What it checks", "## Why", "## How to fix", "## Examples"], "{rule}");
        let kinds: Vec<bool> = examples(rule).iter().map(|example| example.invalid).collect();
        assert!(
            kinds.contains(&true) && kinds.contains(&false),
            "{rule} lacks a valid or an invalid example"
        );
    }
}

#[test]
fn ids_are_kebab_case_and_titles_are_short_and_unique() {
    let mut titles = std::collections::HashSet::new();
    for &rule in Rule::ALL {
        let page = rule.page();
        assert!(
            page.id
                .split('-')
                .all(|word| !word.is_empty()
                    && word.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit())),
            "{rule}"
        );
        assert_eq!(Rule::from_id(page.id), Some(rule));
        assert!(page.title.chars().count() <= 60 && !page.title.ends_with('.'), "{rule}: {}", page.title);
        assert!(titles.insert(page.title), "{rule}: the title {} is used twice", page.title);
        assert!(!page.sources.is_empty(), "{rule} has no source");
        for source in page.sources {
            assert!(source.link.starts_with("https://"), "{rule}: {}", source.link);
        }
    }
}

#[test]
fn pages_speak_of_no_server() {
    for &rule in Rule::ALL {
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("rules/{rule}.md"));
        let page = std::fs::read_to_string(&path).expect("every rule has a page").to_lowercase();
        for profile in Profile::built_in() {
            let title = profile.title.to_lowercase();
            assert!(!page.contains(&title), "{} speaks of {}", path.display(), profile.title);
        }
    }
}

#[test]
fn severities_are_the_base_scores_of_their_vectors() {
    let mut scored = 0;
    for &rule in Rule::ALL {
        let (severity, vector) = (rule.page().security_severity, rule.page().security_vector);
        assert_eq!(severity.is_some(), vector.is_some(), "{rule} has a severity or a vector only");
        let Some(vector) = vector else { continue };
        assert_eq!(severity, Some(&*format!("{:.1}", base_score(vector))), "{rule}: {vector}");
        scored += 1;
    }
    assert!(scored > 0, "no rule has a severity");
}

/// Vectors and scores from the examples of FIRST and from the National Vulnerability Database.
#[test]
fn base_scores_are_those_of_cvss() {
    let known = [
        ("CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H", 9.8),
        ("CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:C/C:H/I:H/A:H", 10.0),
        ("CVSS:3.1/AV:N/AC:L/PR:N/UI:R/S:C/C:L/I:L/A:N", 6.1),
        ("CVSS:3.1/AV:N/AC:H/PR:N/UI:R/S:U/C:L/I:N/A:N", 3.1),
        ("CVSS:3.1/AV:L/AC:L/PR:L/UI:N/S:U/C:H/I:H/A:H", 7.8),
        ("CVSS:3.1/AV:N/AC:L/PR:L/UI:N/S:C/C:L/I:L/A:N", 6.4),
        ("CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:N/I:N/A:N", 0.0),
    ];
    for (vector, score) in known {
        assert_eq!(format!("{:.1}", base_score(vector)), format!("{score:.1}"), "{vector}");
    }
}

/// The base score of a CVSS 3.1 vector, by section 7.1 of its specification.
fn base_score(vector: &str) -> f64 {
    let metrics = vector.strip_prefix("CVSS:3.1/").unwrap_or_else(|| panic!("not CVSS 3.1: {vector}"));
    let metrics: HashMap<&str, &str> =
        metrics.split('/').filter_map(|metric| metric.split_once(':')).collect();
    let weight = |metric: &str, weights: &[(&str, f64)]| {
        let value = metrics.get(metric).unwrap_or_else(|| panic!("{vector} lacks {metric}"));
        let weight = weights.iter().find(|(name, _)| name == value);
        weight.unwrap_or_else(|| panic!("{vector}: {metric} cannot be {value}")).1
    };
    let is_changed = weight("S", &[("U", 0.0), ("C", 1.0)]) > 0.0;
    let loss = |metric| 1.0 - weight(metric, &[("H", 0.56), ("L", 0.22), ("N", 0.0)]);
    let impact_base = 1.0 - loss("C") * loss("I") * loss("A");
    let impact = if is_changed {
        7.52 * (impact_base - 0.029) - 3.25 * (impact_base - 0.02).powi(15)
    } else {
        6.42 * impact_base
    };
    let (low, high) = if is_changed { (0.68, 0.5) } else { (0.62, 0.27) };
    let exploitability = 8.22
        * weight("AV", &[("N", 0.85), ("A", 0.62), ("L", 0.55), ("P", 0.2)])
        * weight("AC", &[("L", 0.77), ("H", 0.44)])
        * weight("PR", &[("N", 0.85), ("L", low), ("H", high)])
        * weight("UI", &[("N", 0.85), ("R", 0.62)]);
    if impact <= 0.0 {
        return 0.0;
    }
    let factor = if is_changed { 1.08 } else { 1.0 };
    rounded_up((factor * (impact + exploitability)).min(10.0))
}

/// The smallest number with one decimal that is not less, by appendix A of the specification.
fn rounded_up(score: f64) -> f64 {
    let whole = (score * 100_000.0).round();
    if whole % 10_000.0 == 0.0 { whole / 100_000.0 } else { ((whole / 10_000.0).floor() + 1.0) / 10.0 }
}
