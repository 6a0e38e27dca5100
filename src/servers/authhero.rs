//! authhero 9.6.1: `dist/authhero.mjs`, regions `src/helpers/cimd.ts` and the address guard before it.

use std::net::IpAddr;

use ::url::Url;

use crate::client::redirect::Comparison;
use crate::json::{Kind, Tree};
use crate::rule::{Mark, Rule};

use super::addresses::{Blocks, blocks};
use super::answer::Answer;
use super::asked::Asked;
use super::demands::{NOT_JAVASCRIPT, object};
use super::policy::Policy;
use super::response::{only_200, within};
use super::server::{Server, refuses_none};
use super::shape::{Document, Shape, described, js_trim};
use super::text::{Bom, Dialect, Utf8};
use super::whatwg::{self, begins};

const NAME: &str = "authhero";

const URL_LIMIT: usize = 120;
const BODY_LIMIT: usize = 5_120;
/// Characters of a `jwks_uri` that the client record takes.
const JWKS_URI_LIMIT: usize = 255;

const PRIVATE_HOSTS: Policy = Policy {
    name: "private-hosts",
    values: &["on", "off"],
    default: "off",
    about: "whether documents are fetched from private hosts (ALLOW_PRIVATE_OUTBOUND_FETCH)",
};

pub(super) const SERVER: Server = Server {
    name: NAME,
    title: "AuthHero",
    package: "npm authhero",
    version: "9.6.1",
    evidence: Mark::Tested,
    policies: &[PRIVATE_HOSTS],
    comparison: Comparison::Exact,
    comparison_source: "dist/authhero.mjs, callbacks of the client record",
    refuses_redirect: refuses_none,
    check,
};

static PRIVATE: Blocks = Blocks::new(|| {
    blocks(&[
        "10.0.0.0/8",
        "192.168.0.0/16",
        "172.16.0.0/12",
        "169.254.0.0/16",
        "127.0.0.0/8",
        "0.0.0.0/8",
        "100.64.0.0/10",
        "::/128",
        "::1/128",
        "fc00::/7",
        "fe80::/10",
    ])
});

fn check(asked: &Asked<'_>, answer: &mut Answer) {
    let is_web = begins(asked.identifier, "http://") || begins(asked.identifier, "https://");
    let Some(url) = whatwg::parse(asked.identifier).filter(|_| is_web) else {
        return answer.unknown_client(Rule::ClientIdUrlInvalid, "it is not an http or https URL");
    };
    self::url(asked, &url, answer);
    let Some(tree) = fetched(asked, answer) else { return };
    let Some(text) =
        object(tree, Dialect::JavaScript { bom: Bom::Dropped, utf8: Utf8::Replaced }, NOT_JAVASCRIPT, answer)
    else {
        return;
    };
    let Some(document) = text.root().and_then(Document::of) else { return };
    self::document(document, asked, answer);
}

fn url(asked: &Asked<'_>, url: &Url, answer: &mut Answer) {
    let length = asked.identifier.len();
    if length > URL_LIMIT {
        answer.refuse(
            Rule::ClientIdUrlTooLong,
            format!("the URL has {length} bytes, and at most {URL_LIMIT} are taken"),
        );
    }
    if whatwg::has_userinfo(url) {
        answer.refuse(Rule::ClientIdUrlUserinfo, "the URL has user information");
    }
    if url.fragment().is_some_and(|fragment| !fragment.is_empty()) {
        answer.refuse(Rule::ClientIdUrlFragment, "the URL has a fragment");
    }
    if url.query().is_some_and(|query| !query.is_empty()) {
        answer.refuse(Rule::ClientIdUrlQuery, "the URL has a query");
    }
    if url.port() == Some(0) {
        answer.refuse(Rule::ClientIdUrlBadPort, "the port is 0");
    }
    if matches!(url.path(), "" | "/") {
        answer.refuse(Rule::ClientIdUrlNoPath, "the URL has no path");
    }
    let scheme_is_right = url.scheme() == "https";
    if !scheme_is_right {
        answer.refuse(Rule::ClientIdUrlNotHttps, "the URL must be https");
    }
    if is_private(url) && !asked.policies.is_on(NAME, &PRIVATE_HOSTS) {
        answer.rests_on(PRIVATE_HOSTS.name);
        answer.refuse(Rule::ClientIdUrlSpecialIp, "the host is a private one");
    }
}

fn is_private(url: &Url) -> bool {
    match whatwg::address(url) {
        Some(address) => PRIVATE.hold(address) || embedded(address).is_some_and(|inner| PRIVATE.hold(inner)),
        None => {
            let host = url.host_str().unwrap_or_default();
            let host = host.strip_suffix('.').unwrap_or(host);
            matches!(host, "localhost" | "ip6-localhost" | "ip6-loopback" | "broadcasthost")
        }
    }
}

