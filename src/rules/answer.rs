//! What to do about an answer that has another status than 200, by what came with it.

use crate::metadata::barrier::{self, Barrier};
use crate::metadata::other_kinds::{OtherKind, of_object, of_text};
use crate::subject::{Body, Response};

/// What to do about a login, wherever it shows.
pub const LOGIN: &str = "{} must be readable without logging in: publish it at a URL without protection (that of production, for a preview deployment), or make an exception for this path";
const PASSWORD: &str =
    "{} must be public, without a password: take this path out of what the password protects";
const TOKEN: &str = "{} must be public, without a token: take this path out of what the application protects";
const FILTER: &str = "bot filters and firewalls often refuse servers while a browser is let in: let requests for this one path through, without a challenge";
const ABSENT: &str = "check that the file is deployed, that its name and letter case are right, and that it lies in the folder that is served; hidden folders such as `.well-known` are often left out, and rewrites may take the path away";

/// Statuses, by the first and last of each kind.
const STATUSES: [(u16, u16, &str); 18] = [
    (204, 204, "the answer is empty: answer with status 200 and {} as the body"),
    (206, 206, "a part was not asked for: answer with status 200 and the whole of {}"),
    (200, 299, "answer with status 200 and {} as the body"),
    (304, 304, "the request asked without conditions: a cache or proxy in between answers wrongly"),
    (
        400,
        400,
        "a plain GET without parameters or cookies must do: check what the application or proxy demands of requests for this path",
    ),
    (401, 401, LOGIN),
    (402, 402, "the host asks for payment: check the account with it, or publish {} elsewhere"),
    (403, 403, FILTER),
    (404, 404, ABSENT),
    (405, 405, "let the path answer GET requests: it may be an endpoint for POST only"),
    (
        406,
        406,
        "the request accepts JSON, and in the last place everything: serve {} as `application/json` whatever `Accept` says",
    ),
    (
        410,
        410,
        "the host says that it was removed for good: publish {} here again, or write the URL where it is now",
    ),
    (
        415,
        415,
        "a GET has no body whose type could be wrong: let the path answer GET requests without a Content-Type",
    ),
    (429, 429, "too many requests: take this path out of the rate limit, and let it be cached"),
    (451, 451, "the host refuses for legal reasons, perhaps only in some countries: publish {} elsewhere"),
    (
        502,
        502,
        "the server behind the proxy does not answer: check that the application runs, or publish {} as a static file",
    ),
    (
        503,
        503,
        "the host is overloaded or under maintenance, or a bot filter answers: let requests for this one path through, without a challenge",
    ),
    (500, 599, "the application fails: check the server's log, or publish {} as a static file"),
];

/// What the page is that came with an error, as far as it says more than the status.
pub fn page(body: &Body) -> Option<OtherKind<'_>> {
    let tree = &body.tree;
    match tree.root().filter(|_| tree.is_json()) {
        Some(root) => of_object(root),
        None => of_text(tree.source()).filter(|kind| !kind.what.contains("empty")),
    }
}

/// What to do about an answer in the place of `what`; `page` is what came with it.
pub fn help(response: &Response, page: Option<OtherKind<'_>>, what: &str) -> String {
    // These two answer with any status.
    let of_page = page.and_then(|page| match page.what {
        kind if kind.contains("bot protection") => Some(FILTER),
        kind if kind.contains("login page") => Some(LOGIN),
        _ => None,
    });
    let fields = response.headers.iter().map(|(name, value)| (name.as_str(), value.as_str()));
    let challenge = response.header("www-authenticate").unwrap_or_default().trim_start().to_ascii_lowercase();
    let help = match barrier::of_fields(fields) {
        _ if of_page.is_some() => of_page.unwrap_or_default(),
        Some(Barrier::Filter) => FILTER,
        Some(Barrier::Login) if matches!(response.status, 401 | 403) => LOGIN,
        _ if response.status == 401
            && (challenge.starts_with("basic") || challenge.starts_with("digest")) =>
        {
            PASSWORD
        }
        _ if response.status == 401 && (challenge.starts_with("bearer") || challenge.starts_with("dpop")) => {
            TOKEN
        }
        _ if response.status == 403
            && response.header("server").is_some_and(|server| server.eq_ignore_ascii_case("AmazonS3")) =>
        {
            "the object is not public, or not there: let everybody read it, and check its name and letter case"
        }
        _ => {
            let of_status =
                STATUSES.iter().find(|(first, last, _)| (*first..=*last).contains(&response.status));
            of_status.map_or("serve {} at this URL with status 200", |&(_, _, help)| help)
        }
    };
    help.replacen("{}", what, 1)
}
