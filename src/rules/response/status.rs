//! Other statuses than 200, and what the fields beside them say of the cause.

use super::super::faults::Faults;
use super::super::view::{AnyResponse, ResponseView};
use crate::finding::{Fault, Place, Words};
use crate::metadata::uri::Uri;
use crate::rule::Rule;
use crate::subject::Response;

/// What to do about a login, by whatever status or redirect it shows.
pub(super) const PROTECTED: &str = "the document must be readable without logging in: take this path out of what is protected, or publish it elsewhere; previews of a deployment are protected by default, its production URL is not";

const CHALLENGED: &str = "bot filters and firewalls often refuse servers while a browser is let in: let requests for this one path through, without a challenge";

/// `http-status-not-200`: the URL answers with another status than 200.
fn http_status_not_200<'c>(any: &AnyResponse<'c>) -> Option<Fault<'c>> {
    (any.response.status != 200).then(|| Fault::at(Place::Outside))
}

fn http_status_not_200_words(any: &AnyResponse<'_>, _: &()) -> Words {
    let status = any.response.status;
    Words::new(
        format!("the URL answers with status {status}; a document comes only with status 200"),
        advice(any.response),
    )
}

/// What to do about a status, by what came with it.
pub(in crate::rules) fn advice(response: &Response) -> &'static str {
    // Cloudflare says so of its own challenges.
    if response.header("cf-mitigated").is_some() {
        return CHALLENGED;
    }
    match response.status {
        401 => unauthorized(response),
        403 => {
            "let everyone read it: bot filters and firewalls often refuse servers while a browser is let in, and a file or bucket may be private"
        }
        404 if Uri::split(&response.url).segments().any(|segment| segment == ".well-known") => {
            "check that the file is deployed, with that very name: many build tools and hosts leave out folders whose names begin with a dot"
        }
        404 => {
            "check that the file is deployed, that its name and letter case are right, that it lies in the folder that is served, and that no rewrite catches its path"
        }
        405 | 501 => "answer GET at this path, not only other methods",
        406 => "serve the document whatever the `Accept` of the request names",
        407 => "the proxy in between wants credentials: give them with the proxy's URL",
        410 => {
            "the server says that the document is gone for good: deploy it again, or use the URL that it moved to"
        }
        415 => "answer GET without asking for the media type of a request that has no body",
        421 => "have the server answer for this host name",
        429 => "let the URL be fetched more often: have it cached, or take it out of the limit on requests",
        451 => "the host withholds the document for legal reasons: publish it elsewhere",
        204 | 205 => "the answer has no body: answer with status 200 and the document as the body",
        206 => "the request did not ask for a part: answer with status 200 and the whole document",
        304 => "the request asked without conditions: a cache or proxy in between answers wrongly",
        200..300 => "answer with status 200 and the document as the body",
        502 | 504 => "the server behind the gateway does not answer: check that it runs",
        503 if response.header("retry-after").is_some() => {
            "the server is out of service for now: check it, and try again"
        }
        503 => CHALLENGED,
        500..600 => "check the server's log",
        _ => "serve the document at this URL with status 200",
    }
}

/// What asks for credentials.
fn unauthorized(response: &Response) -> &'static str {
    let challenge = response.header("www-authenticate").unwrap_or_default().to_ascii_lowercase();
    let scheme = challenge.split([' ', ',']).next().unwrap_or_default();
    match scheme {
        "basic" | "digest" => {
            "the URL asks for a user name and password, and servers have none: take the password from this path"
        }
        "bearer" | "dpop" => {
            "the URL asks for an access token: a document is published for everyone, outside of the API that asks for tokens"
        }
        "negotiate" | "ntlm" => {
            "the URL asks for the login of a network: publish the document where everyone on the internet can read it"
        }
        _ => PROTECTED,
    }
}

include!(concat!(env!("OUT_DIR"), "/response_status.rs"));
