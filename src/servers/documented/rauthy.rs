//! Rauthy 0.36.0 of June 2026: `src/data/src/entity/clients.rs`, `src/api_types/src/clients.rs`, `src/common/src/regex.rs`.

use crate::client::redirect::Comparison;
use crate::json::{Kind, Value};
use crate::rule::{Mark, Rule};
use crate::servers::answer::Answer;
use crate::servers::asked::Asked;
use crate::servers::policy::Policy;
use crate::servers::server::{Server, refuses_none};
use crate::servers::shape::{Document, Shape, described};
use crate::servers::text::{Dialect, read};
use crate::servers::whatwg;

use super::checks::{client_id, is_on, made_public, switch};
use super::comparisons;

const NAME: &str = "rauthy";

const SWITCH: Policy =
    switch("whether documents are taken; the server's own default is off (ephemeral_clients.enable)");
const HTTP: Policy = Policy {
    name: "http",
    values: &["on", "off"],
    default: "off",
    about: "whether documents are fetched over http (danger_unencrypted, in development mode)",
};
const FLOWS: Policy = Policy {
    name: "flows",
    values: &[],
    default: "authorization_code",
    about: "the grants that every client has, separated by commas (allowed_flows)",
};

pub(in crate::servers) const SERVER: Server = Server {
    name: NAME,
    title: "Rauthy",
    package: "Rauthy source",
    version: "0.36.0-20260603",
    evidence: Mark::Source,
    policies: &[SWITCH, HTTP, FLOWS],
    comparison: Comparison::Own(comparisons::rauthy),
    comparison_source: "src/data/src/entity/clients.rs",
    refuses_redirect: refuses_none,
    check,
};

/// The members of the struct that the document is read into.
const MEMBERS: &[&str] = &[
    "client_id",
    "client_name",
    "client_uri",
    "redirect_uris",
    "post_logout_redirect_uris",
    "allowed_resources",
    "contacts",
    "grant_types",
    "default_max_age",
    "scope",
    "require_auth_time",
    "access_token_signed_response_alg",
    "id_token_signed_response_alg",
];

const GRANTS: [&str; 5] = [
    "authorization_code",
    "client_credentials",
    "urn:ietf:params:oauth:grant-type:device_code",
    "password",
    "refresh_token",
];

const ALGORITHMS: [&str; 4] = ["RS256", "RS384", "RS512", "EdDSA"];

/// Members that are not read, and in whose place the client is a public one.
const SECRETS: [(&str, Rule); 1] = [("client_secret", Rule::SecretClientSecret)];

const IDENTIFIER_MARKS: &str = ",.:/_-&?=~#!$'()*+%";

fn is_of(text: &str, marks: &str) -> bool {
    text.chars().all(|character| character.is_ascii_alphanumeric() || marks.contains(character))
}

fn is_uri(text: &str) -> bool {
    !text.is_empty() && is_of(text, ",.:/_-&?=~#!$'()*+%@")
}

fn is_name(text: &str) -> bool {
    let is_letter = |character: char| {
        character.is_ascii_alphanumeric()
            || character.is_whitespace()
            || character == '-'
            || matches!(character, '\u{c0}'..='\u{24f}' | '\u{3041}'..='\u{3096}' | '\u{30a0}'..='\u{30ff}' | '\u{3400}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}')
    };
    (2..=128).contains(&text.chars().count()) && text.chars().all(is_letter)
}

fn check(asked: &Asked<'_>, answer: &mut Answer) {
    if !is_on(asked, NAME, &SWITCH, answer) {
        return;
    }
    let raw = asked.identifier;
    let Some(url) = whatwg::parse(raw) else {
        return answer.unknown_client(Rule::ClientIdUrlInvalid, "it is not a URL to the crate url");
    };
    if !(2..=256).contains(&raw.len()) {
        answer.refuse(
            Rule::ClientIdUrlTooLong,
            format!("the identifier has {} characters, and from 2 to 256 are taken", raw.chars().count()),
        );
    }
    if !is_of(raw, IDENTIFIER_MARKS) {
        answer.refuse(
            Rule::ClientIdUrlInvalid,
            format!("the identifier has a character beside letters, digits and {IDENTIFIER_MARKS}"),
        );
    }
    let is_http = url.scheme() == "http" && asked.policies.is_on(NAME, &HTTP);
    if url.scheme() != "https" && !is_http {
        answer.refuse(Rule::ClientIdUrlNotHttps, "documents are fetched over https only");
    }
    let status = asked.status();
    if (300..400).contains(&status) {
        answer.unknown(Rule::HttpRedirect, "whether the redirect is followed to a document is not known");
    } else if !(200..300).contains(&status) {
        answer.refuse(
            Rule::HttpStatusNot200,
            format!("the status is {status}, and only those of success are taken"),
        );
    }
    let Some(tree) = asked.tree else { return };
    let Some(text) = read(tree, Dialect::Serde(MEMBERS)) else {
        return answer.refuse_document(
            Rule::DocNotJson,
            "the document is not JSON to serde_json, or has a member twice",
        );
    };
    let Some(document) = text.root().and_then(Document::of) else {
        return answer.refuse_document(Rule::DocNotObject, "the document is not a JSON object");
    };
    match document.get("redirect_uris") {
        None => answer.refuse_document(Rule::RedirectUrisMissing, "`redirect_uris` is required"),
        Some(value) => {
            answer.shape("redirect_uris", value, Shape::Strings);
        }
    }
    let document = document.null_is_absent();
    types(document, answer);
    classes(document, answer);
    client_id(document, asked, answer);
    answer.register_redirect_uris(document);
    result(document, asked, answer);
}

