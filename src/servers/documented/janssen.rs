//! Janssen auth-server, source of its version after 2.4.0: `ClientIdMetadataService`, `net/PrivateAddressUtil`,
//! `RedirectionUriService`, `RegisterParamsValidator`, `RegisterService`, `RegisterRequest`.

use crate::client::redirect::Comparison;
use crate::json::{Kind, Value};
use crate::metadata::uri::Uri;
use crate::rule::{Mark, Rule};
use crate::servers::addresses::{Blocks, Resolved, blocks, embedded, resolved};
use crate::servers::answer::Answer;
use crate::servers::asked::Asked;
use crate::servers::policy::Policy;
use crate::servers::server::{Server, refuses_none};
use crate::servers::shape::{Document, described};
use crate::servers::whatwg::is_dot_segment;

use super::checks::{entries, fetched, is_on, is_plain_text, object, shared_secret, switch};
use super::{comparisons, java};

const NAME: &str = "janssen";

const BODY_LIMIT: Policy = Policy {
    name: "body-limit",
    values: &[],
    default: "65536",
    about: "the largest document in bytes (cimdMaxResponseSize)",
};
const SWITCH: Policy =
    switch("whether documents are taken; the server's own default is off (CLIENT_ID_METADATA_DOCUMENT)");
const SCHEMES: Policy = Policy {
    name: "schemes",
    values: &[],
    default: "https",
    about: "the schemes of identifiers, separated by commas (cimdSchemeAllowlist)",
};
const ALLOWED: Policy = Policy {
    name: "allowed-domains",
    values: &[],
    default: "",
    about: "the hosts that identifiers may have; none stands for all (cimdDomainAllowlist)",
};
const BLOCKED: Policy = Policy {
    name: "blocked-domains",
    values: &[],
    default: "",
    about: "the hosts that they may not have (cimdDomainBlocklist)",
};
const PRIVATE_HOSTS: Policy = Policy {
    name: "private-hosts",
    values: &["on", "off"],
    default: "off",
    about: "whether documents are fetched from private hosts (the contrary of cimdBlockPrivateIp)",
};

pub(in crate::servers) const SERVER: Server = Server {
    name: NAME,
    title: "Janssen",
    package: "Janssen auth-server source",
    version: "29d8c580",
    evidence: Mark::Source,
    policies: &[SWITCH, BODY_LIMIT, SCHEMES, ALLOWED, BLOCKED, PRIVATE_HOSTS],
    comparison: Comparison::Own(comparisons::janssen),
    comparison_source: "service/RedirectionUriService",
    refuses_redirect: refuses_none,
    check,
};

static PRIVATE: Blocks = Blocks::new(|| {
    blocks(&[
        "127.0.0.0/8",
        "10.0.0.0/8",
        "172.16.0.0/12",
        "192.168.0.0/16",
        "169.254.0.0/16",
        "0.0.0.0/32",
        "224.0.0.0/4",
        "::1/128",
        "::/128",
        "fe80::/10",
        "fec0::/10",
        "fc00::/7",
        "ff00::/8",
    ])
});

/// The methods that it knows beside those with a shared secret.
const METHODS: [&str; 6] = [
    "none",
    "private_key_jwt",
    "tls_client_auth",
    "self_signed_tls_client_auth",
    "access_token",
    "spiffe_jwt",
];

const SPIFFE: [&str; 2] = ["spiffe_id", "spiffe_bundle_endpoint"];

fn check(asked: &Asked<'_>, answer: &mut Answer) {
    if !is_on(asked, NAME, &SWITCH, answer) {
        return;
    }
    let schemes = entries(asked, NAME, &SCHEMES);
    let uri = java::parse(asked.identifier);
    let is_listed =
        |uri: &Uri<'_>| uri.scheme.is_some_and(|scheme| schemes.contains(&&*scheme.to_ascii_lowercase()));
    let Some(uri) = uri.filter(is_listed) else {
        return answer.unknown_client(
            Rule::ClientIdUrlInvalid,
            "it must be a URI to java.net.URI, with a scheme of `schemes`",
        );
    };
    url(&uri, asked, answer);
    let limit = asked.policies.number(NAME, &BODY_LIMIT);
    let Some(tree) = fetched(asked, limit, answer) else { return };
    let is_nearly_json = tree.root().is_some_and(|root| root.kind() == Kind::Object) && !tree.is_json();
    if is_nearly_json && is_plain_text(tree) {
        return answer.unknown(
            Rule::DocNotJson,
            "the document is not JSON, and which texts beside JSON its reader takes is not known",
        );
    }
    let Some(text) = object(tree, answer) else { return };
    let Some(document) = text.root().and_then(Document::of) else { return };
    if let Some(duplicate) = text.duplicates().first() {
        answer.refuse_document(
            Rule::DocDuplicateKey,
            format!("the member `{}` is there twice, which is an error to its reader", duplicate.name),
        );
    }
    let own = document.get("client_id").filter(|value| value.kind() != Kind::Null);
    let own_text = own.and_then(|value| value.as_str().or(value.number_text()));
    if own_text != Some(asked.identifier) {
        answer.refuse_document(Rule::ClientIdMismatch, "`client_id` is not the URL that was asked for");
    }
    answer.no_secrets(document, "");
    method(document, answer);
    redirects(document, answer);
    for value in SPIFFE.into_iter().filter_map(|name| document.get(name)) {
        answer.unknown_at(None, value, "by which rules SPIFFE members are tested is not known");
    }
}

