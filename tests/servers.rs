//! The models of servers against the recorded answers of the servers themselves.
//!
//! The tables are not part of the project: `CIMD_SERVER_VERDICTS` names their folder, `CIMD_REAL_DOCUMENTS` that of the documents
//! and `CIMD_SERVER_CASES` the file with the cases. Models are written with one half of each table in view, by a hash of the id
//! (`CIMD_SHOW=SERVER` prints the disagreements in it; with `CIMD_SHOW_OTHER` those of the other half).

#[path = "support/skipped.rs"]
mod skipped;

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};

use cimd::servers::{Asked, Policies, SERVERS, ServerProfile, Verdict, named, set_policy};
use cimd::{Response, Rule, Subject};
use serde_json::Value;

use skipped::skipped;

/// Where a document is served that does not say so itself.
const ELSEWHERE: &str = "https://client.example.com/oauth/client.json";

/// What the row `atproto-members-added` puts behind the first brace.
const ATPROTO_MEMBERS: &str = r#""scope":"atproto","dpop_bound_access_tokens":true,"#;

/// Something that servers were asked for.
struct Question {
    url: String,
    bytes: Vec<u8>,
    response: Option<Response>,
}

#[derive(Default, Clone, Copy)]
struct Agreement {
    accepts: [usize; 2],
    refusals: [usize; 2],
}

impl Agreement {
    fn count(&mut self, accepted: bool, agrees: bool) {
        let side = if accepted { &mut self.accepts } else { &mut self.refusals };
        side[0] += usize::from(agrees);
        side[1] += 1;
    }

    fn share([agree, all]: [usize; 2]) -> f64 {
        if all == 0 { 100.0 } else { 100.0 * agree as f64 / all as f64 }
    }

    fn total(self) -> [usize; 2] {
        [self.accepts[0] + self.refusals[0], self.accepts[1] + self.refusals[1]]
    }
}

/// Says something that the test runner shows of a passing test as well.
fn say(line: &str) {
    std::io::stderr().write_all(format!("{line}\n").as_bytes()).expect("standard error can be written");
}

fn folder(variable: &str) -> Option<PathBuf> {
    std::env::var_os(variable).map(PathBuf::from).filter(|path| path.exists())
}

/// Which half of a table an id is in (FNV-1a).
fn half(id: &str) -> bool {
    let hash = id.bytes().fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
    });
    hash >> 17 & 1 == 0
}

fn predicted(server: &str, question: &Question) -> (bool, String) {
    let added = server == "atproto-members-added";
    let bytes = match question.bytes.iter().position(|byte| *byte == b'{') {
        Some(at) if added => {
            let mut bytes = question.bytes.clone();
            bytes.splice(at + 1..at + 1, ATPROTO_MEMBERS.bytes());
            bytes
        }
        _ => question.bytes.clone(),
    };
    let mut subject = Subject::from_bytes("document.json", bytes).published_at(&question.url);
    subject.retrieval = question.response.clone().map(Box::new);
    let policies = Policies::default();
    let asked = Asked::of(&subject, &policies).expect("it is published somewhere");
    let server =
        named(if added { "atproto" } else { server }).expect("every server of the tables has a model");
    let prediction = server.predict(&asked);
    let words: Vec<String> = prediction.reasons.iter().map(|reason| reason.message.clone()).collect();
    (matches!(prediction.verdict, Verdict::Accept | Verdict::Degraded), words.join(" | "))
}

fn compare(set: &str, table: &str, questions: &BTreeMap<String, Question>) -> BTreeMap<String, Agreement> {
    let show = std::env::var("CIMD_SHOW").unwrap_or_default();
    let other = std::env::var_os("CIMD_SHOW_OTHER").is_some();
    let mut agreement: BTreeMap<String, Agreement> = BTreeMap::new();
    for line in table.lines().skip(1) {
        let cells: Vec<&str> = line.split('\t').collect();
        let (id, server, verdict, message) = (cells[0], cells[1], cells[2], cells.get(3).unwrap_or(&""));
        // Without its own scope nothing is accepted there: the other row is the one to compare.
        let question = &questions[id];
        let (accepted, why) = predicted(server, question);
        let agrees = accepted == (verdict == "accept");
        agreement.entry(server.to_owned()).or_default().count(verdict == "accept", agrees);
        if !agrees && show == server && half(id) != other {
            let text = String::from_utf8_lossy(&question.bytes);
            let text: String = text.chars().take(700).collect();
            say(&format!(
                "{set} {id}: {verdict} {message}\n  predicted: {why}\n  {}\n  {text}",
                question.url
            ));
        }
    }
    agreement
}