/// The IPv4 address in the last bits of one that maps, or is compatible.
fn embedded(address: IpAddr) -> Option<IpAddr> {
    let IpAddr::V6(six) = address else { return None };
    six.to_ipv4().map(IpAddr::V4)
}

fn fetched<'a>(asked: &Asked<'a>, answer: &mut Answer) -> Option<&'a Tree> {
    only_200(asked, answer);
    within(asked, BODY_LIMIT, answer)
}

fn document(document: Document<'_>, asked: &Asked<'_>, answer: &mut Answer) {
    match document.get("client_id") {
        None => answer.refuse_document(Rule::ClientIdMissing, "`client_id` is required"),
        Some(value) => match value.as_str() {
            None => answer.refuse_at(Rule::ClientIdNotString, value, "`client_id` must be a string"),
            Some(text) if parsed(text).is_none() => {
                answer.refuse_at(
                    Rule::ClientIdMismatch,
                    value,
                    format!("`client_id` must be a URL, and is `{text}`"),
                );
            }
            Some(text) if parsed(text).as_deref() != Some(asked.identifier) => {
                answer.refuse_at(
                    Rule::ClientIdMismatch,
                    value,
                    "`client_id` is not the URL that was asked for",
                );
            }
            Some(_) => {}
        },
    }
    match document.get("client_name") {
        None => answer.refuse_document(Rule::ClientNameMissing, "`client_name` is required"),
        Some(value) => {
            answer.shape("client_name", value, Shape::NonEmptyString);
        }
    }
    match document.get("grant_types") {
        None => answer.refuse_document(Rule::GrantTypesMissing, "`grant_types` is required"),
        Some(value) => {
            let has_one = document.lists("grant_types", "authorization_code")
                || document.lists("grant_types", "refresh_token");
            if answer.shape("grant_types", value, Shape::Strings) && !has_one {
                answer.refuse_at(
                    Rule::GrantTypesUnsupported,
                    value,
                    "`grant_types` must hold authorization_code or refresh_token",
                );
            }
            for grant in document.elements("grant_types") {
                if grant.as_str().is_some_and(|text| !matches!(text, "authorization_code" | "refresh_token"))
                {
                    answer.drop_at(
                        Rule::GrantUnsupported,
                        grant,
                        format!("the grant {} is dropped", described(grant)),
                    );
                }
            }
        }
    }
    if let Some(value) = document.get("redirect_uris") {
        if value.kind() != Kind::Array {
            answer.shape("redirect_uris", value, Shape::Strings);
        }
        for uri in value.elements() {
            if uri.as_str().and_then(parsed).is_none() {
                answer.refuse_at(Rule::RedirectUriInvalid, uri, format!("{} is not a URL", described(uri)));
            }
        }
    }
    answer.one_of(document, "application_type", &["native", "web"], Rule::ApplicationTypeValue);
    answer.one_of(
        document,
        "token_endpoint_auth_method",
        &["none", "private_key_jwt"],
        Rule::AuthMethodUnsupported,
    );
    keys(document, answer);
    answer.is_native = document.text("application_type") == Some("native");
    answer.register_redirect_uris(document);
}

/// The text of a URL without the white space that the schema takes out, where it is one.
fn parsed(text: &str) -> Option<String> {
    let plain: String =
        js_trim(text).chars().filter(|character| !matches!(character, '\t' | '\n' | '\r')).collect();
    whatwg::parse(&plain).map(|_| plain)
}

fn keys(document: Document<'_>, answer: &mut Answer) {
    let method = document.text("token_endpoint_auth_method");
    let uri = document.get("jwks_uri");
    answer.method = Some(method.unwrap_or("none").to_owned());
    if method == Some("private_key_jwt") && uri.is_none() {
        answer
            .refuse_document(Rule::AuthKeyMissing, "`private_key_jwt` takes `jwks_uri`; `jwks` is not read");
    }
    let Some(value) = uri else { return };
    match value.as_str().and_then(parsed) {
        None => answer.refuse_at(
            Rule::JwksUriInvalid,
            value,
            format!("`jwks_uri` must be a URL, and is {}", described(value)),
        ),
        Some(text) if text.encode_utf16().count() > JWKS_URI_LIMIT => answer.refuse_at(
            None,
            value,
            format!("`jwks_uri` is longer than the {JWKS_URI_LIMIT} characters that the client record takes"),
        ),
        Some(_) => {}
    }
}
