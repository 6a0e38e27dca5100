//! django-allauth 65.21.1: `allauth/idp/oidc/internal/cimd.py`, `clientkit.py`, `models.py`.

use crate::client::redirect::{Comparison, Entries, LoopbackHosts};
use crate::json::Kind;
use crate::metadata::host::Host;
use crate::rule::{Mark, Rule};

use super::addresses::{Resolved, resolved};
use super::answer::Answer;
use super::asked::Asked;
use super::demands::{NOT_PYTHON, object};
use super::policy::Policy;
use super::python::{self, Split};
use super::response::{only_200, within};
use super::server::{Server, refuses_none};
use super::shape::{Document, Shape};
use super::text::{Dialect, has_lone_surrogate};

const NAME: &str = "django-allauth";

/// Characters of the column for the identifier.
pub(super) const URL_LIMIT: usize = 100;
/// Bytes of a document.
pub(super) const BODY_LIMIT: usize = 2_048;

const JSON_COLUMN: Policy = Policy {
    name: "json-column",
    values: &["sqlite", "other"],
    default: "sqlite",
    about: "the database; SQLite takes no NaN and no Infinity into a JSON column",
};

pub(super) const SERVER: Server = Server {
    name: NAME,
    title: "django-allauth",
    package: "PyPI django-allauth",
    version: "65.21.1",
    evidence: Mark::Tested,
    policies: &[JSON_COLUMN],
    comparison: Comparison::AnyPort {
        hosts: LoopbackHosts::Literals,
        native_only: false,
        entries: Entries::All,
    },
    comparison_source: "allauth/idp/oidc/internal/clientkit.py, is_parsed_redirect_uri_allowed",
    refuses_redirect: refuses_none,
    check,
};

fn check(asked: &Asked<'_>, answer: &mut Answer) {
    if !asked.identifier.starts_with("https:") {
        return answer.unknown_client(Rule::ClientIdUrlNotHttps, "it must begin with `https:` in lower case");
    }
    let Some(split) = python::split(asked.identifier) else {
        return answer
            .refuse(Rule::ClientIdUrlInvalid, "the URL cannot be taken apart, which ends in a server error");
    };
    url(&split, asked.identifier, answer);
    only_200(asked, answer);
    let Some(tree) = within(asked, BODY_LIMIT, answer) else { return };
    let Some(text) = object(tree, Dialect::Python, NOT_PYTHON, answer) else { return };
    let Some(document) = text.root().and_then(Document::of) else { return };
    answer.same_client_id(document, asked.identifier);
    answer.shapes(document, Shape::String, &["scope", "client_name"]);
    answer.shapes(document, Shape::SomeStrings, &["grant_types", "response_types"]);
    if let Some(value) = document.get("post_logout_redirect_uris") {
        answer.shape("post_logout_redirect_uris", value, Shape::SomeStrings);
    }
    match document.get("redirect_uris") {
        None => answer.refuse_document(Rule::RedirectUrisMissing, "`redirect_uris` is required"),
        Some(value) => {
            answer.shape("redirect_uris", value, Shape::SomeStrings);
        }
    }
    let is_finite = text
        .descendants()
        .filter(|value| value.kind() == Kind::Number)
        .all(|value| value.number_text().is_some_and(|text| text.parse::<f64>().is_ok_and(f64::is_finite)));
    if !is_finite {
        answer.rests_on(JSON_COLUMN.name);
        if asked.policies.get(NAME, &JSON_COLUMN) == "sqlite" {
            answer.refuse_document(
                Rule::DocNotJson,
                "the document has a number that the JSON column of SQLite does not take",
            );
        }
    }
    // What goes into columns of text; the JSON column keeps the escape.
    let stored = ["client_name", "scope"].into_iter().filter_map(|name| document.get(name));
    let lists = ["redirect_uris", "grant_types", "response_types"]
        .into_iter()
        .flat_map(|name| document.elements(name));
    for value in stored.chain(lists).filter(|value| has_lone_surrogate(*value)) {
        answer.refuse_at(
            Rule::DocLoneSurrogate,
            value,
            "the value has a lone surrogate, which the database does not take",
        );
    }
    degrade(document, answer);
    answer.method = Some("none".to_owned());
    answer.register_redirect_uris(document);
}

/// Whatever the document says, the client is a public one.
fn degrade(document: Document<'_>, answer: &mut Answer) {
    if let Some(value) = document.get("token_endpoint_auth_method")
        && value.as_str().is_some_and(|method| method != "none")
    {
        answer.drop_at(
            Rule::AuthMethodUnsupported,
            value,
            format!(
                "the method `{}` is not read: the client becomes a public one",
                value.as_str().unwrap_or_default()
            ),
        );
    }
}

fn url(split: &Split, raw: &str, answer: &mut Answer) {
    let host = split.hostname();
    if split.scheme != "https" || host.is_none() {
        answer.refuse(Rule::ClientIdUrlNoHost, "the URL must be https with a host");
    }
    if split.netloc != split.netloc.to_lowercase() {
        answer.refuse(Rule::ClientIdUrlHostCase, "the host must be in lower case");
    }
    if matches!(split.path.as_str(), "" | "/") {
        answer.refuse(Rule::ClientIdUrlNoPath, "the URL must have a path other than `/`");
    } else if normal_path(&split.path) != split.path {
        answer.refuse(
            Rule::ClientIdUrlNotCanonical,
            "the path has dot segments, double slashes or a slash at its end",
        );
    }
    if !split.query.is_empty() {
        answer.refuse(Rule::ClientIdUrlQuery, "the URL has a query");
    }
    if !split.fragment.is_empty() {
        answer.refuse(Rule::ClientIdUrlFragment, "the URL has a fragment");
    }
    if split.userinfo().is_some_and(|userinfo| !userinfo.is_empty() && userinfo != ":") {
        answer.refuse(Rule::ClientIdUrlUserinfo, "the URL has user information");
    }
    let length = raw.chars().count();
    if length > URL_LIMIT {
        answer.refuse(
            Rule::ClientIdUrlTooLong,
            format!("the URL has {length} characters, and the column takes {URL_LIMIT}"),
        );
    }
    if let Some(host) = host.as_deref().filter(|host| matches!(resolved(host), Resolved::Nothing)) {
        answer.refuse(Rule::ClientIdUrlHostInvalid, format!("`{host}` resolves to nothing"));
    }
    // What the HTTP library refuses to ask for.
    let is_odd = |host: &str| {
        host.starts_with(['*', '.']) || matches!(Host::read(host), Host::Unparsable(_)) && !host.is_ascii()
    };
    if split.port().is_err() || host.as_deref().is_some_and(is_odd) {
        answer.refuse(Rule::ClientIdUrlInvalid, "the port or the host is one that is not asked for");
    }
}

/// `posixpath.normpath`.
fn normal_path(path: &str) -> String {
    let slashes = path.len() - path.trim_start_matches('/').len();
    let leading = if slashes == 2 { 2 } else { slashes.min(1) };
    let mut kept: Vec<&str> = Vec::new();
    for part in path.split('/').filter(|part| !part.is_empty() && *part != ".") {
        match (part, kept.last()) {
            ("..", None) if leading > 0 => {}
            ("..", Some(last)) if *last != ".." => drop(kept.pop()),
            _ => kept.push(part),
        }
    }
    let normal = "/".repeat(leading) + &kept.join("/");
    if normal.is_empty() { ".".to_owned() } else { normal }
}
