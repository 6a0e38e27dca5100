//! django-oauth-toolkit 3.4.1: `oauth2_provider/cimd.py`, `models.py`, `validators.py`.

use crate::client::redirect::{Comparison, Entries, LoopbackHosts};
use crate::json::{Kind, Value};
use crate::metadata::host::Host;
use crate::rule::{Mark, Rule};

use super::addresses::{Resolved, embedded, is_python_global, resolved};
use super::answer::Answer;
use super::asked::Asked;
use super::demands::{NOT_PYTHON, object};
use super::policy::Policy;
use super::python::{self, Split};
use super::response::{only_200, only_json, within_policy};
use super::server::{Server, refuses_none};
use super::shape::{Document, Shape, described};
use super::text::{Dialect, has_lone_surrogate};
use super::whatwg::begins;

const NAME: &str = "django-oauth-toolkit";

/// Characters of the identifier and of the name that the model takes.
const TEXT_LIMIT: usize = 255;
/// Characters of a redirect URI that Django's validator takes.
const REDIRECT_LIMIT: usize = 2_048;

const BODY_LIMIT: Policy = Policy {
    name: "body-limit",
    values: &[],
    default: "16384",
    about: "the largest document in bytes (CIMD_MAX_DOCUMENT_SIZE)",
};
const SCHEMES: Policy = Policy {
    name: "redirect-schemes",
    values: &[],
    default: "*,-about,-blob,-chrome-extension,-data,-file,-filesystem,-ftp,-ftps,-intent,-jar,-javascript,-localhost,-mailto,-sms,-tel,-urn,-vbscript,-view-source,-ws,-wss",
    about: "the schemes of redirect URIs (ALLOWED_REDIRECT_URI_SCHEMES; the package's own default is http,https)",
};
const WILDCARDS: Policy = Policy {
    name: "wildcards",
    values: &["on", "off"],
    default: "off",
    about: "whether the host of a redirect URI may begin with `*` (ALLOW_URI_WILDCARDS)",
};

pub(super) const SERVER: Server = Server {
    name: NAME,
    title: "Django OAuth Toolkit",
    package: "PyPI django-oauth-toolkit",
    version: "3.4.1",
    evidence: Mark::Tested,
    policies: &[BODY_LIMIT, SCHEMES, WILDCARDS],
    comparison: Comparison::AnyPort {
        hosts: LoopbackHosts::Literals,
        native_only: false,
        entries: Entries::All,
    },
    comparison_source: "oauth2_provider/models.py, check_redirect_to_uri_allowed",
    refuses_redirect: refuses_none,
    check,
};

fn check(asked: &Asked<'_>, answer: &mut Answer) {
    if !begins(asked.identifier, "https://") {
        return answer.unknown_client(Rule::ClientIdUrlNotHttps, "it must begin with `https://`");
    }
    let Some(split) = python::split(asked.identifier) else {
        return answer.refuse(Rule::ClientIdUrlInvalid, "the URL cannot be taken apart");
    };
    url(&split, answer);
    only_200(asked, answer);
    only_json(asked, answer);
    let Some(tree) = within_policy(asked, NAME, &BODY_LIMIT, answer) else { return };
    let Some(text) = object(tree, Dialect::Python, NOT_PYTHON, answer) else { return };
    let Some(document) = text.root().and_then(Document::of) else { return };
    answer.same_client_id(document, asked.identifier);
    metadata(document, answer);
    grants(document, answer);
    model(document, asked, answer);
}

