//! Members of OpenID Connect and of JWT-secured requests that name algorithms, and what goes with them.

use super::faults::Faults;
use super::mending::{element, removal, removal_beside_others, removals, spelling, text_once};
use super::view::{MemberView, MetadataView};
use crate::finding::{Fault, Place, SpannedFix, Words, quoted};
use crate::json::{Kind, Value};
use crate::metadata::jwk::is_symmetric_algorithm;
use crate::metadata::{names, nearest};
use crate::rule::Rule;

/// An algorithm that a member names.
fn algorithm<'c>(member: &MemberView<'c>) -> Option<(Value<'c>, &'c str)> {
    let is_algorithm =
        member.is_supported && (member.name().ends_with("_alg") || member.name().ends_with("_enc"));
    let is_elsewhere = member.name() == "token_endpoint_auth_signing_alg";
    let value = Some(member.value()).filter(|_| is_algorithm && !is_elsewhere)?;
    Some((value, value.as_str()?))
}

/// The algorithms that a member names, also those of a list of supported ones (RP Metadata Choices, section 2).
fn algorithms<'c>(member: &MemberView<'c>) -> impl Iterator<Item = (Value<'c>, &'c str)> {
    let stem = member.name().strip_suffix("_values_supported");
    let is_list = member.is_supported && stem.is_some_and(|stem| stem.ends_with("_alg"));
    let list = Some(member.value()).filter(|value| is_list && value.kind() == Kind::Array);
    let listed = list.into_iter().flat_map(|list| list.elements());
    algorithm(member).into_iter().chain(listed.filter_map(|value| Some((value, value.as_str()?))))
}

/// `alg-symmetric`: the algorithm needs a secret that both sides know (OpenID Connect Core, section 10).
fn alg_symmetric<'c>(member: &MemberView<'c>) -> Vec<Fault<'c, &'c str>> {
    let symmetric = algorithms(member).filter(|(_, name)| is_symmetric_algorithm(name));
    symmetric.map(|(value, name)| Fault::at(Place::Value(value)).with(name)).collect()
}

fn alg_symmetric_words(member: &MemberView<'_>, name: &&str) -> Words {
    Words::new(
        format!(
            "`{}` names {}: its key is derived from a client secret, which a published document cannot have",
            member.name(),
            quoted(name)
        ),
        "use an algorithm with a public key, or remove this one",
    )
    .fix(removal_of(member, name))
}

/// The value that names an algorithm.
fn naming<'c>(member: &MemberView<'c>, name: &str) -> Option<Value<'c>> {
    algorithms(member).find(|(_, text)| *text == name).map(|(value, _)| value)
}

/// Removes an algorithm: the member, with the one that says how the content is encrypted, or an element beside others.
fn removal_of(member: &MemberView<'_>, name: &str) -> Option<SpannedFix> {
    let value = naming(member, name)?;
    if value.name().is_none() {
        return removal_beside_others(value);
    }
    let partner = member.name().strip_suffix("_alg").map(|stem| format!("{stem}_enc"));
    match partner.and_then(|partner| member.subject.member(&partner)) {
        Some(content) => {
            let title = format!("remove {} and {}", quoted(member.name()), quoted(content.name()?));
            Some(SpannedFix::undecided(title, removals(&[value, content])?))
        }
        None => Some(removal(value)),
    }
}

/// `alg-rsa1-5`: the padding of the algorithm is open to attacks (RFC 8725, section 3.2).
fn alg_rsa1_5<'c>(member: &MemberView<'c>) -> Vec<Fault<'c>> {
    let attacked = algorithms(member).filter(|(_, name)| *name == "RSA1_5");
    attacked.map(|(value, _)| Fault::at(Place::Value(value))).collect()
}

fn alg_rsa1_5_words(member: &MemberView<'_>, _: &()) -> Words {
    Words::new(
        format!("`{}` names `RSA1_5`, whose padding has been attacked for decades", member.name()),
        "use `RSA-OAEP-256` or `ECDH-ES`",
    )
    // The other one with the same key.
    .fix(naming(member, "RSA1_5").map(|value| text_once(value, "RSA-OAEP-256")))
}

/// `alg-none-signed`: a response or a request is not signed.
fn alg_none_signed<'c>(member: &MemberView<'c>) -> Option<Fault<'c>> {
    let (value, _) = algorithm(member).filter(|(_, name)| *name == "none")?;
    let is_signed =
        ["id_token_signed_response_alg", "request_object_signing_alg", "authorization_signed_response_alg"]
            .contains(&member.name());
    is_signed.then(|| Fault::at(Place::Value(value)))
}

