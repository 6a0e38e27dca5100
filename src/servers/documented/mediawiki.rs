//! MediaWiki-MCP-Server 0.17.0: `src/auth/authorizationServer/{cimd,redirectPolicy}.ts`, `src/transport/cimdFetch.ts`.

use crate::rule::{Mark, Rule};
use crate::servers::answer::Answer;
use crate::servers::asked::Asked;
use crate::servers::policy::Policy;
use crate::servers::server::{Server, refuses_none};
use crate::servers::shape::{Document, Shape};
use crate::servers::whatwg;

use super::checks::{client_id, entries, fetched, guard, made_public, object, redirect_uris};
use super::comparisons;

const NAME: &str = "mediawiki-mcp";

const BODY_LIMIT: usize = 5_120;

const HOSTS: Policy = Policy {
    name: "allowed-hosts",
    values: &[],
    default: "vscode.dev,claude.ai,zed.dev,chatgpt.com",
    about: "the hosts of identifiers, each with a port that is not the default one (MCP_OAUTH_CIMD_ALLOWED_HOSTS adds to them)",
};

pub(in crate::servers) const SERVER: Server = Server {
    name: NAME,
    title: "MediaWiki MCP Server",
    package: "MediaWiki-MCP-Server source",
    version: "0.17.0",
    evidence: Mark::Source,
    policies: &[HOSTS],
    comparison: comparisons::LOOPBACK,
    comparison_source: "src/auth/authorizationServer/redirectPolicy.ts",
    refuses_redirect: refuses_none,
    check,
};

fn check(asked: &Asked<'_>, answer: &mut Answer) {
    let Some(url) = whatwg::parse(asked.identifier).filter(|url| url.scheme() == "https") else {
        return answer.unknown_client(Rule::ClientIdUrlNotHttps, "it is not an https URL");
    };
    let (_, path) = whatwg::raw_parts(asked.identifier);
    answer.refuse_identifier([
        (whatwg::has_userinfo(&url), Rule::ClientIdUrlUserinfo, "has user information"),
        (
            url.fragment().is_some_and(|fragment| !fragment.is_empty()),
            Rule::ClientIdUrlFragment,
            "has a fragment",
        ),
        (
            path.split('/').any(|segment| segment == "." || segment == ".."),
            Rule::ClientIdUrlDotSegment,
            "has a segment `.` or `..`",
        ),
    ]);
    let name = url.host_str().unwrap_or_default();
    let host = url.port().map_or_else(|| name.to_owned(), |port| format!("{name}:{port}"));
    answer.rests_on(HOSTS.name);
    if !entries(asked, NAME, &HOSTS).contains(&&*host) {
        answer.refuse(None, format!("`{host}` is not one of the hosts that are trusted (`allowed-hosts`)"));
    }
    guard(name, answer);
    let Some(tree) = fetched(asked, BODY_LIMIT, answer) else { return };
    let Some(text) = object(tree, answer) else { return };
    let Some(document) = text.root().and_then(Document::of) else { return };
    client_id(document, asked, answer);
    match document.get("client_name") {
        Some(value) => {
            answer.shape("client_name", value, Shape::NotBlank);
        }
        None => answer.refuse_document(Rule::ClientNameMissing, "`client_name` is required"),
    }
    for (value, text) in redirect_uris(document, answer) {
        match whatwg::parse(text) {
            None => answer.refuse_at(Rule::RedirectUriInvalid, value, format!("`{text}` is not a URL")),
            Some(uri) if uri.scheme() == "http" && !is_loopback(uri.host_str()) => answer.refuse_at(
                Rule::RedirectUriHttp,
                value,
                format!("`{text}` is http, and its host is not localhost, 127.0.0.1 or [::1]"),
            ),
            Some(_) => {}
        }
    }
    made_public(document, answer);
}

fn is_loopback(host: Option<&str>) -> bool {
    matches!(host, Some("localhost" | "127.0.0.1" | "[::1]"))
}
