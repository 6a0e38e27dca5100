//! Whoever follows the help is rid of the finding: hosts that serve a document wrongly are mended by nothing but what the
//! program says.

use std::collections::BTreeSet;
use std::sync::{Arc, Mutex, PoisonError};

use crate::document::document;
use crate::lint::{Lint, accepted};
use crate::response::Response;
use crate::server::Server;

/// What is set up wrong at a host.
struct Fault {
    /// The rule that finds it, or the kind of the error.
    rule: &'static str,
    /// What its operator has to read in the help to know what to change.
    cure: &'static str,
    /// What it makes of a response to a request for this URL.
    spoil: fn(Response, &str) -> Response,
}

const fn fault(rule: &'static str, cure: &'static str, spoil: fn(Response, &str) -> Response) -> Fault {
    Fault { rule, cure, spoil }
}

const STATUS: &str = "http-status-not-200";
const REDIRECT: &str = "http-redirect";

/// From the file outwards: what comes later is in front of what comes before.
const FAULTS: &[Fault] = &[
    fault("doc-not-utf8", "publish the document uncompressed", |response, _| {
        response.body(b"\x1f\x8b\x08zip")
    }),
    fault("http-content-type-missing", "serve it as `application/json`", |response, _| {
        response.without("Content-Type")
    }),
    fault("http-content-type", "serve it as `application/json`", |response, _| {
        response.header("Content-Type", "text/plain")
    }),
    fault("http-content-type", "serve it as `application/json`", |response, _| {
        response.header("Content-Type", "text/html")
    }),
    fault("http-charset", "leave the charset out", |response, _| {
        response.header("Content-Type", "application/json; charset=iso-8859-1")
    }),
    fault("http-cache-missing", "`Cache-Control: max-age=300`", |response, _| {
        response.without("Cache-Control")
    }),
    fault("http-cache-no-store", "`Cache-Control: max-age=300`", |response, _| {
        response.header("Cache-Control", "no-store")
    }),
    fault("http-cache-no-store", "`Cache-Control: max-age=300`", |response, _| {
        response.header("Cache-Control", "private")
    }),
    fault("http-cache-long", "cached for 86400 seconds at most", |response, _| {
        response.header("Cache-Control", "max-age=31536000")
    }),
    fault("http-vary", "the same document to every client", |response, _| response.header("Vary", "Cookie")),
    fault("http-set-cookie", "without `Set-Cookie`", |response, _| response.header("Set-Cookie", "a=b")),
    fault(STATUS, "answer with status 200", |response, _| response.with_status(201)),
    fault(STATUS, "answer with status 200", |_, _| Response::new(204)),
    fault(STATUS, "answer with status 200", |response, _| {
        response.with_status(206).header("Content-Range", "bytes 0-4/999")
    }),
    fault(STATUS, "asked without conditions", |_, _| Response::new(304)),
    fault(STATUS, "without parameters or cookies must do", |_, _| Response::html(400)),
    fault(STATUS, "without logging in", |_, _| Response::html(401)),
    fault(STATUS, "without a password", |_, _| {
        Response::html(401).header("WWW-Authenticate", "Basic realm=\"x\"")
    }),
    fault(STATUS, "without a token", |_, _| Response::html(401).header("WWW-Authenticate", "Bearer")),
    fault(STATUS, "without a challenge", |_, _| Response::html(403)),
    fault(STATUS, "without a challenge", |_, _| Response::html(403).header("cf-mitigated", "challenge")),
    fault(STATUS, "without a challenge", |_, _| Response::html(405).header("x-amzn-waf-action", "captcha")),
    fault(STATUS, "let everybody read it", |_, _| Response::html(403).header("Server", "AmazonS3")),
    fault(STATUS, "check that the file is deployed", |_, _| Response::html(404)),
    fault(STATUS, "let the path answer GET requests", |_, _| Response::html(405)),
    fault(STATUS, "whatever `Accept` says", |_, _| Response::html(406)),
    fault(STATUS, "publish the document here again", |_, _| Response::html(410)),
    fault(STATUS, "without a Content-Type", |_, _| Response::html(415)),
    fault(STATUS, "out of the rate limit", |_, _| Response::html(429).header("Retry-After", "9999")),
    fault(STATUS, "check the server's log", |_, _| Response::html(500)),
    fault(STATUS, "check that the application runs", |_, _| Response::html(502)),
    fault(STATUS, "bot filter", |_, _| Response::html(503)),
    fault(REDIRECT, "turn off what adds the slash", |_, url| Response::redirect(301, &format!("{url}/"))),
    fault(REDIRECT, "exempt its path from the redirect to www", |_, url| {
        Response::redirect(301, &url.replace("https://", "https://www."))
    }),
    fault(REDIRECT, "tell the application that the request came over https", |_, url| {
        Response::redirect(302, &url.replace("https://", "http://"))
    }),
    fault(REDIRECT, "without logging in", |_, _| Response::redirect(302, "/login?next=/client.json")),
    fault(REDIRECT, "check that the file is deployed", |_, _| Response::redirect(302, "/404.html")),
    fault(REDIRECT, "without a redirect", |_, _| Response::redirect(308, "/v2/client.json")),
    fault(REDIRECT, "serve the document itself", |_, _| Response::html(302)),
    fault("response", "turn compression off for this path", |response, _| {
        response.header("Content-Encoding", "zstd")
    }),
];

