//! The examples of the rules' pages, ready to lint.

use std::path::Path;

use cimd::config::{Baseline, Config, Coverage, Date, Ignores, ServerName, unused_documents};
use cimd::finding::Report;
use cimd::servers::{Respondent, named, refusals};
use cimd::{Body, KeySet, Linter, Rule, Subject};

use crate::example_text::{good_document, read_response, repeated, unescaped};
use crate::resource_text::resources_of;

const URL: &str = "https://app.example.net/client.json";
const KEY_SET_URL: &str = "https://app.example.net/jwks.json";

/// One example of a page, ready to lint.
pub struct Example {
    /// Whether the page says that it raises the rule.
    pub invalid: bool,
    /// What a profile states where the page's words on the example hold, as a line of TOML:
    /// `redirect_uris.native = ["https", "loopback"]`. Without it they hold under every profile that has the rule.
    pub condition: Option<&'static str>,
    pub subject: Subject,
    /// The configuration file under which it is linted.
    pub configuration: Option<String>,
    /// The baseline under which it is linted.
    pub baseline: Option<String>,
}

/// Reads the fenced blocks of a page: documents as `json` or `bytes`, client identifier URLs as `url` (one a
/// line), responses as `http`, key sets as `jwks` and the responses they come in as `jwks-http`, configuration files of
/// a document with a plain http redirect URI as `toml`, baselines of the same as `baseline`. After the kind follow
/// Files of resources are `hcl`, `tf-json`, `pulumi`, `plan`, `state`, `patch` and `request`; with `-document` behind it,
/// the document and an empty line stand before, and with `-earlier`, what the file was and a line `---`.
/// `valid` or `invalid` (blocks of `before` and `after` are [fixes](super::fixes)), `url=` with the URL of the document, and `if` with what a profile has to state.
pub fn examples(rule: Rule) -> Vec<Example> {
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
        if matches!(marker, "before" | "after") {
            lines.by_ref().find(|line| *line == "```");
            continue;
        }
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
            _ => vec![
                resources_of(kind, &text)
                    .unwrap_or_else(|| panic!("{rule}: a block of unknown kind: {info}")),
            ],
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

/// When key sets are read: 2026-11-21.
const READ_AT: u64 = 1_795_219_200;

/// A good document whose key set came in a response.
fn keys(text: &str) -> Subject {
    let mut metadata: serde_json::Value = serde_json::from_slice(&good_document(URL)).expect("it is JSON");
    metadata["token_endpoint_auth_method"] = "private_key_jwt".into();
    metadata["jwks_uri"] = KEY_SET_URL.into();
    let (retrieval, body) = read_response(KEY_SET_URL, text);
    let key_set = KeySet {
        origin: cimd::finding::Input::url(retrieval.url.clone()),
        retrieval,
        body: Body::whole(body.into_bytes()),
    };
    Subject {
        key_set: Some(Box::new(key_set)),
        read_at: Some(READ_AT),
        ..document(Some(URL.to_owned()), metadata.to_string().into_bytes())
    }
}

fn document_with_http_redirect() -> Vec<u8> {
    let text = String::from_utf8(good_document(URL)).expect("it is UTF-8");
    text.replace("https://app.example.net/callback", "http://app.example.net/callback").into_bytes()
}

/// What is reported of a configuration when all its documents, which are this one, were linted on a day of 2026.
fn report_of_configuration(text: &str, subject: &Subject, linter: &Linter<'_>) -> Report {
    let directory = std::env::current_dir().expect("it is there");
    let config = Config::from_toml("cimd.toml", directory, text.to_owned()).expect("it is a configuration");
    let server = |name: &toml::Spanned<ServerName>| match name.get_ref() {
        ServerName::Server(name) => named(name).map(Respondent::from),
        _ => None,
    };
    let required: Vec<_> = config.file.require.iter().filter_map(server).collect();
    let refused = refusals(subject, &required, |rule| linter.level(rule));
    let mut report = linter.lint_adding(subject, refused);
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

impl Example {
    /// Lints the example, or the configuration or baseline that it is about.
    pub fn lint(&self, linter: &Linter<'_>) -> Report {
        match (&self.configuration, &self.baseline) {
            (Some(text), _) => report_of_configuration(text, &self.subject, linter),
            (None, Some(text)) => report_of_baseline(text, linter.lint(&self.subject), linter),
            (None, None) => linter.lint(&self.subject),
        }
    }
}
