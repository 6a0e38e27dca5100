//! Names of members that no client metadata has, or that do not belong into a published document.

use std::collections::HashSet;

use super::faults::Faults;
use super::mending::{addition, removal, renaming, respelt};
use super::view::{MemberView, MetadataView};
use crate::finding::{Entry, Fault, SpannedFix, Words, quoted, truncated};
use crate::metadata::members::{Definition, Usage};
use crate::rule::Rule;

/// Longest name that a message quotes whole, in Unicode scalar values.
const MAX_NAME: usize = 60;

fn named(member: &MemberView<'_>) -> String {
    quoted(&truncated(member.name(), MAX_NAME, "…"))
}

/// A member whose name says what it is there for, where the profile reads every member.
fn used_for<'c>(member: &MemberView<'c>, is_wanted: impl Fn(Usage) -> bool) -> Option<Fault<'c>> {
    let is_found = member.is_supported && member.meant.is_none() && is_wanted(Usage::of(member.name()));
    // Of a broken text it is not known what was meant to be a member.
    is_found.then(|| Fault::absent_from(member.name_place()))
}

/// One of several members that are told in one finding.
fn gathered(member: &MemberView<'_>, lead: &str, group: &str, help: &str) -> Words {
    let item = named(member);
    let entry =
        Entry { lead: lead.to_owned(), item: item.clone(), group: group.to_owned(), rank: 0, note: item };
    Words::gathered(entry, help)
}

/// `property-unknown`: no specification, draft or server is known to define the member.
fn property_unknown<'c>(member: &MemberView<'c>) -> Option<Fault<'c>> {
    // What has a language is judged by the name before it.
    let is_tagged = Definition::of(member.plain_name()).is_some();
    let is_elsewhere = is_tagged || UNDEFINED.contains(&member.name());
    used_for(member, |usage| usage == Usage::Unknown && !is_elsewhere)
}

fn property_unknown_words(member: &MemberView<'_>, _: &()) -> Words {
    gathered(
        member,
        "no specification defines",
        "ignored by servers",
        "keep what a program of yours reads, and remove the rest",
    )
}

/// `property-typo`: the name is close to a registered one.
fn property_typo<'c>(member: &MemberView<'c>) -> Option<Fault<'c, &'static str>> {
    Some(Fault::absent_from(member.name_place()).with(member.meant?))
}

fn property_typo_words(member: &MemberView<'_>, meant: &&'static str) -> Words {
    let help = match member.subject.member(meant) {
        Some(_) => format!("remove it: the document has `{meant}`"),
        None => format!("rename it to `{meant}`, if that was meant"),
    };
    let fix = match member.subject.member(meant) {
        Some(_) => Some(removal(member.value())),
        None => respelt(member, meant),
    };
    Words::new(format!("{} is not a member of client metadata, and servers ignore it", named(member)), help)
        .fix(fix)
}

/// `property-as-metadata`: the member describes an authorization server or a resource (RFC 8414, RFC 9728).
fn property_as_metadata<'c>(member: &MemberView<'c>) -> Option<Fault<'c>> {
    used_for(member, |usage| usage == Usage::Server)
}

fn property_as_metadata_words(member: &MemberView<'_>, _: &()) -> Words {
    gathered(
        member,
        "the document has",
        "of the metadata of a server, not of a client",
        "remove them: they belong into the document of the authorization server or of the resource",
    )
    .fix(removal(member.value()))
}

/// `property-jsonld`: the member makes the document JSON-LD.
fn property_jsonld<'c>(member: &MemberView<'c>) -> Option<Fault<'c>> {
    used_for(member, |usage| usage == Usage::JsonLd)
}

fn property_jsonld_words(member: &MemberView<'_>, _: &()) -> Words {
    gathered(
        member,
        "the document is also JSON-LD, with",
        "read by Solid servers, and ignored by others",
        "keep them where Solid servers are to read the document",
    )
}

/// Members of the answer to a registration that are no secrets.
const ANSWERED: [&str; 2] = ["client_id_issued_at", "registration_client_uri"];

/// `property-response-only`: the member is of the answer to a registration (RFC 7591, section 3.2.1; RFC 7592, section 3).
fn property_response_only<'c>(member: &MemberView<'c>) -> Option<Fault<'c>> {
    let is_answer = member.is_supported && ANSWERED.contains(&member.name());
    is_answer.then(|| Fault::at(member.name_place()))
}

fn property_response_only_words(member: &MemberView<'_>, _: &()) -> Words {
    Words::new(
        format!(
            "`{}` belongs to the answer of a server that has registered a client; a published document has no registration",
            member.name()
        ),
        "remove it",
    )
    .fix(removal(member.value()))
}

/// Members that the drafts leave to be defined.
const UNDEFINED: [&str; 2] = ["client_expires_at", "client_id_expires_at"];