fn types(document: Document<'_>, answer: &mut Answer) {
    answer.shapes(
        document,
        Shape::String,
        &[
            "client_name",
            "client_uri",
            "scope",
            "access_token_signed_response_alg",
            "id_token_signed_response_alg",
        ],
    );
    answer.shapes(
        document,
        Shape::Strings,
        &["post_logout_redirect_uris", "allowed_resources", "contacts", "grant_types"],
    );
    answer.shapes(document, Shape::Boolean, &["require_auth_time"]);
    answer.shapes(document, Shape::Number, &["default_max_age"]);
    for name in ["access_token_signed_response_alg", "id_token_signed_response_alg"] {
        if let Some(value) = document.get(name)
            && value.as_str().is_some_and(|text| !ALGORITHMS.contains(&text))
        {
            answer.refuse_at(
                Rule::AlgNotInList,
                value,
                format!("`{name}` must be {}, and is {}", ALGORITHMS.join(" or "), described(value)),
            );
        }
    }
}

fn classes(document: Document<'_>, answer: &mut Answer) {
    let mut class = |value: Value<'_>, rule: Rule, what: &str, fits: &dyn Fn(&str) -> bool| {
        if value.as_str().is_some_and(|text| !fits(text)) {
            answer.refuse_at(rule, value, format!("{} is not {what}", described(value)));
        }
    };
    if let Some(value) = document.get("client_name") {
        let what = "a name of 2 to 128 letters, digits, spaces and hyphens";
        class(value, Rule::ClientNameUnsafe, what, &is_name);
    }
    const URI: &str = "a URI of letters, digits and ,.:/_-&?=~#!$'()*+%@";
    if let Some(value) = document.get("client_uri") {
        class(value, Rule::UriNotAbsolute, URI, &is_uri);
    }
    for name in ["redirect_uris", "post_logout_redirect_uris", "allowed_resources"] {
        for value in document.elements(name) {
            class(value, Rule::RedirectUriInvalid, URI, &is_uri);
        }
    }
    for value in document.elements("contacts") {
        let fits = |text: &str| text.len() <= 48 && is_of(text, "+.@/:-");
        class(value, Rule::ContactsFormat, "a contact of at most 48 letters, digits and +.@/:-", &fits);
    }
    for value in document.elements("grant_types") {
        class(value, Rule::GrantUnsupported, "a grant of the server's", &|text| GRANTS.contains(&text));
    }
    if let Some(value) = document.get("scope") {
        let fits = |text: &str| {
            let is_right =
                |one: char| one.is_ascii_alphanumeric() || one.is_whitespace() || "-_/:*.".contains(one);
            text.chars().count() <= 512 && text.chars().all(is_right)
        };
        class(value, Rule::ScopeSyntax, "a scope of at most 512 letters, digits, spaces and -_/:*.", &fits);
    }
    if let Some(value) = document.get("default_max_age").filter(|value| value.kind() == Kind::Number) {
        let number = value.number_text().and_then(|text| text.parse::<i64>().ok());
        if !number.is_some_and(|number| (60..=86_400).contains(&number)) {
            answer.refuse_at(
                Rule::DefaultMaxAgeValue,
                value,
                format!("`default_max_age` must be from 60 to 86400, and is {}", described(value)),
            );
        }
    }
}

/// What becomes of the client: a public one, with the grants of the server's configuration.
fn result(document: Document<'_>, asked: &Asked<'_>, answer: &mut Answer) {
    made_public(document, answer);
    for (name, rule) in SECRETS {
        if let Some(value) = document.get(name) {
            answer.drop_at(rule, value, format!("`{name}` is not read: every client is public"));
        }
    }
    for grant in document.elements("grant_types") {
        let Some(text) = grant.as_str() else { continue };
        if GRANTS.contains(&text) && !asked.policies.lists(NAME, &FLOWS, text) {
            answer.rests_on(FLOWS.name);
            answer.drop_at(
                Rule::GrantUnsupported,
                grant,
                format!("the grant `{text}` is not read: the server's configuration gives the grants"),
            );
        }
    }
}