fn real_documents(folder: &Path, table: &str) -> BTreeMap<String, Question> {
    let mut questions = BTreeMap::new();
    for line in table.lines().skip(1) {
        let id = line.split('\t').next().unwrap_or_default();
        if questions.contains_key(id) {
            continue;
        }
        let bytes = fs::read(folder.join(id)).expect("the document is there");
        let text = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(&bytes);
        let parsed: Option<Value> = serde_json::from_slice(text).ok();
        let own = parsed.as_ref().and_then(|value| value.get("client_id")?.as_str().map(str::to_owned));
        let is_web = |url: &String| url.starts_with("http://") || url.starts_with("https://");
        let url = own.filter(is_web).unwrap_or_else(|| ELSEWHERE.to_owned());
        questions.insert(id.to_owned(), Question { url, bytes, response: None });
    }
    questions
}

fn probes(folder: &Path) -> BTreeMap<String, Question> {
    use base64::Engine as _;
    let lines = fs::read_to_string(folder.join("probes.jsonl")).expect("the probes are there");
    let probe = |line: &str| {
        let value: Value = serde_json::from_str(line).expect("a probe is JSON");
        let text = |name: &str| value.get(name).and_then(Value::as_str);
        let bytes = match text("document") {
            Some(document) => document.as_bytes().to_vec(),
            None => base64::engine::general_purpose::STANDARD
                .decode(text("document_base64").expect("it has a document"))
                .expect("it is base64"),
        };
        let url = text("url").expect("it has a URL").to_owned();
        (text("id").expect("it has an id").to_owned(), Question { url, bytes, response: None })
    };
    lines.lines().map(probe).collect()
}

/// The cases as they are written down: a title, the URL with what is odd about the response, the body.
fn cases(path: &Path) -> BTreeMap<String, Question> {
    let text = fs::read_to_string(path).expect("the cases are there");
    let section = text.split("## 3. ").nth(1).expect("section 3 has the cases");
    let block = section.split("```").nth(1).expect("they are in a block");
    let lines: Vec<&str> = block.lines().skip(1).collect();
    let expand =
        |text: &str| text.replace("<110 a>", &"a".repeat(110)).replace("<6000 x>", &"x".repeat(6000));
    let mut found = BTreeMap::new();
    for case in lines.chunks(3).filter(|case| case.len() == 3) {
        let id = case[0].split(' ').next().expect("a case has an id").to_owned();
        let mut parts = case[1].trim().split(" · ");
        let url = expand(parts.next().expect("a case has a URL"));
        let (mut status, mut media_type) = (200, "application/json".to_owned());
        for part in parts {
            match part.strip_prefix("status ") {
                Some(rest) => status = rest[..3].parse().expect("a status is a number"),
                None => media_type = part.to_owned(),
            }
        }
        let mut bytes = expand(case[2].trim()).into_bytes();
        if let Some(rest) = bytes.strip_prefix(b"<EF BB BF>") {
            bytes = [b"\xef\xbb\xbf", rest].concat();
        }
        let response =
            Response { url: url.clone(), status, headers: vec![("content-type".to_owned(), media_type)] };
        found.insert(id, Question { url, bytes, response: Some(response) });
    }
    found
}

/// How much of a server's accepts and refusals must agree, in per cent: of the probes together, and of each set and side.
const OF_PROBES: f64 = 99.0;
const OF_EACH: f64 = 97.0;