/// `property-expiry-tbd`: the member would say when the client ends, and the drafts have not defined it.
fn property_expiry_tbd<'c>(member: &MemberView<'c>) -> Option<Fault<'c>> {
    let is_undefined = member.is_supported && UNDEFINED.contains(&member.name());
    is_undefined.then(|| Fault::at(member.name_place()))
}

fn property_expiry_tbd_words(member: &MemberView<'_>, _: &()) -> Words {
    Words::new(
        format!(
            "`{}` is not defined: drafts only announce such a member, and servers ignore it",
            member.name()
        ),
        "remove it, and say with `Cache-Control` how long the document may be kept",
    )
    .fix(removal(member.value()))
}

/// `i18n-not-human-readable`: a member that people do not read has a language (RFC 7591, section 2.2).
fn i18n_not_human_readable<'c>(member: &MemberView<'c>) -> Option<Fault<'c>> {
    let (name, _) = member.name().split_once('#').filter(|_| member.is_supported)?;
    let is_for_programs = Definition::of(name).is_some_and(|row| !row.is_human_readable);
    is_for_programs.then(|| Fault::at(member.name_place()))
}

fn i18n_not_human_readable_words(member: &MemberView<'_>, _: &()) -> Words {
    Words::new(
        format!(
            "{} has a language, and `{}` is not shown to people: servers ignore it",
            named(member),
            member.plain_name()
        ),
        format!("write it in `{}`, without a language", member.plain_name()),
    )
    .fix(renamed_or_removed(member, member.plain_name()))
}

/// Gives a member another name, or removes it where the document has one of that name.
fn renamed_or_removed(member: &MemberView<'_>, name: &str) -> SpannedFix {
    match member.subject.member(name) {
        Some(_) => removal(member.value()),
        None => renaming(member.member, name),
    }
}

/// The language of a member that people read.
fn language<'c>(member: &MemberView<'c>) -> Option<&'c str> {
    let (name, tag) = member.name().split_once('#').filter(|_| member.is_supported)?;
    Definition::of(name).is_some_and(|row| row.is_human_readable).then_some(tag)
}

/// `i18n-tag-invalid`: what follows the `#` is not a language tag (RFC 7591, section 2.2; BCP 47).
fn i18n_tag_invalid<'c>(member: &MemberView<'c>) -> Option<Fault<'c, &'c str>> {
    let tag = language(member).filter(|tag| oxilangtag::LanguageTag::parse(*tag).is_err())?;
    Some(Fault::at(member.name_place()).with(tag))
}

fn i18n_tag_invalid_words(member: &MemberView<'_>, tag: &&str) -> Words {
    Words::new(
        format!("{} ends with {}, which is not a language tag", named(member), quoted(tag)),
        format!("write a tag of BCP 47, as in `{}#fr` or `{0}#zh-Hant`", member.plain_name()),
    )
    .fix(with_hyphens(member, tag))
}

/// Writes a language with hyphens in the place of underscores, as programming languages have it.
fn with_hyphens(member: &MemberView<'_>, tag: &str) -> Option<SpannedFix> {
    let tag = tag.replace('_', "-");
    let name = format!("{}#{tag}", member.plain_name());
    let is_free = member.subject.member(&name).is_none();
    let is_tag = oxilangtag::LanguageTag::parse(&*tag).is_ok();
    (is_free && is_tag).then(|| renaming(member.member, &name))
}

/// `i18n-untagged-missing`: a member stands there in languages only (RFC 7591, section 2.2).
fn i18n_untagged_missing<'c>(metadata: &MetadataView<'c>) -> Vec<Fault<'c, &'c str>> {
    let mut seen: HashSet<&str> = metadata.members.iter().map(MemberView::name).collect();
    let tagged = metadata.members.iter().filter(|member| language(member).is_some());
    // One finding for each name, at the first of its languages. That a required one is missing is said already.
    let is_missing = |member: &&MemberView<'c>| {
        !metadata.profile.requires(member.plain_name()) && seen.insert(member.plain_name())
    };
    tagged
        .filter(is_missing)
        .map(|member| Fault::absent_from(member.name_place()).with(member.plain_name()))
        .collect()
}

fn i18n_untagged_missing_words(metadata: &MetadataView<'_>, name: &&str) -> Words {
    Words::new(
        format!(
            "`{name}` stands there with a language only: who reads none of these languages is shown nothing"
        ),
        format!("add `{name}` without a language as well"),
    )
    .fix(untagged(metadata, name))
}

/// Adds the value of the only language without a language as well.
fn untagged(metadata: &MetadataView<'_>, name: &str) -> Option<SpannedFix> {
    let mut tagged = metadata.members.iter().filter(|member| member.plain_name() == name);
    let only = tagged.next().filter(|_| tagged.next().is_none())?;
    addition(metadata.root, name, &String::from_utf8_lossy(only.value().raw()))
}

include!(concat!(env!("OUT_DIR"), "/names.rs"));
