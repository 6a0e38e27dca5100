//! What a server under test did wrong, by its requests alone.

use serde::Serialize;

use super::case::Case;
use super::observation::{Observed, Role};
use super::source::{self, Source};

/// How much more than 5 kilobytes may lie in buffers that the client has not read, in bytes.
const SLACK: usize = 64 * 1024;
/// How long a client may wait for an answer, in milliseconds.
const MAX_HELD_MS: u64 = 30_000;
/// How many requests of one case may be under way at the same time.
const MAX_CONCURRENT: usize = 4;

/// How heavy a judgement is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Weight {
    /// A specification forbids it.
    Must,
    /// A specification advises against it.
    Should,
    /// We advise against it.
    Advice,
}

/// Something that was done wrong.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Judgement {
    /// Its stable name.
    pub judgement: &'static str,
    /// How heavy it is.
    pub level: Weight,
    /// What was done, and what to do instead.
    pub message: String,
    /// The requests that it is about, by their place in the order of all.
    pub requests: Vec<usize>,
    /// Whether a switch for private addresses makes it say nothing.
    pub voided_by_private_network_switch: bool,
    /// Where the requirement is written; empty for advice of our own.
    pub sources: &'static [Source],
}

/// Judges the requests of a case; those are in the order they came.
pub fn judge(case: &Case, requests: &[&Observed]) -> Vec<Judgement> {
    let of_case = [redirect, keys, contained, certificate, host, fresh, validation];
    let mut found: Vec<Judgement> = of_case.iter().filter_map(|check| check(case, requests)).collect();
    found.extend(judge_requests(requests));
    found
}

/// Judges what does not depend on a case.
pub fn judge_requests(requests: &[&Observed]) -> Vec<Judgement> {
    let of_all = [too_much, too_long, flood, method, credentials, cookie, referer, version, accept];
    of_all.iter().filter_map(|check| check(requests)).collect()
}

fn found(
    judgement: &'static str,
    level: Weight,
    message: impl Into<String>,
    sources: &'static [Source],
    requests: &[&Observed],
    is_wrong: impl Fn(&Observed) -> bool,
) -> Option<Judgement> {
    let wrong = requests.iter().filter(|request| is_wrong(request));
    let requests: Vec<usize> = wrong.map(|request| request.sequence).collect();
    (!requests.is_empty()).then(|| Judgement {
        judgement,
        level,
        message: message.into(),
        requests,
        voided_by_private_network_switch: false,
        sources,
    })
}

fn redirect(case: &Case, requests: &[&Observed]) -> Option<Judgement> {
    let is_target = |request: &Observed| request.role == Role::Target;
    // Only the document's redirect is spoken of in the draft.
    if case.keys.is_some() {
        let message = "the redirect of the key set was followed: the client's host chooses where it leads; treat every status other than 200 as an error";
        return found("redirect-followed", Weight::Advice, message, source::CONTAINED, requests, is_target);
    }
    let loops = requests.iter().filter(|request| request.role == Role::Document).count() > 3
        && case.id == "redirect-loop";
    let message = "the redirect was followed; do not follow redirects, and treat every status other than 200 as an error";
    found("redirect-followed", Weight::Must, message, source::REDIRECTS, requests, |request| {
        is_target(request) || loops
    })
}

fn keys(case: &Case, requests: &[&Observed]) -> Option<Judgement> {
    let message = "the key set of a document that is to be refused was fetched; check the document first";
    found("keys-of-refused-document", Weight::Should, message, source::ABORT, requests, |request| {
        case.is_refused() && !case.voided && request.role == Role::Keys
    })
}

fn contained(case: &Case, requests: &[&Observed]) -> Option<Judgement> {
    let message = "a URL inside of the document was fetched from a loopback address; check every address before connecting";
    let judgement =
        found("contained-address-fetched", Weight::Must, message, source::CONTAINED, requests, |request| {
            case.voided && matches!(request.role, Role::Keys | Role::Contained)
        })?;
    Some(Judgement { voided_by_private_network_switch: true, ..judgement })
}

fn certificate(case: &Case, requests: &[&Observed]) -> Option<Judgement> {
    let message =
        "something was requested although the certificate is wrong; verify the chain, the time and the name";
    found("certificate-not-verified", Weight::Must, message, source::CERTIFICATES, requests, |_| {
        case.unreachable
    })
}

