//! Checks that several of these servers have in common.

use std::net::IpAddr;

use crate::json::{Kind, ProblemKind, Tree, Value};
use crate::metadata::address::special_use;
use crate::metadata::authentication::SHARED_SECRET;
use crate::metadata::host::Host;
use crate::rule::Rule;
use crate::servers::addresses::{Resolved, mapped, resolved};
use crate::servers::answer::Answer;
use crate::servers::asked::Asked;
use crate::servers::demands;
use crate::servers::policy::Policy;
use crate::servers::response::{only_200, within};
use crate::servers::shape::{Document, described};
use crate::servers::text::{Bom, Dialect, Text, Utf8};

/// The switch with which an operator lets a server take documents at all. It is assumed to be on: where it is off, there
/// is nothing to ask about.
pub(super) const fn switch(about: &'static str) -> Policy {
    Policy { name: "documents", values: &["on", "off"], default: "on", about }
}

/// Whether the switch is on; refuses if it is not.
pub(super) fn is_on(asked: &Asked<'_>, name: &'static str, switch: &Policy, answer: &mut Answer) -> bool {
    answer.rests_on("documents");
    let is_on = asked.policies.is_on(name, switch);
    if !is_on {
        answer.refuse(None, "documents are switched off, and no such client is known");
    }
    is_on
}

/// The entries of a policy that is a list.
pub(super) fn entries<'p>(asked: &Asked<'p>, name: &'static str, policy: &Policy) -> Vec<&'p str> {
    asked.policies.get(name, policy).split(',').map(str::trim).filter(|entry| !entry.is_empty()).collect()
}

/// For which hosts the entry `*.example.com` stands.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Wildcard {
    /// For those below example.com.
    Below,
    /// For those below it, and example.com.
    BelowAndItself,
}

/// Whether a list of domains holds a host; letter case counts.
pub(super) fn holds_host(entries: &[&str], host: &str, wildcard: Wildcard) -> bool {
    entries.iter().any(|entry| match entry.strip_prefix("*.") {
        Some(domain) => {
            let is_below = host.strip_suffix(domain).is_some_and(|rest| rest.ends_with('.'));
            is_below || wildcard == Wildcard::BelowAndItself && host == domain
        }
        None => *entry == host,
    })
}

/// The document, where the status is 200 and it is not too large.
pub(super) fn fetched<'a>(asked: &Asked<'a>, limit: usize, answer: &mut Answer) -> Option<&'a Tree> {
    only_200(asked, answer);
    within(asked, limit, answer)
}

/// Whether the text is one of UTF-8 without a byte order mark; of others these servers' sources were not read.
pub(super) fn is_plain_text(tree: &Tree) -> bool {
    let is_other = |kind| {
        matches!(kind, ProblemKind::Bom | ProblemKind::InvalidUtf8 | ProblemKind::Utf16 | ProblemKind::Utf32)
    };
    !tree.problems().iter().any(|problem| is_other(problem.kind))
}

/// The text, where it is that of a JSON object.
pub(super) fn object<'t>(tree: &'t Tree, answer: &mut Answer) -> Option<Text<'t>> {
    if !is_plain_text(tree) {
        answer.unknown(
            Rule::DocNotUtf8,
            "how a byte order mark, or bytes that are not UTF-8, are read is not known",
        );
        return None;
    }
    let strict = Dialect::JavaScript { bom: Bom::Refused, utf8: Utf8::Strict };
    demands::object(tree, strict, "the document is not JSON", answer)
}

/// Refuses a document whose `client_id` is not the identifier.
pub(super) fn client_id(document: Document<'_>, asked: &Asked<'_>, answer: &mut Answer) {
    match document.get("client_id") {
        None => answer.refuse_document(Rule::ClientIdMissing, "`client_id` is required"),
        Some(value) if value.as_str() != Some(asked.identifier) => answer.refuse_at(
            Rule::ClientIdMismatch,
            value,
            format!("`client_id` is {}, not the URL that was asked for", described(value)),
        ),
        Some(_) => {}
    }
}

/// Refuses a method that takes a shared secret; whether it did.
pub(super) fn shared_secret(document: Document<'_>, answer: &mut Answer) -> bool {
    let Some(value) = document.get("token_endpoint_auth_method") else { return false };
    let Some(method) = value.as_str().filter(|method| SHARED_SECRET.contains(method)) else { return false };
    answer.refuse_at(
        Rule::AuthMethodSharedSecret,
        value,
        format!("`{method}` takes a shared secret, which no document may have"),
    );
    true
}