fn url(split: &Split, answer: &mut Answer) {
    let Some(host) = split.hostname() else {
        return answer.refuse(Rule::ClientIdUrlNoHost, "the URL has no host");
    };
    if split.port().is_err() {
        answer.refuse(Rule::ClientIdUrlBadPort, "the port is not a number up to 65535");
    }
    if split.userinfo().is_some_and(|userinfo| !userinfo.is_empty() && userinfo != ":") {
        answer.refuse(Rule::ClientIdUrlUserinfo, "the URL has user information");
    }
    if !split.fragment.is_empty() {
        answer.refuse(Rule::ClientIdUrlFragment, "the URL has a fragment");
    }
    if split.path.is_empty() {
        answer.refuse(Rule::ClientIdUrlNoPath, "the URL has no path");
    }
    if split.path.split('/').any(|segment| segment == "." || segment == "..") {
        answer.refuse(Rule::ClientIdUrlDotSegment, "the URL has a segment `.` or `..`");
    }
    match resolved(&host) {
        Resolved::Public => {}
        Resolved::Nothing => {
            answer.refuse(Rule::ClientIdUrlHostInvalid, format!("`{host}` resolves to nothing"))
        }
        Resolved::Address(address) => {
            let inner = embedded(address);
            let is_public = match inner.is_empty() {
                true => is_python_global(address),
                false => inner.into_iter().all(is_python_global),
            };
            if !is_public {
                answer.refuse(Rule::ClientIdUrlSpecialIp, format!("`{host}` is not a public host"));
            }
        }
    }
}

fn metadata(document: Document<'_>, answer: &mut Answer) {
    answer.method = Some("none".to_owned());
    if let Some(value) =
        document.get("token_endpoint_auth_method").filter(|value| value.as_str() != Some("none"))
    {
        let is_secret = value.as_str().is_some_and(|method| method.starts_with("client_secret"));
        let rule = if is_secret { Rule::AuthMethodSharedSecret } else { Rule::AuthMethodUnsupported };
        answer.refuse_at(
            rule,
            value,
            format!("clients must be public: the method is {}, and must be `none`", described(value)),
        );
    }
    answer.no_secrets(document, ", whatever its value");
    match document.get("redirect_uris") {
        None => answer.refuse_document(Rule::RedirectUrisMissing, "`redirect_uris` is required"),
        Some(value) => {
            answer.shape("redirect_uris", value, Shape::SomeStrings);
        }
    }
    answer.shapes(document, Shape::String, &["client_name"]);
}

fn grants(document: Document<'_>, answer: &mut Answer) {
    let Some(value) = document.get("grant_types") else { return };
    if !answer.shape("grant_types", value, Shape::Strings) {
        return;
    }
    let others: Vec<Value<'_>> =
        value.elements().filter(|grant| grant.as_str() != Some("refresh_token")).collect();
    match others.as_slice() {
        [grant] if matches!(grant.as_str(), Some("authorization_code" | "implicit")) => {}
        [grant] => answer.refuse_at(
            Rule::GrantUnsupported,
            *grant,
            format!("the grant {} is not supported", described(*grant)),
        ),
        [] => answer.refuse_at(
            Rule::GrantTypesUnsupported,
            value,
            "`grant_types` must have one grant beside refresh_token",
        ),
        [_, second, ..] => answer.refuse_at(
            Rule::GrantUnsupported,
            *second,
            "`grant_types` must have exactly one grant beside refresh_token: an application has one grant",
        ),
    }
}

/// What the fields of the model take, and `clean` of the Application.
fn model(document: Document<'_>, asked: &Asked<'_>, answer: &mut Answer) {
    let is_long = |text: &str| text.chars().count() > TEXT_LIMIT;
    if is_long(asked.identifier) {
        answer.refuse(
            Rule::ClientIdUrlTooLong,
            format!("the URL is longer than the {TEXT_LIMIT} characters of the column"),
        );
    }
    if asked.identifier.contains('\0') {
        answer.refuse(Rule::ClientIdUrlInvalid, "the URL has a NUL character");
    }
    if let Some((value, name)) = document.get("client_name").and_then(|value| Some((value, value.as_str()?)))
    {
        if is_long(name) {
            answer.refuse_at(
                None,
                value,
                format!("`client_name` is longer than the {TEXT_LIMIT} characters of the column"),
            );
        }
        if has_lone_surrogate(value) {
            answer.refuse_at(
                Rule::DocLoneSurrogate,
                value,
                "`client_name` has a lone surrogate, which the database does not take",
            );
        }
    }
    let uris = document.elements("redirect_uris");
    if uris.iter().any(|uri| uri.as_str().is_none()) {
        return;
    }
    let mut stored = Vec::new();
    for uri in &uris {
        if has_lone_surrogate(*uri) {
            answer.refuse_at(
                Rule::DocLoneSurrogate,
                *uri,
                "the entry has a lone surrogate, which the database does not take",
            );
        }
        // The URIs are joined by spaces, and split at white space again.
        for part in uri.as_str().unwrap_or_default().split(python_space).filter(|part| !part.is_empty()) {
            if let Some((rule, why)) = redirect_fault(part, asked) {
                if matches!(rule, Rule::RedirectUriCustomScheme) {
                    answer.rests_on(SCHEMES.name);
                }
                answer.refuse_at(rule, *uri, format!("`{part}`: {why}"));
            }
            stored.push(part.to_owned());
        }
    }
    if let Some(value) = document.get("redirect_uris").filter(|value| value.kind() == Kind::Array)
        && stored.is_empty()
        && !uris.is_empty()
    {
        answer.refuse_at(
            Rule::RedirectUrisMissing,
            value,
            "`redirect_uris` has no entry that is more than white space",
        );
    }
    answer.redirect_uris = stored;
}