/// Lints at a host with these faults and follows the help, again and again until nothing is found. How often that took.
fn mend(faults: BTreeSet<usize>) -> usize {
    let left = Arc::new(Mutex::new(faults));
    let at_host = Arc::clone(&left);
    let server = Server::start(move |request| {
        let url = request.url();
        let faults = at_host.lock().unwrap_or_else(PoisonError::into_inner);
        let sound = Response::json(document(&url));
        faults.iter().fold(sound, |response, &index| (FAULTS[index].spoil)(response, &url))
    });
    for runs in 0.. {
        // The profile that has something to say of each part of a response, and of the document of these tests other things.
        let strict = [
            "--profile",
            "strict",
            "--ignore",
            "auth-none-capable,client-id-url-explicit-port,redirect-uri-cross-origin",
        ];
        let linted = Lint::at(&server).within(2).with(&strict).run_on(&server.url("/client.json"));
        let found = linted.document();
        let findings = found["findings"].as_array().expect("an array").iter();
        let said = findings.map(|finding| (finding["rule"].clone(), finding["help"].clone()));
        let error = found["error"].as_object().map(|error| (error["kind"].clone(), error["help"].clone()));
        let said: Vec<_> = said.chain(error).collect();
        let mut left = left.lock().unwrap_or_else(PoisonError::into_inner);
        if left.is_empty() {
            linted.gives(&accepted(&[]));
            return runs;
        }
        let before = left.len();
        left.retain(|&index| {
            let Fault { rule, cure, .. } = FAULTS[index];
            !said.iter().any(|(by, help)| by == rule && help.as_str().is_some_and(|help| help.contains(cure)))
        });
        assert!(left.len() < before, "the help mends nothing: {said:#?}");
    }
    unreachable!("the runs have no end")
}

#[test]
fn the_help_mends_each_fault() {
    for (index, fault) in FAULTS.iter().enumerate() {
        assert_eq!(mend([index].into()), 1, "{}: {}", fault.rule, fault.cure);
    }
}

/// A host behind a login, which sends what it does not find to a page, and has neither type nor caching right.
#[test]
fn the_help_mends_one_fault_after_the_other() {
    let index = |rule: &str, cure: &str| {
        FAULTS.iter().position(|fault| fault.rule == rule && fault.cure == cure).expect("it is in the list")
    };
    let faults = [
        index(REDIRECT, "without logging in"),
        index(STATUS, "without a challenge"),
        index("http-content-type", "serve it as `application/json`"),
        index("http-cache-missing", "`Cache-Control: max-age=300`"),
        index("http-set-cookie", "without `Set-Cookie`"),
    ];
    assert_eq!(mend(faults.into()), 3);
}