fn url(uri: &Uri<'_>, asked: &Asked<'_>, answer: &mut Answer) {
    let Some(host) = java::host(uri) else {
        return answer.refuse(Rule::ClientIdUrlNoHost, "the URL has no host to java.net.URI");
    };
    let (allowed, blocked) = (entries(asked, NAME, &ALLOWED), entries(asked, NAME, &BLOCKED));
    if !allowed.is_empty() && !allowed.contains(&host) {
        answer.rests_on(ALLOWED.name);
        answer.refuse(None, format!("`allowed-domains` does not hold the host `{host}`"));
    }
    if blocked.contains(&host) {
        answer.rests_on(BLOCKED.name);
        answer.refuse(None, format!("`blocked-domains` holds the host `{host}`"));
    }
    if uri.path.is_empty() {
        answer.refuse(Rule::ClientIdUrlNoPath, "the URL has no path");
    }
    if uri.path.split('/').any(is_dot_segment) {
        answer.refuse(Rule::ClientIdUrlDotSegment, "the path has a segment `.` or `..`");
    }
    if uri.fragment.is_some() {
        answer.refuse(Rule::ClientIdUrlFragment, "the URL has a fragment, if an empty one");
    }
    if uri.userinfo().is_some() {
        answer.refuse(Rule::ClientIdUrlUserinfo, "the URL has user information");
    }
    match resolved(host.trim_matches(['[', ']'])) {
        Resolved::Public => {}
        Resolved::Nothing => {
            answer.refuse(Rule::ClientIdUrlHostInvalid, format!("`{host}` resolves to nothing"));
        }
        Resolved::Address(address) => {
            let is_private =
                PRIVATE.hold(address) || embedded(address).into_iter().any(|one| PRIVATE.hold(one));
            if is_private && !asked.policies.is_on(NAME, &PRIVATE_HOSTS) {
                answer.rests_on(PRIVATE_HOSTS.name);
                answer.refuse(Rule::ClientIdUrlSpecialIp, format!("`{host}` is a private host"));
            }
        }
    }
}

fn method(document: Document<'_>, answer: &mut Answer) {
    if shared_secret(document, answer) {
        return;
    }
    let method = document.text("token_endpoint_auth_method").filter(|method| METHODS.contains(method));
    if let Some(method) = method {
        answer.method = Some(method.to_owned());
        return;
    }
    if !document.elements("additional_token_endpoint_auth_methods").is_empty() {
        let message =
            "the method is the first of `additional_token_endpoint_auth_methods`, of which no more is known";
        return answer.unknown(Rule::AuthMethodAbsent, message);
    }
    answer.method = Some("client_secret_basic".to_owned());
    let message = "is taken for client_secret_basic: authorization passes, and the token endpoint does not, for want of a secret";
    match document.get("token_endpoint_auth_method") {
        Some(value) => {
            answer.drop_at(
                Rule::AuthMethodUnsupported,
                value,
                format!("the method {} {message}", described(value)),
            );
        }
        None => answer.drop_document(Rule::AuthMethodAbsent, format!("an absent method {message}")),
    }
}

/// A list as it is read: an array, whose entries become strings, or words in a string.
fn list<'t>(document: Document<'t>, name: &str) -> Vec<(Value<'t>, &'t str)> {
    let Some(value) = document.get(name) else { return Vec::new() };
    match value.as_str() {
        Some(words) => words.split(' ').filter(|word| !word.is_empty()).map(|word| (value, word)).collect(),
        None => value
            .elements()
            .filter_map(|one| Some((one, one.as_str().or(one.number_text())?)))
            .filter(|(_, text)| !text.trim().is_empty())
            .collect(),
    }
}

fn redirects(document: Document<'_>, answer: &mut Answer) {
    if let Some(value) = document.get("grant_types").filter(|value| value.kind() != Kind::Array) {
        answer.refuse_at(
            Rule::PropertyType,
            value,
            format!("`grant_types` must be an array, and is {}", described(value)),
        );
    }
    answer.is_native = document.text("application_type") == Some("native");
    let uris = list(document, "redirect_uris");
    answer.redirect_uris = uris.iter().map(|(_, text)| (*text).to_owned()).collect();
    let grants = list(document, "grant_types");
    let responses = list(document, "response_types");
    let redirects = grants.iter().any(|(_, grant)| matches!(*grant, "authorization_code" | "implicit"))
        || responses
            .iter()
            .flat_map(|(_, response)| response.split(' '))
            .any(|word| matches!(word, "code" | "token" | "id_token"));
    if uris.is_empty() && redirects {
        answer.refuse_document(
            Rule::RedirectUrisMissing,
            "`redirect_uris` must have an entry for the grants and response types that are listed",
        );
    }
    for (value, text) in uris {
        let Some(uri) = java::parse(text) else {
            answer.refuse_at(
                Rule::RedirectUriInvalid,
                value,
                format!("`{text}` is not a URI to java.net.URI"),
            );
            continue;
        };
        if text.contains('#') {
            answer.refuse_at(Rule::RedirectUriFragment, value, format!("`{text}` has a fragment"));
        }
        if !answer.is_native && uri.has_scheme("http") && !matches!(uri.host(), "localhost" | "127.0.0.1") {
            answer.refuse_at(
                Rule::RedirectUriHttp,
                value,
                format!("`{text}` is http, which a web client has at localhost and 127.0.0.1 only"),
            );
        }
    }
    if let Some(value) = document.get("sector_identifier_uri") {
        answer.unknown_at(
            Rule::SectorUri,
            value,
            "the document behind `sector_identifier_uri` is fetched, and must list the redirect URIs if it is there",
        );
    }
}
