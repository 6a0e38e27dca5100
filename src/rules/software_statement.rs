//! What stands in a software statement. Its signature is not verified: the key is the issuer's.

use super::faults::Faults;
use super::mending::removal;
use super::method_fix::KEY_SOURCES;
use super::view::{MetadataView, SecretPart};
use crate::finding::{Fault, Place, SpannedFix, Words, quoted};
use crate::json::{Kind, Value};
use crate::metadata::jwk::is_jwk;
use crate::metadata::secrets::{is_secret_name, secret_form, secret_url};
use crate::metadata::software_statement::SoftwareStatement;
use crate::rule::Rule;

/// The member, and its value taken apart.
fn statement<'c>(
    metadata: &MetadataView<'c>,
) -> Option<(Value<'c>, Result<SoftwareStatement, &'static str>)> {
    let value = metadata.get("software_statement")?;
    Some((value, SoftwareStatement::read(value.as_str()?)))
}

/// The member that could be taken apart.
fn readable<'c>(metadata: &MetadataView<'c>) -> Option<(Value<'c>, SoftwareStatement)> {
    let (value, statement) = statement(metadata)?;
    Some((value, statement.ok()?))
}

/// `software-statement-form`: the software statement is not a JWT that is signed (RFC 7591, section 2.3).
fn software_statement_form<'c>(metadata: &MetadataView<'c>) -> Option<Fault<'c, &'static str>> {
    let (value, statement) =
        statement(metadata).filter(|_| metadata.profile.supports("software_statement"))?;
    statement.err().map(|why| Fault::at(Place::Value(value)).with(why))
}

fn software_statement_form_words(metadata: &MetadataView<'_>, why: &&'static str) -> Words {
    Words::new(
        format!("`software_statement` is not a signed JWT: {why}"),
        "write the JWT as its issuer gave it, or remove the member",
    )
    .fix(without(metadata))
}

/// Removes the member, unless the client's keys may be in it alone.
fn without(metadata: &MetadataView<'_>) -> Option<SpannedFix> {
    let mut others = KEY_SOURCES.iter().filter(|name| **name != "software_statement");
    let may_be_needed = metadata.has_private_key() && !others.any(|name| metadata.get(name).is_some());
    metadata.get("software_statement").filter(|_| !may_be_needed).map(removal)
}

/// `software-statement-unsigned`: the software statement has no signature (RFC 7591, section 2.3).
fn software_statement_unsigned<'c>(metadata: &MetadataView<'c>) -> Option<Fault<'c>> {
    let (value, statement) =
        readable(metadata).filter(|_| metadata.profile.supports("software_statement"))?;
    let algorithm = statement
        .header
        .root()
        .and_then(|root| root.get("alg"))
        .and_then(|alg| alg.as_str().map(str::to_owned));
    let is_unsigned = !statement.is_signed || algorithm.is_none_or(|algorithm| algorithm == "none");
    is_unsigned.then(|| Fault::at(Place::Value(value)))
}

fn software_statement_unsigned_words(metadata: &MetadataView<'_>, _: &()) -> Words {
    Words::new(
        "`software_statement` is not signed: its `alg` is `none` or missing, or its third part is empty",
        "ask its issuer for a signed one, or remove the member",
    )
    .fix(without(metadata))
}

/// `software-statement-issuer`: the software statement does not say who issued it (RFC 7591, section 2.3).
fn software_statement_issuer<'c>(metadata: &MetadataView<'c>) -> Option<Fault<'c>> {
    let (value, statement) =
        readable(metadata).filter(|_| metadata.profile.supports("software_statement"))?;
    let issuer = statement.claims.root().and_then(|root| root.get("iss"));
    let has_issuer = issuer.is_some_and(|issuer| issuer.as_str().is_some_and(|text| !text.is_empty()));
    (!has_issuer).then(|| Fault::at(Place::Value(value)))
}

fn software_statement_issuer_words(metadata: &MetadataView<'_>, _: &()) -> Words {
    Words::new(
        "`software_statement` has no claim `iss`: servers cannot know whose word it is",
        "ask its issuer for one with `iss`, or remove the member",
    )
    .fix(without(metadata))
}

/// `secret-software-statement`: the claims of the software statement have a secret in them, which everybody can decode.
fn secret_software_statement<'c>(metadata: &MetadataView<'c>) -> Option<Fault<'c, String>> {
    let (value, statement) = readable(metadata)?;
    let secret = statement.claims.descendants().find_map(secret)?;
    Some(Fault::at(Place::Value(value)).with(secret))
}

/// What secret a claim is, or has as its value.
fn secret(value: Value<'_>) -> Option<String> {
    if is_jwk(value)
        && let Some(part) = SecretPart::of(value)
    {
        return Some(part.to_string());
    }
    if let Some(member) = value.member().filter(|member| is_secret_name(member.name))
        && !matches!(value.kind(), Kind::Null)
        && value.as_str().is_none_or(|text| !text.is_empty() && !text.starts_with("https://"))
    {
        return Some(quoted(member.name));
    }
    let text = value.as_str()?;
    secret_form(text).or_else(|| Some(secret_url(text)?.what)).map(str::to_owned)
}

fn secret_software_statement_words(_: &MetadataView<'_>, secret: &String) -> Words {
    Words::new(
        format!("the claims of `software_statement` publish {secret}: a signed JWT is not encrypted"),
        "have it issued again without, and take the secret out of use: whoever fetched this document has it",
    )
}

include!(concat!(env!("OUT_DIR"), "/software_statement.rs"));
