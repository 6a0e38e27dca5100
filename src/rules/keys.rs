//! Where the client's public keys are, and that they are only public.

use crate::json::{Kind, Value};
use crate::metadata::address::special_use;
use crate::metadata::authentication::PRIVATE_KEY_JWT;
use crate::metadata::host::{Host, Loopback, loopback};
use crate::metadata::jwk::{PRIVATE_MEMBERS, is_jwk, is_symmetric};
use crate::metadata::origin::origin;
use crate::metadata::uri::{self, Uri};
use crate::profile::Profile;
use crate::report::quoted;
use crate::rule::Rule;
use crate::subject::Subject;

use super::{Complaint, Findings, Place};

/// Checks `jwks`, `jwks_uri`, and every key anywhere in the document.
pub fn check(subject: &Subject, profile: &Profile, findings: &mut Findings<'_>) {
    if let Some(value) = subject.property("jwks") {
        embedded(value, subject, profile, findings);
    }
    if let Some(value) = subject.property("jwks_uri") {
        jwks_uri(value, subject, profile, findings);
    }
    for value in subject.document.descendants().filter(|&value| is_jwk(value)) {
        published_key(value, findings);
    }
}

fn embedded(value: Value<'_>, subject: &Subject, profile: &Profile, findings: &mut Findings<'_>) {
    findings.raise(Rule::JwksEmbedded, || {
        let help = match subject.property("jwks_uri") {
            Some(_) => "remove `jwks`, and keep `jwks_uri`",
            None => "publish the key set as a file of its own on the same origin, and name it in `jwks_uri` instead",
        };
        Complaint::new(
            Place::Value(value),
            format!("`jwks` holds the keys inside the document, and {} does not support that", profile.title),
            help,
        )
    });
}

fn jwks_uri(value: Value<'_>, subject: &Subject, profile: &Profile, findings: &mut Findings<'_>) {
    let Some(text) = value.as_str() else { return };
    if let Some(fault) = fault(&text) {
        findings.raise(Rule::JwksUriInvalid, || {
            Complaint::new(
                Place::Value(value),
                format!("jwks_uri is {}: {fault}", quoted(&text)),
                "write the https URL at which the public keys are published",
            )
        });
        return;
    }
    let uri = Uri::split(&text);
    if let Some(reason) = unreachable(uri.host()) {
        findings.raise(Rule::JwksUriSpecialIp, || {
            Complaint::new(
                Place::Value(value),
                format!("jwks_uri is {}: {reason}, and servers refuse to fetch from there", quoted(&text)),
                "publish the key set at a public host",
            )
        });
    }
    let method = subject.property("token_endpoint_auth_method").and_then(|method| method.as_str());
    if method.is_none_or(|method| method != PRIVATE_KEY_JWT) {
        return;
    }
    let client_id_url = subject.client_id_url().unwrap_or_default();
    // A client identifier without an origin has a finding of its own.
    if let (Some(own), Some(document)) = (origin(&text), origin(&client_id_url))
        && own != document
    {
        findings.raise(Rule::JwksUriCrossOrigin, || {
            Complaint::new(
                Place::Value(value),
                format!(
                    "jwks_uri is on the origin {}, and the document on {}; {} wants them on one",
                    quoted(&own.ascii_serialization()),
                    quoted(&document.ascii_serialization()),
                    profile.title
                ),
                format!("publish the key set under {}", quoted(&document.ascii_serialization())),
            )
        });
    }
    findings.raise(Rule::JwksNotFetched, || {
        Complaint::new(
            Place::Value(value),
            format!("the key set at {} was not fetched: its keys are unchecked", quoted(&text)),
            "nothing needs to be done here; check the published client once it is online",
        )
    });
}

/// What keeps a string from being an https URL that keys can be fetched from.
fn fault(text: &str) -> Option<&'static str> {
    let uri = Uri::split(text);
    if uri.scheme.is_none() {
        return Some("it is no absolute URL");
    }
    if !uri.has_scheme("https") {
        return Some("it must be https");
    }
    if uri.host().is_empty()
        || uri::illegal_character(text).is_some()
        || uri::bad_escape(text).is_some()
        || url::Url::parse(text).is_err()
    {
        return Some("it does not parse as a URL");
    }
    if uri.fragment.is_some() {
        return Some("a fragment never reaches the server");
    }
    if uri.authority.is_some_and(|authority| authority.userinfo.is_some()) {
        return Some("it has a user name or password before the `@`");
    }
    None
}

fn unreachable(host: &str) -> Option<String> {
    match loopback(host) {
        Some(Loopback::Localhost | Loopback::Address(_) | Loopback::Other(_)) => {
            Some("the host is the machine itself".to_owned())
        }
        None => match Host::read(host) {
            Host::Address(address) => {
                special_use(address).map(|use_| format!("the host is a special-use address ({use_})"))
            }
            _ => None,
        },
    }
}

fn published_key(key: Value<'_>, findings: &mut Findings<'_>) {
    let help = "take the key out of use and make a new one: whoever fetched this document has it; publish public keys only";
    if is_symmetric(key) {
        findings.raise(Rule::JwkSymmetric, || {
            let place = key.get("k").map_or(Place::Value(key), Place::Value);
            Complaint::new(place, "the document publishes a symmetric key, which is a secret", help)
        });
        return;
    }
    let private: Vec<_> = key.members().filter(|member| PRIVATE_MEMBERS.contains(&&*member.name)).collect();
    if let Some(first) = private.first() {
        findings.raise(Rule::JwkPrivate, || {
            let names: Vec<String> = private.iter().map(|member| format!("`{}`", member.name)).collect();
            let kid =
                match key.get("kid").filter(|kid| kid.kind() == Kind::String).and_then(|kid| kid.as_str()) {
                    Some(kid) => format!(" {}", quoted(&kid)),
                    None => String::new(),
                };
            Complaint::new(
                Place::Name(first.name_span, first.value),
                format!("the document publishes the private part of the key{kid}: {}", names.join(", ")),
                help,
            )
        });
    }
}