fn alg_none_signed_words(member: &MemberView<'_>, _: &()) -> Words {
    Words::new(
        format!("`{}` is `none`: what is not signed can be changed by whoever carries it", member.name()),
        "name an algorithm, or remove the member",
    )
    .fix(removal(member.value()))
}

/// `enc-without-alg`: content is to be encrypted, and not said with which kind of key (OpenID Connect Dynamic Client
/// Registration, section 2).
fn enc_without_alg<'c>(metadata: &MetadataView<'c>) -> Vec<Fault<'c, (&'c str, String)>> {
    let encryptions = metadata.members.iter().filter(|member| member.is_supported);
    encryptions
        .filter_map(|member| {
            let stem = member.name().strip_suffix("_enc")?;
            let partner = format!("{stem}_alg");
            metadata
                .get(&partner)
                .is_none()
                .then(|| Fault::absent_from(Place::Value(member.value())).with((member.name(), partner)))
        })
        .collect()
}

fn enc_without_alg_words(metadata: &MetadataView<'_>, (name, partner): &(&str, String)) -> Words {
    Words::new(
        format!(
            "the document has {}, and not {}, without which nothing is encrypted",
            quoted(name),
            quoted(partner)
        ),
        format!("add {}, or remove {}", quoted(partner), quoted(name)),
    )
    .fix(metadata.get(name).map(removal))
}

/// The list of supported algorithms that belongs to a member: `id_token_signing_alg_values_supported` for
/// `id_token_signed_response_alg` (RP Metadata Choices, section 2).
fn list_of(member: &str) -> String {
    let name =
        member.replace("_signed_response_", "_signing_").replace("_encrypted_response_", "_encryption_");
    format!("{name}_values_supported")
}

/// `alg-not-in-list`: the one algorithm is not in the list of those that the client supports (RP Metadata Choices, section
/// 2).
fn alg_not_in_list<'c>(metadata: &MetadataView<'c>) -> Vec<Fault<'c, (&'c str, String)>> {
    let members = metadata.members.iter().filter(|member| member.is_supported);
    members
        .filter_map(|member| {
            let (value, name) = algorithm(member)?;
            let list_name = list_of(member.name());
            let list = metadata.get(&list_name).filter(|list| list.kind() == Kind::Array)?;
            let is_listed = list.elements().any(|element| element.as_str() == Some(name));
            (!is_listed).then(|| Fault::at(Place::Value(value)).with((name, list_name)))
        })
        .collect()
}

fn alg_not_in_list_words(metadata: &MetadataView<'_>, (name, list): &(&str, String)) -> Words {
    Words::new(
        format!("the algorithm {} is not in {}", quoted(name), quoted(list)),
        format!("add it to {}, or name one of those", quoted(list)),
    )
    .fix(metadata.get(list).and_then(|list| element(list, name)))
}

/// `subject-type-value`: the subject type is not one that exists (OpenID Connect Core, section 8).
fn subject_type_value<'c>(metadata: &MetadataView<'c>) -> Option<Fault<'c, &'c str>> {
    let value = metadata.supported("subject_type")?;
    let text = value.as_str()?;
    (!matches!(text, "public" | "pairwise")).then(|| Fault::at(Place::Value(value)).with(text))
}

fn subject_type_value_words(metadata: &MetadataView<'_>, written: &&str) -> Words {
    let meant = nearest(written, ["public", "pairwise"]).filter(|meant| names::are_one(written, meant));
    let value = metadata.get("subject_type");
    let fix = value.map(|value| spelling(value, written, meant.unwrap_or("public")));
    Words::new(
        format!("`subject_type` is {}, and there are `public` and `pairwise`", quoted(written)),
        "write `public`, or remove it",
    )
    .fix(fix)
}

/// `default-max-age-value`: the age is not a whole number of seconds (OpenID Connect Dynamic Client Registration, section
/// 2).
fn default_max_age_value<'c>(metadata: &MetadataView<'c>) -> Option<Fault<'c, &'c str>> {
    let value = metadata.supported("default_max_age")?;
    let text = value.number_text()?;
    let is_whole = text.parse::<f64>().is_ok_and(|age| age >= 0.0 && age.fract() == 0.0);
    (!is_whole).then(|| Fault::at(Place::Value(value)).with(text))
}

fn default_max_age_value_words(metadata: &MetadataView<'_>, text: &&str) -> Words {
    Words::new(
        format!("`default_max_age` is {}, and has to be a whole number of seconds, 0 or more", quoted(text)),
        "write such a number, or remove it",
    )
    .fix(metadata.get("default_max_age").map(removal))
}

include!(concat!(env!("OUT_DIR"), "/algorithms.rs"));