/// What Python's `str.split` splits at.
fn python_space(character: char) -> bool {
    character.is_whitespace() || matches!(character, '\x1c'..='\x1f')
}

fn redirect_fault(text: &str, asked: &Asked<'_>) -> Option<(Rule, String)> {
    let Some(split) = python::split(text) else {
        return Some((Rule::RedirectUriInvalid, "it cannot be taken apart".to_owned()));
    };
    let scheme = split.scheme.as_str();
    if scheme.is_empty() || !asked.policies.lists(NAME, &SCHEMES, scheme) {
        return Some((
            Rule::RedirectUriCustomScheme,
            format!("the scheme `{scheme}` is not one that the operator allows"),
        ));
    }
    if text.contains('#') {
        return Some((Rule::RedirectUriFragment, "it has a fragment".to_owned()));
    }
    if split.netloc.is_empty() {
        if matches!(scheme, "http" | "https" | "ws" | "wss" | "ftp") {
            return Some((Rule::RedirectUriInvalid, "it has no host".to_owned()));
        }
        let rest = text.split_once(':').map_or("", |(_, rest)| rest);
        let is_right = rest.starts_with('/') && !rest.starts_with("//");
        return (!is_right).then(|| {
            (Rule::RedirectUriPrivateSchemeSlashes, "exactly one slash must follow the scheme".to_owned())
        });
    }
    if asked.policies.is_on(NAME, &WILDCARDS) && split.netloc.starts_with('*') {
        return None;
    }
    if split.netloc.contains('*') && !host_pattern(&split.netloc) {
        return Some((Rule::RedirectUriWildcard, "the host must not begin with `*`".to_owned()));
    }
    let host = split.hostname().unwrap_or_default();
    let whole = text.chars().count();
    match () {
        () if whole > REDIRECT_LIMIT => {
            Some((Rule::RedirectUriInvalid, format!("it is longer than {REDIRECT_LIMIT} characters")))
        }
        () if host.chars().count() > 253 => {
            Some((Rule::RedirectUriInvalid, "the host is longer than 253 characters".to_owned()))
        }
        () if !host_pattern(&split.netloc) => {
            Some((Rule::RedirectUriInvalid, "the host has a form that is not taken".to_owned()))
        }
        () => None,
    }
}

/// Whether the beginning of what follows `://` fits the pattern for hosts. It is open at the end: what follows is not judged.
///
/// The pattern has alternatives at its outermost level, so that the first one alone takes the scheme, and the others are found
/// only at the start of the text; what is left is a host name, an IPv4 or an IPv6 literal, or a name without a dot.
fn host_pattern(netloc: &str) -> bool {
    let host = netloc.rsplit('@').next().unwrap_or_default();
    let first = host.chars().next();
    let is_letter =
        |character: char| character.is_ascii_alphanumeric() || matches!(character, '\u{a1}'..='\u{ffff}');
    match first {
        Some('[') => {
            matches!(Host::read(host.split_inclusive(']').next().unwrap_or_default()), Host::Address(_))
        }
        Some(character) => is_letter(character),
        None => false,
    }
}