#[test]
fn models_agree_with_the_servers() {
    let Some(tables) = folder("CIMD_SERVER_VERDICTS") else {
        skipped("models_agree_with_the_servers", "CIMD_SERVER_VERDICTS names no folder");
        return;
    };
    let read = |name: &str| fs::read_to_string(tables.join(name)).expect("the table is there");
    let mut sets = vec![("probes", compare("probes", &read("probes.tsv"), &probes(&tables)))];
    if let Some(documents) = folder("CIMD_REAL_DOCUMENTS") {
        let table = read("real-documents.tsv");
        sets.push(("documents", compare("documents", &table, &real_documents(&documents, &table))));
    }
    if let Some(path) = folder("CIMD_SERVER_CASES") {
        sets.push(("cases", compare("cases", &read("cases.tsv"), &cases(&path))));
    }
    let mut short = Vec::new();
    let mut sums: BTreeMap<&str, Agreement> = BTreeMap::new();
    for (set, agreement) in &sets {
        for (server, counts) in agreement {
            say(&format!(
                "{set:10} {server:22} accepts {:4}/{:<4} {:6.2}%  refusals {:4}/{:<4} {:6.2}%  together {:6.2}%",
                counts.accepts[0],
                counts.accepts[1],
                Agreement::share(counts.accepts),
                counts.refusals[0],
                counts.refusals[1],
                Agreement::share(counts.refusals),
                Agreement::share(counts.total()),
            ));
            let sum = sums.entry(server).or_default();
            for side in 0..2 {
                sum.accepts[side] += counts.accepts[side];
                sum.refusals[side] += counts.refusals[side];
            }
            let bound = if *set == "probes" { OF_PROBES } else { OF_EACH };
            if Agreement::share(counts.total()) < bound {
                short.push(format!("{set} {server}: {:.2}%", Agreement::share(counts.total())));
            }
        }
    }
    for (server, sum) in &sums {
        for (side, counts) in [("accepts", sum.accepts), ("refusals", sum.refusals)] {
            if Agreement::share(counts) < OF_EACH {
                short.push(format!("all {server}, {side}: {:.2}%", Agreement::share(counts)));
            }
        }
    }
    assert!(short.is_empty(), "too little agreement:\n{}", short.join("\n"));
}

#[test]
fn every_server_says_what_it_is() {
    for server in SERVERS {
        assert!(!server.version.is_empty() && !server.package.is_empty(), "{}", server.name);
        for policy in server.policies {
            assert!(policy.values.is_empty() || policy.values.contains(&policy.default), "{}", policy.name);
            let mut policies = Policies::default();
            set_policy(&mut policies, &format!("{}.{}={}", server.name, policy.name, policy.default))
                .expect("the default is a value");
        }
    }
    let mut policies = Policies::default();
    assert!(set_policy(&mut policies, "nobody.limit=1").is_err());
    assert!(set_policy(&mut policies, "oidc-provider.body-limit=many").is_err());
    assert!(set_policy(&mut policies, "oidc-provider.absent-method=perhaps").is_err());
}

/// `src/servers/raises_table.rs` is made of cases of our own; what others have published and what was recorded must not go beyond it.
#[test]
fn models_raise_no_rule_that_is_not_declared() {
    let (Some(tables), Some(documents)) = (folder("CIMD_SERVER_VERDICTS"), folder("CIMD_REAL_DOCUMENTS"))
    else {
        skipped("models_raise_no_rule_that_is_not_declared", "the collections are not there");
        return;
    };
    let table = fs::read_to_string(tables.join("real-documents.tsv")).expect("the table is there");
    let questions = probes(&tables).into_iter().chain(real_documents(&documents, &table));
    let subjects: Vec<Subject> = questions
        .map(|(_, question)| Subject::from_bytes("document.json", question.bytes).published_at(&question.url))
        .collect();
    let policies = Policies::default();
    let mut undeclared = BTreeSet::new();
    for server in SERVERS {
        let profile = ServerProfile::named(server.name).expect("it is there");
        for subject in &subjects {
            let prediction =
                server.predict(&Asked::of(subject, &policies).expect("it is published somewhere"));
            if !matches!(prediction.verdict, Verdict::Refuse | Verdict::Degraded) {
                continue;
            }
            for reason in prediction.reasons {
                let rule = reason.rule.unwrap_or(Rule::ServerRefuses);
                if profile.profile().setting(rule).is_none_or(|setting| setting.servers.is_empty()) {
                    undeclared.insert(format!("{} {rule}: {}", server.name, reason.message));
                }
            }
        }
    }
    let undeclared: Vec<String> = undeclared.into_iter().collect();
    assert!(undeclared.is_empty(), "add cases to tests/engine/raises.rs:\n{}", undeclared.join("\n"));
}