fn host(case: &Case, requests: &[&Observed]) -> Option<Judgement> {
    let authority = case.url.split("://").nth(1).and_then(|rest| rest.split(['/', '?', '#']).next())?;
    let authority = authority.rsplit('@').next().unwrap_or(authority);
    let message = format!(
        "Host is not `{authority}`, which is the authority of the URL; send host and port as they are written there"
    );
    found("host-differs", Weight::Must, message, source::HOST, requests, |request| {
        let host = request.header("host").unwrap_or_default();
        request.role == Role::Document && !host.eq_ignore_ascii_case(authority)
    })
}

fn fresh(case: &Case, requests: &[&Observed]) -> Option<Judgement> {
    if case.id != "cache-fresh" {
        return None;
    }
    let message = "the document was requested again although it may be kept for an hour, unless the server was started anew in between; honour Cache-Control";
    let later = later_documents(requests);
    found("fetched-while-fresh", Weight::Should, message, source::CACHE, &later, |_| true)
}

fn validation(case: &Case, requests: &[&Observed]) -> Option<Judgement> {
    let later = later_documents(requests);
    if case.id != "cache-etag" || later.iter().any(|request| request.header("if-none-match").is_some()) {
        return None;
    }
    let message = "the document was requested again without If-None-Match, although it came with an entity tag; a conditional request costs less";
    found("not-revalidated", Weight::Advice, message, source::VALIDATION, &later, |_| true)
}

/// The requests for the document after the first.
fn later_documents<'o>(requests: &[&'o Observed]) -> Vec<&'o Observed> {
    requests.iter().filter(|request| request.role == Role::Document).skip(1).copied().collect()
}

fn too_much(requests: &[&Observed]) -> Option<Judgement> {
    let most = requests.iter().filter_map(|request| request.body_bytes_sent).max().unwrap_or_default();
    let message = format!(
        "{most} bytes of a body were taken before the connection was closed; stop reading at a limit, of which 5 kilobytes are recommended (up to 64 KiB may lie in buffers)"
    );
    found("read-past-limit", Weight::Should, message, source::SIZE, requests, |request| {
        request.body_bytes_sent.is_some_and(|bytes| bytes > SLACK + 5 * 1024)
    })
}

fn too_long(requests: &[&Observed]) -> Option<Judgement> {
    let message = "an answer was waited for for more than 30 seconds; limit the time of the whole exchange";
    found("no-time-limit", Weight::Advice, message, &[], requests, |request| {
        request.held_ms.is_some_and(|held| held > MAX_HELD_MS)
    })
}

fn flood(requests: &[&Observed]) -> Option<Judgement> {
    let message = "more than four requests for the same were under way at the same time; join them into one";
    found("flood", Weight::Advice, message, source::PRIVACY, requests, |request| {
        request.concurrent > MAX_CONCURRENT
    })
}

fn method(requests: &[&Observed]) -> Option<Judgement> {
    let message = "the method is not GET; a document is fetched with GET alone";
    found("method", Weight::Advice, message, &[], requests, |request| request.method != "GET")
}

fn credentials(requests: &[&Observed]) -> Option<Judgement> {
    let message = "credentials were sent to a host that a stranger named; send none";
    found("credentials-sent", Weight::Advice, message, &[], requests, |request| {
        ["authorization", "proxy-authorization"].iter().any(|name| request.header(name).is_some())
    })
}

fn cookie(requests: &[&Observed]) -> Option<Judgement> {
    let message = "a cookie was sent; keep none, so that the client's host cannot follow who logs in";
    found("cookie-sent", Weight::Advice, message, source::PRIVACY, requests, |request| {
        request.header("cookie").is_some()
    })
}

fn referer(requests: &[&Observed]) -> Option<Judgement> {
    let message = "Referer was sent; it tells the client's host about the server's own URLs";
    found("referer-sent", Weight::Should, message, source::REFERER, requests, |request| {
        request.header("referer").is_some()
    })
}

fn version(requests: &[&Observed]) -> Option<Judgement> {
    let message = "the request is not of HTTP/1.1; send the highest version that is implemented";
    found("http-version", Weight::Should, message, source::VERSION, requests, |request| {
        request.version != "HTTP/1.1"
    })
}

fn accept(requests: &[&Observed]) -> Option<Judgement> {
    let message = "Accept is missing, or does not ask for JSON; send application/json";
    found("accept", Weight::Advice, message, source::ACCEPT, requests, |request| {
        let accepts =
            request.header("accept").is_some_and(|types| types.to_ascii_lowercase().contains("json"));
        matches!(request.role, Role::Document | Role::Keys) && !accepts
    })
}
