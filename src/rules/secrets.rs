//! Secrets that must not be in a public document.

use super::faults::Faults;
use super::mending::{removal, removal_of_secret};
use super::view::ValueView;
use crate::finding::{Fault, Place, SpannedFix, Words, quoted};
use crate::json::Kind;
use crate::metadata::members::Definition;
use crate::metadata::secrets::{SecretUrl, is_secret_name, secret_form, secret_url};
use crate::rule::Rule;

/// The place of the member's name, if the value is that of such a member of the metadata object.
fn at_top<'c>(view: &ValueView<'c>, name: &str) -> Option<Fault<'c>> {
    let member = view.member.filter(|member| member.name == name && view.is_at_top())?;
    Some(Fault::at(Place::Name(member.name_span, member.value)))
}

/// `secret-client-secret`: the document has `client_secret`, whatever its value.
fn secret_client_secret<'c>(view: &ValueView<'c>) -> Option<Fault<'c>> {
    at_top(view, "client_secret")
}

fn secret_client_secret_words(view: &ValueView<'_>, _: &()) -> Words {
    let value = view.value;
    let nothing = match value.kind() {
        Kind::Null => Some("null"),
        Kind::String if value.as_str().is_some_and(str::is_empty) => Some("empty"),
        _ => None,
    };
    match nothing {
        Some(nothing) => Words::new(
            format!(
                "the document has `client_secret`: it is {nothing} and gives nothing away, but servers refuse documents that have the member at all"
            ),
            "remove it; clients with a document have no secret",
        )
        .fix(removal(value)),
        None => Words::new(
            "the document publishes `client_secret`: a secret that everybody can read",
            "remove it, whatever its value, and take the secret out of use; clients with a document have no secret",
        )
        .fix(removal_of_secret(value)),
    }
}

/// `secret-client-secret-expires-at`: the document has `client_secret_expires_at`.
fn secret_client_secret_expires_at<'c>(view: &ValueView<'c>) -> Option<Fault<'c>> {
    at_top(view, "client_secret_expires_at")
}

fn secret_client_secret_expires_at_words(view: &ValueView<'_>, _: &()) -> Words {
    Words::new(
        "`client_secret_expires_at` belongs to a client secret, and clients with a document have none",
        "remove it; it often comes from copying the answer to a registration",
    )
    .fix(removal(view.value))
}

/// `secret-registration-token`: the document has `registration_access_token`.
fn secret_registration_token<'c>(view: &ValueView<'c>) -> Option<Fault<'c>> {
    at_top(view, "registration_access_token")
}

fn secret_registration_token_words(view: &ValueView<'_>, _: &()) -> Words {
    Words::new(
        "the document publishes `registration_access_token`: whoever reads it can change the registration it came from",
        "remove it, and have the registration it came from deleted",
    )
    .fix(SpannedFix::undecided(
        "remove `registration_access_token`, and have the registration it came from deleted",
        vec![view.value.removal()],
    ))
}

/// `secret-url-password`: a URL has a password before its host.
fn secret_url_password<'c>(view: &ValueView<'c>) -> Option<Fault<'c, SecretUrl>> {
    // The client identifier has a rule of its own.
    let is_client_id = view.member.is_some_and(|member| member.name == "client_id") && view.is_at_top();
    let url = secret_url(view.value.as_str().filter(|_| !is_client_id)?)?;
    Some(Fault::at(Place::Value(view.value)).with(url))
}

fn secret_url_password_words(_: &ValueView<'_>, url: &SecretUrl) -> Words {
    Words::new(
        format!("the URL {} publishes {} before the `@`", quoted(&url.masked), url.what),
        "remove everything between `//` and the host, and take the secret out of use: whoever fetched this document has it",
    )
}

/// Members of the metadata object that have a rule of their own.
const NAMED_ELSEWHERE: [&str; 2] = ["client_secret", "registration_access_token"];

/// How a secret is known.
enum Known<'c> {
    ByName(&'c str),
    ByForm(&'static str),
}

/// `secret-suspicious`: a value has the form of a secret, or the name of its member says that it is one.
fn secret_suspicious<'c>(view: &ValueView<'c>) -> Option<Fault<'c, Known<'c>>> {
    let text = view.value.as_str()?;
    if let Some(form) = secret_form(text) {
        return Some(Fault::at(Place::Value(view.value)).with(Known::ByForm(form)));
    }
    let member = view.member.filter(|member| is_secret_name(member.name))?;
    if NAMED_ELSEWHERE.contains(&member.name) && view.is_at_top() {
        return None;
    }
    // The address of a token is not the token, and what an address itself publishes has a rule of its own.
    let is_address =
        text.starts_with("http://") || text.starts_with("https://") || secret_url(text).is_some();
    let is_secret = !text.is_empty() && !is_address;
    is_secret.then(|| Fault::at(Place::Name(member.name_span, member.value)).with(Known::ByName(member.name)))
}

fn secret_suspicious_words(view: &ValueView<'_>, known: &Known<'_>) -> Words {
    // The secret itself is not repeated: logs are read by many.
    let message = match known {
        Known::ByForm(form) => format!("the document publishes {form}"),
        Known::ByName(name) => {
            format!("the document publishes {}, which by its name is a secret", quoted(name))
        }
    };
    // What stands in the place of a URL or a name is to be written anew, and not only taken away.
    let is_of_its_own = view.member.is_some_and(|member| Definition::of(member.name).is_none());
    Words::new(message, "remove it and take it out of use: whoever fetched this document has it")
        .fix(is_of_its_own.then(|| removal_of_secret(view.value)))
}

include!(concat!(env!("OUT_DIR"), "/secrets.rs"));