/// Refuses a method that is not among those.
pub(super) fn method_among(document: Document<'_>, methods: &[&str], answer: &mut Answer) {
    let Some(value) = document.get("token_endpoint_auth_method") else { return };
    if !value.as_str().is_some_and(|method| methods.contains(&method)) {
        let rule = if value.as_str().is_some_and(|method| SHARED_SECRET.contains(&method)) {
            Rule::AuthMethodSharedSecret
        } else {
            Rule::AuthMethodUnsupported
        };
        answer.refuse_at(
            rule,
            value,
            format!(
                "`token_endpoint_auth_method` must be {}, and is {}",
                methods.join(" or "),
                described(value)
            ),
        );
    }
}

/// Refuses `private_key_jwt` without keys.
pub(super) fn keys_for_jwt(document: Document<'_>, answer: &mut Answer) {
    let has_keys = document.get("jwks").is_some() || document.get("jwks_uri").is_some();
    if document.text("token_endpoint_auth_method") == Some("private_key_jwt") && !has_keys {
        answer.refuse_document(Rule::AuthKeyMissing, "`private_key_jwt` takes `jwks` or `jwks_uri`");
    }
}

/// Refuses `jwks` beside `jwks_uri`.
pub(super) fn one_key_set(document: Document<'_>, answer: &mut Answer) {
    if let (Some(set), Some(_)) = (document.get("jwks"), document.get("jwks_uri")) {
        answer.refuse_at(Rule::JwksBoth, set, "`jwks` and `jwks_uri` must not both be there");
    }
}

/// Notes that a method is not read: the client is a public one there.
pub(super) fn made_public(document: Document<'_>, answer: &mut Answer) {
    answer.method = Some("none".to_owned());
    if let Some(value) = document.get("token_endpoint_auth_method")
        && value.as_str().is_some_and(|method| method != "none")
    {
        answer.drop_at(
            Rule::AuthMethodUnsupported,
            value,
            format!("the method {} is not read: every client is public", described(value)),
        );
    }
}

/// The entries of `redirect_uris` where it is an array with an entry at least; refuses if it is not. Other entries than
/// strings are refused each.
pub(super) fn redirect_uris<'t>(document: Document<'t>, answer: &mut Answer) -> Vec<(Value<'t>, &'t str)> {
    let Some(value) = document.get("redirect_uris") else {
        answer.refuse_document(Rule::RedirectUrisMissing, "`redirect_uris` is required");
        return Vec::new();
    };
    if value.kind() != Kind::Array {
        answer.refuse_at(
            Rule::RedirectUrisShape,
            value,
            format!("`redirect_uris` must be an array of strings, and is {}", described(value)),
        );
    } else if value.elements().next().is_none() {
        answer.refuse_at(Rule::RedirectUrisMissing, value, "`redirect_uris` must have an entry");
    }
    for uri in value.elements().filter(|uri| uri.kind() != Kind::String) {
        answer.refuse_at(
            Rule::RedirectUriType,
            uri,
            format!("a redirect URI must be a string, and is {}", described(uri)),
        );
    }
    let uris: Vec<_> = value.elements().filter_map(|uri| Some((uri, uri.as_str()?))).collect();
    answer.redirect_uris = uris.iter().map(|(_, text)| (*text).to_owned()).collect();
    uris
}

/// What a server that does not fetch from private hosts does with the host of an identifier, where its list of addresses
/// is not published.
pub(super) fn guard(host: &str, answer: &mut Answer) {
    let Resolved::Address(address) = resolved(host.trim_matches(['[', ']'])) else { return };
    let address = mapped(address);
    let Some(use_) = special_use(address) else { return };
    if is_private(address) {
        answer.refuse(
            Rule::ClientIdUrlSpecialIp,
            format!("`{host}` is not a public host, and is not fetched from"),
        );
    } else {
        answer.unknown(
            Rule::ClientIdUrlSpecialIp,
            format!("`{host}` is {use_}; whether it is fetched from is not known"),
        );
    }
}

/// Loopback, private and link-local addresses.
fn is_private(address: IpAddr) -> bool {
    match address {
        IpAddr::V4(four) => four.is_loopback() || four.is_private() || four.is_link_local(),
        IpAddr::V6(six) => six.is_loopback() || six.is_unique_local() || six.is_unicast_link_local(),
    }
}

/// Whether a host is an address, in any spelling.
pub(super) fn is_address(host: &str) -> bool {
    matches!(Host::read(host), Host::Address(_))
}
