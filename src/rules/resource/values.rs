//! Values that are taken or refused.

use super::super::faults::Faults;
use super::super::view::{ResourceValueView, WrittenValue};
use super::mending::{boolean, spelling};
use crate::finding::{Fault, Words, enumerated, quoted};
use crate::metadata::nearest;
use crate::resource::{Kind, Node};
use crate::rule::Rule;

/// What takes the values of an attribute.
const PROVIDER: &str = "provider";
const API: &str = "api";

/// The values that are taken, and by what.
fn taken(value: &WrittenValue<'_>) -> (&'static [&'static str], &'static str) {
    let attribute = value.attribute;
    match value.form().is_managed() && !attribute.provider_values.is_empty() {
        true => (attribute.provider_values, PROVIDER),
        false => (attribute.api_values, API),
    }
}

/// The strings among the values that are not taken.
fn refused<'c>(value: &WrittenValue<'c>) -> Vec<(&'c str, &'c Node, &'static str)> {
    let (taken, by) = taken(value);
    if taken.is_empty() {
        return Vec::new();
    }
    let is_unset = |text: &str| text.is_empty() && value.resource.has_unset;
    let texts = value.each().filter_map(|node| Some((node.as_str()?, node)));
    texts
        .filter(|(text, _)| !taken.contains(text) && !is_unset(text))
        .map(|(text, node)| (text, node, by))
        .collect()
}

/// The value that was meant: spelt as Pulumi spells names.
fn snake_cased(text: &str, taken: &[&'static str]) -> Option<&'static str> {
    let is_camel = text.chars().any(|one| one.is_ascii_uppercase()) && !text.contains(['_', '-', ' ']);
    let folded = text.to_ascii_lowercase();
    taken.iter().copied().find(|one| {
        is_camel
            && text.starts_with(|first: char| first.is_ascii_lowercase())
            && one.replace(['_', '-'], "") == folded
    })
}

/// What a message says of one value: a list has it.
fn verb(value: &WrittenValue<'_>) -> &'static str {
    if value.attribute.kind == Kind::Texts { "has" } else { "is" }
}

/// `resource-value`: a value is none of those that are taken.
fn resource_value<'c>(value: &WrittenValue<'c>) -> Vec<Fault<'c, &'c str>> {
    let (taken, _) = taken(value);
    refused(value)
        .into_iter()
        .filter(|(text, ..)| snake_cased(text, taken).is_none())
        .map(|(text, node, by)| Fault::at(node.place()).fact(by).with(text))
        .collect()
}

fn resource_value_words(value: &WrittenValue<'_>, text: &&str) -> Words {
    let (taken, by) = taken(value);
    let items: Vec<String> = taken.iter().map(|one| format!("`{one}`")).collect();
    let taker = if by == PROVIDER { "Auth0's Terraform provider" } else { "Auth0's Management API" };
    let help = match (nearest(text, taken.iter().copied()), taken) {
        (Some(near), _) => format!("did you mean `{near}`?"),
        (None, [only]) => format!("write `{only}`, or leave it out"),
        (None, _) => format!("write {}", enumerated(&items, "or")),
    };
    Words::new(
        format!(
            "{} {} {}, and {taker} takes {}",
            quoted(&value.called()),
            verb(value),
            quoted(text),
            enumerated(&items, "and")
        ),
        help,
    )
    .fix(nearest(text, taken.iter().copied()).and_then(|near| spelling(value, text, near)))
}

/// `resource-value-camel-case`: a value is spelt as documentation pages of Pulumi spell it.
fn resource_value_camel_case<'c>(value: &WrittenValue<'c>) -> Vec<Fault<'c, (&'c str, &'static str)>> {
    let (taken, _) = taken(value);
    refused(value)
        .into_iter()
        .filter_map(|(text, node, _)| Some(Fault::at(node.place()).with((text, snake_cased(text, taken)?))))
        .collect()
}

