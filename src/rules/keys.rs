//! Where the client's public keys are, and that they are only public.

use crate::finding::quoted;
use crate::json::{Tree, Value};
use crate::metadata::address::special_use;
use crate::metadata::authentication::PRIVATE_KEY_JWT;
use crate::metadata::host::{Host, Loopback, loopback};
use crate::metadata::jwk::is_jwk;
use crate::metadata::origin::{is_plainly_same, origin};
use crate::metadata::uri::{Uri, https_url_fault};
use crate::profile::Profile;
use crate::rule::Rule;
use crate::subject::Subject;

use super::key_set::secret_part;
use super::{Complaint, Findings, Place};

/// Checks `jwks`, `jwks_uri`, and every key anywhere in the document.
pub fn check(tree: &Tree, subject: &Subject, profile: &Profile, findings: &mut Findings<'_>) {
    if let Some(value) = subject.property("jwks") {
        embedded(value, subject, profile, findings);
    }
    if let Some(value) = subject.property("jwks_uri") {
        jwks_uri(value, subject, profile, findings);
    }
    for value in tree.descendants().filter(|&value| is_jwk(value)) {
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
    if let Some(fault) = https_url_fault(&text) {
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
    // A client identifier that is not https has a finding of its own.
    if !is_plainly_same(&text, &client_id_url)
        && let (Some(own), Some(document)) = (origin(&text), origin(&client_id_url))
        && own != document
        && Uri::split(&client_id_url).has_scheme("https")
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
    // Why it could not be fetched, if that was tried, is said as an error; and what no server would fetch
    // need not be.
    if subject.key_set.is_some()
        || subject.failure.is_some()
        || findings.has_any(&[Rule::JwksUriCrossOrigin, Rule::JwksUriSpecialIp])
    {
        return;
    }
    findings.raise(Rule::JwksNotFetched, || {
        Complaint::new(
            Place::Value(value),
            format!("the key set at {} was not fetched: its keys are unchecked", quoted(&text)),
            "run with --online to fetch and check it too",
        )
    });
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
    let Some((place, what)) = secret_part(key) else { return };
    findings.raise(Rule::JwksPrivateMaterial, || {
        Complaint::new(
            place,
            format!("the document publishes {what}"),
            "take the key out of use and make a new one: whoever fetched this document has it; publish public keys only",
        )
    });
}
