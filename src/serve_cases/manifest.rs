//! What programs read: the cases with what is expected, and the observations with what was done wrong.

use serde::Serialize;
use serde_json::{Map, Value, json};

use super::case::{Case, Revision, Verdict};
use super::catalogue::Family;
use super::judge::{Judgement, judge, judge_requests};
use super::observation::{Log, Observed};
use super::site::Site;
use super::source::Source;

/// The version of both objects. Members may join within a version; none changes its meaning.
const SCHEMA_VERSION: u32 = 1;

#[derive(Serialize)]
struct Entry<'c> {
    case: &'c str,
    family: &'c str,
    title: &'c str,
    url: &'c str,
    expected: Map<String, Value>,
    why: &'c str,
    sources: &'c [Source],
    resolutions: usize,
    voided_by_private_network_switch: bool,
}

impl<'c> Entry<'c> {
    fn new(family: &'c str, case: &'c Case) -> Entry<'c> {
        let verdicts = |revision| Value::from_iter(case.expected(revision).iter().map(word));
        let expected = Revision::ALL.map(|revision| (revision.name().to_owned(), verdicts(revision)));
        let resolutions = Revision::ALL.map(|revision| case.expected(revision).len());
        Entry {
            case: case.id,
            family,
            title: case.title,
            url: &case.url,
            expected: expected.into_iter().collect(),
            why: case.why,
            sources: case.sources,
            resolutions: resolutions.into_iter().max().unwrap_or(1),
            voided_by_private_network_switch: case.voided,
        }
    }
}

fn word(verdict: &Verdict) -> &'static str {
    match verdict {
        Verdict::Accept => "accept",
        Verdict::Refuse => "refuse",
        Verdict::Either => "either",
    }
}

/// The manifest of a site.
pub fn manifest(site: &Site, authority: &str, families: &[Family]) -> Value {
    let entries =
        families.iter().flat_map(|(family, cases)| cases.iter().map(|case| Entry::new(family, case)));
    json!({
        "schema_version": SCHEMA_VERSION,
        "tool": tool(),
        "address": site.address.to_string(),
        "host": site.host,
        "hosts": site.names(),
        "hosts_entry": hosts_entry(site),
        "certificate_authority": authority,
        "observations": format!("{}/observations.json", site.origin()),
        "reset": format!("{}/reset", site.origin()),
        "setup": setup(site),
        "cases": entries.map(|entry| json!(entry)).collect::<Vec<_>>(),
    })
}

/// The line of `/etc/hosts` that leads every name here.
pub fn hosts_entry(site: &Site) -> String {
    format!("{} {}", site.address.ip(), site.names().join(" "))
}

fn setup(site: &Site) -> Vec<String> {
    vec![
        format!("Lead the names in `hosts` to {}, for example by `hosts_entry` in /etc/hosts, or with the resolver of the server under test.", site.address.ip()),
        "Have the server under test trust `certificate_authority` in addition; for many this is SSL_CERT_FILE or NODE_EXTRA_CA_CERTS.".to_owned(),
        "Turn on its switch for private networks, or exempt the names in `hosts` from its check: a right server refuses loopback addresses. Cases with `voided_by_private_network_switch` then say nothing.".to_owned(),
        "Have the server resolve the `url` of each case, as often as `resolutions` says, and compare with `expected` of the revision that it implements; `either` is always right.".to_owned(),
        "Then read `observations`: what was requested, and in `judgements` what was done wrong. POST `reset` forgets it, and each case begins with its first answer again.".to_owned(),
    ]
}

/// The observations, each case with the judgements on its requests.
pub fn observations(families: &[Family], log: &Log) -> Value {
    let (requests, left_out) = log.requests();
    let cases = families.iter().flat_map(|(_, cases)| cases);
    let observed = cases.filter_map(|case| {
        let own: Vec<&Observed> = requests.iter().filter(|request| request.case == Some(case.id)).collect();
        (!own.is_empty()).then(|| entry(case.id, &own, judge(case, &own)))
    });
    let others: Vec<&Observed> = requests.iter().filter(|request| request.case.is_none()).collect();
    json!({
        "schema_version": SCHEMA_VERSION,
        "tool": tool(),
        "cases": observed.collect::<Vec<_>>(),
        "other_requests": { "requests": others, "judgements": judge_requests(&others) },
        "requests_left_out": left_out,
    })
}

fn entry(case: &str, requests: &[&Observed], judgements: Vec<Judgement>) -> Value {
    json!({ "case": case, "requests": requests, "judgements": judgements })
}

fn tool() -> Value {
    json!({ "name": "cimd", "version": env!("CARGO_PKG_VERSION") })
}