fn resource_value_camel_case_words(value: &WrittenValue<'_>, (text, meant): &(&str, &str)) -> Words {
    Words::new(
        format!(
            "{} {} {}, and the value is spelt `{meant}`",
            quoted(&value.called()),
            verb(value),
            quoted(text)
        ),
        format!("write `{meant}`: values keep their underscores in every language"),
    )
    .fix(spelling(value, text, meant))
}

/// `resource-app-type-spa`: `app_type` is `spa`.
fn resource_app_type_spa<'c>(value: &WrittenValue<'c>) -> Option<Fault<'c>> {
    let is_spa =
        value.within.is_none() && value.attribute.name == "app_type" && value.value().as_str() == Some("spa");
    is_spa.then(|| Fault::at(value.value().place()))
}

fn resource_app_type_spa_words(value: &WrittenValue<'_>, _: &()) -> Words {
    Words::new(
        format!(
            "{} is `spa`, and clients that are imported from a document are `native` or `regular_web`",
            quoted(&value.called())
        ),
        "leave it out: it comes from `application_type` of the document, which is `native` or `web`",
    )
}

/// `resource-forced-boolean`: a boolean has the value that is not taken.
fn resource_forced_boolean<'c>(value: &WrittenValue<'c>) -> Option<Fault<'c, bool>> {
    let only = value.attribute.only.filter(|_| value.form().is_managed())?;
    let is = value.form().boolean(value.value())?;
    (is != only).then(|| Fault::at(value.value().place()).with(only))
}

fn resource_forced_boolean_words(value: &WrittenValue<'_>, only: &bool) -> Words {
    Words::new(
        format!("{} is `{}`, and only `{only}` is taken", quoted(&value.called()), !only),
        format!("write `{only}`, or leave it out"),
    )
    .fix(boolean(value, *only))
}

/// `resource-number-range`: a number is smaller or larger than what is taken.
fn resource_number_range<'c>(value: &WrittenValue<'c>) -> Option<Fault<'c, f64>> {
    let (least, most) = value.attribute.range?;
    let node = value.value();
    let number = value.form().number(node)?;
    let is_unset = value.resource.has_unset && number == 0.0;
    let by = if value.form().is_managed() && value.attribute.provider_checks_range { PROVIDER } else { API };
    (!(least..=most).contains(&number) && !is_unset).then(|| Fault::at(node.place()).fact(by).with(number))
}

fn resource_number_range_words(value: &WrittenValue<'_>, number: &f64) -> Words {
    let (least, most) = value.attribute.range.unwrap_or_default();
    let called = quoted(&value.called());
    let limits =
        if most.is_finite() { format!("from {least} to {most}") } else { format!("{least} or more") };
    Words::new(
        format!("{called} is {number}, and has to be {limits}"),
        format!("write a number {limits}, or leave it out"),
    )
}

/// `resource-alg-disputed`: tokens are signed with an algorithm that Auth0 documents as unavailable to such clients, and
/// takes.
fn resource_alg_disputed<'c>(value: &WrittenValue<'c>) -> Option<Fault<'c, &'c str>> {
    let is_alg =
        value.within.is_some_and(|block| block.name == "jwt_configuration") && value.attribute.name == "alg";
    let alg = value.value().as_str().filter(|_| is_alg)?;
    let (taken, _) = taken(value);
    (alg != "RS256" && taken.contains(&alg)).then(|| Fault::at(value.value().place()).with(alg))
}

fn resource_alg_disputed_words(value: &WrittenValue<'_>, alg: &&str) -> Words {
    let plan = if *alg == "PS256" { "; besides, it depends on the plan of the tenant" } else { "" };
    Words::new(
        format!(
            "{} is `{alg}`, which Auth0 takes, while its page on the security of third-party clients has them use `RS256`{plan}",
            quoted(&value.called())
        ),
        "write `RS256`, or try a login before you rely on it",
    )
}

include!(concat!(env!("OUT_DIR"), "/resource_values.rs"));
